"""The app with an empty workspace of its own, run without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from itacore.store import Workspace, open_workspace

ROOT = Path(__file__).resolve().parents[2]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The workspace that the app under test uses."""
    monkeypatch.setenv("ITA_WORKSPACE", str(tmp_path))
    monkeypatch.delenv("ITA_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    with open_workspace() as opened:
        yield opened
    st.cache_resource.clear()


@pytest.fixture
def visit(workspace: Workspace) -> Callable[..., AppTest]:
    """Give a function that opens a page of the app through app.py."""

    def open_page(page: str = "", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        if page:
            app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, app.exception
        return app

    return open_page
