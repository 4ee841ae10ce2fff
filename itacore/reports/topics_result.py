"""The figures of an analysis by topic: total, rank, years, indicators, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from itacore.charts.chart import Chart
from itacore.charts.style import LIGHT
from itacore.charts.views import view_indicators, view_years
from itacore.narrative.overview import tell_indicators
from itacore.narrative.rating import tell_reason
from itacore.narrative.rounding import Change, changes_of, tell_rounding
from itacore.narrative.trends import tell_comparability, tell_multiples, tell_trend
from itacore.narrative.words import join_words
from itacore.reports.report import Block, ChartBlock, Column, Heading, Note, Paragraph, Row, Table, ours
from itacore.reports.weaknesses import tell_result
from itacore.scoring.analysis import SEPARATOR
from itacore.scoring.profile import IndicatorFigures, Profile, level_or_none, number_or_none
from itacore.thai import format_count, format_number
from itacore.wording import say

MOST_YEARS = 8  # columns of scores that a page has room for


@dataclass(frozen=True)
class Rank:
    """A published rank: of how many and among which type, where that is published too."""

    rank: int
    of: int | None = None
    group: str | None = None


def _say(key: str, **places: object) -> str:
    return say("topics_paper", key, **places)


def rank_of(declared: pd.DataFrame, agency_id: str, fiscal_year: int) -> Rank | None:
    """Find the published rank of an agency in a year, None where there is none.

    Parameters
    ----------
    declared
        Published figures as ``itacore.tables.DECLARED`` has them.
    agency_id, fiscal_year
        Whose rank.
    """
    own = declared[(declared["agency_id"] == agency_id) & (declared["fiscal_year"] == fiscal_year)]
    found = {str(row["level"]): row for row in own.to_dict("records")}
    rank = number_or_none(found["rank"]["value"]) if "rank" in found else None
    if rank is None:
        return None
    of = number_or_none(found["rank-of"]["value"]) if "rank-of" in found else None
    group = level_or_none(found["rank-group"]["text"]) if "rank-group" in found else None
    return Rank(int(rank), None if of is None else int(of), group)


def result_blocks(profile: Profile, rank: Rank | None) -> list[Block]:
    """Build the four parts of the figures."""
    years = _years(profile)
    return [
        *_total(profile, rank),
        *years,
        *_indicators(profile, chart_first=not isinstance(years[-1], ChartBlock)),
        *_indicator_years(profile),
    ]


def _total(profile: Profile, rank: Rank | None) -> list[Block]:
    reason = tell_reason(profile.reason, profile.declared, bool(profile.row["disagrees"]))
    blocks: list[Block] = [
        Heading(ours(_say("total.title"))),
        Paragraph(ours(tell_result(profile)), lead=True),
        Paragraph(ours(reason)),
    ]
    for key in ("impossible", "disagrees"):
        if profile.row[key]:
            totals = {n: format_number(profile.row[f"total_{n}"]) for n in ("declared", "computed")}
            blocks.append(Paragraph(ours(say("overview", f"note.{key}", **totals))))
            break
    return [*blocks, Paragraph(ours(tell_rank(rank)))]


def tell_rank(rank: Rank | None) -> str:
    """Say which rank is published.

    >>> tell_rank(Rank(692, None, "เทศบาลตำบล"))
    'ตามผลที่ประกาศ อยู่ในลำดับที่ 692 ของหน่วยงานประเภทเทศบาลตำบล'
    """
    if rank is None:
        return _say("total.rank-none")
    key = "total.rank" + ("-in" if rank.group else "") + ("-of" if rank.of else "")
    of = "" if rank.of is None else format_count(rank.of)
    return _say(key, rank=format_count(rank.rank), of=of, group=rank.group or "")


def _years(profile: Profile) -> list[Block]:
    """The total and the level of every year up to this one."""
    now = profile.rules.fiscal_year
    rows = [row for row in profile.years if int(row["fiscal_year"]) <= now]
    blocks: list[Block] = [Heading(ours(_say("years.title"))), Paragraph(ours(tell_trend(profile)))]
    has_change = any(number_or_none(row["change"]) is not None for row in rows)
    cells = []
    for row in rows:
        final = level_or_none(row["final"])
        possible = [part for part in str(row["possible"]).split(SEPARATOR) if part]
        level = final or join_words(possible, "หรือ") or _say("years.none")
        change = format_number(number_or_none(row["change"]), sign=True)
        total = format_number(number_or_none(row["total"]))
        texts = (str(row["fiscal_year"]), total, *([change] if has_change else []), level)
        cells.append(Row(tuple(ours(text) for text in texts)))
    columns = [
        Column(ours(_say("years.column-year")), 0.2),
        Column(ours(_say("years.column-total")), 0.16, right=True),
        Column(ours(_say("years.column-change")), 0.3, right=True),
        Column(ours(_say("years.column-level")), 0.34 if has_change else 0.64),
    ]
    if not has_change:
        del columns[2]
    blocks.append(Table(ours(_say("years.caption")), tuple(columns), tuple(cells)))
    rounding = tell_rounding(_total_changes(profile))
    blocks += [Note(ours(rounding))] if rounding else []
    return [*blocks, *(_chart(view_years(profile, LIGHT)) if _is_latest(profile) and len(rows) > 1 else [])]


def _total_changes(profile: Profile) -> list[Change]:
    """The change of every year's total up to this one, behind the two totals that it lies between."""
    now = profile.rules.fiscal_year
    known = [
        row
        for row in profile.years
        if int(row["fiscal_year"]) <= now and number_or_none(row["total"]) is not None
    ]
    return [
        (number_or_none(before["total"]), number_or_none(row["total"]), number_or_none(row["change"]))
        for before, row in pairwise(known)
    ]


