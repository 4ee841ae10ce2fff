"""Every core table, declared once: columns, dtypes, units, keys.

All tables are long, one row a fact. Columns of few distinct texts are categories, which keeps the whole
country small. Scores are points from 0 to 100, as read, never rounded; a missing score has no row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from itacore.errors import TableError


@dataclass(frozen=True)
class Column:
    """A column: ``dtype`` is one of "category", "str", "int64", "int32", "float64", "bool"."""

    name: str
    dtype: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A declared table; ``key`` columns together name a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Column names in their order."""
        return [column.name for column in self.columns]


_AGENCY = Column(
    "agency_id", "category", "identity of the agency: its name in one form, and province where known"
)
_YEAR = Column("fiscal_year", "int64", "fiscal year, Buddhist Era, four digits")
_LEVEL = Column("level", "category", "level of the figure in the hierarchy")
_CODE = Column("code", "category", "code of the figure in the rule book of the year")

SCORE_LEVELS = ("indicator", "part-indicator", "subindicator", "item")
DECLARED_LEVELS = ("total", "instrument", "rating", "rank", "rank-of", "rank-group")

SCORES = Table(
    "scores",
    (_AGENCY, _YEAR, _LEVEL, _CODE, Column("score", "float64", "points, 0-100, as read")),
    ("agency_id", "fiscal_year", "level", "code"),
)
DECLARED = Table(
    "declared",
    (
        _AGENCY,
        _YEAR,
        _LEVEL,
        _CODE,
        Column("value", "float64", "the published figure as a number: points, or a rank; missing for texts"),
        Column("text", "str", "the published rating or group as its label; missing for numbers"),
    ),
    ("agency_id", "fiscal_year", "level", "code"),
)
AGENCIES = Table(
    "agencies",
    (
        Column("agency_id", "str", "identity of the agency"),
        Column("name", "str", "name as written, Thai in one form; missing where the file names none"),
        Column("type", "str", "type of agency in full words; missing where unknown"),
        Column("district", "str", "district; missing where unknown"),
        Column("province", "str", "province; missing where unknown"),
    ),
    ("agency_id",),
)
PROVENANCE = Table(
    "provenance",
    (
        _AGENCY,
        _YEAR,
        _LEVEL,
        _CODE,
        Column("file", "category", "name of the file, or how the figure was given"),
        Column("sheet", "category", "name of the sheet; missing where there is none"),
        Column("row", "int32", "row of the cell, from 0; -1 where there is no cell"),
        Column("column", "int32", "column of the cell, from 0; -1 where there is no cell"),
        Column("text", "str", "the cell as written, only where it is not simply the number"),
    ),
    ("agency_id", "fiscal_year", "level", "code"),
)
CONTRADICTIONS = Table(
    "contradictions",
    (
        _AGENCY,
        _YEAR,
        _LEVEL,
        _CODE,
        Column("value", "float64", "one of the values of a figure that contradict; missing for texts"),
        Column("text", "str", "the same for a published rating or group; missing for numbers"),
        Column("file", "category", "name of the file"),
        Column("sheet", "category", "name of the sheet"),
        Column("row", "int32", "row of the cell, from 0"),
        Column("column", "int32", "column of the cell, from 0"),
        Column("written", "str", "the cell as written, only where it is not simply the number"),
    ),
    ("agency_id", "fiscal_year", "level", "code", "file", "sheet", "row", "column"),
)


def make_table(table: Table, columns: dict[str, object]) -> pd.DataFrame:
    """Build a table from columns, in the declared order and with the declared types.

    >>> make_table(AGENCIES, {"agency_id": ["x"], "name": ["x"], "type": [None], "district": [None],
    ...     "province": [None]}).shape
    (1, 5)
    """
    return pd.DataFrame({c.name: _series(columns[c.name], c.dtype) for c in table.columns})


def categories(labels: list[str]) -> pd.Index:
    """Build the categories of a column; all category columns hold texts of one dtype.

    >>> str(categories(["1"]).dtype)
    'str'
    """
    return pd.Index(labels, dtype="str")


def empty_table(table: Table) -> pd.DataFrame:
    """Build a declared table without rows."""
    return make_table(table, {name: [] for name in table.names})


def check_table(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the frame when it has the declared columns, types and a unique key.

    Raises
    ------
    TableError
        Names the table, the column and what is wrong.
    """
    for column in table.columns:
        if column.name not in frame:
            raise TableError(f"table {table.name}: column {column.name} is missing")
        have = frame[column.name].dtype
        kind = "category" if isinstance(have, pd.CategoricalDtype) else str(have)
        if kind != column.dtype:
            raise TableError(f"table {table.name}: column {column.name} is {kind}, not {column.dtype}")
    if frame.duplicated(list(table.key)).any():
        raise TableError(f"table {table.name}: rows with the same {', '.join(table.key)}")
    return frame


def concat_tables(table: Table, frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put tables of one kind below each other, joining their categories."""
    frames = [frame for frame in frames if len(frame)]
    if not frames:
        return empty_table(table)
    if len(frames) == 1:
        return frames[0]
    columns: dict[str, object] = {}
    for column in table.columns:
        parts = [frame[column.name] for frame in frames]
        if column.dtype == "category":
            columns[column.name] = pd.api.types.union_categoricals(
                [pd.Categorical(part) for part in parts], sort_categories=False
            )
        else:
            columns[column.name] = pd.concat(parts, ignore_index=True)
    return make_table(table, columns)


def _series(values: object, dtype: str) -> object:
    if dtype == "category":
        return (
            values if isinstance(values, pd.Categorical) else pd.Categorical(pd.Series(values, dtype="str"))
        )
    if dtype == "str":
        return pd.Series(values, dtype="str")
    return np.asarray(values, dtype=dtype)
