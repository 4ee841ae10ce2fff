"""Word forms as offices make them, written out as XML so that each form of a place is what Word writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from itacore.reports.own_template import Filled, fill_template
from itacore.reports.report import Column, Row, Table, ours, verbatim

NAMES = nsdecls("w", "wp", "a", "r")
HOSTILE = "<b>=cmd|' /C calc'!A0 & {{x}} #let $x$ \\input"
LETTERS = (
    '<w:rPr><w:rFonts w:ascii="Leelawadee" w:cs="Leelawadee"/><w:b/><w:bCs/><w:szCs w:val="40"/></w:rPr>'
)
TABLE = Table(
    ours("ตาราง 1"),
    (Column(ours("ข้อ"), 0.25), Column(ours("คะแนน"), 0.75, right=True)),
    (Row((ours("หมวด"),), group=True), Row((ours("9"), ours("91.25")))),
)
VALUES: dict[str, Any] = {
    "agency": (verbatim("เทศบาลตำบลตัวอย่าง 5"),),
    "total": (ours("96.73"),),
    "rating": (ours("ผ่านดี"),),
    "strengths": (ours("ข้อ 1"), ours("ข้อ 2"), ours("ข้อ 3")),
    "findings": (verbatim(HOSTILE),),
    "ranked_table": TABLE,
}


def run(text: str, letters: str = "") -> str:
    return f'<w:r>{letters}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def control(name: str, content: str, more: str = "", *, named: str = "tag") -> str:
    properties = f'<w:sdtPr><w:{named} w:val="{name}"/>{more}</w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def mark(name: str, number: int = 1) -> tuple[str, str]:
    """The two marks of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


def cell(content: str, width: int = 4000) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def table(*rows: str, properties: str = "") -> str:
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def text_box(content: str) -> str:
    """A text box in both of its forms, as Word writes it."""
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    drawn = (
        '<w:drawing><wp:inline><wp:extent cx="2000000" cy="500000"/><wp:docPr id="9" name="x"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr '
        f'txBox="1"/><wps:spPr/><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    older = (
        f'<w:pict><v:rect style="width:200pt;height:40pt"><v:textbox>{inner}</v:textbox></v:rect></w:pict>'
    )
    return (
        f'<w:r><mc:AlternateContent {names}><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def form(body: str, *, header: str = "", footer: str = "") -> bytes:
    """A form with these blocks as its body, its header and its footer."""
    document = Document()
    whole = document.element.body
    for old in [child for child in whole if child.tag != qn("w:sectPr")]:
        whole.remove(old)
    for at, block in enumerate(_blocks(body)):
        whole.insert(at, block)
    section = document.sections[0]
    for part, content in ((section.header, header), (section.footer, footer)):
        if content:
            part.is_linked_to_previous = False
            part._element.remove(part.paragraphs[0]._p)
            part._element.extend(_blocks(content))
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def _blocks(content: str) -> list[Any]:
    return list(parse_xml(f"<w:body {NAMES}>{content}</w:body>"))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(data: bytes, new: Mapping[str, bytes | None]) -> bytes:
    """The package with parts replaced or added, or taken out where there is None."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in {**parts(data), **new}.items():
            if content is not None:
                target.writestr(name, content)
    return sink.getvalue()


def filled(body: str, *, header: str = "", footer: str = "", **more: Any) -> tuple[Filled, Any]:
    """Fill a form; gives what became of it, and the document opened again."""
    made = fill_template(form(body, header=header, footer=footer), {**VALUES, **more}, arabic_digits=True)
    assert made.refused is None
    return made, Document(io.BytesIO(made.data))


def lines(element: Any) -> list[str]:
    """The texts of all paragraphs in their order; a line break is a stroke, text boxes are their own paragraphs."""
    found = []
    for one in element.iter(qn("w:p")):
        pieces = []
        for node in one.iter(qn("w:t"), qn("w:br")):
            if next(node.iterancestors(qn("w:p"))) is one:
                pieces.append("|" if node.tag == qn("w:br") else node.text or "")
        found.append("".join(pieces))
    return found


def body_lines(document: Any) -> list[str]:
    return lines(document.element.body)
