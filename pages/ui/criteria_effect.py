"""What a rule book that is not yet confirmed would change in the office's ratings."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from itacore.criteria import RuleBook, add_books, read_criteria
from itacore.data_table import DataTable, figures
from itacore.narrative.criteria import tell_effect, tell_level
from itacore.scoring.rules_effect import compare_rules
from pages.ui.criteria_view import tell
from pages.ui.data import Dataset, office_books
from pages.ui.figures import show_table
from pages.ui.look import card_title, escape

MOST_ROWS = 30


def show_effect(book: RuleBook | None, data: Dataset) -> None:
    """Show the levels before and after; ``book`` is None while the form has faults."""
    card_title(tell("effect.title"))
    if book is None:
        st.caption(tell("effect.wait"))
        return
    year = book.fiscal_year
    others = {y: b for y, b in office_books().books.items() if y != year}
    after = add_books(read_criteria(), [*others.values(), book])
    effect = compare_rules(data.scores, data.declared, data.criteria, after)
    years = sorted(effect["fiscal_year"].unique().tolist())
    if year not in years:
        unscored = year not in set(data.analysis.ratings["fiscal_year"])
        st.markdown(escape(tell_effect(effect, data.names, year, unscored=unscored)))
    for one in years:
        st.markdown(escape(tell_effect(effect, data.names, one)))
        _show_changed(effect[effect["fiscal_year"] == one], data, one)
    moved = effect["total_before"].round(9).ne(effect["total_after"].round(9))
    if (moved & effect["total_after"].notna()).any():
        st.caption(tell("effect.total-changed"))
    if year in years and not data.criteria.is_confirmed(year):
        st.caption(tell("effect.certain", year=year))


def _show_changed(rows: pd.DataFrame, data: Dataset, year: int) -> None:
    """List the agencies whose level changes, where there are several."""
    changed = rows[rows["changed"]]
    if len(rows) < 2 or changed.empty:
        return
    shown = changed.head(MOST_ROWS)
    frame = pd.DataFrame(
        {
            tell("effect.agency"): [escape(data.names[str(one)]) for one in shown["agency_id"]],
            tell("effect.total"): figures(shown["total_after"]),
            tell("effect.before"): [escape(tell_level(text)) for text in shown["level_before"]],
            tell("effect.after"): [escape(tell_level(text)) for text in shown["level_after"]],
        }
    )
    show_table(DataTable(tell("effect.title"), frame), f"effect-{year}", markdown=True)
    if len(changed) > len(shown):
        st.caption(tell("effect.more", shown=len(shown), count=len(changed)))
