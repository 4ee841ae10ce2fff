"""The seven topics under which analyses of a result are written, with the indicators that each speaks of."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DEFAULT_FILE = Path(__file__).resolve().parents[2] / "data" / "topics.toml"


@dataclass(frozen=True)
class Topic:
    """A topic; which indicators it speaks of is inferred from the names (see the file)."""

    number: int
    name: str
    indicators: tuple[str, ...]


@lru_cache(maxsize=1)
def read_topics() -> tuple[Topic, ...]:
    """Read the topics in their order.

    >>> [topic.number for topic in read_topics()]
    [1, 2, 3, 4, 5, 6, 7]
    """
    with DEFAULT_FILE.open("rb") as file:
        data = tomllib.load(file)
    return tuple(
        Topic(entry["number"], entry["name"], tuple(entry["indicators"])) for entry in data["topics"]
    )


def topic_of_indicator(code: str) -> int | None:
    """Give the number of the first topic that speaks of an indicator, None where none does.

    >>> topic_of_indicator("9"), topic_of_indicator("total")
    (3, None)
    """
    return next((topic.number for topic in read_topics() if code in topic.indicators), None)
