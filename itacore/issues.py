"""Faults in data as values: a code, a severity, a place, and the wording from the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from numbers import Integral

from itacore.thai import format_count, format_number
from itacore.wording import read_wording, say

MOST_OF_ONE_CODE = 1000
MOST_RANGES = 12
_COUNTS = frozenset({"count", "most", "usual"})


class Severity(Enum):
    """How much an issue matters: an error costs a figure, a warning asks for a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@lru_cache(maxsize=1)
def issue_codes() -> Mapping[str, Severity]:
    """Every issue code with its severity, from data/wording/issues.toml."""
    wording = read_wording("issues")
    return {
        key.removesuffix(".severity"): Severity(wording[key]) for key in wording if key.endswith(".severity")
    }


def cell_name(row: int, column: int) -> str:
    """Name a cell as spreadsheets do; row and column count from 0.

    >>> cell_name(13, 2), cell_name(0, 26)
    ('C14', 'AA1')
    """
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Name a column as spreadsheets do; columns count from 0.

    >>> column_name(2), column_name(26)
    ('C', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def name_cells(cells: Iterable[tuple[int, int]]) -> str:
    """Name cells by the ranges that they fill; past a dozen ranges the rest is counted.

    >>> name_cells([(3, 2), (4, 2), (5, 2)]), name_cells([(2, 16), (2, 17), (3, 16), (3, 17), (8, 0)])
    ('C4:C6', 'Q3:R4, A9')
    """
    ranges = sorted(_ranges(cells))
    named = [_range_name(*own) for own in ranges[:MOST_RANGES]]
    rest = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in ranges[MOST_RANGES:])
    if rest:
        named.append(say("issues", "places.more-cells", count=format_count(rest)))
    return ", ".join(named)


def _range_name(top: int, left: int, bottom: int, right: int) -> str:
    first = cell_name(top, left)
    return first if (top, left) == (bottom, right) else f"{first}:{cell_name(bottom, right)}"


