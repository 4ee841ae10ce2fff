"""Rule books that an office confirms for years that the program has no book for.

The program's own book of a year always counts. Where a later version brings one for a year that the office
confirmed, the office's book is kept aside, and the page says so; nothing of it is mixed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from itacore.criteria.faults import Fault
from itacore.criteria.model import Block, Criteria, Mark, Part, RuleBook
from itacore.wording import say

UNCERTAIN = (Mark.INFERRED, Mark.UNKNOWN)


def copy_book(book: RuleBook, fiscal_year: int) -> RuleBook:
    """Copy a book for a later year, claiming nothing: what may have changed is inferred or left open.

    Weights, names and levels are marked inferred. The list of OIT items is left out and unknown, and so are
    how they are scored and whether the year compares with the one before.

    >>> from itacore.criteria import read_criteria
    >>> copied = copy_book(read_criteria().books[2568], 2569)
    >>> copied.items, copied.blocks["items"].mark.value, copied.blocks["weights"].mark.value
    ((), 'unknown', 'inferred')
    """
    inferred = Block(Mark.INFERRED, say("criteria", "copied.inferred", year=book.fiscal_year))
    unknown = Block(Mark.UNKNOWN, say("criteria", "copied.unknown"))
    blocks = {key: inferred for key in book.blocks} | {"items": unknown, "comparability": unknown}
    return replace(book, fiscal_year=fiscal_year, blocks=blocks, items=(), comparability={}, item_scores=None)


def confirm_book(book: RuleBook) -> RuleBook:
    """Mark a book from elsewhere as confirmed by the office; what it calls uncertain stays uncertain.

    >>> from itacore.criteria import read_criteria
    >>> blocks = confirm_book(read_criteria().books[2567]).blocks
    >>> blocks["weights"].mark.value, blocks["conditions"].mark.value
    ('confirmed', 'inferred')
    """
    blocks = {
        key: block if block.mark in UNCERTAIN else replace(block, mark=Mark.CONFIRMED)
        for key, block in book.blocks.items()
    }
    return replace(book, blocks=blocks)


def add_books(criteria: Criteria, books: Iterable[RuleBook]) -> Criteria:
    """Add the office's books to the program's; a year of the program keeps the program's book."""
    confirmed = {book.fiscal_year: book for book in books}
    return Criteria({**confirmed, **criteria.books}, confirmed)


def parts_known(criteria: Criteria, fiscal_year: int) -> dict[str, tuple[Part, ...]]:
    """Give, by instrument, the parts of the latest book up to a year that has parts."""
    found: dict[str, tuple[Part, ...]] = {}
    for year in sorted(year for year in criteria.books if year <= fiscal_year):
        for instrument in criteria.books[year].instruments:
            if instrument.parts:
                found[instrument.code] = instrument.parts
    return found


def find_misfits(book: RuleBook, shipped: Criteria, years: Iterable[int] | None = None) -> Iterator[Fault]:
    """Find what keeps a book from elsewhere from being used beside the program's own.

    Parameters
    ----------
    book
        The book.
    shipped
        The program's books.
    years
        Years that may be confirmed; None for all that the program has no book for.

    Returns
    -------
    Iterator of Fault
        The year has a book or may not be confirmed; the book has other instruments, parts or indicators than
        the program's nearest earlier one, which pages and papers are made for.
    """
    year = book.fiscal_year
    allowed = None if years is None else sorted(years)
    if year in shipped.books:
        yield Fault("fiscal_year", "shipped", {"year": year})
    elif year < shipped.first_year or (allowed is not None and year not in allowed):
        listed = ", ".join(map(str, allowed or ())) or "–"
        yield Fault("fiscal_year", "years", {"years": listed})
    if year < shipped.first_year:
        return
    base = shipped.for_year(year).book
    for kind in ("instruments", "indicators"):
        codes = [entry.code for entry in getattr(base, kind)]
        if [entry.code for entry in getattr(book, kind)] != codes:
            yield Fault(kind, f"{kind}-other", {"codes": ", ".join(codes), "year": base.fiscal_year})
    if book.instrument_of != base.instrument_of and set(book.instrument_of) == set(base.instrument_of):
        codes = [f"{code}: {instrument}" for code, instrument in base.instrument_of.items()]
        yield Fault("indicators", "indicators-other", {"codes": ", ".join(codes), "year": base.fiscal_year})
    known = parts_known(shipped, year)
    for instrument in book.instruments:
        codes = [part.code for part in known.get(instrument.code, ())]
        if instrument.parts and [part.code for part in instrument.parts] != codes:
            yield Fault(f"instruments {instrument.code}", "parts-other", {"codes": ", ".join(codes) or "–"})
