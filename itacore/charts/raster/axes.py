"""Where a plotly figure puts its values: axes and the frame of the plot, in pixels of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from itacore.charts.raster.canvas import Box, Letters
from itacore.errors import ItaError

_AXIS = {
    "domain",
    "range",
    "anchor",
    "side",
    "position",
    "visible",
    "showgrid",
    "gridcolor",
    "gridwidth",
    "zeroline",
    "zerolinecolor",
    "zerolinewidth",
    "showline",
    "linecolor",
    "linewidth",
    "showticklabels",
    "ticks",
    "ticklen",
    "tickfont",
    "tickvals",
    "ticktext",
    "matches",
}
_AXIS_OF_SCREEN = {"fixedrange", "tickmode", "showspikes", "hoverformat", "uirevision", "constrain"}
_NOTHING = {"automargin": (False,), "type": ("linear", "-"), "tickangle": (0, "auto"), "autorange": (False,)}
_FONT = {"family", "size", "color", "weight"}
_WEIGHTS = {"normal": 400, "bold": 700}


class UnknownPartError(ItaError):
    """A part of a figure that cannot be drawn without a browser; ``part`` names it."""

    def __init__(self, part: str, value: object) -> None:
        self.part = part
        super().__init__(f"{part} = {value!r} cannot be drawn as a picture")


def check_parts(
    found: Mapping[str, Any],
    drawn: Iterable[str],
    of_screen: Iterable[str],
    where: str,
    only: Mapping[str, tuple[Any, ...]] | None = None,
) -> None:
    """Refuse what is neither drawn nor a matter of the screen alone.

    ``only`` names parts that may be there with certain values.
    """
    only = only or {}
    for name, value in found.items():
        if value is None or name in drawn or name in of_screen or value in only.get(name, ()):
            continue
        raise UnknownPartError(f"{where}.{name}", value)


def read_letters(font: Mapping[str, Any] | None, base: Mapping[str, Any], where: str) -> Letters:
    """Read a font of a figure, what it leaves open from ``base``."""
    check_parts(font or {}, _FONT, set(), where)
    whole = {"size": 12, "color": "#444", "weight": 400, **base, **(font or {})}
    weight = whole["weight"]
    return Letters(float(whole["size"]), whole["color"], int(_WEIGHTS.get(weight, weight)))


@dataclass(frozen=True)
class Axis:
    """An axis: ``start`` and ``end`` are the pixels of ``low`` and ``high``."""

    name: str
    horizontal: bool
    low: float
    high: float
    start: float
    end: float
    anchor: str
    side: str
    visible: bool
    parts: Mapping[str, Any]
    letters: Letters

    def pixel(self, value: float) -> float:
        """Give the pixel of a value."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    def holds(self, value: float) -> bool:
        """Whether a value lies on the axis."""
        return min(self.low, self.high) - 1e-9 <= value <= max(self.low, self.high) + 1e-9

    @property
    def tick_values(self) -> tuple[float, ...]:
        """Values that are marked."""
        values = self.parts.get("tickvals")
        if values is None:
            needed = self.shows_labels or self.shows_grid or bool(self.tick_length)
            if needed:
                raise UnknownPartError(f"layout.{self.name}.tickvals", None)
            return ()
        return tuple(float(value) for value in values)

    @property
    def tick_texts(self) -> tuple[str, ...]:
        """What stands at them."""
        texts = self.parts.get("ticktext")
        if texts is not None:
            return tuple(str(text) for text in texts)
        return tuple(f"{value:g}".replace("-", "\u2212") for value in self.tick_values)

    @property
    def tick_length(self) -> float:
        """Length of the strokes at the values."""
        return float(self.parts.get("ticklen", 5)) if self.visible and self.parts.get("ticks") else 0.0

    @property
    def shows_labels(self) -> bool:
        """Whether the values are written."""
        return self.visible and bool(self.parts.get("showticklabels", True))

    @property
    def shows_grid(self) -> bool:
        """Whether a line crosses the plot at each value."""
        return self.visible and bool(self.parts.get("showgrid", True))

    @property
    def shows_zero(self) -> bool:
        """Whether zero has a line of its own."""
        return self.visible and bool(self.parts.get("zeroline", True))

    @property
    def shows_line(self) -> bool:
        """Whether the axis itself is drawn."""
        return self.visible and bool(self.parts.get("showline", False))

    @property
    def grid_colour(self) -> str:
        """Colour of the grid."""
        return str(self.parts.get("gridcolor", "#eee"))

    @property
    def grid_width(self) -> float:
        """Width of the grid's lines."""
        return float(self.parts.get("gridwidth", 1))

    @property
    def zero_colour(self) -> str:
        """Colour of the line of zero."""
        return str(self.parts.get("zerolinecolor", "#444"))

    @property
    def zero_width(self) -> float:
        """Width of the line of zero."""
        return float(self.parts.get("zerolinewidth", 1))

    @property
    def line_colour(self) -> str:
        """Colour of the axis."""
        return str(self.parts.get("linecolor", "#444"))

    @property
    def line_width(self) -> float:
        """Width of the axis."""
        return float(self.parts.get("linewidth", 1))


