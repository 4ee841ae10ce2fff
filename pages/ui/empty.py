"""What a results page says while there are no scores."""

from __future__ import annotations

import streamlit as st

from itacore.wording import say
from pages.ui.data import Dataset
from pages.ui.look import ask, find
from pages.ui.navigation import page_path


def stop_if_empty(data: Dataset, page: str, question: str) -> None:
    """Say where scores come from, and stop the page, while there are none."""
    if not data.empty:
        return
    ask(page, question)
    find(say("pages", "empty.title"))
    st.markdown(say("pages", "empty.text"))
    if st.button(say("pages", "empty.go"), type="primary", icon=":material/upload_file:"):
        st.switch_page(page_path("import_results"))
    st.stop()
