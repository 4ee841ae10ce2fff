"""Mappings kept for files of the same form: as one document, one mapping a form, the newest last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from itacore.reading.mapping import SheetMapping
from itacore.reading.mapping_json import MappingError, mapping_from_json, mapping_to_json

KIND = "mappings"  # the kind of the office document


@dataclass(frozen=True)
class MappingMemory:
    """What is remembered; ``unread`` is what another version of the program wrote, kept as it is."""

    mappings: tuple[SheetMapping, ...] = ()
    unread: tuple[Any, ...] = ()

    def remember(self, mapping: SheetMapping) -> MappingMemory | None:
        """Take up a mapping in the place of one of the same form; None where its form cannot be known again."""
        free = mapping.for_other_files()
        if free is None:
            return None
        return MappingMemory((*self.forget(free.shape).mappings, free), self.unread)

    def forget(self, shape: str) -> MappingMemory:
        """Leave the mapping of a form out."""
        return MappingMemory(tuple(m for m in self.mappings if m.shape != shape), self.unread)

    def to_content(self) -> dict[str, Any]:
        """Give the content of the document."""
        return {"mappings": [*(mapping_to_json(mapping) for mapping in self.mappings), *self.unread]}


def memory_from_content(content: object) -> MappingMemory:
    """Read the document; what cannot be read is left out of use and counted, never lost."""
    items = content.get("mappings") if isinstance(content, Mapping) else None
    read: list[SheetMapping] = []
    unread: list[Any] = []
    for item in items if isinstance(items, list) else []:
        try:
            mapping = mapping_from_json(item)
        except MappingError:
            unread.append(item)
        else:
            read.append(mapping)
    return MappingMemory(tuple(read), tuple(unread))
