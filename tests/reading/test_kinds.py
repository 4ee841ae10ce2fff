"""Files of every kind that circulates give the same cells and the same scores; the kind is told by content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from itacore.reading.grid import Grid, Kind
from itacore.reading.kinds.second_look import hidden_parts
from itacore.reading.workbook import open_workbook
from tests.reading.bad_files import GOOD, LIST
from tests.reading.layout_e import agencies_table
from tests.reading.layouts import plain_list, ranked_list, totals_by_year, years_across
from tests.reading.other_kinds import (
    FILES,
    docx_of,
    paragraph,
    to_csv,
    to_docx,
    to_html,
    to_ods,
    to_plain_docx,
    to_zip,
)
from tests.reading.reader import TODAY, issues_of, read_files
from tests.reading.styles import Style
from tests.reading.test_layouts import SHAPES
from tests.reading.truths import KHUN_KAEO, figures_of, figures_read, make_province
from tests.reading.workbooks import Fault, Formula, Sheet, to_xlsx

ALL = figures_of([KHUN_KAEO])
LATEST = figures_of([KHUN_KAEO.only(2568)])
PAGE = to_html(GOOD)
CSV_OF_GOOD = replace(GOOD, merges=())
MIME = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--x--\r\n'
)


def one_grid(data: bytes) -> Grid:
    """The one grid of a file."""
    book = open_workbook(data)
    assert book.refused is None
    (grid,) = (grid for grid in book.grids if grid.filled.any())
    return grid


def texts(grid: Grid) -> list[list[str]]:
    """All cells as shown."""
    return [[grid.shown(row, column) for column in range(grid.columns)] for row in range(grid.rows)]


def in_base64(text: str) -> str:
    """A part of a message."""
    import base64

    return base64.encodebytes(text.encode("utf-8")).decode("ascii")


SAME = {
    "good.xlsx": lambda: to_xlsx([GOOD]),
    "good.xls": lambda: (FILES / "good.xls").read_bytes(),
    "good.ods": lambda: (FILES / "good.ods").read_bytes(),
    "good.docx": lambda: to_docx([GOOD]),
    "good.html": lambda: PAGE.encode("utf-8"),
    "good.mht": lambda: MIME.format(in_base64(PAGE)).encode("ascii"),
}


@pytest.mark.parametrize("name", SAME)
def test_every_kind_gives_the_same_scores(name: str) -> None:
    reading = read_files([(name, SAME[name]())], TODAY)
    assert issues_of(reading) == []
    assert figures_read(reading) == ALL


@pytest.mark.parametrize("name", SAME)
def test_every_kind_gives_the_same_cells(name: str) -> None:
    grid, model = one_grid(SAME[name]()), one_grid(to_xlsx([GOOD]))
    assert texts(grid) == texts(model)
    assert grid.kinds.tolist() == model.kinds.tolist()
    assert sorted(grid.merges) == sorted(model.merges)


@pytest.mark.parametrize("kind", ["docx", "html"])
@pytest.mark.parametrize("shape", SHAPES)
def test_tables_of_many_agencies(kind: str, shape: str) -> None:
    agencies = make_province(2567, 2568, parts=SHAPES[shape].parts)
    sheet = agencies_table(agencies, replace(SHAPES[shape], year_column=True))
    data = to_plain_docx(sheet) if kind == "docx" else to_html(sheet).encode()
    model = read_files([("x.xlsx", to_xlsx([sheet]))], TODAY)
    reading = read_files([(f"x.{kind}", data)], TODAY)
    assert figures_read(reading) == figures_read(model)
    assert [code for code, _, _ in issues_of(reading)] == [code for code, _, _ in issues_of(model)]


@pytest.mark.parametrize("make", [years_across, ranked_list, plain_list, totals_by_year])
@pytest.mark.parametrize("number", ["number", "thai-points", "percent-sign", "decimal-comma", "tags"])
def test_layouts_of_one_agency_in_every_kind(make: Callable[..., Sheet], number: str) -> None:
    sheet = make(KHUN_KAEO.only(2568), Style(number=number))
    wanted = figures_read(read_files([("x.xlsx", to_xlsx([sheet]))], TODAY))
    written = {
        "docx": to_plain_docx(sheet),
        "html": to_html(sheet).encode(),
        "csv": to_csv(sheet),
        "txt": to_csv(sheet, "\t", "utf-16"),
    }
    for kind, data in written.items():
        assert figures_read(read_files([(f"x.{kind}", data)], TODAY)) == wanted


# ---- workbooks of older Excel and of LibreOffice ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["cells.xls", "cells.ods"])
def test_kinds_of_cells(name: str) -> None:
    book = open_workbook((FILES / name).read_bytes())
    grid, secret, empty = book.grids
    number, text = Kind.NUMBER, Kind.TEXT
    assert grid.kinds[0].tolist() == [
        *(text, number, number, Kind.DATE, Kind.OTHER, Kind.ERROR, Kind.ERROR, number),
        *(Kind.EMPTY, Kind.EMPTY, number, number, Kind.EMPTY, text),
    ]
    assert [grid.shown(0, column) for column in (1, 2, 3, 5, 6, 7, 10, 11)] == [
        *("1.5", "99.52", "2/1/2025", "#N/A", "#DIV/0!", "2.5", "99.52", "5")
    ]
    assert grid.numbers[1, 2] == -50
    assert grid.blank_texts == 2
    assert grid.merges == ((1, 0, 2, 1),)
    assert grid.text(2, 2) == "บรรทัด\nสอง"
    assert (grid.sheet, grid.visible, secret.sheet, secret.visible) == ("ช่อง", True, "ลับ", False)
    assert empty.rows == 0
    assert (grid.hidden_rows, grid.hidden_columns) == ((3,), (13,))


def test_an_old_workbook_that_was_never_calculated() -> None:
    """A formula record whose result says that there is none."""
    data = bytearray((FILES / "cells.xls").read_bytes())
    at = next(
        place
        for place in range(len(data) - 20)
        if data[place : place + 2] == b"\x06\x00" and data[place + 4 : place + 8] == b"\x00\x00\x07\x00"
    )
    data[at + 10 : at + 18] = b"\x03\0\0\0\0\0\xff\xff"
    grid = one_grid_of_many(bytes(data))
    assert grid.kinds[0, 7] == Kind.UNCALCULATED
    assert grid.kinds[0, 8] == Kind.EMPTY


def one_grid_of_many(data: bytes) -> Grid:
    """The first grid of a file."""
    book = open_workbook(data)
    assert book.refused is None
    return book.grids[0]


def test_open_document_formulas_without_a_result() -> None:
    def cell(formula: str, more: str = "") -> str:
        return f'<table:table-cell table:formula="of:{formula}">{more}</table:table-cell>'

    rows = f"<table:table-row>{cell('=[.B1]')}{cell('=[.B1]', '<text:p/>')}</table:table-row>"
    grid = one_grid(to_ods(rows))
    assert grid.kinds[0].tolist() == [Kind.UNCALCULATED, Kind.UNCALCULATED]
    rows = f"<table:table-row>{cell('=IF(1;&quot;&quot;;2)', '<text:p/>')}</table:table-row>"
    assert open_workbook(to_ods(rows)).grids[0].blank_texts == 1


def test_open_document_repeats_notes_and_several_lines() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" '
        'office:value-type="float" office:value="5"><office:annotation><text:p>บันทึกข้าง</text:p>'
        "</office:annotation><text:p>5</text:p></table:table-cell>"
        '<table:table-cell office:value-type="string"><text:p>ก<text:s text:c="2"/>ข<text:line-break/>ค</text:p>'
        "<text:p>ง</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert texts(one_grid(to_ods(rows))) == [["5", "5", "ก  ข\nค\nง"]] * 2


# ---- text with marks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp874"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_text_in_every_writing(encoding: str, mark: str) -> None:
    reading = read_files([("results.csv", to_csv(LIST, mark, encoding))], TODAY)
    assert issues_of(reading) == []
    assert figures_read(reading) == LATEST


def test_decimal_commas_and_thai_digits() -> None:
    assert figures_read(read_files([("x.csv", to_csv(LIST, ";", decimal=","))], TODAY)) == LATEST
    assert figures_read(read_files([("x.csv", to_csv(LIST, ",", decimal=","))], TODAY)) == LATEST  # in quotes
    digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    thai = to_csv(LIST).decode("utf-8-sig").translate(digits).encode("cp874")
    assert figures_read(read_files([("x.csv", thai)], TODAY)) == LATEST


def test_line_breaks_and_marks_in_quotes() -> None:
    grid = one_grid('ก,"ข\r\nค, ""ง""",0012\r\n1,2,-3.50\r\n'.encode())
    assert texts(grid) == [["ก", 'ข\nค, "ง"', "0012"], ["1", "2", "-3.5"]]
    assert grid.kinds.tolist() == [[Kind.TEXT] * 3, [Kind.NUMBER] * 3]


