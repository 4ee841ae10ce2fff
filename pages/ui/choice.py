"""The chosen agency and year: they follow the person over all pages and stand in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from itacore.agency_names import name_with_place
from itacore.store import KnownAgency
from itacore.wording import say
from pages.ui.data import Dataset, chosen_sample
from pages.ui.look import escape

MOST_BUTTONS = 6
NARROW, WIDE = 300, 420
LONG_NAME = 36  # characters that the narrow choice shows
# A page that is opened from the menu has no agency in its address until it has run. To complete the address is
# no step of the person's: without this, Back would first lead to the same page.
ONE_STEP = """export default function () {
  if (Object.hasOwn(window.history, "pushState")) return
  window.history.pushState = function (state, unused, address) {
    const here = window.location
    const next = new URL(address ?? here.href, here.href)
    const asked = new URLSearchParams(here.search)
    const completes = next.pathname === here.pathname && !asked.has("agency") && !asked.has("year")
    const change = completes ? History.prototype.replaceState : History.prototype.pushState
    change.call(window.history, state, unused, address)
  }
}"""


@dataclass(frozen=True)
class Choice:
    """Identity and name of the agency, and the year."""

    agency_id: str
    name: str
    fiscal_year: int


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


def _write_address(values: Mapping[str, str]) -> None:
    """Put values into the address, all at once: each change of it is a step of the browser's Back."""
    for parameter, value in values.items():
        st.session_state[f"chosen-{parameter}"] = st.session_state[f"written-{parameter}"] = value
    sample = chosen_sample()
    wanted = {**values, "sample": sample} if sample else values
    if any(st.query_params.get(parameter) != value for parameter, value in wanted.items()):
        st.query_params.update(wanted)


def make_one_step() -> None:
    """Let the browser take a page and the agency and year in its address for one step; draws nothing."""
    st.components.v2.component("one_step", js=ONE_STEP)(key="one-step")


def chosen_in(name: str, current: str) -> dict[str, Any]:
    """Arguments of a choice that shows what ``name`` of the session holds, and changes it before the page runs.

    A widget without a key is another one as soon as its start changes, and forgets what was picked.
    """
    widget = f"pick-{name}"
    st.session_state[widget] = current

    def take() -> None:
        st.session_state[name] = st.session_state[widget]

    return {"key": widget, "on_change": take}


def name_known(agency: KnownAgency) -> str:
    """Name an agency of the workspace with all that tells it apart from others of its name."""
    name = name_with_place(agency.name or agency.agency_id, agency.district, agency.province)
    return name if agency.province else say("import", "agencies.unknown-province", name=name)


def choose(data: Dataset) -> Choice:
    """Draw the choice of agency and year and give what is chosen."""
    names = data.names
    ids = list(names)
    _follow_address("agency", ids, lambda _: say("pages", "choice.unknown-agency"))
    current = st.session_state.get("chosen-agency")
    if current not in names:
        current = ids[0]
    if len(ids) > 1:
        current = st.selectbox(
            say("pages", "choice.agency"),
            ids,
            format_func=names.__getitem__,
            label_visibility="collapsed",
            width=WIDE if max(map(len, names.values())) > LONG_NAME else NARROW,
            **chosen_in("chosen-agency", current),
        )
    else:
        st.markdown(f"**{escape(names[current])}**", width="content")
    year = _choose_year(data, current)
    _write_address({"agency": current, "year": year})
    return Choice(current, names[current], int(year))


def _choose_year(data: Dataset, agency_id: str) -> str:
    ratings = data.analysis.ratings
    years = [str(y) for y in sorted(ratings.loc[ratings["agency_id"] == agency_id, "fiscal_year"])]
    _follow_address("year", years, lambda asked: say("pages", "choice.unknown-year", year=escape(asked[:12])))
    current = st.session_state.get("chosen-year")
    if current not in years:
        current = years[-1]
    kept = chosen_in("chosen-year", current)
    if len(years) > MOST_BUTTONS:
        picked = st.selectbox(
            say("pages", "choice.year"),
            years,
            label_visibility="collapsed",
            width=110,
            **kept,
        )
    else:
        picked = st.segmented_control(
            say("pages", "choice.year"), years, required=True, label_visibility="collapsed", **kept
        )
    return picked or current
