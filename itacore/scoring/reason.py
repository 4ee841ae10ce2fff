"""Why a rating is what it is, as data: which gate holds it and how many points are missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from itacore.criteria import Level, RuleBook
from itacore.scoring.analysis import SEPARATOR
from itacore.scoring.precision import NOISE


@dataclass(frozen=True)
class Gate:
    """A figure compared with the bound of the next level, of the own one where none is above it.

    ``value`` is None where unknown; it then lies between ``low`` and ``high``. ``short`` counts the
    points missing (0 where it passes, None where unknown).
    """

    code: str
    value: float | None
    low: float
    high: float
    bound: float
    short: float | None


@dataclass(frozen=True)
class Reason:
    """Reason of one rating.

    ``kind`` is one of: "top" (nothing above); "total" (the total is short of the next level); "gate" (known
    gates are short); "mean" (the known ``mean`` of unknown parts is short, so one of them is); "deduced" (the
    published level shows that an unknown part must be short); "open" (several levels are possible); "outside"
    (the published level contradicts the scores); "declared" (a published level without a total); "none"
    (neither total nor scores).
    """

    kind: str
    level: str | None
    possible: tuple[str, ...]
    next_level: str | None
    next_bound: float | None
    total: float | None
    total_short: float | None
    gates: tuple[Gate, ...]
    unknown: tuple[str, ...]
    mean: float | None
    certain: bool


def _known(value: Any) -> float | None:
    return None if value is None or np.isnan(value) else float(value)


def explain_rating(row: Any, book: RuleBook) -> Reason:
    """Explain one row of ``Analysis.ratings``.

    Parameters
    ----------
    row
        A row as a mapping (Series or dict) with the columns of the table.
    book
        The rules that were applied.
    """
    possible = tuple(part for part in str(row["possible"]).split(SEPARATOR) if part)
    total = _known(row["total"])
    final = row["final"] if isinstance(row["final"], str) else None
    declared = row["declared"] if isinstance(row["declared"], str) else None
    level = final or (possible[0] if possible else None)
    above = book.level_above(level)
    at_top = above is None and level == book.levels[0].label
    gates = _gates(row, book, book.levels[0] if at_top else above)
    if at_top and final is not None and len(book.gates) == 1:
        gates = _reached(gates, row, book)
    unknown = tuple(gate.code for gate in gates if gate.value is None)
    whole = {book.part_of.get(code) for code in unknown}
    instrument = whole.pop() if len(whole) == 1 else None
    mean = _known(row[instrument]) if instrument else None
    short = None if above is None or total is None else max(0.0, above.lower_bound - total)
    if short is not None and short <= NOISE:
        short = 0.0
    if declared is not None and final is None:
        kind = "outside"
    elif final is None:
        kind = "open" if possible and (total is not None or len(possible) < len(book.levels)) else "none"
    elif total is None:
        kind = "declared"
    elif above is None:
        kind = "top"
    elif short:
        kind = "total"
    elif any(gate.short for gate in gates):
        kind = "gate"
    elif mean is not None and mean < gates[0].bound - NOISE:
        kind = "mean"
    elif unknown:
        kind = "deduced"
    else:
        kind = "total"
    return Reason(
        kind=kind,
        level=level,
        possible=possible,
        next_level=above.label if above else None,
        next_bound=above.lower_bound if above else None,
        total=total,
        total_short=short,
        gates=gates,
        unknown=unknown,
        mean=mean,
        certain=book.conditions_certain,
    )


def _gates(row: Any, book: RuleBook, level: Level | None) -> tuple[Gate, ...]:
    """Gates of a level: the instruments and parts that the rules name; unknown ones with a range."""
    bound = level.all_at_least if level is not None else None
    if bound is None:
        return ()
    codes = list(dict.fromkeys(gate for reading in book.gates for gate in reading))
    gates = []
    for code in codes:
        value = _known(row[code])
        low, high = (value, value) if value is not None else _range(row, book, code)
        short = None if value is None else max(0.0, bound - value)
        if short is not None and short <= NOISE:
            short = 0.0
        gates.append(Gate(code, value, low, high, bound, short))
    return tuple(gates)


def _reached(gates: tuple[Gate, ...], row: Any, book: RuleBook) -> tuple[Gate, ...]:
    """The same gates where the level is reached: an unknown one is at its bound or above."""
    parts_of = {part.code: instrument for instrument in book.instruments for part in instrument.parts}
    known = {gate.code: gate.value for gate in gates}
    reached = []
    for gate in gates:
        low, high = max(gate.low, gate.bound), gate.high
        instrument = parts_of.get(gate.code)
        whole = _known(row[instrument.code]) if instrument else None
        if gate.value is None and instrument is not None and whole is not None:
            # The other parts take their bound at least, which leaves this one no more than the rest.
            others = [p for p in instrument.parts if p.code != gate.code]
            least = sum(p.weight * (known.get(p.code) or gate.bound) for p in others)
            own = next(p.weight for p in instrument.parts if p.code == gate.code)
            high = min(high, max(low, (whole * instrument.weight - least) / own))
        reached.append(gate if gate.value is not None else replace(gate, low=low, high=high))
    return tuple(reached)


def _range(row: Any, book: RuleBook, code: str) -> tuple[float, float]:
    """Range of an unknown instrument or part, given its instrument and the total."""
    low, high = 0.0, 100.0
    total = _known(row["total"])
    if total is not None and code in book.gate_weights and _known(row["total_computed"]) is None:
        low, high = _rest(
            total, code, {unit: (_known(row[unit]), w) for unit, w in book.gate_weights.items()}
        )
    instrument = next((i for i in book.instruments if i.code == book.part_of.get(code)), None)
    whole = _known(row[instrument.code]) if instrument else None
    if instrument is None or whole is None:
        return low, high
    within = _rest(
        whole * instrument.weight,
        code,
        {part.code: (_known(row[part.code]), part.weight) for part in instrument.parts},
    )
    return max(low, within[0]), min(high, within[1])


def _rest(target: float, code: str, units: dict[str, tuple[float | None, float]]) -> tuple[float, float]:
    """Range of one unknown figure where the weighted sum of several is known."""
    weight = units[code][1]
    others = [known for unit, known in units.items() if unit != code]
    least = sum((0.0 if value is None else value) * w for value, w in others)
    most = sum((100.0 if value is None else value) * w for value, w in others)
    return max(0.0, (target - most) / weight), min(100.0, (target - least) / weight)
