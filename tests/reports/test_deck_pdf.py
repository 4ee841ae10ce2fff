"""Slides as PDF, opened again: a page a slide, texts letter by letter, structure, sizes, fixed bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from pypdf import PdfReader

from itacore.reports.deck import Deck, DeckSlide
from itacore.reports.deck_pdf import write_deck_pdf
from itacore.reports.report import Words, ours
from itacore.thai import format_number
from tests.reports.cases import own
from tests.reports.decks import HOSTILE, KINDS, deck, khun_kaeo, lumphuk, twelve
from tests.reports.pdf_reading import (
    EVERY_READER,
    READERS,
    boxes_of,
    fonts_of,
    holds,
    structure,
    with_pypdf,
    written,
)

WIDTH, HEIGHT = 13.333 * 2.54, 7.5 * 2.54  # cm
FOOT = 0.94 * 2.54  # its height
DECKS: dict[str, Callable[[], Deck]] = {
    "chosen": lambda: khun_kaeo(chosen_measures=twelve()),
    "suggested": lumphuk,
}


@cache
def made(name: str, arabic: bool = False) -> tuple[Deck, bytes]:
    content = DECKS[name]() if name in DECKS else deck(KINDS[name])
    return content, write_deck_pdf(content, arabic_digits=arabic)


def texts_of(slide: DeckSlide) -> Iterator[Words]:
    """All texts of a slide but the speaker's notes and the figures of its chart."""
    yield from (slide.title, slide.remark, slide.label, slide.figure, *slide.lines, *slide.small)
    for measure in slide.measures:
        yield from (ours(measure.number), measure.title, measure.under)
    if slide.grid is not None:
        yield from (cell.words for row in slide.grid.rows for cell in row)
    yield from (cell.words for cell in slide.key)
    if slide.chart is not None:
        yield from (ours(name) for name in slide.chart.categories)
        yield ours(slide.chart.note)


def figures_of(slide: DeckSlide) -> list[str]:
    """What stands at the points of a chart."""
    if slide.chart is None:
        return []
    return [
        format_number(value, len(series.figures.partition(".")[2]))
        for series in slide.chart.series
        for value in series.values
        if series.figures and value is not None
    ]


@pytest.mark.parametrize("reader", EVERY_READER)
@pytest.mark.parametrize("name", ["chosen", "suggested", "provisional", "eight years, the last provisional"])
def test_every_text_comes_back_letter_by_letter(name: str, reader: str) -> None:
    content, data = made(name)
    pages = READERS[reader](data)
    assert len(pages) == len(content.slides)
    for page, slide in zip(pages, content.slides, strict=True):
        assert [words.plain for words in texts_of(slide) if not holds(page, written(words))] == []


@pytest.mark.parametrize("name", ["chosen", "suggested", "all zero"])
def test_charts_show_their_figures(name: str) -> None:
    content, data = made(name, arabic=True)
    for page, slide in zip(with_pypdf(data), content.slides, strict=True):
        assert [figure for figure in figures_of(slide) if figure not in page] == []


def test_slides_are_16_to_9_and_each_is_a_heading_with_its_bookmark() -> None:
    content, data = made("chosen", arabic=True)
    reader = PdfReader(io.BytesIO(data))
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages} == {(960, 540)}
    titles = [slide.title.plain for slide in content.slides]
    assert [entry["/Title"] for entry in reader.outline] == titles
    kinds = [str(entry["/S"]) for entry in structure(data)]
    assert kinds.count("/H1") == len(titles)
    assert reader.trailer["/Root"]["/Lang"] == "th"
    assert reader.metadata["/Title"] == "นำเสนอผล ITA ปี 2568 เทศบาลตำบลตัวอย่าง 5"
    assert b"pdfuaid:part>1<" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_charts_are_described_and_tables_have_heads() -> None:
    content, data = made("chosen")
    found = structure(data)
    described = [entry["/Alt"] for entry in found if entry["/S"] == "/Figure"]
    assert described == [slide.chart.alt for slide in content.slides if slide.chart is not None]
    tables = [slide.grid for slide in content.slides if slide.grid is not None]
    assert sum(entry["/S"] == "/Table" for entry in found) == len(tables)
    assert sum(entry["/S"] == "/TH" for entry in found) == sum(len(grid.rows[0]) for grid in tables)


@pytest.mark.parametrize("name", ["chosen", "suggested", "eight years, the last provisional"])
def test_letters_are_ours_and_none_is_small(name: str) -> None:
    _, data = made(name)
    assert fonts_of(data) <= {"SarabunClusters-Regular", "SarabunClusters-Bold"}
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        sizes = {
            round(pypdfium2.raw.FPDFText_GetFontSize(text, at), 1)
            for at, letter in enumerate(text.get_text_range(0, text.count_chars()))
            if not letter.isspace()
        }
        assert min(sizes) >= 20
        text.close()
        page.close()
    document.close()


