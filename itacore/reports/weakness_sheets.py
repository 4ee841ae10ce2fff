"""What the workbook of the summary of weak points holds beside its first sheet."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from itacore.charts.style import LIGHT
from itacore.data_table import DataTable, figures
from itacore.measures.chosen import Finding
from itacore.narrative.weaknesses import order_by_points, points_of, tell_grounds
from itacore.narrative.words import join_words
from itacore.reports.letters import fit
from itacore.reports.plans import Plan, order_findings
from itacore.reports.report import NativeChart, Series, Sheet
from itacore.scoring.analysis import SEPARATOR
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import Profile, level_or_none, number_or_none
from itacore.wording import say


def build_sheets(profile: Profile, plan: Plan, findings: Mapping[str, Finding] | None) -> tuple[Sheet, ...]:
    """Build the sheets of figures, measures and findings; those without a row are left out."""
    sheets = []
    if any(i.score is not None for i in profile.indicators):
        sheets += [_indicators(profile), _points(profile)]
    sheets.append(_years(profile))
    if plan.measures:
        sheets.append(_measures(profile, plan))
    if order_findings(profile, findings):
        sheets.append(_findings(profile, findings))
    return tuple(sheet for sheet in sheets if len(sheet.table.frame))


def _column(key: str, **places: object) -> str:
    return say("reports", f"weaknesses.column-{key}", **places)


def _sheet(key: str) -> str:
    return say("reports", f"sheet.{key}")


def _indicators(profile: Profile) -> Sheet:
    """All indicators, with the year before beside this one."""
    rows, year, base = profile.indicators, profile.rules.fiscal_year, int(profile.row["base_year"])
    now, name, changed = _column("year", year=year), _column("name"), _column("change")
    columns: dict[str, object] = {
        _column("code"): [i.code for i in rows],
        name: [i.name for i in rows],
        _column("instrument"): [i.instrument for i in rows],
        now: figures(i.score for i in rows),
    }
    series = [Series(now, LIGHT.own)]
    if any(i.before is not None for i in rows):
        before = _column("year", year=base)
        columns |= {
            before: figures(i.before for i in rows),
            changed: figures(i.change for i in rows),
        }
        series.insert(0, Series(before, LIGHT.idle))
    columns |= {
        _column("weight"): figures(i.weight * 100 for i in rows),
        _column("points"): figures(i.points_to_gain for i in rows),
        _column("class"): [
            say("overview", f"class.{i.weakness_class}") if i.weakness_class else None for i in rows
        ],
        _column("why"): [
            " · ".join(g.text for g in tell_grounds(profile, i)) if i.score is not None else None
            for i in rows
        ],
    }
    chart = NativeChart("column", _sheet("chart-indicators"), _column("code"), tuple(series), 0, 100)
    table = DataTable(_sheet("indicators"), pd.DataFrame(columns), signed=frozenset([changed]))
    return Sheet(_sheet("indicators"), table, {name: 28, _column("why"): 48}, (chart,))


def _points(profile: Profile) -> Sheet:
    """Where points can be gained, most first."""
    rows = [i for i in order_by_points(profile) if points_of(i) > NOISE]
    points = _column("points")
    frame = pd.DataFrame(
        {
            _column("name"): [say("reports", "weaknesses.indicator", code=i.code, name=i.name) for i in rows],
            points: figures(i.points_to_gain for i in rows),
            _column("score"): figures(i.score for i in rows),
            _column("weight"): figures(i.weight * 100 for i in rows),
        }
    )
    chart = NativeChart("bar", _sheet("chart-points"), _column("name"), (Series(points, LIGHT.own),), floor=0)
    return Sheet(_sheet("points"), DataTable(_sheet("points"), frame), {_column("name"): 36}, (chart,))


def _years(profile: Profile) -> Sheet:
    """The total and the rating of every year."""
    year, total, level = (_sheet(f"column-{key}") for key in ("fiscal-year", "total", "level"))
    changed = _column("change")
    rows = profile.years
    levels = [
        level_or_none(row["final"]) or join_words(str(row["possible"]).split(SEPARATOR), "หรือ") or None
        for row in rows
    ]
    frame = pd.DataFrame(
        {
            year: [str(int(row["fiscal_year"])) for row in rows],
            total: figures(number_or_none(row["total"]) for row in rows),
            changed: figures(number_or_none(row["change"]) for row in rows),
            level: levels,
        }
    )
    known = frame[total].dropna()
    charts: tuple[NativeChart, ...] = ()
    if len(known) > 1:
        floor = max(0.0, float(known.min()) // 5 * 5 - 5)
        own = Series(total, LIGHT.own)
        charts = (NativeChart("line", _sheet("chart-years"), year, (own,), floor, 100.0),)
    table = DataTable(_sheet("years"), frame, signed=frozenset([changed]))
    return Sheet(_sheet("years"), table, {level: 28}, charts)


def _measures(profile: Profile, plan: Plan) -> Sheet:
    def column(key: str) -> str:
        return say("reports", f"measures.column-{key}")

    names = {i.code: i.name for i in profile.indicators}
    kind = say("reports", "measures.kind-chosen" if plan.own else "measures.kind-suggested")
    measures = [entry.measure for entry in plan.measures]
    frame = pd.DataFrame(
        {
            column("code"): [m.indicator for m in measures],
            _column("name"): [names.get(m.indicator) for m in measures],
            column("title"): [fit(m.title) for m in measures],
            column("how"): [fit(m.how) for m in measures],
            column("owner"): [fit(m.owner) for m in measures],
            column("period"): [fit(m.period) for m in measures],
            column("evidence"): [fit(m.evidence) for m in measures],
            column("kind"): [kind] * len(measures),
        }
    )
    widths = {column("title"): 34.0, column("how"): 40.0, column("owner"): 18.0, column("evidence"): 30.0}
    widths |= {column("code"): 6.0, _column("name"): 26.0, column("period"): 19.0, column("kind"): 15.0}
    return Sheet(_sheet("measures"), DataTable(_sheet("measures"), frame), widths)


def _findings(profile: Profile, findings: Mapping[str, Finding] | None) -> Sheet:
    found = order_findings(profile, findings)
    text, source = (say("reports", f"findings.column-{key}") for key in ("finding", "source"))
    frame = pd.DataFrame(
        {
            _column("code"): [i.code for i, _ in found],
            _column("name"): [i.name for i, _ in found],
            text: [fit(finding.text.strip()) for _, finding in found],
            source: [say("measures", f"source.{finding.source}") for _, finding in found],
        }
    )
    widths = {_column("name"): 28.0, text: 70.0, source: 30.0}
    return Sheet(_sheet("findings"), DataTable(_sheet("findings"), frame), widths)
