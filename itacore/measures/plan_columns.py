"""The columns of a plan in a file, declared once in data/plan.toml for what writes and what reads it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from itacore.thai import normalize

DEFAULT_FILE = Path(__file__).resolve().parents[2] / "data" / "plan.toml"
MEETING_ROWS = ("title", "held_on", "place", "participants", "decision")
_NO_LETTERS = re.compile(r"[\s/().\-:,]+")


@dataclass(frozen=True)
class PlanColumn:
    """A column: its field, heading, other headings of the same meaning, and width in letters."""

    field: str
    heading: str
    also: tuple[str, ...]
    width: float


@lru_cache(maxsize=1)
def read_columns() -> tuple[PlanColumn, ...]:
    """Read the columns in their order.

    >>> [column.field for column in read_columns()][:4]
    ['number', 'indicator', 'topic', 'title']
    """
    with DEFAULT_FILE.open("rb") as file:
        data = tomllib.load(file)
    return tuple(PlanColumn(c["field"], c["heading"], tuple(c["also"]), c["width"]) for c in data["column"])


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    return {
        heading_key(text): column.field
        for column in read_columns()
        for text in (column.heading, *column.also)
    }


def heading_key(text: str) -> str:
    """Bring a heading to the form in which headings are compared.

    >>> heading_key("ขั้นตอน / วิธีการดำเนินการ") == heading_key("ขั้นตอน/วิธีการ ดำเนินการ")
    True
    """
    return _NO_LETTERS.sub("", normalize(text))


def field_of(heading: str) -> str | None:
    """Give the field that a heading names, None for one that is not known.

    >>> field_of("มาตรการ/แนวทาง"), field_of("หน่วยงาน ผู้รับผิดชอบ"), field_of("คะแนน")
    ('title', 'owner', None)
    """
    return _known().get(heading_key(text)) if (text := heading.strip()) else None
