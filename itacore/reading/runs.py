"""Runs of figures of one kind in a column of a table, on their way from cells to facts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from itacore.reading.cells import Bools, Floats, Ints
from itacore.reading.facts import Chunk

TEXT_LEVELS = ("rating", "rank-group")
RANK_LEVELS = ("rank", "rank-of")
HIGHEST_RANK = 1e6


@dataclass(eq=False)
class Run:
    """Rows of one column that hold figures of one kind, with everything known of each.

    ``values`` and ``state`` are those of numbers, ``texts`` those of ratings (-1 where none), once they are read.
    """

    column: int
    kind: str
    rows: Ints
    agencies: Ints
    years: Ints
    codes: Ints
    values: Floats | None = None
    state: NDArray[np.int8] | None = None
    texts: Ints | None = None

    @property
    def figures(self) -> Floats:
        """The values of a run of numbers."""
        assert self.values is not None
        return self.values

    @property
    def states(self) -> NDArray[np.int8]:
        """What each cell of a run of numbers holds."""
        assert self.state is not None
        return self.state

    def chunk(self, sheet: int, keep: Bools, values: Floats, texts: Ints | None = None) -> Chunk:
        """The facts of the rows to keep."""
        return Chunk(
            sheet,
            self.column,
            self.rows[keep],
            self.agencies[keep],
            self.years[keep],
            self.codes[keep],
            values,
            texts,
        )
