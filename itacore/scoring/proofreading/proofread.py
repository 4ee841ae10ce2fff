"""All checks of figures against each other that need no published figure of their own."""

from __future__ import annotations

import pandas as pd

from itacore.criteria import Criteria
from itacore.scoring.analysis import Analysis
from itacore.scoring.proofreading.copies import check_neighbours, check_rows
from itacore.scoring.proofreading.findings import Finding
from itacore.scoring.proofreading.jumps import check_jumps
from itacore.scoring.proofreading.means import check_means
from itacore.scoring.proofreading.spellings import check_spellings
from itacore.scoring.proofreading.wide import Wide, lay_wide
from itacore.scoring.proofreading.years import check_years


def find_slips(
    analysis: Analysis,
    scores: pd.DataFrame,
    agencies: pd.DataFrame,
    provenance: pd.DataFrame,
    criteria: Criteria,
) -> list[Finding]:
    """Find figures that cannot be right together, and what looks like a slip.

    Parameters
    ----------
    analysis
        Of the same scores.
    scores, agencies, provenance
        Tables of itacore.tables.
    criteria
        The rule books.

    Returns
    -------
    list of Finding
        One kind of issue after the other; true figures give notes at most.
    """
    wide = lay_wide(analysis)
    return [
        *find_of_agency(wide, scores, criteria),
        *check_rows(wide, agencies),
        *check_years(wide, provenance),
        *check_spellings(wide, agencies),
    ]


def find_of_agency(wide: Wide, scores: pd.DataFrame, criteria: Criteria) -> list[Finding]:
    """Find what the figures of one agency alone tell."""
    return [*check_means(wide, scores, criteria), *check_jumps(wide, criteria), *check_neighbours(wide)]
