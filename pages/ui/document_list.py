"""The papers that there are: what each is for, what it lacks, its formats."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from itacore.narrative.words import join_words
from itacore.reports.kinds import MADE
from itacore.reports.lacks import lacks_of
from itacore.wording import say
from pages.ui.document_view import open_paper
from pages.ui.navigation import page_icon, page_path
from pages.ui.papers import Order, offer_paper

TO_FILL_IN = ("progress", "progress-evidence")  # a form as long as nobody wrote what was done
MOST_NAMED = 2  # of the things that a badge or the first line names


def tell(key: str, **places: object) -> str:
    """Wording of the page."""
    return say("documents", key, **places)


def show_papers(order: Order, waiting: Mapping[str, int], lacks: tuple[str, ...], opened: str | None) -> None:
    """A card a paper; ``waiting`` are the texts of each kind that a person has to look at."""
    for kind, texts in waiting.items():
        with st.container(border=True, key=f"paper-{kind}", gap="xsmall"):
            _show_paper(order, kind, lacks_of(kind, lacks), texts, opened == kind)


def _show_paper(order: Order, kind: str, lacks: tuple[str, ...], waiting: int, opened: bool) -> None:
    year = order.choice.fiscal_year
    edited = len(order.texts[kind])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{tell(f'kind.{kind}.name')}**", width="stretch")
        st.markdown(_state(kind, lacks), width="content")
    st.caption(f"{tell(f'kind.{kind}.what')}  \n{tell(f'kind.{kind}.when', year=year, next=year + 1)}")
    if waiting:
        st.caption(f":orange[:material/warning: {tell('state.changed', count=waiting)}]")
    elif edited:
        st.caption(f":material/edit: {tell('state.edited', count=edited)}")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for made, ending in MADE:
            if made == kind:
                offer_paper(order, kind, ending, tell(f"format.{ending}"), key=f"paper-{kind}-{ending}")
        if kind == "slides":
            st.page_link(page_path("present"), label=tell("view.stage"), icon=page_icon("present"))
            return
        st.button(
            tell("view.close" if opened else "view.open"),
            key=f"open-{kind}",
            icon=":material/close:" if opened else ":material/visibility:",
            type="tertiary",
            on_click=open_paper,
            args=(None if opened else kind,),
        )


def name_lacks(lacks: tuple[str, ...]) -> list[str]:
    """Name each thing that is lacking once, in a word or two."""
    return list(dict.fromkeys(tell(f"short.{lack}") for lack in lacks))


def _state(kind: str, lacks: tuple[str, ...]) -> str:
    """A badge: ready, or what the paper lacks."""
    named = name_lacks(lacks)
    if not named:
        return f":green-badge[:material/check: {tell('state.form' if kind in TO_FILL_IN else 'state.ready')}]"
    few = len(named) <= MOST_NAMED
    told = tell("state.draft", what=join_words(named)) if few else tell("state.many", count=len(named))
    return f":orange-badge[:material/edit_square: {told}]"
