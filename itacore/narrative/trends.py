"""The sentences of the trends: how the total, its levels and the indicators moved over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from itacore.narrative.overview import DEVELOP_BOUND
from itacore.narrative.words import bound, join_words, level_word, short_of
from itacore.scoring.change import RULES
from itacore.scoring.precision import NOISE
from itacore.scoring.profile import Profile, level_or_none, number_or_none
from itacore.thai import MINUS, format_number
from itacore.wording import say

MOVES = 5.0  # points between an indicator's highest and lowest year from which on it is said to move
MOST_NAMED = 4  # indicators named in one title


def _say(key: str, **places: object) -> str:
    return say("trends", key, **places)


def direction(change: float) -> int:
    """1 for a rise, -1 for a fall, 0 where nothing moved."""
    return 0 if abs(change) <= NOISE else 1 if change > 0 else -1


def tell_trend(profile: Profile) -> str:
    """Say in one line how the total came to where it is in the profile's year."""
    row, year = profile.row, profile.rules.fiscal_year
    if number_or_none(row["total"]) is None:
        return _say("head.one-unscored" if len(profile.years) == 1 else "head.unscored", year=year)
    if profile.base is None:
        return _say("head.one" if len(profile.years) == 1 else "head.first", year=year)
    change = number_or_none(row["change"])
    if change is None:
        return _say("head.no-base", year=year, base=int(row["base_year"]))
    run = _run(profile)
    return _with_level(profile, _tell_moved(profile, run, change), run, change)


def _steps(profile: Profile) -> list[Mapping[str, Any]]:
    """Years up to the profile's with a known change against the very year before, latest first."""
    steps = []
    for row in reversed([y for y in profile.years if y["fiscal_year"] <= profile.rules.fiscal_year]):
        if number_or_none(row["change"]) is None or row["fiscal_year"] - row["base_year"] != 1:
            break
        steps.append(row)
    return steps


def _run(profile: Profile) -> list[Mapping[str, Any]]:
    """Latest years without a gap that moved the same way, latest first."""
    steps = _steps(profile)
    ways = [direction(float(step["change"])) for step in steps]
    return steps[: next((at for at, way in enumerate(ways) if way != ways[0]), len(steps))]


def _waves(profile: Profile) -> int:
    """How many of the latest years went up and down by turns."""
    ways = [direction(float(step["change"])) for step in _steps(profile)]
    count = 1
    while count < len(ways) and ways[count] and ways[count] == -ways[count - 1]:
        count += 1
    return count


def _tell_moved(profile: Profile, run: Sequence[Mapping[str, Any]], change: float) -> str:
    year, base = profile.rules.fiscal_year, int(profile.row["base_year"])
    way = ("same", "rise", "fall")[direction(change)]
    places: dict[str, object] = {
        "year": year,
        "base": base,
        "change": short_of(abs(change)),
        "total": format_number(profile.row["total"]),
    }
    if year - base > 1:
        return _say(f"head.{way}-gap", **places, gap=_tell_gap(base, year))
    if len(run) > 1:
        start = next(y for y in profile.years if y["fiscal_year"] == run[-1]["base_year"])
        count = len(run) if direction(change) else len(run) + 1
        return _say(f"head.{way}s", **places, count=count, start=format_number(start["total"]))
    waves = _waves(profile)
    if waves > 2:
        return _say(f"head.{way}-waves", **places, count=waves)
    return _say(f"head.{way}-after" if waves == 2 else f"head.{way}", **places)


def _tell_gap(base: int, year: int) -> str:
    """Name the years between that have no figures."""
    missing = [str(between) for between in range(base + 1, year)]
    if len(missing) > 2:
        return _say("head.gap-many", count=len(missing))
    return _say("head.gap", years=join_words(missing))


def _with_level(profile: Profile, moved: str, run: Sequence[Mapping[str, Any]], change: float) -> str:
    """Add how the rating moved since the sentence's first year, above all where it moved against the score."""
    year, start = profile.rules.fiscal_year, int((run[-1] if run else profile.row)["base_year"])
    labels = [x.label for x in profile.rules.book.levels]
    if any(start < changed <= year for changed in scale_starts(profile)):
        return moved if year - start > 1 else _say("level.new-scale", moved=moved)
    held = [level_or_none(y["final"]) for y in profile.years if start <= y["fiscal_year"] <= year]
    level, earlier = held[-1], held[0]
    if level not in labels or earlier not in labels:
        return moved
    step, way = labels.index(earlier) - labels.index(level), direction(change)
    if step:
        key = "up" if step > 0 else "down"
        key += "" if way == (1 if step > 0 else -1) else "-though"
    elif set(held) != {level}:
        key = "same-since"
    else:
        key = ("all" if len(held) > 2 else "same") + ("-fall" if way < 0 else "")
    return _say(f"level.{key}", moved=moved, level=level_word(level), start=start)


