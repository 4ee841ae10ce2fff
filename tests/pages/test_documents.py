"""The page of the papers: what is ready, what it lacks, how it looks, and the office's own texts in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from itacore.measures.chosen import ChosenMeasure, chosen_to_content
from itacore.measures.plan import Meeting, meeting_to_content
from itacore.office import Particulars, Signatory, particulars_to_content
from itacore.reports.kinds import MADE
from itacore.store import Workspace
from tests.kinds import GOOD, KINDS, MADE_UP, NOW, document_of, fill
from tests.pages.test_pages import plain, press, texts, title
from tests.scoring.tables import Result

Visit = Callable[..., AppTest]
AGENCY = next(iter(KINDS["khun-kaeo"]))
FIRST = "0/1"  # the key of a paper's first paragraph that stands before any heading
OWN = "เทศบาล *ของเรา* ได้ 96.73 {{x}} <b>"
COUNT = len({kind for kind, _ in MADE})


@pytest.fixture
def app(visit: Visit, workspace: Workspace) -> AppTest:
    fill(workspace, "khun-kaeo")
    return visit("reports/documents")


def pictures(app: AppTest) -> list[str]:
    """What a screen reader says of the pages that are shown."""
    return [str(image.alt) for element in app.get("image") for image in element.proto.imgs]


def show(app: AppTest, kind: str = "weaknesses", view: str = "pages") -> AppTest:
    press(app, f"open-{kind}")
    return turn(app, view)


def turn(app: AppTest, view: str) -> AppTest:
    group = next(g for g in app.button_group if str(g.key).endswith("paper-view"))
    group.set_value(view).run()
    assert not app.exception
    return app


def write(app: AppTest, text: str, kind: str = "weaknesses", key: str = FIRST) -> AppTest:
    """Word a paragraph otherwise and save it."""
    press(app, f"edit-{kind}-{key}")
    app.text_area(key=f"area-{kind}-{key}").set_value(text)
    next(
        b for b in app.button if str(b.key).startswith("FormSubmitter:form-") and b.label == "บันทึก"
    ).click().run()
    assert not app.exception
    return app


def kept(workspace: Workspace, agency: str = AGENCY) -> Any:
    document = workspace.document("texts-weaknesses", agency_id=agency, fiscal_year=2568)
    return None if document is None else document.content


def archive(app: AppTest) -> dict[str, bytes]:
    """The papers of the .zip that was made."""
    press(app, "zip-make")
    with zipfile.ZipFile(io.BytesIO(app.session_state["papers-zip"][1])) as made:
        return {info.filename: made.read(info) for info in made.infolist()}


def word(files: dict[str, bytes], start: str) -> list[str]:
    data = next(data for name, data in files.items() if name.startswith(start) and name.endswith("docx"))
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


# ---- what there is and what it lacks -----------------------------------------------------------------------


def test_without_scores_there_is_no_paper(visit: Visit) -> None:
    assert title(visit("reports/documents")) == "ยังไม่มีคะแนนในโปรแกรม"


def test_the_first_line_says_how_many_papers_there_are_and_what_they_lack(app: AppTest) -> None:
    assert title(app) == f"ทำเอกสารจากผลปี 2568 ได้ {COUNT} ฉบับ ควรเติมแผนและข้อมูลหน่วยงานก่อน"
    told = texts(app)
    assert "ยังไม่มีแผนปี 2569 เอกสารใช้ข้อเสนอของโปรแกรม (ถ้ามี) และเขียนว่าเป็นข้อเสนอ แบบรายงานผลเว้นว่างไว้" in told
    assert "ยังไม่ได้กรอกหัวบันทึกข้อความ ผู้ลงนาม และข้อจำกัดของหน่วยงาน เอกสารเว้นที่ไว้ให้เติม" in told


def test_every_kind_and_format_that_is_made_is_offered(app: AppTest) -> None:
    offered = {str(b.key) for b in app.download_button if str(b.key).startswith("paper-")}
    assert offered == {f"paper-{kind}-{ending}" for kind, ending in MADE}
    assert pictures(app) == []  # nothing is built before it is asked for


def test_with_everything_given_the_papers_are_ready(app: AppTest, workspace: Workspace) -> None:
    own = Particulars("เทศบาลตำบลขุนแก้ว", heading="สำนักปลัดเทศบาล", signatories=(Signatory("ปลัดเทศบาล"),))
    plan = [ChosenMeasure(None, "9", "ตรวจลิงก์", "ทุกเดือน", "กองคลัง", "ไตรมาส 1", "รายงาน")]
    year = {"agency_id": AGENCY, "fiscal_year": 2568}
    workspace.save_document("office", particulars_to_content(own), agency_id=AGENCY, now=NOW)
    workspace.save_document("office", {"man": "คนน้อย"}, **year, now=NOW)
    workspace.save_document("measures", chosen_to_content(plan), **year, now=NOW)
    workspace.save_document("meeting", meeting_to_content(Meeting("ครั้งที่ 1")), **year, now=NOW)
    app.run()
    assert title(app) == f"เอกสารจากผลปี 2568 พร้อมทั้ง {COUNT} ฉบับ"
    assert texts(app).count(":material/check: พร้อม") == COUNT
    assert (
        texts(app).count(":material/check: พร้อมให้กรอกผล") == 2
    )  # reports on what was done are still to be filled in
    gaps = [*plan, ChosenMeasure(None, "8", "ประชุม", "ทุกเดือน", "", "ไตรมาส 1", "รายงาน")]
    workspace.save_document("measures", chosen_to_content(gaps), **year, now=NOW)
    app.run()
    assert title(app).endswith("ควรเติมรายละเอียดในแผนก่อน")
    assert "มีมาตรการที่ยังไม่มีผู้รับผิดชอบหรือระยะเวลา" in texts(app)
    workspace.save_document("measures", chosen_to_content(plan), **year, now=NOW)
    workspace.save_document("meeting", meeting_to_content(Meeting()), **year, now=NOW)
    app.run()
    assert title(app).endswith("ควรเติมบันทึกการประชุมก่อน")  # and no plan, for there is one


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("single-total", "คะแนนรายตัวชี้วัดยังไม่ครบ ส่วนที่ไม่มีคะแนนเอกสารเขียนว่าไม่ทราบ"),
        ("2569", "ใช้เกณฑ์ปี 2568 ไปพลางก่อน เอกสารบอกไว้ และระดับอาจเปลี่ยน"),
        ("gap-year", "ยังไม่มีแผนปี 2569"),
    ],
)
def test_what_is_unknown_or_provisional_is_said(
    visit: Visit, workspace: Workspace, kind: str, said: str
) -> None:
    fill(workspace, kind)
    app = visit("reports/documents")
    assert said in texts(app)
    show(app)
    assert pictures(app)


# ---- the pages ---------------------------------------------------------------------------------------------


def test_pages_are_looked_at_one_by_one(app: AppTest) -> None:
    show(app)
    assert pictures(app) == ["หน้า 1 จาก 2 ของสรุปจุดที่ควรพัฒนา"]
    assert "แต่อาจตัดบรรทัดและหน้าต่างกัน" in texts(app)
    press(app, "icon-page-next")
    assert pictures(app) == ["หน้า 2 จาก 2 ของสรุปจุดที่ควรพัฒนา"]
    assert app.button(key="icon-page-next").disabled
    press(app, "icon-page-previous")
    assert app.button(key="icon-page-previous").disabled
    press(app, "open-weaknesses")
    assert pictures(app) == []


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in MADE} - {"slides"}))
def test_every_paper_can_be_looked_at_and_its_paragraphs_edited(app: AppTest, kind: str) -> None:
    show(app, kind)
    assert pictures(app)[0].startswith("หน้า 1 จาก ")
    turn(app, "texts")
    assert [b for b in app.button if str(b.key).startswith(f"edit-{kind}-")]


# ---- the texts ---------------------------------------------------------------------------------------------


def test_a_paragraph_is_edited_kept_and_reset(app: AppTest, workspace: Workspace) -> None:
    show(app, view="texts")
    assert "ปี ๒๕๖๘ ได้ ๙๖.๗๓" in texts(app)
    assert "โปรแกรมไม่ตรวจตัวเลขในนั้นอีก" in texts(app)
    write(app, OWN)
    content = kept(workspace)
    assert list(content) == [FIRST]
    assert content[FIRST]["text"] == OWN
    assert content[FIRST]["generated"].startswith("ปี 2568 ได้ 96.73")
    assert OWN in texts(app)
    assert "หน่วยงานแก้" in texts(app)
    assert "แก้ข้อความ 1 แห่ง" in texts(app)
    assert OWN in word(archive(app), "สรุป")
    press(app, f"reset-weaknesses-{FIRST}")
    assert kept(workspace) == {}
    assert OWN not in texts(app)
    press(app, "texts-undo")
    assert OWN in texts(app)
    press(app, "texts-reset")
    assert kept(workspace) == {}


def test_nothing_is_saved_where_a_person_goes_back_or_changes_nothing(
    app: AppTest, workspace: Workspace
) -> None:
    show(app, view="texts")
    press(app, f"edit-weaknesses-{FIRST}")
    next(b for b in app.button if b.label == "ไม่แก้").click().run()
    assert kept(workspace) is None
    generated = next(m.value for m in app.markdown if "๙๖.๗๓" in plain(m.value))
    write(app, plain(generated))
    assert not kept(workspace)


def test_new_figures_ask_which_text_holds(visit: Visit, workspace: Workspace) -> None:
    first = {MADE_UP: [Result(2568, GOOD, {}, 96.73, "ผ่านดี")]}
    workspace.confirm_import(document_of(first), now=NOW)
    app = visit("reports/documents")
    agency = str(next(iter(workspace.current().agencies["agency_id"])))
    show(app, view="texts")
    write(app, "ของเรา ได้ 96.73")
    workspace.confirm_import(
        document_of({MADE_UP: [Result(2568, {**GOOD, "9": 96.25}, {}, 97.73, "ผ่านดี")]}, 2), now=NOW
    )
    app.run()
    told = texts(app)
    assert "ผลหรือแผนเปลี่ยนหลังจากแก้" in told
    assert "ปี ๒๕๖๘ ได้ ๙๗.๗๓" in told
    assert "ของเรา ได้ 96.73" in told
    assert title(app) == "ข้อความที่แก้ไว้ 1 แห่งไม่ตรงกับผลปัจจุบัน ควรเลือกก่อนส่ง"
    assert "ของเรา ได้ 96.73" not in word(archive(app), "สรุป")
    press(app, f"use-own-weaknesses-{FIRST}")
    assert "ของเรา ได้ 96.73" in word(archive(app), "สรุป")
    assert kept(workspace, agency)[FIRST]["generated"].startswith("ปี 2568 ได้ 97.73")
    press(app, "texts-undo")
    press(app, f"use-now-weaknesses-{FIRST}")
    assert kept(workspace, agency) == {}


def test_a_sample_keeps_texts_in_the_window_only(visit: Visit, workspace: Workspace) -> None:
    app = visit("reports/documents", sample="municipality")
    show(app, view="texts")
    write(app, "ของเรา")
    assert "ของเรา" in texts(app)
    assert workspace.documents("texts-weaknesses") == ()


def test_other_pages_offer_the_paper_with_the_own_texts(app: AppTest) -> None:
    show(app, view="texts")
    write(app, OWN)
    app.switch_page("pages/results/weaknesses.py").run()
    assert not app.exception
    assert [b.label for b in app.download_button if str(b.key).startswith("summary-")] == [
        "สรุป Word",
        "สรุป PDF",
        "สรุป Excel",
    ]


# ---- all as one file ---------------------------------------------------------------------------------------


def test_all_papers_come_as_one_file_with_thai_names(app: AppTest) -> None:
    files = archive(app)
    assert len(files) == len(MADE)
    assert "สรุปจุดที่ควรพัฒนา ปี 2568 เทศบาลตำบลขุนแก้ว.docx" in files
    assert "สไลด์ผล ITA ปี 2568 เทศบาลตำบลขุนแก้ว.pptx" in files
    assert not [b for b in app.button if b.key == "zip-make"]  # what is made is there to be taken
    app.session_state["zip-kinds"] = ["weaknesses"]
    app.session_state["zip-formats"] = ["docx"]
    app.run()
    assert not [b for b in app.download_button if b.key == "zip-download"]  # another choice, another file
    assert len(archive(app)) == 1


def test_digits_and_day_of_the_papers_are_chosen(app: AppTest) -> None:
    day = next(f for f in app.text_input if str(f.key).endswith("paper-day"))
    day.set_value("๕ กันยายน 2568").run()
    assert "ข้อมูล ณ วันที่ ๕ กันยายน ๒๕๖๘" in plain(word(archive(app), "สรุป")[-1])
    next(g for g in app.button_group if str(g.key).endswith("paper-digits")).set_value("arabic").run()
    assert "ข้อมูล ณ วันที่ 5 กันยายน 2568" in plain(word(archive(app), "สรุป")[-1])
    day.set_value("เมื่อวาน").run()
    assert "อ่านวันที่ไม่ได้ จึงใช้วันนี้" in texts(app)
