"""The server killed while a person saves: what the person saw as saved is there, and the program opens again."""

from __future__ import annotations

import random
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Page, expect

from itacore.reading import read_files
from itacore.store import ImportRecord, Workspace, open_workspace
from tests.browser.test_first_use import HEAD
from tests.browser.test_journeys import press
from tests.browser.waiting import READY
from tests.reading.layouts import years_across
from tests.reading.truths import KHUN_KAEO
from tests.reading.workbooks import to_xlsx
from tests.server import served

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
PLACES = ("ทุ่งสมมุติ", "บ้านตัวอย่าง", "เขาทดลอง", "นาจำลอง", "ห้วยลำลอง")


def office(place: str) -> str:
    return f"เทศบาลตำบล{place}"


def kill(address: str) -> None:
    """Kill the server of an address, one that this process started, as a power cut would."""
    port = urlsplit(address).port
    for process in psutil.Process().children(recursive=True):
        try:
            links = process.net_connections(kind="inet")
        except psutil.Error:
            continue
        if any(link.status == psutil.CONN_LISTEN and link.laddr.port == port for link in links):
            process.kill()
            process.wait(30)
            return
    raise AssertionError(f"nobody listens at {address}")


def test_what_was_seen_as_saved_outlives_five_kills_of_the_server(page: Page, tmp_path: Path) -> None:
    chance = random.Random(2570)
    home = tmp_path / "home"
    files = {place: tmp_path / f"{place}.xlsx" for place in PLACES}
    for place, path in files.items():
        path.write_bytes(to_xlsx([years_across(replace(KHUN_KAEO, name=office(place)))]))
    seen: list[str] = []
    with ExitStack() as lives:  # what a dead server left, such as its lock file, stays until the end
        for place in PLACES:
            address = lives.enter_context(served(home))
            page.goto(f"{address}/import_results")
            page.set_input_files("input[type=file]", files[place])
            saved = page.get_by_role("heading", level=1, name=HEAD)
            press(page, "บันทึกผล")
            if place == PLACES[-1]:
                expect(saved).to_be_visible()  # killed the very moment after the person saw it
            else:
                page.wait_for_timeout(chance.uniform(0, 700))
            kill(address)
            if saved.is_visible():
                seen.append(place)
            check_workspace(home, seen, files)

        address = lives.enter_context(served(home))
        page.goto(f"{address}/history")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_selector(READY)
        for place in seen:
            expect(page.get_by_test_id("stMain").get_by_text(f"{place}.xlsx").first).to_be_visible()
    assert PLACES[-1] in seen


def check_workspace(home: Path, seen: list[str], files: dict[str, Path]) -> None:
    """Check that the workspace opens, holds all that was seen, and each import whole."""
    with open_workspace(home, now=NOW) as workspace:
        records = workspace.imports()
        names = [Path(record.file_name or "").stem for record in records]
        assert len(set(names)) == len(names)
        assert set(seen) <= set(names) <= set(PLACES)
        for record in records:
            check_whole(workspace, record, files)


def check_whole(workspace: Workspace, record: ImportRecord, files: dict[str, Path]) -> None:
    name = record.file_name or ""
    expected = read_files([(name, files[Path(name).stem].read_bytes())], DAY)
    back = workspace.read_import(record.id)
    assert back.scores["score"].tolist() == expected.scores["score"].tolist()
    assert back.declared["value"].dropna().tolist() == expected.declared["value"].dropna().tolist()
    assert len(back.provenance) == len(expected.provenance) > 30
