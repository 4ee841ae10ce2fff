"""An office's own Word form with our figures, tables and paragraphs in its named places.

The form is opened only in a child process with limits (own_template_child.py); no template language is run, no text is
ever markup, and every part without a place stays as it was.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from itacore.narrative.words import join_words
from itacore.reading.workbook import Limits, run_child
from itacore.reports.docx_parts import FONT
from itacore.reports.letters import shown
from itacore.reports.looks import BODY, CELL_SPACE, GROUND, RULE, TABLE_LETTERS
from itacore.reports.own_template_places import read_places
from itacore.reports.report import Table, Words
from itacore.thai import format_count
from itacore.wording import read_wording, say

CHILD = Path(__file__).with_name("own_template_child.py")
MOST_BYTES = 20 * 1024**2
LIMITS = Limits(file_bytes=MOST_BYTES, unzipped_bytes=200 * 1024**2)
MOST_NAMED = 12
LONGEST_NAME = 40

Value: TypeAlias = tuple[Words, ...] | Table


@dataclass(frozen=True)
class Filled:
    """A filled form, or the code for which the file is refused; words of both are in the catalogue "own_template".

    ``filled`` counts the places by name; ``dashed`` are those among them without a value, where – stands;
    ``empty`` are places without a value that keep the form's own words; ``unknown`` are names that the list does
    not have; ``failed`` are places that could not be filled, with the code of the reason; ``outside`` tells that
    the form names files elsewhere, which nobody here fetched.
    """

    data: bytes
    refused: str | None = None
    filled: Mapping[str, int] = field(default_factory=dict)
    dashed: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    outside: bool = False

    @property
    def count(self) -> int:
        """How many places were filled."""
        return sum(self.filled.values())


def fill_template(
    data: bytes,
    values: Mapping[str, Value | None],
    *,
    arabic_digits: bool = False,
    limits: Limits | None = None,
) -> Filled:
    """Fill the named places of a Word form.

    Parameters
    ----------
    data
        The form as it is: a .docx or .dotx with content controls or bookmarks named as data/own_template.toml
        lists.
    values
        By name of place, as ``own_template_values.gather_values`` gives them; None where nothing is known.
    arabic_digits
        Whether our numbers stay Arabic; names and the office's own words always stay as they are.
    limits
        What the form may cost.

    Returns
    -------
    Filled
        The same input gives the same bytes.
    """
    limits = limits or LIMITS
    if len(data) > limits.file_bytes:
        return Filled(b"", "too-large")
    call = {
        "values": {
            place.name: _spoken(values.get(place.name), place.empty, arabic_digits) for place in read_places()
        },
        "letters": {"font": FONT, "size": round(BODY * 2)},
        "looks": {
            "rule": RULE,
            "ground": GROUND,
            "size": round(TABLE_LETTERS.size * 2),
            "space": round(CELL_SPACE * 20),
        },
    }
    line = json.dumps(call, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
    output = run_child(line + data, limits, CHILD)
    if output is None:
        return Filled(b"", "file-too-heavy")
    head, _, filled = output.partition(b"\n")
    answer = json.loads(head)
    if "refused" in answer:
        return Filled(b"", _known_refusal(str(answer["refused"])))
    dashed = tuple(name for name in answer["filled"] if values.get(name) is None)
    return Filled(
        filled,
        None,
        answer["filled"],
        dashed,
        tuple(answer["empty"]),
        tuple(answer["unknown"]),
        tuple((name, reason) for name, reason in answer["failed"]),
        bool(answer["outside"]),
    )


def _known_refusal(code: str) -> str:
    return code if f"refused.{code}" in read_wording("own_template") else "not-word"


def _spoken(value: Value | None, empty: str, arabic_digits: bool) -> dict[str, Any] | None:
    """Write a value as the child takes it: pieces of text, each with whether it is bold."""
    if value is None:
        return {"lines": [[["–", False]]]} if empty == "dash" else None

    def pieces(words: Words) -> list[list[Any]]:
        return [[shown(run, arabic_digits), run.bold] for run in words.runs]

    if not isinstance(value, Table):
        return {"lines": [pieces(words) for words in value]}
    return {
        "table": {
            "caption": "".join(text for text, _ in pieces(value.caption)),
            "columns": [[pieces(c.heading), c.share, c.right] for c in value.columns],
            "rows": [[row.group, value.splits, [pieces(cell) for cell in row.cells]] for row in value.rows],
        }
    }


def tell_filled(made: Filled, worded: Collection[str] = ()) -> list[str]:
    """Say what became of a form: what was filled, what is left to write, what the office may mend.

    ``worded`` are the places that the office's own words went to.
    """
    if made.refused is not None:
        most = format_count(MOST_BYTES // 1024**2)
        return [say("own_template", f"refused.{made.refused}", most=most), tell_remedy(made.refused)]
    told = []
    if not (made.filled or made.empty or made.unknown or made.failed):
        return [say("own_template", "filled.no-places")]
    if made.count:
        key = "filled.all" if not (made.empty or made.unknown or made.failed) else "filled.some"
        told.append(say("own_template", key, count=format_count(made.count), names=len(made.filled)))
    else:
        told.append(say("own_template", "filled.none"))
    own = tuple(name for name in made.filled if name in worded)
    for key, names in (("own", own), ("dashed", made.dashed), ("empty", made.empty)):
        if names:
            told.append(
                say("own_template", f"filled.{key}", count=len(names), labels=_listed(_labels(names)))
            )
    if made.unknown:
        strange = _listed([name[:LONGEST_NAME] for name in made.unknown])
        told.append(say("own_template", "filled.unknown", count=len(made.unknown), names=strange))
    for name, reason in made.failed:
        told.append(say("own_template", f"failed.{reason}", label=_labels([name])[0], name=name))
    if made.outside:
        told.append(say("own_template", "filled.outside"))
    return told


def tell_remedy(code: str) -> str:
    """Say what to do about a refused file."""
    return say("own_template", f"remedy.{code}")


def _labels(names: tuple[str, ...] | list[str]) -> list[str]:
    labels = {place.name: place.label for place in read_places()}
    return [f"{labels[name]} ({name})" for name in names]


def _listed(texts: list[str]) -> str:
    """Names behind each other, the rest counted."""
    if len(texts) <= MOST_NAMED:
        return join_words(texts)
    rest = len(texts) - MOST_NAMED
    return say("own_template", "filled.more", names=", ".join(texts[:MOST_NAMED]), count=rest)
