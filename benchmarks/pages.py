"""How long the server takes for a rerun of each page with the whole country loaded.

Run by hand: ``python -m benchmarks.pages [RUNS]``. A made-up workbook of 8,317 agencies over seven years is
confirmed into a workspace of its own; every page runs through app.py as a person would open it, without a
browser. Prints the middle of the runs, the slowest of them and what the first visit took.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil
from streamlit.testing.v1 import AppTest

from benchmarks.reading import TODAY, YEARS, make_country
from itacore.reading import read_files
from itacore.store import ImportDocument, open_workspace

APP = Path(__file__).resolve().parents[1] / "app.py"
PAGES = (
    "results/overview",
    "results/trends",
    "results/weaknesses",
    "improve/measures",
    "improve/plan",
    "reports/documents",
    "reports/present",
    "data/import_results",
    "data/type_scores",
    "data/history",
    "data/criteria",
    "data/office",
)
BOUND = 0.150


def fill() -> None:
    """Confirm the country into the workspace."""
    reading = read_files([("country.xlsx", make_country(list(YEARS)))], TODAY)
    document = ImportDocument(
        kind="file",
        scores=reading.scores,
        declared=reading.declared,
        agencies=reading.agencies,
        provenance=reading.provenance,
        file_name="country.xlsx",
        sha256=reading.files[0].sha256,
        cells=reading.cells,
    )
    with open_workspace() as workspace:
        workspace.confirm_import(document, now=datetime.now(UTC))


def seconds_of(app: AppTest) -> float:
    """Time of one rerun."""
    start = time.perf_counter()
    app.run()
    assert not app.exception, app.exception
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Measure every page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ITA_WORKSPACE"] = folder
        os.environ.pop("ITA_DATABASE_URL", None)
        fill()
        print(f"{'page':<22}{'first':>8}{'median':>9}{'slowest':>9}   ms, bound {BOUND * 1000:.0f}")
        for page in PAGES:
            app = AppTest.from_file(str(APP), default_timeout=120)
            start = time.perf_counter()
            app.run()
            app.switch_page(f"pages/{page}.py").run()
            assert not app.exception, app.exception
            first = time.perf_counter() - start
            times = [seconds_of(app) for _ in range(runs)]
            middle = statistics.median(times)
            mark = "" if middle <= BOUND else "   over"
            print(f"{page:<22}{first * 1000:8.0f}{middle * 1000:9.0f}{max(times) * 1000:9.0f}{mark}")
        print(f"memory of the server {psutil.Process().memory_info().rss / 1e6:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
