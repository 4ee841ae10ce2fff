"""Read thousands of made-up workbooks whose truth is known, through the reading child, and count what came out.

Run by hand: ``python -m benchmarks.made_up_workbooks [COUNT [FIRST]]``. A workbook is made of its number alone, from
FIRST on, so a fault can be looked at again. Read wrong, unnamed and raised must be 0; each fault is listed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date

from itacore.reading import read_files
from tests.reading.made_up import book_of, judge
from tests.reading.workbooks import to_xlsx, to_xlsx_by_openpyxl

COUNT = 20_000
AT_ONCE = 2
IN_A_GO = 50
MOST_SHOWN = 20
TODAY = date(2026, 11, 20)
ROWS = (
    ("workbooks", "workbooks"),
    ("true", "scores and totals in them"),
    ("right", "read right"),
    ("named", "not read, named by an issue"),
    ("wrong", "read wrong (must be 0)"),
    ("unnamed", "not read, not named (must be 0)"),
    ("missed", "not read without a reason (must be 0)"),
    ("other", "lost cells, false alarms (must be 0)"),
    ("raised", "raised (must be 0)"),
)
Found = list[tuple[int, str, str]]


def read_some(first: int, end: int) -> tuple[Counter[str], Found]:
    """Make, write, read and judge the workbooks of some numbers: counts and faults."""
    counts: Counter[str] = Counter()
    found: Found = []
    for number in range(first, end):
        counts["workbooks"] += 1
        book = book_of(number)
        write = to_xlsx if number % 2 or book.has_faults_of_formulas else to_xlsx_by_openpyxl
        try:
            verdict = judge(book, read_files([(book.name, write(book.sheets))], TODAY))
        except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
            counts["raised"] += 1
            found.append((number, "raised", repr(error)))
            continue
        counts += Counter(true=verdict.true, right=verdict.right, named=verdict.named)
        for kind in ("wrong", "unnamed", "missed", "other"):
            own: list[str] = getattr(verdict, kind)
            counts[kind] += len(own)
            found += [(number, kind, own[0])] if own else []
    return counts, found


def parts(first: int, count: int) -> Iterator[tuple[int, int]]:
    """Cut the numbers into goes."""
    for start in range(first, first + count, IN_A_GO):
        yield start, min(start + IN_A_GO, first + count)


def main() -> int:
    """Print the table; 1 where the law does not hold."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    start = time.perf_counter()
    counts: Counter[str] = Counter()
    found: Found = []
    with ProcessPoolExecutor(AT_ONCE) as pool:
        starts, ends = zip(*parts(first, count), strict=True)
        for own, faults in pool.map(read_some, starts, ends):
            counts += own
            found += faults
    for key, words in ROWS:
        print(f"{words:<40}{counts[key]:>12,}")
    print(f"{'seconds':<40}{time.perf_counter() - start:>12.1f}")
    for number, kind, words in found[:MOST_SHOWN]:
        print(f"workbook {number}: {kind}: {words}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
