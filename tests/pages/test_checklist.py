"""Ticking OIT items: kept at once for agency and year, undone, estimated, and measures go to the items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from itacore.measures.chosen import chosen_from_content
from itacore.store import Workspace, open_workspace
from tests.kinds import KINDS, MADE_UP, NOW, document_of, fill
from tests.pages.test_pages import plain, press, texts
from tests.scoring.tables import Result

Visit = Callable[..., AppTest]


def unfold(app: AppTest) -> AppTest:
    app.session_state["checklist"] = True
    app.run()
    assert not app.exception
    return app


def ticks(app: AppTest) -> dict[str, Any]:
    """The fields of the items by code."""
    fields = [one for one in app.segmented_control if str(one.key).startswith("checklist-o")]
    return {str(one.key).split("-")[1]: one for one in fields}


def tick(app: AppTest, code: str, state: str | None) -> None:
    ticks(app)[code].set_value(state).run()
    assert not app.exception


def shown(app: AppTest) -> dict[str, str]:
    """What is ticked on the page."""
    return {code: field.value for code, field in ticks(app).items() if field.value}


def kept(workspace: Workspace, agency: str, fiscal_year: int) -> object:
    document = workspace.document("checklist", agency_id=agency, fiscal_year=fiscal_year)
    return None if document is None else document.content


def table(app: AppTest) -> dict[str, list[str]]:
    """The figures by the code of the indicator or sub-indicator."""
    rows = app.table[-1].value.values.tolist()
    return {plain(row[0]).strip("*").split(" ")[0]: [plain(cell) for cell in row[1:]] for row in rows}


@pytest.fixture
def agency() -> str:
    return next(iter(document_of(KINDS["lumphuk"]).agencies["agency_id"]))


@pytest.fixture
def app(visit: Visit, workspace: Workspace) -> AppTest:
    fill(workspace, "lumphuk")
    return visit("improve/measures")


def test_nothing_is_drawn_until_it_is_opened(app: AppTest) -> None:
    assert ticks(app) == {}
    unfold(app)
    assert list(ticks(app)) == [f"o{n}" for n in range(1, 44)]
    assert shown(app) == {}
    assert "ยังไม่ได้ระบุผลของทั้ง 43 ข้อ" in texts(app)


def test_a_tick_is_kept_for_its_agency_and_year_and_moves_the_range(
    app: AppTest, workspace: Workspace, agency: str
) -> None:
    unfold(app)
    assert table(app)["10.2"] == ["0 จาก 2", "0.00 ถึง 100.00", "–"]
    assert table(app)["10"][2] == "18.75"
    tick(app, "o42", "scored")
    tick(app, "o43", "to-come")
    assert kept(workspace, agency, 2565) == {"o42": "scored", "o43": "to-come"}
    assert table(app)["10.2"] == ["1 จาก 2", "50.00 ถึง 100.00", "–"]
    assert table(app)["10"] == ["1 จาก 10", "25.00 ถึง 100.00", "18.75"]
    said = texts(app)
    assert "ได้คะแนนแล้ว 1 ข้อ รอเผยแพร่ 1 ข้อ" in said
    assert "ยังไม่ระบุ 41 ข้อ" in said
    assert "ตัวชี้วัด 10 ประมาณได้ 25.00 ถึง 100.00 คะแนนที่ประกาศ 18.75 ห่างจากช่วงนี้ 6.25" in said
    tick(app, "o42", "not")
    assert table(app)["10.2"] == ["0 จาก 2", "0.00 ถึง 50.00", "–"]
    assert "ห่างจากช่วงนี้" not in texts(app)
    tick(app, "o43", None)
    assert kept(workspace, agency, 2565) == {"o42": "not"}


def test_a_published_result_comes_out_and_stays_as_published(app: AppTest, agency: str) -> None:
    unfold(app)
    for first, after in ((7, 10), (15, 18), (24, 25), (33, 34), (37, 44)):
        for number in range(first, after):
            ticks(app)[f"o{number}"].set_value("not")
    app.run()
    press(app, "checklist-rest-all")
    assert "ได้คะแนนแล้ว 28 ข้อ ยังไม่ได้ 15 ข้อ" in texts(app)
    found = table(app)
    assert found["9"] == ["25 จาก 33", "78.98", "78.98"]
    assert found["10"] == ["3 จาก 10", "18.75", "18.75"]
    tick(app, "o1", "not")
    assert table(app)["9"] == ["24 จาก 33", "76.75", "78.98"]
    said = texts(app)
    assert "ตัวชี้วัด 9 ประมาณได้ 76.75 คะแนนที่ประกาศ 78.98 ต่างกัน 2.23" in said
    assert "โปรแกรมใช้คะแนนที่ประกาศเสมอ" in said
    assert "9 การเปิดเผยข้อมูล ได้ 78.98" in said.replace("*", "").replace(":gray[", "").replace("  ", " ")


def test_the_rest_of_a_group_is_scored_at_once_and_what_was_ticked_stays(
    app: AppTest, workspace: Workspace, agency: str
) -> None:
    unfold(app)
    tick(app, "o42", "not")
    assert not app.button(key="checklist-rest-10.2").disabled
    press(app, "checklist-rest-10.2")
    assert shown(app) == {"o42": "not", "o43": "scored"}
    assert app.button(key="checklist-rest-10.2").disabled
    press(app, "checklist-rest-all")
    assert len(shown(app)) == 43
    assert shown(app)["o42"] == "not"
    press(app, "checklist-undo")
    assert shown(app) == {"o42": "not", "o43": "scored"} == kept(workspace, agency, 2565)


def test_every_step_is_undone_and_redone_and_is_there_after_a_reload(
    app: AppTest, visit: Visit, workspace: Workspace, agency: str
) -> None:
    unfold(app)
    tick(app, "o1", "scored")
    tick(app, "o1", "not")
    tick(app, "o2", "to-come")
    press(app, "checklist-undo")
    assert shown(app) == {"o1": "not"}
    press(app, "checklist-undo")
    assert shown(app) == {"o1": "scored"}
    press(app, "checklist-undo")
    assert shown(app) == {}
    press(app, "checklist-redo")
    press(app, "checklist-redo")
    assert shown(app) == {"o1": "not"} == kept(workspace, agency, 2565)
    with open_workspace() as again:
        assert kept(again, agency, 2565) == {"o1": "not"}
    reloaded = unfold(visit("improve/measures"))
    assert shown(reloaded) == {"o1": "not"}
    assert any("ผลรายการ OIT ปี 2565" in plain(line) for line in app_journal(visit))


def app_journal(visit: Visit) -> list[str]:
    """What the page of the history says was done."""
    tables = visit("data/history").table
    return [str(cell) for one in tables for row in one.value.values.tolist() for cell in row]


def test_what_another_person_ticked_is_shown_and_kept(
    app: AppTest, workspace: Workspace, agency: str
) -> None:
    unfold(app)
    tick(app, "o1", "scored")
    workspace.save_document(
        "checklist", {"o1": "scored", "o9": "not"}, agency_id=agency, fiscal_year=2565, now=NOW
    )
    tick(app, "o2", "scored")
    assert shown(app) == {"o1": "scored", "o2": "scored", "o9": "not"} == kept(workspace, agency, 2565)


def test_measures_of_an_item_are_taken_into_the_list(app: AppTest, workspace: Workspace, agency: str) -> None:
    unfold(app)
    assert "เมื่อมีข้อที่ยังไม่ได้หรือรอเผยแพร่" in texts(app)
    tick(app, "o37", "not")
    assert "มาตรการสำหรับ 1 ข้อที่ยังไม่ได้หรือรอเผยแพร่" in texts(app)
    assert not [b for b in app.button if str(b.key).startswith("take-oit-")]
    app.session_state["checklist-measures-o37"] = True
    app.run()
    offered = [str(b.key) for b in app.button if str(b.key).startswith("take-oit-o37-")]
    assert offered
    press(app, offered[0])
    document = workspace.document("measures", agency_id=agency, fiscal_year=2565)
    assert document is not None
    assert [f"take-oit-o37-{m.id}" for m in chosen_from_content(document.content)] == offered[:1]
    assert app.button(key=offered[0]).disabled
    tick(app, "o37", "scored")
    assert not [b for b in app.button if str(b.key).startswith("take-oit-")]


@pytest.mark.parametrize(
    ("year", "count", "reason"),
    [
        (2564, 43, "คะแนนประมาณคิดจากรายการที่ได้ 100 หรือ 0"),
        (2566, 43, "ปี 2566 ยังประมาณคะแนนไม่ได้ เพราะไม่ทราบว่าแต่ละรายการได้เพียง 100 หรือ 0"),
        (2568, 28, "ปี 2568 ยังประมาณคะแนนไม่ได้ เพราะแต่ละรายการอาจได้คะแนนบางส่วน"),
        (2562, 0, "ยังไม่ทราบรายการ OIT ของปี 2562 จึงยังตรวจรายข้อไม่ได้"),
        (2567, 0, "ยังไม่ทราบรายการ OIT ของปี 2567 จึงยังตรวจรายข้อไม่ได้"),
        (2569, 0, "ถ้าคู่มือของปี 2569 ใช้รายการเดียวกับปี 2568 ให้ยืนยันได้ที่หน้า"),
    ],
)
def test_every_year_shows_what_is_known_of_it(
    visit: Visit, workspace: Workspace, year: int, count: int, reason: str
) -> None:
    fill(workspace, "eight-years")
    app = visit(year=str(year))
    app.switch_page("pages/improve/measures.py").run()
    unfold(app)
    assert len(ticks(app)) == count
    assert reason in texts(app)
    if count:
        tick(app, "o2", "not")
        assert "มาตรการสำหรับ 1 ข้อที่ยังไม่ได้หรือรอเผยแพร่" in texts(app)
        assert len(table(app)["9"]) == (3 if year < 2566 else 2)


def test_imported_scores_of_items_stand_beside_and_can_be_taken_over(
    visit: Visit, workspace: Workspace
) -> None:
    scores = {"9.1": 50, "o1": 100, "o2": 0, "o3": 50, "o4": 100}
    document = document_of({MADE_UP: [Result(2568, scores)]})
    workspace.confirm_import(document, now=NOW)
    app = unfold(visit("improve/measures"))
    assert "ประกาศ 50.00" in plain(ticks(app)["o3"].label)
    assert table(app)["9.1"] == ["0 จาก 4", "50.00"]
    tick(app, "o4", "not")
    press(app, "checklist-import")
    assert shown(app) == {"o1": "scored", "o2": "not", "o4": "not"}
    assert app.button(key="checklist-import").disabled


def test_what_is_ticked_on_a_sample_is_not_stored(visit: Visit, workspace: Workspace) -> None:
    app = visit("improve/measures", sample="municipality")
    unfold(app)
    tick(app, "o1", "scored")
    assert shown(app) == {"o1": "scored"}
    press(app, "checklist-undo")
    assert shown(app) == {}
    assert workspace.documents("checklist") == ()


def test_what_another_version_wrote_ends_nothing(app: AppTest, workspace: Workspace, agency: str) -> None:
    workspace.save_document("checklist", ["?"], agency_id=agency, fiscal_year=2565, now=NOW)
    unfold(app)
    assert shown(app) == {}
    tick(app, "o1", "scored")
    assert kept(workspace, agency, 2565) == {"o1": "scored"}
