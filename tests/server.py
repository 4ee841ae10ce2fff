"""A dashboard server for tests, in a process of its own, with a workspace of its own."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pages.ui.serve import free_port, is_ours, lock_file

HERE = Path(__file__).parent.parent


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
    port = free_port(None)
    command = [sys.executable, "-m", "pages.ui.serve", "--no-browser", f"--port={port}", "--", *options]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            end = time.monotonic() + seconds
            while not is_ours(port):
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
