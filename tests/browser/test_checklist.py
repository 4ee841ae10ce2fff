"""Ticking OIT items in a real browser: as fast as a person can, with the mouse and with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from itacore.store import open_workspace
from itacore.wording import say
from tests.browser.test_access import faults_of_ours
from tests.browser.waiting import wait_until_calm
from tests.kinds import fill
from tests.server import served


@pytest.fixture
def checklist(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """The open checklist of a year with 43 items."""
    monkeypatch.setenv("ITA_WORKSPACE", str(tmp_path))
    with open_workspace() as workspace:
        fill(workspace, "lumphuk")
    with served(tmp_path) as address:
        page.goto(f"{address}/measures")
        unfold(page)
        yield page


def unfold(page: Page) -> None:
    page.get_by_text(say("checklist", "title")).click()
    expect(items(page)).to_have_count(43)
    wait_until_calm(page)


def items(page: Page) -> Locator:
    return page.locator(".st-key-checklist-items [role=radiogroup]")


def ticked(page: Page) -> list[int]:
    """Which of the three states is ticked of each item, -1 where none is."""
    return [
        next((at for at, one in enumerate(states) if one == "true"), -1)
        for states in page.locator(".st-key-checklist-items").evaluate(
            """list => [...list.querySelectorAll('[role=radiogroup]')].map(
                group => [...group.querySelectorAll('[role=radio]')].map(one => one.getAttribute('aria-checked')))"""
        )
    ]


def test_ticks_made_faster_than_they_are_drawn_are_all_kept(checklist: Page) -> None:
    page = checklist
    items(page).first.get_by_role("radio").first.focus()
    for keys in (("Space",), ("ArrowRight", "Space"), ("ArrowRight", "ArrowRight", "Space"), ()):
        for key in keys:
            page.keyboard.press(key)
        page.keyboard.press("Tab")
    wanted = [0, 1, 2, -1, *(at % 3 for at in range(4, 43))]
    for at in range(4, 43):
        items(page).nth(at).get_by_role("radio").nth(at % 3).click()
    wait_until_calm(page)
    assert ticked(page) == wanted
    page.reload()
    unfold(page)
    assert ticked(page) == wanted
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        wait_until_calm(page)
        assert faults_of_ours(page) == [], scheme


def test_a_measure_taken_at_an_item_stands_in_the_list_at_once(checklist: Page) -> None:
    page = checklist
    items(page).nth(36).get_by_role("radio").nth(1).click()
    page.locator(".st-key-checklist-measures-o37 summary").click()
    page.get_by_role("button", name=say("measures", "act.take")).and_(
        page.locator('[class*="st-key-take-oit-o37-"] button')
    ).first.click()
    expect(page.locator(".st-key-chosen-0")).to_be_visible()
    expect(items(page)).to_have_count(43)
    assert ticked(page)[36] == 1
