"""A table as a person sees it: Thai headings, figures still numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from itacore.thai import format_number


@dataclass(frozen=True, eq=False)
class DataTable:
    """A table with Thai headings; figures stay numbers.

    Columns of ``frame`` are texts, whole numbers (Int64) or figures (float64, missing is NaN); ``signed`` names
    the columns of changes, which show their sign.
    """

    title: str
    frame: pd.DataFrame
    signed: frozenset[str] = frozenset()

    @property
    def numeric(self) -> list[str]:
        """Headings of the columns that hold numbers."""
        return [str(name) for name in self.frame if pd.api.types.is_numeric_dtype(self.frame[name])]

    def shown(self) -> dict[str, list[str]]:
        """Give every column as texts: two decimals, a dash where nothing is known."""
        return {str(name): self._texts(str(name)) for name in self.frame}

    def _texts(self, name: str) -> list[str]:
        column = self.frame[name]
        if pd.api.types.is_float_dtype(column):
            return [
                "–" if value != value else format_number(value, sign=name in self.signed)
                for value in column.astype("float64")
            ]
        return ["–" if missing else str(value) for value, missing in zip(column, column.isna(), strict=True)]


def figures(values: Iterable[float | None]) -> pd.Series:
    """Make a column of figures, unknown ones missing.

    >>> figures([95.5, None]).tolist()
    [95.5, nan]
    """
    return pd.Series(list(values), dtype="float64")
