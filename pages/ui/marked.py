"""The person's own file with marks at the cells that have issues."""

from __future__ import annotations

from functools import partial

import streamlit as st

from itacore.issues import IssueLog
from itacore.reports.marked import mark_workbook
from itacore.wording import say
from pages.ui.imports import OpenedFile, Pending
from pages.ui.look import escape

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}


def tell(key: str, **places: object) -> str:
    """Wording of the import page."""
    return say("import", f"marked.{key}", **places)


def show_marked(pending: Pending) -> None:
    """Offer each file that has issues with marks in it, or a list of them; made on the click."""
    told = [(file, _issues_of(pending, file)) for file in pending.files]
    told = [(file, issues) for file, issues in told if any(issue.cell for issue in issues)]
    if not told:
        return
    place = st.container(horizontal=True)
    for file, issues in told:
        label = tell("button") if len(told) == 1 else tell("button-of", file=escape(file.name))
        ending, data = _prepare(file, issues)
        place.download_button(
            label,
            data,
            tell("name", stem=file.name.rpartition(".")[0] or file.name, ending=ending),
            KINDS[ending],
            key=f"marked-{file.sha256[:12]}",
            icon=":material/ink_highlighter:",
            help=tell("help"),
            on_click="ignore",
        )


def _issues_of(pending: Pending, file: OpenedFile) -> IssueLog:
    """Issues of one file; where it is the only one, with the counts of those that are not kept."""
    if len(pending.files) == 1:
        return pending.issues
    return IssueLog(issue for issue in pending.issues if issue.file in (file.name, None))


def _prepare(file: OpenedFile, issues: IssueLog) -> tuple[str, partial[bytes] | bytes]:
    """The ending of the marked file and what makes it; with macros the ending is known only once it is made."""
    if file.name.lower().endswith(".xlsm"):
        made = mark_workbook(file.data, issues)
        return made.ending, made.data
    return "xlsx", partial(_mark, file.data, issues)


def _mark(data: bytes, issues: IssueLog) -> bytes:
    return mark_workbook(data, issues).data
