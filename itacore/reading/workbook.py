"""Open a workbook in the reading child, within limits of size, memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from itacore.reading.grid import Grid, SecondLook, build_grid

FAILED = 1  # what Python ends with where something unforeseen was in the file
LOOKED_FOR = ("errors", "uncalculated", "percent", "blanks")
CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Limits:
    """What a file may cost: bytes of the file, bytes unzipped, bytes of memory, seconds."""

    file_bytes: int = 50 * 1024**2
    unzipped_bytes: int = 512 * 1024**2
    memory_bytes: int = 1024**3
    seconds: float = 9.0


@dataclass(frozen=True, eq=False)
class Opened:
    """The grids of a workbook, or the code of the issue for which it is refused."""

    grids: tuple[Grid, ...] = ()
    refused: str | None = None


def open_workbook(data: bytes, limits: Limits | None = None) -> Opened:
    """Turn the bytes of a workbook into grids.

    Parameters
    ----------
    data
        The file as it is.
    limits
        What it may cost.

    Returns
    -------
    Opened
        Grids in the order of the sheets, or the code for which the file is refused: file-too-large, file-empty,
        file-encrypted, file-broken, file-not-workbook, file-too-heavy and the kinds named in reading/child.py.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        return Opened(refused="file-too-large")
    output = _run_child(data, limits)
    if output is None:
        return Opened(refused="file-too-heavy")
    head, _, body = output.partition(b"\n")
    answer = json.loads(head.decode("utf-8", "surrogatepass"))
    if "refused" in answer:
        return Opened(refused=str(answer["refused"]))
    return Opened(grids=tuple(_grids(answer, body)))


def _run_child(data: bytes, limits: Limits) -> bytes | None:
    """Run the child; None when it died, took too long or too much memory."""
    child = subprocess.Popen(
        [sys.executable, "-I", str(CHILD), str(limits.unzipped_bytes), str(limits.memory_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    done = threading.Event()
    watcher = threading.Thread(target=_watch_memory, args=(child, limits.memory_bytes, done), daemon=True)
    watcher.start()
    try:
        output, _ = child.communicate(data, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return None
    finally:
        done.set()
        watcher.join()
    if child.returncode == FAILED:
        return b'{"refused": "file-broken"}\n'
    return output if child.returncode == 0 and b"\n" in output else None


def _watch_memory(child: subprocess.Popen[bytes], limit: int, done: threading.Event) -> None:
    """End the child when it holds more memory than allowed; works on every system."""
    while not done.wait(0.05):
        try:
            if psutil.Process(child.pid).memory_info().rss > limit:
                child.kill()
                return
        except psutil.Error:
            return


def _grids(answer: dict[str, Any], body: bytes) -> list[Grid]:
    arrays: list[Any] = []
    at = 0
    for typecode, length in answer["arrays"]:
        dtype = np.dtype(np.float64 if typecode == "d" else np.int32)
        arrays.append(np.frombuffer(body, dtype, length, at))
        at += length * dtype.itemsize
    second = {sheet["name"]: sheet for sheet in answer["second"]}
    grids = []
    position = 0
    for sheet in answer["sheets"]:
        rows, columns = sheet["rows"], sheet["columns"]
        numbers = np.full((columns, rows), np.nan)
        texts = np.full((columns, rows), -1, dtype=np.int32)
        for column in range(columns):
            if len(arrays[position]):
                numbers[column] = arrays[position]
            if len(arrays[position + 1]):
                texts[column] = arrays[position + 1]
            position += 2
        more = second.get(sheet["name"], {})
        grids.append(
            build_grid(
                sheet["name"],
                sheet["visible"],
                numbers.T,
                texts.T,
                sheet["texts"],
                [tuple(merge) for merge in sheet["merges"]],
                [tuple(other) for other in sheet["others"]],
                SecondLook(**{kind: [tuple(cell) for cell in more.get(kind, ())] for kind in LOOKED_FOR}),
            )
        )
    return grids
