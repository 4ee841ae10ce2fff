"""``python -m itacore pack``: writes the pack of a file that was read, and tells how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from itacore.criteria import Criteria
from itacore.reading import Reading
from itacore.reports.pack import MadePapers, PackAgency, gather_agencies, make_pack
from itacore.reports.pack_index import INDEX, IndexRow, row_of, write_index
from itacore.scoring import Analysis
from itacore.scoring.need import order_by_need
from itacore.wording import say


def fault_of_folder(folder: Path) -> str | None:
    """Say why a pack cannot be written to a folder: nothing that lies there is ever overwritten."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return say("commands", "pack.taken", path=folder)
    except OSError:
        return say("commands", "pack.no-folder", path=folder)
    return None


def write_pack(
    folder: Path,
    reading: Reading,
    analysis: Analysis,
    criteria: Criteria,
    *,
    put: Callable[[Path, bytes], bool],
    fiscal_year: int | None = None,
    arabic_digits: bool = False,
) -> bool | None:
    """Write the papers of every agency into a folder of its own, and the list of them last.

    Parameters
    ----------
    folder
        Made if it is not there; must be empty.
    reading, analysis, criteria
        Of one file.
    put
        Writes a file, says so where it cannot, and gives whether it could.
    fiscal_year
        The assessed year; without it the newest that an agency has.
    arabic_digits
        Whether our numbers stay Arabic.

    Returns
    -------
    bool or None
        Whether papers of every agency were made; None where nothing more could be written.
    """
    needs = order_by_need(
        analysis.ratings, [str(key) for key in reading.agencies["agency_id"]], criteria, fiscal_year
    )
    years = sorted({int(year) for year in analysis.ratings["fiscal_year"]})
    newest = fiscal_year if fiscal_year is not None else max(years, default=None)
    count = sum(need.row is not None for need in needs)
    if not count:
        listed = ", ".join(map(str, years)) or "–"
        _tell("report.no-year", year=newest or "–", years=listed)
        return None
    if not _make_folder(folder):
        return None
    rows: list[IndexRow] = []

    def with_figures() -> Iterator[PackAgency]:
        for agency in gather_agencies(needs, reading, analysis, criteria):
            if agency.profile is not None:
                yield agency
                continue
            _tell("pack.no-scores", agency=agency.told)
            rows.append(row_of(agency, newest, made=False))

    pack = make_pack(with_figures(), criteria, arabic_digits=arabic_digits, count=count)
    for done, made in enumerate(pack, start=1):
        if made.fault is not None:
            _tell(
                "pack.not-made", agency=made.agency.told, fault=f"{type(made.fault).__name__}: {made.fault}"
            )
        elif not _write_papers(folder, made, put):
            return None
        rows.append(row_of(made.agency, newest, made=made.fault is None))
        _tell("pack.progress", done=done, count=count, agency=made.agency.told)
    if not put(folder / INDEX, write_index(rows, [file.name for file in reading.files])):
        return None
    return all(row.folder for row in rows)


def _write_papers(folder: Path, made: MadePapers, put: Callable[[Path, bytes], bool]) -> bool:
    own = folder / made.agency.folder
    return _make_folder(own) and all(put(own / name, content) for name, content in made.papers.items())


def _make_folder(folder: Path) -> bool:
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        _tell("pack.no-folder", path=folder)
        return False
    return True


def _tell(key: str, **places: object) -> None:
    print(say("commands", key, **places), file=sys.stderr, flush=True)
