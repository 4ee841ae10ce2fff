"""Figures that cannot stand: codes that a year does not have, one figure given twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from itacore.criteria import Criteria
from itacore.issues import cell_name, name_cells
from itacore.reading.cells import Account, Bools, Ints, SheetCells
from itacore.reading.facts import Columns, level_of_code
from itacore.tables import DECLARED_LEVELS
from itacore.thai import format_count, format_number
from itacore.wording import say

_MOST_COUNTED = 50_000_000
Cell = tuple[int, int]


def known_codes(
    figures: Columns, names: Sequence[str], sheets: Sequence[SheetCells], criteria: Criteria
) -> Bools:
    """Leave out codes that the rules of their year do not have; an issue at each."""
    keep = np.ones(len(figures), dtype=bool)
    for year in np.unique(figures.years).tolist():
        book = criteria.for_year(year).book
        letters = {code[0] for code in book.codes if level_of_code(code) == "item"}
        known = np.array([_is_known(name, book.codes, letters) for name in names], dtype=bool)
        if known.all():
            continue
        for index in np.flatnonzero((figures.years == year) & ~known[figures.codes]).tolist():
            keep[index] = False
            sheet, row, column = cell_of(figures, sheets, index)
            sheet.change(row, column, Account.FAULTY)
            sheet.issue(
                "code-not-in-year", row, column, figure=figure_name(names[figures.codes[index]]), year=year
            )
    return keep


def _is_known(name: str, codes: frozenset[str], letters_with_items: set[str]) -> bool:
    level = level_of_code(name)
    if level in DECLARED_LEVELS and level != "instrument":
        return True
    return name in codes or (level == "item" and name[0] not in letters_with_items)


def without_contradictions(
    figures: Columns, keep: Bools, names: Sequence[str], texts: Sequence[str], sheets: Sequence[SheetCells]
) -> tuple[Bools, Bools]:
    """Keep one of equal figures; leave out every one of figures that contradict each other.

    Returns
    -------
    tuple
        The figures to keep, and those that contradict each other.
    """
    result = keep.copy()
    contradicting = np.zeros(len(keep), dtype=bool)
    repeated = _Repeated(sheets)
    for group in _repeated(figures, keep, len(names)):
        shown = [_value(figures, texts, index) for index in group]
        unlike = next((place for place, value in enumerate(shown) if value != shown[0]), None)
        agree = unlike is None
        for place, index in enumerate(group):
            if agree and place == 0:
                continue
            other = unlike if unlike is not None and shown[place] == shown[0] else 0
            sheet, row, column = cell_of(figures, sheets, index)
            other_sheet, other_row, other_column = cell_of(figures, sheets, group[other])
            result[index] = False
            contradicting[index] = not agree
            places = {
                "figure": figure_name(names[int(figures.codes[index])]),
                "year": int(figures.years[index]),
                "value": show_value(shown[place]),
                "other_sheet": _sheet_name(other_sheet, sheet),
                "other_cell": cell_name(other_row, other_column),
            }
            if agree:
                sheet.change(row, column, Account.IGNORED, "repeated")
                repeated.add(figures, index, group[other], places)
            else:
                sheet.change(row, column, Account.FAULTY)
                sheet.issue(
                    "values-disagree",
                    row,
                    column,
                    **places,
                    other=show_value(shown[other]),
                    verdict=say("issues", "verdicts.open"),
                )
    repeated.report()
    return result, contradicting


class _Repeated:
    """Values given twice alike: one note for those of one sheet that stand in one other."""

    def __init__(self, sheets: Sequence[SheetCells]) -> None:
        self.sheets = sheets
        self._cells: dict[tuple[int, int], list[tuple[Cell, Cell, dict[str, object]]]] = {}

    def add(self, figures: Columns, index: int, other: int, places: dict[str, object]) -> None:
        """Take up a figure and the equal one that is used."""
        pair = int(figures.sheets[index]), int(figures.sheets[other])
        one, used = ((int(figures.rows[i]), int(figures.columns[i])) for i in (index, other))
        self._cells.setdefault(pair, []).append((one, used, places))

    def report(self) -> None:
        """Report all notes, each at its first cell."""
        for (sheet, _), found in self._cells.items():
            (row, column), _, places = min(found, key=lambda entry: entry[0])
            if len(found) > 1:
                count = format_count(len(found))
                cells, others = (
                    name_cells(one for one, _, _ in found),
                    name_cells(used for _, used, _ in found),
                )
                more = say("issues", "places.all-repeated", count=count, cells=cells, others=others)
                places = {**places, "more": more}
            self.sheets[sheet].issue("repeated-value", row, column, **places)


def _sheet_name(sheet: SheetCells, seen_from: SheetCells) -> str:
    """Name of a sheet, with its file where that is another one."""
    if sheet.source.file_number == seen_from.source.file_number:
        return sheet.grid.sheet
    return say("issues", "figures.sheet-of-file", sheet=sheet.grid.sheet, file=sheet.source.file)


def _repeated(figures: Columns, keep: Bools, codes: int) -> list[list[int]]:
    """Places of figures of one agency, year and code, where there is more than one."""
    index = np.flatnonzero(keep)
    if not len(index):
        return []
    first = int(figures.years.min())
    span = int(figures.years.max()) - first + 1
    key: Ints = ((figures.agencies * span + (figures.years - first)) * codes + figures.codes)[index]
    if int(key.max()) < _MOST_COUNTED:
        twice = np.bincount(key)[key] > 1
        index, key = index[twice], key[twice]
    order = np.argsort(key, kind="stable")
    groups: list[list[int]] = []
    before = None
    for place, own in zip(index[order].tolist(), key[order].tolist(), strict=True):
        if own == before:
            groups[-1].append(place)
        else:
            groups.append([place])
        before = own
    return [group for group in groups if len(group) > 1]


def _value(figures: Columns, texts: Sequence[str], index: int) -> object:
    text = int(figures.texts[index])
    return float(figures.values[index]) if text < 0 else texts[text]


def show_value(value: object) -> str:
    """Write a value with all digits that it has, a number with two decimals at least.

    >>> show_value(94.4), show_value(94.375), show_value("ผ่านดี")
    ('94.40', '94.375', 'ผ่านดี')
    """
    if not isinstance(value, float):
        return str(value)
    two = format_number(value)
    return two if float(two.replace("−", "-")) == value else f"{value:.10g}"


def figure_name(code: str) -> str:
    """Name a figure for a person.

    >>> figure_name("7"), figure_name("total"), figure_name("EIT1.6")
    ('ตัวชี้วัดที่ 7', 'คะแนนรวม', 'EIT1.6')
    """
    level = level_of_code(code)
    return say("issues", f"figures.{level}", code=code)


def cell_of(figures: Columns, sheets: Sequence[SheetCells], index: int) -> tuple[SheetCells, int, int]:
    """Sheet, row and column of a figure."""
    return sheets[int(figures.sheets[index])], int(figures.rows[index]), int(figures.columns[index])
