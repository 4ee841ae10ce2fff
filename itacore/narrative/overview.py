"""The sentences of the overview: its first line and the findings that head its charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itacore.criteria import AppliedRules
from itacore.narrative.rating import only_parts, unknown_units
from itacore.narrative.words import bound, join_words, level_word, short_of, unit_name
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import Profile, level_or_none
from itacore.scoring.reason import Reason
from itacore.thai import format_number
from itacore.wording import say

DEVELOP_BOUND = 95.0
MOST_NAMED = 4


@dataclass(frozen=True)
class Headline:
    """The first line of the page: text, the rating as a badge (None where there is none), text."""

    before: str
    level: str | None
    after: str


def _say(key: str, **places: object) -> str:
    return say("overview", key, **places)


def tell_headline(
    row: Mapping[str, Any], reason: Reason, rules: AppliedRules, declared: str | None
) -> Headline:
    """Say in one line how the year went and what holds the rating.

    Parameters
    ----------
    row
        A row of ``Analysis.ratings``.
    reason
        Its reason.
    rules
        The rules that were applied.
    declared
        The published level, None where there is none.
    """
    year = int(row["fiscal_year"])
    key = "headline.scored" if reason.total is not None else "headline.unscored"
    key = "headline.scored-computed" if row["disagrees"] else key
    before = _say(key, year=year, total=format_number(reason.total))
    level = (
        declared if reason.kind == "outside" else None if reason.kind in ("open", "none") else reason.level
    )
    return Headline(before, level, _tell_after(reason, rules))


def _tell_after(reason: Reason, rules: AppliedRules) -> str:
    if reason.kind == "none":
        return _say("headline.none")
    if reason.kind == "outside":
        return _say("headline.outside", levels=level_word(join_words(reason.possible, "หรือ")))
    if reason.kind == "open":
        if len(reason.possible) > 2:
            return _say("headline.open-many")
        return _say("headline.open", levels=level_word(join_words(reason.possible)))
    if reason.kind in ("top", "declared"):
        return _say(f"headline.{reason.kind}")
    above = level_word(reason.next_level)
    if reason.kind == "deduced" and not only_parts(reason):
        return _say("headline.gate-some", bound=bound(reason.gates[0].bound), next=above)
    if reason.kind in ("gate", "mean", "deduced"):
        return _say("headline.gate", units=_holding(reason), next=above)
    if reason.total is None or not reason.total_short:
        return ""
    level = rules.book.level(reason.level)
    if level is not None and not level.passes:
        short = rules.book.pass_line - reason.total
        return _say("headline.to-pass", short=short_of(short), bound=bound(rules.book.pass_line))
    return _say("headline.to-next", short=short_of(reason.total_short), next=above)


def _holding(reason: Reason) -> str:
    """The instruments that hold the rating."""
    if reason.kind in ("mean", "deduced"):
        return reason.unknown[0][:3] if len(reason.unknown) > 1 else unit_name(reason.unknown[0])
    short = [gate.code for gate in reason.gates if gate.short]
    parts = [code for code in short if len(code) == 4]
    if len(parts) > 1:
        both = say("rating", "both-parts", unit=parts[0][:3])
        short = [both if code == parts[0] else code for code in short if code not in parts[1:]]
    return join_words([unit_name(code) for code in short])


def tell_gates(reason: Reason, rules: AppliedRules) -> str:
    """Say which figure holds the rating: the title of the chart of gates."""
    gate_bound = bound(reason.gates[0].bound) if reason.gates else ""
    level = level_word(reason.level)
    if reason.kind in ("none", "outside", "declared"):
        return _say(f"gates.{reason.kind}", level=level)
    if reason.kind == "open":
        return _say("gates.open", units=unknown_units(reason)) if reason.unknown else _say("gates.open-other")
    if reason.kind == "top":
        top = rules.book.levels[0].all_at_least
        return _say("gates.letters-top", level=level) if top is None else _say("gates.top", bound=bound(top))
    if reason.kind == "gate":
        return _say("gates.gate", units=_holding(reason), bound=gate_bound, level=level)
    if reason.kind == "mean":
        return _say("gates.mean-short", mean=format_number(reason.mean), bound=gate_bound)
    if reason.kind == "deduced":
        key = "gates.deduced" if only_parts(reason) else "gates.deduced-other"
        return _say(key, bound=gate_bound, level=level)
    if reason.total is None or not reason.total_short or reason.next_bound is None:
        return _say("gates.same", level=level)
    found = rules.book.level(reason.level)
    if found is not None and not found.passes:
        short = rules.book.pass_line - reason.total
        return _say("gates.total-pass", short=short_of(short), bound=bound(rules.book.pass_line))
    short_by, lower = short_of(reason.total_short), bound(reason.next_bound)
    return _say("gates.total", short=short_by, next=level_word(reason.next_level), bound=lower)


def tell_years(profile: Profile) -> str:
    """Say how the total and the rating moved against the base year: the title of the chart of years.

    A fall of a level while the score rises, and the reverse, are said as such.
    """
    row, base = profile.row, profile.base
    if row["total"] != row["total"]:
        return _say("years.none")
    if base is None:
        return _say("years.first" if len(profile.years) > 1 else "years.one", year=profile.rules.fiscal_year)
    base_year = int(base["fiscal_year"])
    if row["change"] != row["change"]:
        return _say("years.no-base", base=base_year)
    change = float(row["change"])
    if abs(change) <= NOISE:
        moved = _say("years.same", base=base_year)
    else:
        key = "years.rise" if change > 0 else "years.fall"
        moved = _say(key, change=format_number(abs(change)), base=base_year)
    return _with_level(profile, moved, change)


def _with_level(profile: Profile, moved: str, change: float) -> str:
    """Add to how the total moved how the rating did."""
    level, earlier = level_or_none(profile.row["final"]), level_or_none((profile.base or {}).get("final"))
    labels = [x.label for x in profile.rules.book.levels]
    earlier_labels = [x.label for x in profile.base_rules.book.levels] if profile.base_rules else []
    if earlier_labels != labels:
        return _say("years.new-scale", change=moved)
    if level not in labels or earlier not in labels:
        return moved
    step = labels.index(earlier) - labels.index(level)
    if step == 0:
        key = "years.same-level"
    elif step > 0:
        key = "years.up-level" if change >= -NOISE else "years.up-level-though"
    else:
        key = "years.down-level" if change >= -NOISE else "years.down-level-too"
    return _say(key, change=moved, level=level_word(level))


def tell_indicators(scores: Sequence[tuple[str, str, float]], limit: float = DEVELOP_BOUND) -> str:
    """Say how many indicators reach a bound and which do not: the title of the ten indicators.

    Parameters
    ----------
    scores
        Code, name and score of every known indicator, in the order of the codes.
    limit
        The bound.

    >>> tell_indicators([("1", "ก", 96.0), ("2", "ข", 94.0)])
    '1 ใน 2\\xa0ตัวชี้วัดได้ 95 ขึ้นไป ที่ไม่ถึงคือข้อ 2'
    """
    if not scores:
        return _say("indicators.missing")
    below = [entry for entry in scores if entry[2] < limit - NOISE]
    above = len(scores) - len(below)
    least = min(score for _, _, score in scores)
    lowest = [entry for entry in scores if entry[2] <= least + NOISE]
    places = {"count": len(scores), "above": above, "bound": bound(limit)}
    worst = {"lowest": _tell_lowest(lowest), "score": format_number(least)}
    if not below:
        return _say("indicators.all", **places)
    if len(scores) > MOST_NAMED and len(lowest) == len(scores):
        return _say("indicators.equal", score=worst["score"], **places)
    if not above:
        return _say("indicators.none", bound=bound(limit), **worst)
    if len(below) > MOST_NAMED:
        return _say("indicators.many", **places, **worst)
    return _say("indicators.some", **places, codes=join_words([code for code, _, _ in below]))


def _tell_lowest(lowest: Sequence[tuple[str, str, float]]) -> str:
    """Name the lowest indicator; several equal ones by number, many by their count."""
    if len(lowest) == 1:
        return _say("indicators.lowest", code=lowest[0][0], name=lowest[0][1])
    if len(lowest) > MOST_NAMED:
        return _say("indicators.lowest-many", count=len(lowest))
    return _say("indicators.lowest-equal", codes=join_words([code for code, _, _ in lowest]))
