"""Read rule books from TOML and report all their faults together."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from itacore.criteria.faults import BookError, Fault
from itacore.criteria.fields import Fields
from itacore.criteria.model import (
    Block,
    Criteria,
    Indicator,
    Instrument,
    Item,
    ItemScores,
    Level,
    Mark,
    Part,
    RuleBook,
    Subindicator,
)
from itacore.criteria.relations import find_faults
from itacore.errors import CriteriaError

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "data" / "criteria"
BLOCKS = ("weights", "indicators", "subindicators", "items", "levels", "conditions", "comparability")
ROLES = ("measures", "measures-results")
ITEM_RULES = ("all-or-nothing", "partial")
LONGEST_BOOK = 128 * 1024  # characters; shipped books have at most 16,000
LONGEST_LINE = 4000  # one long dotted key would keep tomllib busy for minutes


@lru_cache(maxsize=8)
def read_criteria(folder: Path = DEFAULT_FOLDER) -> Criteria:
    """Read every rule book of a folder.

    Parameters
    ----------
    folder
        Holds one ``YEAR.toml`` a fiscal year (Buddhist Era).

    Returns
    -------
    Criteria
        The rule books by year.

    Raises
    ------
    CriteriaError
        With every fault of every file, in the order of the files.

    >>> read_criteria().for_year(2569).provisional
    True
    """
    faults: list[str] = []
    books: dict[int, RuleBook] = {}
    files = sorted(folder.glob("*.toml"))
    if not files:
        faults.append(f"{folder.name}: no rule book (YEAR.toml) in this folder")
    for path in files:
        try:
            book = parse_rule_book(path.read_text(encoding="utf-8-sig"), path.name)
        except UnicodeDecodeError:
            faults.append(f"{path.name}: not readable as text: save it as UTF-8")
            continue
        except CriteriaError as error:
            faults.extend(error.faults)
            continue
        if path.stem != str(book.fiscal_year):
            faults.append(
                f"{path.name}: fiscal_year is {book.fiscal_year}; name the file {book.fiscal_year}.toml"
            )
        books[book.fiscal_year] = book
    if faults:
        raise CriteriaError(faults)
    return Criteria(books)


def parse_rule_book(text: str, name: str) -> RuleBook:
    """Turn the text of one rule book into a value.

    Raises
    ------
    BookError
        With every fault found, each beginning with ``name``.
    """
    return _parse(text, None, name)


def read_book_text(text: str, *, year: int | None = None) -> RuleBook:
    """Turn the text of a rule book from a person or the workspace into a value.

    Parameters
    ----------
    text
        TOML as in ``data/criteria``, at most ``LONGEST_BOOK`` characters.
    year
        The fiscal year that the book must have; None where any will do.

    Raises
    ------
    BookError
        With every fault found; ``details`` holds them as data.
    """
    return _parse(text, year, "")


def _parse(text: str, year: int | None, name: str) -> RuleBook:
    text = text.removeprefix("\ufeff")
    if len(text) > LONGEST_BOOK or any(len(line) > LONGEST_LINE for line in text.split("\n")):
        raise BookError([Fault("", "too-long", {"most": LONGEST_BOOK, "line": LONGEST_LINE})], name)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # deep nesting, and digits beyond what int takes
        raise BookError([Fault("", "toml", {"detail": error})], name) from None
    faults: list[Fault] = []
    book = _read_book(Fields("", data, faults))
    if year is not None and book.fiscal_year != year:
        faults.append(Fault("fiscal_year", "other-year", {"found": book.fiscal_year, "year": year}))
    faults.extend(find_faults(book))
    if faults:
        raise BookError(faults, name)
    return book


def _read_book(fields: Fields) -> RuleBook:
    year = fields.whole_number("fiscal_year", 2500, 2699)
    blocks = fields.table("blocks")
    rating = fields.table("rating")
    book = RuleBook(
        fiscal_year=year,
        blocks={key: _read_block(blocks.table(key)) for key in BLOCKS},
        instruments=tuple(_read_instrument(entry) for entry in fields.tables("instruments")),
        indicators=tuple(_read_indicator(entry) for entry in fields.tables("indicators")),
        subindicators=tuple(_read_subindicator(entry) for entry in fields.tables("subindicators")),
        items=tuple(_read_item(entry) for entry in fields.tables("items")),
        levels=tuple(_read_level(entry) for entry in rating.tables("levels")),
        gates=rating.lists_of_texts("gates"),
        pass_line=rating.number("pass_line", 0, 100),
        comparability=fields.table("comparability").texts_by_key(),
        item_scores=_read_item_scores(fields.table("item_scores")),
    )
    for table in (blocks, rating, fields):
        table.close()
    return book


def _read_block(fields: Fields) -> Block:
    mark = fields.choice("mark", [mark.value for mark in Mark])
    block = Block(
        Mark(mark or Mark.UNKNOWN),
        fields.text("source"),
        fields.optional_text("note"),
        fields.optional_text("date"),
    )
    fields.close()
    return block


def _read_item_scores(fields: Fields) -> ItemScores | None:
    """How OIT items are scored; None where the table is missing."""
    if fields.empty:
        return None
    found = ItemScores(
        fields.choice("rule", ITEM_RULES) or "",
        Mark(fields.choice("mark", [mark.value for mark in Mark]) or Mark.UNKNOWN),
        fields.text("source"),
        fields.optional_text("note"),
    )
    fields.close()
    return found


def _read_instrument(fields: Fields) -> Instrument:
    parts = []
    for entry in fields.tables("parts"):
        parts.append(Part(entry.text("code"), entry.text("name"), entry.number("weight", 0, 1)))
        entry.close()
    instrument = Instrument(
        fields.text("code"), fields.text("name"), fields.number("weight", 0, 1), tuple(parts)
    )
    fields.close()
    return instrument


def _read_indicator(fields: Fields) -> Indicator:
    indicator = Indicator(
        fields.text("code"), fields.text("instrument"), fields.text("name"), fields.texts("aliases")
    )
    fields.close()
    return indicator


def _read_subindicator(fields: Fields) -> Subindicator:
    subindicator = Subindicator(
        fields.text("code"), fields.text("indicator"), fields.text("name"), fields.texts("aliases")
    )
    fields.close()
    return subindicator


def _read_item(fields: Fields) -> Item:
    role = fields.optional_text("role")
    if role is not None:
        fields.choice("role", ROLES)
    item = Item(
        fields.text("code"), fields.text("parent"), fields.text("title"), fields.flag("reversed"), role
    )
    fields.close()
    return item


def _read_level(fields: Fields) -> Level:
    level = Level(
        fields.text("label"),
        fields.number("lower_bound", 0, 100),
        fields.flag("passes"),
        fields.optional_number("all_at_least", 0, 100),
        fields.optional_number("any_below", 0, 100),
    )
    fields.close()
    return level
