"""What do we do about each weak indicator?"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st

from itacore.data_table import DataTable
from itacore.measures import group_by_subindicator
from itacore.measures.chosen import LIMITS, SOURCES, ChosenMeasure, Finding, edit, move
from itacore.narrative.measures import has_scores, tell_chosen, uncovered, weak_indicators
from itacore.narrative.weaknesses import of_class
from itacore.narrative.words import join_words
from itacore.reports.plan_cells import keep_months
from itacore.scoring.profile import IndicatorFigures, Profile, gather_profile
from itacore.scoring.weakness import KEEP
from itacore.wording import say
from pages.ui.cards import show_extras
from pages.ui.checklist import offer_checklist
from pages.ui.choice import Choice, choose
from pages.ui.data import chosen_sample, dataset
from pages.ui.decisions import (
    MEASURES,
    chosen_measures,
    findings,
    save_findings,
    save_measures,
    unread_measures,
)
from pages.ui.empty import stop_if_empty
from pages.ui.look import ask, card_title, escape, find, show_icon
from pages.ui.navigation import page_icon, page_path
from pages.ui.papers import offer_summary
from pages.ui.stepping import show_steps
from pages.ui.suggestions import chosen_ids, measures_of, show_indicator_head, show_measure

OPENED = 3
FIRST = 2
FIELDS = ("title", "how", "owner", "period", "evidence")


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("measures", key, **places)


def show_suggestions(profile: Profile, choice: Choice, agency_type: str | None) -> None:
    """The catalogue's measures for every weak indicator; those to keep folded."""
    weak, kept = weak_indicators(profile), of_class(profile, KEEP)
    if weak or kept:
        card_title(tell("suggest.title"))
        st.caption(tell("suggest.note"))
    chosen, fresh = chosen_ids(choice), not chosen_measures(choice)
    for at, indicator in enumerate(weak):
        if at < OPENED:
            with st.container(border=True, key=f"suggest-{indicator.code}"):
                show_indicator_head(profile, indicator)
                show_offers(profile, indicator, choice, agency_type, chosen, primary=at == 0 and fresh)
                show_finding(indicator, choice)
        else:
            with st.expander(name_and_count(indicator)):
                show_indicator_head(profile, indicator)
                show_offers(profile, indicator, choice, agency_type, chosen)
                show_finding(indicator, choice)
    if kept and not weak:
        for indicator in kept:
            folded = st.expander(
                name_and_count(indicator), key=f"suggest-keep-{indicator.code}", on_change="rerun"
            )
            if folded.open:
                with folded:
                    for measure in measures_of(indicator.code):
                        show_measure(measure, choice, agency_type, chosen)
    elif kept:
        folded = st.expander(
            tell("suggest.keep"), icon=":material/check_circle:", key="suggest-keep", on_change="rerun"
        )
        if folded.open:
            with folded:
                for indicator in kept:
                    st.markdown(f"**{indicator.code} {escape(indicator.name)}**")
                    for measure in measures_of(indicator.code):
                        show_measure(measure, choice, agency_type, chosen)


def name_and_count(indicator: IndicatorFigures) -> str:
    """An indicator and how many measures the catalogue has for it, on one line."""
    count = tell("suggest.count", count=len(measures_of(indicator.code)))
    return f"{indicator.code} {escape(indicator.name)} · {count}"


def show_offers(
    profile: Profile,
    indicator: IndicatorFigures,
    choice: Choice,
    agency_type: str | None,
    chosen: Collection[str],
    *,
    primary: bool = False,
) -> None:
    """The measures of one indicator: the first ones open, the rest one click away and drawn only then."""
    measures = measures_of(indicator.code)
    for at, measure in enumerate(measures[:FIRST]):
        show_measure(measure, choice, agency_type, chosen, primary=primary and at == 0)
    rest = measures[FIRST:]
    if rest:
        label = tell("suggest.all", count=len(rest))
        folded = st.expander(label, key=f"suggest-rest-{indicator.code}", on_change="rerun")
        if folded.open:
            with folded:
                for code, group in group_by_subindicator(rest, profile.rules.book):
                    if code is not None:
                        st.markdown(f"**{code} {escape(profile.rules.book.name_of(code))}**")
                    for measure in group:
                        show_measure(measure, choice, agency_type, chosen)


