"""Workspaces on both databases; PostgreSQL runs in a private cluster that ends with the tests."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from itacore.store import Workspace, open_workspace
from tests.machine import find_postgres
from tests.store.made import NOW

Reopen = Callable[[], Workspace]


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """Address of an empty PostgreSQL cluster on a Unix socket.

    The server refuses to run as root, so it runs as postgres there, in a short folder of its own (pytest's is
    closed to others, and the path of a socket may have 107 bytes). It is ended by its own number.
    """
    programs = find_postgres()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    become: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    settings = ["-A", "trust", "-U", "ita", "-E", "UTF8", "--locale=C", "--no-sync"]
    initdb = [*become, str(programs / "initdb"), "-D", str(folder / "data"), *settings]
    subprocess.run(initdb, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    options = ["-c", "fsync=off", "-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
    with (folder.parent / f"{folder.name}.log").open("w+b") as log:
        server = subprocess.Popen(
            [*become, str(programs / "postgres"), "-D", str(folder / "data"), *options],
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            address = f"postgresql://ita@/postgres?host={folder}"
            _wait(server, address)
            yield address
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            server.wait(30)
            shutil.rmtree(folder)
            Path(log.name).unlink()


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start")


@pytest.fixture
def empty_postgres(postgres_address: str) -> str:
    """Address of a PostgreSQL database without tables."""
    with psycopg.connect(postgres_address) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgres_address


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reopen]:
    """Open one workspace on either database, as often as asked."""
    address = request.getfixturevalue("empty_postgres") if request.param == "postgres" else None
    opened: list[Workspace] = []

    def open_again() -> Workspace:
        opened.append(open_workspace(tmp_path / "งาน", address, now=NOW))
        return opened[-1]

    yield open_again
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(reopen: Reopen) -> Workspace:
    """An empty workspace on either database."""
    return reopen()
