"""Profiles from tiny tables and from the golden cases."""

from __future__ import annotations

from collections.abc import Iterable

from itacore.criteria import read_criteria
from itacore.scoring import analyze
from itacore.scoring.profile import Profile, gather_profile
from tests.golden import read_golden
from tests.scoring.tables import Result, declared_table, scores_table

KHUN_KAEO, LUMPHUK = "khun-kaeo-2566-2568", "lumphuk-2565"


def profile_of(years: Iterable[Result], fiscal_year: int) -> Profile:
    """One agency of a tiny table in one year."""
    results = {"ก": list(years)}
    analysis = analyze(scores_table(results), declared_table(results), read_criteria())
    return gather_profile(analysis, read_criteria(), "ก", fiscal_year)


def golden_profile(name: str, fiscal_year: int) -> Profile:
    """A golden case in one year, with its published totals and levels."""
    years = [Result(y.fiscal_year, y.indicators, {}, y.total, y.rating) for y in read_golden(name).years]
    return profile_of(years, fiscal_year)


def ten(*scores: float) -> dict[str, float]:
    """Scores of the ten indicators in their order."""
    return {str(code): score for code, score in enumerate(scores, start=1)}


def same(score: float) -> dict[str, float]:
    """One score for all ten indicators."""
    return ten(*[score] * 10)
