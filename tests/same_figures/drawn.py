"""Figures taken out of drawn charts: from the specification that the browser gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from itacore.thai import MINUS, NBSP, to_arabic_digits

Spec = dict[str, Any]
_FIGURE = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.]*\d)")


def plain(text: object) -> str:
    """A text without markup: as a person reads it, in Arabic digits."""
    bare = re.sub(r"<[^<>]*>", " ", str(text)).replace("\\", "").replace(NBSP, " ")
    return to_arabic_digits(" ".join(bare.split()))


def figures_in(text: object) -> list[str]:
    """Every figure with decimals in a text, without its sign."""
    return _FIGURE.findall(plain(text))


def signed(text: str) -> str:
    """A figure with U+2212 for the minus that a metric needs."""
    return text.replace("-", MINUS)


def told(spec: Spec) -> list[str]:
    """Every text of the traces and notes of a chart."""
    return list(_texts({"data": spec["data"], "notes": spec["layout"].get("annotations", [])}))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, str):
        yield value


def traces(spec: Spec, kind: str) -> list[Spec]:
    """Traces of a mode (markers, text, lines+markers), or the bars."""
    return [t for t in spec["data"] if t.get("mode", t["type"]) == kind]


def columns(spec: Spec) -> list[dict[float, str]]:
    """Columns of texts beside the rows of a chart, each by the height of its rows."""
    return [
        {height: plain(text) for height, text in zip(trace["y"], trace["text"], strict=True)}
        for trace in traces(spec, "text")
    ]


def notes(spec: Spec) -> list[tuple[float, float, str]]:
    """Where the notes in a chart stand and what they say."""
    return [(note["x"], note["y"], plain(note["text"])) for note in spec["layout"].get("annotations", [])]


def rows_named(spec: Spec, names: list[str]) -> dict[float, str]:
    """Heights of the rows whose names stand in one column, which must hold exactly these."""
    found = [column for column in columns(spec) if sorted(column.values()) == sorted(names)]
    assert len(found) == 1, (names, columns(spec))
    return found[0]


def marked(trace: Spec, rows: dict[float, str]) -> dict[str, float]:
    """Figures of a trace by the names of its rows."""
    return {rows[height]: value for height, value in zip(trace["y"], trace["x"], strict=True)}


def written(spec: Spec, rows: dict[float, str]) -> list[dict[str, str]]:
    """Columns of texts by the names of their rows, in the order of the rows."""
    return [
        {rows[height]: column[height] for height in sorted(rows)}
        for column in columns(spec)
        if set(column) == set(rows)
    ]
