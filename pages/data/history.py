"""What was imported or changed, when and by whom; how to go back; where everything lies."""

from __future__ import annotations

import streamlit as st

from itacore.narrative.words import short_moment
from itacore.store import ImportRecord
from pages.ui.copies import show_copies, show_place, show_restore
from pages.ui.data import chosen_sample, workspace
from pages.ui.import_effect import tell
from pages.ui.journal import show_journal
from pages.ui.look import ask, find
from pages.ui.navigation import page_path
from pages.ui.past_imports import show_imports
from pages.ui.who import ask_who


def finding(records: tuple[ImportRecord, ...]) -> str:
    """How many imports stand, how many are taken out, when the last one was."""
    if not records:
        return tell("finding.empty")
    standing = sum(record.standing for record in records)
    taken = len(records) - standing
    if not standing:
        return tell("finding.all-taken", taken=taken)
    when = short_moment(max(record.confirmed_at for record in records if record.standing))
    return tell(
        "finding.some-taken" if taken else "finding.standing", standing=standing, taken=taken, when=when
    )


def show_empty() -> None:
    """Say what will stand here, and how to begin."""
    with st.container(border=True):
        st.markdown(tell("empty.text"))
        with st.container(horizontal=True):
            for page, key, icon in (
                ("import_results", "import", ":material/upload_file:"),
                ("type_scores", "type", ":material/edit_note:"),
            ):
                if st.button(tell(f"empty.{key}"), icon=icon, key=f"go-{page}"):
                    st.switch_page(page_path(page))


ask("history", tell("question"))
if chosen_sample():
    find(tell("finding.sample"))
    st.markdown(tell("sample.text"))
    st.stop()

own = workspace()
records = own.imports()
find(finding(records))
left, right = st.columns([2, 1], gap="medium")
with left:
    if records:
        show_imports(own, records)
    else:
        show_empty()
    show_journal(own)
with right:
    with st.container(border=True):
        ask_who()
    with st.container(border=True):
        show_place(own)
    if own.database is not None:
        with st.container(border=True):
            show_copies(own)
            show_restore(own)
