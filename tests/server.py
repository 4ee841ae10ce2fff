"""A dashboard server for tests, in a process of its own, with a workspace of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from pages.ui.serve import is_ours, lock_file

HERE = Path(__file__).parent.parent


def any_port() -> int:
    """Give a free port of the system's choice: those who ask at the same moment are given different ones."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def listens(process: subprocess.Popen[bytes], port: int) -> bool:
    """Tell whether it is this very process that listens at the port, not the server of another test."""
    try:
        own = psutil.Process(process.pid)
        # On Windows the Python of an environment starts the real one.
        links = [link for one in (own, *own.children()) for link in one.net_connections(kind="inet")]
    except psutil.Error:  # it has ended
        return False
    return any(link.status == psutil.CONN_LISTEN and link.laddr.port == port for link in links)


@contextmanager
def served(workspace: Path, *options: str, folder: Path = HERE, seconds: float = 60) -> Iterator[str]:
    """Serve the app of a folder until the block ends; gives the address.

    Parameters
    ----------
    workspace
        Becomes `ITA_WORKSPACE`; no other server and no person's own workspace is touched.
    options
        Streamlit's own, for instance "--server.maxUploadSize=1".
    """
    environment = {**os.environ, "ITA_WORKSPACE": str(workspace), "PYTHONUTF8": "1"}
    environment.pop("ITA_DATABASE_URL", None)
    port = any_port()
    command = [sys.executable, "-m", "pages.ui.serve", "--no-browser", f"--port={port}", "--", *options]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            end = time.monotonic() + seconds
            while not (listens(process, port) and is_ours(port)):
                if process.poll() is not None or time.monotonic() > end:
                    log.seek(0)
                    raise RuntimeError(f"The server did not start:\n{log.read()}")
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            lock = lock_file(environment, folder.resolve())
            lock.unlink(missing_ok=True)
            lock.with_suffix(".port").unlink(missing_ok=True)
