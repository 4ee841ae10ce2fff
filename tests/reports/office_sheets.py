"""Workbooks as LibreOffice opens them: it saves each as one piece of XML, which is read here."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tests.machine import find_libreoffice

MOST_SECONDS = 120
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _TABLE, _STYLE = (f"{{{_URN}:{name}:1.0}}" for name in ("office", "table", "style"))
_NOTE = f"{_OFFICE}annotation"
_COLOURS = {f"{{{_URN}:xsl-fo-compatible:1.0}}{name}" for name in ("color", "background-color")}
_WINDOW_COLOUR = f"{_STYLE}use-window-font-color"
_USUAL = (f"{_STYLE}rotation-align", "none")  # written or not, it is the same
_GROUPS = {
    f"{_TABLE}{name}"
    for name in (
        *("table-header-rows", "table-rows", "table-row-group"),
        *("table-header-columns", "table-columns", "table-column-group"),
    )
}
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value", "value-type")
Cell = tuple[int, int]


@dataclass
class OfficeSheet:
    """A sheet: what its cells hold and show, their styles without colours and with, its columns and rows."""

    cells: dict[Cell, tuple[object, ...]] = field(default_factory=dict)
    plain: dict[Cell, object] = field(default_factory=dict)
    coloured: dict[Cell, object] = field(default_factory=dict)
    columns: list[object] = field(default_factory=list)
    rows: list[object] = field(default_factory=list)


def open_in_office(books: Mapping[str, bytes], folder: Path) -> dict[str, dict[str, OfficeSheet]]:
    """Open workbooks by name (with their ending), all in one run of LibreOffice with a profile of its own."""
    program = find_libreoffice()
    assert program is not None
    source, target = folder / "books", folder / "opened"
    source.mkdir(parents=True)
    for name, data in books.items():
        (source / name).write_bytes(data)
    command = [
        *(str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
        *("--convert-to", "fods", "--outdir", str(target), *(str(source / name) for name in books)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=MOST_SECONDS)
    return {name: _sheets(target / f"{Path(name).stem}.fods") for name in books}


def _sheets(path: Path) -> dict[str, OfficeSheet]:
    root = etree.parse(path, etree.XMLParser(huge_tree=True, resolve_entities=False)).getroot()
    named = {style.get(f"{_STYLE}name"): style for style in root.iter() if style.get(f"{_STYLE}name")}
    body = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    return {table.get(f"{_TABLE}name"): _sheet(table, named) for table in body.findall(f"{_TABLE}table")}


def _sheet(table: etree._Element, named: Mapping[str, etree._Element]) -> OfficeSheet:
    sheet = OfficeSheet()
    row = 0
    for part in _parts(table):
        if part.tag == f"{_TABLE}table-column":
            sheet.columns += [_frame(part, named)] * _times(part, "number-columns-repeated")
        elif part.tag == f"{_TABLE}table-row":
            times = _times(part, "number-rows-repeated")
            if _cells(part, row, sheet, named):
                sheet.rows += [None] * (row - len(sheet.rows)) + [_frame(part, named)]
            row += times
    return sheet


def _parts(parent: etree._Element) -> Iterator[etree._Element]:
    for part in parent:
        if part.tag in _GROUPS:
            yield from _parts(part)
        else:
            yield part


def _cells(
    row_part: etree._Element, row: int, sheet: OfficeSheet, named: Mapping[str, etree._Element]
) -> bool:
    """Take up the cells of a row that hold anything or are merged; tells whether there are any."""
    column, some = 0, False
    for cell in row_part:
        times = _times(cell, "number-columns-repeated")
        texts = ["".join(part.itertext()) for part in cell if part.tag.endswith("}p") and part.tag != _NOTE]
        reach = (_times(cell, "number-columns-spanned"), _times(cell, "number-rows-spanned"))
        held = [cell.get(f"{_OFFICE}{name}") for name in _VALUES]
        formula = cell.get(f"{_TABLE}formula")
        if any(held) or formula or texts or reach != (1, 1):
            some = True
            for place in range(column, column + times):
                sheet.cells[row, place] = (*held, formula, tuple(texts), reach, cell.tag)
                style = named.get(cell.get(f"{_TABLE}style-name") or "")
                sheet.plain[row, place] = _look(style, named, colours=False)
                sheet.coloured[row, place] = _look(style, named, colours=True)
        column += times
    return some


def _frame(part: etree._Element, named: Mapping[str, etree._Element]) -> object:
    """Width of a column or height of a row, and whether it is shown."""
    style = named.get(part.get(f"{_TABLE}style-name") or "")
    sizes = () if style is None else tuple(sorted(item for child in style for item in child.attrib.items()))
    return part.get(f"{_TABLE}visibility"), sizes


def _look(style: etree._Element | None, named: Mapping[str, etree._Element], *, colours: bool) -> object:
    """How a cell looks: its number format and all its properties, whatever its style is called."""
    if style is None:
        return "Default", None, []
    form = named.get(style.get(f"{_STYLE}data-style-name") or "")
    number = None if form is None else [(part.tag, sorted(part.attrib.items()), part.text) for part in form]
    properties = sorted(
        (child.tag, key, value)
        for child in style
        for key, value in child.attrib.items()
        if (key, value) != _USUAL and (colours or (key not in _COLOURS and key != _WINDOW_COLOUR))
    )
    return style.get(f"{_STYLE}parent-style-name"), number, properties


def _times(part: etree._Element, name: str) -> int:
    return int(part.get(f"{_TABLE}{name}", 1))
