"""The reading children that a test starts, each with the most memory that it ever held."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil

_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")


class WatchedChild(subprocess.Popen[bytes]):
    """A child whose memory is looked at until it ends; Linux keeps the peak, elsewhere it is what was seen.

    The figure that systems give after the end (RUSAGE_CHILDREN, wait4) holds the memory of the parent too.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.peak = 0
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def _look(self) -> None:
        while True:
            self.peak = max(self.peak, _peak_of(self.pid))
            if self._ended.wait(0.002):
                return

    def finish(self) -> None:
        """End the watch."""
        self._ended.set()
        self._watch.join()


def _peak_of(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    try:
        if not Path("/proc/self/status").exists():
            return int(psutil.Process(pid).memory_info().rss)
        found = _PEAK.search(status.read_text())
    except (OSError, psutil.Error):
        return 0
    return int(found[1]) * 1024 if found else 0


@contextmanager
def watched_children() -> Iterator[list[WatchedChild]]:
    """Watch every child that is started inside; give them in their order."""
    children: list[WatchedChild] = []

    def start(*arguments: Any, **options: Any) -> WatchedChild:
        children.append(WatchedChild(*arguments, **options))
        return children[-1]

    try:
        with patch("itacore.reading.workbook.subprocess.Popen", start):
            yield children
    finally:
        for child in children:
            child.finish()
