"""Scores on another scale than 0 to 100: hundredths of scores, points out of five. They are named, never converted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from itacore.reading.cells import Account, Bools, Floats, Ints, SheetCells, State
from itacore.reading.facts import Facts, level_of_code
from itacore.reading.runs import Run

ENOUGH = 3
HIGHEST_OF_OTHERS = 5.0  # full marks of the scale that offices use for other assessments
# What is never so low in several figures at once: an item of the OIT may be 0, a score of 4.2 stands among larger ones.
_JUDGED = frozenset({"indicator", "part-indicator", "subindicator", "instrument"})
_POINTS = _JUDGED - {"instrument"}
_MOST_YEARS = 10_000


def are_fractions(values: Floats) -> bool:
    """Whether several scores, none above 1 and not all 0, are hundredths of scores.

    >>> are_fractions(np.array([0.95, 1.0, 0.88])), are_fractions(np.array([0.0, 0.0, 0.0]))
    (True, False)
    """
    return len(values) >= ENOUGH and bool((values <= 1).all()) and bool((values > 0).any())


def fault_of_scale(codes: Sequence[str], values: Floats) -> str | None:
    """Code of the issue where the figures of one agency in one year are plainly on another scale.

    >>> fault_of_scale(["1", "2", "3"], np.array([4.8, 4.9, 5.0]))
    'scores-other-scale'
    >>> fault_of_scale(["8", "9", "10"], np.array([88.5, 4.2, 0.0]))
    """
    if are_fractions(values):
        return "scores-as-fractions"
    judged = [
        value for code, value in zip(codes, values.tolist(), strict=True) if level_of_code(code) in _JUDGED
    ]
    small = sum(0 < value <= HIGHEST_OF_OTHERS for value in judged)
    large = sum(value > HIGHEST_OF_OTHERS for value in judged)
    return "scores-other-scale" if small >= ENOUGH and small > large else None


def refuse_other_scales(runs: Sequence[Run], cells: SheetCells, facts: Facts) -> None:
    """Leave out scores on another scale, each kind with an issue at the first of them."""
    fractions = _fractions(runs)
    for run in fractions:
        _refuse_fractions(run, cells)
    _refuse_points([run for run in runs if run not in fractions], cells, facts)


def _scores(run: Run) -> Floats:
    return np.asarray(run.figures[run.states == State.SCORE])


def _fractions(runs: Sequence[Run]) -> list[Run]:
    """Columns of several scores, or a whole table of them, with nothing above 1."""
    if runs and are_fractions(np.concatenate([_scores(run) for run in runs])):
        return list(runs)
    return [run for run in runs if are_fractions(_scores(run))]


def _refuse_fractions(run: Run, cells: SheetCells) -> None:
    """Leave a column of fractions out; the issue stands at its first cell."""
    filled = run.rows[run.states != State.EMPTY]
    if len(filled):
        cells.mark(filled[:1], run.column, Account.FAULTY)
        cells.issue("scores-as-fractions", int(filled[0]), run.column)
        cells.mark(filled, run.column, Account.IGNORED, "unclear")
        run.states[:] = State.EMPTY


def _refuse_points(runs: Sequence[Run], cells: SheetCells, facts: Facts) -> None:
    """Leave out the points of agencies and years most of whose scores are points out of five."""
    keys = [run.agencies * _MOST_YEARS + run.years for run in runs]
    given = [run.states == State.SCORE for run in runs]
    suspects = _suspects(runs, keys, given, facts)
    if not len(suspects):
        return
    # What is larger among such indicators is a slip in a point; instruments and the total may be out of 100.
    of_points = np.array([level_of_code(code) in _POINTS for code in facts.codes], dtype=bool)
    of_points |= _only_totals(runs, facts)
    hits = [
        own & np.isin(key, suspects) & (of_points[run.codes] | (run.figures <= HIGHEST_OF_OTHERS))
        for run, key, own in zip(runs, keys, given, strict=True)
    ]
    every = np.unique(np.concatenate([key[own] for key, own in zip(keys, given, strict=True)]))
    firsts: dict[int, tuple[int, int]] = {}
    for run, own, hit in zip(runs, keys, hits, strict=True):
        for key, row in zip(own[hit].tolist(), run.rows[hit].tolist(), strict=True):
            at = 0 if len(every) == len(suspects) else int(key)
            firsts[at] = min(firsts.get(at, (row, run.column)), (row, run.column))
    for row, column in firsts.values():
        cells.mark(np.array([row]), column, Account.FAULTY)
        cells.issue("scores-other-scale", row, column, found=cells.grid.shown(row, column))
    for run, hit in zip(runs, hits, strict=True):
        cells.mark(run.rows[hit], run.column, Account.IGNORED, "unclear")
        run.states[hit] = State.EMPTY


def _suspects(runs: Sequence[Run], keys: Sequence[Ints], given: Sequence[Bools], facts: Facts) -> Ints:
    """Agencies and years, as keys, most of whose figures are points: several kinds of them, or all of the table."""
    low = [
        own & (run.figures > 0) & (run.figures <= HIGHEST_OF_OTHERS)
        for run, own in zip(runs, given, strict=True)
    ]
    high = [own & (run.figures > HIGHEST_OF_OTHERS) for run, own in zip(runs, given, strict=True)]
    lows, highs = (sum(int(mask.sum()) for mask in masks) for masks in (low, high))
    only_totals = _only_totals(runs, facts)  # no total is that low
    if lows > highs if only_totals else lows >= ENOUGH and not highs:
        return np.unique(np.concatenate([key[own] for key, own in zip(keys, given, strict=True)]))
    if only_totals or lows < ENOUGH:
        return np.zeros(0, dtype=np.int64)
    small = {key: kinds for key, kinds in _kinds(runs, keys, low, facts).items() if kinds >= ENOUGH}
    if not small:
        return np.zeros(0, dtype=np.int64)
    theirs = [mask & np.isin(key, list(small)) for mask, key in zip(high, keys, strict=True)]
    large = _kinds(runs, keys, theirs, facts)
    return np.array([key for key, kinds in small.items() if kinds > large.get(key, 0)], dtype=np.int64)


def _only_totals(runs: Sequence[Run], facts: Facts) -> bool:
    return all(bool((run.codes == facts.codes.get("total", -1)).all()) for run in runs)


def _kinds(runs: Sequence[Run], keys: Sequence[Ints], masks: Sequence[Bools], facts: Facts) -> dict[int, int]:
    """How many different figures of the mask each agency and year has, as far as they are judged."""
    judged = np.array([level_of_code(code) in _JUDGED for code in facts.codes], dtype=bool)
    count = len(judged)
    pairs = [
        (own * count + run.codes)[mask & judged[run.codes]]
        for run, own, mask in zip(runs, keys, masks, strict=True)
    ]
    named, kinds = np.unique(np.unique(np.concatenate(pairs)) // count, return_counts=True)
    return dict(zip(named.tolist(), kinds.tolist(), strict=True))
