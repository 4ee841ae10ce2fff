"""Words of Thai texts: where a line may break, for writers whose own rules for Thai are not good enough.

The words are those of PyThaiNLP's dictionary, found by its maximal matching. Long compounds are no words here,
so that องค์การบริหารส่วนตำบล fits a narrow column.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

LONGEST_WORD = 15  # letters of a word of the dictionary
LONGEST_PIECE = 30  # letters between two places for a line to break
_MARKS = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
_LETTERS = f"ก-ฮะาเ-ๅ{_MARKS}"
# Spaces but the no-break one, an abbreviation, Thai letters, anything else but spaces.
_ATOMS = re.compile(
    r"[^\S\xa0]+"
    rf"|(?<![{_LETTERS}])(?:(?:[เ-ไ]?[ก-ฮ][{_MARKS}]*){{1,5}}\.)+|ฯลฯ"
    rf"|(?P<thai>[{_LETTERS}]+)"
    rf"|[^\s{_LETTERS}]+|\xa0+"
)
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CLUSTER = re.compile(rf"[เ-ไ]?.[{_MARKS}\u0300-\u036f\ufe0f]*", re.DOTALL)
_NUMBER = re.compile(r"\([0-9๐-๙]+\)|[0-9๐-๙]+[.)]")  # of a point in a list
_OPENING = re.compile(r"[(\[{<“‘«\"'=]$")
_CLOSING = re.compile(rf"^[{_MARKS}ะาๅ)\]}}>”’»\"',.;:!?%‰/…–—ๆฯ-]")


def split_words(text: str) -> list[str]:
    r"""Split a text into pieces that stay whole on a line, single spaces, and line ends.

    Signs go with the word that they belong to; what a no-break space joins stays together.

    >>> split_words("องค์การบริหารส่วนตำบล (อบต.) มี 30\u00a0วัน")
    ['องค์', 'การบริหาร', 'ส่วน', 'ตำบล', ' ', '(อบต.)', ' ', 'มี', ' ', '30\xa0วัน']
    >>> split_words("ต่าง ๆ\nพ.ศ. 2568 ลดลง 8.75%")
    ['ต่าง ๆ', '\n', 'พ.ศ.', ' ', '2568', ' ', 'ลดลง', ' ', '8.75%']
    >>> split_words("(๑) คู่มือ 2. แผน")
    ['(๑) คู่มือ', ' ', '2. แผน']
    """
    pieces: list[str] = []
    start = 0
    for end in LINE_END.finditer(text):
        pieces += [*_cut(_glue(_atoms(text[start : end.start()]))), end.group()]
        start = end.end()
    return [*pieces, *_cut(_glue(_atoms(text[start:])))]


def is_space(piece: str) -> bool:
    """Say whether a piece is space at which a line may break."""
    return piece.isspace() and "\xa0" not in piece


def split_clusters(text: str) -> list[str]:
    """Split a text into letters with their marks.

    >>> split_clusters("เก่งน้ำ")
    ['เก่', 'ง', 'น้ำ']
    """
    return _CLUSTER.findall(text)


def _atoms(line: str) -> list[str]:
    atoms: list[str] = []
    for found in _ATOMS.finditer(line):
        atoms += _words_of(found["thai"]) if found["thai"] else [found.group()]
    return atoms


def _glue(atoms: Iterable[str]) -> list[str]:
    """Join what must not part."""
    pieces: list[str] = []
    for atom in atoms:
        if len(pieces) > 1 and is_space(pieces[-1]) and _NUMBER.fullmatch(pieces[-2]) and not is_space(atom):
            pieces[-2:] = ["".join(pieces[-2:]) + atom]  # (2) stands before its point, not at the line's end
            continue
        last = pieces[-1] if pieces else " "
        if atom[0] == "ๆ" and is_space(last) and len(pieces) > 1:  # written apart, read with the word before
            pieces[-2:] = [f"{pieces[-2]}{last}{atom}"]
        elif is_space(atom) or is_space(last):
            pieces.append(atom)
        elif _OPENING.search(last) or _CLOSING.match(atom) or "\xa0" in (last[-1], atom[0]):
            pieces[-1] += atom
        else:
            pieces.append(atom)
    return pieces


def _cut(pieces: Iterable[str]) -> list[str]:
    """Cut what would not fit a line between two letters."""
    done: list[str] = []
    for piece in pieces:
        if len(piece) <= LONGEST_PIECE:
            done.append(piece)
            continue
        part = ""
        for cluster in split_clusters(piece):
            if part and len(part) + len(cluster) > LONGEST_WORD:
                done.append(part)
                part = ""
            part += cluster
        done.append(part)
    return done


class _Dictionary:
    """The words as PyThaiNLP's matching asks for them; a set, because its own tree takes half a second to grow."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """Give the words that stand at a place of a text."""
        ends = range(start + 1, min(start + LONGEST_WORD, len(text)) + 1)
        return [word for end in ends if (word := text[start:end]) in self.words]


@lru_cache(maxsize=1)
def _matching() -> tuple[Any, _Dictionary]:
    """Load the matching and its dictionary, when the first word is asked for."""
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")  # else it makes a folder in the person's home
    from pythainlp.corpus import thai_words
    from pythainlp.tokenize.newmm import segment

    return segment, _Dictionary(thai_words())


@lru_cache(maxsize=4096)
def _words_of(letters: str) -> tuple[str, ...]:
    segment, dictionary = _matching()
    return tuple(segment(letters, custom_dict=dictionary))
