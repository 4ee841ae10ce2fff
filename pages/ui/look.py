"""What every page shares: style, badges of rating levels, the line of the page's question."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import streamlit as st

from itacore.charts.style import Palette, palette_of
from itacore.wording import say
from pages.ui.print_style import prepare_print

Colour = Literal["green", "orange", "red", "gray", "blue"]
# Our own text only: spacing of the page, line heights that leave room for Thai marks, contrast of small text.
STYLE = """<style>
[data-testid="stMainBlockContainer"]{padding-left:2.25rem;padding-right:2.25rem;padding-top:.75rem;
max-width:1480px}
.st-key-question{min-height:2.5rem;justify-content:center}
[data-testid="stHeading"] h1{padding:0 0 .5rem;line-height:1.35}
[data-testid="stHeading"] h2{padding:0 0 .25rem;line-height:1.4}
[data-testid="stElementContainer"]:last-child>[data-testid="stHeading"]>[data-testid="stMarkdownContainer"]{
margin-bottom:0}
[data-testid="stMetricLabel"] p,[data-testid="stMetricLabel"]{line-height:1.6;overflow:visible}
[data-testid="stCaptionContainer"]{opacity:1}
[data-testid="stCaptionContainer"] p{color:light-dark(#55616D,#B3BDC8)}
[data-testid="stMain"] [data-testid="stMarkdownContainer"] p{line-height:1.6}
[data-testid="stFileUploaderDropzoneInstructions"]{display:none}
[data-testid="stFileUploaderDropzone"]{min-height:11rem;justify-content:center;align-items:center;
border:1.5px dashed light-dark(#8C97A3,#7F8B98)}
[data-testid="stFileUploaderDropzone"] button p{font-size:0}
[data-testid="stFileUploaderDropzone"] button p::after{content:"CHOOSE";font-size:.9rem}
:is([class*="st-key-table-"],.st-key-settle) details{border:0;background:none}
:is([class*="st-key-table-"],.st-key-settle) summary{padding:.15rem 0;min-height:0}
[class*="st-key-table-"] [data-testid="stExpanderDetails"]{padding:.25rem 0 0}
[class*="st-key-table-"] :is(td,th):first-child *{white-space:nowrap}
[data-testid="stHorizontalBlock"]:has(details[open]) [class*="st-key-card-"]{justify-content:flex-start}
[class*="st-key-table-"] summary{color:light-dark(#55616D,#B3BDC8)}
button[data-selected="true"] p{color:light-dark(#1D4E89,#9CC5F5)}
button[kind="tertiary"]:is(:hover,:active,[aria-expanded="true"]){color:light-dark(#1D4E89,#9CC5F5)!important}
[class*="st-key-icon-"] button{padding:0 .4rem;min-width:2rem}
[class*="st-key-icon-"] button p{font-size:0}
[class*="st-key-icon-edit"] button div[aria-hidden="true"]{display:none}
[data-testid="stColumn"]:has(.st-key-mapping-preview,.st-key-checklist-figures,.st-key-paper-view)>[data-testid="stVerticalBlock"]{
height:100%}
[data-testid="stLayoutWrapper"]:has(>:is(.st-key-mapping-preview,.st-key-checklist-figures,.st-key-paper-view)){position:sticky;top:1rem}
.st-key-checklist-items [data-testid="stButtonGroup"]{display:flex;align-items:center;
justify-content:space-between;gap:.75rem}
.st-key-checklist-items [data-testid="stButtonGroup"] label{flex:1;min-height:0;margin:0}
.st-key-checklist-items [data-testid="stButtonGroup"]>[role="radiogroup"]{flex:none;width:auto}
@media screen{.st-key-paper-view{max-height:calc(100vh - 7rem);overflow-y:auto}}
.st-key-paper-page img{border:1px solid light-dark(#D5DCE4,#343D49)}
.st-key-plan-heads{padding:0 1rem}
.stMarkdownBadge{position:relative;top:-.15em}
[data-testid="stTableStyledTable"] td [data-testid="stMarkdownContainer"]{max-width:none}
[data-testid="InputInstructions"]{display:none}
RIGHT
</style>"""
MOST_COLUMNS = 14
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


# What the pages name, from what is measured to how it is judged and what is done about it.
GLOSSARY = (
    *("instrument", "IIT", "EIT", "OIT", "indicator", "total"),
    *("pass", "gate", "near", "possible", "provisional"),
    *("points", "contribution", "urgent", "to-develop", "to-keep"),
)
# Screen readers pronounce a page by its language, which Streamlit gives as English.
SPEAK_THAI = "export default function () { document.documentElement.lang = 'th' }"


def lay_out() -> None:
    """Put the style of the pages into the head of the page."""
    right = ",".join(
        f'[class*="-right{at}x"] :is(td,th):nth-child({at})' for at in range(1, MOST_COLUMNS + 1)
    )
    rule = f"{right}{{text-align:right!important;font-variant-numeric:tabular-nums}}"
    st.html(STYLE.replace("CHOOSE", say("import", "start.choose")).replace("RIGHT", rule))
    prepare_print()


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
    line = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()  # a space that does not break stays one
    return "".join("\\" + char if char in "\\`*_{}[]()<>#+-.!|~$:&^=" else char for char in line)


def level_badge(level: str) -> str:
    """A rating level as a badge inside a line: colour, symbol and word."""
    colour, icon = LEVEL_LOOK.get(level, ("gray", "help"))
    return f":{colour}-badge[:material/{icon}: {escape(level)}]"


def ask(page: str, question: str) -> None:
    """Write the page's name and question, small and grey, above its finding."""
    # As tall as a choice beside it, so that the finding of every page stands at one height.
    with st.container(key="question"):
        st.caption(f"{say('pages', f'page.{page}')} · {question}")


def find(text: str) -> None:
    """Write the finding of the page: its only first-level heading."""
    st.title(text, anchor=False)


def card_title(text: str) -> None:
    """Write the finding of a card."""
    st.header(text, anchor=False)


def glossary() -> None:
    """Offer the glossary, one click away on every page."""
    with st.sidebar.popover(say("pages", "glossary.button"), icon=":material/menu_book:", width="stretch"):
        st.markdown("\n\n".join(say("pages", f"glossary.{key}") for key in GLOSSARY))


def show_icon(
    key: str, act: str, icon: str, title: str, off: bool, call: Callable[..., None], *args: object
) -> None:
    """A button that shows a symbol; what it does, and to what, is there for a screen reader and as a hint."""
    words = f"{act}: {escape(title)}"
    st.button(
        words,
        key=f"icon-{key}",
        icon=f":material/{icon}:",
        help=words,
        type="tertiary",
        disabled=off,
        on_click=call,
        args=args,
    )
