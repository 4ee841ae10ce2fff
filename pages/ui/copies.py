"""Where the workspace lies, its copies, and going back to one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from itacore.errors import WorkspaceError
from itacore.narrative.words import short_moment
from itacore.store import CopyInfo, Workspace, describe_backup, read_copy_info
from itacore.store.backups import KEPT
from itacore.thai import BUDDHIST_ERA_OFFSET
from itacore.wording import read_wording
from pages.ui.import_effect import tell
from pages.ui.look import card_title, escape
from pages.ui.who import who

LARGEST = 1024  # MB of an uploaded copy
SQLITE = "application/vnd.sqlite3"


def show_place(workspace: Workspace) -> None:
    """Say where everything lies, and hand out a whole copy of it."""
    if workspace.database is None:
        card_title(tell("place.title-postgres"))
        st.code(workspace.engine.url.render_as_string(hide_password=True), language=None, wrap_lines=True)
        st.caption(tell("place.hint-postgres"))
        return
    card_title(tell("place.title"))
    st.code(str(workspace.folder), language=None, wrap_lines=True)
    st.caption(tell("place.hint"))
    if workspace.copy_fault:
        st.warning(tell("place.copy-fault"), icon=":material/warning:")

    def whole_copy() -> bytes:
        with tempfile.TemporaryDirectory(prefix="ita-copy-") as folder:
            workspace.copy_to(Path(folder) / "copy")
            return (Path(folder) / "copy").read_bytes()

    today = datetime.now()
    st.download_button(
        tell("place.download"),
        whole_copy,
        tell("place.file-name", day=f"{today.year + BUDDHIST_ERA_OFFSET}-{today:%m-%d}"),
        SQLITE,
        icon=":material/download:",
        on_click="ignore",
        key="download-copy",
    )
    st.caption(tell("place.download-hint"))


def show_copies(workspace: Workspace) -> None:
    """List the copies that the program made; each can be gone back to."""
    backups = workspace.backups()[::-1]
    card_title(tell("copies.some", count=len(backups)) if backups else tell("copies.none"))
    st.caption(tell("copies.hint", kept=KEPT))
    for at, path in enumerate(backups):
        made, reason = describe_backup(path)
        found = _look_into(path, path.stat().st_mtime_ns)
        with st.container(horizontal=True, vertical_alignment="center", key=f"copy-{at}"):
            st.markdown(f"{short_moment(made)}  \n:small[{escape(_holding(reason, found))}]", width="stretch")
            unreadable = isinstance(found, str)
            if st.button(
                tell("copies.restore"), icon=":material/restore:", disabled=unreadable, key=f"restore-{at}"
            ):
                _restore(workspace, path, tell("restore.copy-of", when=short_moment(made)))


@st.cache_data(show_spinner=False, max_entries=50)
def _look_into(path: Path, changed: int) -> CopyInfo | str:
    """What a copy holds, or the code of what is wrong with it."""
    try:
        return read_copy_info(path)
    except WorkspaceError as fault:
        return fault.code


def _holding(reason: str, found: CopyInfo | str) -> str:
    why = tell(f"copies.{reason or 'daily'}")
    if isinstance(found, str):
        return f"{why} · {tell('copies.unreadable')}"
    if not found.import_count:
        return f"{why} · {tell('copies.no-imports')}"
    held = tell("copies.imports", standing=found.standing_count, imports=found.import_count)
    return f"{why} · {held}"


def show_restore(workspace: Workspace) -> None:
    """Take a copy that the person kept, say what is in it, and go back to it when told."""
    with st.expander(tell("restore.title"), icon=":material/upload_file:"):
        st.caption(tell("restore.hint"))
        number = st.session_state.get("restore-number", 0)
        upload = st.file_uploader(
            tell("restore.label"), type=["sqlite3"], max_upload_size=LARGEST, key=f"copy-upload-{number}"
        )
        if upload is None:
            return
        found = _look_into_upload(upload)
        if isinstance(found, str):
            st.error(_fault(found), icon=":material/error:")
            return
        st.markdown(f"**{_contents(found)}**")
        if found.older:
            st.caption(tell("restore.older"))
        st.caption(tell("restore.replaces"))
        if st.button(tell("restore.act"), type="primary", icon=":material/restore:", key="restore-upload"):
            with _as_file(upload) as path:
                _restore(workspace, path, upload.name)


def _look_into_upload(upload: UploadedFile) -> CopyInfo | str:
    """Look into an upload once."""
    kept = st.session_state.get("restore-found")
    if kept is None or kept[0] != upload.file_id:
        with _as_file(upload) as path:
            try:
                found: CopyInfo | str = read_copy_info(path)
            except WorkspaceError as fault:
                found = fault.code
        kept = st.session_state["restore-found"] = (upload.file_id, found)
    return kept[1]


@contextmanager
def _as_file(upload: UploadedFile) -> Iterator[Path]:
    """Give an upload as a file that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ita-upload-") as folder:
        path = Path(folder) / "upload.sqlite3"
        path.write_bytes(upload.getbuffer())
        yield path


def _contents(found: CopyInfo) -> str:
    if found.last_used is None:
        return tell("restore.holds-nothing")
    when = short_moment(found.last_used)
    if not found.import_count:
        return tell("restore.holds-no-imports", when=when)
    return tell("restore.holds", imports=found.import_count, standing=found.standing_count, when=when)


def _restore(workspace: Workspace, path: Path, name: str) -> None:
    """Go back to a copy and say how to return."""
    try:
        workspace.restore(path, now=datetime.now().astimezone(), who=who(), name=name)
    except WorkspaceError as fault:
        st.error(f"{tell('restore.failed')} {_fault(fault.code)}", icon=":material/error:")
        return
    st.session_state["restore-number"] = st.session_state.get("restore-number", 0) + 1
    st.toast(tell("restore.done"), icon=":material/check_circle:", duration="long")
    st.rerun()


def _fault(code: str) -> str:
    known = f"fault.{code}" in read_wording("history")
    return tell(f"fault.{code}" if known else "fault.other")
