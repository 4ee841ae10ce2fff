"""The part of the analysis that leads on: findings and advice by indicator, what is ahead, the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from itacore.charts.style import LIGHT
from itacore.charts.views import view_points
from itacore.measures.chosen import Finding
from itacore.measures.plan import Meeting, number_steps
from itacore.narrative.analysis import known_indicators, tell_ahead, tell_in_short, tell_indicator
from itacore.narrative.words import join_words
from itacore.reports.plan_cells import or_dots, period_of
from itacore.reports.plans import Plan, PlannedMeasure, weak_indicators
from itacore.reports.report import (
    Block,
    ChartBlock,
    Column,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    Turn,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.scoring.profile import IndicatorFigures, Profile
from itacore.scoring.weakness import KEEP
from itacore.thai import BUDDHIST_ERA_OFFSET
from itacore.wording import say

MOST_SUGGESTED = 2  # measures of the catalogue an indicator

Findings = Mapping[str, Finding]
LINE = ours("\n")


def _say(key: str, **places: object) -> str:
    return say("analysis", key, **places)


def first_of_each(plan: Plan) -> Plan:
    """Keep all measures of the office; of the catalogue's the first few of each indicator."""
    if plan.own:
        return plan
    kept: list[PlannedMeasure] = []
    for entry in plan.measures:
        same = [other for other in kept if other.measure.indicator == entry.measure.indicator]
        if len(same) < MOST_SUGGESTED:
            kept.append(entry)
    return Plan(tuple(kept), False, plan.missing)


# ---- findings and advice -----------------------------------------------------------------------------------


def build_findings(profile: Profile, plan: Plan, findings: Findings) -> list[Block]:
    """Build what the scores show, what the office found and what may be done, by indicator."""
    head = Heading(ours(_say("findings.title")))
    if not known_indicators(profile) and not findings:
        return [head, Paragraph(ours(_say("result.none", year=profile.rules.fiscal_year)))]
    blocks: list[Block] = [head, Paragraph(ours(_say("findings.intro")))]
    without = [i.code for i in profile.indicators if _lacks_finding(i, findings)]
    if without:
        blocks.append(Paragraph(ours(_say("findings.not-found", codes=join_words(without)))))
    for indicator in profile.indicators:
        title = _say("findings.head", code=indicator.code, name=indicator.name)
        blocks.append(Heading(ours(title), 2))
        shows = ours(_say("findings.score"), bold=True)
        blocks.append(Paragraph(join(shows, ours(tell_indicator(profile, indicator)))))
        blocks += _found(indicator, findings)
        blocks += _advice(indicator, plan)
    return blocks


def _lacks_finding(indicator: IndicatorFigures, findings: Findings) -> bool:
    """Whether an indicator is to be mended and the office did not say what it found."""
    if indicator.score is None or indicator.weakness_class == KEEP:
        return False
    finding = findings.get(indicator.code)
    return finding is None or not finding.text.strip()


def _found(indicator: IndicatorFigures, findings: Findings) -> list[Block]:
    finding = findings.get(indicator.code)
    if finding is None or not finding.text.strip():
        return []
    return [Paragraph(join(ours(_say("findings.found"), bold=True), tell_finding(finding)))]


def tell_finding(finding: Finding) -> Words:
    """Write what the office found with its source."""
    source = say("reports", "findings.source", source=say("measures", f"source.{finding.source}"))
    return join(verbatim(finding.text.strip()), ours(source))


def _advice(indicator: IndicatorFigures, plan: Plan) -> list[Block]:
    measures = [entry for entry in plan.measures if entry.measure.indicator == indicator.code]
    if measures:
        head = ours(_say("findings.measure" if plan.own else "findings.advice"), bold=True)
        said = [_measure_line(entry) for entry in measures]
        return [Paragraph(join(head, *(said if len(said) == 1 else _numbered_lines(said))))]
    if indicator.score is None:
        return [Paragraph(ours(_say("findings.no-score")))]
    if indicator.weakness_class == KEEP:
        return [Paragraph(ours(_say("findings.keep")))]
    return [Paragraph(ours(_say("findings.no-measure")))]


def _measure_line(entry: PlannedMeasure) -> Words:
    title, how = entry.words("title"), entry.words("how")
    return join(title, ours(" – "), how) if entry.measure.how and not entry.own else title


def _numbered_lines(texts: Sequence[Words]) -> Iterable[Words]:
    for at, text in enumerate(texts, start=1):
        yield join(LINE, ours(f"{at}. "), text)


# ---- what is ahead -----------------------------------------------------------------------------------------