@dataclass(frozen=True)
class Frame:
    """The plot inside its margins, and its axes by short name (x, y, x2 …)."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    axes: Mapping[str, Axis]
    font: Mapping[str, Any]

    def axis(self, name: str) -> Axis:
        """Give an axis by its short name."""
        if name not in self.axes:
            raise UnknownPartError("axis", name)
        return self.axes[name]

    def place(self, reference: str, value: float, *, horizontal: bool) -> float:
        """Give the pixel of a value that refers to an axis, its domain or the paper."""
        if reference == "paper":
            start, end = (self.left, self.right) if horizontal else (self.bottom, self.top)
            return start + (end - start) * float(value)
        if reference.endswith(" domain"):
            axis = self.axis(reference.removesuffix(" domain"))
            return axis.start + (axis.end - axis.start) * float(value)
        return self.axis(reference).pixel(float(value))

    def plot_box(self, axis: Axis) -> Box:
        """Where an axis and the one that crosses it draw."""
        other = self.axes.get(axis.anchor)
        low, high = (other.start, other.end) if other else self._whole(not axis.horizontal)
        own = (axis.start, axis.end)
        (x0, x1), (y0, y1) = (own, (high, low)) if axis.horizontal else ((low, high), own[::-1])
        return x0, y0, x1, y1

    def clip_box(self, xref: str, yref: str) -> Box | None:
        """Outside of which shapes that refer to axes are cut; None for those on paper."""
        if xref == yref == "paper":
            return None
        x0, x1 = self._span(xref, horizontal=True)
        y1, y0 = self._span(yref, horizontal=False)
        return x0, y0, x1, y1

    def edge(self, axis: Axis) -> float:
        """Pixel across an axis at which its labels begin."""
        if axis.anchor == "free":
            start, end = self._whole(not axis.horizontal)
            return start + (end - start) * float(axis.parts.get("position", 0))
        x0, y0, x1, y1 = self.plot_box(axis)
        return {"bottom": y1, "top": y0, "left": x0, "right": x1}[axis.side]

    def _span(self, reference: str, *, horizontal: bool) -> tuple[float, float]:
        if reference == "paper":
            return (0.0, self.width) if horizontal else (self.height, 0.0)
        axis = self.axis(reference.removesuffix(" domain"))
        return axis.start, axis.end

    def _whole(self, horizontal: bool) -> tuple[float, float]:
        return (self.left, self.right) if horizontal else (self.bottom, self.top)


def read_frame(layout: Mapping[str, Any], width: float) -> Frame:
    """Read margins and axes of a figure that is ``width`` pixels wide."""
    margin = {"l": 80, "r": 80, "t": 100, "b": 80, **layout.get("margin", {})}
    check_parts(margin, {"l", "r", "t", "b"}, {"autoexpand"}, "layout.margin", {"pad": (0,)})
    height = float(layout.get("height", 450))
    left, right = float(margin["l"]), width - float(margin["r"])
    top, bottom = float(margin["t"]), height - float(margin["b"])
    font = {"size": 12, "color": "#444", **layout.get("font", {})}
    read_letters(layout.get("font"), {}, "layout.font")
    axes = {}
    for key, parts in layout.items():
        if key[:5] in ("xaxis", "yaxis"):
            span = (left, right) if key[0] == "x" else (bottom, top)
            axis = _read_axis(key, parts, layout, span, font)
            axes[axis.name[0] + axis.name[5:]] = axis
    return Frame(width, height, left, top, right, bottom, axes, font)


def _read_axis(
    key: str,
    parts: Mapping[str, Any],
    layout: Mapping[str, Any],
    span: tuple[float, float],
    font: Mapping[str, Any],
) -> Axis:
    check_parts(parts, _AXIS, _AXIS_OF_SCREEN, f"layout.{key}", _NOTHING)
    limits = parts.get("range")
    if limits is None and parts.get("matches"):
        other = str(parts["matches"])
        limits = layout[f"{other[0]}axis{other[1:]}"].get("range")
    if limits is None:
        raise UnknownPartError(f"layout.{key}.range", None)
    horizontal = key[0] == "x"
    low, high = parts.get("domain") or (0, 1)
    start, end = span
    return Axis(
        name=key,
        horizontal=horizontal,
        low=float(limits[0]),
        high=float(limits[1]),
        start=start + (end - start) * low,
        end=start + (end - start) * high,
        anchor=parts.get("anchor") or ("y" if horizontal else "x"),
        side=parts.get("side") or ("bottom" if horizontal else "left"),
        visible=parts.get("visible", True),
        parts=parts,
        letters=read_letters(parts.get("tickfont"), font, f"layout.{key}.tickfont"),
    )
