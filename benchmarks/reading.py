"""How fast a workbook of the whole country is read, rated and proof-read, how that grows, what memory it takes.

Run by hand: ``python -m benchmarks.reading [ROUNDS]``. Other work on the machine disturbs it; so every round
compares with a bare read of the same file, and the middle of the rounds is told.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import psutil
import python_calamine
import xlsxwriter
from numpy.typing import NDArray

from itacore.answer import study
from itacore.criteria import RuleBook, read_criteria
from itacore.reading import read_files
from itacore.scoring.proofreading.settling import settle_contradictions

AGENCIES = 8_317
YEARS = range(2562, 2569)
PROVINCES = 77
INDICATORS = 10
TODAY = date(2026, 1, 15)
HEADS = ("ปีงบประมาณ", "หน่วยงาน", "ประเภท", "จังหวัด")
TYPES = ("เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "เทศบาลเมือง")
Floats = NDArray[np.float64]


def make_country(years: Sequence[int], seed: int = 7) -> bytes:
    """Make up the results of the whole country; totals and ratings agree with the scores."""
    random = np.random.default_rng(seed)
    books = read_criteria()
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    page = book.add_worksheet("ผลคะแนน")
    heads = [*HEADS, *(f"ตัวชี้วัดที่ {code}" for code in range(1, INDICATORS + 1)), "คะแนนรวม", "ระดับ"]
    page.write_row(0, 0, heads)
    row = 1
    for year in years:
        rules = books.for_year(year).book
        scores = np.round(100 - random.gamma(2.0, 4.0, (AGENCIES, INDICATORS)), 2).clip(0)
        for number, own in enumerate(scores):
            kind = TYPES[number % len(TYPES)]
            fields = [year, f"{kind}ตัวอย่างที่ {number + 1}", kind, f"จังหวัดที่ {number % PROVINCES + 1}"]
            total, rating = _rate(own, rules)
            page.write_row(row, 0, [*fields, *own.tolist(), total, rating])
            row += 1
    book.close()
    return output.getvalue()


def _rate(scores: Floats, rules: RuleBook) -> tuple[float, str]:
    """Total and rating of an agency whose parts of an instrument are equal."""
    codes = [indicator.code for indicator in rules.indicators]
    units = {
        i.code: float(np.mean([scores[codes.index(x.code)] for x in rules.indicators_of(i.code)]))
        for i in rules.instruments
    }
    total = round(sum(i.weight * units[i.code] for i in rules.instruments) + 1e-9, 2)
    for level in rules.levels:
        all_reach = level.all_at_least is None or min(units.values()) >= level.all_at_least
        any_misses = level.any_below is None or min(units.values()) < level.any_below
        if total >= level.lower_bound and all_reach and any_misses:
            return total, level.label
    return total, rules.levels[-1].label


def seconds(work: Callable[[], object]) -> float:
    """Time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_bare(data: bytes) -> object:
    """What the fast reader alone costs."""
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def read_and_check(data: bytes) -> int:
    """Everything that the library does with a file; count of issues."""
    criteria = read_criteria()
    reading = read_files([("country.xlsx", data)], TODAY, criteria)
    _, issues = study(settle_contradictions(reading, criteria), criteria)
    return len(issues)


def run_check(path: Path) -> tuple[float, float, float]:
    """Run the command line on a file: seconds, peak memory of its process and of the reading child in MB."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "itacore", "check", "--json", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    own = child = 0
    while process.poll() is None:
        try:
            watched = psutil.Process(process.pid)
            own = max(own, watched.memory_info().rss)
            child = max([child, *(c.memory_info().rss for c in watched.children())])
        except psutil.Error:
            pass
        time.sleep(0.01)
    return time.perf_counter() - start, own / 1e6, child / 1e6


def main() -> None:
    """Print all figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    data = make_country(YEARS)
    print(f"{AGENCIES * len(YEARS):,} rows x {len(HEADS) + INDICATORS + 2} columns, {len(data) / 1e6:.1f} MB")
    print(f"issues in it: {read_and_check(data)}")
    bare, whole = [], []
    for _ in range(rounds):
        bare.append(seconds(lambda: read_bare(data)))
        whole.append(seconds(lambda: read_and_check(data)))
    ratios = [w / b for w, b in zip(whole, bare, strict=True)]
    print(f"bare read            {statistics.median(bare):6.2f} s")
    print(
        f"read, rate and check {statistics.median(whole):6.2f} s, {statistics.median(ratios):.2f} x bare",
        end="",
    )
    print(f" (from {min(ratios):.2f} to {max(ratios):.2f}; allowed 2.5)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "country.xlsx")
        path.write_bytes(data)
        _process(path, data, rounds)
    _growth(rounds)


def _process(path: Path, data: bytes, rounds: int) -> None:
    pairs = [(seconds(lambda: read_bare(data)), run_check(path)) for _ in range(rounds)]
    spare = [taken - 3 * bare - 1.5 for bare, (taken, _, _) in pairs]
    print(f"check --json         {statistics.median(run[0] for _, run in pairs):6.2f} s,", end="")
    print(f" {-statistics.median(spare):.2f} s under 3 x bare + 1.5 s")
    print(f"peak memory          {max(run[1] for _, run in pairs):6.0f} MB,", end="")
    print(f" reading child {max(run[2] for _, run in pairs):.0f} MB")


def _growth(rounds: int) -> None:
    """Time by count of years: the cost of a year must not grow with their count."""
    taken = {}
    for count in (1, 2, 4, 7):
        data = make_country(YEARS[:count])
        taken[count] = min(seconds(lambda data=data: read_and_check(data)) for _ in range(rounds))  # type: ignore[misc]
    print("years                " + "  ".join(f"{count}: {time:.2f} s" for count, time in taken.items()))
    print(f"7 years              {taken[7] / taken[1]:6.2f} x one year", end="")
    print(
        f"; a year more costs {(taken[7] - taken[4]) / 3:.3f} s after 4, {taken[2] - taken[1]:.3f} s after 1"
    )


if __name__ == "__main__":
    main()
