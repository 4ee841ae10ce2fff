"""Thousands of made-up workbooks, in every layout and with every slip, against the truth that made them.

The law is told in tests/reading/made_up/judge.py: nothing is read wrongly, nothing is lost without an issue that
names it, and what has no fault comes out.
"""

from __future__ import annotations

from collections import Counter

import pytest

from itacore.reading import Reading, read_files, read_grids
from tests.reading.made_up import Book, Verdict, book_of, judge
from tests.reading.made_up.books import KINDS
from tests.reading.reader import TODAY
from tests.reading.workbooks import to_xlsx, to_xlsx_by_openpyxl

PARTS, A_PART, FILES = 4, 500, 200
A_FILE = 40  # figures of a book, at least, in the middle


class Tally:
    """What came out of all books of a run, so that nothing passes by reading nothing."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()

    def add(self, book: Book, verdict: Verdict, number: int) -> None:
        """Take up the book of a number; the law must hold for it."""
        assert (number, verdict.wrong, verdict.unnamed, verdict.missed, verdict.other) == (
            number,
            [],
            [],
            [],
            [],
        )
        self.kinds[book.kind] += 1
        self.faults.update(set(book.faults))
        self.counts += Counter(true=verdict.true, right=verdict.right, named=verdict.named)


def read_book(book: Book) -> Reading:
    """Read a book without writing a file."""
    return read_grids([(book.name, "0" * 64, book.grids())], TODAY)


@pytest.mark.parametrize("part", range(PARTS))
def test_the_law_over_grids(part: int) -> None:
    """The same books in every run: what Hypothesis draws depends on the modules that were loaded before."""
    grids = Tally()
    for seed in range(part * A_PART, (part + 1) * A_PART):
        book = book_of(seed)
        grids.add(book, judge(book, read_book(book)), seed)
    assert grids.counts["true"] > A_FILE * A_PART
    assert grids.counts["right"] > 0.85 * grids.counts["true"]
    assert set(grids.kinds) == {kind for kind, _ in KINDS}
    assert {"over", "negative", "letter", "fault", "label", "unknown", "total", "disagrees", "year"} <= set(
        grids.faults
    )


def test_the_law_over_files() -> None:
    """Half of the files by each writer; all read by the reading child."""
    files = Tally()
    for seed in range(FILES):
        book = book_of(seed)
        write = to_xlsx if seed % 2 or book.has_faults_of_formulas else to_xlsx_by_openpyxl
        files.add(book, judge(book, read_files([(book.name, write(book.sheets))], TODAY)), seed)
    assert files.counts["true"] > A_FILE * FILES
    assert files.counts["right"] > 0.85 * files.counts["true"]


def test_the_judge_finds_what_is_wrong() -> None:
    """A reading of one book is no reading of another, and reading nothing is missed and unnamed."""
    book, other = book_of(1), book_of(2)
    verdict = judge(book, read_book(other))
    assert verdict.wrong
    nothing = judge(book, read_grids([(book.name, "0" * 64, ())], TODAY))
    assert (nothing.right, len(nothing.unnamed)) == (0, nothing.true)
    assert len(nothing.missed) == sum(one.must_be_read for one in book.placed.values())


@pytest.mark.parametrize("seed", range(20))
def test_a_number_is_a_book(seed: int) -> None:
    assert book_of(seed).sheets == book_of(seed).sheets


def test_a_file_shows_what_its_grid_shows() -> None:
    """A turned heading lost the form of its dates in the file, which then showed 44562 for a year."""
    book = book_of(302_699)
    verdict = judge(book, read_files([(book.name, to_xlsx(book.sheets))], TODAY))
    assert (verdict.true, verdict.right, verdict.named) == (60, 59, 1)


@pytest.mark.parametrize("number", [14_777, 19_189])
def test_a_figure_counts_as_shown_only_under_its_heading(number: int) -> None:
    """A total of the year before in a column without a heading was taken for a second place of that total."""
    book = book_of(number)
    assert "total" in book.faults
    verdict = judge(book, read_book(book))
    assert (verdict.wrong, verdict.unnamed, verdict.missed, verdict.other) == ([], [], [], [])


@pytest.mark.parametrize("number", [7_869, 12_057, 16_664])
def test_titles_and_whole_scores_head_no_columns(number: int) -> None:
    book = book_of(number)
    assert judge(book, read_book(book)).holds


def test_a_book_of_a_rating_alone_holds_no_scores() -> None:
    """Its one total is a missing mark."""
    book = book_of(21_247)
    reading = read_book(book)
    assert [issue.code for issue in reading.issues] == ["missing-mark", "no-scores"]
    assert judge(book, reading).holds
