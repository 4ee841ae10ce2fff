"""What all our PDFs share: texts as typst takes them, the letters, and the call of typst itself.

Texts go to typst as data, so that none of them is ever markup. Each word is a box, for typst does not know where
Thai lines break; the letters are a Sarabun of our own (``tools.make_paper_font``) that gives the text back exactly.
Files are PDF/UA-1, because everybody should be able to read them, and, where they bear a day, PDF/A-2a, because
offices keep papers for years and PDF/A asks for a day; typst refuses to write what breaks a rule of either.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from itacore.reports.letters import official_digits, shown
from itacore.reports.report import Words
from itacore.reports.thai_words import LINE_END, is_space, split_words

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
FAMILY, FALLBACK = "Sarabun Clusters", "DejaVu Sans"  # the second comes with matplotlib
WORDS = Path(__file__).with_name("words.typ")
_UNKNOWN = "\u25a1"  # stands for a character that no font of ours knows

Data = dict[str, Any]


class PaperFaultError(RuntimeError):
    """The template or its fonts are not as they should be; typst warned of it."""


class TextSetter:
    """Turns texts into what a template reads; ``fonts`` are those that they need."""

    def __init__(self, arabic_digits: bool) -> None:
        self.arabic = arabic_digits
        self.fonts = [FAMILY]

    @property
    def digits(self) -> str:
        """The ten digits of the paper's own numbers."""
        return "0123456789" if self.arabic else official_digits("0123456789")

    def words(self, words: Words) -> list[Any]:
        """Give a text as the template takes it: words, each a list of letters and weight, spaces, line ends."""
        runs = [(self.drawable(shown(run, self.arabic)), run.bold) for run in words.runs]
        weights = [bold for text, bold in runs for _ in text]
        pieces: list[Any] = []
        at = 0
        for piece in split_words("".join(text for text, _ in runs)):
            if LINE_END.fullmatch(piece):
                pieces.append("\n")
            elif is_space(piece):
                pieces.append(" ")
            else:
                pieces.append(list(_in_weights(piece, weights[at : at + len(piece)])))
            at += len(piece)
        return pieces

    def drawable(self, text: str) -> str:
        """Leave out what has no look, and mark what has none in our fonts."""
        own, more = _known_letters()
        if not all(ord(c) in own or c.isspace() for c in text):
            text = "".join(c for c in text if not _is_invisible(c))
            text = "".join(c if ord(c) in own | more or c.isspace() else _UNKNOWN for c in text)
            if FALLBACK not in self.fonts and not all(ord(c) in own or c.isspace() for c in text):
                self.fonts.append(FALLBACK)
        return text


def set_pages(template: Path, data: Data, folder: str, dated: date | None) -> bytes:
    """Let typst set a template with its data; the same data gives the same bytes.

    Parameters
    ----------
    template
        Says how the pages look; reads ``data`` as the input "paper".
    data
        Texts and figures; ``fonts`` are the families that they need.
    folder
        Where the pictures lie that the template names; what it imports is put there.
    dated
        The day that the file bears.

    Raises
    ------
    PaperFaultError
        typst warned of something.
    """
    standards = ["ua-1", "a-2a"] if dated else ["ua-1"]
    return compile_pages(template, data, folder, format="pdf", pdf_standards=standards)[0]


def compile_pages(template: Path, data: Data, folder: str, **output: Any) -> list[bytes]:
    """Let typst set a template in another form: the file, or a picture of each page.

    Raises
    ------
    PaperFaultError
        typst warned of something.
    """
    made, warnings = compiler_of(template, data, folder).compile_with_warnings(**output)
    pages = [made] if isinstance(made, bytes) else list(made or ())  # one page is given alone
    if warnings or not pages:
        raise PaperFaultError("; ".join(str(warning) for warning in warnings))
    return pages


def compiler_of(template: Path, data: Data, folder: str) -> typst.Compiler:
    """Make typst ready to set a template with its data."""
    (Path(folder) / WORDS.name).write_bytes(WORDS.read_bytes())
    return typst.Compiler(
        template.read_bytes(),
        root=folder,
        font_paths=_fonts(FALLBACK in data["fonts"]),
        sys_inputs={"paper": json.dumps(data)},
    )


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _in_weights(piece: str, weights: Sequence[bool]) -> Iterator[list[Any]]:
    """Part a word where its weight changes."""
    start = 0
    for end in range(1, len(piece) + 1):
        if end == len(piece) or weights[end] != weights[start]:
            yield [piece[start:end], weights[start]]
            start = end


@lru_cache(maxsize=2)
def _fonts(with_fallback: bool) -> typst.Fonts:
    folders = [str(FONTS)]
    if with_fallback:
        folders.append(str(Path(font_manager.findfont(FALLBACK)).parent))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=1)
def _known_letters() -> tuple[frozenset[int], frozenset[int]]:
    """Give the characters of our letters, and of those that stand in."""

    def letters(path: str | Path) -> Iterable[int]:
        return FT2Font(str(path)).get_charmap().keys()

    own = frozenset(letters(FONTS / "SarabunClusters-Regular.ttf"))
    return own, frozenset(letters(font_manager.findfont(FALLBACK)))
