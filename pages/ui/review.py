"""The review of a file before it is saved: finding, receipt, issues with remedies, the table as read."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pandas as pd
import streamlit as st

from itacore.answer import code_order
from itacore.data_table import DataTable
from itacore.errors import TableError, WorkspaceError
from itacore.issues import Issue, Severity
from itacore.narrative.words import join_words, short_moment
from itacore.reading.naming import unnamed_agencies
from itacore.store import AgencyComparison, ImportDocument, Workspace
from itacore.thai import NBSP, format_number
from itacore.wording import read_wording, say
from pages.ui.data import criteria
from pages.ui.figures import show_table
from pages.ui.imports import Pending, forget, name_pending
from pages.ui.look import SEVERITY_LOOK, ask, card_title, escape, find
from pages.ui.who import who

NAMES_SHOWN = 4
OTHERS_SHOWN = 5
CELLS_NAMED = 12


def tell(key: str, **places: object) -> str:
    """Wording of the import page."""
    return say("import", key, **places)


def show_review(pending: Pending, workspace: Workspace) -> bool:
    """Draw the review; True once the file was saved."""
    reading = pending.reading
    readable = reading.scores_read > 0
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            ask("import_results", tell("question"))
        st.button(tell("act.cancel" if readable else "act.other"), on_click=forget, key="cancel")
        place = st.container(width="content")
    find(_finding(pending, readable))
    _show_summary(pending, readable)
    if not readable:
        _show_issues(pending)
        return False
    document = pending.document()
    compared = _compare(pending, document, workspace)
    ready, resolve = _ask_agencies(pending, compared)
    has_faults = reading.cells["faulty"] > 0
    with place:
        save = st.button(
            tell("act.save-rest" if has_faults else "act.save"),
            type="primary",
            icon=":material/check:",
            disabled=not ready,
            key="save",
        )
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _show_issues(pending)
        _show_agencies(compared)
        _show_ignored(pending)
    with right:
        _show_table(pending)
    if not save:
        return False
    try:
        record = workspace.confirm_import(
            document, now=datetime.now().astimezone(), who=who(), resolve=resolve
        )
    except (WorkspaceError, TableError) as error:
        st.error(f"{tell('act.failed')}: {error}", icon=":material/error:")
        return False
    if record.already_there:
        st.toast(
            tell("act.already", when=short_moment(record.confirmed_at)),
            icon=":material/info:",
            duration="long",
        )
    else:
        scores = format_number(record.score_count, 0)
        st.toast(tell("act.saved", scores=scores, file=escape(pending.name)), icon=":material/check_circle:")
    _choose_newest(workspace, record.id, document.fiscal_years[-1])
    return True


def _compare(pending: Pending, document: ImportDocument, workspace: Workspace) -> AgencyComparison:
    """Compare the agencies with the workspace's, once for each state of both."""
    key = (id(pending), workspace.version())
    if st.session_state.get("compared-key") != key:
        st.session_state["compared"] = workspace.compare_agencies(document)
        st.session_state["compared-key"] = key
    compared: AgencyComparison = st.session_state["compared"]
    return compared


def _choose_newest(workspace: Workspace, import_id: int, year: int) -> None:
    """Let the results open on what was just saved."""
    ids = list(workspace.agency_ids(import_id).values())
    st.session_state.pop("sample", None)
    if ids:
        st.session_state["chosen-agency"] = ids[0]
        st.session_state["chosen-year"] = str(year)


def _finding(pending: Pending, readable: bool) -> str:
    issues = pending.issues
    cells = pending.reading.cells["non_empty"]
    if not readable:
        return tell("finding.nothing")
    counted = {s: sum(1 for i in issues if i.severity is s) for s in Severity}
    for severity, key in (
        (Severity.ERROR, "errors"),
        (Severity.WARNING, "warnings"),
        (Severity.NOTE, "notes"),
    ):
        if counted[severity]:
            key = "contradictions" if key == "errors" and not pending.reading.cells["faulty"] else key
            return tell(f"finding.{key}", cells=cells, count=counted[severity])
    return tell("finding.clean", cells=cells)


