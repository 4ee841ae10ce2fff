"""The cells that name the year and the agency of a figure: what is to be mended where one of them is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from itacore.agencies import clean_name, name_key
from itacore.reading.cells import SheetCells
from itacore.reading.grid import Grid
from itacore.thai import compact

Cell = tuple[int, int]
_ROWS_ABOVE = 200


@dataclass(frozen=True, eq=False)
class Origins:
    """The sheets of a reading, to look for what names a year or an agency."""

    sheets: Sequence[SheetCells]

    def of_year(self, file: str, sheet: str, row: int, column: int, year: int) -> Cell | None:
        """The cell that gives a figure its year, None where no cell does."""

        def names(cells: SheetCells, at: Cell) -> bool:
            return cells.year(*at) == year

        return self._first(file, sheet, (row, column), names)

    def of_agency(self, file: str, sheet: str, row: int, column: int, name: str) -> Cell | None:
        """The cell that gives a figure its agency, None where no cell does."""
        key, bare = name_key(name), compact(name)

        def names(cells: SheetCells, at: Cell) -> bool:
            text = cells.grid.text(*at)
            return text is not None and (name_key(clean_name(text)) == key or bare in compact(text))

        return self._first(file, sheet, (row, column), names)

    def _first(
        self, file: str, sheet: str, figure: Cell, names: Callable[[SheetCells, Cell], bool]
    ) -> Cell | None:
        """The nearest cell that names what is looked for."""
        for cells in self.sheets:
            if (cells.source.file, cells.grid.sheet) == (file, sheet):
                around = _outwards(cells.grid, *figure)
                return next((at for at in around if cells.grid.filled[at] and names(cells, at)), None)
        return None


def _outwards(grid: Grid, row: int, column: int) -> Iterator[Cell]:
    """Cells in the order in which they may speak of a figure; of merged cells the one that holds the text."""
    beside = [*range(column - 1, -1, -1), *range(column + 1, grid.columns)]
    above = range(row - 1, max(row - _ROWS_ABOVE, 0) - 1, -1)
    for other in beside:
        yield grid.source(row, other)
    for upper in above:
        yield grid.source(upper, column)
    for other in beside:  # a cell left blank means what stands above it
        filled = (grid.source(upper, other) for upper in above if grid.filled[grid.source(upper, other)])
        yield from () if grid.filled[grid.source(row, other)] else list(filled)[:1]
    for upper in above:
        for other in range(grid.columns):
            yield grid.source(upper, other)
