"""What made the total move: from one total to the other, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from itacore.charts.style import TICK_TEXT, Figure, Palette, Sketch, add_line, add_texts
from itacore.thai import format_number

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0)
MOST_BAR = 22  # pixels: two bars alone are no thicker than seven
LABEL_SHARE = 0.2  # of the plot's width, kept free for the figure at the end of a bar


@dataclass(frozen=True)
class ChangeRow:
    """A part of the change: code (empty where it has none), name, points of the total, what is said of it."""

    code: str
    name: str
    part: float
    remark: str
    neutral: bool = False


def draw_change(
    rows: list[ChangeRow],
    start: tuple[str, float],
    end: tuple[str, float],
    palette: Palette,
    height: int = 270,
) -> Figure:
    """Draw a horizontal waterfall; its two ends are diamonds, because the axis does not begin at 0.

    Parameters
    ----------
    rows
        From the top; neutral ones (of the rules) are grey.
    start, end
        Name and total of both years.
    """
    count = len(rows) + 2
    sketch = Sketch(palette, max(height, 31 * count + 33), (0, 0, 4, 26))
    share = min(0.6, MOST_BAR * count / (sketch.layout["height"] - 30))
    places = [float(place) for place in range(1, len(rows) + 1)]
    sums = [start[1]]
    for row in rows:
        sums.append(sums[-1] + row.part)
    for place, total in enumerate(sums):
        add_line(sketch, (total, place), (total, place + 1), palette.faint)
    _add_bars(sketch, rows, sums, share, palette)
    _add_ends(sketch, [start, end], count - 1, palette)
    tips = [max(a, b) for a, b in pairwise(sums)]
    inks = [_ink(row, palette) for row in rows]
    shown = [f"\u00a0{format_number(row.part, sign=True)}" for row in rows]
    add_texts(sketch, tips, places, shown, colour=inks, axis="x")
    add_texts(
        sketch, [0.03] * len(rows), places, [r.code for r in rows], colour=palette.soft, align="middle left"
    )
    add_texts(sketch, [0.045] * len(rows), places, [r.name for r in rows], colour=palette.ink)
    names = [f"<b>{start[0]}</b>", f"<b>{end[0]}</b>"]
    add_texts(sketch, [0.045] * 2, [0.0, count - 1.0], names, colour=palette.ink)
    low, high = min([*sums, end[1]]), max([*sums, end[1]])
    _set_axes(sketch, low, high, count, palette)
    return sketch.finish()


def _ink(row: ChangeRow, palette: Palette) -> str:
    shown = format_number(row.part)
    if row.neutral or shown == "0.00":
        return palette.soft
    return palette.good_text if row.part > 0 else palette.bad_text


def _add_bars(
    sketch: Sketch, rows: list[ChangeRow], sums: list[float], share: float, palette: Palette
) -> None:
    colours = [palette.faint if r.neutral else palette.good if r.part > 0 else palette.bad for r in rows]
    sketch.traces.append(
        dict(
            type="bar",
            x=[row.part for row in rows],
            y=list(range(1, len(rows) + 1)),
            base=sums[:-1],
            orientation="h",
            width=share,
            marker={"color": colours, "line": {"width": 0}},
            text=[row.remark for row in rows],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _add_ends(sketch: Sketch, ends: list[tuple[str, float]], last: int, palette: Palette) -> None:
    """The totals of both years."""
    sketch.traces.append(
        dict(
            type="scatter",
            x=[total for _, total in ends],
            y=[0, last],
            mode="markers+text",
            marker={
                "size": 12,
                "opacity": 1,
                "symbol": "diamond",
                "color": palette.ink,
                "line": {"width": 0},
            },
            text=[f"\u00a0<b>{format_number(total)}</b>" for _, total in ends],
            textposition="middle right",
            textfont={"color": palette.ink},
            hovertext=[f"{name}: {format_number(total)}" for name, total in ends],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    )


def _set_axes(sketch: Sketch, low: float, high: float, count: int, palette: Palette) -> None:
    span = max(high - low, 0.02)
    right = high + span * LABEL_SHARE / (1 - LABEL_SHARE)
    step = next((s for s in STEPS if span / s <= 4), STEPS[-1])
    first, last = int(low / step) - 1, int(high / step) + 1
    ticks = [
        n * step for n in range(first, last + 1) if low - 1e-9 <= n * step <= high + 1e-9 and n * step <= 100
    ]
    sketch.layout["bargap"] = 0
    sketch.set_axes(
        xaxis={
            "domain": [0.43, 1],
            "range": [low - span * 0.02, right],
            "tickvals": ticks,
            "ticktext": [format_number(tick, 0 if step >= 1 else 1 if step >= 0.1 else 2) for tick in ticks],
            "tickfont": {"size": TICK_TEXT, "color": palette.soft},
            "ticks": "",
            "fixedrange": True,
        },
        xaxis2={"domain": [0, 1], "range": [0, 1], "anchor": "y", "visible": False, "fixedrange": True},
        yaxis={"range": [count - 0.5, -0.5], "visible": False, "fixedrange": True},
    )
