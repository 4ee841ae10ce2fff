"""The sentence that says why a rating is what it is."""

from __future__ import annotations

from itacore.narrative.words import bound, join_words, level_word, short_of, unit_name
from itacore.scoring.reason import Reason
from itacore.thai import format_number
from itacore.wording import say


def tell_reason(reason: Reason, declared: str | None = None, disagrees: bool = False) -> str:
    """Put a reason into one Thai sentence.

    Parameters
    ----------
    reason
        From ``itacore.scoring.reason.explain_rating``.
    declared
        The published level, where there is one.
    disagrees
        Whether the published and the computed total differ by more than 0.02.
    """
    total = format_number(reason.total)
    total = say("rating", "computed", total=total) if disagrees else total
    level, above = level_word(reason.level), level_word(reason.next_level)
    if reason.kind in ("none", "declared"):
        return say("rating", reason.kind, level=level)
    if reason.kind == "outside":
        levels = join_words(reason.possible, "หรือ")
        return say("rating", "outside", declared=level_word(declared), levels=level_word(levels))
    if reason.kind == "open":
        return _tell_open(reason, disagrees)
    if reason.kind == "top":
        return say("rating", "top", total=total, level=level)
    if reason.kind == "gate":
        return say("rating", "gate", total=total, level=level, next=above, gates=_short_gates(reason))
    if reason.kind in ("mean", "deduced"):
        key = reason.kind
        if key == "deduced":
            key = "deduced-one" if len(reason.unknown) == 1 else key if only_parts(reason) else "deduced-some"
        return say(
            "rating",
            key,
            total=total,
            level=level,
            next=above,
            mean=format_number(reason.mean),
            bound=bound(reason.gates[0].bound),
            units=reason.unknown[0][:3] if key == "deduced" else unknown_units(reason),
        )
    if not reason.total_short:
        return say("rating", "same", total=total, level=level)
    short, lower = short_of(reason.total_short), bound(reason.next_bound or 0.0)
    return say("rating", "total", total=total, level=level, next=above, short=short, bound=lower)


def _short_gates(reason: Reason) -> str:
    """The gates that are short, each with what it has and what is missing."""
    return join_words(
        [
            say(
                "rating",
                "gate-one",
                code=unit_name(gate.code),
                value=format_number(gate.value),
                short=short_of(gate.short),
                bound=bound(gate.bound),
            )
            for gate in reason.gates
            if gate.short
        ]
    )


def _tell_open(reason: Reason, disagrees: bool) -> str:
    levels = join_words([level for level in reason.possible])
    levels = level_word(levels) if levels.isascii() else levels
    if disagrees:
        return say("rating", "open-contradiction", levels=levels)
    if reason.unknown:
        return say("rating", "open", levels=levels, units=unknown_units(reason))
    if not reason.certain:
        return say("rating", "open-rule", levels=levels)
    return say("rating", "open", levels=levels, units=say("rating", "scores"))


def only_parts(reason: Reason) -> bool:
    """Whether nothing but the parts of one instrument is unknown."""
    return bool(reason.unknown) and reason.mean is not None


def unknown_units(reason: Reason) -> str:
    """Name what is unknown; both parts together are their instrument, or "by part" where it is known."""
    parts = [code for code in reason.unknown if len(code) == 4]
    names = []
    for code in reason.unknown:
        if len(parts) < 2:
            names.append(unit_name(code))
        elif len(code) == 3:
            names.append(code)
        elif reason.mean is not None and code == parts[0]:
            names.append(say("rating", "by-part", unit=code[:3]))
        elif code[:3] not in reason.unknown and code == parts[0]:
            names.append(code[:3])
    return join_words(list(dict.fromkeys(names)))
