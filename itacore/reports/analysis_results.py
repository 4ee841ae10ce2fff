"""The part of the analysis that shows the result: total and rating, ranks, years, strengths, chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from itacore.charts.style import LIGHT
from itacore.charts.views import view_indicators
from itacore.charts.views_over_years import view_change
from itacore.narrative.analysis import (
    MOST_YEARS,
    has_ties,
    kept_indicators,
    known_indicators,
    rank_indicators,
    score_of,
    tell_levels_of,
    tell_moves,
    tell_strengths,
    tell_totals,
)
from itacore.narrative.overview import tell_indicators
from itacore.narrative.rating import tell_reason
from itacore.narrative.rounding import changes_of, tell_rounding
from itacore.narrative.trends import tell_change, tell_comparability, tell_gate_rule, tell_trend
from itacore.narrative.words import join_words
from itacore.reports.report import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    Words,
    join,
    ours,
)
from itacore.reports.weaknesses import tell_result
from itacore.scoring.profile import IndicatorFigures, Profile, number_or_none
from itacore.thai import format_number
from itacore.wording import say

_WIDEST, _CHANGE = 0.15, 0.2  # shares of a column of figures and, where few years leave room, of the change


def _say(key: str, **places: object) -> str:
    return say("analysis", key, **places)


def build_results(profile: Profile) -> list[Block]:
    """Build the result of the profile's year, alone and beside the years before it."""
    year = profile.rules.fiscal_year
    blocks: list[Block] = [
        Heading(ours(_say("result.title", year=year)), new_page=True),
        Heading(ours(_say("result.total")), 2),
        Paragraph(ours(tell_result(profile), bold=True)),
        Paragraph(ours(tell_reason(profile.reason, profile.declared, bool(profile.row["disagrees"])))),
    ]
    if not known_indicators(profile):
        blocks.append(Paragraph(ours(_say("result.none", year=year))))
    else:
        blocks += [*_ranked(profile), *_chart(profile)]
    blocks += _years(profile)
    blocks += [Heading(ours(_say("result.strengths")), 2), Paragraph(ours(tell_strengths(profile)))]
    kept = kept_indicators(profile)
    if kept:
        blocks.append(Bullets(tuple(_strength(indicator) for indicator in kept)))
    return blocks


def _chart(profile: Profile) -> list[Block]:
    """The indicators as a chart, on the page of their table."""
    chart = view_indicators(profile, LIGHT, {})
    if chart.figure is None:
        return []
    notes = [Note(ours(chart.note))] if chart.note else []
    return [Heading(ours(_say("result.chart")), 2), ChartBlock(chart, width=800), *notes]


def _strength(indicator: IndicatorFigures) -> Words:
    score = format_number(indicator.score)
    return ours(_say("result.strength", code=indicator.code, name=indicator.name, score=score))


def _ranked(profile: Profile) -> list[Block]:
    """The indicators from the highest score down."""
    ranked = rank_indicators(profile)
    scores = [(e.indicator.code, e.indicator.name, score_of(e.indicator)) for e in ranked]
    blocks: list[Block] = [
        Heading(ours(_say("result.ranked")), 2),
        Paragraph(ours(tell_indicators(sorted(scores, key=lambda entry: _order(profile, entry[0]))))),
        ranked_table(profile),
    ]
    if has_ties(ranked):
        blocks.append(Note(ours(_say("result.ties"))))
    unknown = [indicator.code for indicator in profile.indicators if indicator.score is None]
    if unknown:
        blocks.append(Note(ours(_say("result.unknown", codes=join_words(unknown)))))
    return blocks


def ranked_table(profile: Profile) -> Table:
    """Build the table of the known indicators from the highest score down."""
    rows = [
        Row(
            (
                ours(str(entry.place)),
                ours(_say("result.numbered", code=entry.indicator.code, name=entry.indicator.name)),
                ours(entry.indicator.instrument),
                ours(say("overview", f"class.{entry.indicator.weakness_class}")),
                ours(format_number(entry.indicator.score)),
            )
        )
        for entry in rank_indicators(profile)
    ]
    columns = (
        Column(ours(_say("result.place")), 0.13),
        Column(ours(_say("result.indicator")), 0.42),
        Column(ours(_say("result.instrument")), 0.13),
        Column(ours(_say("result.group")), 0.18),
        Column(ours(_say("result.score")), 0.14, right=True),
    )
    caption = _say("result.ranked-caption", year=profile.rules.fiscal_year)
    return Table(ours(caption), columns, tuple(rows))