def test_a_formula_that_is_only_a_text_is_that_text() -> None:
    grid = one_grid('ก,ข\n="99.50",="=1+1"\n"=""98,5""",=1+1\n'.encode())
    assert texts(grid)[1:] == [["99.5", "=1+1"], ["98,5", "=1+1"]]


def test_a_line_that_names_its_mark() -> None:
    assert texts(one_grid("sep=|\nก|ข\n1|2\n".encode())) == [["ก", "ข"], ["1", "2"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ตัวชี้วัด,คะแนน\n1,99,52\n2,98,10\n", 2),  # decimal commas without quotes
        ("ผล ITA ปี 2568\nตัวชี้วัด,คะแนน\n1,99,52\n2,98\n", 3),
        ("หน่วยงาน,จังหวัด,คะแนน\nก,ข,90.5\nก, ง,ข,80.5\nค,ข,70.5\n", 3),  # a comma inside a name
    ],
)
def test_text_whose_figures_moved_is_refused(text: str, line: int) -> None:
    book = open_workbook(text.encode())
    assert (book.refused, book.places["line"]) == ("file-text-uneven", line)


def test_text_of_two_tables_of_different_width() -> None:
    text = "ก,ข\n1,2\n3,4\n5,6\n\nก,ข,ค\n1,2,3\n"
    assert texts(one_grid(text.encode()))[5:] == [["ก", "ข", "ค"], ["1", "2", "3"]]


