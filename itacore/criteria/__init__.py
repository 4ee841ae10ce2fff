"""Rule books: what the rules of each fiscal year are and how certain they are."""

from itacore.criteria.model import AppliedRules, Block, Criteria, Level, Mark, RuleBook
from itacore.criteria.reader import parse_rule_book, read_criteria

__all__ = [
    "AppliedRules",
    "Block",
    "Criteria",
    "Level",
    "Mark",
    "RuleBook",
    "parse_rule_book",
    "read_criteria",
]
