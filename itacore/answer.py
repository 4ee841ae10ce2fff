"""The answer of the command line: one object with files, agencies, issues and the account of all cells."""

from __future__ import annotations

from typing import Any

import pandas as pd

from itacore.agency_names import tell_agencies
from itacore.criteria import Criteria
from itacore.issues import IssueLog
from itacore.measures import measures_by_indicator, read_catalogue
from itacore.narrative.rating import tell_reason
from itacore.reading import Reading
from itacore.scoring import Analysis, analyze
from itacore.scoring.analysis import SEPARATOR
from itacore.scoring.proofreading.leading import check_figures, point_to_spellings
from itacore.scoring.reason import explain_rating

SCHEMA = 1


def study(reading: Reading, criteria: Criteria) -> tuple[Analysis, IssueLog]:
    """Analyze a reading and give all its issues: errors first, and each cause before what follows from it."""
    analysis = analyze(reading.scores, reading.declared, criteria)
    issues = IssueLog()
    issues.extend(reading.issues)
    issues.extend(check_figures(analysis, reading, criteria))
    point_to_spellings(issues)
    return analysis, issues.worst_first()


def build_check(reading: Reading, issues: IssueLog) -> dict[str, Any]:
    """Build the object that ``check --json`` prints; unknown is None, never 0."""
    return {
        "schema": SCHEMA,
        "files": [
            {
                "name": file.name,
                "sha256": file.sha256,
                "sheets": [{"name": s.name, "layout": s.layout, "visible": s.visible} for s in file.sheets],
            }
            for file in reading.files
        ],
        "issues": [issue.as_json() for issue in issues],
        "issue_counts": dict(issues.counts),
        "cells": reading.cells,
    }


def _clean(value: Any) -> Any:
    """Turn missing into None and numbers of libraries into plain ones."""
    if value is None or (isinstance(value, float) and value != value) or value is pd.NA:
        return None
    return value.item() if hasattr(value, "item") else value


def code_order(code: str) -> tuple[str, float, str]:
    """Sort codes as people read them: 1, 2 … 10; 9.1 … 10.2; o1 … o43.

    >>> sorted(["10", "9", "o2", "o10", "9.2"], key=code_order)
    ['9', '9.2', '10', 'o2', 'o10']
    """
    letters = code.rstrip("0123456789.")
    digits = code[len(letters) :]
    try:
        return letters, float(digits or 0), code
    except ValueError:
        return letters, 0.0, code


def build_agencies(
    reading: Reading, analysis: Analysis, criteria: Criteria, wanted: str | None = None
) -> list[dict[str, Any]]:
    """Build what ``analyze --json`` adds: every agency with its years, their figures and judgements.

    Parameters
    ----------
    reading, analysis
        Of the same files.
    criteria
        The rule books.
    wanted
        Name of the only agency wanted, as written or with its place as ``itacore.agency_names`` gives it; None
        for all.
    """
    ratings = {k: _records(v) for k, v in analysis.ratings.groupby("agency_id", observed=True)}
    indicators = _by_year(analysis.indicators)
    contributions = _by_year(analysis.contributions)
    scores = _by_year(reading.scores)
    declared = _by_year(reading.declared)
    result = []
    told = {} if wanted is None else tell_agencies(reading.agencies, "")
    for agency in _records(reading.agencies):
        if wanted is not None and wanted not in (agency["name"], told[agency["agency_id"]]):
            continue
        years = []
        for row in ratings.get(agency["agency_id"], []):
            key = (agency["agency_id"], row["fiscal_year"])
            years.append(
                _year(
                    row,
                    indicators.get(key, []),
                    contributions.get(key, []),
                    scores.get(key, []),
                    declared.get(key, []),
                    criteria,
                )
            )
        result.append(
            {
                "agency": _clean(agency["name"]),
                **{k: _clean(agency[k]) for k in ("type", "district", "province")},
                "years": years,
            }
        )
    return result


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.to_dict("records")  # type: ignore[return-value]


