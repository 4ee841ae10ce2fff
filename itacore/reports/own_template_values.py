"""What goes into the places of an office's own form: the figures, sentences and tables of the papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from itacore.criteria import Criteria
from itacore.measures.chosen import Finding
from itacore.measures.plan_dates import tell_day
from itacore.narrative.analysis import (
    kept_indicators,
    known_indicators,
    tell_levels_of,
    tell_strengths,
    up_to_its_year,
)
from itacore.narrative.rating import tell_reason
from itacore.narrative.trends import tell_trend
from itacore.narrative.weaknesses import points_of, tell_grounds, tell_weaknesses
from itacore.narrative.words import join_words
from itacore.office import LIMIT_FIELDS, Particulars, Signatory
from itacore.reports.analysis_results import ranked_table, year_table
from itacore.reports.materials import Materials
from itacore.reports.memo import plan_table
from itacore.reports.own_template import Value
from itacore.reports.plans import PlannedMeasure, order_findings, plan_measures, weak_indicators
from itacore.reports.report import Column, Row, Table, Words, join, ours, verbatim
from itacore.reports.weaknesses import tell_basis, tell_result
from itacore.scoring.profile import IndicatorFigures, Profile, number_or_none
from itacore.thai import format_number
from itacore.wording import say


def _say(key: str, **places: object) -> str:
    return say("own_template", key, **places)


def gather_values(made_of: Materials) -> dict[str, Value | None]:
    """Gather the values of all places of data/own_template.toml, None where nothing is known.

    What lies after the year is left out. Measures are only those that the office chose: a form has no room to call
    others suggestions.
    """
    profile, own, meeting = up_to_its_year(made_of.profile), made_of.particulars, made_of.meeting
    rank, year = made_of.rank, profile.rules.fiscal_year
    found = [
        join(ours(say("reports", "findings.head", code=i.code, name=i.name)), _told(finding))
        for i, finding in order_findings(profile, made_of.findings)
    ]
    chosen = made_of.chosen_measures
    measures = plan_measures(profile, made_of.agency_type, chosen).measures if chosen else ()
    values: dict[str, Value | None] = {
        "agency": _own(made_of.known_name),
        "agency_type": _own(made_of.agency_type),
        "district": _own(own.district or made_of.district),
        "province": _own(own.province or made_of.province),
        "heading": _own(own.heading),
        "document_number": _own(own.number),
        "date": _day(made_of.dated),
        "fiscal_year": _text(str(year)),
        "plan_year": _text(str(year + 1)),
        "rank": _number(None if rank is None else rank.rank, 0),
        **_figures(profile),
        **_sentences(profile, made_of.criteria),
        "findings": tuple(found) or None,
        "measures": tuple(_measure(entry) for entry in measures) or None,
        "plan_table": plan_table(profile, measures) if measures else None,
        "meeting_title": _own(meeting.title),
        "meeting_date": _day(meeting.held_on),
        "meeting_place": _own(meeting.place),
        "meeting_decision": _lines(meeting.decision.splitlines()),
        "participants": _lines(meeting.participants),
        **_signatures(own),
    }
    for name in LIMIT_FIELDS:
        values[f"limit_{name}"] = _lines(str(getattr(made_of.limits, name)).splitlines())
    return values


def _text(text: str) -> Value | None:
    return (ours(text),) if text.strip() else None


def _own(text: str | None) -> Value | None:
    """A text of the office's own, as it wrote it."""
    return (verbatim(text.strip()),) if text and text.strip() else None


def _lines(lines: Sequence[str]) -> Value | None:
    return tuple(verbatim(line.strip()) for line in lines if line.strip()) or None


def _number(value: float | None, digits: int = 2, *, sign: bool = False) -> Value | None:
    return None if value is None else _text(format_number(value, digits, sign=sign))


def _day(day: date | None) -> Value | None:
    return None if day is None else _text(tell_day(day))


def _figures(profile: Profile) -> dict[str, Value | None]:
    row, base = profile.row, profile.base
    level = tell_levels_of(row)
    unknown = level == say("reports", "common.unknown")
    scores = {indicator.code: indicator.score for indicator in profile.indicators}
    return {
        "total": _number(number_or_none(row["total"])),
        "rating": None if unknown else _text(level),
        "previous_year": None if base is None else _text(str(int(base["fiscal_year"]))),
        "previous_total": None if base is None else _number(number_or_none(base["total"])),
        "change": _number(number_or_none(row["change"]), sign=True),
        **{code.lower(): _number(profile.unit(code)) for code in ("IIT", "EIT", "OIT")},
        **{f"indicator_{code}": _number(scores.get(str(code))) for code in range(1, 11)},
    }


