"""Issues of files under review: one card a kind, with what was found, where, and how to mend it."""

from __future__ import annotations

import streamlit as st

from itacore.issues import Issue, Severity
from itacore.narrative.words import join_words
from itacore.reading.naming import unnamed_agencies
from itacore.thai import format_count
from itacore.wording import say
from pages.ui.imports import Pending
from pages.ui.look import SEVERITY_LOOK, card_title, escape
from pages.ui.mapping_questions import shows_all_values
from pages.ui.marked import show_marked

OTHERS_SHOWN = 5
NOTES_SHOWN = 2  # nothing is to be done about them
CELLS_NAMED = 12


def tell(key: str, **places: object) -> str:
    """Wording of the import page."""
    return say("import", key, **places)


def show_issues(pending: Pending) -> None:
    """One card a kind of issue: what was found, where, and how to mend it."""
    issues = issues_left(pending)
    if issues or not len(pending.issues):
        card_title(tell("issues.title"))
    if not len(pending.issues):
        st.success(tell("issues.none"), icon=":material/check_circle:")
        return
    groups: dict[tuple[Severity, str, bool], list[Issue]] = {}
    for issue in issues:  # what follows from another issue has a hint of its own
        groups.setdefault((issue.severity, issue.code, "instead" in issue.places), []).append(issue)
    show_marked(pending)
    order = list(Severity)
    told: set[str] = set()
    for (severity, code, _), group in sorted(groups.items(), key=lambda entry: order.index(entry[0][0])):
        uncounted = 0 if code in told else only_counted(pending, code)
        told.add(code)
        _show_group(severity, group, len(group) + uncounted, len(pending.files) > 1)


def only_counted(pending: Pending, code: str) -> int:
    """How many issues of a code are beyond those that are kept."""
    return pending.issues.counts[code] - sum(issue.code == code for issue in pending.issues)


def issues_left(pending: Pending) -> list[Issue]:
    """Issues that no question of the page asks about or tells the answer of."""
    asked = {(question.code, question.file, question.sheet) for question in pending.questions}
    unnamed = bool(unnamed_agencies(pending.reading))
    settled = shows_all_values(pending)
    return [
        issue
        for issue in pending.issues
        if (issue.code, issue.file, issue.sheet) not in asked
        and not (issue.code == "agency-unknown" and unnamed)
        and not (issue.code == "values-disagree" and settled)
    ]


def _show_group(severity: Severity, group: list[Issue], count: int, many_files: bool) -> None:
    """One card: the first issue in full, like ones below it."""
    first = group[0]
    colour, icon = SEVERITY_LOOK[severity.value]
    badge = f":{colour}-badge[:material/{icon}: {tell(f'issues.{severity.value}')}]"
    with st.container(border=True):
        st.markdown(f"{badge} **{escape(first.message)}**")
        alike = [issue for issue in group if issue.message == first.message]
        st.caption(escape(_place(alike, many_files)))
        others: dict[str, list[Issue]] = {}
        for issue in group:
            if issue.message != first.message:
                others.setdefault(issue.message, []).append(issue)
        shown = NOTES_SHOWN if severity is Severity.NOTE else OTHERS_SHOWN
        for message, places in list(others.items())[:shown]:
            st.markdown(f"- {escape(message)} :small[{escape(_place(places, many_files))}]")
        rest = count - len(alike) - sum(map(len, list(others.values())[:shown]))
        if rest > 0:
            st.caption(tell("issues.more", count=format_count(rest)))
        st.markdown(f":material/build: {escape(first.hint)}")


def _place(group: list[Issue], many_files: bool = False) -> str:
    """Where a group of like issues stands; the files are named where there are several."""
    by_file: dict[str, list[Issue]] = {}
    for issue in group:
        by_file.setdefault(issue.file or "", []).append(issue)
    if many_files:
        return " · ".join(f"{file}: {_place_in_file(own)}" for file, own in by_file.items())
    return _place_in_file(group)


def _place_in_file(group: list[Issue]) -> str:
    """Sheets and cells of like issues."""
    if group[0].cell is None:
        sheets = list(dict.fromkeys(issue.sheet for issue in group if issue.sheet))
        named = join_words(sheets[:CELLS_NAMED])
        return tell("issues.place-sheet", sheet=named) if sheets else tell("issues.place-file")
    by_sheet: dict[str, list[str]] = {}
    for issue in group[:CELLS_NAMED]:
        by_sheet.setdefault(issue.sheet or "", []).append(issue.cell or "")
    places = [
        tell("issues.place-cell", sheet=sheet, cell=", ".join(cells)) for sheet, cells in by_sheet.items()
    ]
    rest = len(group) - CELLS_NAMED
    return " · ".join(places) + (f" {tell('agencies.more', count=format_count(rest))}" if rest > 0 else "")
