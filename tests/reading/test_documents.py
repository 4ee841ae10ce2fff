"""Several tables in one document: a later one is of the agency named before, and of its year where that is sure."""

from __future__ import annotations

from datetime import date

import pytest

from itacore.issues import IssueLog
from itacore.reading.questions import find_questions
from itacore.reading.workbook import open_workbook
from tests.reading.documents import (
    WRITERS,
    Inner,
    Part,
    Picture,
    instruments,
    listed,
    of_instruments,
    scores,
    write_docx,
    write_page,
)
from tests.reading.reader import TODAY, Found, issues_of, read_files
from tests.reading.truths import Figures, figures_read
from tests.reading.workbooks import Value

A, B = "เทศบาลตำบลตัวอย่าง", "อบต.ท่าสมมุติ"
TITLE = f"ผลการประเมิน ITA {A} ปี 2568"
KINDS = pytest.mark.parametrize("kind", WRITERS)


def check(kind: str, parts: list[Part], expected: Figures, found: Found, name: str = "x") -> None:
    """What a document of these paragraphs and tables is read as."""
    reading = read_files([(f"{name}.{kind}", WRITERS[kind](*parts))], TODAY)
    assert issues_of(reading) == found
    assert figures_read(reading) == expected


def no_year(table: int) -> tuple[str, str, None]:
    return ("year-missing", f"ตารางที่ {table}", None)


@KINDS
def test_a_paper_of_one_office_and_two_years(kind: str) -> None:
    parts: list[Part] = [
        *(TITLE, instruments(90), "ผลจำแนกตามตัวชี้วัด ปี 2568", listed(80)),
        *("ปีงบประมาณ 2567", listed(70)),
    ]
    expected: Figures = {(A, 2568): {**scores(80), **of_instruments(90)}, (A, 2567): scores(70)}
    check(kind, parts, expected, [])


@KINDS
def test_the_only_year_of_a_document_is_that_of_its_later_tables(kind: str) -> None:
    parts: list[Part] = [
        TITLE,
        instruments(90),
        "ผลจำแนกตามตัวชี้วัด",
        listed(80),
        "แผนปี 2569 ณ วันที่ 1 มีนาคม 2569",
    ]
    check(kind, parts, {(A, 2568): {**scores(80), **of_instruments(90)}}, [])


@KINDS
@pytest.mark.parametrize(
    "other", ["เทียบกับปี 2567 แล้วเพิ่มขึ้น", "แนวโน้มปี 2566-2568", [["ปี 2567", "ดี"], ["ก", "ข"], ["ค", "ง"]]]
)
@pytest.mark.parametrize("behind", [False, True])
def test_where_a_document_names_two_years_a_table_without_one_is_asked_for(
    kind: str, other: Part, behind: bool
) -> None:
    parts: list[Part] = [TITLE, instruments(90), "ผลจำแนกตามตัวชี้วัด", listed(80)]
    parts = [*parts, other] if behind else [*parts[:2], other, *parts[2:]]
    table = 3 if isinstance(other, list) and not behind else 2
    check(kind, parts, {(A, 2568): of_instruments(90)}, [no_year(table)])


@KINDS
def test_the_years_to_choose_from_are_those_that_the_document_names(kind: str) -> None:
    data = WRITERS[kind](TITLE, instruments(90), "เทียบกับปี 2567", listed(80))
    files = [("x", "0" * 64, open_workbook(data).grids)]
    from itacore.reading import read_grids

    log = IssueLog()
    read_grids(files, TODAY, issues=log)
    (question,) = find_questions(files, list(log), date(2026, 11, 20))
    assert [option.value for option in question.options] == [2567, 2568]
    assert {figure.fiscal_year for figure in question.options[0].figures} == {2567}


