"""The stage: slides over the whole window, in a frame of fixed size that is scaled to fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from itacore.charts.enlarge import enlarge
from itacore.charts.style import Figure
from itacore.wording import say
from pages.ui.navigation import PAGES, page_path

CHART_WIDTH, CHART_HEIGHT = 1184, 480
SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
ENLARGED = 2.0  # the smallest letters of a chart, 13 px, become 26
STAGE_PAGE = "present"
WORDS = ("previous", "next", "full", "window", "name", "keys")
CONFIG = {"displayModeBar": False, "responsive": False, "staticPlot": True}
BAR = """<div data-part="bar" role="group" tabindex="-1">
<button data-part="previous"></button><span data-part="count"></span><button data-part="next"></button>
<button data-part="full"></button><span data-part="told" role="status" aria-live="polite"></span></div>"""
BAR_STYLE = """[data-part=bar]{display:flex;align-items:center;gap:24px;height:44px;outline:none;white-space:nowrap;
font:400 24px Sarabun,sans-serif;color:light-dark(#55616D,#B3BDC8)}
button{font:inherit;color:inherit;background:none;border:0;padding:0 8px;border-radius:6px;
line-height:44px;cursor:pointer}
button:hover{color:light-dark(#1D4E89,#9CC5F5)}
button:focus-visible{outline:3px solid light-dark(#1D4E89,#5B9BE6)}
button:disabled{opacity:.45;cursor:default}
[data-part=full]{margin-left:auto}
[data-part=count]{font-variant-numeric:tabular-nums;min-width:72px;text-align:center}
[data-part=told]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"""
STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


@contextmanager
def slide_frame(number: int) -> Iterator[None]:
    """Draw one slide inside the block."""
    with st.container(key=f"slide-{number}"):
        yield


def show_slide_figure(figure: Figure, number: int, alt: str) -> None:
    """Show a figure in the size of the board; ``alt`` is what a screen reader says."""
    large = enlarge(figure, ENLARGED).update_layout(width=CHART_WIDTH, height=CHART_HEIGHT)
    st.plotly_chart(
        large,
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        theme=None,
        config=CONFIG,
        key=f"figure-slide-{number}",
        alt=alt,
    )


@contextmanager
def stage(titles: Sequence[str], leave: Callable[[], None], offer: Callable[[], None]) -> Iterator[None]:
    """Put the slides that the block draws on the stage, with the bar that turns them.

    Parameters
    ----------
    titles
        Read aloud when their slide comes.
    leave
        Called when the person ends the presentation.
    offer
        Draws what the bar offers besides, such as the slides as a file.
    """
    st.html(f"<style>{STYLE}</style>")
    with st.container(key="stage"), st.container(key="board"):
        yield
        with st.container(key="bar", horizontal=True, vertical_alignment="center"):
            words = {
                key: say("present", f"stage.{key}")
                for key in ("previous", "next", "full", "window", "name", "keys")
            }
            st.components.v2.component("stage", html=BAR, css=BAR_STYLE, js=SCRIPT)(
                key="stage-bar", data={"titles": list(titles), **words}
            )
            offer()
            left = st.button(say("present", "stage.leave"), key="leave-stage", type="tertiary")
    if left:
        leave()


def turn_to_stage(page: StreamlitPage) -> None:
    """Remember the page that one comes from, and go on stage where the address asks for it."""
    if page.url_path in ("", STAGE_PAGE):
        return
    st.session_state["came-from"] = page.url_path
    if st.query_params.get("present") == "1":
        kept = {key: value for key, value in st.query_params.items() if key != "present"}
        st.switch_page(page_path(STAGE_PAGE), query_params={**kept, "from": page.url_path})


def came_from() -> str:
    """Name of the page to go back to; it stands in the address, so that a reload keeps it."""
    names = {entry.name for entry in PAGES} - {STAGE_PAGE}
    asked = st.query_params.get("from")
    name = asked if asked in names else st.session_state.get("came-from", "overview")
    if asked != name:
        st.query_params["from"] = name
    return str(name)
