"""The analysis report of an office: the whole of a year's result, from the rules to the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from itacore.criteria import Criteria
from itacore.narrative.analysis import known_indicators, tell_classes, up_to_its_year
from itacore.narrative.trends import tell_trend
from itacore.narrative.weaknesses import tell_weaknesses
from itacore.narrative.words import join_words
from itacore.office import Signatory
from itacore.reports.analysis_plan import build_findings, build_outlook, build_plan, first_of_each
from itacore.reports.analysis_results import build_results
from itacore.reports.analysis_rules import build_rules
from itacore.reports.materials import Materials
from itacore.reports.plans import Plan, plan_measures, weak_indicators
from itacore.reports.report import (
    Block,
    Bullets,
    Contents,
    Cover,
    Heading,
    Paragraph,
    Report,
    Signature,
    Signatures,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.reports.weaknesses import build_foot, build_opening
from itacore.scoring.profile import Profile
from itacore.thai import BUDDHIST_ERA_OFFSET
from itacore.wording import say

MOST_TOGETHER = 6  # who sign on one page
_AGENCY = "\x00"  # stands for the name in a sentence of ours; no name holds it
_DISTRICTS, _PROVINCES = ("อำเภอ", "อ.", "เขต", "กิ่ง"), ("จังหวัด", "จ.", "กรุงเทพ")


def _say(key: str, **places: object) -> str:
    return say("analysis", key, **places)


def build_analysis(made_of: Materials) -> Report:
    """Build the analysis report of one agency in one year; what lies after it is left out.

    Without measures of the office the catalogue's are suggested.
    """
    profile, own, dated = up_to_its_year(made_of.profile), made_of.particulars, made_of.dated
    year, name = profile.rules.fiscal_year, made_of.name
    plan = first_of_each(plan_measures(profile, made_of.agency_type, made_of.chosen_measures))
    found = {code: finding for code, finding in made_of.findings.items() if finding.text.strip()}
    ends = [*build_outlook(profile), *_sources(profile, made_of.criteria, plan, made_of.files, dated)]
    planned = build_plan(profile, plan, found, made_of.meeting)
    blocks = [
        _cover(year, name, own.district or made_of.district, own.province or made_of.province),
        *_summary(profile, plan),
        Contents(ours(_say("paper.contents"))),
        *_preface(year, name, plan, dated),
        *build_rules(profile, made_of.criteria),
        *build_results(profile),
        *build_findings(profile, plan, found),
        *((*ends, *planned) if plan.measures else (*planned, *ends)),  # a plan stands on the last pages
        *_signatures(own.signatories),
    ]
    return Report(
        title=_say("paper.title"),
        subtitle=join(name, ours(" · " + say("reports", "common.of-year", year=year))),
        dated=dated,
        blocks=tuple(blocks),
    )


def _cover(year: int, name: Words, district: str | None, province: str | None) -> Cover:
    place = [
        part
        for part in (
            _placed(district, "district", _DISTRICTS),
            _placed(province, "province", _PROVINCES),
        )
        if part is not None
    ]
    spaced = [piece for part in place for piece in (ours(" "), part)][1:]
    foot = (name, join(*spaced)) if spaced else (name,)
    return Cover(ours(_say("paper.cover")), (ours(_say("paper.year", year=year)),), foot)


def _placed(text: str | None, key: str, beginnings: tuple[str, ...]) -> Words | None:
    """Write a place behind the word for it, once."""
    if not text or not text.strip():
        return None
    if text.strip().startswith(beginnings):
        return verbatim(text.strip())
    return join(ours(_say(f"paper.{key}")), verbatim(text.strip()))


def _summary(profile: Profile, plan: Plan) -> list[Block]:
    """One page: result, what holds it, how it moved, strong and weak points, the plan."""
    points = [tell_trend(profile)] if len(profile.years) > 1 else []
    points += [tell_weaknesses(profile), *tell_classes(profile), _tell_plan(profile, plan)]
    return [
        Heading(ours(_say("summary.title")), new_page=True),
        *build_opening(profile),
        Bullets(tuple(ours(text) for text in points)),
    ]


def _tell_plan(profile: Profile, plan: Plan) -> str:
    year = profile.rules.fiscal_year + 1
    if plan.own:
        key = "summary.plan-missing" if plan.missing else "summary.plan"
        return _say(key, year=year, count=len(plan.measures), codes=join_words(list(plan.missing)))
    if plan.measures:
        return _say("summary.suggested", year=year)
    if known_indicators(profile) and not weak_indicators(profile):
        return _say("plan.none")
    return _say("summary.no-plan", year=year)


def _preface(year: int, name: Words, plan: Plan, dated: date | None) -> list[Block]:
    before, after = _say("preface.what", agency=_AGENCY, year=year, next=year + 1).split(_AGENCY)
    how = _say("preface.how")
    made = [ours(_say("preface.by")), name]
    if dated is not None:
        month = say("reports", f"month.{dated.month}")
        made.append(ours(_say("paper.month", month=month, year=dated.year + BUDDHIST_ERA_OFFSET)))
    return [
        Heading(ours(_say("preface.title")), new_page=True),
        Paragraph(join(ours(before), name, ours(after))),
        Paragraph(ours(_say("preface.how-suggested", how=how) if plan.measures and not plan.own else how)),
        Paragraph(ours(_say("preface.use"))),
        Signature(tuple(made)),
    ]


def _sources(
    profile: Profile, criteria: Criteria, plan: Plan, files: Sequence[str], dated: date | None
) -> list[Block]:
    scores = ours(_say("sources.scores-unknown"))
    if files:
        scores = join(ours(_say("sources.scores")), verbatim(", ".join(files)))
    items = [scores, ours(_say("sources.rules", used=profile.rules.book.fiscal_year))]
    if plan.measures and not plan.own:
        items.append(ours(_say("sources.measures")))
    if known_indicators(profile):
        items.append(ours(_say("sources.classes")))
    return [
        Heading(ours(_say("sources.title"))),
        Bullets(tuple(items)),
        *build_foot(profile, criteria, dated),
    ]


def _signatures(signatories: Sequence[Signatory]) -> list[Block]:
    people = tuple(_signature(signatory) for signatory in signatories)
    if len(people) < 2:
        return list(people)
    starts = range(0, len(people), MOST_TOGETHER)
    return [Signatures(people[start : start + MOST_TOGETHER]) for start in starts]


def _signature(signatory: Signatory) -> Signature:
    name = ours(_say("signature.no-name"))
    if signatory.name:
        before, after = _say("signature.name", name=_AGENCY).split(_AGENCY)
        name = join(ours(before), verbatim(signatory.name), ours(after))
    lines = (ours(_say("signature.line")), name, verbatim(signatory.post))
    return Signature(tuple(line for line in lines if line.plain))
