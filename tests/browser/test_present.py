"""The presentation in a browser: keys, sizes, what fits, and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from itacore.agencies import name_key
from itacore.measures import read_catalogue
from itacore.measures.chosen import adopt, chosen_to_content
from itacore.store import open_workspace
from itacore.word_count import count_words
from tests.kinds import KINDS, LATEST, NOW, document_of, fill
from tests.server import served

SIZES = [(1280, 720), (1920, 1080)]
# Of the slide that is seen: the smallest letters, what leaves the window, and how many words it has.
MEASURE = """() => {
  const stage = document.querySelector(".st-key-stage")
  const seen = [...stage.querySelectorAll("h1,h2,p,span,button,text,tspan")].filter((node) =>
    node.textContent.trim() && getComputedStyle(node).visibility === "visible" && node.getClientRects().length)
  const own = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())
  const letters = seen.filter(own)
  const fit = document.querySelector(".st-key-board").getBoundingClientRect().width / 1280
  const size = (node) => parseFloat(getComputedStyle(node).fontSize) * fit
  const outside = letters.filter((node) => {
    const box = node.getBoundingClientRect()
    return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1
  })
  const slide = [...document.querySelectorAll('[class*="st-key-slide-"]')].filter(
    (node) => getComputedStyle(node).visibility === "visible")
  const segmenter = new Intl.Segmenter("th", { granularity: "word" })
  const text = (nodes) => nodes.map((node) => node.innerText.replace(/[a-z_]+/g, "")).join("\\n")
  const count = (nodes) => [...segmenter.segment(text(nodes))].filter((word) => word.isWordLike).length
  const bar = document.querySelector(".st-key-bar").getBoundingClientRect().top
  const drawn = [...slide[0].querySelectorAll("h1,h2,p,text")].map((node) => node.getBoundingClientRect().bottom)
  const figure = slide[0].querySelector(".main-svg")?.getBoundingClientRect()
  return {
    slides: slide.length, fit,
    smallest: Math.min(...letters.map(size)), title: size(slide[0].querySelector("h1,h2")),
    largest: Math.max(...letters.map(size)),
    outside: outside.map((node) => node.textContent),
    words: count([...slide[0].querySelectorAll("h1,h2,p")]),
    above: Math.max(...drawn) <= bar + 1,
    figure: figure ? [Math.round(figure.width / fit), Math.round(figure.height / fit)] : null,
  }
}"""


# Words of every slide, seen or not, each text by itself.
WORDS = """() => {
  const segmenter = new Intl.Segmenter("th", { granularity: "word" })
  const count = (text) => [...segmenter.segment(text)].filter((word) => word.isWordLike).length
  const texts = (slide) => [...slide.querySelectorAll("h1,h2,p")].map((node) => {
    const copy = node.cloneNode(true)
    copy.querySelectorAll("[role=img]").forEach((icon) => icon.remove())
    return copy.textContent
  })
  return [...document.querySelectorAll('[class*="st-key-slide-"]')].map((slide) =>
    texts(slide).map(count).reduce((sum, words) => sum + words, 0))
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(Path(tmp_path_factory.mktemp("workspace"))) as address:
        yield address


def open_sample(page: Page, address: str, sample: str, charts: int, path: str = "present?") -> int:
    """Open the presentation of a made-up office, and give the number of slides."""
    return open_stage(page, f"{address}/{path}sample={sample}", charts)


def open_stage(page: Page, address: str, charts: int) -> int:
    """Open a presentation, wait until all its charts are drawn, and give the number of slides."""
    page.goto(address)
    expect(page.locator(".st-key-board .main-svg").first).to_be_attached()
    expect(page.locator('.st-key-board [data-testid="stPlotlyChart"]:has(.main-svg)')).to_have_count(charts)
    count = page.locator("[data-part=count]")
    expect(count).to_have_text(re.compile(r"\d+ / \d+"))
    return int(count.inner_text().split(" / ")[1])


def at(page: Page) -> int:
    return int(page.locator("[data-part=count]").inner_text().split(" / ")[0])


def check_slides(page: Page, count: int, width: int) -> None:
    """Go through all slides with the arrow keys: each is large, short and whole."""
    for number in range(1, count + 1):
        assert at(page) == number
        found = page.evaluate(MEASURE)
        fit = found["fit"]
        assert fit == pytest.approx(width / 1280, abs=0.01)
        assert found["slides"] == 1
        assert found["smallest"] >= 24 * fit - 0.1, number
        assert found["title"] >= 40 * fit, number
        assert found["outside"] == [], number
        assert found["words"] <= 40, number
        assert found["above"], number
        if number == 1:
            assert found["largest"] >= 132 * fit
        if found["figure"]:
            assert found["figure"] == [1184, 480], number
        page.keyboard.press("ArrowRight")
    assert at(page) == count


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize(("sample", "charts"), [("municipality", 7), ("sao", 5)])
def test_every_slide_is_large_short_and_whole(
    page: Page, address: str, sample: str, charts: int, width: int, height: int, scheme: Any
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    check_slides(page, open_sample(page, address, sample, charts), width)


def test_every_slide_of_a_plan_of_twelve_measures_is_large_short_and_whole(
    page: Page, tmp_path: Path
) -> None:
    """The longest titles of the catalogue, each with another unit."""
    longest = sorted(read_catalogue().values(), key=lambda measure: -len(measure.title))[:12]
    measures = [
        replace(adopt(measure, "เทศบาลตำบล"), owner=f"กองที่ {at}")
        for at, measure in enumerate(longest, start=1)
    ]
    agency = next(iter(KINDS["khun-kaeo"]))
    with open_workspace(tmp_path / "home") as opened:
        fill(opened, "khun-kaeo")
        content = chosen_to_content(measures)
        opened.save_document("measures", content, agency_id=name_key(agency), fiscal_year=2568, now=NOW)
    with served(tmp_path / "home") as address:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            count = open_stage(page, f"{address}/present", 7)
            assert count == 12
            check_slides(page, count, width)


def test_no_slide_of_eight_kinds_of_data_has_more_than_forty_words(page: Page, tmp_path: Path) -> None:
    """Each kind as an office of its own, the first with a plan."""
    kinds = (
        "khun-kaeo",
        "lumphuk",
        "2569",
        "contradictory",
        "incomplete",
        "gap-year",
        "eight-years",
        "urgent",
    )
    offices = {f"เทศบาลตำบลตัวอย่าง {number}": kind for number, kind in enumerate(kinds, start=1)}
    results = {name: next(iter(KINDS[kind].values())) for name, kind in offices.items()}
    first = name_key(next(iter(offices)))
    plan = [adopt(measure, "เทศบาลตำบล") for measure in read_catalogue().values()][:25]
    with open_workspace(tmp_path / "home") as opened:
        opened.confirm_import(document_of(results), now=NOW)
        content = chosen_to_content(plan)
        opened.save_document("measures", content, agency_id=first, fiscal_year=2568, now=NOW)
    with served(tmp_path / "home") as address:
        for name, kind in offices.items():
            query = urlencode({"agency": name_key(name), "year": LATEST[kind]})
            page.goto(f"{address}/present?{query}")
            count = page.locator("[data-part=count]")
            expect(count).to_have_text(re.compile(r"1 / \d+"))
            expect(page.locator(".st-key-slide-1")).to_contain_text(name)
            expect(page.locator('[class*="st-key-slide-"]')).to_have_count(
                int(count.inner_text().split(" / ")[1])
            )
            words = page.evaluate(WORDS)
            assert 3 <= len(words) <= 12, kind
            assert max(words) <= 40, (kind, words)


def test_words_are_counted_as_the_browser_counts_them(page: Page) -> None:
    titles = [measure.title for measure in read_catalogue().values()]
    texts = [
        *titles,
        "ปี ๒๕๖๙ (๑–๔ จาก ๑๒)",
        "คะแนนรวม 96.73 (−0.34)",
        "สำนักงาน ป.ป.ช. และ EIT1",
        "30\u00a0วัน 8.75%",
    ]
    counted = page.evaluate(
        """(texts) => {
          const segmenter = new Intl.Segmenter("th", { granularity: "word" })
          return texts.map((text) => [...segmenter.segment(text)].filter((word) => word.isWordLike).length)
        }""",
        texts,
    )
    assert [(text, count_words(text)) for text in texts] == list(zip(texts, counted, strict=True))


def test_keys_and_buttons_turn_the_slides_and_a_reload_stays(page: Page, address: str) -> None:
    last = open_sample(page, address, "municipality", 7)
    steps = [("PageDown", 2), (" ", 3), ("PageUp", 2), ("End", last), ("ArrowRight", last), ("Home", 1)]
    for key, number in [*steps, ("ArrowLeft", 1)]:
        page.keyboard.press(key)
        assert at(page) == number, key
    page.locator("[data-part=next]").click()
    page.locator("[data-part=next]").click()
    page.locator("[data-part=previous]").click()
    assert at(page) == 2
    assert "slide=2" in page.url
    told = page.locator("[data-part=told]").inner_text()
    assert told.endswith(page.locator(".st-key-slide-2 h2").inner_text())
    page.reload()
    expect(page.locator("[data-part=count]")).to_have_text(f"2 / {last}")


def test_only_the_slide_seen_is_there_for_a_screen_reader(page: Page, address: str) -> None:
    open_sample(page, address, "municipality", 7)
    assert page.get_by_role("heading").count() == 1
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("heading").count() == 1
    assert page.get_by_role("heading", level=2).count() == 1
    assert page.get_by_role("navigation").count() == 0


def test_escape_leaves_full_screen_first_and_then_the_stage(page: Page, address: str) -> None:
    open_sample(page, address, "municipality", 7, "trends?present=1&year=2567&")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    assert page.locator("[data-part=full]").inner_text() == "ย่อจอ"
    page.keyboard.press("Escape")
    page.wait_for_function("document.fullscreenElement === null")
    expect(page.locator(".st-key-stage")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-stage")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/trends\?(?!.*(slide|from)=).*year=2567"))
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    before = page.url
    page.keyboard.press("ArrowRight")
    assert page.url == before
