"""Slides as a PDF: the same slides as the PowerPoint file, set by typst, charts drawn from their figures."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from itacore.charts.style import LIGHT, level_colour, level_ink
from itacore.narrative.slides_of_plan import shorten
from itacore.reports.deck import Cell, ChartSeries, Deck, DeckSlide, Grid, NumberChart
from itacore.reports.letters import fit
from itacore.reports.report import Run, Words, join, ours
from itacore.reports.typesetting import Data, TextSetter, set_pages
from itacore.thai import format_number
from itacore.wording import say

TEMPLATE = Path(__file__).with_suffix(".typ")
LONGEST_FOOT = 60
ROOM_ABOVE = 1.04  # of an axis that ends at its longest bar
COLOURS = {name: getattr(LIGHT, name) for name in ("ink", "soft", "faint", "grid", "page", "own")}


def write_deck_pdf(deck: Deck, *, arabic_digits: bool = False) -> bytes:
    """Write slides as a PDF, a slide a page; the same slides give the same bytes.

    Parameters
    ----------
    deck
        What the slides say and show; the notes of the speaker stay with PowerPoint.
    arabic_digits
        Whether our numbers stay Arabic; names and the office's own words always stay as they are.

    Raises
    ------
    PaperFaultError
        typst warned of something.
    """
    setter = TextSetter(arabic_digits)
    agency = Words(tuple(replace(run, text=shorten(run.text, LONGEST_FOOT)) for run in deck.agency.runs))
    day = deck.dated
    data = {
        "slides": [_slide(slide, setter) for slide in deck.slides],
        "foot": [setter.words(agency), setter.words(deck.foot)],
        "name": setter.drawable(fit(join(deck.title, Words((Run(" "),)), deck.agency).plain)),
        "day": [day.year, day.month, day.day] if day else None,
        "digits": setter.digits,
        "colours": COLOURS,
        "fonts": setter.fonts,
    }
    with tempfile.TemporaryDirectory() as folder:
        return set_pages(TEMPLATE, data, folder, day)


def _slide(slide: DeckSlide, setter: TextSetter) -> Data:
    small = [*slide.small, *([ours(slide.chart.note)] if slide.chart and slide.chart.note else [])]
    return {
        "title": setter.words(slide.title),
        "remark": setter.words(slide.remark),
        "label": setter.words(slide.label),
        "figure": setter.words(slide.figure),
        "level": _level(slide.level, setter),
        "lines": [setter.words(line) for line in slide.lines],
        "small": [setter.words(line) for line in small],
        "measures": [
            {
                "number": setter.words(ours(measure.number)),
                "title": setter.words(measure.title),
                "under": setter.words(measure.under),
            }
            for measure in slide.measures
        ],
        "chart": _chart(slide.chart, setter) if slide.chart else None,
        "grid": _grid(slide.grid, setter) if slide.grid else None,
        "key": [_cell(cell, setter) for cell in _key(slide.key)],
    }


def _level(level: str | None, setter: TextSetter) -> Data | None:
    if level is None:
        return None
    return {
        "words": setter.words(ours(level)),
        "fill": level_colour(level, LIGHT),
        "ink": level_ink(level, LIGHT),
    }


def _key(key: Sequence[Cell]) -> tuple[Cell, ...]:
    """What the tints mean, under a heading."""
    return (Cell(ours(say("charts", "label.zones")), ink=LIGHT.soft), *key) if key else ()


def _grid(grid: Grid, setter: TextSetter) -> Data:
    rows = [[_cell(cell, setter) for cell in row] for row in grid.rows]
    return {"shares": grid.shares, "widest": grid.widest, "air": grid.air, "rows": rows}


def _cell(cell: Cell, setter: TextSetter) -> Data:
    return {
        "words": setter.words(cell.words),
        "fill": cell.fill or None,
        "ink": cell.ink or LIGHT.ink,
        "bold": cell.bold,
        "align": cell.align,
    }


def _chart(chart: NumberChart, setter: TextSetter) -> Data:
    known = [value for series in chart.series for value in series.values if value is not None]
    ceiling = chart.ceiling if chart.ceiling is not None else max(known) * ROOM_ABOVE
    return {
        "alt": setter.drawable(fit(chart.alt)),
        "names": [_name(name, setter) for name in chart.categories],
        "series": [_series(series, chart, setter) for series in chart.series],
        "horizontal": chart.horizontal,
        "stacked": chart.stacked,
        "floor": chart.floor,
        "ceiling": ceiling,
    }


def _name(name: str, setter: TextSetter) -> list[Any]:
    """Give a category's name; a range of figures may break behind its dash."""
    parts = re.split(r"(?<=–)", name)
    return [piece for part in parts for piece in setter.words(ours(part))]


def _series(series: ChartSeries, chart: NumberChart, setter: TextSetter) -> Data:
    decimals = len(series.figures.partition(".")[2])
    labels = [
        setter.words(ours(format_number(value, decimals))) if series.figures and value is not None else None
        for value in series.values
    ]
    return {
        "name": setter.words(ours(series.name)) if series.name in chart.named else None,
        "kind": series.kind,
        "look": series.look,
        "values": series.values,
        "labels": labels,
        "colours": series.colours or [series.colour] * len(series.values),
        "colour": series.colour,
    }
