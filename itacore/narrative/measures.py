"""The sentences about chosen measures: how far they cover the weak indicators."""

from __future__ import annotations

from collections.abc import Sequence

from itacore.narrative.weaknesses import of_class
from itacore.scoring.profile import IndicatorFigures, Profile
from itacore.scoring.weakness import DEVELOP, URGENT
from itacore.wording import say


def weak_indicators(profile: Profile) -> list[IndicatorFigures]:
    """Give the indicators to mend or develop, urgent ones first, each group most points to gain first."""
    return [*of_class(profile, URGENT), *of_class(profile, DEVELOP)]


def has_scores(profile: Profile) -> bool:
    """Tell whether any indicator has a score, so that measures can be suggested."""
    return any(indicator.score is not None for indicator in profile.indicators)


def uncovered(profile: Profile, chosen: Sequence[str]) -> list[IndicatorFigures]:
    """Give the weak indicators that no chosen measure serves; ``chosen`` are codes of indicators."""
    return [i for i in weak_indicators(profile) if i.code not in chosen]


def tell_chosen(profile: Profile, chosen: Sequence[str], suggested: int) -> str:
    """Say how many measures were chosen and what they cover: the first line of the page.

    Parameters
    ----------
    profile
        The agency and year.
    chosen
        Code of the indicator of every chosen measure.
    suggested
        How many measures the catalogue has for the weak indicators.
    """
    weak = weak_indicators(profile)
    if not has_scores(profile):
        return say("measures", "headline.unknown")
    if not weak:
        whole = all(i.score is not None for i in profile.indicators)
        none = "headline.none-weak" if whole else "headline.none-weak-known"
        key = "headline.some-keep" if chosen else none
        return say("measures", key, chosen=len(chosen))
    if not chosen:
        return say("measures", "headline.start", count=suggested, weak=len(weak))
    covered = len(weak) - len(uncovered(profile, chosen))
    return say("measures", "headline.some", chosen=len(chosen), covered=covered, weak=len(weak))
