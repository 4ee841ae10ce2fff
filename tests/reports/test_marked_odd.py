"""Workbooks as other programs write them, and files that can only get the list of their issues."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from itacore.reading.workbook import Limits, open_workbook
from itacore.reports.marked import MOST_CELLS, mark_workbook
from itacore.reports.marked_package import UnmarkableError
from itacore.reports.marked_sheet import SheetWalk
from itacore.reports.marked_tags import name_of, place_of
from itacore.wording import say
from tests.reading.workbooks import Sheet, to_xlsx, to_xlsx_by_openpyxl
from tests.reports.marked_cases import (
    MAIN,
    OFFICE,
    check_package,
    over,
    packed,
    parts_of,
    prefixed,
    rewritten,
    rich_workbook,
    strict,
    warn,
    without_styles,
)
from tests.reports.test_marked import ERROR, ISSUES, LIST, fill_of, grids_of, load

SHEET = "xl/worksheets/sheet1.xml"
SMALL = to_xlsx([Sheet("ก", [["ข้อ", 101], ["ข้อ", 99]])])
BAD = [over("ก", 0, 1)]
Change = Callable[[str, bytes], bytes | None]


def with_sheet(change: Callable[[bytes], bytes], data: bytes = SMALL) -> bytes:
    """A workbook with the XML of its first sheet changed."""
    return rewritten(data, lambda name, content: change(content) if name == SHEET else content)


@pytest.mark.parametrize("form", [strict, prefixed, without_styles], ids=lambda form: form.__name__)
def test_other_forms_of_the_standard_are_marked(form: Change) -> None:
    data = rewritten(rich_workbook(), form)
    after = mark_workbook(data, ISSUES)
    assert (after.kind, after.marked) == ("marked", 12)
    check_package(after.data)
    before, seen = grids_of(data), grids_of(after.data)
    assert {name: seen[name] for name in before} == before
    comments = etree.fromstring(parts_of(after.data)["xl/comments1.xml"])
    assert {one.get("ref") for one in comments.iter("{*}comment")} >= {"C5", "F6", "A1", "B12", "L21"}


def test_a_workbook_of_openpyxl_with_comments_is_marked() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "ก"
    page["A1"], page["B1"] = "ข้อ", 101
    page["B1"].comment = openpyxl.comments.Comment("ของเดิม", "สมชาย")
    sink = io.BytesIO()
    book.save(sink)
    after = mark_workbook(sink.getvalue(), [over("ก", 0, 1), over("ก", 1, 1)])
    check_package(after.data)
    page = load(after.data)["ก"]
    assert page["B1"].comment.text.startswith("ของเดิม\n\nITA Dashboard พบว่า\nต้องแก้:")
    assert page["B2"].comment.text.startswith("ITA Dashboard พบว่า\nต้องแก้:")
    assert (fill_of(page["B1"]), fill_of(page["B2"])) == (ERROR, ERROR)


def test_texts_within_the_sheet_stay_where_they_are() -> None:
    data = to_xlsx_by_openpyxl([Sheet("ก", [["ข้อ", "ร้อย"]])])
    inline = '<c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t>ร้</t></r><r><t>อย</t></r></is></c>'.encode()
    data = with_sheet(lambda content: re.sub(rb'<c r="B1".*?</c>', inline, content), data)
    after = mark_workbook(data, BAD)
    sheet = parts_of(after.data)[SHEET]
    assert inline.replace(b'<c r="B1" t', b'<c r="B1" t').split(b">", 1)[1] in sheet
    assert load(after.data)["ก"]["B1"].value == "ร้อย"


def test_shared_formulas_stay_shared() -> None:
    cells = (
        b'<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">1+1</f><v>2</v></c>'
        b'<c r="B1"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    data = with_sheet(lambda content: re.sub(rb"<row.*</row>", cells, content, flags=re.DOTALL))
    after = mark_workbook(data, BAD)
    styled = re.sub(rb' s="\d+"', b"", parts_of(after.data)[SHEET])
    assert cells in styled
    assert load(after.data, data_only=True)["ก"]["B1"].value == 2


@pytest.mark.parametrize(
    "rows",
    [
        b"<sheetData/>",
        b"<sheetData />",
        b'<sheetData><row r="1"/></sheetData>',
        b'<sheetData><row r="1" spans="1:1"><c r="A1"><v>5</v></c></row></sheetData>',
        b"<sheetData><row><c><v>5</v></c><c><v>101</v></c></row></sheetData>",
        b"<sheetData><row r='1'><c r='B1' s='0' ><v>101</v></c></row></sheetData>",
        b'<sheetData><row r="3"><c r="C3"><v>5</v></c></row></sheetData>',
    ],
)
def test_rows_and_cells_are_found_or_made_however_they_are_written(rows: bytes) -> None:
    data = with_sheet(lambda content: re.sub(rb"<sheetData.*</sheetData>", rows, content, flags=re.DOTALL))
    after = mark_workbook(data, BAD)
    assert after.reason is None
    check_package(after.data)
    assert fill_of(load(after.data)["ก"]["B1"]) == ERROR


def test_comments_find_their_place_among_what_comes_behind_the_cells() -> None:
    tail = (
        b'<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>'
        b"<extLst/></worksheet>"
    )
    data = with_sheet(lambda content: re.sub(rb"<pageMargins.*", tail, content, flags=re.DOTALL))
    after = parts_of(mark_workbook(data, BAD).data)[SHEET]
    assert after.index(b"<pageMargins") < after.index(b"<legacyDrawing") < after.index(b"<mc:Alternate")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-xlsx"),
        (b"a,b\n1,2", "not-xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not-xlsx"),
        (SMALL[:-400], "broken"),
        (packed({"content.xml": b"<office/>", "mimetype": b"x"}), "not-xlsx"),
        (packed({"word/document.xml": b"<w/>"}), "not-xlsx"),
        (packed({**parts_of(SMALL), "_xmlsignatures/origin.sigs": b""}), "signed"),
        (rewritten(SMALL, lambda n, c: None if n == "xl/_rels/workbook.xml.rels" else c), "odd"),
        (with_sheet(lambda content: content.replace(b"</row>", b"", 1)), "odd"),
        (with_sheet(lambda c: c.replace(b"</worksheet>", b"<!-- <sheetData> --></worksheet>")), "odd"),
        (rewritten(SMALL, lambda n, c: c.replace(b"styles.xml", b"none.xml") if "book.xml.rels" in n else c), "odd"),
        (rewritten(SMALL, lambda n, c: c.replace(b"2006/relationships\"", b"x\"") if ".rels" in n else c), "odd"),
        (with_sheet(lambda c: c.replace(b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet")), "odd"),
        (with_sheet(lambda c: c.replace(b"UTF-8", b"UTF-16").decode().encode("utf-16")), "odd"),
    ],
)  # fmt: skip
def test_what_cannot_be_marked_gets_the_list_and_the_reason(data: bytes, reason: str) -> None:
    after = mark_workbook(data, [*BAD, over(None, None, None)])
    assert after.reason == reason
    check_package(after.data)
    book = load(after.data)
    assert book.sheetnames == [LIST]
    page = book[LIST]
    assert page["A2"].value == "ไฟล์นี้เป็นรายการเท่านั้น ทำเครื่องหมายในไฟล์เดิมไม่ได้"
    assert page["A3"].value == after.why
    assert [cell.value or "" for cell in page[6]] == ["ต้องแก้", "ก", "B1", BAD[0].message, BAD[0].hint]
    assert open_workbook(after.data).refused is None


def test_a_workbook_with_a_locked_structure_gets_the_list() -> None:
    lock = b'<workbookProtection lockStructure="1"/><bookViews>'
    data = rewritten(SMALL, lambda name, content: content.replace(b"<bookViews>", lock))
    assert mark_workbook(data, BAD).reason == "locked"


def test_too_many_cells_get_the_list() -> None:
    issues = [over("ก", row, 0) for row in range(MOST_CELLS + 1)]
    after = mark_workbook(SMALL, issues)
    assert after.reason == "too-many"
    assert after.why == "เพราะมีช่องที่ต้องทำเครื่องหมายเกิน 2000\u00a0ช่อง"
    assert load(after.data)[LIST].max_row == 5 + len(issues)
    assert mark_workbook(SMALL, issues[1:]).marked == MOST_CELLS


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(file_bytes=100), "too-large"),
        (Limits(unzipped_bytes=1000), "too-heavy"),
        (Limits(seconds=0.001), "too-heavy"),
    ],
)
def test_limits_hold_for_marking_too(limits: Limits, reason: str) -> None:
    assert mark_workbook(SMALL, BAD, limits).reason == reason


def test_a_bomb_is_stopped() -> None:
    """A sheet of 200 MB of blanks in a file of 200 kB, with little memory allowed."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts_of(SMALL).items():
            package.writestr(name, content + (b" " * (200 << 20) if name == SHEET else b""))
    after = mark_workbook(sink.getvalue(), BAD, Limits(memory_bytes=150 << 20))
    assert after.reason == "too-heavy"


