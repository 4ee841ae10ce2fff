"""Texts of slides in PowerPoint's XML: one typeface for Latin, East Asian and complex script in every run.

PowerPoint takes the typeface of Thai letters from ``a:cs``; where that is missing it takes the theme's, which
another computer may not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from itacore.charts.style import LIGHT
from itacore.reports.docx_parts import FONT
from itacore.reports.letters import shown
from itacore.reports.report import Words

SMALLEST = 20
LETTER = 0.52  # width of a letter, of its size: wider than in our typeface
WIDE = 0.6  # of bold ones and Thai digits in the widest typeface that may stand in for ours
LINE = 1.2  # height of a line, of its letters: given in points, so that no other typeface needs more
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("a", "drawingml/2006/main"),
        ("p", "presentationml/2006/main"),
        ("c", "drawingml/2006/chart"),
        ("r", "officeDocument/2006/relationships"),
    )
)
_HEAD = re.compile(r"^<([\w:]+)")
FACES = "".join(f'<a:{slot} typeface="{FONT}"/>' for slot in ("latin", "ea", "cs"))


@dataclass(frozen=True)
class Type:
    """How letters look: size in points, weight, colour as "#RRGGBB"."""

    size: float
    bold: bool = False
    ink: str = LIGHT.ink


@dataclass(frozen=True)
class Line:
    """A paragraph: its text and looks, where it stands, the space before it in points."""

    words: Words
    type: Type
    align: str = "l"
    before: float = 0


def colour_xml(colour: str) -> str:
    """Give a colour as a solid fill."""
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def letters_xml(look: Type, tag: str = "a:rPr") -> str:
    """Give the properties of a run, or the same under another name."""
    return (
        f'<{tag} lang="th-TH" altLang="en-US" sz="{round(look.size * 100)}" b="{int(look.bold)}">'
        f"{colour_xml(look.ink)}{FACES}</{tag}>"
    )


def element(xml: str) -> Any:
    """Make an element of a text whose prefixes are those of slides."""
    return parse_xml(_HEAD.sub(rf"<\1 {NAMESPACES}", xml, count=1))


def paragraph(line: Line, arabic_digits: bool) -> Any:
    """Make a paragraph; each run of the text carries all its looks."""
    height = round(line.type.size * LINE * 100)
    made = element(
        f'<a:p><a:pPr algn="{line.align}" marL="0" indent="0"><a:lnSpc><a:spcPts val="{height}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(line.before * 100)}"/></a:spcBef><a:buNone/></a:pPr></a:p>'
    )
    for run in line.words.runs:
        text = " ".join(shown(run, arabic_digits).split("\n"))
        if text:
            made.append(run_xml(text, replace(line.type, bold=line.type.bold or run.bold)))
    made.append(element(letters_xml(line.type, "a:endParaRPr")))
    return made


def run_xml(text: str, look: Type) -> Any:
    """Make a run; its text is never read as XML."""
    run = element(f"<a:r>{letters_xml(look)}<a:t/></a:r>")
    run.find(qn("a:t")).text = text
    return run


def fill_text(body: Any, lines: Sequence[Line], arabic_digits: bool) -> None:
    """Replace all paragraphs of a text body."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for line in lines:
        body.append(paragraph(line, arabic_digits))


def describe(shape: Any, name: str, description: str) -> None:
    """Name a shape and say what a screen reader says of it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    if description:
        properties.set("descr", description)


def tidy(tree: Any) -> None:
    """Leave out declarations of prefixes that nothing uses."""
    etree.cleanup_namespaces(tree)
