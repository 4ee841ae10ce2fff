"""The test command: every check runs, and the last line says what could not run on this machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent.parent
SETTINGS = """[tool.pytest.ini_options]
testpaths = ["tests"]
pythonpath = ["."]
addopts = ["--import-mode=importlib"]
markers = ["browser: b", "postgres: p"]
"""
FILES = {
    "tests/test_plain.py": "def test_one() -> None:\n    assert True\n",
    "tests/browser/test_pages.py": "def test_two() -> None:\n    assert True\n\n\n"
    "def test_three() -> None:\n    assert True\n",
    "pyproject.toml": SETTINGS,
}
SKIPPED = "import pytest\n\n\n@pytest.mark.skip(reason='x')\ndef test_four() -> None:\n    assert False\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project of three tests, two of them for a browser, with this project's test command."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "tools").mkdir()
    for name in ("tests/conftest.py", "tests/machine.py", "tools/check.py"):
        shutil.copy(HERE / name, tmp_path / name)
    return tmp_path


def call(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in the project, on a machine without a browser."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("ITA_")}
    known |= {"PYTHONUTF8": "1", "CHROMIUM": str(project / "gone"), **environment}
    command = (sys.executable, *command)
    return subprocess.run(command, cwd=project, env=known, capture_output=True, encoding="utf-8")


def test_all_checks_run_and_the_last_line_names_what_was_left_out(project: Path) -> None:
    answer = call(project, "tools/check.py", "-q")
    lines = answer.stdout.splitlines()
    assert lines[-1] == "2 tests not run, no Chromium, Chrome or Edge found (2 in tests/browser)"
    verdicts = {line[8:20].strip(): line[:6] for line in lines[-6:-1]}
    assert verdicts["pytest"] == "passed"
    assert verdicts["mypy"] == "FAILED"  # this project has no files for it
    assert list(verdicts) == ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]
    assert "1 passed, 2 deselected" in answer.stdout
    assert answer.returncode == 1


def test_without_options_the_browser_has_a_run_of_its_own(project: Path) -> None:
    answer = call(project, "tools/check.py")
    lines = answer.stdout.splitlines()
    verdicts = {line[8:20].strip(): line[:6] for line in lines[-7:-1]}
    assert (verdicts["pytest"], verdicts["browser"]) == ("passed", "passed")
    assert lines[-1] == "2 tests not run, no Chromium, Chrome or Edge found (2 in tests/browser)"
    all_of_them = call(project, "tools/check.py", "--all")
    assert "FAILED  browser" in all_of_them.stdout
    assert "passed  pytest" in all_of_them.stdout


def test_what_several_processes_left_out_is_noted_once(project: Path) -> None:
    note = project / "note.txt"
    answer = call(project, "-m", "pytest", "-n2", ITA_TEST_NOTE=str(note))
    assert answer.returncode == 0
    assert note.read_text(encoding="utf-8").splitlines() == [
        "2 tests not run, no Chromium, Chrome or Edge found (2 in tests/browser)"
    ]
    assert call(project, "-m", "pytest", "-n2", ITA_TEST_ALL="1").returncode == 1


def test_what_is_left_out_is_no_failure_unless_nothing_may_be(project: Path) -> None:
    assert call(project, "-m", "pytest").returncode == 0
    assert call(project, "-m", "pytest", ITA_TEST_ALL="1").returncode == 1
    assert call(project, "-m", "pytest", CHROMIUM=sys.executable, ITA_TEST_ALL="1").returncode == 0


def test_a_skipped_test_is_no_failure_unless_nothing_may_be(project: Path) -> None:
    (project / "tests/test_skipped.py").write_text(SKIPPED, encoding="utf-8")
    here = {"CHROMIUM": sys.executable, "ITA_TEST_NOTE": str(project / "note.txt")}
    assert call(project, "-m", "pytest", **here).returncode == 0
    assert not (project / "note.txt").exists()
    assert call(project, "-m", "pytest", **here, ITA_TEST_ALL="1").returncode == 1
    assert (project / "note.txt").read_text(encoding="utf-8") == "1 tests skipped\n"


def test_a_failing_test_fails_the_command(project: Path) -> None:
    (project / "tests/test_failing.py").write_text("def test_five() -> None:\n    assert False\n")
    assert call(project, "-m", "pytest").returncode == 1
