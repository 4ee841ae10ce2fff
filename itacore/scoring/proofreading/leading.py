"""Causes lead: what merely follows from another fault comes after it and points to it.

A finding that knows what its figures would be without the fault is tried: where everything fits then, what is gone
followed from it. One error stays for every fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from itacore.criteria import Criteria
from itacore.issues import Issue, IssueLog, Severity
from itacore.reading import Reading
from itacore.scoring.analysis import Analysis, analyze
from itacore.scoring.checks import find_declared
from itacore.scoring.proofreading.findings import Finding, place_findings
from itacore.scoring.proofreading.proofread import find_of_agency, find_slips
from itacore.scoring.proofreading.wide import lay_wide
from itacore.wording import say

# Causes, the surest first, and whether they leave no doubt.
_CAUSES = {
    "total-disagrees": True,  # with a slip of its own
    "indicators-weighted-points": True,
    "score-very-small": True,
    "digits-swapped": False,
    "subindicators-disagree": False,
    "part-indicators-disagree": False,
    "row-repeated": False,
    "neighbours-equal": False,
    "jump-improbable": False,
}
# Causes whose words do not speak of the total.
_SILENT = {
    "subindicators-disagree",
    "part-indicators-disagree",
    "row-repeated",
    "neighbours-equal",
    "jump-improbable",
}
_FOLLOWING = {
    "total-disagrees",
    "total-impossible",
    "rating-disagrees",
    "instrument-disagrees",
    "parts-disagree",
    "subindicators-disagree",
    "part-indicators-disagree",
    "neighbours-equal",
    "jump-improbable",
}
# A published figure that differs is an error of its own even where its cause is sure: it may be the wrong one.
_STANDING = {"total-disagrees", "total-impossible", "rating-disagrees"}
AgencyYear = tuple[str, int]
Key = tuple[str, str, int, str]  # of a finding


def check_figures(analysis: Analysis, reading: Reading, criteria: Criteria) -> IssueLog:
    """Find all that is wrong with the figures of a reading, each cause before what follows from it.

    Parameters
    ----------
    analysis
        Of the reading.
    reading
        Its figures and where they stand.
    criteria
        The rule books.
    """
    found = [
        *find_declared(analysis, reading.declared, criteria),
        *find_slips(analysis, reading.scores, reading.agencies, reading.provenance, criteria),
    ]
    led = lead_with_causes(found, reading.scores, reading.declared, criteria)
    return place_findings(led, reading.provenance, reading.agencies, reading.origins)


def lead_with_causes(
    found: Sequence[Finding], scores: pd.DataFrame, declared: pd.DataFrame, criteria: Criteria
) -> list[Finding]:
    """Put causes first, as severe as what follows from them, and let that point to them.

    What follows becomes a note. A published total or level that differs keeps its severity.
    """
    suspects = _suspects(found)
    if not suspects:
        return list(found)
    again = _find_without(suspects, scores, declared, criteria)
    links = _link(found, suspects, again)
    led: dict[Key, Finding] = {}
    for finding, cause in links.values():
        for own in suspects[cause.agency_id, cause.fiscal_year].causes:
            led[own.key] = _raised(led.get(own.key, own), finding)
    rest = [_following(f, links) for f in found if f.key not in led]
    return [*(led[f.key] for f in found if f.key in led), *rest]


def point_to_spellings(issues: IssueLog) -> None:
    """Let an agency that a year lacks point to the cell where it may stand under another spelling."""
    cells: dict[object, str] = {}
    for issue in issues:
        if issue.code == "agency-two-spellings" and issue.cell:
            place = say("issues", "follows.cell-of-sheet", sheet=issue.sheet, cell=issue.cell)
            cells |= dict.fromkeys((issue.places["agency"], issue.places["other"]), place)

    def pointed(issue: Issue) -> Issue:
        place = cells.get(issue.places.get("agency")) if issue.code == "agency-missing" else None
        if place is None:
            return issue
        more = {
            "more": say("issues", "follows.likely", place=place),
            "instead": say("issues", "follows.likely-hint"),
        }
        return replace(issue, places={**issue.places, **more}, severity_override=Severity.NOTE)

    issues.change(pointed)


@dataclass(frozen=True)
class _Suspect:
    """The likeliest causes of an agency and year, all of one kind, and the figures as they would be without them."""

    causes: tuple[Finding, ...]

    @property
    def instead(self) -> Mapping[str, float]:
        return {code: value for cause in self.causes for code, value in cause.instead.items()}


Suspects = Mapping[AgencyYear, _Suspect]
Links = Mapping[Key, tuple[Finding, Finding]]


def _suspects(found: Iterable[Finding]) -> dict[AgencyYear, _Suspect]:
    kinds = list(_CAUSES)
    by_year: dict[AgencyYear, list[Finding]] = {}
    for finding in found:
        if finding.instead:
            by_year.setdefault((finding.agency_id, finding.fiscal_year), []).append(finding)
    suspects = {}
    for key, own in by_year.items():
        kind = min((cause.code for cause in own), key=kinds.index)
        causes = tuple(cause for cause in own if cause.code == kind)
        if kind != "jump-improbable" or len(causes) == 1:
            suspects[key] = _Suspect(causes)
    return suspects


def _find_without(
    suspects: Suspects, scores: pd.DataFrame, declared: pd.DataFrame, criteria: Criteria
) -> set[Key]:
    """What is found in the agencies concerned once the causes are mended."""
    agencies = {agency for agency, _ in suspects}
    instead = {(*key, code): value for key, own in suspects.items() for code, value in own.instead.items()}
    mended = _mend(scores[scores["agency_id"].isin(agencies)], "score", instead)
    published = _mend(declared[declared["agency_id"].isin(agencies)], "value", instead)
    analysis = analyze(mended, published, criteria)
    found = [
        *find_declared(analysis, published, criteria),
        *find_of_agency(lay_wide(analysis), mended, criteria),
    ]
    return {finding.key for finding in found}


def _mend(frame: pd.DataFrame, value: str, instead: Mapping[tuple[str, int, str], float]) -> pd.DataFrame:
    """A table with other values; rows whose figure would be unknown are left out."""
    columns = [frame["agency_id"].astype(str), frame["fiscal_year"], frame["code"].astype(str)]
    places = pd.MultiIndex.from_tuples(list(instead)).get_indexer(pd.MultiIndex.from_arrays(columns))
    others = np.array(list(instead.values()))[places]
    values = np.where(places >= 0, others, frame[value].to_numpy(dtype=np.float64))
    keep = (places < 0) | ~np.isnan(others)
    mended: pd.DataFrame = frame.assign(**{value: values})[keep]
    return mended.reset_index(drop=True)


def _link(found: Sequence[Finding], suspects: Suspects, again: set[Key]) -> Links:
    """What follows from which cause, by the key of what follows; a cause that brings up new faults is none."""
    before = {finding.key for finding in found}
    new = {(agency, year) for _, agency, year, _ in again - before}
    links = {}
    for finding in found:
        if finding.code not in _FOLLOWING or finding.key in again:
            continue
        for year in _years(finding):
            key = (finding.agency_id, year)
            if key in suspects and key not in new and finding not in suspects[key].causes:
                links[finding.key] = (finding, suspects[key].causes[0])
                break
    return links


def _years(finding: Finding) -> list[int]:
    """The years that a finding speaks of, its own first."""
    others = (finding.places.get(name) for name in ("year", "before"))
    return list(
        dict.fromkeys([finding.fiscal_year, *(int(str(year)) for year in others if year is not None)])
    )


def _raised(cause: Finding, finding: Finding) -> Finding:
    """A cause, as severe as what follows from it."""
    severity = min(cause.weight, finding.weight, key=list(Severity).index)
    places = dict(cause.places)
    if finding.code == "total-disagrees" and cause.code in _SILENT:
        places["more"] = say("issues", "causes.total-differs")
        places["instead"] = say("issues", "causes.total-differs-hint")
    return replace(cause, severity=severity, places=places)


def _following(finding: Finding, links: Links) -> Finding:
    """A finding as it is told where it follows from another."""
    if finding.key not in links:
        return finding
    cause = links[finding.key][1]
    severity = finding.severity if finding.code in _STANDING else Severity.NOTE
    return replace(finding, because=cause, certain=_CAUSES[cause.code], severity=severity)