def scale_starts(profile: Profile) -> list[int]:
    """Years, after the agency's first, in which the set of levels is another than the year before."""
    scales = [(year, [x.label for x in r.book.levels]) for year, r in sorted(profile.rules_by_year.items())]
    return [year for (_, before), (year, now) in pairwise(scales) if before != now]


def tell_levels(profile: Profile) -> str:
    """Say how the rating went over all years of the agency, on the scale of the latest."""
    since = max(scale_starts(profile), default=0)
    rows = [row for row in profile.years if row["fiscal_year"] >= since]
    levels = [(int(row["fiscal_year"]), level_or_none(row["final"])) for row in rows]
    unknown = [str(year) for year, level in levels if level is None]
    if len(unknown) == len(levels) > 1:
        return _say("levels.none", count=len(levels))
    if unknown:
        return _say("levels.some-unknown", years=join_words(unknown))
    moves = [(year, before, level) for (_, before), (year, level) in pairwise(levels) if before != level]
    if not moves:
        single = "one-since" if since else "one"
        key = single if len(levels) == 1 else "all-since" if since else "all"
        held = level_word(levels[0][1])
        return _say(f"levels.{key}", level=held, count=len(levels), start=levels[0][0])
    year, before, level = moves[-1]
    key = "moved" if len(moves) == 1 else "moves"
    words = {"before": level_word(before), "level": level_word(level)}
    return _say(f"levels.{key}", **words, year=year, count=len(moves))


def tell_gate_rule(profile: Profile) -> str:
    """Say that the total alone does not make the highest level, where a year shows it; else nothing."""
    top = profile.rules.book.levels[0]
    labels = {x.label for x in profile.rules.book.levels}
    held = any(
        float(row["total"]) >= top.lower_bound - NOISE and row["final"] in labels - {top.label}
        for row in profile.years
        if number_or_none(row["total"]) is not None
    )
    if top.all_at_least is None or not held:
        return ""
    return _say("levels.gates", bound=bound(top.all_at_least), level=level_word(top.label))


def tell_change(profile: Profile) -> tuple[str, str]:
    """Say what moved the total against the base year most, and what to do where that is not known."""
    year, base = profile.rules.fiscal_year, int(profile.row["base_year"])
    if profile.base is None:
        if len(profile.years) == 1:
            return _say("change.one"), _say("change.one-hint")
        return _say("change.first", year=year), ""
    change = number_or_none(profile.row["change"])
    if change is None:
        return _say("change.unknown", base=base, year=year), ""
    way = ("same", "rise", "fall")[direction(change)]
    amount = short_of(abs(change))
    parts = {code: part for code, part in profile.contributions.items() if direction(part)}
    if not profile.contributions:
        hint = _say("change.no-parts-hint", base=base, year=year)
        return _say(f"change.no-parts-{way}", change=amount), hint
    if not parts or not direction(change):
        return _say("change.even" if parts else "change.still"), ""
    first = leading_parts(parts, direction(change))
    places = {"change": amount, "most": _signed(parts[first[0]])}
    if RULES in first:
        return _say(f"change.{way}-rules", **places), ""
    key = "change.indicator" if first[0] in profile.rules.book.instrument_of else "change.instrument"
    name = _say(key, code=join_words(first))
    return _say(f"change.{way}" if len(first) == 1 else f"change.{way}-equal", part=name, **places), ""


def leading_parts(parts: Mapping[str, float], way: int) -> list[str]:
    """Give the codes of the parts that moved the total most in a direction (1 or -1), equal ones together.

    >>> leading_parts({"8": -0.1, "9": -0.4, "10": -0.4}, -1)
    ['9', '10']
    """
    most = max(part * way for part in parts.values())
    return [code for code, part in parts.items() if part * way >= most - NOISE]


def _signed(part: float) -> str:
    """Write a part that is not zero with its sign, however small it is."""
    return ("+" if part > 0 else MINUS) + short_of(abs(part))


