"""Every page shows what is true of its data, and says what to do where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from itacore.store import Workspace
from itacore.thai import NBSP
from tests.pages.conftest import XLSX

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
Visit = Callable[..., AppTest]


def plain(text: object) -> str:
    """Text as a person reads it: no marks of Markdown, spaces that do not break like others."""
    return str(text).replace("\\", "").replace(NBSP, " ")


def title(app: AppTest) -> str:
    assert len(app.title) == 1
    return plain(app.title[0].value)


def texts(app: AppTest) -> str:
    groups = (
        app.title,
        app.header,
        app.subheader,
        app.markdown,
        app.caption,
        app.success,
        app.warning,
        app.error,
        app.info,
    )
    return plain("\n".join(str(element.value) for group in groups for element in group))


def upload(app: AppTest, name: str, data: bytes) -> AppTest:
    app.file_uploader[0].upload(name, data, XLSX)
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_an_empty_workspace_opens_on_the_import(visit: Visit) -> None:
    app = visit()
    assert title(app) == "นำเข้าไฟล์คะแนน ITA แล้วดูผลได้ทันที"


def test_the_overview_without_scores_says_where_to_go(visit: Visit) -> None:
    assert title(visit("results/overview")) == "ยังไม่มีคะแนนในโปรแกรม"


def test_from_a_file_to_the_overview_in_two_clicks(visit: Visit, workspace: Workspace) -> None:
    app = visit("data/import_results")
    upload(app, "sample-municipality.xlsx", (SAMPLES / "sample-municipality.xlsx").read_bytes())
    assert title(app).startswith("อ่านไฟล์ครบ")
    assert "ยังไม่ได้บันทึก" in texts(app)
    assert workspace.imports() == ()

    press(app, "save")
    assert len(workspace.imports()) == 1
    app.switch_page("pages/results/overview.py").run()
    assert not app.exception
    assert title(app).startswith("ปี 2568 ได้")
    assert len(app.metric) == 4
    assert len(app.get("plotly_chart")) == 3


def test_the_same_file_again_adds_nothing(visit: Visit, workspace: Workspace) -> None:
    data = (SAMPLES / "sample-sao.xlsx").read_bytes()
    for _ in range(2):
        app = visit("data/import_results")
        press(upload(app, "sample-sao.xlsx", data), "save")
    assert len(workspace.imports()) == 1


def test_an_import_can_be_taken_out_and_brought_back(visit: Visit, workspace: Workspace) -> None:
    app = visit("data/import_results")
    press(upload(app, "sample-sao.xlsx", (SAMPLES / "sample-sao.xlsx").read_bytes()), "save")
    number = workspace.imports()[0].id
    app = press(visit("data/history"), f"take-{number}")
    assert not workspace.imports()[0].standing
    assert title(visit("results/overview")) == "ยังไม่มีคะแนนในโปรแกรม"
    press(app, f"bring-{number}")
    assert workspace.imports()[0].standing


def test_cancelling_the_review_stores_nothing(visit: Visit, workspace: Workspace) -> None:
    app = visit("data/import_results")
    press(upload(app, "sample-sao.xlsx", (SAMPLES / "sample-sao.xlsx").read_bytes()), "cancel")
    assert workspace.imports() == ()
    assert title(app) == "นำเข้าไฟล์คะแนน ITA แล้วดูผลได้ทันที"


@pytest.mark.parametrize(
    "data", [b"", b"not a workbook", b"PK\x03\x04broken"], ids=["empty", "text", "broken"]
)
def test_a_file_that_cannot_be_read_is_refused_with_a_remedy(
    visit: Visit, workspace: Workspace, data: bytes
) -> None:
    app = upload(visit("data/import_results"), "x.xlsx", data)
    assert title(app) == "อ่านคะแนนจากไฟล์นี้ไม่ได้"
    assert ":material/build:" in texts(app)
    assert [b.key for b in app.button if b.key == "save"] == []
    assert workspace.imports() == ()


@pytest.mark.parametrize("sample", ["municipality", "sao", "province"])
def test_samples_are_marked_and_never_stored(visit: Visit, workspace: Workspace, sample: str) -> None:
    app = visit("results/overview", sample=sample)
    assert "กำลังดูข้อมูลสมมุติ" in texts(app)
    assert title(app).startswith("ปี 25")
    assert workspace.imports() == ()
    press(app, "leave-sample")
    assert "กำลังดูข้อมูลสมมุติ" not in texts(app)


def test_a_link_opens_its_agency_and_year(visit: Visit) -> None:
    app = visit("results/overview", sample="municipality", year="2566")
    assert title(app).startswith("ปี 2566 ได้")


def test_every_change_of_the_year_counts(visit: Visit) -> None:
    app = visit("results/overview", sample="municipality")
    for year in ("2567", "2568", "2566", "2568", "2567"):
        app.get("button_group")[0].set_value(year).run()
        assert title(app).startswith(f"ปี {year} ได้")
        assert app.query_params["year"] == year


def test_every_change_of_the_agency_counts(visit: Visit) -> None:
    app = visit("results/overview", sample="province")
    names = app.selectbox[0].options
    ids = []
    for place in (3, 1, 3, 0):
        app.selectbox[0].select_index(place).run()
        assert app.selectbox[0].value == app.query_params["agency"]
        assert app.selectbox[0].options[app.selectbox[0].index] == names[place]
        ids.append(app.query_params["agency"])
    assert ids[0] == ids[2] != ids[1]


@pytest.mark.parametrize("years", [("2566", "2564", "2566", "2568")])
def test_every_change_of_the_year_of_rules_counts(visit: Visit, years: tuple[str, ...]) -> None:
    app = visit("data/criteria")
    for year in years:
        app.selectbox[0].select(year).run()
        assert app.selectbox[0].value == year
        assert app.query_params["year"] == year


def test_an_unknown_year_in_a_link_falls_back_to_the_latest(visit: Visit) -> None:
    app = visit("results/overview", sample="municipality")
    app.query_params["year"] = "2599"
    app.run()
    assert title(app).startswith("ปี 2568 ได้")
    assert any("ไม่พบปี 2599" in str(toast.value) for toast in app.toast)


def test_the_overview_tells_where_each_figure_comes_from(visit: Visit) -> None:
    app = visit("results/overview", sample="municipality")
    table = app.table[-1].value
    shown = table["ที่มา"].str.replace("\\", "")
    assert shown.str.contains("sample-municipality.xlsx แผ่น").all()
