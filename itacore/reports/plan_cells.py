"""Cells of the tables that list measures: steps as a numbered list, dots where the office left something open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from itacore.measures.plan import number_steps
from itacore.reports.plans import PlannedMeasure
from itacore.reports.report import Words, join, ours

_JOINTS = re.compile(
    "\u00a0(?=\u2013|และ|ถึง)|(?<=[\u2013,])\u00a0"
)  # where a period may go on on the next line
_MONTH_AND_YEAR = re.compile(r"(?<=[ก-ฮ]\.) +(?=[\d๐-๙])")  # where it may not


def or_dots(words: Words, dots: str) -> Words:
    """Give a text, or dots to write on where it is empty."""
    return words if words.plain.strip() else ours(dots)


def keep_months(period: str) -> str:
    """Let no line end between a month and its year; between two months it may.

    >>> keep_months("พ.ย. ๖๘ – มี.ค. ๖๙").replace("\u00a0", "_")
    'พ.ย._๖๘ – มี.ค._๖๙'
    """
    return _MONTH_AND_YEAR.sub("\u00a0", _JOINTS.sub(" ", period))


def period_of(entry: PlannedMeasure, dots: str) -> Words:
    """Give the period so that it fits a narrow column: a month stays with its year."""
    words = entry.words("period")
    told = (keep_months(run.text) for run in words.runs)
    return or_dots(
        Words(tuple(replace(run, text=text) for run, text in zip(words.runs, told, strict=True))), dots
    )


def in_lines(texts: Sequence[Words]) -> Words:
    """Put texts under each other in one cell."""
    parts = [part for text in texts for part in (ours("\n"), text)]
    return join(*parts[1:])


def steps_of(entry: PlannedMeasure, dots: str) -> Words:
    """Give the steps as a list, each numbered unless the office did; without steps how it is done."""
    plain = entry.measure.steps
    if not plain:
        return or_dots(entry.words("how"), dots)
    numbered = zip(number_steps(plain), plain, entry.steps(), strict=True)
    return in_lines([join(ours(shown[: len(shown) - len(text)]), words) for shown, text, words in numbered])


def first_of_each(measures: Sequence[PlannedMeasure]) -> tuple[PlannedMeasure, ...]:
    """Give the first measure of each indicator."""
    firsts: dict[str, PlannedMeasure] = {}
    for entry in measures:
        firsts.setdefault(entry.measure.indicator, entry)
    return tuple(firsts.values())
