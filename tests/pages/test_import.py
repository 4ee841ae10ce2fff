"""The import page: several files, questions with one press, reading in the background, a sheet explained by hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from itacore.reading.workbook import StoppedError, open_workbook
from itacore.store import Workspace
from pages.ui import reading_job
from pages.ui.imports import read_opened
from pages.ui.look import escape
from pages.ui.reading_job import Progress, ReadingJob
from tests.pages.conftest import XLSX
from tests.pages.test_pages import Visit, press, texts, title, upload
from tests.reading.bad_kinds import CASES
from tests.reading.children import watched_children
from tests.reading.layouts import plain_list, years_across
from tests.reading.test_mapping import OTHER_YEAR, STRANGE
from tests.reading.test_questions import NO_YEAR, TWO_COLUMNS
from tests.reading.truths import INDICATORS, KHUN_KAEO, NAMES
from tests.reading.workbooks import Sheet, to_xlsx

PAGE = "data/import_results"
FILES = Path(__file__).parent.parent / "files"
AGENCY = "เทศบาลตำบลตัวอย่าง"
BROKEN = b"PK\x03\x04broken"


def year_file(year: int, more: float, agency: str = AGENCY) -> bytes:
    rows = [[int(code), NAMES[code], 80.0 + more + int(code)] for code in INDICATORS]
    head = [[f"{agency} ปี {year}"], ["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"]]
    return to_xlsx([Sheet("Sheet1", [*head, *rows])])


def upload_all(app: AppTest, **files: bytes) -> AppTest:
    """Drop several files at once."""
    app.file_uploader[0].set_value([(f"{name}.xlsx", data, XLSX) for name, data in files.items()])
    app.run()
    assert not app.exception
    return app


def keys(app: AppTest) -> list[str]:
    return [button.key for button in app.button if button.key]


def label(app: AppTest, key: str) -> str:
    """What a button says, without what keeps it from being markup."""
    return str(app.button(key=key).label).replace("\\", "")


def primary(app: AppTest) -> list[str]:
    """Labels of the buttons that stand out."""
    return [button.label for button in app.button if button.proto.type == "primary"]


def saved(workspace: Workspace) -> dict[tuple[int, str], float]:
    scores = workspace.current().scores
    return {
        (int(year), str(code)): float(score)
        for year, code, score in zip(scores["fiscal_year"], scores["code"], scores["score"], strict=True)
    }


def test_the_page_names_the_kinds_of_files(visit: Visit) -> None:
    assert "Excel (.xlsx, .xls), .ods, .csv และ Word (.docx)" in texts(visit(PAGE))


# Several files


def test_three_files_of_one_agency_are_one_review_and_three_imports(
    visit: Visit, workspace: Workspace
) -> None:
    app = upload_all(visit(PAGE), a=year_file(2566, 1), b=year_file(2567, 2), c=year_file(2568, 3))
    assert title(app) == "อ่านไฟล์ครบ 102 ช่อง ไม่พบเรื่องที่ต้องแก้"
    assert "3 ไฟล์ · 3 แผ่นงาน · เทศบาลตำบลตัวอย่าง · ปี 2566 ถึง 2568" in texts(app)
    assert list(app.table[0].value.columns) == ["ข้อ", "ตัวชี้วัด", "2566", "2567", "2568"]
    press(app, "save")
    assert [record.file_name for record in workspace.imports()] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert len(workspace.current().agencies) == 1
    assert saved(workspace)[2567, "10"] == 92.0


def test_a_file_that_cannot_be_read_does_not_stop_the_others(visit: Visit, workspace: Workspace) -> None:
    app = upload_all(visit(PAGE), good=year_file(2568, 1), bad=BROKEN)
    assert title(app) == "อ่านได้ 1 จาก 2 ไฟล์ ไฟล์ที่อ่านได้บันทึกได้เลย"
    assert "bad.xlsx อ่านคะแนนไม่ได้ จึงไม่บันทึกไฟล์นี้" in texts(app)
    assert "bad.xlsx: ทั้งไฟล์" in texts(app)
    press(app, "save")
    assert [record.file_name for record in workspace.imports()] == ["good.xlsx"]


def test_only_files_that_cannot_be_read(visit: Visit, workspace: Workspace) -> None:
    app = upload_all(visit(PAGE), one=BROKEN, two=b"")
    assert title(app) == "อ่านคะแนนจากไฟล์ที่เลือกไม่ได้"
    assert "save" not in keys(app)
    assert primary(app) == ["เลือกไฟล์อื่น"]


def test_a_file_that_cannot_be_read_leads_on_to_typing(visit: Visit) -> None:
    press(upload_all(app := visit(PAGE), one=BROKEN), "go-type")
    assert title(app).startswith("กรอกคะแนน")
    assert "pending" not in app.session_state


def test_a_table_of_another_assessment_is_not_to_be_explained_as_scores(visit: Visit) -> None:
    app = upload_all(visit(PAGE), x=(FILES / "moit.xlsx").read_bytes())
    assert primary(app) == ["เลือกไฟล์อื่น"]
    app = upload_all(visit(PAGE), x=to_xlsx([STRANGE]))
    assert primary(app) == ["บอกว่าช่องไหนคืออะไร"]


def test_the_same_file_dropped_twice_counts_once(visit: Visit, workspace: Workspace) -> None:
    press(upload_all(visit(PAGE), a=year_file(2568, 1), b=year_file(2568, 1)), "save")
    assert len(workspace.imports()) == 1


def test_files_that_contradict_each_other_save_neither_value(visit: Visit, workspace: Workspace) -> None:
    app = upload_all(visit(PAGE), a=year_file(2568, 1), b=year_file(2568, 2))
    assert title(app) == "คะแนน 10 รายการมีหลายค่าไม่ตรงกัน เลือกค่าที่ประกาศ"
    assert "a.xlsx มีแต่ค่าที่ไม่ตรงกัน เลือกค่าก่อนจึงบันทึกได้" in texts(app)
    assert "save" not in keys(app)
    assert workspace.imports() == ()


def test_one_press_takes_all_values_of_the_file_that_is_right(visit: Visit, workspace: Workspace) -> None:
    app = upload_all(visit(PAGE), a=year_file(2568, 1), b=year_file(2568, 2))
    assert [label(app, key) for key in keys(app) if key.startswith("use-all")] == [
        "ใช้ค่าจาก a.xlsx ทั้ง 10\u00a0รายการ",
        "ใช้ค่าจาก b.xlsx ทั้ง 10\u00a0รายการ",
    ]
    press(app, "use-all-1")
    assert title(app) == "อ่านไฟล์ครบ 68 ช่อง ค่าที่ไม่ตรงกันตัดสินครบแล้ว"
    assert "a.xlsx ไม่มีค่าที่ใช้ เพราะเลือกค่าจากไฟล์อื่น" in texts(app)
    press(app, "save")
    assert saved(workspace) == {(2568, code): 82.0 + int(code) for code in INDICATORS}


def test_no_value_picked_is_told_and_none_is_used(visit: Visit) -> None:
    app = upload_all(visit(PAGE), a=year_file(2568, 1), b=year_file(2568, 2))
    press(app, "use-values")
    assert [info.value for info in app.info] == ["ยังไม่ได้เลือกค่าใด คะแนนเหล่านี้จะเว้นว่างไว้"]
    assert title(app) == "คะแนน 10 รายการมีหลายค่าไม่ตรงกัน เลือกค่าที่ประกาศ"


def test_a_file_that_is_asked_about_is_not_told_to_be_unreadable(visit: Visit) -> None:
    app = upload_all(visit(PAGE), a=to_xlsx([NO_YEAR]), b=year_file(2567, 1))
    assert title(app) == "อ่านได้บางส่วน ตอบคำถาม 1 ข้อเพื่ออ่านส่วนที่เหลือ"
    assert "a.xlsx อ่านได้เมื่อตอบคำถามด้านล่าง" in texts(app)
    assert app.button(key="save").label == "บันทึกเท่าที่อ่านได้"


def test_the_value_that_a_person_picks_is_saved_from_its_file(visit: Visit, workspace: Workspace) -> None:
    one = Sheet("x", [[f"{AGENCY} ปี 2568"], ["ตัวชี้วัดที่", "คะแนน"], [1, 81.5], [2, 82.0]])
    other = one.with_value("B3", 91.5)
    app = upload_all(visit(PAGE), a=to_xlsx([one]), b=to_xlsx([other]))
    (question,) = app.radio
    assert question.value == 2
    question.set_value(1)
    press(app, "use-values")
    assert "undo-values" in keys(app)
    press(app, "save")
    assert saved(workspace) == {(2568, "1"): 91.5, (2568, "2"): 82.0}
    chosen = workspace.read_issues(workspace.imports()[1].id)
    assert [issue.code for issue in chosen] == ["values-disagree", "repeated-value"]


# Questions


def test_two_columns_alike_are_shown_side_by_side_and_one_press_takes_one(
    visit: Visit, workspace: Workspace
) -> None:
    app = upload(visit(PAGE), "x.xlsx", to_xlsx([TWO_COLUMNS]))
    assert title(app) == "ตอบคำถาม 1 ข้อ แล้วอ่านคะแนนได้"
    assert [len(table.value) for table in app.table] == [10, 10]
    assert "ถ้าเป็นคอลัมน์ D: รอบสอง" in texts(app)
    press(app, "take-0-3")
    assert title(app).startswith("อ่านไฟล์ครบ 45 ช่อง")
    press(app, "save")
    assert saved(workspace)[2568, "10"] == 91.25


def test_a_missing_year_is_one_choice(visit: Visit, workspace: Workspace) -> None:
    app = upload(visit(PAGE), "x.xlsx", to_xlsx([NO_YEAR]))
    (choice,) = [box for box in app.selectbox if box.key and box.key.startswith("year-0")]
    choice.set_value(2568).run()
    assert not app.exception
    press(app, "save")
    assert saved(workspace)[2568, "8"] == 91.0


def test_values_that_the_total_decides_are_told_and_the_rest_is_picked_already(
    visit: Visit, workspace: Workspace
) -> None:
    latest = KHUN_KAEO.only(2568)
    second = Sheet("อีกแผ่น", [[latest.name], ["สรุป", None, "ปี 2568"], ["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"]])
    more = [[7, NAMES["7"], 97.38], [6, NAMES["6"], 97.6], [8, NAMES["8"], 93.5]]
    data = to_xlsx([plain_list(latest), Sheet("อีกแผ่น", [*second.rows, *more])])
    app = upload(visit(PAGE), "x.xlsx", data)
    assert "ใช้ 94.38 เพราะ 97.38 ขัดกับคะแนนรวมที่ประกาศ" in texts(app)
    assert primary(app) == ["ใช้ค่าที่เลือก"]
    press(app, "use-values")
    assert title(app) == "อ่านไฟล์ครบ 55 ช่อง ค่าที่ไม่ตรงกันตัดสินครบแล้ว"
    assert primary(app) == ["บันทึกผล"]
    press(app, "save")
    found = saved(workspace)
    assert (found[2568, "6"], found[2568, "7"], found[2568, "8"]) == (97.61, 94.38, 93.51)


def test_a_file_without_a_name_asks_for_it(visit: Visit, workspace: Workspace) -> None:
    app = upload_all(visit(PAGE), a=year_file(2567, 1, ""), b=year_file(2568, 2))
    assert title(app) == "พิมพ์ชื่อหน่วยงาน แล้วบันทึกได้"
    assert "หน่วยงานใหม่ในโปรแกรม" not in texts(app)
    assert app.button(key="save").disabled
    app.text_input[0].set_value(AGENCY).run()
    assert not app.exception
    press(app, "save")
    assert len(workspace.current().agencies) == 1
    assert sorted({year for year, _ in saved(workspace)}) == [2567, 2568]


# In the background


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A reading that goes on until the event is set; the page does not wait for it."""
    monkeypatch.setattr(reading_job, "UNSEEN", 0.0)
    monkeypatch.setattr(reading_job, "PATIENCE", 0.0)
    event = threading.Event()
    yield event
    event.set()


