"""Ask on the spot for exactly what would settle an open rating, and save it as typed."""

from __future__ import annotations

import streamlit as st

from itacore.criteria import Criteria
from itacore.narrative.words import join_words
from itacore.scoring.profile import Profile, number_or_none
from itacore.wording import say
from pages.ui.data import Dataset, chosen_sample, criteria, workspace
from pages.ui.look import escape
from pages.ui.navigation import page_path
from pages.ui.typing import Draft, agency_of, check_draft, issue_words, open_draft, save
from pages.ui.typing_table import row_name

KINDS = ("open", "deduced", "mean", "declared", "none")
MOST_FIELDS = 3


def tell(key: str, **places: object) -> str:
    """Wording of the form."""
    return say("type_scores", f"settle.{key}", **places)


def unknown_rows(profile: Profile) -> list[str]:
    """Codes of what would settle the rating: missing indicators or total, parts, the published level."""
    if profile.reason.kind not in KINDS:
        return []
    missing = [entry.code for entry in profile.indicators if entry.score is None]
    rows = missing if len(missing) <= MOST_FIELDS else []
    if missing and number_or_none(profile.row["total_declared"]) is None:
        rows = [*rows, "total"]
    rows += [code for code in profile.reason.unknown if code in profile.rules.book.part_of]
    if profile.declared is None and profile.reason.kind != "declared":
        rows.append("rating")
    return rows


def show_settle(profile: Profile, data: Dataset) -> None:
    """Offer the form where something unknown would settle the rating of the office's own data."""
    rows = unknown_rows(profile)
    if chosen_sample() or not rows:
        return
    with st.expander(tell("button"), icon=":material/edit_note:", key="settle"):
        _show_form(profile, data, rows)


def _show_form(profile: Profile, data: Dataset, rows: list[str]) -> None:
    rules, year = criteria(), profile.rules.fiscal_year
    agency_id = str(profile.row["agency_id"])
    missing = [entry.code for entry in profile.indicators if entry.score is None]
    if len(missing) > MOST_FIELDS:
        st.caption(tell("many"))
        st.page_link(page_path("type_scores"), label=tell("table"), icon=":material/table:")
    elif missing:
        st.caption(tell("indicators", codes=join_words(missing)))
    if any(code in profile.rules.book.part_of for code in rows):
        st.caption(tell("parts"))
    with st.form(f"settle-{agency_id}-{year}", border=False):
        typed = _fields(profile, rows, rules)
        if not st.form_submit_button(tell("save"), icon=":material/check:"):
            return
    filled = {(code, year): text for code, text in typed.items() if text.strip()}
    if not filled:
        st.warning(tell("nothing"), icon=":material/info:")
        return
    held = open_draft(data, agency_id, rules)
    draft = Draft(agency_id, held.years, held.workspace, opened=held.opened, cells={**held.cells, **filled})
    check = check_draft(draft, data, rules, agency_of(draft, data))
    told = [issue for issue in check.issues if check.typed.cell(issue) in filled]
    if told and (check.faulty or st.session_state.get("settle-told") != (agency_id, filled)):
        # A contradiction is said once before it is saved: what was published may still be so.
        st.session_state["settle-told"] = (agency_id, filled)
        for issue in told:
            row = row_name(rules, str((check.typed.cell(issue) or ("", 0))[0]), year)
            message, hint = issue_words(issue)
            st.error(
                f"**{escape(row)}** {escape(message)}  \n:material/build: {escape(hint)}",
                icon=":material/error:",
            )
        if not check.faulty:
            st.caption(tell("again"))
        return
    if not check.savable:
        st.warning(tell("nothing"), icon=":material/info:")
    elif save(draft, check, workspace(), {}):
        st.session_state.pop("settle-told", None)
        st.session_state["chosen-year"] = str(year)
        st.rerun()


def _fields(profile: Profile, rows: list[str], rules: Criteria) -> dict[str, str]:
    """A field for each unknown figure."""
    year = profile.rules.fiscal_year
    typed: dict[str, str] = {}
    for column, code in zip(st.columns(min(len(rows), MOST_FIELDS)) * len(rows), rows, strict=False):
        # What was typed for one agency must not stand in the form of another.
        name, key = row_name(rules, code, year), f"settle-{code}-{year}-{profile.row['agency_id']}"
        if code == "rating":
            levels = [level.label for level in profile.rules.book.levels]
            picked = column.selectbox(
                name, levels, index=None, placeholder=say("type_scores", "table.unknown"), key=key
            )
            typed[code] = picked or ""
        else:
            typed[code] = column.text_input(name, key=key, max_chars=20)
    return typed