@pytest.mark.parametrize("name", [*DECKS, *sorted(KINDS)])
def test_a_slide_is_a_page_and_nothing_leaves_it(name: str) -> None:
    content, data = made(name)
    assert len(PdfReader(io.BytesIO(data)).pages) == len(content.slides)
    for number, letter, (left, bottom, right, top) in boxes_of(data):
        inside = left > 0.9 and right < WIDTH - 0.9 and bottom > 0 and top < HEIGHT
        assert inside, (number, letter)
        assert bottom > FOOT or top <= FOOT + 0.05, (number, letter)  # nothing lies over the line of the foot


def test_thai_digits_everywhere_but_in_names_and_own_words() -> None:
    content = khun_kaeo(chosen_measures=(own("9", "ตรวจ 5 ครั้งตาม o12"),))
    said = "".join("".join(with_pypdf(write_deck_pdf(content))).split())
    for kept in ("เทศบาลตำบลตัวอย่าง5", "ตรวจ5ครั้งตามo12"):
        assert kept in said
        said = said.replace(kept, "")
    assert not re.search(r"[0-9]", said), said
    assert "๙๖.๗๓" in said
    assert not re.search("[๐-๙]", "".join(with_pypdf(made("chosen", True)[1])))


@pytest.mark.parametrize("reader", EVERY_READER)
def test_hostile_texts_come_out_as_their_letters(reader: str) -> None:
    content = khun_kaeo(name=f"{HOSTILE}\x07", chosen_measures=(own("9", HOSTILE),))
    pages = READERS[reader](write_deck_pdf(content))
    assert all(holds(page, HOSTILE) for page in pages)
    assert pages[0].count("{{x}}") == 2  # the first slide names the agency, as its foot does


@pytest.mark.parametrize("name", [None, "ก" * 300, "🙂" * 200])
def test_a_long_name_or_none_is_said_whole_once(name: str | None) -> None:
    page = with_pypdf(write_deck_pdf(khun_kaeo(name=name)))[0]
    whole = "ไม่ทราบชื่อหน่วยงาน" if name is None else name.replace("🙂", "□") if "□" in page else name
    assert whole in "".join(page.split())


def long_measures(letters: str) -> Deck:
    return khun_kaeo(
        chosen_measures=tuple(
            replace(own("9", f"{at} {letters * 200}"), owner=f"{at} {letters * 90}") for at in range(1, 13)
        )
    )


@pytest.mark.parametrize("letters", ["ทำประกาศและเผยแพร่", "ก"])
def test_long_measures_and_owners_stay_on_their_slides(letters: str) -> None:
    content = long_measures(letters)
    pages = with_pypdf(write_deck_pdf(content))
    assert len(pages) == len(content.slides) == 12
    for page, slide in zip(pages, content.slides, strict=True):
        assert [words.plain for words in texts_of(slide) if not holds(page, written(words))] == []


def test_measures_too_long_for_a_slide_go_on_and_lose_nothing() -> None:
    content = long_measures("W")
    pages = with_pypdf(write_deck_pdf(content))
    assert len(pages) > len(content.slides)
    text = "\n".join(pages)
    titles = [measure.title for slide in content.slides for measure in slide.measures]
    assert [title.plain for title in titles if not holds(text, written(title))] == []


def test_numbers_in_the_plan_keep_a_distance_from_the_edge_of_their_cell() -> None:
    months = (("ไตรมาส 1 และ 2", at in (1, 3, 8, 11)) for at in range(1, 13))
    measures = tuple(
        replace(own("9", f"ก{at}"), owner="กองคลัง" if listed else "กองช่าง", period=period)
        for at, (period, listed) in enumerate(months, start=1)
    )
    content = khun_kaeo(chosen_measures=measures)
    grid = content.slides[-2].grid
    assert grid is not None
    assert "1, 3, 8, 11" in [cell.words.plain for row in grid.rows for cell in row]
    start = (0.62 + 12.1 * grid.shares[0]) * 2.54
    page = [(letter, box) for number, letter, box in boxes_of(write_deck_pdf(content)) if number == 10]
    comma = next(box for letter, box in page if letter == ",")
    row = [box for letter, box in page if abs(box[3] - comma[3]) < 1 and box[0] > start]
    assert min(left for left, *_ in row) >= start + 0.3


@pytest.mark.parametrize("name", ["chosen", "provisional", "level-only"])
def test_the_same_slides_give_the_same_bytes(name: str) -> None:
    content, data = made(name)
    assert write_deck_pdf(content) == data


def test_the_file_bears_the_day_of_the_slides_and_no_other() -> None:
    profile = KINDS["open"]
    dated, undated = (
        PdfReader(io.BytesIO(write_deck_pdf(deck(profile, **more)))).metadata or {}
        for more in ({}, {"dated": None})
    )
    assert str(dated["/CreationDate"]).startswith("D:20261121")
    assert "/CreationDate" not in undated