def show_finding(indicator: IndicatorFigures, choice: Choice) -> None:
    """What the office found about an indicator, and the form to write it."""
    found = findings(choice)
    own = found.get(indicator.code)
    # What was typed for one agency and year must not stand in the form of another; what was saved is another form.
    place = f"{indicator.code}-{choice.fiscal_year}-{choice.agency_id}-{hash(own)}"
    with st.container(horizontal=True, vertical_alignment="top"):
        if own:
            words = tell("finding.shown", text=escape(own.text), source=tell(f"source.{own.source}"))
            st.markdown(f":material/search: {words}", width="stretch")
        label = tell("finding.edit" if own else "finding.button")
        with (
            st.popover(
                label, icon=":material/edit_note:", type="tertiary", key=f"finding-open-{indicator.code}"
            ),
            st.form(f"finding-{place}", border=False),
        ):
            text = st.text_area(
                tell("finding.text"),
                value=own.text if own else "",
                placeholder=tell("finding.placeholder"),
                max_chars=2000,
                key=f"finding-text-{place}",
            )
            source = st.selectbox(
                tell("finding.source"),
                SOURCES,
                index=SOURCES.index(own.source) if own else 0,
                format_func=lambda code: tell(f"source.{code}"),
                key=f"finding-source-{place}",
            )
            st.caption(tell("finding.hint"))
            if st.form_submit_button(tell("act.save"), type="primary"):
                save_findings(choice, {**found, indicator.code: Finding(source, text.strip())})
                st.toast(tell("act.saved"), icon=":material/check:")
                st.rerun()


def show_chosen(profile: Profile, choice: Choice, chosen: tuple[ChosenMeasure, ...]) -> None:
    """The chosen measures in their order: move, edit, take out, add one's own."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            card_title(tell("list.title", count=len(chosen)) if chosen else tell("list.empty"))
        show_steps(MEASURES, choice, "measures")
    unread = unread_measures(choice)
    if unread:
        st.warning(tell("list.unread", count=unread), icon=":material/warning:")
    if not chosen:
        st.caption(tell("list.empty-hint" if has_scores(profile) else "list.empty-own"))
    missing = uncovered(profile, [measure.indicator for measure in chosen])
    if chosen and missing:
        st.caption(f":material/info: {tell('list.uncovered', codes=join_words([i.code for i in missing]))}")
    for at, measure in enumerate(chosen):
        show_one(profile, choice, chosen, at, measure)
    with st.popover(tell("act.add"), icon=":material/add:", key="add-own"):
        show_form(profile, choice, chosen, None)
    if chosen:
        show_extras(chosen_table(profile, chosen), key="chosen")


def show_one(
    profile: Profile, choice: Choice, chosen: tuple[ChosenMeasure, ...], at: int, measure: ChosenMeasure
) -> None:
    """One chosen measure with what can be done to it."""
    with st.container(border=True, key=f"chosen-{at}", gap="xsmall"):
        line = st.container(horizontal=True, wrap=False, gap="xsmall")
        line.markdown(f"**{at + 1}. {escape(measure.title)}**", width="stretch")
        with line.container(horizontal=True, wrap=False, width="content", gap=None):
            for act, by, icon, off in (
                ("up", -1, "arrow_upward", at == 0),
                ("down", 1, "arrow_downward", at == len(chosen) - 1),
            ):
                words, moved = tell(f"act.{act}"), move(chosen, at, by)
                show_icon(f"{act}-{at}", words, icon, measure.title, off, save_measures, choice, moved)
            with st.popover(
                f"{tell('act.edit')} {at + 1}", icon=":material/edit:", type="tertiary", key=f"icon-edit-{at}"
            ):
                show_form(profile, choice, chosen, at)
            show_icon(
                f"remove-{at}", tell("act.remove"), "close", measure.title, False, remove, choice, chosen, at
            )
        about = [serves(profile, measure), measure.owner, keep_months(measure.period)]
        st.caption(" · ".join(escape(text) for text in about if text))


def serves(profile: Profile, measure: ChosenMeasure) -> str:
    """Name the indicator that a measure serves."""
    name = profile.rules.book.name_of(measure.indicator)
    return tell("list.serves", code=measure.indicator, name=name)


def remove(choice: Choice, chosen: tuple[ChosenMeasure, ...], at: int) -> None:
    """Take a measure out of the list."""
    save_measures(choice, [*chosen[:at], *chosen[at + 1 :]])
    st.toast(tell("act.removed"), icon=":material/undo:")


def show_form(profile: Profile, choice: Choice, chosen: tuple[ChosenMeasure, ...], at: int | None) -> None:
    """The form of a measure: of one chosen, or of a new one of the office's own."""
    given = chosen[at] if at is not None else None
    # A form's fields keep what was typed by their key: another wording is another form.
    name = f"measure-{at}-{hash(given)}" if given else f"measure-new-{len(chosen)}"
    name += f"-{choice.fiscal_year}-{choice.agency_id}"
    with st.form(name, border=False):
        codes = [i.code for i in profile.indicators]
        first = given.indicator if given else next((i.code for i in weak_indicators(profile)), codes[0])
        indicator = st.selectbox(
            tell("field.indicator"),
            codes,
            index=codes.index(first) if first in codes else 0,
            format_func=lambda code: f"{code} {profile.rules.book.name_of(code)}",
            key=f"{name}-indicator",
        )
        texts = {}
        for field in FIELDS:
            box = st.text_area if field in ("how", "evidence") else st.text_input
            texts[field] = box(
                tell(f"field.{field}"),
                value=getattr(given, field) if given else "",
                max_chars=LIMITS[field],
                key=f"{name}-{field}",
            ).strip()
        if not st.form_submit_button(tell("act.save"), type="primary"):
            return
        if not texts["title"]:
            st.error(tell("field.need-title"))
            return
        if given is None or at is None:
            save_measures(choice, [*chosen, ChosenMeasure(None, indicator, **texts)])
        else:
            save_measures(choice, edit(chosen, at, indicator=indicator, **texts))
        st.toast(tell("act.saved"), icon=":material/check:")
        st.rerun()


