"""A rule book file from a colleague: read as text, shown with all its faults, used only when confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from itacore.criteria import BookError, Fault, RuleBook, confirm_book, read_criteria
from itacore.narrative.criteria import tell_differences, tell_fault
from pages.ui.criteria_books import check_book
from pages.ui.criteria_effect import show_effect
from pages.ui.criteria_view import show_book, tell
from pages.ui.data import Dataset
from pages.ui.look import ask, escape, find

INCOMING = "criteria-incoming"
MOST_KB = 128


@dataclass(frozen=True)
class Incoming:
    """A file that was read and not yet confirmed: its rule book, or what is wrong in it."""

    name: str
    book: RuleBook | None
    faults: tuple[str, ...]


def incoming() -> Incoming | None:
    """The file under review, None where there is none."""
    return st.session_state.get(INCOMING)


def forget_incoming() -> None:
    """Put the file away; nothing of it is kept."""
    st.session_state.pop(INCOMING, None)


def read_incoming(name: str, data: bytes, years: Sequence[int]) -> Incoming:
    """Read a file; ``years`` are those that may be confirmed."""
    if len(data) > MOST_KB * 1024:
        return Incoming(name, None, (tell("incoming.too-large", size=MOST_KB),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Incoming(name, None, (tell("incoming.not-text"),))
    try:
        book = check_book(text, read_criteria(), years=years)
    except BookError as error:
        return Incoming(name, None, tuple(_tell(fault) for fault in error.details))
    return Incoming(name, confirm_book(book), ())


def _tell(fault: Fault) -> str:
    return escape(tell_fault(fault))


def offer_file(years: Sequence[int]) -> None:
    """Offer to open a colleague's file."""
    with st.expander(tell("incoming.title"), icon=":material/folder_open:", key="incoming-offer"):
        st.caption(tell("incoming.hint", size=MOST_KB))
        number = st.session_state.get("incoming-number", 0)
        upload = st.file_uploader(
            tell("incoming.label"),
            type=["toml"],
            key=f"incoming-{number}",
            label_visibility="collapsed",
            max_upload_size=1,
        )
    if upload is not None:
        st.session_state["incoming-number"] = number + 1
        st.session_state[INCOMING] = read_incoming(upload.name, upload.getvalue(), years)
        st.rerun()


def show_incoming(file: Incoming, data: Dataset) -> RuleBook | None:
    """Show the file under review; gives its rule book when the person confirms it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            ask("criteria", tell("question"))
        st.button(tell("incoming.back"), on_click=forget_incoming, key="incoming-back")
        pressed = file.book is not None and st.button(
            tell("form.save", year=file.book.fiscal_year),
            type="primary",
            icon=":material/how_to_reg:",
            key="incoming-save",
        )
    name = escape(tell("incoming.file", name=file.name))
    if file.book is None:
        find(tell("incoming.finding-bad", count=len(file.faults)))
        st.caption(name)
        for fault in file.faults:
            st.markdown(f":red[:material/error:] {fault}")
        st.markdown(f":material/build: {tell('incoming.bad-hint')}")
        return None
    find(tell("incoming.finding", year=file.book.fiscal_year))
    st.caption(name)
    before = data.criteria.for_year(file.book.fiscal_year - 1).book
    st.markdown(escape(tell_differences(before, file.book)))
    with st.container(border=True):
        show_effect(file.book, data)
    show_book(file.book, before)
    return file.book if pressed else None
