"""A rule book as a person reads it: weights, levels, comparability, and where each part comes from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from itacore.criteria import Mark, RuleBook
from itacore.data_table import DataTable
from itacore.narrative.criteria import (
    percent,
    tell_certainty,
    tell_comparability,
    tell_condition,
    tell_weights,
)
from itacore.narrative.words import bound, unit_name
from itacore.thai import NBSP
from itacore.wording import say
from pages.ui.figures import show_table
from pages.ui.look import Colour, card_title, escape, level_badge

MARK_LOOK: dict[Mark, tuple[Colour, str]] = {
    Mark.STATED: ("blue", "description"),
    Mark.FOUND: ("blue", "travel_explore"),
    Mark.INFERRED: ("orange", "lightbulb"),
    Mark.UNKNOWN: ("gray", "help"),
    Mark.CONFIRMED: ("green", "how_to_reg"),
}


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("criteria", key, **places)


def mark_badge(mark: Mark) -> str:
    """How certain a block is, as a badge inside a line: colour, symbol and word."""
    colour, icon = MARK_LOOK[mark]
    return f":{colour}-badge[:material/{icon}: {tell(f'mark.{mark.value}')}]"


def show_book(book: RuleBook, before: RuleBook | None) -> None:
    """Show all of a rule book; ``before`` is the nearest earlier one, None where there is none."""
    left, right = st.columns(2, gap="medium")
    with left.container(border=True, height="stretch"):
        _head(tell_weights(book), book, "weights")
        _show_weights(book)
    with right.container(border=True, height="stretch"):
        _head(tell("levels.title", bound=bound(book.pass_line)), book, "levels")
        _show_levels(book)
    with st.container(border=True):
        key = "compare.title" if before else "compare.title-first"
        _head(tell(key, before=book.fiscal_year - 1), book, "comparability")
        st.markdown(escape(tell_comparability(book, before)))
    with st.container(border=True):
        card_title(tell_certainty(book))
        _show_sources(book)
    count = sum(item.code.startswith("o") for item in book.items)
    title = tell("oit.title", count=count) if count else tell("oit.title-unknown")
    with st.expander(title, icon=":material/list:", key="oit-list"):
        _show_items(book)


def _head(title: str, book: RuleBook, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch"):
            card_title(title)
        st.markdown(mark_badge(book.blocks[key].mark), width="content")


def _show_weights(book: RuleBook) -> None:
    rows = []
    for instrument in book.instruments:
        indicators = book.indicators_of(instrument.code)
        names = [f"{escape(i.code)}{NBSP}{escape(i.name)}" for i in indicators]
        each = tell("weights.each", weight=percent(instrument.weight / len(indicators)))
        parts = [
            tell("weights.part", part=unit_name(part.code), weight=percent(part.weight))
            for part in instrument.parts
        ]
        weight = f"**{escape(instrument.code)}**{NBSP}{percent(instrument.weight)}"
        inside = " · ".join([*parts, each, *names])
        rows.append({tell("weights.weight"): weight, tell("weights.inside"): inside})
    show_table(DataTable(tell("weights.weight"), pd.DataFrame(rows)), "weights", markdown=True)
    st.caption(tell("weights.rule"))


def _show_levels(book: RuleBook) -> None:
    rows = [
        {
            tell("levels.level"): level_badge(level.label),
            tell("levels.condition"): escape(tell_condition(level, book)),
        }
        for level in book.levels
    ]
    show_table(DataTable(tell("levels.level"), pd.DataFrame(rows)), "levels", markdown=True)
    notes = [tell("levels.order")] + ([tell("levels.both")] if len(book.gates) > 1 else [])
    st.caption(" ".join(notes))


def _show_sources(book: RuleBook) -> None:
    rows = []
    for key, block in book.blocks.items():
        source = escape(block.source)
        if block.date:
            source = tell("source.dated", source=source, date=NBSP.join(escape(block.date).split()))
        rows.append(
            {
                tell("source.subject"): tell(f"subject.{key}"),
                tell("source.mark"): mark_badge(block.mark),
                tell("source.from"): source,
                tell("source.note"): escape(block.note or "–"),
            }
        )
    show_table(DataTable(tell("source.title"), pd.DataFrame(rows)), "sources", markdown=True)


def _show_items(book: RuleBook) -> None:
    columns = st.columns(2, gap="medium")
    half = (len(book.items) + len(book.subindicators)) // 2
    shown = 0
    for sub in book.subindicators:
        items = [item for item in book.items if item.parent == sub.code]
        lines = [f"**{escape(sub.code)}{NBSP}{escape(sub.name)}**"]
        for item in items:
            role = f" :gray-badge[{tell(f'oit.role-{item.role}')}]" if item.role else ""
            lines.append(f"- {escape(item.code)}{NBSP}{escape(item.title)}{role}")
        columns[shown >= half].markdown("\n".join([lines[0], "", *lines[1:]]))
        shown += len(lines)
    for name in ("subindicators", "items"):
        block = book.blocks[name]
        st.markdown(f"{tell(f'subject.{name}')} {mark_badge(block.mark)}")
    scores = book.item_scores
    if scores is not None:
        st.markdown(f"{tell(f'oit.scores-{scores.rule}')} {mark_badge(scores.mark)}")
