"""The list of what was imported and typed: each can be taken out and brought back at once."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from itacore.errors import AmbiguousAgencyError, WorkspaceError
from itacore.narrative.words import join_words, short_moment
from itacore.store import ImportRecord, Workspace
from itacore.thai import format_number
from pages.ui.import_effect import show_effect, tell
from pages.ui.look import card_title, escape
from pages.ui.who import who

A_PAGE = 20
KIND_ICONS = {"file": "description", "typed": "edit_note", "pasted": "content_paste"}


def show_imports(workspace: Workspace, records: tuple[ImportRecord, ...]) -> None:
    """List the imports, newest first, twenty at a time."""
    card_title(tell("list.title"))
    agencies = workspace.sole_agencies()
    newest_first = records[::-1]
    start = min(st.session_state.get("history-start", 0), (len(records) - 1) // A_PAGE * A_PAGE)
    for record in newest_first[start : start + A_PAGE]:
        with st.container(border=True, key=f"import-{record.id}"):
            _show_import(workspace, record, agencies.get(record.id))
    if len(records) > A_PAGE:
        _turn_pages(start, len(records))


def describe_import(kind: str, file_name: str | None) -> str:
    """Name an import by its file, else by how it was given."""
    return file_name or tell(f"list.{kind if kind in ('typed', 'pasted') else 'file'}")


def _show_import(workspace: Workspace, record: ImportRecord, agency: str | None) -> None:
    opened = st.session_state.setdefault("history-opened", set())
    told, acts = st.columns([5, 2], vertical_alignment="center")
    icon = KIND_ICONS.get(record.kind, "description")
    name = escape(describe_import(record.kind, record.file_name))
    facts = " · ".join(escape(fact) for fact in _facts(record, agency))
    told.markdown(f":material/{icon}: **{name}** {_state(record)}  \n:small[:gray[{facts}]]")
    is_open = record.id in opened
    with acts.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(
            tell("effect.close" if is_open else "effect.open"),
            icon=f":material/{'expand_less' if is_open else 'expand_more'}:",
            type="tertiary",
            key=f"details-{record.id}",
            on_click=opened.symmetric_difference_update,
            args=({record.id},),
        )
        act = "take" if record.standing else "bring"
        if st.button(tell(f"list.{act}"), key=f"{act}-{record.id}"):
            _turn(workspace, record)
    if is_open:
        show_effect(workspace, record)


def _state(record: ImportRecord) -> str:
    if record.standing:
        return f":green-badge[:material/check: {tell('list.stands')}]"
    return f":gray-badge[:material/undo: {tell('list.taken')}]"


def _facts(record: ImportRecord, agency: str | None) -> list[str]:
    """When, who, whose, which years, how many figures."""
    facts = [short_moment(record.confirmed_at)]
    if record.confirmed_by:
        facts.append(tell("list.by", who=record.confirmed_by))
    facts.append(agency or tell("list.agencies", count=format_number(record.agency_count, 0)))
    years = record.fiscal_years
    if len(years) == 1:
        facts.append(tell("list.year", year=years[0]))
    elif years and years[-1] - years[0] == len(years) - 1:
        facts.append(tell("list.years", first=years[0], last=years[-1]))
    elif years:
        facts.append(tell("list.years-list", years=join_words([str(year) for year in years])))
    facts.append(tell("list.scores", count=format_number(record.score_count, 0)))
    if record.taken_back_at is not None:
        by = record.taken_back_by
        when = short_moment(record.taken_back_at)
        facts.append(tell("list.taken-by" if by else "list.taken-at", when=when, who=by))
    return facts


def _turn(workspace: Workspace, record: ImportRecord) -> None:
    """Take an import out, or bring it back."""
    change = workspace.take_back if record.standing else workspace.bring_back
    try:
        change(record.id, now=datetime.now().astimezone(), who=who())
    except AmbiguousAgencyError as fault:
        st.toast(tell("list.moved", names=escape(join_words(fault.names))), icon=":material/error:")
    except WorkspaceError as fault:
        st.toast(f"{tell('list.failed')}: {escape(str(fault))}", icon=":material/error:")
    else:
        key = "list.took" if record.standing else "list.brought"
        st.toast(tell(key), icon=":material/check_circle:", duration="long")
    st.rerun()


def _turn_pages(start: int, count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="center"):
        for key, icon, step, off in (
            ("newer", "chevron_left", -A_PAGE, start == 0),
            ("older", "chevron_right", A_PAGE, start + A_PAGE >= count),
        ):
            if key == "older":
                last = min(start + A_PAGE, count)
                st.caption(tell("list.range", first=start + 1, last=last, count=count), width="content")
            if st.button(tell(f"list.{key}"), icon=f":material/{icon}:", disabled=off, key=key):
                st.session_state["history-start"] = start + step
                st.rerun()
