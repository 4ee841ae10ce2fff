"""Every indicator in every year: a cell for each score, tinted by its range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from itacore.charts.indicators import places_of_rows
from itacore.charts.style import (
    TICK_TEXT,
    ZONES,
    Figure,
    Palette,
    Sketch,
    add_texts,
    hatch_of,
    instrument_colour,
    zone_of,
)
from itacore.thai import format_number
from itacore.wording import say

ROW_HEIGHT = 31
CELL_WIDTH = 0.12  # at most, as a share of the figure's width
LEFT, RIGHT = 0.31, 0.84
LABEL_GAP = 0.026


@dataclass(frozen=True)
class ScoreRow:
    """An indicator: instrument, code, name, scores by year; years without a score are unknown."""

    instrument: str
    code: str
    name: str
    scores: Mapping[int, float]


def draw_heatmap(
    rows: list[ScoreRow],
    years: list[int],
    chosen: int,
    palette: Palette,
    room: tuple[float, float] = (LEFT, RIGHT),
) -> Figure:
    """Draw rows of cells with the score in each; a gap separates instruments, the key stands right.

    Parameters
    ----------
    rows
        From the top.
    years
        Of the columns, also those without scores.
    chosen
        Year whose heading is set bold.
    room
        Where the cells begin and end at most, as shares of the figure's width.
    """
    places = places_of_rows([row.instrument for row in rows])
    sketch = Sketch(palette, int(ROW_HEIGHT * (places[-1] + 1)) + 38, (0, 0, 0, 6))
    left = room[0]
    width = min((room[1] - left) / len(years), CELL_WIDTH)
    right = left + width * len(years)
    for column, year in enumerate(years):
        _add_column(sketch, rows, places, year, column, palette)
    heads = [f"<b>{year}</b>" if year == chosen else str(year) for year in years]
    tops = [-0.9] * len(years)
    columns = [float(column) for column in range(len(years))]
    add_texts(
        sketch, columns, tops, heads, colour=palette.soft, align="middle center", axis="x", size=TICK_TEXT
    )
    _add_names(sketch, rows, places, palette)
    unknown = any(year not in row.scores for row in rows for year in years)
    gap = LABEL_GAP * left / LEFT  # where names need more room, letters and marks are larger
    _add_key(sketch, right + 0.03, gap, unknown, palette)
    sketch.layout["bargap"] = 0
    sketch.set_axes(
        xaxis={
            "domain": [left, right],
            "range": [-0.5, len(years) - 0.5],
            "visible": False,
            "fixedrange": True,
        },
        xaxis2={"domain": [0, 1], "range": [0, 1], "anchor": "y", "visible": False, "fixedrange": True},
        yaxis={"range": [places[-1] + 0.6, -1.35], "visible": False, "fixedrange": True},
    )
    return sketch.finish()


def _add_column(
    sketch: Sketch, rows: list[ScoreRow], places: list[float], year: int, column: int, palette: Palette
) -> None:
    """The cells of one year; those without a score are hatched."""
    known = [at for at, row in enumerate(rows) if year in row.scores]
    unknown = [at for at in range(len(rows)) if at not in known]
    zones = [zone_of(rows[at].scores[year]) for at in known]
    empty = {
        "color": "rgba(0,0,0,0)",
        "line": {"color": palette.grid, "width": 1},
        "pattern": {**hatch_of(palette), "fgcolor": palette.idle, "solidity": 0.15},
    }
    texts = [format_number(rows[at].scores[year]) for at in known]
    inks = [palette.zone_ink[zone] for zone in zones]
    tints = {"color": [palette.zones[zone] for zone in zones], "line": {"width": 0}}
    missing = [say("charts", "label.unknown-short")] * len(unknown)
    for group, marker, shown, colours in (
        (known, tints, texts, inks),
        (unknown, empty, missing, [palette.soft] * len(unknown)),
    ):
        if not group:
            continue
        at_rows = [places[at] for at in group]
        named = [f"{rows[at].code} {rows[at].name} {year}" for at in group]
        sketch.traces.append(
            dict(
                type="bar",
                x=[0.96] * len(group),
                y=at_rows,
                base=[column - 0.48] * len(group),
                orientation="h",
                width=0.92,
                marker=marker,
                text=[f"{name}: {text}" for name, text in zip(named, shown, strict=True)],
                textposition="none",
                hovertemplate="%{text}<extra></extra>",
            )
        )
        at_columns = [float(column)] * len(group)
        add_texts(
            sketch,
            at_columns,
            at_rows,
            shown,
            colour=colours,
            align="middle center",
            axis="x",
            size=TICK_TEXT,
        )


def _add_names(sketch: Sketch, rows: list[ScoreRow], places: list[float], palette: Palette) -> None:
    firsts = [i for i, row in enumerate(rows) if i == 0 or row.instrument != rows[i - 1].instrument]
    names = [f"<b>{rows[i].instrument}</b>" for i in firsts]
    inks = [instrument_colour(rows[i].instrument, palette) for i in firsts]
    add_texts(sketch, [0.0] * len(firsts), [places[i] for i in firsts], names, colour=inks)
    count = len(rows)
    add_texts(
        sketch, [0.062] * count, places, [r.code for r in rows], colour=palette.soft, align="middle left"
    )
    add_texts(sketch, [0.068] * count, places, [r.name for r in rows], colour=palette.ink)


def _add_key(sketch: Sketch, left: float, gap: float, unknown: bool, palette: Palette) -> None:
    """What the tints mean."""
    uppers = ["", *(format_number(z, 0) for z in ZONES)]
    lowers = [*(format_number(z, 0) for z in ZONES), ""]
    kinds = ["zone-top", *["zone"] * (len(ZONES) - 1), "zone-bottom"]
    labels = [
        say("charts", f"label.{kind}", lower=lower, upper=upper)
        for kind, lower, upper in zip(kinds, lowers, uppers, strict=True)
    ]
    colours = list(palette.zones)
    places = [float(place) for place in range(len(labels))]
    sketch.traces.append(
        dict(
            type="scatter",
            x=[left + 0.008] * len(labels),
            y=places,
            mode="markers",
            marker={
                "symbol": "square",
                "size": 16,
                "opacity": 1,
                "color": colours,
                "line": {"width": 1, "color": palette.faint},
            },
            xaxis="x2",
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
    head = [say("charts", "label.zones")]
    add_texts(sketch, [left], [-0.9], head, colour=palette.soft, size=TICK_TEXT)
    add_texts(sketch, [left + gap] * len(labels), places, labels, colour=palette.ink, size=TICK_TEXT)
    if unknown:
        note = [say("charts", "label.unknown-key")]
        add_texts(sketch, [left], [places[-1] + 1.2], note, colour=palette.soft, size=TICK_TEXT)
