"""Undo and redo of what the office decided, as two quiet buttons."""

from __future__ import annotations

import streamlit as st

from itacore.wording import say
from pages.ui.decisions import Where, can_step, redo, undo


def show_steps(kind: str, where: Where, key: str, *, disabled: bool = False) -> None:
    """Offer to undo and redo the savings of a kind, where there are any; ``key`` names the widgets."""
    if not can_step(kind, where):
        return
    for action, icon in (("undo", "undo"), ("redo", "redo")):
        st.button(
            say("measures", f"act.{action}"),
            key=f"{key}-{action}",
            icon=f":material/{icon}:",
            type="tertiary",
            disabled=disabled,
            on_click=_step,
            args=(action, kind, where),
        )


def _step(action: str, kind: str, where: Where) -> None:
    found = (undo if action == "undo" else redo)(kind, where)
    done = "act.undone" if action == "undo" else "act.redone"
    st.toast(say("measures", done if found else "act.nothing"))
