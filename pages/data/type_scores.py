"""Type or paste the published scores, see at once what they come to, and save them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from itacore.agency_names import name_with_place
from itacore.criteria import Criteria
from itacore.reading.typed import TypedAgency
from itacore.thai import NBSP
from itacore.wording import say
from pages.ui.choice import chosen_in, name_known
from pages.ui.data import Dataset, chosen_sample, criteria, dataset, leave_sample, workspace
from pages.ui.look import ask, escape, find
from pages.ui.navigation import page_path
from pages.ui.pasting import show_paste_box, show_pasted, take_pasted
from pages.ui.typing import (
    NEW,
    Check,
    Draft,
    agency_of,
    check_draft,
    draft_of,
    fill,
    keep,
    same_agency,
    save,
    start_again,
    undo,
)
from pages.ui.typing_result import focus_year, mark_faults, show_issues, show_result, tell_finding
from pages.ui.typing_table import cell_of, draw_table

TABLE = "typing-table"
MANY_YEARS = 3


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("type_scores", key, **places)


def stop_in_sample() -> None:
    """Typed scores are the office's own: while a sample is shown, offer to leave it."""
    if not chosen_sample():
        return
    ask("type_scores", tell("question"))
    find(tell("sample.title"))
    st.markdown(tell("sample.text"))
    st.button(tell("sample.leave"), type="primary", on_click=leave_sample, key="leave-to-type")
    st.stop()


def chosen_agency(data: Dataset) -> str:
    """The agency of the address or chosen on another page since, else the one of this page, else the first."""
    asked, year = st.query_params.get("agency"), st.query_params.get("year")
    if asked in data.names and (asked, year) != st.session_state.get("typing-asked"):
        st.session_state["chosen-agency"] = asked
        st.session_state["chosen-year"] = year or st.session_state.get("chosen-year")
    st.session_state["typing-asked"] = (asked, year)
    elsewhere = st.session_state.get("chosen-agency")
    if elsewhere in data.names and elsewhere != st.session_state.get("typing-followed"):
        st.session_state["typing-agency"] = st.session_state["typing-followed"] = elsewhere
    current = st.session_state.get("typing-agency")
    return str(current) if current in data.names or current == NEW else next(iter(data.names), NEW)


def choose_agency(data: Dataset) -> str:
    """Draw the choice of agency, where there is one to choose."""
    current = chosen_agency(data)
    if not data.names:
        return NEW
    options = [*data.names, NEW]
    picked = st.selectbox(
        tell("agency.label"),
        options,
        format_func=lambda value: data.names.get(value, tell("agency.new")),
        label_visibility="collapsed",
        width=300,
        **chosen_in("typing-agency", current),
    )
    st.session_state["typing-agency"] = picked
    if picked != NEW:
        st.session_state["chosen-agency"] = st.session_state["typing-followed"] = picked
    return str(picked)


def take_name(draft: Draft) -> Draft:
    """Take over the name of a new agency from its field; it outlives a change of page."""
    if draft.agency_id != NEW or "typing-name" not in st.session_state:
        return draft
    return keep(replace(draft, name=st.session_state["typing-name"]))


def ask_name(draft: Draft) -> None:
    """Ask for the name of a new agency."""
    st.session_state.setdefault("typing-name", draft.name)
    st.text_input(
        tell("agency.name"), key="typing-name", max_chars=120, placeholder=tell("agency.placeholder")
    )


def offer_same(draft: Draft, data: Dataset, agency: TypedAgency | None, rules: Criteria) -> bool:
    """Where the typed name is that of a known agency, offer its table; False while that is open."""
    known = same_agency(agency, data) if agency else None
    if known is None:
        return True
    st.info(tell("agency.same", name=escape(data.names[known])), icon=":material/info:")
    if st.button(tell("agency.open"), key="open-same"):
        fill(draft_of(data, known, rules), {c: t for c, t in draft.cells.items() if t.strip()})
        keep(replace(draft, cells={}, name=""))
        st.session_state.pop("typing-name", None)
        st.session_state["typing-agency"] = known
        st.rerun()
    return False


