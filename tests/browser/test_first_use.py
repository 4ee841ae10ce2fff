"""The first use, in a real browser: from an empty home to the overview, and back after a restart."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import READY
from tests.reading.layouts import years_across
from tests.reading.truths import KHUN_KAEO
from tests.reading.workbooks import to_xlsx
from tests.server import served

ROOT = Path(__file__).resolve().parents[2]
HEAD = "ปี 2568 ได้ 96.73"


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    """A file as an officer types it, with the published figures of the golden case."""
    path = tmp_path / "ผลคะแนน ITA.xlsx"
    path.write_bytes(to_xlsx([years_across(KHUN_KAEO)]))
    return path


def fresh_clone(folder: Path) -> Path:
    """Copy what git tracks or would track, as a clone has it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@contextmanager
def watched_connections() -> Iterator[set[str]]:
    """Collect every address that a server started here talks to, until the block ends."""
    seen: set[str] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            for child in psutil.Process().children(recursive=True):
                try:
                    if "serve" not in " ".join(child.cmdline()):
                        continue
                    links = child.net_connections(kind="inet")
                except psutil.Error:
                    continue
                seen.update(link.raddr.ip for link in links if link.raddr)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def test_from_an_empty_home_to_the_overview_and_back_after_a_restart(
    page: Page, tmp_path: Path, scores: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    home = tmp_path / "home"
    addresses = []
    with watched_connections() as talked_to:
        with served(home) as address:
            addresses.append(address)
            page.goto(address)
            expect(page.get_by_role("heading", name="นำเข้าไฟล์คะแนน ITA")).to_be_visible()
            page.set_input_files("input[type=file]", scores)
            expect(page.get_by_role("heading", name="อ่านไฟล์ครบ 58 ช่อง ไม่พบเรื่องที่ต้องแก้")).to_be_visible()
            expect(page.get_by_text("ใช้เป็นคะแนน 36")).to_be_visible()
            page.get_by_role("button", name="บันทึกผล").click()
            expect(page.get_by_role("heading", name=HEAD)).to_be_visible()
            page.wait_for_selector(READY)

        with served(home, folder=fresh_clone(tmp_path / "clone")) as address:
            addresses.append(address)
            page.goto(address)
            expect(page.get_by_role("heading", name=HEAD)).to_be_visible()
            page.wait_for_selector(READY)
    assert [url for url in asked if not url.startswith((*addresses, "data:", "blob:"))] == []
    assert talked_to <= {"127.0.0.1", "::1"}


def test_a_deep_link_as_the_very_first_visit_opens_its_page(
    page: Page, tmp_path: Path, serve: Callable[..., str]
) -> None:
    page.goto(f"{serve(tmp_path / 'home')}/overview?sample=municipality&year=2567")
    expect(page.get_by_role("heading", name="ปี 2567 ได้")).to_be_visible()
    page.wait_for_selector(READY)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("กำลังดูข้อมูลสมมุติ")).to_be_visible()


def test_a_far_away_cell_is_refused_and_the_server_goes_on(
    page: Page, tmp_path: Path, serve: Callable[..., str], scores: Path
) -> None:
    address = serve(tmp_path / "home")
    page.goto(f"{address}/import_results")
    page.set_input_files("input[type=file]", ROOT / "tests" / "files" / "far-cell.xlsx")
    expect(page.get_by_role("heading", name="อ่านคะแนนจากไฟล์นี้ไม่ได้")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="เลือกไฟล์อื่น").click()
    page.set_input_files("input[type=file]", scores)
    expect(page.get_by_role("heading", name="อ่านไฟล์ครบ 58 ช่อง")).to_be_visible()


def test_the_chosen_year_stands_in_the_address_and_survives_a_reload(
    page: Page, tmp_path: Path, serve: Callable[..., str]
) -> None:
    page.goto(f"{serve(tmp_path / 'home')}/overview?sample=municipality")
    expect(page.get_by_role("heading", name="ปี 2568 ได้")).to_be_visible()
    page.get_by_role("button", name="2566").or_(page.get_by_role("radio", name="2566")).first.click()
    expect(page.get_by_role("heading", name="ปี 2566 ได้")).to_be_visible()
    page.wait_for_selector(READY)
    assert "year=2566" in page.url
    page.reload()
    expect(page.get_by_role("heading", name="ปี 2566 ได้")).to_be_visible()
