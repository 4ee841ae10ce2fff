"""Small workbooks whose figures contradict each other or look like a slip, and odd tables that are read well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from itacore.wording import say
from tests.reading.good_sheets import GOOD, LATEST, LIST, PROVINCE, SCORES
from tests.reading.layout_e import Shape, agencies_table, one_year_a_sheet
from tests.reading.layouts import long, ranked_list, totals_by_year, years_across
from tests.reading.styles import Style
from tests.reading.truths import BOOK, INDICATORS, KHUN_KAEO, NAMES, make_province
from tests.reading.workbooks import Sheet, Value, to_xlsx

WITH_INSTRUMENTS = agencies_table(
    make_province(2568),
    Shape(year_column=True, instruments=True),
    Style(year="number"),
    name="จังหวัด",
)  # Q, R, S: IIT, EIT, OIT
YEAR_BEFORE = KHUN_KAEO.only(2567).years[0]
OFFICE = make_province(2567, 2568)[0]
_WEIGHTS = BOOK.indicator_weights


def _good(**cells: Value) -> bytes:
    sheet = GOOD
    for cell, value in cells.items():
        sheet = sheet.with_value(cell, value)
    return to_xlsx([sheet])


def _list(*rows: Sequence[Value]) -> bytes:
    """The list of one year with more rows: label, score."""
    return to_xlsx([replace(LIST, rows=[*LIST.rows, *([None, *row] for row in rows)])])


def _province(**cells: Value) -> bytes:
    sheet = PROVINCE
    for cell, value in cells.items():
        sheet = sheet.with_value(cell, value)
    return to_xlsx([sheet])


def _weighted_points() -> bytes:
    sheet = LIST
    for row, (code, score) in enumerate(zip(INDICATORS, SCORES, strict=True), start=4):
        sheet = sheet.with_value(f"C{row}", round(score * float(_WEIGHTS[code]), 2))
    return to_xlsx([sheet])


def _row_repeated() -> bytes:
    """The second agency has the scores of the first in 2568."""
    rows = [list(row) for row in PROVINCE.rows]
    rows[5][6:] = rows[3][6:]
    return to_xlsx([replace(PROVINCE, rows=rows)])


def _instruments_as_points() -> bytes:
    rows = [list(row) for row in WITH_INSTRUMENTS.rows]
    for row in rows[2:]:
        row[16:19] = [round(float(str(row[16 + n])) * w, 2) for n, w in enumerate((0.3, 0.3, 0.4))]
    return to_xlsx([replace(WITH_INSTRUMENTS, rows=rows)])


def _other_names() -> bytes:
    rows = [[f"ตัวชี้วัดที่ {n} {NAMES[code]}", 90.5] for n, code in enumerate(reversed(INDICATORS), start=1)]
    head: list[list[Value]] = [["เทศบาลตำบลตัวอย่าง"], ["ตัวชี้วัด", "คะแนน"]]
    return to_xlsx([Sheet("2568", [*head, *rows])])


def _school() -> bytes:
    heads: list[Value] = ["หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in INDICATORS), "คะแนนรวม"]
    rows = [[f"โรงเรียนบ้าน{name}", *SCORES, 96.73] for name in ("ตัวอย่าง", "สมมุติ")]
    return to_xlsx([Sheet("2568", [["ผลการประเมิน ITA ของสถานศึกษา ปี 2568"], heads, *rows])])


def _plan(name: str) -> Sheet:
    heads: list[Value] = ["ตัวชี้วัด", "มาตรการ", "ขั้นตอนการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ร้อยละ"]
    measure = ["จัดทำคู่มือ", "แจ้งเวียนทุกกอง", "สำนักปลัด", "ไตรมาส 1"]
    rows = [[f"{code}. {NAMES[code]}", *measure, 50.5 + int(code)] for code in INDICATORS]
    return Sheet(name, [["มาตรการส่งเสริมคุณธรรมและความโปร่งใส เทศบาลตำบลตัวอย่าง ปี 2569"], heads, *rows])


def _own_list() -> Sheet:
    heads = [say("marked", f"list.{key}") for key in ("severity", "place", "cell", "message", "hint")]
    title, line = (
        say("marked", "list.title"),
        [say("marked", "severity.error"), "คะแนน", "E5", "พบ 995.2", "แก้"],
    )
    return Sheet(title, [[title], [], heads, line])


def _turned() -> bytes:
    """One row a year."""
    heads = ["ปีงบประมาณ", *(f"ตัวชี้วัดที่ {code}" for code in INDICATORS), "คะแนนรวม", "ระดับ"]
    rows = [
        [
            year.fiscal_year,
            *(float(year.scores[code]) for code in INDICATORS),
            float(year.total or 0),
            year.rating,
        ]
        for year in KHUN_KAEO.years
    ]
    return to_xlsx([Sheet("คะแนน", [[KHUN_KAEO.name], heads, *rows])])


def _in_labels() -> bytes:
    rows = [
        [f"{code}. {NAMES[code]} {score:.2f} คะแนน"] for code, score in zip(INDICATORS, SCORES, strict=True)
    ]
    return to_xlsx([Sheet("คะแนน", [[KHUN_KAEO.name], ["ผลการประเมิน ITA ปีงบประมาณ 2568"], [], *rows])])


def _styled(style: Style) -> bytes:
    return to_xlsx([years_across(KHUN_KAEO, style, name="คะแนน")])


def _own_assessment() -> bytes:
    rows = [[f"{code}. {NAMES[code]}", score] for code, score in zip(INDICATORS, SCORES, strict=True)]
    head: list[list[Value]] = [["ผลการประเมินตนเอง ITA ปีงบประมาณ 2568"], [KHUN_KAEO.name], ["ตัวชี้วัด", "คะแนน"]]
    return to_xlsx([Sheet("คะแนน", [*head, *rows])])


def _province_among_offices() -> bytes:
    rows = [[agency.name, float(agency.years[0].total or 0)] for agency in make_province(2568)]
    return to_xlsx([Sheet("2568", [["หน่วยงาน", "คะแนนรวม"], *rows, ["จังหวัดนครปฐม", 99.5]])])


def _score_of_another_way() -> bytes:
    heads: list[Value] = ["หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in INDICATORS), "คะแนน"]
    return to_xlsx([Sheet("2568", [heads, [KHUN_KAEO.name, *SCORES, 97.55]])])  # the plain mean of the ten


FIGURES: dict[str, Callable[[], bytes]] = {
    # other assessments and plans
    "own-assessment.xlsx": _own_assessment,
    "school.xlsx": _school,
    "plan.xlsx": lambda: to_xlsx([_plan("2568")]),
    "plan-beside.xlsx": lambda: to_xlsx([GOOD, _plan("มาตรการ")]),
    "other-names.xlsx": _other_names,
    "own-list.xlsx": lambda: to_xlsx([GOOD, _own_list()]),
    # labels and columns
    "order-column.xlsx": lambda: to_xlsx([ranked_list(LATEST, Style(label="name"), name="คะแนน")]),
    "item-of-another-year.xlsx": lambda: to_xlsx(
        [
            replace(
                (own := long([LATEST], thai=True, name="คะแนน")),
                rows=[*own.rows, [KHUN_KAEO.name, "นครปฐม", 2568, "o43", 100.0]],
            )
        ]
    ),
    "column-without-heading.xlsx": lambda: _good(**{f"F{row}": 70.5 + row for row in range(5, 15)}),
    "score-of-another-way.xlsx": _score_of_another_way,
    "province-among-offices.xlsx": _province_among_offices,
    "out-of-five.xlsx": lambda: to_xlsx(
        [GOOD.mapped(lambda value: round(value / 20, 2) if isinstance(value, float) else value)]
    ),
    # figures against each other
    "total-of-another-way.xlsx": lambda: _good(E15=97.55),  # the plain mean of the ten
    "total-swapped.xlsx": lambda: _good(E15=69.73),
    "total-impossible.xlsx": lambda: _good(
        **dict.fromkeys(f"E{row}" for row in range(10, 15)), E15=9.67, E16=None
    ),
    "digits-swapped.xlsx": lambda: _good(E10=79.61),
    "weighted-points.xlsx": _weighted_points,
    "parts-of-an-indicator.xlsx": lambda: _list(
        ["6. คุณภาพการดำเนินงาน (EIT ส่วนที่ 1)", 96.5], ["6. คุณภาพการดำเนินงาน (EIT ส่วนที่ 2)", 90.5]
    ),
    "parts-of-eit.xlsx": lambda: _list(["EIT ส่วนที่ 1", 98.5], ["EIT ส่วนที่ 2", 90.5]),
    "subindicators.xlsx": lambda: _list(["ตัวชี้วัดย่อยที่ 10.1", 90.5], ["ตัวชี้วัดย่อยที่ 10.2", 100.0]),
    "instrument.xlsx": lambda: to_xlsx([WITH_INSTRUMENTS.with_value("Q3", 50.5)]),
    "instruments-as-points.xlsx": _instruments_as_points,
    "rating-of-another-year.xlsx": lambda: _good(E16="AA"),
    "rating-too-low.xlsx": lambda: _good(E16="ผ่าน"),
    # slips
    "neighbours-equal.xlsx": lambda: _good(E11=97.61, E12=97.61),
    "row-repeated.xlsx": _row_repeated,
    "two-districts.xlsx": lambda: to_xlsx(
        [
            Sheet(
                "คะแนนรวม",
                [
                    ["หน่วยงาน", "อำเภอ", "จังหวัด", "ปี", "คะแนนรวม"],
                    *(
                        [OFFICE.name, district, "สมมุติบุรี", year.fiscal_year, float(year.total or 0)]
                        for year, district in zip(OFFICE.years, ("เมือง", "ริมน้ำ"), strict=True)
                    ),
                    [OFFICE.name, None, "สมมุติบุรี", 2566, 70.5],
                    [KHUN_KAEO.name, "นครชัยศรี", "นครปฐม", YEAR_BEFORE.fiscal_year, float(YEAR_BEFORE.total)],
                ],
            )
        ]
    ),
    "rank.xlsx": lambda: to_xlsx(
        [
            Sheet(
                "2568",
                [
                    ["หน่วยงาน", "คะแนนรวม", "อันดับในจังหวัด"],
                    [KHUN_KAEO.name, float(LATEST.years[0].total), "12/45"],
                ],
            )
        ]
    ),
    "jump.xlsx": lambda: _good(D8=49.43, D15=None, D16=None),
    "year-out-of-order.xlsx": lambda: to_xlsx(
        [replace(GOOD.with_value("D4", "ปี ๒๕๖๔"), rows=GOOD.with_value("D4", "ปี ๒๕๖๔").rows[:-2])]
    ),
    "two-levels.xlsx": lambda: to_xlsx([GOOD, replace(LIST, name="รายการ").with_value("C15", "ผ่าน")]),
    "old-years.xlsx": lambda: to_xlsx(
        [Sheet("สรุป", [[KHUN_KAEO.name], ["ปีงบประมาณ", "คะแนน"], [2561, 81.5], [2560, 80.1]])]
    ),
    "two-spellings.xlsx": lambda: _province(B4="เทศบาลตำบลหนองตัวอย้าง"),
    # odd, and read well
    "turned.xlsx": _turned,
    "in-labels.xlsx": _in_labels,
    "thai-digits.xlsx": lambda: _styled(Style(number="thai", year="thai", label="thai number")),
    "with-words.xlsx": lambda: _styled(Style(number="thai-points", year="ปีงบประมาณ พ.ศ.")),
    "years-of-the-common-era.xlsx": lambda: _styled(Style(year="ค.ศ.")),
    "totals-alone.xlsx": lambda: to_xlsx([totals_by_year(KHUN_KAEO, name="คะแนน")]),
    "merged-agencies.xlsx": lambda: to_xlsx(
        [
            agencies_table(
                make_province(2567, 2568),
                Shape(year_column=True, groups=True, merged="agency"),
                Style(year="number"),
                name="จังหวัด",
            )
        ]
    ),
    "sheet-a-year.xlsx": lambda: to_xlsx(one_year_a_sheet(make_province(2567, 2568), Shape())),
}
