"""From one agency in one year to charts of its rating, its years and its indicators."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from itacore.charts.chart import Chart
from itacore.charts.gates import GateRow, Mean, draw_gates
from itacore.charts.indicators import IndicatorRow, draw_indicators
from itacore.charts.points import ROW_HEIGHT, PointRow, draw_points
from itacore.charts.ruler import draw_ruler
from itacore.charts.style import Figure, Palette
from itacore.charts.total import YearTotal, draw_totals
from itacore.data_table import DataTable, figures
from itacore.narrative.overview import DEVELOP_BOUND, tell_gates, tell_indicators, tell_years
from itacore.narrative.rating import tell_reason
from itacore.narrative.trends import scale_starts, tell_points
from itacore.narrative.words import bound, join_words, level_word, short_of
from itacore.scoring.analysis import SEPARATOR
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import Profile, level_or_none, number_or_none
from itacore.thai import format_number
from itacore.wording import say

MOST_LONG_LABELS = 5  # years; more of them are labelled by the bare number


def _tell(key: str, **places: object) -> str:
    return say("overview", key, **places)


def _column(key: str, **places: object) -> str:
    return say("charts", f"column.{key}", **places)


def view_gates(profile: Profile, palette: Palette) -> Chart:
    """Show what holds the rating: each gate against its bound, or the total on the ruler of the levels."""
    reason, book = profile.reason, profile.rules.book
    notes = []
    if reason.kind == "deduced":
        notes.append(_tell("gates.ground", level=reason.level, bound=bound(reason.gates[0].bound)))
    elif reason.kind in ("open", "outside"):
        notes.append(tell_reason(reason, profile.declared, bool(profile.row["disagrees"])))
    figure, table = None, None
    if reason.gates or reason.total is not None:
        figure, table = _gates(profile, palette) if reason.gates else _ruler(profile, palette)
        if profile.row["near_bound"]:
            notes.append(_tell("note.near"))
        if not reason.certain:
            notes.append(_tell("note.inferred", year=book.fiscal_year))
    return Chart(tell_gates(reason, profile.rules), figure, table, " · ".join(notes))


def _gates(profile: Profile, palette: Palette) -> tuple[Figure, DataTable]:
    limit = profile.reason.gates[0].bound
    rows = gate_rows(profile)
    name = _tell("gates.must", bound=bound(limit))
    figure = draw_gates(rows, limit, name, palette, _mean_of_parts(profile))
    over = _column("over")
    frame = pd.DataFrame(
        {
            _column("unit"): [row.name for row in rows],
            _column("value"): figures(row.value for row in rows),
            _column("low"): figures(row.low for row in rows),
            _column("high"): figures(row.high for row in rows),
            _column("bound"): figures(row.bound for row in rows),
            over: figures(None if row.value is None else row.value - row.bound for row in rows),
        }
    )
    title = say("charts", "table.gates", year=profile.rules.fiscal_year)
    return figure, DataTable(title, frame, signed=frozenset([over]))


def gate_rows(profile: Profile) -> list[GateRow]:
    """Rows of the chart of gates, passed first: the total, then every gate."""
    reason = profile.reason
    rows = []
    top = profile.rules.book.levels[0].lower_bound
    if reason.total is not None:
        rows.append(_known_row(_tell("gates.total-row"), reason.total, reason.next_bound or top))
    for gate in reason.gates:
        name = _tell("gates.part", part=gate.code[3:]) if len(gate.code) == 4 else gate.code
        if gate.value is not None:
            rows.append(_known_row(name, gate.value, gate.bound))
        else:
            remark = _tell("gates.range", low=format_number(gate.low), high=format_number(gate.high))
            rows.append(GateRow(name, None, gate.low, gate.high, None, remark, gate.bound))
    order = {True: 0, None: 1, False: 2}
    return sorted(rows, key=lambda row: order[row.passes])


def _known_row(name: str, value: float, limit: float) -> GateRow:
    over = value - limit
    passes = over >= -1e-9
    remark = (
        _tell("gates.passed", over=format_number(max(over, 0.0), sign=True))
        if passes
        else _tell("gates.short", short=short_of(-over))
    )
    return GateRow(name, value, value, value, passes, remark, limit)


def _mean_of_parts(profile: Profile) -> Mean | None:
    """The instrument's figure as the mean of its unknown parts."""
    parts = [gate.code for gate in profile.reason.gates if gate.value is None and len(gate.code) == 4]
    whole = profile.unit(parts[0][:3]) if len(parts) > 1 else None
    return None if whole is None else Mean(whole, _tell("gates.mean", value=format_number(whole)))


