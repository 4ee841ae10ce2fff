"""The sheet that lists all issues: the last one of a marked workbook, or the only one of a list.

Its texts are written into the sheet itself, as texts and never as formulas, so that the strings of the person's
workbook stay as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from itacore.reports.marked_package import Element, Package, UnmarkableError, is_strict, relations, space_of
from itacore.reports.marked_styles import FILLS, Styles, new_styles
from itacore.reports.marked_tags import name_of

FONT = "TH SarabunPSK"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
LONGEST_NAME = 31
WIDTHS = (15.0, 22.0, 11.0, 62.0, 62.0)
LINE = 24.0  # points; 16-point Thai letters with their marks need it
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_EMPTY_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_EDGE = "".join(
    f'<{side} style="thin"><color rgb="FFC3CAD2"/></{side}>' for side in ("left", "right", "top", "bottom")
)
Words = Mapping[str, Any]


def add_list(package: Package, book: str, words: Words) -> None:
    """Add the sheet to a workbook.

    Parameters
    ----------
    book
        The part that names the sheets.
    words
        ``name`` of the sheet, ``lines`` above the table, ``heads`` of its columns, ``rows`` of (severity, its
        word, sheet, cell, message, hint).
    """
    root = package.tree(book)
    space, strict = space_of(root), is_strict(root)
    sheets = root.find(f"{{{space}}}sheets")
    links = package.links(book)
    part = package.new_name("xl/worksheets/sheet{}.xml")
    linkable = {one.get("name") for one in sheets if one.get("state", "visible") == "visible"}
    looks = _looks(styles_of(package, book))
    package.add(part, _sheet(space, words, looks, linkable), SHEET_TYPE)
    name = _free_name(words["name"], [one.get("name", "") for one in sheets])
    numbers = [int(one.get("sheetId", "0")) for one in sheets]
    sheet = etree.SubElement(sheets, f"{{{space}}}sheet", name=name, sheetId=str(max(numbers, default=0) + 1))
    sheet.set(f"{{{relations(strict)}}}id", links.add("worksheet", part, strict))
    _repeat_heads(root, name, len(sheets) - 1, len(words["lines"]) + 1)


def styles_of(package: Package, book: str) -> Styles:
    """The styles of a workbook, made where it has none."""
    root = package.tree(book)
    found = package.links(book).targets("styles")
    if found:
        return Styles(package.tree(found[0][1]))
    part = "xl/styles.xml"
    if package.has(part):
        raise UnmarkableError("odd")  # styles that nobody finds
    package.add(part, new_styles(space_of(root)), STYLES_TYPE)
    package.links(book).add("styles", part, is_strict(root))
    return Styles(package.tree(part))


def empty_book() -> tuple[Package, str]:
    """A workbook without any sheet, for a list of its own."""
    book = "xl/workbook.xml"
    package = Package.empty(_EMPTY_TYPES)
    package.declare("xml", "application/xml")
    root = etree.Element(f"{{{_MAIN}}}workbook", nsmap={None: _MAIN, "r": relations(False)})
    etree.SubElement(root, f"{{{_MAIN}}}sheets")
    package.add(book, root, BOOK_TYPE)
    package.links("").add("officeDocument", book, False)
    return package, book


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    """A name that no sheet has, whatever its capitals."""
    used = {name.lower() for name in taken}
    name, number = wanted, 1
    while name.lower() in used:
        number += 1
        name = f"{wanted[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    return name


def _looks(styles: Styles) -> dict[str, int]:
    """The cell styles of the list by name."""

    def font(size: int = 16, colour: str = "1B2733", more: str = "") -> str:
        return f'{more}<sz val="{size}"/><color rgb="FF{colour}"/><name val="{FONT}"/>'

    wrapped = '<alignment horizontal="left" vertical="top" indent="1" wrapText="1"/>'
    plain = '<alignment horizontal="left" vertical="top" indent="1"/>'
    return {
        "title": styles.add(font(22, more="<b/>"), None, '<alignment vertical="center"/>'),
        "line": styles.add(font(colour="55616D"), None, '<alignment vertical="center"/>'),
        "head": styles.add(
            font(more="<b/>"),
            "E3ECF6",
            '<alignment horizontal="left" vertical="center" indent="1" wrapText="1"/>',
            _EDGE,
        ),
        "error": styles.add(font(more="<b/>"), FILLS["error"], plain, _EDGE),
        "warning": styles.add(font(more="<b/>"), FILLS["warning"], plain, _EDGE),
        "note": styles.add(font(), None, plain, _EDGE),
        "text": styles.add(font(), None, wrapped, _EDGE),
        "link": styles.add(font(colour="1D4E89", more="<u/>"), None, plain, _EDGE),
    }


def _sheet(space: str, words: Words, looks: Mapping[str, int], linkable: set[str]) -> Element:
    def add(parent: Element, name: str, **attributes: object) -> Element:
        return etree.SubElement(parent, f"{{{space}}}{name}", {k: str(v) for k, v in attributes.items()})

    root = etree.Element(f"{{{space}}}worksheet", nsmap={None: space})
    add(add(root, "sheetPr"), "pageSetUpPr", fitToPage=1)
    head = len(words["lines"]) + 1
    view = add(add(root, "sheetViews"), "sheetView", showGridLines=0, workbookViewId=0)
    add(view, "pane", ySplit=head, topLeftCell=f"A{head + 1}", activePane="bottomLeft", state="frozen")
    add(view, "selection", pane="bottomLeft", activeCell=f"A{head + 1}", sqref=f"A{head + 1}")
    add(root, "sheetFormatPr", defaultRowHeight=LINE, customHeight=1)
    columns = add(root, "cols")
    for at, width in enumerate(WIDTHS, start=1):
        add(columns, "col", min=at, max=at, width=width, customWidth=1)
    data = add(root, "sheetData")

    def write(row: int, texts: Sequence[str], styles: Sequence[int], height: float) -> None:
        line = add(data, "row", r=row + 1, ht=height, customHeight=1)
        for column, (text, style) in enumerate(zip(texts, styles, strict=True)):
            cell = add(line, "c", r=name_of(row, column), s=style, t="inlineStr")
            written = add(add(cell, "is"), "t")
            written.text = text
            written.set(_SPACE, "preserve")

    for row, text in enumerate(words["lines"]):
        write(row, [text], [looks["line" if row else "title"]], LINE * 1.6 if row == 0 else LINE)
    write(head - 1, words["heads"], [looks["head"]] * len(WIDTHS), LINE * 1.3)
    links: list[tuple[str, str]] = []
    for row, (severity, word, sheet, cell, message, hint) in enumerate(words["rows"], start=head):
        linked = bool(cell) and sheet in linkable
        if linked:
            quoted = sheet.replace("'", "''")
            links.append((name_of(row, 2), f"'{quoted}'!{cell}"))
        styles = [
            looks[severity],
            looks["text"],
            looks["link" if linked else "text"],
            looks["text"],
            looks["text"],
        ]
        texts = (word, sheet, cell, message, hint)
        lines = max(_lines(text, width) for text, width in zip(texts, WIDTHS, strict=True))
        write(row, texts, styles, min(409.0, LINE * lines + 4))
    if links:
        every = add(root, "hyperlinks")
        for reference, location in links:
            add(every, "hyperlink", ref=reference, location=location, display=location)
    add(root, "pageMargins", left=0.5, right=0.5, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    add(root, "pageSetup", paperSize=9, orientation="landscape", fitToHeight=0)
    add(add(root, "headerFooter"), "oddFooter").text = f'&C&"{FONT},Regular"&14&P/&N'
    return root


def _repeat_heads(root: Element, name: str, position: int, row: int) -> None:
    """Let the heads of the table stand on every printed page."""
    space = space_of(root)
    names = root.find(f"{{{space}}}definedNames")
    if names is None:
        names = etree.Element(f"{{{space}}}definedNames")
        before = {f"{{{space}}}{one}" for one in ("sheets", "functionGroups", "externalReferences")}
        at = max(place for place, one in enumerate(root) if one.tag in before)
        root.insert(at + 1, names)
    title = etree.SubElement(
        names, f"{{{space}}}definedName", name="_xlnm.Print_Titles", localSheetId=str(position)
    )
    title.text = f"'{name}'!${row}:${row}"


def _lines(text: str, width: float) -> int:
    """Lines that a wrapped text takes; words are not split, so a little less fits than letters."""
    room = max(1.0, (width - 2) * 0.85)
    return sum(
        max(1, -int(-sum(unicodedata.category(letter) != "Mn" for letter in line) // room))
        for line in text.split("\n")
    )
