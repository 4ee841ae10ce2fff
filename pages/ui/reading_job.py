"""Reading in the background: the page looks at it from time to time and stays usable."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from typing import Generic, TypeVar

UNSEEN = 0.3  # seconds in which a small file is there, so that nothing need be said
PATIENCE = 10.0  # seconds before the page stops looking on and asks now and then
T = TypeVar("T")


class CancelledReading(Exception):
    """The person left the reading."""


@dataclass(frozen=True)
class Stage:
    """What is being done: a key of the wording, the file, and which of how many it is."""

    key: str
    file: str
    number: int
    count: int


class Progress:
    """Told by the thread that reads, seen by the page."""

    def __init__(self) -> None:
        self.stage: Stage | None = None
        self.stop = threading.Event()

    def tell(self, key: str, file: str, number: int, count: int) -> None:
        """Say what is being done now.

        Raises
        ------
        CancelledReading
            The person left; nothing more is to be done.
        """
        if self.stop.is_set():
            raise CancelledReading
        self.stage = Stage(key, file, number, count)


class ReadingJob(Generic[T]):
    """A reading under way, kept in the session so that a person may leave the page and come back.

    ``files`` are the names of those that are not read yet.
    """

    def __init__(self, progress: Progress, future: Future[T], files: Sequence[str] = ()) -> None:
        self.progress = progress
        self.files = tuple(files)
        self.started = time.monotonic()
        self._future = future

    @classmethod
    def start(cls, work: Callable[[Progress], T], files: Sequence[str] = ()) -> ReadingJob[T]:
        """Begin in a thread of its own; the work may call nothing of Streamlit."""
        progress = Progress()
        pool = ThreadPoolExecutor(max_workers=1)
        future = pool.submit(work, progress)
        pool.shutdown(wait=False)
        return cls(progress, future, files)

    @property
    def done(self) -> bool:
        """Whether it has ended."""
        return self._future.done()

    @property
    def seconds(self) -> int:
        """How long it has been going on."""
        return int(time.monotonic() - self.started)

    def wait(self, seconds: float) -> bool:
        """Wait for the end, but no longer; tells whether it has ended."""
        wait_for([self._future], timeout=seconds)
        return self.done

    def cancel(self) -> None:
        """Let it end: the file that is being opened is left at once, and the result is not used."""
        self.progress.stop.set()

    def result(self) -> T:
        """What was read; raises what went wrong."""
        return self._future.result()
