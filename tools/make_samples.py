"""Write the sample workbooks of data/samples: `python -m tools.make_samples [FOLDER]`.

Everything in them is made up and says so: places, agencies and scores. Totals, instruments and ratings are
computed from the scores by itacore, as an assessment would publish them. The bytes are the same everywhere:
chance comes from one seed through `Random.random` alone, only the four operations of arithmetic touch scores,
and the packages are stored without compression.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from random import Random

import xlsxwriter

from itacore.criteria import RuleBook, read_criteria
from itacore.scoring import Analysis, analyze
from itacore.scoring.analysis import SEPARATOR
from itacore.tables import DECLARED, SCORES, make_table
from itacore.thai import format_number, to_thai_digits

FOLDER = Path(__file__).resolve().parent.parent / "data" / "samples"
LABEL = "ข้อมูลสมมุติ ใช้เพื่อทดลองโปรแกรม ไม่ใช่ผลของหน่วยงานจริง"
SUBJECT = "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
PROVINCE = "สมมุติ"
FONT = "TH SarabunPSK"
MADE = datetime(2026, 1, 1)
NO_FIGURE = "–"
SEED = 1

# ---- scores as an assessment would publish them ------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """Scores (0-100) of one agency and fiscal year by indicator; ``parts`` are EIT1 and EIT2 as a whole."""

    agency: str
    fiscal_year: int
    scores: Mapping[str, float]
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Published:
    """A result with what is published beside it, rounded to two decimals."""

    result: Result
    instruments: Mapping[str, float]
    total: float
    rating: str


def publish(results: Sequence[Result]) -> list[Published]:
    """Compute instruments, total and rating of results, in their order.

    Where the rules of a year leave two levels open, the higher one is the published one.
    """
    first = _rows(_analyze(results, {}))
    totals = {key: _round(row["total_computed"]) for key, row in first.items()}
    second = _rows(_analyze(results, totals))
    published = []
    for result in results:
        key = (result.agency, result.fiscal_year)
        book = read_criteria().for_year(result.fiscal_year).book
        units = {i.code: _round(first[key][i.code]) for i in book.instruments}
        rating = str(second[key]["possible"]).split(SEPARATOR)[-1]
        published.append(Published(result, units, totals[key], rating))
    return published


def _analyze(results: Sequence[Result], totals: Mapping[tuple[str, int], float]) -> Analysis:
    scores = [(r.agency, r.fiscal_year, "indicator", c, s) for r in results for c, s in r.scores.items()]
    stated = [
        (r.agency, r.fiscal_year, "instrument", c, s, None) for r in results for c, s in r.parts.items()
    ]
    stated += [(agency, year, "total", "total", total, None) for (agency, year), total in totals.items()]
    columns = [list(column) for column in zip(*scores, strict=True)]
    published = [list(column) for column in zip(*stated, strict=True)] or [[] for _ in DECLARED.names]
    return analyze(
        make_table(SCORES, dict(zip(SCORES.names, columns, strict=True))),
        make_table(DECLARED, dict(zip(DECLARED.names, published, strict=True))),
        read_criteria(),
    )


def _rows(analysis: Analysis) -> dict[tuple[str, int], dict[str, float]]:
    """Rows of the ratings by agency and year."""
    rows = analysis.ratings.to_dict("records")
    return {(row["agency_id"], row["fiscal_year"]): {str(k): v for k, v in row.items()} for row in rows}


def _round(value: float) -> float:
    """Round to two decimals, halves up, as published figures are."""
    return float(format_number(value))


# ---- the municipality: the total rises past 95, one gate holds the rating ----------------------------------

MUNICIPALITY = "เทศบาลตำบลตัวอย่างพัฒนา"
MUNICIPALITY_PLACE = "อำเภอฟ้าสายรุ้ง จังหวัดสมมุติ"
# Indicator 7 falls and keeps EIT below 95; indicator 10 climbs from 70 to 100.
MUNICIPALITY_SCORES = {
    2566: (95.31, 92.08, 97.46, 93.15, 94.87, 94.93, 95.62, 88.90, 92.50, 70.45),
    2567: (96.74, 94.62, 98.10, 95.08, 96.35, 96.11, 92.87, 91.34, 96.25, 87.50),
    2568: (98.26, 96.45, 99.12, 96.93, 97.58, 96.88, 90.02, 92.94, 97.14, 100.00),
}

# ---- the subdistrict administrative organisation: perceptions are weak, papers less so ---------------------

SAO = "องค์การบริหารส่วนตำบลทุ่งสมมุติ"
SAO_PLACE = "อำเภอหมอกปุยฝ้าย จังหวัดสมมุติ"
SAO_YEAR = 2565
SAO_SCORES = (74.86, 57.32, 68.14, 61.05, 66.90, 73.44, 70.18, 64.27, 79.92, 68.75)

# ---- the province ------------------------------------------------------------------------------------------

YEARS = (2564, 2565, 2566, 2567, 2568)
# Words of landscape and of fancy: no province, district or subdistrict bears one of their pairs.
LANDSCAPES = "ทุ่ง ธาร เนิน ดง สวน ลาน ริม เชิง หุบ แดน".split()
FANCIES = "ปุยเมฆ สายรุ้ง ละอองดาว หิ่งห้อย ลมหวาน กลิ่นฝน น้ำค้างพราว ใบไม้ผลิ จันทร์ยิ้ม หมอกหวาน ปีกผีเสื้อ เสียงขลุ่ย".split()
DISTRICTS = "เมืองสมมุติ ละอองจันทร์ ฟ้าสายรุ้ง หมอกปุยฝ้าย แสงหิ่งห้อย ดาวประกายฝัน".split()
TYPES = (("เทศบาลเมือง", 3), ("เทศบาลตำบล", 36), ("องค์การบริหารส่วนตำบล", 80))
# Mean points lost in IIT and in EIT and mean share of OIT items lost, so that the province has about the
# average of the whole country: 81.25, 87.57, 90.19, 93.05, 93.82.
LOSSES = {
    2564: (12.0, 15.0, 0.270),
    2565: (9.0, 12.0, 0.153),
    2566: (6.0, 9.0, 0.133),
    2567: (2.5, 6.0, 0.104),
    2568: (1.2, 5.0, 0.096),
}
SHARES = {"1": 0.9, "2": 1.3, "3": 0.5, "4": 1.3, "5": 1.0, "6": 0.85, "7": 1.0, "8": 1.15}
PARTS_FROM = 2568


@dataclass(frozen=True)
class Agency:
    """A made-up agency.

    ``losses`` say how much more or less than usual it loses in IIT, EIT and OIT; before ``first_year`` it
    does not exist, in ``silent_year`` it has no scores.
    """

    name: str
    type: str
    district: str
    losses: tuple[float, float, float]
    first_year: int = YEARS[0]
    silent_year: int | None = None


class Chance:
    """Chance from one seed."""

    def __init__(self, seed: int) -> None:
        self.one = Random(seed).random

    def factor(self) -> float:
        """Draw a positive number of mean 1: mostly below it, now and then far above."""
        base = (self.one() + self.one() + self.one()) / 1.5
        return base * base * base * 0.75

    def shuffle(self, words: list[str]) -> list[str]:
        """Put words in a new order."""
        left = list(words)
        return [left.pop(int(self.one() * len(left))) for _ in words]


def build_agencies(chance: Chance) -> list[Agency]:
    """Make up the agencies: the provincial one first, then by type and district."""

    def losses() -> tuple[float, float, float]:
        common = chance.factor()
        iit, eit, oit = (0.3 + 0.35 * (common + chance.factor()) for _ in range(3))
        return iit, eit, oit

    provincial = "องค์การบริหารส่วนจังหวัด"
    agencies = [Agency(provincial + PROVINCE, provincial, DISTRICTS[0], (0.8, 0.9, 0.7))]
    names = chance.shuffle([a + b for a in LANDSCAPES for b in FANCIES])
    for kind, count in TYPES:
        for number in range(count):
            district = DISTRICTS[number * len(DISTRICTS) // count]
            agencies.append(Agency(kind + names.pop(), kind, district, losses()))
    return agencies


def build_result(agency: Agency, year: int, chance: Chance) -> Result:
    """Make up the scores of an agency in a year."""
    book = read_criteria().for_year(year).book
    iit, eit, oit = LOSSES[year]
    scores: dict[str, float] = {}
    halves: dict[str, list[float]] = {"EIT1": [], "EIT2": []}
    iit *= agency.losses[0] * (0.5 + 0.5 * chance.factor())
    eit *= agency.losses[1] * (0.5 + 0.5 * chance.factor())
    oit *= agency.losses[2] * (0.5 + 0.5 * chance.factor())
    for indicator in book.indicators_of("IIT"):
        loss = iit * SHARES[indicator.code] * (0.6 + 0.4 * chance.factor())
        scores[indicator.code] = _round(100 - min(loss, 60))
    for indicator in book.indicators_of("EIT"):
        loss = eit * SHARES[indicator.code] * (0.6 + 0.4 * chance.factor())
        # those whom the agency invited are kinder than those whom the assessors asked
        lean = 0.1 + 0.4 * chance.one()
        halves["EIT1"].append(100 - min(loss * (1 - lean), 60))
        halves["EIT2"].append(100 - min(loss * (1 + lean), 60))
        scores[indicator.code] = _round((halves["EIT1"][-1] + halves["EIT2"][-1]) / 2)
    for indicator in book.indicators_of("OIT"):
        counts = item_counts(book, indicator.code)
        found = [sum(chance.one() >= min(oit, 0.9) for _ in range(n)) * 100 / n for n in counts]
        scores[indicator.code] = _round(sum(found) / len(found))
    return Result(agency.name, year, scores, {k: _round(sum(v) / len(v)) for k, v in halves.items()})


def item_counts(book: RuleBook, indicator: str) -> list[int]:
    """Count the items of each sub-indicator; where a year's list is not known, those of the latest year."""
    if not book.items:
        book = read_criteria().books[max(read_criteria().books)]
    subs = [sub.code for sub in book.subindicators if sub.indicator == indicator]
    return [sum(item.parent == sub for item in book.items) for sub in subs]


