"""The meeting that set the measures: its particulars for the memo."""

from __future__ import annotations

import streamlit as st

from itacore.measures.plan import MEETING_LIMITS, Meeting, lines_of, tidy
from itacore.measures.plan_dates import read_day, tell_day
from pages.ui.choice import Choice
from pages.ui.decisions import MEETING, meeting_of, save_meeting
from pages.ui.fields import ask_line
from pages.ui.plan_form import tell
from pages.ui.stepping import show_steps

AREA_HEIGHT = 120


def show_meeting(choice: Choice) -> None:
    """The particulars as a form, folded until asked for."""
    meeting = meeting_of(choice)
    day = tell_day(meeting.held_on) if meeting.held_on else ""
    label = tell("meeting.card" if meeting != Meeting() else "meeting.card-none")
    if day:
        label = tell("meeting.card-known", day=day)
    with st.expander(label, icon=":material/groups:", key="plan-meeting"):
        st.caption(tell("meeting.hint"))
        _show_form(choice, meeting, day)
        with st.container(horizontal=True):
            show_steps(MEETING, choice, "plan-meeting")


def _show_form(choice: Choice, meeting: Meeting, day: str) -> None:
    name = f"meeting-{choice.fiscal_year}-{choice.agency_id}-{hash(meeting)}"

    def line(field: str, value: str, example: str = "") -> str:
        most = MEETING_LIMITS.get(field, 60)
        return ask_line(f"{name}-{field}", tell(f"meeting.{field}"), value, most, example)

    with st.form(name, border=False):
        left, right = st.columns(2, gap="medium")
        with left:
            title = line("title", meeting.title, tell("meeting.title-example"))
            example = tell("meeting.held_on-example", year=choice.fiscal_year)
            written = line("held_on", day, example)
            place = line("place", meeting.place)
        with right:
            people = st.text_area(
                tell("meeting.participants-label"),
                value="\n".join(meeting.participants),
                max_chars=MEETING_LIMITS["participants"],
                height=AREA_HEIGHT,
                key=f"{name}-participants",
            )
            decision = st.text_area(
                tell("meeting.decision"),
                value=meeting.decision,
                max_chars=MEETING_LIMITS["decision"],
                height=AREA_HEIGHT,
                key=f"{name}-decision",
            )
        if not st.form_submit_button(tell("act.save")):
            return
        held_on = read_day(written) if written else None
        if written and held_on is None:
            st.error(tell("meeting.bad-day", year=choice.fiscal_year), icon=":material/error:")
            return
        save_meeting(choice, Meeting(title, held_on, place, lines_of(people), tidy(decision)))
        st.toast(tell("act.saved"), icon=":material/check:")
        st.rerun()
