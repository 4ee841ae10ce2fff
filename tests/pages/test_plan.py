"""The plan: who does what by when; edited where it stands, copied, undone, out as Excel and in again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure, chosen_from_content, chosen_to_content
from itacore.measures.plan import Meeting, OfficePlan, meeting_from_content, meeting_to_content
from itacore.reports.plan_workbook import write_plan
from itacore.store import Workspace
from tests.kinds import KINDS, fill
from tests.pages.conftest import XLSX
from tests.pages.test_pages import plain, press, texts, title

Visit = Callable[..., AppTest]
AGENCY = next(iter(KINDS["khun-kaeo"]))
NAMES = {i.code: i.name for i in read_criteria().for_year(2568).book.indicators}
NOW = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)


def own(indicator: str, name: str, **more: object) -> ChosenMeasure:
    measure = ChosenMeasure(None, indicator, name, "", "กองคลัง", "ไตรมาส\u00a01", "")
    return ChosenMeasure(**{**vars(measure), **more})  # type: ignore[arg-type]


def keep(workspace: Workspace, *measures: ChosenMeasure, fiscal_year: int = 2568) -> None:
    content = chosen_to_content(measures)
    workspace.save_document("measures", content, agency_id=AGENCY, fiscal_year=fiscal_year, now=NOW)


def kept(workspace: Workspace) -> tuple[ChosenMeasure, ...]:
    document = workspace.document("measures", agency_id=AGENCY, fiscal_year=2568)
    return () if document is None else chosen_from_content(document.content)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    fill(workspace, "khun-kaeo")
    return workspace


def field(app: AppTest, kind: str, name: str) -> object:
    return next(
        one for one in getattr(app, kind) if str(one.key).startswith("plan-") and str(one.key).endswith(name)
    )


def submit(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label and "FormSubmitter" in str(b.key)).click().run()
    assert not app.exception
    return app


def test_without_measures_the_page_offers_ways_to_begin(visit: Visit, filled: Workspace) -> None:
    app = visit("improve/plan")
    assert title(app) == "ยังไม่มีแผนปี 2569 สำหรับ 3 ตัวชี้วัดที่ควรพัฒนา"
    assert "เริ่มทำแผนปี 2569" in texts(app)
    assert not [b for b in app.button if b.key == "plan-copy"]


@pytest.mark.parametrize(
    ("measures", "told"),
    [
        ((own("9", "ก"),), "แผนปี 2569 มี 1 มาตรการ ครอบคลุม 1 ใน 3 ตัวชี้วัดที่ควรพัฒนา มีผู้รับผิดชอบและเวลาครบ"),
        (
            (own("9", "ก"), own("8", "ข", owner=""), own("7", "ค", period="")),
            "แผนปี 2569 มี 3 มาตรการ ครบทั้ง 3 ตัวชี้วัดที่ควรพัฒนา ยังไม่มีผู้รับผิดชอบ 1 มาตรการ",
        ),
        (
            (own("9", "ก"), own("8", "ข"), own("7", "ค", period="")),
            "แผนปี 2569 มี 3 มาตรการ ครบทั้ง 3 ตัวชี้วัดที่ควรพัฒนา ยังไม่มีระยะเวลา 1 มาตรการ",
        ),
        # What the plan does not cover stands below it: one line holds one thing that is missing.
        ((own("9", "ก", owner=""),), "แผนปี 2569 มี 1 มาตรการ ยังไม่มีผู้รับผิดชอบ 1 มาตรการ"),
    ],
)
def test_the_first_line_says_what_there_is_and_what_is_missing(
    visit: Visit, filled: Workspace, measures: tuple[ChosenMeasure, ...], told: str
) -> None:
    keep(filled, *measures)
    assert title(visit("improve/plan")) == told


def test_a_row_is_edited_where_it_stands(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก"), own("8", "ข"))
    app = visit("improve/plan")
    press(app, "icon-open-0")
    field(app, "text_input", "-title").set_value("ตรวจลิงก์ *ทุกวัน*")
    field(app, "text_area", "-steps").set_value("ประชุม\n\nประกาศ")
    field(app, "text_input", "-owner").set_value("")
    submit(app, "บันทึกและไปข้อถัดไป")
    first, second = kept(filled)
    assert first == own("9", "ตรวจลิงก์ *ทุกวัน*", steps=("ประชุม", "ประกาศ"), owner="")
    assert "1. ประชุม" in texts(app)
    assert field(app, "text_input", "-title").value == "ข"
    submit(app, "ยกเลิก")
    assert kept(filled) == (first, second)
    assert not [b for b in app.button if "FormSubmitter:plan-1" in str(b.key)]


def test_while_a_form_is_open_nothing_else_can_take_away_what_is_typed_in_it(
    visit: Visit, filled: Workspace
) -> None:
    keep(filled, own("9", "ก"), own("8", "ข"))
    app = visit("improve/plan")
    press(app, "icon-open-0")
    acts = ("icon-open-1", "icon-up-1", "icon-remove-1", "plan-own", "plan-undo")
    assert all(app.button(key=key).disabled for key in acts)
    assert not app.file_uploader
    submit(app, "ยกเลิก")
    assert not any(app.button(key=key).disabled for key in acts)
    assert app.file_uploader


def test_a_form_whose_row_is_gone_is_closed(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก"), own("8", "ข"))
    app = visit("improve/plan")
    press(app, "plan-own")
    keep(filled, own("9", "ก"))
    app.run()
    assert not app.button(key="icon-open-0").disabled


def test_a_file_that_changes_one_measure_counts_that_alone(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก"), own("8", "ข"))
    data = write_plan(OfficePlan(2569, (own("9", "ก", owner="กองช่าง"), own("8", "ข"))), AGENCY, NAMES)
    assert "ไฟล์นี้จะเปลี่ยนแผน: แก้ 1 มาตรการ" in texts(bring(visit("improve/plan"), data))


def test_the_period_follows_the_months_unless_worded_by_the_office(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก"))
    app = visit("improve/plan")

    def save(months: list[int], words: str | None = None) -> str:
        press(app, "icon-open-0")
        field(app, "button_group", "-months").set_value(months)
        if words is not None:
            field(app, "text_input", "-period").set_value(words)
        submit(app, "บันทึก")
        return plain(kept(filled)[0].period)

    assert save([4, 5, 6]) == "ไตรมาส 2"
    assert save([4, 5]) == "ม.ค. 69 – ก.พ. 69"
    assert save([4, 5], "หลังประกาศแผน") == "หลังประกาศแผน"
    assert save([]) == "หลังประกาศแผน"
    assert save([1], "") == "ต.ค. 68"


def test_measures_are_added_moved_taken_out_and_steps_undone(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก"), own("8", "ข"))
    app = visit("improve/plan")
    press(app, "icon-down-0")
    assert [m.title for m in kept(filled)] == ["ข", "ก"]
    press(app, "icon-remove-0")
    press(app, "plan-own")
    submit(app, "บันทึก")
    assert "พิมพ์ชื่อมาตรการก่อนบันทึก" in texts(app)
    field(app, "text_input", "-title").set_value("ใหม่")
    submit(app, "บันทึก")
    assert [m.title for m in kept(filled)] == ["ก", "ใหม่"]
    app.selectbox(key="plan-pick-2").set_value(app.selectbox(key="plan-pick-2").options[0])
    submit(app, "ใส่ในแผน")
    added = kept(filled)[2]
    assert (added.indicator, added.id) == ("9", "ind-09-link-check")
    assert len(added.steps) == 4
    for _ in range(4):
        press(app, "plan-undo")
    assert [m.title for m in kept(filled)] == ["ก", "ข"]
    press(app, "plan-redo")
    assert [m.title for m in kept(filled)] == ["ข", "ก"]


def test_last_years_plan_is_copied_without_what_is_there(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก"), own("8", "ข"), fiscal_year=2567)
    app = visit("improve/plan")
    press(app, "plan-copy")
    assert [m.title for m in kept(filled)] == ["ก", "ข"]
    keep(filled, own("8", "ข"))
    app.run()
    press(app, "plan-copy")
    assert [m.title for m in kept(filled)] == ["ข", "ก"]


def test_what_is_empty_is_filled_for_all_at_once(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก", owner=""), own("8", "ข"), own("7", "ค", id="ind-07-two-way"))
    app = visit("improve/plan")
    app.text_input(key="plan-fill-text").set_value("สำนักปลัดเทศบาล")
    submit(app, "ใส่ทุกช่องที่ว่าง")
    assert [m.owner for m in kept(filled)] == ["สำนักปลัดเทศบาล", "กองคลัง", "กองคลัง"]


def test_a_press_without_a_choice_or_a_text_is_answered(visit: Visit, filled: Workspace) -> None:
    measures = (own("9", "ก", owner=""),)
    keep(filled, *measures)
    app = visit("improve/plan")
    submit(app, "ใส่ในแผน")
    assert "เลือกมาตรการก่อน" in texts(app)
    submit(app, "ใส่ทุกช่องที่ว่าง")
    assert "พิมพ์ข้อความที่จะใส่ก่อน" in texts(app)
    assert kept(filled) == measures
    press(app, "plan-own")
    submit(app, "บันทึก")
    assert "พิมพ์ชื่อมาตรการก่อนบันทึก" in texts(app)
    assert kept(filled) == measures


def test_the_meeting_is_above_the_rows_and_says_whether_it_is_recorded(
    visit: Visit, filled: Workspace
) -> None:
    keep(filled, *[own("9", f"เรื่อง {at}") for at in range(12)])
    app = visit("improve/plan")
    labels = [expander.label for expander in app.expander]
    assert labels == ["การประชุมที่กำหนดมาตรการ (ยังไม่ได้บันทึก)", "นำแผนจาก Excel เข้ามา"]
    keys = [str(getattr(element, "key", "")) for element in app.main]
    assert next(at for at, key in enumerate(keys) if key.startswith("meeting-")) < keys.index("icon-open-0")
    content = meeting_to_content(Meeting("ประชุม", date(2025, 9, 21)))
    filled.save_document("meeting", content, agency_id=AGENCY, fiscal_year=2568, now=NOW)
    app.run()
    assert plain(app.expander[0].label) == "การประชุมที่กำหนดมาตรการ วันที่ 21 กันยายน 2568"


def test_the_plan_stands_under_indicators_and_topics(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก"), own("8", "ข", topic=7))
    app = visit("improve/plan")
    view = app.button_group(key="plan-view")
    view.set_value("topic").run()
    assert not app.exception
    shown = texts(app)
    assert "4 กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ** :gray[ยังไม่มีมาตรการ]" in shown
    assert shown.index("3 ช่องทาง") < shown.index("**1. ก**") < shown.index("7 กลไก") < shown.index("**2. ข**")
    assert not [b for b in app.button if str(b.key).startswith("icon-up")]


def bring(app: AppTest, data: bytes, name: str = "แผน.xlsx") -> AppTest:
    app.file_uploader[0].upload(name, data, XLSX)
    app.run()
    assert not app.exception
    return app


def test_a_changed_file_is_shown_before_it_is_taken(visit: Visit, filled: Workspace) -> None:
    before = (own("9", "ก"), own("8", "ข"))
    keep(filled, *before)
    after = (own("9", "ก", owner="<b>กองช่าง"), own("7", "ค"))
    meeting = Meeting("ประชุม", date(2025, 9, 21), "", ("ปลัดเทศบาล",), "เห็นชอบ")
    data = write_plan(OfficePlan(2569, after, meeting), AGENCY, NAMES)
    app = bring(visit("improve/plan"), data)
    assert "ไฟล์นี้จะเปลี่ยนแผน: เพิ่ม 1 แก้ 1 นำออก 1 มาตรการ" in texts(app)
    assert "ผู้รับผิดชอบ: “กองคลัง” เป็น “<b>กองช่าง”" in texts(app)
    assert kept(filled) == before
    press(app, "plan-drop")
    assert kept(filled) == before
    press(bring(app, data), "plan-take")
    assert kept(filled) == after
    document = filled.document("meeting", agency_id=AGENCY, fiscal_year=2568)
    assert document is not None
    assert meeting_from_content(document.content) == meeting
    press(app, "plan-undo")
    assert kept(filled) == before
    keep(filled, *after)
    app.run()
    assert "แผนในไฟล์ตรงกับแผนนี้แล้ว" in texts(bring(app, data))
    assert app.button(key="plan-drop").label == "กลับไปที่แผน"


def test_a_faulty_file_cannot_be_taken(visit: Visit, filled: Workspace) -> None:
    keep(filled, own("9", "ก"))
    wrong = write_plan(OfficePlan(2569, (own("77", "ก"),)), AGENCY, NAMES)
    app = bring(visit("improve/plan"), wrong)
    assert "ยังใช้ไฟล์นี้ไม่ได้ มีจุดที่ต้องแก้ 1 แห่ง" in texts(app)
    assert "แผ่น แผน 2569 ช่อง B5" in texts(app)
    assert not [b for b in app.button if b.key == "plan-take"]
    press(app, "plan-drop")
    assert "ไฟล์ชำรุด" in texts(bring(app, b"PK\x03\x04 nothing"))
    press(app, "plan-drop")
    told = texts(bring(app, b"not a workbook"))
    assert "บันทึกเป็น .xlsx โดยไม่ใส่รหัสผ่าน" in told
    assert "หน้ากรอกคะแนน" not in told  # where the reader of scores leads


def test_the_meeting_is_kept_and_an_unreadable_day_is_told(visit: Visit, filled: Workspace) -> None:
    app = visit("improve/plan")

    def fields() -> dict[str, object]:
        every = [*app.text_input, *app.text_area]
        return {str(f.key).rsplit("-", 1)[1]: f for f in every if str(f.key).startswith("meeting-")}

    def save() -> None:
        next(b for b in app.button if "FormSubmitter:meeting-" in str(b.key)).click().run()
        assert not app.exception

    fields()["held_on"].set_value("ปลายเดือน")
    save()
    assert "อ่านวันที่ไม่ได้ ให้พิมพ์เช่น 21 กันยายน 2568" in texts(app)
    fields()["held_on"].set_value("๒๑ ก.ย. ๒๕๖๘")
    fields()["participants"].set_value("นายกเทศมนตรี\nปลัดเทศบาล")
    save()
    document = filled.document("meeting", agency_id=AGENCY, fiscal_year=2568)
    assert document is not None
    found = meeting_from_content(document.content)
    assert (found.held_on, found.participants) == (date(2025, 9, 21), ("นายกเทศมนตรี", "ปลัดเทศบาล"))
    press(app, "plan-meeting-undo")
    assert filled.document("meeting", agency_id=AGENCY, fiscal_year=2568) is None


def test_a_plan_tried_on_a_sample_is_not_stored(visit: Visit, workspace: Workspace) -> None:
    app = visit("improve/plan", sample="municipality")
    press(app, "plan-own")
    field(app, "text_input", "-title").set_value("ลอง")
    submit(app, "บันทึก")
    assert title(app).startswith("แผนปี 2569 มี 1 มาตรการ")
    assert workspace.documents("measures") == ()
