"""Split the change of the total into what each indicator moved and what the rules moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from itacore.criteria import RuleBook
from itacore.scoring.aggregate import Figures
from itacore.scoring.panel import Bools, Floats, Ints, Panel
from itacore.scoring.precision import NOISE

RULES = "rules"


@dataclass(frozen=True, eq=False)
class History:
    """Figures of all agency-years, each beside its base: the nearest earlier year read of the agency.

    ``base`` is the row of the base year, -1 where there is none. ``scores`` are rows x ``codes`` of
    indicators, ``units`` rows x ``unit_codes`` of instruments and parts. ``weights`` and ``unit_weights`` are
    those of the year's rules, 0 for codes that the rules do not have and for parts. ``detailed`` and
    ``unit_detailed`` tell where an instrument was computed from its indicators.
    """

    base: Ints
    codes: tuple[str, ...]
    scores: Floats
    weights: Floats
    detailed: Bools
    unit_codes: tuple[str, ...]
    units: Floats
    unit_weights: Floats
    unit_detailed: Bools
    total: Floats

    def since_base(self, values: Floats) -> Floats:
        """Change of figures against the base year, NaN where one of both is not known."""
        base = self.base if values.ndim == 1 else self.base[:, None]
        return np.where(base >= 0, values - values[self.base], np.nan)


def build_history(panel: Panel, years: Sequence[tuple[Ints, RuleBook, Figures]]) -> History:
    """Lay the figures of all years side by side; ``years`` holds the rows, rules and figures of each."""
    codes = tuple(dict.fromkeys(i.code for _, book, _ in years for i in book.indicators))
    units = tuple(dict.fromkeys(unit for _, _, figures in years for unit in figures.units))
    size = len(panel)
    same = np.zeros(size, dtype=bool)
    same[1:] = panel.agency[1:] == panel.agency[:-1]
    history = History(
        base=np.where(same, np.arange(size) - 1, -1),
        codes=codes,
        scores=_columns(size, codes, np.nan),
        weights=_columns(size, codes, 0.0),
        detailed=_columns(size, codes, 0.0).astype(bool),
        unit_codes=units,
        units=_columns(size, units, np.nan),
        unit_weights=_columns(size, units, 0.0),
        unit_detailed=_columns(size, units, 0.0).astype(bool),
        total=np.full(size, np.nan),
    )
    for rows, book, figures in years:
        history.total[rows] = figures.total
        for code, values in figures.units.items():
            history.units[rows, units.index(code)] = values
        for instrument in book.instruments:
            at = units.index(instrument.code)
            detailed = figures.from_indicators[instrument.code]
            history.unit_weights[rows, at] = instrument.weight
            history.unit_detailed[rows, at] = detailed
            for indicator in book.indicators_of(instrument.code):
                column = codes.index(indicator.code)
                history.scores[rows, column] = figures.indicators[indicator.code]
                history.weights[rows, column] = book.indicator_weights[indicator.code]
                history.detailed[rows, column] = detailed
    return history


def split_change(history: History) -> tuple[tuple[str, ...], Floats]:
    """Split the change of the computed total into parts that add up to it.

    An indicator's part is its weight x its change; where an instrument was not computed from its indicators
    in both years, the instrument has one part. What is left is due to the rules: other weights, other
    indicators.

    Returns
    -------
    codes
        Of the columns: indicators, instruments and parts, "rules".
    parts
        Rows x codes, points of the total; NaN where a code has no part. A row without two computed totals has
        none at all.
    """
    base = history.base
    change = history.since_base(history.total)
    split = ~np.isnan(change)
    whole = history.unit_detailed & history.unit_detailed[base]
    in_detail = history.detailed & history.detailed[base] & split[:, None]
    moved = np.where(in_detail, history.weights * history.since_base(history.scores), np.nan)
    at_once = split[:, None] & ~whole & (history.unit_weights > 0)
    moved_at_once = np.where(at_once, history.unit_weights * history.since_base(history.units), np.nan)
    rules = change - np.nansum(moved, axis=1) - np.nansum(moved_at_once, axis=1)
    rules = np.where(np.abs(rules) <= NOISE, 0.0, rules)
    return (*history.codes, *history.unit_codes, RULES), np.column_stack([moved, moved_at_once, rules])


def _columns(size: int, codes: tuple[str, ...], fill: float) -> Floats:
    """A table of one column a code, each column contiguous."""
    return np.full((len(codes), size), fill).T
