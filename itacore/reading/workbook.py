"""Open a workbook in the reading child, within limits of size, memory and time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from itacore.issues import Issue
from itacore.reading.documents import documents_of, told_of
from itacore.reading.grid import Grid, SecondLook, build_grid
from itacore.wording import say

FAILED = 1  # what Python ends with where something unforeseen was in the file
# Endings of names by kind, the usual one first.
ENDINGS = {
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "xls": ("xls", "xlt"),
    "ods": ("ods", "ots", "fods"),
    "docx": ("docx", "docm", "dotx", "dotm"),
    "page": ("html", "htm", "xhtml"),
    "message": ("mht", "mhtml"),
    "xml-sheet": ("xml",),
    "separated": ("csv", "txt", "tsv", "tab", "prn"),
}
LOOKED_FOR = ("errors", "uncalculated", "percent", "blanks")
CHILD = Path(__file__).with_name("child.py")


class StoppedError(Exception):
    """The reading was stopped from outside; nothing of the file was read."""


@dataclass(frozen=True)
class Limits:
    """What a file may cost: bytes of the file, bytes unzipped, bytes of memory, seconds."""

    file_bytes: int = 50 * 1024**2
    unzipped_bytes: int = 512 * 1024**2
    memory_bytes: int = 1024**3
    seconds: float = 9.0


@dataclass(frozen=True, eq=False)
class Opened:
    """The grids of a file, or the code of the issue for which it is refused, with the words it needs.

    ``kind`` names what the file is by its content (see ENDINGS); ``notes`` are codes of what is worth telling.
    """

    grids: tuple[Grid, ...] = ()
    refused: str | None = None
    places: Mapping[str, object] = field(default_factory=dict)
    kind: str | None = None
    notes: tuple[str, ...] = ()

    def issues(self, name: str) -> list[Issue]:
        """What is to be told of the file itself, under the name that a person gave it."""
        if self.refused:
            return [Issue(self.refused, name, places=self.places)]
        told = [Issue(code, name) for code in self.notes]
        ending = re.search(r"\.([A-Za-z0-9]{1,8})$", name)
        if self.kind and ending and ending[1].lower() not in ENDINGS[self.kind]:
            words = {"ending": f".{ending[1]}", "right": f".{ENDINGS[self.kind][0]}"}
            told.append(
                Issue("file-other-kind", name, places=words | {"kind": say("files", f"kind.{self.kind}")})
            )
        return told


def open_workbook(data: bytes, limits: Limits | None = None, stop: threading.Event | None = None) -> Opened:
    """Turn the bytes of a file into grids, whatever kind of those in reading/kinds it is.

    Parameters
    ----------
    data
        The file as it is.
    limits
        What it may cost.
    stop
        Set by whoever no longer wants the file; the child ends at once.

    Returns
    -------
    Opened
        Grids in the order of the sheets or tables, or the code for which the file is refused: file-too-large,
        file-too-heavy and those named in reading/kinds.

    Raises
    ------
    StoppedError
        ``stop`` was set.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        return Opened(refused="file-too-large")
    output = run_child(data, limits, stop=stop)
    if output is None:
        return Opened(refused="file-too-heavy")
    head, _, body = output.partition(b"\n")
    answer = json.loads(head.decode("utf-8", "surrogatepass"))
    if "refused" in answer:
        return Opened(refused=str(answer["refused"]), places=answer.get("places", {}))
    grids = tuple(grids_of(answer, body))
    return Opened(grids, kind=answer["kind"], notes=tuple(answer["notes"]))


def run_child(
    data: bytes, limits: Limits, script: Path = CHILD, stop: threading.Event | None = None
) -> bytes | None:
    """Run the child, or another script of ours, on data; None when it died, took too long or too much memory.

    Raises
    ------
    StoppedError
        ``stop`` was set; the child has ended.
    """
    stop = stop or threading.Event()
    command = [sys.executable, "-I", str(script), str(limits.unzipped_bytes), str(limits.memory_bytes)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(child, limits.memory_bytes, done, stop), daemon=True)
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
    if stop.is_set():
        raise StoppedError
    if child.returncode == FAILED:
        return b'{"refused": "file-broken"}\n'
    return output if child.returncode == 0 and b"\n" in output else None


def _watch(child: subprocess.Popen[bytes], limit: int, done: threading.Event, stop: threading.Event) -> None:
    """End the child when it holds more memory than allowed, or is no longer wanted; works on every system."""
    while not done.wait(0.05):
        if stop.is_set() or _memory_of(child.pid) > limit:
            child.kill()
            return


def _memory_of(pid: int) -> int:
    """Bytes that a process holds; 0 where it has just ended or the system does not tell."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def grids_of(answer: dict[str, Any], body: bytes) -> list[Grid]:
    """Grids from the arrays of the child."""
    arrays: list[Any] = []
    at = 0
    for typecode, length in answer["arrays"]:
        dtype = np.dtype(np.float64 if typecode == "d" else np.int32)
        arrays.append(np.frombuffer(body, dtype, length, at))
        at += length * dtype.itemsize
    counts = [2 * sheet["columns"] for sheet in answer["sheets"]]
    ends = np.cumsum([0, *counts]).tolist()
    numbers_of = [
        np.concatenate([np.zeros(0), *arrays[start:end:2]]) if sheet.get("told") else np.zeros(0)
        for sheet, start, end in zip(answer["sheets"], ends, ends[1:], strict=False)
    ]
    documents = documents_of(answer, numbers_of)
    grids = []
    position = 0
    for place, sheet in enumerate(answer["sheets"], start=1):
        rows, columns = sheet["rows"], sheet["columns"]
        numbers = np.full((columns, rows), np.nan)
        texts = np.full((columns, rows), -1, dtype=np.int32)
        for column in range(columns):
            if len(arrays[position]):
                numbers[column] = arrays[position]
            if len(arrays[position + 1]):
                texts[column] = arrays[position + 1]
            position += 2
        more, told = sheet["second"], sheet.get("told")
        grids.append(
            build_grid(
                _sheet_name(answer, sheet["name"], place),
                sheet["visible"],
                numbers.T,
                texts.T,
                sheet["texts"],
                [tuple(merge) for merge in sheet["merges"]],
                [tuple(other) for other in sheet["others"]],
                SecondLook(**{kind: [tuple(cell) for cell in more.get(kind, ())] for kind in LOOKED_FOR}),
                (sheet["hidden_rows"], sheet["hidden_columns"]),
                told_of(told, documents) if told else None,
                [(row, column) for row, column in sheet.get("pictures", ())],
            )
        )
    return grids


def _sheet_name(answer: dict[str, Any], name: str | None, place: int) -> str:
    """The name of a sheet; tables that a file does not name are numbered."""
    if name is not None:
        return name
    return say("files", "sheet.only" if len(answer["sheets"]) == 1 else "sheet.numbered", number=place)
