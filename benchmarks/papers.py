"""How long one paper takes: the first of a process, and the next ones.

Run by hand: ``python -m benchmarks.papers``. Each kind and format is made of the sample municipality and a plan of
twelve measures in a process of its own. The first paper includes what is loaded for it (matplotlib, the writer, for
PDF the dictionary of Thai words); reading and rating the file are not counted, reading the plan is. Prints seconds,
the bound being 2, and the size of the file.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.measures import read_catalogue
from itacore.measures.chosen import adopt
from itacore.measures.plan import Meeting, OfficePlan
from itacore.reading import read_files
from itacore.reports.kinds import FORMATS, build_report, write_report
from itacore.reports.plan_workbook import write_plan

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "samples" / "sample-municipality.xlsx"
TODAY = date(2026, 11, 20)
RUNS = 5
MEASURES = 12


def make_plan(year: int) -> tuple[str, bytes]:
    """Write a plan of the catalogue's measures, every one with its steps, unit and period."""
    catalogue = list(read_catalogue().values())
    every = islice(catalogue, 0, None, len(catalogue) // MEASURES)  # of every indicator
    measures = tuple(
        replace(
            adopt(measure, "เทศบาลตำบล"),
            owner="สำนักปลัดเทศบาล และกองคลัง",
            period=f"ต.ค. {year - 1} – มี.ค. {year}",
        )
        for measure in islice(every, MEASURES)
    )
    meeting = Meeting("ประชุมหัวหน้าส่วนราชการ", TODAY, "ห้องประชุม", ("ปลัดเทศบาล",), "เห็นชอบ")
    return "plan.xlsx", write_plan(OfficePlan(year, measures, meeting), "", {})


def measure(kind: str, file_format: str) -> None:
    """Make one paper several times and print how long it took."""
    criteria = read_criteria()
    reading = read_files([(SAMPLE.name, SAMPLE.read_bytes())], TODAY, criteria)
    analysis, _ = study(reading, criteria)
    plan = make_plan(int(analysis.ratings["fiscal_year"].max()) + 1)
    times: list[float] = []
    for _ in range(1 + RUNS):
        start = time.perf_counter()
        report = build_report(reading, analysis, criteria, None, None, kind, plan)
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