@KINDS
def test_the_name_of_the_file_does_not_settle_what_the_document_leaves_open(kind: str) -> None:
    parts: list[Part] = [f"{A} ปี 2568", instruments(90), "ผลปี 2567 และ 2568", "ก. รายตัวชี้วัด"]
    between: list[Value] = ["ประเด็น", "มาตรการ", "หมายเหตุ"]
    check(
        kind,
        [*parts, [between, between], "รายตัวชี้วัด", listed(80)],
        {(A, 2568): of_instruments(90)},
        [no_year(3)],
        "ผล 2568",
    )
    agreed: list[Part] = ["เทียบกับปี 2567", TITLE, instruments(90), "รายตัวชี้วัด", listed(80)]
    check(kind, agreed, {(A, 2568): {**scores(80), **of_instruments(90)}}, [], "ผล 2568")


@KINDS
@pytest.mark.parametrize(
    "story",
    [
        "ในปี 2567 เทศบาลได้คะแนน 77.20 ซึ่งลดลง",
        "ในปี 2567 ได้ปรับปรุงงานบริการ",
        "จากปี 2567 ที่ผ่านมา",
        "พบว่าปี 2567 ดีขึ้น",
    ],
)
def test_a_story_of_another_year_is_no_caption(kind: str, story: str) -> None:
    parts: list[Part] = [TITLE, listed(80), story, "รายเครื่องมือ", instruments(90)]
    check(kind, parts, {(A, 2568): scores(80)}, [no_year(2)])
    parts = [TITLE, listed(80), story, "รายเครื่องมือ ปี 2568", instruments(90)]
    check(kind, parts, {(A, 2568): {**scores(80), **of_instruments(90)}}, [])


@KINDS
def test_a_year_that_only_a_heading_of_a_column_names_is_offered(kind: str) -> None:
    first: list[list[Value]] = [["ตัวชี้วัด", "คะแนน ITA ปี 2568"], *listed(80)[1:]]
    data = WRITERS[kind](A, first, "แยกตามเครื่องมือ", instruments(90))
    reading = read_files([(f"x.{kind}", data)], TODAY)
    assert issues_of(reading) == [no_year(2)]
    assert next(iter(reading.issues)).places["years"] == (2568,)


@KINDS
def test_the_year_of_a_copyright_is_none_of_the_results(kind: str) -> None:
    parts: list[Part] = [TITLE, listed(80), "รายเครื่องมือ", instruments(90), "© 2569 เทศบาล"]
    check(kind, parts, {(A, 2568): {**scores(80), **of_instruments(90)}}, [])


@KINDS
def test_the_agency_is_that_of_the_nearest_line_before(kind: str) -> None:
    parts: list[Part] = [
        *(f"{A} ปี 2568", instruments(90), "จำแนกรายตัวชี้วัด ปี 2568", listed(80)),
        *(f"หน่วยงาน : {B}", "ปี 2568", instruments(70), "จำแนกรายตัวชี้วัด ปี 2568", listed(60)),
    ]
    expected: Figures = {
        (A, 2568): {**scores(80), **of_instruments(90)},
        (B, 2568): {**scores(60), **of_instruments(70)},
    }
    check(kind, parts, expected, [])


@KINDS
@pytest.mark.parametrize(
    "line", [f"ต่ำกว่า{B}", f"เปรียบเทียบกับ {B} ปี 2568", f"หนังสือ {B} ที่ 12/2568", "x" * 401 + B]
)
def test_an_agency_that_is_only_compared_or_quoted_is_not_the_one(kind: str, line: str) -> None:
    other: list[list[Value]] = [["ประเด็น", "มาตรการ", "ผู้รับผิดชอบ"], ["ก", "ข", "ค"]]
    parts: list[Part] = [TITLE, instruments(90), line, other, "รายตัวชี้วัด", listed(80)]
    check(kind, parts, {(A, 2568): {**scores(80), **of_instruments(90)}}, [])


