"""A process killed while it confirms imports: each one is there whole, or not at all."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from itacore.store import open_workspace
from itacore.store.documents import DOCUMENT_TABLES
from tests.store.confirm_until_killed import numbered_document
from tests.store.made import NOW, big_document

KILLS = 100
HERE = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

Work = Callable[[Path, int, int, float], list[int]]


@pytest.fixture(scope="module")
def work_until_killed() -> Iterator[Work]:
    """Let a process confirm imports until it told some lines, and kill it a moment later."""
    command = [sys.executable, "-m", "tests.store.confirm_until_killed"]
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONUTF8": "1"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=HERE, env=environment, **pipes) as parent:

        def work(folder: Path, first: int, lines: int, seconds: float) -> list[int]:
            """Give the numbers of the imports that it told."""
            parent.stdin.write(f"{folder}\t{first}\n")
            parent.stdin.flush()
            child = int(parent.stdout.readline())
            told = [parent.stdout.readline() for _ in range(lines)]
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
            told += iter(parent.stdout.readline, "dead\n")
            return [int(line) for line in told if line.strip().isdigit()]

        yield work
        parent.stdin.close()


def test_a_kill_while_the_tables_come_into_being_leaves_a_workspace_that_opens(tmp_path, work_until_killed):
    chance = random.Random(2568)
    for number in range(10):
        folder = tmp_path / str(number)
        told = work_until_killed(folder, 1, 0, chance.uniform(0, 0.25))
        with open_workspace(folder, now=NOW) as workspace:
            assert len(workspace.imports()) - len(told) in (0, 1)
            assert workspace.confirm_import(big_document(9), now=NOW).standing


def test_a_change_half_made_is_taken_back_before_the_workspace_opens(tmp_path):
    half = tmp_path / "half"
    with contextlib.closing(sqlite3.connect(half, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")  # so that pages reach the file before the change is whole
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE half (page BLOB)")
        connection.executemany("INSERT INTO half VALUES (?)", [(bytes(4000),)] * 50)
        shutil.copy(half, tmp_path / "workspace.sqlite3")
        shutil.copy(f"{half}-journal", tmp_path / "workspace.sqlite3-journal")
    with open_workspace(tmp_path, now=NOW) as workspace:
        assert workspace.imports() == ()
        assert workspace.confirm_import(big_document(9), now=NOW).standing


@pytest.mark.long
def test_every_import_is_whole_after_a_kill_at_any_moment(tmp_path, work_until_killed):
    chance = random.Random(2569)
    told: list[int] = []
    checked = 0
    for kill in range(1, KILLS + 1):
        told += work_until_killed(tmp_path, 1000 * kill, 1 + chance.randrange(3), chance.uniform(0, 0.06))
        with open_workspace(tmp_path, now=NOW) as workspace:
            records = workspace.imports()
            assert len(told) <= len(records) <= len(told) + kill  # one in each life may be in and not told
            assert set(told) <= {int(record.sha256, 16) for record in records}
            assert [one.import_id for one in workspace.journal()] == [one.id for one in records]
            for record in records[checked:]:
                check_whole(workspace, record)
            checked = len(records)
            check_database(workspace, records)
    assert len(told) > KILLS // 2


def check_whole(workspace, record):
    expected = numbered_document(int(record.sha256, 16))
    back = workspace.read_import(record.id)
    for table in DOCUMENT_TABLES:
        frame, other = getattr(back, table.name), getattr(expected, table.name)
        assert frame.equals(other), table.name  # pandas.testing goes through texts one by one
        assert (frame.dtypes == other.dtypes).all()


def check_database(workspace, records):
    with workspace.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        counts = connection.exec_driver_sql("SELECT count(*) FROM import_agency GROUP BY import_id")
        assert counts.scalars().all() == [record.agency_count for record in records]
