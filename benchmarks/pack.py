"""How long the pack of a province takes: three papers of each of 100 agencies, and the list.

Run by hand: ``python -m benchmarks.pack``. The first 100 agencies of the sample province are read from a workbook of
their own and packed by the command, as a process with its workers; then by one process alone, which shows what more
cores give. Prints seconds (the bound is 60 on two cores), seconds of computing in all processes, and the memory of the
largest of them.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import openpyxl

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.reading import read_files
from itacore.reports.pack import gather_agencies, make_pack
from itacore.scoring.need import order_by_need

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "samples" / "sample-province.xlsx"
TODAY = date(2026, 11, 20)
COUNT = 100


def write_province(path: Path) -> None:
    """Write the sample province with its first agencies only."""
    book = openpyxl.load_workbook(SAMPLE)
    kept: list[object] = []
    for sheet in reversed(book.worksheets):  # the newest year first
        rows = [(row[0].row, row[1].value) for row in sheet.iter_rows() if isinstance(row[0].value, int)]
        kept = kept or [name for _, name in rows][:COUNT]
        for number, name in reversed(rows):
            if name not in kept:
                sheet.delete_rows(number)
    book.save(path)


def measure_command(file: Path, folder: Path) -> None:
    """Pack by the command and print what it took."""
    start = time.perf_counter()
    call = [sys.executable, "-m", "itacore", "pack", str(file), "--out", str(folder)]
    done = subprocess.run(call, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    papers = sum(1 for path in folder.rglob("*") if path.is_file())
    print(
        f"pack of {COUNT} agencies, {os.cpu_count()} cores: {seconds:.1f} s, computing "
        f"{used.ru_utime + used.ru_stime:.1f} s, largest process {used.ru_maxrss / 1024:.0f} MB, "
        f"{papers} files, exit {done.returncode}"
    )


def measure_alone(file: Path) -> None:
    """Pack in this process and print what it took."""
    criteria = read_criteria()
    reading = read_files([(file.name, file.read_bytes())], TODAY, criteria)
    analysis, _ = study(reading, criteria)
    ids = [str(key) for key in reading.agencies["agency_id"]]
    start, computing = time.perf_counter(), time.process_time()
    needs = order_by_need(analysis.ratings, ids, criteria)
    agencies = gather_agencies(needs, reading, analysis, criteria)
    made = sum(one.fault is None for one in make_pack(agencies, criteria, count=len(needs), workers=1))
    seconds, computing = time.perf_counter() - start, time.process_time() - computing
    print(f"the same in one process: {made} agencies, {seconds:.1f} s, computing {computing:.1f} s")


def main() -> None:
    """Measure both."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "province.xlsx"
        write_province(file)
        measure_command(file, Path(folder) / "pack")
        measure_alone(file)


if __name__ == "__main__":
    main()
