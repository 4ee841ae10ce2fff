"""One agency in one year, gathered from the tables of an analysis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from itacore.criteria import AppliedRules, Criteria
from itacore.scoring.analysis import Analysis
from itacore.scoring.reason import Reason, explain_rating


@dataclass(frozen=True)
class IndicatorFigures:
    """One indicator: its score and the year before's, both None where unknown.

    ``scores`` and ``classes`` hold every year of the agency in which the indicator is known.
    """

    code: str
    name: str
    instrument: str
    score: float | None
    before: float | None
    change: float | None
    points_to_gain: float | None
    rank_by_score: int | None
    rank_by_points: int | None
    weakness_class: str | None
    weight: float
    scores: Mapping[int, float]
    classes: Mapping[int, str]


@dataclass(frozen=True, eq=False)
class Profile:
    """One agency in one year.

    ``row`` and ``base`` are rows of ``Analysis.ratings`` (base: the nearest earlier year, None without one);
    ``years`` are all its rows, earliest first; ``contributions`` are the parts of the change of the computed
    total by code, "rules" among them, empty where the change has no parts. ``rules_by_year`` holds the rules
    of every year from the agency's first to its last, also of years between them that it lacks.
    """

    row: Mapping[str, Any]
    base: Mapping[str, Any] | None
    years: tuple[Mapping[str, Any], ...]
    rules: AppliedRules
    base_rules: AppliedRules | None
    reason: Reason
    indicators: tuple[IndicatorFigures, ...]
    contributions: Mapping[str, float]
    rules_by_year: Mapping[int, AppliedRules]

    @property
    def declared(self) -> str | None:
        """The published level, None where there is none."""
        return level_or_none(self.row["declared"])

    def unit(self, code: str) -> float | None:
        """Score of an instrument or part, None where unknown."""
        return number_or_none(self.row.get(code))

    def unit_change(self, code: str) -> float | None:
        """Change of an instrument against the base year, None where unknown."""
        before = number_or_none(self.base.get(code)) if self.base is not None else None
        now = self.unit(code)
        return None if now is None or before is None else now - before


def number_or_none(value: Any) -> float | None:
    """Turn a missing figure into None.

    >>> number_or_none(float("nan")), number_or_none(1.5)
    (None, 1.5)
    """
    return None if value is None or value != value else float(value)


def level_or_none(value: Any) -> str | None:
    """Turn a missing label into None."""
    return value if isinstance(value, str) else None


def gather_profile(analysis: Analysis, criteria: Criteria, agency_id: str, fiscal_year: int) -> Profile:
    """Gather everything about one agency in one year.

    Raises
    ------
    KeyError
        The agency has no such year.
    """
    ratings = analysis.ratings
    rows: list[dict[str, Any]] = ratings[ratings["agency_id"] == agency_id].to_dict("records")  # type: ignore[assignment]
    by_year = {int(row["fiscal_year"]): row for row in rows}
    row = by_year[fiscal_year]
    base = by_year.get(int(row["base_year"]))
    rules = criteria.for_year(fiscal_year)
    return Profile(
        row=row,
        base=base,
        years=tuple(rows),
        rules=rules,
        base_rules=criteria.for_year(int(base["fiscal_year"])) if base else None,
        reason=explain_rating(row, rules.book),
        indicators=_indicators(analysis.indicators, rules, agency_id, fiscal_year, base),
        contributions=_contributions(analysis.contributions, agency_id, fiscal_year),
        rules_by_year={year: criteria.for_year(year) for year in range(min(by_year), max(by_year) + 1)},
    )


def _contributions(table: pd.DataFrame, agency_id: str, fiscal_year: int) -> dict[str, float]:
    own = table[(table["fiscal_year"] == fiscal_year) & (table["agency_id"] == agency_id)]
    return dict(zip(own["code"].astype(str), own["contribution"].astype(float), strict=True))


def _indicators(
    table: pd.DataFrame, rules: AppliedRules, agency_id: str, fiscal_year: int, base: Mapping[str, Any] | None
) -> tuple[IndicatorFigures, ...]:
    own = table[table["agency_id"] == agency_id]
    now = own[own["fiscal_year"] == fiscal_year].set_index("code")
    earlier = own[own["fiscal_year"] == (int(base["fiscal_year"]) if base else -1)].set_index("code")["score"]
    by_code: dict[str, dict[int, float]] = {}
    classes: dict[str, dict[int, str]] = {}
    for row in own.itertuples():
        by_code.setdefault(str(row.code), {})[int(row.fiscal_year)] = float(row.score)  # type: ignore[arg-type]
        classes.setdefault(str(row.code), {})[int(row.fiscal_year)] = str(row.weakness_class)  # type: ignore[arg-type]
    figures = []
    for indicator in rules.book.indicators:
        code = indicator.code
        known = code in now.index
        found: Any = now.loc[code] if known else None
        figures.append(
            IndicatorFigures(
                code=code,
                name=indicator.name,
                instrument=indicator.instrument,
                score=float(found["score"]) if known else None,
                before=float(earlier[code]) if code in earlier.index else None,
                change=number_or_none(found["change"]) if known else None,
                points_to_gain=float(found["points_to_gain"]) if known else None,
                rank_by_score=int(found["rank_by_score"]) if known else None,
                rank_by_points=int(found["rank_by_points"]) if known else None,
                weakness_class=str(found["weakness_class"]) if known else None,
                weight=rules.book.indicator_weights[code],
                scores=by_code.get(code, {}),
                classes=classes.get(code, {}),
            )
        )
    return tuple(figures)
