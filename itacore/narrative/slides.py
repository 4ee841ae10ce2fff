"""The words of the slides: one message a screen, each slide headed by its finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from itacore.narrative.overview import DEVELOP_BOUND, tell_gates, tell_years
from itacore.narrative.slide import MOST_SLIDES, MOST_WORDS, MeasureLine, Slide
from itacore.narrative.slides_of_plan import tell_plan_slides, words_of
from itacore.narrative.trends import leading_parts, tell_heatmap
from itacore.narrative.words import bound, join_words, level_word, unit_name
from itacore.scoring.change import RULES
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import IndicatorFigures, Profile, level_or_none, number_or_none
from itacore.thai import format_number
from itacore.wording import say

FIRST_POINTS = 3
MOST_NAMED = 3
PLAN_SLIDES = 2  # who does what when, and the decision
FULL_SCORE = 100.0


def _say(key: str, **places: object) -> str:
    return say("present", key, **places)


def tell_slides(
    profile: Profile,
    agency: str,
    measures: Sequence[MeasureLine] = (),
    *,
    suggested: bool = True,
    sample: bool = False,
) -> tuple[Slide, ...]:
    """Say what each slide shows; a slide with nothing true to show is left out.

    Parameters
    ----------
    profile
        One agency in one year.
    agency
        Its name.
    measures
        What is to be done in the year after, the first first.
    suggested
        Whether the measures are suggestions and not the office's choice.
    sample
        Whether the figures are made up, which the first slide then says.
    """
    found = [
        _tell_result(profile, agency, sample),
        _tell_gate(profile),
        _tell_totals(profile),
        _tell_change(profile),
        _tell_heatmap(profile),
        *_tell_indicators(profile),
    ]
    slides = [slide for slide in found if slide is not None]
    room = MOST_SLIDES - len(slides) - PLAN_SLIDES
    planned = tell_plan_slides(measures, profile.rules.fiscal_year, suggested=suggested, room=room)
    return (*slides, *planned)


def _tell_result(profile: Profile, agency: str, sample: bool) -> Slide:
    """The year's total, rating and change."""
    reason, row = profile.reason, profile.row
    year = profile.rules.fiscal_year
    level, label = reason.level, ""
    if reason.kind == "outside":
        level, label = profile.declared, _say("result.published-level")
    elif reason.kind in ("open", "none"):
        level, label = None, _say("result.unknown-level") if reason.total is not None else ""
    known = reason.total is not None
    lacking = [i.code for i in profile.rules.book.instruments if profile.unit(i.code) is None]
    lines = [label] if label else []
    if not known and lacking:
        lines.append(_say("result.missing", units=join_words(lacking)))
    slide = Slide(
        "result",
        _result_title(profile),
        _say("result.remark", agency=agency, year=year),
        figure=format_number(reason.total) if known else _say("result.unknown-total"),
        label=_say("result.total-computed" if row["disagrees"] else "result.total"),
        level=level,
        lines=tuple(lines),
        notes=_result_notes(profile, sample),
    )
    whole = replace(slide, lines=(*lines, _tell_moved(profile))) if known else slide
    short = replace(slide, notes=_result_notes(profile, sample, "-short"))
    return next((one for one in (whole, slide) if words_of(one) <= MOST_WORDS), short)


def _tell_moved(profile: Profile) -> str:
    """How the total moved; the rating is beside it, so only another one than before is worth words."""
    row, base = profile.row, profile.base
    change = number_or_none(row["change"])
    if base is None:
        return _say("result.no-base")
    if change is None or abs(change) <= NOISE or row["final"] != base["final"]:
        return tell_years(profile)
    key = "years.rise" if change > 0 else "years.fall"
    return say("overview", key, change=format_number(abs(change)), base=int(base["fiscal_year"]))


