"""Where each instrument is lowest, and how many indicators are weak, for letters and their attachments."""

from __future__ import annotations

from itacore.narrative.weaknesses import of_class
from itacore.narrative.words import join_words, level_word
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import Profile
from itacore.scoring.weakness import DEVELOP, URGENT
from itacore.thai import format_number
from itacore.wording import say

FULL = 100.0


def _say(key: str, **places: object) -> str:
    return say("memo", key, **places)


def tell_lowest(profile: Profile, instrument: str) -> str:
    """Say what an instrument got and which of its indicators are lowest.

    Parameters
    ----------
    profile
        The agency and the year.
    instrument
        Code of an instrument.
    """
    whole = profile.unit(instrument)
    score = format_number(whole)
    unit = _say("lowest.unit-unknown" if whole is None else "lowest.unit", code=instrument, score=score)
    own = [i for i in profile.indicators if i.instrument == instrument]
    known = [(i, i.score) for i in own if i.score is not None]
    if not known:
        return _say("lowest.none", unit=unit)
    least = min(score for _, score in known)
    lowest = [i for i, score in known if score <= least + NOISE]
    places = {"unit": unit, "lowest": format_number(least)}
    if least >= FULL - NOISE:
        told = _say("lowest.full" if len(known) == len(own) else "lowest.full-known", unit=unit)
    elif len(known) == 1 < len(own):
        told = _say("lowest.single", code=lowest[0].code, name=lowest[0].name, **places)
    elif len(lowest) == len(own):
        told = _say("lowest.equal", **places)
    elif len(lowest) == 1:
        told = _say("lowest.one", code=lowest[0].code, name=lowest[0].name, **places)
    else:
        told = _say("lowest.several", codes=join_words([i.code for i in lowest]), **places)
    unknown = [i.code for i in own if i.score is None]
    return _say("lowest.unknown", told=told, codes=join_words(unknown)) if unknown else told


def tell_found(profile: Profile) -> str:
    """Say how many indicators are to be mended at once and to be developed, and which."""
    if all(i.score is None for i in profile.indicators):
        return _say("found.totals-only")
    urgent, develop = (
        join_words([i.code for i in profile.indicators if i in of_class(profile, name)])
        for name in (URGENT, DEVELOP)
    )
    key = "both" if urgent and develop else "urgent" if urgent else "develop" if develop else "none"
    told = _say(
        f"found.{key}",
        urgent=len(of_class(profile, URGENT)),
        develop=len(of_class(profile, DEVELOP)),
        urgent_codes=urgent,
        develop_codes=develop,
    )
    unknown = [i.code for i in profile.indicators if i.score is None]
    return told + (_say("found.unknown", codes=join_words(unknown)) if unknown else "")


def tell_total_and_level(profile: Profile) -> str:
    """Say the total and the level as a part of a sentence, as far as they are known."""
    reason, rules = profile.reason, profile.rules
    if reason.total is None:
        total = _say("result.total-none")
    else:
        key = "result.total-computed" if profile.row["disagrees"] else "result.total"
        total = _say(key, total=format_number(reason.total))
    levels = level_word(join_words(reason.possible, "หรือ" if reason.kind == "outside" else "และ"))
    if reason.kind == "outside":
        told = _say("result.level-outside", total=total, level=level_word(profile.declared), levels=levels)
    elif reason.kind == "open":
        told = _say("result.level-open", total=total, levels=levels)
    elif reason.kind == "none" or reason.level is None:
        told = _say("result.level-none", total=total)
    else:
        told = _say("result.level", total=total, level=level_word(reason.level))
    if rules.provisional and reason.kind != "none":
        told += " " + _say("result.provisional", used=rules.book.fiscal_year)
    return told
