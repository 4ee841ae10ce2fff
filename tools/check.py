"""Run every check of the project, also those behind a failing one, and sum up.

Started by `python3 run.py test [--all] [options of pytest]` with the Python of .venv. tests/conftest.py
leaves a note of what could not run on this machine; it is the last line printed.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    # import-linter cannot be started with -m, and its script breaks where the folder was moved
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-logo"],
    # on all processors at once; pages in a browser by themselves, because they wait for what they show
    "pytest": ["-m", "pytest", "--numprocesses=logical", "--dist=worksteal", "--ignore=tests/browser"],
    "browser": ["-m", "pytest", "--numprocesses=2", "--dist=worksteal", "tests/browser"],
}


def check(options: list[str]) -> int:
    """Run the checks; 1 where one of them failed. With options for it, pytest runs once, with nothing else."""
    for_pytest = [option for option in options if option != "--all"]
    checks = CHECKS
    if for_pytest:
        checks = {**CHECKS, "pytest": ["-m", "pytest", *for_pytest]}
        del checks["browser"]
    lines, failed = [], False
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder, "note.txt")
        every = "1" if "--all" in options else ""
        env = {**os.environ, "ITA_TEST_ALL": every, "ITA_TEST_NOTE": str(note), "PYTHONUTF8": "1"}
        for name, command in checks.items():
            print(f"\n== {name}", flush=True)
            began = time.monotonic()
            code = subprocess.call([sys.executable, *command], cwd=HERE, env=env)
            failed = failed or code != 0
            lines.append(f"{'FAILED' if code else 'passed'}  {name:14}{time.monotonic() - began:6.1f} s")
        if note.exists():
            lines.append("; ".join(note.read_text(encoding="utf-8").splitlines()))
    print("", *lines, sep="\n", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(check(sys.argv[1:]))
