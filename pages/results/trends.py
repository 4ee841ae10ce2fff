"""How did each indicator move over the years, and what made the total move?"""

from __future__ import annotations

import streamlit as st

from itacore.charts.chart import Chart
from itacore.charts.views import view_indicators
from itacore.charts.views_over_years import view_change, view_heatmap, view_levels, view_small_multiples
from itacore.narrative.trends import tell_comparability, tell_trend
from itacore.scoring.profile import Profile, gather_profile, number_or_none
from itacore.wording import say
from pages.ui.cards import card, show_chart, show_extras
from pages.ui.cautions import note_provisional, warn_of_total
from pages.ui.choice import Choice, choose
from pages.ui.data import Dataset, dataset
from pages.ui.empty import stop_if_empty
from pages.ui.figures import show_figure
from pages.ui.look import ask, card_title, escape, find, palette
from pages.ui.navigation import page_path
from pages.ui.trace import trace_figures

MOST_BUTTONS = 3  # pairs of years that fit in a half card


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("trends", key, **places)


def show_head(profile: Profile) -> None:
    """The finding, and what to know of the year before trusting it."""
    find(escape(tell_trend(profile)))
    note_provisional(profile)
    warn_of_total(profile)


def pairs_of(profile: Profile) -> dict[int, str]:
    """Years whose total compares with that of the year before them, each with the name of the pair."""
    return {
        int(row["fiscal_year"]): f"{int(row['base_year'])} → {int(row['fiscal_year'])}"
        for row in profile.years
        if number_or_none(row["change"]) is not None
    }


def choose_pair(profile: Profile, agency_id: str) -> int | None:
    """Let the person choose two years; None where no two compare."""
    pairs, year = pairs_of(profile), profile.rules.fiscal_year
    if len(pairs) < 2:
        return next(iter(pairs), None)
    years = list(pairs)
    default = year if year in pairs else min(years, key=lambda other: abs(other - year))
    key, label = f"pair-{agency_id}-{year}", tell("change.pair")
    if len(pairs) > MOST_BUTTONS:
        return st.selectbox(
            label,
            years,
            index=years.index(default),
            format_func=pairs.__getitem__,
            label_visibility="collapsed",
            width=150,
            key=key,
        )
    return st.segmented_control(
        label,
        years,
        default=default,
        required=True,
        format_func=lambda other: " → ".join(name[2:] for name in pairs[other].split(" → ")),
        label_visibility="collapsed",
        key=key,
    )


def show_change(profile: Profile, chart: Chart, data: Dataset, choice: Choice) -> None:
    """What made the total move, between two years that the person chooses; ``chart`` is that of the profile."""
    with st.container(gap="xsmall"):
        head = st.container()
        year = choose_pair(profile, choice.agency_id)
        if year is not None and year != profile.rules.fiscal_year:
            other = gather_profile(data.analysis, data.criteria, choice.agency_id, year)
            chart = view_change(other, palette())
        with head:
            card_title(chart.title)
        if chart.figure is not None:
            show_figure(chart.figure, "change", chart.title)
        if chart.note:
            st.caption(chart.note)
    if chart.table is not None:
        show_extras(chart.table, key="change", figure=chart.figure)
    if chart.figure is None and chart.table is None:
        st.page_link(page_path("import_results"), label=tell("change.go"), icon=":material/upload_file:")


data = dataset()
stop_if_empty(data, "trends", tell("question"))
with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("trends", tell("question"))
    choice = choose(data)
profile = gather_profile(data.analysis, data.criteria, choice.agency_id, choice.fiscal_year)
show_head(profile)
left, right = st.columns(2, gap="medium")
change = view_change(profile, palette())
even = change.figure is not None
with card(left, "levels", even=even):
    show_chart(view_levels(profile, palette()), "levels")
with card(right, "change", even=even):
    show_change(profile, change, data, choice)
multiples, heatmap = view_small_multiples(profile, palette()), view_heatmap(profile, palette())
if multiples.figure is not None:
    with st.container(border=True):
        show_chart(multiples, "multiples")
with st.container(border=True):
    if len(profile.years) > 1:
        show_chart(heatmap, "heatmap")
    else:
        where = trace_figures(data.provenance, choice.agency_id, choice.fiscal_year)
        show_chart(view_indicators(profile, palette(), where), "indicators")
for sentence in tell_comparability(profile):
    st.caption(f":material/info: {sentence}")
