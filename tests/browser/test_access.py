"""Accessibility: axe finds nothing on any page but the parts of Streamlit's own in docs/architecture.md."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pages.ui.navigation import PAGES
from tests.browser.waiting import READY
from tests.server import served

# Rule of axe -> where Streamlit itself breaks it. See docs/architecture.md, "Streamlit's own".
STREAMLITS_OWN = {
    "list": '[data-testid="stSidebarNavItems"]',
    "listitem": '[data-testid="stSidebarNavItems"] li',
    "presentation-role-conflict": '[data-testid="stFileUploaderDropzone"]',
}

# While Streamlit draws a page anew, what stands there fades and comes back.
DRAWN = """[...document.querySelectorAll('[data-testid="stElementContainer"], [data-testid="stCaptionContainer"]')]
.every(element => getComputedStyle(element).opacity === '1')"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_axe_finds_nothing_of_ours(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{address}/{name}?sample=municipality&year=2568")
        page.get_by_role("heading", level=1).first.wait_for()
        page.wait_for_selector(READY)
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
        page.wait_for_function(DRAWN)
        assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        assert faults_of_ours(page) == [], scheme


def faults_of_ours(page: Page) -> list[tuple[str, str]]:
    """Rule and element of everything that axe finds and Streamlit itself does not break."""
    ours = []
    for violation in Axe().run(page).response["violations"]:
        own = STREAMLITS_OWN.get(violation["id"])
        for node in violation["nodes"]:
            if own is None or not page.locator(node["target"][0]).first.evaluate(
                "(element, own) => element.matches(own)", own
            ):
                ours.append((violation["id"], node["html"][:200]))
    return ours


def test_the_page_is_spoken_in_thai(page: Page, address: str) -> None:
    page.goto(f"{address}/overview?sample=municipality")
    page.wait_for_selector("html[lang=th]", state="attached")
