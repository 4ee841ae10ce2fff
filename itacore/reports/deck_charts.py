"""The charts of the slides as numbers: the scores themselves, unrounded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from itacore.charts.gates import GateRow
from itacore.charts.style import LIGHT, level_colour
from itacore.charts.views import gate_rows, view_gates, view_years
from itacore.charts.views_over_years import change_rows
from itacore.narrative.overview import DEVELOP_BOUND
from itacore.narrative.words import bound, level_word
from itacore.reports.deck import ChartSeries, NumberChart
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import IndicatorFigures, Profile, level_or_none, number_or_none
from itacore.thai import NBSP, format_number
from itacore.wording import say

FIGURE, WHOLE = "0.00", "0"
MOST_ROWS = 5
FIRST = 3  # bars that say: act here
ROOM_BELOW = 4.0  # points below the lowest point of a line
FLOORS = (95.0, 90.0, 85.0, 80.0, 70.0, 60.0, 50.0)


def _say(key: str, **places: object) -> str:
    return say("present", f"deck.{key}", **places)


def chart_of(kind: str, profile: Profile, alt: str) -> NumberChart | None:
    """Give the chart of a slide by its kind, None where it has none; ``alt`` is what a screen reader says."""
    makers = {
        "gate": gate_chart,
        "years": years_chart,
        "change": change_chart,
        "weakest": weakest_chart,
        "points": points_chart,
    }
    return makers[kind](profile, alt) if kind in makers else None


def gate_chart(profile: Profile, alt: str) -> NumberChart | None:
    """Each gate as a bar with its bound as a line; without gates the total among the bounds of the levels."""
    rows = gate_rows(profile) if profile.reason.gates else []
    if not rows:
        return _ladder(profile, alt)
    floor = floor_of([*(row.low for row in rows), *(row.bound - 4 for row in rows)])
    unknown = [row.value is None for row in rows]
    colours = tuple(LIGHT.good if row.passes else LIGHT.bad for row in rows)
    series = [
        ChartSeries(
            say("charts", "column.value"),
            (*(row.value for row in rows), None),
            LIGHT.good,
            colours=(*colours, LIGHT.good),
            figures=FIGURE,
        )
    ]
    if any(unknown):
        low = (*(row.low if row.value is None else None for row in rows), None)
        span = (*(row.high - row.low if row.value is None else None for row in rows), None)
        series.append(ChartSeries(_say("range-low"), low, LIGHT.page, look="hidden"))
        series.append(ChartSeries(_say("range-span"), span, LIGHT.faint, look="hatched"))
    bounds = (*(row.bound for row in rows), profile.reason.gates[0].bound)
    series.append(ChartSeries(_say("bound"), bounds, LIGHT.ink, "line"))
    names = [row.name if row.value is not None else f"{row.name}\n{_range(row)}" for row in rows]
    last = f"{_say('bound')}\n{bound(bounds[-1])}"
    notes = [_say("range")] if any(unknown) else []
    return NumberChart(
        (*names, last),
        tuple(series),
        alt,
        stacked=True,
        floor=floor,
        ceiling=100.0,
        note=_note(floor, *notes),
    )


def _range(row: GateRow) -> str:
    return _say("range-label", low=format_number(row.low), high=format_number(row.high))


def _ladder(profile: Profile, alt: str) -> NumberChart | None:
    """The total among the lower bounds of the levels, the highest first."""
    table = view_gates(profile, LIGHT).table
    if table is None or profile.reason.total is None:
        return None
    levels, lower = (table.frame.iloc[:, at].tolist() for at in (0, 1))
    pass_line = profile.rules.book.pass_line
    steps = [
        (_say("pass", level=label) if value == pass_line else str(label), float(value), str(label))
        for label, value in zip(levels, lower, strict=True)
        if value > 0
    ]
    own = (_say("total"), profile.reason.total, "")
    steps = sorted([*steps, own], key=lambda step: -step[1])
    return NumberChart(
        tuple(name for name, _, _ in steps),
        (
            ChartSeries(
                _say("levels"),
                tuple(value if level else None for _, value, level in steps),
                LIGHT.idle,
                colours=tuple(LIGHT.soft if value == pass_line else LIGHT.idle for _, value, _ in steps),
                figures=WHOLE if all(value == int(value) for _, value, level in steps if level) else FIGURE,
            ),
            ChartSeries(
                _say("total"),
                tuple(None if level else value for _, value, level in steps),
                LIGHT.own,
                figures=FIGURE,
            ),
        ),
        alt,
        horizontal=True,
        stacked=False,
        ceiling=100.0,
    )


def years_chart(profile: Profile, alt: str) -> NumberChart | None:
    """The total of every year as a line, the bounds as lines of their own."""
    table = view_years(profile, LIGHT).table
    if table is None:
        return None
    rows = {int(row["fiscal_year"]): row for row in profile.years}
    span = range(min(rows), max(rows) + 1)
    totals = tuple(number_or_none(rows[y]["total"]) if y in rows else None for y in span)
    levels = [level_or_none(rows[y]["final"]) if y in rows else None for y in span]
    known = [total for total in totals if total is not None]
    book = profile.rules.book
    scales = {level.isascii() for level in levels if level}
    bounds = [(book.pass_line, say("overview", "years.pass"))]
    top = book.levels[0]
    if top.lower_bound > book.pass_line:
        mixed = len(scales) > 1
        name = say("charts", "label.top") if mixed else level_word(top.label).strip()
        bounds.append((top.lower_bound, name))
    least = min([*known, *(value for value, _ in bounds if value >= min(known) - 12)])
    floor = next((floor for floor in FLOORS if least - floor >= ROOM_BELOW), 0.0)
    shown = [(value, f"{name} {bound(value)}") for value, name in bounds if value >= floor]
    lines = tuple(
        ChartSeries(name, (value,) * (len(totals) + 1), LIGHT.faint, "line") for value, name in shown
    )
    own = ChartSeries(
        _say("total"),
        (*totals, None),
        LIGHT.ink,
        "points",
        colours=tuple(level_colour(level, LIGHT) for level in levels),
        figures=FIGURE,
    )
    few = len(span) <= MOST_ROWS
    names = [
        f"{year}\n{level}" if level and few else str(year) for year, level in zip(span, levels, strict=True)
    ]
    return NumberChart(
        (*names, NBSP),  # a place after the last year, where the names of the bounds stand
        (*lines, own),
        alt,
        floor=floor,
        ceiling=100.0,
        note=_note(floor),
        named=tuple(name for _, name in shown),
    )


def change_chart(profile: Profile, alt: str) -> NumberChart | None:
    """From one computed total to the other as a waterfall of stacked bars."""
    rows = change_rows(profile)
    if profile.base is None or not rows:
        return None
    ends = [(int(row["fiscal_year"]), float(row["total_computed"])) for row in (profile.base, profile.row)]
    sums = [ends[0][1]]
    for row in rows:
        sums.append(sums[-1] + row.part)
    floor = waterfall_floor([*sums, ends[1][1]])
    blank = (None,) * len(rows)
    lower = [min(before, after) for before, after in pairwise(sums)]
    parts = [row.part for row in rows]
    ruled = [row.neutral for row in rows]
    named = [f"{row.code} {row.name}".strip() for row in rows]
    shown = [f"{name}  {format_number(row.part, sign=True)}" for name, row in zip(named, rows, strict=True)]
    heads = [f"{say('charts', 'label.year', year=year)}  {format_number(total)}" for year, total in ends]
    series = [
        ChartSeries(_say("base"), (None, *lower, None), LIGHT.page, look="hidden"),
        ChartSeries(_say("total"), (ends[0][1], *blank, ends[1][1]), LIGHT.own),
    ]
    groups = (
        (_say("rise"), LIGHT.good, [part > 0 and not rule for part, rule in zip(parts, ruled, strict=True)]),
        (_say("fall"), LIGHT.bad, [part < 0 and not rule for part, rule in zip(parts, ruled, strict=True)]),
        (say("charts", "label.rules"), LIGHT.faint, ruled),
    )
    for name, colour, wanted in groups:
        if any(wanted):
            values = tuple(abs(part) if want else None for part, want in zip(parts, wanted, strict=True))
            series.append(ChartSeries(name, (None, *values, None), colour))
    return NumberChart(
        (heads[0], *shown, heads[1]),
        tuple(series),
        alt,
        horizontal=True,
        stacked=True,
        floor=floor,
        ceiling=_ceiling([*sums, ends[1][1]], floor),
        note=_note(floor),
    )


def weakest_chart(profile: Profile, alt: str) -> NumberChart | None:
    """The lowest indicators, the lowest first, with their scores of the year before."""
    rows = sorted(
        (entry for entry in profile.indicators if entry.score is not None),
        key=lambda entry: entry.score or 0.0,
    )[:MOST_ROWS]
    if not rows:
        return None
    before = tuple(entry.before for entry in rows)
    year, base = profile.rules.fiscal_year, int(profile.row["base_year"])
    has_base = any(value is not None for value in before)
    known = [value for value in (*before, *(entry.score for entry in rows)) if value is not None]
    floor = floor_of(known)
    low = [(entry.score or 0.0) < DEVELOP_BOUND - NOISE for entry in rows]
    series = [
        ChartSeries(
            say("charts", "label.year", year=year),
            tuple(entry.score for entry in rows),
            LIGHT.amber,
            colours=tuple(LIGHT.amber if below else LIGHT.soft for below in low),
            figures=FIGURE,
        )
    ]
    if has_base:
        name = say("charts", "label.year", year=base)
        series.append(ChartSeries(name, before, LIGHT.idle, figures=FIGURE))
    notes = [_say("two-years", year=year, base=base)] if has_base else []
    return NumberChart(
        _names(rows),
        tuple(series),
        alt,
        horizontal=True,
        floor=floor,
        ceiling=100.0,
        note=_note(floor, *notes),
    )


def points_chart(profile: Profile, alt: str) -> NumberChart | None:
    """Where the most points of the total can be gained, the most first."""
    gains = [entry for entry in profile.indicators if (entry.points_to_gain or 0.0) > NOISE]
    rows = sorted(gains, key=lambda entry: entry.rank_by_points or 0)[:MOST_ROWS]
    if not rows:
        return None
    return NumberChart(
        _names(rows),
        (
            ChartSeries(
                say("charts", "column.points"),
                tuple(entry.points_to_gain for entry in rows),
                LIGHT.own,
                colours=tuple(LIGHT.own if at < FIRST else LIGHT.idle for at in range(len(rows))),
                figures=FIGURE,
            ),
        ),
        alt,
        horizontal=True,
    )


def _names(rows: Sequence[IndicatorFigures]) -> tuple[str, ...]:
    return tuple(f"{entry.code} {entry.name}" for entry in rows)


def _note(floor: float, *more: str) -> str:
    """How to read a chart, and from where its axis runs where that is not nothing."""
    return " · ".join([*more, *([_say("axis-from", floor=bound(floor))] if floor else [])])


def floor_of(values: Sequence[float]) -> float:
    """Where an axis of scores may begin so that the lowest still has a length to be seen.

    >>> floor_of([91.25, 99.0]), floor_of([18.75]), floor_of([96.0])
    (85.0, 0.0, 90.0)
    """
    least = min(values)
    return next((floor for floor in FLOORS if least - floor >= (100 - floor) * 0.35), 0.0)


def waterfall_floor(totals: Sequence[float]) -> float:
    """Where the axis of a waterfall may begin: a whole figure clearly below all its steps.

    >>> waterfall_floor([97.06, 95.31, 96.73]), waterfall_floor([0.5, 1.0])
    (94.0, 0.0)
    """
    span = max(max(totals) - min(totals), 0.5)
    return max(0.0, float(int(min(totals) - span * 0.4)))


def _ceiling(totals: Sequence[float], floor: float) -> float:
    """The end of that axis: just past the largest step."""
    return min(100.0, max(totals) + (max(totals) - floor) * 0.03)
