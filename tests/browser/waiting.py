"""When a page may be pressed: nothing is being computed, and nothing follows at once."""

from __future__ import annotations

from playwright.sync_api import Page

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
# One run of a page may end by asking for the next: between the two it is ready for a moment only.
_CALM = """() => {
  const ready = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  if (!ready) { window.readySince = undefined; return false }
  window.readySince ??= performance.now();
  return performance.now() - window.readySince > 400;
}"""


def wait_until_calm(page: Page) -> None:
    """Wait until the page has had nothing to compute for a while."""
    page.evaluate("window.readySince = undefined")
    page.wait_for_function(_CALM)
