"""Serve the dashboard on this machine and open it; `run.py` starts this with the Python of .venv.

One server for one folder and one workspace. A second start finds it and opens its page: the server holds a
lock on a file in .venv as long as it lives (whatever ends it, the system lets go of the lock, so that no note
of a dead server can mislead) and notes its port beside it. Nothing is ever ended here.
"""

import argparse
import hashlib
import http.client
import importlib.util
import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, cast

from run import HERE, hold

OWN_FILE = "app/static/mark.svg"
OPTIONS = {
    "server.address": "127.0.0.1",  # else Streamlit listens to the whole network
    "browser.serverAddress": "127.0.0.1",  # else it asks an outside service for its own address
    "browser.gatherUsageStats": "false",
    "server.showEmailPrompt": "false",  # else the first start waits for an e-mail address
    "server.headless": "true",  # the page is opened here, once it is ready
    "logger.hideWelcomeMessage": "true",  # English; the address is printed here
    "logger.level": "warning",  # the window of an officer is no log
}


class Output:
    """A stream whose reader may go away: where Streamlit cannot say "Stopping..." it would not stop."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def lock_file(environment: Mapping[str, str], folder: Path = HERE) -> Path:
    """Give the lock file of a folder's server with this workspace; its port stands beside it in `.port`."""
    served = [str(folder), environment.get("ITA_WORKSPACE"), environment.get("ITA_DATABASE_URL")]
    return Path(sys.prefix) / f"serving-{hashlib.sha256(repr(served).encode()).hexdigest()[:12]}.lock"


def free_port(wanted: int | None) -> int:
    """Give the wanted port, else 8501 or one of the next, else any; 0 where the wanted one is taken."""
    for port in [wanted] if wanted else [*range(8501, 8511), 0]:
        try:
            with socket.create_server(("127.0.0.1", port)) as probe:
                return int(probe.getsockname()[1])
        except OSError:
            continue
    return 0


def ask(port: int, path: str) -> bytes:
    """Fetch a path from this machine, past any proxy; empty where nothing answers."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET", f"/{path}")
        return link.getresponse().read()
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        link.close()


def is_ours(port: int) -> bool:
    """Tell whether this program answers at the port and is ready for a browser."""
    own = (HERE / OWN_FILE.removeprefix("app/")).read_bytes()
    return ask(port, "_stcore/health") == b"ok" and ask(port, OWN_FILE) == own


def show(port_file: Path, browser: bool, seconds: float) -> int:
    """Wait until the page is ready, say where it is, and open it; 1 where it does not get ready in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        port = int(port_file.read_text() or 0) if port_file.exists() else 0
        if port and is_ours(port):
            ask(port, "")  # warm: the first request after a start is not a person's
            print(f"เปิดที่ http://127.0.0.1:{port}", flush=True)
            if browser and (sys.platform in ("win32", "darwin") or "DISPLAY" in os.environ):
                webbrowser.open(f"http://127.0.0.1:{port}")
            return 0
        time.sleep(0.1)
    print("โปรแกรมนี้เปิดค้างอยู่ในหน้าต่างอื่นแต่ไม่ตอบ โปรดปิดหน้าต่างนั้นแล้วเปิดอีกครั้ง")
    print("Another window holds this program but does not answer: close it and start again.")
    return 1


def load_early() -> None:
    """Load what the first page needs while the server starts, so that the first visit need not wait."""
    if importlib.util.find_spec("pages.ui.navigation"):
        importlib.import_module("pages.ui.navigation")


def serve(port: int, options: list[str]) -> None:
    """Run Streamlit in this process until it is ended."""
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import cli

    # Because of the folder pages/, Streamlit takes the first deep link after a start for a page of its own
    # and covers the app with "Page not found". app.py declares the pages; this says so before the first
    # visit. It is a private name: tests/browser guards it.
    PagesManager.uses_pages_directory = False
    threading.Thread(target=load_early, daemon=True).start()
    sys.stdout, sys.stderr = cast(TextIO, Output(sys.stdout)), cast(TextIO, Output(sys.stderr))
    flags = [f"--{name}={value}" for name, value in OPTIONS.items()]
    sys.argv = ["streamlit", "run", str(HERE / "app.py"), *flags, f"--server.port={port}", *options]
    cli.main()


def main(argv: list[str]) -> int:
    """Serve, or show what another process serves from this folder."""
    end = argv.index("--") if "--" in argv else len(argv)
    parser = argparse.ArgumentParser(prog="run.py", allow_abbrev=False)
    parser.add_argument("--port", type=int)
    parser.add_argument("--no-browser", action="store_true")
    given = parser.parse_args(argv[:end])

    path = lock_file(os.environ)
    port_file = path.with_suffix(".port")
    lock = hold(path)
    if lock is None:
        return show(port_file, not given.no_browser, seconds=60)
    with lock:
        port = free_port(given.port)
        if not port:
            print(f"พอร์ต {given.port} มีโปรแกรมอื่นใช้อยู่ โปรดเลือกพอร์ตอื่น")
            print(f"Port {given.port} is in use: choose another one.")
            return 1
        port_file.write_text(str(port))
        print("ถ้าจะเลิกใช้ ให้ปิดหน้าต่างนี้ หรือกด Ctrl+C", flush=True)
        threading.Thread(target=show, args=(port_file, not given.no_browser, 3600), daemon=True).start()
        serve(port, argv[end + 1 :])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
