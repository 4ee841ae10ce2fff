"""The one exception of the reading child, and the limits that all kinds of files share."""

from __future__ import annotations

MOST_SHEETS = 1_000
MOST_CELLS = 8_000_000  # filled; the whole country of seven years has one
MOST_AREA = 16_000_000  # from the first cell to the last, filled or not
MOST_COLUMNS = 2_000  # 146 figures of eight years are 1,168


class RefusedError(Exception):
    """The file is refused: the code of the issue, and the words that its wording needs."""

    def __init__(self, code: str, **places: object) -> None:
        super().__init__(code)
        self.code = code
        self.places = places


def check_size(rows: int, columns: int) -> None:
    """Refuse a sheet that is larger than any table of scores.

    Raises
    ------
    RefusedError
        file-too-wide, or file-too-heavy where cells lie too far apart.
    """
    if columns > MOST_COLUMNS:
        raise RefusedError("file-too-wide", count=columns, most=MOST_COLUMNS)
    if rows * columns > MOST_AREA:
        raise RefusedError("file-too-heavy")
