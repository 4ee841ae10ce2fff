"""Colours, letters and frames that all charts share.

The palettes were chosen for people who see colours differently: every step keeps its distance for deutan,
protan and tritan eyes, and a symbol or word always stands beside the colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import plotly.graph_objects as go

Figure: TypeAlias = go.Figure
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
    instruments: tuple[str, ...]
    zones: tuple[str, ...]
    zone_ink: tuple[str, ...]
    idle: str


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
    instruments=("#4B3B9A", "#2F7CC0", "#A63D7C"),
    zones=("#E6F4F1", "#9BD0C6", "#F0AE3C", "#AB3328"),
    zone_ink=("#1B2733", "#1B2733", "#1B2733", "#FFFFFF"),
    idle="#C3CAD2",
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
    instruments=("#8B7BE8", "#6DB6F2", "#F5B5DC"),
    zones=("#1B2F31", "#1F6F68", "#F0B244", "#C94A3A"),
    zone_ink=("#E6EBF0", "#FFFFFF", "#10141A", "#FFFFFF"),
    idle="#4A5563",
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
_INSTRUMENTS = ("IIT", "EIT", "OIT")
ZONES = (95.0, 85.0, 70.0)  # lower bounds of the ranges of scores; an indicator has no rating level
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


def instrument_colour(code: str, palette: Palette) -> str:
    """Colour of the short name of an instrument."""
    return palette.instruments[_INSTRUMENTS.index(code)] if code in _INSTRUMENTS else palette.soft


def zone_of(score: float) -> int:
    """Position of the range of scores in which a score lies, 0 for the highest.

    >>> zone_of(95.0), zone_of(94.99), zone_of(12.5)
    (0, 1, 3)
    """
    return next((at for at, lower in enumerate(ZONES) if score >= lower - 1e-9), len(ZONES))


def hatch_of(palette: Palette) -> dict[str, object]:
    """Pattern of what is unknown."""
    return {"shape": "/", "fgcolor": palette.faint, "bgcolor": "rgba(0,0,0,0)", "size": 7, "solidity": 0.25}


class Sketch:
    """A figure while it is drawn: plain values, made into a figure once; plotly checks each step otherwise.

    ``layout`` holds plotly's own names; both axes are still and bare unless a drawing says otherwise.
    """

    def __init__(
        self, palette: Palette, height: int, margin: tuple[int, int, int, int] = (0, 0, 0, 0)
    ) -> None:
        left, right, top, bottom = margin
        bare = {"fixedrange": True, "showgrid": False, "zeroline": False, "showline": False}
        self.traces: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
            "font": {"family": FONT, "size": ROW_TEXT, "color": palette.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "barmode": "overlay",
            "hoverlabel": {"font": {"family": FONT, "size": ROW_TEXT}},
            "xaxis": dict(bare),
            "yaxis": dict(bare),
        }

    def set_axes(self, **axes: Mapping[str, Any]) -> None:
        """Say how axes look, each by plotly's name."""
        for name, values in axes.items():
            self.layout.setdefault(name, {}).update(values)

    def finish(self) -> Figure:
        """Make the figure."""
        parts = {"shapes": self.shapes, "annotations": self.notes}
        layout = {**self.layout, **{name: entries for name, entries in parts.items() if entries}}
        return make_figure({"data": self.traces, "layout": layout})


def make_figure(spec: Mapping[str, Any]) -> Figure:
    """Make a figure of its traces and layout, all by plotly's names.

    They are not validated: that takes ten times as long as all the rest, on every visit of a page. The tests
    validate every kind of figure instead.
    """
    return go.Figure(spec, _validate=False)


def line_of(
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    width: int = 1,
    dash: str = "solid",
    number: str = "",
) -> dict[str, object]:
    """A straight line under everything else, in the units of the axes with that number."""
    (x0, y0), (x1, y1) = start, end
    line = {"color": colour, "width": width, "dash": dash}
    axes = {"xref": f"x{number}", "yref": f"y{number}"}
    return {"type": "line", "layer": "below", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line, **axes}


def note_of(
    at: tuple[float, float], text: str, colour: str, size: int = TICK_TEXT, **where: object
) -> dict[str, object]:
    """A short text at a point; ``where`` are plotly's anchors and shifts."""
    font = {"size": size, "color": colour}
    return {"x": at[0], "y": at[1], "text": text, "showarrow": False, "font": font, **where}


def texts_of(
    positions: list[float],
    rows: list[float],
    texts: list[str],
    *,
    colour: str | list[str],
    align: str = "middle right",
    size: int = ROW_TEXT,
    axis: str = "x2",
) -> dict[str, object]:
    """Texts in columns on an axis, all on one baseline, as a trace."""
    return {
        "type": "scatter",
        "x": positions,
        "y": rows,
        "text": texts,
        "mode": "text",
        "textposition": align,
        "textfont": {"size": size, "color": colour, "family": FONT},
        "xaxis": axis,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def add_line(
    sketch: Sketch,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    width: int = 1,
    dash: str = "solid",
) -> None:
    """Draw a straight line under everything else, in the units of the axes."""
    sketch.shapes.append(line_of(start, end, colour, width, dash))


def add_note(
    sketch: Sketch, at: tuple[float, float], text: str, colour: str, size: int = TICK_TEXT, **where: object
) -> None:
    """Write a short text at a point; ``where`` are plotly's anchors and shifts."""
    sketch.notes.append(note_of(at, text, colour, size, **where))


def add_texts(
    sketch: Sketch,
    positions: list[float],
    rows: list[float],
    texts: list[str],
    *,
    colour: str | list[str],
    align: str = "middle right",
    size: int = ROW_TEXT,
    axis: str = "x2",
) -> None:
    """Write texts in columns on an axis, all on one baseline."""
    sketch.traces.append(texts_of(positions, rows, texts, colour=colour, align=align, size=size, axis=axis))
