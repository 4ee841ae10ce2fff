"""A table as the files in which it is handed out."""

from __future__ import annotations

import pandas as pd

from itacore.data_table import DataTable
from itacore.reports.letters import fit
from itacore.reports.xlsx import write_table_xlsx

_FORMULA_STARTS = ("=", "+", "-", "@")


def write_csv(table: DataTable) -> bytes:
    """Write a table as CSV that Excel opens as UTF-8; figures are not rounded.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> write_csv(DataTable("t", pd.DataFrame({"ก": ["=1+1"], "ข": [95.625]}))).decode("utf-8-sig")
    "ก,ข\\r\\n'=1+1,95.625\\r\\n"
    """
    frame = table.frame.rename(columns=_plain)
    for name in frame:
        if not pd.api.types.is_numeric_dtype(frame[name]):
            frame[name] = [_plain(text) for text in frame[name].fillna("")]
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _plain(text: object) -> str:
    shown = fit(str(text))
    return (
        f"'{shown}" if shown.startswith(("\t", "\r")) or shown.lstrip().startswith(_FORMULA_STARTS) else shown
    )


def write_xlsx(table: DataTable) -> bytes:
    """Write a table as a formatted workbook; figures are numbers, texts never formulas."""
    return write_table_xlsx(table)
