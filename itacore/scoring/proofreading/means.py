"""Figures against the mean of what they are made of: parts of an indicator, sub-indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from itacore.criteria import AppliedRules, Criteria
from itacore.criteria.model import Mark
from itacore.issues import Severity
from itacore.scoring.aggregate import mean_of
from itacore.scoring.panel import Floats, Panel, build_panel
from itacore.scoring.precision import NOISE, TOLERANCE
from itacore.scoring.proofreading.findings import Finding
from itacore.scoring.proofreading.wide import Wide
from itacore.tables import DECLARED, empty_table
from itacore.thai import format_number

_BELOW = ("part-indicator", "subindicator")
_UNCERTAIN = (Mark.INFERRED, Mark.UNKNOWN)


def check_means(wide: Wide, scores: pd.DataFrame, criteria: Criteria) -> Iterator[Finding]:
    """Compare every indicator that was read with the mean of its parts and of its sub-indicators, where all are there.

    That an indicator is the mean of its two parts is inferred, so that this is a warning; that it is the mean of
    its sub-indicators is as certain as the rule book says. Where the published total agrees with the indicators, the
    issue stands at the first of the parts or sub-indicators, for there the slip must be.
    """
    levels = scores["level"].cat
    wanted = levels.categories.isin((*_BELOW, "indicator"))
    if not np.isin(levels.codes, np.flatnonzero(levels.categories.isin(_BELOW))).any():
        return
    panel = build_panel(scores[wanted[levels.codes]], empty_table(DECLARED))
    vouched = {(wide.agency_of(row), int(wide.year[row])) for row in np.flatnonzero(wide.confirmed).tolist()}
    for year in np.unique(panel.year).tolist():
        rules = criteria.for_year(int(year))
        for found in _check_year(panel.take(np.flatnonzero(panel.year == year)), rules):
            known = (found.agency_id, found.fiscal_year) in vouched
            yield replace(found, instead={}) if known else replace(found, at=None)


def _check_year(panel: Panel, rules: AppliedRules) -> Iterator[Finding]:
    book = rules.book
    certain = not rules.provisional and book.blocks["subindicators"].mark not in _UNCERTAIN
    for indicator in book.indicators:
        code = indicator.code
        parts = next(i.parts for i in book.instruments if i.code == indicator.instrument)
        names = [f"{part.code}.{code}" for part in parts]
        yield from _differences(panel, code, names, "part-indicators-disagree", "indicator", Severity.WARNING)
        names = [s.code for s in book.subindicators if s.indicator == code]
        severity = None if certain else Severity.WARNING
        yield from _differences(panel, code, names, "subindicators-disagree", "indicator", severity)


def _differences(
    panel: Panel, code: str, names: Sequence[str], issue: str, level: str, severity: Severity | None
) -> Iterator[Finding]:
    """Where an indicator differs from the mean of the figures named by more than 0.02; at the first of them."""
    whole: Floats = panel.read(code)
    mean = mean_of([panel.read(name) for name in names], len(panel))
    for row in np.flatnonzero(np.abs(mean - whole) > TOLERANCE + NOISE).tolist():
        year = int(panel.year[row])
        places = {
            "names": ", ".join(names),
            "figure": code,
            "year": year,
            "mean": format_number(float(mean[row])),
            "found": format_number(float(whole[row])),
        }
        agency = str(panel.agency_ids[panel.agency[row]])
        yield Finding(
            issue, agency, year, level, code, places, severity, at=names[0], instead={code: float(mean[row])}
        )
