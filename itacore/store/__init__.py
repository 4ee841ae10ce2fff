"""The workspace: what a person confirmed, kept outside the program, from version to version.

``open_workspace`` gives a ``Workspace``; everything else here is what it takes and gives.
"""

from itacore.store.backups import describe_backup
from itacore.store.copies import CopyInfo, read_copy_info
from itacore.store.documents import ImportDocument, ImportRecord, JournalEntry
from itacore.store.effects import ImportEffect
from itacore.store.fold import MIXED_YEARS, CurrentScores
from itacore.store.identity import AgencyComparison, AmbiguousAgency, KnownAgency
from itacore.store.office import OfficeDocument
from itacore.store.opening import open_workspace
from itacore.store.sittings import Sitting, gather_sittings
from itacore.store.workspace import Workspace

__all__ = [
    "MIXED_YEARS",
    "AgencyComparison",
    "AmbiguousAgency",
    "CopyInfo",
    "CurrentScores",
    "ImportDocument",
    "ImportEffect",
    "ImportRecord",
    "JournalEntry",
    "KnownAgency",
    "OfficeDocument",
    "Sitting",
    "Workspace",
    "describe_backup",
    "gather_sittings",
    "open_workspace",
    "read_copy_info",
]
