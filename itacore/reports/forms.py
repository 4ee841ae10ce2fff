"""A sheet of a workbook that is a form: texts, and columns to fill in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FormColumn:
    """A column: heading, width in letters; ``choices`` is what may be chosen, ``open`` where it is to be filled in.

    What is not ``printed`` stands right of what is: for work, not for paper.
    """

    heading: str
    width: float
    choices: tuple[str, ...] = ()
    open: bool = False
    printed: bool = True


@dataclass(frozen=True)
class FormSheet:
    """A sheet to fill in: lines above the headings, rows of texts and numbers, lines below at the right.

    ``lines`` begins with the title; ``note`` is small print; ``choose`` and ``wrong`` are told where something
    is chosen; ``page`` stands before the page's number.
    """

    title: str
    lines: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str | int, ...], ...]
    foot: tuple[str, ...] = ()
    note: str = ""
    choose: str = ""
    wrong: str = ""
    page: str = ""
