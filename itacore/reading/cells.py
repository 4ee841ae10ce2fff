"""The cells of one sheet while it is read: their meaning, their values, and the account of every cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itacore.issues import Issue, IssueLog
from itacore.reading.grid import Grid, Kind
from itacore.reading.labels import Label, Vocabulary, tidy
from itacore.reading.ratings import split_rating
from itacore.reading.unpublished import speaks_of_hope
from itacore.thai import NumberKind, compact, parse_number, parse_year

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Where = int | slice | Ints


class Account(IntEnum):
    """What became of a cell."""

    OPEN = 0
    USED = 1
    CONTEXT = 2
    IGNORED = 3
    FAULTY = 4


class State(IntEnum):
    """What a cell in the place of a score holds."""

    EMPTY = 0
    SCORE = 1
    MISSING = 2
    NOT_A_NUMBER = 3
    OVER = 4
    NEGATIVE = 5
    ERROR = 6
    UNCALCULATED = 7


FAULTS = {
    State.NOT_A_NUMBER: "not-a-number",
    State.OVER: "over-100",
    State.NEGATIVE: "negative",
    State.ERROR: "error-cell",
    State.UNCALCULATED: "formula-not-calculated",
}
# Why a cell was ignored; the first is for cells that were not.
IGNORED_REASONS = (
    "",
    "no-scores-in-sheet",
    "hidden-sheet",
    "column-not-used",
    "summary-row",
    "missing-mark",
    "other-assessment",
    "year-not-read",
    "not-in-a-table",
    "blank-text",
    "repeated",
    "unclear",
)
_STATE_OF_KIND = np.zeros(len(Kind), dtype=np.int8)
_STATE_OF_KIND[[Kind.OTHER, Kind.DATE]] = State.NOT_A_NUMBER
_STATE_OF_KIND[Kind.NUMBER] = State.SCORE
_STATE_OF_KIND[Kind.ERROR] = State.ERROR
_STATE_OF_KIND[Kind.UNCALCULATED] = State.UNCALCULATED
_STATE_OF_TEXT = {
    NumberKind.NUMBER: State.SCORE,
    NumberKind.MISSING: State.MISSING,
    NumberKind.NOT_A_NUMBER: State.NOT_A_NUMBER,
}
_NOT_READ = -1
# A year in such a text is that of the paper or of a comparison, not of the result.
_ABOUT_PAPER = re.compile(
    r"ข้อมูล\s*ณ|ณ\s*วันที่|วันที่|(?:ปรับปรุง|จัดทำ|พิมพ์|บันทึก)(?:ข้อมูล)?\s*(?:เมื่อ|ล่าสุด|ณ)|เทียบกับ|ลดลงจาก|เพิ่มขึ้นจาก"
)
# A score with the full marks behind it, or with the change that a page of results shows under it.
_WITH_ASIDE = re.compile(
    r"^'?\s*(?P<score>\d{1,3}(?:\.\d+)?)\s*(?:/\s*100|[▲▼△▽↑↓⬆⬇]\s*[+\-−]?\d{1,2}(?:\.\d+)?|(?<=\d))\s*(?:คะแนน|%)?$"
)


@dataclass(frozen=True)
class Source:
    """Where a sheet comes from: the file's name and number, the sheet's number among all sheets."""

    file: str
    file_number: int
    sheet_number: int


def speaks_of_paper(text: str) -> bool:
    """Whether a year in the text is plainly not the assessed one.

    >>> speaks_of_paper("ข้อมูล ณ ปี 2569"), speaks_of_paper("ผล ITA ปี 2568")
    (True, False)
    """
    return _ABOUT_PAPER.search(text) is not None


def plain_text(text: str) -> str:
    """A text without the traces of web pages and converted documents."""
    return tidy(text) if "&" in text or "\ufffd" in text else text


class SheetCells:
    """A grid, the meanings of its texts, and the account of its cells."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary, source: Source, issues: IssueLog) -> None:
        self.grid = grid
        self.vocabulary = vocabulary
        self.source = source
        self.issues = issues
        self.account = np.zeros(grid.kinds.shape, dtype=np.uint8)
        self.reason = np.zeros(grid.kinds.shape, dtype=np.uint8)
        self._text_state = np.full(len(grid.strings), _NOT_READ, dtype=np.int8)
        self._text_value = np.full(len(grid.strings), np.nan)
        self._decimals_read = False
        self._years: dict[int, int | None] = {}

    def label_of(self, place: int) -> Label | None:
        """Meaning of a distinct text of the sheet."""
        return self.vocabulary.label(self.grid.strings[place])

    def label(self, row: int, column: int) -> Label | None:
        """Meaning of a cell's text; a merged cell means what its first cell says."""
        place = int(self.grid.texts[self.grid.source(row, column)])
        return self.label_of(place) if place >= 0 else None

    def role(self, row: int, column: int) -> str | None:
        """Role of a cell's label, None where it has none."""
        label = self.label(row, column)
        return label.role if label else None

    def year(self, row: int, column: int) -> int | None:
        """Fiscal year that a cell names and nothing else, None otherwise."""
        source = self.grid.source(row, column)
        kind = self.grid.kinds[source]
        if kind == Kind.NUMBER:
            return parse_year(float(self.grid.numbers[source]))
        if kind == Kind.DATE:
            return parse_year(float(int(self.grid.numbers[source]) // 10000))
        place = int(self.grid.texts[source])
        if place < 0:
            return None
        if place not in self._years:
            text = self.grid.strings[place]
            unsaid = speaks_of_paper(text) or speaks_of_hope(text)
            self._years[place] = None if unsaid else parse_year(plain_text(text))
        return self._years[place]

    def values(self, rows: Ints, column: int, *, highest: float = 100.0) -> tuple[Floats, NDArray[np.int8]]:
        """Read cells of a column as scores: values (NaN where none) and a State each."""
        kinds = self.grid.kinds[rows, column]
        values = self.grid.numbers[rows, column]
        state = _STATE_OF_KIND[kinds]
        is_text = kinds == Kind.TEXT
        if is_text.any():
            places = self.grid.texts[rows[is_text], column]
            self._read_texts(places)
            values[is_text] = self._text_value[places]
            state[is_text] = self._text_state[places]
        is_score = state == State.SCORE
        with np.errstate(invalid="ignore"):
            state[is_score & (values > highest)] = State.OVER
            state[is_score & (values < 0)] = State.NEGATIVE
        values[state != State.SCORE] = np.nan
        return values, state

    def _read_texts(self, places: NDArray[np.int32]) -> None:
        """Read distinct texts as numbers, each once."""
        for place in np.unique(places[self._text_state[places] == _NOT_READ]):
            text = self.grid.strings[place]
            parsed = parse_number(plain_text(text))
            self._text_state[place] = _STATE_OF_TEXT[parsed.kind]
            if parsed.value is not None:
                self._text_value[place] = parsed.value
            elif beside := _WITH_ASIDE.match(plain := tidy(text)):
                self._text_state[place], self._text_value[place] = State.SCORE, float(beside["score"])
            elif both := split_rating(plain):
                self._text_state[place], self._text_value[place] = State.SCORE, both[0]
            elif "คะแนน" in text and (label := self.vocabulary.label(text)) and label.value is not None:
                self._text_state[place], self._text_value[place] = State.SCORE, label.value

    def count_foreign(self, rows: Ints, column: int, state: NDArray[np.int8]) -> int:
        """Count cells in the place of scores that are not even numbers with a slip: words, labels, dates."""
        wrong = rows[state == State.NOT_A_NUMBER]
        places = self.grid.texts[wrong, column]
        distinct, counts = np.unique(places, return_counts=True)
        slips = [place >= 0 and self._may_be_slip(self.grid.strings[place]) for place in distinct.tolist()]
        return int(counts[~np.array(slips, dtype=bool)].sum())

    def _may_be_slip(self, text: str) -> bool:
        """Whether a text that is no number may have been meant as one: most of it is digits, and it names nothing."""
        bare = compact(text)
        return sum(map(str.isdigit, bare)) * 2 >= max(len(bare), 1) and self.vocabulary.label(text) is None

    def holds_number(self, row: int, column: int) -> bool:
        """Whether a cell holds a number, as a number or as text."""
        value, _ = self.values(np.array([row]), column, highest=np.inf)
        return bool(~np.isnan(value[0]))

    def holds_any_number(self) -> bool:
        """Whether any cell of the sheet holds a number, as a number or as text."""
        self._read_texts(np.arange(len(self.grid.strings), dtype=np.int32))
        return bool((self.grid.kinds == Kind.NUMBER).any() or (self._text_state == State.SCORE).any())

    def holds_decimals(self, row: int) -> bool:
        """Whether a row holds a number with decimals: no heading does."""
        texts = self.grid.texts[row]
        numbers = np.concatenate([self.grid.numbers[row], self.decimal_texts()[texts[texts >= 0]]])
        numbers = numbers[~np.isnan(numbers)]
        return bool((numbers != np.floor(numbers)).any())

    def decimal_texts(self) -> Floats:
        """Number with decimals that each distinct text is, NaN where it is none; one more NaN for no text."""
        if not self._decimals_read:
            places = [place for place, text in enumerate(self.grid.strings) if "." in text or "," in text]
            self._read_texts(np.array(places, dtype=np.int32))
            self._decimals_read = True
        return np.append(self._text_value, np.nan)

    def mark(self, rows: Where, columns: Where, account: Account, reason: str = "") -> None:
        """Write cells that hold something into the account, unless they are in it already."""
        at = (rows, columns)
        new = self.grid.filled[at] & (self.account[at] == Account.OPEN)
        self.account[at] = np.where(new, account, self.account[at])
        self.reason[at] = np.where(new, IGNORED_REASONS.index(reason), self.reason[at])

    def mark_where(self, mask: Bools, account: Account, reason: str = "") -> None:
        """Write the open cells of a mask over the whole sheet into the account."""
        new = mask & self.grid.filled & (self.account == Account.OPEN)
        self.account[new] = account
        self.reason[new] = IGNORED_REASONS.index(reason)

    def change(self, row: int, column: int, account: Account, reason: str = "") -> None:
        """Correct the account of one cell."""
        self.account[row, column] = account
        self.reason[row, column] = IGNORED_REASONS.index(reason)

    def issue(self, code: str, row: int | None = None, column: int | None = None, /, **places: Any) -> None:
        """Report an issue with this sheet or one of its cells."""
        self.issues.add(Issue(code, self.source.file, self.grid.sheet, row, column, places))

    def report_faults(self, rows: Ints, column: int, state: NDArray[np.int8]) -> None:
        """Account for cells in the place of scores and report the faulty ones and the missing marks."""
        self.mark(rows[state == State.SCORE], column, Account.USED)
        missing = rows[state == State.MISSING]
        self.mark(missing, column, Account.IGNORED, "missing-mark")
        for row in missing.tolist():
            self.issue("missing-mark", row, column, found=self.grid.shown(row, column))
        for fault, code in FAULTS.items():
            found = rows[state == fault]
            if len(found):
                self.mark(found, column, Account.FAULTY)
                for row in found.tolist():
                    self.issue(code, row, column, found=self.grid.shown(row, column))
