"""The analysis of a result by the seven topics: figures, what is done about each topic, what limits the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from itacore.criteria import Criteria
from itacore.measures.chosen import Finding
from itacore.measures.plan import group_by_topic
from itacore.measures.topics import Topic, read_topics
from itacore.narrative.words import join_words
from itacore.office import LIMIT_FIELDS, Limits, Particulars
from itacore.reports.materials import Materials
from itacore.reports.plan_cells import (
    first_of_each,
    in_lines,
    or_dots,
    period_of,
    steps_of,
)
from itacore.reports.plans import PlannedMeasure, order_findings, plan_measures
from itacore.reports.report import (
    Block,
    Bullets,
    Column,
    FillIn,
    Heading,
    Note,
    Paragraph,
    Report,
    Row,
    Table,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.reports.topics_result import result_blocks, tell_class
from itacore.reports.weaknesses import build_note, tell_basis
from itacore.scoring.profile import IndicatorFigures, Profile
from itacore.thai import format_number
from itacore.wording import say

LIMIT_LINES = 2


def _say(key: str, **places: object) -> str:
    return say("topics_paper", key, **places)


def build_topic_analysis(made_of: Materials) -> Report:
    """Build the analysis by the seven topics of one agency in one year.

    Without measures of the office the catalogue's are a draft; limits that are not said are left to write on.
    """
    profile, dated = made_of.profile, made_of.dated
    plan = plan_measures(profile, made_of.agency_type, made_of.chosen_measures)
    measures = plan.measures if plan.own else first_of_each(plan.measures)
    blocks = [
        *result_blocks(profile, made_of.rank),
        *_topics(profile, made_of.findings),
        *_plan(profile, measures, plan.own, plan.missing),
        *_limits(made_of.limits),
        *_notes(profile, made_of.criteria, dated),
    ]
    of_year = ours(" · " + say("reports", "common.of-year", year=profile.rules.fiscal_year))
    return Report(
        _say("title"), join(made_of.name, _place(made_of.particulars), of_year), dated, tuple(blocks)
    )


def _place(own: Particulars) -> Words:
    parts = [Words(())]
    for key, name, heads in (
        ("district", own.district.strip(), ("อำเภอ", "เขต")),
        ("province", own.province.strip(), ("จังหวัด", "กรุงเทพ")),
    ):
        if name:
            parts += [ours(" "), verbatim(name if name.startswith(heads) else _say(key, name=name))]
    return join(*parts)


# ---- the topics --------------------------------------------------------------------------------------------


def _topics(profile: Profile, findings: Mapping[str, Finding] | None) -> list[Block]:
    """The seven topics with the scores of their indicators, and what the office found."""
    by_code = {i.code: i for i in profile.indicators}
    rows = []
    for topic in read_topics():
        own = [by_code[code] for code in topic.indicators if code in by_code]
        scores = [
            _say("topics.indicator", code=i.code, name=i.name, score=format_number(i.score)) for i in own
        ]
        head = _say("topics.topic", number=topic.number, name=topic.name)
        classes = [tell_class(i) for i in own]
        rows.append(Row((ours(head), in_lines([*map(ours, scores)]), in_lines([*map(ours, classes)]))))
    columns = (
        Column(ours(_say("topics.column-topic")), 0.45),
        Column(ours(_say("topics.column-indicators")), 0.4),
        Column(ours(_say("topics.column-class")), 0.15),
    )
    caption = ours(_say("topics.caption", year=profile.rules.fiscal_year))
    blocks: list[Block] = [
        Heading(ours(_say("topics.title"))),
        Paragraph(ours(_say("topics.intro"))),
        Table(caption, columns, tuple(rows)),
    ]
    found = order_findings(profile, findings)
    if not found:
        return blocks
    items = tuple(_finding(indicator, finding) for indicator, finding in found)
    return [*blocks, Heading(ours(_say("topics.findings")), level=2), Bullets(items)]


def _finding(indicator: IndicatorFigures, finding: Finding) -> Words:
    head = say("reports", "findings.head", code=indicator.code, name=indicator.name)
    source = say("reports", "findings.source", source=say("measures", f"source.{finding.source}"))
    return join(ours(head, bold=True), verbatim(finding.text.strip()), ours(source))


def _plan(
    profile: Profile, measures: Sequence[PlannedMeasure], own: bool, missing: Sequence[str]
) -> list[Block]:
    """What is done about each topic, a row a measure."""
    following = profile.rules.fiscal_year + 1
    kind = "chosen" if own or not measures else "suggested"
    blocks: list[Block] = [Heading(ours(_say(f"plan.title-{kind}", next=following)))]
    groups = group_by_topic([entry.measure for entry in measures])
    if measures:
        served = sum(1 for topic, places in groups if topic is not None and places)
        topics = len(read_topics())
        reach = _say("plan.reach-all" if served == topics else "plan.reach", topics=served, all=topics)
        places = {"next": following, "count": len(measures), "reach": reach}
        blocks.append(Paragraph(ours(_say(f"plan.{kind}", **places))))
    else:
        blocks.append(Paragraph(ours(_say("plan.none", next=following))))
    rows = [row for topic, at in groups for row in _topic_rows(topic, [measures[place] for place in at])]
    columns = (
        Column(ours(_say("plan.column-topic")), 0.2),
        Column(ours(_say("plan.column-practice")), 0.225),
        Column(ours(_say("plan.column-steps")), 0.28),
        Column(ours(_say("plan.column-owner")), 0.155),
        Column(ours(_say("plan.column-period")), 0.14),
    )
    blocks.append(Table(ours(_say("plan.caption", next=following)), columns, tuple(rows), splits=True))
    if missing:
        blocks.append(Note(ours(say("reports", "measures.missing", codes=join_words(list(missing))))))
    return blocks


def _topic_rows(topic: Topic | None, measures: Sequence[PlannedMeasure]) -> list[Row]:
    """The measures of a topic; each row names it, so that a page that begins amid them can be read."""
    if topic is None:
        heads = [_say("plan.no-topic"), _say("plan.no-topic-again")]
    else:
        heads = [
            _say("topics.topic", number=topic.number, name=topic.name),
            _say("plan.again", number=topic.number),
        ]
    if not measures:
        return [Row((ours(heads[0]), ours(_say("plan.no-measure")), *[ours("–")] * 3))]
    dots = _say("plan.empty")
    return [
        Row(
            (
                ours(heads[min(at, 1)]),
                entry.words("title"),
                steps_of(entry, dots),
                or_dots(entry.words("owner"), dots),
                period_of(entry, dots),
            )
        )
        for at, entry in enumerate(measures)
    ]


def _limits(limits: Limits) -> list[Block]:
    """What limits the office, in its own words; lines to fill in where it said nothing."""
    blocks: list[Block] = [Heading(ours(_say("limits.title")))]
    for name in LIMIT_FIELDS:
        lines = [line.strip() for line in str(getattr(limits, name)).splitlines() if line.strip()]
        head = ours(_say(f"limits.{name}"))
        if lines:
            blocks += [Heading(head, level=2), Bullets(tuple(verbatim(line) for line in lines))]
        else:
            blocks.append(FillIn(head, LIMIT_LINES))
    return blocks


def _notes(profile: Profile, criteria: Criteria, dated: date | None) -> list[Block]:
    texts = [_say("notes.topics"), *tell_basis(profile, criteria)]
    return [Heading(ours(_say("notes.title")), level=2), build_note(texts, dated)]
