"""How did we do, which gate holds the rating, what changed?"""

from __future__ import annotations

from datetime import date

import streamlit as st

from itacore.charts.views import view_gates, view_indicators, view_points, view_years
from itacore.narrative.cycle import tell_now
from itacore.narrative.measures import weak_indicators
from itacore.narrative.overview import tell_headline
from itacore.scoring.profile import Profile, gather_profile, number_or_none
from itacore.thai import NBSP, format_number
from itacore.wording import say
from pages.ui.cards import card, show_chart
from pages.ui.cautions import warn_of_total
from pages.ui.choice import Choice, choose
from pages.ui.data import Dataset, chosen_sample, dataset
from pages.ui.decisions import chosen_measures
from pages.ui.empty import stop_if_empty
from pages.ui.look import ask, escape, find, level_badge, palette
from pages.ui.navigation import page_icon, page_path
from pages.ui.settle import show_settle
from pages.ui.trace import trace_figures

POINTS_ROW = 24  # pixels: ten rows end on the first screen
YEARS_HEIGHT, YEARS_BESIDE_NOTE = 236, 262  # as tall as the gates beside them, without and with a note


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("overview", key, **places)


def show_head(profile: Profile) -> None:
    """The first line: year, total, rating, and what holds it."""
    line = tell_headline(profile.row, profile.reason, profile.rules, profile.declared)
    badge = level_badge(line.level) if line.level else ""
    find(" ".join(part for part in (escape(line.before), badge, escape(line.after)) if part))
    if profile.rules.provisional:
        used = profile.rules.book.fiscal_year
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            note = tell("note.provisional", year=profile.rules.fiscal_year, used=used)
            st.caption(f":material/info: {note}", width="content")
            st.page_link(page_path("criteria"), label=tell("note.criteria"), width="content")
    warn_of_total(profile)


def show_metrics(profile: Profile) -> None:
    """Total and instruments with their changes."""
    units = [None, *(i.code for i in profile.rules.book.instruments)]
    for column, code in zip(st.columns(len(units), gap="small"), units, strict=True):
        value = number_or_none(profile.row["total"]) if code is None else profile.unit(code)
        change = number_or_none(profile.row["change"]) if code is None else profile.unit_change(code)
        since = (
            tell("metric.since", year=int(profile.row["base_year"]))
            if code is None and change is not None
            else None
        )
        shown = format_number(value) if value is not None else tell("metric.unknown")
        column.metric(
            tell(
                "metric.total-computed"
                if code is None and profile.row["disagrees"]
                else f"metric.{code or 'total'}"
            ),
            shown,
            None if change is None else format_number(change, sign=True).replace("\u2212", "-"),
            delta_color="off" if change is not None and format_number(change) == "0.00" else "normal",
            delta_arrow="off" if change is not None and format_number(change) == "0.00" else "auto",
            delta_description=since,
            border=True,
            height="stretch",
        )


def show_sources(where: dict[str, str]) -> None:
    """Where the published total and level were read."""
    sources = [
        f"{tell(f'sources.{code}')}:{NBSP}{escape(where[code])}"
        for code in ("total", "rating")
        if code in where
    ]
    if sources:
        st.caption(" · ".join(sources))


def show_course(profile: Profile, height: int) -> None:
    """The total over the years; of a single year, where its points are to gain."""
    points = view_points(profile, palette(), row_height=POINTS_ROW)
    if len(profile.years) > 1 or points.figure is None:
        show_chart(view_years(profile, palette(), height=height), "years")
    else:
        show_chart(points, "points")


def show_next(profile: Profile, choice: Choice, data: Dataset | None) -> None:
    """What to do now, and where; with ``data``, what would settle the rating is asked here."""
    weak, chosen = weak_indicators(profile), chosen_measures(choice) or ()
    links = [
        ("weaknesses", "weaknesses-count" if weak else "weaknesses", len(weak)),
        ("measures", "measures-count" if chosen else "measures", len(chosen)),
        ("plan", "plan", 0),
        ("present", "present", 0),
    ]
    if not chosen_sample():
        links.append(("type_scores", "correct", 0))
    with st.container(border=True, key="next"):
        now = tell_now(date.today(), profile.rules.fiscal_year)
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.markdown(f"**{tell('next.title')}**", width="content")
            for page, key, count in links:
                st.page_link(
                    page_path(page),
                    label=tell(f"next.{key}", count=count, next=choice.fiscal_year + 1),
                    icon=page_icon(page),
                    width="content",
                )
        if data is not None:
            show_settle(profile, data)
        if now:
            st.caption(f":material/calendar_month: {now}")


data = dataset()
stop_if_empty(data, "overview", tell("question"))
with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("overview", tell("question"))
    choice = choose(data)
profile = gather_profile(data.analysis, data.criteria, choice.agency_id, choice.fiscal_year)
show_head(profile)
show_metrics(profile)
left, right = st.columns(2, gap="medium")
gates = view_gates(profile, palette())
known = gates.figure is not None
with card(left, "gates", even=known):
    show_chart(gates, "gates")
    if not known:
        show_settle(profile, data)
with card(right, "course"):
    show_course(profile, YEARS_BESIDE_NOTE if gates.note else YEARS_HEIGHT)
show_next(profile, choice, data if known else None)
with st.container(border=True):
    where = trace_figures(data.provenance, choice.agency_id, choice.fiscal_year)
    show_chart(view_indicators(profile, palette(), where), "indicators")
    show_sources(where)
if data.mixed_years is not None and len(data.mixed_years):
    mixed = data.mixed_years
    if ((mixed["agency_id"] == choice.agency_id) & (mixed["fiscal_year"] == choice.fiscal_year)).any():
        st.caption(tell("note.mixed"))