def tell_multiples(profile: Profile, limit: float = MOVES) -> str:
    """Say which indicators moved over the years: the title of their small charts."""
    ranges = {
        i.code: (max(i.scores.values()) - min(i.scores.values()), i.name)
        for i in profile.indicators
        if i.scores
    }
    years = {year for i in profile.indicators for year in i.scores}
    if not years:
        return _say("multiples.none")
    if len(years) == 1:
        return _say("multiples.one")
    moving = [code for code, (span, _) in ranges.items() if span >= limit - NOISE]
    places = {"limit": bound(limit), "count": len(years)}
    if not moving:
        return _say("multiples.still", **places)
    if len(moving) == len(ranges):
        return _say("multiples.all", limit=bound(limit))
    if len(moving) <= MOST_NAMED:
        return _say("multiples.some", limit=bound(limit), codes=join_words(moving))
    most = max(moving, key=lambda code: ranges[code][0])
    return _say(
        "multiples.many",
        limit=bound(limit),
        moving=len(moving),
        total=len(ranges),
        code=most,
        name=ranges[most][1],
    )


def tell_heatmap(profile: Profile, limit: float = DEVELOP_BOUND) -> str:
    """Say which indicators stay below a bound: the title of the scores of all years."""
    known = {i.code: list(i.scores.values()) for i in profile.indicators if i.scores}
    if not known:
        return _say("multiples.none")
    years = {year for i in profile.indicators for year in i.scores}
    below = {code: sum(score < limit - NOISE for score in scores) for code, scores in known.items()}
    below = {code: count for code, count in below.items() if count}
    places: dict[str, object] = {"bound": bound(limit), "total": len(known)}
    whole = all(len(scores) == len(years) for scores in known.values())
    when = _say("heatmap.years-all", count=len(years)) if whole else _say("heatmap.years-known")
    if not below:
        return _say("heatmap.above", bound=bound(limit), years=when if len(years) > 1 else "")
    if len(years) == 1:
        few = "one-year" if len(below) <= MOST_NAMED else "one-year-many"
        key = "one-year-all" if len(below) == len(known) > 1 else few
        return _say(f"heatmap.{key}", **places, codes=join_words(list(below)), below=len(below))
    always = [code for code, count in below.items() if count == len(known[code])]
    if always:
        few = "always" if len(always) <= MOST_NAMED else "always-many"
        key = "always-all" if len(always) == len(known) > 1 else few
        return _say(f"heatmap.{key}", **places, codes=join_words(always), below=len(always), years=when)
    most = [code for code, count in below.items() if count == max(below.values())]
    key = "often" if len(most) <= MOST_NAMED else "often-many"
    return _say(
        f"heatmap.{key}",
        **places,
        codes=join_words(most),
        below=len(below),
        count=max(below.values()),
        years=len(years),
    )


def tell_points(profile: Profile) -> str:
    """Say at which indicators the most points of the total can be gained."""
    known = [i for i in profile.indicators if i.points_to_gain is not None]
    if not known:
        return _say("points.none")
    gains = {i.code: i.points_to_gain or 0.0 for i in known if (i.points_to_gain or 0.0) > NOISE}
    if not gains:
        return _say("points.full" if len(known) == len(profile.indicators) else "points.full-known")
    order = sorted(gains, key=lambda code: -round(gains[code], 9))  # binary noise is no order
    everything = short_of(sum(gains.values()))
    if len(order) == 1:
        return _say("points.one", points=everything, code=order[0])
    if len(order) <= 3:
        return _say("points.few", all=everything, codes=join_words(order))
    first = short_of(sum(gains[code] for code in order[:3]))
    return _say("points.some", codes=join_words(order[:3]), points=first, all=everything)


def tell_comparability(profile: Profile) -> list[str]:
    """Say what does not compare over the agency's years, as the rule books of these years have it."""
    first = min(profile.rules_by_year)
    reasons: dict[tuple[str, str], list[str]] = {}
    for year, rules in sorted(profile.rules_by_year.items()):
        by_reason: dict[str, list[str]] = {}
        for code, reason in rules.book.comparability.items():
            by_reason.setdefault(reason, []).append(code)
        for reason, codes in by_reason.items():
            if year > first and not rules.provisional:
                reasons.setdefault((reason, join_words(codes)), []).append(str(year))
    sentences = [
        _say(
            "compare.codes", codes=codes, years=_say("compare.years", years=join_words(years)), reason=reason
        )
        for (reason, codes), years in reasons.items()
    ]
    return sentences + [_say("compare.scale", year=year) for year in scale_starts(profile)]