def _show_summary(pending: Pending, readable: bool) -> None:
    """File, sheets, agencies, years; then the receipt in one line of badges."""
    reading = pending.reading
    file = reading.files[0]
    if readable:
        names = [str(name) for name in reading.agencies["name"].dropna()]
        agencies = names[0] if len(names) == 1 else tell("summary.agencies", count=len(reading.agencies))
        years = sorted(set(reading.provenance["fiscal_year"]))
        if len(years) == 1:
            shown = tell("summary.year", year=years[0])
        elif years == list(range(years[0], years[-1] + 1)):
            shown = tell("summary.years", first=years[0], last=years[-1])
        else:
            shown = tell("summary.years-list", years=join_words([str(y) for y in years]))
        line = tell("summary.line", file=file.name, sheets=len(file.sheets), agencies=agencies, years=shown)
        st.markdown(f":material/description: {escape(line)} · **{tell('summary.pending')}**")
    else:
        st.markdown(f":material/description: {escape(file.name)}")
    cells = reading.cells
    if not cells["non_empty"]:
        return
    badges = []
    for kind, colour in (("faulty", "red"), ("used", "green"), ("context", "gray"), ("ignored", "gray")):
        if cells[kind]:
            badges.append(f":{colour}-badge[{tell(f'badge.{kind}', count=format_number(cells[kind], 0))}]")
    total = tell("badge.sum", count=format_number(cells["non_empty"], 0))
    st.markdown(" ".join(badges) + f" {escape(total)}")


def _show_issues(pending: Pending) -> None:
    """One card a kind of issue: what was found, where, and how to mend it."""
    card_title(tell("issues.title"))
    issues = list(pending.issues)
    if not issues:
        st.success(tell("issues.none"), icon=":material/check_circle:")
        return
    groups: dict[tuple[Severity, str], list[Issue]] = {}
    for issue in issues:
        groups.setdefault((issue.severity, issue.code), []).append(issue)
    order = list(Severity)
    for (severity, code), group in sorted(groups.items(), key=lambda entry: order.index(entry[0][0])):
        _show_group(severity, group, pending.issues.counts[code])


def _show_group(severity: Severity, group: list[Issue], count: int) -> None:
    """One card: the first issue in full, like ones below it."""
    first = group[0]
    colour, icon = SEVERITY_LOOK[severity.value]
    badge = f":{colour}-badge[:material/{icon}: {tell(f'issues.{severity.value}')}]"
    with st.container(border=True):
        st.markdown(f"{badge} **{escape(first.message)}**")
        alike = [issue for issue in group if issue.message == first.message]
        st.caption(escape(_place(alike)))
        others: dict[str, list[Issue]] = {}
        for issue in group:
            if issue.message != first.message:
                others.setdefault(issue.message, []).append(issue)
        for message, places in list(others.items())[:OTHERS_SHOWN]:
            st.markdown(f"- {escape(message)} :small[{escape(_place(places))}]")
        rest = count - len(alike) - sum(map(len, list(others.values())[:OTHERS_SHOWN]))
        if rest > 0:
            st.caption(tell("issues.more", count=format_number(rest, 0)))
        st.markdown(f":material/build: {escape(first.hint)}")


def _place(group: list[Issue]) -> str:
    """Where a group of like issues stands."""
    first = group[0]
    if first.cell is None:
        sheets = list(dict.fromkeys(issue.sheet for issue in group if issue.sheet))
        return (
            tell("issues.place-sheet", sheet=join_words(sheets[:CELLS_NAMED]))
            if sheets
            else tell("issues.place-file")
        )
    by_sheet: dict[str, list[str]] = {}
    for issue in group[:CELLS_NAMED]:
        by_sheet.setdefault(issue.sheet or "", []).append(issue.cell or "")
    places = [
        tell("issues.place-cell", sheet=sheet, cell=", ".join(cells)) for sheet, cells in by_sheet.items()
    ]
    rest = len(group) - CELLS_NAMED
    return " · ".join(places) + (f" {tell('agencies.more', count=rest)}" if rest > 0 else "")


def _ask_agencies(pending: Pending, compared: AgencyComparison) -> tuple[bool, dict[str, str | None]]:
    """Ask for the name of an agency without one, and which agency an ambiguous name means."""
    ready = True
    for agency_id in unnamed_agencies(pending.reading):
        with st.container(border=True):
            typed = st.text_input(tell("agencies.unnamed"), key=f"name-{agency_id}", max_chars=120)
            st.caption(tell("agencies.unnamed-hint"))
        if typed.strip():
            name_pending(agency_id, typed)
            st.rerun()
        ready = False
    resolve: dict[str, str | None] = {}
    for agency in compared.ambiguous:
        options = [candidate.agency_id for candidate in agency.candidates]
        shown = {
            c.agency_id: tell(
                "agencies.known",
                name=c.name or c.agency_id,
                province=c.province or tell("agencies.unknown-province"),
            )
            for c in agency.candidates
        }
        new = ""
        picked = st.selectbox(
            tell("agencies.ambiguous", name=agency.name),
            [*options, new],
            index=None,
            format_func=lambda value, shown=shown: shown.get(value, tell("agencies.as-new")),  # type: ignore[misc]
            key=f"resolve-{agency.incoming_id}",
        )
        if picked is None:
            ready = False
        else:
            resolve[agency.incoming_id] = picked or None
    return ready, resolve


