"""The summary of weak points: one or two pages that an executive reads in a minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from itacore.charts.chart import Chart
from itacore.charts.style import LIGHT
from itacore.charts.views import view_gates, view_points, view_years
from itacore.criteria import Criteria
from itacore.measures.chosen import Finding
from itacore.narrative.overview import tell_headline
from itacore.narrative.rating import tell_reason
from itacore.narrative.weaknesses import of_class, points_of, tell_grounds, tell_weaknesses
from itacore.narrative.words import join_words, level_word
from itacore.reports.dates import date_line
from itacore.reports.materials import Materials
from itacore.reports.plans import Plan, PlannedMeasure, order_findings, plan_measures, weak_indicators
from itacore.reports.report import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Row,
    Run,
    Table,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.reports.weakness_sheets import build_sheets
from itacore.scoring.profile import IndicatorFigures, Profile, number_or_none
from itacore.scoring.weakness import CLASSES
from itacore.thai import format_number
from itacore.wording import say

MOST_MEASURES, MOST_BESIDE_FINDINGS = 4, 3  # rows that leave the paper at two pages
MOST_FINDINGS = 3


def build_weakness_summary(made_of: Materials) -> Report:
    """Build the summary of weak points of one agency in one year.

    Without measures of the office the catalogue's are suggested.
    """
    profile, findings, dated = made_of.profile, made_of.findings, made_of.dated
    year = profile.rules.fiscal_year
    plan = plan_measures(profile, made_of.agency_type, made_of.chosen_measures)
    opening, foot = build_opening(profile), build_foot(profile, made_of.criteria, dated)
    found = _findings(profile, findings)
    blocks = [
        *opening,
        *_classes(profile),
        *_measures(profile, plan, MOST_BESIDE_FINDINGS if found else MOST_MEASURES),
        *found,
        *foot,
    ]
    summary = [block for block in opening if not isinstance(block, ChartBlock)]
    return Report(
        title=say("reports", "weaknesses.title"),
        subtitle=join(made_of.name, ours(" · " + say("reports", "common.of-year", year=year))),
        dated=dated,
        blocks=tuple(blocks),
        summary=(*summary, Heading(ours(tell_weaknesses(profile))), *foot),
        sheets=build_sheets(profile, plan, findings),
    )


def tell_result(profile: Profile) -> str:
    """Say in one sentence how the year went, with the rating in words."""
    line = tell_headline(profile.row, profile.reason, profile.rules, profile.declared)
    kind = profile.reason.kind
    key = "headline"
    if line.level is None:
        key = "headline-open"
    elif kind in ("top", "outside"):
        key = f"headline-{kind}"
    level = level_word(line.level)
    return say("reports", f"common.{key}", before=line.before, level=level, after=line.after).strip()


def build_opening(profile: Profile) -> list[Block]:
    """Result, reason, key figures, and the chart of what holds the rating."""
    row = profile.row
    reason = tell_reason(profile.reason, profile.declared, bool(row["disagrees"]))
    blocks: list[Block] = [Paragraph(ours(tell_result(profile)), lead=True), Paragraph(ours(reason))]
    declared, computed = format_number(row["total_declared"]), format_number(row["total_computed"])
    for key in ("impossible", "disagrees"):
        if row[key]:
            text = say("overview", f"note.{key}", declared=declared, computed=computed)
            blocks.append(Paragraph(ours(text, bold=True)))
            break
    blocks.append(KeyFigures(_key_figures(profile)))
    chart = _chart(profile)
    if chart is not None:
        blocks.append(ChartBlock(chart, width=720))
    return blocks


def _chart(profile: Profile) -> Chart | None:
    """What holds the rating; at the top of levels with gates nothing does, there it is the years."""
    by_total_alone = profile.rules.book.levels[0].all_at_least is None
    chart = view_gates(profile, LIGHT)
    if chart.figure is not None and (profile.reason.gates or by_total_alone):
        return chart
    years = view_years(profile, LIGHT)
    return years if years.figure is not None and len(profile.years) > 1 else None


def _key_figures(profile: Profile) -> tuple[KeyFigure, ...]:
    total = "total-computed" if profile.row["disagrees"] else "total"
    figures = [_key_figure(profile, say("overview", f"metric.{total}"), None)]
    figures += [
        _key_figure(profile, say("overview", f"metric.{i.code}"), i.code)
        for i in profile.rules.book.instruments
    ]
    return tuple(figures)


def _key_figure(profile: Profile, name: str, code: str | None) -> KeyFigure:
    """The total (without a code) or an instrument."""
    value = number_or_none(profile.row["total"]) if code is None else profile.unit(code)
    change = number_or_none(profile.row["change"]) if code is None else profile.unit_change(code)
    text = format_number(value) if value is not None else say("reports", "common.unknown")
    remark, tone = "", ""
    if change is not None:
        shown, base = format_number(change, sign=True), int(profile.row["base_year"])
        same = shown == "0.00"
        remark = say("reports", "common.since-same" if same else "common.since", change=shown, year=base)
        tone = "" if same else "up" if change > 0 else "down"
    return KeyFigure(name, text, remark, tone, value, change)


def _classes(profile: Profile) -> list[Block]:
    """The indicators in their classes with reasons, and where the points lie."""
    blocks: list[Block] = [Heading(ours(tell_weaknesses(profile)))]
    known = [i for i in profile.indicators if i.score is not None]
    if not known:
        return [*blocks, Paragraph(ours(say("overview", "indicators.missing-hint")))]
    blocks.append(_class_table(profile, any(i.change is not None for i in known)))
    unknown = [i.code for i in profile.indicators if i.score is None]
    if unknown:
        blocks.append(Note(ours(say("reports", "weaknesses.unknown", codes=join_words(unknown)))))
    points = view_points(profile, LIGHT)
    if points.figure is not None:
        blocks.append(ChartBlock(points, width=800))
    return blocks


def _class_table(profile: Profile, has_change: bool) -> Table:
    def tell(key: str, **places: object) -> str:
        return say("reports", f"weaknesses.{key}", **places)

    rows = []
    for weakness_class in CLASSES:
        found = of_class(profile, weakness_class)
        name = say("overview", f"class.{weakness_class}")
        head = tell("group", name=name, count=len(found)) if found else tell("group-none", name=name)
        rows.append(Row((ours(head, bold=True),), group=True))
        rows += [_indicator_row(profile, indicator, has_change) for indicator in found]
    columns = [
        Column(ours(tell("column-code")), 0.06),
        Column(ours(tell("column-name")), 0.29),
        Column(ours(tell("column-score")), 0.1, right=True),
        Column(ours(tell("column-change")), 0.1, right=True),
        Column(ours(tell("column-points")), 0.1, right=True),
        Column(ours(tell("column-why")), 0.35 if has_change else 0.45),
    ]
    if not has_change:
        del columns[3]
    return Table(ours(tell("caption", year=profile.rules.fiscal_year)), tuple(columns), tuple(rows))


def _indicator_row(profile: Profile, indicator: IndicatorFigures, has_change: bool) -> Row:
    grounds = " · ".join(ground.text for ground in tell_grounds(profile, indicator))
    cells = [
        indicator.code,
        indicator.name,
        format_number(indicator.score),
        format_number(indicator.change, sign=True),
        format_number(points_of(indicator)),
        grounds,
    ]
    if not has_change:
        del cells[3]
    return Row(tuple(ours(cell) for cell in cells))


def _measures(profile: Profile, plan: Plan, most: int) -> list[Block]:
    """What is to be done, as far as it fits."""

    def tell(key: str, **places: object) -> str:
        return say("reports", f"measures.{key}", **places)

    if not plan.measures:
        known = any(i.score is not None for i in profile.indicators)
        return [Paragraph(ours(tell("none")))] if known and not weak_indicators(profile) else []
    head = tell("chosen" if plan.own else "suggested", year=profile.rules.fiscal_year + 1)
    blocks: list[Block] = [Heading(ours(head))]
    if not plan.own:
        blocks.append(Note(ours(tell("suggested-note"))))
    shown = (plan.measures if plan.own else _one_each(plan.measures))[:most]
    columns = (
        Column(ours(tell("column-code")), 0.06),
        Column(ours(tell("column-measure")), 0.42),
        Column(ours(tell("column-owner-period")), 0.24),
        Column(ours(tell("column-evidence")), 0.28),
    )
    blocks.append(Table(ours(tell("caption")), columns, tuple(_measure_row(entry) for entry in shown)))
    rest = [entry for entry in plan.measures if entry not in shown]
    here = {entry.measure.indicator for entry in shown}
    elsewhere = dict.fromkeys(e.measure.indicator for e in rest if e.measure.indicator not in here)
    if elsewhere:
        blocks.append(Note(ours(tell("more", count=len(rest), codes=join_words(list(elsewhere))))))
    elif rest:
        blocks.append(Note(ours(tell("more-same", count=len(rest)))))
    if plan.missing:
        blocks.append(Note(ours(tell("missing", codes=join_words(list(plan.missing))))))
    return blocks


def _one_each(measures: Sequence[PlannedMeasure]) -> tuple[PlannedMeasure, ...]:
    """The first measure of each indicator."""
    firsts: dict[str, PlannedMeasure] = {}
    for entry in measures:
        firsts.setdefault(entry.measure.indicator, entry)
    return tuple(firsts.values())


def _measure_row(entry: PlannedMeasure) -> Row:
    title, how = entry.words("title", bold=True), entry.words("how")
    measure = join(title, ours("\n"), how) if entry.measure.how else title
    who = join(entry.words("owner"), ours("\n"), entry.words("period"))
    return Row((ours(entry.measure.indicator), measure, who, entry.words("evidence")))


def _findings(profile: Profile, findings: Mapping[str, Finding] | None) -> list[Block]:
    """What the office found, each with its source."""
    found = order_findings(profile, findings)
    if not found:
        return []
    items = tuple(_finding_words(indicator, finding) for indicator, finding in found[:MOST_FINDINGS])
    blocks: list[Block] = [Heading(ours(say("reports", "findings.title"))), Bullets(items)]
    rest = [indicator.code for indicator, _ in found[MOST_FINDINGS:]]
    if rest:
        text = say("reports", "findings.more", count=len(rest), codes=join_words(rest))
        blocks.append(Note(ours(text)))
    return blocks


def _finding_words(indicator: IndicatorFigures, finding: Finding) -> Words:
    head = say("reports", "findings.head", code=indicator.code, name=indicator.name)
    source = say("reports", "findings.source", source=say("measures", f"source.{finding.source}"))
    return join(ours(head, bold=True), verbatim(finding.text.strip()), ours(source))


def tell_basis(profile: Profile, criteria: Criteria, *, compared: bool = True) -> list[str]:
    """Say on which rules the rating rests, and what to be careful about; ``compared`` with the year before."""
    rules, row = profile.rules, profile.row
    year, used = rules.fiscal_year, rules.book.fiscal_year
    key = "rules-provisional" if rules.provisional else "rules"
    if not rules.provisional and criteria.is_confirmed(used):
        key = "rules-confirmed"
    texts = [say("reports", f"notes.{key}", year=year, used=used)]
    if profile.reason.gates and not profile.reason.certain:
        texts.append(say("overview", "note.inferred", year=used))
    if row["near_bound"]:
        texts.append(say("overview", "note.near"))
    cautious = list(rules.book.comparability)
    if (
        compared
        and cautious
        and not rules.provisional
        and any(i.change is not None for i in profile.indicators)
    ):
        texts.append(say("overview", "note.comparable", codes=join_words(cautious)))
    return texts


def build_foot(profile: Profile, criteria: Criteria, dated: date | None) -> list[Block]:
    """On which rules all of this rests, how to read it, and of which day it is."""
    texts = tell_basis(profile, criteria)
    if any(i.score is not None for i in profile.indicators):
        texts.append(say("reports", "notes.points"))
    return [Heading(ours(say("reports", "notes.title")), level=2), build_note(texts, dated)]


def build_note(texts: Sequence[str], dated: date | None) -> Note:
    """Build the note below a paper; whose program made it and of which day it is stay whatever is edited."""
    fixed = [say("reports", "notes.disclaimer"), *([date_line(dated)] if dated is not None else [])]
    return Note(Words((Run(" · ".join(texts)), Run("".join(f" · {text}" for text in fixed), fixed=True))))
