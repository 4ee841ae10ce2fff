"""Slides as one value: what each says, its chart as numbers, its table, and what the speaker has at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from itacore.reports.report import Words

NOTHING = Words(())


@dataclass(frozen=True)
class ChartSeries:
    """A row of figures of a native chart, one a category, None where unknown.

    ``kind`` is "bar", "line" or "points" (a line with marks and figures). ``colours`` are those of single
    points. ``look`` is "plain", "hidden" or "hatched"; ``figures`` is the form of the figures written at the
    points, "" for none.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    kind: str = "bar"
    colours: tuple[str, ...] = ()
    look: str = "plain"
    figures: str = ""


@dataclass(frozen=True)
class NumberChart:
    """A chart as numbers, which the program that shows it draws and lets edit.

    ``alt`` says what a screen reader says of it; ``floor`` and ``ceiling`` limit the axis of figures; ``note``
    tells how to read it; ``named`` is the series whose name stands at its last point.
    """

    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    alt: str
    horizontal: bool = False
    stacked: bool = False
    floor: float = 0.0
    ceiling: float | None = None
    note: str = ""
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell of a table on a slide; colours as "#RRGGBB", none for the ground of the slide."""

    words: Words
    fill: str = ""
    ink: str = ""
    bold: bool = False
    align: str = "left"


@dataclass(frozen=True)
class Grid:
    """A table on a slide; its first row holds the headings, ``shares`` are the widths of its columns.

    ``widest`` is how wide the table may be at most, in inches; ``air`` the room at both sides of a centred text,
    in points.
    """

    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str
    widest: float = 12.1
    air: float = 2.0


@dataclass(frozen=True)
class ListedMeasure:
    """A measure on a slide: its number, what is done, and which indicator it serves."""

    number: str
    title: Words
    under: Words


@dataclass(frozen=True)
class DeckSlide:
    """One slide: its finding, a remark, and what it shows; ``speech`` are the lines of the speaker's notes.

    ``figure`` is the one large number with its ``label``; ``small`` are small sentences; ``key`` says what the
    tints of the table mean.
    """

    kind: str
    title: Words
    remark: Words
    speech: tuple[Words, ...]
    label: Words = NOTHING
    figure: Words = NOTHING
    level: str | None = None
    lines: tuple[Words, ...] = ()
    small: tuple[Words, ...] = ()
    measures: tuple[ListedMeasure, ...] = ()
    chart: NumberChart | None = None
    grid: Grid | None = None
    key: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Deck:
    """All slides in their order; ``agency`` and ``foot`` stand at the foot of each."""

    title: Words
    agency: Words
    foot: Words
    dated: date | None
    slides: tuple[DeckSlide, ...]