def start_held(
    app: AppTest, event: threading.Event, files: Sequence[str] = ("ผล.xlsx",)
) -> ReadingJob[object]:
    def work(progress: Progress) -> object:
        progress.tell("opening", "ผล.xlsx", 1, 1)
        event.wait()
        progress.tell("reading", "ผล.xlsx", 1, 1)
        raise AssertionError("read to the end")

    job = ReadingJob.start(work, files)
    app.session_state["reading-job"] = job
    return job


def test_what_is_being_read_is_told_and_can_be_cancelled(visit: Visit, held: threading.Event) -> None:
    app = visit(PAGE)
    job = start_held(app, held)
    app.run()
    assert title(app) == "กำลังอ่านไฟล์ ใช้หน้าอื่นไปพลางได้"
    assert "กำลังเปิดไฟล์ ผล.xlsx · 0 วินาที" in texts(app)
    press(app, "cancel-reading")
    assert title(app) == "นำเข้าไฟล์คะแนน ITA แล้วดูผลได้ทันที"
    assert "ยกเลิกแล้ว ยังไม่ได้อ่านไฟล์ ผล.xlsx และไม่มีอะไรถูกบันทึก" in texts(app)
    held.set()
    job.wait(30)
    with pytest.raises(reading_job.CancelledReading):
        job.result()


