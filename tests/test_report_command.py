"""``python -m itacore report``: what it writes, what it refuses, and its exit codes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from itacore import __main__ as command_line
from itacore.measures.chosen import ChosenMeasure
from itacore.measures.plan import Meeting, OfficePlan
from itacore.reports.kinds import FORMATS
from itacore.reports.plan_workbook import write_plan
from tests.reading.bad_files import FOLDER
from tests.reading.layout_e import Shape, agencies_table
from tests.reading.layouts import years_across
from tests.reading.truths import KHUN_KAEO, Agency, make_province
from tests.reading.workbooks import Sheet, to_xlsx

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on one file; give exit code, standard output and standard error."""
    monkeypatch.setattr(command_line, "today", lambda: date(2026, 11, 20))

    def run_it(
        content: Agency | Sheet | bytes,
        *options: str,
        kind: str = "weaknesses",
        form: str = "docx",
        out: Path | None = None,
    ) -> tuple[int, str, str]:
        path = tmp_path / "scores.xlsx"
        if isinstance(content, Agency):
            content = years_across(content)
        path.write_bytes(to_xlsx([content]) if isinstance(content, Sheet) else content)
        target = str(out or tmp_path / f"report.{form}")
        asked = ["report", str(path), "--kind", kind, "--format", form, "--out", target]
        code = command_line.main([*asked, *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_it


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def province() -> Sheet:
    return agencies_table(make_province(2568), Shape(year_column=True))


def test_a_word_paper_of_the_latest_year(run: Run, tmp_path: Path) -> None:
    code, printed, error = run(KHUN_KAEO)
    assert (code, error) == (0, "")
    assert str(tmp_path / "report.docx") in printed
    text = text_of(tmp_path / "report.docx")
    assert "เทศบาลตำบลขุนแก้ว" in text
    assert "๙๖.๗๓" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.docx", "scores.xlsx"]


def test_an_earlier_year_in_arabic_digits(run: Run, tmp_path: Path) -> None:
    assert run(KHUN_KAEO, "--year", "2566", "--arabic-digits")[0] == 0
    text = text_of(tmp_path / "report.docx")
    assert "97.35" in text
    assert "96.73" not in text


def test_a_workbook(run: Run, tmp_path: Path) -> None:
    assert run(KHUN_KAEO, form="xlsx")[0] == 0
    assert openpyxl.load_workbook(tmp_path / "report.xlsx").sheetnames[0] == "สรุป"


def test_a_pdf_in_either_numerals(run: Run, tmp_path: Path) -> None:
    for options, figure in (((), "๙๖.๗๓"), (("--arabic-digits",), "96.73")):
        assert run(KHUN_KAEO, *options, form="pdf")[0] == 0
        pages = PdfReader(tmp_path / "report.pdf").pages
        assert figure in pages[0].extract_text()


def test_slides_for_powerpoint(run: Run, tmp_path: Path) -> None:
    assert run(KHUN_KAEO, "--arabic-digits", kind="slides", form="pptx")[0] == 0
    slides = Presentation(str(tmp_path / "report.pptx")).slides
    assert slides[0].shapes.title.text == "ผ่านเกณฑ์ แต่ยังไม่ถึงระดับผ่านดีเยี่ยม"
    notes = slides[5].notes_slide.notes_text_frame.text
    assert "9 การเปิดเผยข้อมูล: ปี 2568 91.25" in notes
    assert "scores.xlsx แผ่น" in notes


@pytest.mark.parametrize(
    ("kind", "words"),
    [("memo", "ข้อพิจารณา/ข้อสั่งการ"), ("topics", "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ")],
)
def test_a_memo_and_an_analysis_by_topic(kind: str, words: str, run: Run, tmp_path: Path) -> None:
    assert run(KHUN_KAEO, kind=kind)[0] == 0
    text = text_of(tmp_path / "report.docx")
    assert "๙๖.๗๓" in text
    assert words in text
    assert run(KHUN_KAEO, "--arabic-digits", kind=kind, form="pdf")[0] == 0
    pages = "".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    assert "96.73" in pages


def test_slides_as_pdf(run: Run, tmp_path: Path) -> None:
    for options, figure in (((), "๙๖.๗๓"), (("--arabic-digits",), "96.73")):
        assert run(KHUN_KAEO, *options, kind="slides", form="pdf")[0] == 0
        pages = PdfReader(tmp_path / "report.pdf").pages
        assert pages[0].extract_text().startswith("ผ่านเกณฑ์ แต่ยังไม่ถึงระดับผ่านดีเยี่ยม")
        assert figure in pages[0].extract_text()


def test_a_file_of_several_agencies_needs_a_name(run: Run, tmp_path: Path) -> None:
    code, printed, error = run(province())
    assert (code, printed) == (2, "")
    assert "--agency" in error
    assert "เทศบาลตำบลหนองตัวอย่าง" in error
    assert not (tmp_path / "report.docx").exists()
    assert run(province(), "--agency", "อบต.ท่าตัวอย่าง")[0] == 0
    assert "อบต.ท่าตัวอย่าง" in text_of(tmp_path / "report.docx")


def test_at_most_twenty_names_are_listed(run: Run) -> None:
    first = make_province(2568)[0]
    agencies = [Agency(f"เทศบาลตำบลที่{n:02}", first.years, first.type, first.district) for n in range(23)]
    code, _, error = run(agencies_table(agencies, Shape(year_column=True)))
    assert code == 2
    assert error.count("เทศบาลตำบลที่") == 20
    assert "และอีก 3\xa0แห่ง" in error


def test_an_unknown_agency_or_year(run: Run) -> None:
    code, _, error = run(province(), "--agency", "ไม่มี")
    assert code == 2
    assert "ไม่มี" in error
    code, _, error = run(KHUN_KAEO, "--year", "2560")
    assert code == 2
    assert "2566, 2567, 2568" in error


@pytest.mark.parametrize(("kind", "form"), [("weaknesses", "pptx"), ("letter", "docx"), ("memo", "xlsx")])
def test_a_pair_that_there_is_not(kind: str, form: str, run: Run) -> None:
    code, printed, error = run(KHUN_KAEO, kind=kind, form=form)
    assert (code, printed) == (2, "")
    assert all(f"  {name}: {', '.join(formats)}" in error for name, formats in FORMATS.items())


def plan_file(tmp_path: Path, *measures: ChosenMeasure, year: int = 2569) -> str:
    path = tmp_path / "plan.xlsx"
    names = {str(code): f"ข้อ {code}" for code in range(1, 11)}
    meeting = Meeting("ประชุมคณะทำงาน", date(2025, 9, 22), "", ("ปลัดเทศบาล",), "เห็นชอบ")
    path.write_bytes(write_plan(OfficePlan(year, measures, meeting), "เทศบาลตำบลตัวอย่าง", names))
    return str(path)


def measure(indicator: str, title: str) -> ChosenMeasure:
    return ChosenMeasure(
        None, indicator, title, "ทำทุก 3 เดือน", "กองคลัง", "ไตรมาส 2", "รายงาน", ("ขั้น 1", "ขั้น 2")
    )


@pytest.mark.parametrize(
    ("kind", "form"), [("analysis", "docx"), ("analysis", "pdf"), ("weaknesses", "docx"), ("slides", "pptx")]
)
def test_a_plan_goes_into_the_paper(kind: str, form: str, run: Run, tmp_path: Path) -> None:
    plan = plan_file(tmp_path, measure("9", "มาตรการของสำนักงานเอง"))
    code, _, error = run(KHUN_KAEO, "--plan", plan, kind=kind, form=form)
    assert (code, error) == (0, "")
    out = tmp_path / f"report.{form}"
    if form == "docx":
        assert "มาตรการของสำนักงานเอง" in text_of(out)
    elif form == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(out).pages)
        assert "มาตรการของสำนักงานเอง" in re.sub(r"\s", "", text)
    else:
        slides = Presentation(str(out)).slides
        text = "".join("".join(shape._element.itertext()) for slide in slides for shape in slide.shapes)
        assert "มาตรการของสำนักงานเอง" in text


def test_an_analysis_of_the_latest_year_suggests_where_there_is_no_plan(run: Run, tmp_path: Path) -> None:
    code, _, error = run(KHUN_KAEO, kind="analysis")
    assert (code, error) == (0, "")
    text = text_of(tmp_path / "report.docx").replace("\xa0", " ")
    assert "ข้อเสนอมาตรการสำหรับปีงบประมาณ พ.ศ. ๒๕๖๙" in text
    assert "scores.xlsx" in text


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
@pytest.mark.parametrize("kind", ["progress", "progress-evidence"])
def test_a_report_on_measures_is_of_the_year_after_the_result(
    kind: str, form: str, run: Run, tmp_path: Path
) -> None:
    if (kind, form) == ("progress-evidence", "xlsx"):
        assert run(KHUN_KAEO, kind=kind, form=form)[0] == 2
        return
    plan = plan_file(tmp_path, measure("9", "มาตรการของสำนักงานเอง"))
    options = ("--year", "2569", "--plan", plan, "--arabic-digits")
    code, _, error = run(KHUN_KAEO, *options, kind=kind, form=form)
    assert (code, error) == (0, "")
    text = all_text(tmp_path / f"report.{form}")
    wanted = ("มาตรการของสำนักงานเอง", "96.73", "31มีนาคม2569", "กองคลัง", "ไตรมาส2", "ขั้น1", "ขั้น2")
    assert [piece for piece in wanted if piece not in text] == []


def all_text(path: Path) -> str:
    """Everything that a paper says, without spaces."""
    if path.suffix == ".docx":
        text = text_of(path)
    elif path.suffix == ".pdf":
        text = "".join(page.extract_text() for page in PdfReader(path).pages)
    else:
        sheets = openpyxl.load_workbook(path).worksheets
        text = "".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", ["progress", "progress-evidence"])
def test_a_report_on_measures_without_a_plan_is_a_form(kind: str, run: Run, tmp_path: Path) -> None:
    code, _, error = run(KHUN_KAEO, kind=kind)
    assert (code, error) == (0, "")
    text = text_of(tmp_path / "report.docx").replace("\xa0", " ")
    assert "ปีงบประมาณ พ.ศ. ๒๕๖๙" in text
    assert "ยังไม่มีแผนมาตรการ" in text
    assert "ข้อเสนอมาตรการ" not in text


@pytest.mark.parametrize(("year", "before"), [("2566", "2565"), ("2570", "2569")])
def test_measures_of_a_year_without_a_result_before_it(
    year: str, before: str, run: Run, tmp_path: Path
) -> None:
    code, printed, error = run(KHUN_KAEO, "--year", year, kind="progress")
    assert (code, printed) == (2, "")
    assert f"ไม่พบคะแนนของปี {before} ซึ่งเป็นที่มาของมาตรการปี {year}" in error
    assert "2567, 2568, 2569" in error
    assert not (tmp_path / "report.docx").exists()


def test_what_is_wrong_in_a_plan_is_told_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    plan = plan_file(tmp_path, measure("9", "ก" * 500))
    code, printed, error = run(KHUN_KAEO, "--plan", plan, kind="analysis")
    assert (code, printed) == (2, "")
    assert "plan.xlsx" in error
    assert "[ต้องแก้]" in error
    assert not (tmp_path / "report.docx").exists()


@pytest.mark.parametrize("content", [None, b"no workbook"])
def test_a_plan_that_cannot_be_opened(content: bytes | None, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    if content is not None:
        path.write_bytes(content)
    code, printed, error = run(KHUN_KAEO, "--plan", str(path), kind="analysis")
    assert (code, printed) == (2, "")
    assert "plan.xlsx" in error


def test_a_plan_of_another_year_is_told(run: Run, tmp_path: Path) -> None:
    plan = plan_file(tmp_path, measure("9", "ก"), year=2571)
    code, _, error = run(KHUN_KAEO, "--plan", plan, kind="analysis")
    assert "2571" in error
    assert code in (0, 2)


def test_the_plan_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    plan = Path(plan_file(tmp_path, measure("9", "ก")))
    before = plan.read_bytes()
    code, _, error = run(KHUN_KAEO, "--plan", str(plan), form="xlsx", out=plan)
    assert code == 2
    assert "--out" in error
    assert plan.read_bytes() == before


@pytest.mark.parametrize("name", ["blank.xlsx", "encrypted.xlsx"])
def test_a_file_without_a_score(name: str, run: Run, tmp_path: Path) -> None:
    code, printed, error = run((FOLDER / name).read_bytes())
    assert (code, printed) == (2, "")
    assert "ไม่พบคะแนน" in error
    assert not (tmp_path / "report.docx").exists()


def test_a_file_with_errors_gives_the_paper_and_says_them(run: Run, tmp_path: Path) -> None:
    year = replace(KHUN_KAEO.years[-1], total="95.00", rating=None)
    code, _, error = run(Agency("เทศบาลตำบลตัวอย่าง", (year,)))
    assert code == 1
    assert "เรื่องที่ต้องแก้" in error
    assert "ตัวอย่าง" in text_of(tmp_path / "report.docx")


def test_a_missing_folder_or_a_folder_in_the_way(run: Run, tmp_path: Path) -> None:
    for out in (tmp_path / "none" / "report.docx", tmp_path):
        code, printed, error = run(KHUN_KAEO, out=out)
        assert (code, printed) == (2, "")
        assert str(out) in error
    assert [path.name for path in tmp_path.iterdir()] == ["scores.xlsx"]
    assert not list(tmp_path.parent.glob(".*.part"))


def test_an_older_paper_stays_whole_until_the_new_one_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.docx"
    out.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full)
    code, _, error = run(KHUN_KAEO)
    assert code == 2
    assert str(out) in error
    assert out.read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["report.docx", "scores.xlsx"]


def test_the_same_file_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for kind, form in (
        ("weaknesses", "docx"),
        ("weaknesses", "xlsx"),
        ("slides", "pptx"),
        ("progress", "xlsx"),
    ):
        first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
        codes = [run(KHUN_KAEO, kind=kind, form=form, out=out)[0] for out in (first, second)]
        assert codes == [0, 0]
        assert first.read_bytes() == second.read_bytes()


def test_a_hostile_name_is_written_as_it_is(run: Run, tmp_path: Path) -> None:
    name = "เทศบาลตำบล {{x}} & =1+1"
    agency = Agency(name, KHUN_KAEO.years, "เทศบาลตำบล", "ก", "ข").only(2568)
    assert run(agencies_table([agency], Shape(year_column=True)))[0] == 0
    assert "{{x}} & =1+1" in text_of(tmp_path / "report.docx")


@pytest.mark.parametrize("name", ["scores.xlsx", "link.xlsx", "folder/../scores.xlsx"])
def test_the_file_of_scores_is_never_overwritten(name: str, run: Run, tmp_path: Path) -> None:
    scores = tmp_path / "scores.xlsx"
    (tmp_path / "link.xlsx").symlink_to(scores)
    (tmp_path / "folder").mkdir()
    code, printed, error = run(KHUN_KAEO, form="xlsx", out=tmp_path / name)
    assert (code, printed) == (2, "")
    assert "--out" in error
    assert scores.read_bytes() == to_xlsx([years_across(KHUN_KAEO)])


@pytest.mark.parametrize("out", [".", "/", ""])
def test_a_path_without_a_name_is_no_file(out: str, run: Run) -> None:
    assert run(KHUN_KAEO, out=Path(out))[0] == 2


def test_a_name_as_long_as_the_system_takes(run: Run, tmp_path: Path) -> None:
    out = tmp_path / ("ก" * 83 + ".docx")
    assert run(KHUN_KAEO, out=out)[0] == 0
    assert out.stat().st_size > 0


@pytest.mark.parametrize("name", ["ทต.ขุนแก้ว", "เทศบาลตำบล  ขุนแก้ว", "เทศบาลตำบลขุนเเก้ว"])
def test_an_agency_is_found_by_another_spelling(name: str, run: Run) -> None:
    code, _, error = run(KHUN_KAEO, "--agency", name)
    assert (code, error) == (0, "")
