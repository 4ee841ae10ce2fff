"""Agency and year from what stands around a table: headings, sheet name, file name, in this order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.layouts import plain_list, years_across
from tests.reading.reader import NAME, Found, issues_of, read_rows
from tests.reading.truths import INDICATORS, KHUN_KAEO, NAMES, Figures, figures_of, figures_read
from tests.reading.workbooks import Sheet, Value

LATEST = KHUN_KAEO.only(2568)
AGENCY = KHUN_KAEO.name
SCORES = {code: float(score) for code, score in LATEST.years[0].scores.items()}
LIST: list[list[Value]] = [[NAMES[code], SCORES[code]] for code in INDICATORS]
HEAD: list[Value] = ["ตัวชี้วัด", "คะแนน"]


def of(agency: str | None, year: int) -> Figures:
    """The list's scores as those of an agency and year."""
    return {(agency, year): dict(SCORES)}


def check(
    rows: list[list[Value]], expected: Figures, found: Found, *, sheet: str = "Sheet1", file: str = NAME
) -> None:
    """What a sheet of these rows is read as."""
    reading = read_rows([Sheet(sheet, rows)], file)
    assert figures_read(reading) == expected
    assert issues_of(reading) == found


@pytest.mark.parametrize(
    "name", ["2568", "ปี 2568", "ปี ๒๕๖๘", "ITA 68", "ITA2568", "คะแนน ปี 68", "พ.ศ. 2568", "FY2025"]
)
def test_year_in_the_name_of_the_sheet(name: str) -> None:
    check([[AGENCY], HEAD, *LIST], of(AGENCY, 2568), [], sheet=name)


@pytest.mark.parametrize(
    "name",
    [
        "ผล ITA 2568.xlsx",
        "ITA_ปี2568.xlsx",
        "คะแนน ita68.xlsx",
        "ผล_ITA_ปี 2568_บันทึก 1 ต.ค. 2569.xlsx",
        "FY2025.XLSX",
    ],
)
def test_year_in_the_name_of_the_file(name: str) -> None:
    check([[AGENCY], HEAD, *LIST], of(AGENCY, 2568), [], file=name)


@pytest.mark.parametrize(
    "title",
    [
        "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "รายงานผล ITA ปี 2568 และมาตรการปี 2569",
        "การวิเคราะห์ผลการประเมิน ประจำปี 2568 เพื่อจัดทำแผนปี 2569",
        "ผลคะแนน ITA ปีงบประมาณ 2568 ณ วันที่ 27 กันยายน 2569",
        "สรุปผล ITA 68",
    ],
)
def test_year_in_the_title(title: str) -> None:
    check([[title], [AGENCY], HEAD, *LIST], of(AGENCY, 2568), [])


def test_the_assessed_year_among_dates_measures_and_footnotes() -> None:
    rows: list[list[Value]] = [
        ["รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ และมาตรการปี ๒๕๖๙"],
        [f"{AGENCY} ณ วันที่ ๒๗ กันยายน ๒๕๖๙"],
        ["ข้อมูล ณ วันที่ 1 ตุลาคม 2569"],
        ["ปรับปรุงเมื่อปี 2570"],
        ["ลดลงจากปี 2567 ร้อยละ 0.33"],
        ["ตัวชี้วัด", "คะแนน", "มาตรการปี 2569"],
        *[[*row, "ทบทวนคู่มือ"] for row in LIST],
        [],
        ["หมายเหตุ : มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี 2569"],
        ["* คะแนนปี 2567 อยู่ในรายงานฉบับก่อน"],
    ]
    check(rows, of(AGENCY, 2568), [], sheet="2566", file="ITA 2565.xlsx")


def test_the_nearest_name_of_the_agency_wins() -> None:
    rows: list[list[Value]] = [[AGENCY, "ปีงบประมาณ 2568"], HEAD, *LIST]
    check(rows, of(AGENCY, 2568), [], sheet="เทศบาลตำบลบางตัวอย่าง 2567", file="อบต.ท่าตัวอย่าง 2566.xlsx")
    check(
        rows[1:],
        of("เทศบาลตำบลบางตัวอย่าง", 2567),
        [],
        sheet="เทศบาลตำบลบางตัวอย่าง 2567",
        file="อบต.ท่าตัวอย่าง 2566.xlsx",
    )
    check(rows[1:], of("อบต.ท่าตัวอย่าง", 2566), [], sheet="แผ่น1", file="อบต.ท่าตัวอย่าง 2566.xlsx")


def test_no_agency_anywhere() -> None:
    check([HEAD, *LIST], of(None, 2568), [("agency-unknown", "2568", None)], sheet="2568")


