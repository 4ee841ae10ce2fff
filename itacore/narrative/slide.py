"""A slide as a value: what one screen says, on the page that presents and in the file of slides."""

from __future__ import annotations

from dataclasses import dataclass

MOST_WORDS = 40  # that a person reads on a slide; what a chart writes at its bars and axes is its own
MOST_SLIDES = 12


@dataclass(frozen=True)
class MeasureLine:
    """A measure on a slide: what, who, when.

    ``indicator`` is the code that it serves ("" unknown), ``quarters`` are those that its period names.
    """

    title: str
    owner: str
    period: str
    indicator: str = ""
    quarters: tuple[int, ...] = ()


@dataclass(frozen=True)
class NumberedMeasure:
    """A measure with its number in the list of all; ``title`` is as much of its title as a slide has room for."""

    number: int
    measure: MeasureLine
    title: str


@dataclass(frozen=True)
class PlanRow:
    """What one owner does: the numbers of the measures by quarter of the fiscal year.

    ``quarters`` has four entries; ``other`` are the measures whose period names no quarter.
    """

    owner: str
    quarters: tuple[tuple[int, ...], ...]
    other: tuple[int, ...] = ()


@dataclass(frozen=True)
class Slide:
    """One screen.

    ``kind`` is one of "result", "gate", "years", "change", "heatmap", "weakest", "full", "points", "measures",
    "plan", "decision"; ``title`` the finding; ``remark`` a line under it; ``figure`` the one large number with
    its ``label``; ``level`` a rating to show as a badge; ``lines`` further sentences; ``notes`` small ones;
    ``measures`` a list; ``plan`` a timetable by owner.
    """

    kind: str
    title: str
    remark: str = ""
    figure: str = ""
    label: str = ""
    level: str | None = None
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    measures: tuple[NumberedMeasure, ...] = ()
    plan: tuple[PlanRow, ...] = ()
