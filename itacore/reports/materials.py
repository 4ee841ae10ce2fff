"""What the papers of an agency and year are made of, as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from itacore.criteria import Criteria
from itacore.measures.chosen import ChosenMeasure, Finding
from itacore.measures.plan import Meeting
from itacore.measures.progress import Progress
from itacore.office import Limits, Particulars
from itacore.reports.report import Words, ours, verbatim
from itacore.scoring.profile import Profile
from itacore.wording import say

if TYPE_CHECKING:  # charts take long to load
    from itacore.reports.topics_result import Rank


@dataclass(frozen=True, eq=False)
class Materials:
    """What the papers of an agency and year are made of; what is not known is None or empty.

    Parameters
    ----------
    profile
        Of the assessed year.
    agency_name, agency_type, district, province
        As written; what ``particulars`` say goes before them.
    criteria
        The rule books in force.
    particulars, limits
        What the office says of itself, and of what limits it in the year.
    chosen_measures, findings, meeting
        What the office decided and found; without measures the catalogue's are suggested.
    rank
        The published rank.
    where, files
        Where scores came from: a place by code, and the names of the files.
    progress, months
        What the office says of its measures, by their places in the plan; and the round that is reported, 6 or 12,
        None where it is to be marked.
    sample
        Whether the figures are made up.
    dated
        The day that the paper bears.
    """

    profile: Profile
    agency_name: str | None
    agency_type: str | None
    criteria: Criteria
    district: str | None = None
    province: str | None = None
    particulars: Particulars = field(default_factory=Particulars)
    limits: Limits = field(default_factory=Limits)
    chosen_measures: Sequence[ChosenMeasure] | None = None
    findings: Mapping[str, Finding] = field(default_factory=dict)
    meeting: Meeting = field(default_factory=Meeting)
    rank: Rank | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[str] = ()
    progress: Mapping[int, Progress] = field(default_factory=dict)
    months: int | None = None
    sample: bool = False
    dated: date | None = None

    @property
    def known_name(self) -> str | None:
        """The agency as its own letters name it, else as its results do."""
        return self.particulars.name.strip() or self.agency_name

    @property
    def name(self) -> Words:
        """The name as papers write it, or that it is unknown."""
        known = self.known_name
        return verbatim(known) if known else ours(say("reports", "common.unnamed"))
