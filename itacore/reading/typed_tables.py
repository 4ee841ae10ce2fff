"""The core tables of figures that a person typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from itacore.issues import IssueLog
from itacore.reading.facts import level_of_code
from itacore.reading.read import Reading
from itacore.reading.runs import RANK_LEVELS
from itacore.tables import AGENCIES, DECLARED, DECLARED_LEVELS, PROVENANCE, SCORES, make_table
from itacore.thai import normalize

Cell = tuple[str, int]
Figure = float | str
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class TypedAgency:
    """Whose scores are typed; ``agency_id`` is its identity in the document."""

    agency_id: str
    name: str
    type: str | None = None
    district: str | None = None
    province: str | None = None


class TypedTables:
    """Writes figures as the tables of a reading."""

    def __init__(
        self,
        rows: tuple[str, ...],
        years: tuple[int, ...],
        agency: TypedAgency,
        file: str,
        cells: Mapping[Cell, str],
    ) -> None:
        self.rows, self.years, self.agency, self.file, self.cells = rows, years, agency, file, cells

    def reading(self, figures: Mapping[Cell, Figure | None], issues: IssueLog, *, placed: bool) -> Reading:
        """Put figures into tables; ``placed`` gives them their row and column of the typing table."""
        scores = [cell for cell in figures if level_of_code(cell[0]) not in DECLARED_LEVELS]
        declared = [cell for cell in figures if level_of_code(cell[0]) in DECLARED_LEVELS]
        values = [figures[cell] for cell in declared]
        agency = self.agency
        return Reading(
            make_table(SCORES, {**self._keys(scores), "score": [_number(figures[c]) for c in scores]}),
            make_table(
                DECLARED,
                {
                    **self._keys(declared),
                    "value": [_number(value) for value in values],
                    "text": [value if isinstance(value, str) else None for value in values],
                },
            ),
            make_table(
                AGENCIES,
                {name: [getattr(agency, name)] for name in AGENCIES.names},
            ),
            self._provenance([*scores, *declared], placed),
            issues,
            (),
        )

    def _keys(self, cells: list[Cell]) -> dict[str, object]:
        return {
            "agency_id": [self.agency.agency_id for _ in cells],
            "fiscal_year": [year for _, year in cells],
            "level": [level_of_code(code) for code, _ in cells],
            "code": [code for code, _ in cells],
        }

    def _provenance(self, cells: list[Cell], placed: bool) -> pd.DataFrame:
        rows = {row: index for index, row in enumerate(self.rows)} if placed else {}
        years = {year: index for index, year in enumerate(self.years)} if placed else {}
        texts = [normalize(self.cells.get(cell, "")) for cell in cells]
        return make_table(
            PROVENANCE,
            {
                **self._keys(cells),
                "file": [self.file for _ in cells],
                "sheet": [None for _ in cells],
                "row": [rows.get(code, -1) for code, _ in cells],
                "column": [years.get(year, -1) for _, year in cells],
                "text": [None if not text or _PLAIN.fullmatch(text) else text for text in texts],
            },
        )


def _number(figure: Figure | None) -> float:
    return figure if isinstance(figure, float) else float("nan")


def whole_characters(text: str) -> str:
    """Put a mark for halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def gather_figures(scores: pd.DataFrame, declared: pd.DataFrame) -> dict[Cell, Figure]:
    """Figures of one agency by code and year; missing ones are left out."""
    found: dict[Cell, Figure] = {}
    for code, year, value in zip(scores["code"], scores["fiscal_year"], scores["score"], strict=True):
        if value == value:
            found[str(code), int(year)] = float(value)
    for code, year, value, text in zip(
        declared["code"], declared["fiscal_year"], declared["value"], declared["text"], strict=True
    ):
        if isinstance(text, str) or value == value:
            found[str(code), int(year)] = text if isinstance(text, str) else float(value)
    return found


def show_figure(cell: Cell, figure: Figure) -> str:
    """Write a figure with all the digits that it has, and a score with two decimals at least."""
    if isinstance(figure, str):
        return figure
    plain = f"{figure:.10g}"
    return plain if cell[0] in RANK_LEVELS or len(plain.partition(".")[2]) > 1 else f"{figure:.2f}"
