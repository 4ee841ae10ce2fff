"""A workbook with everything that must survive marking, other forms of it, and what holds of any package."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime

import xlsxwriter
from lxml import etree

from itacore.issues import Issue, Severity

SCORES, OTHER, HIDDEN = "ผล ปี'68", "แผ่น <2> & 3", "ซ่อน"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml"
VBA = b"\xd0\xcf\x11\xe0 made-up macros"
# The order that the standard asks of the elements of a sheet and of the styles.
SHEET_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges"
    " scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr"
    " conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter"
    " rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing"
    " legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
).split()
STYLE_ORDER = (
    "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()
)
BOOK_ORDER = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences"
    " definedNames calcPr"
).split()


def over(sheet: str | None, row: int | None, column: int | None, found: str = "101") -> Issue:
    """An error: a score over 100."""
    return Issue("over-100", "x.xlsx", sheet, row, column, {"found": found})


def warn(sheet: str, row: int, column: int) -> Issue:
    """A warning about the same."""
    return Issue("over-100", "x.xlsx", sheet, row, column, {"found": "99"}, Severity.WARNING)


def note(sheet: str, row: int | None, column: int | None) -> Issue:
    """A note about the same."""
    return Issue("over-100", "x.xlsx", sheet, row, column, {"found": "98"}, Severity.NOTE)


def picture() -> bytes:
    """A red square as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff\0\0" * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def rich_workbook(*, comments: bool = True, macros: bool = False) -> bytes:
    """Formulas with results, rich text, a chart, a picture, a text box, names, rules, a table, hidden parts."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})
    page, other, hidden = (book.add_worksheet(name) for name in (SCORES, OTHER, HIDDEN))
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
    white = book.add_format(
        {"font_color": "#FFFFFF", "bg_color": "#1D4E89", "bold": True, "border": 1, "num_format": "0.00"}
    )
    percent = book.add_format({"num_format": "0.00%"})
    page.merge_range("A1:F1", "คะแนน ITA เทศบาลตำบลตัวอย่าง จังหวัดสมมุติ", white)
    page.write_row("A2", ["ข้อ", "ชื่อ", "2566", "2567", "2568", "รวม"], white)
    for row in range(2, 12):
        page.write_rich_string(row, 1, "ตัวชี้วัด ", bold, f"ที่ {row - 1}", red, " แดง")
        for column in (2, 3, 4):
            page.write(row, column, 90 + row / 3 + column, white if row == 6 else None)
        page.write_formula(row, 5, f"=SUM(C{row + 1}:E{row + 1})", None, 279 + row)
    page.write_array_formula("H3:H5", "{=C3:C5*2}", None, 180)
    page.write("J3", 0.955, percent)
    page.write_url("J4", "https://example.go.th/", string="ลิงก์")
    page.write_boolean("J5", True)
    page.write_formula("J6", "=NA()", None, "#N/A")
    page.write_string("J7", "=1+1")
    page.set_row(3, None, None, {"hidden": True})
    page.set_row(20, 30, percent)
    page.set_column("K:K", None, red, {"hidden": True})
    page.set_column("L:L", 22, white)
    page.conditional_format("C3:E12", {"type": "data_bar", "data_bar_2010": True})
    page.conditional_format("F3:F12", {"type": "cell", "criteria": ">", "value": 285, "format": red})
    page.data_validation(
        "C3:E12", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    )
    page.freeze_panes(2, 2)
    page.autofilter("A2:F12")
    page.repeat_rows(1)
    book.define_name("คะแนน", "='ผล ปี''68'!$C$3:$E$12")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": [SCORES, 2, 2, 11, 2]})
    page.insert_chart("A16", chart)
    page.insert_image("H16", "x.png", {"image_data": io.BytesIO(picture())})
    page.insert_textbox("H20", "กล่องข้อความ")
    page.add_sparkline("G3", {"range": "'ผล ปี''68'!C3:E3"})
    if comments:
        page.write_comment("C5", "ของเดิม\nสองบรรทัด", {"author": "สมชาย"})
        page.write_comment("B12", "ไม่เกี่ยว", {"author": "สมชาย", "visible": True})
    other.add_table(
        "A1:B4", {"columns": [{"header": "ก"}, {"header": "ข"}], "data": [[1, 2], [3, 4], [5, 6]]}
    )
    other.protect("x")
    hidden.hide()
    hidden.write(0, 0, 5)
    if macros:
        page.insert_button("N4", {"macro": "say", "caption": "กด"})
        book.add_vba_project(io.BytesIO(VBA), is_stream=True)
    book.close()
    return output.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes | None]) -> bytes:
    """A package of parts; those that are None are left out."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if content is not None:
                package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same package with every part changed."""
    return packed({name: change(name, content) for name, content in parts_of(data).items()})


def strict(name: str, content: bytes) -> bytes:
    """A part as the strict form of the standard has it."""
    content = content.replace(MAIN.encode(), f"{STRICT}/spreadsheetml/main".encode())
    content = content.replace(OFFICE.encode(), f"{STRICT}/officeDocument/relationships".encode())
    return content.replace(
        b"http://schemas.openxmlformats.org/drawingml/2006", f"{STRICT}/drawingml".encode()
    )


def prefixed(name: str, content: bytes) -> bytes:
    """A part whose elements all carry the prefix x."""
    if not re.match(r"xl/(worksheets/sheet|workbook\.|styles\.|comments)", name):
        return content
    content = re.sub(rb"<(/?)(?=\w)(?!\w+:)", rb"<\1x:", content)
    return content.replace(b'xmlns="' + MAIN.encode(), b'xmlns:x="' + MAIN.encode())


def without_styles(name: str, content: bytes) -> bytes | None:
    """A part of a workbook without styles."""
    if name == "xl/styles.xml":
        return None
    if name.startswith("xl/worksheets/sheet"):
        content = re.sub(rb' (?:s|style|customFormat)="\d+"', b"", content)
        content = re.sub(rb"<conditionalFormatting.*</conditionalFormatting>", b"", content)
    if name == "xl/_rels/workbook.xml.rels":
        content = re.sub(rb'<Relationship [^>]*styles\.xml"/>', b"", content)
    if name == "[Content_Types].xml":
        content = re.sub(rb'<Override PartName="/xl/styles\.xml"[^>]*/>', b"", content)
    return content


def in_order(root: etree._Element, order: list[str]) -> bool:
    """Whether the children of an element, those that the order names, stand in it."""
    places = [order.index(name) for one in root if (name := etree.QName(one).localname) in order]
    return places == sorted(places)


def check_package(data: bytes) -> None:
    """Check what Excel asks: declared types, relations that lead somewhere, order of elements, counts."""
    parts = parts_of(data)
    types = etree.fromstring(parts["[Content_Types].xml"])
    overrides = {one.get("PartName") for one in types if one.get("PartName")}
    endings = [one.get("Extension") for one in types if one.get("Extension")]
    assert len(endings) == len(set(endings))
    assert overrides <= {f"/{name}" for name in parts}
    for name, content in parts.items():
        assert name == "[Content_Types].xml" or f"/{name}" in overrides or name.rpartition(".")[2] in endings
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            links = etree.fromstring(content)
            assert len({one.get("Id") for one in links}) == len(links)
            for one in links:
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target")))
                assert one.get("TargetMode") == "External" or target.lstrip("/") in parts
    styles = etree.fromstring(parts["xl/styles.xml"])
    assert in_order(styles, STYLE_ORDER)
    for section in styles:
        assert section.get("count") in (None, str(len(section)))
    formats = next(one for one in styles if etree.QName(one).localname == "cellXfs")
    fills = next(one for one in styles if etree.QName(one).localname == "fills")
    assert all(int(one.get("fillId", 0)) < len(fills) for one in formats)
    assert in_order(etree.fromstring(parts["xl/workbook.xml"]), BOOK_ORDER)
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            _check_sheet(name, parts, len(formats))


def _check_sheet(name: str, parts: Mapping[str, bytes], formats: int) -> None:
    root = etree.fromstring(parts[name])
    assert in_order(root, SHEET_ORDER)
    local = [etree.QName(one).localname for one in root]
    assert local.count("legacyDrawing") <= 1
    rows = [one for one in root.iter() if etree.QName(one).localname == "row"]
    numbers = [int(row.get("r")) for row in rows if row.get("r")]
    assert numbers == sorted(set(numbers))
    assert all(int(cell.get("s", 0)) < formats for row in rows for cell in row)
    own = f"xl/worksheets/_rels/{posixpath.basename(name)}.rels"
    ids = {one.get("Id") for one in etree.fromstring(parts[own])} if own in parts else set()
    for one in root.iter():
        for key, value in one.items():
            if key.endswith("relationships}id"):
                assert value in ids
