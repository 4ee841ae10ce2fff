"""On paper: nothing cut at the right, whole charts, no sidebar, dark ink on white."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from itacore.charts.style import DARK
from pages.ui.print_style import PAPER
from tests.browser.waiting import READY
from tests.server import served

# What is seen of the main block beyond the width of the paper, and what of charts is cut off.
MEASURE = """(paper) => {
  const seen = (node) => node.getClientRects().length && getComputedStyle(node).visibility === "visible"
  const main = document.querySelector('[data-testid="stMainBlockContainer"]')
  const left = main.getBoundingClientRect().left
  const wide = [...main.querySelectorAll("*")].filter((node) => seen(node) && !node.closest("defs"))
    .filter((node) => node.getBoundingClientRect().right > left + paper + 1)
  const charts = [...main.querySelectorAll('[data-testid="stPlotlyChart"]')].filter(seen)
  const cut = charts.filter((chart) => {
    const drawn = chart.querySelector("svg.main-svg").getBoundingClientRect()
    const room = chart.parentElement.getBoundingClientRect()
    const wide = drawn.width > Math.min(room.width, paper) + 1
    return wide || drawn.height > room.height + 1 || drawn.width < room.width * 0.6
  })
  const shown = (name) => [...document.querySelectorAll(`[data-testid="${name}"]`)].filter(seen).length
  return {
    wide: wide.map((node) => node.outerHTML.slice(0, 200)), charts: charts.length, cut: cut.length,
    widgets: shown("stSidebar") + shown("stHeader") + shown("stButton") + shown("stDownloadButton"),
    ground: getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor,
    title: getComputedStyle(document.querySelector("h1")).color,
    inks: [...main.querySelectorAll("svg.main-svg text")].filter(seen).map((node) => getComputedStyle(node).fill),
  }
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(Path(tmp_path_factory.mktemp("workspace"))) as address:
        yield address


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (1920, "dark")])
@pytest.mark.parametrize(
    ("path", "charts"), [("overview", 3), ("trends", 4), ("weaknesses", 1), ("measures", 0)]
)
def test_a_page_fits_the_paper(
    page: Page, address: str, path: str, charts: int, width: int, scheme: Any
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/{path}?sample=municipality&year=2568")
    page.wait_for_selector(READY)
    drawn = page.locator('[data-testid="stMain"] [data-testid="stPlotlyChart"]:has(.main-svg)')
    expect(drawn).to_have_count(charts)
    page.emulate_media(media="print", color_scheme=scheme)
    # The page is laid out anew for the paper, which takes a moment; what stays too wide is told below.
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(f"(({MEASURE})({PAPER})).wide.length === 0 && ({MEASURE})({PAPER}).cut === 0")
    found = page.evaluate(MEASURE, PAPER)
    assert found["wide"] == []
    assert found["charts"] == charts
    assert found["widgets"] == 0
    assert found["ground"] == "rgb(255, 255, 255)"
    assert found["title"] == "rgb(27, 39, 51)"
    red, green, blue = (int(DARK.ink[at : at + 2], 16) for at in (1, 3, 5))
    assert f"rgb({red}, {green}, {blue})" not in found["inks"]
    assert page.get_by_text("เทศบาลตำบลตัวอย่างพัฒนา").first.is_visible()


def test_charts_drawn_for_a_wide_window_are_made_smaller_for_the_paper(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{address}/overview?sample=municipality&year=2568")
    expect(page.locator('[data-testid="stPlotlyChart"]:has(.main-svg)')).to_have_count(3)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].map((chart) =>
        chart.querySelector("svg.main-svg").getBoundingClientRect().right
        - chart.parentElement.getBoundingClientRect().right)"""
    )
    assert max(found) <= 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.className.includes('for-paper')") is False
    assert page.evaluate("[...document.querySelectorAll('[style*=zoom]')].length") == 0


def test_the_keys_for_printing_let_charts_take_the_width_of_the_paper(page: Page, address: str) -> None:
    page.add_init_script(
        "window.print = () => { window.printed = "
        "document.querySelectorAll('svg.main-svg').item(document.querySelectorAll('svg.main-svg').length - 1)"
        ".clientWidth }"
    )
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{address}/overview?sample=municipality&year=2568")
    expect(page.locator('[data-testid="stPlotlyChart"]:has(.main-svg)')).to_have_count(3)
    while not page.evaluate("window.printed"):  # until the page listens, a press does nothing here
        page.keyboard.press("Control+p")
        page.wait_for_timeout(100)
    assert PAPER * 0.9 < page.evaluate("window.printed") <= PAPER


def test_the_presentation_prints_a_slide_a_page_across(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}/present?sample=sao")
    expect(page.locator('.st-key-board [data-testid="stPlotlyChart"]:has(.main-svg)')).to_have_count(5)
    sheets = pages_of(page.pdf(prefer_css_page_size=True, print_background=True))
    assert len(sheets) == 8
    assert all(width > height for width, height in sheets)


def test_the_overview_prints_on_two_upright_pages(page: Page, address: str) -> None:
    page.goto(f"{address}/overview?sample=municipality&year=2568")
    expect(page.locator('[data-testid="stPlotlyChart"]:has(.main-svg)')).to_have_count(3)
    sheets = pages_of(page.pdf(format="A4", print_background=True))
    assert len(sheets) <= 2
    assert all(width < height for width, height in sheets)