def _sentences(profile: Profile, criteria: Criteria) -> dict[str, Value | None]:
    """What the figures say, in sentences, lists and tables."""
    row, known = profile.row, known_indicators(profile)
    result = [tell_result(profile)]
    for key in ("impossible", "disagrees"):
        if row[key]:
            totals = {name: format_number(row[f"total_{name}"]) for name in ("declared", "computed")}
            result.append(say("overview", f"note.{key}", **totals))
            break
    weak = weak_indicators(profile)
    no_weak = (ours(tell_weaknesses(profile)),) if known else None
    kept = tuple(
        ours(say("analysis", "result.strength", code=i.code, name=i.name, score=format_number(i.score)))
        for i in kept_indicators(profile)
    )
    strengths = (ours(tell_strengths(profile)),) if known else None
    return {
        "result_sentence": _text(" ".join(result)),
        "gate_sentence": _text(tell_reason(profile.reason, profile.declared, bool(row["disagrees"]))),
        "change_sentence": _text(tell_trend(profile)) if profile.base is not None else None,
        "weak_sentence": _text(tell_weaknesses(profile)),
        "strength_sentence": strengths,
        "rules_sentence": _text(" · ".join(tell_basis(profile, criteria))),
        "disclaimer": _text(say("reports", "notes.disclaimer")),
        "strengths": kept or strengths,
        "weaknesses": tuple(ours(_weak_line(profile, i)) for i in weak) or no_weak,
        "ranked_table": _with_unknown(profile, ranked_table(profile)) if known else None,
        "weakest_table": _with_unknown(profile, _weakest_table(profile, weak)) if weak else no_weak,
        "years_table": year_table(profile) if known or row["total"] == row["total"] else None,
    }


def _weak_line(profile: Profile, indicator: IndicatorFigures) -> str:
    places = {"code": indicator.code, "name": indicator.name, "score": format_number(indicator.score)}
    return _say("line.weak", grounds=_grounds(profile, indicator), **places)


def _grounds(profile: Profile, indicator: IndicatorFigures) -> str:
    return " · ".join(ground.text for ground in tell_grounds(profile, indicator))


def _weakest_table(profile: Profile, weak: Sequence[IndicatorFigures]) -> Table:
    shares = {"code": 0.08, "name": 0.36, "score": 0.12, "points": 0.12, "why": 0.32}
    columns = tuple(
        Column(ours(say("reports", f"weaknesses.column-{key}")), share, right=key in ("score", "points"))
        for key, share in shares.items()
    )
    rows = tuple(
        Row(
            tuple(
                ours(text)
                for text in (
                    i.code,
                    i.name,
                    format_number(i.score),
                    format_number(points_of(i)),
                    _grounds(profile, i),
                )
            )
        )
        for i in weak
    )
    return Table(ours(say("reports", "weaknesses.caption", year=profile.rules.fiscal_year)), columns, rows)


def _with_unknown(profile: Profile, table: Table) -> Table:
    """Say in a last row which indicators are not in a table: a form has no notes of ours."""
    codes = [indicator.code for indicator in profile.indicators if indicator.score is None]
    if not codes:
        return table
    last = Row((ours(say("reports", "weaknesses.unknown", codes=join_words(codes))),), group=True)
    return Table(table.caption, table.columns, (*table.rows, last), table.splits)


def _told(finding: Finding) -> Words:
    source = say("reports", "findings.source", source=say("measures", f"source.{finding.source}"))
    return join(verbatim(finding.text.strip()), ours(source))


def _measure(entry: PlannedMeasure) -> Words:
    """A measure with who does it and when, as far as the office said."""
    parts = [ours(_say("line.measure", code=entry.measure.indicator)), entry.words("title")]
    for name in ("owner", "period"):
        words = entry.words(name)
        if words.plain.strip():
            parts += [ours(_say(f"line.{name}")), words]
    return join(*parts)


def _signatures(own: Particulars) -> dict[str, Value | None]:
    """The first signatory hands in, the last one is the head of the office."""
    people = [one for one in own.signatories if one.post.strip() or one.name.strip()]
    first = people[0] if people else Signatory("")
    last = people[-1] if len(people) > 1 else Signatory("")
    return {
        "signature_name": _own(first.name),
        "signature_post": _own(first.post),
        "head_name": _own(last.name),
        "head_post": _own(last.post),
    }
