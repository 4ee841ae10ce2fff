"""The sentences about weak points: where the points to gain are, and why an indicator is weak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from itacore.narrative.words import bound, join_words
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import IndicatorFigures, Profile
from itacore.scoring.weakness import DEVELOP, KEEP, URGENT, read_thresholds
from itacore.thai import format_number
from itacore.wording import say

MOST_NAMED = 4


@dataclass(frozen=True)
class Ground:
    """One ground on which an indicator is weak: its code, and the words for it."""

    code: str
    text: str


@dataclass(frozen=True)
class View:
    """One way of looking for the weakest: the question, the indicators that lead, their common figure."""

    code: str
    name: str
    indicators: tuple[IndicatorFigures, ...]
    figure: str


def _say(key: str, **places: object) -> str:
    return say("weaknesses", key, **places)


def order_by_points(profile: Profile) -> list[IndicatorFigures]:
    """Order the known indicators by points to gain, then as the rule book has them."""
    known = [i for i in profile.indicators if i.points_to_gain is not None]
    return sorted(known, key=lambda i: i.rank_by_points or 0)


def of_class(profile: Profile, weakness_class: str) -> list[IndicatorFigures]:
    """Give the indicators of a class, most points to gain first."""
    return [i for i in order_by_points(profile) if i.weakness_class == weakness_class]


def points_of(indicator: IndicatorFigures) -> float:
    """Points of the total that a known indicator can still bring."""
    assert indicator.points_to_gain is not None
    return indicator.points_to_gain


def tell_weaknesses(profile: Profile) -> str:
    """Say in one line where to begin: the first line of the page."""
    known = order_by_points(profile)
    if not known:
        return _say("headline.unknown" if profile.reason.total is not None else "headline.nothing")
    if points_of(known[0]) <= NOISE:
        return _say("headline.full" if len(known) == len(profile.indicators) else "headline.full-known")
    for weakness_class in (URGENT, DEVELOP):
        found = of_class(profile, weakness_class)
        if found:
            first = [i for i in found if abs(points_of(i) - points_of(found[0])) <= NOISE]
            places = {"count": len(found), "points": format_number(points_of(found[0]))}
            if len(first) == 1:
                return _say(f"headline.{weakness_class}", name=first[0].name, **places)
            if len(first) > MOST_NAMED:
                return _say(f"headline.{weakness_class}-equal-many", equal=len(first), **places)
            codes = join_words([i.code for i in first])
            return _say(f"headline.{weakness_class}-equal", codes=codes, **places)
    key = "headline.keep" if len(known) == len(profile.indicators) else "headline.keep-known"
    return _say(key, points=format_number(sum(points_of(i) for i in known)))


def weak_streak(indicator: IndicatorFigures, fiscal_year: int, limit: float | None = None) -> int:
    """Count the years in a row, up to this one, in which an indicator was below a bound.

    A year without a score ends the row.
    """
    limit = read_thresholds().develop_below if limit is None else limit
    year = fiscal_year
    while year in indicator.scores and indicator.scores[year] < limit - NOISE:
        year -= 1
    return fiscal_year - year


def tell_grounds(profile: Profile, indicator: IndicatorFigures) -> list[Ground]:
    """Say on which grounds an indicator is weak, the weightiest first; none for one to keep.

    Those that put it into its class come first, then what stands out among all: the lowest score, the largest
    fall, weak years in a row.
    """
    if indicator.score is None or indicator.weakness_class == KEEP:
        return []
    limits, line = read_thresholds(), profile.rules.book.pass_line
    grounds = []
    if indicator.score < line - NOISE:
        grounds.append(Ground("below-pass", _say("ground.below-pass", bound=bound(line))))
    elif indicator.weakness_class == URGENT:
        grounds.append(Ground("weak-part", _say("ground.weak-part", bound=bound(line))))
    if indicator.rank_by_score == 1 and not _all_equal(profile):
        grounds.append(Ground("lowest", _say("ground.lowest")))
    falls = [i.change for i in profile.indicators if i.change is not None and i.change < -NOISE]
    if indicator.change is not None and indicator.change < -NOISE:
        largest = indicator.change <= min(falls) + NOISE
        change = format_number(-indicator.change)
        if indicator.change < -limits.fall_more_than - NOISE:
            key = "fall-largest" if largest else "fall"
            grounds.append(Ground("fall", _say(f"ground.{key}", change=change)))
    streak = weak_streak(indicator, profile.rules.fiscal_year)
    if streak > 1:
        places = {"years": streak, "bound": bound(limits.develop_below)}
        grounds.append(Ground("streak", _say("ground.streak", **places)))
    elif indicator.score < limits.develop_below - NOISE and not any(g.code == "below-pass" for g in grounds):
        grounds.append(Ground("below", _say("ground.below", bound=bound(limits.develop_below))))
    if not grounds:
        among = indicator.rank_by_points is not None and indicator.rank_by_points <= limits.most_points_ranks
        enough = points_of(indicator) >= limits.most_points_at_least - NOISE
        key = "most-points" if among and enough else "holds"
        grounds.append(Ground(key, _say(f"ground.{key}")))
    return grounds


def _all_equal(profile: Profile) -> bool:
    scores = [i.score for i in profile.indicators if i.score is not None]
    return max(scores) - min(scores) <= NOISE


def tell_views(profile: Profile) -> list[View]:
    """Look for the weakest in four ways; a way without an answer is left out."""
    known = order_by_points(profile)
    if not known or points_of(known[0]) <= NOISE:
        return []
    views = []
    if not _all_equal(profile):
        lowest = [i for i in profile.indicators if i.rank_by_score == 1]
        views.append(_view("lowest", lowest, format_number(lowest[0].score)))
    most = [i for i in known if i.rank_by_points == 1]
    views.append(_view("most-points", most, format_number(points_of(most[0]))))
    fallen = [i for i in known if i.change is not None and i.change < -NOISE]
    if fallen:
        worst = min(i.change for i in fallen if i.change is not None)
        furthest = [i for i in fallen if i.change is not None and i.change <= worst + NOISE]
        views.append(_view("fall", furthest, format_number(worst, sign=True)))
    streaks = {i.code: weak_streak(i, profile.rules.fiscal_year) for i in known}
    longest = max(streaks.values())
    if longest > 1:
        again = [i for i in profile.indicators if streaks.get(i.code) == longest]
        views.append(_view("streak", again, _say("view.years", years=longest)))
    return views


def _view(code: str, indicators: Sequence[IndicatorFigures], figure: str) -> View:
    limit = bound(read_thresholds().develop_below)
    return View(code, _say(f"view.{code}", bound=limit), tuple(indicators), figure)


def tell_view_leaders(view: View) -> str:
    """Name the indicators that lead a view: one in full, several by number."""
    if len(view.indicators) == 1:
        return f"{view.indicators[0].code} {view.indicators[0].name}"
    if len(view.indicators) > MOST_NAMED:
        return _say("view.many", count=len(view.indicators))
    return _say("view.codes", codes=join_words([i.code for i in view.indicators]))


def tell_leading(views: Sequence[View]) -> str:
    """Say which indicator leads most views: the title of their table."""
    counts: dict[str, int] = {}
    for view in views:
        for indicator in view.indicators:
            counts[indicator.code] = counts.get(indicator.code, 0) + 1
    most = max(counts.values())
    first = [code for code, count in counts.items() if count == most]
    if most == len(views) and len(first) <= MOST_NAMED:
        return _say("view.leads-all", codes=join_words(first), views=len(views))
    if most > 1 and len(first) == 1:
        return _say("view.leads", code=first[0], count=most, views=len(views))
    return _say("view.differ" if len(views) > 1 else "view.many", count=len(first))
