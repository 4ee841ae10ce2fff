"""What the office decided for an agency and year: its measures and findings, each step undoable.

The office's own are kept in the workspace; what is tried out on a sample lives in the session only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from pages.ui.choice import Choice
from pages.ui.data import chosen_sample, workspace
from pages.ui.who import who

MEASURES, FINDINGS = "measures", "findings"


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


def undo(kind: str, choice: Choice) -> bool:
    """Go one saving back; False where there is none."""
    if chosen_sample():
        past, later = _trail(kind, choice)
        if past:
            later.append(past.pop())
        return bool(later)
    return workspace().undo_document(kind, **_where(choice), now=_now(), who=who()) is not None


def redo(kind: str, choice: Choice) -> bool:
    """Bring back what was undone last; False where there is nothing."""
    if chosen_sample():
        past, later = _trail(kind, choice)
        if later:
            past.append(later.pop())
            return True
        return False
    return workspace().redo_document(kind, **_where(choice), now=_now(), who=who()) is not None


def _read(kind: str, choice: Choice) -> Any:
    if chosen_sample():
        past, _ = _trail(kind, choice)
        return past[-1] if past else None
    document = workspace().document(kind, **_where(choice))
    return None if document is None else document.content


def _save(kind: str, choice: Choice, content: Any) -> None:
    if chosen_sample():
        past, later = _trail(kind, choice)
        past.append(content)
        later.clear()
        return
    workspace().save_document(kind, content, **_where(choice), now=_now(), who=who())


def _trail(kind: str, choice: Choice) -> tuple[list[Any], list[Any]]:
    """What was saved in this session for a sample, and what was undone of it."""
    key = f"tried-{chosen_sample()}-{kind}-{choice.agency_id}-{choice.fiscal_year}"
    trail: tuple[list[Any], list[Any]] = st.session_state.setdefault(key, ([], []))
    return trail


def _where(choice: Choice) -> dict[str, Any]:
    return {"agency_id": choice.agency_id, "fiscal_year": choice.fiscal_year}


def _now() -> datetime:
    return datetime.now().astimezone()
