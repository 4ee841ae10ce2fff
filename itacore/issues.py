"""Faults in data as values: a code, a severity, a place, and the wording from the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from itacore.wording import read_wording

MOST_OF_ONE_CODE = 1000


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


@dataclass(frozen=True)
class Issue:
    """A fault in data.

    ``row`` and ``column`` count from 0 and are None when the issue is about a sheet or a file; ``places`` are
    the words that the wording of the code needs; ``severity`` is that of the code unless given.
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
        return read_wording("issues")[f"{self.code}.message"].format_map(dict(self.places))

    @property
    def hint(self) -> str:
        """How to mend it, in Thai."""
        return read_wording("issues")[f"{self.code}.hint"].format_map(dict(self.places))

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
        log._kept = [rewrite(issue) for issue in self._kept]
        log._by_cell = dict(self._by_cell)
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
