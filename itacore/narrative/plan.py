"""The first line of the plan: how many measures, what they cover, what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from itacore.narrative.measures import uncovered, weak_indicators
from itacore.scoring.profile import Profile
from itacore.scoring.weakness import URGENT
from itacore.wording import say


def tell_plan(profile: Profile, indicators: Sequence[str], *, no_owner: int, no_period: int) -> str:
    """Answer who does what by when, in one sentence.

    Parameters
    ----------
    profile
        The agency and the year assessed; the plan is for the year after.
    indicators
        Code of the indicator of every measure of the plan.
    no_owner, no_period
        How many measures have nobody who carries them out, and no time.
    """
    year, weak = profile.rules.fiscal_year + 1, weak_indicators(profile)
    urgent = any(indicator.weakness_class == URGENT for indicator in weak)
    places = {
        "year": year,
        "weak": len(weak),
        "which": say("plan", f"which.{'urgent' if urgent else 'develop'}"),
    }
    if not indicators:
        return say("plan", "headline.none-weak" if weak else "headline.none", **places)
    told = say("plan", "headline.count", year=year, count=len(indicators))
    covered = len(weak) - len(uncovered(profile, indicators))
    missing = no_owner or no_period
    if weak and (covered == len(weak) or not missing):  # else the line would say two things that are missing
        whole = "all-one" if len(weak) == 1 else "all"
        key = whole if covered == len(weak) else "some"
        told += say("plan", f"headline.{key}", covered=covered, **places)
    if no_owner:
        return told + say("plan", "headline.no-owner", count=no_owner)
    if no_period:
        return told + say("plan", "headline.no-period", count=no_period)
    return told + say("plan", "headline.whole")
