"""A table found in a sheet: its rows, its columns, and what was noticed while it was a candidate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from itacore.reading.cells import Account, Ints, SheetCells, Where
from itacore.reading.facts import FoundAgency


@dataclass(eq=False)
class ScoreColumn:
    """A column of figures.

    ``code`` is None where each row has its own; ``part`` is the part of EIT that the whole column belongs to;
    ``year`` and ``agency`` are None where the rows or the surroundings tell them.
    """

    column: int
    code: str | None = None
    part: str | None = None
    year: int | None = None
    year_cell: tuple[int, int] | None = None
    agency: FoundAgency | None = None


class Pending:
    """Issues and accounts of a table that is only a candidate; they count when it is chosen."""

    def __init__(self) -> None:
        self._issues: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self._marks: list[tuple[Where, Where, Account, str]] = []

    def issue(self, code: str, row: int, column: int, /, **places: Any) -> None:
        """Report an issue, if the table is chosen."""
        self._issues.append(((code, row, column), places))

    def mark(self, rows: Where, columns: Where, account: Account, reason: str = "") -> None:
        """Account for cells, if the table is chosen."""
        self._marks.append((rows, columns, account, reason))

    def apply(self, cells: SheetCells) -> None:
        """The table was chosen."""
        for mark in self._marks:
            cells.mark(*mark)
        for arguments, places in self._issues:
            cells.issue(*arguments, **places)


@dataclass(eq=False)
class FoundTable:
    """A table: heading from ``top``, data rows, columns of figures, and what its rows say.

    ``row_codes`` holds the place in ``codes`` of each data row's code, None where the columns have the codes.
    ``fields`` are columns that tell agency, year, type, district or province of each row; ``row_years`` and
    ``row_agencies`` come from section rows between the data rows. ``labels`` counts labels of figures,
    ``odd`` those whose number and name do not belong together. ``label_columns`` hold the labels of the rows;
    ``ratings`` are columns beside the scores that hold the rating of the rows of totals.
    """

    layout: str
    top: int
    rows: Ints
    columns: list[ScoreColumn]
    codes: list[str] = field(default_factory=list)
    row_codes: Ints | None = None
    fields: dict[str, int] = field(default_factory=dict)
    row_years: Ints | None = None
    row_agencies: list[FoundAgency | None] | None = None
    pending: Pending = field(default_factory=Pending)
    labels: int = 0
    odd: int = 0
    label_columns: tuple[int, ...] = ()
    ratings: tuple[ScoreColumn, ...] = ()

    @property
    def start(self) -> int:
        """First row that belongs to it alone: its heading where columns are figures, else its first label."""
        return self.top if self.row_codes is None and self.columns else self.first

    @property
    def span(self) -> tuple[int, int]:
        """First and last column that it uses."""
        used = [*self.label_columns, *self.fields.values(), *(column.column for column in self.columns)]
        return min(used, default=0), max(used, default=0)

    @property
    def first(self) -> int:
        """First data row."""
        return int(self.rows[0])

    @property
    def last(self) -> int:
        """Last data row."""
        return int(self.rows[-1])

    @property
    def is_other_assessment(self) -> bool:
        """Whether most labels join the number of one figure with the name of another."""
        return self.odd * 2 > self.labels

    @property
    def size(self) -> int:
        """Count of cells that it covers; the table that covers more wins."""
        return len(self.rows) * len(self.columns)
