"""The frame of the dashboard: page settings, navigation, the mark of sample data."""

from __future__ import annotations

import streamlit as st

from itacore.wording import say
from pages.ui.choice import make_one_step
from pages.ui.data import chosen_sample, leave_sample, stop_without_workspace
from pages.ui.look import glossary, lay_out, speak_thai
from pages.ui.navigation import navigate
from pages.ui.print_style import watch_print
from pages.ui.stage import turn_to_stage
from pages.ui.unsaved import ask_before_losing

st.set_page_config(
    page_title=say("pages", "app"), page_icon="static/mark.svg", layout="wide", initial_sidebar_state=230
)
st.logo("static/logo.svg", size="large")
lay_out()
# Before the page: a page may stop the script.
with st.sidebar:
    glossary()
    st.caption(say("pages", "disclaimer"))
    speak_thai()
    watch_print()
    make_one_step()
    ask_before_losing()
stop_without_workspace()
page = navigate()
turn_to_stage(page)
if chosen_sample():
    with st.container(horizontal=True, vertical_alignment="center", key="sample-banner"):
        st.warning(say("pages", "sample.banner"), icon=":material/science:")
        st.button(say("pages", "sample.leave"), on_click=leave_sample, key="leave-sample")
page.run()
