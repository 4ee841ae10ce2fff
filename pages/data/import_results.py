"""Did my scores arrive whole, and what is wrong in them?"""

from __future__ import annotations

import time

import streamlit as st

from itacore.reading.template import write_template
from itacore.wording import say
from pages.ui import reading_job
from pages.ui.data import SAMPLES, enter_sample, workspace
from pages.ui.imports import (
    Pending,
    cancel_reading,
    files_left,
    forget,
    job,
    pending,
    start_reading,
    take_result,
)
from pages.ui.look import ask, card_title, escape, find
from pages.ui.mapping_form import mapping_place, show_mapping
from pages.ui.mapping_memory import show_memory
from pages.ui.navigation import page_path
from pages.ui.reading_job import ReadingJob
from pages.ui.review import show_review, show_typing_buttons

ROWS_BEFORE = 16  # of the page as it stood before
MOST_NAMES = 3  # of files that were not read


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("import", key, **places)


def show_drop() -> None:
    """The zone for a file, and the blank workbook for those who have none."""
    card_title(tell("start.drop"))
    st.caption(tell("start.drop-hint"))
    key = f"upload-{st.session_state.get('upload-number', 0)}"
    # Any file may come: the reader says in Thai what it is and what to do, Streamlit's filter would in English.
    uploads = st.file_uploader(
        tell("start.label"), key=key, label_visibility="collapsed", accept_multiple_files=True
    )
    st.caption(f":material/lock: {tell('start.privacy')}")
    if uploads:
        start_reading([(upload.name, upload.getvalue()) for upload in uploads])
        st.rerun()
    st.caption(tell("start.template-hint"))
    st.download_button(
        tell("start.template"),
        write_template,
        tell("start.template-name"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
    )


def show_typing() -> None:
    """Type the ten scores, or paste a table copied elsewhere."""
    card_title(tell("start.type"))
    st.caption(tell("start.type-hint"))
    show_typing_buttons()


def show_samples() -> None:
    """Made-up offices to look at."""
    card_title(tell("start.sample"))
    st.caption(tell("start.sample-hint"))
    with st.container(horizontal=True):
        for name in SAMPLES:
            if st.button(say("pages", f"sample.{name}"), key=f"sample-{name}", icon=":material/science:"):
                enter_sample(name)
                st.switch_page(page_path("overview"), query_params={"sample": name})


def show_left() -> None:
    """Name the files that were not read because the person left their reading."""
    if left := files_left():
        names = ", ".join(map(escape, left[:MOST_NAMES]))
        key = "left" if len(left) == 1 else "left-many" if len(left) <= MOST_NAMES else "left-more"
        told = tell(f"progress.{key}", names=names, count=len(left), more=len(left) - MOST_NAMES)
        st.info(told, icon=":material/cancel:")


def show_ways_in() -> None:
    """Drop a file, type the scores, paste a table, or look at a sample."""
    ask("import_results", tell("question"))
    standing = [record for record in workspace().imports() if record.standing]
    find(tell("start.title-more", count=len(standing)) if standing else tell("start.title"))
    show_left()
    left, right = st.columns([3, 2], gap="medium")
    with left.container(border=True, height="stretch"):
        show_drop()
    with right:
        with st.container(border=True):
            show_typing()
        with st.container(border=True, height="stretch"):
            show_samples()
    show_memory()
    if saved := len(workspace().imports()):
        label = tell("history.link", count=saved)
        st.page_link(page_path("history"), label=label, icon=":material/history:")


def await_reading(running: ReadingJob[Pending]) -> None:
    """Show what is being read until it is there; the person may cancel, or leave and come back."""
    if not running.wait(reading_job.UNSEEN):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                ask("import_results", tell("question"))
            st.button(tell("act.cancel"), on_click=cancel_reading, key="cancel-reading")
        find(tell("progress.title"))
        line = st.empty()
        for _ in range(ROWS_BEFORE):
            st.empty()  # else what stood here before stays in sight, faded
        end = time.monotonic() + reading_job.PATIENCE
        while not running.done and time.monotonic() < end:
            line.markdown(describe(running))
            running.wait(0.25)
        if not running.done:
            line.empty()
            look_again(running)
            st.caption(tell("progress.leave"))
            return
    take_result()
    st.rerun()


@st.fragment(run_every=1.0)
def look_again(running: ReadingJob[Pending]) -> None:
    """Look once a second whether the reading has ended."""
    if running.done:
        st.rerun()
    st.markdown(describe(running))


def describe(running: ReadingJob[Pending]) -> str:
    """What is being done, and for how long."""
    stage = running.progress.stage
    if stage is None:
        return ""
    key = f"progress.{stage.key}" if stage.count == 1 else f"progress.{stage.key}-many"
    told = tell(key, file=escape(stage.file), number=stage.number, count=stage.count)
    return f":material/hourglass_top: {told} · {tell('progress.seconds', seconds=running.seconds)}"


found, running, place = pending(), job(), mapping_place()
if running is not None:
    await_reading(running)
elif found is None:
    show_ways_in()
elif place is not None:
    show_mapping(found, place)
elif show_review(found, workspace()):
    forget()
    st.switch_page(page_path("overview"))
