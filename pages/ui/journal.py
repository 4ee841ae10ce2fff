"""What was done to the workspace, a line a sitting, newest first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from itacore.data_table import DataTable
from itacore.narrative.words import short_moment
from itacore.store import JournalEntry, Sitting, Workspace, gather_sittings
from itacore.thai import NBSP, format_count
from itacore.wording import read_wording, say
from pages.ui.data import own_dataset
from pages.ui.figures import show_table
from pages.ui.import_effect import tell
from pages.ui.past_imports import describe_import

TEXTS = "texts-"


def show_journal(workspace: Workspace) -> None:
    """Show what was done, newest first."""
    lines = gather_sittings(workspace.journal())[::-1]
    if not lines:
        return
    names = own_dataset().names
    frame = pd.DataFrame(
        {
            tell("journal.when"): [_tell_when(line) for line in lines],
            tell("journal.who"): [line.last.who or "–" for line in lines],
            tell("journal.what"): [_tell_action(line, names) for line in lines],
        }
    )
    count = format_count(len(lines))
    with st.expander(tell("journal.title", count=count), icon=":material/list_alt:", key="journal"):
        show_table(DataTable(tell("journal.name"), frame), "journal")


def _tell_when(line: Sitting) -> str:
    first, last = short_moment(line.first.at), short_moment(line.last.at)
    if first == last:
        return last
    day, time = (NBSP.join(part) for part in (last.split(NBSP)[:-2], last.split(NBSP)[-2:]))
    return tell("journal.span", first=first, last=time if first.startswith(day) else last)


def _tell_action(line: Sitting, names: dict[str, str]) -> str:
    entry = line.last
    if entry.document_kind is not None:
        what = _tell_kind(entry.document_kind)
        if entry.fiscal_year is not None:
            what = tell("journal.year", what=what, year=entry.fiscal_year)
        if entry.agency_id is not None:
            agency = names.get(entry.agency_id) or entry.agency_id
            what = tell("journal.agency", what=what, agency=agency)
    else:
        what = _tell_other(entry)
    told = tell(f"journal.{entry.action}", what=what)
    return told if line.count == 1 else tell("journal.times", told=told, count=format_count(line.count))


def _tell_kind(kind: str) -> str:
    """Name what was saved; papers whose paragraphs were worded otherwise by their own names."""
    paper = f"kind.{kind.removeprefix(TEXTS)}.name"
    if kind.startswith(TEXTS) and paper in read_wording("documents"):
        return tell("journal.texts", paper=say("documents", paper))
    return tell(f"journal.{kind if f'journal.{kind}' in read_wording('history') else 'document'}")


def _tell_other(entry: JournalEntry) -> str:
    if entry.import_kind is not None:
        return describe_import(entry.import_kind, entry.file_name)
    return entry.detail or NBSP