def _ruler(profile: Profile, palette: Palette) -> tuple[Figure, DataTable]:
    total, book = profile.reason.total, profile.rules.book
    assert total is not None
    # Where levels ask for more than the total, the total alone only says whether it passes.
    conditional = any(x.all_at_least is not None for x in book.levels)
    levels = [(x.label, x.lower_bound) for x in book.levels if not (conditional and x.passes)]
    if conditional:
        levels.insert(0, (_tell("gates.passing"), book.pass_line))
    short = book.pass_line - total
    pass_name = f"{_tell('years.pass')} {bound(book.pass_line)}"
    missing = _tell("gates.short", short=short_of(short)) if short > 0 else None
    figure = draw_ruler(levels, total, book.pass_line, pass_name, missing, palette)
    over = _column("over")
    frame = pd.DataFrame(
        {
            _column("level"): [label for label, _ in levels],
            _column("lower"): figures(lower for _, lower in levels),
            _column("total"): figures(total for _ in levels),
            over: figures(total - lower for _, lower in levels),
        }
    )
    title = say("charts", "table.levels", year=profile.rules.fiscal_year)
    return figure, DataTable(title, frame, signed=frozenset([over]))


def view_years(profile: Profile, palette: Palette, *, title: str | None = None, height: int = 250) -> Chart:
    """Show the total over all years of the agency, the profile's year marked; ``title`` replaces its finding."""
    title = tell_years(profile) if title is None else title
    rows = {int(row["fiscal_year"]): row for row in profile.years}
    if all(number_or_none(row["total"]) is None for row in profile.years):
        return Chart(title, None, None)
    span = range(min(rows), max(rows) + 1)
    years = [
        YearTotal(
            year,
            number_or_none(rows[year]["total"]) if year in rows else None,
            level_or_none(rows[year]["final"]) if year in rows else None,
            _tell("years.year", year=year) if len(span) <= MOST_LONG_LABELS else str(year),
            year == profile.rules.fiscal_year,
        )
        for year in span
    ]
    book = profile.rules.book
    bounds = [(book.pass_line, _tell("years.bound", bound=bound(book.pass_line), name=_tell("years.pass")))]
    top = book.levels[0]
    if top.lower_bound > book.pass_line:
        mixed = bool(scale_starts(profile))
        name = say("charts", "label.top") if mixed else _tell("years.gate", level=level_word(top.label))
        bounds.append((top.lower_bound, _tell("years.bound", bound=bound(top.lower_bound), name=name)))
    missing = say("charts", "label.no-total")
    return Chart(title, draw_totals(years, bounds, palette, height, missing), _years_table(profile))


def _years_table(profile: Profile) -> DataTable:
    changed = _column("change")
    rows = profile.years
    levels = [level_or_none(row["final"]) for row in rows]
    possible = [
        level or join_words(str(row["possible"]).split(SEPARATOR), "หรือ")
        for row, level in zip(rows, levels, strict=True)
    ]
    frame = pd.DataFrame(
        {
            _column("year"): pd.Series([int(row["fiscal_year"]) for row in rows], dtype="Int64"),
            _column("total"): figures(number_or_none(row["total"]) for row in rows),
            changed: figures(number_or_none(row["change"]) for row in rows),
            _column("since"): pd.Series([int(row["base_year"]) or None for row in rows], dtype="Int64"),
            _column("possible"): possible,
        }
    )
    return DataTable(say("charts", "table.years"), frame, signed=frozenset([changed]))


