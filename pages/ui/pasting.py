"""Tables pasted into the typing page: into the table itself, or into a box; and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from itacore.criteria import Criteria
from itacore.narrative.words import join_words
from itacore.reading.pasted import LARGEST, Pasted, place_block, read_pasted
from itacore.reading.typed import TypedAgency, typing_rows
from itacore.wording import say
from pages.ui.look import escape
from pages.ui.typing import NEW, Draft, fill
from pages.ui.typing_table import cell_of

BOX_HEIGHT = 130  # pixels


def tell(key: str, **places: object) -> str:
    """Wording of the typing page."""
    return say("type_scores", key, **places)


def take_pasted(draft: Draft, pasted: Mapping[str, Any], rules: Criteria) -> None:
    """Understand a paste of several cells into the table: a table of its own, else a block at the cursor."""
    cell = cell_of(pasted["cell"])
    found = read_pasted(pasted["text"], year=cell[1], today=date.today(), criteria=rules)
    if found.problem and len(pasted["text"]) <= LARGEST:
        table = typing_rows(rules, draft.years), draft.years
        block = place_block(pasted["text"], cell, table, rules)
        found = block if not block.problem else found
    take_over(draft, found, "table")


def take_over(draft: Draft, found: Pasted, place: str) -> None:
    """Put what was understood into the table, and remember what to say about it, and where."""
    st.session_state["typing-pasted"] = found, "table" if found.problem is None else place
    if found.problem is None:
        if draft.agency_id == NEW and found.agency and not draft.name:
            draft = replace(draft, name=found.agency)
            st.session_state.pop("typing-name", None)
        fill(draft, found.cells)
        st.session_state.pop("typing-paste-open", None)
        st.session_state["typing-pastes"] = st.session_state.get("typing-pastes", 0) + 1
    st.rerun()


def show_pasted(agency: TypedAgency | None, place: str) -> None:
    """Say what became of the last paste, where it was made."""
    found, made = st.session_state.get("typing-pasted", (None, ""))
    if found is None or made != place:
        return
    if found.problem:
        if found.issues:
            lines = [(escape(issue.message), escape(issue.hint)) for issue in found.issues[:3]]
        else:
            places = {k: escape(v) if isinstance(v, str) else v for k, v in found.places.items()}
            lines = [(tell(f"problem.{found.problem}", **places), tell(f"problem.{found.problem}-fix"))]
        for message, hint in lines:
            text = f"**{message}**\n\n:material/build: {hint}\n\n{tell('paste.not-filled')}"
            st.error(text, icon=":material/error:")
        return
    years = tell("paste.years", years=join_words([str(year) for year in found.years]))
    st.success(tell("paste.filled", count=len(found.cells), years=years), icon=":material/check_circle:")
    if found.left_out:
        st.warning(tell("paste.left-out", count=found.left_out), icon=":material/warning:")
    for issue in found.issues:
        st.warning(escape(issue.message), icon=":material/warning:")
    if found.agency and agency and found.agency != agency.name:
        told = tell("paste.other-agency", name=escape(found.agency), current=escape(agency.name))
        st.warning(f"{told}\n\n{tell('paste.other-agency-fix')}", icon=":material/warning:")


def show_paste_box(draft: Draft, agency: TypedAgency | None, year: int, rules: Criteria) -> None:
    """A box for a table copied elsewhere; what could not be understood stays in it."""
    number = st.session_state.get("typing-pastes", 0)
    asked = bool(st.session_state.get("typing-paste-open"))
    with st.expander(
        tell("paste.title"), expanded=asked, icon=":material/content_paste:", key=f"typing-paste-{number}"
    ):
        show_pasted(agency, "box")
        st.caption(tell("paste.text"))
        with st.form(f"typing-paste-form-{number}", border=False):
            text = st.text_area(tell("paste.label"), height=BOX_HEIGHT, label_visibility="collapsed")
            if st.form_submit_button(tell("paste.go"), icon=":material/arrow_back:"):
                found = read_pasted(text, year=year, today=date.today(), criteria=rules)
                take_over(draft, found, "box")
