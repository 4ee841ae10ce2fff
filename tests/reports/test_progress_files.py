"""Reports on carrying out measures, opened again as Word, PDF and workbook: letters, rows, texts, fixed bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from itacore.measures.chosen import ChosenMeasure
from itacore.measures.progress import EvidencePicture, Progress
from itacore.office import Particulars, Signatory
from itacore.reports.docx import write_docx
from itacore.reports.forms import FormColumn, FormSheet
from itacore.reports.pdf import write_pdf
from itacore.reports.report import Report, Row, Table, Turn, ours
from itacore.reports.xlsx import write_report_xlsx
from itacore.thai import to_thai_digits
from tests.reports.carried_out import BUILDERS, DONE, OFFICE, PLAN, WAITING, paper
from tests.reports.cases import DAY, HOSTILE
from tests.reports.letters import ALL, GOLDEN
from tests.reports.pdf_reading import (
    QUICK_READERS,
    READERS,
    boxes_of,
    fonts_of,
    holds,
    structure,
    texts_of,
    with_pdfium,
    with_pypdf,
    without_space,
    written,
)
from tests.reports.test_docx import check_letters, lines

MARKUP = f"{HOSTILE} #let $x$ \\input"
KHUN_KAEO, LUMPHUK = GOLDEN["khun-kaeo-2568"], GOLDEN["lumphuk-2565"]
CASES: dict[str, Callable[[str], Report]] = {
    "plan": lambda kind: paper(kind, LUMPHUK, chosen_measures=PLAN),
    "carried out": lambda kind: paper(
        kind, LUMPHUK, chosen_measures=PLAN, progress={0: DONE, 3: WAITING}, particulars=OFFICE, months=12
    ),
    "no plan": lambda kind: paper(kind, KHUN_KAEO),
}


@cache
def made(kind: str, case: str, arabic: bool = False) -> tuple[Report, bytes, bytes]:
    report = CASES[case](kind)
    return report, write_docx(report, arabic_digits=arabic), write_pdf(report, arabic_digits=arabic)


@cache
def workbook(case: str) -> bytes:
    return write_report_xlsx(CASES[case]("progress"))


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def sheet_of(content: bytes) -> Any:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return sheet


# ---- Word --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("case", CASES)
def test_every_run_and_style_has_the_font_for_thai_letters(kind: str, case: str) -> None:
    document = opened(made(kind, case)[1])
    parts = [document.element, document.sections[0].header._element]
    runs = [run for part in parts for run in part.iter(qn("w:r"))]
    assert len(runs) > 40
    for run in runs:
        check_letters(run.find(qn("w:rPr")), "".join(run.itertext()))
    for style in document.styles:
        if style.element.get(qn("w:type")) != "numbering":
            check_letters(style.element.find(qn("w:rPr")), style.name)


@pytest.mark.parametrize(("kind", "turns"), [("progress", [29.7]), ("progress-evidence", [29.7, 21.0])])
def test_the_table_stands_on_pages_on_their_side_from_the_first(kind: str, turns: list[float]) -> None:
    document = opened(made(kind, "plan")[1])
    assert [round(section.page_width.cm, 1) for section in document.sections] == turns
    assert document.sections[0].different_first_page_header_footer
    assert document.paragraphs[0].style.name == "Title"
    pages = PdfReader(io.BytesIO(made(kind, "plan")[2])).pages
    wide = [page.mediabox[2] > 800 for page in pages]
    assert wide[0]
    assert all(wide) == (kind == "progress")
    assert sorted(wide, reverse=True) == wide


@pytest.mark.parametrize("kind", BUILDERS)
def test_headings_repeat_rows_have_room_and_only_the_long_one_parts(kind: str) -> None:
    report, word, _ = made(kind, "plan")
    table = opened(word).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 13
    whole = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    assert whole == [True] * 12 + [False]
    heights = [row._tr.trPr.find(qn("w:trHeight")) for row in table.rows[1:]]
    assert {(h.get(qn("w:hRule")), int(h.get(qn("w:val")))) for h in heights} == {("atLeast", 1701)}
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert [side.tag.split("}")[1] for side in borders] == "top left bottom right insideH insideV".split()
    block = next(block for block in report.blocks if isinstance(block, Table))
    for row, given in zip(table.rows[1:], block.rows, strict=True):
        for cell, words in zip(row.cells, given.cells, strict=True):
            assert "".join(cell.text.split()) == "".join(written(words).split())


def test_a_page_of_evidence_a_measure() -> None:
    document = opened(made("progress-evidence", "plan")[1])
    begins = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert begins == [
        f"มาตรการที่ {to_thai_digits(str(at))}: {measure.title}" for at, measure in enumerate(PLAN[1:], start=2)
    ]
    pictures = [table for table in document.tables if table.rows[0].cells[0].text == "ภาพที่ ๑"]
    assert len(pictures) == 12
    plans = [table for table in document.tables if table.rows[0].cells[0].text == "รายการ"]
    text = "\n".join(cell.text for row in plans[0].rows for cell in row.cells)
    measure = PLAN[0]
    fields = (measure.owner, measure.period, measure.how, measure.result_indicator, measure.budget)
    for said in (*fields, measure.follow_up, measure.evidence, *measure.steps):
        assert said in text


# ---- both --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", QUICK_READERS)
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", BUILDERS)
def test_every_text_comes_back_letter_by_letter(kind: str, case: str, reader: str) -> None:
    report, _, content = made(kind, case)
    number = re.compile(r"^-[๐-๙]+-\s", re.MULTILINE)
    pages = "\n".join(number.sub("", page) for page in READERS[reader](content))
    missing = [words.plain for words in texts_of(report) if not holds(pages, written(words))]
    # Of the row that goes on on the next page each line is there; other columns stand between its halves.
    table = next(block for block in report.blocks if isinstance(block, Table))
    parted = {cell.plain for cell in table.rows[-1].cells}
    assert set(missing) <= parted
    for words in table.rows[-1].cells:
        assert [line for line in written(words).split("\n") if not holds(pages, line)] == []


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", BUILDERS)
def test_pages_stay_inside_their_margins_and_are_marked(kind: str, case: str) -> None:
    report, _, content = made(kind, case)
    pages = PdfReader(io.BytesIO(content)).pages
    for number, letter, box in boxes_of(content):
        width = float(pages[number].mediabox[2]) * 2.54 / 72
        assert 2.95 <= box[0] <= box[2] <= width - 1.95, (number, letter)
        assert box[1] >= 1.95
    kinds = [entry["/S"] for entry in structure(content)]
    assert kinds.count("/Title") == 1
    assert kinds.count("/Table") == sum(isinstance(block, Table) for block in report.blocks)
    assert all(name.startswith("SarabunClusters") for name in fonts_of(content))


@pytest.mark.parametrize("kind", BUILDERS)
def test_the_long_measure_is_whole_with_headings_on_each_of_its_pages(kind: str) -> None:
    pages = with_pypdf(made(kind, "plan", True)[2])
    wide = [page for page in pages if "ผลการดำเนินงาน" in page and "ขั้น" in page]
    steps = [int(number) for page in wide for number in re.findall(r"ขั้น (\d+) ของงานที่ 12", page)]
    assert steps == list(range(1, 31))


@pytest.mark.parametrize("arabic", [False, True])
@pytest.mark.parametrize("kind", BUILDERS)
def test_numerals(kind: str, arabic: bool) -> None:
    _, word, content = made(kind, "no plan", arabic)
    for text in ("\n".join(lines(opened(word))), "\n".join(with_pypdf(content))):
        ours_alone = text.replace("เทศบาลตำบลตัวอย่าง 5", "")
        assert not re.search("[๐-๙]" if arabic else "[0-9]", ours_alone)
        assert ("96.73" if arabic else "๙๖.๗๓") in text


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", BUILDERS)
def test_the_same_paper_gives_the_same_bytes(kind: str, case: str) -> None:
    _, word, content = made(kind, case)
    again = CASES[case](kind)
    assert write_docx(again) == word
    assert write_pdf(again) == content
    if kind == "progress":
        assert write_report_xlsx(again) == workbook(case)


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("kind", BUILDERS)
def test_every_kind_of_result_is_written_in_every_form(kind: str, name: str) -> None:
    report = paper(kind, ALL[name], chosen_measures=PLAN[:2], dated=None)
    assert len(opened(write_docx(report)).tables) == (1 if kind == "progress" else 5)
    assert len(with_pdfium(write_pdf(report))) >= 1
    if kind == "progress":
        assert sheet_of(write_report_xlsx(report)).max_row > 6


def hostile(kind: str) -> Report:
    own = Particulars(MARKUP, signatories=(Signatory(MARKUP, MARKUP),))
    texts = dict.fromkeys(("result_indicator", "budget", "follow_up"), MARKUP)
    bad = ChosenMeasure(None, "9", *[MARKUP] * 5, steps=(MARKUP, f"{MARKUP}\x00\x1b\ud800จบ"), **texts)  # type: ignore[arg-type]
    told = Progress("done", *[MARKUP] * 5, links=(MARKUP,), evidence=(MARKUP,))
    return paper(kind, KHUN_KAEO, MARKUP, particulars=own, chosen_measures=(bad,), progress={0: told})


@pytest.mark.parametrize(("kind", "count"), [("progress", 17), ("progress-evidence", 31)])
def test_hostile_texts_come_out_as_their_letters(kind: str, count: int) -> None:
    report = hostile(kind)
    word = "".join("\n".join(lines(opened(write_docx(report)))).split())
    in_pdf = without_space(with_pypdf(write_pdf(report)))
    squeezed = "".join(MARKUP.split())
    assert word.count(squeezed) == in_pdf.count(squeezed) == count
    assert f"{squeezed}จบ" in word
    assert f"{squeezed}จบ" in in_pdf


# ---- the workbook ------------------------------------------------------------------------------------------


def test_no_text_of_the_workbook_is_a_formula_or_a_link() -> None:
    content = write_report_xlsx(hostile("progress"))
    sheet = sheet_of(content)
    values = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in values} == {"s", "n"}
    texts = [str(cell.value) for cell in values]
    # name twice, measure, two steps, owner, period, five and two of the result, five of the plan, signature
    assert sum(text.count(MARKUP) for text in texts) == 21
    assert MARKUP in texts
    assert f"2. {MARKUP}จบ" in texts
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def head_row(sheet: Any) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "ที่")


@pytest.mark.parametrize("case", CASES)
def test_the_workbook_is_ready_to_fill_in_and_to_print(case: str) -> None:
    sheet = sheet_of(workbook(case))
    head = head_row(sheet)
    assert sheet.title in ("ผลการดำเนินงาน 2566", "ผลการดำเนินงาน 2569")
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"TH SarabunPSK"}
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"C{head + 1}"
    assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:$I$")
    assert "TH SarabunPSK" in sheet.oddFooter.center.font
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", '"ดำเนินการแล้ว,อยู่ระหว่างดำเนินการ,ยังไม่ดำเนินการ"')
    rows = 20 if case == "no plan" else 2 + 10 * 4 + 30
    assert str(rule.sqref) == f"G{head + 1}:G{head + rows}"
    assert sheet.cell(head, 7).value == "สถานะ"
    for row in sheet.iter_rows(min_row=head + 1, max_row=head + rows):
        assert sheet.row_dimensions[row[0].row].height >= 48
        assert {cell.border.left.style for cell in row} == {"thin"}
        assert {cell.number_format for cell in row[1:]} == {"@"}


def test_every_measure_and_step_is_in_the_workbook() -> None:
    sheet = sheet_of(workbook("plan"))
    head = head_row(sheet)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    steps = [step for measure in PLAN for step in measure.steps]
    for step, row in zip(steps, rows, strict=False):
        assert row[3].endswith(step)
        assert row[6:9] == [None] * 3
    assert [row[1] for row in rows[: len(steps)] if "(ต่อ)" not in row[1]] == [m.title for m in PLAN]
    assert rows[0][5] == "ม.ค.\u00a069 – มี.ค.\u00a069"  # a month and its year stay on one line
    top = [sheet.cell(row, 1).value.replace("\xa0", " ") for row in range(1, head)]
    assert top[0] == "รายงานผลการดำเนินงานตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
    assert "69.38 คะแนน" in top[2]
    assert any("ไม่ใช่ระบบของสำนักงาน ป.ป.ช." in str(row[0]) for row in rows)


def test_more_choices_than_a_list_holds_are_refused() -> None:
    column = FormColumn("ก", 9, choices=("ก" * 200, "ข" * 60))
    sheet = FormSheet("ก", ("ก",), (column,) * 3, (("",) * 3,))
    with pytest.raises(ValueError, match="more letters than a list"):
        write_report_xlsx(Report("ก", ours("ข"), None, (), sheets=(sheet,)))


# ---- forms in papers ---------------------------------------------------------------------------------------


def test_a_paper_may_turn_at_its_beginning_or_later() -> None:
    table = Table(ours("ก"), (), (), wide=True)
    wide = Table(ours("ก"), table.columns, (Row((), room=2.0),))
    assert wide.rows[0].room == 2.0
    for blocks, widths in (((Turn(True), Turn(False)), [29.7, 21.0]), ((Turn(False),), [21.0])):
        document = opened(write_docx(Report("ก", ours("ข"), DAY, blocks)))
        assert [round(section.page_width.cm, 1) for section in document.sections] == widths


def test_pictures_of_evidence_stand_whole_with_what_is_said_of_them() -> None:
    wide, tall = (_drawn(form, size) for form, size in (("PNG", (400, 100)), ("JPEG", (90, 180))))
    said = "ภาพ <b>ป้ายประกาศ 3 จุด"
    done = replace(DONE, pictures=(EvidencePicture(wide, said), EvidencePicture(tall, "ภาพที่ 2")))
    report = paper(
        "progress-evidence", GOLDEN["khun-kaeo-2568"], chosen_measures=PLAN[:1], progress={0: done}
    )

    document = Document(io.BytesIO(write_docx(report)))
    shown = [(round(s.width.cm, 2), round(s.height.cm, 2)) for s in document.inline_shapes]
    assert shown == [(16.0, 4.0), (3.0, 6.0)]
    shown_in = [p for p in document.paragraphs if p._p.findall(".//" + qn("w:drawing"))]
    assert [p.alignment for p in shown_in] == [WD_ALIGN_PARAGRAPH.CENTER] * 2
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    captions = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Caption"]
    assert told == captions[-2:] == [said, "ภาพที่ 2"]

    content = write_pdf(report)
    pages = PdfReader(io.BytesIO(content)).pages
    assert [(i.image.size if i.image else None) for page in pages for i in page.images] == [
        (400, 100),
        (90, 180),
    ]
    assert said.replace(" ", "") in without_space(with_pypdf(content))


def _drawn(form: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#1d4e89").save(out, form)
    return out.getvalue()
