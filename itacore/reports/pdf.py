"""A report as a PDF: the Word paper's order, texts and looks, set by typst.

``pdf.typ`` says how it looks; ``typesetting`` is what all our PDFs share.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from itacore.reports import looks
from itacore.reports.letters import fit
from itacore.reports.pdf_memo import MEMO_BLOCKS, memo_data
from itacore.reports.pictures import picture_of
from itacore.reports.report import (
    Bullets,
    ChartBlock,
    Contents,
    Cover,
    Heading,
    KeyFigures,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Report,
    Row,
    Table,
    Turn,
    ours,
    stays_with_next,
)
from itacore.reports.typesetting import Data, TextSetter, compile_pages, compiler_of, set_pages

TEMPLATE = Path(__file__).with_suffix(".typ")
_LETTER_WIDTH, _LINE_HEIGHT, _TALLEST_ROW = 5.2, 16.3, 500  # points; of table letters, roughly
_PNG = b"\x89PNG"
_TALLEST_WHOLE = 340  # of a table whose rows may split: more would leave too much of a page empty


def write_pdf(report: Report, *, arabic_digits: bool = False) -> bytes:
    """Write a report as a PDF; the same report gives the same bytes.

    Parameters
    ----------
    report
        What the paper says.
    arabic_digits
        Whether our numbers stay Arabic; names and the office's own words always stay as they are.

    Raises
    ------
    PaperFaultError
        typst warned of something.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = _Writer(Path(folder), arabic_digits).data(report)
        return set_pages(TEMPLATE, data, folder, report.dated)


def draw_pages(report: Report, *, arabic_digits: bool = False, ppi: float = 110) -> list[bytes]:
    """Draw the pages of the PDF as PNG pictures of ``ppi`` dots an inch.

    Raises
    ------
    PaperFaultError
        typst warned of something.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = _Writer(Path(folder), arabic_digits).data(report)
        return compile_pages(TEMPLATE, data, folder, format="png", ppi=ppi)


def heading_pages(report: Report, *, arabic_digits: bool = False) -> list[int]:
    """Give the page on which each heading of a report stands in its PDF, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        data = _Writer(Path(folder), arabic_digits).data(report)
        found = compiler_of(TEMPLATE, data, folder).query("<heading-pages>", field="value", one=True)
    return [int(page) for page in json.loads(found)]


