"""Possible levels by cutting what is not known at the bounds: each piece is decided exactly, in fractions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from itacore.criteria import RuleBook
from tests.scoring.known import Known, know, level_of
from tests.scoring.tables import Result


@dataclass(frozen=True)
class Piece:
    """An interval; ``closed`` tells of each end whether it belongs to it."""

    low: Fraction
    high: Fraction
    closed: tuple[bool, bool] = (True, True)

    @property
    def empty(self) -> bool:
        return self.low > self.high or (self.low == self.high and self.closed != (True, True))

    @property
    def sample(self) -> Fraction:
        return (self.low + self.high) / 2

    def meet(self, other: Piece) -> Piece:
        ends = []
        for end, pick in ((0, max), (1, min)):
            mine, theirs = (self.low, other.low) if end == 0 else (self.high, other.high)
            best = pick(mine, theirs)
            both = all(p.closed[end] for p, v in ((self, mine), (other, theirs)) if v == best)
            ends.append((best, both))
        return Piece(ends[0][0], ends[1][0], (ends[0][1], ends[1][1]))


def add(pieces: Sequence[tuple[Fraction, Piece]]) -> Piece:
    """All weighted sums of values of the pieces."""
    return Piece(
        sum((w * p.low for w, p in pieces), Fraction(0)),
        sum((w * p.high for w, p in pieces), Fraction(0)),
        (all(p.closed[0] for _, p in pieces), all(p.closed[1] for _, p in pieces)),
    )


def cut(piece: Piece, cuts: Sequence[Fraction]) -> Iterator[Piece]:
    """Cut an interval into the bounds themselves and what lies between them."""
    points = [Fraction(-1000), *cuts, Fraction(1000)]
    for low, high in itertools.pairwise(points):
        for cell in (Piece(low, low), Piece(low, high, (False, False))):
            part = piece.meet(cell)
            if not part.empty:
                yield part


def cut_cells(result: Result, book: RuleBook) -> set[str]:
    """The possible levels, exactly."""
    known = know(result, book)
    bounds = {b for level in book.levels for b in (level.all_at_least, level.any_below) if b is not None}
    gate_cuts = sorted(Fraction(str(b)) for b in bounds)
    total_cuts = sorted(Fraction(str(level.lower_bound)) for level in book.levels)
    found: set[str] = set()
    for reading in book.gates or ((),):
        units = list(known.spans)
        pieces = [
            list(cut(Piece(*known.spans[unit]), gate_cuts))
            if unit in reading
            else [Piece(*known.spans[unit])]
            for unit in units
        ]
        for choice in itertools.product(*pieces):
            cell = dict(zip(units, choice, strict=True))
            weighted = _instruments(cell, book, known)
            if weighted is None:
                continue
            gates = [cell[unit].sample for unit in reading]
            ground = add(weighted)
            for total in known.totals:
                if total is None:
                    found |= {level_of(book, part.sample, gates) for part in cut(ground, total_cuts)}
                elif known.tie is None or not ground.meet(Piece(total - known.tie, total + known.tie)).empty:
                    found.add(level_of(book, total, gates))
    return found


def _instruments(cell: dict[str, Piece], book: RuleBook, known: Known) -> list[tuple[Fraction, Piece]] | None:
    """The instruments' pieces with their weights; None where parts and instrument cannot agree."""
    weighted = []
    for instrument in book.instruments:
        own, weight = cell[instrument.code], Fraction(str(instrument.weight))
        if instrument.parts and known.coupled:
            mean = add([(Fraction(str(p.weight)) / weight, cell[p.code]) for p in instrument.parts])
            own = own.meet(Piece(mean.low - known.slack, mean.high + known.slack, mean.closed))
            if own.empty:
                return None
        weighted.append((weight, own))
    return weighted
