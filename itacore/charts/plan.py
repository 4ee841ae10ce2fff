"""Who does what when: a row an owner, a column a quarter, the numbers of the measures in tinted cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from itacore.charts.style import Figure, Palette, Sketch, add_texts, line_of

ROW_HEIGHT = 36
LEFT = 0.42  # of the width: the owners' names stand before
_TINT_WIDTH = 0.94


@dataclass(frozen=True)
class PlanLine:
    """A row: the owner's name, and the text of each column ("" where there is nothing to do)."""

    owner: str
    cells: tuple[str, ...]


def draw_plan(rows: Sequence[PlanLine], heads: Sequence[str], palette: Palette) -> Figure:
    """Draw the timetable; ``heads`` name its columns. Owners' names are never read as markup."""
    sketch = Sketch(palette, ROW_HEIGHT * (len(rows) + 1) + 8)
    places = [float(place) for place in range(len(rows))]
    for column in range(len(heads)):
        _add_column(sketch, rows, column, palette)
    positions = [float(column) for column in range(len(heads))]
    tops = [-0.85] * len(heads)
    add_texts(sketch, positions, tops, list(heads), colour=palette.soft, align="middle center", axis="x")
    names = [_plain(row.owner) for row in rows]
    add_texts(sketch, [0.0] * len(rows), places, names, colour=palette.ink)
    ends = [place + 0.5 for place in places[:-1]]
    sketch.shapes += [line_of((0, end), (1, end), palette.grid, number="2") | {"yref": "y"} for end in ends]
    sketch.layout["bargap"] = 0
    still = {"visible": False, "fixedrange": True}
    sketch.set_axes(
        xaxis={"domain": [LEFT, 1.0], "range": [-0.5, len(heads) - 0.5], **still},
        xaxis2={"domain": [0, 1], "range": [0, 1], "anchor": "y", **still},
        yaxis={"range": [max(len(rows), 3) - 0.5, -1.3], **still},
    )
    return sketch.finish()


def _add_column(sketch: Sketch, rows: Sequence[PlanLine], column: int, palette: Palette) -> None:
    busy = [place for place, row in enumerate(rows) if row.cells[column]]
    if not busy:
        return
    sketch.traces.append(
        dict(
            type="bar",
            x=[_TINT_WIDTH] * len(busy),
            y=busy,
            base=[column - _TINT_WIDTH / 2] * len(busy),
            orientation="h",
            width=0.72,
            marker={"color": palette.own, "line": {"width": 0}},
            hoverinfo="skip",
        )
    )
    texts = [f"<b>{_plain(rows[place].cells[column])}</b>" for place in busy]
    at, heights = [float(column)] * len(busy), [float(place) for place in busy]
    add_texts(sketch, at, heights, texts, colour=palette.page, align="middle center", axis="x")


def _plain(text: str) -> str:
    """Keep what a person wrote from being read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
