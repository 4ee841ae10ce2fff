"""One way to a paper of any kind: what papers are made of, and which builder makes which kind.

Pages, the archive of all papers and the command line build through ``build_paper``; a kind is one entry of
``BUILDERS``. Builders are loaded when they are needed, for charts take long to load.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from itacore.criteria import Criteria
from itacore.measures.chosen import ChosenMeasure, Finding
from itacore.measures.plan import Meeting
from itacore.office import Limits, Particulars
from itacore.reports.deck import Deck
from itacore.reports.report import Report
from itacore.scoring.profile import Profile

if TYPE_CHECKING:
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
    sample: bool = False
    dated: date | None = None

    @property
    def known_name(self) -> str | None:
        """The agency as its own letters name it, else as its results do."""
        return self.particulars.name or self.agency_name


def build_paper(kind: str, materials: Materials) -> Report | Deck:
    """Build the paper of a kind of ``kinds.FORMATS`` that is made."""
    return BUILDERS[kind](materials)


def _analysis(made_of: Materials) -> Report:
    from itacore.reports.analysis import build_analysis

    return build_analysis(
        made_of.profile,
        agency_name=made_of.agency_name,
        agency_type=made_of.agency_type,
        criteria=made_of.criteria,
        district=made_of.district,
        province=made_of.province,
        particulars=made_of.particulars,
        chosen_measures=made_of.chosen_measures,
        meeting=made_of.meeting,
        findings=made_of.findings,
        files=made_of.files,
        dated=made_of.dated,
    )


def _topics(made_of: Materials) -> Report:
    from itacore.reports.topics import build_topic_analysis

    return build_topic_analysis(
        made_of.profile,
        agency_name=made_of.agency_name,
        agency_type=made_of.agency_type,
        criteria=made_of.criteria,
        particulars=made_of.particulars,
        chosen_measures=made_of.chosen_measures,
        findings=made_of.findings,
        limits=made_of.limits,
        rank=made_of.rank,
        dated=made_of.dated,
    )


def _memo(made_of: Materials) -> Report:
    from itacore.reports.memo import build_memo

    return build_memo(
        made_of.profile,
        agency_name=made_of.agency_name,
        agency_type=made_of.agency_type,
        criteria=made_of.criteria,
        particulars=made_of.particulars,
        chosen_measures=made_of.chosen_measures,
        findings=made_of.findings,
        meeting=made_of.meeting,
        dated=made_of.dated,
    )


def _progress(made_of: Materials) -> Report:
    from itacore.reports.progress import build_progress

    return build_progress(
        made_of.profile,
        agency_name=made_of.agency_name,
        criteria=made_of.criteria,
        particulars=made_of.particulars,
        chosen_measures=made_of.chosen_measures,
        dated=made_of.dated,
    )


def _progress_evidence(made_of: Materials) -> Report:
    from itacore.reports.progress_evidence import build_progress_evidence

    return build_progress_evidence(
        made_of.profile,
        agency_name=made_of.agency_name,
        criteria=made_of.criteria,
        particulars=made_of.particulars,
        chosen_measures=made_of.chosen_measures,
        dated=made_of.dated,
    )


def _weaknesses(made_of: Materials) -> Report:
    from itacore.reports.weaknesses import build_weakness_summary

    return build_weakness_summary(
        made_of.profile,
        agency_name=made_of.known_name,
        agency_type=made_of.agency_type,
        criteria=made_of.criteria,
        chosen_measures=made_of.chosen_measures,
        findings=made_of.findings,
        dated=made_of.dated,
    )


def _slides(made_of: Materials) -> Deck:
    from itacore.reports.deck_building import build_deck

    return build_deck(
        made_of.profile,
        agency_name=made_of.known_name,
        agency_type=made_of.agency_type,
        criteria=made_of.criteria,
        chosen_measures=made_of.chosen_measures,
        sample=made_of.sample,
        dated=made_of.dated,
        where=made_of.where,
        files=made_of.files,
    )


BUILDERS: Mapping[str, Callable[[Materials], Report | Deck]] = {
    "analysis": _analysis,
    "topics": _topics,
    "memo": _memo,
    "progress": _progress,
    "progress-evidence": _progress_evidence,
    "weaknesses": _weaknesses,
    "slides": _slides,
}
