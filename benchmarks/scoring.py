"""How long rating, comparing and finding weak indicators takes for the whole country.

Run from the project's folder: ``python -m benchmarks.scoring``. Made-up scores of 8,317 agencies in the seven
years from 2562 with totals and ratings; prints seconds for one to seven years (best of several runs), memory,
and with ``--profile`` where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
import tracemalloc

import numpy as np
import pandas as pd

from itacore.criteria import Criteria, read_criteria
from itacore.scoring import analyze
from itacore.tables import DECLARED, SCORES, categories, make_table

AGENCIES = 8_317
YEARS = range(2562, 2569)
CODES = [str(number) for number in range(1, 11)]
RUNS = 7


def make_country(years: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make up scores and published totals and ratings of every agency in the first years."""
    chance = np.random.default_rng(2568)
    rows = AGENCIES * years
    agency = np.repeat(np.arange(AGENCIES), years)
    year = np.tile(np.array(YEARS)[:years], AGENCIES)
    scores = np.round(np.clip(chance.normal(90, 8, (rows, len(CODES))), 0, 100), 2)
    ids = categories([f"agency {number}" for number in range(AGENCIES)])

    def repeat(values: np.ndarray, times: int) -> np.ndarray:
        return np.repeat(values, times)

    def cycle(labels: list[str]) -> pd.Categorical:
        return pd.Categorical.from_codes(np.tile(np.arange(len(labels)), rows), categories(labels))

    table = make_table(
        SCORES,
        {
            "agency_id": pd.Categorical.from_codes(repeat(agency, len(CODES)), ids),
            "fiscal_year": repeat(year, len(CODES)),
            "level": pd.Categorical.from_codes(np.zeros(scores.size, dtype=int), categories(["indicator"])),
            "code": cycle(CODES),
            "score": scores.ravel(),
        },
    )
    totals = np.round(scores @ np.array([0.06] * 5 + [0.10] * 3 + [0.20] * 2), 2)
    levels = np.where(
        year < 2566, np.where(totals >= 85, "A", "B"), np.where(totals >= 85, "ผ่านดี", "ต้องปรับปรุง")
    )
    declared = make_table(
        DECLARED,
        {
            "agency_id": pd.Categorical.from_codes(repeat(agency, 2), ids),
            "fiscal_year": repeat(year, 2),
            "level": cycle(["total", "rating"]),
            "code": cycle(["total", "rating"]),
            "value": np.column_stack([totals, np.full(rows, np.nan)]).ravel(),
            "text": np.column_stack([np.full(rows, None), levels]).ravel(),
        },
    )
    return table, declared


def measure(years: int, criteria: Criteria) -> tuple[float, float]:
    """Best seconds of several runs, and the highest megabytes beside the tables given."""
    scores, declared = make_country(years)
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        analyze(scores, declared, criteria)
        seconds.append(time.perf_counter() - began)
    tracemalloc.start()
    analyze(scores, declared, criteria)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return min(seconds), peak / 1e6


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    arguments = parser.parse_args()
    criteria = read_criteria()
    print("years  agency-years  seconds  us an agency-year  peak MB")
    for years in (1, 4, 7):
        seconds, peak = measure(years, criteria)
        rows = AGENCIES * years
        print(f"{years:5}  {rows:12,}  {seconds:7.3f}  {seconds / rows * 1e6:17.2f}  {peak:7.0f}")
    if arguments.profile:
        tables = make_country(len(YEARS))
        profile = cProfile.Profile()
        profile.runcall(analyze, *tables, criteria)
        pstats.Stats(profile).sort_stats("tottime").print_stats(15)


if __name__ == "__main__":
    main()
