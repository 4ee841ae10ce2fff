"""The history: what was imported and typed, taking it out, copies and going back."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from itacore.store import ImportDocument, Workspace, open_workspace
from itacore.store.migrations import VERSION_TABLE
from pages.ui.data import workspace as opened_by_app
from tests.pages.test_pages import SAMPLES, Visit, press, texts, title, upload
from tests.store.conftest import empty_postgres, postgres_address  # noqa: F401 (fixtures)
from tests.store.made import NOW, make_document, score

AGENCY = "เทศบาลตำบลตัวอย่าง|สมมุติ"
DOCUMENT = make_document(
    dict([score(AGENCY, 2567, "1", 81.0), score(AGENCY, 2568, "1", 91.25)]),
    {(AGENCY, 2568, "rank", "rank"): 3.0},
)
SQLITE = "application/vnd.sqlite3"
Open = Callable[[], AppTest]


@pytest.fixture
def history(visit: Visit) -> Open:
    """Give a function that opens the page."""
    return lambda: visit("data/history")


def cells(app: AppTest, at: int) -> list[list[str]]:
    """A table as a person reads it: marks that keep a text plain are not shown."""
    return [[str(cell).replace("\\", "") for cell in row] for row in app.table[at].value.values.tolist()]


def typed(code: str, value: float) -> ImportDocument:
    return make_document(dict([score(AGENCY, 2568, code, value)]), number=None, kind="typed")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\\", "")


def said(app: AppTest) -> str:
    return plain(texts(app)) + "".join(str(one.value) for one in app.code)


def keys(app: AppTest, start: str) -> list[str]:
    return [button.key for button in app.button if button.key and button.key.startswith(start)]


def toasts(app: AppTest) -> str:
    return plain(" ".join(str(toast.value) for toast in app.toast))


# The first line


def test_an_empty_workspace_says_so_and_where_to_begin(history: Open, workspace: Workspace) -> None:
    app = history()
    assert title(app) == "ยังไม่มีการนำเข้าหรือกรอกคะแนน"
    assert keys(app, "go-") == ["go-import_results", "go-type_scores"]
    assert str(workspace.folder) in said(app)
    assert "ยังไม่มีสำเนาอัตโนมัติ" in said(app)


def test_the_finding_counts_what_stands_and_what_is_taken_out(history: Open, workspace: Workspace) -> None:
    workspace.confirm_import(DOCUMENT, now=NOW)
    workspace.confirm_import(typed("1", 99.0), now=NOW + timedelta(days=1))
    app = history()
    assert plain(title(app)).startswith("ใช้อยู่ 2 รายการ บันทึกล่าสุด 21 พ.ย. 2569")
    press(app, "take-2")
    assert plain(title(app)).startswith("ใช้อยู่ 1 รายการ บันทึกล่าสุด 20 พ.ย. 2569")
    assert plain(title(app)).endswith("นำออกแล้ว 1 รายการ")
    press(app, "take-1")
    assert plain(title(app)) == "นำออกแล้วทั้ง 2 รายการ จึงยังไม่มีคะแนนที่ใช้อยู่"


def test_samples_have_no_history(visit: Visit, workspace: Workspace) -> None:
    workspace.confirm_import(DOCUMENT, now=NOW)
    app = visit("data/history", sample="sao")
    assert title(app) == "ข้อมูลสมมุติไม่มีการบันทึก จึงไม่มีประวัติ"
    assert "1.xlsx" not in said(app)
    press(app, "leave-sample")
    assert "1.xlsx" in said(app)


@pytest.mark.postgres
@pytest.mark.usefixtures("workspace")
def test_a_postgres_database_says_how_it_is_copied(
    visit: Visit, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_DATABASE_URL", request.getfixturevalue("empty_postgres"))
    app = visit("data/history")
    assert title(app) == "ยังไม่มีการนำเข้าหรือกรอกคะแนน"
    assert "ข้อมูลทั้งหมดอยู่ในฐานข้อมูล PostgreSQL" in said(app)
    assert "pg_dump" in said(app)
    assert (len(app.file_uploader), len(app.download_button)) == (0, 0)
    opened_by_app().close()


# The imports


def test_each_import_says_what_it_is(history: Open, workspace: Workspace) -> None:
    workspace.confirm_import(DOCUMENT, now=NOW, who="ปลัด [x](y)")
    workspace.confirm_import(typed("1", float("nan")), now=NOW)
    pasted = make_document(
        dict([score("ก", 2565, "1", 1.0), score("ข", 2568, "1", 1.0)]), kind="pasted", number=None
    )
    workspace.confirm_import(pasted, now=NOW)
    lines = [plain(str(one.value)) for one in history().markdown if ":small[:gray[" in str(one.value)]
    assert [line.split("**")[1] for line in lines] == [
        "ตารางที่วางในโปรแกรม", "คะแนนที่กรอกในโปรแกรม", "1.xlsx",
    ]  # fmt: skip
    assert "2 หน่วยงาน · ปี 2565 และ 2568 · คะแนน 2 ค่า" in lines[0]
    assert "ปี 2568 · คะแนน 0 ค่า" in lines[1]
    assert "โดย ปลัด [x](y) · เทศบาลตำบลตัวอย่าง · ปี 2567 ถึง 2568 · คะแนน 2 ค่า" in lines[2]


def test_taking_out_and_bringing_back_act_at_once(history: Open, workspace: Workspace) -> None:
    workspace.confirm_import(DOCUMENT, now=NOW)
    app = press(history(), "take-1")
    assert not workspace.imports()[0].standing
    assert "นำออกแล้ว" in toasts(app)
    assert "นำออกแล้ว]" in said(app)
    app = press(app, "bring-1")
    assert workspace.imports()[0].standing
    assert "นำกลับแล้ว" in toasts(app)


def test_twenty_a_page_newest_first(history: Open, workspace: Workspace) -> None:
    for number in range(25):
        workspace.confirm_import(typed("1", float(number)), now=NOW)
    app = history()
    assert keys(app, "take-") == [f"take-{number}" for number in range(25, 5, -1)]
    assert "รายการที่ 1 ถึง 20 จาก 25" in said(app)
    assert app.button(key="newer").disabled
    press(app, "older")
    assert keys(app, "take-") == [f"take-{number}" for number in range(5, 0, -1)]
    assert "รายการที่ 21 ถึง 25 จาก 25" in said(app)
    assert app.button(key="older").disabled
    press(app, "newer")
    assert len(keys(app, "take-")) == 20


def test_what_an_import_changed_is_one_click_away(history: Open, workspace: Workspace) -> None:
    workspace.confirm_import(DOCUMENT, now=NOW)
    workspace.confirm_import(typed("1", 92.0), now=NOW)
    workspace.confirm_import(typed("1", float("nan")), now=NOW)
    app = press(history(), "details-2")
    assert cells(app, 0) == [["2568", "1 การปฏิบัติหน้าที่", "91.25", "92.00", "แก้"]]
    assert "แก้ 1 ค่า" in said(app)
    press(app, "details-2")
    app = press(app, "details-3")
    assert cells(app, 0) == [["2568", "1 การปฏิบัติหน้าที่", "92.00", "–", "นำออก"]]
    app = press(press(app, "details-3"), "details-1")
    assert cells(app, 0)[-1] == ["2568", "อันดับที่ประกาศ", "–", "3", "เพิ่ม"]


def test_what_a_long_import_changed_begins_with_200_rows(history: Open, workspace: Workspace) -> None:
    scores = {(f"หน่วยงาน {at}", 2568, "indicator", "1"): float(at % 100) for at in range(300)}
    workspace.confirm_import(make_document(scores), now=NOW)
    app = press(history(), "details-1")
    assert len(app.dataframe[0].value) == 200
    assert "แสดง 200 แถวแรกจาก 300 แถว" in said(app)
    assert {button.key for button in app.download_button} >= {"xlsx-effect-1", "csv-effect-1"}


def test_an_import_that_changed_nothing_says_so(history: Open, workspace: Workspace) -> None:
    for _ in range(2):
        workspace.confirm_import(typed("1", 90.0), now=NOW)
    app = press(history(), "details-2")
    assert "ไม่มีค่าใดต่างจากเดิม" in said(app)
    assert "เหมือนเดิม 1 ค่า" in said(app)


def test_what_was_known_of_a_file_is_told_again(visit: Visit, workspace: Workspace) -> None:
    data = (SAMPLES.parents[1] / "tests" / "files" / "over-100.xlsx").read_bytes()
    press(upload(visit("data/import_results"), "over-100.xlsx", data), "save")
    app = press(visit("data/history"), "details-1")
    assert "พบ 995.2 ซึ่งเกิน 100" in said(app)
    assert "ช่อง E5" in said(app)


def test_an_agency_that_is_now_elsewhere_is_not_brought_back_and_the_page_says_why(
    history: Open, workspace: Workspace
) -> None:
    for number, province in ((1, None), (2, "ขอนแก่น"), (3, "ชลบุรี")):
        scores = dict([score("i", 2568, "1", 80.0 + number)])
        document = make_document(scores, agencies=[("i", "ทต.ก", province)], number=number)
        workspace.confirm_import(document, now=NOW)
        if number == 2:
            workspace.take_back(2, now=NOW)
    app = press(history(), "bring-2")
    assert "นำกลับไม่ได้ เพราะรายการหลังระบุจังหวัดหรืออำเภอของ ทต.ก ต่างออกไป" in toasts(app)
    assert not workspace.imports()[1].standing


# Who


def test_who_is_asked_once_and_stands_in_every_saving(visit: Visit, workspace: Workspace) -> None:
    app = visit("data/history")
    app.text_input(key="who-field").set_value("  นักวิเคราะห์   ฯ ").run()
    app.switch_page("pages/data/import_results.py").run()
    data = (SAMPLES / "sample-sao.xlsx").read_bytes()
    press(upload(app, "sample-sao.xlsx", data), "save")
    assert workspace.imports()[0].confirmed_by == "นักวิเคราะห์ ฯ"
    app.switch_page("pages/data/history.py").run()
    assert app.text_input(key="who-field").value == "นักวิเคราะห์ ฯ"
    press(app, "take-1")
    assert workspace.journal()[-1].who == "นักวิเคราะห์ ฯ"


# Copies


def restore_from(app: AppTest, data: bytes) -> AppTest:
    app.file_uploader[0].upload("ของเรา.sqlite3", data, SQLITE)
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def kept(tmp_path: Path) -> bytes:
    """A copy of another workspace with one import, as a person keeps it."""
    with open_workspace(tmp_path / "another", now=NOW) as another:
        another.confirm_import(DOCUMENT, now=NOW)
        another.copy_to(tmp_path / "kept.sqlite3")
    return (tmp_path / "kept.sqlite3").read_bytes()


def test_a_kept_copy_is_looked_into_then_restored_and_that_undone(
    history: Open, workspace: Workspace, kept: bytes
) -> None:
    workspace.confirm_import(typed("1", 50.0), now=NOW)
    workspace.confirm_import(typed("2", 50.0), now=NOW)
    app = restore_from(history(), kept)
    assert "ในไฟล์นี้มี 1 รายการ ใช้อยู่ 1 รายการ ใช้งานครั้งล่าสุด 20 พ.ย. 2569" in said(app)
    assert len(workspace.imports()) == 2

    press(app, "restore-upload")
    assert [one.file_name for one in workspace.imports()] == ["1.xlsx"]
    assert "กู้คืนแล้ว" in toasts(app)
    assert keys(app, "restore-upload") == []
    assert plain(title(app)).startswith("ใช้อยู่ 1 รายการ")
    assert workspace.journal()[-1].detail == "ของเรา.sqlite3"
    assert "กู้คืนจาก ของเรา.sqlite3" in cells(app, -1)[0]

    assert "ก่อนกู้คืน · ใช้อยู่ 2 จาก 2 รายการ" in said(app)
    press(app, "restore-0")
    assert [one.kind for one in workspace.imports()] == ["typed", "typed"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda data: b"PK\x03\x04 a workbook", "ไฟล์นี้ไม่ใช่สำเนาของโปรแกรมนี้"),
        (lambda data: data[:30_000], "ไฟล์นี้เสียหาย"),
    ],
    ids=["another file", "cut off"],
)
def test_a_strange_file_is_refused_before_any_button(
    history: Open, workspace: Workspace, kept: bytes, spoil: Callable[[bytes], bytes], told: str
) -> None:
    app = restore_from(history(), spoil(kept))
    assert told in said(app)
    assert keys(app, "restore-upload") == []


def test_a_copy_of_a_newer_version_says_what_to_do(history: Open, tmp_path: Path, kept: bytes) -> None:
    path = tmp_path / "newer.sqlite3"
    path.write_bytes(kept)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    app = restore_from(history(), path.read_bytes())
    assert "ปรับรุ่นโปรแกรมในเครื่องนี้ก่อน" in said(app)


def test_a_copy_that_passes_the_look_and_is_damaged_within_changes_nothing(
    history: Open, workspace: Workspace, tmp_path: Path, kept: bytes
) -> None:
    workspace.confirm_import(typed("1", 50.0), now=NOW)
    path = tmp_path / "spoilt.sqlite3"
    path.write_bytes(kept)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE import_document SET scores = x'00'")
    app = press(restore_from(history(), path.read_bytes()), "restore-upload")
    assert "กู้คืนไม่สำเร็จ ข้อมูลเดิมไม่เปลี่ยน" in said(app)
    assert [one.kind for one in workspace.imports()] == ["typed"]


def test_the_whole_workspace_can_be_downloaded(history: Open, workspace: Workspace) -> None:
    workspace.confirm_import(DOCUMENT, now=NOW)
    assert "download-copy" in {button.key for button in history().download_button}


# The journal


def test_the_journal_tells_what_was_done_newest_first(history: Open, workspace: Workspace) -> None:
    workspace.confirm_import(DOCUMENT, now=NOW, who="ปลัด")
    workspace.take_back(1, now=NOW)
    workspace.confirm_import(typed("1", 1.0), now=NOW)
    known = workspace.known_agencies()[0].agency_id
    workspace.save_document("measures", ["9-01"], agency_id=known, fiscal_year=2568, now=NOW)
    workspace.undo_document("measures", agency_id=known, fiscal_year=2568, now=NOW)
    workspace.save_document("criteria", [], fiscal_year=2569, now=NOW)
    workspace.save_document("unheard-of", [], now=NOW)
    table = history().table[-1].value
    assert [plain(line) for line in table["สิ่งที่ทำ"]] == [
        "บันทึกเอกสารของหน่วยงาน",
        "บันทึกเกณฑ์ ปี 2569",
        "ย้อนการแก้มาตรการ ปี 2568 ของ เทศบาลตำบลตัวอย่าง",
        "บันทึกมาตรการ ปี 2568 ของ เทศบาลตำบลตัวอย่าง",
        "บันทึก คะแนนที่กรอกในโปรแกรม",
        "นำออก 1.xlsx",
        "บันทึก 1.xlsx",
    ]
    assert table["ผู้บันทึก"].iloc[-1] == "ปลัด"
    assert set(table["ผู้บันทึก"].iloc[:-1]) == {"–"}
    assert plain(table["วันเวลา"].iloc[0]).startswith(f"{NOW.astimezone().day} พ.ย. 2569")


def test_what_one_person_did_to_one_checklist_in_one_sitting_is_one_line(
    visit: Visit, workspace: Workspace
) -> None:
    workspace.confirm_import(DOCUMENT, now=NOW)
    about = {"agency_id": workspace.known_agencies()[0].agency_id, "fiscal_year": 2568}
    for number in range(1, 44):
        content = {f"o{at}": "scored" for at in range(1, number + 1)}
        later = NOW + timedelta(seconds=20 * number)
        workspace.save_document("checklist", content, **about, now=later, who="ปลัด")
    workspace.save_document("texts-memo", {}, **about, now=NOW + timedelta(days=1, hours=2))
    workspace.undo_document("checklist", **about, now=NOW + timedelta(days=1, hours=3), who="ปลัด")
    app = visit("data/history")
    table = app.table[-1].value
    assert [plain(line) for line in table["สิ่งที่ทำ"]] == [
        "ย้อนการแก้ผลรายการ OIT ปี 2568 ของ เทศบาลตำบลตัวอย่าง",
        "บันทึกถ้อยคำในบันทึกข้อความ ปี 2568 ของ เทศบาลตำบลตัวอย่าง",
        "บันทึกผลรายการ OIT ปี 2568 ของ เทศบาลตำบลตัวอย่าง (43 ครั้ง)",
        "บันทึก 1.xlsx",
    ]
    assert list(table["ผู้บันทึก"]) == ["ปลัด", "–", "ปลัด", "–"]
    first, last = ((NOW + timedelta(seconds=20 * at)).astimezone() for at in (1, 43))
    span = f"{first.day} พ.ย. 2569 {first:%H:%M} น. ถึง {last:%H:%M} น."
    assert plain(table["วันเวลา"].iloc[2]) == span
    assert "บันทึกการทำงาน 4 บรรทัด" in [plain(one.label) for one in app.expander]
    assert len(workspace.journal()) == 46  # nothing of it is thrown away
    document = workspace.document("checklist", **about)
    assert document is not None
    assert len(document.content) == 42  # taken back step by step


def test_a_sitting_over_midnight_names_both_days(visit: Visit, workspace: Workspace) -> None:
    start = datetime(2026, 11, 20, 23, 50).astimezone()
    for later, content in ((0, ["ก"]), (20, ["ข"])):
        workspace.save_document("criteria", content, fiscal_year=2569, now=start + timedelta(minutes=later))
    table = visit("data/history").table[-1].value
    assert plain(table["วันเวลา"].iloc[0]) == "20 พ.ย. 2569 23:50 น. ถึง 21 พ.ย. 2569 00:10 น."
