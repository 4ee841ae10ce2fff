"""Scores that stand twice where chance would not put them: neighbours alike, whole rows alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from itacore.agency_names import tell_agencies
from itacore.issues import Severity
from itacore.scoring.panel import Bools, Floats
from itacore.scoring.proofreading.findings import Finding
from itacore.scoring.proofreading.wide import Wide
from itacore.thai import format_number
from itacore.wording import say

_LIKE_NEIGHBOURS = 3
_DIFFERENT_SCORES = 3


def check_neighbours(wide: Wide) -> Iterator[Finding]:
    """Three or more indicators in a row with one score that is no whole number.

    Silent where the published total agrees, for then nothing was copied by mistake; a warning where it
    differs, a note where there is none.
    """
    doubtful = np.flatnonzero(~wide.confirmed)
    scores = wide.scores[doubtful]
    if scores.shape[1] < _LIKE_NEIGHBOURS:
        return
    like = scores[:, 1:] == scores[:, :-1]
    runs = like[:, 1:] & like[:, :-1] & (scores[:, 2:] % 1 != 0)
    for place in np.flatnonzero(runs.any(axis=1)).tolist():
        row, own = int(doubtful[place]), scores[place].tolist()
        first = last = int(np.flatnonzero(runs[place])[0])
        value = own[first]
        while last + 1 < len(own) and own[last + 1] == value:
            last += 1
        codes = wide.codes[first : last + 1]
        places = {
            "figures": ", ".join(codes),
            "year": int(wide.year[row]),
            "value": format_number(value),
            "count": len(codes),
        }
        severity = Severity.NOTE if np.isnan(wide.declared[row]) else Severity.WARNING
        yield Finding(
            "neighbours-equal",
            wide.agency_of(row),
            int(wide.year[row]),
            "indicator",
            codes[1],
            places,
            severity,
            instead=dict.fromkeys(codes, np.nan) if wide.off[row] else {},
        )


def check_rows(wide: Wide, agencies: pd.DataFrame) -> Iterator[Finding]:
    """All indicators of an agency and year as those of another agency in that year, or of another year.

    Rows of fewer than three different scores besides 0 and 100 may well be alike, and are passed over.
    """
    complete = np.flatnonzero(~np.isnan(wide.scores).any(axis=1))
    if len(complete) < 2 or not wide.codes:
        return
    scores = wide.scores[complete]
    key = sum(scores[:, place] * np.cos(place) for place in range(scores.shape[1]))
    if (np.diff(np.sort(key)) > 0).all():
        return
    order = np.argsort(key, kind="stable")  # equal rows stand together
    same = np.flatnonzero(_same_as_before(scores, order))
    if not len(same):
        return
    names = tell_agencies(agencies, say("issues", "figures.unnamed-agency"))
    for run in np.split(same, np.flatnonzero(np.diff(same) > 1) + 1):
        group = order[run[0] - 1 : run[-1] + 1]
        yield from _tell_rows(wide, np.sort(complete[group]).tolist(), names)


def _same_as_before(scores: Floats, order: np.ndarray) -> Bools:
    """Where a row in that order equals the one before it, and has scores enough to tell."""
    ordered = scores[order]
    same = np.zeros(len(order), dtype=bool)
    same[1:] = (ordered[1:] == ordered[:-1]).all(axis=1)
    for place in np.flatnonzero(same).tolist():
        own = set(ordered[place].tolist()) - {0.0, 100.0}
        same[place] = len(own) >= _DIFFERENT_SCORES
    return same


def _tell_rows(wide: Wide, rows: list[int], names: Mapping[str, str]) -> Iterator[Finding]:
    """Name each row that equals an earlier one of its year or agency; the earlier one if its total alone is off."""
    seen: dict[tuple[str, int], int] = {}
    for row in rows:
        alike = (("year", int(wide.year[row])), ("agency", int(wide.agency[row])))
        first = min(seen.setdefault(key, row) for key in alike)
        if first == row:
            continue
        if wide.off[first] and not wide.off[row]:
            first, row = row, first
        agency = wide.agency_of(row)
        places = {
            "agency": names[agency],
            "year": int(wide.year[row]),
            "other": names[wide.agency_of(first)],
            "other_year": int(wide.year[first]),
            "count": len(wide.codes),
        }
        yield Finding(
            "row-repeated",
            agency,
            int(wide.year[row]),
            "indicator",
            wide.codes[0],
            places,
            instead=dict.fromkeys(wide.codes, np.nan) if wide.off[row] else {},
        )
