"""Leave out what this machine cannot run, and say so; fail for it where nothing may be left out.

`python3 run.py test` prints the note as its last line; with `--all` (`ITA_TEST_ALL`) it is a failure, and so
is every skipped test.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.machine import find_chromium, find_libreoffice, find_poppler, find_postgres

# Tests do not time: what is slow on a busy machine is not wrong. The same commit draws the same examples; for others,
# `pytest --hypothesis-profile=default`.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

NEEDS = {
    "browser": ("no Chromium, Chrome or Edge", find_chromium),
    "postgres": ("no PostgreSQL server programs", find_postgres),
    "libreoffice": ("no LibreOffice Calc", find_libreoffice),
    "poppler": ("no poppler (pdftotext)", find_poppler),
}
HERE = Path(__file__).parent
NOTE = pytest.StashKey[list[str]]()
NOTHING_FAILED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser, begin with what is long, and take out what needs a program that is not here."""
    for item in items:
        if item.path.is_relative_to(HERE / "browser"):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    note = config.stash.setdefault(NOTE, [])
    for marker, (reason, find) in NEEDS.items():
        out = [item for item in items if item.get_closest_marker(marker)]
        if out and find() is None:
            config.hook.pytest_deselected(items=out)
            items[:] = [item for item in items if item not in out]
            folders = Counter(item.path.parent.relative_to(config.rootpath).as_posix() for item in out)
            counts = ", ".join(f"{count} in {folder}" for folder, count in sorted(folders.items()))
            note.append(f"{len(out)} tests not run, {reason} found ({counts})")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write the note; turn a run that left something out into a failure where nothing may be left out."""
    note = session.config.stash.get(NOTE, [])
    if hasattr(session.config, "workeroutput"):  # one of several processes: the first one sums up
        session.config.workeroutput["note"] = note
        return
    if os.environ.get("ITA_TEST_ALL"):
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
        if skipped:
            note.append(f"{skipped} tests skipped")
        if note and exitstatus in NOTHING_FAILED:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
    elif note and exitstatus in NOTHING_FAILED:
        session.exitstatus = pytest.ExitCode.OK
    if note and (path := os.environ.get("ITA_TEST_NOTE")):
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in note)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a process of several left out; all leave out the same."""
    note = node.config.stash.setdefault(NOTE, [])
    note += [line for line in getattr(node, "workeroutput", {}).get("note", []) if line not in note]
