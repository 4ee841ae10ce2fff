"""The indicators of all agencies and years side by side, for checks on whole columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from itacore.scoring.analysis import Analysis
from itacore.scoring.panel import Bools, Floats, Ints
from itacore.scoring.precision import NOISE, TOLERANCE


@dataclass(frozen=True, eq=False)
class Wide:
    """Scores with one row an agency and year, sorted so, and one column an indicator; NaN where unknown.

    ``computed`` and ``declared`` are totals; ``confirmed`` tells where they agree within 0.02.
    """

    agency_ids: pd.Index
    agency: Ints
    year: Ints
    codes: tuple[str, ...]
    scores: Floats
    computed: Floats
    declared: Floats
    confirmed: Bools

    def agency_of(self, row: int) -> str:
        """Identity of the agency of a row."""
        return str(self.agency_ids[self.agency[row]])

    def score(self, row: int, code: str) -> float:
        """An indicator of a row."""
        return float(self.scores[row, self.codes.index(code)])

    @property
    def off(self) -> Bools:
        """Where a published total differs from the computed one."""
        return ~np.isnan(self.computed - self.declared) & ~self.confirmed


def lay_wide(analysis: Analysis) -> Wide:
    """Lay the indicators of an analysis side by side."""
    ratings, indicators = analysis.ratings, analysis.indicators
    agency, year = _keys(ratings)
    codes = indicators["code"].cat
    values = indicators["score"].to_numpy()
    if len(values) == len(agency) * len(codes.categories):
        scores = values.reshape(len(agency), len(codes.categories))
    else:
        scores = np.full((len(agency), len(codes.categories)), np.nan)
        scores[_rows_of(indicators, agency, year), codes.codes] = values
    computed = ratings["total_computed"].to_numpy()
    declared = ratings["total_declared"].to_numpy()
    return Wide(
        ratings["agency_id"].cat.categories,
        agency,
        year,
        tuple(codes.categories),
        scores,
        computed,
        declared,
        np.abs(computed - declared) <= TOLERANCE + NOISE,
    )


def _keys(frame: pd.DataFrame) -> tuple[Ints, Ints]:
    return frame["agency_id"].cat.codes.to_numpy().astype(np.int64), frame["fiscal_year"].to_numpy()


def _rows_of(indicators: pd.DataFrame, agency: Ints, year: Ints) -> Ints:
    """Row among ``agency`` and ``year`` of each indicator; both tables stand in the same order."""
    own_agency, own_year = _keys(indicators)
    span = int(year.max()) + 1 if len(year) else 1
    key = own_agency * span + own_year
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    rows = np.searchsorted(agency * span + year, key[starts])
    return np.repeat(rows, np.diff(starts, append=len(key)))
