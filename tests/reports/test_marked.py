"""The person's own workbook back: the faulty cells coloured and commented, everything else as it was."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from datetime import date

import numpy as np
import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from itacore.issues import Issue, IssueLog, issue_codes
from itacore.reading import read_files
from itacore.reading.workbook import open_workbook
from itacore.reports.marked import Marked, mark_workbook
from itacore.reports.marked_styles import FILLS
from itacore.wording import say
from tests.reading.layouts import years_across
from tests.reading.truths import KHUN_KAEO
from tests.reading.workbooks import Formula, Sheet, to_xlsx, to_xlsx_by_openpyxl
from tests.reports.marked_cases import (
    HIDDEN,
    OTHER,
    SCORES,
    VBA,
    check_package,
    note,
    over,
    packed,
    parts_of,
    rich_workbook,
    warn,
)

LIST = say("marked", "list.sheet")
ERROR, WARNING = FILLS["error"], FILLS["warning"]
ISSUES = [
    over(SCORES, 4, 2),
    warn(SCORES, 4, 2),
    warn(SCORES, 6, 2),
    over(SCORES, 5, 5),
    over(SCORES, 0, 3),  # inside the merged title
    note(SCORES, 11, 1),
    over(SCORES, 20, 3),  # an empty cell of a row with a format
    over(SCORES, 20, 11),
    warn(SCORES, 30, 0),  # a row that is not there
    over(SCORES, 5, 25),
    over(OTHER, 1, 1),
    over(OTHER, 50, 1),
    over(HIDDEN, 0, 0),
    note(HIDDEN, None, None),
    over(None, None, None),
]


@pytest.fixture(scope="module")
def original() -> bytes:
    return rich_workbook()


@pytest.fixture(scope="module")
def marked(original: bytes) -> Marked:
    return mark_workbook(original, ISSUES)


def load(data: bytes, **options: bool) -> openpyxl.Workbook:
    """A workbook as openpyxl sees it, which warns of what it would drop if it wrote the file."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*extension is not supported", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(data), **options)


def grids_of(data: bytes) -> Mapping[str, object]:
    """Every sheet as our reader sees it."""
    opened = open_workbook(data)
    assert opened.refused is None
    return {
        grid.sheet: (
            grid.visible,
            grid.merges,
            grid.kinds.tolist(),
            np.nan_to_num(grid.numbers, nan=-1.5).tolist(),
            [[grid.shown(row, column) for column in range(grid.columns)] for row in range(grid.rows)],
        )
        for grid in opened.grids
    }


def cells_of(page: Worksheet) -> dict[str, object]:
    """All that a person sees in the filled cells of a sheet but their fill and letters' colour."""

    def shown(cell: Cell) -> object:
        value = cell.value
        return (value.ref, value.text) if isinstance(value, ArrayFormula) else value

    return {
        cell.coordinate: (
            shown(cell),
            cell.number_format,
            cell.font.b,
            cell.border.left.style,
            cell.alignment.horizontal,
            cell.protection.locked,
            cell.hyperlink and cell.hyperlink.target,
        )
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }


def frame_of(page: Worksheet) -> object:
    """What a sheet has besides its cells."""
    sizes = {
        key: (one.height, one.hidden) for key, one in page.row_dimensions.items() if one.height or one.hidden
    }
    return (
        page.sheet_state,
        str(page.merged_cells),
        {key: (one.width, one.hidden) for key, one in page.column_dimensions.items()},
        sizes,
        [(str(one.sqref), [rule.type for rule in one.rules]) for one in page.conditional_formatting],
        [(str(one.sqref), one.formula1, one.formula2) for one in page.data_validations.dataValidation],
        (len(page._charts), len(page._images), list(page.tables)),
        (page.freeze_panes, page.auto_filter.ref, page.print_title_rows, page.protection.sheet),
    )


def fill_of(cell: Cell) -> str | None:
    return cell.fill.fgColor.rgb[2:] if cell.fill.patternType == "solid" else None


