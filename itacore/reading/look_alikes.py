"""Sheets that look like results of the ITA and are none: other assessments, checklists, plans of measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from itacore.agencies import looks_like_agency
from itacore.reading.cells import SheetCells
from itacore.reading.entities import header_cells
from itacore.reading.headings import checklist_words, look_alikes, plan_words
from itacore.reading.labels import Label
from itacore.reading.table import FoundTable, ScoreColumn
from itacore.thai import compact

COMPANIONS = ("plan", "checklist")  # sheets that often stand beside one of scores
_ROWS = 60
_LONGEST_WORD = 120
_LONGEST_HEAD = 80
_SURE = 3
_OF_SCHOOLS = re.compile(r"ita(?:online)?(?:ของ|ใน|ระดับ)?สถานศึกษา|โปร่งใส.{0,40}(?:ของ|ใน|ระดับ)สถานศึกษา")
_SCHOOL = ("โรงเรียน", "วิทยาลัย")
_OFFICE_OF_SCHOOLS = "เขตพื้นที่การศึกษา"


def other_assessment(cells: SheetCells, tables: Sequence[FoundTable]) -> str | None:
    """Code of what the sheet is instead of results of the ITA, None where it is none of these.

    Parameters
    ----------
    tables
        The tables chosen to be read.
    """
    if any(table.columns for table in tables) and _is_of_schools(cells):
        return "school"
    labels = _labels(cells)
    indicators = {
        label.code for label in labels if label.role == "indicator" and not (label.weak or label.conflict)
    }
    if len(indicators) < _SURE:
        keys = _keys(cells)
        for code, words in look_alikes().items():
            if (
                sum(any(key == word or (len(word) > 5 and word in key) for key in keys) for word in words)
                >= 2
            ):
                return code
        if sum("moit" in key for key in keys) >= 2:
            return "moit"
    if any(table.is_other_assessment for table in tables):
        return "moit" if any("moit" in key for key in _keys(cells)) else "other-names"
    if any(table.columns for table in tables):
        return None
    if plan_rows(cells):
        return "plan"
    listed = sum(label.role in ("item", "subindicator") and not label.weak for label in labels)
    return "checklist" if listed >= _SURE and _is_checklist(cells) else None


def _labels(cells: SheetCells) -> list[Label]:
    return [label for text in _texts(cells) if (label := cells.vocabulary.label(text))]


def _texts(cells: SheetCells) -> list[str]:
    """Distinct texts of the first rows."""
    head = cells.grid.texts[:_ROWS]
    return [cells.grid.strings[place] for place in np.unique(head[head >= 0]).tolist()]


def _keys(cells: SheetCells) -> list[str]:
    return [compact(text) for text in _texts(cells) if len(text) < _LONGEST_WORD]


def _is_of_schools(cells: SheetCells) -> bool:
    """Whether titles speak of schools' own assessment and schools are what is assessed."""
    texts = _texts(cells)
    told = [*texts, cells.grid.sheet, cells.source.file]
    if not any(_OF_SCHOOLS.search(compact(text)) for text in told):
        return False
    schools = sum(compact(text).startswith(_SCHOOL) for text in texts)
    named = sum(
        looks_like_agency(text) or _OFFICE_OF_SCHOOLS in text for text in texts if len(text) < _LONGEST_HEAD
    )
    in_titles = any(word in text for text in told for word in _SCHOOL)
    return schools > named or (not named and in_titles)


def _is_checklist(cells: SheetCells) -> bool:
    """Whether headings ask whether something is there, and where."""
    keys = {key for key in _keys(cells) if len(key) < _LONGEST_HEAD}
    return (
        sum(any(word == key or (len(word) > 4 and word in key) for key in keys) for word in checklist_words())
        >= 2
    )


def plan_rows(cells: SheetCells) -> list[int]:
    """Rows that head a plan or a report of measures: they name three of what such a table tells of each measure."""
    kinds: dict[int, frozenset[str]] = {}
    for place, text in enumerate(cells.grid.strings):
        if len(text) <= _LONGEST_HEAD:
            key = compact(text)
            found = frozenset(kind for kind, words in plan_words().items() if key.startswith(words))
            if found:
                kinds[place] = found
    if len(kinds) < _SURE:
        return []
    rows = np.flatnonzero(np.isin(cells.grid.texts, list(kinds)).sum(axis=1) >= _SURE)
    return [row for row in rows.tolist() if len(_kinds_of(cells, row, kinds)) >= _SURE]


def _kinds_of(cells: SheetCells, row: int, kinds: dict[int, frozenset[str]]) -> set[str]:
    places = cells.grid.texts[row]
    return {kind for place in places[places >= 0].tolist() for kind in kinds.get(place, ())}


def without_plans(cells: SheetCells, tables: list[FoundTable]) -> list[FoundTable]:
    """Leave out tables that stand under the heading of a plan, unless columns under it are headed as scores."""
    if all(table.row_codes is None for table in tables):
        return tables
    plans = plan_rows(cells)
    if not plans:
        return tables
    kept = []
    for table in tables:
        above = (
            [row for row in plans if table.top - 1 <= row < table.first]
            if table.row_codes is not None
            else []
        )
        if above:
            table.columns = [column for column in table.columns if _is_headed(cells, table, column)]
        if table.columns or not above:
            kept.append(table)
    return kept


def _is_headed(cells: SheetCells, table: FoundTable, column: ScoreColumn) -> bool:
    """Whether a heading says that a column of a plan holds scores, or they stand in the labels themselves."""
    if column.column in table.label_columns:
        return True
    heads = header_cells(cells, range(table.top, table.first), column.column)
    return any("คะแนน" in (cells.grid.text(*cell) or "") for cell in heads)
