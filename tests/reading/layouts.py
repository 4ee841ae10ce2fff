"""The layouts in which results circulate (DOMAIN, section 3): each writes agencies as sheets."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reading.styles import PLAIN, Style
from tests.reading.truths import INDICATORS, INSTRUMENT_NAMES, NAMES, Agency, Year
from tests.reading.workbooks import Sheet, Value

GROUPS = {"IIT": INDICATORS[:5], "EIT": INDICATORS[5:8], "OIT": INDICATORS[8:]}
PART_GROUPS = {
    "IIT": INDICATORS[:5],
    "EIT ส่วนที่ 1": INDICATORS[5:8],
    "EIT ส่วนที่ 2": INDICATORS[5:8],
    "OIT": INDICATORS[8:],
}


class Rows:
    """Rows of a sheet while they are written; scores get the style's number format."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.rows: list[list[Value]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.formats: dict[tuple[int, int], str] = {}

    def add(self, *values: Value, scores: Sequence[str | None] = (), after: Sequence[Value] = ()) -> int:
        """Add a row: values, then scores in the style, then more values; give its number."""
        row = [*values, *(self.style.score(s) for s in scores), *after]
        shown = self.style.format()
        if shown:
            first = len(values)
            self.formats |= {
                (len(self.rows), first + i): shown for i, s in enumerate(scores) if s is not None
            }
        self.rows.append(row)
        return len(self.rows) - 1

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merge a range, if it is more than one cell."""
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append((first_row, first_column, last_row, last_column))

    def sheet(self, name: str, rotated_row: int | None = None) -> Sheet:
        """The finished sheet."""
        return Sheet(name, self.rows, self.merges, self.formats, rotated_row=rotated_row)


def years_across(agency: Agency, style: Style = PLAIN, name: str = "Sheet1") -> Sheet:
    """Layout A, as a report of 2568 prints it."""
    out = Rows(style)
    out.add(
        f"ผลการประเมิน ITA ของ{agency.name} อำเภอ{agency.district or 'ตัวอย่าง'} จังหวัด{agency.province or 'สมมุติ'}"
    )
    out.add()
    years = agency.years
    out.add("เครื่องมือ", "ตัวชี้วัด", "คะแนน")
    out.add(None, None, *(style.year_of(y.fiscal_year) for y in years))
    out.merge(2, 2, 2, 1 + len(years))
    out.merge(2, 0, 3, 0)
    out.merge(2, 1, 3, 1)
    for instrument, codes in GROUPS.items():
        first = len(out.rows)
        for code in codes:
            head = f"{INSTRUMENT_NAMES[instrument]} ({instrument})" if code == codes[0] else None
            out.add(head, style.label_of(code), scores=[y.scores.get(code) for y in years])
        out.merge(first, 0, len(out.rows) - 1, 0)
    total = out.add("คะแนนเฉลี่ย", None, scores=[y.total for y in years])
    rating = out.add("ระดับการประเมิน", None, *(y.rating for y in years))
    out.merge(total, 0, total, 1)
    out.merge(rating, 0, rating, 1)
    return out.sheet(name)


def ranked_list(agency: Agency, style: Style = PLAIN, name: str = "Sheet1") -> Sheet:
    """Layout B: indicators by score; the first column is the rank."""
    (year,) = agency.years
    out = Rows(style)
    out.add(f"ผลการประเมิน ITA ของ{agency.name} ประจำปีงบประมาณ พ.ศ. {year.fiscal_year}")
    out.add("ลำดับที่", "ตัวชี้วัด/รายละเอียดตัวชี้วัด", "คะแนนผลการประเมิน")
    ordered = sorted(INDICATORS, key=lambda code: -float(year.scores[code]))
    for rank, code in enumerate(ordered, start=1):
        out.add(rank, style.label_of(code), scores=[year.scores[code]])
    return _published(out, year, 1).sheet(name)


def plain_list(agency: Agency, style: Style = PLAIN, name: str = "Sheet1") -> Sheet:
    """Layout C: number, name, score."""
    (year,) = agency.years
    out = Rows(style)
    out.add(agency.name)
    out.add("สรุปผลการประเมินรายตัวชี้วัด", None, style.year_of(year.fiscal_year))
    out.add("ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน")
    for code in INDICATORS:
        out.add(int(code), NAMES[code], scores=[year.scores[code]])
    return _published(out, year, 1).sheet(name)


def _published(out: Rows, year: Year, before: int) -> Rows:
    """Add the rows of total and rating."""
    if year.total:
        out.add(*[None] * before, "คะแนนรวม", scores=[year.total])
    if year.rating:
        out.add(*[None] * before, "ระดับผลการประเมิน", year.rating)
    return out


def totals_by_agency(agencies: Sequence[Agency], style: Style = PLAIN, name: str = "2568") -> Sheet:
    """Layout F: agencies of one year with their totals."""
    year = agencies[0].years[0].fiscal_year
    out = Rows(style)
    out.add(f"ผลคะแนน ITA ประจำปีงบประมาณ {year}")
    out.add("#", "หน่วยงาน", "อำเภอ", "จังหวัด", "คะแนนเฉลี่ย")
    for number, agency in enumerate(agencies, start=1):
        out.add(number, agency.name, agency.district, agency.province, scores=[agency.years[0].total])
    return out.sheet(name)


def totals_by_year(agency: Agency, style: Style = PLAIN, name: str = "Sheet1") -> Sheet:
    """Layout F: years of one agency, newest first, with a dash where there is none."""
    out = Rows(style)
    out.add(agency.name)
    out.add("ปีงบประมาณ", "คะแนน", "ระดับ")
    years = sorted(agency.years, key=lambda y: -y.fiscal_year)
    for year in years:
        out.add(style.year_of(year.fiscal_year), scores=[year.total], after=[year.rating])
    out.add(style.year_of(years[-1].fiscal_year - 1), "–", "–")
    return out.sheet(name)


def long(
    agencies: Sequence[Agency], style: Style = PLAIN, *, thai: bool = False, name: str = "data"
) -> Sheet:
    """Layout H: one figure a row, under English or Thai keys."""
    out = Rows(style)
    out.add(
        *(
            ("หน่วยงาน", "จังหวัด", "ปีงบประมาณ", "รหัส", "คะแนน")
            if thai
            else ("agency", "province", "fiscal_year", "code", "score")
        )
    )
    for agency in agencies:
        for year in agency.years:
            start = (agency.name, agency.province, style.year_of(year.fiscal_year))
            for code, score in [*year.scores.items(), *year.published.items()]:
                out.add(*start, int(code) if code.isdigit() else code, scores=[score])
            if year.total:
                out.add(*start, "คะแนนรวม" if thai else "total", scores=[year.total])
            if year.rating:
                out.add(*start, "ระดับ" if thai else "rating", year.rating)
    return out.sheet(name)
