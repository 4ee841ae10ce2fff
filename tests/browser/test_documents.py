"""The papers in a real browser: looked at before the download, a paragraph worded by the office, all as one file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from itacore.store import open_workspace
from itacore.wording import say
from tests.browser.waiting import wait_until_calm
from tests.kinds import NOW, document_of
from tests.pages.test_documents import COUNT
from tests.scoring.tables import Result
from tests.server import served

AGENCY = "เทศบาลตำบลตัวอย่าง"
SCORES = (99.52, 99.81, 100.0, 99.43, 100.0, 97.61, 94.38, 93.51, 91.25, 100.0)
OWN = "เทศบาลได้ 96.73 คะแนน *ตามที่แจ้งในที่ประชุม* <b>{{x}}</b>"
SUMMARY = say("documents", "kind.weaknesses.name")


@pytest.fixture
def office(page: Page, tmp_path: Path) -> Iterator[Page]:
    """The page of the papers, with the scores of one year."""
    scores = {str(code): score for code, score in enumerate(SCORES, start=1)}
    with open_workspace(tmp_path / "home") as opened:
        opened.confirm_import(document_of({AGENCY: [Result(2568, scores, {}, 96.73, "ผ่านดี")]}), now=NOW)
    with served(tmp_path / "home") as address:
        page.goto(f"{address}/documents")
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"{COUNT}\u00a0ฉบับ")
        wait_until_calm(page)
        yield page


def card(page: Page, kind: str) -> Locator:
    return page.locator(f".st-key-paper-{kind}")


def turn(page: Page, view: str) -> None:
    page.get_by_test_id("stMain").get_by_role("radio", name=say("documents", f"view.{view}")).click()
    wait_until_calm(page)


def download(page: Page, button: Locator) -> bytes:
    with page.expect_download() as got:
        button.click()
    return Path(got.value.path()).read_bytes()


def words_of(paper: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(paper)).paragraphs]


def test_a_paper_is_looked_at_edited_downloaded_and_reset(office: Page) -> None:
    summary = card(office, "weaknesses")
    summary.get_by_role("button", name=say("documents", "view.open")).click()
    first = office.get_by_role("img", name=f"หน้า 1 จาก 2 ของ{SUMMARY}")
    expect(first).to_be_visible()
    wait_until_calm(office)
    assert first.evaluate("picture => picture.naturalWidth") > 800
    office.get_by_role("button", name=say("documents", "preview.next")).click()
    second = office.get_by_role("img", name=f"หน้า 2 จาก 2 ของ{SUMMARY}")
    expect(second).to_be_visible()

    turn(office, "texts")
    office.locator(".st-key-edit-weaknesses-0-1").get_by_role("button").click()
    field = office.get_by_role("textbox", name=say("documents", "text.field"))
    expect(field).to_have_value(re.compile("^ปี ๒๕๖๘ ได้ ๙๖.๗๓"))
    wait_until_calm(office)
    field.fill(OWN)
    office.get_by_role("button", name=say("documents", "text.save"), exact=True).click()
    expect(office.locator(".st-key-text-0-1")).to_contain_text(say("documents", "text.edited"))
    expect(office.get_by_text(OWN, exact=True)).to_be_visible()
    wait_until_calm(office)

    word = summary.get_by_role("button", name="Word")
    assert OWN in words_of(download(office, word))
    assert download(office, summary.get_by_role("button", name="PDF")).startswith(b"%PDF-")
    turn(office, "pages")
    expect(second).to_be_visible()

    turn(office, "texts")
    office.get_by_role("button", name=say("documents", "text.reset"), exact=True).click()
    expect(office.get_by_text(OWN, exact=True)).to_have_count(0)
    wait_until_calm(office)
    texts = words_of(download(office, word))
    assert OWN not in texts
    assert any(text.replace("\u00a0", " ").startswith("ปี ๒๕๖๘ ได้ ๙๖.๗๓") for text in texts)


def test_all_papers_come_as_one_file(office: Page) -> None:
    office.get_by_role("button", name=say("documents", "zip.open")).click()
    form = office.get_by_test_id("stPopoverBody").filter(visible=True)
    form.get_by_role("button", name=say("documents", "zip.make")).click()
    found = form.get_by_role("button", name=re.compile("^" + say("documents", "zip.download", count="")[:9]))
    expect(found).to_be_visible()
    wait_until_calm(office)
    with zipfile.ZipFile(io.BytesIO(download(office, found))) as archive:
        names = archive.namelist()
        papers = [archive.read(name) for name in names if name.endswith("docx")]
    assert f"บันทึกข้อความ ผล ITA ปี 2568 {AGENCY}.docx" in names
    assert all(AGENCY in "\n".join(words_of(paper)) for paper in papers)
