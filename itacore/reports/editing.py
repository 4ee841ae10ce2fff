"""What an office words otherwise in a paper: its own texts in place of generated paragraphs.

A report is built first and edited then, so that every format gets the same. An own text stands for a generated one
as long as that says the same as when it was edited: where the program would write something else by now (new
scores, say), the generated text goes into the paper until a person has looked at both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from rapidfuzz import fuzz

from itacore.measures.plan import tidy
from itacore.reports.forms import FormSheet
from itacore.reports.letters import shown
from itacore.reports.report import Block, Bullets, Clause, Heading, Note, Paragraph, Report, Run, Words
from itacore.thai import NBSP

LONGEST = 4000  # letters of one text
_ALIKE = 60  # of 100, from which on a text is another wording of one
_HERE = 30  # more for the one in its place
_SAME = 1000
_BETWEEN = " \u00b7"
_Texts: TypeAlias = Paragraph | Note | Clause


@dataclass(frozen=True)
class OwnText:
    """A text of the office, beside the generated one that it was written for.

    Each line of it is a paragraph; without any the generated one is left out.
    """

    generated: str
    text: str


OwnTexts: TypeAlias = Mapping[str, OwnText]


@dataclass(frozen=True)
class Passage:
    """A generated text of a paper, and what the office has in its place.

    ``key`` names it among those of the paper, ``heading`` stands above it, ``label`` before it in any case.
    ``own_key`` is what the office's text is kept under. ``changed`` where the generated text is another one by
    now; it then goes into the paper.
    """

    key: str
    heading: str
    label: str
    words: Words
    own_key: str = ""
    own: OwnText | None = None
    changed: bool = False

    @property
    def used(self) -> bool:
        """Whether the office's own text is what the paper says."""
        return self.own is not None and not self.changed

    def written(self, arabic_digits: bool) -> str:
        """Give the generated text as the paper has it."""
        return "".join(shown(run, arabic_digits) for run in self.words.runs)


@dataclass(frozen=True, eq=False)
class Edited:
    """A paper with the office's texts in it, all of its passages in order, and the texts that have no place."""

    report: Report
    passages: tuple[Passage, ...]
    lost: Mapping[str, OwnText]


@dataclass(frozen=True)
class _Spot:
    """Where a generated text stands: number of its block, of its item in a list."""

    block: int
    item: int
    key: str
    heading: str
    label: str
    words: Words


def edit_report(report: Report, own: OwnTexts) -> Edited:
    """Put the office's own texts in place of the generated ones.

    Parameters
    ----------
    report
        As it was built.
    own
        The office's texts by the key of their passage. A text finds its passage by the generated text, for
        paragraphs may move; the key only decides between equal ones.
    """
    spots = list(_find_spots(report.blocks))
    places, lost = _place(spots, own)
    passages, changes = [], dict[tuple[int, int], str]()
    for spot in spots:
        key = places.get(spot.key)
        found = own[key] if key is not None else None
        changed = found is not None and found.generated != spot.words.plain
        passages.append(Passage(spot.key, spot.heading, spot.label, spot.words, key or "", found, changed))
        if found is not None and not changed:
            changes[spot.block, spot.item] = found.text
    blocks, others = _rewrite(report.blocks, changes)
    summary = tuple(new for block in report.summary for new in _others_of(block, others))
    sheets = tuple(
        _write_form(sheet, others) if isinstance(sheet, FormSheet) else sheet for sheet in report.sheets
    )
    edited = replace(report, blocks=blocks, summary=summary, sheets=sheets)
    return Edited(edited, tuple(passages), lost)


def write_own(own: OwnTexts, passage: Passage, text: str) -> dict[str, OwnText]:
    """Give the texts with one more, or another wording of one; the generated wording is none of the office's."""
    kept = without(own, passage.own_key)
    written = _in_lines(text)
    if any(_plainly(written) == _plainly(passage.written(arabic)) for arabic in (True, False)):
        return kept
    key = passage.own_key or passage.key
    while key in kept:  # a text whose paragraph has moved still has the key that this one has now
        key += "+"
    return {**kept, key: OwnText(passage.words.plain, written)}


def keep_own(own: OwnTexts, passage: Passage) -> dict[str, OwnText]:
    """Let the office's text of a passage hold for what the program writes now."""
    if passage.own is None:
        return dict(own)
    return {**own, passage.own_key: OwnText(passage.words.plain, passage.own.text)}


def without(own: OwnTexts, key: str) -> dict[str, OwnText]:
    """Give the texts without one."""
    return {name: entry for name, entry in own.items() if name != key}


def texts_to_content(own: OwnTexts) -> dict[str, dict[str, str]]:
    """Give texts as plain values that can be stored."""
    return {key: {"generated": entry.generated, "text": entry.text} for key, entry in own.items()}


def texts_from_content(content: object) -> dict[str, OwnText]:
    """Restore what ``texts_to_content`` gave, of another version of the program as far as it goes.

    >>> own = {"1/1": OwnText("ก", "ข")}
    >>> texts_from_content(texts_to_content(own)) == own, texts_from_content({"1/1": {"text": 7}, "2/1": []})
    (True, {})
    """
    texts = {}
    for key, entry in content.items() if isinstance(content, Mapping) else ():
        generated, text = (
            (entry.get("generated"), entry.get("text")) if isinstance(entry, Mapping) else (None, None)
        )
        if isinstance(generated, str) and isinstance(text, str):
            texts[str(key)] = OwnText(generated, text)
    return texts


