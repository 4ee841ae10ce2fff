"""Fifty hostile files, one after another: each is refused on the page, and another person's page answers every time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import READY
from tests.reading.bad_files import GOOD
from tests.reading.bad_kinds import CASES, broken
from tests.reading.workbooks import to_xlsx
from tests.server import served

TIMES = 50
AWAY = ".st-key-cancel button"  # leaves a review, whether the file gave nothing or something
ANSWERS = 10_000  # milliseconds in which the other person's page has changed to another year


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("home")) as found:
        yield found


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Every named hostile file, then good ones broken by chance."""
    good = to_xlsx([GOOD])
    made = [*CASES, *(f"broken-{seed}" for seed in range(TIMES - len(CASES)))]
    for name in islice(made, TIMES):
        yield name, CASES[name][0]() if name in CASES else broken(good, int(name.removeprefix("broken-")))


@pytest.mark.long
def test_another_person_is_answered_while_hostile_files_come(
    page: Page, browser: Browser, address: str, tmp_path: Path
) -> None:
    other = browser.new_context(locale="th-TH").new_page()
    other.goto(f"{address}/overview?sample=municipality&year=2568")
    other.get_by_role("heading", level=1, name="ปี 2568 ").wait_for()
    page.goto(f"{address}/import_results")
    years = cycle(("2567", "2568"))
    seen = 0
    for (name, data), year in zip(hostile_files(), years, strict=False):
        file = tmp_path / f"{name}.xlsx"
        file.write_bytes(data)
        page.set_input_files("input[type=file]", file)

        other.get_by_test_id("stMain").get_by_role("radio", name=year).click()
        heading = other.get_by_role("heading", level=1, name=f"ปี {year} ")
        expect(heading).to_be_visible(timeout=ANSWERS)

        back = page.locator(AWAY)
        expect(back, name).to_be_visible()
        page.wait_for_selector(READY)
        back.click()
        expect(page.locator("input[type=file]")).to_be_attached()
        page.wait_for_selector(READY)
        file.unlink()
        seen += 1
    assert seen == TIMES
    other.context.close()
