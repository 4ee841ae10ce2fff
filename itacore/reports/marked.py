"""The person's own workbook with the faulty cells coloured and commented; where that cannot be, a list of the issues.

The marks are written into the package itself, in a child process (marked_child.py) with the limits of reading, so
that values, formulas with their results, charts, pictures and macros stay byte for byte.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from itacore.issues import Issue, IssueLog, Severity
from itacore.reading.workbook import Limits, run_child
from itacore.reports.letters import cut, fit
from itacore.reports.marked_list import add_list, empty_book
from itacore.thai import format_number
from itacore.wording import say

CHILD = Path(__file__).with_name("marked_child.py")
MOST_CELLS = 2000
LONGEST_CELL = 8000  # letters of a text in the list; Excel allows 32,767 and a row of 409 points shows fewer
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ORDER = list(Severity)


@dataclass(frozen=True)
class Marked:
    """A marked workbook, or a list of the issues.

    ``reason`` is the code why it could only be a list: too-large, too-heavy, too-many, not-xlsx, signed, locked,
    broken, odd; its words are in the catalogue "marked". ``marked`` counts the cells that carry a mark, ``ending``
    is what the name of the file must end in for Office to open it.
    """

    data: bytes
    kind: Literal["marked", "list"]
    reason: str | None
    marked: int
    ending: Literal["xlsx", "xlsm"] = "xlsx"

    @property
    def why(self) -> str | None:
        """The reason in words."""
        return None if self.reason is None else _reason(self.reason)


def mark_workbook(data: bytes, issues: Iterable[Issue], limits: Limits | None = None) -> Marked:
    """Give a workbook back with its issues beside the cells.

    Parameters
    ----------
    data
        The file as it is.
    issues
        What was found in this file.
    limits
        What the file may cost.

    Returns
    -------
    Marked
        The same workbook with marks and a last sheet that lists all issues; or such a sheet alone with the reason
        in its first lines. The same input gives the same bytes.
    """
    limits = limits or Limits()
    found = sorted(issues, key=lambda issue: _ORDER.index(issue.severity))
    uncounted = sum(issues.counts.values()) - len(found) if isinstance(issues, IssueLog) else 0
    reason = _refused_at_once(data, found, limits)
    if reason is not None:
        return _list(found, uncounted, reason)
    words = {
        "author": say("pages", "app"),
        "cells": _cells(found),
        "list": _list_words(found, uncounted, None),
    }
    call = json.dumps(words, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
    output = run_child(call + data, limits, CHILD)
    if output is None:
        return _list(found, uncounted, "too-heavy")
    head, _, marked = output.partition(b"\n")
    answer = json.loads(head)
    if "refused" in answer:
        known = answer["refused"] if answer["refused"] != "file-broken" else "odd"
        return _list(found, uncounted, str(known))
    return Marked(marked, "marked", None, int(answer["marked"]), answer["ending"])


def _refused_at_once(data: bytes, found: Sequence[Issue], limits: Limits) -> str | None:
    if len(data) > limits.file_bytes:
        return "too-large"
    if not data.startswith(b"PK"):
        return "not-xlsx"
    to_mark = {
        (i.sheet, i.row, i.column) for i in found if i.cell is not None and i.severity is not Severity.NOTE
    }
    return "too-many" if len(to_mark) > MOST_CELLS else None


def _cells(found: Sequence[Issue]) -> dict[str, list[Any]]:
    """By sheet: row, column, severity and the pieces of the comment of each cell with issues."""
    by_cell: dict[tuple[str, int, int], list[Issue]] = {}
    for issue in found:  # notes come last
        if issue.sheet is None or issue.row is None or issue.column is None:
            continue
        cell = (issue.sheet, issue.row, issue.column)
        if cell in by_cell or len(by_cell) < MOST_CELLS:
            by_cell.setdefault(cell, []).append(issue)
    sheets: dict[str, list[Any]] = {}
    for (sheet, row, column), issues in sorted(by_cell.items()):
        sheets.setdefault(sheet, []).append([row, column, issues[0].severity.value, _comment(issues)])
    return sheets


def _comment(issues: Sequence[Issue]) -> list[tuple[str, bool]]:
    """The pieces of a comment, and whether they are bold."""
    pieces: list[tuple[str, bool]] = [(say("marked", "comment.head", app=say("pages", "app")), True)]
    for issue in issues:
        pieces.append((f"\n{_word(issue)}: ", True))
        pieces.append(
            (f"{_plain(issue.message)}\n{say('marked', 'comment.hint')} {_plain(issue.hint)}", False)
        )
    return pieces


def _list(found: Sequence[Issue], uncounted: int, reason: str) -> Marked:
    """Write the list alone."""
    package, book = empty_book()
    add_list(package, book, _list_words(found, uncounted, reason))
    return Marked(package.write(), "list", reason, 0)


def _list_words(found: Sequence[Issue], uncounted: int, reason: str | None) -> dict[str, Any]:
    counts = Counter(issue.severity for issue in found)
    lines = [say("marked", "list.title")]
    if reason is not None:
        lines += [
            say("marked", "list.only"),
            _reason(reason),
        ]
    elif found:
        lines.append(say("marked", "list.how"))
    summary = [
        say("marked", f"list.count-{severity.value}", count=format_number(counts[severity], 0))
        for severity in Severity
        if counts[severity]
    ]
    lines.append(" ".join(summary) if summary else say("marked", "list.none"))
    if uncounted > 0:
        lines.append(say("marked", "list.more", count=format_number(uncounted, 0)))
    return {
        "name": say("marked", "list.sheet"),
        "lines": lines,
        "heads": [say("marked", f"list.{key}") for key in ("severity", "place", "cell", "message", "hint")],
        "rows": [
            [
                issue.severity.value,
                _word(issue),
                _plain(issue.sheet or say("marked", "list.whole-file")),
                issue.cell or (say("marked", "list.whole-sheet") if issue.sheet else ""),
                _plain(issue.message),
                _plain(issue.hint),
            ]
            for issue in found
        ],
    }


def _reason(code: str) -> str:
    return say("marked", f"reason.{code}", most=format_number(MOST_CELLS, 0))


def _word(issue: Issue) -> str:
    return say("marked", f"severity.{issue.severity.value}")


def _plain(text: str) -> str:
    """A text that a workbook shows as it is."""
    return cut(_ESCAPE.sub("_x005F_", fit(text)), LONGEST_CELL)
