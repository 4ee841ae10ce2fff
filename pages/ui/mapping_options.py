"""What a column or a row of a sheet may be, in words, for the choices of the mapping form."""

from __future__ import annotations

from itacore.criteria import RuleBook
from itacore.issues import cell_name
from itacore.reading.labels import PUBLISHED_ROLES
from itacore.reading.mapping import FIELDS, LABEL, PARTS, SCORE
from itacore.wording import read_wording, say

UNUSED = ""


def tell(key: str, **places: object) -> str:
    """Wording of the choices."""
    return say("import", f"meaning.{key}", **places)


def column_letter(column: int) -> str:
    """Letter of a column, counted from 0.

    >>> column_letter(27)
    'AB'
    """
    return cell_name(0, column)[:-1]


def figure_codes(book: RuleBook) -> list[str]:
    """Codes of figures that a column or row may hold, in the order of the rule book, published ones last."""
    indicators = [i.code for i in book.indicators]
    parts = [f"{part}.{code}" for part in PARTS for code in ("6", "7", "8")]
    known = [code for code in parts if code in book.codes]
    subs = [s.code for s in book.subindicators]
    instruments = [i.code for i in book.instruments]
    eit = [part for part in PARTS if part in book.codes]
    published = ["total", "rating", "rank", "rank-of", "rank-group"]
    return [*indicators, "total", "rating", *instruments, *eit, *known, *subs, *published[2:]]


def meanings_of_columns(book: RuleBook, figures: str) -> list[str]:
    """What a column may be."""
    if figures == "columns":
        return [UNUSED, "agency", "year", *figure_codes(book), "type", "district", "province"]
    return [UNUSED, LABEL, SCORE, *PARTS, "agency", "year", "type", "district", "province"]


def name_meaning(meaning: str, book: RuleBook, figures: str) -> str:
    """A choice in words.

    Parameters
    ----------
    meaning
        As in ``MappedColumn.meaning``; "" for a column that is not read.
    book
        The rules whose names stand beside the codes.
    figures
        Whether figures stand in "columns" or in "rows".
    """
    if meaning == UNUSED:
        return tell("unused")
    if figures == "rows" and meaning in PARTS:
        return tell("part", part=meaning)
    if meaning in (*FIELDS, LABEL, SCORE, *(PUBLISHED_ROLES - {"instrument"})):
        return tell(meaning)
    name = book.name_of(meaning)
    known = read_wording("import").get(f"meaning.{meaning}")
    return known or (meaning if name == meaning else tell("figure", code=meaning, name=name))