def _result_title(profile: Profile) -> str:
    reason = profile.reason
    level = level_word(reason.level)
    if reason.kind == "open":
        if len(reason.possible) > 2:
            return _say("result.open-many")
        return _say("result.open", levels=level_word(join_words(reason.possible)))
    if reason.kind in ("none", "outside", "declared", "top"):
        return _say(f"result.{reason.kind}", level=level)
    found = profile.rules.book.level(reason.level)
    if found is not None and not found.passes:
        return _say("result.fail", level=level)
    if reason.next_level is None:
        return _say("result.level", level=level)
    return _say("result.short", level=level, next=level_word(reason.next_level))


def _result_notes(profile: Profile, sample: bool, form: str = "") -> tuple[str, ...]:
    """What to be careful about; ``form`` is "-short" where the slide has no room for more."""
    row, notes = profile.row, []
    if profile.rules.provisional:
        notes.append(_say(f"note.provisional{form}", used=profile.rules.book.fiscal_year))
    declared, computed = format_number(row["total_declared"]), format_number(row["total_computed"])
    if row["impossible"]:
        notes.append(_say(f"note.impossible{form}", declared=declared))
    elif row["disagrees"]:
        notes.append(_say(f"note.disagrees{form}", declared=declared, computed=computed))
    if sample:
        notes.append(_say(f"note.sample{form}"))
    return tuple(notes)


def _tell_gate(profile: Profile) -> Slide | None:
    """What holds the rating."""
    reason = profile.reason
    if reason.total is None or reason.kind == "none":
        return None
    remark = _say("gate.ruler")
    if reason.gates:
        limit = bound(reason.gates[0].bound)
        if reason.kind == "deduced":
            remark = _say("gate.ground", bound=limit)
        else:
            level = reason.next_level or reason.level
            remark = _say("gate.must", bound=limit, next=level_word(level))
    elif profile.rules.book.gates:
        remark = ""
    notes = () if reason.certain else (_say("note.inferred"),)
    return Slide("gate", tell_gates(reason, profile.rules), remark, notes=notes)


def _tell_totals(profile: Profile) -> Slide | None:
    """How the total went over the years up to this one."""
    year = profile.rules.fiscal_year
    rows = [
        (int(row["fiscal_year"]), float(row["total"]), level_or_none(row["final"]))
        for row in profile.years
        if int(row["fiscal_year"]) <= year and number_or_none(row["total"]) is not None
    ]
    if len(rows) < 2 or rows[-1][0] != year:
        return None
    remarks = []
    levels = {level for _, _, level in rows}
    scales = {level.isascii() for level in levels if level}
    if len(scales) > 1:
        remarks.append(_say("years.new-scale"))
    elif len(levels) == 1 and None not in levels:
        remarks.append(_say("years.same-level", level=level_word(rows[-1][2])))
    if len(rows) < year - rows[0][0] + 1:
        remarks.append(_say("years.gaps"))
    return Slide("years", _years_title([(at, total) for at, total, _ in rows]), " · ".join(remarks))


def _years_title(totals: list[tuple[int, float]]) -> str:
    """Name the direction where there is one, else where this year stands among the others."""
    steps = [after - before for (_, before), (_, after) in pairwise(totals)]
    span = {"first": totals[0][0], "last": totals[-1][0]}
    two = "two-" if len(totals) == 2 else ""
    if all(abs(step) <= NOISE for step in steps):
        return _say(f"years.{two}equal", **span)
    if all(step > NOISE for step in steps):
        return _say(f"years.{two}rising", **span)
    if all(step < -NOISE for step in steps):
        return _say(f"years.{two}falling", **span)
    year, now = totals[-1]
    others = [total for _, total in totals[:-1]]
    if now > max(others) + NOISE:
        return _say("years.highest", year=year, count=len(totals))
    if now < min(others) - NOISE:
        return _say("years.lowest", year=year, count=len(totals))
    best, most = max(totals, key=lambda pair: pair[1])
    if most > now + NOISE:
        return _say("years.between", year=year, best=best)
    return _say("years.tied", year=year, best=best)


