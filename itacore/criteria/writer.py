"""Write a rule book as TOML; read again it is the same value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from itacore.criteria.model import RuleBook
from itacore.wording import say

LONG_LIST = 100  # characters; a longer list gets a line an entry, so that no line grows without bound
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"


def write_book(book: RuleBook) -> str:
    """Write a rule book as the text of a TOML file, UTF-8 when saved.

    >>> from itacore.criteria import read_book_text, read_criteria
    >>> book = read_criteria().books[2568]
    >>> read_book_text(write_book(book)) == book
    True
    """
    return "\n".join(_lines(book)) + "\n"


def _lines(book: RuleBook) -> Iterator[str]:
    yield f"# {say('criteria', 'file.head', year=book.fiscal_year)}"
    yield f"# {say('criteria', 'file.marks')}"
    yield ""
    yield f"fiscal_year = {book.fiscal_year}"
    for key, block in book.blocks.items():
        entry = {"mark": block.mark.value, "source": block.source, "date": block.date, "note": block.note}
        yield from _table(f"[blocks.{key}]", entry)
    for instrument in book.instruments:
        yield from _table(
            "[[instruments]]",
            {"code": instrument.code, "name": instrument.name, "weight": instrument.weight},
        )
        for part in instrument.parts:
            yield from _table(
                "[[instruments.parts]]", {"code": part.code, "name": part.name, "weight": part.weight}
            )
    for indicator in book.indicators:
        entry = {"code": indicator.code, "instrument": indicator.instrument, "name": indicator.name}
        yield from _table("[[indicators]]", {**entry, "aliases": indicator.aliases or None})
    for sub in book.subindicators:
        entry = {"code": sub.code, "indicator": sub.indicator, "name": sub.name}
        yield from _table("[[subindicators]]", {**entry, "aliases": sub.aliases or None})
    for item in book.items:
        yield from _table(
            "[[items]]",
            {
                "code": item.code,
                "parent": item.parent,
                "title": item.title,
                "reversed": item.reversed or None,
                "role": item.role,
            },
        )
    scores = book.item_scores
    if scores is not None:
        entry = {"rule": scores.rule, "mark": scores.mark.value, "source": scores.source}
        yield from _table("[item_scores]", {**entry, "note": scores.note})
    yield from _table("[rating]", {"pass_line": book.pass_line, "gates": book.gates})
    for level in book.levels:
        yield from _table(
            "[[rating.levels]]",
            {
                "label": level.label,
                "lower_bound": level.lower_bound,
                "all_at_least": level.all_at_least,
                "any_below": level.any_below,
                "passes": level.passes,
            },
        )
    yield from _table("[comparability]", book.comparability)


def _table(head: str, entries: Mapping[str, object]) -> Iterator[str]:
    """Write a table; entries that are None are left out."""
    yield ""
    yield head
    for key, value in entries.items():
        if value is not None:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if key and all(char in _PLAIN for char in key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, tuple):
        return _list(_value(entry) for entry in value)
    return _text(str(value))


def _list(entries: Iterable[str]) -> str:
    written = list(entries)
    line = f"[{', '.join(written)}]"
    return line if len(line) <= LONG_LIST else "[\n" + "".join(f"  {entry},\n" for entry in written) + "]"


def _text(text: str) -> str:
    """Write a basic string: nothing in the text ends it or acts as syntax."""
    return '"' + "".join(_escape(char) for char in text) + '"'


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\u{ord(char):04x}" if ord(char) < 32 or 127 <= ord(char) < 160 else char
