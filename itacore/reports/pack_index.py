"""The list of a pack as a workbook: whom to look after first and why, with links to the papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from itacore.data_table import DataTable, figures
from itacore.narrative.pack import MOST_WEAK, first_weak, tell_need, tell_rating, tell_weak
from itacore.reports.pack import PAPERS, PackAgency
from itacore.reports.report import Sheet
from itacore.reports.xlsx import write_sheets_xlsx
from itacore.wording import say

INDEX = "index.xlsx"
COLUMNS = (
    "order",
    "agency",
    "type",
    "province",
    "district",
    "year",
    "total",
    "rating",
    "near",
    "weakest",
    "points",
    "reasons",
    "folder",
)
_WIDTHS = (7, 26, 14, 12, 12, 8, 10, 15, 10, 32, 12, 44, 26)
_ABOUT = ("order", "weakest", "points", "ours")


@dataclass(frozen=True)
class IndexRow:
    """A line of the list: what stands in it, and the folder of the papers, "" where there are none."""

    order: int
    cells: tuple[object, ...]
    folder: str


def row_of(agency: PackAgency, newest: int | None, *, made: bool) -> IndexRow:
    """Make the line of an agency.

    Parameters
    ----------
    agency
        The agency, with its place in the list.
    newest
        The year that agencies were looked for in, None where the file has none.
    made
        Whether its papers are there.
    """
    profile = agency.profile
    reasons = tell_need(agency.need, profile, newest)
    if profile is not None and not made:
        reasons = (*reasons, say("pack", "reason.not-made"))
    weak = first_weak(profile) if profile is not None else ()
    cells = (
        agency.order,
        agency.name if agency.name is not None else agency.told,
        agency.type,
        agency.province,
        agency.district,
        agency.need.fiscal_year,
        profile.reason.total if profile is not None else None,
        tell_rating(profile) if profile is not None else say("pack", "unknown"),
        say("pack", "near") if profile is not None and profile.row["near_bound"] else None,
        "\n".join(tell_weak(entry) for entry in weak) or None,
        sum(entry.points_to_gain or 0.0 for entry in weak) if weak else None,
        "\n".join(reasons),
        agency.folder if made else say("pack", "no-folder"),
    )
    return IndexRow(agency.order, cells, agency.folder if made else "")


def write_index(rows: Iterable[IndexRow], files: Sequence[str]) -> bytes:
    """Write the list; the same rows give the same bytes, in whatever order they come.

    Parameters
    ----------
    rows
        Its lines.
    files
        Names of the files of scores.
    """
    lines = sorted(rows, key=lambda row: row.order)
    heads = [_head(name) for name in COLUMNS]
    frame = pd.DataFrame([row.cells for row in lines], columns=heads)
    for name in ("total", "points"):
        frame[_head(name)] = figures(frame[_head(name)])
    for name in ("order", "year"):
        frame[_head(name)] = frame[_head(name)].astype("Int64")
    links = {
        _head("agency"): tuple(f"{row.folder}/{PAPERS[1]}" if row.folder else "" for row in lines),
        _head("folder"): tuple(row.folder for row in lines),
    }
    widths = dict(zip(heads, map(float, _WIDTHS), strict=True))
    title = say("pack", "title")
    listed = Sheet(say("pack", "sheet"), DataTable(title, frame), widths, links=links, filtered=True)
    return write_sheets_xlsx(title, [listed, _about(files)])


def _head(name: str) -> str:
    return say("pack", f"column.{name}")


def _about(files: Sequence[str]) -> Sheet:
    """What the list rests on and how it is sorted."""
    heads = [say("pack", f"about.column-{name}") for name in ("what", "text")]
    rows = [(say("pack", "about.file"), "\n".join(files))]
    places = {"count": MOST_WEAK}
    rows += [(say("pack", f"about.{key}"), say("pack", f"about.{key}-text", **places)) for key in _ABOUT]
    rows[-1] = (rows[-1][0], f"{rows[-1][1]}\n{say('pages', 'disclaimer')}")
    frame = pd.DataFrame(rows, columns=heads)
    table = DataTable(say("pack", "about.sheet"), frame)
    return Sheet(table.title, table, {heads[0]: 24.0, heads[1]: 110.0})
