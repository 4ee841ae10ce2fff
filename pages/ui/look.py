"""What every page shares: style, badges of rating levels, the line of the page's question."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from itacore.charts.style import Palette, palette_of
from itacore.wording import say

Colour = Literal["green", "orange", "red", "gray", "blue"]
# Our own text only: spacing of the page, line heights that leave room for Thai marks, contrast of small text.
STYLE = """<style>
[data-testid="stMainBlockContainer"]{padding-left:2.25rem;padding-right:2.25rem;max-width:1480px}
[data-testid="stHeading"] h1{padding:0 0 .5rem;line-height:1.35}
[data-testid="stHeading"] h3{padding:0 0 .25rem;line-height:1.4}
[data-testid="stMetricLabel"] p,[data-testid="stMetricLabel"]{line-height:1.6;overflow:visible}
[data-testid="stCaptionContainer"]{opacity:1}
[data-testid="stCaptionContainer"] p{color:light-dark(#55616D,#B3BDC8)}
[data-testid="stMain"] [data-testid="stMarkdownContainer"] p{line-height:1.6}
[data-testid="stFileUploaderDropzoneInstructions"]{display:none}
[data-testid="stFileUploaderDropzone"]{min-height:11rem;justify-content:center;align-items:center;
border:1.5px dashed light-dark(#8C97A3,#7F8B98)}
[data-testid="stFileUploaderDropzone"] button p{font-size:0}
[data-testid="stFileUploaderDropzone"] button p::after{content:"CHOOSE";font-size:.9rem}
.st-key-right-3 :is(td,th):nth-child(n+3){text-align:right!important}
.st-key-right-4-6 :is(td,th):is(:nth-child(4),:nth-child(5),:nth-child(6)){text-align:right!important}
@media print{[data-testid="stSidebar"],[data-testid="stHeader"]{display:none!important}
[data-testid="stElementContainer"]{break-inside:avoid}}
</style>"""
LEVEL_LOOK: dict[str, tuple[Colour, str]] = {
    "ผ่านดีเยี่ยม": ("green", "stars"),
    "AA": ("green", "stars"),
    "ผ่านดี": ("green", "check_circle"),
    "A": ("green", "check_circle"),
    "ผ่าน": ("green", "check"),
    "B": ("orange", "warning"),
    "ต้องปรับปรุง": ("orange", "warning"),
    "C": ("orange", "warning"),
    "D": ("orange", "warning"),
    "ต้องปรับปรุงโดยด่วน": ("red", "dangerous"),
    "E": ("red", "dangerous"),
    "F": ("red", "dangerous"),
}
SEVERITY_LOOK: dict[str, tuple[Colour, str]] = {
    "error": ("red", "error"),
    "warning": ("orange", "warning"),
    "note": ("blue", "info"),
}


# Screen readers pronounce a page by its language, which Streamlit gives as English.
SPEAK_THAI = "export default function () { document.documentElement.lang = 'th' }"


def lay_out() -> None:
    """Put the style of the pages into the head of the page."""
    st.html(STYLE.replace("CHOOSE", say("import", "start.choose")))


def speak_thai() -> None:
    """Tell the browser that the page is in Thai."""
    st.components.v2.component("speak_thai", js=SPEAK_THAI)(key="speak-thai")


def palette() -> Palette:
    """Colours of the theme that the person sees."""
    return palette_of(st.context.theme.type == "dark")


def escape(text: str) -> str:
    """Make text of people plain: nothing in it acts as markup, colour or formula.

    >>> escape("*a* :red[b] $c$")
    '\\\\*a\\\\* \\\\:red\\\\[b\\\\] \\\\$c\\\\$'
    """
    return "".join(
        "\\" + char if char in "\\`*_{}[]()<>#+-.!|~$:&^=" else char for char in " ".join(text.split())
    )


def level_badge(level: str) -> str:
    """A rating level as a badge inside a line: colour, symbol and word."""
    colour, icon = LEVEL_LOOK.get(level, ("gray", "help"))
    return f":{colour}-badge[:material/{icon}: {escape(level)}]"


def ask(page: str, question: str) -> None:
    """Write the page's name and question, small and grey, above its finding."""
    st.caption(f"{say('pages', f'page.{page}')} · {question}")


def find(text: str) -> None:
    """Write the finding of the page: its only first-level heading."""
    st.title(text, anchor=False)


def card_title(text: str) -> None:
    """Write the finding of a card."""
    st.subheader(text, anchor=False, divider=False)


def glossary() -> None:
    """Offer the glossary, one click away on every page."""
    with st.sidebar.popover(say("pages", "glossary.button"), icon=":material/menu_book:", width="stretch"):
        for key in ("IIT", "EIT", "OIT", "total", "gate", "points", "provisional"):
            st.markdown(say("pages", f"glossary.{key}"))
