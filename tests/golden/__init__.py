"""Golden cases: results as agencies published them, each with its source, and what must follow from them.

Figures are kept as printed (as text), so that no test depends on how a float is written.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class GoldenYear:
    """One year of a golden case: figures as printed, and what is expected of them."""

    fiscal_year: int
    indicators: dict[str, str]
    total: str | None
    rating: str | None
    expected: dict[str, Any]

    @property
    def scores(self) -> dict[str, Decimal]:
        """Scores of the indicators by code."""
        return {code: Decimal(text) for code, text in self.indicators.items()}


@dataclass(frozen=True)
class GoldenCase:
    """Results of one agency, with the place they were printed at."""

    name: str
    agency: str
    source: str
    years: tuple[GoldenYear, ...]

    def year(self, fiscal_year: int) -> GoldenYear:
        """Give one year of the case."""
        return next(year for year in self.years if year.fiscal_year == fiscal_year)


def golden_names() -> list[str]:
    """Names of all golden cases, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read_golden(name: str) -> GoldenCase:
    """Read the golden case in ``NAME.toml``."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    years = tuple(
        GoldenYear(
            entry["fiscal_year"],
            entry["indicators"],
            entry.get("total"),
            entry.get("rating"),
            entry.get("expected", {}),
        )
        for entry in data["years"]
    )
    return GoldenCase(name, data["agency"], data["source"], years)