def build_province() -> tuple[list[Agency], dict[tuple[str, int], Published]]:
    """Make up a province: one agency has no scores in the first year, another begins in the third."""
    chance = Chance(SEED)
    agencies = build_agencies(chance)
    agencies[57] = replace(agencies[57], silent_year=YEARS[0])
    agencies[33] = replace(agencies[33], first_year=YEARS[2])
    results = [
        build_result(agency, year, chance)
        for agency in agencies
        for year in YEARS
        if agency.first_year <= year != agency.silent_year
    ]
    return agencies, {(p.result.agency, p.result.fiscal_year): p for p in publish(results)}


# ---- workbooks ---------------------------------------------------------------------------------------------


class Paper:
    """A workbook in the making: its formats, and sheets that all begin with the label."""

    def __init__(self, title: str) -> None:
        self._output = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._output, {"in_memory": True})
        self.book.set_properties({"title": f"{title} ({LABEL})", "created": MADE})
        self.book.formats[0].set_font_name(FONT)
        self.book.formats[0].set_font_size(16)
        base = {"font_name": FONT, "font_size": 16, "valign": "vcenter"}
        cell = {**base, "border": 1}
        look = {
            "label": {**base, "bold": True, "font_color": "#9C2A00", "bg_color": "#FFF3E6"},
            "title": {**base, "bold": True, "font_size": 18},
            "plain": base,
            "head": {**cell, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DCE6F2"},
            "group": {**cell, "text_wrap": True, "valign": "top"},
            "text": cell,
            "middle": {**cell, "align": "center"},
            "score": {**cell, "align": "center", "num_format": "0.00"},
            "sum": {**cell, "bold": True, "align": "center", "num_format": "0.00"},
            "sum_text": {**cell, "bold": True},
        }
        self.look = {name: self.book.add_format(options) for name, options in look.items()}

    def add_sheet(
        self, name: str, titles: Sequence[str], widths: Sequence[float], *, landscape: bool = False
    ) -> xlsxwriter.worksheet.Worksheet:
        """Add a sheet with the label in its first row, titles under it, and row 5 free for the heading."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_default_row(24)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
            sheet.write_blank(0, column, None, self.look["label"])
        sheet.write(0, 0, LABEL, self.look["label"])
        for row, title in enumerate(titles, start=1):
            sheet.write(row, 0, title, self.look["title" if row == 1 else "plain"])
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&C" + LABEL)
        sheet.set_footer("&C&P / &N")
        if landscape:
            sheet.set_landscape()
        return sheet

    def close(self) -> bytes:
        """Finish the workbook and give its bytes, the same on every machine."""
        self.book.close()
        return _store(self._output.getvalue())


def _store(package: bytes) -> bytes:
    """Pack an .xlsx again without compression: what a compressor makes of it differs between systems."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return output.getvalue()


def write_municipality() -> bytes:
    """Write the municipality's three years side by side, in Thai digits, as an officer types them."""
    codes = [i.code for i in read_criteria().books[max(MUNICIPALITY_SCORES)].indicators]
    years = publish(
        [Result(MUNICIPALITY, y, dict(zip(codes, s, strict=True))) for y, s in MUNICIPALITY_SCORES.items()]
    )
    book = read_criteria().books[years[-1].result.fiscal_year]
    paper = Paper(MUNICIPALITY)
    look = paper.look
    span = to_thai_digits(f"ปีงบประมาณ พ.ศ. {years[0].result.fiscal_year} - {years[-1].result.fiscal_year}")
    titles = (SUBJECT, f"{MUNICIPALITY} {MUNICIPALITY_PLACE}", span)
    sheet = paper.add_sheet("คะแนน ITA", titles, (36, 36, *[13] * len(years)))
    last = 1 + len(years)
    sheet.merge_range(5, 0, 6, 0, "เครื่องมือ", look["head"])
    sheet.merge_range(5, 1, 6, 1, "ตัวชี้วัด", look["head"])
    sheet.merge_range(5, 2, 5, last, "คะแนน", look["head"])
    for column, year in enumerate(years, start=2):
        sheet.write(6, column, to_thai_digits(f"ปี {year.result.fiscal_year}"), look["head"])
    row = 7
    for instrument in book.instruments:
        indicators = book.indicators_of(instrument.code)
        name = f"{instrument.name} ({instrument.code})"
        sheet.merge_range(row, 0, row + len(indicators) - 1, 0, name, look["group"])
        for indicator in indicators:
            sheet.write(row, 1, to_thai_digits(f"{indicator.code}. {indicator.name}"), look["text"])
            for column, year in enumerate(years, start=2):
                score = format_number(year.result.scores[indicator.code])
                sheet.write(row, column, to_thai_digits(score), look["middle"])
            row += 1
    for label in ("คะแนนเฉลี่ย", "ระดับการประเมิน"):
        sheet.merge_range(row, 0, row, 1, label, look["sum_text"])
        for column, year in enumerate(years, start=2):
            total = to_thai_digits(format_number(year.total))
            sheet.write(row, column, total if label == "คะแนนเฉลี่ย" else year.rating, look["sum"])
        row += 1
    sheet.freeze_panes(7, 2)
    return paper.close()


def write_sao() -> bytes:
    """Write the plain list of one year of the subdistrict administrative organisation, in Arabic digits."""
    book = read_criteria().books[SAO_YEAR]
    scores = dict(zip([i.code for i in book.indicators], SAO_SCORES, strict=True))
    year = publish([Result(SAO, SAO_YEAR, scores)])[0]
    paper = Paper(SAO)
    look = paper.look
    titles = (SUBJECT, f"{SAO} {SAO_PLACE}", f"ปีงบประมาณ พ.ศ. {SAO_YEAR}")
    sheet = paper.add_sheet(str(SAO_YEAR), titles, (16, 60, 14))
    for column, head in enumerate(("ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน")):
        sheet.write(5, column, head, look["head"])
    row = 6
    for indicator in book.indicators:
        sheet.write(row, 0, int(indicator.code), look["middle"])
        sheet.write(row, 1, indicator.name, look["text"])
        sheet.write(row, 2, scores[indicator.code], look["score"])
        row += 1
    for label, value in (("คะแนนเฉลี่ย", year.total), ("ระดับผลการประเมิน", year.rating)):
        sheet.merge_range(row, 0, row, 1, label, look["sum_text"])
        sheet.write(row, 2, value, look["sum"])
        row += 1
    sheet.freeze_panes(6, 0)
    return paper.close()


def write_province() -> bytes:
    """Write the province, one year a sheet, one agency a row, a row of means at the end."""
    agencies, published = build_province()
    paper = Paper(f"จังหวัด{PROVINCE}")
    for year in YEARS:
        _write_year(paper, year, agencies, published)
    return paper.close()


def _write_year(
    paper: Paper, year: int, agencies: Sequence[Agency], published: Mapping[tuple[str, int], Published]
) -> None:
    look = paper.look
    book = read_criteria().books[year]
    units = [i.code for i in book.instruments]
    parts = [p for i in book.instruments for p in i.parts] if year >= PARTS_FROM else []
    fields = (("ลำดับ", 8), ("หน่วยงาน", 46), ("ประเภท", 27), ("อำเภอ", 16), ("จังหวัด", 11))
    heads = [f"ตัวชี้วัดที่ {i.code}\n{i.name}" for i in book.indicators]
    heads += [*units, *(part.name for part in parts), "คะแนนรวม", "ระดับ"]
    widths = (
        [w for _, w in fields]
        + [16.0] * len(book.indicators)
        + [11.0] * (len(units) + len(parts) + 1)
        + [22.0]
    )
    listed = [agency for agency in agencies if agency.first_year <= year]
    titles = (
        SUBJECT,
        f"ปีงบประมาณ พ.ศ. {year}",
        f"องค์กรปกครองส่วนท้องถิ่นในจังหวัด{PROVINCE} จำนวน {len(listed)} แห่ง",
    )
    sheet = paper.add_sheet(str(year), titles, widths, landscape=True)
    top = 5
    for column, head in enumerate([*(name for name, _ in fields), *heads]):
        sheet.write(top, column, head, look["head"])
    sheet.set_row(top, 76)
    figures: list[list[float]] = []
    for number, agency in enumerate(listed, start=1):
        row = top + number
        sheet.write(row, 0, number, look["middle"])
        for column, text in enumerate((agency.name, agency.type, agency.district, PROVINCE), start=1):
            sheet.write(row, column, text, look["text"])
        found = published.get((agency.name, year))
        if found is None:
            for column in range(len(fields), len(fields) + len(heads)):
                sheet.write(row, column, NO_FIGURE, look["middle"])
            continue
        line = [*found.result.scores.values(), *(found.instruments[u] for u in units)]
        line += [*(found.result.parts[p.code] for p in parts), found.total]
        for column, figure in enumerate(line, start=len(fields)):
            sheet.write(row, column, figure, look["score"])
        sheet.write(row, len(fields) + len(line), found.rating, look["middle"])
        figures.append(line)
    end = top + len(listed) + 1
    sheet.merge_range(end, 0, end, len(fields) - 1, "ค่าเฉลี่ยจังหวัด", look["sum_text"])
    for column, values in enumerate(zip(*figures, strict=True), start=len(fields)):
        sheet.write(end, column, _round(sum(values) / len(values)), look["sum"])
    sheet.write_blank(end, len(fields) + len(heads) - 1, None, look["sum"])
    sheet.freeze_panes(top + 1, 2)
    sheet.autofilter(top, 0, end - 1, len(fields) + len(heads) - 1)
    sheet.repeat_rows(top)


# ---- all of them -------------------------------------------------------------------------------------------

WRITERS = {
    "sample-municipality.xlsx": write_municipality,
    "sample-sao.xlsx": write_sao,
    "sample-province.xlsx": write_province,
}


def write_samples(folder: Path) -> list[Path]:
    """Write every sample into a folder and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, write in WRITERS.items():
        path = folder / name
        path.write_bytes(write())
        paths.append(path)
    return paths


if __name__ == "__main__":
    for written in write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(written.name)
