"""Tables in running text, as in documents and web pages: each becomes a sheet, the lines above it on its top."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from itertools import islice

from .packing import PlainSheet, Said, check_count, plain_value
from .refusal import MOST_CELLS, MOST_COLUMNS, RefusedError

MOST_LINES = 15  # of the text above a table
LONGEST_LINE = 400
_MOST_DEPTH = 60
_MOST_ROWS = 1_048_576
_MOST_TITLES = 3
_MOST_BOX = 6  # rows of a table that only frames a heading
_MOST_SAID = 1_000_000  # letters of a document that are kept
_FIELD = re.compile(
    r"(?:ชื่อ\s*)?(?:หน่วยงาน|อปท|องค์กร|เทศบาล|ปี|พ\.ศ\.|ประเภท|ตำบล|อำเภอ|จังหวัด|สังกัด|กระทรวง)[^0-9๐-๙]{0,25}$"
)
_RAISED = str.maketrans("0123456789๐๑๒๓๔๕๖๗๘๙", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
_LOWERED = str.maketrans("0123456789๐๑๒๓๔๕๖๗๘๙", "₀₁₂₃₄₅₆₇₈₉" * 2)
UNKNOWN_SIGN = "▫"  # for what is shown and is no letter, so that no figure closes up over it
_MOST_OWN = 30  # lines over a table inside a cell
_MOST_MERGES = 500
_MOST_PICTURES = 1_000  # that are told of
# What is or may be a score: a number with decimals or with its unit, or the whole value of a field.
_FIGURE = re.compile(
    r"[0-9๐-๙][.,][0-9๐-๙]|[0-9๐-๙]\s*(?:คะแนน|%)|ร้อยละ\s*[0-9๐-๙]|: [0-9๐-๙]{1,3}$|^[0-9๐-๙]{1,3}$"
)


@dataclass
class _Table:
    """A table that is being read; ``top`` counts the lines of text on it, ``taken`` the cells that reach down."""

    sheet: PlainSheet
    top: int
    row: int = -1
    column: int = 0
    cell: tuple[int, int, int, int] | None = None
    texts: list[str] = field(default_factory=list)
    pictured: bool = False  # whether the open cell holds a picture
    heard: int = 0  # of the texts, those that stand before a table inside the cell
    taken: dict[int, int] = field(default_factory=dict)  # column: first row that is free again
    open_merges: dict[int, int] = field(default_factory=dict)  # column: number of its merge
    hosts: set[tuple[int, int]] = field(default_factory=set)  # cells that hold tables of their own

    def over_cell(self) -> list[str]:
        """What the cells say that lie over all of the open one, the nearest first."""
        if self.cell is None:
            return []
        row, column, _, last = self.cell
        merges = self.sheet.merges[-_MOST_MERGES:]
        places = []
        for above in range(row - 1, max(row - MOST_LINES, self.top) - 1, -1):
            merge = next((m for m in merges if m[0] <= above <= m[2] and m[1] <= column <= m[3]), None)
            if (merge[3] if merge else column) >= last:
                places.append(merge[:2] if merge else (above, column))
        return self._texts(places)

    def beside_cell(self) -> list[str]:
        """What the cells to the left of the open one say, the nearest first."""
        if self.cell is None:
            return []
        row, column, *_ = self.cell
        return self._texts([(row, place) for place in range(column - 1, max(column - MOST_LINES, 0) - 1, -1)])

    def _texts(self, places: list[tuple[int, int]]) -> list[str]:
        texts = [self.sheet.values.get(r, {}).get(c) for r, c in places if (r, c) not in self.hosts]
        return [text if isinstance(text, str) else f"{text:g}" for text in texts if text is not None]

    def titles(self) -> list[str]:
        """Lines that stand over the headings, each in a row of its own."""
        last = min(self.row, _MOST_TITLES)
        rows = [list(self.sheet.values.get(self.top + row, {}).values()) for row in range(last + 1)]
        alone = next((at for at, row in enumerate(rows) if len(row) > 1), 0)
        return [value for row in rows[:alone] for value in row if isinstance(value, str)]

    def framed(self) -> list[str] | None:
        """The lines of a table that only frames a heading: one text a row, or a field and its value."""
        if self.hosts or self.row >= _MOST_BOX:
            return None
        rows = [list(self.sheet.values.get(self.top + row, {}).values()) for row in range(self.row + 1)]
        if any(len(row) > 2 or (len(row) == 2 and not _FIELD.match(str(row[0]))) for row in rows):
            return None
        lines = [" : ".join(v if isinstance(v, str) else f"{v:.10g}" for v in row) for row in rows if row]
        return None if any(_FIGURE.search(line) for line in lines) else lines


def _short(texts: list[str]) -> list[str]:
    """The first of those that may be headings."""
    return list(islice((text for text in texts if text.strip() and len(text) <= LONGEST_LINE), _MOST_OWN))


def raised(text: str) -> str:
    """A text that stands higher, most often the mark of a footnote: its digits belong to no number.

    >>> "99.52" + raised("1"), "99" + raised(".52")
    ('99.52¹', '99.52')
    """
    return text if text.lstrip().startswith((".", ",")) else text.translate(_RAISED)


def lowered(text: str) -> str:
    """The same of a text that stands lower."""
    return text if text.lstrip().startswith((".", ",")) else text.translate(_LOWERED)


def struck(text: str) -> str:
    """A text that is struck through: it is shown so, and is no number."""
    return "".join(letter if letter.isspace() else f"{letter}\u0336" for letter in text)


class Flow:
    """Takes up lines and tables as they come; tables inside tables become sheets of their own."""

    def __init__(self) -> None:
        self.sheets: list[PlainSheet] = []
        self._stack: list[_Table] = []
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self._count = 0
        self._said = Said()
        self._pictures = 0
        self._framed: list[str] = []  # lines of frames right before the next table

    def add_line(self, text: str, *, leads_away: bool = False) -> None:
        """Take up a line of text: into the cell that is open, else above the next table.

        One that leads away, as in a menu, says nothing of the table.
        """
        if self._stack:
            table = self._stack[-1]
            if table.cell is not None:
                table.texts.append(text)
            elif text.strip():
                self._add_caption(table, " ".join(text.split()))
        elif text.strip() and not leads_away:
            self._lines.append(text.strip())
            self._say(text.strip())

    def add_picture(self) -> None:
        """Take up a picture: into the cell that is open."""
        if self._stack:
            self._stack[-1].pictured = True

    @staticmethod
    def _add_caption(table: _Table, text: str) -> None:
        """Take up a text inside a table that is in none of its cells."""
        if table.row < 0:
            table.sheet.put(table.top, 0, text)
            table.top += 1
        elif len(table.sheet.told["own"]) < _MOST_OWN:
            table.sheet.told["own"].insert(0, text)

    def _say(self, text: str) -> None:
        """Keep a line of the document for the tables after it."""
        self._said.size += len(text)
        if self._said.size <= _MOST_SAID:
            self._said.lines.append(text)
        else:
            self._said.whole = False

    def start_table(self) -> None:
        """Begin a table."""
        if len(self._stack) >= _MOST_DEPTH:
            raise RefusedError("file-too-heavy")
        sheet = PlainSheet(None)
        if self._stack:
            self._tell_inner(sheet)
            short = []
        else:
            short = [text for text in self._lines if len(text) <= LONGEST_LINE]
            for row, text in enumerate(short):
                sheet.put(row, 0, text)
            if not self.sheets:
                self._said.first = short
            before = len(self._said.lines) - len(self._lines)
            sheet.tell(self._said, before, self._framed[::-1], not self.sheets)
        self.sheets.append(sheet)
        check_count(len(self.sheets))
        self._stack.append(_Table(sheet, len(short)))
        self._lines.clear()

    def _tell_inner(self, sheet: PlainSheet) -> None:
        """Say of a table inside a cell what stands before it in its cell, over the cell and beside it."""
        own: list[str] = []
        beside: list[str] = []
        new: list[str] = []
        for outer in reversed(self._stack):
            texts = outer.texts[outer.heard :]
            outer.heard = len(outer.texts)
            own += [*texts[::-1], *outer.over_cell()]
            beside += outer.beside_cell()
            new[:0] = _short(texts[::-1])[::-1]
        sheet.tell(self._said, len(self._said.lines), _short(own), not self.sheets, _short(beside))
        for text in new:
            self._say(text.strip())
        if (cell := self._stack[-1].cell) is not None:
            self._stack[-1].hosts.add(cell[:2])

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
        elif table.pictured and (row, column) not in table.hosts and self._pictures < _MOST_PICTURES:
            table.sheet.pictures.append((row, column))
            self._pictures += 1
        table.cell, table.texts, table.heard, table.pictured = None, [], 0, False

    def end_table(self) -> None:
        """End a table; the text after it belongs to the next."""
        if self._stack:
            self.end_cell()
            table = self._stack.pop()
            if not self._stack:
                self._lines.clear()
                self._end_outer(table)

    def _end_outer(self, table: _Table) -> None:
        """Keep what a table says of those after it: its titles, or all of it where it only frames a heading."""
        framed = table.framed()
        if framed is None:
            self._framed = []
        else:
            above = [table.sheet.values[row][0] for row in range(table.top)]
            self._framed += [*above, *framed]
        for text in table.titles() if framed is None else framed:
            self._say(text)

    def finish(self) -> list[PlainSheet]:
        """Give the tables that hold anything."""
        while self._stack:
            self._stack[-1].sheet.cut = True
            self.end_table()
        self._said.last = [text for text in self._lines if len(text) <= LONGEST_LINE]
        return [sheet for sheet in self.sheets if sheet.values]
