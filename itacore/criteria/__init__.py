"""Rule books: what the rules of each fiscal year are and how certain they are."""

from itacore.criteria.confirmed import add_books, confirm_book, copy_book, find_misfits, parts_known
from itacore.criteria.differences import list_differences
from itacore.criteria.faults import BookError, Fault
from itacore.criteria.model import AppliedRules, Block, Criteria, Level, Mark, RuleBook
from itacore.criteria.reader import parse_rule_book, read_book_text, read_criteria
from itacore.criteria.writer import write_book

__all__ = [
    "AppliedRules",
    "Block",
    "BookError",
    "Criteria",
    "Fault",
    "Level",
    "Mark",
    "RuleBook",
    "add_books",
    "confirm_book",
    "copy_book",
    "find_misfits",
    "list_differences",
    "parse_rule_book",
    "parts_known",
    "read_book_text",
    "read_criteria",
    "write_book",
]
