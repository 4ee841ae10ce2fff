"""Mappings as JSON and back, with all faults of one told together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from itacore.errors import FaultsError
from itacore.reading.mapping import (
    FIELDS,
    LABEL,
    PARTS,
    SCORE,
    MappedColumn,
    MappedRow,
    SheetMapping,
    is_code,
)

YEAR_RANGE = (2530, 2599)
_T = TypeVar("_T", bound=Hashable)
_KEYS = frozenset(SheetMapping.__dataclass_fields__)


@dataclass(frozen=True)
class MappingFault:
    """A fault of a mapping: ``code`` for the wording, ``place`` such as "columns.2", ``found`` what stands there."""

    code: str
    place: str = ""
    found: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (f"{self.place}:" if self.place else "", self.code, self.found)))


class MappingError(FaultsError):
    """Faults of a mapping, all of them."""

    def __init__(self, details: Iterable[MappingFault]) -> None:
        self.details = tuple(details)
        super().__init__(map(str, self.details))


def mapping_to_json(mapping: SheetMapping) -> dict[str, Any]:
    """Give a mapping as JSON can say it."""
    return {
        "figures": mapping.figures,
        "heading": list(mapping.heading) if mapping.heading else None,
        "first": mapping.first,
        "last": mapping.last,
        "columns": [
            {
                "column": c.column,
                "meaning": c.meaning,
                "year": c.year,
                "year_cell": list(c.year_cell) if c.year_cell else None,
                "agency": c.agency,
            }
            for c in mapping.columns
        ],
        "rows": [[r.row, r.code] for r in mapping.rows],
        "year": mapping.year,
        "agency": mapping.agency,
        "shape": mapping.shape,
        "origin": mapping.origin,
    }


def mapping_from_json(content: object) -> SheetMapping:
    """Read a mapping from JSON.

    Raises
    ------
    MappingError
        With all its faults.
    """
    reader = _Reader()
    mapping = reader.mapping(content)
    faults = reader.faults or find_faults(mapping)
    if faults:
        raise MappingError(faults)
    return mapping


def find_faults(mapping: SheetMapping) -> list[MappingFault]:
    """Find all that makes a mapping impossible to read by."""
    faults = [*_faults_of_rows(mapping), *_faults_of_years(mapping)]
    by_column = mapping.figures == "columns"
    for number, column in enumerate(mapping.columns):
        meaning = column.meaning
        known = is_code(meaning) if by_column else meaning in (SCORE, *PARTS)
        if not known and meaning not in FIELDS and (by_column or meaning != LABEL):
            faults.append(MappingFault("unknown-meaning", f"columns.{number}", meaning))
    figures = [c for c in mapping.columns if c.is_figure]
    if not figures:
        faults.append(MappingFault("no-figures"))
    columns = _twice([c.column for c in mapping.columns])
    faults += [MappingFault("column-twice", "columns", str(column + 1)) for column in columns]
    faults += [
        MappingFault("field-twice", "columns", meaning)
        for meaning in _twice([c.meaning for c in mapping.columns if not c.is_figure])
    ]
    faults += [
        MappingFault("figure-twice", "columns", meaning)
        for meaning, *_ in _twice([(c.meaning, c.year, c.year_cell, c.agency) for c in figures])
    ]
    if not by_column and not mapping.rows and mapping.column_of(LABEL) is None:
        faults.append(MappingFault("no-labels"))
    return faults


def _faults_of_rows(mapping: SheetMapping) -> list[MappingFault]:
    """Faults of the rows: their order, and what they are."""
    faults: list[MappingFault] = []
    if mapping.heading and not 0 <= mapping.heading[0] <= mapping.heading[1]:
        faults.append(MappingFault("heading-order", "heading"))
    if mapping.first < 0 or (mapping.heading and mapping.first <= mapping.heading[1]):
        faults.append(MappingFault("first-in-heading", "first", str(mapping.first + 1)))
    if mapping.last is not None and mapping.last < mapping.first:
        faults.append(MappingFault("last-before-first", "last", str(mapping.last + 1)))
    if mapping.rows and mapping.figures == "columns":
        faults.append(MappingFault("rows-of-columns", "rows"))
    for row in mapping.rows:
        if not is_code(row.code):
            faults.append(MappingFault("unknown-meaning", f"rows.{row.row}", row.code))
        if row.row < mapping.first or (mapping.last is not None and row.row > mapping.last):
            faults.append(MappingFault("row-outside", "rows", str(row.row + 1)))
    faults += [
        MappingFault("row-twice", "rows", str(row + 1)) for row in _twice([r.row for r in mapping.rows])
    ]
    if not any(c.meaning in ("agency", "year") for c in mapping.columns):
        faults += [
            MappingFault("code-twice", "rows", code) for code in _twice([r.code for r in mapping.rows])
        ]
    return faults


def _faults_of_years(mapping: SheetMapping) -> list[MappingFault]:
    years = [mapping.year, *(c.year for c in mapping.columns)]
    low, high = YEAR_RANGE
    return [
        MappingFault("year-range", "year", str(y)) for y in years if y is not None and not low <= y <= high
    ]


def _twice(values: Iterable[_T]) -> list[_T]:
    return [value for value, count in Counter(values).items() if count > 1]


class _Reader:
    """Reads parts of JSON and collects their faults."""

    def __init__(self) -> None:
        self.faults: list[MappingFault] = []

    def fault(self, place: str, found: object) -> None:
        self.faults.append(MappingFault("wrong-type", place, type(found).__name__))

    def mapping(self, content: object) -> SheetMapping:
        """The whole mapping; parts at fault are left out of it."""
        if not isinstance(content, Mapping):
            self.fault("", content)
            return SheetMapping("columns", None, 0, None, ())
        for key in sorted(map(str, content.keys() - _KEYS)):
            self.faults.append(MappingFault("unknown-key", key))
        figures = content.get("figures")
        if figures not in ("columns", "rows"):
            self.fault("figures", figures)
        heading = self.pair(content.get("heading"), "heading")
        columns = self.items(content.get("columns"), "columns")
        rows = self.items(content.get("rows", []), "rows")
        return SheetMapping(
            "rows" if figures == "rows" else "columns",
            heading,
            self.whole(content.get("first"), "first") or 0,
            self.maybe_whole(content.get("last"), "last"),
            tuple(self.column(item, f"columns.{number}") for number, item in enumerate(columns)),
            tuple(self.row(item, f"rows.{number}") for number, item in enumerate(rows)),
            self.maybe_whole(content.get("year"), "year"),
            self.maybe_text(content.get("agency"), "agency"),
            self.maybe_text(content.get("shape"), "shape") or "",
            self.maybe_text(content.get("origin"), "origin") or "",
        )

    def column(self, item: object, place: str) -> MappedColumn:
        if not isinstance(item, Mapping):
            self.fault(place, item)
            return MappedColumn(0, "")
        return MappedColumn(
            self.whole(item.get("column"), f"{place}.column"),
            self.text(item.get("meaning"), f"{place}.meaning"),
            self.maybe_whole(item.get("year"), f"{place}.year"),
            self.pair(item.get("year_cell"), f"{place}.year_cell"),
            self.maybe_text(item.get("agency"), f"{place}.agency"),
        )

    def row(self, item: object, place: str) -> MappedRow:
        if not isinstance(item, list) or len(item) != 2:
            self.fault(place, item)
            return MappedRow(0, "")
        return MappedRow(self.whole(item[0], place), self.text(item[1], place))

    def items(self, value: object, place: str) -> list[object]:
        if isinstance(value, list):
            return value
        self.fault(place, value)
        return []

    def pair(self, value: object, place: str) -> tuple[int, int] | None:
        if value is None:
            return None
        if isinstance(value, list) and len(value) == 2 and all(map(_is_whole, value)):
            return value[0], value[1]
        self.fault(place, value)
        return None

    def whole(self, value: object, place: str) -> int:
        if isinstance(value, int) and _is_whole(value):
            return value
        self.fault(place, value)
        return 0

    def maybe_whole(self, value: object, place: str) -> int | None:
        return None if value is None else self.whole(value, place)

    def text(self, value: object, place: str) -> str:
        if isinstance(value, str):
            return value
        self.fault(place, value)
        return ""

    def maybe_text(self, value: object, place: str) -> str | None:
        return None if value is None else self.text(value, place)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