def view_indicators(profile: Profile, palette: Palette, where: Mapping[str, str]) -> Chart:
    """Show the indicators against the base year; ``where`` says by code which cell a score came from."""
    known = [(i.code, i.name, i.score) for i in profile.indicators if i.score is not None]
    title = tell_indicators(known)
    if not known:
        return Chart(title, None, None, _tell("indicators.missing-hint"))
    book, year = profile.rules.book, profile.rules.fiscal_year
    has_base = any(i.before is not None for i in profile.indicators)
    rows = [
        IndicatorRow(i.instrument, i.code, i.name, i.score, i.before, i.change) for i in profile.indicators
    ]
    heads = (
        _tell("indicators.column-score", year=year),
        _tell("indicators.column-change") if has_base else "",
    )
    figure = draw_indicators(rows, [book.pass_line, DEVELOP_BOUND], DEVELOP_BOUND, heads, palette)
    return Chart(title, figure, _indicator_table(profile, where), _legend(profile, has_base))


def _legend(profile: Profile, has_base: bool) -> str:
    """How to read the chart of indicators, and what to be careful about."""
    key = "indicators.legend" if has_base else "indicators.legend-one"
    base, year = int(profile.row["base_year"]), profile.rules.fiscal_year
    parts = [_tell(key, year=year, base=base, bound=bound(DEVELOP_BOUND))]
    cautious = list(profile.rules.book.comparability)
    if cautious and has_base and not profile.rules.provisional:
        parts.append(_tell("note.comparable", codes=join_words(cautious)))
    missing = [i.code for i in profile.indicators if i.score is None]
    if missing:
        parts.append(_tell("indicators.unknown", codes=join_words(missing)))
    return " · ".join(parts)


def _indicator_table(profile: Profile, where: Mapping[str, str]) -> DataTable:
    """The indicators with their change, points to gain, class and source."""
    year, rows = profile.rules.fiscal_year, profile.indicators
    changed = _tell("indicators.column-change")
    computed = _tell("indicators.trace-computed")
    frame = pd.DataFrame(
        {
            _tell("indicators.instrument"): [i.instrument for i in rows],
            _tell("indicators.code"): [i.code for i in rows],
            _tell("indicators.name"): [i.name for i in rows],
            _tell("indicators.column-score", year=year): figures(i.score for i in rows),
            changed: figures(i.change for i in rows),
            _tell("indicators.points"): figures(i.points_to_gain for i in rows),
            _tell("indicators.class"): [
                _tell(f"class.{i.weakness_class}") if i.weakness_class else None for i in rows
            ],
            _tell("indicators.trace"): [
                where.get(i.code, computed if i.score is not None else None) for i in rows
            ],
        }
    )
    return DataTable(_tell("indicators.file", year=year), frame, signed=frozenset([changed]))


def view_points(profile: Profile, palette: Palette, *, row_height: int = ROW_HEIGHT) -> Chart:
    """Show where the most points of the total can be gained, the largest first."""
    title = tell_points(profile)
    known = [i for i in profile.indicators if i.points_to_gain is not None]
    if not known:
        return Chart(title, None, None)
    ordered = sorted(known, key=lambda i: i.rank_by_points or 0)
    rows = [
        PointRow(i.code, i.name, i.points_to_gain or 0.0, i.score or 0.0, i.weight)
        for i in ordered
        if (i.points_to_gain or 0.0) > NOISE
    ]
    table = DataTable(
        say("charts", "table.points", year=profile.rules.fiscal_year),
        pd.DataFrame(
            {
                _column("code"): [i.code for i in ordered],
                _column("name"): [i.name for i in ordered],
                _column("value"): figures(i.score for i in ordered),
                _column("weight"): figures(i.weight * 100 for i in ordered),
                _column("points"): figures(i.points_to_gain for i in ordered),
            }
        ),
    )
    notes = [say("trends", "points.note")] if rows else []
    full = [i.code for i in known if (i.points_to_gain or 0.0) <= NOISE]
    if full and rows:
        notes.append(say("trends", "points.note-full", codes=join_words(full)))
    unknown = [i.code for i in profile.indicators if i.points_to_gain is None]
    if unknown:
        notes.append(say("trends", "points.note-unknown", codes=join_words(unknown)))
    return Chart(title, draw_points(rows, palette, row_height) if rows else None, table, " · ".join(notes))
