"""The workspace: what a person confirmed, kept outside the program, from version to version.

``open_workspace`` gives a ``Workspace``; everything else here is what it takes and gives.
"""

from itacore.store.documents import ImportDocument, ImportRecord, JournalEntry
from itacore.store.fold import MIXED_YEARS, CurrentScores
from itacore.store.identity import AgencyComparison, AmbiguousAgency, KnownAgency
from itacore.store.opening import open_workspace
from itacore.store.workspace import Workspace

__all__ = [
    "MIXED_YEARS",
    "AgencyComparison",
    "AmbiguousAgency",
    "CurrentScores",
    "ImportDocument",
    "ImportRecord",
    "JournalEntry",
    "KnownAgency",
    "Workspace",
    "open_workspace",
]