def resolve_name(agency: TypedAgency | None) -> tuple[bool, Mapping[str, str | None]]:
    """Ask which agency an ambiguous name means; whether that is settled, and what was chosen."""
    asked = [a for a in st.session_state.get("typing-ambiguous", ()) if agency and a.name == agency.name]
    resolve: dict[str, str | None] = {}
    for one in asked:
        names = {c.agency_id: name_known(c) for c in one.candidates}
        asked_name = name_with_place(one.name, one.district, one.province)
        picked = st.selectbox(
            say("import", "agencies.ambiguous", name=escape(asked_name)),
            [*names, NEW],
            index=None,
            format_func=lambda value, names=names: names.get(value, tell("agency.new")),  # type: ignore[misc]
            key=f"typing-resolve-{one.incoming_id}",
        )
        if picked is not None:
            resolve[one.incoming_id] = picked or None
    return len(resolve) == len(asked), resolve


def with_typed(draft: Draft) -> Draft:
    """Take over what the fields hold.

    Each run does so for itself: an earlier run that is still ending beside it may put an older draft back.
    """
    typed = (st.session_state.get(TABLE) or {}).get("typed") or {}
    if draft.number != typed.get("version"):
        return draft
    return keep(replace(draft, cells={cell_of(key): text for key, text in typed["cells"].items()}))


def take_typed() -> None:
    """Take over what the fields hold before anything else of the run, whichever draft the run shows."""
    for draft in list(st.session_state.get("typing-drafts", {}).values()):
        with_typed(draft)


def show_acts(draft: Draft, data: Dataset, check: Check, ready: str | None, rules: Criteria) -> bool:
    """Save, begin again, take that back; True when the person asks to save."""
    with st.container(horizontal=True, vertical_alignment="center", key="typing-acts"):
        asked = st.button(
            tell("act.save"),
            type="primary",
            icon=":material/check:",
            disabled=ready is not None,
            key="save-typed",
        )
        if draft.touched and st.button(tell("act.restart"), key="restart"):
            start_again(draft, data, rules)
            st.session_state.pop("typing-pasted", None)
            st.rerun()
        put_away: Draft | None = st.session_state.get("typing-undo")
        offered = put_away and put_away.agency_id == draft.agency_id and not draft.touched
        if put_away and offered and st.button(tell("act.undo"), icon=":material/undo:", key="undo-restart"):
            undo(put_away)
            st.rerun()
    cleared = len(check.typed.cleared)
    told = [ready or tell("act.pending", count=len(check.typed.changed))]
    if cleared and check.savable:
        told.append(tell("act.clearing", count=cleared))
    st.caption(f"{NBSP}· ".join(told))
    return asked


def why_not(draft: Draft, check: Check, agency: TypedAgency | None, settled: bool) -> str | None:
    """Why nothing can be saved now, None where it can."""
    if check.typed.faulty:
        return tell("act.mend")
    if not check.typed.changed:
        return tell("act.same" if draft.opened else "act.empty")
    if agency is None:
        return tell("act.need-name")
    return None if settled else tell("act.need-choice")


stop_in_sample()
data, rules = dataset(), criteria()
with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("type_scores", tell("question"))
    draft = take_name(with_typed(draft_of(data, choose_agency(data), rules)))
    earlier = min(draft.years) - 1
    if earlier >= rules.first_year and st.button(
        tell("year.add", year=earlier), icon=":material/add:", key="add-year"
    ):
        keep(replace(fill(draft, {}), years=(earlier, *draft.years), kind=draft.kind))
        st.rerun()
agency = agency_of(draft, data)
check = check_draft(draft, data, rules, agency)
year = focus_year(draft, check, st.session_state.get("chosen-year"))
find(tell_finding(draft, check, rules, year))
left, right = st.columns([6, 5] if len(draft.years) < MANY_YEARS else [3, 2], gap="medium")
with left.container(border=True):
    settled = True
    if draft.agency_id == NEW:
        ask_name(draft)
        settled = offer_same(draft, data, agency, rules)
    pasted, finished = draw_table(
        TABLE,
        version=draft.number,
        years=draft.years,
        cells=draft.cells,
        faults=mark_faults(check),
        criteria=rules,
        on_typed=take_typed,
    )
    st.caption(tell("table.keys"))
with right:
    answered, resolve = resolve_name(agency)
    ready = why_not(draft, check, agency, settled and answered)
    asked = show_acts(draft, data, check, ready, rules)
    show_pasted(agency, "table")
    show_issues(check, rules)
    show_result(draft, check, rules, year)
    show_paste_box(draft, agency, year, rules)
if pasted:
    take_pasted(draft, pasted, rules)
if (asked or finished) and ready is None:
    if save(draft, check, workspace(), resolve):
        st.session_state.pop("typing-pasted", None)
        st.switch_page(page_path("overview"))
    st.rerun()