def _order(profile: Profile, code: str) -> int:
    return [indicator.code for indicator in profile.indicators].index(code)


def _years(profile: Profile) -> list[Block]:
    """The scores of the years by instrument, and in words what changed."""
    several = len(profile.years) > 1
    head = _say("result.years" if several else "result.years-one")
    blocks: list[Block] = [Heading(ours(head), 2, new_page=True)]
    blocks.append(Paragraph(ours(" ".join([tell_trend(profile), *tell_totals(profile)]))))
    blocks.append(year_table(profile))
    rounding = tell_rounding(changes_of(profile))
    if rounding:
        blocks.append(Note(ours(rounding)))
    if len(profile.years) > MOST_YEARS:
        blocks.append(Note(ours(_say("result.years-part", count=MOST_YEARS))))
    moves = tell_moves(profile)
    if moves:
        blocks.append(Bullets(tuple(ours(text) for text in moves)))
    chart = view_change(profile, LIGHT)
    if chart.figure is not None:
        rounded = say("trends", "change.rounded")  # it speaks of a table that this paper does not have
        own = "" if rounding else _say("result.rounded")
        parts = [own if part == rounded else part for part in chart.note.split(" · ")]
        blocks += [ChartBlock(chart, width=800), *(Note(ours(part)) for part in parts if part)]
    elif several:
        blocks += [Paragraph(ours(text)) for text in tell_change(profile) if text]
    if several:
        notes = [tell_gate_rule(profile), *tell_comparability(profile)]
        blocks += [Note(ours(text)) for text in notes if text]
    return blocks


def year_table(profile: Profile) -> Table:
    """Build the table of the scores of the years by instrument."""
    rows = list(profile.years)[-MOST_YEARS:]
    has_base = profile.base is not None
    count = len(rows) + has_base
    share = min(_WIDEST, 0.6 / count)
    share_of_change = _CHANGE if share == _WIDEST else share
    first = 1 - share * len(rows) - share_of_change * has_base
    columns = [Column(ours(_say("result.indicator")), first)]
    for row in rows:
        columns.append(Column(ours(_say("result.year", year=int(row["fiscal_year"]))), share, right=True))
    if has_base:
        head = _say("result.change", base=int(profile.row["base_year"]))
        columns.append(Column(ours(head), share_of_change, right=True))
    lines: list[Row] = []
    for instrument in profile.rules.book.instruments:
        name = _say("result.of-instrument", code=instrument.code, name=instrument.name)
        lines.append(Row((ours(name),), group=True))
        lines += [
            _indicator_row(profile, i, rows) for i in profile.indicators if i.instrument == instrument.code
        ]
        lines += [
            _figure_row(
                ours(part.name), [row.get(part.code) for row in rows], profile.unit_change(part.code), profile
            )
            for part in instrument.parts
            if any(number_or_none(row.get(part.code)) is not None for row in rows)
        ]
        whole = ours(_say("result.whole", code=instrument.code), bold=True)
        values = [row.get(instrument.code) for row in rows]
        lines.append(_figure_row(whole, values, profile.unit_change(instrument.code), profile, bold=True))
    total = ours(_say("result.total-row"), bold=True)
    totals = [row["total"] for row in rows]
    lines.append(_figure_row(total, totals, number_or_none(profile.row["change"]), profile, bold=True))
    levels = [ours(tell_levels_of(row), bold=True) for row in rows]
    last = (ours(""),) if has_base else ()
    lines.append(Row((ours(_say("result.level-row"), bold=True), *levels, *last)))
    key = "result.years-caption" if len(rows) > 1 else "result.years-caption-one"
    return Table(ours(_say(key, year=profile.rules.fiscal_year)), tuple(columns), tuple(lines))


def _indicator_row(profile: Profile, indicator: IndicatorFigures, rows: Sequence[Mapping[str, Any]]) -> Row:
    name = ours(_say("result.numbered", code=indicator.code, name=indicator.name))
    scores = [indicator.scores.get(int(row["fiscal_year"])) for row in rows]
    return _figure_row(name, scores, indicator.change, profile)


def _figure_row(
    name: Words, values: Sequence[Any], change: float | None, profile: Profile, *, bold: bool = False
) -> Row:
    """A row of figures, with the change behind them where the table has that column."""
    cells = [ours(format_number(number_or_none(value)), bold=bold) for value in values]
    if profile.base is not None:
        cells.append(ours(format_number(change, sign=True), bold=bold))
    return Row((join(name), *cells))
