"""Particulars of the office for its papers, asked once."""

from __future__ import annotations

import streamlit as st

from itacore.measures.plan import lines_of, tidy
from itacore.office import LIMIT_FIELDS, LONGEST, Limits, Particulars, Signatory
from itacore.wording import say
from pages.ui.choice import Choice, choose
from pages.ui.data import Dataset, chosen_sample, dataset
from pages.ui.decisions import (
    OFFICE,
    OfAgency,
    earlier_limits,
    erase_names,
    limits_of,
    particulars,
    save_limits,
    save_particulars,
)
from pages.ui.empty import stop_if_empty
from pages.ui.fields import ask_line
from pages.ui.look import ask, card_title, find
from pages.ui.stepping import show_steps

POSTS_SHOWN, MOST_POSTS = 4, 8
LINES = ("name", "district", "province")
UNITS_HEIGHT, LIMIT_HEIGHT = 298, 150


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("office", key, **places)


def tell_finding(own: Particulars, choice: Choice) -> str:
    """Say what papers call the office, and how many sign."""
    if own == Particulars():
        return tell("headline.none")
    if not own.name:
        return tell("headline.unnamed", name=choice.name)
    signs = sum(1 for signatory in own.signatories if signatory.post)
    return tell("headline.some-signs" if signs else "headline.some", name=own.name, count=signs)


def start_of(own: Particulars, choice: Choice, data: Dataset) -> dict[str, str]:
    """What stands in the first fields: what was saved, else what the scores say of the agency."""
    row = data.agencies.loc[data.agencies["agency_id"] == choice.agency_id].iloc[0]
    known = {name: row[name] if isinstance(row[name], str) else "" for name in LINES}
    return known if own == Particulars() else {name: getattr(own, name) for name in LINES}


def show_particulars(own: Particulars, choice: Choice, data: Dataset) -> None:
    """The form of what holds for all years."""
    key = f"office-{choice.agency_id}-{hash(own)}"

    def line(field: str, value: str, example: str = "") -> str:
        return ask_line(f"{key}-{field}", tell(f"field.{field}"), value, LONGEST["line"], example)

    with st.form(key):
        left, right = st.columns(2, gap="medium")
        with left:
            card_title(tell("card.office"))
            start = start_of(own, choice, data)
            found = {"name": line("name", start["name"])}
            for column, name in zip(st.columns(2, gap="small"), LINES[1:], strict=True):
                with column:
                    found[name] = line(name, start[name])
            units = st.text_area(
                tell("field.units"),
                value="\n".join(own.units),
                max_chars=LONGEST["list"],
                height=UNITS_HEIGHT,
                placeholder=tell("field.units-example"),
                key=f"{key}-units",
            )
            st.caption(tell("field.units-hint"))
        with right:
            card_title(tell("card.memo"))
            example = tell("field.heading-example", name=own.name or choice.name)
            heading = line("heading", own.heading, example)
            number = line("number", own.number, tell("field.number-example"))
            card_title(tell("card.people"))
            people = ask_people(own, choice, key)
        if st.form_submit_button(tell("act.save"), type="primary", icon=":material/check:"):
            saved = Particulars(
                **found, heading=heading, number=number, units=lines_of(units), signatories=people
            )
            save_particulars(choice, saved)
            st.toast(tell("act.saved"), icon=":material/check:")
            st.rerun()


def ask_people(own: Particulars, choice: Choice, key: str) -> tuple[Signatory, ...]:
    """Posts in the order in which they sign, each with a name if the office wants one printed."""
    count = min(MOST_POSTS, max(POSTS_SHOWN, len(own.signatories) + 1))
    people = []
    for at in range(count):
        given = own.signatories[at] if at < len(own.signatories) else Signatory("")
        left, right = st.columns(2, gap="small")
        post = left.text_input(
            tell("field.post", number=at + 1),
            value=given.post,
            max_chars=LONGEST["line"],
            placeholder=tell("field.post-example") if at == 0 else None,
            key=f"{key}-post-{at}",
        )
        name = right.text_input(
            tell("field.person"), value=given.name, max_chars=LONGEST["line"], key=f"{key}-person-{at}"
        )
        people.append(Signatory(tidy(post), tidy(name)))
    return tuple(person for person in people if person.post or person.name)


def offer_erasing(own: Particulars, choice: Choice) -> None:
    """Offer to empty all names, after saying what that does."""
    if not own.has_names:
        return
    with st.popover(tell("act.erase"), icon=":material/person_off:", key="office-erase"):
        st.markdown(tell("act.erase-ask"))
        if st.button(tell("act.erase-go"), type="primary", key="office-erase-go"):
            erase_names(choice)
            st.toast(tell("act.erased"), icon=":material/check:")
            st.rerun()


def show_limits(choice: Choice) -> None:
    """The four texts of a year."""
    own, before = limits_of(choice), earlier_limits(choice)
    with st.container(border=True, key="office-limits"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                card_title(tell("card.limits", year=choice.fiscal_year))
            if own == Limits() and before != Limits():
                st.button(
                    tell("act.copy", year=choice.fiscal_year - 1),
                    icon=":material/content_copy:",
                    key="limits-copy",
                    on_click=save_limits,
                    args=(choice, before),
                )
            show_steps(OFFICE, choice, "limits")
        st.caption(tell("field.limits-hint"))
        key = f"limits-{choice.agency_id}-{choice.fiscal_year}-{hash(own)}"
        with st.form(key, border=False):
            texts = {}
            for column, names in zip(
                st.columns(2, gap="medium"), (LIMIT_FIELDS[::2], LIMIT_FIELDS[1::2]), strict=True
            ):
                for name in names:
                    texts[name] = tidy(
                        column.text_area(
                            tell(f"field.{name}"),
                            value=getattr(own, name),
                            max_chars=LONGEST["limit"],
                            height=LIMIT_HEIGHT,
                            key=f"{key}-{name}",
                        )
                    )
            if st.form_submit_button(tell("act.save")):
                save_limits(choice, Limits(**texts))
                st.toast(tell("act.saved"), icon=":material/check:")
                st.rerun()


data = dataset()
stop_if_empty(data, "office", tell("question"))
with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("office", tell("question"))
    choice = choose(data)
own = particulars(choice)
find(tell_finding(own, choice))
with st.container(horizontal=True, vertical_alignment="center"):
    where = "sample" if chosen_sample() else "where"
    st.caption(f"{tell('note.free')} · {tell(f'note.{where}')}  \n{tell('note.used')}", width="stretch")
    offer_erasing(own, choice)
    show_steps(OFFICE, OfAgency(choice.agency_id), "office")
show_particulars(own, choice, data)
show_limits(choice)