def test_our_reader_sees_the_same_sheets(original: bytes, marked: Marked) -> None:
    before, after = grids_of(original), grids_of(marked.data)
    assert list(after) == [*before, LIST]
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("data_only", [False, True], ids=["formulas", "results"])
def test_cells_and_all_around_them_stay(original: bytes, marked: Marked, data_only: bool) -> None:
    options = {"data_only": data_only, "rich_text": True}
    before, after = load(original, **options), load(marked.data, **options)
    assert after.sheetnames == [SCORES, OTHER, HIDDEN, LIST]
    for name in before.sheetnames:
        assert cells_of(after[name]) == cells_of(before[name])
        assert frame_of(after[name]) == frame_of(before[name])
    names = {name: one.attr_text for name, one in before.defined_names.items()}
    assert {name: one.attr_text for name, one in after.defined_names.items()} == names
    assert after.active.title == SCORES


def test_only_the_parts_that_carry_marks_change(original: bytes, marked: Marked) -> None:
    before, after = parts_of(original), parts_of(marked.data)
    changed = {name for name in before if after[name] != before[name]}
    sheets = {f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3)}
    assert changed == sheets | {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }
    kept = {name for name in before if name.startswith(("xl/charts", "xl/media", "xl/drawings/drawing"))}
    assert kept
    assert not kept & changed


def test_each_cell_with_an_issue_has_the_fill_of_its_severity(marked: Marked) -> None:
    book = load(marked.data)
    fills = {
        f"{page.title} {cell.coordinate}": fill
        for page in book.worksheets[:3]
        for row in page.iter_rows()
        for cell in row
        if (fill := fill_of(cell)) in (ERROR, WARNING)
    }
    errors = [
        *(f"{SCORES} {cell}" for cell in ("A1", "C5", "F6", "Z6", "D21", "L21")),
        *(f"{OTHER} {cell}" for cell in ("B2", "B51")),
        f"{HIDDEN} A1",
    ]
    assert fills == {
        **dict.fromkeys(errors, ERROR),
        **dict.fromkeys((f"{SCORES} C7", f"{SCORES} A31"), WARNING),
    }
    assert (marked.kind, marked.reason, marked.marked, marked.ending) == ("marked", None, 12, "xlsx")


def test_a_marked_cell_keeps_its_own_style_under_the_fill(marked: Marked) -> None:
    page = load(marked.data)[SCORES]
    assert page["C7"].font.b
    assert page["C7"].number_format == "0.00"
    assert page["C7"].border.left.style == "thin"


def test_an_empty_cell_takes_the_style_of_its_row_or_column() -> None:
    after = mark_workbook(rich_workbook(), [over(SCORES, 20, 3), over(SCORES, 40, 11), over(SCORES, 40, 3)])
    page = load(after.data)[SCORES]
    assert page["D21"].number_format == "0.00%"
    assert (page["L41"].number_format, page["L41"].font.b) == ("0.00", True)
    assert (page["D41"].number_format, page["D41"].font.b) == ("General", False)


def test_white_letters_turn_dark_on_a_light_fill_and_red_ones_stay() -> None:
    data = rich_workbook()
    page = load(mark_workbook(data, [over(SCORES, 6, 2)]).data)[SCORES]
    assert page["C7"].font.color.rgb == "FF1B2733"
    assert page["D7"].font.color.rgb == "FFFFFFFF"


def test_a_comment_says_severity_message_and_hint_in_words(marked: Marked) -> None:
    comment = load(marked.data)[SCORES]["F6"].comment
    issue = over(SCORES, 5, 5)
    assert comment.author == say("pages", "app")
    assert comment.text == f"ITA Dashboard พบว่า\nต้องแก้: {issue.message}\nวิธีแก้: {issue.hint}"