# ---- where the texts stand ---------------------------------------------------------------------------------


def _find_spots(blocks: Sequence[Block]) -> Iterator[_Spot]:
    """Find every generated text with its key: number of the heading above it, then its own below that."""
    section, number, heading = 0, 0, ""
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            section, number, heading = section + 1, 0, block.words.plain
        for item, words in enumerate(_texts_of(block)):
            label, written, _ = _part(words)
            if any(run.text.strip() and not run.verbatim for run in written.runs):
                number += 1
                yield _Spot(at, item, f"{section}/{number}", heading, label.plain, written)


def _texts_of(block: Block) -> tuple[Words, ...]:
    if isinstance(block, Bullets):
        return block.items
    return (block.words,) if isinstance(block, _Texts) else ()


def _part(words: Words) -> tuple[Words, Words, Words]:
    """Part a text into its label, what an office may word otherwise, and what stays behind it."""
    runs = words.runs
    end = next((at for at, run in enumerate(runs) if run.fixed), len(runs))
    start = next((at for at, run in enumerate(runs[:end]) if not run.bold), 0)
    return Words(runs[:start]), Words(runs[start:end]), Words(runs[end:])


def _place(spots: Sequence[_Spot], own: OwnTexts) -> tuple[dict[str, str], dict[str, OwnText]]:
    """Find the passage of every own text: the same generated text, else an earlier wording of one; best fits first.

    Returns
    -------
    tuple[dict[str, str], dict[str, OwnText]]
        Keys of own texts by those of their spots; the texts without a spot.
    """
    places: dict[str, str] = {}
    rest = dict(own)
    fits = [(_fit(spot, key, entry), spot.key, key) for key, entry in own.items() for spot in spots]
    for fit, place, key in sorted(fits, key=lambda one: -one[0]):
        if fit >= _ALIKE and place not in places and key in rest:
            places[place] = key
            del rest[key]
    return places, rest


def _fit(spot: _Spot, key: str, entry: OwnText) -> float:
    """How well an own text fits a passage, of 100; more where its generated text is still the same."""
    here = _HERE if spot.key == key else 0
    if spot.words.plain == entry.generated:
        return _SAME + here
    return fuzz.ratio(_bare(spot.words.plain), _bare(entry.generated)) + here


def _bare(text: str) -> str:
    """A text without its figures, which are what changes most."""
    return "".join(char for char in text if not char.isdigit())


# ---- what stands in their place ----------------------------------------------------------------------------


def _rewrite(
    blocks: Sequence[Block], changes: Mapping[tuple[int, int], str]
) -> tuple[tuple[Block, ...], dict[Block, tuple[Block, ...]]]:
    """Give the blocks with the own texts in them, and what stands for each that changed."""
    made: list[Block] = []
    others: dict[Block, tuple[Block, ...]] = {}
    for at, block in enumerate(blocks):
        own = {item: text for (place, item), text in changes.items() if place == at}
        new = _write_block(block, own) if own else (block,)
        if own:
            others[block] = new
        made += new
    return tuple(made), others


def _others_of(block: Block, others: Mapping[Block, tuple[Block, ...]]) -> tuple[Block, ...]:
    return others.get(block, (block,)) if isinstance(block, _Texts | Bullets) else (block,)


def _write_form(sheet: FormSheet, others: Mapping[Block, tuple[Block, ...]]) -> FormSheet:
    """Put the own texts into a form, whose lines and note are those of paragraphs."""
    texts = {
        old.words.plain: [block.words.plain for block in new if isinstance(block, _Texts)]
        for old, new in others.items()
        if isinstance(old, _Texts)
    }
    lines = tuple(new for line in sheet.lines for new in texts.get(line, [line]))
    return replace(sheet, lines=lines, note="\n".join(texts.get(sheet.note, [sheet.note])))


def _write_block(block: Block, own: Mapping[int, str]) -> tuple[Block, ...]:
    if isinstance(block, Bullets):
        items = [
            new
            for at, words in enumerate(block.items)
            for new in (_own_words(own[at], words) if at in own else (words,))
        ]
        return (replace(block, items=tuple(items)),) if items else ()
    if isinstance(block, _Texts):
        return tuple(replace(block, words=words) for words in _own_words(own[0], block.words))
    return (block,)


def _own_words(text: str, generated: Words) -> tuple[Words, ...]:
    """The lines of an own text, as written, between the label and what stays behind."""
    label, words, last = _part(generated)
    bold = all(run.bold for run in words.runs)
    lines = [[Run(line, bold, verbatim=True)] for line in text.split("\n") if line]
    if not lines and not last.runs:
        return ()
    if not lines:
        return (
            Words(
                (*label.runs, replace(last.runs[0], text=last.runs[0].text.lstrip(_BETWEEN)), *last.runs[1:])
            ),
        )
    if label.runs:
        space = [] if label.plain.endswith((" ", NBSP)) else [Run(" ")]
        lines[0] = [*label.runs, *space, *lines[0]]
    lines[-1] += last.runs
    return tuple(Words(tuple(line)) for line in lines)


def _in_lines(text: str) -> str:
    """A text as it is kept: no empty lines, nothing that files cannot hold."""
    return "\n".join(line for line in (part.strip() for part in tidy(text).split("\n")) if line)


def _plainly(text: str) -> str:
    return text.replace(NBSP, " ").strip()
