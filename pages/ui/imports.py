"""The files that a person is looking at before they are saved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import streamlit as st

from itacore.answer import study
from itacore.criteria import Criteria
from itacore.issues import Issue, IssueLog
from itacore.reading import Reading, read_grids
from itacore.reading.grid import Grid
from itacore.reading.joint import split_by_file
from itacore.reading.mapping import Mappings, SheetMapping
from itacore.reading.questions import Question, find_questions
from itacore.reading.workbook import open_workbook
from itacore.scoring.proofreading.judging import Contradiction, Key, Value, judge_contradictions
from itacore.scoring.proofreading.settling import choose_values, settle_contradictions
from itacore.store import ImportDocument
from pages.ui.data import criteria
from pages.ui.mapping_memory import remembered
from pages.ui.reading_job import Progress, ReadingJob

Place = tuple[str, str]  # SHA-256 of a file and name of a sheet


@dataclass(frozen=True, eq=False)
class OpenedFile:
    """A file as it came, its sheets, and what is to be told of the file itself."""

    name: str
    sha256: str
    data: bytes
    grids: tuple[Grid, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, eq=False)
class Pending:
    """Files that were read together and not yet saved.

    ``mappings`` and ``choices`` are what the person said about them. ``parts`` is the reading of each file,
    ``contradictions`` all values that contradicted each other, settled or not.
    """

    files: tuple[OpenedFile, ...]
    reading: Reading
    issues: IssueLog
    parts: tuple[Reading, ...]
    mappings: Mappings = field(default_factory=Mappings)
    choices: Mapping[Key, Value] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def name(self) -> str:
        """Name of the first file."""
        return self.files[0].name

    def documents(self) -> list[ImportDocument]:
        """What is saved when the person confirms: one import for each file that gave figures."""
        return [
            _document(part, [i for i in self.issues if len(self.files) == 1 or i.file == part.files[0].name])
            for part in self.parts
            if len(part.provenance)
        ]

    def joint_document(self) -> ImportDocument:
        """All files as one, to find out which agencies they speak of."""
        return _document(self.reading, self.issues)


def _document(reading: Reading, issues: Sequence[Issue] | IssueLog) -> ImportDocument:
    return ImportDocument(
        kind="file",
        scores=reading.scores,
        declared=reading.declared,
        agencies=reading.agencies,
        provenance=reading.provenance,
        file_name=reading.files[0].name,
        sha256=reading.files[0].sha256,
        issues=tuple(issues),
        cells=reading.cells,
    )


def pending() -> Pending | None:
    """The files under review, None where there are none."""
    return st.session_state.get("pending")


def job() -> ReadingJob[Pending] | None:
    """The reading that is under way, None where there is none."""
    return st.session_state.get("reading-job")


def start_reading(uploads: Sequence[tuple[str, bytes]]) -> None:
    """Begin to read uploaded files in the background; the same bytes twice count once."""
    named: dict[str, tuple[str, bytes]] = {}
    names: set[str] = set()
    for name, data in uploads:
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in named:
            named[sha256] = (_free_name(name, names), data)
            names.add(named[sha256][0])
    st.session_state["upload-number"] = st.session_state.get("upload-number", 0) + 1
    rules, today, known = criteria(), date.today(), Mappings(remembered=remembered())

    def work(progress: Progress) -> Pending:
        files = []
        for number, (sha256, (name, data)) in enumerate(named.items(), start=1):
            progress.tell("opening", name, number, len(named))
            book = open_workbook(data, stop=progress.stop)
            files.append(OpenedFile(name, sha256, data, book.grids, tuple(book.issues(name))))
        progress.tell("reading", files[0].name, len(files), len(files))
        return read_opened(tuple(files), known, {}, rules, today)

    _start(work, [name for name, _ in named.values()])


def read_again(
    found: Pending, mappings: Mappings | None = None, choices: Mapping[Key, Value] | None = None
) -> None:
    """Begin to read opened files again, with what the person said since."""
    rules, today = criteria(), date.today()
    mappings = found.mappings if mappings is None else mappings
    choices = found.choices if choices is None else choices

    def work(progress: Progress) -> Pending:
        progress.tell("reading", found.name, len(found.files), len(found.files))
        return read_opened(found.files, mappings, choices, rules, today)

    _start(work)


def _start(work: Callable[[Progress], Pending], files: Sequence[str] = ()) -> None:
    st.session_state.pop("reading-left", None)
    st.session_state["reading-job"] = ReadingJob.start(work, files)


def cancel_reading() -> None:
    """Leave the reading that is under way; files under review before it stay so."""
    running = st.session_state.pop("reading-job", None)
    if running is not None:
        running.cancel()
        st.session_state["reading-left"] = running.files


def files_left() -> tuple[str, ...]:
    """Names of the files that were not read because the person left their reading; told once."""
    return tuple(st.session_state.pop("reading-left", ()))


def take_result() -> None:
    """Put what was read under review."""
    running = st.session_state.pop("reading-job")
    st.session_state["pending"] = running.result()


def map_sheet(found: Pending, place: Place, mapping: SheetMapping | None) -> None:
    """Read a sheet by a mapping of the person, or by the finders (None), and the rest as before."""
    read_again(found, replace(found.mappings, own={**found.mappings.own, place: mapping}))


def name_agency(found: Pending, agency_id: str, name: str) -> None:
    """Give the files that name no agency the name that the person typed."""
    own = {f.sha256: name.strip() for f in found.files if agency_id == f"unnamed:{f.sha256[:12]}"}
    read_again(found, replace(found.mappings, agencies={**found.mappings.agencies, **own}))


def forget() -> None:
    """Put the files under review away; nothing of them is kept."""
    cancel_reading()
    for key in ("pending", "mapping-place"):
        st.session_state.pop(key, None)
    st.session_state["upload-number"] = st.session_state.get("upload-number", 0) + 1


def read_opened(
    files: tuple[OpenedFile, ...],
    mappings: Mappings,
    choices: Mapping[Key, Value],
    rules: Criteria,
    today: date,
) -> Pending:
    """Read opened files as one; knows nothing of the session and may run in any thread."""
    plain = [(f.name, f.sha256, f.grids) for f in files]
    log = IssueLog(issue for file in files for issue in file.issues)
    raw = read_grids(plain, today, rules, log, mappings)
    contradictions = judge_contradictions(raw, rules) if len(raw.contradictions) else ()
    reading = settle_contradictions(raw, rules)
    still_open = {
        (str(agency), int(year), str(code))
        for agency, year, code in zip(
            reading.contradictions["agency_id"],
            reading.contradictions["fiscal_year"],
            reading.contradictions["code"],
            strict=True,
        )
    }
    chosen = {key: value for key, value in choices.items() if key in still_open}
    if chosen:
        reading = choose_values(reading, chosen)
    parts = [reading]
    if len(files) > 1:
        alone = [read_grids([one], today, rules, IssueLog(), mappings) for one in plain]
        parts = split_by_file(reading, alone)
    _, issues = study(reading, rules)
    if mappings.agencies:
        named = {f.name for f in files if f.sha256 in mappings.agencies}
        issues = IssueLog(i for i in issues if i.code != "agency-unknown" or i.file not in named)
    questions = find_questions(plain, list(issues), today, rules)
    return Pending(
        files, reading, issues, tuple(parts), mappings, chosen, tuple(questions), tuple(contradictions)
    )


def _free_name(name: str, taken: set[str]) -> str:
    """A name that no other file of the same review has."""
    number, free = 1, name
    while free in taken:
        number += 1
        stem, dot, kind = name.rpartition(".")
        free = f"{stem} ({number}).{kind}" if dot else f"{name} ({number})"
    return free
