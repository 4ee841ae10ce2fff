"""The table of a plan: one row a measure, edited where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from itacore.measures.chosen import ChosenMeasure, move
from itacore.measures.plan import group_by_indicator, group_by_topic, number_steps
from pages.ui.choice import Choice
from pages.ui.decisions import save_measures
from pages.ui.look import card_title, escape, show_icon
from pages.ui.plan_form import open_row, opened_row, show_form, tell

WIDTHS = (4.0, 4.6, 3.2, 3.5, 1.5)
HEADS = ("title", "steps", "owner", "result_indicator", None)
STEPS_SHOWN = 2
VIEWS = ("order", "indicator", "topic")


def show_plan(
    choice: Choice,
    measures: tuple[ChosenMeasure, ...],
    view: str,
    indicators: Mapping[str, str],
    first: str,
) -> None:
    """The rows of a plan in the order of the papers, or under indicators or topics."""

    def rows(places: Sequence[int]) -> None:
        for at in places:
            if opened_row(choice) == at:
                show_form(choice, measures, at, indicators, first)
            else:
                _show_row(choice, measures, at, indicators, fixed=view != "order")

    if opened_row(choice) == len(measures):  # above the others, where it is seen
        card_title(tell("act.new"))
        show_form(choice, measures, len(measures), indicators, first)
    with st.container(gap="xsmall"):
        _show_rows(measures, view, indicators, rows)


def _show_rows(
    measures: tuple[ChosenMeasure, ...],
    view: str,
    indicators: Mapping[str, str],
    rows: Callable[[Sequence[int]], None],
) -> None:
    if measures:
        _show_heads()
    if view == "indicator":
        for code, places in group_by_indicator(measures, list(indicators)):
            name = indicators.get(code, "")
            st.markdown(f"**{escape(tell('view.indicator-head', code=code, name=name))}**")
            rows(places)
    elif view == "topic":
        for topic, places in group_by_topic(measures):
            name = f"{topic.number} {topic.name}" if topic else tell("view.no-topic")
            empty = "" if places else f" :gray[{tell('view.topic-empty')}]"
            st.markdown(f"**{escape(name)}**{empty}")
            rows(places)
    else:
        rows(range(len(measures)))


def _show_heads() -> None:
    with st.container(key="plan-heads"):
        for column, head in zip(st.columns(WIDTHS, gap="small"), HEADS, strict=True):
            if head:
                column.caption(tell(f"head.{head}"))


def _show_row(
    choice: Choice,
    measures: tuple[ChosenMeasure, ...],
    at: int,
    indicators: Mapping[str, str],
    *,
    fixed: bool,
) -> None:
    """One measure with what can be done to it; ``fixed`` where its place in the table is not its own."""
    measure = measures[at]
    with st.container(border=True, key=f"plan-row-{at}"):
        title, steps, who, result, acts = st.columns(WIDTHS, gap="small")
        name = tell("row.serves", code=measure.indicator, name=indicators.get(measure.indicator, ""))
        title.markdown(f"**{at + 1}. {escape(measure.title)}**  \n:gray[{escape(name)}]")
        steps.caption(_steps(measure))
        who.markdown(
            "  \n".join(
                (
                    _or_missing(measure.owner, "group", "row.no-owner"),
                    _or_missing(measure.period, "schedule", "row.no-period"),
                )
            )
        )
        told = [
            tell(f"row.{key}", text=text)
            for key, text in (
                ("result", measure.result_indicator),
                ("budget", measure.budget),
                ("follow_up", measure.follow_up),
            )
            if text
        ]
        result.caption("  \n".join(map(escape, told)) or "–")
        with acts.container(horizontal=True, wrap=True, gap=None, horizontal_alignment="right"):
            _show_acts(choice, measures, at, fixed=fixed)


def _steps(measure: ChosenMeasure) -> str:
    lines = number_steps(measure.steps) or ((measure.how,) if measure.how else ())
    if not lines:
        return tell("row.no-steps")
    shown = [escape(line) for line in lines[:STEPS_SHOWN]]
    if len(lines) > STEPS_SHOWN:
        shown.append(tell("row.more", count=len(lines) - STEPS_SHOWN))
    return "  \n".join(shown)


def _or_missing(text: str, icon: str, missing: str) -> str:
    return f":material/{icon}: {escape(text)}" if text else f":orange[:material/{icon}: {tell(missing)}]"


def _show_acts(choice: Choice, measures: tuple[ChosenMeasure, ...], at: int, *, fixed: bool) -> None:
    title, busy = measures[at].title, opened_row(choice) is not None
    show_icon(f"open-{at}", tell("act.edit"), "edit", title, busy, open_row, choice, at)
    if not fixed:
        first, last = busy or at == 0, busy or at == len(measures) - 1
        show_icon(f"up-{at}", tell("act.up"), "arrow_upward", title, first, _move, choice, measures, at, -1)
        show_icon(
            f"down-{at}", tell("act.down"), "arrow_downward", title, last, _move, choice, measures, at, 1
        )
    show_icon(f"remove-{at}", tell("act.remove"), "close", title, busy, _remove, choice, measures, at)


def _move(choice: Choice, measures: tuple[ChosenMeasure, ...], at: int, by: int) -> None:
    save_measures(choice, move(measures, at, by))
    open_row(choice, None)


def _remove(choice: Choice, measures: tuple[ChosenMeasure, ...], at: int) -> None:
    save_measures(choice, [*measures[:at], *measures[at + 1 :]])
    open_row(choice, None)
    st.toast(tell("act.removed"), icon=":material/undo:")
