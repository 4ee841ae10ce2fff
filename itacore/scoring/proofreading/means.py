"""Figures against the mean of what they are made of: parts of an indicator, sub-indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from itacore.criteria import AppliedRules, Criteria
from itacore.criteria.model import Mark
from itacore.issues import Severity
from itacore.scoring.aggregate import mean_of
from itacore.scoring.panel import Floats, Panel, build_panel
from itacore.scoring.precision import NOISE, TOLERANCE
from itacore.scoring.proofreading.findings import Finding
from itacore.tables import DECLARED, empty_table
from itacore.thai import format_number

_BELOW = ("part-indicator", "subindicator")
_UNCERTAIN = (Mark.INFERRED, Mark.UNKNOWN)


def check_means(scores: pd.DataFrame, criteria: Criteria) -> Iterator[Finding]:
    """Compare every indicator that was read with the mean of its parts and of its sub-indicators, where all are there.

    That an indicator is the mean of its two parts is inferred, so that this is a warning; that it is the mean of
    its sub-indicators is as certain as the rule book says.
    """
    levels = scores["level"].cat
    wanted = levels.categories.isin((*_BELOW, "indicator"))
    if not np.isin(levels.codes, np.flatnonzero(levels.categories.isin(_BELOW))).any():
        return
    panel = build_panel(scores[wanted[levels.codes]], empty_table(DECLARED))
    for year in np.unique(panel.year).tolist():
        rules = criteria.for_year(int(year))
        yield from _check_year(panel.take(np.flatnonzero(panel.year == year)), rules)


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
    """Where an indicator differs from the mean of the figures named by more than 0.02."""
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
        yield Finding(issue, agency, year, level, code, places, severity)