@KINDS
@pytest.mark.parametrize("line", ["คะแนนเฉลี่ยระดับประเทศ", "ค่าเฉลี่ยของ อปท. ทั้งจังหวัด", "ผลของทุกหน่วยงาน"])
def test_a_table_of_many_agencies_together_is_not_of_the_one_before(kind: str, line: str) -> None:
    parts: list[Part] = [TITLE, instruments(90), line, listed(80)]
    expected: Figures = {(A, 2568): of_instruments(90), (None, 2568): scores(80)}
    check(kind, parts, expected, [("agency-unknown", "ตารางที่ 2", None)])


@KINDS
def test_a_table_of_targets_takes_no_year_from_before(kind: str) -> None:
    parts: list[Part] = [TITLE, instruments(90), "ค่าเป้าหมาย ปี 2569", listed(85)]
    check(kind, parts, {(A, 2568): of_instruments(90)}, [no_year(2)])


@KINDS
@pytest.mark.parametrize(
    "line",
    ["คะแนนของปีที่ผ่านมา", "ผลการประเมินปีก่อนหน้า", "คะแนนก่อนอุทธรณ์", "ค่าเป้าหมายรายตัวชี้วัด", "คะแนนที่คาดว่าจะได้รับ"],
)
def test_words_of_another_year_or_of_no_result_keep_the_year_open(kind: str, line: str) -> None:
    check(kind, [TITLE, instruments(90), line, listed(80)], {(A, 2568): of_instruments(90)}, [no_year(2)])
    named = {(A, 2568): of_instruments(90)}
    check(kind, [TITLE, instruments(90), line, listed(80)], named, [no_year(2)], "ผล 2568")


@KINDS
def test_what_stands_right_under_a_table_is_no_caption_of_the_next(kind: str) -> None:
    parts: list[Part] = [A, listed(70), "ตารางที่ 1 ปี 2567", listed(80), "ตารางที่ 2 ปี 2568"]
    check(kind, parts, {}, [no_year(1), no_year(2)])
    source = [f"{A} ปี 2567", listed(70), "ที่มา: ผลการประเมินปี 2567", "คะแนนล่าสุด", instruments(80)]
    check(kind, [*source, "ที่มา: ผลการประเมินปี 2568"], {(A, 2567): scores(70)}, [no_year(2)])
    above: list[Part] = [A, "ตารางที่ 1 ปี 2567", listed(70), "ตารางที่ 2 ปี 2568", listed(80), "ตารางที่ 3"]
    check(kind, above, {(A, 2567): scores(70), (A, 2568): scores(80)}, [])


@KINDS
def test_bare_years_one_by_one_are_tabs_over_all_tables(kind: str) -> None:
    reading = read_files([(f"x.{kind}", WRITERS[kind](A, "ปี 2567", "ปี 2568", listed(70), listed(80)))], TODAY)
    assert issues_of(reading) == [no_year(1), no_year(2)]
    assert [issue.places["years"] for issue in reading.issues] == [(2567, 2568), (2567, 2568)]


@KINDS
def test_a_table_that_goes_on_after_a_page_break(kind: str) -> None:
    first, second = listed(80)[:6], [listed(80)[0], *listed(80)[6:]]
    check(kind, [TITLE, first, second], {(A, 2568): scores(80)}, [])
    check(kind, [TITLE, first, "(ต่อ)", second], {(A, 2568): scores(80)}, [])


@KINDS
def test_a_table_may_frame_a_heading(kind: str) -> None:
    check(kind, [[[TITLE]], listed(80)], {(A, 2568): scores(80)}, [])
    fields: Part = [["หน่วยงาน", A], ["ปีงบประมาณ", 2568]]
    said = [("sheet-without-scores", "ตารางที่ 1", None)]
    check(kind, [fields, listed(80)], {(A, 2568): scores(80)}, said)
    check(kind, ["ผล ITA ปี 2567", [[A]], listed(80), "ปี 2568"], {(A, 2567): scores(80)}, [])


