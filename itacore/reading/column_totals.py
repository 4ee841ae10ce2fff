"""Which column holds the total: under a heading of its own, under "score" alone, or under years alone."""

from __future__ import annotations

import numpy as np

from itacore.reading.cells import Account, Floats, SheetCells, State
from itacore.reading.column_headings import Heading
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES
from itacore.reading.table import Pending, ScoreColumn
from itacore.thai import normalize

_TITLE_ROWS = 10
_SAMPLE = 400
_MOST_MISSING = 2  # indicators without a column of their own
_ROUNDED = 0.0201  # how far a total may lie from the one computed of printed figures


def settle_totals(
    cells: SheetCells, pending: Pending, heading: Heading, columns: list[ScoreColumn]
) -> list[ScoreColumn]:
    """Tell the total from the mean of an instrument's group, and what a column headed only "score" is.

    Beside indicators or instruments it is the total where it is the only one of its year and agrees with them; else
    it is named.
    """
    means = [column for column in columns if column.code in ("total", "score") and column.part]
    groups = {column.part for column in means}
    for column in means:
        more = any(other.part == column.part and other.column > column.column for other in means)
        last = column.part == columns[-1].part
        if _is_merged_over(cells, heading, column.column) or (len(groups) > 1 and (more or not last)):
            column.code = column.part
    scores = [column for column in columns if column.code == "score"]
    if all(column.code in PUBLISHED_ROLES | {"score"} for column in columns):
        if all(column.code != "total" for column in columns):
            for column in scores:
                column.code = "total"
    else:
        for column in scores:
            _settle_score(cells, pending, heading, column, columns)
    return [column for column in columns if column.code != "score"]


def _settle_score(
    cells: SheetCells, pending: Pending, heading: Heading, column: ScoreColumn, columns: list[ScoreColumn]
) -> None:
    """Take a column headed only "score" beside indicators for the total, or name it."""
    own = [other for other in columns if other.year == column.year and other is not column]
    codes = {other.code for other in own}
    cell = _heading_cell(cells, heading, column.column)
    if cell is None or codes & {"total", "score"} or codes <= PUBLISHED_ROLES:
        return
    if _agrees(cells, heading, column, own):
        column.code = "total"
        return
    pending.issue("total-unclear", *cell, found=normalize(cells.grid.shown(*cell)))
    pending.mark(*cell, Account.FAULTY)
    pending.mark(heading.body, column.column, Account.IGNORED, "unclear")


def _heading_cell(cells: SheetCells, heading: Heading, column: int) -> tuple[int, int] | None:
    """The cell that heads a column, and no other column, as one of scores."""
    for row in range(heading.bottom, heading.top - 1, -1):
        source = cells.grid.source(row, column)
        if source[1] == column and cells.role(*source) == "score":
            return source
    return None


def _agrees(cells: SheetCells, heading: Heading, column: ScoreColumn, own: list[ScoreColumn]) -> bool:
    """Whether a column may hold the totals of most rows, as far as enough stands beside it."""
    rows = np.arange(heading.bottom + 1, min(heading.end, heading.bottom + 1 + _SAMPLE))
    total, state = cells.values(rows, column.column)
    rows, total = rows[state == State.SCORE], total[state == State.SCORE]
    return may_be_totals(cells, total, {c.code or "": cells.values(rows, c.column)[0] for c in own})


def may_be_totals(cells: SheetCells, total: Floats, beside: dict[str, Floats]) -> bool:
    """Whether most values are the totals of the figures beside them by any rule book.

    A missing indicator may be anything from 0 to 100.
    """
    verdicts = []
    for weights in cells.vocabulary.weightings:
        figures = {code: _figure(beside, code) for code in weights}
        given = {code: values for code, values in figures.items() if values is not None}
        units = not weights.keys() - {"IIT", "EIT", "OIT"}
        if len(weights) - len(given) > (0 if units else _MOST_MISSING):
            continue
        low = np.sum([weights[code] * np.nan_to_num(values) for code, values in given.items()], axis=0)
        known = np.sum([weights[code] * ~np.isnan(values) for code, values in given.items()], axis=0)
        fits = (total >= low - _ROUNDED) & (total <= low + (1 - known) * 100 + _ROUNDED)
        if units:  # weighted points add up to the total
            fits |= np.abs(np.sum(list(given.values()), axis=0) - total) <= _ROUNDED
        elif len(given) < len(weights):
            fits &= ~(np.abs(np.mean(list(given.values()), axis=0) - total) <= _ROUNDED / 2)
        verdicts.append(2 * int(fits.sum()) > len(total) or not len(total))
    return any(verdicts)


def _figure(beside: dict[str, Floats], code: str) -> Floats | None:
    """Values of an indicator or instrument in the rows, of both parts of the EIT their mean; None without a column."""
    if code in beside:
        return beside[code]
    parts = [beside.get(part if code == "EIT" else f"{part}.{code}") for part in ("EIT1", "EIT2")]
    if parts[0] is None or parts[1] is None:
        return None
    return np.asarray((parts[0] + parts[1]) / 2)


def speaks_of_totals(cells: SheetCells, heading: Heading) -> bool:
    """Whether titles, sheet and file speak of results of the ITA and of no single indicator or instrument."""
    above = cells.grid.texts[max(0, heading.top - _TITLE_ROWS) : heading.main]
    titles = [cells.grid.strings[place] for place in np.unique(above[above >= 0]).tolist()]
    titles += [cells.grid.sheet, cells.source.file]
    labels = [cells.vocabulary.label(title) for title in titles]
    if any(label and label.role in FIGURE_ROLES | {"instrument", "unknown-indicator"} for label in labels):
        return False
    text = " ".join(titles).lower()
    return any(word in text for word in ("ita", "คะแนน", "คุณธรรม")) and "ตัวชี้วัด" not in text


def _is_merged_over(cells: SheetCells, heading: Heading, column: int) -> bool:
    """Whether the name of an instrument is merged over a column, so that the column surely belongs to it."""
    for row in range(heading.top, heading.bottom + 1):
        if cells.role(row, column) == "instrument":
            _, first, _, last = cells.grid.merge(*cells.grid.source(row, column))
            return last > first
    return False
