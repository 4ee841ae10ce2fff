"""Exceptions for wrong use and for faulty files of rules; faults in people's data are issues instead."""

from __future__ import annotations

from collections.abc import Iterable


class ItaError(Exception):
    """Base of all exceptions of this library."""


class FaultsError(ItaError):
    """Several faults of files of ours, reported together."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class CriteriaError(FaultsError):
    """Faults in rule books."""


class CatalogueError(FaultsError):
    """Faults in the catalogue of measures."""


class WordingError(FaultsError):
    """Faults in the catalogues of wording."""


class TableError(ItaError):
    """A table without the columns, types or key that it was declared with."""


class WorkspaceError(ItaError):
    """The workspace cannot do what was asked, and nothing in it was changed.

    ``code`` is kebab-case and stable, for the wording that a person reads: newer, foreign, damaged,
    no-folder, address, unreachable, not-written, no-copy, naive-time, unknown-import, unknown-agency,
    agencies-collide, ambiguous-agency.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class AmbiguousAgencyError(WorkspaceError):
    """Names in a document that may mean several agencies of the workspace, or the other way round."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__("ambiguous-agency", "say which agency is meant: " + ", ".join(self.names))
