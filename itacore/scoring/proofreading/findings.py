"""What proof-reading finds, and the issues made of it at the cells of the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

from itacore.issues import Issue, IssueLog, Severity, issue_codes, name_cells
from itacore.reading.contradictions import figure_name
from itacore.reading.origins import Origins
from itacore.thai import format_count
from itacore.wording import say

Row = Mapping[str, Any]
_MORE_THAN_YEARS = 10_000
_ONCE_A_SHEET = "instrument-weighted-points"


@dataclass(frozen=True)
class Finding:
    """An issue's code, the figure that it is about, and the words of the issue.

    ``names`` tells where it belongs: at the figure, or at the cell that names its year or its agency; ``at`` is
    another figure whose cell it belongs to. ``instead`` holds figures as they would be without the fault, by code,
    NaN for one that would be unknown. ``because`` is the finding that this one merely follows from; ``certain``
    whether it does.
    """

    code: str
    agency_id: str
    fiscal_year: int
    level: str
    figure: str
    places: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    names: Literal["figure", "year", "agency"] = "figure"
    at: str | None = None
    instead: Mapping[str, float] = field(default_factory=dict)
    because: Finding | None = None
    certain: bool = True

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What tells it apart: code, agency, year, figure."""
        return self.code, self.agency_id, self.fiscal_year, self.figure

    @property
    def code_at(self) -> str:
        """The figure whose cell it belongs to."""
        return self.at or self.figure

    @property
    def weight(self) -> Severity:
        """The severity that its issue has."""
        return self.severity or issue_codes()[self.code]


def place_findings(
    found: Sequence[Finding],
    provenance: pd.DataFrame,
    agencies: pd.DataFrame,
    origins: Origins | None = None,
) -> IssueLog:
    """Turn findings into issues, each at the cell of its figure, else at the first cell of its agency and year.

    Parameters
    ----------
    found
        In the order in which they are to be told.
    provenance, agencies
        Where the figures stand, and how their agencies are called.
    origins
        Finds the cells that name years and agencies; without it their findings stay at the figures.
    """
    row_of = _rows_of(found, provenance)
    names = dict(zip(agencies["agency_id"].astype(str), agencies["name"], strict=True))

    def origin_of(finding: Finding, at: Row) -> tuple[int, int] | None:
        if origins is None or finding.names == "figure":
            return None
        place = (str(at["file"]), at["sheet"], int(at["row"]), int(at["column"]))
        if finding.names == "year":
            return origins.of_year(*place, finding.fiscal_year)
        return origins.of_agency(*place, str(names[finding.agency_id]))

    return IssueLog(_once_a_sheet([_issue(finding, row_of, origin_of) for finding in found]))


def _rows_of(found: Sequence[Finding], provenance: pd.DataFrame) -> Callable[[Finding], Row | None]:
    """What tells the row of provenance of a finding."""
    cells: dict[tuple[object, ...], Row] = {}
    for row in _rows_about(found, provenance, of_figures=True):
        cells[_key(row["agency_id"], row["fiscal_year"], row["code"])] = row
    lost = [f for f in found if _key(f.agency_id, f.fiscal_year, f.code_at) not in cells]
    for row in _rows_about(lost, provenance, of_figures=False):
        cells.setdefault(_key(row["agency_id"], row["fiscal_year"]), row)

    def row_of(finding: Finding) -> Row | None:
        own = (finding.agency_id, finding.fiscal_year)
        return cells.get(_key(*own, finding.code_at)) or cells.get(_key(*own))

    return row_of


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
        figures = codes.categories.get_indexer(pd.Index([finding.code_at for finding in found]))
        have, want = have * len(codes.categories) + codes.codes, want * len(codes.categories) + figures
        known &= figures >= 0
    return provenance[np.isin(have, want[known])].to_dict("records")  # type: ignore[return-value]


def _issue(
    finding: Finding,
    row_of: Callable[[Finding], Row | None],
    origin_of: Callable[[Finding, Row], tuple[int, int] | None],
) -> Issue:
    at, places = row_of(finding), dict(finding.places)
    if finding.because is not None:
        kind = "certain" if finding.certain else "likely"
        cause = _tell_place(finding.because, row_of(finding.because), at)
        places["more"] = say("issues", f"follows.{kind}", place=cause)
        places["instead"] = say("issues", f"follows.{kind}-hint")
    if at is None:
        return Issue(finding.code, places=places, severity_override=finding.severity)
    row, column = origin_of(finding, at) or (int(at["row"]), int(at["column"]))
    sheet = at["sheet"] if isinstance(at["sheet"], str) else None
    placed = row >= 0
    return Issue(
        finding.code,
        str(at["file"]),
        sheet,
        row if placed else None,
        column if placed else None,
        places,
        finding.severity,
    )


def _tell_place(cause: Finding, at: Row | None, seen_from: Row | None) -> str:
    """Where a cause stands: its cell, with sheet and file where they are others; its figure where no cell is known."""
    if at is None or not isinstance(at["sheet"], str) or int(at["row"]) < 0:
        return say("issues", "follows.figure", figure=figure_name(cause.figure), year=cause.fiscal_year)
    places = {"cell": name_cells([(int(at["row"]), int(at["column"]))]), "sheet": at["sheet"]}
    if seen_from is not None and (at["file"], at["sheet"]) == (seen_from["file"], seen_from["sheet"]):
        return say("issues", "follows.cell", **places)
    if seen_from is not None and at["file"] == seen_from["file"]:
        return say("issues", "follows.cell-of-sheet", **places)
    return say("issues", "follows.cell-of-file", file=at["file"], **places)


def _once_a_sheet(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Join the notes about published instruments of one sheet, which all say the same, into one."""
    ordered = list(issues)
    joined: dict[tuple[str | None, str], list[Issue]] = {}
    for issue in ordered:
        if issue.code == _ONCE_A_SHEET and issue.sheet is not None and issue.row is not None:
            joined.setdefault((issue.file, issue.sheet), []).append(issue)
    for issue in ordered:
        group = joined.get((issue.file, issue.sheet or ""), []) if issue.code == _ONCE_A_SHEET else []
        if len(group) < 2:
            yield issue
        elif issue is group[0]:
            yield _join(group)


def _join(group: Sequence[Issue]) -> Issue:
    first = min(group, key=lambda issue: (issue.row or 0, issue.column or 0))
    cells = [
        (issue.row, issue.column) for issue in group if issue.row is not None and issue.column is not None
    ]
    units = dict.fromkeys(str(issue.places["unit"]) for issue in group)
    shown = say("issues", "places.cells", count=format_count(len(cells)), cells=name_cells(cells))
    places = {"unit": ", ".join(units), "declared": shown}
    return Issue(
        first.code, first.file, first.sheet, first.row, first.column, places, first.severity_override
    )
