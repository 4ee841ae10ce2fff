"""Which measures to suggest for the weak indicators of one agency, and why.

A suggestion follows the classes of the weaknesses: what is to mend at once and what is to develop get all
their measures, what is to keep gets none unless asked for. The order is that of the points to gain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from itacore.criteria import Criteria, read_criteria
from itacore.errors import TableError
from itacore.measures.catalogue import Catalogue
from itacore.scoring.weakness import CLASSES, KEEP, URGENT, read_thresholds

BELOW_PASS_LINE = "below-pass-line"
LOWEST_OF_WEAK_PART = "lowest-of-weak-part"
MOST_POINTS = "most-points"
ROOM_TO_DEVELOP = "room-to-develop"
KEEP_STRENGTH = "keep-strength"
REASONS = (BELOW_PASS_LINE, LOWEST_OF_WEAK_PART, MOST_POINTS, ROOM_TO_DEVELOP, KEEP_STRENGTH)

COLUMNS = ("code", "measure_id", "order", "reason", "owner", "oit_items")
_NEEDED = ("code", "score", "points_to_gain", "rank_by_points", "weakness_class")
_NOISE = 1e-9  # a figure this near a bound is the bound


def suggest_measures(
    weaknesses: pd.DataFrame,
    catalogue: Catalogue,
    *,
    agency_type: str | None,
    fiscal_year: int,
    include_keep: bool = False,
    criteria: Criteria | None = None,
) -> pd.DataFrame:
    """Suggest measures for the weak indicators of one agency in one year.

    Parameters
    ----------
    weaknesses
        One row an indicator, in any order: ``code`` (str), ``score`` (float, points 0-100),
        ``points_to_gain`` (float, points of the total), ``rank_by_points`` (int, 1 = most points, equal
        figures share the better rank), ``weakness_class`` ("urgent", "to-develop" or "to-keep").
    catalogue
        The measures to choose from; an indicator without measures gives no row.
    agency_type
        Type of the agency, in full or short words; None where unknown.
    fiscal_year
        Year of the rules by which the scores are judged and of the OIT items named, Buddhist Era.
    include_keep
        Whether indicators to keep get their measures as well.
    criteria
        The rule books in force, for the pass line; default the program's own.

    Returns
    -------
    pandas.DataFrame
        Key ``measure_id``. ``code`` (str), ``measure_id`` (str), ``order`` (int64, from 1: by points to
        gain, then by code, then least effort first), ``reason`` (str, one of ``REASONS``), ``owner`` (str),
        ``oit_items`` (object, a tuple of codes; empty where the year has no list or the measure serves none).

    Raises
    ------
    TableError
        A column or a figure is missing, a code stands twice, a class is unknown.
    KeyError
        The year belongs to another model than the rule books describe.

    Examples
    --------
    >>> from itacore.measures import read_catalogue
    >>> table = pd.DataFrame({"code": ["8"], "score": [93.5], "points_to_gain": [0.65],
    ...     "rank_by_points": [1], "weakness_class": ["to-develop"]})
    >>> found = suggest_measures(table, read_catalogue(), agency_type="เทศบาลตำบล", fiscal_year=2568)
    >>> found[["measure_id", "order", "reason"]].values.tolist()[0]
    ['ind-08-tell-improvements', 1, 'most-points']
    >>> found["oit_items"].tolist()[-1]
    ('o10',)
    """
    _check(weaknesses)
    pass_line = (criteria or read_criteria()).for_year(fiscal_year).book.pass_line
    rows = sorted(
        zip(*(weaknesses[name].tolist() for name in _NEEDED), strict=True),
        key=lambda row: (row[3], _code_order(row[0])),
    )
    found: list[tuple[str, str, int, str, str, tuple[str, ...]]] = []
    for code, score, points, rank, weakness_class in rows:
        if weakness_class == KEEP and not include_keep:
            continue
        reason = _reason(score, points, rank, weakness_class, pass_line)
        for measure in catalogue.for_indicator(code):
            owner = measure.owner.for_type(agency_type)
            items = measure.oit_items_of(fiscal_year)
            found.append((code, measure.id, len(found) + 1, reason, owner, items))
    return _build(found)


def measures_by_indicator(
    catalogue: Catalogue,
    codes: Iterable[str],
    weakness_class: Iterable[str],
    *,
    include_keep: bool = False,
) -> dict[str, tuple[str, ...]]:
    """Give the identifiers of the measures suggested for each indicator, least effort first.

    Parameters
    ----------
    catalogue
        The measures to choose from.
    codes
        Codes of indicators.
    weakness_class
        Class of each of them, in the same order.
    include_keep
        Whether indicators to keep get their measures as well.

    Returns
    -------
    dict
        Every code, in the order given; an empty tuple where nothing is suggested.

    Raises
    ------
    TableError
        A class is unknown.
    ValueError
        The two are not of one length.

    >>> from itacore.measures import read_catalogue
    >>> measures_by_indicator(read_catalogue(), ["6", "1"], ["to-develop", "to-keep"])["1"]
    ()
    """
    result: dict[str, tuple[str, ...]] = {}
    for code, of_code in zip(codes, weakness_class, strict=True):
        if of_code not in CLASSES:
            raise TableError(f"weakness class {of_code!r} of {code}: use {', '.join(CLASSES)}")
        wanted = of_code != KEEP or include_keep
        result[code] = tuple(m.id for m in catalogue.for_indicator(code)) if wanted else ()
    return result


def _check(weaknesses: pd.DataFrame) -> None:
    for name in _NEEDED:
        if name not in weaknesses:
            raise TableError(f"table weaknesses: column {name} is missing")
        if weaknesses[name].isna().any():
            raise TableError(f"table weaknesses: column {name} has missing entries; leave such rows out")
    if weaknesses["code"].duplicated().any():
        raise TableError("table weaknesses: rows with the same code; give one agency and one year")
    unknown = sorted(set(weaknesses["weakness_class"]) - set(CLASSES))
    if unknown:
        raise TableError(f"table weaknesses: weakness_class {', '.join(unknown)}; use {', '.join(CLASSES)}")


def _code_order(code: str) -> tuple[tuple[int, ...], str]:
    """Order in which 2 stands before 10."""
    return tuple(int(number) for number in re.findall(r"\d+", code)), code


def _reason(score: float, points: float, rank: int, weakness_class: str, pass_line: float) -> str:
    if weakness_class == KEEP:
        return KEEP_STRENGTH
    if weakness_class == URGENT:
        return BELOW_PASS_LINE if score < pass_line - _NOISE else LOWEST_OF_WEAK_PART
    thresholds = read_thresholds()
    among_most = rank <= thresholds.most_points_ranks and points >= thresholds.most_points_at_least - _NOISE
    return MOST_POINTS if among_most else ROOM_TO_DEVELOP


def _build(found: list[tuple[str, str, int, str, str, tuple[str, ...]]]) -> pd.DataFrame:
    columns = list(zip(*found, strict=True)) if found else [()] * len(COLUMNS)
    dtypes = {"order": "int64", "oit_items": "object"}
    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=dtypes.get(name, "str"))
            for name, values in zip(COLUMNS, columns, strict=True)
        }
    )
