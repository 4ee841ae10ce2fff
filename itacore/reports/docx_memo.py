"""Parts of letters in Word: the head of a memo, clauses, dotted lines to write on, room to sign."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Pt

from itacore.reports.docx_parts import make, set_letters
from itacore.reports.looks import (
    CLAUSE_INDENT,
    EMBLEM,
    MEMO_LABEL,
    MEMO_TITLE,
    SIGNATURE_ABOVE,
    SIGNATURE_INDENT,
    TEXT_WIDTH,
    WIDE_WIDTH,
    Look,
)
from itacore.reports.report import (
    Clause,
    Field,
    FillIn,
    MemoHead,
    Opinion,
    Signature,
    Signatures,
    Words,
    ours,
)

MEMO_BLOCKS = (MemoHead, Clause, FillIn, Signature, Signatures, Opinion)
_HANGING = 1.5  # cm, of a field that takes several lines
_BETWEEN = 0.3  # cm, between two fields of a line
_BOLD = Look(bold=True)
_BLACK = "000000"


class Canvas(Protocol):
    """What writes runs of a text into a paragraph of a document."""

    document: Document

    def fill(self, paragraph: Any, words: Words, look: Look) -> None:
        """Write the runs of a text."""

    def space(self) -> None:
        """Leave a narrow gap below a table."""


def write_memo_block(canvas: Canvas, block: object) -> None:
    """Write a part of a letter at the end of the document."""
    if isinstance(block, MemoHead):
        _head(canvas, block)
    elif isinstance(block, Clause):
        paragraph = _paragraph(canvas, after=4)
        paragraph.paragraph_format.first_line_indent = Cm(CLAUSE_INDENT)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
        canvas.fill(paragraph, block.words, Look())
    elif isinstance(block, FillIn):
        _dotted(canvas, block.label, block.lines, last_stays=False)
    elif isinstance(block, Signature):
        _sign(canvas, block)
    elif isinstance(block, Signatures):
        _sign_beside(canvas, block)
    elif isinstance(block, Opinion):
        title = _paragraph(canvas, stays=True)
        title.paragraph_format.space_before = Pt(4)
        canvas.fill(title, block.title, _BOLD)
        _dotted(canvas, ours(""), block.lines, last_stays=True)
        _sign(canvas, block.signature)
    else:
        raise TypeError(f"{type(block).__name__} is no part of a letter")


def _paragraph(canvas: Canvas, *, after: float = 0, stays: bool = False) -> Any:
    paragraph = canvas.document.add_paragraph(style="Normal")
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.keep_with_next = stays
    return paragraph


def _head(canvas: Canvas, block: MemoHead) -> None:
    title = canvas.document.add_paragraph(style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Cm(EMBLEM)
    title.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    title.paragraph_format.space_after = Pt(4)
    canvas.fill(title, block.title, replace(MEMO_TITLE, colour=_BLACK))  # the style of titles is of another
    for at, fields in enumerate(block.lines, start=1):
        paragraph = _paragraph(canvas, after=8 if at == len(block.lines) else 0, stays=True)
        _fields(canvas, paragraph, fields)


def _fields(canvas: Canvas, paragraph: Any, fields: tuple[Field, ...]) -> None:
    """Write fields beside each other, each with its share of the line."""
    share = TEXT_WIDTH / len(fields)
    layout = paragraph.paragraph_format
    if len(fields) == 1 and not fields[0].open:
        layout.left_indent, layout.first_line_indent = Cm(_HANGING), Cm(-_HANGING)
    canvas.fill(paragraph, Words(()), Look())
    for at, field in enumerate(fields):
        if at:
            layout.tab_stops.add_tab_stop(Cm(share * at))
            _add(canvas, paragraph, ours("\t"), Look())
        _add(canvas, paragraph, field.label, MEMO_LABEL)
        _add(canvas, paragraph, Words((*ours("  ").runs, *field.value.runs)), Look())
        if field.open:
            end = share * (at + 1) - (_BETWEEN if at + 1 < len(fields) else 0)
            _add_dots(canvas, paragraph, end)


def _add(canvas: Canvas, paragraph: Any, words: Words, look: Look) -> None:
    """Write further runs into a paragraph that has its mark."""
    marks = paragraph._p.pPr.findall(f"{{{paragraph._p.nsmap['w']}}}rPr")
    canvas.fill(paragraph, words, look)
    for mark in marks:
        paragraph._p.pPr.remove(mark)


def _add_dots(canvas: Canvas, paragraph: Any, end: float) -> None:
    """Dot a line from where it ends to a place."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(end), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    set_letters(paragraph.add_run("\t")._r, Look())


def _dotted(canvas: Canvas, label: Words, lines: int, *, last_stays: bool) -> None:
    for at in range(1, lines + 1):
        paragraph = _paragraph(
            canvas, after=0 if at < lines or last_stays else 6, stays=at < lines or last_stays
        )
        canvas.fill(paragraph, label if at == 1 else Words(()), _BOLD)
        if at == 1 and label.plain:
            set_letters(paragraph.add_run(" ")._r, Look())
        _add_dots(canvas, paragraph, TEXT_WIDTH)


def _sign(canvas: Canvas, block: Signature) -> None:
    indent = SIGNATURE_INDENT + (_width(canvas) - TEXT_WIDTH)
    for at, words in enumerate(block.lines, start=1):
        last = at == len(block.lines)
        paragraph = _paragraph(canvas, after=4 if last else 0, stays=not last)
        paragraph.paragraph_format.left_indent = Cm(indent)
        _sign_line(canvas, paragraph, words, first=at == 1)


def _sign_beside(canvas: Canvas, block: Signatures) -> None:
    """Two beside each other in a table without lines, whose rows stay on one page."""
    half = _width(canvas) / 2
    table = canvas.document.add_table(rows=len(block.pairs), cols=2)
    table.autofit = False
    for column in table.columns:
        column.width = Cm(half)
    for row, pair in zip(table.rows, block.pairs, strict=True):
        row._tr.get_or_add_trPr().insert(0, make("cantSplit"))
        for cell, person in zip(row.cells, pair, strict=True):
            cell.width = Cm(half)
            for at, words in enumerate(person.lines if person else (ours(""),)):
                paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.paragraph_format.keep_with_next = row._tr is not table.rows[-1]._tr
                _sign_line(canvas, paragraph, words, first=at == 0)
    canvas.space()


def _sign_line(canvas: Canvas, paragraph: Any, words: Words, *, first: bool) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if first:
        paragraph.paragraph_format.space_before = Pt(SIGNATURE_ABOVE)
    canvas.fill(paragraph, words, Look())


def _width(canvas: Canvas) -> float:
    """Width of the text on the pages that the document is at."""
    return WIDE_WIDTH if canvas.document.sections[-1].orientation == WD_ORIENT.LANDSCAPE else TEXT_WIDTH
