"""The form of one measure of a plan, opened in its place in the table.

Plain fields in a form, not ``st.data_editor``: that grid loses keys under load (see docs/architecture.md), and
cells with lists of steps need room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from itacore.measures.chosen import LIMITS, ChosenMeasure
from itacore.measures.periods import MONTHS, SHORT, read_months, tell_months
from itacore.measures.plan import lines_of, tidy
from itacore.measures.topics import read_topics
from itacore.wording import say
from pages.ui.choice import Choice
from pages.ui.decisions import particulars, save_measures

OPEN = "plan-open"
AREA_HEIGHT, STEPS_HEIGHT = 76, 192
WIDTHS = (5, 3, 3)
# A form that opens gets the cursor; one that begins above what is seen is brought into sight.
GO_TO_FORM = """export default function () {
  const form = document.querySelector(".st-key-plan-form")
  form?.querySelector("input")?.focus({ preventScroll: true })
  if (form?.getBoundingClientRect().top < 0) form.scrollIntoView()
}"""


def tell(key: str, **places: object) -> str:
    """Wording of the plan."""
    return say("plan", key, **places)


def open_row(choice: Choice, at: int | None) -> None:
    """Open the form of a row, of a new one behind the last, or close it (None)."""
    st.session_state[OPEN] = None if at is None else (choice.agency_id, choice.fiscal_year, at)


def opened_row(choice: Choice) -> int | None:
    """The row whose form is open, None where none is."""
    found = st.session_state.get(OPEN)
    return found[2] if found and found[:2] == (choice.agency_id, choice.fiscal_year) else None


def show_form(
    choice: Choice,
    measures: tuple[ChosenMeasure, ...],
    at: int,
    indicators: Mapping[str, str],
    first: str,
) -> None:
    """The form of a measure, or of a new one of indicator ``first`` where ``at`` is behind the last."""
    given = measures[at] if at < len(measures) else ChosenMeasure(None, first, "", "", "", "", "")
    # A form's fields keep what was typed by their key: another wording is another form.
    name = f"plan-{at}-{hash(given)}-{choice.fiscal_year}-{choice.agency_id}"
    with st.container(key="plan-form"), st.form(name):
        texts = _ask_texts(name, choice, given, indicators)
        with st.container(horizontal=True, vertical_alignment="center"):
            save = st.form_submit_button(tell("act.save"), type="primary", icon=":material/check:")
            following = at + 1 < len(measures) and st.form_submit_button(
                tell("act.save-next"), icon=":material/arrow_downward:"
            )
            st.form_submit_button(tell("act.cancel"), type="tertiary", on_click=open_row, args=(choice, None))
            if (
                save or following
            ) and not texts.title:  # beside the button: what is below may be out of sight
                st.markdown(f":red[:material/error: {tell('field.need-title')}]", width="content")
            else:
                st.caption(tell("act.first"), width="content")
            st.components.v2.component("go_to_form", js=GO_TO_FORM)(key=f"go-to-{name}")
        if not (save or following) or not texts.title:
            return
        save_measures(choice, [*measures[:at], texts, *measures[at + 1 :]])
        open_row(choice, at + 1 if following else None)
        st.toast(tell("act.saved"), icon=":material/check:")
        st.rerun()


def _ask_texts(
    name: str, choice: Choice, given: ChosenMeasure, indicators: Mapping[str, str]
) -> ChosenMeasure:
    """Draw the fields and give the measure as it stands in them."""

    def line(field: str, placeholder: str = "") -> str:
        return st.text_input(
            tell(f"field.{field}"),
            value=getattr(given, field),
            max_chars=LIMITS[field],
            placeholder=placeholder or None,
            key=f"{name}-{field}",
        )

    def area(field: str, text: str, height: int) -> str:
        return st.text_area(
            tell(f"field.{field}"), value=text, max_chars=LIMITS[field], height=height, key=f"{name}-{field}"
        )

    found: dict[str, str] = {}
    columns = st.columns(WIDTHS, gap="small")
    with columns[0]:
        found["title"] = line("title")
    indicator, topic = _ask_place(name, given, indicators, columns[1:])
    units = particulars(choice).units
    columns = st.columns(WIDTHS, gap="small")
    with columns[0]:
        found["owner"] = line(
            "owner", tell("field.owner-example", units=", ".join(units[:3])) if units else ""
        )
    with columns[1]:
        period = line("period", tell("field.period-example")).strip()
    with columns[2]:
        found["budget"] = line("budget", tell("field.budget-example"))
    known = read_months(given.period)
    months = st.pills(
        tell("field.months"),
        list(MONTHS),
        selection_mode="multi",
        default=list(known),
        format_func=lambda month: SHORT[month - 1],
        key=f"{name}-months",
    )
    if not period or (period == given.period and set(months) != set(known)):
        period = tell_months(months, choice.fiscal_year + 1)
    left, right = st.columns(2, gap="small")
    with left:
        steps = area("steps", "\n".join(given.steps), STEPS_HEIGHT)
        found["how"] = area("how", given.how, AREA_HEIGHT)
    with right:
        found["result_indicator"] = area("result_indicator", given.result_indicator, AREA_HEIGHT)
        found["follow_up"] = area("follow_up", given.follow_up, AREA_HEIGHT)
        found["evidence"] = area("evidence", given.evidence, AREA_HEIGHT)
    texts = {field: tidy(text) for field, text in found.items()}
    return ChosenMeasure(
        given.id, indicator, period=tidy(period), steps=lines_of(steps), topic=topic, **texts
    )


def _ask_place(
    name: str, given: ChosenMeasure, indicators: Mapping[str, str], columns: Sequence[DeltaGenerator]
) -> tuple[str, int | None]:
    """Ask for the indicator, and for the topic where it is another than that of the indicator."""
    left, right = columns
    codes = [*indicators, *([] if given.indicator in indicators else [given.indicator])]
    indicator = left.selectbox(
        tell("field.indicator"),
        codes,
        index=codes.index(given.indicator),
        format_func=lambda code: f"{code} {indicators.get(code, '')}",
        key=f"{name}-indicator",
    )
    topics = {topic.number: f"{topic.number} {topic.name}" for topic in read_topics()}
    numbers = [0, *topics]
    topic = right.selectbox(
        tell("field.topic"),
        numbers,
        index=numbers.index(given.topic) if given.topic in topics else 0,
        format_func=lambda number: topics.get(number) or tell("field.topic-own"),
        key=f"{name}-topic",
    )
    own = next((t.number for t in read_topics() if indicator in t.indicators), None)
    return indicator, None if topic in (0, own) else topic