def test_two_files_without_an_agency_are_two_agencies() -> None:
    from itacore.reading import read_grids
    from tests.reading.reader import TODAY
    from tests.reading.workbooks import to_grids

    one, other = Sheet("2568", [HEAD, *LIST]), Sheet("2568", [HEAD, *[[name, 50.0] for name, _ in LIST]])
    files = [("a.xlsx", "a" * 64, to_grids([one])), ("b.xlsx", "b" * 64, to_grids([other]))]
    reading = read_grids(files, TODAY)
    assert issues_of(reading) == [("agency-unknown", "2568", None)] * 2
    assert list(reading.agencies["agency_id"]) == ["unnamed:" + "a" * 12, "unnamed:" + "b" * 12]
    assert len(reading.scores) == 20


def test_no_year_anywhere() -> None:
    reading = read_rows([Sheet("Sheet1", [[AGENCY], HEAD, *LIST])])
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("year-missing", "Sheet1", None)]
    assert reading.cells["ignored"] == 10


def test_several_years_in_the_title_tell_nothing() -> None:
    rows: list[list[Value]] = [[f"{AGENCY} ปี 2567 และปี 2568"], HEAD, *LIST]
    check(rows, {}, [("year-missing", "Sheet1", "A1")])
    (issue,) = read_rows([Sheet("Sheet1", rows)]).issues
    assert issue.places == {"years": (2567, 2568), "columns": (1,), "rows": (2, 11)}
    check(rows, of(AGENCY, 2568), [], sheet="2568")


@pytest.mark.parametrize(
    ("lines", "name", "place"),
    [
        ([["หน่วยงาน:", "โรงเรียนตัวอย่าง"], ["จังหวัด:", "สมมุติ"]], "โรงเรียนตัวอย่าง", (None, "สมมุติ")),
        ([["หน่วยงาน", "การยางตัวอย่าง"], ["ประเภท", "รัฐวิสาหกิจ"]], "การยางตัวอย่าง", (None, None)),
        ([["หน่วยงาน : อบต.ท่าตัวอย่าง อำเภอริมน้ำ จังหวัดสมมุติ"]], "อบต.ท่าตัวอย่าง", ("ริมน้ำ", "สมมุติ")),
        ([["ผล ITA ของเทศบาลตำบลขุนแก้ว อำเภอนครชัยศรี จังหวัดนครปฐม"]], AGENCY, ("นครชัยศรี", "นครปฐม")),
        ([["<b>เทศบาลตำบลขุนแก้ว</b>"]], AGENCY, (None, None)),
    ],
)
def test_fields_above_the_table(
    lines: list[list[Value]], name: str, place: tuple[str | None, str | None]
) -> None:
    reading = read_rows([Sheet("Sheet1", [*lines, ["ปีงบประมาณ", 2568], HEAD, *LIST])])
    assert figures_read(reading) == of(name, 2568)
    row = reading.agencies.iloc[0]
    assert tuple(row[key] if isinstance(row[key], str) else None for key in ("district", "province")) == place


@pytest.mark.parametrize("head", ["จังหวัด", "กระทรวง", "กลุ่มหน่วยงาน", "สังกัด"])
def test_another_column_stands_in_for_the_agency(head: str) -> None:
    rows: list[list[Value]] = [["ลำดับ", head, "คะแนนเฉลี่ย"], [1, "สมมุติ", 90.5], [2, "ตัวอย่าง", 91.25]]
    expected: Figures = {("สมมุติ", 2568): {"total": 90.5}, ("ตัวอย่าง", 2568): {"total": 91.25}}
    check(rows, expected, [], sheet="2568")


def test_a_second_table_does_not_take_its_year_from_the_first() -> None:
    table = years_across(KHUN_KAEO)
    rows = [["ผลการประเมินของเทศบาลตำบลขุนแก้ว"], *table.rows[1:], [], ["สรุปรายตัวชี้วัด"], HEAD, *LIST]
    reading = read_rows([Sheet("Sheet1", rows, table.merges)])
    assert figures_read(reading) == figures_of([KHUN_KAEO])
    assert issues_of(reading) == [("year-missing", "Sheet1", None)]


@pytest.mark.parametrize("score", [94.38, 97.38])
def test_two_tables_of_one_year(score: float) -> None:
    """Equal figures are read once; of figures that disagree none is, and both cells are named."""
    table, second = years_across(KHUN_KAEO), plain_list(LATEST).with_value("C10", score)
    joined = Sheet("Sheet1", [*table.rows, [], *second.rows[1:]], table.merges)
    expected = figures_of([KHUN_KAEO])
    for sheets in ([joined], [table, replace(second, name="s2")]):
        reading = read_rows(sheets)
        found = [issue for issue in issues_of(reading) if issue[0] == "values-disagree"]
        if score == 94.38:
            assert found == []
            assert figures_read(reading) == expected
        else:
            cell = ("Sheet1", "C26") if len(sheets) == 1 else ("s2", "C10")
            assert found == [("values-disagree", "Sheet1", "E11"), ("values-disagree", *cell)]
            del (left := {key: dict(own) for key, own in expected.items()})[AGENCY, 2568]["7"]
            assert figures_read(reading) == left
