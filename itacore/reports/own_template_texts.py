"""The office's own wording of generated paragraphs, in the places of its own form that hold these paragraphs.

A place takes an own text only where the program would write now what the text was written for, so that no form has
yesterday's figures; it then says the same as the papers.
"""

from __future__ import annotations

from collections.abc import Mapping

from itacore.reports.editing import OwnText, OwnTexts
from itacore.reports.own_template import Value
from itacore.reports.report import Table, Words, verbatim


def put_own_texts(
    values: Mapping[str, Value | None], texts: Mapping[str, OwnTexts]
) -> tuple[dict[str, Value | None], tuple[str, ...]]:
    """Give the values with the office's own texts in them, and the names of the places that have one.

    Parameters
    ----------
    values
        By name of place, as ``own_template_values.gather_values`` gives them.
    texts
        The office's texts by kind of paper. Of two for one paragraph the one of the first paper holds, in a paper the
        one that stands first; a paragraph that the office left out of a paper stays, for the form asks for it.
    """
    own: dict[str, str] = {}
    for of_paper in texts.values():
        for _, entry in sorted(of_paper.items(), key=_place):
            if entry.text:
                own.setdefault(entry.generated, entry.text)
    new = {name: _worded(value, own) for name, value in values.items()}
    return new, tuple(name for name, value in new.items() if value != values[name])


def _place(one: tuple[str, OwnText]) -> tuple[int, ...]:
    """Section and number of a text, of its key."""
    return tuple(int(part) for part in one[0].rstrip("+").split("/") if part.isdigit())


def _worded(value: Value | None, own: Mapping[str, str]) -> Value | None:
    if value is None or isinstance(value, Table):
        return value
    return tuple(new for words in value for new in _lines(words, own))


def _lines(words: Words, own: Mapping[str, str]) -> tuple[Words, ...]:
    text = None if all(run.verbatim for run in words.runs) else own.get(words.plain)
    return (words,) if text is None else tuple(verbatim(line) for line in text.split("\n"))