def chosen_table(profile: Profile, chosen: tuple[ChosenMeasure, ...]) -> DataTable:
    """The chosen measures as a table."""
    frame = pd.DataFrame(
        {
            tell("field.indicator"): [
                f"{m.indicator} {profile.rules.book.name_of(m.indicator)}" for m in chosen
            ],
            **{tell(f"field.{field}"): [getattr(m, field) or None for m in chosen] for field in FIELDS},
        }
    )
    return DataTable(tell("list.file", year=profile.rules.fiscal_year), frame)


data = dataset()
stop_if_empty(data, "measures", tell("question"))
with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("measures", tell("question"))
    choice = choose(data)
profile = gather_profile(data.analysis, data.criteria, choice.agency_id, choice.fiscal_year)
chosen = chosen_measures(choice) or ()
suggested = sum(len(measures_of(i.code)) for i in weak_indicators(profile))
find(tell_chosen(profile, [measure.indicator for measure in chosen], suggested))
if not has_scores(profile):
    st.markdown(say("weaknesses", "missing.text", year=choice.fiscal_year))
    st.page_link(page_path("type_scores"), label=say("weaknesses", "missing.go"), icon=":material/edit_note:")
if chosen_sample():
    st.caption(f":material/science: {tell('sample.note')}")
offer_checklist(profile, data, choice)
# Without scores nothing is suggested, and what the office chose has the page for itself.
left, right = st.columns([6, 5], gap="medium") if has_scores(profile) else [st.container()] * 2
with left:
    show_suggestions(profile, choice, data.type_of(choice.agency_id))
with right:
    with st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="xsmall"
    ):
        if chosen and st.button(tell("list.plan"), type="primary", icon=page_icon("plan"), key="go-plan"):
            st.switch_page(page_path("plan"))
        offer_summary(data, choice)
    with st.container(border=True):
        show_chosen(profile, choice, chosen)
