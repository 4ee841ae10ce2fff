"""What a start must give the browser: the page asked for, our letter, and nothing from outside."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import READY

HERE = Path(__file__).parent.parent.parent
APP = """
import streamlit as st
st.set_page_config(page_title="ITA", page_icon="static/mark.svg", layout="wide")
st.logo("static/logo.svg")
pages = [st.Page(f"pages/data/{name}.py", title=name, icon=":material/check:") for name in ("one", "two")]
st.navigation(pages).run()
"""
PAGE = """
import streamlit as st
st.title("หน้า {name} ปีงบประมาณ")
st.markdown("ที่นี่ น้ำ ก่ำ *เอียง* **หนา** `o27` :green-badge[:material/check_circle: ผ่านดี]")
st.metric("คะแนนรวม", "96.73", "-0.34")
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Make a small app with nested pages in a folder with Thai letters and a blank, with our settings."""
    folder = tmp_path / "โฟลเดอร์ ไทย" / "งาน ITA"
    for name in ("run.py", "pages/ui/serve.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, folder / name)
    shutil.copytree(HERE / "static", folder / "static")
    shutil.copytree(HERE / ".streamlit", folder / ".streamlit")
    (folder / "app.py").write_text(APP, encoding="utf-8")
    (folder / "pages/data").mkdir()
    for name in ("one", "two"):
        (folder / f"pages/data/{name}.py").write_text(PAGE.format(name=name), encoding="utf-8")
    return folder


def test_a_deep_link_as_the_first_visit_shows_its_page(
    house: Path, serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    # Guards PagesManager.uses_pages_directory, a private name of Streamlit (pages/ui/serve.py).
    page.goto(serve(tmp_path / "workspace", folder=house) + "/two")
    expect(page.get_by_role("heading", name="หน้า two ปีงบประมาณ")).to_be_visible()
    page.wait_for_selector(READY)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_our_letter_is_used_and_nothing_comes_from_outside(
    house: Path, serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = serve(tmp_path / "workspace", folder=house)
    page.goto(address)
    expect(page.get_by_role("heading", name="หน้า one ปีงบประมาณ")).to_be_visible()
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")

    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    faces = page.evaluate(
        "[...document.fonts].filter(face => face.family.includes('Sarabun'))"
        ".map(face => face.weight + ' ' + face.style + ' ' + face.status)"
    )
    assert len(faces) == 4
    assert {"400 normal loaded", "400 italic loaded", "600 normal loaded"} <= set(faces)
    style = (
        "[...document.querySelectorAll('h1, code, p')].map(e => getComputedStyle(e).fontFamily.split(',')[0])"
    )
    assert set(page.evaluate(style)) == {"Sarabun"}
    heading = page.evaluate(
        "[getComputedStyle(document.querySelector('h1')).fontSize,"
        " getComputedStyle(document.querySelector('h1')).fontWeight]"
    )
    assert heading == ["28px", "600"]
