"""The core tables of a reading (see itacore.tables), made of the figures found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from itacore.agencies import agency_type
from itacore.criteria import Criteria
from itacore.reading.cells import SheetCells
from itacore.reading.contradictions import known_codes, without_contradictions
from itacore.reading.districts import identify_found, with_headed_districts, without_untold
from itacore.reading.facts import Columns, Facts, FoundAgency, lay_out, level_of_code
from itacore.reading.runs import RANK_LEVELS, TEXT_LEVELS
from itacore.tables import (
    AGENCIES,
    CONTRADICTIONS,
    DECLARED,
    DECLARED_LEVELS,
    PROVENANCE,
    SCORES,
    categories,
    empty_table,
    make_table,
)

Selection = NDArray[np.bool_] | slice


@dataclass(frozen=True, eq=False)
class FactTables:
    """The core tables of a reading.

    ``contradictions`` holds the values that were left out because they contradict each other; ``refused`` counts by
    sheet the scores and totals that no office or no year can have.
    """

    scores: pd.DataFrame
    declared: pd.DataFrame
    agencies: pd.DataFrame
    provenance: pd.DataFrame
    contradictions: pd.DataFrame
    refused: tuple[int, ...]


def build_tables(
    facts: Facts, sheets: Sequence[SheetCells], criteria: Criteria, hashes: Sequence[str]
) -> FactTables:
    """Turn facts into tables: unknown codes and contradicting values are left out with an issue each.

    Parameters
    ----------
    facts
        All figures found.
    sheets
        By their number.
    criteria
        Rule books, which tell the codes of each year.
    hashes
        SHA-256 of each file: the identity of an agency that no text names.
    """
    found = with_headed_districts(list(facts.agencies))
    identities, untold = identify_found(found, hashes)
    distinct = list(dict.fromkeys(identities))
    position = {identity: number for number, identity in enumerate(distinct)}
    numbers = np.array([position[identity] for identity in identities], dtype=np.int64)
    names = list(facts.codes)
    figures = lay_out(facts, numbers)
    keep = known_codes(figures, names, sheets, criteria)
    unclear = {
        position[own]: (agency.name or "", untold[own])
        for own, agency in zip(identities, found, strict=True)
        if own in untold
    }
    keep = without_untold(figures, keep, unclear, sheets)
    refused = _count_scores(figures, ~keep, names, len(sheets))
    texts = list(facts.texts)
    keep, contradicting = without_contradictions(figures, keep, names, texts, sheets)
    left_out = _Writer(figures.take(contradicting), distinct, names, texts, sheets)
    figures = figures.take(keep)
    named = np.union1d(figures.agencies, left_out.figures.agencies)
    agencies = _agency_table(found, identities, {distinct[number] for number in named.tolist()})
    writer = _Writer(figures, distinct, names, texts, sheets)
    return FactTables(*writer.facts(), agencies, writer.provenance(), left_out.contradictions(), refused)


def _count_scores(
    figures: Columns, which: NDArray[np.bool_], codes: Sequence[str], sheets: int
) -> tuple[int, ...]:
    """Count of scores and totals among some figures, by sheet."""
    at = np.flatnonzero(which)
    scores = np.array([level_of_code(code) not in RANK_LEVELS + TEXT_LEVELS for code in codes], dtype=bool)
    found = figures.sheets[at[scores[figures.codes[at]]]]
    return tuple(np.bincount(found, minlength=sheets).tolist())


class _Writer:
    """Writes figures as tables; labels become categories."""

    def __init__(
        self,
        figures: Columns,
        agencies: list[str],
        codes: list[str],
        texts: list[str],
        sheets: Sequence[SheetCells],
    ) -> None:
        self.figures = figures
        self.agencies = agencies
        self.codes = codes
        self.texts = texts
        self.sheets = sheets
        levels = [level_of_code(code) for code in codes]
        self.level_names = list(dict.fromkeys(levels))
        self.level_of = np.array([self.level_names.index(level) for level in levels], dtype=np.int64)
        self.published = np.array([level in DECLARED_LEVELS for level in levels], dtype=bool)

    def facts(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Scores and published figures."""
        figures = self.figures
        declared = self.published[figures.codes]
        return (
            make_table(SCORES, {**self.keys(~declared), "score": figures.values[~declared]}),
            make_table(
                DECLARED,
                {
                    **self.keys(declared),
                    "value": figures.values[declared],
                    "text": _texts(figures.texts[declared], self.texts),
                },
            ),
        )

    def keys(self, which: Selection) -> dict[str, object]:
        """The key columns of a fact."""
        codes = self.figures.codes[which]
        return {
            "agency_id": _category(self.figures.agencies[which], self.agencies),
            "fiscal_year": self.figures.years[which],
            "level": _category(self.level_of[codes], self.level_names),
            "code": _category(codes, self.codes),
        }

    def provenance(self) -> pd.DataFrame:
        """Where each figure stands, and the text of its cell where it is a text."""
        return make_table(PROVENANCE, {**self.keys(slice(None)), **self.places(), "text": self.written()})

    def contradictions(self) -> pd.DataFrame:
        """The figures with their values and cells."""
        if not len(self.figures):
            return empty_table(CONTRADICTIONS)
        values = {"value": self.figures.values, "text": _texts(self.figures.texts, self.texts)}
        return make_table(
            CONTRADICTIONS,
            {**self.keys(slice(None)), **values, **self.places(), "written": self.written()},
        )

    def places(self) -> dict[str, object]:
        """File, sheet, row and column of each figure."""
        figures = self.figures
        files = list(dict.fromkeys(sheet.source.file for sheet in self.sheets))
        names = list(dict.fromkeys(sheet.grid.sheet for sheet in self.sheets))
        file_of = np.array([files.index(sheet.source.file) for sheet in self.sheets], dtype=np.int64)
        name_of = np.array([names.index(sheet.grid.sheet) for sheet in self.sheets], dtype=np.int64)
        return {
            "file": _category(file_of[figures.sheets], files),
            "sheet": _category(name_of[figures.sheets], names),
            "row": figures.rows,
            "column": figures.columns,
        }

    def written(self) -> pd.Series[str]:
        """Text of each cell that is a text."""
        figures = self.figures
        places = np.full(len(figures), -1, dtype=np.int64)
        strings: list[str] = []
        for number, sheet in enumerate(self.sheets):
            here = figures.sheets == number
            found = sheet.grid.texts[figures.rows[here], figures.columns[here]]
            places[here] = np.where(found >= 0, found + len(strings), -1)
            strings += sheet.grid.strings
        return _texts(places, strings)


def _texts(places: NDArray[np.int64], strings: list[str]) -> pd.Series[str]:
    """Texts by their places; missing where the place is -1."""
    return pd.Series([*strings, None], dtype="str").take(places).reset_index(drop=True)


def _category(places: NDArray[np.int64], labels: list[str]) -> pd.Categorical:
    return pd.Categorical.from_codes(places, categories=categories(labels))


def _agency_table(found: Sequence[FoundAgency], identities: Sequence[str], used: set[str]) -> pd.DataFrame:
    """One row an agency: its name as first written, and what any mention of it says about type and place."""
    rows: dict[str, dict[str, str | None]] = {}
    for agency, identity in zip(found, identities, strict=True):
        if identity not in used:
            continue
        row = rows.setdefault(identity, dict.fromkeys(("name", "type", "district", "province")))
        row["name"] = row["name"] or agency.name
        row["type"] = row["type"] or agency.type or (agency_type(agency.name) if agency.name else None)
        row["district"] = row["district"] or agency.district
        row["province"] = row["province"] or agency.province
    columns = {key: [row[key] for row in rows.values()] for key in ("name", "type", "district", "province")}
    return make_table(AGENCIES, {"agency_id": list(rows), **columns})
