"""By which rules was each year rated, where do they come from, and who confirmed them?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from itacore.criteria import Criteria, RuleBook, read_criteria, write_book
from itacore.narrative.criteria import tell_differences, tell_fault, tell_finding
from itacore.narrative.words import short_moment
from itacore.thai import fiscal_year_of
from pages.ui.choice import chosen_in
from pages.ui.criteria_books import bring_back, can_bring_back, save_book, take_back
from pages.ui.criteria_form import close_form, form_open, open_form, show_form
from pages.ui.criteria_incoming import forget_incoming, incoming, offer_file, show_incoming
from pages.ui.criteria_view import show_book, tell
from pages.ui.data import chosen_sample, dataset, office_books, workspace
from pages.ui.look import ask, escape, find
from pages.ui.who import who


def confirmable_years(shipped: Criteria) -> list[int]:
    """Years up to the running one that the program has no book for."""
    today = date.today()
    running = fiscal_year_of(today.year, today.month)
    return [year for year in range(shipped.first_year, running + 1) if year not in shipped.books]


def choose_year(years: Sequence[int], scored: Sequence[int], latest: int) -> int:
    """Draw the choice of the year; a year with scores then follows the person over all pages."""
    state, options = st.session_state, [str(year) for year in years]
    if state.get("rule-year-beside") != state.get("chosen-year"):
        state.pop("chosen-rule-year", None)
    current = state.get("chosen-rule-year") or state.get("chosen-year")
    current = current if current in options else str(latest)
    asked = st.query_params.get("year")
    if asked is not None and asked != state.get("written-year"):
        if asked in options:
            current = asked
        else:
            st.toast(tell("year.unknown", year=asked[:12], shown=current), icon=":material/info:")
    picked = st.selectbox(
        tell("year.label"),
        options,
        label_visibility="collapsed",
        width=110,
        **chosen_in("chosen-rule-year", current),
    )
    state["chosen-rule-year"] = st.query_params["year"] = state["written-year"] = picked
    if int(picked) in scored:
        state["chosen-year"] = picked
    state["rule-year-beside"] = state.get("chosen-year")
    return int(picked)


def confirm(book: RuleBook) -> None:
    """Save a confirmed book and go back to reading."""
    save_book(workspace(), book, who())
    close_form()
    forget_incoming()
    st.session_state["chosen-rule-year"] = str(book.fiscal_year)
    st.toast(tell("action.saved", year=book.fiscal_year), icon=":material/how_to_reg:")
    st.rerun()


def undo(year: int) -> None:
    """Take a confirmation back."""
    earlier_counts = take_back(workspace(), year, who())
    used = max(other for other in data.criteria.books if other < year)
    key = "action.took-back-one" if earlier_counts else "action.took-back"
    st.toast(tell(key, year=year, used=used), icon=":material/undo:")


def redo(year: int) -> None:
    """Bring a confirmation back."""
    bring_back(workspace(), year, who())
    st.toast(tell("action.redone", year=year), icon=":material/redo:")


def show_state(year: int, book: RuleBook) -> None:
    """Say whose rules the year uses, and in what they differ from the year before."""
    own, rules = office_books(), data.criteria
    if book.fiscal_year != year:
        st.info(tell("year.provisional", year=year, used=book.fiscal_year), icon=":material/info:")
    elif rules.is_confirmed(year):
        st.success(
            tell("year.confirmed", year=year, when=short_moment(own.saved_at[year])),
            icon=":material/how_to_reg:",
        )
    aside = rules.set_aside.get(year)
    if aside is not None:
        st.info(escape(tell("year.aside", year=year, difference=tell_differences(book, aside))))


def show_broken() -> None:
    """Name the office's books that no longer read; they are not used."""
    for year, faults in office_books().broken.items():
        listed = "\n".join(f"- {escape(tell_fault(fault))}" for fault in faults)
        st.warning(f"{tell('year.broken', year=year)}\n\n{listed}", icon=":material/warning:")
        st.button(
            tell("action.take-back-year", year=year),
            icon=":material/undo:",
            on_click=undo,
            args=(year,),
            key=f"criteria-take-back-{year}",
        )


def show_actions(year: int, book: RuleBook) -> None:
    """What can be done about the year: confirm, edit, take back, hand on."""
    rules, own = data.criteria, office_books()
    with st.container(horizontal=True):
        if chosen_sample():
            if year in allowed:
                st.caption(tell("year.sample"))
        elif year in allowed:
            st.button(
                tell("action.edit") if rules.is_confirmed(year) else tell("action.confirm", year=year),
                type="secondary" if rules.is_confirmed(year) else "primary",
                icon=":material/edit:" if rules.is_confirmed(year) else ":material/how_to_reg:",
                on_click=open_form,
                args=(year, rules),
                key="criteria-open",
            )
        if year in own.books and not chosen_sample():
            st.button(
                tell("action.take-back"),
                icon=":material/undo:",
                on_click=undo,
                args=(year,),
                key="criteria-take-back",
            )
        elif year in allowed and not chosen_sample() and can_bring_back(workspace(), year):
            st.button(
                tell("action.redo"), icon=":material/redo:", on_click=redo, args=(year,), key="criteria-redo"
            )
        shown = own.books.get(year) if year in rules.set_aside else book
        if shown is not None and shown.fiscal_year == year:
            st.download_button(
                tell("year.aside-download" if year in rules.set_aside else "action.export", year=year),
                partial(write_book, shown),
                f"{tell('file.name', year=year)}.toml",
                "application/toml",
                icon=":material/download:",
                on_click="ignore",
                help=tell("action.export-help"),
                key="criteria-export",
            )


def read_rules() -> None:
    """The rules of the chosen year."""
    rules = data.criteria
    scored = sorted({int(year) for year in data.analysis.ratings["fiscal_year"].unique()})
    years = sorted({*rules.books, *allowed, *scored})
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            ask("criteria", tell("question"))
        year = choose_year(years, scored, scored[-1] if scored else max(rules.books))
    find(tell_finding(rules, scored))
    if not chosen_sample():
        show_broken()
    book = rules.for_year(year).book
    show_state(year, book)
    earlier = [other for other in rules.books if other < book.fiscal_year]
    before = rules.books[max(earlier)] if earlier else None
    st.markdown(escape(tell_differences(before, book)))
    show_actions(year, book)
    show_book(book, before)
    if not chosen_sample():
        offer_file(allowed)


data = dataset()
allowed = confirmable_years(read_criteria())
form, file = form_open(), incoming()
confirmed: RuleBook | None = None
if chosen_sample() or (form is None and file is None):
    read_rules()
elif form is not None:
    confirmed = show_form(form, data)
elif file is not None:
    confirmed = show_incoming(file, data)
if confirmed is not None:
    confirm(confirmed)
