"""The office's own Word form, filled with what the papers say: brought, filled, told, given back; never kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import streamlit as st

from itacore.reports.letters import file_name
from itacore.reports.own_template import MOST_BYTES, Filled, Value, fill_template, tell_filled
from itacore.reports.own_template_places import list_places
from itacore.reports.own_template_starter import starter_template
from itacore.reports.own_template_texts import put_own_texts
from itacore.reports.own_template_values import gather_values
from itacore.wording import say
from pages.ui.choice import Choice
from pages.ui.look import card_title, escape
from pages.ui.papers import MIMES, Order

FILLED = "own-template-filled"


def tell(key: str, **places: object) -> str:
    """Wording of this part of a page."""
    return say("own_template", f"page.{key}", **places)


def show_own_template(order: Order) -> None:
    """Offer to fill the office's own Word form with what the papers of an order say."""
    with st.expander(tell("title"), icon=":material/edit_document:", key="own-template"):
        st.markdown(tell("how"))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                tell("starter"),
                starter_template,
                file_name(tell("starter-file"), "docx"),
                MIMES["docx"],
                icon=":material/download:",
                help=tell("starter-hint"),
                on_click="ignore",
                key="own-template-starter",
            )
            with st.popover(tell("names"), icon=":material/list:", width="content", key="own-template-names"):
                st.caption(tell("names-how"))
                st.markdown(list_places())
        # Any file may come: what it is and what to do is said in Thai, Streamlit's filter would in English.
        upload = st.file_uploader(tell("label"), key="own-template-upload")
        st.caption(f":material/lock: {tell('limit', most=MOST_BYTES // 1024**2)}")
        if upload is None:
            st.session_state.pop(FILLED, None)
            return
        values, worded = put_own_texts(gather_values(order.materials()), order.texts)
        made = _fill(upload.getvalue(), values, order.arabic_digits)
        _show(made, worded, upload.name, order.choice)


def _fill(data: bytes, values: Mapping[str, Value | None], arabic_digits: bool) -> Filled:
    """Fill a form once for the same file and values."""
    key = (hashlib.sha256(data).hexdigest(), values, arabic_digits)
    kept = st.session_state.get(FILLED)
    if kept is None or kept[0] != key:
        with st.spinner(tell("working")):
            kept = st.session_state[FILLED] = (key, fill_template(data, values, arabic_digits=arabic_digits))
    made: Filled = kept[1]
    return made


def _show(made: Filled, worded: Collection[str], name: str, choice: Choice) -> None:
    """What became of the form, and the filled one to download."""
    first, *rest = tell_filled(made, worded)
    if made.refused is not None:
        st.error("  \n".join(escape(line) for line in (first, *rest)), icon=":material/error:")
        return
    with st.container(border=True, key="own-template-result"):
        card_title(escape(first))
        if rest:
            st.markdown("\n".join(f"- {escape(line)}" for line in rest))
        if made.count:
            stem = name.rpartition(".")[0] or name
            st.download_button(
                tell("download"),
                made.data,
                file_name(tell("file", stem=stem, year=choice.fiscal_year), "docx"),
                MIMES["docx"],
                type="primary",
                icon=":material/download:",
                on_click="ignore",
                key="own-template-download",
            )