def _is_latest(profile: Profile) -> bool:
    """Whether no later year is known, of which a sentence or a chart over all years would speak."""
    return profile.rules.fiscal_year == max(int(row["fiscal_year"]) for row in profile.years)


def _chart(chart: Chart) -> list[Block]:
    return [] if chart.figure is None else [ChartBlock(chart, width=720)]


def _indicators(profile: Profile, *, chart_first: bool) -> list[Block]:
    """The scores of the year; the chart goes first where it still fits the first page, which the table may end."""
    known = [(i.code, i.name, i.score) for i in profile.indicators if i.score is not None]
    chart = _chart(view_indicators(profile, LIGHT, {}))
    blocks: list[Block] = [Heading(ours(_say("indicators.title")))]
    if not chart:  # else the chart says it
        blocks.append(Paragraph(ours(tell_indicators(known))))
    has_change = any(i.change is not None for i in profile.indicators)
    rows = []
    for instrument in profile.rules.book.instruments:
        score, change = profile.unit(instrument.code), profile.unit_change(instrument.code)
        key = "unit-unknown" if score is None else "unit" if change is None else "unit-change"
        figures = {"score": format_number(score), "change": format_number(change, sign=True)}
        head = _say(f"indicators.{key}", name=instrument.name, code=instrument.code, **figures)
        rows.append(Row((ours(head, bold=True),), group=True))
        rows += [_indicator_row(i, has_change) for i in profile.indicators if i.instrument == instrument.code]
    columns = [
        Column(ours(_say("indicators.column-code")), 0.07),
        Column(ours(_say("indicators.column-name")), 0.51 if has_change else 0.64),
        Column(ours(_say("indicators.column-score")), 0.13, right=True),
        Column(ours(_say("indicators.column-change")), 0.13, right=True),
        Column(ours(_say("indicators.column-class")), 0.16),
    ]
    if not has_change:
        del columns[3]
    caption = ours(_say("indicators.caption", year=profile.rules.fiscal_year))
    table = Table(caption, tuple(columns), tuple(rows))
    return [*blocks, *chart, table] if chart_first else [*blocks, table, *chart]


def _indicator_row(indicator: IndicatorFigures, has_change: bool) -> Row:
    change = [format_number(indicator.change, sign=True)] if has_change else []
    figures = (format_number(indicator.score), *change)
    return Row(
        tuple(ours(text) for text in (indicator.code, indicator.name, *figures, tell_class(indicator)))
    )


def tell_class(indicator: IndicatorFigures) -> str:
    """Name the class of an indicator."""
    found = indicator.weakness_class
    return say("overview", f"class.{found}") if found else say("reports", "common.unknown")


def _indicator_years(profile: Profile) -> list[Block]:
    """Scores of the indicators in every year up to this one, instruments and total below."""
    by_year = {int(row["fiscal_year"]): row for row in profile.years}
    years = [year for year in sorted(by_year) if year <= profile.rules.fiscal_year]
    shown = years[-MOST_YEARS:]
    blocks: list[Block] = [Heading(ours(_say("indicator-years.title")))]
    known = {year for i in profile.indicators for year in i.scores if year in years}
    if len(known) < 2:
        blocks.append(Paragraph(ours(_say(f"indicator-years.{'one' if known else 'none'}"))))
    elif _is_latest(profile):
        blocks.append(Paragraph(ours(tell_multiples(profile))))
    rows = []
    for i in profile.indicators:
        scores = [format_number(i.scores.get(year)) for year in shown]
        rows.append(Row(tuple(ours(text) for text in (i.code, i.name, *scores))))
    units = [("", i.code, i.code) for i in profile.rules.book.instruments]
    for code, label, column in [*units, ("", _say("indicator-years.total"), "total")]:
        scores = [format_number(number_or_none(by_year[year].get(column))) for year in shown]
        rows.append(Row(tuple(ours(text, bold=True) for text in (code, label, *scores))))
    share = min(0.15, 0.6 / len(shown))
    columns = (
        Column(ours(_say("indicators.column-code")), 0.06),
        Column(ours(_say("indicators.column-name")), 0.94 - share * len(shown)),
        *(Column(ours(_say("indicator-years.column-year", year=y)), share, right=True) for y in shown),
    )
    blocks.append(Table(ours(_say("indicator-years.caption")), columns, tuple(rows)))
    notes = tell_comparability(profile) if len(shown) > 1 and _is_latest(profile) else []
    if len(shown) < len(years):
        notes = [_say("indicator-years.more", count=len(shown)), *notes]
    if not tell_rounding(_total_changes(profile)):  # else said above
        notes = [*notes, tell_rounding(changes_of(profile))]
    return [*blocks, *(Note(ours(note)) for note in notes if note)]
