"""Short ways of writing the tables that the tests of scoring start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from itacore.criteria import Criteria, read_criteria
from itacore.scoring import Analysis, analyze
from itacore.tables import DECLARED, SCORES, make_table

Number = object  # Decimal, Fraction, float, int or text: whatever float() takes


@dataclass(frozen=True)
class Result:
    """What was read of one agency in one year; ``published`` holds instruments and parts."""

    fiscal_year: int
    scores: Mapping[str, Number] = field(default_factory=dict)
    published: Mapping[str, Number] = field(default_factory=dict)
    total: Number | None = None
    rating: str | None = None


def level_of_code(code: str) -> str:
    """Level of a code as the shipped rule books use them."""
    if code.startswith("EIT"):
        return "part-indicator"
    if code[0].isalpha():
        return "item"
    return "subindicator" if "." in code else "indicator"


def scores_table(results: Mapping[str, Iterable[Result]]) -> pd.DataFrame:
    """Build ``scores`` from results by agency."""
    rows = [
        (agency, result.fiscal_year, level_of_code(code), code, float(score))  # type: ignore[arg-type]
        for agency, years in results.items()
        for result in years
        for code, score in result.scores.items()
    ]
    return _table(SCORES, rows)


def declared_table(results: Mapping[str, Iterable[Result]]) -> pd.DataFrame:
    """Build ``declared`` from results by agency."""
    rows: list[tuple[object, ...]] = []
    for agency, years in results.items():
        for result in years:
            start = (agency, result.fiscal_year)
            for code, value in result.published.items():
                rows.append((*start, "instrument", code, float(value), None))  # type: ignore[arg-type]
            if result.total is not None:
                rows.append((*start, "total", "total", float(result.total), None))  # type: ignore[arg-type]
            if result.rating is not None:
                rows.append((*start, "rating", "rating", float("nan"), result.rating))
    return _table(DECLARED, rows)


def _table(table: object, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in table.names]  # type: ignore[attr-defined]
    return make_table(table, dict(zip(table.names, columns, strict=True)))  # type: ignore[arg-type,attr-defined]


def analyze_results(results: Mapping[str, Iterable[Result]], criteria: Criteria | None = None) -> Analysis:
    """Analyze results by agency."""
    return analyze(scores_table(results), declared_table(results), criteria or read_criteria())


def rate(result: Result, criteria: Criteria | None = None) -> pd.Series:
    """Give the row of ``ratings`` of a single result."""
    return analyze_results({"a": [result]}, criteria).ratings.iloc[0]


def possible(row: pd.Series) -> list[str]:
    """The possible levels of a row of ``ratings``, lowest first."""
    return str(row["possible"]).split("|")


def all_indicators(score: Number) -> dict[str, Number]:
    """The same score for every indicator."""
    return {str(i): score for i in range(1, 11)}
