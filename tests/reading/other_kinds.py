"""The same sheets written as other kinds of files: text with marks, web pages, Word documents, XML workbooks.

``files/*.xls`` and ``files/*.ods`` were saved once with LibreOffice: ``good`` from the sheet ``GOOD``, ``cells`` from
``CELLS`` of test_kinds.py with a formula beside each value that Excel has one for.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import docx

from tests.reading.workbooks import Sheet

FILES = Path(__file__).parent / "files"


def text_of(value: object) -> str:
    """A value as a person types it."""
    return "" if value is None else str(value)


def to_csv(sheet: Sheet, mark: str = ",", encoding: str = "utf-8-sig", decimal: str = ".") -> bytes:
    """A sheet as text, as spreadsheets write it: every line has as many cells."""
    width = max(len(row) for row in sheet.rows)
    output = io.StringIO()
    writer = csv.writer(output, delimiter=mark)
    for row in sheet.rows:
        texts = [
            str(v).replace(".", decimal) if isinstance(v, float) else text_of(v)
            for v in [*row, *[None] * (width - len(row))]
        ]
        writer.writerow(texts)
    return output.getvalue().encode(encoding)


def _spans(sheet: Sheet) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Merged ranges as (rows, columns) by first cell, and the cells that they cover."""
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in sheet.merges}
    covered = {
        (row, column)
        for a, b, c, d in sheet.merges
        for row in range(a, c + 1)
        for column in range(b, d + 1)
        if (row, column) != (a, b)
    }
    return spans, covered


def to_html(sheet: Sheet, above: Sequence[str] = ()) -> str:
    """A sheet as a web page."""
    spans, covered = _spans(sheet)
    width = max(len(row) for row in sheet.rows)
    rows = []
    for r, row in enumerate(sheet.rows):
        cells = []
        for c, value in enumerate([*row, *[None] * (width - len(row))]):
            if (r, c) in covered:
                continue
            down, across = spans.get((r, c), (1, 1))
            cells.append(f'<td rowspan="{down}" colspan={across}>{escape(text_of(value))}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    lines = "".join(f"<p>{escape(line)}</p>" for line in above)
    head = '<html><head><meta charset="utf-8"><style>td {color: red}</style></head>'
    return f"{head}<body>{lines}<table>{''.join(rows)}</table></body></html>"


def to_docx(sheets: Sequence[Sheet], above: Sequence[str] = ()) -> bytes:
    """Sheets as tables of a Word document, the lines above the first."""
    paper = docx.Document()
    for line in above:
        paper.add_paragraph(line)
    for sheet in sheets:
        width = max(len(row) for row in sheet.rows)
        table = paper.add_table(len(sheet.rows), width)
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                if value is not None:
                    table.cell(r, c).text = text_of(value)
        for a, b, c, d in sheet.merges:
            table.cell(a, b).merge(table.cell(c, d))
        paper.add_paragraph("")
    output = io.BytesIO()
    paper.save(output)
    return output.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(body: str) -> bytes:
    """A Word document of the given XML."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return to_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def to_plain_docx(sheet: Sheet) -> bytes:
    """A sheet as a table of a Word document, written by hand: quick for long ones."""
    spans, covered = _spans(sheet)
    width = max(len(row) for row in sheet.rows)
    ends = {(row, b): d - b + 1 for a, b, c, d in sheet.merges for row in range(a + 1, c + 1)}
    rows = []
    for r, row in enumerate(sheet.rows):
        cells = []
        for c, value in enumerate([*row, *[None] * (width - len(row))]):
            head = ""
            if (r, c) in spans:
                down, across = spans[r, c]
                head = f'<w:gridSpan w:val="{across}"/>' + ('<w:vMerge w:val="restart"/>' if down > 1 else "")
            elif (r, c) in ends:
                head = f'<w:gridSpan w:val="{ends[r, c]}"/><w:vMerge/>'
            elif (r, c) in covered:
                continue
            lines = "".join(map(paragraph, text_of(value).split("\n")))
            cells.append(f"<w:tc><w:tcPr>{head}</w:tcPr>{lines}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return docx_of(f"<w:tbl>{''.join(rows)}</w:tbl>")


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def picture() -> str:
    """A paragraph of a Word document that holds a picture alone."""
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return f"<w:p><w:r><w:drawing><a:graphic {names}><a:blip/></a:graphic></w:drawing></w:r></w:p>"


def old_picture() -> str:
    """The same as Word wrote it once."""
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape>'
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def ods_content(rows: str, styles: str = "", head: str = "") -> str:
    """The XML of a workbook of LibreOffice with one sheet."""
    spaces = " ".join(f'xmlns:{n}="{OPEN_DOCUMENT}:{n}:1.0"' for n in ("office", "table", "text", "style"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {spaces} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"{styles}<office:body><office:spreadsheet>"
        f'<table:table table:name="x">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def to_ods(rows: str, styles: str = "", head: str = "") -> bytes:
    """A workbook of LibreOffice with one sheet."""
    return to_zip({"mimetype": SPREADSHEET, "content.xml": ods_content(rows, styles, head)})


def to_zip(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of parts."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return output.getvalue()
