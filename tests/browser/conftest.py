"""The browser of this machine, and servers for it to visit."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.machine import find_chromium
from tests.server import served

# The first visit after a start imports every library; a busy machine takes its time for that.
expect.set_options(timeout=60_000)

# Nothing but the pages under test: no updates, no sync, no first-run page, no QUIC past a local proxy.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's browser instead of one that Playwright would have to download."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": str(find_chromium()), "args": [*as_root, *QUIET]}


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Give a function that serves the dashboard for a workspace and returns the address, until the test ends.

    `tests.server.served` is the same as a context manager, for a server that several tests share.
    """
    with ExitStack() as running:
        yield lambda workspace, *options, folder=None: running.enter_context(
            served(Path(workspace), *options, **({"folder": folder} if folder else {}))
        )
