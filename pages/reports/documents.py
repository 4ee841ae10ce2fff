"""Give me the papers: what is ready, what it lacks, how it looks, and every paragraph to be edited."""

from __future__ import annotations

import streamlit as st

from itacore.narrative.words import join_words
from itacore.reports.kinds import FORMATS, MADE
from itacore.reports.lacks import PLACES, find_lacks
from itacore.scoring.profile import Profile
from itacore.wording import say
from pages.ui.choice import choose
from pages.ui.data import dataset
from pages.ui.document_list import MOST_NAMED, name_lacks, show_papers
from pages.ui.document_settings import choose_settings
from pages.ui.document_view import opened_paper, show_paper, show_start
from pages.ui.empty import stop_if_empty
from pages.ui.look import ask, find
from pages.ui.navigation import page_icon, page_path
from pages.ui.own_template import show_own_template
from pages.ui.papers import count_waiting, order_papers


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("documents", key, **places)


def tell_ready(year: int, count: int, lacks: tuple[str, ...], waiting: int) -> str:
    """Say how many papers there are and what is to be given or looked at before they go out."""
    if waiting:
        return tell("headline.changed", count=waiting)
    named = name_lacks(lacks)
    if not named:
        return tell("headline.ready", year=year, count=count)
    many = len(named) > MOST_NAMED
    what = tell("headline.several", count=len(named)) if many else tell("headline.and").join(named)
    return tell("headline.lacks", year=year, count=count, what=what)


def show_lacks(lacks: tuple[str, ...], profile: Profile) -> None:
    """Say what is lacking, a line for each page where it is given, with the way there."""
    year = profile.rules.fiscal_year
    places = {"year": year, "next": year + 1, "used": profile.rules.book.fiscal_year}
    if not lacks:
        return
    with st.container(border=True, gap="xsmall", key="paper-lacks"):
        for page in dict.fromkeys(PLACES[lack] for lack in lacks):
            own = [lack for lack in lacks if PLACES[lack] == page]
            said = " · ".join(tell(f"lack.{lack}", **places) for lack in own) if page != "office" else ""
            what = join_words([tell(f"particular.{lack}") for lack in own]) if page == "office" else ""
            with st.container(horizontal=True, vertical_alignment="center", wrap=False, key=f"lack-{page}"):
                st.markdown(
                    f":material/edit_square: {said or tell('lack.office', what=what)}", width="stretch"
                )
                st.page_link(page_path(page), label=tell(f"go.{page}"), icon=page_icon(page))


data = dataset()
stop_if_empty(data, "documents", tell("question"))
with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("documents", tell("question"))
    choice = choose(data)
kinds = [kind for kind in FORMATS if any(kind == made for made, _ in MADE)]
head = st.container()
order = choose_settings(order_papers(data, choice, kinds), kinds)
materials = order.materials(traced=False)
lacks = find_lacks(materials, kinds)
with head:
    waiting = {kind: count_waiting(order, kind) for kind in kinds}
    find(tell_ready(choice.fiscal_year, len(kinds), lacks, sum(waiting.values())))
    show_lacks(lacks, materials.profile)
left, right = st.columns([9, 13], gap="medium")
opened = opened_paper(kinds)
with left:
    show_papers(order, waiting, lacks, opened)
    show_own_template(order)
with right:
    if opened is None:
        show_start()
    else:
        show_paper(order, opened)