class _Writer(TextSetter):
    """Turns one report into what the template reads."""

    def __init__(self, folder: Path, arabic_digits: bool) -> None:
        super().__init__(arabic_digits)
        self.folder = folder
        self.pictures = 0
        self.depth = 0
        self.entries: list[Data] = []

    def data(self, report: Report) -> Data:
        day = report.dated
        self.entries = [
            {"level": block.level, "words": self.words(block.words)}
            for block in report.blocks
            if isinstance(block, Heading)
        ]
        content = {
            "headed": report.headed,
            "title": self.words(ours(report.title)),
            "subtitle": self.words(report.subtitle),
            "blocks": [
                {**self.block(block), "stays": stays_with_next(before, block, after)}
                for before, block, after in zip(
                    (None, *report.blocks), report.blocks, (*report.blocks[1:], None), strict=False
                )
            ],
        }
        return {
            **content,
            "name": self.drawable(fit(f"{report.title} {report.subtitle.plain}")),
            "day": [day.year, day.month, day.day] if day else None,
            "digits": self.digits,
            "looks": _look_data(),
            "fonts": self.fonts,
        }

    def block(self, block: object) -> Data:
        if isinstance(block, Heading):
            self.depth = min(block.level, self.depth + 1)  # a level left out would be no structure
            return {
                "kind": "heading",
                "level": block.level,
                "depth": self.depth,
                "new-page": block.new_page,
                "words": self.words(block.words),
            }
        if isinstance(block, Cover):
            lines = [(words, looks.COVER_LINE) for words in block.lines]
            foot = [(words, looks.COVER_FOOT) for words in block.foot]
            return {
                "kind": "cover",
                "title": self.words(block.title),
                "lines": [{"words": self.words(words), "look": asdict(look)} for words, look in lines],
                "foot": [{"words": self.words(words), "look": asdict(look)} for words, look in foot],
            }
        if isinstance(block, Contents):
            return {"kind": "contents", "words": self.words(block.title), "entries": self.entries}
        if isinstance(block, Paragraph):
            return {"kind": "lead" if block.lead else "paragraph", "words": self.words(block.words)}
        if isinstance(block, Note):
            return {"kind": "note", "words": self.words(block.words)}
        if isinstance(block, Bullets):
            return {"kind": "bullets", "items": [self.words(item) for item in block.items]}
        if isinstance(block, KeyFigures):
            return self.key_figures(block)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, ChartBlock):
            return self.chart(block)
        if isinstance(block, Picture):
            return self.picture(block)
        if isinstance(block, Turn):
            return {"kind": "turn", "wide": block.wide}
        if isinstance(block, PageBreak):
            return {"kind": "page-break"}
        if isinstance(block, MEMO_BLOCKS):
            return memo_data(block, self.words)
        raise TypeError(f"{type(block).__name__} is no block of a report")

    def key_figures(self, block: KeyFigures) -> Data:
        figures = [
            {
                "name": self.words(ours(figure.name)),
                "text": self.words(ours(figure.text)),
                "remark": self.words(ours(figure.remark)),
                "colour": looks.TONES[figure.tone],
            }
            for figure in block.figures
        ]
        return {"kind": "figures", "figures": figures, "changes": any(f.remark for f in block.figures)}

    def table(self, block: Table) -> Data:
        columns = [
            {"share": column.share, "right": column.right, "words": self.words(column.heading)}
            for column in block.columns
        ]
        rows = [
            {
                "group": row.group,
                "whole": stays_whole(row, block),
                "room": row.room,
                "cells": [self.words(cell) for cell in (row.cells[:1] if row.group else row.cells)],
            }
            for row in block.rows
        ]
        data = {"kind": "table", "caption": self.words(block.caption), "columns": columns, "rows": rows}
        return {**data, "width": _width_of(block), "ruled": block.ruled}

    def picture(self, block: Picture) -> Data:
        self.pictures += 1
        name = f"picture-{self.pictures}.{'png' if block.data.startswith(_PNG) else 'jpg'}"
        (self.folder / name).write_bytes(block.data)
        told = {"alt": self.drawable(fit(block.description)), "height": block.height}
        return {"kind": "picture", "words": self.words(block.caption), "picture": f"/{name}", **told}

    def chart(self, block: ChartBlock) -> Data:
        self.pictures += 1
        name = f"chart-{self.pictures}.png"
        (self.folder / name).write_bytes(picture_of(block, self.arabic))
        alt = " ".join(part for part in (block.chart.title, block.chart.note) if part)
        title = self.words(ours(block.chart.title))
        return {"kind": "chart", "words": title, "picture": f"/{name}", "alt": self.drawable(fit(alt))}


def stays_whole(row: Row, table: Table) -> bool:
    """Say whether a row is not parted between pages: as long as it fits one, or less where rows may split."""
    space = _width_of(table) / 2.54 * 72
    widths = [column.share * space - 2 * looks.CELL_SPACE for column in table.columns]
    lines = [
        sum(1 + len(line) * _LETTER_WIDTH / width for line in words.plain.split("\n"))
        for words, width in zip(row.cells, [sum(widths)] if row.group else widths, strict=False)
    ]
    return max(lines, default=0) * _LINE_HEIGHT < (_TALLEST_WHOLE if table.splits else _TALLEST_ROW)


def _width_of(table: Table) -> float:
    return looks.WIDE_WIDTH if table.wide else looks.TEXT_WIDTH


def _look_data() -> Data:
    styles = {name: asdict(look) for name, look in looks.STYLES.items()}
    letters = {
        "lead": looks.LEAD_LETTERS,
        "note": looks.NOTE_LETTERS,
        "cell": looks.TABLE_LETTERS,
        "head": looks.HEAD_LETTERS,
        "figure-name": looks.FIGURE_NAME,
        "figure-value": looks.FIGURE_VALUE,
        "figure-remark": looks.FIGURE_REMARK,
        "cover-title": looks.COVER_TITLE,
        "memo-title": looks.MEMO_TITLE,
        "memo-label": looks.MEMO_LABEL,
    }
    return {
        "styles": styles,
        "letters": {name: asdict(look) for name, look in letters.items()},
        "rule": looks.RULE,
        "ground": looks.GROUND,
        "cell-space": looks.CELL_SPACE,
        "width": looks.TEXT_WIDTH,
        "cover": [looks.COVER_ABOVE, looks.COVER_BETWEEN, looks.COVER_DOWN],
        "signature": [looks.SIGNATURE_INDENT, looks.SIGNATURE_ABOVE],
        "indents": looks.INDENTS,
        "emblem": looks.EMBLEM,
        "clause": looks.CLAUSE_INDENT,
    }
