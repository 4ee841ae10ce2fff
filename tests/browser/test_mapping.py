"""A sheet whose headings nobody knows: explained by hand once, read without help the year after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.waiting import READY
from tests.reading.test_mapping import OTHER_YEAR, STRANGE
from tests.reading.workbooks import Sheet, to_xlsx


def write(folder: Path, name: str, sheet: Sheet) -> Path:
    path = folder / name
    path.write_bytes(to_xlsx([sheet]))
    return path


def choose(page: Page, label: str, typed: str) -> None:
    """Make a choice with the keyboard alone."""
    page.wait_for_selector(READY)
    field = page.get_by_role("combobox", name=label)
    field.focus()
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    page.wait_for_selector(READY)


def test_a_sheet_explained_by_hand_is_known_the_year_after(
    page: Page, tmp_path: Path, serve: Callable[..., str]
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    address = serve(tmp_path / "home")
    page.goto(f"{address}/import_results")
    page.set_input_files("input[type=file]", write(tmp_path, "ผล 2568.xlsx", STRANGE))
    expect(page.get_by_role("heading", name="อ่านคะแนนจากไฟล์นี้ไม่ได้")).to_be_visible()
    page.get_by_role("button", name="บอกว่าช่องไหนคืออะไร").click()

    preview = page.locator(".st-key-mapping-preview")
    expect(preview.get_by_role("button", name="ใช้วิธีอ่านนี้")).to_be_disabled()
    choose(page, "แถว 3: แถวแรก", "การปฏิบัติหน้าที่")
    expect(preview.get_by_role("cell", name="90.50")).to_be_visible()
    choose(page, "แถว 4: แถวที่สอง", "การใช้งบประมาณ")
    choose(page, "แถว 5: แถวสุดท้าย", "คะแนนรวม")
    expect(preview.get_by_role("cell", name="77.00")).to_be_visible()
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    assert wide <= 0
    preview.get_by_role("button", name="ใช้วิธีอ่านนี้").click()

    expect(page.get_by_role("heading", name="อ่านไฟล์ครบ 13 ช่อง ไม่พบเรื่องที่ต้องแก้")).to_be_visible()
    page.get_by_role("button", name="บันทึกผล").click()
    expect(page.get_by_role("heading", name="ปี 2568 ได้ 77.00")).to_be_visible()

    page.goto(f"{address}/import_results")
    page.set_input_files("input[type=file]", write(tmp_path, "ผล 2569.xlsx", OTHER_YEAR))
    expect(page.get_by_text("ตามวิธีที่ท่านเคยบอกไว้จาก ผล 2568.xlsx แผ่น Sheet1")).to_be_visible()
    page.get_by_role("button", name="บันทึกผล").click()
    expect(page.get_by_role("heading", name="ปี 2569 ได้ 78.50")).to_be_visible()
