"""A sheet of pixels to draw on, with Thai letters shaped as in a browser.

Lengths are pixels of the page from the top left; texts take plotly's ``<b>``, ``<i>`` and ``<br>``, every
other tag is drawn as the letters it is made of.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextPath, text_to_path
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts"
LINE_SPACING = 1.3  # plotly's, in font sizes
ASCENT, DESCENT = 1.068, 0.232  # of Sarabun, in font sizes
_FALLBACK = "DejaVu Sans"  # comes with matplotlib
_MEASURE = 100.0  # size at which letters are measured
_TAG = re.compile(r"(</?[bi]>|<br ?/?>)", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*([\d.]+)\s*,\s*([\d.]+)\s*,\s*([\d.]+)\s*(?:,\s*([\d.]+)\s*)?\)")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&amp;": "&"}
_DASHES = {"solid": (), "dot": (1, 1), "dash": (3, 3), "longdash": (5, 5), "dashdot": (3, 1, 1, 1)}

Point = tuple[float, float]
Rewrite = Callable[[str], str]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Letters:
    """How a text is written: size in pixels, colour, weight (400, 600 or 700)."""

    size: float
    colour: str
    weight: int = 400


@dataclass(frozen=True)
class _Run:
    text: str
    weight: int
    italic: bool


@lru_cache(maxsize=1)
def _known_letters() -> frozenset[int]:
    """Register the fonts, and say which characters can be drawn."""
    known: set[int] = set()
    for path in sorted(FONTS.glob("Sarabun-*.ttf")):
        font_manager.fontManager.addfont(path)
        known |= FT2Font(str(path)).get_charmap().keys()
    return frozenset(known | FT2Font(font_manager.findfont(_FALLBACK)).get_charmap().keys())


def colour_of(value: str) -> tuple[float, float, float, float]:
    """Read a colour as plotly writes it.

    >>> colour_of("#FF0000"), colour_of("rgba(0, 0, 255, 0.5)")
    ((1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 0.5))
    """
    match = _RGB.fullmatch(value)
    if not match:
        return to_rgba(value)
    red, green, blue, alpha = match.groups()
    return float(red) / 255, float(green) / 255, float(blue) / 255, float(alpha or 1)


def _split(text: str, weight: int, digits: Rewrite | None) -> list[list[_Run]]:
    """Split a text with tags into lines of runs."""
    lines: list[list[_Run]] = [[]]
    bold, italic = False, False
    known = _known_letters()
    for piece in _TAG.split(text):
        tag = piece.lower()
        if tag in ("<b>", "</b>"):
            bold = tag == "<b>"
        elif tag in ("<i>", "</i>"):
            italic = tag == "<i>"
        elif tag.startswith("<br") and _TAG.fullmatch(piece):
            lines.append([])
        elif piece:
            for entity, letter in _ENTITIES.items():
                piece = piece.replace(entity, letter)
            piece = digits(piece) if digits else piece
            shown = "".join(c if ord(c) in known else "\u25a1" for c in piece)
            lines[-1].append(_Run(shown, 700 if bold else weight, italic))
    return lines


class Canvas:
    """A sheet; what is drawn later lies above."""

    def __init__(
        self,
        width: float,
        height: float,
        background: str,
        scale: float,
        digits: Rewrite | None = None,
        padding: float = 0,
    ) -> None:
        _known_letters()
        self._digits = digits
        self._figure = Figure(figsize=((width + 2 * padding) / 100, height / 100), dpi=100 * scale)
        self._figure.patch.set_facecolor(colour_of(background))
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(-padding, width + padding)
        self._axes.set_ylim(height, 0)
        self._drawn = 0

    def png(self) -> bytes:
        """Give the picture; the same drawing gives the same bytes."""
        sink = io.BytesIO()
        self._figure.savefig(
            sink, format="png", facecolor=self._figure.get_facecolor(), metadata={"Software": None}
        )
        return sink.getvalue()

    def _add(self, artist: Artist, clip: Box | None = None) -> None:
        self._drawn += 1
        artist.set_zorder(self._drawn)
        self._axes.add_artist(artist)
        if clip is None:
            artist.set_clip_on(False)
        else:
            x0, y0, x1, y1 = clip
            box = Bbox.from_extents(x0, min(y0, y1), x1, max(y0, y1))
            artist.set_clip_box(TransformedBbox(box, self._axes.transData))

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        dash: str = "solid",
        clip: Box | None = None,
        opacity: float = 1,
    ) -> None:
        """Draw a line through points; lengths of dashes are plotly's."""
        pattern = [part * max(width, 3) / width for part in _DASHES[dash]] if width else []
        style: Any = (0, pattern) if pattern else "solid"
        self._add(
            Line2D(
                [x for x, _ in points],
                [y for _, y in points],
                color=colour_of(colour),
                linewidth=_points(width),
                linestyle=style,
                alpha=colour_of(colour)[3] * opacity,
                dash_capstyle="butt",
                solid_capstyle="butt",
                solid_joinstyle="round",
            ),
            clip,
        )

    def shape(
        self,
        corners: Sequence[Sequence[Point]],
        fill: str | None,
        edge: str | None = None,
        edge_width: float = 0,
        clip: Box | None = None,
        opacity: float = 1,
    ) -> None:
        """Draw closed polygons as one shape."""
        vertices: list[Point] = []
        codes: list[Any] = []
        for ring in corners:
            vertices += [*ring, ring[0]]
            codes += [Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 1), Outline.CLOSEPOLY]
        self._add(
            PathPatch(
                Outline(vertices, codes),
                facecolor=_faded(fill, opacity),
                edgecolor=_faded(edge if edge_width else None, opacity),
                linewidth=_points(edge_width),
                joinstyle="miter",
            ),
            clip,
        )

    def rectangle(
        self,
        box: Box,
        fill: str | None,
        edge: str | None = None,
        edge_width: float = 0,
        clip: Box | None = None,
        opacity: float = 1,
    ) -> None:
        """Draw a rectangle."""
        x0, y0, x1, y1 = box
        self.shape([[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]], fill, edge, edge_width, clip, opacity)

    def hatch(self, box: Box, colour: str, distance: float, width: float) -> None:
        """Fill a rectangle with lines rising to the right."""
        x0, y0, x1, y1 = box
        step, rise = distance * 2**0.5, abs(y1 - y0)
        top, at = min(y0, y1), x0 - rise
        while at < x1:
            self.line([(at, top + rise), (at + rise, top)], colour, width, clip=box)
            at += step

    def text_size(self, text: str, letters: Letters) -> tuple[float, float]:
        """Give width and height of a text."""
        lines = _split(text, letters.weight, self._digits)
        width = max(sum(_advance(run, letters) for run in line) for line in lines)
        return width, (len(lines) - 1) * LINE_SPACING * letters.size + sum(_rows(letters.size))

    def text(
        self, at: Point, text: str, letters: Letters, anchor: str = "left", align: str | None = None
    ) -> None:
        """Write a text, its first baseline at ``at``.

        ``anchor`` (left, center, right) says which part of the block of lines stands at ``at``, ``align`` how
        its lines stand in it.
        """
        lines = _split(text, letters.weight, self._digits)
        widths = [sum(_advance(run, letters) for run in line) for line in lines]
        share = {"left": 0.0, "center": 0.5, "right": 1.0}
        start = at[0] - share[anchor] * max(widths)
        for number, (line, width) in enumerate(zip(lines, widths, strict=True)):
            x = start + share[align or anchor] * (max(widths) - width)
            y = at[1] + number * LINE_SPACING * letters.size
            for run in line:
                self._write(run, x, y, letters)
                x += _advance(run, letters)

    def _write(self, run: _Run, x: float, y: float, letters: Letters) -> None:
        """Draw the outlines of letters: not hinted, so that thin marks stay thin."""
        if run.text.strip():
            outline = TextPath((0, 0), run.text, size=letters.size, prop=_font(run))
            placed = outline.transformed(Affine2D().scale(1, -1).translate(x, y))
            self._add(PathPatch(placed, facecolor=colour_of(letters.colour), linewidth=0))


def _advance(run: _Run, letters: Letters) -> float:
    """Width of a run with its spaces: what it adds between two strokes."""

    def width(text: str) -> float:
        return float(text_to_path.get_text_width_height_descent(text, _font(run), False)[0])

    return (width(f"|{run.text}|") - width("||")) * letters.size / _MEASURE if run.text else 0.0


def _points(pixels: float) -> float:
    return pixels * 72 / 100


def _rows(size: float) -> tuple[int, int]:
    """Rows of pixels above and below a baseline, as browsers round them."""
    return round(ASCENT * size), round(DESCENT * size)


def _font(run: _Run) -> FontProperties:
    return FontProperties(
        family=["Sarabun", _FALLBACK],
        weight=run.weight,
        style="italic" if run.italic else "normal",
        size=_MEASURE,
    )


def _faded(colour: str | None, opacity: float) -> tuple[float, float, float, float]:
    if colour is None:
        return 0.0, 0.0, 0.0, 0.0
    red, green, blue, alpha = colour_of(colour)
    return red, green, blue, alpha * opacity
