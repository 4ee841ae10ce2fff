"""A report as a Word paper in the form of Thai offices: TH SarabunPSK, A4, Thai digits unless asked otherwise."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from itacore.reports.docx_memo import MEMO_BLOCKS, write_memo_block
from itacore.reports.docx_parts import (
    add_bookmark,
    add_field,
    bookmark_name,
    end_field,
    fixed_bytes,
    lay_pages,
    letters_xml,
    make,
    prepare,
    set_letters,
    set_properties,
    turn_pages,
)
from itacore.reports.letters import fit, official_digits, shown
from itacore.reports.looks import (
    CELL_SPACE,
    COVER_ABOVE,
    COVER_BETWEEN,
    COVER_DOWN,
    COVER_FOOT,
    COVER_LINE,
    COVER_TITLE,
    FIGURE_NAME,
    FIGURE_REMARK,
    FIGURE_VALUE,
    GROUND,
    HEAD_LETTERS,
    LEAD_LETTERS,
    NOTE_LETTERS,
    RULE,
    STYLES,
    TABLE_LETTERS,
    TEXT_WIDTH,
    TONES,
    WIDE_WIDTH,
    Look,
)
from itacore.reports.pdf import heading_pages, stays_whole
from itacore.reports.pictures import picture_of
from itacore.reports.report import (
    Bullets,
    ChartBlock,
    Contents,
    Cover,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Report,
    Row,
    Run,
    Table,
    Turn,
    Words,
    stays_with_next,
)

CONTENTS_LEVELS = 2


def write_docx(report: Report, *, arabic_digits: bool = False) -> bytes:
    """Write a report as a Word file; the same report gives the same bytes.

    Parameters
    ----------
    report
        What the paper says.
    arabic_digits
        Whether our numbers stay Arabic; names and the office's own words always stay as they are.
    """
    writer = _Writer(report, arabic_digits)
    return writer.write()


class _Writer:
    """Lays out one report."""

    def __init__(self, report: Report, arabic_digits: bool) -> None:
        self.report = report
        self.arabic = arabic_digits
        self.document: Document = new_document()
        self.pictures = 0
        self.headings = 0
        self.has_contents = any(isinstance(block, Contents) for block in report.blocks)

    def write(self) -> bytes:
        blocks = self.report.blocks
        prepare(self.document, self.arabic)
        if blocks and isinstance(blocks[0], Turn):
            lay_pages(self.document.sections[0], blocks[0].wide)
            blocks = blocks[1:]
        set_properties(
            self.document, fit(f"{self.report.title} {self.report.subtitle.plain}"), self.report.dated
        )
        if not self.report.headed:
            self.paragraph("Title", Words((Run(self.report.title),)))
            self.paragraph("Subtitle", self.report.subtitle)
        body = self.document.element.body
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            place = len(body) - 1  # behind everything but the section's own properties
            self.block(block)
            if isinstance(before, PageBreak):
                self.begin_page(body[place])
            if stays_with_next(before, block, after):
                DocxParagraph(body[-2], self.document._body).paragraph_format.keep_with_next = True
        return fixed_bytes(self.document)

    def block(self, block: object) -> None:
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Paragraph):
            look = LEAD_LETTERS if block.lead else Look()
            paragraph = self.document.add_paragraph(style="Normal")
            paragraph.paragraph_format.space_after = Pt(6)
            self.fill(paragraph, block.words, look)
        elif isinstance(block, Note):
            note = self.document.add_paragraph(style="Normal")
            note.paragraph_format.space_after = Pt(1)
            self.fill(note, block.words, NOTE_LETTERS)
        elif isinstance(block, Bullets):
            for item in block.items:
                self.paragraph("List Bullet", item)
        elif isinstance(block, KeyFigures):
            self.key_figures(block.figures)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, ChartBlock):
            self.chart(block)
        elif isinstance(block, Picture):
            self.picture(block)
        elif isinstance(block, Cover):
            self.cover(block)
        elif isinstance(block, Contents):
            self.contents(block)
        elif isinstance(block, Turn):
            turn_pages(self.document, block.wide)
        elif isinstance(block, PageBreak):
            pass  # what follows begins a page: a paragraph of its own would make an empty one behind a full page
        elif isinstance(block, MEMO_BLOCKS):
            write_memo_block(self, block)
        else:
            raise TypeError(f"{type(block).__name__} is no block of a report")

    def paragraph(self, style: str, words: Words) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self.fill(paragraph, words, STYLES[style].letters)
        return paragraph

    def heading(self, block: Heading) -> None:
        paragraph = self.paragraph(f"Heading {block.level}", block.words)
        if block.new_page:
            paragraph.paragraph_format.page_break_before = True
        if self.has_contents and block.level <= CONTENTS_LEVELS:
            self.headings += 1
            add_bookmark(paragraph, self.headings)

    def cover(self, block: Cover) -> None:
        """Title, lines and foot in the middle; space above stands for places on the page."""
        title: Any = self.document.add_paragraph(style="Title")
        self.fill(title, block.title, COVER_TITLE)
        lines: list[Any] = [title]
        for words, look in (*((w, COVER_LINE) for w in block.lines), *((w, COVER_FOOT) for w in block.foot)):
            lines.append(self.document.add_paragraph(style="Normal"))
            self.fill(lines[-1], words, look)
        for line in lines:
            line.alignment = 1
        title.paragraph_format.space_before = Cm(COVER_ABOVE)
        if block.lines:
            lines[1].paragraph_format.space_before = Cm(COVER_BETWEEN)
        if block.foot:
            lines[1 + len(block.lines)].paragraph_format.space_before = Cm(COVER_DOWN)

    def contents(self, block: Contents) -> None:
        """A table of contents that Word makes anew; until then it has the pages of the PDF, set alike."""
        self.paragraph("TOC Heading", block.title).paragraph_format.page_break_before = True
        headings = [other for other in self.report.blocks if isinstance(other, Heading)]
        pages = heading_pages(self.report, arabic_digits=self.arabic)
        entries = [
            (f"toc {heading.level}", heading.words, page)
            for heading, page in zip(headings, pages, strict=True)
            if heading.level <= CONTENTS_LEVELS
        ]
        for at, (style, words, page) in enumerate(entries, start=1):
            paragraph, look = self.document.add_paragraph(style=style), STYLES[style].letters
            if at == 1:
                add_field(paragraph, f' TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z ', look, open_only=True)
            self.fill(paragraph, words, look)
            set_letters(paragraph.add_run("\t")._r, look)
            number = str(page) if self.arabic else official_digits(str(page))
            add_field(paragraph, f" PAGEREF {bookmark_name(at)} \\h ", look, shown=number)
            if at == len(entries):
                end_field(paragraph, look)

    def begin_page(self, first: Any) -> None:
        """Begin a page with a part of the body."""
        if first.tag == qn("w:p"):
            DocxParagraph(first, self.document._body).paragraph_format.page_break_before = True
        else:
            breaking = self.document.add_paragraph()
            breaking.add_run().add_break(WD_BREAK.PAGE)
            first.addprevious(breaking._p)

    def fill(self, paragraph: Any, words: Words, look: Look) -> None:
        """Write the runs of a text, each with letters of its own; the mark of the paragraph has them too."""
        paragraph._p.get_or_add_pPr().append(letters_xml(look))
        for run in words.runs:
            written = paragraph.add_run(shown(run, self.arabic))
            set_letters(written._r, Look(look.size, look.bold or run.bold, look.colour))

    def chart(self, block: ChartBlock) -> None:
        self.paragraph("Caption", Words((Run(block.chart.title),)))
        told = " ".join(part for part in (block.chart.title, block.chart.note) if part)
        self.inline(picture_of(block, self.arabic), "chart", told, TEXT_WIDTH)

    def picture(self, block: Picture) -> None:
        self.paragraph("Caption", block.caption)
        image = Image.from_blob(block.data)
        width = min(TEXT_WIDTH, block.height * image.px_width / image.px_height)
        paragraph = self.inline(block.data, "picture", block.description, width)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER  # as in the PDF

    def inline(self, data: bytes, name: str, description: str, width: float) -> DocxParagraph:
        """Put a picture into a line of its own."""
        paragraph = self.document.add_paragraph(style="Normal")
        run = paragraph.add_run()
        set_letters(run._r, Look())
        shape = run.add_picture(io.BytesIO(data), width=Cm(width))
        self.pictures += 1
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")
        properties = shape._inline.docPr
        properties.set("name", f"{name} {self.pictures}")
        properties.set("descr", fit(description))
        return paragraph

    def key_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Figures in cells beside each other: name, figure, change."""
        table = self.document.add_table(rows=1, cols=len(figures))
        _set_table(table, [1 / len(figures)] * len(figures), ", ".join(f.name for f in figures), lines=False)
        for cell, figure in zip(table.rows[0].cells, figures, strict=True):
            _shade(cell, GROUND)
            lines = (
                (Run(figure.name), FIGURE_NAME),
                (Run(figure.text), FIGURE_VALUE),
                (Run(figure.remark), replace(FIGURE_REMARK, colour=TONES[figure.tone])),
            )
            changes = any(f.remark for f in figures)
            for number, (run, look) in enumerate(lines if changes else lines[:2]):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                self.fill(paragraph, Words((run,)), look)
        _keep_whole(table.rows[0])
        self.space()

    def table(self, block: Table) -> None:
        self.paragraph("Caption", block.caption)
        table = self.document.add_table(rows=1, cols=len(block.columns))
        width = WIDE_WIDTH if block.wide else TEXT_WIDTH
        shares = [column.share for column in block.columns]
        _set_table(table, shares, fit(block.caption.plain), width=width, ruled=block.ruled)
        head = table.rows[0]
        head._tr.get_or_add_trPr().append(make("tblHeader"))
        _keep_whole(head)
        for cell, column in zip(head.cells, block.columns, strict=True):
            _shade(cell, GROUND)
            self.cell(cell, column.heading, HEAD_LETTERS, column.right)
        for row in block.rows:
            self.row(table, row, block)
        self.space()

    def row(self, table: Any, row: Row, block: Table) -> None:
        new = table.add_row()
        if row.room:
            new.height, new.height_rule = Cm(row.room), WD_ROW_HEIGHT_RULE.AT_LEAST
        if not block.splits or stays_whole(row, block):
            _keep_whole(new)
        if row.group:
            cell = new.cells[0].merge(new.cells[-1])
            self.cell(cell, row.cells[0], HEAD_LETTERS, False)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            return
        for cell, words, column in zip(new.cells, row.cells, block.columns, strict=True):
            self.cell(cell, words, TABLE_LETTERS, column.right)

    def cell(self, cell: Any, words: Words, look: Look, right: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = 2 if right else 0
        self.fill(paragraph, words, look)

    def space(self) -> None:
        """A narrow gap below a table, which has no space of its own."""
        paragraph = self.document.add_paragraph(style="Normal")
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(6)
        self.fill(paragraph, Words(()), Look(4))


def _set_table(
    table: Any,
    shares: Sequence[float],
    description: str,
    *,
    lines: bool = True,
    ruled: bool = False,
    width: float = TEXT_WIDTH,
) -> None:
    """Fixed widths, thin lines below rows, a description for screen readers."""
    table.autofit = False
    properties = table._tbl.tblPr
    total = round(width * 567)
    whole = properties.find(qn("w:tblW"))
    whole.set(qn("w:w"), str(total))
    whole.set(qn("w:type"), "dxa")
    borders = make("tblBorders")
    for side in (
        ("top", "left", "bottom", "right", "insideH", "insideV") if ruled else ("top", "bottom", "insideH")
    ):
        borders.append(
            make(side, val="single", sz=4, space=0, color=RULE) if lines else make(side, val="nil")
        )
    between = make("insideV", val="single", sz=24, space=0, color="FFFFFF") if not lines else None
    if between is not None:
        borders.append(between)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    margins = make("tblCellMar")
    for side in ("left", "right"):
        margins.append(make(side, w=round(CELL_SPACE * 20), type="dxa"))
    layout.addnext(margins)
    properties.append(make("tblDescription", val=description))
    for column, share in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), shares, strict=True):
        column.set(qn("w:w"), str(round(total * share)))
    for cell, share in zip(table.rows[0].cells, shares, strict=True):
        cell.width = Cm(width * share)


def _keep_whole(row: Any) -> None:
    """Do not split a row over pages."""
    properties = row._tr.get_or_add_trPr()
    properties.insert(0, make("cantSplit"))


def _shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(make("shd", val="clear", color="auto", fill=colour))
