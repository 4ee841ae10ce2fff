"""Where are the points to gain: urgent, to develop, to keep?"""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from itacore.charts.views import view_points
from itacore.data_table import DataTable, figures
from itacore.narrative.weaknesses import (
    of_class,
    order_by_points,
    points_of,
    tell_grounds,
    tell_leading,
    tell_view_leaders,
    tell_views,
    tell_weaknesses,
)
from itacore.narrative.words import bound, join_words
from itacore.scoring.profile import IndicatorFigures, Profile, gather_profile
from itacore.scoring.weakness import DEVELOP, KEEP, URGENT, read_thresholds
from itacore.thai import format_number
from itacore.wording import say
from pages.ui.cards import show_chart, show_extras
from pages.ui.cautions import note_provisional, warn_of_total
from pages.ui.choice import Choice, choose
from pages.ui.data import dataset
from pages.ui.empty import stop_if_empty
from pages.ui.figures import show_table
from pages.ui.look import ask, card_title, escape, find, palette
from pages.ui.navigation import page_path
from pages.ui.papers import offer_summary
from pages.ui.suggestions import chosen_ids, measures_of, show_indicator_head, show_measure

OPENED = 3
MEASURES_SHOWN = 2
CLASS_LOOK = {URGENT: ("red", "priority_high"), DEVELOP: ("orange", "trending_up")}


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("weaknesses", key, **places)


def show_views(profile: Profile) -> None:
    """Four ways of looking for the weakest."""
    views = tell_views(profile)
    if not views:
        return
    with st.container(border=True):
        card_title(tell_leading(views))
        frame = pd.DataFrame(
            {
                tell("view.column-view"): [view.name for view in views],
                tell("view.column-leader"): [tell_view_leaders(view) for view in views],
                tell("view.column-figure"): [view.figure for view in views],
            }
        )
        show_table(DataTable(tell("view.file"), frame), "views", right=[tell("view.column-figure")])


def show_weak(profile: Profile, choice: Choice, head: DeltaGenerator) -> None:
    """The weak indicators, the first ones with what to do, the rest one line each, then those to keep.

    The name of the first group stands in ``head``.
    """
    opened = 0
    for weakness_class in (URGENT, DEVELOP):
        found = of_class(profile, weakness_class)
        if not found:
            continue
        colour, icon = CLASS_LOOK[weakness_class]
        label = tell(f"group.{weakness_class}", count=len(found))
        (head if opened == 0 else st).markdown(f":{colour}[:material/{icon}: **{label}**]")
        if opened == 0:
            st.caption(tell("card.note"))
        for indicator in found:
            if opened < OPENED:
                show_card(profile, indicator, choice, first=opened == 0)
            else:
                show_line(profile, indicator)
            opened += 1
    kept = of_class(profile, KEEP)
    if kept:
        codes = join_words([i.code for i in profile.indicators if i.weakness_class == KEEP])
        key = "group.to-keep-all" if len(kept) == len(profile.indicators) else "group.to-keep"
        told = tell(key, count=len(kept), codes=codes)
        (st if opened else head).markdown(f":green[:material/check_circle: **{told}**]")
    missing = [i.code for i in profile.indicators if i.score is None]
    if missing:
        st.caption(tell("missing.some", codes=join_words(missing)))
    show_rule(profile)


def show_card(profile: Profile, indicator: IndicatorFigures, choice: Choice, *, first: bool) -> None:
    """A weak indicator with its grounds and the first of its measures."""
    measures, chosen = measures_of(indicator.code), chosen_ids(choice)
    with st.container(border=True, key=f"weak-{indicator.code}"):
        show_indicator_head(profile, indicator)
        if not measures:
            st.caption(tell("card.none"))
        for at, measure in enumerate(measures[:MEASURES_SHOWN]):
            show_measure(measure, choice, agency_type, chosen, primary=first and at == 0)
        if len(measures) > MEASURES_SHOWN:
            st.page_link(
                page_path("measures"),
                label=tell("card.more", count=len(measures)),
                icon=":material/arrow_forward:",
            )


def show_line(profile: Profile, indicator: IndicatorFigures) -> None:
    """A weak indicator in one line."""
    with st.container(border=True, key=f"weak-{indicator.code}"):
        show_indicator_head(profile, indicator)


def show_rule(profile: Profile) -> None:
    """How the three groups are made."""
    limits = read_thresholds()
    with st.expander(tell("rule.title"), icon=":material/help:"):
        for weakness_class in (URGENT, DEVELOP, KEEP):
            st.markdown(
                "- "
                + tell(
                    f"rule.{weakness_class}",
                    line=bound(profile.rules.book.pass_line),
                    below=bound(limits.develop_below),
                    fall=bound(limits.fall_more_than),
                    ranks=limits.most_points_ranks,
                    least=format_number(limits.most_points_at_least),
                )
            )
        st.caption(tell("rule.source"))


def weakness_table(profile: Profile) -> DataTable:
    """Every known indicator with its class and grounds, most points to gain first."""
    rows = order_by_points(profile)
    changed = tell("table.change")
    return DataTable(
        tell("table.file", year=profile.rules.fiscal_year),
        pd.DataFrame(
            {
                tell("table.code"): [i.code for i in rows],
                tell("table.name"): [i.name for i in rows],
                tell("table.group"): [tell(f"class.{i.weakness_class}") for i in rows],
                tell("table.score"): figures([i.score for i in rows]),
                changed: figures([i.change for i in rows]),
                tell("table.points"): figures([points_of(i) for i in rows]),
                tell("table.grounds"): [
                    ", ".join(ground.text for ground in tell_grounds(profile, i)) or None for i in rows
                ],
            }
        ),
        signed=frozenset([changed]),
    )


data = dataset()
stop_if_empty(data, "weaknesses", tell("question"))
with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("weaknesses", tell("question"))
    choice = choose(data)
profile = gather_profile(data.analysis, data.criteria, choice.agency_id, choice.fiscal_year)
agency_type = data.type_of(choice.agency_id)
find(escape(tell_weaknesses(profile)))
note_provisional(profile)
warn_of_total(profile)
if not order_by_points(profile):
    st.markdown(tell("missing.text", year=choice.fiscal_year))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(page_path("type_scores"), label=tell("missing.go"), icon=":material/edit_note:")
        offer_summary(data, choice)
    st.stop()
points = view_points(profile, palette())
left, right = st.columns([5, 6], gap="medium") if points.figure is not None else [st.container()] * 2
with left:
    if points.figure is not None:
        with st.container(border=True):
            show_chart(points, "points")
    show_views(profile)
with right:
    with st.container(horizontal=True, vertical_alignment="center"):
        head = st.container(width="stretch")
        offer_summary(data, choice)
    show_weak(profile, choice, head)
with st.container(border=True):
    card_title(tell("table.title"))
    show_extras(weakness_table(profile), key="classes")
