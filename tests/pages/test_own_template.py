"""The part of a page that fills the office's own Word form."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from itacore.reports.own_template_places import read_places
from itacore.reports.own_template_starter import starter_template
from itacore.store import Workspace
from itacore.thai import NBSP, to_arabic_digits
from tests.kinds import NOW, fill
from tests.pages.test_pages import texts
from tests.reports.own_forms import body_lines, control, form, paragraph, run

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def form_page() -> None:
    """What the page of papers does with it: the latest year of the first agency."""
    from itacore.reports.kinds import FORMATS
    from pages.ui.choice import Choice
    from pages.ui.data import dataset
    from pages.ui.own_template import show_own_template
    from pages.ui.papers import order_papers

    data = dataset()
    row = data.analysis.ratings.iloc[-1]
    agency, year = str(row["agency_id"]), int(row["fiscal_year"])
    choice = Choice(agency, data.names[agency], year)
    show_own_template(order_papers(data, choice, list(FORMATS)))


@pytest.fixture
def page(workspace: Workspace) -> Callable[..., AppTest]:
    """Give a function that draws the part over Khun Kaeo's scores, with a file brought."""

    def draw(name: str = "", data: bytes = b"", kind: str = "khun-kaeo") -> AppTest:
        fill(workspace, kind)
        app = AppTest.from_function(form_page, default_timeout=60).run()
        assert not app.exception, app.exception
        if name:
            app.file_uploader[0].upload(name, data, DOCX)
            app.run()
            assert not app.exception, app.exception
        return app

    return draw


def offered(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.download_button]


def plain(app: AppTest) -> str:
    return texts(app).replace(NBSP, " ").replace("\\", "")


def test_the_starter_and_the_whole_list_are_offered(page: Callable[..., AppTest]) -> None:
    app = page()
    assert offered(app) == ["own-template-starter"]
    shown = texts(app)
    assert [place.name for place in read_places() if f"`{place.name}`" not in shown] == []
    assert "20 MB" in plain(app)


def test_a_form_is_filled_told_and_offered(page: Callable[..., AppTest]) -> None:
    data = form(paragraph(control("total", run("x"))) + paragraph(control("ไม่รู้จัก", run("y"))))
    app = page("แบบ_รายงาน.docx", data)
    assert offered(app) == ["own-template-starter", "own-template-download"]
    assert "เติมแล้ว 1 แห่ง (1 ชื่อ)" in plain(app)
    assert "ไม่รู้จัก" in plain(app)
    button = next(b for b in app.download_button if b.key == "own-template-download")
    assert button.proto.label == "ดาวน์โหลดฉบับที่เติมแล้ว"
    filled = app.session_state["own-template-filled"][1].data
    assert body_lines(Document(io.BytesIO(filled))) == ["๙๖.๗๓", "y"]


def test_the_starter_can_be_brought_at_once(page: Callable[..., AppTest]) -> None:
    app = page("ตั้งต้น.docx", starter_template())
    assert "เติมแล้ว" in plain(app)
    assert "มาตรการที่หน่วยงานเลือก (measures)" in plain(app)  # nothing was chosen, nothing is suggested
    assert "own-template-download" in offered(app)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("แบบ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ชำรุด"),
        ("แบบ.docx", b"", "ว่างเปล่า"),
        ("แบบ.docx", b"%PDF-1.7 ...", "PDF"),
        ("แบบ.pdf", b"hello", "ไม่ใช่เอกสาร Word"),
    ],
)
def test_what_is_no_form_is_refused_in_thai_with_what_to_do(
    page: Callable[..., AppTest], name: str, data: bytes, said: str
) -> None:
    app = page(name, data)
    assert said in app.error[0].value.replace(NBSP, " ").replace("\\", "")
    assert "Word" in app.error[0].value
    assert offered(app) == ["own-template-starter"]


def test_a_form_without_places_is_told_and_not_offered(page: Callable[..., AppTest]) -> None:
    app = page("แบบ.docx", form(paragraph(run("{{total}}"))))
    assert "ไม่พบที่ว่างที่ตั้งชื่อไว้" in plain(app)
    assert offered(app) == ["own-template-starter"]


@pytest.mark.parametrize("kind", ["lumphuk", "single-total"])
def test_other_kinds_of_data_fill_the_starter_too(page: Callable[..., AppTest], kind: str) -> None:
    assert "own-template-download" in offered(page("ตั้งต้น.docx", starter_template(), kind))


def test_what_the_office_worded_on_the_page_of_papers_stands_in_its_form(
    page: Callable[..., AppTest], workspace: Workspace
) -> None:
    place = form(paragraph(control("result_sentence", run("x"))))
    app = page("แบบ.docx", place)
    (generated,) = body_lines(Document(io.BytesIO(app.session_state["own-template-filled"][1].data)))
    assert generated.startswith("ปี ๒๕๖๘ ได้ ๙๖.๗๓")
    agency = str(next(iter(workspace.current().agencies["agency_id"])))
    own = {"0/1": {"generated": to_arabic_digits(generated), "text": "ของเรา 96.73"}}
    workspace.save_document("texts-weaknesses", own, agency_id=agency, fiscal_year=2568, now=NOW)
    app.run()
    assert body_lines(Document(io.BytesIO(app.session_state["own-template-filled"][1].data))) == [
        "ของเรา 96.73"
    ]
    assert "ใช้ถ้อยคำที่หน่วยงานแก้ไว้ในหน้าเอกสาร 1 ชื่อ" in plain(app)
