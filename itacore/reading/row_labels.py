"""The rows of a block of labels with their codes, and the rows of published figures around them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from itacore.reading.cells import Account, Ints, SheetCells
from itacore.reading.column_totals import may_be_totals
from itacore.reading.label_columns import LabelColumn, end_below
from itacore.reading.labels import PUBLISHED_ROLES, Label, tidy
from itacore.reading.score_columns import ROWS_ABOVE
from itacore.reading.table import Pending, ScoreColumn
from itacore.thai import normalize

_TALLEST = 5000  # a longer table is a list of figures: nothing but its labels names them
_EIT = ("6", "7", "8")
_INDICATORS = 10
_HEADS = frozenset({"score", "total"})
_SCORE = re.compile(r"\d\s*คะแนน")


@dataclass
class _Rows:
    """Rows with their codes while they are collected."""

    codes: dict[str, int] = field(default_factory=dict)
    of_row: dict[int, int] = field(default_factory=dict)

    def put(self, row: int, code: str) -> None:
        self.of_row[row] = self.codes.setdefault(code, len(self.codes))


def coded_rows(
    cells: SheetCells, pending: Pending, block: LabelColumn, columns: list[ScoreColumn], *, long: bool
) -> tuple[Ints, list[str], Ints]:
    """Give the rows of a table that hold figures, the codes that occur, and the place of each row's code.

    A row whose label is no figure of the ITA, or joins a number with another name, is left out with an issue.
    """
    out = _Rows()
    parts = [None] * len(block.rows) if long else _parts(cells, block, columns)
    for row, label, part in zip(block.rows.tolist(), block.labels.tolist(), parts, strict=True):
        if label.role == "unknown-indicator" or label.conflict:
            _refuse(cells, pending, block, row, label, columns)
            continue
        if label.similar:
            found = normalize(cells.grid.shown(row, block.column))
            pending.issue("name-similar", row, block.column, found=found, code=label.code)
        out.put(row, f"{part}.{label.code}" if part else label.figure)
    if long:
        _refuse_unlabelled(cells, pending, block, columns)
    elif int(block.rows[-1] - block.rows[0]) <= _TALLEST:
        _add_unlabelled(cells, pending, block, columns, out)
    rows = np.array(sorted(out.of_row), dtype=np.int64)
    return rows, list(out.codes), np.array([out.of_row[row] for row in rows.tolist()], dtype=np.int64)


def _refuse_unlabelled(
    cells: SheetCells, pending: Pending, block: LabelColumn, columns: list[ScoreColumn]
) -> None:
    """Name the rows of a long list whose code is not known."""
    filled = np.flatnonzero(cells.grid.filled[: end_below(cells, block), block.column])
    for row in np.setdiff1d(filled[filled > block.rows[0]], block.rows).tolist():
        if cells.label(row, block.column) is None:
            _refuse(cells, pending, block, row, Label("unknown-indicator"), columns)


def _add_unlabelled(
    cells: SheetCells, pending: Pending, block: LabelColumn, columns: list[ScoreColumn], out: _Rows
) -> None:
    """Take up rows of published figures in and around the block, and name rows whose label is not known."""
    first = int(block.rows[0])
    labelled = set(block.rows.tolist())
    in_labels = any(column.column == block.column for column in columns)
    complete = (
        len({label.code for label in block.labels.tolist() if label.role == "indicator"}) >= _INDICATORS
    )
    for row in range(first - 1, max(first - 1 - ROWS_ABOVE, -1), -1):
        code = _published(cells, row, columns)
        if code is None and not complete and _is_unknown(cells, block, row, columns):
            _refuse(cells, pending, block, row, Label("unknown-indicator"), columns)
        elif code is None:
            break
        else:
            out.put(row, code)
    for row in range(first, end_below(cells, block)):
        if row in labelled:
            continue
        if in_labels and row > block.rows[-1] and not cells.grid.filled[row - 1].any():
            break  # below a list whose scores stand in its labels: notes
        code = _published(cells, row, columns)
        if code:
            out.put(row, code)
        elif not complete and cells.label(row, block.column) is None:
            _refuse(cells, pending, block, row, Label("unknown-indicator"), columns)
    if complete and "total" not in out.codes:
        _add_plain_total(cells, block, columns, out)


def _add_plain_total(cells: SheetCells, block: LabelColumn, columns: list[ScoreColumn], out: _Rows) -> None:
    """Take the one row below ten indicators that is labelled only "score" for the total, if it agrees with them."""
    last = max(row for row, label in zip(block.rows, block.labels, strict=True) if label.role == "indicator")
    found = [row for row in range(int(last) + 1, end_below(cells, block)) if _says_score(cells, row, columns)]
    if len(found) != 1 or found[0] in out.of_row:
        return
    codes = list(out.codes)
    rows = np.array([*out.of_row, *found])
    *beside, total = np.array([cells.values(rows, column.column)[0] for column in columns]).T
    given = ~np.isnan(total)
    figures = {codes[place]: own[given] for place, own in zip(out.of_row.values(), beside, strict=True)}
    if given.any() and may_be_totals(cells, total[given], figures):
        out.put(found[0], "total")


def _says_score(cells: SheetCells, row: int, columns: list[ScoreColumn]) -> bool:
    """Whether the nearest text before the scores of a row is no more than a word for scores."""
    first = min(column.column for column in columns)
    texts = (column for column in range(first - 1, -1, -1) if cells.grid.text(row, column) is not None)
    nearest = next(texts, None)
    if nearest is None or cells.role(row, nearest) != "score":
        return False
    return any(cells.holds_number(row, column.column) for column in columns)


def _is_unknown(cells: SheetCells, block: LabelColumn, row: int, columns: list[ScoreColumn]) -> bool:
    """Whether a row above the first known label holds figures beside a text that names nothing."""
    if cells.grid.text(row, block.column) is None or cells.role(row, block.column) is not None:
        return False
    own = [c.column for c in columns if c.column != block.column and cells.year(row, c.column) is None]
    return any(cells.holds_number(row, column) for column in own)


def _published(cells: SheetCells, row: int, columns: list[ScoreColumn]) -> str | None:
    """Code of a row that holds a published total, instrument, rating or rank; None for other rows."""
    first = min(column.column for column in columns)
    own = [c.column for c in columns if cells.grid.source(row, c.column) == (row, c.column)]
    if not any(cells.grid.filled[row, c] and not _is_head(cells, row, c) for c in own):
        return None
    plain = False
    for column in range(first - 1, -1, -1):
        source = cells.grid.source(row, column)
        if source[0] != row or not cells.grid.filled[source]:
            continue
        label = cells.label(row, column)
        if label is None:
            plain = plain or cells.grid.text(*source) is not None
        elif label.role == "instrument":
            first_row, _, last_row, _ = cells.grid.merge(row, column)
            return None if plain or last_row > first_row else label.code
        elif label.role in PUBLISHED_ROLES:
            return label.role
    return None


def _is_head(cells: SheetCells, row: int, column: int) -> bool:
    """Whether a cell over scores says what they are, such as "ITA 2568": what it stands beside is no label of a row."""
    return cells.role(row, column) in _HEADS or cells.year(row, column) is not None


def _refuse(
    cells: SheetCells,
    pending: Pending,
    block: LabelColumn,
    row: int,
    label: Label,
    columns: list[ScoreColumn],
) -> None:
    """Leave a row out whose label is unknown or contradicts itself, if it holds figures at all."""
    written = normalize(cells.grid.shown(row, block.column))
    in_label = any(column.column == block.column for column in columns) and _SCORE.search(tidy(written))
    if not written or not (in_label or any(cells.holds_number(row, column.column) for column in columns)):
        return
    if label.conflict and block.numbers is not None and cells.grid.filled[row, block.numbers]:
        written = f"{label.number} {written}"
    code = "label-conflict" if label.conflict else "unknown-indicator"
    pending.issue(code, row, block.column, found=written, number=label.number)
    pending.mark(row, block.column, Account.FAULTY)
    for column in columns:
        pending.mark(row, column.column, Account.IGNORED, "unclear")


def _parts(cells: SheetCells, block: LabelColumn, columns: list[ScoreColumn]) -> list[str | None]:
    """Part of EIT that each label stands under, where headings tell one; None elsewhere.

    A row of a part that holds figures itself is a heading only where indicators of the EIT occur twice.
    """
    labels = block.labels.tolist()
    parts: list[str | None] = [None] * len(labels)
    in_eit = [label.role == "indicator" and label.code in _EIT for label in labels]
    if not any(in_eit) or int(block.rows[-1] - block.rows[0]) > _TALLEST:
        return parts
    twice = max(Counter(label.code for label in labels if label.code in _EIT).values()) > 1
    sections: list[tuple[int, str]] = []
    for row in range(max(0, int(block.rows[0]) - ROWS_ABOVE), int(block.rows[-1]) + 1):
        code, column = _section(cells, row, block.column)
        own_figures = column == block.column and any(cells.holds_number(row, c.column) for c in columns)
        if code and (twice or not own_figures):
            sections.append((row, code))
    for (row, code), (end, _) in pairwise([*sections, (cells.grid.rows, "")]):
        if code in ("EIT1", "EIT2"):
            for index in np.flatnonzero((block.rows >= row) & (block.rows < end)).tolist():
                parts[index] = code if in_eit[index] else None
    return parts


def _section(cells: SheetCells, row: int, column: int) -> tuple[str, int]:
    """The instrument or part that a row's heading cells name, and in which column; "" where none."""
    for c in range(column, -1, -1):
        label = cells.label(row, c)
        if label and label.role == "instrument":
            return label.code, c
    return "", column
