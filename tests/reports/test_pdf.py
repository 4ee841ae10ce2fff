"""PDF papers, opened again: the Word paper's texts in its order, letter by letter; structure; fonts; fixed bytes."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from itacore.measures.chosen import Finding
from itacore.reports import typesetting
from itacore.reports.docx import write_docx
from itacore.reports.pdf import write_pdf
from itacore.reports.report import (
    Block,
    Bullets,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Row,
    Signature,
    Table,
    ours,
    verbatim,
)
from itacore.reports.typesetting import PaperFaultError
from tests.charts.profiles import KHUN_KAEO, golden_profile
from tests.reports.cases import DAY, HOSTILE, PROFILES, own, summary
from tests.reports.pdf_reading import (
    EVERY_READER,
    READERS,
    boxes_of,
    fonts_of,
    holds,
    structure,
    texts_of,
    with_pypdf,
    without_space,
    written,
)

MARKUP = f"{HOSTILE} #let $x$ \\input"
SARABUN = {"SarabunClusters-Regular", "SarabunClusters-Bold"}


@cache
def made(name: str, arabic: bool = False) -> tuple[Report, bytes]:
    report = summary(PROFILES[name])
    return report, write_pdf(report, arabic_digits=arabic)


def paper(*blocks: Block, name: str = "ก") -> Report:
    return Report("ชื่อเรื่อง", verbatim(name), DAY, blocks)


def long_table(rows: int, *, groups: bool = False) -> Table:
    columns = (Column(ours("ข้อ"), 0.1), Column(ours("ตัวชี้วัด"), 0.9))
    lines: list[Row] = []
    for number in range(1, rows + 1):
        if groups and number % 7 == 1:
            lines.append(Row((ours(f"กลุ่ม {number}", bold=True),), group=True))
        lines.append(Row((ours(str(number)), ours("การใช้ทรัพย์สินของราชการ"))))
    return Table(ours("ตารางยาว"), columns, tuple(lines))


def word_texts(report: Report, arabic: bool) -> str:
    body = Document(io.BytesIO(write_docx(report, arabic_digits=arabic))).element.body
    return re.sub(r"\s", "", "".join(t.text or "" for t in body.iter(qn("w:t"))))


# ---- texts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", EVERY_READER)
@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_text_comes_back_letter_by_letter(name: str, reader: str) -> None:
    report, content = made(name)
    pages = "\n".join(READERS[reader](content))
    assert [words.plain for words in texts_of(report) if not holds(pages, written(words))] == []


@pytest.mark.parametrize("arabic", [False, True])
@pytest.mark.parametrize("name", ["five-level", "letters", "totals-only"])
def test_texts_and_figures_are_those_of_the_word_paper_in_their_order(name: str, arabic: bool) -> None:
    report, content = made(name, arabic)
    assert without_space(with_pypdf(content)) == word_texts(report, arabic)


def test_thai_digits_everywhere_but_in_names_and_codes() -> None:
    chosen = (own("9", "ตรวจ 5 ครั้งตาม o12 ที่ https://a.go.th/2568"),)
    report = summary(golden_profile(KHUN_KAEO, 2568), "เทศบาลตำบลเขต 5", chosen=chosen)
    text = re.sub(r"\s", "", "".join(with_pypdf(write_pdf(report))))
    words = "เทศบาลตำบลเขต5 ตรวจ5ครั้งตามo12ที่https://a.go.th/2568 ทำทุก3เดือน ไตรมาส2 รายงาน1ฉบับ"
    for own_words in words.split():
        assert own_words in text
        text = text.replace(own_words, "")
    assert not re.search(r"[0-9]", text)
    assert "๙๖.๗๓" in text
    assert not re.search("[๐-๙]", "".join(with_pypdf(made("five-level", True)[1])))


@pytest.mark.parametrize("reader", EVERY_READER)
def test_hostile_texts_come_out_as_their_letters(reader: str) -> None:
    chosen = (own("9", MARKUP, f"{MARKUP}\x00\x1b\ud800จบ"),)
    found = {"9": Finding("other", MARKUP)}
    profile = golden_profile(KHUN_KAEO, 2568)
    content = write_pdf(summary(profile, f"{MARKUP}\x07", chosen=chosen, findings=found))
    text = "".join("".join(READERS[reader](content)).split())
    assert text.count("".join(MARKUP.split())) == 4
    assert "".join(f"{MARKUP}จบ".split()) in text
    assert MARKUP in PdfReader(io.BytesIO(content)).metadata["/Title"]


def test_hostile_texts_in_every_kind_of_block() -> None:
    words = verbatim(MARKUP)
    blocks = (
        Heading(words),
        Paragraph(words),
        Bullets((words, words)),
        KeyFigures((KeyFigure(MARKUP, "1", "", "", 1.0, None),)),
        Table(words, (Column(words, 1),), (Row((words,), group=True), Row((words,)))),
    )
    content = write_pdf(paper(*blocks, name=MARKUP))
    assert without_space(with_pypdf(content)).count("".join(MARKUP.split())) == 10


def test_a_character_that_no_letter_of_ours_shows_is_a_box() -> None:
    pages = with_pypdf(write_pdf(paper(Paragraph(verbatim("ก🙂ข")), name="日 Ω λ\u200b")))
    assert "ก□ข" in pages[0]
    assert "□ Ω λ\n" in pages[0]


# ---- pages -------------------------------------------------------------------------------------------------


def test_page_is_a4_with_the_margins_of_thai_offices() -> None:
    content = made("five-level")[1]
    for page in PdfReader(io.BytesIO(content)).pages:
        assert [round(float(side) * 2.54 / 72, 1) for side in page.mediabox[2:]] == [21.0, 29.7]
    boxes = [box for _, _, box in boxes_of(content)]
    assert min(box[0] for box in boxes) == pytest.approx(3.0, abs=0.1)
    assert max(box[2] for box in boxes) <= 19.0
    assert min(box[1] for box in boxes) >= 2.0


@pytest.mark.parametrize(("arabic", "number"), [(False, "-๒-"), (True, "-2-")])
def test_pages_are_numbered_from_the_second_one(arabic: bool, number: str) -> None:
    first, second = with_pypdf(made("five-level", arabic)[1])
    assert not re.search(r"^-.-$", first, re.MULTILINE)
    assert second.startswith(number)


@pytest.mark.parametrize("groups", [False, True])
def test_the_heading_of_a_long_table_stands_on_every_page(groups: bool) -> None:
    table = long_table(150, groups=groups)
    pages = with_pypdf(write_pdf(paper(table)))
    assert len(pages) > 3
    assert all("ข้อ ตัวชี้วัด" in page for page in pages)
    rows = re.findall(r"^([๐-๙]+) การใช้ทรัพย์สินของราชการ$", "\n".join(pages), re.MULTILINE)
    assert len(rows) == 150
    assert sum("กลุ่ม" in line for page in pages for line in page.splitlines()) == (22 if groups else 0)


@pytest.mark.parametrize("above", [*range(0, 28, 4), *range(28, 40)])
def test_no_heading_ends_a_page(above: int) -> None:
    lines = Paragraph(ours("\n".join("ก" * above)))
    table = long_table(60, groups=True)
    for page in with_pypdf(write_pdf(paper(lines, Heading(ours("หัวข้อ")), table))):
        last = page.strip().splitlines()[-1]
        assert re.fullmatch("ก|[๐-๙]+ การใช้ทรัพย์สินของราชการ", last)


POSTS = tuple(f"ตำแหน่ง {letter}" for letter in "กขคง")


def signed(above: int) -> Report:
    lines = (Paragraph(ours("ก")) for _ in range(above))
    signatures = (Signature((ours("(ลงชื่อ)"), ours("(...)"), ours(post))) for post in POSTS)
    return paper(*lines, Heading(ours("หมายเหตุ"), 2), Note(ours("คำอธิบายท้าย")), *signatures)


@pytest.mark.parametrize("above", [3, 18, 24, 30])
def test_all_sign_on_one_page_that_has_words_above(above: int) -> None:
    *_, last = with_pypdf(write_pdf(signed(above)))
    assert all(said in last for said in ("หมายเหตุ", "คำอธิบายท้าย", *POSTS))


def test_all_sign_on_one_page_in_word_too() -> None:
    paragraphs = Document(io.BytesIO(write_docx(signed(1)))).paragraphs
    held = [p.text for p in paragraphs if p.paragraph_format.keep_with_next]
    assert held == [
        "คำอธิบายท้าย",
        *["(ลงชื่อ)", "(...)"],
        *(t for p in POSTS[:3] for t in (p, "(ลงชื่อ)", "(...)")),
    ]


def test_a_text_between_heading_and_table_goes_with_the_table() -> None:
    heading, lead, table = Heading(ours("หัวข้อ")), Paragraph(ours("คำนำตาราง")), long_table(40)
    for above in range(24, 34):
        lines = Paragraph(ours("\n".join("ก" * above)))
        page = next(p for p in with_pypdf(write_pdf(paper(lines, heading, lead, table))) if "คำนำตาราง" in p)
        assert all(said in page for said in ("หัวข้อ", "การใช้ทรัพย์สินของราชการ"))
    word = Document(io.BytesIO(write_docx(paper(heading, lead, lead, heading, lead, table))))
    leads = [p.paragraph_format.keep_with_next for p in word.paragraphs if p.text == "คำนำตาราง"]
    assert leads == [None, None, True]


def test_groups_without_rows_stand_behind_each_other() -> None:
    groups = tuple(Row((ours(f"กลุ่ม {n}"),), group=True) for n in range(1, 5))
    rows = (*groups, Row((ours("ก"), ours("ข"))), *groups)
    columns = (Column(ours("ค"), 0.5), Column(ours("ง"), 0.5))
    for shown in (rows, groups, ()):
        (page,) = with_pypdf(write_pdf(paper(Table(ours("จ"), columns, shown))))
        assert page.count("กลุ่ม") == sum(row.group for row in shown)


def test_a_row_longer_than_a_page_goes_on_on_the_next() -> None:
    cell = "\n".join(f"บรรทัด {n}" for n in range(1, 121))
    table = Table(ours("ก"), (Column(ours("ข"), 1),), (Row((verbatim(cell),)),))
    pages = with_pypdf(write_pdf(paper(table)))
    assert re.findall(r"บรรทัด (\d+)", "\n".join(pages)) == [str(n) for n in range(1, 121)]


@pytest.mark.parametrize("name", ["ก" * 300, "x" * 300, "30\u00a0" * 100, "องค์การบริหารส่วนตำบล" * 10])
def test_nothing_stands_outside_the_margins(name: str) -> None:
    shares = (0.06, 0.34, 0.6)
    columns = tuple(Column(verbatim(name[:40]), share) for share in shares)
    table = Table(verbatim(name), columns, (Row((verbatim(name),) * 3),))
    figures = KeyFigures((KeyFigure(name, name[:20], name, "", None, None),) * 4)
    content = write_pdf(paper(Heading(verbatim(name)), figures, table, name=name))
    boxes = [box for _, _, box in boxes_of(content)]
    assert len(boxes) > 1000
    assert max(box[2] for box in boxes) <= 19.0
    assert min(box[0] for box in boxes) >= 2.95


def test_a_word_wider_than_its_column_breaks_inside_it() -> None:
    columns = (Column(ours("ก"), 0.06), Column(ours("ข"), 0.94))
    table = Table(ours("ค"), columns, (Row((ours("ประชาสัมพันธ์"), ours("ง"))),))
    places = [box for _, letter, box in boxes_of(write_pdf(paper(table))) if letter in "ปสพ"]
    assert len(places) == 3
    assert max(box[2] for box in places) <= 3 + 0.06 * 16


def test_a_page_break() -> None:
    pages = with_pypdf(write_pdf(paper(Paragraph(ours("ก่อน")), PageBreak(), Paragraph(ours("หลัง")))))
    assert "ก่อน" in pages[0]
    assert "หลัง" in pages[1]


# ---- the file ----------------------------------------------------------------------------------------------


def test_the_structure_is_marked() -> None:
    report, content = made("five-level")
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "th"
    kinds = [entry["/S"] for entry in structure(content)]
    headings = [block.level for block in report.blocks if isinstance(block, Heading)]
    tables = [block for block in report.blocks if isinstance(block, Table)]
    assert [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)] == headings
    assert kinds.count("/Title") == 1
    assert kinds.count("/Table") == len(tables)
    assert kinds.count("/TR") == sum(1 + len(table.rows) for table in tables)
    assert kinds.count("/TH") >= sum(len(table.columns) for table in tables)
    assert kinds.count("/Caption") == len(tables) + kinds.count("/Figure")


def test_lists_are_lists() -> None:
    kinds = [e["/S"] for e in structure(write_pdf(paper(Bullets((ours("ก"), ours("ข"))))))]
    assert kinds.count("/LI") == 2


def test_pictures_are_described() -> None:
    alts = [entry["/Alt"] for entry in structure(made("five-level")[1]) if entry["/S"] == "/Figure"]
    assert len(alts) == 2
    assert "EIT" in alts[0]
    assert "3.27" in alts[1]


def test_headings_are_bookmarks() -> None:
    report, content = made("five-level")

    def names(outline: list[Any]) -> list[str]:
        return [n for item in outline for n in (names(item) if isinstance(item, list) else [item["/Title"]])]

    expected = [written(block.words) for block in report.blocks if isinstance(block, Heading)]
    assert names(PdfReader(io.BytesIO(content)).outline) == expected


def test_a_level_left_out_is_closed_up_in_the_structure() -> None:
    blocks = [Heading(ours(text), level) for text, level in (("ก", 2), ("ข", 3), ("ค", 1), ("ง", 3))]
    kinds = [e["/S"] for e in structure(write_pdf(paper(*blocks)))]
    assert [kind for kind in kinds if re.fullmatch("/H[1-6]", kind)] == ["/H1", "/H2", "/H1", "/H2"]


def test_all_letters_are_ours_and_in_the_file() -> None:
    assert fonts_of(made("five-level")[1]) == SARABUN
    assert fonts_of(made("letters", True)[1]) == SARABUN


def test_the_file_says_what_it_is_and_names_nobody() -> None:
    reader = PdfReader(io.BytesIO(made("five-level")[1]))
    properties = reader.metadata
    assert set(properties) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert properties["/CreationDate"] == properties["/ModDate"] == "D:20261121000000Z"
    assert properties["/Title"].startswith("สรุปจุดที่ควรพัฒนาจากผลการประเมิน ITA เทศบาลตำบลตัวอย่าง 5")
    standards = reader.xmp_metadata.stream.get_data().decode("utf-8")
    for tag, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        assert f"<{tag}>{value}</{tag}>" in standards


def test_a_paper_without_a_day_bears_none() -> None:
    report = summary(PROFILES["open"], dated=None)
    content = write_pdf(report)
    reader = PdfReader(io.BytesIO(content))
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data().decode("utf-8")
    assert write_pdf(report) == content


@pytest.mark.parametrize("name", ["five-level", "letters", "totals-only"])
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert write_pdf(summary(PROFILES[name])) == made(name)[1]


def test_an_unknown_block_is_refused() -> None:
    with pytest.raises(TypeError, match="str is no block"):
        write_pdf(paper("ก"))  # type: ignore[arg-type]


def test_a_warning_makes_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "FAMILY", "Nobody")
    with pytest.raises((PaperFaultError, RuntimeError), match=r"(?i)font"):
        write_pdf(paper())
