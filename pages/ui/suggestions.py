"""Measures of the catalogue on a page: what to do, how, who and when, and one button to take it."""

from __future__ import annotations

import re
from collections.abc import Collection

import streamlit as st

from itacore.measures import Measure, read_catalogue
from itacore.measures.chosen import ChosenMeasure, adopt
from itacore.narrative.weaknesses import points_of, tell_grounds
from itacore.scoring.profile import IndicatorFigures, Profile
from itacore.thai import NBSP, format_number
from itacore.wording import say
from pages.ui.choice import Choice
from pages.ui.decisions import chosen_measures, save_measures
from pages.ui.look import escape

RED_GROUNDS = ("below-pass", "weak-part")
MOST_GROUNDS = 2


def badges_of(profile: Profile, indicator: IndicatorFigures) -> str:
    """The grounds on which an indicator is weak, then its points to gain, as badges."""
    grounds = tell_grounds(profile, indicator)[:MOST_GROUNDS]
    shown = [
        f":{'red' if ground.code in RED_GROUNDS else 'orange'}-badge[{escape(ground.text)}]"
        for ground in grounds
    ]
    points = say("weaknesses", "card.points", points=format_number(points_of(indicator)))
    return " ".join([*shown, f":blue-badge[**{points}**]"])


def show_indicator_head(profile: Profile, indicator: IndicatorFigures) -> None:
    """Number, name and score of an indicator, with its grounds at the right."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="xsmall"
    ):
        score = say("weaknesses", "card.score", score=format_number(indicator.score))
        st.markdown(
            f"**{indicator.code}\u00a0\u00a0{escape(indicator.name)}** :gray[{score}]", width="content"
        )
        st.markdown(badges_of(profile, indicator), width="content")


def show_measure(
    measure: Measure,
    choice: Choice,
    agency_type: str | None,
    chosen: Collection[str],
    *,
    primary: bool = False,
    place: str = "",
) -> None:
    """One measure: title, how, when, who and at what cost, evidence; a button takes it into the list.

    ``chosen`` are the measures already in the list, by ``chosen_ids``.
    """
    own = adopt(measure, agency_type)
    taken = measure.id in chosen
    with st.container(horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch", gap=None):
            st.markdown(f"**{escape(own.title)}**")
            st.markdown(escape(own.how))
            st.caption(
                f":material/schedule: {escape(own.period)}\u2002:material/payments: "
                f"{say('measures', f'cost.{measure.cost}')} · {say('measures', f'effort.{measure.effort}')}  \n"
                f":material/group: {escape(own.owner)}\u2002:material/attach_file: {escape(keep_numbers(own.evidence))}"
            )
        st.button(
            say("measures", "act.taken" if taken else "act.take"),
            key=f"take-{place}{measure.id}",
            icon=":material/check:" if taken else ":material/add:",
            type="primary" if primary and not taken else "secondary",
            disabled=taken,
            help=None if taken else say("measures", "act.take-help", title=own.title),
            on_click=take_measure,
            args=(choice, own),
        )


def keep_numbers(text: str) -> str:
    """Keep each number of a list on the line of its text.

    >>> keep_numbers("(1) ก (2) ข")
    '(1)\xa0ก (2)\xa0ข'
    """
    return re.sub(r"(?<=\(\d\)) ", NBSP, text)


def chosen_ids(choice: Choice) -> frozenset[str]:
    """Give the catalogue's names of the measures that are in the list."""
    return frozenset(measure.id for measure in chosen_measures(choice) or () if measure.id)


def take_measure(choice: Choice, measure: ChosenMeasure) -> None:
    """Put a measure at the end of the chosen ones, behind those of its indicator."""
    chosen = list(chosen_measures(choice) or ())
    last = max((at for at, one in enumerate(chosen) if one.indicator == measure.indicator), default=None)
    chosen.insert(len(chosen) if last is None else last + 1, measure)
    save_measures(choice, chosen)
    st.toast(say("measures", "act.took", title=measure.title), icon=":material/check:")


def measures_of(code: str) -> tuple[Measure, ...]:
    """The catalogue's measures for an indicator, least effort first."""
    return read_catalogue().for_indicator(code)
