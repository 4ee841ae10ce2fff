"""All checks of figures against each other that need no published figure of their own."""

from __future__ import annotations

import pandas as pd

from itacore.criteria import Criteria
from itacore.issues import IssueLog
from itacore.scoring.analysis import Analysis
from itacore.scoring.proofreading.copies import check_neighbours, check_rows
from itacore.scoring.proofreading.findings import Finding, place_findings
from itacore.scoring.proofreading.jumps import check_jumps
from itacore.scoring.proofreading.means import check_means
from itacore.scoring.proofreading.spellings import check_spellings
from itacore.scoring.proofreading.wide import lay_wide
from itacore.scoring.proofreading.years import check_years


def proofread(
    analysis: Analysis,
    scores: pd.DataFrame,
    agencies: pd.DataFrame,
    provenance: pd.DataFrame,
    criteria: Criteria,
) -> IssueLog:
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
    IssueLog
        One kind of issue after the other; true figures give notes at most.
    """
    wide = lay_wide(analysis)
    found: list[Finding] = [
        *check_means(scores, criteria),
        *check_jumps(wide, criteria),
        *check_neighbours(wide),
        *check_rows(wide, agencies),
        *check_years(wide, provenance),
        *check_spellings(wide, agencies),
    ]
    return place_findings(found, provenance)