def test_issues_of_one_cell_share_a_comment_behind_that_of_the_person(marked: Marked) -> None:
    page = load(marked.data)[SCORES]
    error, warning = over(SCORES, 4, 2), warn(SCORES, 4, 2)
    assert page["C5"].comment.author == "สมชาย"
    assert page["C5"].comment.text == (
        "ของเดิม\nสองบรรทัด\n\nITA Dashboard พบว่า"
        f"\nต้องแก้: {error.message}\nวิธีแก้: {error.hint}"
        f"\nควรตรวจ: {warning.message}\nวิธีแก้: {warning.hint}"
    )


def test_a_note_gets_a_comment_without_a_fill(marked: Marked) -> None:
    cell = load(marked.data)[SCORES]["B12"]
    assert cell.comment.text.startswith("ไม่เกี่ยว\n\nITA Dashboard พบว่า\nแจ้งให้ทราบ: พบ 98")
    assert fill_of(cell) is None


def test_the_last_sheet_lists_every_issue_the_gravest_first(marked: Marked) -> None:
    page = load(marked.data)[LIST]
    rows = [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=4)]
    assert rows[0] == ["ความสำคัญ", "แผ่น", "ช่อง", "สิ่งที่พบ", "วิธีแก้"]
    assert len(rows) == 1 + len(ISSUES)
    assert [row[0] for row in rows[1:]] == ["ต้องแก้"] * 10 + ["ควรตรวจ"] * 3 + ["แจ้งให้ทราบ"] * 2
    assert rows[1] == ["ต้องแก้", SCORES, "C5", ISSUES[0].message, ISSUES[0].hint]
    assert [row[1:3] for row in rows if row[1] in (HIDDEN, "ทั้งไฟล์")] == [
        [HIDDEN, "A1"],
        ["ทั้งไฟล์", ""],
        [HIDDEN, "ทั้งแผ่น"],
    ]
    assert page["A3"].value == "ต้องแก้ 10\u00a0เรื่อง ควรตรวจ 3\u00a0เรื่อง แจ้งให้ทราบ 2\u00a0เรื่อง"


def test_the_list_leads_to_the_cells_and_prints_well(marked: Marked) -> None:
    page = load(marked.data)[LIST]
    links = {cell.coordinate: cell.hyperlink.location for (cell,) in page["C5:C19"] if cell.hyperlink}
    assert links["C5"] == "'ผล ปี''68'!C5"
    assert f"'{OTHER}'!B2" in links.values()
    assert not any(HIDDEN in place for place in links.values())
    assert page.freeze_panes == "A5"
    assert page.print_title_rows == "$4:$4"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page["D5"].alignment.wrap_text
    assert page["D5"].font.name == "TH SarabunPSK"


def test_a_sheet_of_that_name_stays_and_the_list_takes_another() -> None:
    data = to_xlsx([Sheet(LIST, [["ของฉัน", 5]]), Sheet(f"{LIST} 2", [[1]])])
    book = load(mark_workbook(data, [over(LIST, 0, 1)]).data)
    assert book.sheetnames == [LIST, f"{LIST} 2", f"{LIST} 3"]
    assert book[LIST]["A1"].value == "ของฉัน"


def test_texts_are_never_formulas_nor_markup_nor_escapes() -> None:
    text = "=1+1 <b>&_x0041_\x0b"
    data = to_xlsx([Sheet("ก", [[text.replace("\x0b", "")]])])
    after = mark_workbook(data, [Issue("over-100", "f", "ก", 0, 0, {"found": text})])
    check_package(after.data)
    page = load(after.data)[LIST]
    assert page["D5"].data_type == "s"
    assert page["D5"].value.startswith("พบ =1+1 <b>&_x005F_x0041_ ")
    whole = b"".join(content for name, content in parts_of(after.data).items() if name.endswith("xml"))
    assert b"<f>" not in whole
    assert b"<b>&" not in whole


def test_the_same_input_gives_the_same_bytes(original: bytes, marked: Marked) -> None:
    assert mark_workbook(original, ISSUES).data == marked.data


