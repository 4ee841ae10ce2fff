"""What the office decided for an agency and year: measures, findings, OIT items and others, each step undoable.

The office's own are kept in the workspace; what is tried out on a sample lives in the session only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import streamlit as st

from itacore.measures.chosen import (
    ChosenMeasure,
    Finding,
    chosen_from_content,
    chosen_to_content,
    count_unread,
    findings_from_content,
    findings_to_content,
)
from itacore.measures.plan import Meeting, meeting_from_content, meeting_to_content
from itacore.office import (
    Limits,
    Particulars,
    limits_from_content,
    particulars_from_content,
    particulars_to_content,
    without_names,
)
from itacore.reports.editing import OwnText, OwnTexts, texts_from_content, texts_to_content
from itacore.scoring.checklist import States, states_from_content
from pages.ui.choice import Choice
from pages.ui.data import chosen_sample, workspace
from pages.ui.who import who

MEASURES, FINDINGS, MEETING, OFFICE = "measures", "findings", "meeting", "office"
CHECKLIST = "checklist"


@dataclass(frozen=True)
class OfAgency:
    """What is kept of an agency for all years."""

    agency_id: str
    fiscal_year: None = None


Where = Choice | OfAgency


def chosen_measures(choice: Choice) -> tuple[ChosenMeasure, ...] | None:
    """Measures chosen for an agency and year, in order; None where nothing was decided yet."""
    content = _read(MEASURES, choice)
    return None if content is None else chosen_from_content(content)


def unread_measures(choice: Choice) -> int:
    """Count of chosen measures that another version of the program wrote and this one cannot read."""
    return count_unread(_read(MEASURES, choice))


def save_measures(choice: Choice, chosen: Sequence[ChosenMeasure]) -> None:
    """Keep the chosen measures."""
    _save(MEASURES, choice, chosen_to_content(chosen))


def findings(choice: Choice) -> dict[str, Finding]:
    """What the office found, by indicator."""
    return findings_from_content(_read(FINDINGS, choice))


def save_findings(choice: Choice, found: Mapping[str, Finding]) -> None:
    """Keep the findings."""
    _save(FINDINGS, choice, findings_to_content(found))


def meeting_of(choice: Choice) -> Meeting:
    """The meeting that set the measures; empty where nothing was written."""
    return meeting_from_content(_read(MEETING, choice))


def save_meeting(choice: Choice, meeting: Meeting) -> None:
    """Keep the particulars of the meeting."""
    _save(MEETING, choice, meeting_to_content(meeting))


def checklist_of(choice: Choice) -> dict[str, str]:
    """What the office knows of each OIT item of a year; an item that is not there is unknown."""
    return states_from_content(_read(CHECKLIST, choice))


def save_checklist(choice: Choice, states: States) -> None:
    """Keep what is known of the OIT items of a year."""
    _save(CHECKLIST, choice, dict(states))


def particulars(choice: Choice) -> Particulars:
    """The particulars of the office for its papers, the same in all years."""
    return particulars_from_content(_read(OFFICE, OfAgency(choice.agency_id)))


def save_particulars(choice: Choice, own: Particulars) -> None:
    """Keep the particulars of the office."""
    _save(OFFICE, OfAgency(choice.agency_id), particulars_to_content(own))


def erase_names(choice: Choice) -> None:
    """Empty the names of persons of all offices, in everything that was ever saved; no step back."""
    if chosen_sample():
        past, later = _trail(OFFICE, OfAgency(choice.agency_id))
        past[:], later[:] = [_nameless(content) for content in past], []
        return
    workspace().rewrite_documents(OFFICE, _nameless, now=_now(), who=who())


def _nameless(content: Any) -> Any:
    """Particulars without the names of persons; the texts of a year hold none of their own field."""
    if not isinstance(content, Mapping) or "signatories" not in content:
        return content
    return {**content, **particulars_to_content(without_names(particulars_from_content(content)))}


def limits_of(choice: Choice) -> Limits:
    """The four texts about what limits the office in a year."""
    return limits_from_content(_read(OFFICE, choice))


def earlier_limits(choice: Choice) -> Limits:
    """The four texts of the year before."""
    return limits_of(replace(choice, fiscal_year=choice.fiscal_year - 1))


def save_limits(choice: Choice, limits: Limits) -> None:
    """Keep the four texts of a year."""
    _save(OFFICE, choice, asdict(limits))


def kind_of_texts(paper: str) -> str:
    """Under which kind the office's own texts of a kind of paper are kept."""
    return f"texts-{paper}"


def own_texts(choice: Choice, paper: str) -> dict[str, OwnText]:
    """The office's own texts in a kind of paper, in place of generated ones."""
    return texts_from_content(_read(kind_of_texts(paper), choice))


def save_own_texts(choice: Choice, paper: str, texts: OwnTexts) -> None:
    """Keep the office's own texts in a kind of paper."""
    _save(kind_of_texts(paper), choice, texts_to_content(texts))


def undo(kind: str, choice: Where) -> bool:
    """Go one saving back; False where there is none."""
    if chosen_sample():
        past, later = _trail(kind, choice)
        if past:
            later.append(past.pop())
        return bool(later)
    return workspace().undo_document(kind, **_where(choice), now=_now(), who=who()) is not None


def can_step(kind: str, choice: Where) -> bool:
    """Whether there is anything to undo or redo."""
    if chosen_sample():
        return any(_trail(kind, choice))
    own = workspace()
    return own.document(kind, **_where(choice)) is not None or own.can_redo(kind, **_where(choice))


def redo(kind: str, choice: Where) -> bool:
    """Bring back what was undone last; False where there is nothing."""
    if chosen_sample():
        past, later = _trail(kind, choice)
        if later:
            past.append(later.pop())
            return True
        return False
    return workspace().redo_document(kind, **_where(choice), now=_now(), who=who()) is not None


def _read(kind: str, choice: Where) -> Any:
    if chosen_sample():
        past, _ = _trail(kind, choice)
        return past[-1] if past else None
    document = workspace().document(kind, **_where(choice))
    return None if document is None else document.content


def _save(kind: str, choice: Where, content: Any) -> None:
    if chosen_sample():
        past, later = _trail(kind, choice)
        past.append(content)
        later.clear()
        return
    workspace().save_document(kind, content, **_where(choice), now=_now(), who=who())


def _trail(kind: str, choice: Where) -> tuple[list[Any], list[Any]]:
    """What was saved in this session for a sample, and what was undone of it."""
    key = f"tried-{chosen_sample()}-{kind}-{choice.agency_id}-{choice.fiscal_year}"
    trail: tuple[list[Any], list[Any]] = st.session_state.setdefault(key, ([], []))
    return trail


def _where(choice: Where) -> dict[str, Any]:
    return {"agency_id": choice.agency_id, "fiscal_year": choice.fiscal_year}


def _now() -> datetime:
    return datetime.now().astimezone()
