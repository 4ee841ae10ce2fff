"""What other rule books would change in the ratings of the same scores."""

from __future__ import annotations

import numpy as np
import pandas as pd

from itacore.criteria import Criteria
from itacore.scoring.analysis import analyze


def compare_rules(
    scores: pd.DataFrame, declared: pd.DataFrame, before: Criteria, after: Criteria
) -> pd.DataFrame:
    """Rate the same scores by two sets of rule books.

    Parameters
    ----------
    scores, declared
        Tables of itacore.tables.
    before, after
        The rule books in force, and those that might be.

    Returns
    -------
    pandas.DataFrame
        Key agency_id, fiscal_year, in the order of ``Analysis.ratings``; only years whose rules differ, or are no
        longer provisional. total_before, total_after (float, points 0-100, unrounded; missing is NaN);
        level_before, level_after (str: the rating, else the possible levels, lowest first, joined by "|", else
        ""); changed (bool: whether the level differs).
    """
    years = sorted({*scores["fiscal_year"].unique(), *declared["fiscal_year"].unique()})
    moved = [year for year in map(int, years) if before.for_year(year) != after.for_year(year)]
    tables = []
    for criteria in (before, after):
        ratings = analyze(
            scores[scores["fiscal_year"].isin(moved)],
            declared[declared["fiscal_year"].isin(moved)],
            criteria,
        ).ratings
        final = ratings["final"].astype("str").where(ratings["final"].notna())
        level = final.fillna(ratings["possible"].astype("str")).fillna("")
        tables.append((ratings, level))
    (first, level_before), (second, level_after) = tables
    return pd.DataFrame(
        {
            "agency_id": first["agency_id"],
            "fiscal_year": first["fiscal_year"],
            "total_before": first["total"],
            "total_after": second["total"],
            "level_before": level_before,
            "level_after": level_after,
            "changed": np.asarray(level_before) != np.asarray(level_after),
        }
    )
