"""The total over the years, with the bounds of the levels."""

from __future__ import annotations

from dataclasses import dataclass

from itacore.charts.style import (
    ROW_TEXT,
    TICK_TEXT,
    Figure,
    Palette,
    Sketch,
    add_line,
    add_note,
    level_colour,
    level_marker,
)
from itacore.thai import format_number

MOST_WORDED = 5  # years; of more, only letters and the chosen year's level are written
VALLEY = 0.15  # of the height: how deep a year must lie below both neighbours to be labelled below


@dataclass(frozen=True)
class YearTotal:
    """One year: its total (None where unknown), its rating (None where open), whether it is chosen."""

    fiscal_year: int
    total: float | None
    level: str | None
    label: str
    chosen: bool = False


def draw_totals(
    years: list[YearTotal],
    bounds: list[tuple[float, str]],
    palette: Palette,
    height: int = 250,
    missing: str = "",
) -> Figure:
    """Draw the total of every year as a line with rating-coloured points; bounds as named dotted lines.

    Parameters
    ----------
    years
        In rising order; years without a total leave a gap, in which ``missing`` stands.
    bounds
        Value and name of every line.
    """
    sketch = Sketch(palette, height, (36, 134, 8, 28))
    many = len(years) > MOST_WORDED
    known = [y.total for y in years if y.total is not None]
    low = min([*known, *(b for b, _ in bounds if b >= min(known, default=0) - 12)], default=0.0)
    floor = max(-14.0, low - max(4.0, (103 - low) * (0.2 if many else 0.0)))
    spread = 103 - floor
    top = 103 + spread * 0.16
    right = len(years) - (0.2 if many else 0.5)
    for value, name in bounds:
        if value >= floor:
            add_line(sketch, (-0.5, value), (right, value), palette.faint, dash="dot")
            add_note(sketch, (right, value), name, palette.soft, xanchor="left", yanchor="middle", xshift=4)
    positions = list(range(len(years)))
    colours = [level_colour(y.level, palette) for y in years]
    hollow = [level_marker(y.level).endswith("-open") for y in years]
    sketch.traces.append(
        dict(
            type="scatter",
            x=positions,
            y=[y.total for y in years],
            mode="lines",
            line={"color": palette.ink, "width": 2},
            connectgaps=False,
            hoverinfo="skip",
        )
    )
    sketch.traces.append(
        dict(
            type="scatter",
            x=positions,
            y=[y.total for y in years],
            mode="markers",
            marker={
                "opacity": 1,
                "size": [15 if y.chosen else 11 for y in years],
                "symbol": [level_marker(y.level).removesuffix("-open") for y in years],
                "color": [palette.page if is_open else c for c, is_open in zip(colours, hollow, strict=True)],
                "line": {"width": 2, "color": colours},
            },
            text=[f"{y.label}: {format_number(y.total)} {y.level or ''}".strip() for y in years],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )
    )
    for position, year in enumerate(years):
        if year.total is None:
            add_note(sketch, (position, floor + spread * 0.3), missing, palette.soft)
            continue
        lines = [f"<b>{format_number(year.total)}</b>"]
        if year.level and (not many or year.chosen or year.level.isascii()):
            lines.append(year.level)
        near = any(abs(year.total - b) < spread * 0.05 for b, _ in bounds)
        below = _is_valley(years, position, spread) or (year.total > 103 - spread * 0.22 and near)
        step = (top - floor) / (height - 36)
        above = 13 if year.chosen or level_marker(year.level) == "star" else 10
        reach = (-12 - 20 * len(lines), -12) if below else (above, above + 20 * len(lines))
        crossed = any(reach[0] * step <= b - year.total <= reach[1] * step for b, _ in bounds)
        sketch.notes.append(
            dict(
                x=position,
                y=year.total,
                text="<br>".join(lines),
                showarrow=False,
                yanchor="top" if below else "bottom",
                yshift=-12 if below else above,
                bgcolor=palette.page if crossed else "rgba(0,0,0,0)",
                borderpad=0,
                font={"size": TICK_TEXT if many else ROW_TEXT, "color": palette.ink},
            )
        )
    sketch.set_axes(
        xaxis=dict(
            tickmode="array",
            tickvals=positions,
            ticktext=[y.label for y in years],
            range=[-0.5, right],
            tickfont={"size": TICK_TEXT, "color": palette.soft},
            ticks="",
        ),
        yaxis=dict(
            range=[floor, top],
            tickvals=[v for v in range(0, 101, 10) if v >= max(floor, 0)],
            tickfont={"size": TICK_TEXT, "color": palette.soft},
            ticks="",
        ),
    )
    return sketch.finish()


def _is_valley(years: list[YearTotal], position: int, spread: float) -> bool:
    """Whether the line comes down to a year and goes up again so steeply that it would cross a figure above."""
    beside = [years[at].total for at in (position - 1, position + 1) if 0 <= at < len(years)]
    here = years[position].total
    known = [total for total in beside if total is not None]
    return here is not None and len(known) == 2 and min(known) - here > spread * VALLEY
