"""The chosen agency and year: they follow the person over all pages and stand in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from itacore.wording import say
from pages.ui.data import Dataset, chosen_sample
from pages.ui.look import escape

MOST_BUTTONS = 6


@dataclass(frozen=True)
class Choice:
    """Identity and name of the agency, and the year."""

    agency_id: str
    name: str
    fiscal_year: int


def agency_names(agencies: pd.DataFrame) -> dict[str, str]:
    """Names by identity, sorted; the province stands with names that several agencies share."""
    frame = agencies.copy()
    unnamed = say("pages", "choice.unnamed")
    frame["shown"] = frame["name"].fillna(unnamed)
    shared = frame["shown"].duplicated(keep=False) & frame["province"].notna()
    names = {}
    for row, is_shared in zip(frame.itertuples(), shared, strict=True):
        shown = (
            say("pages", "choice.with-province", name=row.shown, province=row.province)
            if is_shared
            else row.shown
        )
        names[str(row.agency_id)] = str(shown)
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def _follow_address(parameter: str, options: Sequence[str], unknown: Callable[[str], str]) -> None:
    """Take over a value that came with the address since it was last written."""
    asked = st.query_params.get(parameter)
    if asked is None or asked == st.session_state.get(f"written-{parameter}"):
        return
    if asked in options:
        st.session_state[f"chosen-{parameter}"] = asked
    else:
        st.toast(unknown(asked), icon=":material/info:")
    st.session_state[f"written-{parameter}"] = asked


def _write_address(parameter: str, value: str) -> None:
    """Put a value into the address."""
    st.session_state[f"chosen-{parameter}"] = value
    if st.query_params.get(parameter) != value:
        st.query_params[parameter] = value
    st.session_state[f"written-{parameter}"] = value


def choose(data: Dataset) -> Choice:
    """Draw the choice of agency and year and give what is chosen."""
    names = agency_names(data.agencies)
    ids = list(names)
    _follow_address("agency", ids, lambda _: say("pages", "choice.unknown-agency"))
    current = st.session_state.get("chosen-agency")
    if current not in names:
        current = ids[0]
    if len(ids) > 1:
        current = st.selectbox(
            say("pages", "choice.agency"),
            ids,
            index=ids.index(current),
            format_func=names.__getitem__,
            label_visibility="collapsed",
            width=300,
        )
    else:
        st.markdown(f"**{escape(names[current])}**", width="content")
    _write_address("agency", current)
    year = _choose_year(data, current)
    if chosen_sample() and st.query_params.get("sample") != chosen_sample():
        st.query_params["sample"] = str(chosen_sample())
    return Choice(current, names[current], year)


def _choose_year(data: Dataset, agency_id: str) -> int:
    ratings = data.analysis.ratings
    years = [str(y) for y in sorted(ratings.loc[ratings["agency_id"] == agency_id, "fiscal_year"])]
    _follow_address("year", years, lambda asked: say("pages", "choice.unknown-year", year=asked[:12]))
    current = st.session_state.get("chosen-year")
    if current not in years:
        current = years[-1]
    if len(years) > MOST_BUTTONS:
        picked = st.selectbox(
            say("pages", "choice.year"),
            years,
            index=years.index(current),
            label_visibility="collapsed",
            width=110,
        )
    else:
        picked = st.segmented_control(
            say("pages", "choice.year"), years, default=current, required=True, label_visibility="collapsed"
        )
    _write_address("year", picked or current)
    return int(picked or current)
