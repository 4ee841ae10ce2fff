"""A chart as a picture, drawn without a browser.

Only what our charts use is known here; any other part of a figure is refused by name, so that nothing is
missing from a picture without anybody knowing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from itacore.charts.raster.annotations import draw_annotation
from itacore.charts.raster.axes import Axis, Frame, UnknownPartError, check_parts, read_frame
from itacore.charts.raster.canvas import LINE_SPACING, Box, Canvas, Letters, Point, Rewrite
from itacore.charts.raster.traces import draw_bars, draw_heatmap, draw_points
from itacore.charts.style import Figure

__all__ = ["UnknownPartError", "write_picture"]

_LAYOUT = {
    "xaxis",
    "yaxis",
    "shapes",
    "annotations",
    "height",
    "width",
    "margin",
    "font",
    "bargap",
    "barmode",
}
_LAYOUT_OF_SCREEN = {
    "template",
    "hoverlabel",
    "hovermode",
    "hoverdistance",
    "dragmode",
    "clickmode",
    "showlegend",
    "paper_bgcolor",
    "plot_bgcolor",
    "uirevision",
    "meta",
    "autosize",
    "separators",
}
_SHAPE = {"type", "layer", "x0", "x1", "y0", "y1", "xref", "yref", "line", "fillcolor", "opacity", "name"}


@dataclass(frozen=True)
class _Trace:
    kind: str
    draw: Any


_TRACES = (  # from the lowest
    _Trace("heatmap", draw_heatmap),
    _Trace("bar", draw_bars),
    _Trace("scatter", draw_points),
)


def write_picture(
    figure: Figure,
    *,
    width: int = 900,
    background: str = "#FFFFFF",
    scale: float = 2,
    digits: Rewrite | None = None,
    padding: int = 0,
) -> bytes:
    """Draw a figure as PNG, ``width`` in the figure's own pixels, ``scale`` as many of the picture's.

    ``digits`` rewrites every text before it is drawn, for papers with Thai digits; ``padding`` is more room to
    the left and right.

    Raises
    ------
    UnknownPartError
        The figure has a part that cannot be drawn here.
    """
    layout: dict[str, Any] = figure.layout.to_plotly_json()
    _check_layout(layout)
    frame = read_frame(layout, width)
    canvas = Canvas(width, frame.height, background, scale, digits, padding)
    shapes = [_whole_shape(shape) for shape in layout.get("shapes", ())]
    for axis in frame.axes.values():
        _draw_grid(canvas, frame, axis)
    for shape in shapes:
        if shape["layer"] == "below":
            _draw_shape(canvas, frame, shape)
    traces = [trace.to_plotly_json() for trace in figure.data]
    _draw_traces(canvas, frame, traces, layout)
    for axis in frame.axes.values():
        _draw_labels(canvas, frame, axis)
    for shape in shapes:
        if shape["layer"] != "below":
            _draw_shape(canvas, frame, shape)
    for annotation in layout.get("annotations", ()):
        draw_annotation(canvas, frame, annotation)
    return canvas.png()


def _check_layout(layout: Mapping[str, Any]) -> None:
    plain = {
        (key.rstrip("0123456789") if key[:5] in ("xaxis", "yaxis") else key): value
        for key, value in layout.items()
    }
    check_parts(plain, _LAYOUT, _LAYOUT_OF_SCREEN, "layout")
    if layout.get("showlegend", True) is not False:
        raise UnknownPartError("layout.showlegend", True)


def _draw_traces(
    canvas: Canvas, frame: Frame, traces: list[dict[str, Any]], layout: Mapping[str, Any]
) -> None:
    """Draw the traces, of each pair of axes the heatmaps first and the points last."""
    known = {trace.kind for trace in _TRACES}
    for trace in traces:
        if trace.get("type", "scatter") not in known:
            raise UnknownPartError("data.type", trace["type"])
    pairs = dict.fromkeys((trace.get("xaxis", "x"), trace.get("yaxis", "y")) for trace in traces)
    for x, y in sorted(pairs, key=lambda pair: [int(name[1:] or 1) for name in pair]):
        for kind in _TRACES:
            own = [
                t
                for t in traces
                if (t.get("xaxis", "x"), t.get("yaxis", "y")) == (x, y)
                and t.get("type", "scatter") == kind.kind
                and t.get("visible", True) is True
            ]
            if own:
                kind.draw(canvas, frame, own, layout)


def _draw_grid(canvas: Canvas, frame: Frame, axis: Axis) -> None:
    """Lines of the grid, of zero and of the axis itself."""
    box = frame.plot_box(axis)
    spots = axis.tick_values if axis.shows_grid else ()
    lines: list[tuple[Iterable[float], str, float]] = [(spots, axis.grid_colour, axis.grid_width)]
    if axis.shows_zero:
        lines.append(((0.0,), axis.zero_colour, axis.zero_width))
    for values, colour, width in lines:
        for value in values:
            if axis.holds(value):
                canvas.line(_across(box, axis, axis.pixel(value)), colour, width)
    if axis.shows_line:
        edge = frame.edge(axis)
        canvas.line(_across(box, axis, edge, along=True), axis.line_colour, axis.line_width)


def _across(box: Box, axis: Axis, at: float, along: bool = False) -> list[Point]:
    """A line through the plot at a pixel of an axis; ``along``: at a pixel of the other one."""
    x0, y0, x1, y1 = box
    return [(at, y0), (at, y1)] if axis.horizontal != along else [(x0, at), (x1, at)]


def _draw_labels(canvas: Canvas, frame: Frame, axis: Axis) -> None:
    edge = frame.edge(axis)
    letters: Letters = axis.letters
    tick = axis.tick_length
    gap = tick + 0.5 + (0.2 * letters.size if axis.shows_line or tick else 0.0)
    for value, text in zip(axis.tick_values, axis.tick_texts, strict=True):
        if not axis.holds(value):
            continue
        at = axis.pixel(value)
        if tick:
            way = tick if axis.side in ("bottom", "right") else -tick
            ends = [(at, edge), (at, edge + way)] if axis.horizontal else [(edge, at), (edge + way, at)]
            canvas.line(ends, axis.line_colour, 1)
        if not axis.shows_labels:
            continue
        more = text.lower().count("<br") * LINE_SPACING * letters.size
        if axis.horizontal:
            low = axis.side == "bottom"
            base = edge + gap + letters.size if low else edge - gap - 0.2 * letters.size - more
            canvas.text((at, base), text, letters, "center")
        else:
            left = axis.side == "left"
            place = (edge - gap if left else edge + gap, at + 0.35 * letters.size - more / 2)
            canvas.text(place, text, letters, "right" if left else "left")


def _whole_shape(shape: Mapping[str, Any]) -> dict[str, Any]:
    check_parts(shape, _SHAPE, set(), "layout.shapes")
    if shape.get("type") not in ("line", "rect"):
        raise UnknownPartError("layout.shapes.type", shape.get("type"))
    return {"layer": "above", "xref": "x", "yref": "y", "opacity": 1, "line": {}, "fillcolor": None, **shape}


def _draw_shape(canvas: Canvas, frame: Frame, shape: Mapping[str, Any]) -> None:
    check_parts(shape["line"], {"color", "width", "dash"}, set(), "layout.shapes.line")
    x0, x1 = (frame.place(shape["xref"], shape[end], horizontal=True) for end in ("x0", "x1"))
    y0, y1 = (frame.place(shape["yref"], shape[end], horizontal=False) for end in ("y0", "y1"))
    colour, width = shape["line"].get("color", "#444"), shape["line"].get("width", 2)
    clip, opacity = frame.clip_box(shape["xref"], shape["yref"]), shape["opacity"]
    dash = shape["line"].get("dash", "solid")
    if shape["type"] == "line":
        canvas.line([(x0, y0), (x1, y1)], colour, width, dash, clip, opacity)
        return
    if dash != "solid" and width:
        canvas.rectangle((x0, y0, x1, y1), shape["fillcolor"], clip=clip, opacity=opacity)
        ring = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        canvas.line(ring, colour, width, dash, clip, opacity)
        return
    canvas.rectangle((x0, y0, x1, y1), shape["fillcolor"], colour, width, clip, opacity)
