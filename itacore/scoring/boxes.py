"""The levels of a rule book ("the first that fits, from the top") as boxes that need no order.

A box is a band of the total, a lower bound of all gates, and strict upper bounds of single gates. A level is
possible where one of its boxes can be reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from itacore.criteria import Level, RuleBook

FREE = float("inf")


@dataclass(frozen=True)
class Box:
    """Where a level holds: ``low`` <= total < ``high``, gates >= ``floor``, those of ``below`` < their bound.

    ``level`` is the position in the rule book, from the top; ``gates`` are the instruments and parts that
    count.
    """

    level: int
    gates: tuple[str, ...]
    low: float
    high: float = FREE
    floor: float = -FREE
    below: tuple[tuple[str, float], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing can lie in it."""
        return self.low >= self.high or any(bound <= self.floor for _, bound in self.below)


def boxes_of(book: RuleBook) -> tuple[Box, ...]:
    """Turn the levels of a rule book into boxes, for every reading of its gates."""
    return _boxes_of(book.levels, book.gates)


@lru_cache(maxsize=64)
def _boxes_of(levels: tuple[Level, ...], gates: tuple[tuple[str, ...], ...]) -> tuple[Box, ...]:
    boxes: list[Box] = []
    for reading in gates or ((),):
        for index, level in enumerate(levels):
            floor = -FREE if level.all_at_least is None else level.all_at_least
            pieces = list(
                _with_any_below(Box(index, reading, level.lower_bound, floor=floor), level.any_below)
            )
            for higher in levels[:index]:
                pieces = [piece for box in pieces for piece in _outside(box, higher) if not piece.empty]
            boxes.extend(piece for piece in pieces if not piece.empty)
    return tuple(dict.fromkeys(boxes))


def _with_any_below(box: Box, bound: float | None) -> Iterator[Box]:
    """The pieces of a box in which at least one gate is below the bound."""
    if bound is None or any(limit <= bound for _, limit in box.below):
        yield box
    else:
        for gate in box.gates:
            below = {**dict(box.below), gate: min(bound, dict(box.below).get(gate, FREE))}
            yield replace(box, below=tuple(below.items()))


def _outside(box: Box, level: Level) -> Iterator[Box]:
    """The pieces of a box that do not belong to a higher level."""
    if box.low < level.lower_bound:
        yield replace(box, high=min(box.high, level.lower_bound))
    above = replace(box, low=max(box.low, level.lower_bound))
    if level.all_at_least is not None:
        yield from _with_any_below(above, level.all_at_least)
    if level.any_below is not None:
        yield replace(above, floor=max(box.floor, level.any_below))
