"""The OIT items of a year one by one: ticked, counted, estimated, and what can be done about the open ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from itacore.criteria import Criteria, Mark
from itacore.data_table import DataTable
from itacore.measures import read_catalogue
from itacore.narrative.checklist import (
    tell_counts,
    tell_differences,
    tell_estimate,
    tell_no_list,
    tell_span,
    tell_unknown,
)
from itacore.narrative.words import join_words
from itacore.scoring.checklist import (
    NOT_SCORED,
    SCORED,
    STATES,
    TO_COME,
    ItemGroup,
    Line,
    States,
    change_state,
    count_states,
    fill_unknown,
    group_items,
    is_all_or_nothing,
    lay_out,
    read_figures,
    states_of_figures,
    year_of_list,
)
from itacore.scoring.profile import Profile
from itacore.thai import format_number
from itacore.wording import say
from pages.ui.choice import Choice
from pages.ui.data import Dataset, chosen_sample
from pages.ui.decisions import CHECKLIST, checklist_of, save_checklist
from pages.ui.figures import show_table
from pages.ui.look import card_title, escape
from pages.ui.navigation import page_icon, page_path
from pages.ui.stepping import show_steps
from pages.ui.suggestions import chosen_ids, show_measure

_MISSING = object()


def tell(key: str, **places: object) -> str:
    """Wording of this part."""
    return say("checklist", key, **places)


def offer_checklist(profile: Profile, data: Dataset, choice: Choice) -> None:
    """The checklist of the year, folded; nothing of it is computed until it is opened."""
    folded = st.expander(
        tell("title"),
        icon=":material/checklist:",
        key="checklist",
        on_change="rerun",
    )
    if not folded.open:
        return
    with folded:
        groups = group_items(profile.rules)
        if not groups:
            _show_no_list(profile, data.criteria)
            return
        figures = read_figures(data.scores, choice.agency_id, choice.fiscal_year)
        _show_checklist(profile, data, choice, groups, figures, chosen_ids(choice))


def _show_no_list(profile: Profile, criteria: Criteria) -> None:
    rules = profile.rules
    years = [year for year in sorted(criteria.books) if group_items(criteria.for_year(year))]
    st.markdown(tell_no_list(rules, years))
    st.caption(tell("no-list.why"))
    if rules.provisional and rules.book.items:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            confirm = tell("no-list.confirm", year=rules.fiscal_year, base=rules.book.fiscal_year)
            st.markdown(confirm, width="content")
            st.page_link(
                page_path("criteria"),
                label=say("pages", "page.criteria"),
                icon=page_icon("criteria"),
                width="content",
            )


@st.fragment
def _show_checklist(
    profile: Profile,
    data: Dataset,
    choice: Choice,
    groups: tuple[ItemGroup, ...],
    figures: Mapping[str, float],
    chosen: frozenset[str],
) -> None:
    """A tick draws this part anew, not the page; a measure that was taken draws the page, whose list shows it."""
    if chosen_ids(choice) != chosen:
        st.rerun()
    states = _follow(choice, [item.code for group in groups for item in group.items])
    lines = lay_out(profile.rules, states, figures)
    left, right = st.columns([6, 5], gap="medium")
    with left, st.container(gap="xsmall"):
        _show_acts(choice, groups, states, figures)
        _show_items(choice, groups, states, figures)
    with right, st.container(key="checklist-figures", gap="xsmall"):
        _show_figures(profile, groups, states, lines)
    _show_measures(profile, data, choice, groups, states, chosen)


def _follow(choice: Choice, codes: Iterable[str]) -> dict[str, str]:
    """Give what counts, and let the fields show what undo, a button for many, or another person has set.

    A field is touched only where what counts is no longer what was drawn: a run that is still ending beside the
    next one must not put a tick back that it does not know of.
    """
    memory = _key(choice, "drawn")
    drawn = st.session_state.get(memory, {})
    states = checklist_of(choice)
    for code in codes:
        key, state = _key(choice, code), states.get(code)
        changed = key not in st.session_state or drawn.get(code) != state
        if changed and st.session_state.get(key, _MISSING) != state:
            st.session_state[key] = state
    st.session_state[memory] = states
    return states


def _key(choice: Choice, name: str) -> str:
    return f"checklist-{name}-{choice.fiscal_year}-{choice.agency_id}"


def _show_acts(
    choice: Choice, groups: tuple[ItemGroup, ...], states: States, figures: Mapping[str, float]
) -> None:
    st.caption(tell("intro-sample" if chosen_sample() else "intro", year=choice.fiscal_year))
    told = states_of_figures(groups, figures)
    rest = _all_scored(groups)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if told:
            _show_fill(choice, "import", "playlist_add_check", states, told, tell("act.import-help"))
        _show_fill(choice, "rest-all", "done_all", states, rest, tell("act.rest-all-help"))
        show_steps(CHECKLIST, choice, "checklist")


def _show_fill(
    choice: Choice, act: str, icon: str, states: States, told: States, hint: str, place: str = ""
) -> None:
    """A button that sets the items still unknown; it stays in its place when none is left."""
    st.button(
        tell(f"act.{act}"),
        key=f"checklist-{act}{place}",
        icon=f":material/{icon}:",
        type="tertiary",
        disabled=not told.keys() - states.keys(),
        help=hint,
        on_click=_fill,
        args=(choice, told),
    )


def _show_items(
    choice: Choice, groups: tuple[ItemGroup, ...], states: States, figures: Mapping[str, float]
) -> None:
    with st.container(key="checklist-items", gap="xsmall"):
        for group in groups:
            name = group.subindicator.name
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{group.code}\u00a0\u00a0{escape(name)}**", width="stretch")
                hint = tell("act.rest-help", code=group.code, name=escape(name))
                place = f"-{group.code}"
                _show_fill(choice, "rest", "done_all", states, _all_scored((group,)), hint, place)
            for item in group.items:
                _show_item(choice, item.code, item.title, figures.get(item.code))


def _show_item(choice: Choice, code: str, title: str, published: float | None) -> None:
    key = _key(choice, code)
    label = escape(tell("item.label", code=code, title=title))
    if published is not None:
        label += f" :gray[{tell('item.published', score=format_number(published))}]"
    st.segmented_control(
        label,
        STATES,
        format_func=lambda one: tell(f"state.{one}"),
        key=key,
        width="stretch",
        on_change=_tick,
        args=(choice, code, key),
    )


def _all_scored(groups: tuple[ItemGroup, ...]) -> dict[str, str]:
    return {item.code: SCORED for group in groups for item in group.items}


def _tick(choice: Choice, code: str, key: str) -> None:
    save_checklist(choice, change_state(checklist_of(choice), code, st.session_state[key]))


def _fill(choice: Choice, told: States) -> None:
    save_checklist(choice, fill_unknown(checklist_of(choice), told))


def _show_figures(
    profile: Profile, groups: tuple[ItemGroup, ...], states: States, lines: tuple[Line, ...]
) -> None:
    """Counts, estimates and published scores of 9 and 10 and what is below them."""
    counts = count_states([item for group in groups for item in group.items], states)
    card_title(tell_counts(counts))
    if tell_unknown(counts):
        st.caption(tell_unknown(counts))
    made = is_all_or_nothing(profile.rules)
    columns: dict[str, list[str]] = {
        tell("table.indicator"): [_name(line) for line in lines],
        tell("table.scored"): [
            tell("table.of", scored=line.counts.scored, all=line.counts.all) for line in lines
        ],
    }
    if made:
        columns[tell("table.estimate")] = [tell_span(line.span) for line in lines]
    columns[tell("table.published")] = [format_number(line.published) for line in lines]
    table = DataTable(tell("table.name", year=profile.rules.fiscal_year), pd.DataFrame(columns))
    show_table(table, "checklist", right=list(columns)[1:], markdown=True)
    differences = tell_differences(lines)
    if differences:
        st.markdown("  \n".join(f":material/info: {escape(text)}" for text in differences))
        st.caption(tell("difference.hint"))
    st.caption(tell_estimate(profile.rules))
    block = profile.rules.book.blocks["items"]
    if block.note and block.mark is not Mark.CONFIRMED:
        st.caption(tell("cuts", note=escape(block.note)))


def _name(line: Line) -> str:
    name = f"{line.code}\u00a0{escape(line.name)}"
    return f"**{name}**" if line.is_indicator else name


def _show_measures(
    profile: Profile,
    data: Dataset,
    choice: Choice,
    groups: tuple[ItemGroup, ...],
    states: States,
    chosen: frozenset[str],
) -> None:
    """The catalogue's measures for each item that is not scored or to come, drawn when they are opened."""
    items = [
        item for group in groups for item in group.items if states.get(item.code) in (NOT_SCORED, TO_COME)
    ]
    if not items:
        st.caption(tell("suggest.none"))
        return
    card_title(tell("suggest.title", count=len(items)))
    catalogue, agency_type = read_catalogue(), data.type_of(choice.agency_id)
    years = {year for measure in catalogue.values() for year, _ in measure.oit_items}
    year = year_of_list(profile.rules.book, data.criteria, years)
    without = []
    with st.container(gap="xsmall"):
        for item in items:
            measures = () if year is None else catalogue.for_item(year, item.code)
            if not measures:
                without.append(item.code)
                continue
            label = tell(
                "suggest.item",
                code=item.code,
                title=escape(item.title),
                state=tell(f"state.{states[item.code]}"),
                count=len(measures),
            )
            folded = st.expander(label, key=f"checklist-measures-{item.code}", on_change="rerun")
            if folded.open:
                with folded:
                    for measure in measures:
                        show_measure(measure, choice, agency_type, chosen, place=f"oit-{item.code}-")
    if without:
        st.caption(tell("suggest.missing", codes=join_words(without)))
