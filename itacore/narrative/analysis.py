"""The sentences of the analysis about a result: order, years, strengths, each indicator, what is ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from itacore.narrative.trends import direction
from itacore.narrative.weaknesses import of_class, order_by_points, points_of, tell_grounds
from itacore.narrative.words import join_words, level_word, short_of
from itacore.scoring.analysis import SEPARATOR
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import IndicatorFigures, Profile, level_or_none, number_or_none
from itacore.scoring.weakness import DEVELOP, KEEP, URGENT
from itacore.thai import format_number
from itacore.wording import say

FULL = 100.0
MOST_YEARS = 5  # beside each other
MOST_LEVELS = 3  # that are named; more are as good as unknown


@dataclass(frozen=True)
class Ranked:
    """An indicator with its place from the highest score down; equal scores share the better place."""

    place: int
    indicator: IndicatorFigures


def _say(key: str, **places: object) -> str:
    return say("analysis", key, **places)


def up_to_its_year(profile: Profile) -> Profile:
    """Leave out what lies after the profile's year: a paper of that year does not know it."""
    year = profile.rules.fiscal_year
    indicators = tuple(
        replace(
            indicator,
            scores={y: score for y, score in indicator.scores.items() if y <= year},
            classes={y: name for y, name in indicator.classes.items() if y <= year},
        )
        for indicator in profile.indicators
    )
    return replace(
        profile,
        years=tuple(row for row in profile.years if int(row["fiscal_year"]) <= year),
        indicators=indicators,
        rules_by_year={y: rules for y, rules in profile.rules_by_year.items() if y <= year},
    )


def known_indicators(profile: Profile) -> list[IndicatorFigures]:
    """Give the indicators whose score is known, as the rule book has them."""
    return [indicator for indicator in profile.indicators if indicator.score is not None]


def score_of(indicator: IndicatorFigures) -> float:
    """Score of a known indicator."""
    assert indicator.score is not None
    return indicator.score


def rank_indicators(profile: Profile) -> list[Ranked]:
    """Rank the known indicators from the highest score down, equal ones as the rule book has them."""
    known = known_indicators(profile)
    places = [1 + sum(score_of(o) > score_of(i) + NOISE for o in known) for i in known]
    return sorted((Ranked(p, i) for p, i in zip(places, known, strict=True)), key=lambda entry: entry.place)


def has_ties(ranked: Sequence[Ranked]) -> bool:
    """Whether some share a place."""
    return len({entry.place for entry in ranked}) < len(ranked)


def tell_moves(profile: Profile) -> list[str]:
    """Say which indicators rose, fell and stayed against the base year; nothing where none can be compared."""
    moved = [indicator for indicator in profile.indicators if indicator.change is not None]
    if not moved:
        return []
    base = int(profile.row["base_year"])
    told = []
    for way, key in ((1, "rise"), (-1, "fall"), (0, "same")):
        found = [i for i in moved if direction(i.change or 0.0) == way]
        if found:
            codes = join_words([_tell_move(i) if way else i.code for i in found])
            told.append(_say(f"moves.{key}", count=len(found), base=base, codes=codes))
    without = [i.code for i in profile.indicators if i.change is None]
    if without:
        told.append(_say("moves.unknown", base=base, codes=join_words(without)))
    return told


def _tell_move(indicator: IndicatorFigures) -> str:
    return _say("moves.one", code=indicator.code, change=short_of(abs(indicator.change or 0.0)))


def tell_strengths(profile: Profile) -> str:
    """Say which indicators are to be kept up, full scores above all."""
    known = known_indicators(profile)
    if not known:
        return _say("strengths.unknown")
    kept = [i for i in known if i.weakness_class == KEEP]
    if not kept:
        return _say("strengths.none")
    full = [i.code for i in kept if score_of(i) >= FULL - NOISE]
    codes = join_words([i.code for i in kept])
    if len(full) == len(kept):
        return _say(
            "strengths.all-full" if len(kept) > 1 else "strengths.one-full", count=len(kept), codes=codes
        )
    if full:
        return _say("strengths.some-full", count=len(kept), codes=codes, full=join_words(full))
    return _say("strengths.some", count=len(kept), codes=codes)


