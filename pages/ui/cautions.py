"""What to know of a year before trusting its figures: no criteria of its own, totals that do not agree."""

from __future__ import annotations

import streamlit as st

from itacore.scoring.profile import Profile
from itacore.thai import format_number
from itacore.wording import say


def note_provisional(profile: Profile) -> None:
    """Say so where the year is rated by the criteria of another."""
    rules = profile.rules
    if rules.provisional:
        note = say("overview", "note.provisional", year=rules.fiscal_year, used=rules.book.fiscal_year)
        st.caption(f":material/info: {note}")


def warn_of_total(profile: Profile) -> None:
    """Warn where the published total does not go with the indicators."""
    row = profile.row
    declared, computed = format_number(row["total_declared"]), format_number(row["total_computed"])
    if row["impossible"]:
        st.warning(say("overview", "note.impossible", declared=declared), icon=":material/warning:")
    elif row["disagrees"]:
        note = say("overview", "note.disagrees", declared=declared, computed=computed)
        st.warning(note, icon=":material/warning:")
