"""The ten indicators: this year against the year before, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from itacore.charts.style import (
    TICK_TEXT,
    Figure,
    Palette,
    Sketch,
    add_texts,
    instrument_colour,
    line_of,
    note_of,
)
from itacore.thai import format_number

ROW_HEIGHT = 31
GROUP_GAP = 0.45


@dataclass(frozen=True)
class IndicatorRow:
    """A row: instrument (named at its first row), code, name, scores now and before; None where unknown."""

    instrument: str
    code: str
    name: str
    score: float | None
    before: float | None
    change: float | None


def draw_indicators(
    rows: list[IndicatorRow], bounds: list[float], low_bound: float, heads: tuple[str, str], palette: Palette
) -> Figure:
    """Draw dumbbell rows: filled for this year, hollow for the year before, a diamond below ``low_bound``.

    Parameters
    ----------
    rows
        From the top; a gap separates instruments.
    bounds
        Values drawn as dotted lines.
    heads
        Headings of the columns of scores and changes; without the second there are no changes.
    """
    places = places_of_rows([row.instrument for row in rows])
    end = places[-1] + 0.6
    sketch = Sketch(palette, int(ROW_HEIGHT * (places[-1] + 1)) + 36, (0, 0, 14, 6))
    known = [value for row in rows for value in (row.score, row.before) if value is not None]
    left = max(0.0, min([*known, 80.0]) - 2)
    lines = [line_of((left, place), (100, place), palette.grid) for place in places]
    lines += [
        line_of((row.before, place), (row.score, place), palette.faint, width=3)
        for row, place in zip(rows, places, strict=True)
        if row.score is not None and row.before is not None
    ]
    shown = [value for value in bounds if value > left]
    lines += [line_of((value, -0.6), (value, end), palette.faint, dash="dot") for value in shown]
    notes = [
        note_of((value, -0.62), format_number(value, 0), palette.soft, yanchor="bottom") for value in shown
    ]
    sketch.shapes += lines
    sketch.notes += notes
    _add_before(sketch, rows, places, palette)
    _add_now(sketch, rows, places, low_bound, palette)
    _add_columns(sketch, rows, places, heads, palette)
    sketch.set_axes(
        xaxis={
            "domain": [0.31, 0.825 if heads[1] else 0.915],
            "range": [left, 100.6],
            "visible": False,
            "fixedrange": True,
        },
        xaxis2={"domain": [0, 1], "range": [0, 1], "anchor": "y", "visible": False, "fixedrange": True},
        yaxis={"range": [end, -1.0], "visible": False, "fixedrange": True},
    )
    return sketch.finish()


def places_of_rows(instruments: list[str]) -> list[float]:
    """Height of each row, with a gap before every instrument but the first."""
    places, at = [], 0.0
    for index, instrument in enumerate(instruments):
        if index and instrument != instruments[index - 1]:
            at += GROUP_GAP
        places.append(at)
        at += 1
    return places


def _add_points(
    sketch: Sketch, points: list[tuple[float, float, IndicatorRow]], marker: dict[str, object]
) -> None:
    sketch.traces.append(
        dict(
            type="scatter",
            x=[value for value, _, _ in points],
            y=[place for _, place, _ in points],
            mode="markers",
            marker=marker,
            text=[f"{row.code} {row.name}: {format_number(value)}" for value, _, row in points],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )
    )


def _add_before(sketch: Sketch, rows: list[IndicatorRow], places: list[float], palette: Palette) -> None:
    points = [
        (row.before, place, row) for row, place in zip(rows, places, strict=True) if row.before is not None
    ]
    ring = {"width": 2, "color": palette.faint}
    _add_points(sketch, points, {"size": 10, "symbol": "circle", "color": palette.page, "line": ring})


def _add_now(
    sketch: Sketch, rows: list[IndicatorRow], places: list[float], low_bound: float, palette: Palette
) -> None:
    points = [
        (row.score, place, row) for row, place in zip(rows, places, strict=True) if row.score is not None
    ]
    low = [score < low_bound - 1e-9 for score, _, _ in points]
    marker: dict[str, object] = {
        "opacity": 1,
        "line": {"width": 0},
        "size": [13 if is_low else 12 for is_low in low],
        "symbol": ["diamond" if is_low else "circle" for is_low in low],
        "color": [palette.amber if is_low else palette.ink for is_low in low],
    }
    _add_points(sketch, points, marker)


def _change_ink(change: float | None, palette: Palette) -> str:
    """Colour of a change: only those of a point and more stand out."""
    if change is None or abs(change) < 1:
        return palette.soft
    return palette.good_text if change > 0 else palette.bad_text


def _add_columns(
    sketch: Sketch, rows: list[IndicatorRow], places: list[float], heads: tuple[str, str], palette: Palette
) -> None:
    """Instrument, code, name, score and change beside the chart."""
    firsts = [i for i, row in enumerate(rows) if i == 0 or row.instrument != rows[i - 1].instrument]
    names = [f"<b>{rows[i].instrument}</b>" for i in firsts]
    inks = [instrument_colour(rows[i].instrument, palette) for i in firsts]
    add_texts(sketch, [0.0] * len(firsts), [places[i] for i in firsts], names, colour=inks)
    scores = [f"<b>{format_number(row.score)}</b>" for row in rows]
    changes = [format_number(row.change, sign=True) if row.change is not None else "" for row in rows]
    change_inks = [_change_ink(row.change, palette) for row in rows]
    ends = [0.91, 1.0] if heads[1] else [1.0, 1.0]
    columns: list[tuple[float, list[str], str | list[str], str]] = [
        (0.062, [row.code for row in rows], palette.soft, "middle left"),
        (0.068, [row.name for row in rows], palette.ink, "middle right"),
        (ends[0], scores, palette.ink, "middle left"),
        (1.0, changes, change_inks, "middle left"),
    ]
    for position, texts, colour, align in columns:
        add_texts(sketch, [position] * len(rows), places, texts, colour=colour, align=align)
    add_texts(
        sketch, ends, [-0.85] * 2, list(heads), colour=palette.soft, align="middle left", size=TICK_TEXT
    )
