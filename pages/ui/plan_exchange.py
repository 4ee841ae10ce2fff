"""A plan as a workbook, out and in again; what a file changes is seen before it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from itacore.issues import Issue, IssueLog, Severity
from itacore.measures.chosen import ChosenMeasure
from itacore.measures.plan import MeasureChange, Meeting, OfficePlan, compare_plans
from itacore.measures.plan_file import PlanFile, read_plan
from itacore.measures.topics import read_topics
from itacore.reading.workbook import open_workbook
from itacore.reports.letters import file_name
from itacore.reports.plan_workbook import write_plan
from pages.ui.cards import XLSX
from pages.ui.choice import Choice
from pages.ui.decisions import meeting_of, save_measures, save_meeting
from pages.ui.look import SEVERITY_LOOK, card_title, escape
from pages.ui.plan_form import open_row, tell

INCOMING, NUMBER = "plan-incoming", "plan-upload-number"
ISSUES_SHOWN, CHANGES_SHOWN, LETTERS_SHOWN = 12, 30, 140
Measures = tuple[ChosenMeasure, ...]


@dataclass(frozen=True)
class Incoming:
    """A file under review, for the agency and year it was opened for."""

    choice: Choice
    file: PlanFile


def offer_plan(choice: Choice, measures: Measures, indicators: Mapping[str, str]) -> None:
    """Offer the plan as a workbook, made on the click."""
    plan = OfficePlan(choice.fiscal_year + 1, measures, meeting_of(choice))
    st.download_button(
        tell("act.download"),
        partial(write_plan, plan, choice.name, indicators),
        file_name(tell("file.name", year=plan.fiscal_year, agency=choice.name), "xlsx"),
        XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="plan-download",
    )


def ask_file(choice: Choice, indicators: Mapping[str, str]) -> None:
    """Let a person bring a plan as a file."""
    with st.expander(tell("file.open"), icon=":material/upload_file:", key="plan-file"):
        st.caption(tell("file.open-hint"))
        number = st.session_state.get(NUMBER, 0)
        upload = st.file_uploader(
            tell("file.label"), type=["xlsx"], key=f"plan-upload-{number}", label_visibility="collapsed"
        )
    if upload is not None:
        st.session_state[NUMBER] = number + 1
        st.session_state[INCOMING] = Incoming(
            choice, _read(upload.name, upload.getvalue(), choice.fiscal_year + 1, indicators)
        )
        st.rerun()


def _read(name: str, data: bytes, fiscal_year: int, indicators: Mapping[str, str]) -> PlanFile:
    opened = open_workbook(data)
    if opened.refused:
        # Hints of the reader lead to the pages for scores.
        issues = [
            replace(i, places={**i.places, "instead": tell("preview.unread")}) for i in opened.issues(name)
        ]
        return PlanFile(name, (), None, IssueLog(issues))
    return read_plan(opened.grids, name, fiscal_year=fiscal_year, indicators=indicators)


def under_review(choice: Choice) -> PlanFile | None:
    """The file that was brought for this agency and year and not yet taken."""
    found = st.session_state.get(INCOMING)
    return found.file if found is not None and found.choice == choice else None


def show_preview(choice: Choice, measures: Measures, file: PlanFile) -> None:
    """What a file would change, what is wrong in it, and the two ways on."""
    changes = compare_plans(measures, file.measures)
    meeting = meeting_of(choice)
    other_meeting = file.meeting is not None and file.meeting != meeting
    errors = len(file.issues.of(Severity.ERROR))
    with st.container(border=True, key="plan-preview"):
        if errors:
            card_title(tell("preview.faulty", count=errors))
        elif changes.none and not other_meeting:
            card_title(tell("preview.same"))
        else:
            counted = [(name, len(getattr(changes, name))) for name in ("added", "changed", "removed")]
            counts = " ".join(f"{tell(f'preview.{name}')} {count}" for name, count in counted if count)
            card_title(tell("preview.title" if counts else "preview.title-other", counts=counts))
        st.caption(escape(tell("preview.file", name=file.name)))
        for issue in list(file.issues)[:ISSUES_SHOWN]:
            _show_issue(issue)
        if len(file.issues) > ISSUES_SHOWN:
            st.caption(tell("preview.rest", count=len(file.issues) - ISSUES_SHOWN))
        if not errors:
            lines = [
                *(f"**{tell('preview.added')}** {escape(m.title)}" for m in changes.added),
                *(_tell_change(change) for change in changes.changed),
                *(f"**{tell('preview.removed')}** {escape(m.title)}" for m in changes.removed),
                *([tell("preview.moved")] if changes.moved else []),
                *([tell("preview.meeting")] if other_meeting else []),
            ]
            if lines:
                st.markdown("\n".join(f"- {line}" for line in lines[:CHANGES_SHOWN]))
            if len(lines) > CHANGES_SHOWN:
                st.caption(tell("preview.rest", count=len(lines) - CHANGES_SHOWN))
        same = not errors and changes.none and not other_meeting
        with st.container(horizontal=True):
            if not errors and not same:
                st.button(
                    tell("preview.take"),
                    type="primary",
                    icon=":material/check:",
                    key="plan-take",
                    on_click=_take,
                    args=(choice, file, meeting),
                )
            st.button(tell("preview.back" if same else "preview.drop"), key="plan-drop", on_click=_drop)


def _tell_change(change: MeasureChange) -> str:
    fields = [
        tell(
            "preview.field",
            field=tell(f"name.{name}"),
            before=_shown(change.before, name),
            after=_shown(change.after, name),
        )
        for name in change.fields
    ]
    return f"**{tell('preview.changed')}** {escape(change.before.title)} :gray[{escape(' · '.join(fields))}]"


def _shown(measure: ChosenMeasure, name: str) -> str:
    value = getattr(measure, name)
    if name == "topic":
        value = next((t.name for t in read_topics() if t.number == value), tell("field.topic-own"))
    text = " / ".join(value) if isinstance(value, tuple) else " ".join(str(value).split())
    short = text if len(text) <= LETTERS_SHOWN else text[: LETTERS_SHOWN - 1] + "…"
    return f"“{short}”" if short else tell("preview.empty")


def _show_issue(issue: Issue) -> None:
    colour, icon = SEVERITY_LOOK[issue.severity.value]
    if issue.cell:
        where = tell("preview.cell", sheet=issue.sheet, cell=issue.cell)
    else:
        where = tell("preview.sheet", sheet=issue.sheet) if issue.sheet else ""
    place = f" :gray[{escape(where)}]" if where else ""
    hint = f"  \n:material/build: {escape(issue.hint)}"
    st.markdown(f":{colour}[:material/{icon}:] **{escape(issue.message)}**{place}{hint}")


def _take(choice: Choice, file: PlanFile, meeting: Meeting) -> None:
    save_measures(choice, file.measures)
    if file.meeting is not None and file.meeting != meeting:
        save_meeting(choice, file.meeting)
    open_row(choice, None)
    _drop()
    st.toast(tell("preview.taken"), icon=":material/check:")


def _drop() -> None:
    st.session_state.pop(INCOMING, None)
