"""Hold what was read of a made-up book against its truth.

The law: every figure that comes out equals the truth at its office, year and code; every true figure that does
not come out is named by an issue that covers its cell; a figure without damage in a book that tells enough comes
out; every cell is accounted for once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from itacore.agencies import clean_name
from itacore.issues import Issue, Severity
from itacore.reading import Reading
from tests.reading.made_up.canvas import Cell, Key
from tests.reading.made_up.maker import Book

# Issues at a heading or a label that speak of the whole column under it, or of the whole row beside it.
OF_COLUMN_OR_ROW = frozenset(
    "label-conflict unknown-indicator columns-unclear scores-as-fractions year-missing year-other-model"
    " year-in-future numbers-not-used total-unclear".split()
)


@dataclass
class Verdict:
    """What became of the figures of a book."""

    true: int = 0
    right: int = 0
    named: int = 0
    wrong: list[str] = field(default_factory=list)  # read, but not so in the file
    unnamed: list[str] = field(default_factory=list)  # not read, and no issue covers it
    missed: list[str] = field(default_factory=list)  # not read without any reason to leave it out
    other: list[str] = field(default_factory=list)  # cells lost from the account, false alarms

    @property
    def holds(self) -> bool:
        """Whether the law holds."""
        return not (self.wrong or self.unnamed or self.missed or self.other)


def judge(book: Book, reading: Reading) -> Verdict:
    """Judge a reading of a book."""
    verdict = Verdict()
    found = _read(book, reading, verdict)
    expected: dict[Key, str | None] = {}
    for one in book.placed.values():
        if one.value is not None or one.key not in expected:
            expected[one.key] = one.value
    for key, value in found.items():
        if not _equal(value, expected[key] if key in expected else _unplaced(book, key)):
            verdict.wrong.append(f"{_name(book, key)} read as {value}, is {expected.get(key)}")
    covers = _Cover(book, reading)
    for (sheet, cell), one in book.placed.items():
        verdict.true += 1
        if one.key in found and _equal(found[one.key], one.value):
            verdict.right += 1
            continue
        where = f"{_name(book, one.key)} in {book.sheets[sheet].name} {cell}"
        if covers(sheet, cell):
            verdict.named += 1
        else:
            verdict.unnamed.append(where)
        if one.must_be_read:
            verdict.missed.append(where)
    _check_account(book, reading, verdict)
    _check_places(book, reading, verdict)
    if not book.faults and not book.unclear:
        nothing = all(one.key[2] in ("rating", "rank") for one in book.placed.values())
        for issue in reading.issues:
            if issue.severity is Severity.ERROR and not (nothing and issue.code == "no-scores"):
                verdict.other.append(f"false alarm {issue.code} {issue.sheet} {issue.cell}")
    return verdict


def _unplaced(book: Book, key: Key) -> str | None:
    """A figure that the file shows only where it need not be read."""
    return book.truth.figures.get(key[:2], {}).get(key[2]) if not book.unclear else None


def _read(book: Book, reading: Reading, verdict: Verdict) -> dict[Key, float | str]:
    """Figures read, by the office of their name; names that are none of the book are wrong."""
    places = {clean_name(office.name): number for number, office in enumerate(book.truth.offices)}
    names = dict(zip(reading.agencies["agency_id"], reading.agencies["name"], strict=True))
    found: dict[Key, float | str] = {}
    for frame, value in ((reading.scores, "score"), (reading.declared, "value")):
        for row in frame.to_dict("records"):
            name = names[row["agency_id"]]
            number = places.get(name) if isinstance(name, str) else (None if book.named else 0)
            figure = row["text"] if row["level"] in ("rating", "rank-group") else float(row[value])
            if number is None:
                verdict.wrong.append(f"agency {name!r}: {row['fiscal_year']} {row['code']} {figure}")
                continue
            found[number, int(row["fiscal_year"]), str(row["code"])] = figure
    return found


def _equal(read: float | str, true: str | None) -> bool:
    if true is None:
        return False
    return read == true if isinstance(read, str) else _number(true) == round(read, 6)


def _number(text: str) -> float | None:
    try:
        return round(float(text), 6)
    except ValueError:
        return None


class _Cover:
    """Which cells the issues of a reading name."""

    def __init__(self, book: Book, reading: Reading) -> None:
        self.whole = any(issue.sheet is None for issue in reading.issues)
        self.by_sheet: dict[str, list[Issue]] = {}
        for issue in reading.issues:
            if issue.sheet is not None:
                self.by_sheet.setdefault(issue.sheet, []).append(issue)
        self.names = [sheet.name for sheet in book.sheets]
        self.merges: list[Mapping[Cell, Cell]] = [
            {(a, b): (c, d) for a, b, c, d in sheet.merges} for sheet in book.sheets
        ]

    def __call__(self, sheet: int, cell: Cell) -> bool:
        return self.whole or any(
            self.covers(issue, cell, self.merges[sheet]) for issue in self.by_sheet.get(self.names[sheet], ())
        )

    @staticmethod
    def covers(issue: Issue, cell: Cell, merges: Mapping[Cell, Cell]) -> bool:
        """Whether an issue of the sheet speaks of a cell."""
        if issue.row is None or issue.column is None:
            return issue.code not in ("agency-unknown", "sheet-without-scores", "agency-missing")
        if (issue.row, issue.column) == cell:
            return True
        if issue.code not in OF_COLUMN_OR_ROW:
            return False
        last_row, last_column = merges.get((issue.row, issue.column), (issue.row, issue.column))
        columns = issue.places.get("columns", ())
        in_column = issue.column <= cell[1] <= last_column or cell[1] in columns  # type: ignore[operator]
        return (in_column and cell[0] >= issue.row) or issue.row <= cell[0] <= last_row


def _check_places(book: Book, reading: Reading, verdict: Verdict) -> None:
    """Where an office is said to lie, it lies."""
    offices = {clean_name(office.name): office for office in book.truth.offices}
    for row in reading.agencies.to_dict("records"):
        office = offices.get(row["name"]) if isinstance(row["name"], str) else None
        for what in ("type", "district", "province") if office else ():
            true = getattr(office, what) or "อื่นๆ"
            if isinstance(row[what], str) and row[what] != true and (what != "type" or office.type):  # type: ignore[union-attr]
                verdict.wrong.append(f"{row['name']}: {what} read as {row[what]}, is {true}")


def _check_account(book: Book, reading: Reading, verdict: Verdict) -> None:
    cells = reading.cells
    filled = sum(value not in (None, "") for sheet in book.sheets for row in sheet.rows for value in row)
    if cells["non_empty"] != cells["used"] + cells["context"] + cells["ignored"] + cells["faulty"]:
        verdict.other.append("the account of cells does not add up")
    if cells["non_empty"] != filled:
        verdict.other.append(f"{cells['non_empty']} cells accounted for, {filled} are filled")
    twice = [
        place
        for place, count in Counter((i.sheet, i.cell) for i in reading.issues if i.cell).items()
        if count > 1
    ]
    if twice:
        verdict.other.append(f"two issues at {twice[0]}")


def _name(book: Book, key: Key) -> str:
    office, year, code = key
    return f"{book.truth.offices[office].name} {year} {code}"
