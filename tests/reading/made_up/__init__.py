"""Made-up workbooks with known truth, for the tests of reading and for benchmarks/made_up_workbooks.py."""

from tests.reading.made_up.books import book_of
from tests.reading.made_up.judge import Verdict, judge
from tests.reading.made_up.maker import Book

__all__ = ["Book", "Verdict", "book_of", "judge"]
