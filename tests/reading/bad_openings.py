"""Small files of the kinds that circulate beside workbooks: what is refused by its name, and what is read after all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import xlsxwriter

from tests.reading.good_sheets import GOOD, LIST
from tests.reading.other_kinds import docx_of, paragraph, picture, text_of, to_csv, to_html, to_plain_docx
from tests.reading.workbooks import Sheet, to_xlsx

_SHEET = "xl/worksheets/sheet1.xml"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of parts, the same bytes each time."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """All parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return {name: old.read(name) for name in old.namelist()}


def with_hidden(data: bytes, row: int = 0, column: int = 0) -> bytes:
    """A workbook with a row or a column (counted from 1) of its first sheet hidden."""
    parts = parts_of(data)
    sheet = parts[_SHEET].decode("utf-8")
    if row:
        sheet = sheet.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"')
    if column:
        columns = f'<cols><col min="{column}" max="{column}" width="9" hidden="1"/></cols>'
        sheet = sheet.replace("<sheetData>", f"{columns}<sheetData>")
    return package({**parts, _SHEET: sheet})


def _old_office(stream: str) -> bytes:
    """The beginning of an old Office file whose directory names a stream."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    for entry in ("Root Entry", stream):
        name = entry.encode("utf-16-le") + b"\0\0"
        data += name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + b"\x02" + bytes(61)
    return data


def _chart_alone() -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": ["กราฟ", 0, 0, 2, 0]})
    book.add_chartsheet("กราฟ").set_chart(chart)
    book.close()
    return output.getvalue()


def _many_tables() -> bytes:
    return docx_of(f"<w:tbl><w:tr><w:tc>{paragraph('ก')}</w:tc></w:tr></w:tbl>" * 1_001)


def _wide() -> bytes:
    return to_xlsx([GOOD.with_value("XFD3", 1.0)])


def _document() -> bytes:
    return package(parts_of(to_plain_docx(LIST)))


def _pictures() -> bytes:
    """The list with its last score, its total and its level as pictures."""
    parts = parts_of(to_plain_docx(LIST))
    document, shown = parts["word/document.xml"].decode(), ""
    for row in LIST.rows[:-4:-1]:
        document, _, after = document.rpartition(paragraph(text_of(row[-1])))
        shown = picture() + after + shown
    return package({**parts, "word/document.xml": document + shown})


OPENINGS: dict[str, Callable[[], bytes]] = {
    # refused by their kind
    "scores.xlsb": lambda: package({"xl/workbook.bin": b"x"}),
    "letter.odt": lambda: package(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
    ),
    "letter.doc": lambda: _old_office("WordDocument"),
    "letter.rtf": lambda: b"{\\rtf1\\ansi ITA}",
    "slides.pptx": lambda: package({"ppt/presentation.xml": "<p/>"}),
    "photo.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20),
    "link.url": lambda: b"[InternetShortcut]\r\nURL=https://example.go.th\r\n",
    "program.xlsx": lambda: b"MZ\x90\0\x03\0\0\0" + bytes(56),
    "zeros.xlsx": lambda: bytes(1000),
    # without a table
    "memo.txt": lambda: "เรียน ท่านผู้บริหาร\r\nผลการประเมิน ITA ปี 2568 ได้ 96.73 คะแนน\r\n".encode(),
    "no-table.docx": lambda: package(parts_of(docx_of(paragraph("ผลการประเมิน ITA ปี 2568 ได้ 96.73 คะแนน")))),
    "chart-alone.xlsx": _chart_alone,
    # of a shape that nobody can be sure of
    "open-quote.csv": lambda: 'ตัวชี้วัด,คะแนน ปี 2568\r\n1,"99.52\r\n2,99.81\r\n3,100\r\n'.encode(),
    "comma-in-figures.csv": lambda: "ตัวชี้วัด,คะแนน ปี 2568\r\n1,99,52\r\n2,99,81\r\n".encode(),
    "many-tables.docx": lambda: package(parts_of(_many_tables())),
    "far-column.xlsx": _wide,
    # read, with something to tell
    "cut-short.csv": lambda: to_csv(LIST, encoding="cp874").rstrip(b"\r\n").rpartition(b",")[0],
    "cut-short.html": lambda: to_html(GOOD).rpartition("<td")[0].encode(),
    "macros.xlsm": lambda: package({**parts_of(to_xlsx([GOOD])), "xl/vbaProject.bin": b"\xd0\xcf"}),
    "page.xls": lambda: to_html(GOOD).encode(),
    # read like any other
    "list.csv": lambda: to_csv(LIST, encoding="cp874"),
    "list-semicolons.csv": lambda: to_csv(LIST, ";", decimal=","),
    "list.docx": _document,
    "scores-as-pictures.docx": _pictures,
    "page.html": lambda: to_html(replace(GOOD, name="x")).encode(),
    "hidden-rows.xlsx": lambda: with_hidden(to_xlsx([GOOD]), row=6),
    "hidden-columns.xlsx": lambda: with_hidden(to_xlsx([GOOD]), column=3),
    "sheet-beside.xlsx": lambda: to_xlsx(
        [GOOD, Sheet("งบประมาณ", [["รายการ", "บาท"], ["จัดอบรม", 25000.0], ["จัดทำคู่มือ", 5000.0]])]
    ),
}
