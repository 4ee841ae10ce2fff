"""The office's own Word form, filled with what the papers say: brought, filled, told, given back; never kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import date

import streamlit as st

from itacore.reports.kinds import FORMATS
from itacore.reports.letters import file_name
from itacore.reports.own_template import MOST_BYTES, Filled, Value, fill_template, tell_filled
from itacore.reports.own_template_places import list_places
from itacore.reports.own_template_starter import starter_template
from itacore.reports.own_template_texts import put_own_texts
from itacore.reports.own_template_values import gather_values
from itacore.reports.topics_result import rank_of
from itacore.scoring.profile import Profile, level_or_none
from itacore.wording import say
from pages.ui.choice import Choice
from pages.ui.data import Dataset
from pages.ui.decisions import (
    chosen_measures,
    findings,
    limits_of,
    meeting_of,
    own_texts,
    particulars,
)
from pages.ui.look import card_title, escape

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILLED = "own-template-filled"


def tell(key: str, **places: object) -> str:
    """Wording of this part of a page."""
    return say("own_template", f"page.{key}", **places)


def show_own_template(
    profile: Profile,
    data: Dataset,
    choice: Choice,
    *,
    arabic_digits: bool = False,
    dated: date | None = None,
) -> None:
    """Offer to fill the office's own Word form for an agency and year.

    Parameters
    ----------
    profile, data, choice
        Whose figures.
    arabic_digits
        Whether our numbers stay Arabic.
    dated
        The day that the paper bears; today where none is given.
    """
    with st.expander(tell("title"), icon=":material/edit_document:", key="own-template"):
        st.markdown(tell("how"))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                tell("starter"),
                starter_template,
                file_name(tell("starter-file"), "docx"),
                DOCX,
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
        generated = _gather(profile, data, choice, dated or date.today())
        values, worded = put_own_texts(generated, {kind: own_texts(choice, kind) for kind in FORMATS})
        made = _fill(upload.getvalue(), values, arabic_digits)
        _show(made, worded, upload.name, choice)


def _gather(profile: Profile, data: Dataset, choice: Choice, dated: date) -> dict[str, Value | None]:
    row = data.agencies.loc[data.agencies["agency_id"] == choice.agency_id].iloc[0]
    return gather_values(
        profile,
        agency_name=choice.name,
        agency_type=data.type_of(choice.agency_id),
        criteria=data.criteria,
        district=level_or_none(row["district"]),
        province=level_or_none(row["province"]),
        particulars=particulars(choice),
        chosen_measures=chosen_measures(choice),
        findings=findings(choice),
        limits=limits_of(choice),
        meeting=meeting_of(choice),
        rank=rank_of(data.declared, choice.agency_id, choice.fiscal_year),
        dated=dated,
    )


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
                DOCX,
                type="primary",
                icon=":material/download:",
                on_click="ignore",
                key="own-template-download",
            )
