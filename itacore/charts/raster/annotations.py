"""Notes of a plotly figure: texts at a point, on a ground of their own or with an arrow."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot
from typing import Any

from itacore.charts.raster.axes import Frame, UnknownPartError, check_parts, read_letters
from itacore.charts.raster.canvas import ASCENT, Canvas, Letters, Point

_DRAWN = {
    "x",
    "y",
    "xref",
    "yref",
    "text",
    "font",
    "showarrow",
    "xanchor",
    "yanchor",
    "xshift",
    "yshift",
    "ax",
    "ay",
    "arrowhead",
    "arrowwidth",
    "arrowsize",
    "arrowcolor",
    "standoff",
    "align",
    "bgcolor",
    "bordercolor",
    "borderpad",
    "borderwidth",
    "name",
}
_OF_SCREEN = {"hovertext", "captureevents", "hoverlabel"}
_NOTHING: dict[str, tuple[Any, ...]] = {"textangle": (0,), "opacity": (1,), "visible": (True,)}
_HEADS = {  # corners and how far the line stops before the point, in widths of the line
    1: ([(-2.4, -3.0), (-2.4, 3.0), (0.6, 0.0)], 0.6),
    2: ([(-3.7, -2.5), (-3.7, 2.5), (1.3, 0.0)], 1.3),
}
_SHIFTS = {"left": 0.5, "right": -0.5, "center": 0.0, "top": 0.5, "bottom": -0.5, "middle": 0.0}


def draw_annotation(canvas: Canvas, frame: Frame, note: Mapping[str, Any]) -> None:
    """Draw a note."""
    where = "layout.annotations"
    check_parts(note, _DRAWN, _OF_SCREEN, where, _NOTHING)
    letters = read_letters(note.get("font"), frame.font, f"{where}.font")
    text = str(note.get("text", ""))
    inner_width, inner_height = canvas.text_size(text, letters)
    border = note.get("borderwidth", 1)
    around = 2 * (note.get("borderpad", 1) + border)
    width, height = inner_width + around, inner_height + around
    xref, yref = note.get("xref", "x"), note.get("yref", "y")
    head = (
        frame.place(xref, note["x"], horizontal=True) + note.get("xshift", 0),
        frame.place(yref, note["y"], horizontal=False) - note.get("yshift", 0),
    )
    arrow = note.get("showarrow", True)
    tail = (head[0] + note.get("ax", -10), head[1] + note.get("ay", -30)) if arrow else head
    x_share = _share(note.get("xanchor", "auto"), xref, note["x"], arrow)
    y_share = _share(note.get("yanchor", "auto"), yref, 1 - note["y"] if yref == "paper" else 0.5, arrow)
    middle = (tail[0] + x_share * width, tail[1] + y_share * height)
    box = (middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
    if arrow:
        _draw_arrow(canvas, note, tail, head, box, letters)
    ground, edge = note.get("bgcolor"), note.get("bordercolor")
    if ground or edge:
        canvas.rectangle(box, ground, edge, border if edge else 0)
    align = note.get("align", "center")
    x = {"left": box[0] + around / 2, "center": middle[0], "right": box[2] - around / 2}[align]
    canvas.text((x, box[1] + around / 2 + round(ASCENT * letters.size)), text, letters, align)


def _share(anchor: str, reference: str, position: float, arrow: bool) -> float:
    """How far, in sizes of the note, its middle lies from its point."""
    if anchor != "auto":
        return _SHIFTS[anchor]
    if reference != "paper" or arrow or 1 / 3 <= position <= 2 / 3:
        return 0.0
    return 0.5 if position < 1 / 3 else -0.5


def _draw_arrow(
    canvas: Canvas,
    note: Mapping[str, Any],
    tail: Point,
    head: Point,
    box: tuple[float, float, float, float],
    letters: Letters,
) -> None:
    """Draw a line from the edge of the note to its point."""
    style = note.get("arrowhead", 1)
    if style not in (0, *_HEADS):
        raise UnknownPartError("layout.annotations.arrowhead", style)
    width, colour = note.get("arrowwidth", 1.2), note.get("arrowcolor", letters.colour)
    length = hypot(head[0] - tail[0], head[1] - tail[1])
    if not length:
        return
    along = ((head[0] - tail[0]) / length, (head[1] - tail[1]) / length)
    inside = _way_out(tail, along, box)
    tip = length - note.get("standoff", 0)
    corners, back = _HEADS.get(style, ([], 0.0))
    scale = width * note.get("arrowsize", 1)
    end = tip - back * scale
    if end <= inside:
        return
    canvas.line([_at(tail, along, inside), _at(tail, along, end)], colour, width)
    if corners:
        across = (-along[1], along[0])
        points = [_at(_at(tail, along, end + x * scale), across, y * scale) for x, y in corners]
        canvas.shape([points], colour)


def _at(start: Point, way: Point, distance: float) -> Point:
    return start[0] + way[0] * distance, start[1] + way[1] * distance


def _way_out(start: Point, way: Point, box: tuple[float, float, float, float]) -> float:
    """How far from a point inside or at the edge of a box its edge lies in a direction."""
    x0, y0, x1, y1 = box
    ways = []
    if way[0]:
        ways.append(((x1 if way[0] > 0 else x0) - start[0]) / way[0])
    if way[1]:
        ways.append(((y1 if way[1] > 0 else y0) - start[1]) / way[1])
    return max(0.0, min(ways))
