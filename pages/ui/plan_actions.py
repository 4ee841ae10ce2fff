"""What can be done with a whole plan: add from the catalogue, copy last year's, fill what is empty."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from itacore.measures import Measure, read_catalogue
from itacore.measures.chosen import LIMITS, ChosenMeasure, adopt
from itacore.measures.plan import copy_earlier, count_without, fill_field, fill_from_catalogue, new_in, tidy
from itacore.narrative.measures import weak_indicators
from itacore.scoring.profile import Profile
from pages.ui.choice import Choice
from pages.ui.decisions import MEASURES, chosen_measures, save_measures
from pages.ui.plan_form import open_row, opened_row, tell
from pages.ui.stepping import show_steps

PICK_WIDTH = 460  # px; titles of the catalogue on one line
Measures = tuple[ChosenMeasure, ...]
FILLED = ("owner", "period", "budget", "follow_up", "result_indicator", "evidence")


def earlier_measures(choice: Choice, measures: Measures) -> Measures:
    """Measures of last year's plan that this one does not have."""
    before = replace(choice, fiscal_year=choice.fiscal_year - 1)
    return new_in(measures, chosen_measures(before) or ())


def show_actions(profile: Profile, choice: Choice, measures: Measures, agency_type: str | None) -> None:
    """The buttons above the table; while a form is open, what is typed in it goes first."""
    busy = opened_row(choice) is not None
    with st.popover(tell("act.add"), icon=":material/add:", key="plan-add", disabled=busy):
        _offer_catalogue(profile, choice, measures, agency_type)
        offer_copy(choice, measures)
    st.button(
        tell("act.own"),
        icon=":material/edit_note:",
        key="plan-own",
        disabled=busy,
        on_click=open_row,
        args=(choice, len(measures)),
    )
    if measures:
        with st.popover(
            tell("act.fill"), icon=":material/format_color_fill:", key="plan-fill", disabled=busy
        ):
            _offer_filling(choice, measures, agency_type)
    show_steps(MEASURES, choice, "plan", disabled=busy)


def offer_copy(choice: Choice, measures: Measures, *, primary: bool = False) -> None:
    """Offer to copy last year's plan, where it has something that this one does not."""
    earlier = earlier_measures(choice, measures)
    if earlier:
        label = tell("start.copy", year=choice.fiscal_year, count=len(earlier))
        st.button(
            label if not measures else tell("act.copy", year=choice.fiscal_year),
            icon=":material/content_copy:",
            key="plan-copy",
            type="primary" if primary else "secondary",
            help=tell("act.copy-help", count=len(earlier)),
            on_click=_copy,
            args=(choice, measures, earlier),
        )


def _copy(choice: Choice, measures: Measures, earlier: Measures) -> None:
    save_measures(choice, copy_earlier(measures, earlier))
    st.toast(tell("act.copied", count=len(earlier)), icon=":material/check:")


def _offer_catalogue(profile: Profile, choice: Choice, measures: Measures, agency_type: str | None) -> None:
    """One list of all that the catalogue has and the plan has not, weak indicators first."""
    weak = [indicator.code for indicator in weak_indicators(profile)]
    codes = [*weak, *(i.code for i in profile.indicators if i.code not in weak)]
    taken = {measure.id for measure in measures}
    catalogue = read_catalogue()
    offered = [m for code in codes for m in catalogue.for_indicator(code) if m.id not in taken]
    with st.form(f"plan-catalogue-{len(measures)}", border=False):
        picked = st.selectbox(
            tell("act.from-catalogue"),
            offered,
            index=None,
            placeholder=tell("act.pick"),
            format_func=lambda measure: f"{measure.indicator} · {measure.title}",
            key=f"plan-pick-{len(measures)}",
            width=PICK_WIDTH,
        )
        if st.form_submit_button(tell("act.put"), type="primary", icon=":material/add:"):
            if picked:
                _put(choice, measures, picked, agency_type)
            st.caption(f":orange[:material/warning: {tell('act.pick-first')}]")


def _put(choice: Choice, measures: Measures, picked: Measure, agency_type: str | None) -> None:
    """Put a measure behind those of its indicator."""
    same = [at for at, measure in enumerate(measures) if measure.indicator == picked.indicator]
    at = same[-1] + 1 if same else len(measures)
    save_measures(choice, [*measures[:at], adopt(picked, agency_type), *measures[at:]])
    open_row(choice, None)
    st.rerun()


def _offer_filling(choice: Choice, measures: Measures, agency_type: str | None) -> None:
    full = fill_from_catalogue(measures, agency_type)
    if full != measures:
        st.button(
            tell("act.fill-catalogue"),
            icon=":material/auto_fix_high:",
            key="plan-fill-catalogue",
            help=tell("act.fill-catalogue-help"),
            on_click=_fill,
            args=(choice, measures, full),
        )
    empty = [field for field in FILLED if count_without(measures, field)]
    if not empty:
        st.caption(tell("act.fill-none"))
        return
    with st.form("plan-fill-form", border=False, clear_on_submit=True):
        field = st.selectbox(
            tell("act.fill-field"),
            empty,
            format_func=lambda name: tell(
                "act.fill-count", field=tell(f"name.{name}"), count=count_without(measures, name)
            ),
            key="plan-fill-field",
        )
        text = tidy(st.text_input(tell("act.fill-text"), max_chars=LIMITS["period"], key="plan-fill-text"))
        if st.form_submit_button(tell("act.fill-go"), type="primary"):
            if text:
                _fill(choice, measures, fill_field(measures, field, text))
                st.rerun()
            st.caption(f":orange[:material/warning: {tell('act.fill-first')}]")


def _fill(choice: Choice, measures: Measures, full: Measures) -> None:
    save_measures(choice, full)
    count = sum(before != after for before, after in zip(measures, full, strict=True))
    st.toast(tell("act.filled", count=count), icon=":material/check:")
