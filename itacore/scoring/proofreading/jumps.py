"""Indicators that moved further in a year than scores do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from itacore.criteria import Criteria
from itacore.issues import Severity
from itacore.scoring.precision import NOISE
from itacore.scoring.proofreading.findings import Finding
from itacore.scoring.proofreading.wide import Wide
from itacore.thai import format_number

FAR = 40.0


def check_jumps(wide: Wide, criteria: Criteria) -> Iterator[Finding]:
    """Indicators of consecutive years more than 40 points apart.

    Silent where the published totals of both years agree with the scores. What an agency opens to the public may
    well jump (instruments judged by items of all or nothing), so that there it is a note.
    """
    if len(wide.year) < 2:
        return
    follows = (np.diff(wide.agency) == 0) & (np.diff(wide.year) == 1)
    doubtful = follows & ~(wide.confirmed[1:] & wide.confirmed[:-1])
    if not doubtful.any():
        return
    later = np.flatnonzero(doubtful) + 1
    moved = wide.scores[later] - wide.scores[later - 1]
    for place, column in np.argwhere(np.abs(moved) > FAR + NOISE).tolist():
        row = int(later[place])
        at = row - 1 if wide.confirmed[row] else row
        code = wide.codes[column]
        book = criteria.for_year(int(wide.year[row])).book
        places = {
            "figure": code,
            "before": int(wide.year[row - 1]),
            "from": format_number(float(wide.scores[row - 1, column])),
            "year": int(wide.year[row]),
            "to": format_number(float(wide.scores[row, column])),
            "change": format_number(abs(float(moved[place, column]))),
        }
        by_items = code in {sub.indicator for sub in book.subindicators}
        yield Finding(
            "jump-improbable",
            wide.agency_of(row),
            int(wide.year[at]),
            "indicator",
            code,
            places,
            Severity.NOTE if by_items else None,
            instead={code: np.nan} if wide.off[at] and not by_items else {},
        )
