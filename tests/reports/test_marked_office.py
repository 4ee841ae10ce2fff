"""LibreOffice opens a marked workbook as it opens the original, but for the marks and the list of issues."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from itacore.issues import Issue
from itacore.reports.marked import Marked, mark_workbook
from itacore.wording import say
from tests.reading.reader import TODAY, read_files
from tests.reading.workbooks import Formula, Sheet, to_xlsx
from tests.reports.marked_cases import SCORES, over, rich_workbook, warn
from tests.reports.office_sheets import Cell, OfficeSheet, open_in_office

pytestmark = pytest.mark.libreoffice

FILES = Path(__file__).parent.parent / "files"
LIST = say("marked", "list.sheet")
NAMES = (  # formulas, faults, merges, percent, several sheets, hidden parts, macros
    *("calculated.xlsx", "error-na.xlsx", "merged-agencies.xlsx", "percent.xlsx", "sheet-a-year.xlsx"),
    *("hidden-columns.xlsx", "macros.xlsm"),
)


def rich() -> tuple[bytes, list[Issue]]:
    issues = [over(SCORES, 4, 2), warn(SCORES, 6, 2), over(SCORES, 5, 5), over(SCORES, 0, 3)]
    return rich_workbook(), [*issues, over(SCORES, 20, 3), over(SCORES, 20, 11), warn(SCORES, 30, 0)]


def kept_results() -> tuple[bytes, list[Issue]]:
    """A formula whose last result is another than it would give now."""
    rows = [["ก", 1, 2, Formula("=B1+C1", 99)], ["ข", 3, 4, Formula("=B2+C2", 98)]]
    return to_xlsx([Sheet("ผล", rows)]), [over("ผล", 0, 3), over("ผล", 0, 1)]


def from_files(name: str) -> tuple[bytes, list[Issue]]:
    """A file with its own issues, and two more that are sure to have a cell."""
    data = (FILES / name).read_bytes()
    reading = read_files([(name, data)], TODAY)
    sheet = reading.files[0].sheets[0].name
    taken = {(issue.sheet, issue.cell) for issue in reading.issues}
    more = [
        issue for issue in (over(sheet, 4, 1), over(sheet, 70, 3)) if (issue.sheet, issue.cell) not in taken
    ]
    return data, [*reading.issues, *more]


@dataclass(frozen=True)
class Pair:
    """A workbook and its marked copy, and both as LibreOffice opens them."""

    issues: list[Issue]
    marked: Marked
    before: dict[str, OfficeSheet]
    after: dict[str, OfficeSheet]

    def cells(self, sheet: str) -> set[Cell]:
        """Cells of a sheet that carry a fill: of a merge its first one."""
        found = {(i.row, i.column) for i in self.issues if i.sheet == sheet and i.row is not None}
        merges = {cell: value[-2] for cell, value in self.before[sheet].cells.items() if value[-2] != (1, 1)}
        first = {
            (row, column)
            for (row, column), (across, down) in merges.items()
            if any(row <= r < row + down and column <= (c or 0) < column + across for r, c in found)
        }
        return found | first


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    made = {"rich.xlsx": rich(), "kept-results.xlsx": kept_results()}
    made |= {name: from_files(name) for name in NAMES}
    marked = {name: mark_workbook(data, issues) for name, (data, issues) in made.items()}
    books = {name: data for name, (data, _) in made.items()}
    books |= {f"marked-{name}": one.data for name, one in marked.items()}
    opened = open_in_office(books, tmp_path_factory.mktemp("office"))
    return {
        name: Pair(issues, marked[name], opened[name], opened[f"marked-{name}"])
        for name, (_, issues) in made.items()
    }


@pytest.mark.parametrize("name", ["rich.xlsx", "kept-results.xlsx", *NAMES])
def test_office_shows_the_same_in_the_marked_workbook(pairs: dict[str, Pair], name: str) -> None:
    pair = pairs[name]
    assert pair.marked.kind == "marked"
    assert pair.marked.marked > 0
    assert list(pair.after) == [*pair.before, LIST]
    for sheet, before in pair.before.items():
        after = pair.after[sheet]
        assert after.cells == before.cells
        assert after.columns == before.columns
        assert after.rows == before.rows
        assert after.plain == before.plain
        marks = pair.cells(sheet)
        assert _without(after.coloured, marks) == _without(before.coloured, marks)


def _without(cells: dict[Cell, object], left_out: set[Cell]) -> dict[Cell, object]:
    return {cell: value for cell, value in cells.items() if cell not in left_out}


def test_the_comparison_sees_values_formulas_merges_widths_and_styles(pairs: dict[str, Pair]) -> None:
    rich_sheet = pairs["rich.xlsx"].before[SCORES]
    assert (6, 1) in {value[-2] for value in rich_sheet.cells.values()}
    assert len(set(map(str, rich_sheet.columns))) > 2
    assert len(set(map(str, rich_sheet.coloured.values()))) > 3
    kept = pairs["kept-results.xlsx"].after["ผล"].cells[0, 3]
    assert kept[0] == "99"
    assert "of:=[.B1]+[.C1]" in kept
    changed = pairs["rich.xlsx"].after[SCORES].coloured[4, 2]
    assert changed != rich_sheet.coloured[4, 2]


def test_office_lists_every_issue_on_the_last_sheet(pairs: dict[str, Pair]) -> None:
    for pair in pairs.values():
        texts = {text for value in pair.after[LIST].cells.values() for text in value[-3]}
        said = "\n".join(texts)
        assert all(issue.message.split("\n")[0][:40] in said for issue in pair.issues)
