"""Scores side by side: one row an agency and year, one array a code, for work on whole columns at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from itacore.errors import TableError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Panel:
    """Read and declared figures of agency-years.

    Rows are sorted by agency (in the order of ``agency_ids``) and year. Missing figures are NaN; a code
    without an array was read nowhere. ``published`` holds instruments and parts as published; ``rating`` is
    the position of the published rating in ``rating_labels``, -1 where there is none.
    """

    agency_ids: pd.Index
    agency: Ints
    year: Ints
    scores: dict[str, Floats]
    total: Floats
    published: dict[str, Floats]
    rating: Ints
    rating_labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.year)

    def read(self, code: str) -> Floats:
        """Give the scores read of a code, NaN where none was."""
        return self.scores.get(code, np.full(len(self), np.nan))

    def take(self, rows: Ints) -> Panel:
        """Give some rows as a panel of their own."""
        return Panel(
            self.agency_ids,
            self.agency[rows],
            self.year[rows],
            {code: values[rows] for code, values in self.scores.items()},
            self.total[rows],
            {code: values[rows] for code, values in self.published.items()},
            self.rating[rows],
            self.rating_labels,
        )


def build_panel(scores: pd.DataFrame, declared: pd.DataFrame) -> Panel:
    """Lay out the long tables ``scores`` and ``declared`` (see itacore.tables) as a panel.

    Raises
    ------
    TableError
        A figure stands twice for one agency and year.
    """
    union = pd.api.types.union_categoricals([pd.Categorical(f["agency_id"]) for f in (scores, declared)])
    agency = union.codes.astype(np.int64)
    year = np.concatenate([f["fiscal_year"].to_numpy(dtype=np.int64) for f in (scores, declared)])
    first = int(year.min()) if len(year) else 0
    span = int(year.max()) - first + 1 if len(year) else 1
    key = agency * span + (year - first)
    present = np.zeros(len(union.categories) * span, dtype=bool)
    present[key] = True
    keys = np.flatnonzero(present)
    rows = (np.cumsum(present) - 1)[key]
    of_scores, of_declared = rows[: len(scores)], rows[len(scores) :]
    rating, labels = _ratings(declared, of_declared, len(keys))
    return Panel(
        agency_ids=union.categories,
        agency=keys // span,
        year=keys % span + first,
        scores=_spread(scores, "score", of_scores, len(keys)),
        total=_published(declared, "total", of_declared, len(keys)).get("total", np.full(len(keys), np.nan)),
        published=_published(declared, "instrument", of_declared, len(keys)),
        rating=rating,
        rating_labels=labels,
    )


def _spread(frame: pd.DataFrame, column: str, rows: Ints, size: int) -> dict[str, Floats]:
    """Lay a column of figures out by code."""
    codes = pd.Categorical(frame["code"])
    values = frame[column].to_numpy(dtype=np.float64)
    used = np.flatnonzero(np.bincount(codes.codes, minlength=len(codes.categories)))
    line = np.zeros(len(codes.categories), dtype=np.int64)
    line[used] = np.arange(len(used))
    wide = np.full((len(used), size), np.nan)
    wide[line[codes.codes], rows] = values
    labels = [str(label) for label in codes.categories[used]]
    known = np.count_nonzero(~np.isnan(wide), axis=1)
    if known.sum() != np.count_nonzero(~np.isnan(values)):
        read = np.bincount(codes.codes, weights=~np.isnan(values), minlength=len(codes.categories))[used]
        twice = ", ".join(label for label, a, b in zip(labels, read, known, strict=True) if a > b)
        raise TableError(f"table with column {column}: two figures of one agency and year with code {twice}")
    return {label: wide[i] for i, label in enumerate(labels) if known[i]}


def _of_level(declared: pd.DataFrame, level: str) -> Bools:
    levels = pd.Categorical(declared["level"])
    if level not in levels.categories:
        return np.zeros(len(declared), dtype=bool)
    return np.asarray(levels.codes == levels.categories.get_loc(level))


def _published(declared: pd.DataFrame, level: str, rows: Ints, size: int) -> dict[str, Floats]:
    """Published figures of one level by code."""
    where = _of_level(declared, level)
    return _spread(declared.loc[where], "value", rows[where], size) if where.any() else {}


def _ratings(declared: pd.DataFrame, rows: Ints, size: int) -> tuple[Ints, tuple[str, ...]]:
    """Published ratings as positions in their labels."""
    where = _of_level(declared, "rating")
    codes, labels = pd.factorize(declared.loc[where, "text"])
    rating = np.full(size, -1, dtype=np.int64)
    rating[rows[where]] = codes
    return rating, tuple(str(label) for label in labels)
