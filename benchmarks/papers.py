"""How long one paper takes: the first of a process, and the next ones.

Run by hand: ``python -m benchmarks.papers``. Each kind and format is made of the sample municipality in a process of
its own. The first paper includes what is loaded for it (matplotlib, the writer, for PDF the dictionary of Thai words);
reading and rating the file are not counted. Prints seconds, the bound being 2, and the size of the file.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.reading import read_files
from itacore.reports.kinds import FORMATS, build_report, write_report

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "samples" / "sample-municipality.xlsx"
TODAY = date(2026, 11, 20)
RUNS = 5


def measure(kind: str, file_format: str) -> None:
    """Make one paper several times and print how long it took."""
    criteria = read_criteria()
    reading = read_files([(SAMPLE.name, SAMPLE.read_bytes())], TODAY, criteria)
    analysis, _ = study(reading, criteria)
    times: list[float] = []
    for _ in range(1 + RUNS):
        start = time.perf_counter()
        report = build_report(reading, analysis, criteria, None, None, kind)
        content = write_report(report, file_format, arabic_digits=False)
        times.append(time.perf_counter() - start)
    first, next_ones = times[0], median(times[1:])
    print(
        f"{kind:<17} {file_format:<5} first {first:.2f} s, next {next_ones:.2f} s, {len(content) / 1000:.0f} KB"
    )


def main() -> None:
    """Measure one paper, or every one in a process of its own."""
    if len(sys.argv) == 3:
        measure(sys.argv[1], sys.argv[2])
        return
    for kind, formats in FORMATS.items():
        for name in formats:
            subprocess.run([sys.executable, "-m", "benchmarks.papers", kind, name], check=True)


if __name__ == "__main__":
    main()
