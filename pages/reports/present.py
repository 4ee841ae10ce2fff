"""Show it in the room: one message a screen, over the whole window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from itacore.charts.chart import Chart
from itacore.charts.views import view_gates, view_indicators, view_points, view_years
from itacore.charts.views_of_plan import view_plan
from itacore.charts.views_over_years import view_change, view_heatmap
from itacore.narrative.slide import Slide
from itacore.narrative.slides import tell_slides
from itacore.narrative.slides_of_plan import tell_served
from itacore.reports.deck_building import measure_line, slide_measures
from itacore.scoring.profile import IndicatorFigures, Profile, gather_profile
from itacore.wording import say
from pages.ui.choice import Choice, choose
from pages.ui.data import Dataset, chosen_sample, dataset
from pages.ui.decisions import chosen_measures
from pages.ui.empty import stop_if_empty
from pages.ui.look import escape, level_badge, palette
from pages.ui.navigation import page_path
from pages.ui.papers import offer_slides
from pages.ui.stage import came_from, show_slide_figure, slide_frame, stage

MOST_ROWS = 5
FEW_MEASURES = 3  # up to which their letters are large
ROOM_FOR_CELLS = (0.42, 0.78)
ROOM_FOR_NAMES = [0.43, 0.82]  # names are larger here than on a page, in the width of the board


def chart_of(slide: Slide, profile: Profile) -> Chart | None:
    """The chart of a slide, None where it has none."""
    colours = palette()
    if slide.kind == "gate":
        return view_gates(profile, colours)
    if slide.kind == "years":
        return view_years(profile, colours)
    if slide.kind == "change":
        return view_change(profile, colours)
    if slide.kind == "heatmap":
        return view_heatmap(profile, colours, room=ROOM_FOR_CELLS)
    if slide.kind == "plan":
        return view_plan(slide.title, slide.plan, colours)
    if slide.kind == "weakest":
        chart = view_indicators(with_few(profile, lambda entry: entry.score), colours, {})
        if chart.figure is not None:
            chart.figure.update_layout(xaxis={"domain": ROOM_FOR_NAMES})
        return chart
    if slide.kind == "points":
        return view_points(with_few(profile, lambda entry: entry.rank_by_points), colours)
    return None


def with_few(profile: Profile, order: Callable[[IndicatorFigures], float | None]) -> Profile:
    """The same agency and year with the first few of its known indicators only; a slide holds no more."""
    known = [entry for entry in profile.indicators if entry.score is not None]
    first = {entry.code for entry in sorted(known, key=order)[:MOST_ROWS]}
    return replace(profile, indicators=tuple(entry for entry in profile.indicators if entry.code in first))


def show_slide(number: int, slide: Slide, chart: Chart | None) -> None:
    """Draw one slide."""
    with slide_frame(number):
        if number == 1:
            st.title(escape(slide.title), anchor=False)
        else:
            st.header(escape(slide.title), anchor=False)
        if slide.remark:
            with st.container(key=f"remark-{number}"):
                st.markdown(escape(slide.remark))
        if chart is not None and chart.figure is not None:
            show_slide_figure(chart.figure, number, chart.title)
        else:
            show_words(number, slide)
        if slide.notes:
            with st.container(key=f"notes-{number}"):
                for note in slide.notes:
                    st.markdown(escape(note))


def show_words(number: int, slide: Slide) -> None:
    """The part of a slide without a chart: its number, or its measures."""
    dense = "dense-" if len(slide.measures) > FEW_MEASURES else ""
    with st.container(key=f"centre-{dense}{number}"):
        if slide.label:
            with st.container(key=f"label-{number}"):
                st.markdown(escape(slide.label))
        if slide.figure:
            with st.container(key=f"number-{number}"):
                st.markdown(escape(slide.figure))
        if slide.level:
            with st.container(key=f"level-{number}"):
                st.markdown(level_badge(slide.level))
        for at, line in enumerate(slide.lines, start=1):
            point, _, text = line.partition(". ") if slide.kind == "decision" else ("", "", line)
            with st.container(key=f"measure-{number}-{at}" if point else f"line-{number}-{at}"):
                show_entry(number, at, point, text)
        for at, one in enumerate(slide.measures, start=1):
            with st.container(key=f"measure-{number}-{at}"):
                show_entry(number, at, str(one.number), one.title, tell_served(one.measure))


def show_entry(number: int, at: int, point: str, text: str, served: str = "") -> None:
    """A measure of a slide or a point to decide: its number, what is done, small which indicator it serves."""
    if point:
        with st.container(key=f"point-{number}-{at}"):
            st.markdown(f"**{escape(point)}**")
    st.markdown(f"**{escape(text)}**" if point else escape(text))
    if served:
        with st.container(key=f"serves-{number}-{at}"):
            st.markdown(escape(served))


def leave(back: str) -> None:
    """Go back to the page of that name, with agency and year."""
    kept = {key: value for key, value in st.query_params.items() if key in ("agency", "year", "sample")}
    st.switch_page(page_path(back), query_params=kept)


def present(data: Dataset, choice: Choice) -> None:
    """Put all slides of an agency and year on the stage; without chosen measures, suggest some."""
    profile = gather_profile(data.analysis, data.criteria, choice.agency_id, choice.fiscal_year)
    chosen = chosen_measures(choice)
    planned = slide_measures(profile, data.type_of(choice.agency_id), data.criteria, chosen)
    measures = [measure_line(one.measure) for one in planned]
    sample = chosen_sample() is not None
    slides = tell_slides(profile, choice.name, measures, suggested=not chosen, sample=sample)
    charts = [chart_of(slide, profile) for slide in slides]
    shown = [
        (slide, chart)
        for slide, chart in zip(slides, charts, strict=True)
        if chart is None or chart.figure is not None
    ]
    back = came_from()
    offer = partial(offer_slides, data, choice)
    with stage([slide.title for slide, _ in shown], lambda: leave(back), offer):
        for number, (slide, chart) in enumerate(shown, start=1):
            show_slide(number, slide, chart)


data = dataset()
stop_if_empty(data, "present", say("present", "question"))
with st.container(key="stage-choice"):
    choice = choose(data)
present(data, choice)
