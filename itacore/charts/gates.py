"""What holds the rating: each gate against its bound."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from itacore.charts.style import (
    ROW_TEXT,
    TICK_TEXT,
    Palette,
    add_line,
    add_note,
    add_texts,
    new_figure,
)
from itacore.thai import format_number


@dataclass(frozen=True)
class GateRow:
    """A row: a known figure, or the range of an unknown one; ``remark`` stands at its end."""

    name: str
    value: float | None
    low: float
    high: float
    passes: bool | None
    remark: str


@dataclass(frozen=True)
class Mean:
    """A known mean of unknown rows: drawn as one tick over all of them."""

    value: float
    name: str


def draw_gates(
    rows: list[GateRow], bound: float, bound_name: str, palette: Palette, mean: Mean | None = None
) -> go.Figure:
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
    figure = new_figure(palette, 38 * len(rows) + 54, (0, 0, 26, 24))
    left = max(0.0, min([*(row.low for row in rows), bound - 4]) - 1)
    for place, row in enumerate(rows):
        add_line(figure, (left, place), (100, place), palette.grid)
        if row.value is None:
            _add_range(figure, row, place, palette)
        else:
            _add_lollipop(figure, row, place, bound, palette)
    add_line(figure, (bound, -0.6), (bound, len(rows) - 0.5), palette.ink, dash="dot")
    add_note(figure, (bound, -0.62), bound_name, palette.soft, ROW_TEXT, yanchor="bottom")
    _add_mean(figure, rows, mean, palette)
    _add_columns(figure, rows, palette)
    figure.update_layout(
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
        bargap=0,
    )
    return figure


def _add_range(figure: go.Figure, row: GateRow, place: int, palette: Palette) -> None:
    """An unknown figure: the hatched range in which it lies."""
    hatch = {"shape": "/", "fgcolor": palette.faint, "bgcolor": "rgba(0,0,0,0)", "size": 7, "solidity": 0.25}
    figure.add_trace(
        go.Bar(
            x=[row.high - row.low],
            y=[place],
            base=[row.low],
            orientation="h",
            width=0.42,
            marker={"color": "rgba(0,0,0,0)", "line": {"color": palette.faint, "width": 1}, "pattern": hatch},
            hovertemplate=f"{row.name}: {row.remark}<extra></extra>",
        )
    )


def _add_lollipop(figure: go.Figure, row: GateRow, place: int, bound: float, palette: Palette) -> None:
    """A known figure: how far it is from the bound."""
    assert row.value is not None
    colour = palette.good if row.passes else palette.bad
    add_line(figure, (bound, place), (row.value, place), colour, width=4)
    symbol = "circle" if row.passes else "diamond"
    figure.add_trace(
        go.Scatter(
            x=[row.value],
            y=[place],
            mode="markers",
            marker={"size": 13, "opacity": 1, "color": colour, "symbol": symbol},
            hovertemplate=f"{row.name}: {format_number(row.value)}<extra></extra>",
            cliponaxis=False,
        )
    )


def _add_mean(figure: go.Figure, rows: list[GateRow], mean: Mean | None, palette: Palette) -> None:
    unknown = [place for place, row in enumerate(rows) if row.value is None]
    if mean is None or not unknown:
        return
    first, last = unknown[0], unknown[-1]
    figure.add_shape(
        type="line",
        x0=mean.value,
        x1=mean.value,
        y0=first - 0.35,
        y1=last + 0.35,
        line={"color": palette.ink, "width": 2},
    )
    middle = (mean.value, (first + last) / 2)
    add_note(figure, middle, mean.name, palette.ink, xanchor="left", xshift=5, bgcolor=palette.page)


def _add_columns(figure: go.Figure, rows: list[GateRow], palette: Palette) -> None:
    """Names, figures and remarks beside the chart."""
    count, places = len(rows), [float(place) for place in range(len(rows))]
    add_texts(figure, [0.0] * count, places, [row.name for row in rows], colour=palette.ink)
    values = [f"<b>{format_number(row.value)}</b>" if row.value is not None else "" for row in rows]
    add_texts(figure, [0.825] * count, places, values, colour=palette.ink, align="middle left")
    ink = {None: palette.soft, True: palette.good_text, False: palette.bad_text}
    remarks, colours = [row.remark for row in rows], [ink[row.passes] for row in rows]
    add_texts(figure, [1.0] * count, places, remarks, colour=colours, align="middle left")


def _ticks(left: float) -> list[int]:
    step = 5 if left >= 80 else 10 if left >= 50 else 25
    return [value for value in range(0, 101, step) if value >= left]
