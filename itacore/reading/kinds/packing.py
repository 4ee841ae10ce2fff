"""Sheets as plain arrays: what the reading child hands over.

For every sheet the arrays hold the columns one after the other: numbers as float64 (NaN where the cell is no number)
and texts as int32 positions in the sheet's list of distinct texts (-1 where the cell is no text).
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .refusal import MOST_CELLS, MOST_SHEETS, RefusedError, check_size

NAN = float("nan")
HEAD = 100  # rows in which headings are looked for before the numbers below them are taken at once
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")


class Packed:
    """A column as numbers, positions of texts, and the rare other values as (row, kind, value).

    An array of no length stands for a column without any number, or without any text; ``smallest`` is its
    smallest number.
    """

    def __init__(self, numbers: array[float], places: array[int], smallest: float = math.inf) -> None:
        self.numbers = numbers
        self.places = places
        self.others: list[Any] = []
        self.smallest = smallest


def pack_column(column: tuple[Any, ...], texts: dict[str, int]) -> Packed:
    """Pack a column; new texts are added to ``texts``."""
    head = next(
        (row for row in range(min(len(column), HEAD), 0, -1) if type(column[row - 1]) is not float), 0
    )
    below = column[head:]
    kinds = set(map(type, below))
    if kinds == {float} and math.isfinite(sum(below)):
        first = pack_values(column[:head], texts)
        first.numbers.extend(below)
        first.places.extend(array("i", [-1]) * len(below) if head else ())
        first.smallest = min(first.smallest, min(below))
        return first
    if kinds <= {str} and set(map(type, column[:head])) <= {str}:
        for value in dict.fromkeys(column):
            texts.setdefault(value, len(texts))
        return Packed(array("d"), array("i", map(texts.__getitem__, column)))
    return pack_values(column, texts)


def pack_values(values: Sequence[Any], texts: dict[str, int]) -> Packed:
    """Pack values of any kind, one by one; None is an empty cell."""
    packed = Packed(array("d", [NAN]) * len(values), array("i", [-1]) * len(values))
    for row, value in enumerate(values):
        kind = type(value)
        if kind is str:
            packed.places[row] = texts.setdefault(value, len(texts))
        elif value is None:
            continue
        elif kind in (float, int) and math.isfinite(value):
            packed.numbers[row] = value
            packed.smallest = min(packed.smallest, value)
        else:
            packed.others.append((row, *other_value(value)))
    return packed


def other_value(value: Any) -> tuple[str, Any]:
    """Describe a date, a time, a truth value, a number without bounds."""
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, float):
        return "number", str(value)
    if hasattr(value, "year"):
        return "date", [value.year, value.month, value.day]
    return "time", str(value)


def plain_value(text: str) -> str | float:
    """What a text of a file without types holds: a number where it is written as a plain one, else the text.

    >>> plain_value("99.52"), plain_value("0012"), plain_value("99,52")
    (99.52, '0012', '99,52')
    """
    return float(text) if _PLAIN_NUMBER.fullmatch(text) else text


@dataclass
class Said:
    """The lines of a document outside its tables; ``whole`` is false where not all of them were kept.

    ``first`` are the lines over its first table, ``last`` those behind its last.
    """

    lines: list[str] = field(default_factory=list)
    size: int = 0
    whole: bool = True
    first: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)

    def describe(self) -> dict[str, Any]:
        """What is handed over."""
        return {"lines": self.lines, "whole": self.whole, "first": self.first, "last": self.last}


@dataclass
class PlainSheet:
    """Cells of a sheet as they are met; ``name`` None is one that the file does not name.

    ``values`` holds by row what stands in its columns; ``errors`` and ``uncalculated`` are cells with their text,
    ``percent`` cells whose number is a hundredth of what is shown, ``blanks`` cells with a text of nothing,
    ``pictures`` cells with nothing but a picture; ``cut`` tells that the file ends in the middle of the table.
    """

    name: str | None
    visible: bool = True
    values: dict[int, dict[int, Any]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    uncalculated: list[tuple[int, int, str]] = field(default_factory=list)
    percent: list[tuple[int, int]] = field(default_factory=list)
    blanks: list[tuple[int, int]] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cut: bool = False
    said: Said | None = None
    told: dict[str, Any] = field(default_factory=dict)

    def tell(
        self, said: Said, before: int, own: list[str], first: bool, beside: list[str] | None = None
    ) -> None:
        """Say where the table stands in a document: see itacore/reading/documents.py."""
        self.said = said
        self.told = {"before": before, "own": own, "first": first, "beside": beside or []}

    def put(self, row: int, column: int, value: Any) -> None:
        """Put a value into a cell; a text of nothing counts as a blank."""
        if value == "":
            self.blanks.append((row, column))
        elif value is not None:
            self.values.setdefault(row, {})[column] = value

    def pack(self) -> tuple[dict[str, Any], list[array[Any]]]:
        """Describe the sheet, with its arrays."""
        marked = [cell[:2] for cell in (*self.errors, *self.uncalculated)] + self.blanks
        rows = 1 + max([*self.values, *(cell[0] for cell in marked)], default=-1)
        columns = 1 + max(
            [*(max(row) for row in self.values.values()), *(cell[1] for cell in marked)], default=-1
        )
        check_size(rows, columns)
        merges = [merge for merge in self.merges if merge[:2] != merge[2:]]
        check_merges(merges, rows, columns)
        texts: dict[str, int] = {}
        others: list[Any] = []
        arrays: list[array[Any]] = []
        for column in range(columns):
            own = self.values
            packed = pack_values([own[row].get(column) if row in own else None for row in range(rows)], texts)
            arrays.extend((packed.numbers, packed.places))
            others.extend((row, column, kind, value) for row, kind, value in packed.others)
        return {
            "name": self.name,
            "visible": self.visible,
            "rows": rows,
            "columns": columns,
            "texts": list(texts),
            "others": others,
            "merges": merges,
            "second": {
                "errors": self.errors,
                "uncalculated": self.uncalculated,
                "percent": self.percent,
                "blanks": self.blanks,
            },
            "cut": self.cut,
            "pictures": self.pictures,
            "hidden_rows": sorted(row for row in self.hidden_rows if row < rows),
            "hidden_columns": sorted(column for column in self.hidden_columns if column < columns),
        }, arrays


def pack_sheets(
    sheets: Iterable[PlainSheet],
) -> tuple[list[dict[str, Any]], list[array[Any]], list[dict[str, Any]]]:
    """Describe sheets, with the arrays of all, and the documents that they are tables of.

    Raises
    ------
    RefusedError
        There are more sheets or cells than any file of scores has.
    """
    described: list[dict[str, Any]] = []
    arrays: list[array[Any]] = []
    area = 0
    documents: list[Said] = []
    for sheet in sheets:
        head, own = sheet.pack()
        if sheet.said is not None:
            if not documents or documents[-1] is not sheet.said:
                documents.append(sheet.said)
            head["told"] = {"document": len(documents) - 1, **sheet.told}
        described.append(head)
        arrays.extend(own)
        area += head["rows"] * head["columns"]
        check_count(len(described))
        check_area(area)
    return described, arrays, [one.describe() for one in documents]


def check_merges(merges: Iterable[Sequence[int]], rows: int, columns: int) -> None:
    """Refuse merged ranges that lie on one another again and again, as no program writes them."""
    area = sum(
        max(0, min(c, rows - 1) - a + 1) * max(0, min(d, columns - 1) - b + 1) for a, b, c, d in merges
    )
    if area > 2 * rows * columns + 10_000:
        raise RefusedError("file-broken")


def check_count(sheets: int) -> None:
    """Refuse more sheets than any file of scores has."""
    if sheets > MOST_SHEETS:
        raise RefusedError("file-too-many-sheets", most=MOST_SHEETS)


def check_area(cells: int) -> None:
    """Refuse more cells than any file of scores has."""
    if cells > 2 * MOST_CELLS:
        raise RefusedError("file-too-heavy")
