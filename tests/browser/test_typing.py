"""Typing and pasting scores in a real browser, with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from itacore.reading.typed import newest_results
from itacore.store import open_workspace
from tests.browser.waiting import READY, wait_until_calm
from tests.server import served

NEWEST = newest_results(date.today())
TEN = "99.52 99.81 99.74 99.90 99.79 94.00 95.50 96.00 91.25 100".split()
AGENCY = "เทศบาลตำบลตัวอย่าง จังหวัดสมมุติ"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def table(page: Page, home: Path) -> Iterator[Page]:
    """The typing page of an empty workspace."""
    with served(home) as address:
        page.goto(f"{address}/type_scores")
        expect(field(page, "1")).to_be_visible()
        page.wait_for_selector(READY)
        yield page


def field(page: Page, code: str, year: int = NEWEST) -> Locator:
    return page.locator(f'[data-cell="{code}|{year}"]')


def focused(page: Page) -> str:
    """What a screen reader would say of the element that has the focus."""
    return str(
        page.evaluate(
            """() => {
                let at = document.activeElement
                while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
                return at.getAttribute("aria-label") ?? at.innerText ?? ""
            }"""
        )
    )


def press_until(page: Page, key: str, words: str) -> None:
    for _ in range(40):
        page.keyboard.press(key)
        if focused(page).split("\n")[-1] == words:
            return
    raise AssertionError(f"{words!r} cannot be reached with {key}")


def put_on_clipboard(context: BrowserContext, page: Page, text: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


def see_overview(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name=re.compile(f"^ปี {NEWEST} "))).to_be_visible()
    page.wait_for_selector(READY)


def saved(home: Path) -> dict[tuple[str, int], float]:
    with open_workspace(home) as workspace:
        frame = workspace.current().scores
    return {
        (str(row.code), int(row.fiscal_year)): float(row.score)  # type: ignore[arg-type]
        for row in frame.itertuples()
    }


def test_from_an_empty_table_to_a_rated_overview_without_a_mouse(table: Page, home: Path) -> None:
    press_until(table, "Tab", "ชื่อหน่วยงาน")
    table.keyboard.type(AGENCY)
    table.keyboard.press("Tab")
    assert focused(table) == f"ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ปี {NEWEST}"
    for score in TEN:
        table.keyboard.type(score)
        table.keyboard.press("Enter")
    heading = f"กรอกครบ 10 ข้อของปี {NEWEST} ได้ 96.73"
    expect(table.get_by_role("heading", name=heading)).to_be_visible()
    wait_until_calm(table)  # the heading comes first of a run, the button may be pressed at its end
    press_until(table, "Tab", "บันทึกและดูผล")
    table.keyboard.press("Enter")
    see_overview(table)
    expected = {(str(n), NEWEST): float(score) for n, score in enumerate(TEN, start=1)}
    assert saved(home) == expected


def test_checks_follow_the_typing_and_ctrl_enter_saves(table: Page, home: Path) -> None:
    table.get_by_label("ชื่อหน่วยงาน").fill(AGENCY)
    field(table, "1").focus()
    table.keyboard.insert_text("๙๙.๕๒")
    table.keyboard.press("Enter")
    table.keyboard.type("105")
    expect(table.get_by_role("heading", name="มี 1 ช่องที่ต้องแก้")).to_be_visible()
    expect(field(table, "2")).to_have_attribute("aria-invalid", "true")
    expect(field(table, "2")).to_be_focused()
    table.keyboard.press("Control+Enter")
    table.wait_for_selector(READY)
    for _ in range(3):
        table.keyboard.press("Backspace")
    table.keyboard.type("98,5")
    expect(table.get_by_role("heading", name=f"กรอกแล้ว 2 ใน 10 ข้อของปี {NEWEST}")).to_be_visible()
    expect(field(table, "2")).to_have_attribute("aria-invalid", "false")
    table.keyboard.press("Control+Enter")
    see_overview(table)
    assert saved(home) == {("1", NEWEST): 99.52, ("2", NEWEST): 98.5}


def test_no_keystroke_is_lost_on_a_slow_machine(table: Page, context: BrowserContext) -> None:
    context.new_cdp_session(table).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    field(table, "1").focus()
    for score in TEN:
        table.keyboard.type(score)
        table.keyboard.press("Enter")
    assert [field(table, str(n)).input_value() for n in range(1, 11)] == TEN
    expect(table.get_by_role("heading", name=f"กรอกครบ 10 ข้อของปี {NEWEST}")).to_be_visible()
    assert [field(table, str(n)).input_value() for n in range(1, 11)] == TEN


def test_a_column_of_a_workbook_is_pasted_into_the_table(table: Page, context: BrowserContext) -> None:
    field(table, "1").focus()
    put_on_clipboard(context, table, "\r\n".join(TEN) + "\r\n")
    table.keyboard.press("Control+v")
    expect(table.get_by_role("heading", name=f"กรอกครบ 10 ข้อของปี {NEWEST} ได้ 96.73")).to_be_visible()
    expect(field(table, "10")).to_have_value("100")


def test_a_table_with_headings_fills_its_years(table: Page, context: BrowserContext) -> None:
    field(table, "1").focus()
    rows = "\n".join(f"ตัวชี้วัดที่ {n}\t{90 + n / 10:.2f}\t{score}" for n, score in enumerate(TEN, start=1))
    put_on_clipboard(context, table, f"ตัวชี้วัด\tปี 2567\tปี 2568\n{rows}")
    table.keyboard.press("Control+v")
    expect(field(table, "1", 2568)).to_have_value("99.52")
    assert field(table, "10", 2567).input_value() == "91.00"
    assert field(table, "1").input_value() == ""


def test_a_block_of_numbers_goes_where_the_cursor_stands(table: Page, context: BrowserContext) -> None:
    field(table, "6").focus()
    put_on_clipboard(context, table, "94\n\n96")
    table.keyboard.press("Control+v")
    expect(field(table, "6")).to_have_value("94")
    assert [field(table, code).input_value() for code in ("7", "8", "9")] == ["", "96", ""]


def test_what_is_typed_survives_a_look_at_another_page(table: Page) -> None:
    field(table, "3").fill("99.74")
    table.get_by_role("link", name="ประวัติและสำรอง").click(delay=100)
    table.wait_for_url("**/history*")
    expect(table.get_by_role("heading", level=1)).to_contain_text("ยังไม่มี")
    table.get_by_role("link", name="กรอกคะแนน").click()
    expect(field(table, "3")).to_have_value("99.74")


def test_an_emptied_cell_takes_its_figure_out_of_the_workspace(table: Page, home: Path) -> None:
    table.get_by_label("ชื่อหน่วยงาน").fill(AGENCY)
    for code, score in (("9", "91.25"), ("10", "100")):
        field(table, code).fill(score)
    field(table, "10").press("Control+Enter")
    see_overview(table)
    table.get_by_role("link", name="กรอกคะแนน").click()
    expect(field(table, "9")).to_have_value("91.25")
    field(table, "9").fill("")
    field(table, "9").press("Tab")
    expect(table.get_by_text("1 ช่องที่ลบจะนำคะแนนเดิมออก")).to_be_visible()
    field(table, "10").press("Control+Enter")
    see_overview(table)
    assert saved(home) == {("10", NEWEST): 100.0}
