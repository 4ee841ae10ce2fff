"""Compare what was published with what was computed; every contradiction is an issue with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from itacore.criteria import AppliedRules, Criteria
from itacore.issues import Issue, IssueLog, Severity
from itacore.scoring.analysis import SEPARATOR, Analysis
from itacore.scoring.precision import NOISE, TOLERANCE
from itacore.thai import format_number

Row = dict[str, Any]


def check_declared(
    analysis: Analysis, declared: pd.DataFrame, provenance: pd.DataFrame, criteria: Criteria
) -> IssueLog:
    """Find published totals, ratings, instruments and parts that contradict the scores.

    Parameters
    ----------
    analysis
        Of the same scores and declared figures.
    declared, provenance
        Tables of itacore.tables.

    Returns
    -------
    IssueLog
        Totals first, then ratings, then instruments, each in the order of their table.
    """
    ratings = analysis.ratings
    places = _Places(provenance)
    log = IssueLog()
    for row in _rows(ratings[ratings["disagrees"]]):
        log.add(
            places.issue(
                "total-disagrees",
                row,
                "total",
                "total",
                **_both(row["total_computed"], row["total_declared"]),
            )
        )
    for row in _rows(ratings[ratings["impossible"]]):
        log.add(
            places.issue(
                "total-impossible", row, "total", "total", declared=format_number(row["total_declared"])
            )
        )
    for row in _rows(ratings[ratings["outside"]]):
        log.add(_rating_issue(row, criteria.for_year(row["fiscal_year"]), places))
    for issue in _unit_issues(analysis, declared, places, criteria):
        log.add(issue)
    return log


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    yield from frame.to_dict("records")  # type: ignore[misc]


def _both(computed: float, declared: float) -> dict[str, Any]:
    """Write two figures that differ, the computed one with as many decimals as show that it does."""
    two, shown = format_number(computed), format_number(declared)
    return {"computed": two if two != shown else format_number(computed, 4), "declared": shown}


def _rating_issue(row: Row, rules: AppliedRules, places: _Places) -> Issue:
    """A published level outside the possible ones: a warning where only an inferred rule excludes it."""
    book, year = rules.book, row["fiscal_year"]
    level = book.level(row["declared"])
    if level is None:
        levels = ", ".join(x.label for x in book.levels)
        return places.issue(
            "rating-unknown", row, "rating", "rating", declared=row["declared"], year=year, levels=levels
        )
    upper = min((x.lower_bound for x in book.levels if x.lower_bound > level.lower_bound), default=101.0)
    conditional = level.all_at_least is not None or level.any_below is not None
    by_total = row["total"] < level.lower_bound - NOISE or (not conditional and row["total"] >= upper)
    certain = not rules.provisional and (book.conditions_certain or by_total)
    return places.issue(
        "rating-disagrees",
        row,
        "rating",
        "rating",
        severity=None if certain else Severity.WARNING,
        declared=row["declared"],
        year=year,
        possible=" หรือ ".join(str(row["possible"]).split(SEPARATOR)),
    )


def _unit_issues(
    analysis: Analysis, declared: pd.DataFrame, places: _Places, criteria: Criteria
) -> Iterator[Issue]:
    """Check published instruments against their indicators, and parts against their instrument."""
    published = declared[declared["level"] == "instrument"]
    if not len(published):
        return
    wanted = set(zip(published["agency_id"], published["fiscal_year"], strict=True))
    ratings = {
        key: row
        for row in _rows(analysis.ratings)
        if (key := (row["agency_id"], row["fiscal_year"])) in wanted
    }
    weighted = {(row["agency_id"], row["fiscal_year"], row["code"]) for row in _rows(analysis.weighted)}
    parts_seen: set[tuple[str, int]] = set()
    for row in _rows(published):
        key, code = (row["agency_id"], row["fiscal_year"]), row["code"]
        figures, book = ratings[key], criteria.for_year(row["fiscal_year"]).book
        if code in book.part_of:
            instrument = next(i for i in book.instruments if i.code == book.part_of[code])
            mean = sum(figures[p.code] * p.weight for p in instrument.parts) / instrument.weight
            if abs(mean - figures[instrument.code]) > TOLERANCE + NOISE and key not in parts_seen:
                parts_seen.add(key)
                computed = format_number(figures[instrument.code])
                yield places.issue(
                    "parts-disagree", row, "instrument", code, parts=format_number(mean), computed=computed
                )
        elif (*key, code) in weighted:
            shown = format_number(row["value"])
            yield places.issue(
                "instrument-weighted-points", row, "instrument", code, unit=code, declared=shown
            )
        elif abs(row["value"] - figures[code]) > TOLERANCE + NOISE:
            both = _both(figures[code], row["value"])
            yield places.issue("instrument-disagrees", row, "instrument", code, unit=code, **both)


class _Places:
    """Finds the cell of a published figure."""

    def __init__(self, provenance: pd.DataFrame) -> None:
        self.provenance = provenance
        self._cells: dict[tuple[str, int, str, str], Row] | None = None

    def issue(
        self,
        code: str,
        row: Row,
        level: str,
        figure: str,
        *,
        severity: Severity | None = None,
        **places: object,
    ) -> Issue:
        """Make an issue at the cell of a figure of an agency and year."""
        if self._cells is None:
            own = self.provenance[self.provenance["level"].isin(["total", "rating", "instrument"])]
            self._cells = {(r["agency_id"], r["fiscal_year"], r["level"], r["code"]): r for r in _rows(own)}
        found = self._cells.get((row["agency_id"], row["fiscal_year"], level, figure))
        if found is None:
            return Issue(code, places=places, severity_override=severity)
        in_cell = found["row"] >= 0
        return Issue(
            code,
            str(found["file"]),
            found["sheet"] if isinstance(found["sheet"], str) else None,
            int(found["row"]) if in_cell else None,
            int(found["column"]) if in_cell else None,
            places,
            severity,
        )