def test_files_that_were_not_read_are_named_once_and_as_plain_text(
    visit: Visit, held: threading.Event
) -> None:
    app = visit(PAGE)
    start_held(app, held, ["*ก*.xlsx", "ข.csv", "ค.docx", "ง.xls", "จ.ods"])
    app.run()
    press(app, "cancel-reading")
    (told,) = (info.value for info in app.info)
    assert escape("*ก*.xlsx") != "*ก*.xlsx"
    names = ", ".join(map(escape, ("*ก*.xlsx", "ข.csv", "ค.docx")))
    assert told == f"ยกเลิกแล้ว ยังไม่ได้อ่าน 5\u00a0ไฟล์: {names} และอีก 2\u00a0ไฟล์ ไม่มีอะไรถูกบันทึก"
    app.run()
    assert not app.info


def test_cancelling_ends_the_process_that_opens_a_file() -> None:
    make, _ = CASES["a page of open quotes"]  # takes seconds
    slow = make()
    with watched_children() as children:
        job = ReadingJob.start(lambda progress: open_workbook(slow, stop=progress.stop))
        while not children:
            job.wait(0.01)
        job.cancel()
        assert job.wait(30)
    with pytest.raises(StoppedError):
        job.result()
    assert children[0].returncode not in (0, None)  # it did not come to its end


