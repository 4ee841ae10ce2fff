"""Who does what by when?"""

from __future__ import annotations

import streamlit as st

from itacore.measures.plan import count_without
from itacore.narrative.measures import has_scores, uncovered, weak_indicators
from itacore.narrative.plan import tell_plan
from itacore.narrative.words import join_words
from itacore.scoring.profile import Profile, gather_profile
from itacore.wording import say
from pages.ui.choice import Choice, choose
from pages.ui.data import chosen_sample, dataset
from pages.ui.decisions import MEASURES, chosen_measures, unread_measures
from pages.ui.empty import stop_if_empty
from pages.ui.look import ask, card_title, find
from pages.ui.navigation import page_icon, page_path
from pages.ui.plan_actions import Measures, offer_copy, show_actions
from pages.ui.plan_exchange import ask_file, offer_plan, show_preview, under_review
from pages.ui.plan_form import open_row, opened_row, tell
from pages.ui.plan_meeting import show_meeting
from pages.ui.plan_rows import VIEWS, show_plan
from pages.ui.stepping import show_steps


def show_start(profile: Profile, choice: Choice, agency_type: str | None) -> None:
    """The ways to begin a plan; without scores nothing is suggested."""
    with st.container(border=True, key="plan-start"):
        card_title(tell("start.title", year=choice.fiscal_year + 1))
        st.caption(tell("start.text"))
        with st.container(horizontal=True):
            if not has_scores(profile):
                show_actions(profile, choice, (), agency_type)
            else:
                if st.button(
                    tell("start.suggest"), type="primary", icon=page_icon("measures"), key="plan-suggest"
                ):
                    st.switch_page(page_path("measures"))
                offer_copy(choice, ())
                st.button(
                    tell("start.own"),
                    icon=":material/edit_note:",
                    key="plan-own",
                    on_click=open_row,
                    args=(choice, 0),
                )
                show_steps(MEASURES, choice, "plan")
        st.caption(tell("start.file"))


def show_table(profile: Profile, choice: Choice, measures: Measures, agency_type: str | None) -> None:
    """The actions, the order of the rows, and the rows."""
    indicators = {i.code: i.name for i in profile.indicators}
    weak = weak_indicators(profile)
    first = next((i.code for i in weak), next(iter(indicators)))
    view = "order"
    if measures:
        with st.container(horizontal=True, vertical_alignment="center"):
            show_actions(profile, choice, measures, agency_type)
            st.space("stretch")
            view = st.segmented_control(
                tell("view.label"),
                VIEWS,
                default="order",
                required=True,
                format_func=lambda name: tell(f"view.{name}"),
                label_visibility="collapsed",
                key="plan-view",
            )
            offer_plan(choice, measures, indicators)
        missing = uncovered(profile, [measure.indicator for measure in measures])
        if missing:
            codes = join_words([indicator.code for indicator in missing])
            st.caption(f":material/info: {tell('row.uncovered', codes=codes)}")
        if opened_row(choice) is None:
            show_meeting(choice)  # above the rows, for they may be many
    elif opened_row(choice) is None:
        show_start(profile, choice, agency_type)
    show_plan(choice, measures, view, indicators, first)


data = dataset()
stop_if_empty(data, "plan", tell("question"))
with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("plan", tell("question"))
    choice = choose(data)
profile = gather_profile(data.analysis, data.criteria, choice.agency_id, choice.fiscal_year)
measures = chosen_measures(choice) or ()
if (opened_row(choice) or 0) > len(measures):  # taken out elsewhere since
    open_row(choice, None)
find(
    tell_plan(
        profile,
        [measure.indicator for measure in measures],
        no_owner=count_without(measures, "owner"),
        no_period=count_without(measures, "period"),
    )
)
if chosen_sample():
    st.caption(f":material/science: {tell('sample.note')}")
unread = unread_measures(choice)
if unread:
    st.warning(say("measures", "list.unread", count=unread), icon=":material/warning:")
incoming = under_review(choice)
if incoming is not None:
    show_preview(choice, measures, incoming)
else:
    show_table(profile, choice, measures, data.type_of(choice.agency_id))
    if not measures or opened_row(choice) is not None:
        show_meeting(choice)
    if opened_row(choice) is None:
        ask_file(choice, {i.code: i.name for i in profile.indicators})
    with st.container(horizontal=True):
        st.page_link(page_path("measures"), label=tell("act.measures"), icon=page_icon("measures"))
        st.page_link(page_path("office"), label=tell("act.office"), icon=page_icon("office"))
