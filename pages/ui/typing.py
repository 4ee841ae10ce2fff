"""What a person is typing: the draft that survives a change of page, its checks, and its saving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

import pandas as pd
import streamlit as st

from itacore.agencies import name_key, place_key
from itacore.answer import study
from itacore.criteria import Criteria
from itacore.districts import districts_fit
from itacore.errors import AmbiguousAgencyError, WorkspaceError
from itacore.issues import Issue, IssueLog, Severity
from itacore.reading.typed import (
    Cell,
    TypedAgency,
    TypedReading,
    newest_results,
    read_typed,
    typed_agency,
    typing_rows,
    write_cells,
)
from itacore.scoring import Analysis
from itacore.scoring.profile import Profile, gather_profile
from itacore.store import ImportDocument, Workspace
from itacore.thai import format_number
from itacore.wording import read_wording, say
from pages.ui.data import Dataset
from pages.ui.who import who

NEW = ""
UNNAMED = "unnamed"


@dataclass(frozen=True)
class Draft:
    """A typing table: ``opened`` is what the workspace held, ``cells`` what the fields hold now.

    ``number`` is another one whenever the fields must be filled anew; ``agency_id`` is empty for an agency that
    the workspace does not know; ``workspace`` is the version of the workspace that was opened.
    """

    agency_id: str
    years: tuple[int, ...]
    workspace: str
    name: str = ""
    opened: Mapping[Cell, str] = field(default_factory=dict)
    cells: Mapping[Cell, str] = field(default_factory=dict)
    number: int = 0
    kind: Literal["typed", "pasted"] = "typed"

    @property
    def edits(self) -> dict[Cell, str]:
        """Cells that differ from what was opened, empty texts for those that were emptied."""
        cells = dict.fromkeys([*self.opened, *self.cells])
        texts = {cell: self.cells.get(cell, "").strip() for cell in cells}
        return {cell: text for cell, text in texts.items() if text != self.opened.get(cell, "")}

    @property
    def touched(self) -> bool:
        """Whether anything differs from what was opened."""
        return bool(self.edits)


@dataclass(frozen=True, eq=False)
class Check:
    """What the cells of a draft come to."""

    typed: TypedReading
    analysis: Analysis
    issues: IssueLog

    @property
    def faulty(self) -> int:
        """Count of cells that must be mended before saving."""
        return len(self.typed.faulty)

    @property
    def savable(self) -> bool:
        """Whether there is something to save and nothing that must be mended first."""
        return bool(self.typed.changed) and not self.typed.faulty

    def profile(self, criteria: Criteria, year: int) -> Profile | None:
        """The year as it will be rated, None where it has no figure."""
        ratings = self.analysis.ratings
        if year not in set(ratings["fiscal_year"]):
            return None
        return gather_profile(self.analysis, criteria, str(ratings["agency_id"].iloc[0]), year)


def held_figures(data: Dataset, agency_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores and declared figures of an agency in the workspace."""
    scores, declared = data.scores, data.declared
    return scores[scores["agency_id"] == agency_id], declared[declared["agency_id"] == agency_id]


def draft_of(data: Dataset, agency_id: str, criteria: Criteria) -> Draft:
    """The draft of an agency as it was left; what nobody touched follows the workspace."""
    drafts: dict[str, Draft] = st.session_state.get("typing-drafts", {})
    found = drafts.get(agency_id)
    if found is not None and found.workspace == data.version:
        return found
    fresh = replace(open_draft(data, agency_id, criteria), number=next_number())
    if found is not None:
        cells = {**fresh.cells, **found.edits}
        years = tuple(sorted({*fresh.years, *found.years}))
        fresh = replace(fresh, cells=cells, years=years, name=found.name, kind=found.kind)
    return keep(fresh)


def open_draft(data: Dataset, agency_id: str, criteria: Criteria) -> Draft:
    """A draft with all that the workspace holds of an agency."""
    newest = max(newest_results(date.today()), criteria.first_year)
    if agency_id == NEW:
        return Draft(NEW, (newest,), data.version)
    scores, declared = held_figures(data, agency_id)
    years = {newest, *map(int, scores["fiscal_year"]), *map(int, declared["fiscal_year"])}
    ordered = tuple(sorted(years))
    cells = write_cells(scores, declared, typing_rows(criteria, ordered))
    return Draft(agency_id, ordered, data.version, opened=cells, cells=cells)


def next_number() -> int:
    """Another number for each filling of the fields."""
    number: int = st.session_state.get("typing-number", 0) + 1
    st.session_state["typing-number"] = number
    return number


def keep(draft: Draft) -> Draft:
    """Keep a draft for the session."""
    st.session_state.setdefault("typing-drafts", {})[draft.agency_id] = draft
    return draft