def test_text_with_an_open_quote_is_refused() -> None:
    book = open_workbook('ก,ข\n1,"2\n3,4\n5,6\n'.encode())
    assert (book.refused, book.places) == ("file-text-quotes", {"line": 2})


@pytest.mark.parametrize("text", ["เรียน ท่านผู้บริหาร\nผลการประเมินดีมาก\n", "x", "ก,ข\n"])
def test_text_without_a_table_is_refused(text: str) -> None:
    assert open_workbook(text.encode()).refused == "file-text"


def test_a_broken_letter_stays_one_and_closes_no_figure() -> None:
    rows = "ก,ข\n".encode() * 1000 + b"9\x009,9\xff8\n"
    assert texts(one_grid(rows))[1000] == ["9\ufffd9", "9\ufffd8"]
    assert open_workbook(b"1,2\n9\x009,98\n").refused == "file-not-workbook"


# ---- documents and pages ---------------------------------------------------------------------------------------


def test_paragraphs_above_a_table_of_a_document_name_agency_and_year() -> None:
    table = replace(LIST, rows=LIST.rows[2:])
    above = ["รายงานผลการประเมิน ITA", "เทศบาลตำบลขุนแก้ว", "ประจำปีงบประมาณ พ.ศ. 2568"]
    reading = read_files([("x.docx", to_docx([table], above))], TODAY)
    assert issues_of(reading) == []
    assert figures_read(reading) == LATEST
    assert [sheet.name for sheet in reading.files[0].sheets] == ["ตาราง"]


def test_tables_of_a_document_are_numbered_and_their_text_is_not_mixed() -> None:
    book = open_workbook(to_docx([LIST, Sheet("x", [["มาตรการ", "ผู้รับผิดชอบ"], ["อบรม", "สำนักปลัด"]])]))
    assert [grid.sheet for grid in book.grids] == ["ตารางที่ 1", "ตารางที่ 2"]
    assert texts(book.grids[1]) == [["มาตรการ", "ผู้รับผิดชอบ"], ["อบรม", "สำนักปลัด"]]


