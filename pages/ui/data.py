"""What the pages look at: the office's workspace, or a sample that is kept apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from itacore.criteria import Criteria, read_criteria
from itacore.errors import WorkspaceError
from itacore.reading import read_files
from itacore.scoring import Analysis, analyze
from itacore.store import Workspace, open_workspace
from itacore.wording import say

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

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look at."""
        return len(self.analysis.ratings) == 0


def criteria() -> Criteria:
    """The rule books in force."""
    return read_criteria()


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """The office's workspace, opened once for the whole server."""
    return open_workspace()


@st.cache_resource(show_spinner=False, max_entries=2)
def _load_own(_workspace: Workspace, version: str) -> Dataset:
    now = _workspace.current()
    analysis = analyze(now.scores, now.declared, read_criteria())
    return Dataset(
        now.version, now.scores, now.declared, now.agencies, now.provenance, now.mixed_years, analysis
    )


@st.cache_resource(show_spinner=False)
def _load_sample(name: str) -> Dataset:
    path = SAMPLES_FOLDER / SAMPLES[name]
    reading = read_files([(path.name, path.read_bytes())], date.today())
    analysis = analyze(reading.scores, reading.declared, read_criteria())
    return Dataset(
        f"sample-{name}",
        reading.scores,
        reading.declared,
        reading.agencies,
        reading.provenance,
        None,
        analysis,
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
