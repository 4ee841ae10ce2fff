"""The memo that hands an analysis and its measures up the office, with its attachment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from itacore.criteria import Criteria
from itacore.measures.chosen import Finding
from itacore.measures.plan import Meeting, group_by_indicator
from itacore.measures.plan_dates import tell_day
from itacore.narrative.instruments import tell_found, tell_lowest, tell_total_and_level
from itacore.narrative.rating import tell_reason
from itacore.narrative.weaknesses import tell_grounds
from itacore.narrative.words import bound, join_words
from itacore.office import Particulars, Signatory
from itacore.reports.materials import Materials
from itacore.reports.plan_cells import first_of_each, or_dots, period_of, steps_of
from itacore.reports.plans import PlannedMeasure, plan_measures, weak_indicators
from itacore.reports.report import (
    Block,
    Bullets,
    Clause,
    Column,
    Field,
    FillIn,
    Heading,
    MemoHead,
    Note,
    Opinion,
    PageBreak,
    Paragraph,
    Report,
    Row,
    Signature,
    Table,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.reports.weaknesses import build_note, tell_basis
from itacore.scoring.profile import IndicatorFigures, Profile
from itacore.scoring.weakness import URGENT
from itacore.thai import format_number
from itacore.wording import say

OPINIONS = 3  # blocks at least: whoever the memo passes on its way to the head of the office
OPINION_LINES, PEOPLE_LINES = 2, 3
_NAME = "\ufffc"  # stands for the office's name while a sentence is filled in


def _say(key: str, **places: object) -> str:
    return say("memo", key, **places)


def build_memo(made_of: Materials) -> Report:
    """Build the memo of one agency on one year, with the measures for the year after.

    The first signatory hands the memo in; the others give their opinions in their order, the last one orders
    and is whom the memo addresses. What is empty, the day too, is left to write on. Without measures of the office the
    catalogue's are proposed as a draft.
    """
    profile = made_of.profile
    plan = plan_measures(profile, made_of.agency_type, made_of.chosen_measures)
    measures = plan.measures if plan.own else first_of_each(plan.measures)
    kind = "none" if not measures else "chosen" if plan.own else "suggested"
    years = {"year": profile.rules.fiscal_year, "next": profile.rules.fiscal_year + 1}
    subject = ours(_say(f"head.subject-{kind}", **years))
    blocks = [
        *_letter(made_of, subject, kind, len(measures)),
        PageBreak(),
        Heading(ours(_say("attachment.title"))),
        *_weak_points(profile, made_of.findings),
        *_meeting(made_of.meeting),
        *_plan(profile, measures, kind, plan.missing),
        Heading(ours(_say("attachment.notes")), level=2),
        *_notes(profile, made_of.criteria),
    ]
    return Report(title=_say("head.title"), subtitle=subject, dated=made_of.dated, blocks=tuple(blocks))


# ---- the letter --------------------------------------------------------------------------------------------


def _letter(made_of: Materials, subject: Words, kind: str, count: int) -> list[Block]:
    profile, own, dated = made_of.profile, made_of.particulars, made_of.dated
    name = made_of.name
    year, following = profile.rules.fiscal_year, profile.rules.fiscal_year + 1
    first, others = _signatories(own)
    result = tell_total_and_level(profile)
    origin = _named(_say("body.origin", year=year, agency=_NAME, result=result), name)
    clauses = [origin, ours(_say("body.found", found=tell_found(profile)))]
    clauses.append(ours(_say(f"body.plan-{kind}", next=following, count=count)))
    clauses.append(ours(_say(f"body.ask-{kind}")))
    opinions = [_opinion(person, last=at == len(others)) for at, person in enumerate(others, start=1)]
    return [
        _head(own, others[-1].post, subject, dated),
        *(Clause(clause) for clause in clauses),
        _signature(first),
        *opinions,
    ]


def _named(sentence: str, name: Words) -> Words:
    """Put the name of the office into a sentence of ours."""
    before, _, after = sentence.partition(_NAME)
    return join(ours(before), name, ours(after))


def _signatories(own: Particulars) -> tuple[Signatory, list[Signatory]]:
    """Give who hands the memo in, and those who give their opinions, unknown ones first, the head last."""
    known = [s for s in own.signatories if s.post.strip() or s.name.strip()]
    first, others = (known[0], known[1:]) if known else (Signatory(""), [])
    return first, [*[Signatory("")] * (OPINIONS - len(others)), *others]


def _head(own: Particulars, addressee: str, subject: Words, dated: date | None) -> MemoHead:
    def field(key: str, value: Words, *, open_end: bool = False) -> Field:
        return Field(ours(_say(f"head.{key}")), value, open_end or not value.plain.strip())

    day = ours(tell_day(dated)) if dated is not None else ours("")
    return MemoHead(
        ours(_say("head.title")),
        (
            (field("from", verbatim(own.heading)),),
            (field("number", verbatim(own.number), open_end=True), field("date", day)),
            (field("subject", subject),),
            (field("to", verbatim(addressee)),),
        ),
    )


def _signature(person: Signatory) -> Signature:
    named = person.name.strip()
    name = join(ours("("), verbatim(named), ours(")")) if named else ours(_say("sign.dots"))
    post = person.post.strip()
    return Signature((name, verbatim(post) if post else ours(_say("sign.post"))))


def _opinion(person: Signatory, *, last: bool) -> Opinion:
    key, post = "sign.order" if last else "sign.opinion", person.post.strip()
    title = _named(_say(key, post=_NAME), verbatim(post)) if post else ours(_say(f"{key}-open"))
    return Opinion(title, OPINION_LINES, _signature(person))


# ---- the attachment ----------------------------------------------------------------------------------------


def _weak_points(profile: Profile, findings: Mapping[str, Finding]) -> list[Block]:
    """The weak points by instrument: a sentence each, and the indicators with what is to be mended."""
    reason = tell_reason(profile.reason, profile.declared, bool(profile.row["disagrees"]))
    blocks: list[Block] = [Heading(ours(_say("attachment.weak")), level=2), Paragraph(ours(reason))]
    row = profile.row
    for key in ("impossible", "disagrees"):
        if row[key]:
            totals = {name: format_number(row[f"total_{name}"]) for name in ("declared", "computed")}
            blocks.append(Paragraph(ours(say("overview", f"note.{key}", **totals))))
            break
    if all(i.score is None for i in profile.indicators):
        blocks.append(Paragraph(ours(tell_found(profile))))
    instruments = profile.rules.book.instruments
    blocks.append(Bullets(tuple(ours(tell_lowest(profile, i.code)) for i in instruments)))
    rows: list[Row] = []
    for instrument in instruments:
        score = profile.unit(instrument.code)
        key = "attachment.group-unknown" if score is None else "attachment.group"
        head = _say(key, name=instrument.name, code=instrument.code, score=format_number(score))
        rows.append(Row((ours(head, bold=True),), group=True))
        own = [i for i in profile.indicators if i.instrument == instrument.code]
        rows += [_weak_row(profile, indicator, findings.get(indicator.code)) for indicator in own]
    columns = (
        Column(ours(_say("attachment.column-indicator")), 0.36),
        Column(ours(_say("attachment.column-score")), 0.1, right=True),
        Column(ours(_say("attachment.column-weak")), 0.54),
    )
    caption = ours(_say("attachment.weak-caption", year=profile.rules.fiscal_year))
    return [*blocks, Table(caption, columns, tuple(rows), splits=True)]


def _weak_row(profile: Profile, indicator: IndicatorFigures, finding: Finding | None) -> Row:
    name = _say("attachment.indicator", code=indicator.code, name=indicator.name)
    told = say("reports", "common.unknown")
    if indicator.weakness_class is not None:
        group = say("overview", f"class.{indicator.weakness_class}")
        grounds = " · ".join(ground.text for ground in tell_grounds(profile, indicator))
        key = "attachment.class-with" if grounds else "attachment.class"
        told = _say(key, name=group, grounds=grounds)
    words = ours(told)
    if finding is not None and finding.text.strip():
        source = say("reports", "findings.source", source=say("measures", f"source.{finding.source}"))
        words = join(
            words,
            ours("\n" + _say("attachment.finding")),
            verbatim(finding.text.strip()),
            ours(source),
        )
    return Row((ours(name), ours(format_number(indicator.score)), words))


def _meeting(meeting: Meeting) -> list[Block]:
    """The meeting that set the measures; what is not known of it is left to write on."""
    day = ours(tell_day(meeting.held_on)) if meeting.held_on else ours("")
    people = tuple(verbatim(person) for person in meeting.participants if person.strip())
    return [
        Heading(ours(_say("attachment.meeting")), level=2),
        *_asked("title", verbatim(meeting.title.strip())),
        *_asked("day", day),
        *_asked("place", verbatim(meeting.place.strip())),
        *_asked_list("people", people),
        *_asked("decision", verbatim(meeting.decision.strip()), lines=PEOPLE_LINES),
    ]


def _asked(key: str, given: Words, *, lines: int = 1) -> list[Block]:
    label = ours(_say(f"attachment.meeting-{key}"), bold=True)
    if not given.plain:
        return [FillIn(label, lines)]
    return [Paragraph(join(label, ours(" "), given))]


def _asked_list(key: str, given: tuple[Words, ...]) -> list[Block]:
    if not given:
        return _asked(key, ours(""), lines=PEOPLE_LINES)
    numbered = (join(ours(f"\n{at}. "), words) for at, words in enumerate(given, start=1))
    return [Paragraph(join(ours(_say(f"attachment.meeting-{key}"), bold=True), *numbered))]


def _plan(
    profile: Profile, measures: Sequence[PlannedMeasure], kind: str, missing: Sequence[str]
) -> list[Block]:
    following = profile.rules.fiscal_year + 1
    key = "plan-suggested" if kind == "suggested" else "plan-chosen"
    blocks: list[Block] = [Heading(ours(_say(f"attachment.{key}", next=following)), level=2)]
    if not measures:
        known = any(i.score is not None for i in profile.indicators)
        none = "plan-none-weak" if known and not weak_indicators(profile) else "plan-none"
        return [*blocks, Paragraph(ours(_say(f"attachment.{none}")))]
    blocks.append(plan_table(profile, measures))
    if kind == "suggested":
        blocks.append(Note(ours(_say("attachment.suggested-note"))))
    if missing:
        blocks.append(Note(ours(say("reports", "measures.missing", codes=join_words(list(missing))))))
    return blocks


def plan_table(profile: Profile, measures: Sequence[PlannedMeasure]) -> Table:
    """Build the table of the measures by indicator."""
    caption = ours(_say("attachment.plan-caption", count=len(measures)))
    columns = (
        Column(ours(_say("attachment.column-measure")), 0.21),
        Column(ours(_say("attachment.column-steps")), 0.32),
        Column(ours(_say("attachment.column-owner")), 0.16),
        Column(ours(_say("attachment.column-period")), 0.15),
        Column(ours(_say("attachment.column-follow-up")), 0.16),
    )
    return Table(caption, columns, tuple(_plan_rows(profile, measures)), splits=True)


def _plan_rows(profile: Profile, measures: Sequence[PlannedMeasure]) -> list[Row]:
    known = {indicator.code: indicator for indicator in profile.indicators}
    rows: list[Row] = []
    number = 0
    for code, places in group_by_indicator([entry.measure for entry in measures], list(known)):
        rows.append(Row((_group_words(code, known.get(code)),), group=True))
        for place in places:
            number += 1
            rows.append(_plan_row(number, measures[place]))
    return rows


def _group_words(code: str, indicator: IndicatorFigures | None) -> Words:
    if indicator is None:
        return verbatim(code, bold=True)
    key = "measure-group-unknown" if indicator.score is None else "measure-group"
    score = format_number(indicator.score)
    return ours(_say(f"attachment.{key}", code=code, name=indicator.name, score=score), bold=True)


def _plan_row(number: int, entry: PlannedMeasure) -> Row:
    dots = _say("attachment.empty")
    return Row(
        (
            join(ours(f"{number}. "), entry.words("title")),
            steps_of(entry, dots),
            or_dots(entry.words("owner"), dots),
            period_of(entry, dots),
            or_dots(entry.words("follow_up"), dots),
        )
    )


def _notes(profile: Profile, criteria: Criteria) -> list[Block]:
    line, group = bound(profile.rules.book.pass_line), say("overview", f"class.{URGENT}")
    texts = [_say("attachment.notes-class", urgent=group, line=line), *tell_basis(profile, criteria)]
    return [build_note(texts, None)]
