"""The file that a person is looking at before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from itacore.answer import study
from itacore.issues import IssueLog
from itacore.reading import Reading, read_files
from itacore.reading.naming import name_agency
from itacore.store import ImportDocument
from pages.ui.data import criteria


@dataclass(frozen=True, eq=False)
class Pending:
    """A file that was read and not yet saved."""

    name: str
    reading: Reading
    issues: IssueLog

    def document(self) -> ImportDocument:
        """What is saved when the person confirms."""
        reading = self.reading
        return ImportDocument(
            kind="file",
            scores=reading.scores,
            declared=reading.declared,
            agencies=reading.agencies,
            provenance=reading.provenance,
            file_name=self.name,
            sha256=reading.files[0].sha256,
            issues=tuple(self.issues),
            cells=reading.cells,
        )


def read_upload(name: str, data: bytes) -> None:
    """Read a file and keep what was found for the review."""
    reading = read_files([(name, data)], date.today(), criteria())
    _, issues = study(reading, criteria())
    st.session_state["pending"] = Pending(name, reading, issues)


def pending() -> Pending | None:
    """The file under review, None where there is none."""
    return st.session_state.get("pending")


def name_pending(agency_id: str, name: str) -> None:
    """Give the agency without a name the name that the person typed."""
    found = pending()
    if found is not None and name.strip():
        st.session_state["pending"] = replace(found, reading=name_agency(found.reading, agency_id, name))


def forget() -> None:
    """Put the file under review away; nothing of it is kept."""
    st.session_state.pop("pending", None)
    st.session_state["upload-number"] = st.session_state.get("upload-number", 0) + 1
