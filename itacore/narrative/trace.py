"""Where figures come from, in words."""

from __future__ import annotations

import pandas as pd

from itacore.issues import cell_name
from itacore.wording import say


def trace_figures(provenance: pd.DataFrame, agency_id: str, fiscal_year: int) -> dict[str, str]:
    """Say for every figure of an agency and year which cell of which file it came from, by code."""
    own = provenance[(provenance["fiscal_year"] == fiscal_year) & (provenance["agency_id"] == agency_id)]
    traces = {}
    for entry in own.to_dict("records"):
        row, column = int(entry["row"]), int(entry["column"])
        if row >= 0:
            cell = cell_name(row, column)
            place = say(
                "overview", "indicators.trace-cell", file=entry["file"], sheet=entry["sheet"], cell=cell
            )
        else:
            place = say("overview", "indicators.trace-file", file=entry["file"])
        traces[str(entry["code"])] = place
    return traces


def files_of(provenance: pd.DataFrame, agency_id: str) -> list[str]:
    """Names of the files that the scores of an agency came from, in the order of their names."""
    return sorted({str(name) for name in provenance.loc[provenance["agency_id"] == agency_id, "file"]})