@KINDS
def test_a_table_of_figures_frames_no_heading(kind: str) -> None:
    """Its paragraph is not that of the next table."""
    small: Part = [["IIT", 95], ["EIT", 90], ["OIT", 85]]
    parts: list[Part] = [f"{A} ปี 2567", small, "รายตัวชี้วัด", listed(80), "ปี 2568"]
    reading = read_files([(f"x.{kind}", WRITERS[kind](*parts))], TODAY)
    assert not (set(scores(80)) & set(figures_read(reading)[A, 2567]))
    assert no_year(2) in issues_of(reading)


@KINDS
def test_the_title_inside_a_table_speaks_for_those_after_it(kind: str) -> None:
    parts: list[Part] = [[[TITLE], *instruments(90)], listed(80)]
    check(kind, parts, {(A, 2568): {**scores(80), **of_instruments(90)}}, [])


@KINDS
def test_tables_inside_cells_take_what_the_cells_around_say(kind: str) -> None:
    side_by_side: Part = [
        [Inner("ปี 2567", listed(70)), Inner("ปี 2568", listed(80))],
    ]
    expected: Figures = {(A, 2567): scores(70), (A, 2568): scores(80)}
    check(kind, [f"ผล ITA {A}", side_by_side], expected, [])
    under_heads: Part = [["ปี 2567", "ปี 2568"], [Inner(listed(70)), Inner(listed(80))]]
    check(kind, [f"ผล ITA {A}", under_heads], expected, [])
    beside_heads: Part = [["ปี 2567", Inner(listed(70))], ["ปี 2568", Inner(listed(80))]]
    check(kind, [f"ผล ITA {A}", beside_heads], {}, [no_year(2), no_year(3)])
    in_one_cell: Part = [[Inner(f"หน่วยงาน : {A}", "ปี 2567", listed(70), "ปี 2568", listed(80))]]
    check(kind, [in_one_cell], expected, [])
    of_offices: Part = [[A, Inner("ปี 2568", listed(80))], [B, Inner("ปี 2568", listed(60))]]
    check(kind, ["ผล ITA", of_offices], {(A, 2568): scores(80), (B, 2568): scores(60)}, [])


@KINDS
def test_what_stands_beside_a_table_in_a_layout_may_be_a_menu(kind: str) -> None:
    menu: Part = [["ผล ITA ปี 2567", Inner(listed(80))]]
    check(kind, [TITLE, menu], {}, [no_year(2)])
    other: Part = [[f"ติดต่อ {B}", Inner("ปี 2568", listed(80))]]
    unknown = [("agency-unknown", "ตารางที่ 2", None)]
    check(kind, [TITLE, other], {(None, 2568): scores(80)}, unknown)
    alike: Part = [[A, Inner(listed(80))]]
    check(kind, [TITLE, alike], {(A, 2568): scores(80)}, [])


def test_tabs_over_a_wide_cell_are_no_heading_of_it() -> None:
    table = write_page(listed(80)).decode().removeprefix("<html><body>").removesuffix("</body></html>")
    tabs = "<tr><td>ปี 2566<td>ปี 2567<td>ปี 2568</tr>"
    page = f"<h1>{A}</h1><table>{tabs}<tr><td colspan=3>{table}</td></tr></table>"
    assert issues_of(read_files([("x.html", page.encode())], TODAY)) == [no_year(2)]


def test_menus_of_a_page_say_nothing_of_its_tables() -> None:
    table = write_page(listed(80)).decode().removeprefix("<html><body>").removesuffix("</body></html>")
    menu = "<ul><li><a href=1>ผล ITA ปี 2566</a></li><li><a href=2>ผล ITA ปี 2567</a></ul>"
    for page in (
        f"<h1>{TITLE}</h1>{menu}<h2>รายตัวชี้วัด</h2>{table}",
        f"<h1>{TITLE}</h1><nav><p>{B} ปี 2567</p></nav>{table}<footer>ปี 2569</footer>",
        f"<h1><a href=0>{TITLE}</a></h1><ul><li>รายตัวชี้วัด <a href=3>แผน</a></ul>{table}",
    ):
        reading = read_files([("x.html", page.encode())], TODAY)
        assert (figures_read(reading), issues_of(reading)) == ({(A, 2568): scores(80)}, [])


