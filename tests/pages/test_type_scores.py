"""The typing page without a browser: its words, its checks, its saving. Fields are filled by pasting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from itacore.criteria import read_criteria
from itacore.reading.typed import newest_results, read_typed, typed_agency
from itacore.store import ImportDocument, Workspace
from tests.pages.test_pages import press, texts, title, upload

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
NEWEST = newest_results(date.today())
NAMES = [indicator.name for indicator in read_criteria().books[2568].indicators]
TEN = "99.52 99.81 99.74 99.90 99.79 94.00 95.50 96.00 91.25 100".split()
NAME = "เทศบาลตำบลตัวอย่าง"
Visit = Callable[..., AppTest]


def open_table(visit: Visit, **query: str) -> AppTest:
    return visit("data/type_scores", **query)


def paste(app: AppTest, text: str) -> AppTest:
    app.text_area[0].set_value(text)
    next(b for b in app.button if b.label == "นำลงตาราง").click().run()
    assert not app.exception
    return app


def name(app: AppTest, text: str) -> AppTest:
    app.text_input(key="typing-name").set_value(text).run()
    assert not app.exception
    return app


def labelled(year: int, scores: list[str], *more: str) -> str:
    rows = [f"{n}. {NAMES[n - 1]}\t{score}" for n, score in enumerate(scores, start=1)]
    return "\n".join([f"ตัวชี้วัด\tปี {year}", *rows, *more])


def can_save(app: AppTest) -> bool:
    return not app.button(key="save-typed").disabled


def fill_workspace(workspace: Workspace, year: int, agency: str = NAME, scores: list[str] = TEN) -> str:
    """Save ten typed scores; gives the identity of the agency."""
    who = typed_agency(agency)
    assert who is not None
    found = read_typed(
        {(str(n), year): text for n, text in enumerate(scores, start=1)},
        agency=who,
        years=(year,),
        today=date.today(),
        criteria=read_criteria(),
        file="กรอกเอง",
    ).document
    document = ImportDocument("typed", found.scores, found.declared, found.agencies, found.provenance)
    record = workspace.confirm_import(document, now=datetime.now(UTC))
    return next(iter(workspace.agency_ids(record.id).values()))


def current(workspace: Workspace) -> dict[tuple[str, int], float]:
    frame = workspace.current().scores
    return {
        (str(r.code), int(r.fiscal_year)): float(r.score)  # type: ignore[arg-type]
        for r in frame.itertuples()
    }


def test_an_empty_table_asks_for_the_latest_year_with_results(visit: Visit) -> None:
    app = open_table(visit)
    assert title(app) == f"กรอกคะแนน 10 ข้อของปี {NEWEST} จากผลที่ประกาศ"
    assert not can_save(app)
    assert "ยังไม่มีอะไรให้บันทึก" in texts(app)


def test_ten_numbers_and_a_name_become_a_rated_year(visit: Visit, workspace: Workspace) -> None:
    app = paste(open_table(visit), "\n".join(TEN))
    assert title(app).replace("\u00a0", " ").startswith(f"กรอกครบ 10 ข้อของปี {NEWEST} ได้ 96.73 คะแนน")
    assert "พิมพ์ชื่อหน่วยงานก่อนบันทึก" in texts(app)
    assert not can_save(app)
    assert workspace.imports() == ()

    name(app, f"{NAME} จังหวัดสมมุติ")
    press(app, "save-typed")
    [record] = workspace.imports()
    assert (record.kind, record.score_count, record.fiscal_years) == ("pasted", 10, (NEWEST,))
    assert set(workspace.current().agencies["province"]) == {"สมมุติ"}
    assert title(app).startswith(f"ปี {NEWEST} ได้ 96.73")


def test_the_finding_counts_what_is_typed_and_what_is_missing(visit: Visit) -> None:
    app = paste(open_table(visit), labelled(NEWEST, TEN[:4]))
    assert title(app) == f"กรอกแล้ว 4 ใน 10 ข้อของปี {NEWEST}"
    assert "เหลืออีก 6 ข้อจึงคำนวณคะแนนรวมได้" in texts(app)


def test_faults_name_row_year_and_remedy_and_stop_the_saving(visit: Visit) -> None:
    app = name(paste(open_table(visit), labelled(NEWEST, ["9O.81", *TEN[1:9], "105"])), NAME)
    assert title(app) == "มี 2 ช่องที่ต้องแก้"
    told = texts(app).replace("\u00a0", " ")
    assert f"ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ปี {NEWEST}" in told
    assert "พบ “9O.81” ในช่องคะแนน" in told
    assert f"ตัวชี้วัดที่ 10 การป้องกันการทุจริต ปี {NEWEST}" in told
    assert ":material/build:" in told
    assert not can_save(app)


def test_a_total_that_disagrees_is_named_and_may_be_saved(visit: Visit, workspace: Workspace) -> None:
    app = name(paste(open_table(visit), labelled(2568, TEN, "คะแนนรวม\t69.73")), NAME)
    assert title(app) == "ปี 2568 คำนวณได้ 96.73 ไม่ตรงกับคะแนนรวมที่ประกาศ 69.73"
    assert "คะแนนรวมที่กรอกคือ 69.73 แต่คำนวณจากตัวชี้วัดได้ 96.73" in texts(app)
    press(app, "save-typed")
    [issue] = workspace.read_import(workspace.imports()[0].id).issues
    assert (issue.code, issue.row) == ("total-disagrees", None)


def test_possible_levels_follow_the_cells(visit: Visit) -> None:
    app = paste(open_table(visit), labelled(2568, TEN))
    assert "เป็นได้ทั้งระดับผ่านดีและผ่านดีเยี่ยม" in title(app)
    paste(app, labelled(2568, TEN, "EIT ส่วนที่ 1\t92.00", "EIT ส่วนที่ 2\t98.33"))
    assert "ผ่านดี]" in title(app)


def test_a_bad_paste_changes_nothing_and_says_what_was_seen(visit: Visit) -> None:
    app = paste(open_table(visit), labelled(2568, TEN))
    before = title(app)
    paste(app, "99\n98\n97")
    assert title(app) == before
    assert "พบ 3 แถว 1 คอลัมน์" in texts(app)
    assert "ยังไม่ได้นำค่าใดลงตาราง" in texts(app)
    assert app.text_area[0].value == "99\n98\n97"


def test_pasted_text_is_never_markup(visit: Visit) -> None:
    app = paste(open_table(visit), "**ก** :red[x]\n" * 10)
    assert any(r"\*\*ก\*\*" in str(error.value) for error in app.error)


def test_an_earlier_year_is_a_column_more(visit: Visit) -> None:
    app = press(paste(open_table(visit), "\n".join(TEN)), "add-year")
    paste(app, labelled(NEWEST - 1, TEN))
    assert f"กรอกครบ 10 ข้อของปี {NEWEST}" in title(app)
    [table] = [t.value for t in app.table if "ระดับ" in t.value]
    assert table["ปี"].tolist() == [str(NEWEST), str(NEWEST - 1)]


def test_a_draft_outlives_a_visit_to_another_page(visit: Visit) -> None:
    app = name(paste(open_table(visit), "\n".join(TEN)), NAME)
    app.switch_page("pages/data/history.py").run()
    app.switch_page("pages/data/type_scores.py").run()
    assert "กรอกครบ 10 ข้อ" in title(app)
    assert app.text_input(key="typing-name").value == NAME
    assert can_save(app)


def test_a_run_that_ends_late_cannot_put_an_older_draft_back(visit: Visit) -> None:
    """Streamlit begins a run while the one before may still be ending in a thread of its own."""
    app = open_table(visit)
    older = app.session_state["typing-drafts"]
    number = older[""].number
    cells = {f"1|{NEWEST}": "99.52", f"2|{NEWEST}": "105"}
    app.session_state["typing-table"] = {"typed": {"version": number, "cells": cells}}
    app.session_state["typing-drafts"] = dict(older)
    app.run()
    assert not app.exception
    assert "มี 1 ช่องที่ต้องแก้" in title(app)


def test_starting_again_can_be_undone(visit: Visit) -> None:
    app = press(paste(open_table(visit), "\n".join(TEN)), "restart")
    assert title(app).startswith("กรอกคะแนน 10 ข้อ")
    press(app, "undo-restart")
    assert "กรอกครบ 10 ข้อ" in title(app)


def test_a_link_opens_what_the_workspace_holds(visit: Visit, workspace: Workspace) -> None:
    agency = fill_workspace(workspace, 2567)
    app = open_table(visit, agency=agency, year="2567")
    assert "กรอกครบ 10 ข้อของปี 2567" in title(app)
    assert "ตรงกับที่บันทึกไว้แล้ว" in texts(app)
    assert not can_save(app)


def test_a_correction_is_an_import_of_its_own_that_can_be_taken_back(
    visit: Visit, workspace: Workspace
) -> None:
    agency = fill_workspace(workspace, 2568)
    app = paste(open_table(visit, agency=agency, year="2568"), labelled(2568, [*TEN[:8], "92.25", "100"]))
    assert "ยังไม่ได้บันทึก 1 ช่อง" in texts(app)
    press(app, "save-typed")
    first, second = workspace.imports()
    assert (second.kind, second.score_count) == ("pasted", 1)
    assert current(workspace)["9", 2568] == 92.25
    workspace.take_back(second.id, now=datetime.now(UTC))
    assert current(workspace)["9", 2568] == 91.25
    assert first.standing


def test_the_name_of_a_known_agency_leads_to_its_table(visit: Visit, workspace: Workspace) -> None:
    agency = fill_workspace(workspace, 2567)
    app = open_table(visit)
    app.selectbox[0].select("").run()
    name(paste(app, labelled(2568, TEN)), "ทต.ตัวอย่าง")
    assert "ในโปรแกรมแล้ว" in texts(app)
    assert not can_save(app)
    press(app, "open-same")
    assert app.selectbox[0].value == agency
    press(app, "save-typed")
    assert set(workspace.current().scores["fiscal_year"]) == {2567, 2568}
    assert len(workspace.current().agencies) == 1


def test_a_draft_follows_what_was_saved_meanwhile(visit: Visit, workspace: Workspace) -> None:
    agency = fill_workspace(workspace, 2568)
    app = paste(open_table(visit, agency=agency), labelled(2568, [*TEN[:8], "92.25", "100"]))
    fill_workspace(workspace, 2567)
    app.run()
    press(app, "save-typed")
    assert len(current(workspace)) == 20
    assert workspace.imports()[-1].score_count == 1


def test_an_ambiguous_name_is_asked_about(visit: Visit, workspace: Workspace) -> None:
    known = [fill_workspace(workspace, 2567, f"{NAME} จังหวัด{place}") for place in ("ลำปาง", "น่าน")]
    app = open_table(visit)
    app.selectbox[0].select("").run()
    name(paste(app, labelled(2568, TEN)), NAME)
    press(app, "save-typed")
    assert len(workspace.imports()) == 2
    assert "เลือกหน่วยงานก่อนบันทึก" in texts(app)
    [asked] = [box for box in app.selectbox if box.label == f"{NAME} คือหน่วยงานใดในโปรแกรม"]
    asked.select(known[1]).run()
    press(app, "save-typed")
    scores = workspace.current().scores
    assert set(scores.loc[scores["fiscal_year"] == 2568, "agency_id"]) == {known[1]}


def test_the_same_name_in_another_province_is_another_agency(visit: Visit, workspace: Workspace) -> None:
    fill_workspace(workspace, 2567, f"{NAME} จังหวัดลำปาง")
    app = open_table(visit)
    app.selectbox[0].select("").run()
    name(paste(app, labelled(2568, TEN)), f"{NAME} จังหวัดแพร่")
    press(app, "save-typed")
    assert len(workspace.current().agencies) == 2


def test_in_a_sample_the_page_offers_to_leave_it(visit: Visit) -> None:
    app = open_table(visit, sample="municipality")
    assert title(app) == "ออกจากข้อมูลสมมุติก่อนกรอกคะแนน"
    press(app, "leave-to-type")
    assert title(app).startswith("กรอกคะแนน 10 ข้อ")


def test_four_ways_in(visit: Visit) -> None:
    app = visit("data/import_results")
    assert app.file_uploader
    assert {"go-type", "go-paste", "sample-municipality"} <= {button.key for button in app.button}


def test_the_way_of_pasting_opens_the_box(visit: Visit) -> None:
    app = press(visit("data/import_results"), "go-paste")
    [box] = [entry for entry in app.expander if entry.label == "วางตารางที่คัดลอกมา"]
    assert box.proto.expanded


def test_a_file_already_imported_can_be_corrected(visit: Visit, workspace: Workspace) -> None:
    data = (SAMPLES / "sample-sao.xlsx").read_bytes()
    press(upload(visit("data/import_results"), "sample-sao.xlsx", data), "save")
    app = open_table(visit)
    assert "ตรงกับที่บันทึกไว้แล้ว" in texts(app)


@pytest.mark.parametrize("text", ["นำเข้าผลคะแนน", "12"])
def test_a_name_without_type_words_is_taken_as_it_is(visit: Visit, text: str) -> None:
    app = name(paste(open_table(visit), "\n".join(TEN)), text)
    assert can_save(app) == (text != "12")


def settle_page() -> None:
    """What the results page does with the form: draw it beside the rating of the chosen year."""
    from itacore.scoring.profile import gather_profile
    from pages.ui.data import dataset
    from pages.ui.settle import show_settle

    data = dataset()
    row = data.analysis.ratings.iloc[-1]
    year = int(row["fiscal_year"])
    show_settle(gather_profile(data.analysis, data.criteria, str(row["agency_id"]), year), data)


def settle(app: AppTest, **fields: str) -> AppTest:
    for code, text in fields.items():
        next(f for f in app.text_input if str(f.key).startswith(f"settle-{code}-2568-")).set_value(text)
    app.button[0].click().run()
    assert not app.exception
    return app


@pytest.fixture
def form(workspace: Workspace) -> Callable[[list[str]], AppTest]:
    """Give a function that saves scores of 2568 and draws the form for them."""

    def draw(scores: list[str]) -> AppTest:
        fill_workspace(workspace, 2568, scores=scores)
        app = AppTest.from_function(settle_page, default_timeout=60).run()
        assert not app.exception
        return app

    return draw


def test_the_form_asks_for_what_is_unknown_and_saves_it(
    form: Callable[[list[str]], AppTest], workspace: Workspace
) -> None:
    app = form(TEN)
    assert [field.label for field in app.text_input] == ["EIT ส่วนที่ 1", "EIT ส่วนที่ 2"]
    assert [box.label for box in app.selectbox] == ["ระดับที่ประกาศ"]
    settle(app, EIT1="92", EIT2="98.33")
    declared = workspace.current().declared
    assert dict(zip(declared["code"].astype(str), declared["value"], strict=True)) == {
        "EIT1": 92.0,
        "EIT2": 98.33,
    }
    assert workspace.imports()[-1].kind == "typed"
    assert len(app.text_input) == 0


def test_the_form_asks_for_the_one_missing_indicator(
    form: Callable[[list[str]], AppTest], workspace: Workspace
) -> None:
    app = form([*TEN[:8], "", "100"])
    assert "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล" in [field.label for field in app.text_input]
    settle(app, **{"9": "91.25"})
    assert current(workspace)["9", 2568] == 91.25


def test_the_form_refuses_faults_and_asks_twice_about_contradictions(
    form: Callable[[list[str]], AppTest], workspace: Workspace
) -> None:
    app = settle(form(TEN), EIT1="9O")
    assert "พบ “9O” ในช่องคะแนน" in texts(app)
    settle(app, EIT1="90", EIT2="90")
    assert "ค่าเฉลี่ยของ EIT ส่วนที่ 1 และส่วนที่ 2 คือ 90.00" in texts(app)
    assert len(workspace.imports()) == 1
    settle(app)
    assert len(workspace.imports()) == 2


def test_the_form_saves_nothing_from_empty_fields(
    form: Callable[[list[str]], AppTest], workspace: Workspace
) -> None:
    assert "กรอกอย่างน้อยหนึ่งช่องก่อนบันทึก" in texts(settle(form(TEN)))
    assert len(workspace.imports()) == 1


def test_what_was_typed_into_the_form_of_one_agency_is_not_in_that_of_another(
    visit: Visit, workspace: Workspace
) -> None:
    ids = [fill_workspace(workspace, 2568, agency) for agency in ("เทศบาลตำบลหนึ่ง", "เทศบาลตำบลสอง")]
    app = visit("results/overview", agency=ids[0], year="2568")
    field = next(f for f in app.text_input if str(f.key).startswith("settle-EIT1-2568"))
    field.set_value("9O")
    next(b for b in app.button if "FormSubmitter:settle-" in str(b.key)).click().run()
    assert "พบ “9O” ในช่องคะแนน" in texts(app)
    next(box for box in app.selectbox if ids[1] in box.options or "เทศบาลตำบลสอง" in box.options).set_value(
        ids[1]
    ).run()
    assert not app.exception
    fields = [f.value for f in app.text_input if str(f.key).startswith("settle-")]
    assert fields == ["", ""]
