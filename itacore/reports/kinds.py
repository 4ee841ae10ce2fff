"""Which papers there are, in which forms, and how one is made of a reading."""

from __future__ import annotations

from collections.abc import Sequence

from itacore.agencies import name_key
from itacore.agency_names import tell_agencies
from itacore.criteria import Criteria
from itacore.errors import ItaError
from itacore.issues import IssueLog, tell_issue
from itacore.measures.plan import Meeting
from itacore.measures.plan_file import PlanFile, read_plan
from itacore.narrative.trace import files_of, trace_figures
from itacore.reading import Reading
from itacore.reading.workbook import open_workbook
from itacore.reports.deck import Deck
from itacore.reports.report import Report
from itacore.scoring import Analysis
from itacore.scoring.profile import Profile, gather_profile, level_or_none
from itacore.wording import say

FORMATS = {
    "analysis": ("docx", "pdf"),
    "topics": ("docx", "pdf"),
    "memo": ("docx", "pdf"),
    "progress": ("docx", "pdf", "xlsx"),
    "progress-evidence": ("docx", "pdf"),
    "weaknesses": ("docx", "pdf", "xlsx"),
    "slides": ("pdf", "pptx"),
}
MADE = tuple((kind, name) for kind, formats in FORMATS.items() for name in formats)
OF_MEASURES = (
    "progress",
    "progress-evidence",
)  # kinds whose year is that of the measures, one after the assessed
MOST_NAMED = 20


class ReportCallError(ItaError):
    """A report that cannot be made as asked; the message says in Thai what to ask instead."""


def check_pair(kind: str, file_format: str) -> None:
    """Refuse a pair of kind and format that there is not.

    >>> check_pair("weaknesses", "docx")

    Raises
    ------
    ReportCallError
        With the list of the pairs.
    """
    if file_format not in FORMATS.get(kind, ()):
        listed = "\n".join(f"  {name}: {', '.join(formats)}" for name, formats in FORMATS.items())
        raise ReportCallError(say("commands", "report.no-pair", kind=kind, format=file_format, listed=listed))


def choose_agency(reading: Reading, wanted: str | None) -> str:
    """Give the agency that is meant: the named one, or the only one there is.

    Raises
    ------
    ReportCallError
        It is not there, or several are and none is named.
    """
    agencies = reading.agencies
    ids = [str(value) for value in agencies["agency_id"]]
    if wanted is None and len(ids) == 1:
        return ids[0]
    named = agencies[agencies["name"].notna()]
    names = dict(zip(named["agency_id"], named["name"], strict=True))
    told = tell_agencies(named, "")
    found = [key for key, name in told.items() if name == wanted]
    found = found or [key for key, name in names.items() if name == wanted]
    found = found or [key for key, name in names.items() if name_key(name) == name_key(wanted or "")]
    if len(found) == 1:
        return found[0]
    known = _list_names(list(told.values()))
    if len(found) > 1:
        alike = _list_names([told[key] for key in found])
        raise ReportCallError(
            say("commands", "report.same-name", agency=wanted, count=len(found), names=alike)
        )
    if wanted is None:
        raise ReportCallError(say("commands", "report.which-agency", count=len(ids), names=known))
    raise ReportCallError(say("commands", "report.no-agency", agency=wanted, names=known))