def fill(draft: Draft, cells: Mapping[Cell, str]) -> Draft:
    """Put texts into cells of the draft, with columns for their years."""
    years = tuple(sorted({*draft.years, *(year for _, year in cells)}))
    filled = {**draft.cells, **cells}
    return keep(replace(draft, cells=filled, years=years, number=next_number(), kind="pasted"))


def start_again(draft: Draft, data: Dataset, criteria: Criteria) -> None:
    """Put the draft away, so that it can be brought back, and open the table as the workspace has it."""
    st.session_state["typing-undo"] = draft
    keep(replace(open_draft(data, draft.agency_id, criteria), number=next_number()))


def undo(draft: Draft) -> None:
    """Bring back what was put away."""
    keep(replace(draft, number=next_number()))
    st.session_state.pop("typing-undo", None)


def agency_of(draft: Draft, data: Dataset) -> TypedAgency | None:
    """Whose scores the draft holds, None while a new agency has no name."""
    if draft.agency_id == NEW:
        return typed_agency(draft.name)
    row = data.agencies[data.agencies["agency_id"] == draft.agency_id].iloc[0]
    known = {k: str(row[k]) for k in ("name", "type", "district", "province") if isinstance(row[k], str)}
    return TypedAgency(draft.agency_id, **{"name": say("pages", "choice.unnamed"), **known})


def same_agency(agency: TypedAgency, data: Dataset) -> str | None:
    """The one agency of the workspace that a typed name means, None where it is new or may be several."""
    found = []
    for row in data.agencies.itertuples():
        if isinstance(row.name, str) and name_key(row.name) == name_key(agency.name):
            places = {place_key(p) for p in (row.province, agency.province) if isinstance(p, str)}
            district = row.district if isinstance(row.district, str) else None
            fits = len(places) < 2 and districts_fit(district, agency.district, max(places, default=""))
            found += [str(row.agency_id)] if fits else []
    return found[0] if len(found) == 1 else None


def check_draft(draft: Draft, data: Dataset, criteria: Criteria, agency: TypedAgency | None) -> Check:
    """Read the cells, compute what they come to, and gather all that is wrong with them."""
    typed = read_typed(
        draft.cells,
        agency=agency or TypedAgency(UNNAMED, UNNAMED),
        years=draft.years,
        today=date.today(),
        criteria=criteria,
        file=say("type_scores", f"file.{draft.kind}"),
        held=None if draft.agency_id == NEW else held_figures(data, draft.agency_id),
    )
    analysis, issues = study(typed.whole, criteria)
    return Check(typed, analysis, issues)


def issue_words(issue: Issue) -> tuple[str, str]:
    """Message and hint of an issue; those of a file speak of it, so some have words of their own here."""
    own, places = read_wording("type_scores"), dict(issue.places)
    message = own.get(f"message.{issue.code}")
    own_words = message.format_map(places) + str(places.get("more", "")) if message else issue.message
    return own_words, issue.hint


def save(draft: Draft, check: Check, workspace: Workspace, resolve: Mapping[str, str | None]) -> bool:
    """Save the changed cells as an import; False where the person must say more first."""
    found = check.typed.document
    document = ImportDocument(
        kind=draft.kind,
        scores=found.scores,
        declared=found.declared,
        agencies=found.agencies,
        provenance=found.provenance,
        issues=tuple(
            replace(issue, row=None, column=None)
            for issue in check.issues
            if issue.severity is not Severity.NOTE
        ),
    )
    own: dict[str, str | None] = {draft.agency_id: draft.agency_id} if draft.agency_id else {}
    try:
        record = workspace.confirm_import(
            document, now=datetime.now().astimezone(), who=who(), resolve={**own, **resolve}
        )
    except AmbiguousAgencyError:
        st.session_state["typing-ambiguous"] = workspace.compare_agencies(document).ambiguous
        return False
    except WorkspaceError as error:
        st.error(f"{say('import', 'act.failed')}: {error}", icon=":material/error:")
        return False
    [saved] = workspace.agency_ids(record.id).values()
    st.session_state["chosen-agency"] = saved
    st.session_state["chosen-year"] = str(document.fiscal_years[-1])
    drafts: dict[str, Draft] = st.session_state.get("typing-drafts", {})
    if drafts.get(draft.agency_id) == draft:
        drafts.pop(draft.agency_id)
        for key in ("typing-undo", "typing-ambiguous", "typing-name", "typing-agency"):
            st.session_state.pop(key, None)
    count = format_number(len(check.typed.changed), 0)
    st.toast(say("type_scores", "act.saved", count=count), icon=":material/check_circle:")
    return True
