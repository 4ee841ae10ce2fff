"""Ask a table of a TOML file for its keys; faults are collected, not raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from itacore.criteria.faults import Fault

LONGEST_TEXT = 500  # characters; names and sources of rule books have at most some hundred


class Fields:
    """One table of a file: every answer has the type asked for, whatever stands in the file.

    Parameters
    ----------
    where
        Place of the table, for messages.
    data
        The table.
    faults
        List that faults are added to.
    """

    def __init__(self, where: str, data: Mapping[str, Any], faults: list[Fault]) -> None:
        self.where = where
        self._data = data
        self._faults = faults
        self._asked: set[str] = set()

    def fault(self, code: str, key: str, **places: object) -> None:
        """Report a fault of one of the keys of this table."""
        where = ".".join(part for part in (self.where, key) if part)
        self._faults.append(Fault(where, code, places))

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self._data.get(key)

    @property
    def empty(self) -> bool:
        """Whether the table has no key at all, or is missing."""
        return not self._data

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self._get(key)
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            self.fault("text-long", key, most=LONGEST_TEXT)
        elif isinstance(value, str) and value.strip():
            return value
        else:
            self.fault("text", key)
        return ""

    def optional_text(self, key: str) -> str | None:
        """A text that may be missing."""
        return None if self._get(key) is None else self.text(key)

    def choice(self, key: str, choices: Sequence[str]) -> str | None:
        """One of some words."""
        value = self._get(key)
        if value in choices:
            return str(value)
        self.fault("choice", key, choices=", ".join(choices))
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that may be missing."""
        value = self._get(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(
            isinstance(entry, str) and entry.strip() and len(entry) <= LONGEST_TEXT for entry in value
        ):
            return tuple(value)
        self.fault("texts", key)
        return ()

    def lists_of_texts(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts that must be there; the inner ones are not empty."""
        value = self._get(key)
        if isinstance(value, list) and all(
            isinstance(inner, list) and inner and all(isinstance(entry, str) for entry in inner)
            for inner in value
        ):
            return tuple(tuple(inner) for inner in value)
        self.fault("lists", key)
        return ()

    def number(self, key: str, low: float, high: float) -> float:
        """A number that must be there and lie between two bounds."""
        value = self._get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.fault("number", key, low=f"{low:g}", high=f"{high:g}")
        return low

    def optional_number(self, key: str, low: float, high: float) -> float | None:
        """A number that may be missing."""
        return None if self._get(key) is None else self.number(key, low, high)

    def whole_number(self, key: str, low: int, high: int) -> int:
        """A whole number that must be there and lie between two bounds."""
        value = self._get(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.fault("whole-number", key, low=low, high=high)
        return low

    def flag(self, key: str) -> bool:
        """True or false; false where it is missing."""
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault("flag", key)
        return False

    def table(self, key: str) -> Fields:
        """A table inside this one; an empty one where it is missing."""
        value = self._get(key)
        if not isinstance(value, Mapping):
            if value is not None:
                self.fault("table", key, table=key)
            value = {}
        return Fields(f"{self.where}.{key}" if self.where else key, value, self._faults)

    def tables(self, key: str) -> list[Fields]:
        """A list of tables inside this one; none where it is missing."""
        value = self._get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
            self.fault("tables", key, table=key)
            return []
        return [
            Fields(_place(key, number, entry), entry, self._faults) for number, entry in enumerate(value, 1)
        ]

    def texts_by_key(self) -> dict[str, str]:
        """All entries of this table, which must be texts."""
        return {key: self.text(key) for key in self._data}

    def close(self) -> None:
        """Report the keys that nobody asked for: most likely misspelt."""
        for key in sorted(set(self._data) - self._asked):
            self.fault("key", key, known=", ".join(sorted(self._asked)))


def _place(key: str, number: int, entry: Mapping[str, Any]) -> str:
    """Name an entry of a list by its code or label, else by its number."""
    name = entry.get("code", entry.get("label"))
    return f"{key} {name}" if isinstance(name, str) and name.strip() else f"{key}, entry {number}"
