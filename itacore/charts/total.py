"""The total over the years, with the bounds of the levels."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from itacore.charts.style import (
    ROW_TEXT,
    TICK_TEXT,
    Palette,
    add_line,
    add_note,
    level_colour,
    level_marker,
    new_figure,
)
from itacore.thai import format_number


@dataclass(frozen=True)
class YearTotal:
    """One year: its total (None where unknown), its rating (None where open), whether it is chosen."""

    fiscal_year: int
    total: float | None
    level: str | None
    label: str
    chosen: bool = False


def draw_totals(
    years: list[YearTotal], bounds: list[tuple[float, str]], palette: Palette, height: int = 250
) -> go.Figure:
    """Draw the total of every year as a line with rating-coloured points; bounds as named dotted lines.

    Parameters
    ----------
    years
        In rising order; years without a total leave a gap.
    bounds
        Value and name of every line.
    """
    figure = new_figure(palette, height, (36, 134, 8, 28))
    known = [y.total for y in years if y.total is not None]
    low = min([*known, *(b for b, _ in bounds if b >= min(known, default=0) - 12)], default=0.0)
    floor = max(0.0, low - 4)
    spread = 103 - floor
    for value, name in bounds:
        if value >= floor:
            end = len(years) - 0.5
            add_line(figure, (-0.5, value), (end, value), palette.faint, dash="dot")
            add_note(figure, (end, value), name, palette.soft, xanchor="left", yanchor="middle", xshift=4)
    positions = list(range(len(years)))
    figure.add_trace(
        go.Scatter(
            x=positions,
            y=[y.total for y in years],
            mode="lines",
            line={"color": palette.ink, "width": 2},
            connectgaps=False,
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=positions,
            y=[y.total for y in years],
            mode="markers",
            marker={
                "opacity": 1,
                "size": [15 if y.chosen else 11 for y in years],
                "symbol": [level_marker(y.level) for y in years],
                "color": [level_colour(y.level, palette) for y in years],
                "line": {"width": 2, "color": [level_colour(y.level, palette) for y in years]},
            },
            text=[f"{y.label}: {format_number(y.total)} {y.level or ''}".strip() for y in years],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )
    )
    for position, year in enumerate(years):
        if year.total is None:
            continue
        below = year.total > 103 - spread * 0.22 and any(
            abs(year.total - b) < spread * 0.05 for b, _ in bounds
        )
        lines = [f"<b>{format_number(year.total)}</b>"]
        if len(years) <= 5 and year.level:
            lines.append(year.level)
        figure.add_annotation(
            x=position,
            y=year.total,
            text="<br>".join(lines),
            showarrow=False,
            yanchor="top" if below else "bottom",
            yshift=-12 if below else 10,
            font={"size": ROW_TEXT if len(years) <= 5 else TICK_TEXT, "color": palette.ink},
        )
    figure.update_xaxes(
        tickmode="array",
        tickvals=positions,
        ticktext=[y.label for y in years],
        range=[-0.5, len(years) - 0.5],
        tickfont={"size": TICK_TEXT, "color": palette.soft},
        ticks="",
    )
    figure.update_yaxes(
        range=[floor, 103 + spread * 0.16],
        tickvals=[v for v in range(0, 101, 10) if v >= floor],
        tickfont={"size": TICK_TEXT, "color": palette.soft},
        ticks="",
    )
    return figure
