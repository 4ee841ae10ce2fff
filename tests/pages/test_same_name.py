"""Offices of one name in one province: wherever they are chosen or listed, their district stands with them."""

from __future__ import annotations

from itacore.store import Workspace
from tests.pages.test_import import upload_all
from tests.pages.test_pages import Visit, press, texts
from tests.pages.test_type_scores import TEN, fill_workspace, labelled, name, open_table, paste
from tests.reading.workbooks import Sheet, to_xlsx

NAME = "อบต.บ้านสมมุติ"
PROVINCE = "สมมุติบุรี"
APART = [f"{NAME} อ.ริมน้ำ จ.{PROVINCE}", f"{NAME} อ.เมือง จ.{PROVINCE}"]


def offices(year: int, *districts: str | None) -> bytes:
    """Totals of offices of one name, and of one more."""
    heads = ["หน่วยงาน", "อำเภอ", "จังหวัด", "ปี", "คะแนนรวม"]
    rows = [[NAME, district, PROVINCE, year, 90.5 - place] for place, district in enumerate(districts)]
    other = ["ทต.ท่าสมมุติ", "เมือง", PROVINCE, year, 70.5]
    return to_xlsx([Sheet("ผล", [heads, *rows, other])])


def test_the_choice_of_agency_tells_them_apart(visit: Visit, workspace: Workspace) -> None:
    app = upload_all(visit("data/import_results"), a=offices(2567, "เมือง", "อำเภอริมน้ำ"))
    assert list(app.dataframe[0].value["หน่วยงาน"]) == [*APART[::-1], "ทต.ท่าสมมุติ"]
    assert NAME in texts(app)
    press(app, "save")
    assert len(workspace.current().agencies) == 3
    assert visit("results/overview").selectbox[0].options == ["ทต.ท่าสมมุติ", *APART]
    app = upload_all(visit("data/import_results"), b=offices(2568, "อ.ริมน้ำ", "อ.เมือง"))
    assert not [box for box in app.selectbox if str(box.key).startswith("resolve-")]
    press(app, "save")
    current = workspace.current()
    assert len(current.agencies) == 3
    whole = current.declared.merge(current.agencies.astype({"agency_id": "str"}), on="agency_id")
    found = zip(whole["name"], whole["district"], whole["fiscal_year"], whole["value"], strict=True)
    assert sorted(found) == [
        ("ทต.ท่าสมมุติ", "เมือง", 2567, 70.5),
        ("ทต.ท่าสมมุติ", "เมือง", 2568, 70.5),
        (NAME, "อ.ริมน้ำ", 2567, 89.5),
        (NAME, "อ.ริมน้ำ", 2568, 90.5),
        (NAME, "อ.เมือง", 2567, 90.5),
        (NAME, "อ.เมือง", 2568, 89.5),
    ]


def test_an_office_without_a_district_is_asked_about(visit: Visit, workspace: Workspace) -> None:
    press(upload_all(visit("data/import_results"), a=offices(2567, "เมือง", "ริมน้ำ")), "save")
    app = upload_all(visit("data/import_results"), b=offices(2568, None))
    [asked] = [box for box in app.selectbox if str(box.key).startswith("resolve-")]
    assert asked.label.replace("\\", "") == f"{NAME} จ.{PROVINCE} คือหน่วยงานใดในโปรแกรม"
    assert asked.options == [*APART, "หน่วยงานใหม่"]
    known = workspace.current().agencies
    [river] = known.loc[known["district"] == "ริมน้ำ", "agency_id"]
    asked.select(river).run()
    press(app, "save")
    current = workspace.current()
    own = current.declared[current.declared["agency_id"] == river]
    assert dict(zip(own["fiscal_year"], own["value"], strict=True)) == {2567: 89.5, 2568: 90.5}


def test_scores_of_the_second_office_are_typed_as_its_own(visit: Visit, workspace: Workspace) -> None:
    fill_workspace(workspace, 2567, f"{NAME} อำเภอเมือง จังหวัด{PROVINCE}")
    app = open_table(visit)
    app.selectbox[0].select("").run()
    name(paste(app, labelled(2568, TEN)), f"{NAME} อำเภอริมน้ำ จังหวัด{PROVINCE}")
    press(app, "save-typed")
    assert len(workspace.current().agencies) == 2
    app = open_table(visit)
    assert app.selectbox[0].options[:2] == APART
    app.selectbox[0].select("").run()
    name(paste(app, labelled(2568, TEN)), f"{NAME} อำเภอเมือง จังหวัด{PROVINCE}")
    assert any(button.key == "open-same" for button in app.button)
