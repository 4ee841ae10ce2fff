"""From one agency in one year to charts of how its total and its indicators moved over the years."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from itacore.charts.chart import Chart
from itacore.charts.heatmap import LEFT, RIGHT, ScoreRow, draw_heatmap
from itacore.charts.multiples import Panel, draw_multiples, floor_of
from itacore.charts.style import Palette
from itacore.charts.views import view_years
from itacore.charts.waterfall import ChangeRow, draw_change
from itacore.data_table import DataTable, figures
from itacore.narrative.trends import (
    MOVES,
    direction,
    tell_change,
    tell_gate_rule,
    tell_heatmap,
    tell_levels,
    tell_multiples,
)
from itacore.narrative.words import bound
from itacore.scoring.change import RULES
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import Profile, number_or_none
from itacore.thai import MINUS, format_number
from itacore.wording import read_wording, say

LARGEST = 4  # parts of a change that are named one by one
HEIGHT = 270


def _column(key: str, **places: object) -> str:
    return say("charts", f"column.{key}", **places)


def _label(key: str, **places: object) -> str:
    return say("charts", f"label.{key}", **places)


def view_levels(profile: Profile, palette: Palette) -> Chart:
    """Show the total over all years under the finding of how the rating went."""
    chart = view_years(profile, palette, title=tell_levels(profile), height=HEIGHT)
    return Chart(chart.title, chart.figure, chart.table, tell_gate_rule(profile))


def view_change(profile: Profile, palette: Palette, *, height: int = HEIGHT) -> Chart:
    """Show what made the total move from the base year to the profile's, part by part.

    Both ends are the computed totals, because only these split exactly.
    """
    title, hint = tell_change(profile)
    if not profile.contributions or profile.base is None:
        return Chart(title, None, None, hint)
    table = _change_table(profile)
    if not any(direction(part) for part in profile.contributions.values()):
        return Chart(title, None, table)
    rows = change_rows(profile)
    ends = [
        (_label("year", year=int(row["fiscal_year"])), float(row["total_computed"]))
        for row in (profile.base, profile.row)
    ]
    figure = draw_change(rows, ends[0], ends[1], palette, height)
    notes = []
    if _shown(ends[0][1]) + sum(_shown(row.part) for row in rows) != _shown(ends[1][1]):
        notes.append(say("trends", "change.rounded"))
    declared = [
        f"{_label('year', year=int(row['fiscal_year']))} {format_number(row['total_declared'])}"
        for row in (profile.base, profile.row)
        if number_or_none(row["total_declared"]) is not None
        and _shown(row["total_declared"]) != _shown(row["total_computed"])
    ]
    if declared:
        notes.append(say("trends", "change.computed", declared=", ".join(declared)))
    return Chart(title, figure, table, " · ".join(notes))


def _shown(value: float) -> Decimal:
    """A figure as it is shown, for adding up what a person sees."""
    return Decimal(format_number(value).replace(MINUS, "-"))


def change_rows(profile: Profile) -> list[ChangeRow]:
    """Parts of the change: the largest, the others together, the rules where they have a part."""
    parts = {code: part for code, part in profile.contributions.items() if code != RULES}
    order = sorted(parts, key=lambda code: -abs(parts[code]))
    named = [code for code in order if direction(parts[code])][:LARGEST]
    rest = [code for code in order if code not in named]
    if len(rest) == 1:
        named, rest = named + rest, []
    rows = [_change_row(profile, code, parts[code]) for code in named]
    if rest:
        total = sum(parts[code] for code in rest)
        only_indicators = all(code in profile.rules.book.instrument_of for code in rest)
        same = only_indicators and not any(direction(parts[code]) for code in rest)
        key = "rest-same" if same else "rest" if only_indicators else "rest-parts"
        name = _label(key, count=len(rest))
        rows.append(ChangeRow("", name, total, f"{name}: {format_number(total, sign=True)}"))
    rules = profile.contributions.get(RULES, 0.0)
    if direction(rules):
        name = _label("rules")
        rows.append(ChangeRow("", name, rules, f"{name}: {format_number(rules, sign=True)}", neutral=True))
    return rows


def _change_row(profile: Profile, code: str, part: float) -> ChangeRow:
    before, score, name = _scores_of(profile, code)
    is_indicator = code in profile.rules.book.instrument_of
    remark = _label(
        "remark",
        name=f"{code} {name}" if is_indicator else name,
        before=format_number(before),
        score=format_number(score),
        part=format_number(part, sign=True),
    )
    return ChangeRow(code if is_indicator else "", name, part, remark)


def _scores_of(profile: Profile, code: str) -> tuple[float | None, float | None, str]:
    """Score before and now, and the name, of an indicator or instrument."""
    for indicator in profile.indicators:
        if indicator.code == code:
            return indicator.before, indicator.score, indicator.name
    name = f"metric.{code}"
    short = say("overview", name) if name in read_wording("overview") else code
    before = number_or_none(profile.base.get(code)) if profile.base is not None else None
    return before, profile.unit(code), short


def _change_table(profile: Profile) -> DataTable:
    """Every part of the change, unrounded, in the order of the rule book, and the totals."""
    assert profile.base is not None
    year, base = profile.rules.fiscal_year, int(profile.base["fiscal_year"])
    codes = [code for code in profile.contributions if code != RULES]
    scores = [_scores_of(profile, code) for code in codes]
    rules = profile.contributions.get(RULES, 0.0)
    totals = [number_or_none(row["total_computed"]) for row in (profile.base, profile.row)]
    book = profile.rules.book
    part = _column("contribution")
    moved = sum(profile.contributions.values())
    frame = pd.DataFrame(
        {
            _column("code"): [*(c if c in book.instrument_of else None for c in codes), None, None],
            _column("part"): [*(name for _, _, name in scores), _label("rules"), _column("total")],
            _column("before", year=base): figures([*(before for before, _, _ in scores), None, totals[0]]),
            _column("before", year=year): figures([*(score for _, score, _ in scores), None, totals[1]]),
            part: figures([*(profile.contributions[code] for code in codes), rules, moved]),
        }
    )
    return DataTable(say("charts", "table.change", base=base, year=year), frame, signed=frozenset([part]))


def view_small_multiples(profile: Profile, palette: Palette) -> Chart:
    """Show every indicator over the years as small lines on one scale; those that moved stand out."""
    title = tell_multiples(profile)
    known = {year for i in profile.indicators for year in i.scores}
    if len(known) < 2:
        return Chart(title, None, None, "" if known else say("trends", "multiples.none-hint"))
    years = _all_years(profile)
    panels = [
        Panel(
            i.code,
            i.name,
            tuple(i.scores.get(year) for year in years),
            bool(i.scores) and max(i.scores.values()) - min(i.scores.values()) >= MOVES - NOISE,
        )
        for i in profile.indicators
    ]
    chosen = years.index(profile.rules.fiscal_year)
    figure = draw_multiples(panels, years, chosen, _label("unknown"), palette)
    note = say("trends", "multiples.note", limit=bound(MOVES), floor=bound(floor_of(panels)))
    return Chart(title, figure, _score_table(profile), note)


def view_heatmap(profile: Profile, palette: Palette, *, room: tuple[float, float] = (LEFT, RIGHT)) -> Chart:
    """Show the score of every indicator in every year, tinted by its range; ``room`` is that of its cells."""
    title = tell_heatmap(profile)
    if not any(i.scores for i in profile.indicators):
        return Chart(title, None, None, say("trends", "multiples.none-hint"))
    rows = [ScoreRow(i.instrument, i.code, i.name, i.scores) for i in profile.indicators]
    figure = draw_heatmap(rows, _all_years(profile), profile.rules.fiscal_year, palette, room)
    return Chart(title, figure, _score_table(profile))


def _all_years(profile: Profile) -> list[int]:
    """Every year from the first to the last, also those without figures."""
    return sorted(profile.rules_by_year)


def _score_table(profile: Profile) -> DataTable:
    """Scores by indicator and year, and how far the highest lies above the lowest."""
    rows = profile.indicators
    frame = pd.DataFrame(
        {
            _column("instrument"): [i.instrument for i in rows],
            _column("code"): [i.code for i in rows],
            _column("name"): [i.name for i in rows],
            **{
                _column("before", year=year): figures(i.scores.get(year) for i in rows)
                for year in _all_years(profile)
            },
            _column("range"): figures(
                max(i.scores.values()) - min(i.scores.values()) if i.scores else None for i in rows
            ),
        }
    )
    return DataTable(say("charts", "table.scores"), frame)
