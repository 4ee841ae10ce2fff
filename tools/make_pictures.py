"""Make the pictures of README and guide from made-up data: ``python -m tools.make_pictures``.

Needs the test tools and a Chromium; the pictures go to docs/pictures. The first page of the Word summary needs
LibreOffice and pdftoppm too; where they are missing the command says so and leaves that picture as it is.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from itacore.wording import say
from tests.machine import find_chromium
from tests.server import served

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "data" / "samples" / "sample-municipality.xlsx"
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
WINDOW, SLIDE = {"width": 1366, "height": 768}, {"width": 1280, "height": 720}
PAPER_WIDTH = 760
NEW_YEAR = 2569  # has no rules in the program, so that the page of rules has something to say
NEW_SCORES = "99.10 98.75 97.40 98.05 99.30 91.20 92.45 90.85 93.75 100".split()
PLACE = "ITA Dashboard"  # shown instead of the folder of the machine that makes the pictures
# The letter of Thai offices is no part of the program; a smaller Sarabun with as much room between the lines has
# nearly its shapes.
PAPER_LETTER, SMALLER, ASCENT, DESCENT = "TH SarabunPSK", 1.42, 0.88, 0.28


def settle(page: Page) -> None:
    """Wait until the page is drawn."""
    page.wait_for_timeout(500)
    page.wait_for_selector(READY)
    page.wait_for_timeout(1500)


def keep(picture: bytes, name: str) -> None:
    """Write a picture as a small PNG of few colours; rare ones, as of the mark, keep theirs."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    few.save(path, optimize=True)
    print(f"{path.name} {path.stat().st_size / 1000:.0f} KB")


def shoot(page: Page, name: str) -> None:
    """Keep what the window shows, without the pointer's marks and passing messages; a fault makes no picture."""
    page.mouse.move(0, 0)
    settle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stToast")).to_have_count(0, timeout=20_000)
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
    keep(page.screenshot(), name)


def visit(page: Page, name: str) -> None:
    """Go to a page by the list at the left."""
    links = page.get_by_test_id("stSidebarNav")
    links.get_by_role("link", name=say("pages", f"page.{name}"), exact=True).click()
    page.wait_for_url(f"**/{name}*")
    settle(page)


def fill_workspace(page: Page, address: str) -> None:
    """Import, type, choose and write as an office would, and keep the pictures of these pages."""
    page.goto(f"{address}/import_results")
    settle(page)
    shoot(page, "start")
    visit(page, "history")
    page.get_by_label(say("history", "who.label")).fill("นักวิเคราะห์นโยบายและแผน")
    page.keyboard.press("Enter")
    visit(page, "import_results")
    page.set_input_files("input[type=file]", SAMPLE)
    page.get_by_role("button", name=say("import", "act.save")).wait_for()
    shoot(page, "import")
    page.get_by_role("button", name=say("import", "act.save")).click()
    page.wait_for_url("**/overview*")
    settle(page)
    choose_measures(page)
    shoot(page, "measures")
    show_paper(page)
    visit(page, "plan")
    shoot(page, "plan")
    show_documents(page)
    type_scores(page)
    visit(page, "history")
    # Neutral, so that a picture shows no folder of anybody's machine.
    page.get_by_test_id("stCode").locator("code").evaluate("(node, name) => node.textContent = name", PLACE)
    shoot(page, "history")
    visit(page, "criteria")
    shoot(page, "criteria")


def choose_measures(page: Page) -> None:
    """Take three suggestions and write what was found."""
    visit(page, "measures")
    for _ in range(3):
        page.get_by_role("button", name=say("measures", "act.take"), exact=True).first.click()
        settle(page)
    page.get_by_role("button", name=say("measures", "finding.button")).first.click()
    page.get_by_label(say("measures", "finding.text")).fill("ผลรายข้อเรื่องการเผยแพร่ข้อมูลต่ำกว่าข้ออื่น")
    page.get_by_label(say("measures", "finding.source")).click()
    page.get_by_role("option", name=say("measures", "source.items")).click()
    page.get_by_role("button", name=say("measures", "act.save"), exact=True).click()
    settle(page)
    page.keyboard.press("Escape")
    visit(page, "history")
    visit(page, "measures")  # from the top, with nothing open


