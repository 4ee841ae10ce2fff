"""One paper looked at: its pages as they are printed, and its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from itacore.reports.editing import Edited
from itacore.reports.pdf import draw_pages
from itacore.reports.typesetting import PaperFaultError
from itacore.wording import say
from pages.ui.choice import chosen_in
from pages.ui.document_texts import show_texts
from pages.ui.look import card_title, show_icon
from pages.ui.papers import Order, edited_paper

OPENED, VIEW, PAGE = "paper-opened", "paper-view", "paper-page"
VIEWS = ("pages", "texts")


def tell(key: str, **places: object) -> str:
    """Wording of the page."""
    return say("documents", key, **places)


def opened_paper(kinds: Sequence[str]) -> str | None:
    """The kind of paper that the person looks at; slides are looked at on the stage."""
    kind = st.session_state.get(OPENED)
    return kind if kind in kinds and kind != "slides" else None


def open_paper(kind: str | None) -> None:
    """Look at a paper from its first page, or at none."""
    st.session_state[OPENED] = kind
    st.session_state[PAGE] = 0


def show_start() -> None:
    """What can be done here, while no paper is open."""
    with st.container(border=True, key="paper-start"):
        card_title(tell("view.start"))
        st.markdown(tell("view.start-text"))
        st.caption(f"{tell('preview.word')}  \n{tell('text.checked')}")


def show_paper(order: Order, kind: str) -> None:
    """The open paper: its pages or its texts."""
    name = tell(f"kind.{kind}.name")
    with st.container(border=True, key="paper-view"):
        with st.spinner(tell("preview.making")):
            edited = edited_paper(order, kind)
        if edited is None:
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                card_title(name)
            turn = st.container(horizontal=True, vertical_alignment="center", width="content", gap="xsmall")
            view = st.segmented_control(
                tell("view.label"),
                VIEWS,
                format_func=lambda entry: tell(f"view.{entry}"),
                required=True,
                label_visibility="collapsed",
                **chosen_in(VIEW, st.session_state.get(VIEW, VIEWS[0])),
            )
        if view == "texts":
            show_texts(order, kind, edited)
        else:
            _show_pages(order, kind, name, edited, turn)


@st.cache_data(show_spinner=False, max_entries=6)
def _draw(stamp: str, _edited: Edited, arabic_digits: bool) -> list[bytes]:
    return draw_pages(_edited.report, arabic_digits=arabic_digits)


def _show_pages(order: Order, kind: str, name: str, edited: Edited, turn: DeltaGenerator) -> None:
    """One page of the paper; the ways to the others stand in ``turn``."""
    used = [(passage.key, passage.own) for passage in edited.passages if passage.used]
    try:
        with st.spinner(tell("preview.making")):
            pages = _draw(repr((order.stamp(kind), used)), edited, order.arabic_digits)
    except PaperFaultError:
        st.error(tell("preview.fault"), icon=":material/error:")
        return
    count = len(pages)
    at = min(max(st.session_state.get(PAGE, 0), 0), count - 1)
    st.caption(tell("preview.word"))
    with turn:
        previous, following = tell("preview.previous"), tell("preview.next")
        show_icon("page-previous", previous, "chevron_left", name, at == 0, _turn, at - 1)
        st.markdown(tell("preview.count", page=at + 1, count=count), width="content")
        show_icon("page-next", following, "chevron_right", name, at == count - 1, _turn, at + 1)
    with st.container(key="paper-page"):
        st.image(pages[at], alt=tell("preview.alt", page=at + 1, count=count, name=name), width="stretch")


def _turn(page: int) -> None:
    st.session_state[PAGE] = page
