"""The review of a file before it is saved: finding, receipt, issues with remedies, the table as read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from itacore.agency_names import name_with_place
from itacore.errors import TableError, WorkspaceError
from itacore.issues import Severity
from itacore.narrative.words import join_words, short_moment
from itacore.reading.naming import unnamed_agencies
from itacore.store import AgencyComparison, ImportDocument, Workspace
from itacore.thai import format_number
from itacore.wording import read_wording, say
from pages.ui.choice import name_known
from pages.ui.import_saving import confirm_anew
from pages.ui.imports import Pending, forget, name_agency
from pages.ui.look import ask, escape, find
from pages.ui.mapping_form import offer_mapping
from pages.ui.mapping_questions import contested_files, count_open, show_questions
from pages.ui.navigation import page_path
from pages.ui.review_issues import issues_left, only_counted, show_issues
from pages.ui.review_table import show_figures_read, show_files, years_of

NAMES_SHOWN = 4


def tell(key: str, **places: object) -> str:
    """Wording of the import page."""
    return say("import", key, **places)


def show_review(pending: Pending, workspace: Workspace) -> bool:
    """Draw the review; True once everything readable was saved."""
    reading = pending.reading
    readable = bool(pending.documents())
    undecided = count_open(pending)
    refused = not (readable or pending.questions or undecided)
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            ask("import_results", tell("question"))
        st.button(
            tell("act.cancel" if readable else "act.other"),
            type="primary" if refused and not _explainable(pending) else "secondary",
            on_click=forget,
            key="cancel",
        )
        place = st.container(width="content")
    find(_finding(pending, readable))
    _show_summary(pending, readable)
    show_questions(pending)
    if not readable:
        show_issues(pending)
        offer_mapping(pending, prominent=refused and _explainable(pending))
        if refused:
            show_typing_buttons()
        return False
    document = pending.joint_document()
    compared = _compare(pending, document, workspace)
    ready, resolve = _ask_agencies(pending, compared)
    has_errors = any(issue.severity is Severity.ERROR for issue in issues_left(pending))
    waiting = bool(undecided or pending.questions)
    partly = waiting or (has_errors and reading.cells["faulty"] > 0)
    with place:
        save = st.button(
            tell("act.save-rest" if partly else "act.save"),
            type="secondary" if waiting else "primary",
            icon=":material/check:",
            disabled=not ready,
            key="save",
        )
    left, right = st.columns([6, 5], gap="medium")
    with left:
        show_issues(pending)
        _show_agencies(pending, compared)
        _show_ignored(pending)
    with right:
        show_figures_read(pending)
        offer_mapping(pending, prominent=False)
    return save and _save(pending, workspace, resolve)


def _explainable(pending: Pending) -> bool:
    """Whether a person may know better than the program what the cells are: not of a table of something else."""
    return not any(issue.code.startswith("look-alike") for issue in pending.issues) and any(
        grid.visible and grid.filled.any() for file in pending.files for grid in file.grids
    )


def show_typing_buttons() -> None:
    """The ways to scores that no file gives; files under review are put away."""
    with st.container(horizontal=True):
        typing = st.button(tell("start.type-go"), key="go-type", icon=":material/edit_note:")
        pasting = st.button(tell("start.paste-go"), key="go-paste", icon=":material/content_paste:")
    if typing or pasting:
        forget()
        if pasting:
            st.session_state["typing-paste-open"] = True
        st.switch_page(page_path("type_scores"))


def _save(pending: Pending, workspace: Workspace, resolve: Mapping[str, str | None]) -> bool:
    """Save each file as an import of its own; whether all could be saved."""
    known: dict[str, str | None] = dict(resolve)
    record = None
    for document in pending.documents():
        own = {one: said for one, said in known.items() if one in set(document.agencies["agency_id"])}
        try:
            record = confirm_anew(workspace, document, own)
            known |= workspace.agency_ids(record.id)
        except (WorkspaceError, TableError) as error:
            st.error(f"{tell('act.failed')}: {error}", icon=":material/error:")
            return False
        name = escape(document.file_name or "")
        if record.already_there:
            when = short_moment(record.confirmed_at)
            st.toast(tell("act.already", when=when), icon=":material/info:", duration="long")
        else:
            scores = format_number(len(document.provenance), 0)
            st.toast(tell("act.saved", scores=scores, file=name), icon=":material/check_circle:")
    if record is not None:
        _choose_newest(workspace, record.id, max(d.fiscal_years[-1] for d in pending.documents()))
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
    issues = issues_left(pending)
    cells = pending.reading.cells["non_empty"]
    if pending.questions:
        return tell("finding.asked-more" if readable else "finding.asked", count=len(pending.questions))
    if undecided := count_open(pending):
        return tell("finding.undecided", count=undecided)
    if not readable:
        return tell("finding.nothing" if len(pending.files) == 1 else "finding.nothing-many")
    if unnamed_agencies(pending.reading):
        return tell("finding.unnamed")
    read = {d.file_name for d in pending.documents()} | contested_files(pending)
    if len(read) < len(pending.files):
        return tell("finding.some-files", read=len(read), count=len(pending.files))
    counted = Counter(issue.severity for issue in issues)
    for code, severity in {issue.code: issue.severity for issue in issues}.items():
        counted[severity] += only_counted(pending, code)
    for severity, key in (
        (Severity.ERROR, "errors"),
        (Severity.WARNING, "warnings"),
        (Severity.NOTE, "notes"),
    ):
        if counted[severity]:
            key = "contradictions" if key == "errors" and not pending.reading.cells["faulty"] else key
            return tell(f"finding.{key}", cells=cells, count=counted[severity])
    return tell("finding.decided" if pending.contradictions else "finding.clean", cells=cells)


def _show_summary(pending: Pending, readable: bool) -> None:
    """File, sheets, agencies, years; then the receipt in one line of badges."""
    reading = pending.reading
    files = reading.files
    shown_files = files[0].name if len(files) == 1 else tell("summary.files", count=len(files))
    if readable:
        names = [str(name) for name in reading.agencies["name"].dropna()]
        agencies = names[0] if len(names) == 1 else tell("summary.agencies", count=len(reading.agencies))
        years = years_of(pending)
        if len(years) == 1:
            shown = tell("summary.year", year=years[0])
        elif years == list(range(years[0], years[-1] + 1)):
            shown = tell("summary.years", first=years[0], last=years[-1])
        else:
            shown = tell("summary.years-list", years=join_words([str(y) for y in years]))
        sheets = sum(len(file.sheets) for file in files)
        line = tell("summary.line", file=shown_files, sheets=sheets, agencies=agencies, years=shown)
        st.markdown(f":material/description: {escape(line)} · **{tell('summary.pending')}**")
    else:
        st.markdown(f":material/description: {escape(shown_files)}")
    if len(files) > 1:
        show_files(pending)
    cells = reading.cells
    if not readable and not cells["faulty"]:
        return
    # Values that were left aside for others are no fault.
    wrong = bool(count_open(pending)) or any(i.severity is Severity.ERROR for i in issues_left(pending))
    badges = []
    for kind, colour in (
        ("faulty", "red" if wrong else "gray"),
        ("used", "green"),
        ("context", "gray"),
        ("ignored", "gray"),
    ):
        if cells[kind]:
            word = kind if wrong or kind != "faulty" else "set-aside"
            badges.append(f":{colour}-badge[{tell(f'badge.{word}', count=format_number(cells[kind], 0))}]")
    total = tell("badge.sum", count=format_number(cells["non_empty"], 0))
    st.markdown(" ".join(badges) + f" {escape(total)}")


def _ask_agencies(pending: Pending, compared: AgencyComparison) -> tuple[bool, dict[str, str | None]]:
    """Ask for the name of an agency without one, and which agency an ambiguous name means."""
    ready = True
    for agency_id in unnamed_agencies(pending.reading):
        with st.container(border=True):
            typed = st.text_input(tell("agencies.unnamed"), key=f"name-{agency_id}", max_chars=120)
            st.caption(tell("agencies.unnamed-hint"))
        if typed.strip():
            name_agency(pending, agency_id, typed)
            st.rerun()
        ready = False
    resolve: dict[str, str | None] = {}
    for agency in compared.ambiguous:
        options = [candidate.agency_id for candidate in agency.candidates]
        shown = {c.agency_id: name_known(c) for c in agency.candidates}
        new = ""
        asked = name_with_place(agency.name, agency.district, agency.province)
        picked = st.selectbox(
            tell("agencies.ambiguous", name=escape(asked)),
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


def _show_agencies(pending: Pending, compared: AgencyComparison) -> None:
    """Name new agencies, and those of the year before that the file lacks."""
    if unnamed_agencies(pending.reading):
        return  # their names are asked for above
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
    lines = [line for file in pending.reading.files for line in file.receipt if line.account == "ignored"]
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