def _by_year(frame: pd.DataFrame) -> dict[tuple[str, int], list[dict[str, Any]]]:
    grouped: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in _records(frame):
        grouped.setdefault((row["agency_id"], row["fiscal_year"]), []).append(row)
    return grouped


def _year(
    row: dict[str, Any],
    indicators: list[dict[str, Any]],
    contributions: list[dict[str, Any]],
    scores: list[dict[str, Any]],
    declared: list[dict[str, Any]],
    criteria: Criteria,
) -> dict[str, Any]:
    rules = criteria.for_year(int(row["fiscal_year"]))
    units = [u for i in rules.book.instruments for u in (i.code, *(p.code for p in i.parts))]

    def figures(level: str) -> dict[str, float]:
        found = {s["code"]: float(s["score"]) for s in scores if s["level"] == level}
        return dict(sorted(found.items(), key=lambda pair: code_order(pair[0])))

    computed = {i["code"]: float(i["score"]) for i in indicators}
    published = {d["level"]: d for d in declared}
    return {
        "fiscal_year": int(row["fiscal_year"]),
        "criteria": {"year": rules.book.fiscal_year, "provisional": rules.provisional},
        "total": {"computed": _clean(row["total_computed"]), "declared": _clean(row["total_declared"])},
        "instruments": {u: float(row[u]) for u in units if _clean(row.get(u)) is not None},
        "instruments_declared": {
            d["code"]: float(d["value"]) for d in declared if d["level"] == "instrument"
        },
        "indicators": {
            **dict(sorted(computed.items(), key=lambda p: code_order(p[0]))),
            **figures("part-indicator"),
        },
        "subindicators": figures("subindicator"),
        "items": figures("item"),
        "rank": {
            "declared": _whole(published.get("rank")),
            "of": _whole(published.get("rank-of")),
            "group": published["rank-group"]["text"] if "rank-group" in published else None,
        },
        "rating": _rating(row, criteria),
        "change": _change(row, indicators, contributions),
        "weakest": _weakest(indicators),
    }


def _whole(figure: dict[str, Any] | None) -> int | None:
    return None if figure is None or _clean(figure["value"]) is None else int(figure["value"])


def _rating(row: dict[str, Any], criteria: Criteria) -> dict[str, Any]:
    book = criteria.for_year(int(row["fiscal_year"])).book
    declared = _clean(row["declared"])
    return {
        "possible": [label for label in str(row["possible"]).split(SEPARATOR) if label],
        "declared": declared,
        "final": _clean(row["final"]),
        "near_bound": bool(row["near_bound"]),
        "reason": tell_reason(explain_rating(row, book), declared, bool(row["disagrees"])),
    }


def _change(
    row: dict[str, Any], indicators: list[dict[str, Any]], contributions: list[dict[str, Any]]
) -> dict[str, Any] | None:
    if not row["base_year"]:
        return None
    parts = {c["code"]: float(c["contribution"]) for c in contributions if c["code"] != "rules"}
    rules = next((float(c["contribution"]) for c in contributions if c["code"] == "rules"), None)
    return {
        "from": int(row["base_year"]),
        "total": _clean(row["change"]),
        "indicators": {
            i["code"]: float(i["change"])
            for i in sorted(indicators, key=lambda i: code_order(i["code"]))
            if _clean(i["change"]) is not None
        },
        "contributions": dict(sorted(parts.items(), key=lambda p: code_order(p[0]))),
        "rules": rules,
    }


def _weakest(indicators: list[dict[str, Any]]) -> list[dict[str, Any]]:
    measures = measures_by_indicator(
        read_catalogue(), [i["code"] for i in indicators], [i["weakness_class"] for i in indicators]
    )
    ordered = sorted(indicators, key=lambda i: (i["rank_by_points"], code_order(i["code"])))
    return [
        {
            "code": i["code"],
            "score": float(i["score"]),
            "points_to_gain": float(i["points_to_gain"]),
            "rank_by_score": int(i["rank_by_score"]),
            "rank_by_points": int(i["rank_by_points"]),
            "class": i["weakness_class"],
            "measures": list(measures.get(i["code"], ())),
        }
        for i in ordered
    ]
