"""What the office told the program about forms of files: kept in its workspace, each forgettable."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from itacore.reading.mapping import SheetMapping
from itacore.reading.mapping_memory import KIND, MappingMemory, memory_from_content
from itacore.wording import say
from pages.ui.data import workspace
from pages.ui.look import escape
from pages.ui.who import who


def tell(key: str, **places: object) -> str:
    """Wording of this part."""
    return say("import", f"memory.{key}", **places)


def memory() -> MappingMemory:
    """What is remembered now."""
    document = workspace().document(KIND)
    return memory_from_content(document.content if document else None)


def remembered() -> tuple[SheetMapping, ...]:
    """The mappings remembered for files of the same form."""
    return memory().mappings


def remember(mapping: SheetMapping) -> bool:
    """Keep a mapping for files of the same form; False where the form could not be known again."""
    new = memory().remember(mapping)
    if new is None:
        return False
    _save(new)
    return True


def show_memory() -> None:
    """List what is remembered, with a way to forget each, and the last step undone or done again."""
    known = memory()
    can_undo, can_redo = workspace().document(KIND) is not None, workspace().can_redo(KIND)
    if not can_undo and not can_redo:
        return
    with st.expander(tell("title", count=len(known.mappings)), icon=":material/rule:", key="memory"):
        st.caption(tell("hint"))
        for mapping in known.mappings:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f":material/table: {escape(mapping.origin)}", width="stretch")
                st.button(
                    tell("forget"), key=f"forget-{mapping.shape}", on_click=_forget, args=(mapping.shape,)
                )
        if known.unread:
            st.caption(tell("unread", count=len(known.unread)))
        with st.container(horizontal=True):
            if can_undo:
                st.button(tell("undo"), key="memory-undo", icon=":material/undo:", on_click=_undo)
            if can_redo:
                st.button(tell("redo"), key="memory-redo", icon=":material/redo:", on_click=_redo)


def _forget(shape: str) -> None:
    _save(memory().forget(shape))


def _save(known: MappingMemory) -> None:
    workspace().save_document(KIND, known.to_content(), now=_now(), who=who())


def _undo() -> None:
    workspace().undo_document(KIND, now=_now(), who=who())


def _redo() -> None:
    workspace().redo_document(KIND, now=_now(), who=who())


def _now() -> datetime:
    return datetime.now().astimezone()
