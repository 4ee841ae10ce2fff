"""The same figure, larger: for a screen that is looked at from the back of a room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from itacore.charts.style import Figure, make_figure

# Lengths in pixels by the part of the figure in which they stand; all other lengths are shares or figures.
_PIXELS = {
    "": frozenset({"size", "xshift", "yshift", "ax", "ay", "arrowwidth", "borderwidth", "borderpad"}),
    "line": frozenset({"width"}),
    "margin": frozenset({"l", "r", "t", "b", "pad"}),
    "layout": frozenset({"height", "width"}),
}
_AXIS = frozenset({"ticklen", "tickwidth", "linewidth", "gridwidth"})


def enlarge(figure: Figure, factor: float) -> Figure:
    """Give a new figure whose letters, marks, lines, margins, shifts and height are ``factor`` as large.

    Drawn ``factor`` as wide it looks the same; positions on the axes are untouched.
    """
    return make_figure(_enlarged(figure.to_dict(), factor, ""))


def _enlarged(value: Any, factor: float, part: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _entry(str(key), entry, factor, part) for key, entry in value.items()}
    if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
        return [_enlarged(entry, factor, part) for entry in value]
    return value


def _entry(key: str, value: Any, factor: float, part: str) -> Any:
    wanted = _PIXELS[""] | _PIXELS.get(part, frozenset())
    if part.startswith(("xaxis", "yaxis")):
        wanted |= _AXIS
    if key not in wanted:
        return _enlarged(value, factor, key)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [entry * factor for entry in value]
    return value * factor if isinstance(value, int | float) else value
