"""Read .csv and the like: cells parted by commas, semicolons or tabs, one row a line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import pairwise

from .packing import PlainSheet, plain_value
from .refusal import MOST_CELLS, RefusedError

_MARKS = ("\t", ";", ",", "|")
_SAMPLE = 200_000
_MOST_ROWS = 1_048_576
_AS_TEXT = re.compile(r'="[^"]*"')  # how a text that looks like a number is kept from Excel
_DIGITS = re.compile(r"[0-9๐-๙]{1,3}")
_DECIMALS = re.compile(r"[0-9๐-๙]{1,4}")


def read(text: str) -> list[PlainSheet]:
    """Read the one sheet of a text.

    Raises
    ------
    RefusedError
        file-text where there is no table; file-text-uneven where a line has more cells than the others, so that
        its figures would stand under wrong headings.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mark = None
    if text[:5].startswith("sep=") and text[5:6] == "\n":
        mark, text = text[4], text[6:]
    mark = mark or _mark_of(text)
    rows, lines = _split(text, mark)
    _check_widths(rows, lines, mark)
    sheet = PlainSheet(None, cut=_is_cut_short(text, rows))
    count = 0
    for place, row in enumerate(rows):
        count += len(row)
        if count > MOST_CELLS:
            raise RefusedError("file-too-heavy")
        for column, cell in enumerate(row):
            if cell:
                bare = cell.strip()
                text = bare[2:-1] if _AS_TEXT.fullmatch(bare) else bare
                sheet.put(place, column, plain_value(text) if text else cell)
    return [sheet]


def _is_cut_short(text: str, rows: list[list[str]]) -> bool:
    """Whether the last line ends before its last cell and the file with it."""
    return not text.endswith("\n") and len(rows) > 2 and len(rows[-1]) < len(rows[-2]) == len(rows[-3])


def _mark_of(text: str) -> str:
    """The mark that parts most lines alike; the first of equal ones."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0]
    best, most = "", 1
    for mark in _MARKS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark))
        except csv.Error:
            continue
        alike = max((count for width, count in widths.items() if width > 1), default=0)
        if alike > most:
            best, most = mark, alike
    if not best:
        raise RefusedError("file-text")
    return best


def _split(text: str, mark: str) -> tuple[list[list[str]], list[int]]:
    """Cut a text into rows, with the line on which each ends."""
    rows, lines = [], []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) > _MOST_ROWS:
                raise RefusedError("file-too-heavy")
    except csv.Error:
        raise RefusedError("file-text-quotes", line=(lines[-1] if lines else 0) + 1) from None
    return rows, lines


def _check_widths(rows: list[list[str]], lines: list[int], mark: str) -> None:
    """Refuse rows that are longer than the rest, most often by a comma inside a number or a name.

    Where all rows have as many marks nothing can have moved. Blank rows part tables of different widths.
    """
    if not any(_width(row) > 1 for row in rows):
        raise RefusedError("file-text")
    if len({len(row) for row in rows if _width(row)}) == 1:
        return
    block: list[tuple[list[str], int]] = []
    for row, line in [*zip(rows, lines, strict=True), ([], 0)]:
        if _width(row):
            block.append((row, line))
        elif block:
            _check_block(block, mark)
            block = []


def _check_block(block: list[tuple[list[str], int]], mark: str) -> None:
    widths = [_width(row) for row, _ in block]
    counts = Counter(width for width in widths if width > 1)
    most = max(counts.values(), default=0)
    usual = max((width for width, count in counts.items() if count == most), default=1)
    cut = next((at for at, (row, _) in enumerate(block) if mark == "," and _is_cut(row)), None)
    if cut and widths[cut] > max(widths[:cut]) > 1:
        usual = max(widths[:cut])
    for (_, line), width in zip(block, widths, strict=True):
        if width > usual > 1:
            raise RefusedError("file-text-uneven", line=line, count=width, usual=usual)


def _width(row: list[str]) -> int:
    """Cells of a row without the empty ones at its end."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def _is_cut(row: list[str]) -> bool:
    """Whether two cells look like a number that its decimal comma cut in two."""
    return any(
        _DIGITS.fullmatch(one.strip()) and _DECIMALS.fullmatch(two.strip()) for one, two in pairwise(row)
    )