def test_marking_twice_writes_no_comment_twice(marked: Marked) -> None:
    again = load(mark_workbook(marked.data, ISSUES).data)
    first = load(marked.data)
    assert again[SCORES]["C5"].comment.text == first[SCORES]["C5"].comment.text
    assert again.sheetnames[-1] == f"{LIST} 2"


def test_a_workbook_with_macros_keeps_them_and_its_kind() -> None:
    data = rich_workbook(macros=True)
    after = mark_workbook(data, ISSUES)
    check_package(after.data)
    assert after.ending == "xlsm"
    assert parts_of(after.data)["xl/vbaProject.bin"] == VBA
    button = (
        parts_of(data)["xl/drawings/vmlDrawing1.vml"].split(b'ObjectType="Button"')[1].split(b"</v:shape>")[0]
    )
    assert button in parts_of(after.data)["xl/drawings/vmlDrawing1.vml"]


def test_a_conversation_in_a_cell_stays_untouched(original: bytes) -> None:
    thread = b'<ThreadedComments xmlns="t"><threadedComment ref="F6"><text>?</text></threadedComment>'
    thread += b"</ThreadedComments>"
    parts = parts_of(original)
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/>'
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode() + b"</Relationships>")
    parts["xl/threadedComments/threadedComment1.xml"] = thread
    after = mark_workbook(packed(parts), [over(SCORES, 5, 5), over(SCORES, 5, 4)])
    page = load(after.data)[SCORES]
    assert page["F6"].comment is None
    assert fill_of(page["F6"]) == ERROR
    assert page["E6"].comment is not None
    assert parts_of(after.data)["xl/threadedComments/threadedComment1.xml"] == thread


def test_formulas_keep_what_they_last_gave() -> None:
    data = to_xlsx([Sheet("ก", [[1, 2, Formula("=A1+B1", 3)]])])
    after = mark_workbook(data, [over("ก", 0, 2)])
    assert load(after.data, data_only=True)["ก"]["C1"].value == 3
    assert load(after.data)["ก"]["C1"].value == "=A1+B1"


def test_reading_the_marked_workbook_gives_the_same_scores_and_skips_the_list() -> None:
    today = date(2026, 11, 20)
    data = to_xlsx([years_across(KHUN_KAEO).with_value("D7", 199.54)])
    before = read_files([("x.xlsx", data)], today)
    marked = mark_workbook(data, before.issues)
    after = read_files([("x.xlsx", marked.data)], today)
    assert marked.marked >= 1
    assert after.scores.equals(before.scores)
    assert after.declared.equals(before.declared)
    found = [(issue.code, issue.sheet, issue.cell) for issue in before.issues]
    assert [(i.code, i.sheet, i.cell) for i in after.issues] == [*found, ("own-list", LIST, None)]
    assert "own-list" in issue_codes()


def test_issues_that_were_only_counted_are_told() -> None:
    log = IssueLog(over("ก", row, 0) for row in range(1200))
    after = mark_workbook(to_xlsx([Sheet("ก", [[1]])]), log)
    page = load(after.data)[LIST]
    assert after.marked == 1000
    assert page["A4"].value == "ยังมีเรื่องชนิดเดียวกันอีก 200\u00a0เรื่องที่ไม่ได้แสดงในรายการนี้"


def test_a_workbook_without_issues_says_so() -> None:
    after = mark_workbook(to_xlsx([Sheet("ก", [[1]])]), [])
    assert (after.kind, after.marked) == ("marked", 0)
    assert load(after.data)[LIST]["A2"].value == "ไม่พบเรื่องที่ต้องแก้"


@pytest.mark.parametrize("write", [to_xlsx, to_xlsx_by_openpyxl])
def test_the_package_is_as_excel_asks(original: bytes, marked: Marked, write: object) -> None:
    check_package(original)
    check_package(marked.data)
    check_package(mark_workbook(write([Sheet("ก", [["x", 101]])]), [over("ก", 0, 1)]).data)
