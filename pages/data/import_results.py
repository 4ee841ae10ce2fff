"""Did my scores arrive whole, and what is wrong in them?"""

from __future__ import annotations

import streamlit as st

from itacore.reading.template import write_template
from itacore.wording import say
from pages.ui.data import SAMPLES, enter_sample, workspace
from pages.ui.imports import forget, pending, read_upload
from pages.ui.look import ask, card_title, find
from pages.ui.navigation import page_path
from pages.ui.review import show_review


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("import", key, **places)


def show_drop() -> None:
    """The zone for a file, and the blank workbook for those who have none."""
    card_title(tell("start.drop"))
    st.caption(tell("start.drop-hint"))
    key = f"upload-{st.session_state.get('upload-number', 0)}"
    # Any file may come: the reader says in Thai what it is and what to do, Streamlit's filter would in English.
    upload = st.file_uploader(tell("start.label"), key=key, label_visibility="collapsed")
    st.caption(f":material/lock: {tell('start.privacy')}")
    if upload is not None:
        with st.spinner(tell("start.reading", name=upload.name), show_time=True):
            read_upload(upload.name, upload.getvalue())
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
    with st.container(horizontal=True):
        if st.button(tell("start.type-go"), key="go-type", icon=":material/edit_note:"):
            st.switch_page(page_path("type_scores"))
        if st.button(tell("start.paste-go"), key="go-paste", icon=":material/content_paste:"):
            st.session_state["typing-paste-open"] = True
            st.switch_page(page_path("type_scores"))


def show_samples() -> None:
    """Made-up offices to look at."""
    card_title(tell("start.sample"))
    st.caption(tell("start.sample-hint"))
    with st.container(horizontal=True):
        for name in SAMPLES:
            if st.button(say("pages", f"sample.{name}"), key=f"sample-{name}", icon=":material/science:"):
                enter_sample(name)
                st.switch_page(page_path("overview"), query_params={"sample": name})


def show_ways_in() -> None:
    """Drop a file, type the scores, paste a table, or look at a sample."""
    ask("import_results", tell("question"))
    standing = [record for record in workspace().imports() if record.standing]
    find(tell("start.title-more", count=len(standing)) if standing else tell("start.title"))
    left, right = st.columns([3, 2], gap="medium")
    with left.container(border=True, height="stretch"):
        show_drop()
    with right:
        with st.container(border=True):
            show_typing()
        with st.container(border=True, height="stretch"):
            show_samples()
    if saved := len(workspace().imports()):
        label = tell("history.link", count=saved)
        st.page_link(page_path("history"), label=label, icon=":material/history:")


if pending() is None:
    show_ways_in()
elif show_review(pending(), workspace()):
    forget()
    st.switch_page(page_path("overview"))
