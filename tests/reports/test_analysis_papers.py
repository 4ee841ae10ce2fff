"""The analysis report as Word and PDF, opened again: letters, fields, figures in both numerals, fixed bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from itacore.measures.chosen import Finding
from itacore.office import Particulars, Signatory
from itacore.reports.docx import write_docx
from itacore.reports.pdf import write_pdf
from itacore.reports.report import Contents, Cover, Heading, Report, Signatures, Table, Words, ours, verbatim
from itacore.thai import NBSP, format_number, to_arabic_digits, to_thai_digits
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile
from tests.charts.test_views import KINDS
from tests.reports.analyses import OFFICE, analysis, full
from tests.reports.cases import DAY, HOSTILE, own
from tests.reports.pdf_reading import (
    QUICK_READERS,
    READERS,
    boxes_of,
    holds,
    structure,
    with_pdfium,
    with_pypdf,
    written,
)
from tests.reports.pdf_reading import texts_of as texts_of_simple
from tests.reports.test_docx import check_letters, lines

MARKUP = f"{HOSTILE} #let $x$ \\input"


@cache
def report_of(name: str) -> Report:
    if name == "plan":
        return full(golden_profile(KHUN_KAEO, 2568))
    if name == "letters":
        return analysis(golden_profile(LUMPHUK, 2565))
    return analysis(KINDS[name])


@cache
def pdf_of(name: str, arabic: bool = False) -> bytes:
    return write_pdf(report_of(name), arabic_digits=arabic)


@cache
def docx_of(name: str, arabic: bool = False) -> bytes:
    return write_docx(report_of(name), arabic_digits=arabic)


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def texts_of(report: Report) -> Iterator[Words]:
    """All texts of a paper that has a cover."""
    plain = Report("", ours(""), None, report.blocks)
    yield from list(texts_of_simple(plain))[2:]
    for block in report.blocks:
        if isinstance(block, Cover):
            yield from (block.title, *block.lines, *block.foot)
        elif isinstance(block, Contents):
            yield block.title
        elif isinstance(block, Signatures):
            yield from (words for person in block.people for words in person.lines)


# ---- Word --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plan", "letters", "totals"])
def test_every_run_and_style_has_the_font_for_thai_letters(name: str) -> None:
    document = opened(docx_of(name))
    runs = list(document.element.iter(qn("w:r")))
    assert len(runs) > 100
    for run in runs:
        check_letters(run.find(qn("w:rPr")), "".join(run.itertext()))
    for mark in document.element.iter(qn("w:pPr")):
        assert len(mark.findall(qn("w:rPr"))) <= 1
    for style in document.styles:
        if style.element.get(qn("w:type")) != "numbering":
            check_letters(style.element.find(qn("w:rPr")), style.name)
    order = "rStyle rFonts b bCs i iCs color sz szCs lang".split()
    for properties in document.element.iter(qn("w:rPr")):
        places = [order.index(child.tag.split("}")[1]) for child in properties]
        assert places == sorted(places)


def test_the_cover_holds_the_title_and_the_rest_begins_on_pages_of_its_own() -> None:
    document = opened(docx_of("plan"))
    first = document.paragraphs[0]
    assert first.style.name == "Title"
    assert first.alignment == 1
    assert [p.style.name for p in document.paragraphs].count("Title") == 1
    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [text.replace(NBSP, " ") for text in breaks] == [
        "บทสรุปผู้บริหาร",
        "สารบัญ",
        "คำนำ",
        "หลักการของการประเมิน",
        "หลักเกณฑ์การประเมิน",
        "ผลการประเมินปีงบประมาณ พ.ศ. ๒๕๖๘",
        "ผลการประเมินย้อนหลัง",
    ]


def test_the_contents_are_a_field_whose_entries_lead_to_their_headings() -> None:
    document = opened(docx_of("plan"))
    body = document.element.body
    codes = [
        "".join(t.text or "" for t in run.iter(qn("w:instrText"))).split() for run in body.iter(qn("w:r"))
    ]
    codes = [code for code in codes if code]
    assert codes[0] == ["TOC", "\\o", '"1-2"', "\\h", "\\z"]
    aims = [code[1] for code in codes[1:]]
    assert {code[0] for code in codes[1:]} == {"PAGEREF"}
    marks = {mark.get(qn("w:name")): mark.getparent() for mark in body.iter(qn("w:bookmarkStart"))}
    assert aims == list(marks)
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    said = ["".join(t.text or "" for t in marks[aim].iter(qn("w:t"))) for aim in aims]
    assert [entry.text.split("\t")[0] for entry in entries] == said
    pages = [page.split("\n", 1)[-1] for page in with_pypdf(pdf_of("plan"))]
    for entry in entries:
        text, number = ("".join(part.split()) for part in entry.text.split("\t"))
        assert text in "".join(pages[int(to_arabic_digits(number)) - 1].split())
    kinds = [char.get(qn("w:fldCharType")) for char in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(codes)
    levels = [int(p.style.name[-1]) for p in entries]
    assert levels == [b.level for b in report_of("plan").blocks if isinstance(b, Heading)]


def test_only_tall_rows_of_the_plan_go_on_on_the_next_page() -> None:
    document = opened(docx_of("plan"))
    plan = next(t for t in document.tables if "ผู้รับผิดชอบ" in t.rows[0].cells[-1].text)
    assert len(plan.rows) == 13
    assert plan.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    split = [at for at, row in enumerate(plan.rows) if row._tr.find(f".//{qn('w:cantSplit')}") is None]
    assert split == [12]
    heads = [page for page in with_pypdf(pdf_of("plan")) if "ขั้นตอน/วิธีการ" in page]
    assert len(heads) >= 4
    assert [cell.text.count("\n") for cell in plan.rows[1].cells][3] == 3


def test_the_plan_stands_on_pages_on_their_side() -> None:
    sections = list(opened(docx_of("plan")).sections)
    assert [round(section.page_width.cm, 1) for section in sections] == [21.0, 29.7]
    assert [section.different_first_page_header_footer for section in sections] == [True, False]
    assert all(section.header.is_linked_to_previous for section in sections[1:])
    wide = [page for page in PdfReader(io.BytesIO(pdf_of("plan"))).pages if page.mediabox[2] > 800]
    *plan, last = (page.extract_text() for page in wide)
    assert all("ผู้รับผิดชอบ" in page for page in plan)
    assert "(ลงชื่อ)" in last
    assert len(plan) >= 3
    assert len(list(opened(docx_of("totals")).sections)) == 1


def test_signatures_stand_in_the_right_half_and_stay_together() -> None:
    document = opened(docx_of("plan"))
    made = [p for p in document.paragraphs if p.paragraph_format.left_indent and p.alignment == 1]
    assert [bool(p.paragraph_format.keep_with_next) for p in made] == [
        True,
        True,
        False,
    ]  # who made the paper


def test_who_sign_stand_two_beside_each_other_on_one_page() -> None:
    office = replace(OFFICE, signatories=tuple(Signatory(f"ตำแหน่ง {letter}") for letter in "กขค"))
    report = analysis(golden_profile(KHUN_KAEO, 2568), office=office, chosen=(own("9", "แผน"),))
    document = opened(write_docx(report))
    rows = document.tables[-1].rows
    assert [[cell.text.split("\n")[-1] for cell in row.cells] for row in rows] == [
        ["ตำแหน่ง ก", "ตำแหน่ง ข"],
        ["", "ตำแหน่ง ค"],
    ]
    held = [p.paragraph_format.keep_with_next for row in rows for p in row.cells[1].paragraphs]
    assert held == [True] * 3 + [False] * 3
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    above = rows[0]._tr.getparent().getprevious()
    assert above.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    boxes = list(boxes_of(write_pdf(report)))
    places = {letter: box for page, letter, box in boxes if page == boxes[-1][0] and letter in "กขค"}
    assert set(places) == set("กขค")
    assert places["ก"][1] == pytest.approx(places["ข"][1], abs=0.01)
    assert places["ก"][0] + 8 < places["ข"][0] == pytest.approx(places["ค"][0], abs=0.2)


def test_word_opens_the_paper_as_one_of_its_own_time() -> None:
    settings = opened(docx_of("plan")).settings.element.iter(qn("w:compatSetting"))
    modes = {setting.get(qn("w:name")): setting.get(qn("w:val")) for setting in settings}
    assert modes["compatibilityMode"] == "15"


# ---- both --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "golden", "year", "arabic"), [("plan", KHUN_KAEO, 2568, False), ("letters", LUMPHUK, 2565, True)]
)
def test_figures_are_those_of_the_profile_in_both_numerals(
    name: str, golden: str, year: int, arabic: bool
) -> None:
    profile = golden_profile(golden, year)
    document = opened(docx_of(name, arabic))
    figures = [indicator.score for indicator in profile.indicators]
    figures += [profile.row["total"], *(profile.unit(code) for code in ("IIT", "EIT", "OIT"))]
    wanted = [
        format_number(figure) if arabic else to_thai_digits(format_number(figure)) for figure in figures
    ]
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert [figure for figure in wanted if figure not in cells] == []
    pages = "\n".join(with_pdfium(pdf_of(name, arabic)))
    assert [figure for figure in wanted if figure not in pages] == []
    text = "\n".join(lines(document))
    if not arabic:
        assert not re.search(r"\d\.\d", re.sub("[๐-๙]", "", text))
    else:
        assert not re.search("[๐-๙]", text)


@pytest.mark.parametrize("reader", QUICK_READERS)
@pytest.mark.parametrize("name", ["plan", "letters", "totals", "a gap"])
def test_every_text_comes_back_letter_by_letter(name: str, reader: str) -> None:
    number = re.compile(r"^-[๐-๙]+-\s", re.MULTILINE)
    pages = "\n".join(number.sub("", page) for page in READERS[reader](pdf_of(name)))
    missing = [words.plain for words in texts_of(report_of(name)) if not holds(pages, written(words))]
    # A row of the plan that goes on on the next page has the other columns and the headings between its halves.
    assert [text for text in missing if not all(in_halves(pages, line) for line in text.split("\n"))] == []
    cells = {
        cell.plain
        for b in report_of(name).blocks
        if isinstance(b, Table) and b.splits
        for r in b.rows
        for cell in r.cells
    }
    assert set(missing) <= cells


def in_halves(pages: str, line: str) -> bool:
    said = written(ours(line)), line, to_thai_digits(line[:2]) + line[2:]
    return any(
        holds(pages, text[:at]) and holds(pages, text[at:]) for text in said for at in range(len(text) + 1)
    )


@pytest.mark.parametrize("name", ["plan", "letters"])
def test_the_contents_of_the_pdf_name_the_pages_of_their_headings(name: str) -> None:
    pages = [re.sub(r"\s", "", page) for page in with_pypdf(pdf_of(name, True))]
    heads = [b for b in report_of(name).blocks if isinstance(b, Heading) and b.level == 1]
    contents = next(page for page in pages if "สารบัญ" in page)
    for head in heads:
        text = re.sub(r"\s", "", head.words.plain)
        found = re.search(re.escape(text) + r"(\d+?)(?=[^\d]|$)", contents)
        assert found is not None, text
        assert text in pages[int(found[1]) - 1]


def test_the_pdf_is_marked_and_bookmarked() -> None:
    content = pdf_of("plan")
    kinds = [entry["/S"] for entry in structure(content)]
    assert kinds.count("/Title") == 1
    tables = [block for block in report_of("plan").blocks if isinstance(block, Table)]
    assert kinds.count("/Table") == len(tables)

    def count(outline: list[Any]) -> int:
        return sum(count(item) if isinstance(item, list) else 1 for item in outline)

    heads = [block for block in report_of("plan").blocks if isinstance(block, Heading)]
    assert count(PdfReader(io.BytesIO(content)).outline) == len(heads)
    boxes = [box for _, _, box in boxes_of(pdf_of("totals"))]
    assert max(box[2] for box in boxes) <= 19.05
    assert min(box[0] for box in boxes) >= 2.95


def test_the_summary_is_one_page() -> None:
    for name in ("plan", "letters", "three years", "contradicted", "letters, then words"):
        pages = with_pypdf(pdf_of(name))
        assert "บทสรุปผู้บริหาร" in pages[1], name
        assert "สารบัญ" in pages[2], name


def test_hostile_texts_come_out_as_their_letters() -> None:
    office = Particulars(MARKUP, MARKUP, MARKUP, signatories=(Signatory(MARKUP, MARKUP),))
    report = analysis(
        golden_profile(KHUN_KAEO, 2568),
        "ไม่ใช้",
        chosen=(own("9", MARKUP, f"{MARKUP}\x00\x1b\ud800จบ"),),
        findings={"9": Finding("other", MARKUP)},
        office=office,
        files=(MARKUP,),
    )
    text = "\n".join(lines(opened(write_docx(report))))
    # cover 3, preface 2, finding in its place and in the plan 2, measure in both 2, how 1, file 1, signature 2
    assert text.count(MARKUP) == 13
    assert f"{MARKUP}จบ" in text
    squeezed = "".join("".join(with_pypdf(write_pdf(report))).split())
    assert squeezed.count("".join(MARKUP.split())) == 13


def test_a_heading_of_hostile_letters_stands_in_the_contents() -> None:
    blocks = (Cover(verbatim(MARKUP), (), ()), Contents(verbatim(MARKUP)), Heading(verbatim(MARKUP)))
    report = Report("ก", verbatim("ข"), DAY, blocks)
    assert "".join("".join(with_pypdf(write_pdf(report))).split()).count("".join(MARKUP.split())) == 4
    assert "\n".join(lines(opened(write_docx(report)))).count(MARKUP) == 4


@pytest.mark.parametrize("name", ["plan", "totals", "eight years, the last provisional"])
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert write_docx(report_of(name)) == docx_of(name)
    assert write_pdf(report_of(name)) == pdf_of(name)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_of_data_is_written_in_both_forms(name: str) -> None:
    assert len(opened(docx_of(name)).tables) >= 3
    assert len(with_pdfium(pdf_of(name))) >= 6