def test_a_person_may_leave_while_a_file_is_read_and_come_back(
    visit: Visit, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit(PAGE)
    upload(app, "x.xlsx", year_file(2568, 1))
    app.switch_page("pages/results/overview.py").run()
    assert title(app) == "ยังไม่มีคะแนนในโปรแกรม"
    monkeypatch.setattr(reading_job, "PATIENCE", 60.0)
    app.switch_page("pages/data/import_results.py").run()
    assert title(app) == "อ่านไฟล์ครบ 34 ช่อง ไม่พบเรื่องที่ต้องแก้"


def test_reading_calls_nothing_of_streamlit() -> None:
    assert read_opened.__module__ == "pages.ui.imports"
    assert "st" not in read_opened.__code__.co_names


# A sheet explained by hand


def explain(app: AppTest) -> AppTest:
    """Say of the sheet with unknown headings what its rows are."""
    press(app, "open-mapping")
    assert app.button(key="save-mapping").disabled
    for row, code in ((3, "1"), (4, "2"), (5, "total")):
        (choice,) = [box for box in app.selectbox if box.label.startswith(f"แถว {row}:")]
        choice.set_value(code).run()
        assert not app.exception
    return app


def test_unknown_headings_are_explained_with_the_scores_beside(visit: Visit, workspace: Workspace) -> None:
    app = upload(visit(PAGE), "ผล.xlsx", to_xlsx([STRANGE]))
    assert title(app) == "อ่านคะแนนจากไฟล์นี้ไม่ได้"
    explain(app)
    assert app.table[0].value.values.tolist() == [
        ["ตัวชี้วัดที่ 1", "90\\.50"],
        ["ตัวชี้วัดที่ 2", "81\\.25"],
        ["คะแนนรวม", "77\\.00"],
    ]
    press(app, "save-mapping")
    assert title(app) == "อ่านไฟล์ครบ 13 ช่อง ไม่พบเรื่องที่ต้องแก้"
    press(app, "save")
    assert saved(workspace) == {(2568, "1"): 90.5, (2568, "2"): 81.25}

    app = upload(visit(PAGE), "ปีหน้า.xlsx", to_xlsx([OTHER_YEAR]))
    assert "ตามวิธีที่ท่านเคยบอกไว้จาก ผล.xlsx แผ่น Sheet1" in texts(app)
    press(app, "save")
    assert saved(workspace)[2569, "2"] == 82.75


def test_what_was_remembered_can_be_left_aside_for_a_file(visit: Visit) -> None:
    app = upload(visit(PAGE), "ผล.xlsx", to_xlsx([STRANGE]))
    press(explain(app), "save-mapping")
    press(app, "cancel")
    upload(app, "ปีหน้า.xlsx", to_xlsx([OTHER_YEAR]))
    (without,) = [key for key in keys(app) if key.startswith("without-")]
    press(app, without)
    assert title(app) == "อ่านคะแนนจากไฟล์นี้ไม่ได้"


def test_what_is_remembered_is_listed_forgotten_and_brought_back(visit: Visit) -> None:
    app = upload(visit(PAGE), "ผล.xlsx", to_xlsx([STRANGE]))
    press(explain(app), "save-mapping")
    press(app, "cancel")
    assert "ผล.xlsx แผ่น Sheet1" in texts(app)
    (forget,) = [key for key in keys(app) if key.startswith("forget-")]
    press(app, forget)
    assert "ผล.xlsx แผ่น Sheet1" not in texts(app)
    press(app, "memory-undo")
    assert "ผล.xlsx แผ่น Sheet1" in texts(app)


def test_a_mapping_for_one_file_only_is_not_remembered(visit: Visit) -> None:
    app = explain(upload(visit(PAGE), "ผล.xlsx", to_xlsx([STRANGE])))
    app.checkbox(key="mapping-remember").uncheck().run()
    press(app, "save-mapping")
    press(app, "cancel")
    assert not [key for key in keys(app) if key.startswith("forget-")]


def test_a_person_may_go_back_without_using_the_form(visit: Visit) -> None:
    app = explain(upload(visit(PAGE), "ผล.xlsx", to_xlsx([STRANGE])))
    press(app, "close-mapping")
    assert title(app) == "อ่านคะแนนจากไฟล์นี้ไม่ได้"


def test_the_form_begins_with_what_was_understood(visit: Visit) -> None:
    app = upload(visit(PAGE), "x.xlsx", to_xlsx([years_across(KHUN_KAEO)]))
    press(app, "open-mapping")
    assert not app.button(key="save-mapping").disabled
    assert "36 ค่า · เทศบาลตำบลขุนแก้ว · ปี 2566, 2567, 2568" in texts(app).replace("*", "")
    years = [box.value for box in app.selectbox if box.label.startswith("ปีของคอลัมน์")]
    assert years == [-1, -1, -1]


def test_a_file_read_otherwise_takes_the_place_of_what_it_gave(visit: Visit, workspace: Workspace) -> None:
    data = to_xlsx([TWO_COLUMNS])
    for column in (2, 3):
        app = upload(visit(PAGE), "x.xlsx", data)
        press(app, f"take-0-{column}")
        press(app, "save")
    assert [record.standing for record in workspace.imports()] == [False, True]
    assert saved(workspace)[2568, "1"] == 90.125


def test_a_file_with_faults_is_offered_with_marks(visit: Visit) -> None:
    sheet = years_across(KHUN_KAEO).with_value("C6", "9O.81")
    app = upload(visit(PAGE), "x.xlsx", to_xlsx([sheet]))
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["ไฟล์ของท่านพร้อมเครื่องหมายตรงช่องที่ต้องตรวจ"]
    app = upload(visit(PAGE), "x.xlsx", to_xlsx([years_across(KHUN_KAEO)]))
    assert len(app.get("download_button")) == 0
