"""The table in which scores are typed: one column a year, plain fields, drawn by a small component.

A grid of the kind that Streamlit offers loses keystrokes on a slow machine ("90.01" arrived as "0.01"), which
would be a wrong number; plain fields lose none, and a screen reader knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from itacore.criteria import Criteria
from itacore.reading.typed import PUBLISHED_ROWS, Cell, typing_rows
from itacore.wording import say

HERE = Path(__file__).resolve().parent
SCRIPT = (HERE / "typing_table.js").read_text(encoding="utf-8")
SHEET = (HERE / "typing_table.css").read_text(encoding="utf-8")


def tell(key: str, **places: object) -> str:
    """Wording of the typing table."""
    return say("type_scores", key, **places)


def row_name(criteria: Criteria, code: str, year: int) -> str:
    """Name a row in the middle of a sentence."""
    if code in PUBLISHED_ROWS:
        return tell(f"row.{code}")
    book = criteria.for_year(year).book
    return tell("row.indicator", code=code, name=book.name_of(code)) if code.isdigit() else book.name_of(code)


def cell_of(text: str) -> Cell:
    """The cell that the script names.

    >>> cell_of("EIT1|2568")
    ('EIT1', 2568)
    """
    code, _, year = text.rpartition("|")
    return code, int(year)


def key_of(cell: Cell) -> str:
    """The name of a cell in the script."""
    return f"{cell[0]}|{cell[1]}"


def draw_table(
    key: str,
    *,
    version: int,
    years: Sequence[int],
    cells: Mapping[Cell, str],
    faults: Mapping[Cell, tuple[bool, str]],
    criteria: Criteria,
    on_typed: Callable[[], None],
) -> tuple[Mapping[str, Any] | None, bool]:
    """Draw the table.

    Parameters
    ----------
    version
        A new one puts ``cells`` into the fields; else what the person types stays as it is.
    faults
        Cells to mark: whether the cell gives no figure, and what is wrong.
    on_typed
        Called when something was typed; the session then holds it under ``key``.

    Returns
    -------
    tuple
        A paste of several cells with the cell it was made in, and whether the person finished with Ctrl+Enter.
    """
    data = {
        "version": version,
        "caption": tell("table.caption"),
        "corner": tell("table.corner"),
        "unknown": tell("table.unknown"),
        "years": [
            {
                "year": year,
                "label": tell("table.year", year=year),
                "levels": [level.label for level in criteria.for_year(year).book.levels],
            }
            for year in years
        ],
        "sections": _sections(years, criteria),
        "cells": {key_of(cell): text for cell, text in cells.items()},
        "faults": {key_of(cell): {"faulty": bad, "text": text} for cell, (bad, text) in faults.items()},
    }
    html = '<div class="typing"></div>'
    found = st.components.v2.component("typing_table", html=html, css=SHEET, js=SCRIPT)(
        key=key,
        data=data,
        on_typed_change=on_typed,
        on_pasted_change=_nothing,
        on_finished_change=_nothing,
    )
    return found.get("pasted"), found.get("finished") is not None


def _nothing() -> None:
    """A trigger needs a function that is called."""


def _sections(years: Sequence[int], criteria: Criteria) -> list[dict[str, Any]]:
    """Rows of the table in their groups: each instrument with its indicators, then what is published."""
    rows = typing_rows(criteria, years)
    book = criteria.for_year(max(years)).book
    groups: dict[str, list[dict[str, Any]]] = {}
    for code in rows:
        own = [year for year in years if code in PUBLISHED_ROWS or code in criteria.for_year(year).book.codes]
        instrument = book.instrument_of.get(code)
        title = tell(f"section.{instrument}") if instrument else tell("section.published")
        hint = "" if instrument else tell("hint.part" if code not in PUBLISHED_ROWS else f"hint.{code}")
        name = tell(f"row.{code}") if code in PUBLISHED_ROWS else book.name_of(code)
        groups.setdefault(title, []).append(
            {
                "code": code,
                "mark": code if instrument else "",
                "name": name,
                "spoken": row_name(criteria, code, max(years)),
                "hint": hint,
                "years": own,
            }
        )
    return [{"title": title, "rows": entries} for title, entries in groups.items()]
