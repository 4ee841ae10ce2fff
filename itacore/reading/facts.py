"""Figures found in sheets: every figure once, with its cell, its agency, its year and its code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itacore.tables import DECLARED_LEVELS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def level_of_code(code: str) -> str:
    """Level of a figure from its code.

    >>> level_of_code("9.1"), level_of_code("o12"), level_of_code("EIT1.6"), level_of_code("EIT1")
    ('subindicator', 'item', 'part-indicator', 'instrument')
    >>> level_of_code("10"), level_of_code("total")
    ('indicator', 'total')
    """
    if code in DECLARED_LEVELS:
        return code
    if code.startswith(("IIT", "EIT", "OIT")):
        return "part-indicator" if "." in code else "instrument"
    if code[:1] in "oie":
        return "item"
    return "subindicator" if "." in code else "indicator"


@dataclass(frozen=True)
class FoundAgency:
    """An agency as a sheet names it; unknown is None. ``file`` tells agencies without a name apart.

    ``headed`` is a district that stands over its rows; it counts where one name stands under several.
    """

    name: str | None
    type: str | None = None
    district: str | None = None
    province: str | None = None
    file: int | None = None
    headed: str | None = None


@dataclass(eq=False)
class Chunk:
    """Figures of one column of one table: parallel arrays; agencies, codes and texts by number (see Facts).

    ``texts`` is None where the figures are numbers.
    """

    sheet: int
    column: int
    rows: Ints
    agencies: Ints
    years: Ints
    codes: Ints
    values: Floats
    texts: Ints | None = None


@dataclass(eq=False)
class Facts:
    """Figures of all sheets while they are read."""

    codes: dict[str, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    agencies: dict[FoundAgency, int] = field(default_factory=dict)
    chunks: list[Chunk] = field(default_factory=list)

    def code(self, code: str) -> int:
        """Number of a code."""
        return self.codes.setdefault(code, len(self.codes))

    def text(self, text: str) -> int:
        """Number of a published text, such as a rating."""
        return self.texts.setdefault(text, len(self.texts))

    def agency(self, agency: FoundAgency) -> int:
        """Number of an agency."""
        return self.agencies.setdefault(agency, len(self.agencies))

    def add(self, chunk: Chunk) -> None:
        """Take up a chunk, if it holds anything."""
        if len(chunk.rows):
            self.chunks.append(chunk)


@dataclass(frozen=True, eq=False)
class Columns:
    """All chunks as one set of parallel arrays; ``texts`` is -1 where a figure is a number."""

    sheets: Ints
    columns: Ints
    rows: Ints
    agencies: Ints
    years: Ints
    codes: Ints
    values: Floats
    texts: Ints

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, keep: NDArray[np.bool_]) -> Columns:
        """The figures to keep."""
        if keep.all():
            return self
        return Columns(**{name: getattr(self, name)[keep] for name in self.__dataclass_fields__})


def lay_out(facts: Facts, identities: Ints) -> Columns:
    """Join all chunks; ``identities`` turns the number of an agency as found into that of who it is."""
    chunks = facts.chunks
    lengths = [len(chunk.rows) for chunk in chunks]

    def joined(arrays: list[NDArray[Any]], dtype: type = np.int64) -> NDArray[Any]:
        return np.concatenate(arrays) if arrays else np.zeros(0, dtype=dtype)

    def repeated(numbers: list[int]) -> Ints:
        return np.repeat(np.array(numbers, dtype=np.int64), lengths)

    texts = [np.full(len(c.rows), -1, dtype=np.int64) if c.texts is None else c.texts for c in chunks]
    return Columns(
        sheets=repeated([chunk.sheet for chunk in chunks]),
        columns=repeated([chunk.column for chunk in chunks]),
        rows=joined([chunk.rows for chunk in chunks]),
        agencies=identities[joined([chunk.agencies for chunk in chunks])],
        years=joined([chunk.years for chunk in chunks]),
        codes=joined([chunk.codes for chunk in chunks]),
        values=joined([chunk.values for chunk in chunks], np.float64),
        texts=joined(texts),
    )
