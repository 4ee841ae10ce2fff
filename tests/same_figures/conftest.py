"""Golden cases as the command line tells them, and as the pages show them after the same file was imported."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from itacore.answer import study
from itacore.reading import read_files
from itacore.scoring.profile import gather_profile
from tests.pages.conftest import ROOT, XLSX
from tests.reading.layouts import years_across
from tests.reading.truths import KHUN_KAEO, LUMPHUK
from tests.reading.workbooks import to_xlsx
from tests.same_figures.drawn import Spec, plain
from tests.same_figures.truth import CRITERIA, Case, Truth

AGENCIES = {"khun-kaeo-2566-2568": KHUN_KAEO, "lumphuk-2565": LUMPHUK}
IMPORT = "import_results"
TABLE_KEY = re.compile(r"-cells-([a-z-]+?)(?:-right\d|$)")
PAGES = ("results/overview", "results/trends", "results/weaknesses", "improve/measures", "reports/present")


@dataclass(frozen=True)
class Page:
    """What a page shows: its figures at the top, its tables (as texts) and charts by name, all its texts."""

    metrics: list[tuple[str, str]]
    tables: dict[str, list[list[str]]]
    charts: dict[str, Spec]
    texts: list[str]


@pytest.fixture(scope="session", params=AGENCIES)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A golden case, written as a workbook and analyzed by the command line."""
    path = tmp_path_factory.mktemp("case") / f"{request.param}.xlsx"
    path.write_bytes(to_xlsx([years_across(AGENCIES[request.param])]))
    command = [sys.executable, "-m", "itacore", "analyze", str(path), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    answer = json.loads(done.stdout)
    assert answer["issues"] == []
    (agency,) = answer["agencies"]
    truth = Truth({year["fiscal_year"]: year for year in agency["years"]})
    reading = read_files([(path.name, path.read_bytes())], date(2026, 11, 20), CRITERIA)
    analysis, _ = study(reading, CRITERIA)
    agency_id = str(reading.agencies["agency_id"].iloc[0])
    profiles = {year: gather_profile(analysis, CRITERIA, agency_id, year) for year in truth.years}
    return Case(request.param, path.read_bytes(), truth, reading, profiles)


@pytest.fixture(scope="session")
def shown(case: Case, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Page]:
    """Every page for every year of the case, its file imported through the import page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_WORKSPACE", str(tmp_path_factory.mktemp("workspace")))
        patch.delenv("ITA_DATABASE_URL", raising=False)
        return dict(_shown(case))


def _shown(case: Case) -> Iterator[tuple[tuple[str, int], Page]]:
    """The review of the import under the latest year, then the pages of results under every year."""
    st.cache_resource.clear()
    app = _go(_start(), f"data/{IMPORT}")
    app.file_uploader[0].upload(f"{case.name}.xlsx", case.content, XLSX)
    app.run()
    yield (IMPORT, max(case.truth.years)), _seen(app)
    app.button(key="save").click().run()
    assert not app.exception
    for year in case.truth.years:
        app = _start(year)
        for name in PAGES:
            yield (name.split("/")[1], year), _seen(_go(app, name))
    st.cache_resource.clear()


def _start(year: int | None = None) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if year is not None:
        app.query_params["year"] = str(year)
    return app.run()


def _go(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, app.exception
    return app


def _seen(app: AppTest) -> Page:
    groups = (app.title, app.header, app.subheader, app.markdown, app.caption, app.warning, app.info)
    charts = {
        str(chart.proto.id).rsplit("-figure-", 1)[1]: json.loads(chart.proto.spec)
        for chart in app.get("plotly_chart")
    }
    return Page(
        [(str(metric.value), str(metric.delta)) for metric in app.metric],
        dict(_tables(app.main)),
        charts,
        [plain(element.value) for group in groups for element in group],
    )


def _tables(block: Any, name: str = "") -> Iterator[tuple[str, list[list[str]]]]:
    """Tables inside a block by the name that stands in the key of their container."""
    if block.type == "table":
        yield name, [[plain(text) for text in block.value[column]] for column in block.value]
    found = TABLE_KEY.search(str(getattr(block.proto, "id", "")))
    for child in getattr(block, "children", {}).values():
        yield from _tables(child, found[1] if found else name)
