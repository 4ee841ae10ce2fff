"""Lines of the journal that belong together: what one person did to one thing in one sitting.

The journal itself keeps every line. Nobody can read 43 lines of one checklist, so that those are told as one, with how
many there were and from when to when.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from itacore.store.documents import JournalEntry

PAUSE = timedelta(minutes=30)  # a longer one ends a sitting


@dataclass(frozen=True)
class Sitting:
    """The first and the last of ``count`` lines that say the same of the same office document, or one line."""

    first: JournalEntry
    last: JournalEntry
    count: int = 1


def gather_sittings(lines: Iterable[JournalEntry]) -> tuple[Sitting, ...]:
    """Gather the lines of a journal, oldest first, into sittings; they stand in the order of their last lines.

    A line joins the one before it about the same office document where it tells the same action of the same person,
    no more than ``PAUSE`` later. What was done to other documents meanwhile is no matter; a restored copy ends
    every sitting, and an import is always a line of its own.
    """
    done: list[Sitting] = []
    running: dict[object, Sitting] = {}
    for line in lines:
        if line.document_kind is None:
            if line.import_id is None:
                done += running.values()
                running.clear()
            done.append(Sitting(line, line))
            continue
        about = (line.document_kind, line.agency_id, line.fiscal_year)
        before = running.get(about)
        if before is not None and _goes_on(before.last, line):
            running[about] = replace(before, last=line, count=before.count + 1)
            continue
        done += [] if before is None else [before]
        running[about] = Sitting(line, line)
    return tuple(sorted([*done, *running.values()], key=lambda sitting: sitting.last.id))


def _goes_on(before: JournalEntry, line: JournalEntry) -> bool:
    same = (before.action, before.who) == (line.action, line.who)
    return same and before.at <= line.at <= before.at + PAUSE
