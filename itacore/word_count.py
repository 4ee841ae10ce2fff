"""How many words a text has, counted as browsers do: Thai letters by the dictionary of ICU.

The words are found by PyThaiNLP's maximal matching, which agrees with ICU's own but for rare unknown words.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Any

NEAR = 0.8  # of a shortened text: a space behind that is a better end than a word
LONGEST_WORD = 20  # letters of a word of the dictionary
_LETTERS = "ก-\u0e3aเ-\u0e4e"
_RUN = re.compile(rf"(?P<thai>[{_LETTERS}]+)|[^\W{_LETTERS}]+(?:[.,][^\W{_LETTERS}]+)*")


class Dictionary:
    """The words as PyThaiNLP's matching asks for them; a set, because its own tree takes half a second to grow."""

    def __init__(self, words: frozenset[str], longest: int) -> None:
        self.words = words
        self.longest = longest

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """Give the words that stand at a place of a text."""
        ends = range(start + 1, min(start + self.longest, len(text)) + 1)
        return [word for end in ends if (word := text[start:end]) in self.words]


def load_matching() -> Any:
    """Load PyThaiNLP's matching, when the first word is asked for."""
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")  # else it makes a folder in the person's home
    from pythainlp.tokenize.newmm import segment

    return segment


def count_words(text: str) -> int:
    """Count the words of a text; a figure is one word, signs are none.

    >>> count_words("เพิ่มคะแนนรวมได้อีก 2.96"), count_words("ปี 2568 (−1.75) · ข้อ 9"), count_words("")
    (6, 5, 0)
    """
    return len(_words(text))


def first_words(text: str, most: int) -> str:
    """Cut a text behind so many of its words; what was cut is marked.

    >>> first_words("เพิ่มคะแนนรวมได้อีก 2.96", 6), first_words("เพิ่มคะแนนรวม (ได้อีก)", 3)
    ('เพิ่มคะแนนรวมได้อีก 2.96', 'เพิ่มคะแนนรวม…')
    """
    words = _words(text)
    return text if len(words) <= most else f"{_end_well(text, words[most - 1][1])}…"


def whole_words(text: str, end: int) -> str:
    """Give a text up to the last of its words that ends there or before, or up to a space where one is near.

    >>> whole_words("เพิ่มคะแนนรวม (ได้อีก)", 9), whole_words("เพิ่มคะแนนรวม (ได้อีก)", 15)
    ('เพิ่ม', 'เพิ่มคะแนนรวม')
    """
    ends = [stop for _, stop in _words(text) if stop <= end]
    return _end_well(text, ends[-1]) if ends else ""


def _end_well(text: str, end: int) -> str:
    space = text.rfind(" ", 0, end + 1)
    return text[: space if space >= end * NEAR else end].rstrip()


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a text begin and end."""
    places: list[tuple[int, int]] = []
    for found in _RUN.finditer(text):
        at = found.start()
        for word in _split(found["thai"]) if found["thai"] else (found.group(),):
            places.append((at, at + len(word)))
            at += len(word)
    return tuple(places)


@lru_cache(maxsize=1)
def _matching() -> tuple[Any, Dictionary]:
    segment = load_matching()
    from pythainlp.corpus import thai_icu_words

    return segment, Dictionary(thai_icu_words(), LONGEST_WORD)


def _split(letters: str) -> tuple[str, ...]:
    segment, dictionary = _matching()
    return tuple(segment(letters, custom_dict=dictionary))