def test_more_text_than_stands_over_a_table_is_heard_all_the_same() -> None:
    lines = [f"ข้อ {number} ก" for number in range(40)]
    check("docx", [TITLE, *lines, listed(80)], {(A, 2568): scores(80)}, [])
    parts: list[Part] = [TITLE, instruments(90), f"ผลของ {B}", *lines, listed(80)]
    check("docx", parts, {(A, 2568): of_instruments(90), (B, 2568): scores(80)}, [])


def test_a_caption_of_a_page_is_a_line_over_its_table() -> None:
    page = write_page(listed(80)).replace(b"<table>", f"<table><caption>{TITLE}</caption>".encode())
    reading = read_files([("x.html", page)], TODAY)
    assert figures_read(reading) == {(A, 2568): scores(80)}
    assert open_workbook(page).grids[0].text(0, 0) == TITLE


def test_a_very_long_document_says_nothing_of_later_tables() -> None:
    data = write_page(TITLE, instruments(90), *["ข้อความ " * 40] * 4_000, "รายตัวชี้วัด", listed(80))
    reading = read_files([("x.html", data)], TODAY)
    assert figures_read(reading) == {(A, 2568): of_instruments(90)}


def test_many_tables_without_a_statement_are_read_in_time() -> None:
    parts = [part for _ in range(300) for part in ("ข้อ 1 : ก", "ข้อ 2 : ข", instruments(90))]
    assert len(open_workbook(write_docx(*parts)).grids) == 300


@pytest.mark.parametrize("old", [False, True])
def test_scores_that_are_pictures_are_named(old: bool) -> None:
    """They were missing without a word."""
    rows = [list(row) for row in listed(80)]
    rows[4][1] = rows[7][1] = Picture(old=old)
    expected = {code: score for code, score in scores(80).items() if code not in "47"}
    check("docx", [TITLE, rows], {(A, 2568): expected}, [("scores-as-pictures", "ตาราง", "B6")])


def test_a_table_whose_scores_are_all_pictures() -> None:
    rows: list[list[Value]] = [[label, Picture()] for label, _ in listed(80)[1:]]
    check(
        "docx",
        [TITLE, [["ตัวชี้วัด", "คะแนน"], *rows]],
        {},
        [("scores-as-pictures", "ตาราง", "B3")],
    )


def test_totals_of_agencies_as_pictures() -> None:
    rows = [["หน่วยงาน", "คะแนนรวม", "ลายมือชื่อ"], [A, 90.5, Picture()], [B, Picture(), Picture()]]
    check(
        "docx",
        ["ผลการประเมิน ITA ปี 2568", rows],
        {(A, 2568): {"total": 90.5}},
        [("scores-as-pictures", "ตาราง", "B4")],
    )


@pytest.mark.parametrize("head", ["ภาพกิจกรรม", "หลักฐาน", "หมายเหตุ", None])
def test_other_pictures_are_no_scores(head: str | None) -> None:
    """A logo, a picture beside a score, and pictures of what was done."""
    (labels, word), *rows = listed(80)
    table: Part = [
        [Picture(), None, None],
        [labels, word, head],
        *([label, Picture(str(score)), Picture()] for label, score in rows),
    ]
    check("docx", [TITLE, table], {(A, 2568): scores(80)}, [])


def test_of_more_pictures_than_any_document_has_a_thousand_are_told() -> None:
    rows: list[list[Value]] = [["ตัวชี้วัด", *["คะแนน"] * 20]]
    rows += [["1. การปฏิบัติหน้าที่", *[Picture()] * 20] for _ in range(200)]
    reading = read_files([("x.docx", write_docx(TITLE, rows))], TODAY)
    assert {code for code, _, _ in issues_of(reading)} == {"scores-as-pictures"}
    assert [issue.places["count"] for issue in reading.issues] == [50] * 20
