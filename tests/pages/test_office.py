"""Particulars of the office: asked once, nothing compulsory, names gone for good with one button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from itacore.office import Limits, Particulars, Signatory, limits_from_content, particulars_from_content
from itacore.store import Workspace
from tests.kinds import KINDS, fill
from tests.pages.test_pages import press, texts, title

Visit = Callable[..., AppTest]
AGENCY = next(iter(KINDS["khun-kaeo"]))


@pytest.fixture
def app(visit: Visit, workspace: Workspace) -> AppTest:
    fill(workspace, "khun-kaeo")
    return visit("data/office")


def kept(workspace: Workspace) -> Particulars:
    document = workspace.document("office", agency_id=AGENCY)
    return particulars_from_content(document.content if document else None)


def set_texts(app: AppTest, start: str, **values: str) -> AppTest:
    """Fill fields of the form whose key begins with ``start`` and save it."""
    for name, value in values.items():
        end = "-" + name.replace("_", "-")
        fields = [*app.text_input, *app.text_area]
        next(f for f in fields if str(f.key).startswith(start) and str(f.key).endswith(end)).set_value(value)
    next(b for b in app.button if str(b.key).startswith(f"FormSubmitter:{start}")).click().run()
    assert not app.exception
    return app


def test_nothing_is_compulsory_and_the_name_is_known_from_the_scores(
    app: AppTest, workspace: Workspace
) -> None:
    assert title(app) == "กรอกครั้งเดียว ใช้กับเอกสารของหน่วยงาน"
    assert not [b for b in app.button if b.key == "office-undo"]
    set_texts(app, "office")
    assert kept(workspace) == Particulars("เทศบาลตำบลขุนแก้ว")
    assert title(app) == "เอกสารใช้ชื่อ เทศบาลตำบลขุนแก้ว"


def test_what_is_saved_holds_for_all_years_and_can_be_undone(app: AppTest, workspace: Workspace) -> None:
    set_texts(
        app,
        "office",
        units="สำนักปลัดเทศบาล\n\nกองคลัง",
        heading="สำนักปลัดเทศบาล *โทร*",
        number="นฐ ๑๒๓/",
        post_0="ปลัดเทศบาล",
        post_2="นายกเทศมนตรี",
        person_2="นาย <b>ก",
    )
    assert title(app) == "เอกสารใช้ชื่อ เทศบาลตำบลขุนแก้ว มีผู้ลงนาม 2 ตำแหน่ง"
    own = kept(workspace)
    assert own.units == ("สำนักปลัดเทศบาล", "กองคลัง")
    assert (own.heading, own.number) == ("สำนักปลัดเทศบาล *โทร*", "นฐ ๑๒๓/")
    assert own.signatories == (Signatory("ปลัดเทศบาล"), Signatory("นายกเทศมนตรี", "นาย <b>ก"))
    app.button_group[0].set_value("2567").run()
    assert title(app).endswith("2 ตำแหน่ง")
    press(app, "office-undo")
    assert kept(workspace) == Particulars()
    press(app, "office-redo")
    assert kept(workspace) == own


def test_names_of_persons_are_erased_from_everything_that_was_saved(
    app: AppTest, workspace: Workspace
) -> None:
    assert not [b for b in app.button if b.key == "office-erase-go"]
    set_texts(app, "office", post_0="ปลัดเทศบาล", person_0="นางสาวสมมุติ")
    set_texts(app, "office", number="ก 1/")
    press(app, "office-erase-go")
    assert kept(workspace).signatories == (Signatory("ปลัดเทศบาล"),)
    press(app, "office-undo")
    assert kept(workspace).signatories == (Signatory("ปลัดเทศบาล"),)
    assert kept(workspace).number == ""


def test_the_four_texts_belong_to_a_year_and_can_be_copied(app: AppTest, workspace: Workspace) -> None:
    app.button_group[0].set_value("2567").run()
    set_texts(app, "limits", man="คนน้อย", material="ระบบช้า")
    app.button_group[0].set_value("2568").run()
    press(app, "limits-copy")
    document = workspace.document("office", agency_id=AGENCY, fiscal_year=2568)
    assert document is not None
    assert limits_from_content(document.content) == Limits("คนน้อย", "", "", "ระบบช้า")
    press(app, "limits-undo")
    assert workspace.document("office", agency_id=AGENCY, fiscal_year=2568) is None


def test_a_sample_keeps_nothing(visit: Visit, workspace: Workspace) -> None:
    app = visit("data/office", sample="municipality")
    set_texts(app, "office", post_0="ปลัดเทศบาล", person_0="ก")
    assert title(app).endswith("1 ตำแหน่ง")
    press(app, "office-erase-go")
    assert "ชื่อบุคคล" not in texts(app)
    assert workspace.documents("office") == ()


def test_units_are_examples_in_the_plan(app: AppTest) -> None:
    set_texts(app, "office", units="กองคลัง\nกองช่าง")
    app.switch_page("pages/improve/plan.py").run()
    press(app, "plan-own")
    owner = next(f for f in app.text_input if str(f.key).endswith("-owner"))
    assert owner.placeholder == "เช่น กองคลัง, กองช่าง"