def show_documents(page: Page) -> None:
    """Open the memo beside the list of papers."""
    visit(page, "documents")
    page.locator(".st-key-open-memo").get_by_role("button").click()
    expect(page.locator(".st-key-paper-page")).to_be_visible(timeout=60_000)
    shoot(page, "documents")


def type_scores(page: Page) -> None:
    """Type the scores of a new year and save them."""
    visit(page, "type_scores")
    page.locator(f'[data-cell="1|{NEW_YEAR}"]').focus()
    for score in NEW_SCORES:
        page.keyboard.type(score)
        page.keyboard.press("Enter")
    settle(page)
    shoot(page, "type_scores")
    page.get_by_role("button", name=say("type_scores", "act.save")).click()
    page.wait_for_url("**/overview*")
    settle(page)


def show_paper(page: Page) -> None:
    """Keep the first page of the Word summary as LibreOffice lays it out."""
    soffice, pdftoppm = shutil.which("soffice"), shutil.which("pdftoppm")
    if not soffice or not pdftoppm:
        print("summary.png left as it is: LibreOffice (soffice) and pdftoppm are needed")
        return
    with page.expect_download() as download:
        page.get_by_role("button", name=say("weaknesses", "export.docx")).click()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paper = folder / "summary.docx"
        download.value.save_as(paper)
        environment = {**os.environ, "FONTCONFIG_FILE": str(make_paper_letter(folder)), "HOME": place}
        convert = [soffice, "--headless", "--convert-to", "pdf", "--outdir", place, str(paper)]
        subprocess.run(
            convert, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        draw = [pdftoppm, "-png", "-singlefile", "-scale-to-x", str(PAPER_WIDTH), "-scale-to-y", "-1"]
        subprocess.run([*draw, str(paper.with_suffix(".pdf")), str(folder / "summary")], check=True)
        keep((folder / "summary.png").read_bytes(), "summary")


def make_paper_letter(folder: Path) -> Path:
    """Make Sarabun stand in for the letter of papers, for LibreOffice only; gives the settings of fonts."""
    for source in (ROOT / "static" / "fonts").glob("Sarabun-*.ttf"):
        font = TTFont(source)
        for entry in font["name"].names:
            if entry.nameID in (1, 4, 16):
                entry.string = str(entry).replace("Sarabun", PAPER_LETTER)
        size = font["head"].unitsPerEm = round(font["head"].unitsPerEm * SMALLER)
        above, below, letters = round(ASCENT * size), round(DESCENT * size), font["OS/2"]
        font["hhea"].ascent = letters.sTypoAscender = letters.usWinAscent = above
        font["hhea"].descent = letters.sTypoDescender = -below
        letters.usWinDescent = below
        font.save(folder / source.name)
    settings = folder / "fonts.conf"
    settings.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{folder}</dir>'
        f"<dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return settings


def show_sample(browser: Browser, address: str) -> None:
    """Keep the pictures of the results pages and of a slide, from the sample."""
    page = browser.new_page(viewport=WINDOW, locale="th-TH")
    for name in ("overview", "trends", "weaknesses"):
        page.goto(f"{address}/{name}?sample=municipality&year=2568")
        settle(page)
        shoot(page, name)
    page.set_viewport_size(SLIDE)
    page.goto(f"{address}/present?sample=municipality&year=2568&slide=2")
    expect(page.locator("[data-part=count]")).to_contain_text("2 /")
    shoot(page, "present")
    page.close()


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
        page = browser.new_page(viewport=WINDOW, locale="th-TH")
        fill_workspace(page, address)
        page.close()
        show_sample(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
