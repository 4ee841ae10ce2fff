"""What proof-reading finds, and the issues made of it at the cells of the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from itacore.issues import Issue, IssueLog, Severity

Row = Mapping[str, Any]
_MORE_THAN_YEARS = 10_000


@dataclass(frozen=True)
class Finding:
    """An issue's code, the figure that it is about, and the words of the issue."""

    code: str
    agency_id: str
    fiscal_year: int
    level: str
    figure: str
    places: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None


def place_findings(found: Sequence[Finding], provenance: pd.DataFrame) -> IssueLog:
    """Turn findings into issues, each at the cell of its figure, else at the first cell of its agency and year."""
    cells: dict[tuple[object, ...], Row] = {}
    for row in _rows_about(found, provenance, of_figures=True):
        cells[_key(row["agency_id"], row["fiscal_year"], row["code"])] = row
    lost = [f for f in found if _key(f.agency_id, f.fiscal_year, f.figure) not in cells]
    for row in _rows_about(lost, provenance, of_figures=False):
        cells.setdefault(_key(row["agency_id"], row["fiscal_year"]), row)
    log = IssueLog()
    for finding in found:
        own = (finding.agency_id, finding.fiscal_year)
        log.add(_issue(finding, cells.get(_key(*own, finding.figure)) or cells.get(_key(*own))))
    return log


def _key(agency_id: object, fiscal_year: object, *code: object) -> tuple[object, ...]:
    return str(agency_id), fiscal_year, *map(str, code)


def _rows_about(found: Sequence[Finding], provenance: pd.DataFrame, *, of_figures: bool) -> list[Row]:
    """Rows of the figures that findings are about, or all of their agencies and years."""
    if not found:
        return []
    agencies, codes = provenance["agency_id"].cat, provenance["code"].cat
    have = (
        agencies.codes.to_numpy().astype(np.int64) * _MORE_THAN_YEARS + provenance["fiscal_year"].to_numpy()
    )
    own = agencies.categories.get_indexer(pd.Index([finding.agency_id for finding in found])).astype(np.int64)
    want = own * _MORE_THAN_YEARS + np.array([finding.fiscal_year for finding in found])
    known = own >= 0
    if of_figures:
        figures = codes.categories.get_indexer(pd.Index([finding.figure for finding in found]))
        have, want = have * len(codes.categories) + codes.codes, want * len(codes.categories) + figures
        known &= figures >= 0
    return provenance[np.isin(have, want[known])].to_dict("records")  # type: ignore[return-value]


def _issue(finding: Finding, at: Row | None) -> Issue:
    if at is None:
        return Issue(finding.code, places=finding.places, severity_override=finding.severity)
    row, column = int(at["row"]), int(at["column"])
    return Issue(
        finding.code,
        str(at["file"]),
        at["sheet"] if isinstance(at["sheet"], str) else None,
        row if row >= 0 else None,
        column if row >= 0 else None,
        finding.places,
        finding.severity,
    )
