"""What the pages look at: the office's workspace, or a sample that is kept apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd
import streamlit as st

from itacore.agency_names import tell_agencies
from itacore.criteria import Criteria, add_books, read_criteria
from itacore.errors import WorkspaceError
from itacore.reading import read_files
from itacore.scoring import Analysis, analyze
from itacore.store import Workspace, open_workspace
from itacore.wording import say
from pages.ui.criteria_books import KIND, OfficeBooks, gather_books

SAMPLES_FOLDER = Path(__file__).resolve().parents[2] / "data" / "samples"
SAMPLES = {
    "municipality": "sample-municipality.xlsx",
    "sao": "sample-sao.xlsx",
    "province": "sample-province.xlsx",
}


@dataclass(frozen=True, eq=False)
class Dataset:
    """Scores with all that was computed from them. Shared by all people: for reading only."""

    version: str
    scores: pd.DataFrame
    declared: pd.DataFrame
    agencies: pd.DataFrame
    provenance: pd.DataFrame
    mixed_years: pd.DataFrame | None
    analysis: Analysis
    criteria: Criteria

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look at."""
        return len(self.analysis.ratings) == 0

    @cached_property
    def names(self) -> dict[str, str]:
        """Names by identity, sorted; with the place of those that several agencies share."""
        names = tell_agencies(self.agencies, say("pages", "choice.unnamed"))
        return dict(sorted(names.items(), key=lambda pair: pair[1]))

    @cached_property
    def _types(self) -> dict[str, str | None]:
        types = self.agencies["type"]
        known = types.where(types.notna(), None).tolist()
        return dict(zip(self.agencies["agency_id"].tolist(), known, strict=True))

    def type_of(self, agency_id: str) -> str | None:
        """Type of an agency, None where unknown."""
        found = self._types.get(agency_id)
        return found if isinstance(found, str) else None


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """The office's workspace, opened once for the whole server."""
    return open_workspace()


@st.cache_resource(show_spinner=False, max_entries=2)
def _read_office_books(_workspace: Workspace, version: str) -> OfficeBooks:
    return gather_books(_workspace.documents(KIND))


def office_books() -> OfficeBooks:
    """The rule books that the office confirmed."""
    own = workspace()
    return _read_office_books(own, own.version())


def criteria() -> Criteria:
    """The rule books in force for the office's own data: the program's, and those the office confirmed."""
    return add_books(read_criteria(), office_books().books.values())


@st.cache_resource(show_spinner=say("pages", "workspace.loading"), max_entries=2)
def _load_own(_workspace: Workspace, version: str) -> Dataset:
    now = _workspace.current()
    rules = add_books(read_criteria(), _read_office_books(_workspace, version).books.values())
    analysis = analyze(now.scores, now.declared, rules)
    return Dataset(
        now.version, now.scores, now.declared, now.agencies, now.provenance, now.mixed_years, analysis, rules
    )


@st.cache_resource(show_spinner=False)
def _load_sample(name: str) -> Dataset:
    path = SAMPLES_FOLDER / SAMPLES[name]
    reading = read_files([(path.name, path.read_bytes())], date.today())
    rules = read_criteria()
    analysis = analyze(reading.scores, reading.declared, rules)
    return Dataset(
        f"sample-{name}",
        reading.scores,
        reading.declared,
        reading.agencies,
        reading.provenance,
        None,
        analysis,
        rules,
    )


def chosen_sample() -> str | None:
    """Name of the sample that the person looks at, None for the office's own data."""
    asked = st.query_params.get("sample")
    if asked in SAMPLES:
        st.session_state["sample"] = asked
    return st.session_state.get("sample")


def enter_sample(name: str) -> None:
    """Look at a sample."""
    st.session_state["sample"] = name


def leave_sample() -> None:
    """Go back to the office's own data."""
    st.session_state.pop("sample", None)
    st.query_params.clear()


def dataset() -> Dataset:
    """What the person looks at."""
    sample = chosen_sample()
    if sample:
        return _load_sample(sample)
    return own_dataset()


def own_dataset() -> Dataset:
    """The office's own data as they stand."""
    own = workspace()
    return _load_own(own, own.version())


def stop_without_workspace() -> None:
    """Say plainly when the workspace cannot be opened, and stop the page."""
    try:
        workspace()
    except WorkspaceError as error:
        st.error(f"{say('pages', 'workspace.fault')}: {error}", icon=":material/error:")
        st.caption(say("pages", "workspace.fault-hint"))
        st.stop()
