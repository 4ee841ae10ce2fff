"""The symbols of points, as plotly draws them."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

from itacore.charts.raster.canvas import Point


def _turn(radius: float, count: int, start: float) -> list[Point]:
    return [
        (radius * cos(start + 2 * pi * k / count), radius * sin(start + 2 * pi * k / count))
        for k in range(count)
    ]


def _star(radius: float) -> list[Point]:
    outer, inner = _turn(radius * 1.4, 5, -pi / 2), _turn(radius * 1.4 * 0.382, 5, -pi / 2 + pi / 5)
    return [point for pair in zip(outer, inner, strict=True) for point in pair]


def _cross(radius: float, angle: float) -> list[Point]:
    """Plus sign, turned by an angle."""
    arm, reach = radius * 0.4, radius * 1.2
    quarter = [(reach, -arm), (reach, arm), (arm, arm)]
    points: list[Point] = []
    for k in range(4):
        turn = angle + k * pi / 2
        points += [(x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)) for x, y in quarter]
    return points


def outline_of(symbol: str, size: float) -> list[Point] | None:
    """Give the corners of a symbol around its middle; None for one that is not known here.

    >>> outline_of("diamond", 10)
    [(6.5, 0), (0, 6.5), (-6.5, 0), (0, -6.5)]
    >>> outline_of("hourglass", 10) is None
    True
    """
    r = size / 2
    if symbol == "circle":
        return _turn(r, 64, 0.0)
    if symbol == "square":
        return [(r, r), (-r, r), (-r, -r), (r, -r)]
    if symbol == "diamond":
        return [(r * 1.3, 0), (0, r * 1.3), (-r * 1.3, 0), (0, -r * 1.3)]
    if symbol in ("triangle-up", "triangle-down"):
        side, way = 2 * r / sqrt(3), 1 if symbol == "triangle-up" else -1
        return [(-side, way * r / 2), (side, way * r / 2), (0, -way * r)]
    if symbol == "star":
        return _star(r)
    if symbol == "cross":
        return _cross(r, 0.0)
    if symbol == "x":
        return _cross(r, pi / 4)
    if symbol == "line-ns":
        return [(0, r * 1.4), (0, -r * 1.4)]
    if symbol == "line-ew":
        return [(r * 1.4, 0), (-r * 1.4, 0)]
    return None
