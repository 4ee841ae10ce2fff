"""Documents of several tables with text between them, written as Word documents and as web pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from tests.reading.other_kinds import docx_of, old_picture, paragraph, picture, text_of
from tests.reading.truths import INDICATORS, NAMES
from tests.reading.workbooks import Value

Table = Sequence[Sequence[Value]]  # a value may be Inner or Picture


class Picture:
    """What a cell holds that is a picture, before a text or alone."""

    def __init__(self, text: str = "", *, old: bool = False) -> None:
        self.text = text
        self.old = old


class Inner:
    """What a cell holds that is more than a text: paragraphs and tables."""

    def __init__(self, *parts: str | Table) -> None:
        self.parts = parts


Part = str | Table


def write_docx(*parts: Part) -> bytes:
    """A Word document of paragraphs (texts) and tables (rows)."""
    return docx_of("".join(map(_word, parts)))


def _word(part: Part) -> str:
    if isinstance(part, str):
        return paragraph(part)
    rows = ["".join(f"<w:tc>{_word_cell(value)}</w:tc>" for value in row) for row in part]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _word_cell(value: object) -> str:
    if isinstance(value, Inner):
        return "".join(map(_word, value.parts)) + paragraph("")
    if isinstance(value, Picture):
        return (old_picture() if value.old else picture()) + paragraph(value.text)
    return "".join(map(paragraph, text_of(value).split("\n")))


def write_page(*parts: Part) -> bytes:
    """The same as a web page."""
    return f"<html><body>{''.join(map(_html, parts))}</body></html>".encode()


def _html(part: Part) -> str:
    if isinstance(part, str):
        return f"<p>{escape(part)}</p>"
    rows = ["".join(f"<td>{_html_cell(value)}</td>" for value in row) for row in part]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _html_cell(value: object) -> str:
    if isinstance(value, Inner):
        return "".join(map(_html, value.parts))
    return escape(text_of(value)).replace("\n", "<br>")


WRITERS: dict[str, Callable[..., bytes]] = {"docx": write_docx, "html": write_page}


def scores(start: float, codes: Sequence[str] = INDICATORS) -> dict[str, float | str]:
    """Different scores of indicators."""
    return {code: start + int(code) / 4 for code in codes}


def listed(start: float, codes: Sequence[str] = INDICATORS) -> list[list[Value]]:
    """A table of the scores of indicators."""
    rows: list[list[Value]] = [
        [f"{code}. {NAMES[code]}", score] for code, score in scores(start, codes).items()
    ]
    return [["ตัวชี้วัด", "คะแนน"], *rows]


def instruments(start: float) -> list[list[Value]]:
    """A table of the scores of the instruments."""
    rows: list[list[Value]] = [[name, start + number] for number, name in enumerate(("IIT", "EIT", "OIT"))]
    return [["เครื่องมือ", "คะแนน"], *rows]


def of_instruments(start: float) -> dict[str, float | str]:
    """What that table says."""
    return {name: start + number for number, name in enumerate(("IIT", "EIT", "OIT"))}
