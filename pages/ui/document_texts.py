"""The paragraphs of a paper: every one can be worded by the office, and have the program's wording again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from itertools import groupby

import streamlit as st

from itacore.reports.editing import (
    LONGEST,
    Edited,
    OwnTexts,
    Passage,
    keep_own,
    without,
    write_own,
)
from itacore.wording import say
from pages.ui.decisions import kind_of_texts, own_texts, save_own_texts
from pages.ui.look import escape
from pages.ui.papers import Order
from pages.ui.stepping import show_steps

EDITING = "paper-text"
AREA_HEIGHT = 170
Change = Callable[[OwnTexts], OwnTexts]


def tell(key: str, **places: object) -> str:
    """Wording of the page."""
    return say("documents", key, **places)


def show_texts(order: Order, kind: str, edited: Edited) -> None:
    """All paragraphs in order, under their headings."""
    st.caption(f"{tell('text.note')}  \n{tell('text.checked')}")
    with st.container(horizontal=True, vertical_alignment="center"):
        if order.texts[kind]:
            st.button(
                tell("text.reset-all"),
                icon=":material/restart_alt:",
                type="tertiary",
                key="texts-reset",
                on_click=_save,
                args=(order, kind, partial(_without_all, keys=order.texts[kind].keys()), "text.was-reset"),
            )
        show_steps(kind_of_texts(kind), order.choice, "texts")
    if not edited.passages:
        st.markdown(tell("text.none"))
    for heading, group in groupby(edited.passages, key=lambda passage: passage.key.split("/")[0]):
        passages = list(group)
        if heading != "0" and passages[0].heading:
            st.markdown(f"**{escape(passages[0].heading)}**")
        for passage in passages:
            with st.container(border=True, gap="xsmall", key=f"text-{passage.key}"):
                _show_passage(order, kind, passage)
    _show_lost(order, kind, edited)


def _show_passage(order: Order, kind: str, passage: Passage) -> None:
    """A paragraph as the paper has it, or the form in which it is edited."""
    generated = passage.written(order.arabic_digits)
    label = f"**{escape(passage.label)}** " if passage.label else ""
    name, opened = st.session_state.get(EDITING, (None, passage))
    if name == _name(order, kind, passage):
        _show_form(order, kind, passage, opened, generated)
        return
    if passage.own is not None and passage.changed:
        _show_choice(order, kind, passage, generated)
        return
    if passage.own is not None:
        st.markdown(f":blue-badge[:material/edit: {tell('text.edited')}]")
        if not passage.own.text:
            st.markdown(f"{label}*{tell('text.left-out')}*")
        for at, line in enumerate(passage.own.text.split("\n") if passage.own.text else ()):
            st.markdown(f"{'' if at else label}{escape(line)}")
    else:
        with st.container(horizontal=True, gap="small", wrap=False):
            st.markdown(f"{label}{escape(generated)}", width="stretch")
            _offer_edit(order, kind, passage)
        return
    with st.container(horizontal=True, gap="small"):
        _offer_edit(order, kind, passage)
        _offer(order, kind, passage, "reset", partial(without, key=passage.own_key))


def _show_choice(order: Order, kind: str, passage: Passage, generated: str) -> None:
    """Both texts, where the program would write another one than the office edited."""
    st.markdown(f":orange-badge[:material/warning: {tell('text.changed')}] {tell('text.changed-text')}")
    st.caption(tell("text.now"))
    st.markdown(escape(generated))
    st.caption(tell("text.own"))
    own = passage.own.text if passage.own is not None else ""
    for line in own.split("\n") if own else (tell("text.left-out"),):
        st.markdown(escape(line))
    with st.container(horizontal=True, gap="small"):
        _offer(order, kind, passage, "use-now", partial(without, key=passage.own_key), quiet=False)
        _offer(order, kind, passage, "use-own", partial(keep_own, passage=passage), quiet=False)
        _offer_edit(order, kind, passage)


def _show_form(order: Order, kind: str, passage: Passage, opened: Passage, generated: str) -> None:
    """The form; what was written over another generated text than today's stands beside that one, not today's."""
    if passage.label:
        st.markdown(f"**{escape(passage.label)}**")
    with st.form(f"form-{kind}-{passage.key}", border=False):
        written = st.text_area(
            tell("text.field"),
            value=passage.own.text if passage.own is not None else generated,
            max_chars=LONGEST,
            height=AREA_HEIGHT,
            key=f"area-{kind}-{passage.key}",
        )
        st.caption(tell("text.hint"))
        with st.container(horizontal=True):
            saved = st.form_submit_button(tell("text.save"), type="primary", icon=":material/check:")
            left = st.form_submit_button(tell("text.cancel"))
    if passage.own is not None:
        st.caption(f"{tell('text.original')}: {escape(generated)}")
    if saved:
        about = passage if passage.words == opened.words else opened
        save_own_texts(order.choice, kind, write_own(own_texts(order.choice, kind), about, written))
        st.toast(tell("text.saved"), icon=":material/check:")
    if saved or left:
        st.session_state.pop(EDITING, None)
        st.rerun()


def _show_lost(order: Order, kind: str, edited: Edited) -> None:
    """Texts whose paragraph the paper does not have any more."""
    if not edited.lost:
        return
    st.markdown(f":orange-badge[:material/warning: {tell('text.lost')}]")
    for key, entry in edited.lost.items():
        with st.container(border=True, gap="xsmall", key=f"lost-{key}"):
            for line in entry.text.split("\n"):
                st.markdown(escape(line))
            st.button(
                tell("text.drop"),
                key=f"drop-{kind}-{key}",
                icon=":material/delete:",
                type="tertiary",
                on_click=_save,
                args=(order, kind, partial(without, key=key), "text.saved"),
            )


def _offer_edit(order: Order, kind: str, passage: Passage) -> None:
    st.button(
        tell("text.edit"),
        key=f"edit-{kind}-{passage.key}",
        icon=":material/edit:",
        type="tertiary",
        on_click=_open,
        args=(_name(order, kind, passage), passage),
    )


def _offer(
    order: Order, kind: str, passage: Passage, act: str, change: Change, *, quiet: bool = True
) -> None:
    told = "text.was-reset" if act != "use-own" else "text.saved"
    st.button(
        tell(f"text.{act}"),
        key=f"{act}-{kind}-{passage.key}",
        type="tertiary" if quiet else "secondary",
        icon=":material/restart_alt:" if quiet else None,
        on_click=_save,
        args=(order, kind, change, told),
    )


def _save(order: Order, kind: str, change: Change, told: str) -> None:
    """Change the texts as they are now, not as they were drawn: another person may have saved since."""
    save_own_texts(order.choice, kind, change(own_texts(order.choice, kind)))
    st.toast(tell(told), icon=":material/check:")


def _name(order: Order, kind: str, passage: Passage) -> tuple[str, int, str, str]:
    return (order.choice.agency_id, order.choice.fiscal_year, kind, passage.key)


def _without_all(own: OwnTexts, keys: Collection[str]) -> OwnTexts:
    return {key: entry for key, entry in own.items() if key not in keys}


def _open(name: tuple[str, int, str, str], passage: Passage) -> None:
    st.session_state[EDITING] = (name, passage)
