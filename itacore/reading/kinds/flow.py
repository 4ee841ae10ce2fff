"""Tables in running text, as in documents and web pages: each becomes a sheet, the lines above it on its top."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from .packing import PlainSheet, check_count, plain_value
from .refusal import MOST_CELLS, MOST_COLUMNS, RefusedError

MOST_LINES = 15  # of the text above a table
LONGEST_LINE = 400
_MOST_DEPTH = 60
_MOST_ROWS = 1_048_576


@dataclass
class _Table:
    """A table that is being read; ``top`` counts the lines of text on it, ``taken`` the cells that reach down."""

    sheet: PlainSheet
    top: int
    row: int = -1
    column: int = 0
    cell: tuple[int, int, int, int] | None = None
    texts: list[str] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)  # column: first row that is free again
    open_merges: dict[int, int] = field(default_factory=dict)  # column: number of its merge


class Flow:
    """Takes up lines and tables as they come; tables inside tables become sheets of their own."""

    def __init__(self) -> None:
        self.sheets: list[PlainSheet] = []
        self._stack: list[_Table] = []
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self._count = 0

    def add_line(self, text: str) -> None:
        """Take up a line of text: into the cell that is open, else above the next table."""
        if self._stack:
            if self._stack[-1].cell is not None:
                self._stack[-1].texts.append(text)
        elif text.strip():
            self._lines.append(text.strip())

    def start_table(self) -> None:
        """Begin a table."""
        if len(self._stack) >= _MOST_DEPTH:
            raise RefusedError("file-too-heavy")
        sheet = PlainSheet(None)
        lines = [text for text in self._stack[-1].texts if text.strip()] if self._stack else self._lines
        short = [text for text in lines if len(text) <= LONGEST_LINE]
        for row, text in enumerate(short):
            if not self._stack:
                sheet.put(row, 0, text)
        self.sheets.append(sheet)
        check_count(len(self.sheets))
        top = 0 if self._stack else len(short)
        self._stack.append(_Table(sheet, top))
        self._lines.clear()

    def start_row(self, hidden: bool = False, before: int = 0) -> None:
        """Begin a row; ``before`` columns at its start are left out."""
        if not self._stack:
            return
        table = self._stack[-1]
        self.end_cell()
        table.row += 1
        table.column = before
        if table.row > _MOST_ROWS:
            raise RefusedError("file-too-heavy")
        if hidden:
            table.sheet.hidden_rows.add(table.top + table.row)

    def start_cell(self, across: int = 1, down: int = 1) -> None:
        """Begin a cell that reaches over some columns and rows; cells from above are stepped over."""
        if not self._stack:
            return
        table = self._stack[-1]
        self.end_cell()
        table.row = max(table.row, 0)
        while table.taken.get(table.column, 0) > table.row:
            table.column += 1
        across, down = min(across, MOST_COLUMNS + 1), min(down, _MOST_ROWS)
        if table.column + across > MOST_COLUMNS:
            raise RefusedError("file-too-wide", count=table.column + across, most=MOST_COLUMNS)
        row = table.top + table.row
        table.cell = (row, table.column, row + down - 1, table.column + across - 1)
        if down > 1:
            for column in range(table.column, table.column + across):
                table.taken[column] = table.row + down
        if across > 1 or down > 1:
            table.sheet.merges.append(table.cell)
        table.column += across
        self._count += 1
        if self._count > MOST_CELLS:
            raise RefusedError("file-too-heavy")

    def reach_down(self, first: bool) -> None:
        """Say of the open cell that it begins a merge downwards, or continues the one above it."""
        table = self._stack[-1]
        if table.cell is None:
            return
        row, column, _, last = table.cell
        if table.sheet.merges and table.sheet.merges[-1] == table.cell:
            table.sheet.merges.pop()
        if first or column not in table.open_merges:
            table.open_merges[column] = len(table.sheet.merges)
            table.sheet.merges.append((row, column, row, last))
        else:
            place = table.open_merges[column]
            top, left, bottom, right = table.sheet.merges[place]
            if bottom == row - 1:
                table.sheet.merges[place] = (top, left, row, max(right, last))
            else:
                table.open_merges[column] = len(table.sheet.merges)
                table.sheet.merges.append((row, column, row, last))

    def end_cell(self) -> None:
        """End the open cell: its lines become its text."""
        if not self._stack or self._stack[-1].cell is None:
            return
        table = self._stack[-1]
        row, column, *_ = table.cell or (0, 0)
        lines = [" ".join(line.split()) for text in table.texts for line in text.split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            table.sheet.put(row, column, plain_value(text))
        table.cell, table.texts = None, []

    def end_table(self) -> None:
        """End a table; the text after it belongs to the next."""
        if self._stack:
            self.end_cell()
            self._stack.pop()
            if not self._stack:
                self._lines.clear()

    def finish(self) -> list[PlainSheet]:
        """Give the tables that hold anything."""
        while self._stack:
            self._stack[-1].sheet.cut = True
            self.end_table()
        return [sheet for sheet in self.sheets if sheet.values]
