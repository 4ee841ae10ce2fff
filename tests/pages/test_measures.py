"""Choosing measures: what is taken stays in order, can be worded anew, and every step can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from itacore.measures import read_catalogue
from itacore.measures.chosen import (
    ChosenMeasure,
    Finding,
    chosen_from_content,
    chosen_to_content,
    findings_from_content,
)
from itacore.store import Workspace
from tests.kinds import KINDS, NOW, fill
from tests.pages.test_pages import press, texts, title

Visit = Callable[..., AppTest]
AGENCY = next(iter(KINDS["khun-kaeo"]))


def kept(workspace: Workspace, fiscal_year: int = 2568) -> list[str]:
    document = workspace.document("measures", agency_id=AGENCY, fiscal_year=fiscal_year)
    return [] if document is None else [m.title for m in chosen_from_content(document.content)]


@pytest.fixture
def app(visit: Visit, workspace: Workspace) -> AppTest:
    fill(workspace, "khun-kaeo")
    return visit("improve/measures")


def take(app: AppTest, *places: int) -> list[str]:
    """Take measures by their place among the offers; gives their titles."""
    offered = [b for b in app.button if str(b.key).startswith("take-")]
    keys = [str(offered[place].key) for place in places]
    titles = []
    for key in keys:
        press(app, key)
        titles.append(key)
    return titles


def test_a_measure_is_taken_and_kept_for_its_agency_and_year(app: AppTest, workspace: Workspace) -> None:
    offered = sum(len(read_catalogue().for_indicator(code)) for code in "987")
    assert title(app) == f"มีข้อเสนอ {offered} มาตรการ สำหรับ 3 ตัวชี้วัดที่ต้องแก้ไขหรือควรพัฒนา"
    take(app, 0)
    assert kept(workspace) == ["ตรวจลิงก์ OIT ทุกข้อให้เปิดได้จริง"]
    assert kept(workspace, 2567) == []
    assert title(app) == "เลือกแล้ว 1 มาตรการ ครอบคลุม 1 ใน 3 ตัวชี้วัดที่ต้องแก้ไขหรือควรพัฒนา"
    assert "ยังไม่มีมาตรการสำหรับข้อ 8 และ 7" in texts(app)


def test_one_button_is_the_first_to_press(app: AppTest, workspace: Workspace) -> None:
    def primary() -> list[str]:
        return [str(b.key) for b in app.button if b.proto.type == "primary" and not b.form_id]

    assert [key.startswith("take-") for key in primary()] == [True]
    period = "พ.ย. ๖๘ – มี.ค. ๖๙"
    plan = [ChosenMeasure(None, "9", "ตรวจลิงก์", "ทุกเดือน", "กองคลัง", period, "รายงาน")]
    workspace.save_document("measures", chosen_to_content(plan), agency_id=AGENCY, fiscal_year=2568, now=NOW)
    app.run()
    assert primary() == ["go-plan"]
    assert "พ.ย.\u00a0๖๘ – มี.ค.\u00a0๖๙" in "".join(caption.value for caption in app.caption).replace(
        "\\", ""
    )


def test_a_measure_joins_those_of_its_indicator(app: AppTest, workspace: Workspace) -> None:
    take(app, 0, 2, 1)
    assert [title_[:20] for title_ in kept(workspace)] == [
        "ตรวจลิงก์ OIT ทุกข้อให้เปิดได้จริง"[:20],
        "แบ่งผู้รับผิดชอบ OIT เป็นรายข้อ"[:20],
        "แจ้งผลการปรับปรุงให้ประชาชนทราบ"[:20],
    ]


def test_the_rest_of_the_offers_comes_when_it_is_opened_by_sub_indicator(app: AppTest) -> None:
    def offered() -> list[str]:
        return [str(b.key) for b in app.button if str(b.key).startswith("take-ind-09-")]

    assert len(offered()) == 2
    app.session_state["suggest-rest-9"] = True
    app.run()
    assert not app.exception
    assert len(offered()) == len(read_catalogue().for_indicator("9"))
    said = texts(app)
    assert said.index("9.1 ข้อมูลพื้นฐาน") < said.index("9.2 การบริหารงาน") < said.index("9.5 การส่งเสริมความโปร่งใส")
    assert "ไม่ใช้งบเพิ่ม · ภาระน้อย" in said
    press(app, "take-ind-09-hr-documents")
    assert len(offered()) == len(read_catalogue().for_indicator("9"))


def test_measures_for_what_is_to_keep_come_when_they_are_opened(app: AppTest, workspace: Workspace) -> None:
    app.session_state["suggest-keep"] = True
    app.run()
    press(app, "take-ind-01-handover")
    assert kept(workspace) == ["ส่งมอบงานเมื่อเปลี่ยนผู้รับผิดชอบ"]


def test_the_list_is_ordered_emptied_undone_and_redone(app: AppTest, workspace: Workspace) -> None:
    take(app, 0, 1)
    first, second = kept(workspace)
    press(app, "icon-down-0")
    assert kept(workspace) == [second, first]
    press(app, "icon-remove-0")
    assert kept(workspace) == [first]
    press(app, "measures-undo")
    assert kept(workspace) == [second, first]
    press(app, "measures-undo")
    assert kept(workspace) == [first, second]
    press(app, "measures-redo")
    assert kept(workspace) == [second, first]


def test_the_wording_of_a_measure_can_be_changed(app: AppTest, workspace: Workspace) -> None:
    take(app, 0)
    field = next(i for i in app.text_input if str(i.key).startswith("measure-0-") and "title" in str(i.key))
    field.set_value("ตรวจลิงก์ทุกวันจันทร์ *ด่วน*")
    next(b for b in app.button if "FormSubmitter:measure-0-" in str(b.key)).click().run()
    assert not app.exception
    assert kept(workspace) == ["ตรวจลิงก์ทุกวันจันทร์ *ด่วน*"]
    assert "ตรวจลิงก์ทุกวันจันทร์ *ด่วน*" in texts(app)


def test_an_office_adds_a_measure_of_its_own_which_needs_a_name(app: AppTest, workspace: Workspace) -> None:
    def save() -> None:
        next(b for b in app.button if "FormSubmitter:measure-new-" in str(b.key)).click().run()
        assert not app.exception

    save()
    assert "พิมพ์ชื่อมาตรการก่อนบันทึก" in texts(app)
    assert kept(workspace) == []
    app.text_input(key=f"measure-new-0-2568-{AGENCY}-title").set_value("ประชุมติดตามทุกเดือน")
    save()
    document = workspace.document("measures", agency_id=AGENCY, fiscal_year=2568)
    assert document is not None
    own = chosen_from_content(document.content)[0]
    assert (own.id, own.indicator, own.title) == (None, "9", "ประชุมติดตามทุกเดือน")


def test_what_the_office_found_is_kept_with_its_source(app: AppTest, workspace: Workspace) -> None:
    next(t for t in app.text_area if str(t.key).startswith("finding-text-9-2568-")).set_value(
        "ลิงก์ o7 เปิดไม่ได้"
    )
    next(s for s in app.selectbox if str(s.key).startswith("finding-source-9-2568-")).set_value("items")
    next(b for b in app.button if "FormSubmitter:finding-9" in str(b.key)).click().run()
    assert not app.exception
    document = workspace.document("findings", agency_id=AGENCY, fiscal_year=2568)
    assert document is not None
    assert findings_from_content(document.content) == {"9": Finding("items", "ลิงก์ o7 เปิดไม่ได้")}
    assert "ลิงก์ o7 เปิดไม่ได้ (ผลคะแนนรายข้อ)" in texts(app)


def test_what_is_tried_on_a_sample_is_not_stored(visit: Visit, workspace: Workspace) -> None:
    app = visit("improve/measures", sample="municipality")
    take(app, 0)
    assert title(app).startswith("เลือกแล้ว 1 มาตรการ")
    assert workspace.documents("measures") == ()


def test_a_measure_taken_on_the_page_of_weak_points_is_in_the_list(
    visit: Visit, workspace: Workspace
) -> None:
    fill(workspace, "khun-kaeo")
    app = visit("results/weaknesses")
    take(app, 0)
    assert kept(workspace) == ["ตรวจลิงก์ OIT ทุกข้อให้เปิดได้จริง"]
    app.switch_page("pages/improve/measures.py").run()
    assert title(app).startswith("เลือกแล้ว 1 มาตรการ")


def test_a_finding_stays_with_its_year(app: AppTest) -> None:
    """The form of another year begins with what the office found there."""

    def areas(year: int) -> dict[str, str]:
        keyed = {str(area.key): area.value for area in app.text_area}
        return {
            key.split("-")[2]: text for key, text in keyed.items() if f"-{year}-" in key and "finding" in key
        }

    for area in app.text_area:
        if str(area.key).startswith("finding-text-"):
            area.set_value("ของปี 2568")
    next(b for b in app.button if "FormSubmitter:finding-9" in str(b.key)).click().run()
    earlier = next(c for c in app.segmented_control if "2567" in c.options)
    earlier.set_value("2567").run()
    assert not app.exception
    assert areas(2567)
    assert set(areas(2567).values()) == {""}


def test_the_name_of_a_measure_is_no_markup_on_its_buttons(app: AppTest, workspace: Workspace) -> None:
    content = [{"indicator": "77", "title": ":red[x] <b>|"}]
    workspace.save_document("measures", content, agency_id=AGENCY, fiscal_year=2568, now=datetime.now(UTC))
    app.run()
    assert not app.exception
    button = app.button(key="icon-remove-0")
    assert button.label.endswith(r"\:red\[x\] \<b\>\|")
    assert button.help == button.label


def test_measures_of_another_version_are_counted_and_end_nothing(app: AppTest, workspace: Workspace) -> None:
    content = [{"name": "ก"}, {"indicator": "9", "title": "ข"}]
    workspace.save_document("measures", content, agency_id=AGENCY, fiscal_year=2568, now=datetime.now(UTC))
    workspace.save_document("findings", ["ค"], agency_id=AGENCY, fiscal_year=2568, now=datetime.now(UTC))
    app.run()
    assert not app.exception
    assert kept(workspace) == ["ข"]
    assert any("1\u00a0รายการบันทึกในรูปแบบที่โปรแกรมรุ่นนี้อ่านไม่ได้" in warning.value for warning in app.warning)


def test_a_year_of_the_address_that_is_not_there_is_told_as_its_letters(
    visit: Visit, workspace: Workspace
) -> None:
    fill(workspace, "khun-kaeo")
    app = visit(year=":red[x] **b**")
    assert r"\:red\[x\] \*\*b" in app.toast[0].value
