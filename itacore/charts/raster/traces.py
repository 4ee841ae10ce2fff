"""Points, lines, texts, bars and cells of a plotly figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

from itacore.charts.raster.axes import Frame, UnknownPartError, check_parts, read_letters
from itacore.charts.raster.canvas import LINE_SPACING, Canvas, Letters, Point, colour_of
from itacore.charts.raster.symbols import outline_of

_OF_SCREEN = {
    "type",
    "hoverinfo",
    "hovertemplate",
    "hovertext",
    "hoverlabel",
    "hoverongaps",
    "hoveron",
    "customdata",
    "meta",
    "name",
    "showlegend",
    "legendgroup",
    "ids",
    "uid",
    "xaxis",
    "yaxis",
    "visible",
}
_POINTS = {
    "x",
    "y",
    "mode",
    "line",
    "marker",
    "text",
    "textposition",
    "textfont",
    "connectgaps",
    "cliponaxis",
}
_BAR = {"x", "y", "base", "orientation", "width", "marker", "offset", "text", "cliponaxis"}
_CELLS = {"x", "y", "z", "colorscale", "zmin", "zmax", "xgap", "ygap", "text", "texttemplate", "textfont"}
_OPAQUE: dict[str, tuple[Any, ...]] = {"opacity": (1,)}


def _number(value: Any) -> float | None:
    """A figure as float; None where there is none."""
    return None if value is None or not isfinite(float(value)) else float(value)


def _each(value: Any, count: int, default: Any = None) -> list[Any]:
    """A part that may be given once or for every point."""
    if value is None:
        return [default] * count
    if isinstance(value, str) or not hasattr(value, "__len__"):
        return [value] * count
    return list(value)


def draw_points(
    canvas: Canvas, frame: Frame, traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]
) -> None:
    """Draw lines, then symbols, then texts of scatter traces."""
    for trace in traces:
        check_parts(trace, _POINTS, _OF_SCREEN, "scatter", _OPAQUE | {"fill": ("none",)})
        x_axis, y_axis = frame.axis(trace.get("xaxis", "x")), frame.axis(trace.get("yaxis", "y"))
        pairs = [(_number(x), _number(y)) for x, y in zip(trace["x"], trace["y"], strict=True)]
        spots = [None if x is None or y is None else (x_axis.pixel(x), y_axis.pixel(y)) for x, y in pairs]
        inside = [x is not None and y is not None and x_axis.holds(x) and y_axis.holds(y) for x, y in pairs]
        mode = trace.get("mode", "lines+markers").split("+")
        x0, x1, y0, y1 = x_axis.start, x_axis.end, y_axis.end, y_axis.start
        if "lines" in mode:
            _draw_lines(canvas, trace, spots, (x0, y0, x1, y1))
        # A point off the axes is not drawn; whether one at the edge is cut is cliponaxis.
        shown = [spot if ok else None for spot, ok in zip(spots, inside, strict=True)]
        clip = None if trace.get("cliponaxis", True) is False else (x0, y0, x1, y1)
        sizes = _draw_markers(canvas, trace, shown, clip) if "markers" in mode else None
        if "text" in mode:
            _draw_texts(canvas, frame, trace, shown, sizes)


def _draw_lines(
    canvas: Canvas,
    trace: Mapping[str, Any],
    spots: Sequence[Point | None],
    clip: tuple[float, float, float, float],
) -> None:
    line = trace.get("line", {})
    check_parts(line, {"color", "width", "dash"}, {"simplify"}, "scatter.line", {"shape": ("linear",)})
    runs: list[list[Point]] = [[]]
    for spot in spots:
        if spot is not None:
            runs[-1].append(spot)
        elif not trace.get("connectgaps", False):
            runs.append([])
    for run in runs:
        if len(run) > 1:
            canvas.line(run, line.get("color", "#444"), line.get("width", 2), line.get("dash", "solid"), clip)


def _draw_markers(
    canvas: Canvas,
    trace: Mapping[str, Any],
    spots: Sequence[Point | None],
    clip: tuple[float, float, float, float] | None,
) -> list[float]:
    marker = trace.get("marker", {})
    check_parts(marker, {"size", "symbol", "color", "opacity", "line"}, set(), "scatter.marker")
    edge = marker.get("line", {})
    check_parts(edge, {"color", "width"}, set(), "scatter.marker.line")
    count = len(spots)
    sizes = [float(size) for size in _each(marker.get("size"), count, 6)]
    seen = 0.7 if hasattr(marker.get("size"), "__len__") else 1.0
    rows = zip(
        spots,
        sizes,
        _each(marker.get("symbol"), count, "circle"),
        _each(marker.get("color"), count, "#444"),
        _each(marker.get("opacity"), count, seen),
        _each(edge.get("width"), count, 0),
        _each(edge.get("color"), count),
        strict=True,
    )
    for spot, size, symbol, colour, opacity, width, edge_colour in rows:
        corners = outline_of(str(symbol).removesuffix("-open"), size)
        if corners is None:
            raise UnknownPartError("scatter.marker.symbol", symbol)
        if spot is None:
            continue
        points = [(spot[0] + x, spot[1] + y) for x, y in corners]
        if len(corners) == 2:
            canvas.line(points, edge_colour or colour, width or 1, clip=clip, opacity=opacity)
        elif str(symbol).endswith("-open"):
            canvas.shape([points], None, colour, width or 1, clip, opacity)
        else:
            canvas.shape([points], colour, edge_colour or "#444", width, clip, opacity)
    return sizes


def _draw_texts(
    canvas: Canvas,
    frame: Frame,
    trace: Mapping[str, Any],
    spots: Sequence[Point | None],
    sizes: Sequence[float] | None,
) -> None:
    count, font = len(spots), trace.get("textfont", {})
    read_letters(None, {}, "scatter.textfont")
    columns = {name: _each(value, count) for name, value in font.items()}
    places = _each(trace.get("textposition"), count, "middle center")
    texts = _each(trace.get("text"), count, "")
    for at, (spot, text, place) in enumerate(zip(spots, texts, places, strict=True)):
        if spot is None or not text:
            continue
        own = {name: values[at] for name, values in columns.items() if values[at] is not None}
        letters = read_letters(own, frame.font, "scatter.textfont")
        radius = sizes[at] / 2 / 0.8 + 1 if sizes else 0.0
        vertical, horizontal = place.split()
        lines = str(text).lower().count("<br") * LINE_SPACING + 1
        way = {"top": -1, "middle": 0, "bottom": 1}[vertical]
        y = spot[1] + letters.size * (0.75 + (way - 1) * lines / 2) + way * radius
        x = spot[0] + {"left": -radius, "center": 0.0, "right": radius}[horizontal]
        anchor = {"left": "right", "center": "center", "right": "left"}[horizontal]
        canvas.text((x, y), str(text), letters, anchor)


def draw_bars(
    canvas: Canvas, frame: Frame, traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]
) -> None:
    """Draw bars, each at its own place on the axis."""
    taken: set[float] = set()
    for trace in traces:
        check_parts(trace, _BAR, _OF_SCREEN, "bar", _OPAQUE | {"textposition": ("none",)})
        if trace.get("text") is not None and trace.get("textposition") != "none":
            raise UnknownPartError("bar.textposition", trace.get("textposition"))
        flat = trace.get("orientation", "v") == "h"
        x_axis, y_axis = frame.axis(trace.get("xaxis", "x")), frame.axis(trace.get("yaxis", "y"))
        along, across = (x_axis, y_axis) if flat else (y_axis, x_axis)
        lengths, places = (trace["x"], trace["y"]) if flat else (trace["y"], trace["x"])
        count = len(places)
        if layout.get("barmode") not in (None, "group", "overlay"):
            raise UnknownPartError("layout.barmode", layout["barmode"])
        own = {float(place) for place in places}
        if own & taken and layout.get("barmode") != "overlay":
            raise UnknownPartError("layout.barmode", layout.get("barmode"))
        taken |= own
        usual = _distance(sorted(taken)) * (1 - layout.get("bargap", 0.2))
        rows = zip(
            places,
            lengths,
            _each(trace.get("base"), count, 0.0),
            _each(trace.get("width"), count, usual),
            _each(trace.get("offset"), count),
            *_looks(trace.get("marker", {}), count),
            strict=True,
        )
        for place, length, base, width, offset, colour, edge, edge_width, hatch in rows:
            size = _number(length)
            if size is None:
                continue
            low = float(place) + (-width / 2 if offset is None else offset)
            ends = along.pixel(base), along.pixel(base + size)
            sides = across.pixel(low), across.pixel(low + width)
            (x0, x1), (y0, y1) = (ends, sides) if flat else (sides, ends)
            box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
            canvas.rectangle(box, hatch["bgcolor"] if hatch else colour)
            if hatch:
                canvas.hatch(box, hatch["fgcolor"], hatch["size"], hatch["size"] * hatch["solidity"])
            if edge_width:
                canvas.rectangle(box, None, edge or "#444", edge_width)


def _distance(places: Sequence[float]) -> float:
    return min((b - a for a, b in pairwise(places)), default=1.0)


def _looks(marker: Mapping[str, Any], count: int) -> tuple[list[Any], ...]:
    """Colour, edge, its width and hatch of every bar."""
    check_parts(marker, {"color", "line", "pattern"}, set(), "bar.marker", _OPAQUE)
    edge, pattern = marker.get("line", {}), marker.get("pattern", {})
    check_parts(edge, {"color", "width"}, set(), "bar.marker.line")
    known = {"shape", "fgcolor", "bgcolor", "size", "solidity"}
    check_parts(pattern, known, set(), "bar.marker.pattern", {"fillmode": ("replace",)})
    hatches: list[dict[str, Any] | None] = []
    colours = _each(marker.get("color"), count, "#444")
    for shape, colour in zip(_each(pattern.get("shape"), count, ""), colours, strict=True):
        if shape not in ("", "/"):
            raise UnknownPartError("bar.marker.pattern.shape", shape)
        look = {"fgcolor": "#FFFFFF", "bgcolor": colour, "size": 8, "solidity": 0.3, **pattern}
        hatches.append(look if shape else None)
    return colours, _each(edge.get("color"), count), _each(edge.get("width"), count, 0), hatches


def draw_heatmap(
    canvas: Canvas, frame: Frame, traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]
) -> None:
    """Draw the cells of heatmaps; an unknown one stays empty."""
    for trace in traces:
        only = _OPAQUE | {"showscale": (False,), "zsmooth": (False,)}
        check_parts(trace, _CELLS | {"showscale"}, _OF_SCREEN, "heatmap", only)
        if trace.get("showscale", True):
            raise UnknownPartError("heatmap.showscale", True)
        for needed in ("x", "y", "colorscale", "zmin", "zmax"):
            if trace.get(needed) is None or isinstance(trace[needed], str):
                raise UnknownPartError(f"heatmap.{needed}", trace.get(needed))
        x_axis, y_axis = frame.axis(trace.get("xaxis", "x")), frame.axis(trace.get("yaxis", "y"))
        columns = [[x_axis.pixel(v) for v in pair] for pair in _edges(trace["x"])]
        rows = [[y_axis.pixel(v) for v in pair] for pair in _edges(trace["y"])]
        x_gap, y_gap = trace.get("xgap", 0) / 2, trace.get("ygap", 0) / 2
        for at, ((y0, y1), cells) in enumerate(zip(rows, trace["z"], strict=True)):
            for column, ((x0, x1), cell) in enumerate(zip(columns, cells, strict=True)):
                value = _number(cell)
                if value is None:
                    continue
                colour = _shade(value, trace)
                top, bottom = min(y0, y1) + y_gap, max(y0, y1) - y_gap
                canvas.rectangle((min(x0, x1) + x_gap, top, max(x0, x1) - x_gap, bottom), colour)
                if trace.get("texttemplate"):
                    if trace["texttemplate"] != "%{text}":
                        raise UnknownPartError("heatmap.texttemplate", trace["texttemplate"])
                    letters = read_letters(trace.get("textfont"), frame.font, "heatmap.textfont")
                    _write_cell(canvas, str(trace["text"][at][column]), (x0 + x1) / 2, (y0 + y1) / 2, letters)


def _write_cell(canvas: Canvas, text: str, x: float, y: float, letters: Letters) -> None:
    canvas.text((x, y + letters.size * 0.35), text, letters, "center")


def _edges(middles: Sequence[Any]) -> list[tuple[float, float]]:
    """From the middles of cells to where each begins and ends."""
    places = [float(value) for value in middles]
    if len(places) == 1:
        return [(places[0] - 0.5, places[0] + 0.5)]
    between = [(a + b) / 2 for a, b in pairwise(places)]
    first, last = 2 * places[0] - between[0], 2 * places[-1] - between[-1]
    return list(zip([first, *between], [*between, last], strict=True))


def _shade(value: float, trace: Mapping[str, Any]) -> str:
    """Colour of a figure on the colour scale."""
    low, high = float(trace["zmin"]), float(trace["zmax"])
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    stops = [(float(at), str(colour)) for at, colour in trace["colorscale"]]
    after = bisect_right([at for at, _ in stops], share)
    if after in (0, len(stops)):
        return stops[0 if after == 0 else -1][1]
    (start, first), (end, second) = stops[after - 1], stops[after]
    part = (share - start) / (end - start)
    mixed = [a + (b - a) * part for a, b in zip(colour_of(first), colour_of(second), strict=True)]
    return f"rgba({mixed[0] * 255}, {mixed[1] * 255}, {mixed[2] * 255}, {mixed[3]})"
