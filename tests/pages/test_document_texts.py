"""Two people at the paragraphs of one paper: neither loses what the other saved, no text outlives its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from itacore.store import Workspace
from tests.kinds import GOOD, MADE_UP, NOW, document_of
from tests.pages.test_documents import archive, show, word, write
from tests.pages.test_pages import press, texts, title
from tests.scoring.tables import Result

Visit = Callable[..., AppTest]
FIRST = "0/1"
OTHERS = {"generated": "ย่อหน้าของโปรแกรม", "text": "ของอีกคน"}


@pytest.fixture
def app(visit: Visit, workspace: Workspace) -> AppTest:
    bring(workspace, 91.25, 96.73)
    return show(visit("reports/documents"), view="texts")


def bring(workspace: Workspace, ninth: float, total: float, number: int = 1) -> None:
    results = {MADE_UP: [Result(2568, {**GOOD, "9": ninth}, {}, total, "ผ่านดี")]}
    workspace.confirm_import(document_of(results, number), now=NOW)


def of_agency(workspace: Workspace) -> dict[str, Any]:
    return {"agency_id": str(next(iter(workspace.current().agencies["agency_id"]))), "fiscal_year": 2568}


def kept(workspace: Workspace) -> dict[str, dict[str, str]]:
    document = workspace.document("texts-weaknesses", **of_agency(workspace))
    assert document is not None
    return dict(document.content)


def save(workspace: Workspace, content: Mapping[str, Any]) -> None:
    """What another person saves while our page is open."""
    workspace.save_document("texts-weaknesses", content, **of_agency(workspace), now=NOW)


def submit(app: AppTest, text: str) -> None:
    app.text_area(key=f"area-weaknesses-{FIRST}").set_value(text)
    next(b for b in app.button if str(b.key).startswith("FormSubmitter:form-") and b.label == "บันทึก").click()
    app.run()
    assert not app.exception


@pytest.mark.parametrize("act", [f"reset-weaknesses-{FIRST}", "texts-reset"])
def test_going_back_to_the_programs_text_keeps_what_another_person_saved_meanwhile(
    app: AppTest, workspace: Workspace, act: str
) -> None:
    write(app, "ของเรา")
    save(workspace, {**kept(workspace), "9/9": OTHERS})
    press(app, act)
    assert kept(workspace) == {"9/9": OTHERS}


def test_choosing_a_text_keeps_what_another_person_saved_meanwhile(
    app: AppTest, workspace: Workspace
) -> None:
    write(app, "ของเรา ได้ 96.73")
    bring(workspace, 96.25, 97.73, 2)
    app.run()
    save(workspace, {**kept(workspace), "9/9": OTHERS})
    press(app, f"use-own-weaknesses-{FIRST}")
    assert kept(workspace)["9/9"] == OTHERS
    assert kept(workspace)[FIRST]["generated"].startswith("ปี 2568 ได้ 97.73")
    save(workspace, {**kept(workspace), "9/8": OTHERS})
    press(app, "drop-weaknesses-9/9")
    assert set(kept(workspace)) == {FIRST, "9/8"}


def test_a_text_written_over_old_figures_does_not_stand_for_new_ones(
    app: AppTest, workspace: Workspace
) -> None:
    press(app, f"edit-weaknesses-{FIRST}")
    bring(workspace, 96.25, 97.73, 2)  # by another person, while the form is open
    submit(app, "ของเรา ได้ 96.73")
    assert kept(workspace)[FIRST]["generated"].startswith("ปี 2568 ได้ 96.73")
    assert title(app) == "ข้อความที่แก้ไว้ 1 แห่งไม่ตรงกับผลปัจจุบัน ควรเลือกก่อนส่ง"
    assert "ของเรา ได้ 96.73" in texts(app)
    assert "ของเรา ได้ 96.73" not in word(archive(app), "สรุป")


def test_of_two_wordings_of_one_paragraph_the_later_holds(app: AppTest, workspace: Workspace) -> None:
    write(app, "ก่อน")
    press(app, f"edit-weaknesses-{FIRST}")
    save(workspace, {FIRST: {**kept(workspace)[FIRST], "text": "ของอีกคน"}})
    submit(app, "ของเรา")
    assert {key: entry["text"] for key, entry in kept(workspace).items()} == {FIRST: "ของเรา"}