def _list_names(names: Sequence[str]) -> str:
    listed = "\n".join(f"  {name}" for name in names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    return listed if rest <= 0 else f"{listed}\n  {say('commands', 'report.more-names', count=rest)}"


def choose_year(analysis: Analysis, agency_id: str, wanted: int | None, *, of_measures: bool = False) -> int:
    """Give the assessed year that is meant: the given one, else the latest.

    Where the given one is ``of_measures``, the assessed year is the one before it.

    Raises
    ------
    ReportCallError
        The agency has no such year.
    """
    ratings = analysis.ratings
    years = sorted({int(y) for y in ratings.loc[ratings["agency_id"] == agency_id, "fiscal_year"]})
    if of_measures and wanted is not None and years:
        if wanted - 1 in years:
            return wanted - 1
        listed = ", ".join(str(year + 1) for year in years)
        raise ReportCallError(
            say("commands", "report.no-year-before", year=wanted, before=wanted - 1, years=listed)
        )
    if not years or (wanted is not None and wanted not in years):
        listed = ", ".join(str(year) for year in years) or "–"
        raise ReportCallError(say("commands", "report.no-year", year=wanted or "–", years=listed))
    return years[-1] if wanted is None else wanted


def build_report(
    reading: Reading,
    analysis: Analysis,
    criteria: Criteria,
    agency: str | None,
    year: int | None,
    kind: str = "weaknesses",
    plan: tuple[str, bytes] | None = None,
    issues: IssueLog | None = None,
) -> Report | Deck:
    """Build the paper of a kind, of the agency and the year that are meant.

    Parameters
    ----------
    plan
        Name and bytes of the office's plan as a workbook; its measures are then those of the paper.
    issues
        Takes up what is to be told of the plan.

    Raises
    ------
    ReportCallError
        The agency or the year is not there, or not clear; or the plan cannot be taken as it is.
    """
    from itacore.reports.building import build_paper
    from itacore.reports.materials import Materials
    from itacore.reports.topics_result import rank_of  # charts take long to load

    agency_id = choose_agency(reading, agency)
    chosen = choose_year(analysis, agency_id, year, of_measures=kind in OF_MEASURES)
    row = next(r for r in reading.agencies.to_dict("records") if r["agency_id"] == agency_id)
    profile = gather_profile(analysis, criteria, agency_id, chosen)
    own = open_plan(*plan, profile) if plan is not None else None
    if own is not None and issues is not None:
        issues.extend(own.issues)
    materials = Materials(
        profile=profile,
        agency_name=level_or_none(row["name"]),
        agency_type=level_or_none(row["type"]),
        criteria=criteria,
        district=level_or_none(row["district"]),
        province=level_or_none(row["province"]),
        chosen_measures=own.measures if own is not None else None,
        meeting=own.meeting or Meeting() if own is not None else Meeting(),
        rank=rank_of(reading.declared, agency_id, chosen),
        where=trace_figures(reading.provenance, agency_id, chosen),
        files=files_of(reading.provenance, agency_id),
    )
    return build_paper(kind, materials)


def open_plan(name: str, data: bytes, profile: Profile) -> PlanFile:
    """Read the office's plan for the year after a profile's.

    Raises
    ------
    ReportCallError
        With every fault, each with its sheet and cell.
    """
    opened = open_workbook(data)
    log = IssueLog(opened.issues(name))
    names = {indicator.code: indicator.name for indicator in profile.indicators}
    year = profile.rules.fiscal_year + 1
    found = PlanFile(name, (), None, log)
    if not opened.refused:
        found = read_plan(opened.grids, name, fiscal_year=year, indicators=names)
        log.extend(found.issues)
    if log.has_errors:
        listed = "\n".join(tell_issue(issue) for issue in log)
        raise ReportCallError(say("commands", "report.faulty-plan", name=name, listed=listed))
    return PlanFile(name, found.measures, found.meeting, log)


def write_report(report: Report | Deck, file_format: str, *, arabic_digits: bool) -> bytes:
    """Write a report in one of its formats; figures of a workbook are numbers, so that its digits are Arabic."""
    if isinstance(report, Deck):
        if file_format == "pdf":
            from itacore.reports.deck_pdf import write_deck_pdf

            return write_deck_pdf(report, arabic_digits=arabic_digits)
        from itacore.reports.pptx import write_pptx

        return write_pptx(report, arabic_digits=arabic_digits)
    if file_format == "docx":
        from itacore.reports.docx import write_docx

        return write_docx(report, arabic_digits=arabic_digits)
    if file_format == "pdf":
        from itacore.reports.pdf import write_pdf

        return write_pdf(report, arabic_digits=arabic_digits)
    from itacore.reports.xlsx import write_report_xlsx

    return write_report_xlsx(report)
