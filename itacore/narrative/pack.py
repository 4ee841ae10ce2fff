"""Why an agency stands where it does in the list of those to look after first."""

from __future__ import annotations

from itacore.narrative.rating import tell_reason
from itacore.narrative.words import bound, join_words, level_word, short_of
from itacore.scoring.need import BELOW, CONTRADICTS, FAILS, MISSING, TOP, UNSETTLED, Need
from itacore.scoring.profile import IndicatorFigures, Profile, level_or_none, number_or_none
from itacore.scoring.weakness import KEEP, URGENT
from itacore.thai import format_number
from itacore.wording import say

MOST_WEAK = 3


def _say(key: str, **places: object) -> str:
    return say("pack", f"reason.{key}", **places)


def tell_need(need: Need, profile: Profile | None, newest: int | None) -> tuple[str, ...]:
    """Say why, a sentence each, what decides the place first.

    Parameters
    ----------
    need
        Where the agency stands.
    profile
        The agency in the year that is looked at, None where there is none.
    newest
        The year that it was looked for in.
    """
    if profile is None:
        return (_say("no-scores") if newest is None else _say("missing", newest=newest),)
    row, reason = profile.row, profile.reason
    told: list[str] = []
    if need.kind == MISSING:
        told.append(_say("missing-used", newest=newest, year=need.fiscal_year))
    elif need.kind == FAILS:
        told.append(_tell_failing(need, profile))
    elif need.kind == UNSETTLED:
        told.append(_say("unsettled"))
    if row["disagrees"] or row["impossible"]:
        totals = {key: format_number(number_or_none(row[f"total_{key}"])) for key in ("declared", "computed")}
        told.append(_say("disagrees" if row["disagrees"] else "impossible", **totals))
    says_more = need.kind in (BELOW, TOP, UNSETTLED, MISSING) and not row["disagrees"]
    if says_more or (row["outside"] and need.kind in (CONTRADICTS, FAILS)):
        told.append(tell_reason(reason, profile.declared, bool(row["disagrees"])))
    if row["near_bound"]:
        told.append(_say("near"))
    change = number_or_none(row["change"])
    if change is not None and format_number(change).startswith("\u2212"):
        told.append(_say("fell", change=format_number(-change), base=int(row["base_year"])))
    urgent = [entry.code for entry in profile.indicators if entry.weakness_class == URGENT]
    if urgent:
        told.append(_say("urgent", count=len(urgent), codes=join_words(urgent)))
    if profile.rules.provisional:
        told.append(_say("provisional", year=profile.rules.book.fiscal_year))
    return tuple(told)


def _tell_failing(need: Need, profile: Profile) -> str:
    if need.short is not None:
        line, total = bound(profile.rules.book.pass_line), format_number(profile.reason.total)
        return _say("fails", total=total, bound=line, short=short_of(need.short))
    if profile.declared is not None:
        return _say("fails-level", level=level_word(profile.declared))
    return _say("fails-open", levels=_levels(profile))


def tell_rating(profile: Profile) -> str:
    """Name the level, or those that are possible."""
    final = level_or_none(profile.row["final"])
    if final is not None:
        return final
    if profile.reason.kind == "none":
        return say("pack", "unknown")
    return say("pack", "open", levels=_levels(profile))


def _levels(profile: Profile) -> str:
    levels = join_words(profile.reason.possible)
    return level_word(levels) if levels.isascii() else levels


def first_weak(profile: Profile) -> tuple[IndicatorFigures, ...]:
    """Give the indicators to begin with: not to keep as they are, most points to gain first."""
    weak = [entry for entry in profile.indicators if entry.weakness_class not in (None, KEEP)]
    return tuple(sorted(weak, key=lambda entry: entry.rank_by_points or 0)[:MOST_WEAK])


def tell_weak(entry: IndicatorFigures) -> str:
    """Name an indicator with its score."""
    return say("pack", "weak", code=entry.code, name=entry.name, score=format_number(entry.score))
