"""Which columns beside a block of labels hold its scores, and of which year, agency or part."""

from __future__ import annotations

import numpy as np

from itacore.agencies import clean_name, find_agency, looks_like_agency
from itacore.reading.cells import Account, Ints, SheetCells, State
from itacore.reading.entities import counts_rows, header_cells
from itacore.reading.facts import FoundAgency
from itacore.reading.headings import counts_respondents, is_share
from itacore.reading.label_columns import LabelColumn, end_below
from itacore.reading.labels import FIGURE_ROLES, names_group
from itacore.reading.table import Pending, ScoreColumn
from itacore.reading.title_lines import is_field_line

_MOST_HEADER_ROWS = 5
ROWS_ABOVE = 3  # of figures, between a heading and the first known label
_SAMPLE = 400
_NOT_SCORES = frozenset(
    "order weight weighted full change target note count rank rank-of code level rating label".split()
)
_OVER_YEARS = frozenset({"target", "count", "rank", "rank-of"})
_TEXT_ROLES = frozenset({"rating", "rank-group", "unknown-indicator"})
_SCORE_HEADS = frozenset({"score", "total"})


def header_rows(cells: SheetCells, first: int, column: int) -> range:
    """Rows of the heading above a block of labels: up to a blank row or to figures of another table.

    Rows of figures right above the block, whose labels are not known, stand between it and its heading.
    """
    for _ in range(ROWS_ABOVE):
        if first and cells.holds_decimals(first - 1) and cells.role(first - 1, column) is None:
            first -= 1
    top = first
    while top > 0 and first - top < _MOST_HEADER_ROWS:
        above = top - 1
        if not cells.grid.filled[above].any() or cells.role(above, column) in FIGURE_ROLES:
            break
        if (top < first and is_field_line(cells, above)) or cells.holds_decimals(above):
            break
        top = above
    return range(top, first)