def test_cells_of_a_document() -> None:
    """Lines, deleted and hidden text, merged cells, a row that begins late, a table inside a cell."""

    def cell(content: str, head: str = "") -> str:
        return f"<w:tc><w:tcPr>{head}</w:tcPr>{content}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph('ใน'))}{cell(paragraph('99.5'))}</w:tr></w:tbl>"
    changed = (
        "<w:p><w:del><w:r><w:delText>80</w:delText></w:r></w:del><w:ins><w:r><w:t>9</w:t><w:t>0</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ลับ</w:t></w:r><w:r><w:t>.5</w:t></w:r></w:p>"
    )
    down, across = "<w:vMerge w:val='restart'/>", "<w:gridSpan w:val='2'/>"
    body = (
        f"<w:tbl><w:tr>{cell(paragraph('ก') + paragraph('ข'), down)}{cell(paragraph('หัว'), across)}</w:tr>"
        f"<w:tr>{cell('<w:p/>', '<w:vMerge/>')}{cell(changed)}{cell(inner + '<w:p/>')}</w:tr>"
        "<w:tr><w:trPr><w:gridBefore w:val='1'/><w:hidden/></w:trPr>"
        f"{cell('<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>')}</w:tr></w:tbl>"
    )
    outer, nested = open_workbook(docx_of(body)).grids
    assert texts(outer) == [["ก\nข", "หัว"], ["ก\nข", "90.5"], ["", "a\nb"]]
    assert outer.merges == ((0, 0, 1, 0), (0, 1, 0, 1))
    assert outer.hidden_rows == (2,)
    assert texts(nested) == [["ใน", "99.5"]]


RAISED, STRUCK = '<w:vertAlign w:val="superscript"/>', "<w:strike/>"


def runs(*parts: tuple[str, str]) -> str:
    """A paragraph of texts with what each looks like."""
    return (
        f"<w:p>{''.join(f'<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>' for text, look in parts)}</w:p>"
    )


@pytest.mark.parametrize(
    ("word", "page", "shown"),
    [
        ([("99.52", ""), ("1", RAISED)], "99.52<sup>1</sup>", "99.52¹"),  # not 99.521
        ([("8", ""), ("๑๒", RAISED)], "8<sup>๑๒</sup>", "8¹²"),
        ([("99", ""), (".52", RAISED)], "99<sup>.52</sup>", "99.52"),
        ([("99.52", ""), ("1", '<w:vertAlign w:val="subscript"/>')], "99.52<sub>1</sub>", "99.52₁"),
        (
            [("99.52", ""), ("1", RAISED)],
            "<span>99.52<span style='vertical-align: super'><b>1</b></span></span>",
            "99.52¹",
        ),
        (
            [("9", STRUCK), ("85.5", "")],
            "<span style='text-decoration:line-through'>9<span></span></span>85.5",
            "9\u033685.5",
        ),
        ([("9", STRUCK), ("85.5", "")], "<s>9</s>85.5", "9\u033685.5"),  # not 985.5, not 5.5
        ([("7", "<w:dstrike/>"), ("8", '<w:strike w:val="0"/>')], "<del>7</del>8", "7\u03368"),
    ],
)
def test_a_raised_or_struck_digit_is_part_of_no_number(
    word: list[tuple[str, str]], page: str, shown: str
) -> None:
    written = f"<w:tbl><w:tr><w:tc>{runs(*word)}</w:tc><w:tc>{paragraph('2')}</w:tc></w:tr></w:tbl>"
    for data in (docx_of(written), f"<table><tr><td>{page}<td>2</table>".encode()):
        assert texts(one_grid(data)) == [[shown, "2"]]


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>1</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>9</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "9",
        ),
        ("<m:oMath><m:r><m:t>99.52</m:t></m:r></m:oMath>", "99.52"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "▫1▫2",
        ),
        ("<w:r><w:t>8</w:t><w:sym w:font='Symbol' w:char='F035'/><w:t>.25</w:t></w:r>", "85.25"),
        ("<w:r><w:t>8</w:t><w:sym w:font='Wingdings' w:char='F035'/><w:t>.25</w:t></w:r>", "8▫.25"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t>8.25</w:t></w:r>", "8.25"),
    ],
)
def test_equations_and_signs_of_a_document(content: str, shown: str) -> None:
    cell = f"<w:tc><w:p xmlns:m='{MATH}'>{content}</w:p></w:tc><w:tc>{paragraph('2')}</w:tc>"
    assert texts(one_grid(docx_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))) == [[shown, "2"]]


def test_a_text_box_inside_a_hidden_or_raised_run_has_runs_of_its_own() -> None:
    box = f"<w:pict><w:txbxContent>{paragraph('กล่อง 1')}</w:txbxContent></w:pict>"
    run = f"<w:r><w:rPr>{RAISED}</w:rPr>{box}<w:t>2</w:t></w:r>"
    body = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>99.5</w:t></w:r>{run}</w:p></w:tc></w:tr></w:tbl>"
    assert texts(one_grid(docx_of(body))) == [["กล่อง 1\n99.5²"]]


