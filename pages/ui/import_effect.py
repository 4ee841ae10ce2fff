"""What a saved import changed, and what was known of it when it was saved."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from itacore.data_table import DataTable
from itacore.issues import Issue, issue_codes
from itacore.store import ImportEffect, ImportRecord, Workspace
from itacore.thai import format_number
from itacore.wording import read_wording, say
from pages.ui.cards import offer_files
from pages.ui.data import criteria
from pages.ui.figures import LONG_TABLE, show_table
from pages.ui.look import SEVERITY_LOOK, escape

ROWS_SHOWN = 200
MOST_IN_EXCEL = 50_000
ISSUES_SHOWN = 8
CHANGES = ("added", "changed", "removed")
COUNT_LOOK = {"added": "green", "changed": "orange", "removed": "red", "same": "gray"}
RANKS = ("rank", "rank-of")


def tell(key: str, **places: object) -> str:
    """Wording of the history page."""
    return say("history", key, **places)


@st.cache_resource(show_spinner=False, max_entries=4)
def _find_effect(_workspace: Workspace, record: ImportRecord, version: str) -> ImportEffect:
    return _workspace.compare_import(record.id)


def show_effect(workspace: Workspace, record: ImportRecord) -> None:
    """Show what an import changed against what stood before it, then its issues."""
    effect = _find_effect(workspace, record, workspace.version())
    badges = [
        f":{COUNT_LOOK[kind]}-badge[{tell(f'effect.{kind}', count=format_number(count, 0))}]"
        for kind in (*CHANGES, "same")
        if (count := getattr(effect, kind))
    ]
    st.markdown(" ".join([*badges, f":small[{tell('effect.against')}]"]))
    if len(effect.frame):
        _show_rows(effect, record)
    else:
        st.caption(tell("effect.nothing"))
    _show_issues(workspace.read_issues(record.id))


def _show_rows(effect: ImportEffect, record: ImportRecord) -> None:
    count = len(effect.frame)
    title = tell("effect.file-name", number=record.id)
    key = f"effect-{record.id}"
    shown = _as_texts(effect.frame.head(ROWS_SHOWN))
    sides = [tell("column.before"), tell("column.after")]
    if count <= LONG_TABLE:
        show_table(DataTable(title, shown), key, right=sides)
    else:
        settings = {side: st.column_config.TextColumn(alignment="right") for side in sides}
        st.dataframe(shown, hide_index=True, column_config=settings, key=f"frame-{key}")
    notes = []
    if count > ROWS_SHOWN:
        notes.append(tell("effect.first-rows", shown=ROWS_SHOWN, count=format_number(count, 0)))
    if count > MOST_IN_EXCEL:
        notes.append(tell("effect.csv-only", most=format_number(MOST_IN_EXCEL, 0)))
    if notes:
        st.caption(" · ".join(notes))
    with st.container(horizontal=True):
        offer_files(DataTable(title, _as_figures(effect.frame)), key, workbook=count <= MOST_IN_EXCEL)


def _as_figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns for a file: figures and texts apart."""
    columns = {
        **_keys(frame),
        tell("column.code"): frame["code"].astype("str"),
        tell("column.what"): _names(frame),
        tell("column.before"): frame["before"],
        tell("column.after"): frame["after"],
    }
    for side in ("before", "after"):
        if frame[["before_text", "after_text"]].notna().any(axis=None):
            columns[tell(f"column.{side}-text")] = frame[f"{side}_text"]
    columns[tell("column.change")] = _changes(frame)
    return pd.DataFrame(columns)


def _as_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns for the eye: figure or text in one column."""
    columns = {**_keys(frame), tell("column.what"): _names(frame)}
    for side in ("before", "after"):
        columns[tell(f"column.{side}")] = pd.Series(
            [
                text if isinstance(text, str) else format_number(value, 0 if level in RANKS else 2)
                for value, text, level in zip(frame[side], frame[f"{side}_text"], frame["level"], strict=True)
            ],
            index=frame.index,
            dtype="str",
        )
    return pd.DataFrame({**columns, tell("column.change"): _changes(frame)})


def _keys(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Agency and year; a single agency is not repeated in every row."""
    years = {tell("column.year"): frame["fiscal_year"].astype("str")}
    if frame["agency_id"].nunique() <= 1:
        return years
    return {tell("column.agency"): frame["name"].astype("str"), **years}


def _changes(frame: pd.DataFrame) -> pd.Series:
    return (
        frame["change"]
        .cat.rename_categories({kind: tell(f"change.{kind}") for kind in CHANGES})
        .astype("str")
    )


def _names(frame: pd.DataFrame) -> pd.Series:
    """Name each figure as its year's rules do."""
    kinds = frame[["fiscal_year", "level", "code"]].drop_duplicates().astype({"level": "str", "code": "str"})
    names = {key: _name(*key) for key in kinds.itertuples(index=False, name=None)}
    keys = zip(frame["fiscal_year"], frame["level"], frame["code"], strict=True)
    return pd.Series([names[key] for key in keys], index=frame.index, dtype="str")


def _name(year: int, level: str, code: str) -> str:
    try:
        name = criteria().for_year(year).book.name_of(code)
    except KeyError:  # a year of another model
        name = code
    if level == "indicator" and name != code:
        return tell("level.indicator", code=code, name=name)
    if f"level.{level}" in read_wording("history") and level != "indicator":
        return tell(f"level.{level}", name=name)
    return tell("level.other", code=code)


def _show_issues(issues: tuple[Issue, ...]) -> None:
    """One line a finding, with its first place."""
    known = [issue for issue in issues if issue.code in issue_codes()]
    if not known:
        st.caption(tell("effect.no-issues"))
        return
    st.markdown(f"**{tell('effect.issues')}**")
    alike: dict[tuple[str, str], list[Issue]] = {}
    for issue in known:
        alike.setdefault((issue.severity.value, issue.message), []).append(issue)
    order = list(SEVERITY_LOOK)
    lines = sorted(alike.items(), key=lambda entry: order.index(entry[0][0]))
    for (severity, message), group in lines[:ISSUES_SHOWN]:
        colour, icon = SEVERITY_LOOK[severity]
        badge = f":{colour}-badge[:material/{icon}: {say('import', f'issues.{severity}')}]"
        st.markdown(f"{badge} {escape(message)} :small[{escape(_place(group))}]")
    if len(lines) > ISSUES_SHOWN:
        st.caption(tell("effect.more", count=format_number(len(lines) - ISSUES_SHOWN, 0)))


def _place(group: list[Issue]) -> str:
    first = group[0]
    if first.sheet is None:
        return ""
    if first.cell is None:
        return tell("effect.sheet", sheet=first.sheet)
    place = tell("effect.place", sheet=first.sheet, cell=first.cell)
    return f"{place} {tell('effect.alike', count=len(group) - 1)}" if len(group) > 1 else place