def _ranges(cells: Iterable[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Rectangles (top, left, bottom, right) that hold the cells: runs of rows, joined over columns alike."""
    by_column: dict[int, list[list[int]]] = {}
    for row, column in sorted(set(cells), key=lambda cell: (cell[1], cell[0])):
        runs = by_column.setdefault(column, [])
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    lefts: dict[tuple[int, int, int], int] = {}  # left side by top, bottom and right side
    for column, runs in by_column.items():
        for top, bottom in runs:
            lefts[top, bottom, column] = lefts.pop((top, bottom, column - 1), column)
    return [(top, left, bottom, right) for (top, bottom, right), left in lefts.items()]


class _Places(dict[str, object]):
    """Words for a template; what an issue kept by an earlier version does not tell is unknown."""

    def __missing__(self, key: str) -> str:
        return format_number(None)


@dataclass(frozen=True)
class Issue:
    """A fault in data.

    ``row`` and ``column`` count from 0 and are None when the issue is about a sheet or a file; ``places`` are
    the words that the wording of the code needs, and at will "more", a sentence to add to the message, and
    "instead", another hint; ``severity`` is that of the code unless given.
    """

    code: str
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    places: Mapping[str, object] = field(default_factory=dict)
    severity_override: Severity | None = None

    @property
    def severity(self) -> Severity:
        """The severity of this issue."""
        return self.severity_override or issue_codes()[self.code]

    @property
    def cell(self) -> str | None:
        """The cell in the form C14, None for a sheet or a file."""
        if self.row is None or self.column is None:
            return None
        return cell_name(self.row, self.column)

    @property
    def message(self) -> str:
        """What was found and what is allowed, in Thai."""
        return self._words("message") + str(self.places.get("more", ""))

    @property
    def hint(self) -> str:
        """How to mend it, in Thai."""
        return str(self.places.get("instead") or self._words("hint"))

    def _words(self, part: str) -> str:
        counts = {
            name: format_count(int(value))
            for name, value in self.places.items()
            if name in _COUNTS and isinstance(value, Integral)
        }
        return read_wording("issues")[f"{self.code}.{part}"].format_map(_Places({**self.places, **counts}))

    def as_json(self) -> dict[str, str | None]:
        """Give the seven keys of the command line's contract."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "file": self.file,
            "sheet": self.sheet,
            "cell": self.cell,
            "message": self.message,
            "hint": self.hint,
        }


class IssueLog:
    """Issues in the order found; past a thousand of one code the rest is only counted.

    At most one issue a cell is kept: the first, unless a later one is more severe.
    """

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self._kept: list[Issue] = []
        self._by_cell: dict[tuple[str | None, str | None, int, int], int] = {}
        self.counts: Counter[str] = Counter()
        self.severities: set[Severity] = set()
        for issue in issues:
            self.add(issue)

    def add(self, issue: Issue) -> None:
        """Take up an issue."""
        if issue.row is not None and issue.column is not None:
            place = (issue.file, issue.sheet, issue.row, issue.column)
            at = self._by_cell.get(place)
            if at is not None:
                if _order(issue.severity) < _order(self._kept[at].severity):
                    self.counts[self._kept[at].code] -= 1
                    self.counts += Counter()
                    self.counts[issue.code] += 1
                    self.severities.add(issue.severity)
                    self._kept[at] = issue
                return
            if self.counts[issue.code] < MOST_OF_ONE_CODE:
                self._by_cell[place] = len(self._kept)
        self.counts[issue.code] += 1
        self.severities.add(issue.severity)
        if self.counts[issue.code] <= MOST_OF_ONE_CODE:
            self._kept.append(issue)

    def extend(self, other: IssueLog) -> None:
        """Take up the issues of another log with its counts."""
        for issue in other:
            self.add(issue)
        for code, count in other.counts.items():
            kept = sum(1 for issue in other if issue.code == code)
            self.counts[code] += count - kept
        self.severities |= other.severities

    def rewritten(self, rewrite: Callable[[Issue], Issue]) -> IssueLog:
        """Give the same log with issues in other words; their codes and places in files stay."""
        log = IssueLog()
        log._kept = list(self._kept)
        log._by_cell = dict(self._by_cell)
        log.counts, log.severities = self.counts.copy(), set(self.severities)
        log.change(rewrite)
        return log

    def change(self, rewrite: Callable[[Issue], Issue]) -> None:
        """Put issues in other words, or change the severity of some; their codes and places in files stay."""
        self._kept = [rewrite(issue) for issue in self._kept]
        self.severities |= {issue.severity for issue in self._kept}

    def worst_first(self) -> IssueLog:
        """Give the same log with errors first, then warnings, then notes, each in the order found."""
        log = IssueLog()
        order = sorted(range(len(self._kept)), key=lambda place: _order(self._kept[place].severity))
        log._kept = [self._kept[place] for place in order]
        places = {old: new for new, old in enumerate(order)}
        log._by_cell = {cell: places[at] for cell, at in self._by_cell.items()}
        log.counts, log.severities = self.counts.copy(), set(self.severities)
        return log

    def __iter__(self) -> Iterator[Issue]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def has_errors(self) -> bool:
        """Whether any issue is an error, kept or only counted."""
        return Severity.ERROR in self.severities

    def of(self, severity: Severity) -> list[Issue]:
        """Give the kept issues of one severity."""
        return [issue for issue in self._kept if issue.severity is severity]


def _order(severity: Severity) -> int:
    return list(Severity).index(severity)


def tell_issue(issue: Issue) -> str:
    """Tell one issue as a line for a person."""
    place = ""
    if issue.cell:
        place = say("commands", "place-cell", sheet=issue.sheet, cell=issue.cell)
    elif issue.sheet:
        place = say("commands", "place-sheet", sheet=issue.sheet)
    where = " ".join(part for part in (issue.file, place) if part)
    return f"[{say('commands', f'severity.{issue.severity.value}')}] {where}: {issue.message} > {issue.hint}"
