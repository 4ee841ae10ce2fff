"""Make the pictures of README and guide from the made-up samples: ``python -m tools.make_pictures``.

Needs the test tools and a Chromium; the pictures go to docs/pictures.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.machine import find_chromium
from tests.server import served

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SIZE = {"width": 1366, "height": 768}


def settle(page: Page) -> None:
    """Wait until the page is drawn."""
    page.wait_for_timeout(500)
    page.wait_for_selector(READY)
    page.wait_for_timeout(1500)


def main() -> None:
    """Make all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as workspace,
        served(Path(workspace)) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(
            executable_path=str(find_chromium()), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=SIZE, locale="th-TH")
        page.goto(f"{address}/import_results")
        settle(page)
        page.screenshot(path=FOLDER / "start.png")
        page.set_input_files("input[type=file]", ROOT / "data" / "samples" / "sample-municipality.xlsx")
        settle(page)
        page.screenshot(path=FOLDER / "import.png")
        page.goto(f"{address}/overview?sample=municipality")
        settle(page)
        page.screenshot(path=FOLDER / "overview.png")
        browser.close()


if __name__ == "__main__":
    main()
