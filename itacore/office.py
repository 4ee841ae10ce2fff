"""What papers say of an office itself: names and posts as in its letters, and what limits it in a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

LIMIT_FIELDS = ("man", "money", "method", "material")
LONGEST = {"line": 200, "list": 2000, "limit": 4000}  # letters of a line, a list, one of the four texts


@dataclass(frozen=True)
class Signatory:
    """Who signs: a post, and a name where the office wants one printed."""

    post: str
    name: str = ""


@dataclass(frozen=True)
class Particulars:
    """Particulars of an office for its papers; all may be empty.

    ``name`` is the agency as letters name it; ``heading`` the line behind ส่วนราชการ in a memo; ``number`` the
    beginning of the number of a memo; ``units`` its units; ``signatories`` in the order in which they sign.
    """

    name: str = ""
    district: str = ""
    province: str = ""
    heading: str = ""
    number: str = ""
    units: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()

    @property
    def has_names(self) -> bool:
        """Whether it holds the name of a person."""
        return any(signatory.name for signatory in self.signatories)


@dataclass(frozen=True)
class Limits:
    """What limits the office in a year, in its own words: people, money, ways of working, things."""

    man: str = ""
    money: str = ""
    method: str = ""
    material: str = ""


def without_names(own: Particulars) -> Particulars:
    """Empty the names of all persons; posts stay.

    >>> without_names(Particulars(signatories=(Signatory("ปลัดเทศบาล", "ก"),))).signatories
    (Signatory(post='ปลัดเทศบาล', name=''),)
    """
    return replace(own, signatories=tuple(Signatory(s.post) for s in own.signatories))


def particulars_to_content(own: Particulars) -> dict[str, Any]:
    """Give particulars as plain values that can be stored."""
    content = asdict(own)
    return {**content, "units": list(own.units), "signatories": [asdict(s) for s in own.signatories]}


def particulars_from_content(content: object) -> Particulars:
    """Restore what ``particulars_to_content`` gave, of another version of the program as far as it goes.

    >>> own = Particulars("เทศบาลตำบลตัวอย่าง", units=("กองคลัง",), signatories=(Signatory("ปลัดเทศบาล", "ก"),))
    >>> particulars_from_content(particulars_to_content(own)) == own, particulars_from_content([7])
    (True, Particulars(name='', district='', province='', heading='', number='', units=(), signatories=()))
    """
    if not isinstance(content, Mapping):
        return Particulars()
    texts = {f.name: _text(content.get(f.name)) for f in fields(Particulars) if isinstance(f.default, str)}
    people = [entry for entry in _list(content.get("signatories")) if isinstance(entry, Mapping)]
    return Particulars(
        units=tuple(unit for unit in _list(content.get("units")) if isinstance(unit, str)),
        signatories=tuple(Signatory(_text(p.get("post")), _text(p.get("name"))) for p in people),
        **texts,
    )


def limits_from_content(content: object) -> Limits:
    """Restore the four texts.

    >>> limits_from_content({"man": "ก", "money": 7}), limits_from_content(None) == Limits()
    (Limits(man='ก', money='', method='', material=''), True)
    """
    known = content if isinstance(content, Mapping) else {}
    return Limits(**{name: _text(known.get(name)) for name in LIMIT_FIELDS})


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
