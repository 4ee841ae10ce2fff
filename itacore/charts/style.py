"""Colours, letters and frames that all charts share.

The palettes were chosen for people who see colours differently: every step keeps its distance for deutan,
protan and tritan eyes, and a symbol or word always stands beside the colour.
"""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

Figure = go.Figure
FONT = "Sarabun, sans-serif"
ROW_TEXT = 14
TICK_TEXT = 13
NAME_WIDTH = 14.4  # width of the longest official name, in font sizes


@dataclass(frozen=True)
class Palette:
    """Colours of one theme."""

    ink: str
    soft: str
    faint: str
    grid: str
    page: str
    own: str
    good: str
    bad: str
    good_text: str
    bad_text: str
    amber: str
    levels: tuple[str, ...]
    level_ink: tuple[str, ...]


LIGHT = Palette(
    ink="#1B2733",
    soft="#55616D",
    faint="#8C97A3",
    grid="#E3E8ED",
    page="#FFFFFF",
    own="#1D4E89",
    good="#0B7A70",
    bad="#B23A2B",
    good_text="#00665E",
    bad_text="#A12E20",
    amber="#D5722A",
    levels=("#00524C", "#1F857B", "#A5D6CD", "#FBE3B0", "#F0AE3C", "#D5722A", "#AB3328", "#66161F"),
    level_ink=("#FFFFFF", "#FFFFFF", "#1B2733", "#1B2733", "#1B2733", "#FFFFFF", "#FFFFFF", "#FFFFFF"),
)
DARK = Palette(
    ink="#E6EBF0",
    soft="#B3BDC8",
    faint="#7F8B98",
    grid="#2B333D",
    page="#14181F",
    own="#5B9BE6",
    good="#2B958A",
    bad="#C4523F",
    good_text="#6FDCCD",
    bad_text="#FF9A87",
    amber="#D97F36",
    levels=("#8AF0E1", "#35B0A2", "#1F6F68", "#F9E3B2", "#F0B244", "#D97F36", "#C94A3A", "#8A2733"),
    level_ink=("#10141A", "#10141A", "#FFFFFF", "#10141A", "#10141A", "#10141A", "#FFFFFF", "#FFFFFF"),
)
_STEP = {
    "ผ่านดีเยี่ยม": 0,
    "AA": 0,
    "ผ่านดี": 1,
    "A": 1,
    "ผ่าน": 2,
    "B": 3,
    "ต้องปรับปรุง": 4,
    "C": 4,
    "D": 5,
    "ต้องปรับปรุงโดยด่วน": 6,
    "E": 6,
    "F": 7,
}
_MARKERS = ("star", "circle", "circle-open", "triangle-up", "triangle-up", "triangle-up", "x", "x")
UNKNOWN_MARKER = "diamond-open"


def palette_of(dark: bool) -> Palette:
    """Give the colours of a theme."""
    return DARK if dark else LIGHT


def level_colour(level: str | None, palette: Palette) -> str:
    """Colour of a rating level; soft grey where there is none."""
    return palette.levels[_STEP[level]] if level in _STEP else palette.faint


def level_ink(level: str, palette: Palette) -> str:
    """Colour of text that stands on the colour of a level."""
    return palette.level_ink[_STEP[level]] if level in _STEP else palette.ink


def level_marker(level: str | None) -> str:
    """Symbol of a rating level in a chart."""
    return _MARKERS[_STEP[level]] if level in _STEP else UNKNOWN_MARKER


def new_figure(palette: Palette, height: int, margin: tuple[int, int, int, int] = (0, 0, 0, 0)) -> go.Figure:
    """Make an empty figure: no title, no legend, nothing to drag; margins left, right, top, bottom."""
    left, right, top, bottom = margin
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        font={"family": FONT, "size": ROW_TEXT, "color": palette.ink},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        template=None,
        hoverlabel={"font": {"family": FONT, "size": ROW_TEXT}},
    )
    figure.update_xaxes(fixedrange=True, showgrid=False, zeroline=False, showline=False)
    figure.update_yaxes(fixedrange=True, showgrid=False, zeroline=False, showline=False)
    return figure


def add_line(
    figure: go.Figure,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    width: int = 1,
    dash: str = "solid",
) -> None:
    """Draw a straight line under everything else, in the units of the axes."""
    (x0, y0), (x1, y1) = start, end
    line = {"color": colour, "width": width, "dash": dash}
    figure.add_shape(type="line", layer="below", x0=x0, y0=y0, x1=x1, y1=y1, line=line)


def add_note(
    figure: go.Figure, at: tuple[float, float], text: str, colour: str, size: int = TICK_TEXT, **where: object
) -> None:
    """Write a short text at a point; ``where`` are plotly's anchors and shifts."""
    figure.add_annotation(
        x=at[0], y=at[1], text=text, showarrow=False, font={"size": size, "color": colour}, **where
    )


def add_texts(
    figure: go.Figure,
    positions: list[float],
    rows: list[float],
    texts: list[str],
    *,
    colour: str | list[str],
    align: str = "middle right",
    size: int = ROW_TEXT,
    axis: str = "x2",
) -> None:
    """Write texts in columns on an axis that spans the whole figure, all on one baseline."""
    figure.add_trace(
        go.Scatter(
            x=positions,
            y=rows,
            text=texts,
            mode="text",
            textposition=align,
            textfont={"size": size, "color": colour, "family": FONT},
            xaxis=axis,
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