def test_a_row_that_was_deleted_while_changes_are_tracked_holds_nothing() -> None:
    kept, gone = (f"<w:tc>{paragraph(text)}</w:tc>" for text in "กข")
    rows = f"<w:tr>{kept}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{gone}</w:tr>"
    assert texts(one_grid(docx_of(f"<w:tbl>{rows}</w:tbl>"))) == [["ก"]]


def test_a_page_called_xls() -> None:
    reading = read_files([("ผลคะแนน.xls", PAGE.encode("cp874"))], TODAY)
    assert figures_read(reading) == ALL
    assert issues_of(reading) == [("file-other-kind", None, None)]
    (note,) = reading.issues
    assert ".xls" in note.message
    assert ".html" in note.hint


def test_a_page_saved_with_its_parts_as_plain_letters() -> None:
    whole = MIME.replace("base64", "8bit").format(PAGE).encode("utf-8")
    assert figures_read(read_files([("x.mht", whole)], TODAY)) == ALL


def test_cells_of_a_page() -> None:
    page = (
        "<table><caption>ผล &amp; ปี 2568</caption><tr><th rowspan=2>ก<br>ข<th colspan='2'>ค</tr>"
        "<tr><td>1<script>2</script><td style='display:none'>ลับ</td><td>&nbsp;3.5 </td></tr>"
        "<tr style='display:none'><td>ซ่อน</table>"
    )
    grid = one_grid(page.encode())
    assert texts(grid)[:2] == [["ผล & ปี 2568", "", ""], ["ก\nข", "ค", "ค"]]
    assert texts(grid)[2:] == [["ก\nข", "1", "3.5"], ["ซ่อน", "", ""]]
    assert grid.hidden_rows == (3,)


@pytest.mark.parametrize("name", ["x.html", "x.csv"])
def test_a_file_that_ends_in_the_middle_of_its_table_is_told(name: str) -> None:
    whole = PAGE.encode() if name == "x.html" else to_csv(LIST).rstrip()
    cut = whole[: whole.rindex(b"<td") if name == "x.html" else whole.rindex(b",")]
    told = [[code for code, _, _ in issues_of(read_files([(name, data)], TODAY))] for data in (whole, cut)]
    assert told == [[], ["file-cut-short"]]


def test_an_xml_workbook_of_excel_2003() -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="p"><NumberFormat '
        'ss:Format="Percent"/></Style></Styles><Worksheet ss:Name="2568"><Table>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">หัว</Data></Cell><Cell><Data ss:Type="Number">5</Data>'
        '</Cell></Row><Row ss:Index="3" ss:Hidden="1"><Cell ss:StyleID="p"><Data ss:Type="Number">0.9952</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=A1"/></Row></Table>'
        "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"
    )
    (grid,) = open_workbook(text.encode()).grids
    assert texts(grid) == [["หัว", "หัว", "5", ""], ["", "", "", ""], ["99.52", "", "#N/A", "=A1"]]
    assert (grid.sheet, grid.visible, grid.hidden_rows) == ("2568", False, (2,))


# ---- what is hidden, what runs by itself, what has the wrong name ------------------------------------------------


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([GOOD])))
    for row in (6, 7, 40):
        book.active.row_dimensions[row].hidden = True
    book.active.column_dimensions["C"].hidden = True
    output = io.BytesIO()
    book.save(output)
    reading = read_files([("x.xlsx", output.getvalue())], TODAY)
    assert issues_of(reading) == [("hidden-rows", "คะแนน", None), ("hidden-columns", "คะแนน", None)]
    assert [issue.places for issue in reading.issues] == [
        {"count": 2, "first": 6},
        {"count": 1, "first": "C"},
    ]
    assert figures_read(reading) == ALL


