"""From the timetable of the measures to its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from itacore.charts.chart import Chart
from itacore.charts.plan import PlanLine, draw_plan
from itacore.charts.style import Palette
from itacore.data_table import DataTable
from itacore.narrative.slide import PlanRow
from itacore.narrative.slides_of_plan import LONGEST_OWNER, shorten
from itacore.wording import say

LETTERS_OF_ROW = 34  # that all cells of a row have room for
NARROW = ", "  # half as wide as a letter


def view_plan(title: str, rows: Sequence[PlanRow], palette: Palette) -> Chart:
    """Show who does which measure in which quarter; a column of other times only where one is named."""
    heads, lines = plan_lines(rows)
    short = [replace(line, owner=shorten(line.owner, LONGEST_OWNER)) for line in short_lines(rows)]
    frame = pd.DataFrame(
        {
            say("present", "plan.column-owner"): [line.owner for line in lines],
            **{head: [line.cells[at] or None for line in lines] for at, head in enumerate(heads)},
        }
    )
    table = DataTable(say("present", "plan.table"), frame)
    return Chart(title, draw_plan(short, heads, palette), table)


def plan_lines(rows: Sequence[PlanRow]) -> tuple[list[str], list[PlanLine]]:
    """Give the heads of the columns and, by row, the numbers of the measures as text."""
    heads = [say("present", "plan.column-quarter", quarter=quarter) for quarter in (1, 2, 3, 4)]
    other = any(row.other for row in rows)
    if other:
        heads.append(say("present", "plan.column-other"))
    lines = []
    for row in rows:
        cells = [*row.quarters, row.other] if other else list(row.quarters)
        lines.append(PlanLine(row.owner, tuple(map(tell_numbers, cells))))
    return heads, lines


def short_lines(rows: Sequence[PlanRow]) -> list[PlanLine]:
    """Give the rows as ``plan_lines`` does, with the count of measures where their numbers have no room."""
    heads, lines = plan_lines(rows)
    room = LETTERS_OF_ROW // len(heads)
    return [
        PlanLine(
            line.owner,
            tuple(
                text if _wide(text) <= room else say("present", "plan.many", count=len(numbers))
                for text, numbers in zip(line.cells, (*row.quarters, row.other), strict=False)
            ),
        )
        for row, line in zip(rows, lines, strict=True)
    ]


def _wide(text: str) -> float:
    return sum(0.5 if letter in NARROW else 1.0 for letter in text)


def tell_numbers(numbers: Sequence[int]) -> str:
    """List numbers in their order, three or more in a row as a run.

    >>> tell_numbers((1, 2, 4, 5, 6)), tell_numbers(())
    ('1, 2, 4–6', '')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
