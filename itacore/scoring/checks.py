"""Compare what was published with what was computed; every contradiction is an issue with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from itacore.criteria import AppliedRules, Criteria, RuleBook
from itacore.issues import Severity
from itacore.scoring.analysis import SEPARATOR, Analysis
from itacore.scoring.precision import NOISE, TOLERANCE
from itacore.scoring.proofreading.explaining import explain_totals
from itacore.scoring.proofreading.findings import Finding
from itacore.scoring.proofreading.wide import lay_wide
from itacore.thai import format_number

Row = dict[str, Any]


def find_declared(analysis: Analysis, declared: pd.DataFrame, criteria: Criteria) -> list[Finding]:
    """Find published totals, ratings, instruments and parts that contradict the scores.

    Parameters
    ----------
    analysis
        Of the same scores and declared figures.
    declared
        Table of itacore.tables.
    criteria
        The rule books.

    Returns
    -------
    list of Finding
        Slips in indicators that would explain a total; totals, then ratings, then instruments, each in the order
        of their table.
    """
    ratings = analysis.ratings
    found: list[Finding] = []
    slips: list[Finding] = []
    if ratings["disagrees"].any():
        causes, slips = explain_totals(lay_wide(analysis), criteria)
        for row in _rows(ratings[ratings["disagrees"]]):
            both = _both(row["total_computed"], row["total_declared"])
            slip = causes.get((row["agency_id"], row["fiscal_year"]))
            differs = _finding(
                "total-disagrees", row, "total", "total", {**both, "cause": slip.words if slip else ""}
            )
            found.append(replace(differs, instead={"total": slip.right}) if slip else differs)
    for row in _rows(ratings[ratings["impossible"]]):
        shown = {"declared": format_number(row["total_declared"])}
        found.append(_finding("total-impossible", row, "total", "total", shown))
    for row in _rows(ratings[ratings["outside"]]):
        found.append(_check_rating(row, criteria.for_year(row["fiscal_year"])))
    found.extend(_check_units(analysis, declared, criteria))
    return [*slips, *found]


def _finding(
    code: str, row: Row, level: str, figure: str, places: Row, severity: Severity | None = None
) -> Finding:
    """A contradiction at a published figure of the agency and year of a row."""
    return Finding(code, str(row["agency_id"]), int(row["fiscal_year"]), level, figure, places, severity)


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    yield from frame.to_dict("records")  # type: ignore[misc]


def _both(computed: float, declared: float) -> dict[str, Any]:
    """Write two figures that differ, the computed one with as many decimals as show that it does."""
    two, shown = format_number(computed), format_number(declared)
    return {"computed": two if two != shown else format_number(computed, 4), "declared": shown}


def _check_rating(row: Row, rules: AppliedRules) -> Finding:
    """A published level outside the possible ones: a warning where only an inferred rule excludes it."""
    book, year = rules.book, row["fiscal_year"]
    level = book.level(row["declared"])
    if level is None:
        levels = ", ".join(x.label for x in book.levels)
        places = {"declared": row["declared"], "year": year, "levels": levels}
        return _finding("rating-unknown", row, "rating", "rating", places)
    upper = min((x.lower_bound for x in book.levels if x.lower_bound > level.lower_bound), default=101.0)
    conditional = level.all_at_least is not None or level.any_below is not None
    by_total = row["total"] < level.lower_bound - NOISE or (not conditional and row["total"] >= upper)
    certain = not rules.provisional and (book.conditions_certain or by_total)
    possible = " หรือ ".join(str(row["possible"]).split(SEPARATOR))
    places = {"declared": row["declared"], "year": year, "possible": possible}
    return _finding(
        "rating-disagrees", row, "rating", "rating", places, None if certain else Severity.WARNING
    )


def _check_units(analysis: Analysis, declared: pd.DataFrame, criteria: Criteria) -> Iterator[Finding]:
    """Check published instruments against their indicators, and parts against their instrument."""
    published = declared[declared["level"] == "instrument"]
    for key, own in published.groupby(["fiscal_year", "code"], observed=True, sort=False):
        year, code = int(str(key[0])), str(key[1])
        book = criteria.for_year(year).book
        ratings = analysis.ratings[analysis.ratings["fiscal_year"] == year].set_index("agency_id")
        figures = ratings.reindex(own["agency_id"])
        if code in book.part_of:
            yield from _check_parts(own, figures, book, code)
            continue
        weighted = analysis.weighted
        points = weighted[(weighted["fiscal_year"] == year) & (weighted["code"] == code)]["agency_id"]
        is_points = own["agency_id"].isin(points).to_numpy()
        differs = np.abs(own["value"].to_numpy() - figures[code].to_numpy()) > TOLERANCE + NOISE
        for row in _rows(own[is_points]):
            places = {"unit": code, "declared": format_number(row["value"])}
            yield _finding("instrument-weighted-points", row, "instrument", code, places)
        for row, computed in zip(
            _rows(own[differs & ~is_points]), figures[code].to_numpy()[differs & ~is_points], strict=True
        ):
            places = {"unit": code, **_both(float(computed), row["value"])}
            yield _finding("instrument-disagrees", row, "instrument", code, places)


def _check_parts(own: pd.DataFrame, figures: pd.DataFrame, book: RuleBook, code: str) -> Iterator[Finding]:
    """Compare the mean of the parts with their instrument, once: at the first part."""
    instrument = next(i for i in book.instruments if i.code == book.part_of[code])
    if code != instrument.parts[0].code:
        return
    weighted = [figures[part.code].to_numpy() * part.weight for part in instrument.parts]
    mean = np.sum(weighted, axis=0) / instrument.weight
    whole = figures[instrument.code].to_numpy()
    differs = np.abs(mean - whole) > TOLERANCE + NOISE
    for row, parts, computed in zip(_rows(own[differs]), mean[differs], whole[differs], strict=True):
        places: dict[str, object] = {
            "parts": format_number(float(parts)),
            "computed": format_number(float(computed)),
        }
        yield _finding("parts-disagree", row, "instrument", code, places)
