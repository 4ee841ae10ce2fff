"""The published list of the places that an office's own Word form may have: data/own_template.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from itacore.wording import say

FILE = Path(__file__).resolve().parents[2] / "data" / "own_template.toml"


@dataclass(frozen=True)
class Place:
    """A place: its name in the form, kind (text, paragraphs, table), what it is in Thai.

    ``empty`` tells what happens where nothing is known: "dash" writes –, "leave" keeps the form's own words.
    """

    name: str
    kind: str
    empty: str
    label: str
    group: str


@lru_cache(maxsize=1)
def read_places() -> tuple[Place, ...]:
    """Read the places in their order.

    >>> [place.name for place in read_places() if place.kind == "table"]
    ['ranked_table', 'weakest_table', 'years_table', 'plan_table']
    """
    with FILE.open("rb") as file:
        groups = tomllib.load(file)["group"]
    return tuple(Place(**entry, group=group["title"]) for group in groups for entry in group["place"])


def list_places() -> str:
    """Write the list as Markdown tables, one a group."""
    groups = dict.fromkeys(place.group for place in read_places())
    return "\n\n".join(f"### {group}\n\n{list_group(group)}" for group in groups)


def list_group(group: str) -> str:
    """Write the places of a group as a Markdown table."""
    heads = [say("own_template", f"list.{key}") for key in ("name", "label", "kind", "empty")]
    lines = [f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |"]
    for place in read_places():
        if place.group == group:
            kind, empty = (
                say("own_template", f"kind.{place.kind}"),
                say("own_template", f"empty.{place.empty}"),
            )
            lines.append(f"| `{place.name}` | {place.label} | {kind} | {empty} |")
    return "\n".join(lines)