def choose_columns(
    cells: SheetCells,
    pending: Pending,
    block: LabelColumn,
    head: range,
    fields: dict[str, int],
    limits: tuple[int, int],
) -> list[ScoreColumn]:
    """Describe the columns that hold scores for sure; columns that cannot be told apart are an issue."""
    taken = {block.column, block.numbers, *fields.values()}
    sample = block.rows[np.array([label.role not in _TEXT_ROLES for label in block.labels])]
    sample = sample[:: max(1, len(sample) // _SAMPLE)]
    found: list[tuple[ScoreColumn, bool]] = []
    of_respondents = _columns_of_respondents(cells, head, range(*limits))
    for column in range(*limits):
        if column in taken:
            continue
        if column in of_respondents:
            pending.mark(block.rows, column, Account.IGNORED, "column-not-used")
            continue
        role = _other_role(cells, head, column, block.column)
        if role is not None:
            if role == "order":
                _note_order(cells, pending, block, column)
            account = Account.CONTEXT if role == "order" else Account.IGNORED
            totals = np.array([role == "rating" and label.role == "total" for label in block.labels])
            reason = "" if role == "order" else "column-not-used"
            pending.mark(block.rows[~totals], column, account, reason)
            continue
        if _of_groups(cells, block, column):
            pending.mark(block.rows, column, Account.IGNORED, "column-not-used")
            continue
        described = _describe(cells, head, column, sample, block)
        if described is not None:
            found.append(described)
    return _tell_apart(pending, found, block.rows)


def _columns_of_respondents(cells: SheetCells, head: range, columns: range) -> set[int]:
    """Columns that count those who answered, and beside them the columns of bare shares: these are no scores."""
    heads = {column: _lowest_text(cells, head, column) for column in columns}
    counted = {column for column, text in heads.items() if counts_respondents(text)}
    return counted | {column for column, text in heads.items() if counted and is_share(text)}


def _lowest_text(cells: SheetCells, head: range, column: int) -> str:
    """The lowest heading of a column's own, blank where it has none."""
    own = (cells.grid.text(row, at) for row, at in header_cells(cells, head, column) if at == column)
    return next((text for text in own if text), "")


def rating_columns(
    cells: SheetCells, block: LabelColumn, head: range, columns: list[ScoreColumn], limits: tuple[int, int]
) -> tuple[ScoreColumn, ...]:
    """Columns headed as ratings, one for each year that the columns of scores have."""
    years = {column.year for column in columns}
    if any(column.agency is not None or column.part is not None for column in columns):
        return ()
    found: dict[int | None, list[ScoreColumn]] = {}
    for column in range(*limits):
        if _other_role(cells, head, column, block.column) == "rating":
            above = [year for at in header_cells(cells, head, column) if (year := cells.year(*at))]
            found.setdefault(above[0] if above else None, []).append(
                ScoreColumn(column, "rating", None, above[0] if above else None)
            )
    return tuple(own[0] for year, own in found.items() if len(own) == 1 and year in years)


def _note_order(cells: SheetCells, pending: Pending, block: LabelColumn, column: int) -> None:
    """Say once that a column of ranks or row numbers was not taken for numbers of indicators."""
    values, _ = cells.values(block.rows, column, highest=np.inf)
    for row, label, value in zip(block.rows.tolist(), block.labels.tolist(), values.tolist(), strict=True):
        if (
            label.role == "indicator"
            and not label.number
            and value in range(1, 11)
            and label.code != f"{value:.0f}"
        ):
            pending.issue("order-not-indicator", row, column, found=f"{value:.0f}", code=label.code)
            return


def _other_role(cells: SheetCells, head: range, column: int, labels: int) -> str | None:
    """Role of a column whose lowest heading, or the target or rank over its year, says that it holds no scores."""
    known = False
    for row, at in header_cells(cells, head, column):
        role = cells.role(row, at)
        if role in _NOT_SCORES and at == column and not known:
            return role
        over_all = cells.grid.source(row, labels) == (row, at)
        if role in _OVER_YEARS and not over_all and names_group(cells.grid.text(row, at)):
            return role
        known = known or role is not None or cells.year(row, at) is not None
    return None


def _describe(
    cells: SheetCells, head: range, column: int, sample: Ints, block: LabelColumn
) -> tuple[ScoreColumn, bool] | None:
    """Describe a column if it may hold scores; whether its heading says so."""
    found = ScoreColumn(column)
    is_score = False
    for row, at in header_cells(cells, head, column):
        if cells.grid.source(row, block.column) == (row, at):
            continue  # merged over the labels too: it speaks of the whole table
        label, text = cells.label(row, at), cells.grid.text(row, at)
        is_score = is_score or (label is not None and label.role in _SCORE_HEADS)
        year = cells.year(row, at)
        if year and found.year is None:
            found.year, found.year_cell = year, (row, at)
        if text and found.agency is None and looks_like_agency(text):
            named_agency = find_agency(text)
            found.agency = FoundAgency(clean_name(text), named_agency.type if named_agency else None)
        if label and label.role == "instrument" and label.code.startswith("EIT") and label.code != "EIT":
            found.part = found.part or label.code
    named = is_score or found.year is not None or found.agency is not None
    below = np.arange(block.rows[-1] + 1, end_below(cells, block))
    only_published = found.year is not None and _holds_scores(cells, below, column, named)
    if not _holds_scores(cells, sample, column, named) and not only_published:
        return None
    if column < block.column and not (named and _has_decimals(cells, sample, column)):
        return None  # before the names stand ranks and row numbers
    return found, is_score


def _of_groups(cells: SheetCells, block: LabelColumn, column: int) -> bool:
    """Whether the cells of a column are merged over several labels each: its figures are those of groups of rows."""
    values, _ = cells.values(block.rows, column, highest=np.inf)
    if cells.grid.merge_of is None or np.isnan(values).all():
        return False
    of_rows = cells.grid.merge_of[block.rows, column]
    merged, counts = np.unique(of_rows[of_rows >= 0], return_counts=True)
    return len(merged) > 1 and int(counts[counts > 1].sum()) * 2 > len(block.rows)


def _has_decimals(cells: SheetCells, sample: Ints, column: int) -> bool:
    values, _ = cells.values(sample, column)
    values = values[~np.isnan(values)]
    return bool((values != np.floor(values)).any())


def _holds_scores(cells: SheetCells, sample: Ints, column: int, named: bool) -> bool:
    """Whether most cells of a column are in the place of scores, and do not merely repeat codes of figures."""
    values, state = cells.values(sample, column, highest=np.inf)
    numbers = values[~np.isnan(values)]
    filled = int((state != State.EMPTY).sum())
    wrong = cells.count_foreign(sample, column, state)
    if not filled or (wrong * 2 > filled and not (named and len(numbers))):
        return False
    return (bool(len(numbers)) or named) and not counts_rows(numbers)


def _tell_apart(pending: Pending, found: list[tuple[ScoreColumn, bool]], rows: Ints) -> list[ScoreColumn]:
    """Keep columns that have a year, agency or part of their own; of several alike the one headed as scores."""
    own = [(c, s) for c, s in found if c.year is not None or c.agency is not None or c.part is not None]
    alike: dict[tuple[object, ...], list[tuple[ScoreColumn, bool]]] = {}
    for column, is_score in own or found:
        alike.setdefault((column.year, column.agency, column.part), []).append((column, is_score))
    chosen: list[ScoreColumn] = []
    for group in alike.values():
        headed = [column for column, is_score in group if is_score] if len(group) > 1 else [group[0][0]]
        if len(headed) == 1:
            chosen += headed
        else:
            columns = tuple(column.column for column, _ in group)
            pending.issue("columns-unclear", int(rows[0]), columns[0], count=len(group), columns=columns)
            for column, _ in group:
                pending.mark(rows, column.column, Account.IGNORED, "unclear")
    return sorted(chosen, key=lambda column: column.column)
