"""The meeting pack: papers of every agency of a file, and the list of whom to look after first.

Papers are made in several processes, because each takes a second of computing; what they hold does not depend
on how many there are. Each process gets one agency at a time, so that the whole country needs little more memory
than one province.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from typing import Any

from itacore.agencies import place_key
from itacore.agency_names import tell_agencies
from itacore.criteria import Criteria
from itacore.districts import plain_district
from itacore.narrative.trace import files_of, trace_figures
from itacore.reading import Reading
from itacore.reports.building import build_paper
from itacore.reports.kinds import write_report
from itacore.reports.letters import folder_name
from itacore.reports.materials import Materials
from itacore.scoring import Analysis
from itacore.scoring.need import Need
from itacore.scoring.profile import Profile, gather_profile, level_or_none
from itacore.wording import say

PAIRS = (("weaknesses", "docx"), ("weaknesses", "pdf"), ("slides", "pptx"))
PAPERS = tuple(f"{kind}.{name}" for kind, name in PAIRS)
MOST_WORKERS = 4  # each takes about 550 MB, most of it what typst remembers
FEW = 4  # agencies that are sooner made than a process is started


@dataclass(frozen=True, eq=False)
class PackAgency:
    """An agency of a pack: its place in the list, its figures (None without any in that year), its folder."""

    order: int
    need: Need
    name: str | None
    told: str
    type: str | None
    province: str | None
    district: str | None
    folder: str
    profile: Profile | None
    where: Mapping[str, str]
    files: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class MadePapers:
    """What was made of an agency: bytes by the name of the file, or why none could be made."""

    agency: PackAgency
    papers: Mapping[str, bytes]
    fault: BaseException | None = None


def gather_agencies(
    needs: Sequence[Need], reading: Reading, analysis: Analysis, criteria: Criteria
) -> Iterator[PackAgency]:
    """Gather what the papers of agencies need, one by one.

    Parameters
    ----------
    needs
        All agencies of the file, as ``itacore.scoring.need.order_by_need`` sorts them.
    reading, analysis
        Of the same file.
    criteria
        The rule books.
    """
    agencies: list[dict[str, Any]] = reading.agencies.to_dict("records")  # type: ignore[assignment]
    by_id = {str(agency["agency_id"]): agency for agency in agencies}
    told = tell_agencies(reading.agencies, say("reports", "common.unnamed"))
    folders = dict(zip(by_id, folder_names(agencies), strict=True))
    for order, need in enumerate(needs, start=1):
        key, year = need.agency_id, need.fiscal_year
        agency = by_id[key]
        yield PackAgency(
            order=order,
            need=need,
            name=level_or_none(agency["name"]),
            told=told[key],
            type=level_or_none(agency["type"]),
            province=level_or_none(agency["province"]),
            district=level_or_none(agency["district"]),
            folder=folders[key],
            profile=None if year is None else gather_profile(analysis, criteria, key, year),
            where={} if year is None else trace_figures(reading.provenance, key, year),
            files=tuple(files_of(reading.provenance, key)),
        )


def folder_names(agencies: Sequence[Mapping[str, Any]]) -> list[str]:
    """Give each agency a folder of its own, also where letters of either case are the same.

    A further agency of one name gets its province, then its district, then a number.

    >>> place = {"district": "เมือง", "province": "ก"}
    >>> folder_names([{"name": "อบต.ข", **place}] * 4)
    ['อบต.ข', 'อบต.ข จ.ก', 'อบต.ข อ.เมือง จ.ก', 'อบต.ข 2']
    """
    names: list[str] = []
    taken: set[str] = set()
    for agency in agencies:
        title = level_or_none(agency["name"]) or say("reports", "common.unnamed")
        ends = chain(_place_ends(agency), (f" {number}" for number in range(2, len(agencies) + 2)))
        name = next(name for name in (folder_name(title, end) for end in ends) if _key(name) not in taken)
        taken.add(_key(name))
        names.append(name)
    return names


def _place_ends(agency: Mapping[str, Any]) -> Iterator[str]:
    """What may stand behind a name: nothing, the province, district and province."""
    yield ""
    province, district = level_or_none(agency["province"]), level_or_none(agency["district"])
    of_province = (
        say("words", "agency.of-province", agency="", province=place_key(province)) if province else ""
    )
    if of_province:
        yield of_province
    if district:
        yield say("words", "agency.of-district", agency="", district=plain_district(district)) + of_province


def _key(name: str) -> str:
    """Give a name as systems compare it that do not tell large letters from small ones."""
    return unicodedata.normalize("NFKC", name).casefold()


def make_papers(agency: PackAgency, criteria: Criteria, arabic_digits: bool) -> dict[str, bytes]:
    """Make the papers of one agency, by the names of their files; the same figures give the same bytes."""
    assert agency.profile is not None
    made_of = Materials(
        profile=agency.profile,
        agency_name=agency.name,
        agency_type=agency.type,
        criteria=criteria,
        district=agency.district,
        province=agency.province,
        where=agency.where,
        files=agency.files,
    )
    kinds = {kind: build_paper(kind, made_of) for kind, _ in PAIRS}
    made = (write_report(kinds[kind], name, arabic_digits=arabic_digits) for kind, name in PAIRS)
    return dict(zip(PAPERS, made, strict=True))


def make_pack(
    agencies: Iterable[PackAgency],
    criteria: Criteria,
    *,
    arabic_digits: bool = False,
    count: int,
    workers: int | None = None,
) -> Iterator[MadePapers]:
    """Make the papers of many agencies, each as soon as it is made.

    Parameters
    ----------
    agencies
        Those with figures; taken one by one as there is room.
    criteria
        The rule books.
    arabic_digits
        Whether our numbers stay Arabic.
    count
        How many agencies there are.
    workers
        How many processes; by default as many as there are cores, and none of its own for a few agencies.
    """
    if workers is None:
        workers = 1 if count <= FEW else min(os.cpu_count() or 1, MOST_WORKERS, -(-count // FEW))
    left = iter(agencies)
    while (agency := next(left, None)) is not None:
        lost = []
        for made in _make_all(
            _executor(workers), chain([agency], left), workers * 2, criteria, arabic_digits
        ):
            if isinstance(made.fault, BrokenExecutor):
                lost.append(made.agency)
            else:
                yield made
        again = iter(lost)  # whose papers ended the process is not told: once more, strictly one by one
        while (agency := next(again, None)) is not None:
            yield from _make_all(_processes(1), chain([agency], again), 0, criteria, arabic_digits)


def _make_all(
    executor: Executor, agencies: Iterable[PackAgency], most: int, criteria: Criteria, arabic_digits: bool
) -> Iterator[MadePapers]:
    """Make papers until a process is ended from outside; the agencies after that are not taken."""
    waiting: dict[Future[dict[str, bytes]], PackAgency] = {}
    with executor:
        try:
            for agency in agencies:
                try:
                    waiting[executor.submit(make_papers, agency, criteria, arabic_digits)] = agency
                except BrokenExecutor as error:
                    yield MadePapers(agency, {}, error)
                    break
                if len(waiting) > most:
                    made = list(_take_done(waiting))
                    yield from made
                    if any(isinstance(one.fault, BrokenExecutor) for one in made):
                        break
            while waiting:
                yield from _take_done(waiting)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _executor(workers: int) -> Executor:
    return ThreadPoolExecutor(1) if workers == 1 else _processes(workers)


def _processes(workers: int) -> Executor:
    """Processes that begin anew: one that goes on from ours would inherit half of its threads."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _take_done(waiting: dict[Future[dict[str, bytes]], PackAgency]) -> Iterator[MadePapers]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in [future for future in waiting if future in done]:
        agency, fault = waiting.pop(future), future.exception()
        yield MadePapers(agency, {} if fault else future.result(), fault)