def _show_agencies(compared: AgencyComparison) -> None:
    """Name new agencies, and those of the year before that the file lacks."""
    for names, key in (
        (compared.missing, "missing"),
        (compared.new, "new-one" if len(compared.new) == 1 else "new"),
    ):
        if names:
            shown = join_words([escape(n) for n in names[:NAMES_SHOWN]])
            if len(names) > NAMES_SHOWN:
                listed = ", ".join(escape(n) for n in names[:NAMES_SHOWN])
                shown = f"{listed} {tell('agencies.more', count=len(names) - NAMES_SHOWN)}"
            icon = "person_add" if key != "missing" else "person_off"
            st.markdown(f":material/{icon}: {tell(f'agencies.{key}', count=len(names), names=shown)}")


def _show_ignored(pending: Pending) -> None:
    """Say for every ignored cell why it was left out."""
    lines = [line for line in pending.reading.files[0].receipt if line.account == "ignored"]
    if not lines:
        return
    wording = read_wording("import")
    count = sum(line.count for line in lines)
    with st.expander(tell("reason.title", count=format_number(count, 0)), icon=":material/visibility_off:"):
        for (sheet, reason), amount in Counter({(x.sheet, x.reason): x.count for x in lines}).items():
            why = wording.get(f"reason.{reason}", wording["reason.other"])
            st.markdown(
                f"- {escape(tell('reason.line', sheet=sheet, reason=why, count=format_number(amount, 0)))}"
            )


def _show_table(pending: Pending) -> None:
    """The figures as read: years side by side for one agency, a list of agencies for many."""
    reading = pending.reading
    if len(reading.agencies) > 1:
        card_title(tell("table.title-many"))
        listed = _agency_list(pending)
        st.dataframe(listed, hide_index=True, height=min(520, 36 * (len(listed) + 1) + 2))
        return
    card_title(tell("table.title"))
    frame = reading.scores[["code", "fiscal_year", "score"]].astype({"code": str})
    years = sorted(set(reading.provenance["fiscal_year"]))
    names = criteria().for_year(years[-1]).book
    rows = []
    for code in sorted(frame["code"].unique(), key=code_order):
        found = frame[frame["code"] == code].set_index("fiscal_year")["score"]
        name = names.name_of(code)
        row = {tell("table.code"): code, tell("table.name"): name if name != code else ""}
        rows.append({**row, **{str(y): format_number(found.get(y)) for y in years}})
    declared = reading.declared
    for row in _declared_rows(declared, years):
        rows.append(row)
    frame = pd.DataFrame(rows)
    show_table(DataTable(tell("table.title"), frame), "review", right=[str(year) for year in years])


def _declared_rows(declared: pd.DataFrame, years: list[int]) -> list[dict[str, str]]:
    """Published totals, instruments and ratings as rows under the indicators."""
    rows = []
    for level, code in dict.fromkeys(
        zip(declared["level"].astype(str), declared["code"].astype(str), strict=True)
    ):
        if level not in ("total", "rating", "instrument"):
            continue
        own = declared[(declared["level"] == level) & (declared["code"] == code)].set_index("fiscal_year")
        values = {
            str(y): (str(own.loc[y, "text"]) if level == "rating" else format_number(own.loc[y, "value"]))
            if y in own.index
            else "–"
            for y in years
        }
        name = tell(f"table.{level}") if level != "instrument" else ""
        rows.append(
            {tell("table.code"): code if level == "instrument" else NBSP, tell("table.name"): name, **values}
        )
    return rows


def _agency_list(pending: Pending) -> pd.DataFrame:
    """One row an agency: years with figures and the latest published total."""
    reading = pending.reading
    years = reading.provenance.groupby("agency_id", observed=True)["fiscal_year"].agg(["nunique", "max"])
    totals = reading.declared[reading.declared["level"] == "total"].sort_values("fiscal_year")
    latest = totals.groupby("agency_id", observed=True)["value"].last()
    shown = reading.agencies[["agency_id", "name"]].copy()
    shown[tell("table.agency")] = shown["name"].fillna("–")
    shown[tell("table.years")] = shown["agency_id"].map(years["nunique"]).astype("Int64")
    shown[tell("table.latest")] = shown["agency_id"].map(latest).map(format_number)
    return shown.drop(columns=["agency_id", "name"])
