"""A report as a PDF: the Word paper's order, texts and looks, set by typst.

Texts go to typst as data (``pdf.typ`` says how they look), so that none of them is ever markup. Each word is a
box, for typst does not know where Thai lines break; the letters are a Sarabun of our own (``tools.make_paper_font``)
that gives the text back exactly. The file is PDF/UA-1, because everybody should be able to read it, and, where
the paper bears a day, PDF/A-2a, because offices keep papers for years and PDF/A asks for a day; typst refuses to
write what breaks a rule of either.
"""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from itacore.charts.raster.picture import write_picture
from itacore.reports import looks
from itacore.reports.letters import fit, official_digits, shown
from itacore.reports.pdf_memo import MEMO_BLOCKS, memo_data
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
    Report,
    Row,
    Table,
    Turn,
    Words,
    ours,
)
from itacore.reports.thai_words import LINE_END, is_space, split_words

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
FAMILY, FALLBACK = "Sarabun Clusters", "DejaVu Sans"  # the second comes with matplotlib
TEMPLATE = Path(__file__).with_suffix(".typ")
_UNKNOWN = "\u25a1"  # stands for a character that no font of ours knows
_LETTER_WIDTH, _LINE_HEIGHT, _TALLEST_ROW = 5.2, 16.3, 500  # points; of table letters, roughly
_TALLEST_WHOLE = 340  # of a table whose rows may split: more would leave too much of a page empty

Data = dict[str, Any]


class PaperFaultError(RuntimeError):
    """The template or its fonts are not as they should be; typst warned of it."""


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
    standards = ["ua-1", "a-2a"] if report.dated else ["ua-1"]
    return _compile(report, arabic_digits, 2.5, format="pdf", pdf_standards=standards)[0]


def draw_pages(report: Report, *, arabic_digits: bool = False, ppi: float = 110) -> list[bytes]:
    """Draw the pages of the PDF as PNG pictures of ``ppi`` dots an inch.

    Raises
    ------
    PaperFaultError
        typst warned of something.
    """
    return _compile(report, arabic_digits, 1.5, format="png", ppi=ppi)


def _compile(report: Report, arabic_digits: bool, scale: float, **output: Any) -> list[bytes]:
    """Set a report: the file, or the pictures of its pages; ``scale`` is that of its charts."""
    with tempfile.TemporaryDirectory() as folder:
        made, warnings = _compiler(report, folder, arabic_digits, scale).compile_with_warnings(**output)
    pages = [made] if isinstance(made, bytes) else list(made or ())  # one page is given alone
    if warnings or not pages:
        raise PaperFaultError("; ".join(str(warning) for warning in warnings))
    return pages


def heading_pages(report: Report, *, arabic_digits: bool = False) -> list[int]:
    """Give the page on which each heading of a report stands in its PDF, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        compiler = _compiler(report, folder, arabic_digits, scale=1.0)  # of a picture only its shape counts
        found = compiler.query("<heading-pages>", field="value", one=True)
    return [int(page) for page in json.loads(found)]


def _compiler(report: Report, folder: str, arabic_digits: bool, scale: float) -> typst.Compiler:
    data = _Writer(Path(folder), arabic_digits, scale).data(report)
    return typst.Compiler(
        TEMPLATE.read_bytes(),
        root=folder,
        font_paths=_fonts(FALLBACK in data["fonts"]),
        sys_inputs={"paper": json.dumps(data)},
    )


class _Writer:
    """Turns one report into what the template reads."""

    def __init__(self, folder: Path, arabic_digits: bool, scale: float) -> None:
        self.folder, self.arabic, self.scale = folder, arabic_digits, scale
        self.fonts = [FAMILY]
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
            "blocks": [self.block(block) for block in report.blocks],
        }
        return {
            **content,
            "name": self.drawable(fit(f"{report.title} {report.subtitle.plain}")),
            "day": [day.year, day.month, day.day] if day else None,
            "digits": "0123456789" if self.arabic else official_digits("0123456789"),
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

    def chart(self, block: ChartBlock) -> Data:
        self.pictures += 1
        name = f"chart-{self.pictures}.png"
        digits = None if self.arabic else official_digits
        picture = write_picture(block.figure, width=block.width, scale=self.scale, digits=digits, padding=4)
        (self.folder / name).write_bytes(picture)
        alt = " ".join(part for part in (block.chart.title, block.chart.note) if part)
        title = self.words(ours(block.chart.title))
        return {"kind": "chart", "words": title, "picture": f"/{name}", "alt": self.drawable(fit(alt))}

    def words(self, words: Words) -> list[Any]:
        """Give a text as the template takes it: words, each a list of letters and weight, spaces, line ends."""
        runs = [(self.drawable(shown(run, self.arabic)), run.bold) for run in words.runs]
        weights = [bold for text, bold in runs for _ in text]
        pieces: list[Any] = []
        at = 0
        for piece in split_words("".join(text for text, _ in runs)):
            if LINE_END.fullmatch(piece):
                pieces.append("\n")
            elif is_space(piece):
                pieces.append(" ")
            else:
                pieces.append(list(_in_weights(piece, weights[at : at + len(piece)])))
            at += len(piece)
        return pieces

    def drawable(self, text: str) -> str:
        """Leave out what has no look, and mark what has none in our fonts."""
        own, more = _known_letters()
        if not all(ord(c) in own or c.isspace() for c in text):
            text = "".join(c for c in text if not _is_invisible(c))
            text = "".join(c if ord(c) in own | more or c.isspace() else _UNKNOWN for c in text)
            if FALLBACK not in self.fonts and not all(ord(c) in own or c.isspace() for c in text):
                self.fonts.append(FALLBACK)
        return text


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _in_weights(piece: str, weights: Sequence[bool]) -> Iterator[list[Any]]:
    """Part a word where its weight changes."""
    start = 0
    for end in range(1, len(piece) + 1):
        if end == len(piece) or weights[end] != weights[start]:
            yield [piece[start:end], weights[start]]
            start = end


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


@lru_cache(maxsize=2)
def _fonts(with_fallback: bool) -> typst.Fonts:
    folders = [str(FONTS)]
    if with_fallback:
        folders.append(str(Path(font_manager.findfont(FALLBACK)).parent))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=1)
def _known_letters() -> tuple[frozenset[int], frozenset[int]]:
    """Give the characters of our letters, and of those that stand in."""

    def letters(path: str | Path) -> Iterable[int]:
        return FT2Font(str(path)).get_charmap().keys()

    own = frozenset(letters(FONTS / "SarabunClusters-Regular.ttf"))
    return own, frozenset(letters(font_manager.findfont(FALLBACK)))
