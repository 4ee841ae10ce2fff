"""A chart as a value: its finding, its figure, and the same figures as a table."""

from __future__ import annotations

from dataclasses import dataclass

from itacore.charts.style import Figure
from itacore.data_table import DataTable


@dataclass(frozen=True, eq=False)
class Chart:
    """What pages, papers and slides show of one question.

    ``title`` is the finding, in words, and what a screen reader says; ``note`` how to read the chart;
    ``figure`` is None where there is nothing to draw, which the title then says; ``table`` lists the same
    figures.
    """

    title: str
    figure: Figure | None
    table: DataTable | None
    note: str = ""
