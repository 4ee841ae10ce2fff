"""The presentation: every slide is drawn once, and leaving goes back to where one came from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from itacore.store import Workspace
from tests.pages.test_pages import plain

Visit = Callable[..., AppTest]


def titles(app: AppTest) -> list[str]:
    """Titles of the slides: the first is the heading of the page."""
    assert len(app.title) == 1
    return [plain(entry.value) for entry in (*app.title, *app.header)]


def texts(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.markdown).replace("\\", "")


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def test_all_slides_of_a_municipality_with_three_years(visit: Visit) -> None:
    app = visit("reports/present", sample="municipality")
    assert len(titles(app)) == 10
    assert charts(app) == 7
    assert titles(app)[-3] == "ข้อเสนอ 3 มาตรการสำหรับปี 2569"
    assert titles(app)[-1] == "ขอให้ที่ประชุมพิจารณาเลือกมาตรการ"


def test_one_year_alone_has_neither_years_nor_change(visit: Visit) -> None:
    app = visit("reports/present", sample="sao")
    assert len(titles(app)) == 8
    assert charts(app) == 5


def test_the_first_slide_of_a_sample_says_so(visit: Visit) -> None:
    told = texts(visit("reports/present", sample="sao"))
    assert "ข้อมูลสมมุติ ไม่ใช่ระบบของสำนักงาน ป.ป.ช." in told


@pytest.mark.parametrize("opened", ["results/overview", "results/trends", "results/weaknesses"])
def test_the_address_puts_any_page_on_stage_and_leaving_goes_back(visit: Visit, opened: str) -> None:
    app = visit(opened, sample="municipality", year="2567")
    before = str(app.title[0].value)
    app.query_params["present"] = "1"
    app.run()
    assert not app.exception
    assert len(titles(app)) > 5
    assert app.query_params["from"] == opened.split("/")[1]
    assert app.query_params["year"] == "2567"
    assert "present" not in app.query_params

    app.button(key="leave-stage").click().run()
    assert not app.exception
    assert [button.key for button in app.button if button.key == "leave-stage"] == []
    assert str(app.title[0].value) == before
    assert app.query_params["year"] == "2567"
    assert app.query_params["sample"] == "municipality"


def test_from_the_navigation_leaving_goes_back_to_the_page_before(visit: Visit) -> None:
    app = visit("results/trends", sample="municipality")
    before = str(app.title[0].value)
    app.switch_page("pages/reports/present.py").run()
    app.button(key="leave-stage").click().run()
    assert str(app.title[0].value) == before


def test_opened_by_itself_leaving_goes_to_the_overview(visit: Visit) -> None:
    app = visit("reports/present", sample="sao", **{"from": "nowhere"})
    assert app.query_params["from"] == "overview"
    app.button(key="leave-stage").click().run()
    assert str(app.title[0].value).startswith("ปี 2565 ได้")


def test_without_scores_the_page_says_where_they_come_from(visit: Visit, workspace: Workspace) -> None:
    app = visit("reports/present")
    assert str(app.title[0].value) == "ยังไม่มีคะแนนในโปรแกรม"
    assert [button.key for button in app.button if button.key == "leave-stage"] == []


def test_every_agency_of_a_province_can_be_shown(visit: Visit) -> None:
    app = visit("reports/present", sample="province", year="2564")
    assert len(titles(app)) >= 5