def _tell_change(profile: Profile) -> Slide | None:
    """Which part moved the total most."""
    parts = {code: part for code, part in profile.contributions.items() if abs(part) > NOISE}
    if not parts or profile.base is None:
        return None
    change = sum(profile.contributions.values())
    remark = _say("change.remark", base=int(profile.base["fiscal_year"]), year=profile.rules.fiscal_year)
    if abs(change) <= NOISE:
        return Slide("change", _say("change.same"), remark)
    first = leading_parts(parts, 1 if change > 0 else -1)
    key = "change.rise" if change > 0 else "change.fall"
    title = _say(
        key if len(first) == 1 else f"{key}-equal",
        change=format_number(abs(change)),
        unit=_unit(profile, first[0]) if len(first) == 1 else _say("change.codes", codes=join_words(first)),
        part=format_number(parts[first[0]], sign=True),
    )
    return Slide("change", title, remark)


def _unit(profile: Profile, code: str) -> str:
    if code == RULES:
        return _say("change.rules")
    names = {entry.code: entry.name for entry in profile.indicators}
    return (
        _say("change.indicator", code=code, name=names[code])
        if code in names
        else _say("change.instrument", code=unit_name(code))
    )


def _tell_heatmap(profile: Profile) -> Slide | None:
    """Every indicator in every year."""
    years = {year for entry in profile.indicators for year in entry.scores}
    if profile.rules.fiscal_year not in years:
        return None
    places = {"first": min(years), "year": max(years)}
    return Slide(
        "heatmap", tell_heatmap(profile), _say(f"heatmap.{'years' if len(years) > 1 else 'one'}", **places)
    )


def _tell_indicators(profile: Profile) -> list[Slide]:
    """The weakest indicators and the points to gain, or that nothing is left to gain."""
    known = [entry for entry in profile.indicators if entry.score is not None]
    if not known:
        return []
    scores = [float(entry.score or 0.0) for entry in known]
    if min(scores) >= FULL_SCORE - NOISE:
        key = "full.all" if len(known) == len(profile.indicators) else "full.known"
        return [Slide("full", _say(key), _say("full.remark"), figure=format_number(FULL_SCORE))]
    slides = [Slide("weakest", _weakest_title(known, min(scores)), _weakest_remark(profile, scores))]
    gains = sorted(
        (entry for entry in known if (entry.points_to_gain or 0.0) > NOISE),
        key=lambda entry: entry.rank_by_points or 0,
    )[:FIRST_POINTS]
    points = format_number(sum(entry.points_to_gain or 0.0 for entry in gains))
    if len(gains) == 1:
        title = _say("points.one", code=gains[0].code, name=gains[0].name, points=points)
    else:
        title = _say("points.some", codes=join_words([entry.code for entry in gains]), points=points)
    return [*slides, Slide("points", title, _say("points.remark"))]


def _weakest_title(known: list[IndicatorFigures], lowest: float) -> str:
    weakest = [entry for entry in known if entry.score is not None and entry.score <= lowest + NOISE]
    score = format_number(lowest)
    if len(weakest) == 1:
        return _say("weakest.one", code=weakest[0].code, name=weakest[0].name, score=score)
    if len(weakest) <= MOST_NAMED:
        return _say("weakest.some", codes=join_words([entry.code for entry in weakest]), score=score)
    key = "weakest.all" if len(weakest) == len(known) else "weakest.many"
    return _say(key, count=len(weakest), score=score)


def _weakest_remark(profile: Profile, scores: list[float]) -> str:
    above = sum(score >= DEVELOP_BOUND - NOISE for score in scores)
    key = "all-above" if above == len(scores) else "some-above" if above else "none-above"
    places = {"above": above, "count": len(scores), "bound": bound(DEVELOP_BOUND)}
    remark = _say(f"weakest.{key}", **places)
    missing = [entry.code for entry in profile.indicators if entry.score is None]
    if not missing:
        return remark
    named = "unknown" if len(missing) <= MOST_NAMED else "unknown-many"
    return f"{remark} · {_say(f'weakest.{named}', codes=join_words(missing), count=len(missing))}"
