"""All wording of ours, from the catalogues in data/wording, one TOML file a subject."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from itacore.errors import WordingError

FOLDER = Path(__file__).resolve().parents[1] / "data" / "wording"


@lru_cache(maxsize=32)
def read_wording(subject: str) -> Mapping[str, str]:
    """Read a catalogue as flat keys ("section.key") to templates with named places.

    Raises
    ------
    WordingError
        An entry is not a text.
    """
    with (FOLDER / f"{subject}.toml").open("rb") as file:
        data = tomllib.load(file)
    flat: dict[str, str] = {}
    faults: list[str] = []
    stack: list[tuple[str, object]] = [("", data)]
    while stack:
        prefix, value = stack.pop()
        if isinstance(value, dict):
            stack.extend((f"{prefix}.{key}" if prefix else key, entry) for key, entry in value.items())
        elif isinstance(value, str):
            flat[prefix] = value
        else:
            faults.append(f"{subject}.toml: {prefix}: must be a text")
    if faults:
        raise WordingError(sorted(faults))
    return MappingProxyType(flat)


def say(subject: str, key: str, **places: object) -> str:
    """Give the wording of a key with its places filled in.

    >>> say("words", "list.and", first="ก", last="ข")
    'ก และ ข'
    """
    return read_wording(subject)[key].format(**places)


def places_of(template: str) -> set[str]:
    """Names of the places in a template.

    >>> sorted(places_of("{a} ได้ {b}"))
    ['a', 'b']
    """
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