def test_hidden_parts_are_found_however_a_sheet_is_spelled() -> None:
    sheet = (
        b"<x:worksheet><x:cols><x:col min='2' max='3' hidden = 'true'/>"
        b'<x:col hidden="0" min="5" max="5"/></x:cols>'
        b"<x:sheetData><x:row><x:c/></x:row><x:row hidden='1'/><x:row r='9'\n hidden=\"true\"/><x:row/>"
        b"<x:row hidden='false'><x:c><x:v>hidden</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert hidden_parts(sheet) == {"hidden_rows": [1, 8], "hidden_columns": [1, 2]}
    assert hidden_parts(sheet.replace(b"hidden", b"shown")) == {}


def test_macros_are_told_and_never_run() -> None:
    import io
    import zipfile

    parts = zipfile.ZipFile(io.BytesIO(to_xlsx([GOOD])))
    data = to_zip({name: parts.read(name) for name in parts.namelist()} | {"xl/vbaProject.bin": b"\xd0\xcf"})
    reading = read_files([("x.xlsm", data)], TODAY)
    assert issues_of(reading) == [("file-macros", None, None)]
    assert figures_read(reading) == ALL
    old = (FILES / "good.xls").read_bytes()
    assert open_workbook(old + macro_stream()).notes == ("file-macros",)


def macro_stream() -> bytes:
    """An entry of a directory that names programs."""
    name = "_VBA_PROJECT_CUR".encode("utf-16-le") + b"\0\0"
    return (name.ljust(64, b"\0") + len(name).to_bytes(2, "little")).ljust(512, b"\0")


@pytest.mark.parametrize(
    ("name", "told"), [("x.xlsx", False), ("x.XLSM", False), ("x", False), ("ปี 2568", False), ("x.csv", True)]
)
def test_a_name_that_lies_is_told(name: str, told: bool) -> None:
    codes = [code for code, _, _ in issues_of(read_files([(name, to_xlsx([GOOD]))], TODAY))]
    assert codes == (["file-other-kind"] if told else [])


# ---- what is refused -------------------------------------------------------------------------------------------


def old_office(*streams: str) -> bytes:
    """An old Office file with the given streams in its directory."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    for stream in streams:
        name = stream.encode("utf-16-le") + b"\0\0"
        head += name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + b"\x02" + bytes(61)
    return head


REFUSED = {
    "file-pdf": [b"%PDF-1.7\n%%EOF\n", b"\n\n%PDF-1.4"],
    "file-old-word": [old_office("Root Entry", "WordDocument")],
    "file-powerpoint": [
        old_office("Root Entry", "PowerPoint Document"),
        to_zip({"ppt/presentation.xml": "<p/>"}),
    ],
    "file-encrypted": [old_office("Root Entry", "EncryptedPackage", "EncryptionInfo")],
    "file-xlsb": [to_zip({"xl/workbook.bin": b"x"})],
    "file-picture": [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"BM\x00\x10\0\0\0\0\0\0\x36\0",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"\0\0\0\x18ftypheic\0\0",
        b"II*\0\x08",
        b"MM\0*\0",
    ],
    "file-rtf": [b"{\\rtf1\\ansi}"],
    "file-archive": [to_zip({"ก.xlsx": b"x"}), b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"],
    "file-shortcut": [
        b"[InternetShortcut]\r\nURL=https://example.go.th\r\n",
        b'{"url": "https://docs.google.com/x", "doc_id": "x"}',
    ],
    "file-opendocument": [
        to_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
    ],
    "file-no-table": [b"<html><body>no table</body></html>", docx_of(paragraph("ไม่มีตาราง"))],
    "file-not-workbook": [b"MZ\x90\0\x03\0\0\0", bytes(1000)],
    "file-broken": [old_office(), old_office("Workbook"), to_xlsx([GOOD])[:2000]],
}


@pytest.mark.parametrize("code", REFUSED)
def test_other_kinds_are_refused_by_name(code: str) -> None:
    for data in REFUSED[code]:
        (issue,) = read_files([("ผล.xlsx", data)], TODAY).issues
        assert issue.code == code
        assert len(issue.hint) > 20


def test_encrypted_old_workbook() -> None:
    data = (FILES / "good.xls").read_bytes().replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00", 1)
    assert open_workbook(data).refused == "file-encrypted"


def test_encrypted_workbook_of_libreoffice() -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"\x01\x02"}
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert open_workbook(to_zip(parts | {"META-INF/manifest.xml": manifest})).refused == "file-encrypted"


def test_faults_and_formulas_have_their_place_in_old_workbooks_too() -> None:
    sheet = Sheet("x", [["ก", Fault("#N/A"), Formula("=A1")]])
    assert one_grid(to_xlsx([sheet])).kinds[0].tolist() == [Kind.TEXT, Kind.ERROR, Kind.UNCALCULATED]
