"""Every page makes sense of every kind of data: no fault, one first line, nothing unsaid shown as a figure."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from itacore.store import Workspace
from itacore.thai import NBSP
from itacore.wording import say
from pages.ui.data import Dataset, own_dataset
from pages.ui.navigation import PAGES
from tests.kinds import KINDS, fill
from tests.narrative.test_weaknesses import HEADLINES
from tests.pages.test_pages import plain, texts, title

Visit = Callable[..., AppTest]
NEVER_SHOWN = re.compile(r"\bnan\b|\bNone\b|\bNaT\b|<NA>|\{[a-z-]+\}|inf\b")


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_shows_every_kind_of_data(visit: Visit, workspace: Workspace, kind: str) -> None:
    fill(workspace, kind)
    app = visit()
    for page in PAGES:
        app.switch_page(f"pages/{page.group}/{page.name}.py").run()
        assert not app.exception, (page.name, app.exception)
        assert title(app).strip(), page.name
        assert not NEVER_SHOWN.findall(texts(app)), page.name


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_weak_points_begins_with_its_finding(
    visit: Visit, workspace: Workspace, kind: str
) -> None:
    fill(workspace, kind)
    assert title(visit("results/weaknesses")).replace(NBSP, " ") == HEADLINES[kind]


def test_indicators_to_keep_are_named_in_their_order(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, "khun-kaeo")
    assert "รักษาไว้ 7 ตัวชี้วัด: 1, 2, 3, 4, 5, 6 และ 10" in texts(visit("results/weaknesses"))


def test_where_all_is_full_each_indicator_offers_what_keeps_it(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, "all-100")
    app = visit("results/weaknesses")
    assert "รักษาไว้ทั้ง 10 ตัวชี้วัด" in texts(app)
    app.switch_page("pages/improve/measures.py").run()
    labels = [plain(folded.label) for folded in app.expander]
    assert sum(" · ข้อเสนอ " in label for label in labels) == 10


@pytest.mark.parametrize(("kind", "told"), [("only-2569", True), ("khun-kaeo", False)])
def test_the_page_of_weak_points_says_that_a_year_has_no_criteria_of_its_own(
    visit: Visit, workspace: Workspace, kind: str, told: bool
) -> None:
    fill(workspace, kind)
    assert ("ใช้เกณฑ์ปี 2568 ไปพลางก่อน" in texts(visit("results/weaknesses"))) is told


def test_the_page_of_weak_points_warns_of_a_total_that_disagrees(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, "contradictory")
    assert "คะแนนรวมที่ประกาศ 91.00 ไม่ตรงกับที่คำนวณ" in texts(visit("results/weaknesses"))


def test_where_nothing_is_suggested_no_page_leads_to_suggestions(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, "single-total")
    app = visit("improve/plan")
    keys = {str(button.key) for button in app.button}
    assert "plan-suggest" not in keys
    assert "plan-own" in keys
    assert app.selectbox(key="plan-pick-0").options
    app.switch_page("pages/improve/measures.py").run()
    assert "เลือกใช้" not in texts(app)


@pytest.mark.parametrize("page", [f"{page.group}/{page.name}" for page in PAGES])
def test_every_page_makes_sense_without_any_data(visit: Visit, page: str) -> None:
    app = visit(page)
    assert title(app).strip()
    assert not NEVER_SHOWN.findall(texts(app))


@pytest.mark.parametrize("sample", [{}, {"sample": "municipality"}])
def test_the_sidebar_is_whole_even_where_a_page_stops_early(visit: Visit, sample: dict[str, str]) -> None:
    for page in PAGES:
        app = visit(f"{page.group}/{page.name}", **sample)
        assert [caption.value for caption in app.sidebar.caption] == [say("pages", "disclaimer")], page.name
        assert len(app.sidebar.get("popover")) == 1, page.name
        assert len(app.sidebar.get("bidi_component")) == 4, page.name


def fingerprint(data: Dataset) -> dict[str, tuple[list[str], list[int]]]:
    """Columns and contents of every table that all people share."""
    frames = {name: value for name, value in vars(data).items() if isinstance(value, pd.DataFrame)}
    frames.update({f"analysis.{name}": frame for name, frame in vars(data.analysis).items()})
    return {
        name: (
            [f"{column} {frame[column].dtype}" for column in frame],
            pd.util.hash_pandas_object(frame).tolist(),
        )
        for name, frame in frames.items()
    }


def test_no_page_changes_the_tables_that_all_people_share(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, "province")
    app = visit()
    shared = own_dataset()
    before = fingerprint(shared)
    assert len(before) >= 8
    for page in PAGES:
        app.switch_page(f"pages/{page.group}/{page.name}.py").run()
        assert not app.exception
        keys = [str(b.key) for b in app.button if not b.disabled]
        for key in [key for key in keys if key.startswith(("take-ind-", "icon-"))][:1]:
            app.button(key=key).click().run()
            assert not app.exception
    assert own_dataset() is shared
    assert fingerprint(shared) == before