def kept_indicators(profile: Profile) -> list[IndicatorFigures]:
    """Give the indicators to be kept up, highest score first."""
    return [e.indicator for e in rank_indicators(profile) if e.indicator.weakness_class == KEEP]


def tell_classes(profile: Profile) -> list[str]:
    """Say which indicators are to be mended first, to be developed, to be kept."""
    if not known_indicators(profile):
        return []
    told = []
    for weakness_class in (URGENT, DEVELOP, KEEP):
        found = of_class(profile, weakness_class)
        if weakness_class == KEEP:  # nothing of it comes first
            found = [indicator for indicator in profile.indicators if indicator in found]
        codes = [indicator.code for indicator in found]
        key = "classes.some" if codes else "classes.none"
        name = say("overview", f"class.{weakness_class}")
        told.append(_say(key, name=name, count=len(codes), codes=join_words(codes)))
    return told


def tell_indicator(profile: Profile, indicator: IndicatorFigures) -> str:
    """Say what the figures tell of an indicator: score, change, class with its grounds, points to gain."""
    if indicator.score is None:
        return _say("indicator.unknown", year=profile.rules.fiscal_year)
    score, base = format_number(indicator.score), int(profile.row["base_year"])
    full = indicator.score >= FULL - NOISE
    said = [
        _say("indicator.full" if full else "indicator.score", score=score, year=profile.rules.fiscal_year)
    ]
    if indicator.change is not None:
        way = ("same", "rise", "fall")[direction(indicator.change)]
        said.append(_say(f"indicator.{way}", change=short_of(abs(indicator.change)), base=base))
    elif base:
        said.append(_say("indicator.no-base", base=base))
    said.append(_say("indicator.class", name=say("overview", f"class.{indicator.weakness_class}")))
    grounds = [ground.text for ground in tell_grounds(profile, indicator)]
    if grounds:
        said.append(_say("indicator.grounds", grounds=", ".join(grounds)))
    if not full:
        said.append(_say("indicator.points", points=short_of(points_of(indicator))))
    return " ".join(said)


def tell_in_short(indicator: IndicatorFigures) -> str:
    """Say the score and the class of an indicator, for a cell."""
    if indicator.score is None:
        return _say("plan.score-unknown")
    name = say("overview", f"class.{indicator.weakness_class}")
    return _say("plan.score", score=format_number(indicator.score), name=name)


def tell_ahead(profile: Profile) -> list[str]:
    """Say what the figures leave to gain; nothing is foretold."""
    known = order_by_points(profile)
    year = profile.rules.fiscal_year
    if not known:
        return [_say("outlook.unknown", year=year)]
    gains = [i for i in known if points_of(i) > NOISE]
    if not gains:
        return [_say("outlook.full"), _say("outlook.no-promise")]
    said = [
        _say("outlook.points", points=short_of(sum(points_of(i) for i in gains)), first=_tell_first(gains)),
        _say("outlook.no-promise"),
    ]
    return said


def _tell_first(gains: Sequence[IndicatorFigures]) -> str:
    most = points_of(gains[0])
    first = [i for i in gains if points_of(i) >= most - NOISE]
    key = "outlook.first" if len(first) == 1 else "outlook.first-equal"
    return _say(key, codes=join_words([i.code for i in first]), points=short_of(most))


def tell_levels_of(row: Mapping[str, Any]) -> str:
    """Write the level of a year, or those that are still possible where they are few."""
    final = level_or_none(row["final"])
    if final is not None:
        return final
    possible = [part for part in str(row["possible"]).split(SEPARATOR) if part]
    few = 0 < len(possible) <= MOST_LEVELS
    return join_words(possible, "หรือ") if few else say("reports", "common.unknown")


def tell_totals(profile: Profile) -> list[str]:
    """Say total and level of every year, where there are several."""
    if len(profile.years) < 2:
        return []
    return [_tell_total(row) for row in profile.years[-MOST_YEARS:]]


def _tell_total(row: Mapping[str, Any]) -> str:
    year, total = int(row["fiscal_year"]), number_or_none(row["total"])
    if total is None:
        return _say("years.unscored", year=year)
    return _say("years.scored", year=year, total=format_number(total), level=level_word(tell_levels_of(row)))
