"""Who is saving: a post or nickname that the person may give, never read from the machine."""

from __future__ import annotations

import streamlit as st

from itacore.wording import say

LONGEST = 60


def who() -> str | None:
    """What the person gave, None where nothing was given."""
    return st.session_state.get("who") or None


def ask_who() -> None:
    """Let the person say once who is saving; it holds on all pages until the page is closed."""
    st.text_input(
        say("history", "who.label"),
        value=who() or "",
        max_chars=LONGEST,
        key="who-field",
        placeholder=say("history", "who.example"),
        icon=":material/badge:",
        on_change=_keep,
    )
    st.caption(say("history", "who.hint"))


def _keep() -> None:
    """Keep it apart from the field, whose own value ends with its page."""
    st.session_state["who"] = " ".join(st.session_state["who-field"].split())