def test_every_reason_has_words() -> None:
    codes = "too-large too-heavy too-many not-xlsx signed locked broken odd".split()
    assert all(say("marked", f"reason.{code}", most="1") for code in codes)


CELLS = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 5)), max_size=20)


def sheet_xml(cells: set[tuple[int, int]], empty_rows: set[int]) -> bytes:
    rows = ""
    for row in sorted({row for row, _ in cells} | empty_rows):
        own = "".join(
            '<c r="{}"{}><v>{}</v></c>'.format(name_of(row, column), ' s="1"' * (column % 2), column)
            for column in sorted(column for at, column in cells if at == row)
        )
        rows += f'<row r="{row + 1}">{own}</row>' if own or row % 2 else f'<row r="{row + 1}" />'
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


@settings(max_examples=200)
@given(cells=CELLS, empty_rows=st.sets(st.integers(0, 6)), wanted=CELLS)
def test_styles_reach_exactly_the_wanted_cells(
    cells: set[tuple[int, int]], empty_rows: set[int], wanted: set[tuple[int, int]]
) -> None:
    content = sheet_xml(cells, empty_rows)
    walk = SheetWalk(content, dict.fromkeys(wanted, "error"), lambda own, severity: own + 10)
    root = etree.fromstring(b"".join(walk.pieces("rId1", OFFICE)))
    after = {place_of(cell.get("r")): (cell.get("s"), "".join(cell.itertext())) for cell in root.iter("{*}c")}
    expected = {cell: ("1" if cell[1] % 2 else None, str(cell[1])) for cell in cells}
    for cell in wanted:
        own, text = expected.get(cell, (None, ""))
        expected[cell] = (str(int(own or 0) + 10), text)
    assert after == expected
    order = [place_of(cell.get("r")) for cell in root.iter("{*}c")]
    assert order == sorted(order)
    assert root[-1].tag == f"{{{MAIN}}}legacyDrawing"


def test_rows_out_of_order_are_left_alone() -> None:
    content = f'<worksheet xmlns="{MAIN}"><sheetData><row r="5"><c r="A5"/></row><row r="2"/></sheetData></worksheet>'
    with pytest.raises(UnmarkableError):
        SheetWalk(content.encode(), {(2, 0): "error", (6, 0): "error"}, lambda own, severity: 1)


def test_a_large_sheet_is_marked_within_the_limits() -> None:
    rows = b"".join(
        b'<row r="%d">%b</row>' % (row, b'<c t="n" ><v>%018.9f</v></c>' % row * 16)
        for row in range(1, 125_001)
    )
    whole = b"<sheetData>" + rows + b"</sheetData>"
    data = with_sheet(lambda content: re.sub(rb"<sheetData>.*</sheetData>", whole, content, flags=re.DOTALL))
    assert len(parts_of(data)[SHEET]) > 60 << 20
    issues = [over("ก", 3, 3), warn("ก", 124_999, 15), over("ก", 125_005, 2)]
    after = mark_workbook(data, issues, Limits(seconds=120))  # tests do not time
    assert (after.reason, after.marked) == (None, 3)
    assert parts_of(after.data)[SHEET].count(b" s=") == 3
