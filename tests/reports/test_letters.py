"""Memos and analyses by topic, opened again as Word and PDF: letters, sizes, texts, figures, fixed bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from itacore.measures.chosen import Finding
from itacore.measures.plan import Meeting
from itacore.office import Limits, Particulars, Signatory
from itacore.reports.docx import write_docx
from itacore.reports.docx_memo import write_memo_block
from itacore.reports.pdf import write_pdf
from itacore.reports.pdf_memo import memo_data
from itacore.reports.report import KeyFigure, KeyFigures, PageBreak, Paragraph, Report, ours
from itacore.thai import NBSP, to_thai_digits
from tests.reports.cases import DAY, HOSTILE
from tests.reports.letters import ALL, GOLDEN, OFFICE, measure, memo, topics
from tests.reports.pdf_reading import (
    QUICK_READERS,
    READERS,
    boxes_of,
    holds,
    structure,
    tables_of,
    texts_of,
    with_pdfium,
    with_pypdf,
    without_space,
    written,
)
from tests.reports.test_docx import check_letters, lines

BUILDERS: dict[str, Callable[..., Report]] = {"memo": memo, "topics": topics}
MARKUP = f"{HOSTILE} #let $x$ \\input"
CASES = ["khun-kaeo-2566", "khun-kaeo-2568", "lumphuk-2565", "totals", "a-level-alone", "some-indicators"]


@cache
def made(kind: str, name: str, arabic: bool = False, whole: bool = True) -> tuple[Report, bytes, bytes]:
    report = BUILDERS[kind](ALL[name], whole=whole)
    return report, write_docx(report, arabic_digits=arabic), write_pdf(report, arabic_digits=arabic)


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def size_of(document: Any, text: str) -> tuple[str, bool]:
    """Size for Thai letters, in half points, and weight of the first run that is a text."""
    runs = document.element.iter(qn("w:r"))
    run = next(r for r in runs if "".join(t.text or "" for t in r.iter(qn("w:t"))) == text)
    bold = run.rPr.find(qn("w:bCs")).get(qn("w:val"))
    return run.rPr.find(qn("w:szCs")).get(qn("w:val")), bold is None


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("whole", [False, True])
def test_every_run_has_the_font_for_thai_letters(kind: str, whole: bool) -> None:
    document = opened(made(kind, "khun-kaeo-2568", False, whole)[1])
    runs = list(document.element.iter(qn("w:r")))
    assert len(runs) > 80
    for run in runs:
        if run.find(qn("w:br")) is None or run.find(qn("w:t")) is not None:
            check_letters(run.find(qn("w:rPr")), "".join(run.itertext()))
    for paragraph in document.element.iter(qn("w:p")):
        marks = paragraph.findall(f"{qn('w:pPr')}/{qn('w:rPr')}")
        assert len(marks) <= 1


def test_sizes_of_the_head_of_a_memo() -> None:
    document = opened(made("memo", "khun-kaeo-2568")[1])
    assert size_of(document, "บันทึกข้อความ") == ("58", True)
    for label in ("ส่วนราชการ", "ที่", "วันที่", "เรื่อง", "เรียน"):
        assert size_of(document, label) == ("40", True)
    title = document.paragraphs[0]
    assert (title.style.name, title.alignment) == ("Title", 1)
    assert title.paragraph_format.line_spacing.cm == pytest.approx(1.5, abs=0.01)


def test_the_memo_stands_in_place_of_the_title() -> None:
    report, word, _ = made("memo", "khun-kaeo-2568")
    assert lines(opened(word))[0] == "บันทึกข้อความ"
    assert lines(opened(word)).count(written(report.subtitle)) == 0
    assert opened(word).core_properties.title.startswith("บันทึกข้อความ รายงานการวิเคราะห์ผลการประเมิน ITA")


def test_the_attachment_begins_a_page_without_an_empty_paragraph() -> None:
    document = opened(made("memo", "khun-kaeo-2568")[1])
    begins = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert begins == ["เอกสารแนบ: ผลการวิเคราะห์และมาตรการ"]
    assert all(br.get(qn("w:type")) != "page" for br in document.element.iter(qn("w:br")))


def test_a_page_may_begin_with_anything() -> None:
    figures = KeyFigures((KeyFigure("ก", "1", "", "", 1.0, None),))
    blocks = (Paragraph(ours("ก")), PageBreak(), figures, PageBreak(), Paragraph(ours("ข")), PageBreak())
    document = opened(write_docx(Report("ก", ours("ข"), DAY, blocks)))
    assert [p.text for p in document.paragraphs if p.paragraph_format.page_break_before] == ["ข"]
    assert [br.get(qn("w:type")) for br in document.element.iter(qn("w:br"))] == ["page"]


def test_clauses_are_set_in_and_even_on_both_sides() -> None:
    document = opened(made("memo", "khun-kaeo-2568")[1])
    clause = next(p for p in document.paragraphs if p.text.startswith("ตามที่"))
    assert clause.paragraph_format.first_line_indent.cm == pytest.approx(2.5, abs=0.01)
    assert clause._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "thaiDistribute"


def test_lines_to_write_on_reach_the_end_of_the_text() -> None:
    document = opened(made("memo", "khun-kaeo-2568", False, False)[1])
    stops = [tab for tab in document.element.iter(qn("w:tab")) if tab.get(qn("w:leader")) == "dot"]
    assert len(stops) >= 6 + 5
    assert max(int(tab.get(qn("w:pos"))) for tab in stops) == pytest.approx(16 * 567, abs=3)


@pytest.mark.parametrize("kind", BUILDERS)
def test_elements_stand_in_the_order_of_the_schema(kind: str) -> None:
    order = (
        "pStyle keepNext keepLines pageBreakBefore widowControl numPr tabs spacing ind contextualSpacing jc "
        "outlineLvl rPr"
    ).split()
    for properties in opened(made(kind, "khun-kaeo-2568")[1]).element.iter(qn("w:pPr")):
        places = [order.index(child.tag.split("}")[1]) for child in properties]
        assert places == sorted(places)


@pytest.mark.parametrize("kind", BUILDERS)
def test_tables_repeat_their_headings_and_long_rows_may_part(kind: str) -> None:
    chosen = (measure(1, "9", steps=20), measure(2, "9", steps=1))
    report = BUILDERS[kind](GOLDEN["khun-kaeo-2568"], chosen_measures=chosen)
    table = opened(write_docx(report)).tables[-1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    whole = {
        row.cells[1].text.split("\n")[-1]: row._tr.trPr is not None
        and row._tr.trPr.find(qn("w:cantSplit")) is not None
        for row in table.rows
    }
    assert [kept for text, kept in whole.items() if "เรื่อง 1" in text] == [False]
    assert [kept for text, kept in whole.items() if "เรื่อง 2" in text] == [True]


@pytest.mark.parametrize("kind", BUILDERS)
def test_a_plan_over_several_pages_has_its_headings_and_every_step(kind: str) -> None:
    chosen = tuple(measure(at, "9", steps=25) for at in range(1, 6))
    content = write_pdf(BUILDERS[kind](GOLDEN["khun-kaeo-2568"], chosen_measures=chosen))
    pages = with_pypdf(content)
    text = "".join(cell.text for row in tables_of(content)[-1] for cell in row)
    steps = re.findall(r"ขั้นตอนย่อย(\d+)ของเรื่อง(\d)", re.sub(r"\s", "", text))
    assert steps == [(str(at), str(of)) for of in range(1, 6) for at in range(1, 26)]
    on_pages = [page for page in pages if "ขั้นตอนย่อย" in page]
    assert len(on_pages) > 3
    assert all("ผู้รับผิด" in page for page in on_pages)


@pytest.mark.parametrize("reader", QUICK_READERS)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("kind", BUILDERS)
def test_every_text_comes_back_letter_by_letter(kind: str, name: str, reader: str) -> None:
    report, _, content = made(kind, name)
    pages = "\n".join(READERS[reader](content))
    assert [words.plain for words in texts_of(report) if not holds(pages, written(words))] == []


@pytest.mark.parametrize("arabic", [False, True])
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("kind", BUILDERS)
def test_both_papers_say_the_same_in_the_same_order(kind: str, whole: bool, arabic: bool) -> None:
    report, word, content = made(kind, "khun-kaeo-2568", arabic, whole)
    expected = [re.sub(r"\s", "", written(words, arabic)) for words in texts_of(report)]
    # A PDF repeats the headings of a table on every page, so that only the order is the same.
    for text in ("".join(lines(opened(word))), without_space(with_pypdf(content))):
        rest = re.sub(r"\s", "", text)
        for piece in filter(None, expected):
            before, found, rest = rest.partition(piece)
            assert found == piece, (piece, before[:60])


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_figures_in_both_numerals(kind: str, name: str) -> None:
    profile = GOLDEN[name]
    figures = [f"{profile.row['total']:.2f}", *(f"{i.score:.2f}" for i in profile.indicators)]
    _, word, content = made(kind, name)
    for text in ("\n".join(lines(opened(word))), "\n".join(with_pdfium(content))):
        assert [f for f in figures if to_thai_digits(f) not in text] == []
    _, _, content = made(kind, name, True)
    text = "\n".join(with_pdfium(content))
    assert [f for f in figures if f not in text] == []


@pytest.mark.parametrize("kind", BUILDERS)
def test_thai_digits_everywhere_but_in_names_and_the_office_s_words(kind: str) -> None:
    text = "\n".join(lines(opened(made(kind, "khun-kaeo-2568", False, False)[1]))).replace(NBSP, " ")
    text = text.replace("เทศบาลตำบลตัวอย่าง 5", "")
    text = re.sub(r"[A-Za-z]+\d+|o\d+", "", text)
    assert not re.findall(r"[0-9]", text)
    _, word, _ = made(kind, "khun-kaeo-2568")
    assert "ข้อ o12 ยังไม่ได้เผยแพร่ 1 รายการ" in "\n".join(lines(opened(word)))
    arabic = "\n".join(lines(opened(made(kind, "khun-kaeo-2568", True, False)[1])))
    assert not re.search("[๐-๙]", arabic)


@pytest.mark.parametrize("kind", BUILDERS)
def test_hostile_texts_come_out_as_their_letters(kind: str) -> None:
    own = Particulars(
        name=MARKUP,
        heading=MARKUP,
        number=MARKUP,
        district=MARKUP,
        province=MARKUP,
        signatories=tuple(Signatory(MARKUP, MARKUP) for _ in range(4)),
    )
    given: dict[str, Any] = {"particulars": own, "findings": {"9": Finding("other", MARKUP)}}
    bad = measure(1, "9")
    bad = type(bad)(None, "9", *[MARKUP] * 5, steps=(MARKUP, MARKUP), follow_up=MARKUP)
    given["chosen_measures"] = (bad,)
    if kind == "memo":
        given["meeting"] = Meeting(MARKUP, DAY, MARKUP, (MARKUP,), MARKUP)
        count = 2 + 1 + 1 + 3 * 1 + 8 + 1 + 4 + 6
    else:
        given["limits"] = Limits(*[MARKUP] * 4)
        count = 3 + 1 + 5 + 4
    report = BUILDERS[kind](GOLDEN["khun-kaeo-2568"], **given)
    word = "\n".join(lines(opened(write_docx(report))))
    squeezed = "".join(MARKUP.split())
    in_pdf = without_space(with_pypdf(write_pdf(report)))
    assert "".join(word.split()).count(squeezed) == in_pdf.count(squeezed) == count


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("whole", [False, True])
def test_the_same_paper_gives_the_same_bytes(kind: str, whole: bool) -> None:
    _, word, content = made(kind, "khun-kaeo-2568", False, whole)
    again = BUILDERS[kind](GOLDEN["khun-kaeo-2568"], whole=whole)
    assert write_docx(again) == word
    assert write_pdf(again) == content


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("kind", BUILDERS)
def test_papers_of_every_kind_of_data_stay_inside_the_margins(kind: str, name: str) -> None:
    _, word, content = made(kind, name, False, False)
    assert len(lines(opened(word))) > 40
    boxes = [box for _, _, box in boxes_of(content)]
    assert max(box[2] for box in boxes) <= 19.02
    assert min(box[0] for box in boxes) >= 2.95
    assert min(box[1] for box in boxes) >= 1.95


def test_the_memo_is_one_page_and_its_head_a_title() -> None:
    _, _, content = made("memo", "khun-kaeo-2568")
    pages = with_pypdf(content)
    assert "ข้อพิจารณา/ข้อสั่งการของนายกเทศมนตรี" in pages[0].replace("\n", "")
    assert "เอกสารแนบ" in pages[1]
    kinds = [entry["/S"] for entry in structure(content)]
    assert kinds.count("/Title") == 1
    assert kinds.count("/Table") == 2


def test_no_post_of_ours_and_no_name_stands_in_a_paper_of_an_office_that_gave_none() -> None:
    for kind in BUILDERS:
        text = "\n".join(lines(opened(made(kind, "lumphuk-2565", False, False)[1])))
        assert [s.post for s in OFFICE.signatories if f"({s.post}" in text] == []
        assert not re.search(r"(?:นาย|นาง|นางสาว)\s?[ก-ฮ][^กเ]\S+ \S+\)", text)


def test_what_is_no_part_of_a_letter_is_refused() -> None:
    for write in (lambda: write_memo_block(Document(), "ก"), lambda: memo_data("ก", lambda words: [])):  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="str is no part of a letter"):
            write()
