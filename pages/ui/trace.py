"""Where figures come from, in words."""

from __future__ import annotations

import pandas as pd

from itacore.issues import cell_name
from itacore.wording import say


def trace_figures(provenance: pd.DataFrame, agency_id: str, fiscal_year: int) -> dict[str, str]:
    """Say for every figure of an agency and year which cell of which file it came from, by code."""
    own = provenance[(provenance["fiscal_year"] == fiscal_year) & (provenance["agency_id"] == agency_id)]
    traces = {}
    for row in own.itertuples():
        if row.row >= 0:
            cell = cell_name(row.row, row.column)
            traces[str(row.code)] = say(
                "overview", "indicators.trace-cell", file=row.file, sheet=row.sheet, cell=cell
            )
        else:
            traces[str(row.code)] = say("overview", "indicators.trace-file", file=row.file)
    return traces
