"""How every page comes out on paper: A4 upright, whole charts, dark ink on white."""

from __future__ import annotations

from dataclasses import fields

import streamlit as st

from itacore.charts.style import DARK, LIGHT

# The page is laid out this many px wide, as much as ten small charts need, and made smaller to fit the 186 mm
# (703 px) between the margins of A4.
PAPER = 960
SCALE = 0.73
# What a press of a key or a hint on a screen offers is of no use on paper.
HIDDEN = (
    "stSidebar stHeader stToolbar stStatusWidget stToast stDecoration stElementToolbar stButton stDownloadButton"
    " stPopover stFileUploader stPageLink stLinkButton stTooltipIcon stWidgetLabelHelp stDialog"
).split()
LAYOUT = """
ROOT [data-testid="stMainBlockContainer"]{width:PAPERpx!important;max-width:PAPERpx!important;min-width:0!important;
padding:0!important;margin:0!important}
ROOT [data-testid="stMainBlockContainer"] div:has([data-testid="stPlotlyChart"]){min-width:0!important;
max-width:100%!important}
ROOT [data-testid="stHorizontalBlock"]:has([data-testid="stPlotlyChart"]){flex-direction:column}
ROOT [data-testid="stHorizontalBlock"]:has([data-testid="stPlotlyChart"])>[data-testid="stColumn"]{width:100%!important;
flex:none!important}"""
STYLE = """
@page{size:A4 portrait;margin:12mm}
@media screen{ON_SCREEN}
@media print{ON_PAPER
html.for-paper [data-testid="stMainBlockContainer"]{zoom:SCALE}
HIDDEN,button[data-variant="segmented_control"]:not([data-selected]){display:none!important}
.draglayer,[data-testid="stElementContainer"]:has(>:is(HIDDEN)),[class*="st-key-table-"]:has(details:not([open])),
[data-testid="stLayoutWrapper"]:has(>[class*="st-key-table-"] details:not([open])),.st-key-next{display:none!important}
html,body,#root,[data-testid="stApp"],[data-testid="stAppViewContainer"],[data-testid="stAppViewContainer"]>div,
[data-testid="stMain"]{position:static!important;display:block!important;overflow:visible!important;height:auto!important;
width:auto!important;background:#FFFFFF!important}
[data-testid="stApp"] *{animation:none!important;transition:none!important}
[data-testid="stElementContainer"],[data-testid="stLayoutWrapper"],[data-testid="stMetric"],tr{break-inside:avoid}
h1,h2,h3{break-after:avoid}
.stMarkdownBadge,[data-testid="stMetricDelta"],[data-testid="stAlertContainer"]{print-color-adjust:exact}
}"""
DARK_STYLE = """
@media print{
[data-testid="stMain"] :is(h1,h2,h3,h4,p,li,td,th,label,summary,div,span,small,button){color:INK!important}
[data-testid="stMain"] :is(div,table,th,td,details,summary,button,input,.stMarkdownBadge){
background-color:transparent!important;border-color:LINE!important}
.stMarkdownBadge,[data-testid="stAlertContainer"]{border:1px solid LINE!important}
CHARTS
}"""
# Charts are as wide as the window when a printing starts: the keys for printing let them take the width of the paper
# first; where the menu of the browser was faster, they are made smaller.
SCRIPT = """export default function () {
  const root = document.documentElement
  const ending = new AbortController()
  const { signal } = ending
  const charts = () => document.querySelectorAll('[data-testid="stMain"] [data-testid="stPlotlyChart"]')
  function prepare() {
    root.classList.add("for-paper")
    if (document.querySelector(".st-key-stage")) return
    for (const chart of charts()) {
      const drawn = chart.querySelector("svg.main-svg")?.clientWidth ?? 0
      const room = chart.parentElement.clientWidth
      if (room && drawn > room + 1) chart.style.zoom = room / drawn
    }
  }
  function restore() {
    root.classList.remove("for-paper")
    for (const chart of charts()) chart.style.zoom = ""
  }
  function press(event) {
    if (event.code !== "KeyP" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    root.classList.add("for-paper")
    setTimeout(() => window.print(), 700)
  }
  document.addEventListener("keydown", press, { signal })
  window.addEventListener("beforeprint", prepare, { signal })
  window.addEventListener("afterprint", restore, { signal })
  return () => { ending.abort(); restore() }
}"""


def prepare_print() -> None:
    """Put the style of paper into the head of the page, and let charts take its width before they are printed."""
    dark = st.context.theme.type == "dark"
    st.html(f"<style>{print_css()}{dark_css() if dark else ''}</style>")


def watch_print() -> None:
    """Let charts take the width of the paper before they are printed; draws nothing."""
    st.components.v2.component("watch_print", js=SCRIPT)(key="watch-print")


def print_css() -> str:
    """The style of paper for a page seen in light colours."""
    names = ",".join(f'[data-testid="{name}"]' for name in HIDDEN)
    css = STYLE.replace("ON_SCREEN", LAYOUT.replace("ROOT", "html.for-paper"))
    css = css.replace("ON_PAPER", LAYOUT.replace("ROOT ", "")).replace("HIDDEN", names)
    return css.replace("PAPER", str(PAPER)).replace("SCALE", str(SCALE))


def dark_css() -> str:
    """What makes a page seen in dark colours readable on white paper.

    Charts take the light colours. Levels and ranges of scores keep theirs, which are lettered in inks of their own;
    only the highest range, lettered in the ink of the page, changes with it.
    """
    pairs = [(getattr(DARK, field.name), getattr(LIGHT, field.name)) for field in fields(DARK)]
    pairs = [pair for pair in pairs if isinstance(pair[0], str)]
    pairs += [*zip(DARK.instruments, LIGHT.instruments, strict=True), (DARK.zones[0], LIGHT.zones[0])]
    rules = []
    for old, new in pairs:
        red, green, blue = (int(old[at : at + 2], 16) for at in (1, 3, 5))
        rules += [
            f'.js-plotly-plot [style*="{kind}: rgb({red}, {green}, {blue})"]{{{kind}:{new}!important}}'
            for kind in ("fill", "stroke")
        ]
    css = DARK_STYLE.replace("CHARTS", "\n".join(rules))
    return css.replace("INK", LIGHT.ink).replace("LINE", LIGHT.faint)
