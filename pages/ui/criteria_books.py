"""The rule books that the office confirmed: read from its workspace, saved, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from itacore.criteria import (
    BookError,
    Criteria,
    Fault,
    RuleBook,
    find_misfits,
    read_book_text,
    read_criteria,
    write_book,
)
from itacore.store import OfficeDocument, Workspace

KIND = "criteria"


@dataclass(frozen=True)
class OfficeBooks:
    """The office's books by year, when each was confirmed, and the faults of those that no longer read."""

    books: Mapping[int, RuleBook]
    saved_at: Mapping[int, datetime]
    broken: Mapping[int, tuple[Fault, ...]]


def gather_books(documents: Iterable[OfficeDocument]) -> OfficeBooks:
    """Read the office's books; one that does not read, or does not fit the program's, is left out and named."""
    books: dict[int, RuleBook] = {}
    saved_at: dict[int, datetime] = {}
    broken: dict[int, tuple[Fault, ...]] = {}
    for document in documents:
        year = document.fiscal_year or 0
        saved_at[year] = document.saved_at
        text = document.content.get("toml") if isinstance(document.content, Mapping) else None
        try:
            book = check_book(text if isinstance(text, str) else "", read_criteria(), year=year)
        except BookError as error:
            broken[year] = error.details
        else:
            books[year] = book
    return OfficeBooks(books, saved_at, broken)


def check_book(
    text: str, shipped: Criteria, *, year: int | None = None, years: Iterable[int] | None = None
) -> RuleBook:
    """Read a book from a person or the workspace.

    Parameters
    ----------
    text
        The book.
    shipped
        The program's own books.
    year
        The year that it must have. A year that the program has brought a book for since is no fault then.
    years
        The years that may be confirmed, for a book from elsewhere.

    Raises
    ------
    BookError
        With all its faults.
    """
    book = read_book_text(text, year=year)
    faults = [
        fault for fault in find_misfits(book, shipped, years) if year is None or fault.code != "shipped"
    ]
    if faults:
        raise BookError(faults)
    return book


def save_book(workspace: Workspace, book: RuleBook, who: str | None) -> None:
    """Keep a book as confirmed by the office."""
    now = datetime.now().astimezone()
    workspace.save_document(KIND, {"toml": write_book(book)}, fiscal_year=book.fiscal_year, now=now, who=who)


def take_back(workspace: Workspace, year: int, who: str | None) -> bool:
    """Take the confirmation of a year back; tells whether an earlier confirmation counts again."""
    workspace.undo_document(KIND, fiscal_year=year, now=datetime.now().astimezone(), who=who)
    return workspace.document(KIND, fiscal_year=year) is not None


def bring_back(workspace: Workspace, year: int, who: str | None) -> None:
    """Bring back the confirmation that was taken back last."""
    workspace.redo_document(KIND, fiscal_year=year, now=datetime.now().astimezone(), who=who)


def can_bring_back(workspace: Workspace, year: int) -> bool:
    """Whether a confirmation of the year was taken back and can be brought back."""
    return workspace.can_redo(KIND, fiscal_year=year)
