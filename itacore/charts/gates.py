"""What holds the rating: each gate against its bound."""

from __future__ import annotations

from dataclasses import dataclass

from itacore.charts.style import (
    ROW_TEXT,
    TICK_TEXT,
    Figure,
    Palette,
    Sketch,
    add_note,
    add_texts,
    hatch_of,
    line_of,
)
from itacore.thai import format_number


@dataclass(frozen=True)
class GateRow:
    """A row: a known figure, or the range of an unknown one; ``remark`` stands at its end.

    ``bound`` is what the figure must reach.
    """

    name: str
    value: float | None
    low: float
    high: float
    passes: bool | None
    remark: str
    bound: float


@dataclass(frozen=True)
class Mean:
    """A known mean of unknown rows: drawn as one tick over all of them."""

    value: float
    name: str


def draw_gates(
    rows: list[GateRow], bound: float, bound_name: str, palette: Palette, mean: Mean | None = None
) -> Figure:
    """Draw a lollipop from the bound to each figure; an unknown figure is its hatched range.

    Parameters
    ----------
    rows
        From the top.
    bound, bound_name
        The bound that all must reach, and its name.
    mean
        Of the rows whose figures are unknown, where it is known.
    """
    sketch = Sketch(palette, max(236, 38 * len(rows) + 46), (0, 0, 12, 24))
    left = max(0.0, min([*(row.low for row in rows), bound - 4]) - 1)
    lines = [line_of((left, place), (100, place), palette.grid) for place in range(len(rows))]
    for place, row in enumerate(rows):
        if row.value is None:
            _add_range(sketch, row, place, palette)
        else:
            lines.append(line_of((bound, place), (row.value, place), _colour(row, palette), width=4))
            _add_point(sketch, row, place, palette)
    lines.append(line_of((bound, -0.6), (bound, len(rows) - 0.5), palette.ink, dash="dot"))
    sketch.shapes += lines
    add_note(sketch, (bound, -0.62), bound_name, palette.soft, ROW_TEXT, yanchor="bottom")
    _add_mean(sketch, rows, mean, palette)
    _add_columns(sketch, rows, palette)
    sketch.layout["bargap"] = 0
    sketch.set_axes(
        xaxis={
            "domain": [0.2, 0.68],
            "range": [left, 100.5],
            "tickvals": _ticks(left),
            "tickfont": {"size": TICK_TEXT, "color": palette.soft},
            "ticks": "",
            "fixedrange": True,
        },
        xaxis2={"domain": [0, 1], "range": [0, 1], "anchor": "y", "visible": False, "fixedrange": True},
        yaxis={"range": [len(rows) - 0.5, -1.0], "visible": False, "fixedrange": True},
    )
    return sketch.finish()


def _add_range(sketch: Sketch, row: GateRow, place: int, palette: Palette) -> None:
    """An unknown figure: the hatched range in which it lies."""
    sketch.traces.append(
        dict(
            type="bar",
            x=[row.high - row.low],
            y=[place],
            base=[row.low],
            orientation="h",
            width=0.42,
            marker={
                "color": "rgba(0,0,0,0)",
                "line": {"color": palette.faint, "width": 1},
                "pattern": hatch_of(palette),
            },
            hovertemplate=f"{row.name}: {row.remark}<extra></extra>",
        )
    )


def _colour(row: GateRow, palette: Palette) -> str:
    return palette.good if row.passes else palette.bad


def _add_point(sketch: Sketch, row: GateRow, place: int, palette: Palette) -> None:
    """A known figure at the end of its line from the bound."""
    symbol = "circle" if row.passes else "diamond"
    sketch.traces.append(
        dict(
            type="scatter",
            x=[row.value],
            y=[place],
            mode="markers",
            marker={
                "size": 13,
                "opacity": 1,
                "color": _colour(row, palette),
                "symbol": symbol,
                "line": {"width": 0},
            },
            hovertemplate=f"{row.name}: {format_number(row.value)}<extra></extra>",
            cliponaxis=False,
        )
    )


def _add_mean(sketch: Sketch, rows: list[GateRow], mean: Mean | None, palette: Palette) -> None:
    unknown = [place for place, row in enumerate(rows) if row.value is None]
    if mean is None or not unknown:
        return
    first, last = unknown[0], unknown[-1]
    sketch.shapes.append(
        dict(
            type="line",
            x0=mean.value,
            x1=mean.value,
            y0=first - 0.35,
            y1=last + 0.35,
            line={"color": palette.ink, "width": 2},
        )
    )
    middle = (mean.value, (first + last) / 2)
    add_note(sketch, middle, mean.name, palette.ink, xanchor="left", xshift=5, bgcolor=palette.page)


def _add_columns(sketch: Sketch, rows: list[GateRow], palette: Palette) -> None:
    """Names, figures and remarks beside the chart."""
    count, places = len(rows), [float(place) for place in range(len(rows))]
    add_texts(sketch, [0.0] * count, places, [row.name for row in rows], colour=palette.ink)
    values = [f"<b>{format_number(row.value)}</b>" if row.value is not None else "" for row in rows]
    add_texts(sketch, [0.825] * count, places, values, colour=palette.ink, align="middle left")
    ink = {None: palette.soft, True: palette.good_text, False: palette.bad_text}
    remarks, colours = [row.remark for row in rows], [ink[row.passes] for row in rows]
    add_texts(sketch, [1.0] * count, places, remarks, colour=colours, align="middle left")


def _ticks(left: float) -> list[int]:
    step = 5 if left >= 80 else 10 if left >= 50 else 25
    return [value for value in range(0, 101, step) if value >= left]