def build_outlook(profile: Profile) -> list[Block]:
    """Build what the figures leave to gain."""
    blocks: list[Block] = [Heading(ours(_say("outlook.title")))]
    blocks.append(Paragraph(ours(" ".join(tell_ahead(profile)))))
    chart = view_points(profile, LIGHT)
    if chart.figure is not None:
        blocks.append(ChartBlock(chart, width=800))
    return blocks


# ---- the plan ----------------------------------------------------------------------------------------------


def build_plan(profile: Profile, plan: Plan, findings: Findings, meeting: Meeting | None) -> list[Block]:
    """Build the plan for the year after, on pages on their side: the office's, else suggestions that are called so."""
    year = profile.rules.fiscal_year
    next_year = year + 1
    key = "plan.suggested-title" if plan.measures and not plan.own else "plan.title"
    title = ours(_say(key, year=next_year))
    if not plan.measures:
        none = "plan.none" if known_indicators(profile) and not weak_indicators(profile) else "plan.unknown"
        return [Heading(title), Paragraph(ours(_say(none)))]
    if plan.own:
        intro = _say("plan.intro", year=year, next=next_year, count=len(plan.measures))
    else:
        intro = _say("plan.suggested", next=next_year, most=MOST_SUGGESTED)
    blocks: list[Block] = [Turn(True), Heading(title), Paragraph(ours(intro))]
    blocks += _meeting(meeting) if meeting is not None and plan.own else []
    blocks.append(_plan_table(profile, plan, findings))
    if plan.missing:
        blocks.append(Note(ours(_say("plan.missing", codes=join_words(list(plan.missing))))))
    if plan.own:
        blocks.append(Paragraph(ours(_say("plan.follow", next=next_year))))
    return blocks


def _meeting(meeting: Meeting) -> list[Block]:
    """The meeting that set the measures, as the office wrote it down."""
    parts = [verbatim(text) for text in (meeting.title, meeting.place) if text]
    if meeting.held_on is not None:
        day, month = meeting.held_on.day, say("reports", f"month.{meeting.held_on.month}")
        year = meeting.held_on.year + BUDDHIST_ERA_OFFSET
        parts.insert(
            1 if meeting.title else 0, ours(_say("plan.meeting-on", day=day, month=month, year=year))
        )
    blocks: list[Block] = []
    if parts:
        spaced = [piece for part in parts for piece in (ours(" "), part)][1:]
        blocks.append(Paragraph(join(ours(_say("plan.meeting")), *spaced)))
    if meeting.participants:
        people = verbatim(", ".join(meeting.participants))
        blocks.append(Paragraph(join(ours(_say("plan.participants")), people)))
    if meeting.decision:
        blocks.append(Paragraph(join(ours(_say("plan.decision")), verbatim(meeting.decision))))
    return blocks


def _plan_table(profile: Profile, plan: Plan, findings: Findings) -> Table:
    columns = (
        Column(ours(_say("plan.column-indicator")), 0.13),
        Column(ours(_say("plan.column-result")), 0.19),
        Column(ours(_say("plan.column-measure")), 0.21),
        Column(ours(_say("plan.column-steps")), 0.25),
        Column(ours(_say("plan.column-period")), 0.1),
        Column(ours(_say("plan.column-owner")), 0.12),
    )
    by_code = {indicator.code: indicator for indicator in profile.indicators}
    seen: set[str] = set()
    rows = []
    for entry in plan.measures:
        code = entry.measure.indicator
        rows.append(_plan_row(entry, by_code.get(code), findings.get(code), again=code in seen))
        seen.add(code)
    return Table(ours(_say("plan.caption")), columns, tuple(rows), splits=True, wide=True)


def _plan_row(
    entry: PlannedMeasure, indicator: IndicatorFigures | None, finding: Finding | None, *, again: bool
) -> Row:
    code = entry.measure.indicator
    if indicator is None:
        name, result = entry.words("indicator"), ours(_say("plan.empty"))
    else:
        name = ours(_say("result.numbered", code=code, name=indicator.name))
        result = ours(_say("plan.again", code=code)) if again else ours(tell_in_short(indicator))
        if finding is not None and finding.text.strip() and not again:
            result = join(result, LINE, tell_finding(finding))
    empty = _say("plan.empty")
    cells = (entry.words("title"), _steps(entry), period_of(entry, empty), entry.words("owner"))
    return Row((name, result, *(or_dots(cell, empty) for cell in cells)))


def _steps(entry: PlannedMeasure) -> Words:
    """The steps one a line, numbered where the office did not number them; without any how it is done."""
    steps = entry.steps()
    if not steps:
        return entry.words("how")
    numbered = number_steps(entry.measure.steps)
    lines = []
    for at, (step, text) in enumerate(zip(steps, numbered, strict=True), start=1):
        lines.append(join(ours(f"{at}. "), step) if text != step.plain else step)
    return join(lines[0], *(piece for line in lines[1:] for piece in (LINE, line)))
