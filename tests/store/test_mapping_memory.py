"""What a person told the program about a form is kept in the workspace and can be forgotten and brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from itacore.reading.mapping import MappedColumn, SheetMapping
from itacore.reading.mapping_memory import KIND, MappingMemory, memory_from_content
from itacore.store import Workspace
from tests.store.made import NOW

COLUMNS = (MappedColumn(0, "agency"), MappedColumn(1, "1", year_cell=(0, 1)))
ONE = SheetMapping("columns", (0, 1), 2, None, COLUMNS, shape="a" * 32, origin="ก.xlsx แผ่น 2568")
OTHER = replace(ONE, shape="b" * 32, origin="ข.xlsx แผ่น 2568")


def read(workspace: Workspace) -> MappingMemory:
    document = workspace.document(KIND)
    return memory_from_content(document.content if document else None)


def save(workspace: Workspace, memory: MappingMemory | None) -> None:
    assert memory is not None
    workspace.save_document(KIND, memory.to_content(), now=NOW)


def test_what_is_remembered_is_there_after_the_program_was_closed(
    reopen: Callable[[], Workspace], workspace: Workspace
) -> None:
    assert read(workspace) == MappingMemory()
    save(workspace, read(workspace).remember(ONE))
    save(workspace, read(workspace).remember(OTHER))
    assert read(reopen()).mappings == (ONE, OTHER)


def test_the_same_form_again_takes_the_place_of_what_was_remembered(workspace: Workspace) -> None:
    save(workspace, read(workspace).remember(ONE))
    newer = replace(ONE, first=3, origin="ค.xlsx แผ่น 1")
    save(workspace, read(workspace).remember(newer))
    assert read(workspace).mappings == (newer,)


def test_forgetting_can_be_undone_and_done_again(workspace: Workspace) -> None:
    save(workspace, read(workspace).remember(ONE))
    save(workspace, read(workspace).remember(OTHER))
    save(workspace, read(workspace).forget(ONE.shape))
    assert read(workspace).mappings == (OTHER,)
    workspace.undo_document(KIND, now=NOW)
    assert read(workspace).mappings == (ONE, OTHER)
    workspace.redo_document(KIND, now=NOW)
    assert read(workspace).mappings == (OTHER,)


def test_what_another_version_wrote_is_not_used_and_not_lost(workspace: Workspace) -> None:
    strange = {"figures": "diagonal", "colour": "red"}
    workspace.save_document(KIND, {"mappings": [strange]}, now=NOW)
    assert read(workspace) == MappingMemory((), (strange,))
    save(workspace, read(workspace).remember(ONE))
    assert read(workspace) == MappingMemory((ONE,), (strange,))


def test_what_cannot_be_known_again_is_not_remembered() -> None:
    assert MappingMemory().remember(replace(ONE, shape="")) is None


def test_remembering_changes_no_figure_of_the_workspace(workspace: Workspace) -> None:
    before = workspace.version()
    save(workspace, read(workspace).remember(ONE))
    assert workspace.version() == before
