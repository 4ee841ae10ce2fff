"""Read files of scores: every figure with its cell, every cell accounted for, every fault an issue."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from itacore.agency_names import tell_agencies
from itacore.criteria import Criteria, read_criteria
from itacore.issues import Issue, IssueLog, Severity
from itacore.reading.cells import IGNORED_REASONS, Account, SheetCells, Source
from itacore.reading.fact_tables import FactTables, build_tables
from itacore.reading.facts import Facts
from itacore.reading.grid import Grid
from itacore.reading.labels import Vocabulary
from itacore.reading.mapping import Mappings
from itacore.reading.mapping_table import named_agency
from itacore.reading.origins import Origins
from itacore.reading.sheet import SheetResult, read_sheet
from itacore.reading.workbook import Limits, open_workbook
from itacore.reading.years import ReadableYears
from itacore.tables import CONTRADICTIONS, empty_table
from itacore.thai import fiscal_year_of
from itacore.wording import say

COUNTED = ("used", "context", "ignored", "faulty")


@dataclass(frozen=True)
class SheetRead:
    """A sheet and what it was read as; ``layout`` is None where no scores were found."""

    name: str
    layout: str | None
    visible: bool


@dataclass(frozen=True)
class ReceiptLine:
    """Count of cells of one sheet that share a fate; ``reason`` is a code for ignored cells."""

    sheet: str
    account: str
    reason: str
    count: int


@dataclass(frozen=True)
class FileRead:
    """A file, its sheets, and the account of all its non-empty cells."""

    name: str
    sha256: str
    sheets: tuple[SheetRead, ...]
    receipt: tuple[ReceiptLine, ...]
    scores_read: int

    @property
    def cells(self) -> dict[str, int]:
        """Counts: non_empty = used + context + ignored + faulty."""
        counts = Counter(dict.fromkeys(COUNTED, 0))
        for line in self.receipt:
            counts[line.account] += line.count
        return {"non_empty": sum(counts.values()), **counts}


@dataclass(frozen=True, eq=False)
class Reading:
    """Everything read from files: tables of itacore.tables, issues, files with their receipts.

    ``contradictions`` holds the values that were left out of the other tables because they contradict each
    other; ``origins`` finds the cells that name years and agencies, None where nothing was read from sheets.
    """

    scores: pd.DataFrame
    declared: pd.DataFrame
    agencies: pd.DataFrame
    provenance: pd.DataFrame
    issues: IssueLog
    files: tuple[FileRead, ...]
    contradictions: pd.DataFrame = field(default_factory=lambda: empty_table(CONTRADICTIONS))
    origins: Origins | None = None

    @property
    def scores_read(self) -> int:
        """Count of scores and totals read."""
        return sum(file.scores_read for file in self.files)

    @property
    def cells(self) -> dict[str, int]:
        """Counts of cells of all files."""
        total: Counter[str] = Counter()
        for file in self.files:
            total.update(file.cells)
        return {key: total[key] for key in ("non_empty", *COUNTED)}


@lru_cache(maxsize=1)
def default_vocabulary() -> Vocabulary:
    """The vocabulary of the shipped rule books."""
    return Vocabulary(read_criteria())


def read_files(
    files: Sequence[tuple[str, bytes]],
    today: date,
    criteria: Criteria | None = None,
    limits: Limits | None = None,
    mappings: Mappings | None = None,
) -> Reading:
    """Read workbooks.

    Parameters
    ----------
    files
        Names and bytes.
    today
        Tells the running fiscal year; later years are errors.
    criteria
        Rule books; default the shipped ones.
    limits
        What a file may cost.
    mappings
        How sheets are to be read where a person said it; without one the finders decide.

    Returns
    -------
    Reading
        A file that cannot be read adds an issue and nothing else.
    """
    issues = IssueLog()
    opened: list[tuple[str, str, tuple[Grid, ...]]] = []
    for name, data in files:
        book = open_workbook(data, limits)
        for issue in book.issues(name):
            issues.add(issue)
        opened.append((name, hashlib.sha256(data).hexdigest(), book.grids))
    return read_grids(opened, today, criteria, issues, mappings)


def read_grids(
    files: Sequence[tuple[str, str, tuple[Grid, ...]]],
    today: date,
    criteria: Criteria | None = None,
    issues: IssueLog | None = None,
    mappings: Mappings | None = None,
) -> Reading:
    """Read grids: files as (name, SHA-256, grids). See ``read_files``."""
    vocabulary = Vocabulary(criteria) if criteria else default_vocabulary()
    criteria = criteria or read_criteria()
    readable = ReadableYears.of(criteria, fiscal_year_of(today.year, today.month))
    log = IssueLog() if issues is None else issues
    facts = Facts()
    results: list[list[SheetResult]] = []
    sheets: list[SheetCells] = []
    for number, (name, sha256, grids) in enumerate(files):
        results.append([])
        for grid in grids:
            sheets.append(SheetCells(grid, vocabulary, Source(name, number, len(sheets)), log))
            found = mappings.find(sha256, grid) if mappings else None
            results[-1].append(read_sheet(sheets[-1], facts, readable, found[0] if found else None))
            if found and not found[1] and results[-1][-1].layout:
                sheets[-1].issue("mapping-used", origin=found[0].origin)
        _report_unread(results[-1], name, log, readable)
    hashes = [sha256 for _, sha256, _ in files]
    if mappings:
        _name_agencies(facts, [mappings.agencies.get(sha256) for sha256 in hashes])
    tables = build_tables(facts, sheets, criteria, hashes)
    _report_missing_agencies(tables, log)
    return Reading(
        tables.scores,
        tables.declared,
        tables.agencies,
        tables.provenance,
        log,
        tuple(_file_read(*file[:2], own, tables.refused) for file, own in zip(files, results, strict=True)),
        tables.contradictions,
        Origins(sheets),
    )


def _name_agencies(facts: Facts, names: Sequence[str | None]) -> None:
    """Give agencies that no text names the name that a person gave for their file."""
    facts.agencies = {
        replace(named_agency(name), file=found.file)
        if found.name is None and (name := names[found.file or 0])
        else found: number
        for found, number in facts.agencies.items()
    }


def _file_read(name: str, sha256: str, results: Sequence[SheetResult], refused: Sequence[int]) -> FileRead:
    return FileRead(
        name,
        sha256,
        tuple(SheetRead(r.cells.grid.sheet, r.layout, r.cells.grid.visible) for r in results),
        tuple(line for r in results for line in _receipt(r.cells)),
        sum(r.scores - refused[r.cells.source.sheet_number] for r in results),
    )


def _report_unread(results: Sequence[SheetResult], name: str, log: IssueLog, readable: ReadableYears) -> None:
    """Say which sheets hold no scores; where no sheet does, say it of the file, unless the reason is told."""
    some = any(result.scores for result in results)
    others = [result for result in results if not result.companion]
    for result in results:
        if result.companion:
            severity = Severity.NOTE if some else Severity.ERROR
            log.add(Issue(result.companion, name, result.cells.grid.sheet, severity_override=severity))
    if some:
        for result in others:
            if not result.scores and not result.refused and result.cells.holds_any_number():
                result.cells.issue("sheet-without-scores")
    elif _left_out_alone(results, name, log, readable):
        return
    elif others and not any(result.refused for result in others if result.cells.grid.visible):
        filled = any(result.cells.grid.filled.any() or result.cells.grid.blank_texts for result in others)
        if len(others) == len(results) or any(result.cells.holds_any_number() for result in others):
            log.add(Issue("no-scores" if filled else "file-without-content", name))


def _left_out_alone(
    results: Sequence[SheetResult], name: str, log: IssueLog, readable: ReadableYears
) -> bool:
    """Whether sheets that are hidden hold the only scores of a file; that they are left out is then an error.

    So it is where the only scores are of years before this model of assessment.
    """
    hidden = {
        r.cells.grid.sheet for r in results if not r.cells.grid.visible and _would_read(r.cells, readable)
    }
    more = {"more": say("issues", "causes.no-other-sheet")}

    def raised(issue: Issue) -> Issue:
        if issue.file != name:
            return issue
        if issue.code == "hidden-sheet" and issue.sheet in hidden:
            return replace(issue, places={**issue.places, **more}, severity_override=Severity.ERROR)
        if issue.code == "year-other-model":
            hint = say("issues", "causes.no-other-year-hint", first=readable.first)
            return replace(issue, places={**issue.places, "instead": hint}, severity_override=Severity.ERROR)
        return issue

    log.change(raised)
    return bool(hidden)


def _would_read(cells: SheetCells, readable: ReadableYears) -> bool:
    """Whether a hidden sheet would give scores if it were shown."""
    shown = SheetCells(replace(cells.grid, visible=True), cells.vocabulary, cells.source, IssueLog())
    return read_sheet(shown, Facts(), readable).scores > 0


def _receipt(cells: SheetCells) -> list[ReceiptLine]:
    """Count the cells of a sheet by their fate."""
    names = {account: account.name.lower() for account in Account}
    filled = cells.grid.filled
    key = cells.account[filled].astype(np.int64) * len(IGNORED_REASONS) + cells.reason[filled]
    counts = np.bincount(key)
    lines = []
    for place in np.flatnonzero(counts).tolist():
        account, reason = divmod(place, len(IGNORED_REASONS))
        lines.append(
            ReceiptLine(
                cells.grid.sheet, names[Account(account)], IGNORED_REASONS[reason], int(counts[place])
            )
        )
    if cells.grid.blank_texts:
        lines.append(ReceiptLine(cells.grid.sheet, "ignored", "blank-text", cells.grid.blank_texts))
    return lines


def _report_missing_agencies(tables: FactTables, log: IssueLog) -> None:
    """In a file of several agencies, name those of the year before that the latest year lacks."""
    if len(tables.agencies) < 2 or not len(tables.provenance):
        return
    provenance = tables.provenance
    years = provenance["fiscal_year"].to_numpy()
    codes = provenance["agency_id"].cat.codes.to_numpy()
    latest = int(years.max())
    now, before = np.unique(codes[years == latest]), np.unique(codes[years == latest - 1])
    gone = np.setdiff1d(before, now)
    if len(now) < 2 or not len(gone):
        return
    row = int(np.flatnonzero(years == latest)[0])
    file, sheet = str(provenance["file"].iloc[row]), str(provenance["sheet"].iloc[row])
    names = tell_agencies(tables.agencies, say("issues", "figures.unnamed-agency"))
    for code in gone.tolist():
        name = names[provenance["agency_id"].cat.categories[code]]
        places = {"agency": name, "year": latest, "before": latest - 1}
        log.add(Issue("agency-missing", file, sheet, places=places))
