"""Questions about files under review: two readings side by side, and which of several values was published."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from itacore.agency_names import tell_agencies
from itacore.answer import code_order
from itacore.data_table import DataTable
from itacore.issues import cell_name
from itacore.reading.contradictions import figure_name, show_value
from itacore.reading.questions import COLUMNS, Option, Question
from itacore.scoring.proofreading.judging import Candidate, Contested, Contradiction, Key, Value, Verdict
from itacore.wording import say
from pages.ui.data import criteria
from pages.ui.figures import show_table
from pages.ui.imports import Pending, map_sheet, read_again
from pages.ui.look import card_title, escape
from pages.ui.mapping_fields import head_of
from pages.ui.mapping_options import column_letter

FIGURES_SHOWN = 10
MOST_CONTESTED = 12
MANY = 3  # figures; so many are settled at once where one sheet or file is right
FEW_PLACES = 4


def tell(key: str, **places: object) -> str:
    """Wording of the questions."""
    return say("import", f"doubt.{key}", **places)


def show_questions(pending: Pending) -> None:
    """Ask everything that a person can settle with one press each."""
    for number, question in enumerate(pending.questions):
        with st.container(border=True, key=f"question-{number}"):
            if question.code == COLUMNS:
                _ask_columns(pending, question, number)
            else:
                _ask_year(pending, question, number)
    _show_contradictions(pending)


def _ask_columns(pending: Pending, question: Question, number: int) -> None:
    """Which column holds the scores."""
    card_title(tell("columns", sheet=escape(question.sheet)))
    grids = [grid for file in pending.files if file.sha256 == question.sha256 for grid in file.grids]
    grid = next(grid for grid in grids if grid.sheet == question.sheet)
    for place, option in zip(st.columns(len(question.options), gap="medium"), question.options, strict=True):
        with place:
            letter = column_letter(option.value)
            head = head_of(grid, question.base.heading, option.value)
            told = tell("column-headed", column=letter, head=head) if head else tell("column", column=letter)
            st.markdown(f"**{told}**")
            _show_option(option, f"{number}-{option.value}")
            if st.button(tell("take-column", column=letter), key=f"take-{number}-{option.value}"):
                map_sheet(pending, (question.sha256, question.sheet), option.mapping)
                st.rerun()


def _ask_year(pending: Pending, question: Question, number: int) -> None:
    """Of which year the scores are."""
    card_title(tell("year", sheet=escape(question.sheet)))
    place = (question.sha256, question.sheet)
    if question.options:
        for column, option in zip(
            st.columns(len(question.options), gap="medium"), question.options, strict=True
        ):
            with column:
                _show_option(option, f"{number}-{option.value}")
                if st.button(tell("take-year", year=option.value), key=f"take-{number}-{option.value}"):
                    map_sheet(pending, place, option.mapping)
                    st.rerun()
    picked = st.selectbox(
        tell("other-year" if question.options else "pick-year"),
        question.other_years,
        index=None,
        placeholder=tell("pick-placeholder"),
        key=f"year-{number}-{question.sheet}",
        width=320,
    )
    if picked is not None:
        map_sheet(pending, place, replace(question.base, year=int(picked)))
        st.rerun()


def _show_option(option: Option, key: str) -> None:
    """What a way of reading gives, as a small table."""
    if not option.figures:
        st.caption(tell("no-preview"))
        return
    figures = sorted(option.figures, key=lambda figure: (code_order(figure.code), figure.fiscal_year))
    rows = [
        {
            tell("code"): figure_name(figure.code),
            tell("of-year"): str(figure.fiscal_year),
            tell("score"): show_value(figure.shown),
        }
        for figure in figures[:FIGURES_SHOWN]
    ]
    show_table(DataTable("", pd.DataFrame(rows)), f"option-{key}", right=[tell("score")])


def _show_contradictions(pending: Pending) -> None:
    """Which of the values that contradict each other was published: one press settles all that are open."""
    if not pending.contradictions:
        return
    open_keys = _open_keys(pending)
    settled = [
        (case, figure)
        for case in pending.contradictions
        for figure in case.figures
        if figure.settled is not None
    ]
    asked = [
        (case, figure)
        for case in pending.contradictions
        for figure in case.figures
        if (case.agency_id, case.fiscal_year, figure.code) in open_keys
    ]
    everywhere = _values_by_place(pending, asked)
    later, asked = len(asked[MOST_CONTESTED:]), asked[:MOST_CONTESTED]
    if not settled and not asked and not pending.choices:
        return
    with st.container(border=True, key="contradictions"):
        card_title(tell("values" if asked else "values-chosen" if pending.choices else "values-settled"))
        for case, figure in settled[:MOST_CONTESTED]:
            st.markdown(f":material/check_circle: {_told_settled(pending, case, figure)}")
        for case in pending.contradictions:
            for figure in case.figures:
                used = pending.choices.get((case.agency_id, case.fiscal_year, figure.code))
                if used is not None:
                    told = tell("chosen", figure=_name(pending, case, figure), used=escape(show_value(used)))
                    st.markdown(f":material/check_circle: {told}")
        if asked:
            with st.container(horizontal=True):
                for number, (place, values) in enumerate(everywhere.items()):
                    st.button(
                        tell("use-all", place=escape(place), count=len(values)),
                        key=f"use-all-{number}",
                        on_click=read_again,
                        args=(pending, None, {**pending.choices, **values}),
                    )
            with st.form("settle-values", border=False):
                picked = {
                    (case.agency_id, case.fiscal_year, figure.code): _pick(pending, case, figure)
                    for case, figure in asked
                }
                send = st.form_submit_button(
                    tell("use-values"), type="primary", icon=":material/check:", key="use-values"
                )
            if later:
                st.caption(tell("more-values", count=later))
            if send:
                chosen = {key: value for key, value in picked.items() if value is not None}
                if chosen:
                    read_again(pending, choices={**pending.choices, **chosen})
                    st.rerun()
                st.info(tell("none-chosen"), icon=":material/info:")
        if pending.choices:
            st.button(
                tell("undo-values"),
                key="undo-values",
                icon=":material/undo:",
                on_click=read_again,
                args=(pending, None, {}),
            )


def count_open(pending: Pending) -> int:
    """How many figures wait for the person to pick a value."""
    keys = _open_keys(pending)
    return sum(
        (case.agency_id, case.fiscal_year, figure.code) in keys
        for case in pending.contradictions
        for figure in case.figures
    )


def contested_files(pending: Pending) -> set[str]:
    """Files with a value that contradicts another, settled or not."""
    return {
        place.file
        for case in pending.contradictions
        for figure in case.figures
        for candidate in figure.candidates
        for place in candidate.places
    }


def shows_all_values(pending: Pending) -> bool:
    """Whether every value that contradicts another is told or asked here."""
    figures = [figure for case in pending.contradictions for figure in case.figures]
    return 0 < len(figures) <= MOST_CONTESTED


def _values_by_place(
    pending: Pending, asked: list[tuple[Contradiction, Contested]]
) -> dict[str, dict[Key, Value]]:
    """The sheets or files that give a value for every figure asked about, where these are many."""
    if len(asked) < MANY:
        return {}
    found: dict[str, dict[Key, Value]] = {}
    unclear = set()  # give several values for one figure
    for case, figure in asked:
        key = (case.agency_id, case.fiscal_year, figure.code)
        for candidate in figure.candidates:
            for place in candidate.places:
                name = place.file
                if len(pending.files) == 1:
                    name = say("import", "issues.place-sheet", sheet=place.sheet or "")
                excluded = candidate.verdict is Verdict.EXCLUDED
                if excluded or found.setdefault(name, {}).setdefault(key, candidate.value) != candidate.value:
                    unclear.add(name)
    whole = {n: values for n, values in found.items() if len(values) == len(asked) and n not in unclear}
    return whole if 1 < len(whole) <= FEW_PLACES else {}


def _open_keys(pending: Pending) -> set[Key]:
    """Figures that have no value yet."""
    frame = pending.reading.contradictions
    return {
        (str(agency), int(year), str(code))
        for agency, year, code in zip(frame["agency_id"], frame["fiscal_year"], frame["code"], strict=True)
    }


def _pick(pending: Pending, case: Contradiction, figure: Contested) -> Value | None:
    """Let the person pick a value; one that the total excludes is not offered, the best one is picked already."""
    offered = [c for c in figure.candidates if c.verdict is not Verdict.EXCLUDED]
    many_files = len(pending.files) > 1
    shown = [*(_shown(candidate, many_files) for candidate in offered), tell("neither")]
    start = offered.index(figure.preferred) if figure.preferred in offered else len(offered)
    picked = st.radio(
        _name(pending, case, figure),
        range(len(shown)),
        index=start,
        format_func=lambda number: shown[number],
        horizontal=True,
        key=f"value-{case.agency_id}-{case.fiscal_year}-{figure.code}",
    )
    excluded = [show_value(c.value) for c in figure.candidates if c.verdict is Verdict.EXCLUDED]
    if excluded:
        st.caption(tell("excluded", values=", ".join(excluded)))
    return offered[picked].value if picked < len(offered) else None


def _shown(candidate: Candidate, many_files: bool) -> str:
    """A value with its first cell; the file is named where there are several."""
    place = candidate.places[0]
    key = "candidate-preferred" if candidate.verdict is Verdict.PREFERRED else "candidate"
    return escape(
        tell(
            key,
            value=show_value(candidate.value),
            sheet=tell("sheet-of", file=place.file, sheet=place.sheet or "") if many_files else place.sheet,
            cell=cell_name(place.row, place.column),
        )
    )


def _name(pending: Pending, case: Contradiction, figure: Contested) -> str:
    """The figure, its year, and its agency where there are several."""
    book = criteria().for_year(case.fiscal_year).book
    named = book.name_of(figure.code)
    name = figure_name(figure.code) + ("" if named == figure.code else f" {named}")
    told = tell("figure", figure=name, year=case.fiscal_year)
    agencies = pending.reading.agencies
    own = agencies.loc[agencies["agency_id"] == case.agency_id, "name"].dropna()
    if len(agencies) < 2 or own.empty:
        return escape(told)
    names = tell_agencies(agencies[agencies["name"] == own.iloc[0]], "")
    return escape(tell("figure-of", figure=told, agency=names[case.agency_id]))


def _told_settled(pending: Pending, case: Contradiction, figure: Contested) -> str:
    """A value that follows from the published total."""
    assert figure.settled is not None
    excluded = [show_value(c.value) for c in figure.candidates if c.verdict is Verdict.EXCLUDED]
    return tell(
        "settled",
        figure=_name(pending, case, figure),
        used=escape(show_value(figure.settled.value)),
        excluded=escape(", ".join(excluded)),
    )
