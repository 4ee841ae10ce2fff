"""The form by which a person confirms the rules of a year; checked while filling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from itacore.criteria import Criteria, RuleBook, parts_known
from itacore.criteria.draft import Comparison, Condition, Draft, DraftFault, Gates, LevelDraft
from itacore.criteria.draft_faults import find_draft_faults
from itacore.criteria.drafting import build_book, draft_book
from itacore.criteria.model import Part
from itacore.narrative.criteria import tell_draft_fault
from itacore.narrative.words import unit_name
from pages.ui.criteria_effect import show_effect
from pages.ui.criteria_view import tell
from pages.ui.data import Dataset
from pages.ui.look import ask, card_title, escape, find

OPEN = "criteria-form"
MOST_LEVELS = 12
Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True)
class Form:
    """The form that is open: what was typed, and the books that it stands on.

    ``number`` changes where widgets must take their values from the draft again.
    """

    draft: Draft
    base: RuleBook
    parts: Mapping[str, tuple[Part, ...]]
    own: bool
    keeps_list: bool
    number: int = 0


def open_form(year: int, criteria: Criteria) -> None:
    """Open the form of a year, filled from the office's own book, else from the nearest earlier one."""
    parts = parts_known(criteria, year)
    earlier = criteria.for_year(year - 1).book
    own = criteria.books.get(year)
    draft = draft_book(own or earlier, year, parts)
    names = (
        (own.indicators, own.subindicators) != (earlier.indicators, earlier.subindicators) if own else False
    )
    items = bool(own and own.items and own.items != earlier.items)
    base = own if own is not None and (names or items) else earlier
    number = st.session_state.get("criteria-form-number", 0) + 1
    st.session_state["criteria-form-number"] = number
    keeps = base is own
    if keeps:
        draft = replace(draft, same_names=True, same_items=True)
    st.session_state[OPEN] = Form(draft, base, parts, own is not None, keeps, number)


def close_form() -> None:
    """Put the form away; nothing of it is kept."""
    st.session_state.pop(OPEN, None)


def form_open() -> Form | None:
    """The form that is open, None where there is none."""
    return st.session_state.get(OPEN)


def show_form(form: Form, data: Dataset) -> RuleBook | None:
    """Draw the form; gives the rule book when the person confirms it."""
    year = form.draft.fiscal_year
    ask("criteria", tell("question"))
    head = st.container()
    slots = _draw(form)
    left, right = st.columns(2, gap="medium")
    with left.container(border=True, height="stretch"):
        card_title(tell("form.also"))
        _draw_also(form)
    draft = _collect(form)
    st.session_state[OPEN] = replace(form, draft=draft)
    faults = find_draft_faults(draft)
    book = None if faults else build_book(draft, form.base, form.parts)
    with head:
        key = "form.title-faults" if faults else "form.title-ready"
        find(tell(key, year=year, count=len(faults)))
        st.caption(tell("form.intro-own" if form.own else "form.intro", base=form.base.fiscal_year))
    for fault in faults:
        slots[_card_of(fault)].markdown(f":orange[:material/edit: {escape(tell_draft_fault(fault))}]")
    with right.container(border=True, height="stretch"):
        show_effect(book, data)
    with st.container(horizontal=True):
        pressed = st.button(
            tell("form.save", year=year),
            type="primary",
            icon=":material/how_to_reg:",
            disabled=book is None,
            key="criteria-save",
        )
        st.button(tell("form.cancel"), on_click=close_form, key="criteria-cancel")
    return book if pressed else None


def _card_of(fault: DraftFault) -> str:
    """The card that the field of a fault stands in."""
    kind = fault.where.partition(".")[0]
    if kind in ("weight", "parts"):
        return "weights"
    return "origin" if kind in ("source", "date", "note") else "levels"


def _draw(form: Form) -> dict[str, DeltaGenerator]:
    """Draw the fields; gives the place for faults in each card."""
    slots = {}
    left, right = st.columns(2, gap="medium")
    for name, place, draw in (
        ("origin", left, _draw_origin),
        ("weights", right, _draw_weights),
        ("levels", st.container(), _draw_levels),
    ):
        with place.container(border=True, height="content" if name == "levels" else "stretch"):
            card_title(tell(f"form.{name}"))
            draw(form)
            slots[name] = st.container()
    return slots


def _key(form: Form, name: str) -> str:
    return f"criteria-{form.number}-{name}"


def _text(form: Form, name: str, label: str, value: str, **options: Any) -> None:
    """A text field that starts with what the draft holds."""
    key = _key(form, name)
    st.session_state.setdefault(key, value)
    st.text_input(label, key=key, **options)


def _choice(
    form: Form, name: str, label: str, value: Choice, words: Mapping[Choice, str], **more: Any
) -> None:
    """A choice that starts with what the draft holds."""
    key = _key(form, name)
    st.session_state.setdefault(key, value.value)
    shown = {choice.value: word for choice, word in words.items()}
    st.selectbox(label, list(shown), format_func=shown.__getitem__, key=key, **more)


def _flag(form: Form, name: str, label: str, value: bool, **options: Any) -> bool:
    key = _key(form, name)
    st.session_state.setdefault(key, value)
    return st.checkbox(label, key=key, **options)


def _draw_weights(form: Form) -> None:
    draft = form.draft
    for column, (code, text) in zip(st.columns(len(draft.weights)), draft.weights.items(), strict=True):
        with column:
            _text(form, f"weight-{code}", code, text)
    if draft.parts and _flag(form, "with-parts", tell("form.with-parts"), draft.with_parts):
        for column, (code, text) in zip(st.columns(len(draft.weights)), draft.parts.items(), strict=False):
            with column:
                _text(form, f"part-{code}", unit_name(code), text)


def _draw_levels(form: Form) -> None:
    words = {choice: tell(f"form.condition-{choice.value}") for choice in Condition}
    for number, level in enumerate(form.draft.levels, 1):
        shown = {"label_visibility": "visible" if number == 1 else "collapsed"}
        label, lower, condition, bound, remove = st.columns([4, 3, 4, 2, 1], vertical_alignment="bottom")
        with label:
            _text(form, f"label-{number}", tell("form.label"), level.label, **shown)
        with lower:
            _text(form, f"lower-{number}", tell("form.lower"), level.lower_bound, **shown)
        with condition:
            _choice(form, f"condition-{number}", tell("form.condition"), level.condition, words, **shown)
        chosen = st.session_state[_key(form, f"condition-{number}")]
        with bound:
            free = chosen == Condition.NONE.value
            _text(form, f"bound-{number}", tell("form.bound"), level.bound, disabled=free, **shown)
        remove.button(
            tell("form.remove-level", number=number),
            icon=":material/close:",
            help=tell("form.remove-level", number=number),
            on_click=_remove_level,
            args=(number,),
            disabled=len(form.draft.levels) < 2,
            key=f"icon-{_key(form, f'remove-{number}')}",
            type="tertiary",
        )
    st.button(
        tell("form.add-level"),
        icon=":material/add:",
        on_click=_add_level,
        disabled=len(form.draft.levels) >= MOST_LEVELS,
        key=_key(form, "add"),
    )
    left, right = st.columns([2, 3])
    with left:
        _text(form, "pass", tell("form.pass-line"), form.draft.pass_line)
    if form.draft.parts and st.session_state[_key(form, "with-parts")]:
        with right:
            _choice(form, "gates", tell("form.gates"), form.draft.gates, _gate_words(form))


def _gate_words(form: Form) -> dict[Gates, str]:
    whole = list(form.draft.weights)
    parts = [p for code in whole for p in ([x.code for x in form.parts.get(code, ())] or [code])]
    return {
        Gates.PARTS: tell("form.gates-parts", units=", ".join(unit_name(code) for code in parts)),
        Gates.WHOLE: tell("form.gates-whole", units=", ".join(whole)),
        Gates.BOTH: tell("form.gates-both"),
    }


def _draw_origin(form: Form) -> None:
    draft = form.draft
    _text(form, "source", tell("form.source"), draft.source, placeholder=tell("form.source-hint"))
    left, right = st.columns([2, 3])
    with left:
        _text(form, "date", tell("form.date"), draft.date, placeholder=tell("form.date-hint"))
    with right:
        _text(form, "note", tell("form.note"), draft.note)


def _draw_also(form: Form) -> None:
    draft, base = form.draft, form.base.fiscal_year
    words = {choice: tell(f"form.comparison-{choice.value}") for choice in Comparison}
    label = tell("form.comparison", before=draft.fiscal_year - 1)
    _choice(form, "comparison", label, draft.comparison, words)
    if form.keeps_list:
        st.caption(tell("form.keep-list"))
        return
    _flag(form, "same-names", tell("form.same-names", base=base), draft.same_names)
    count = sum(item.code.startswith("o") for item in form.base.items)
    if count:
        _flag(form, "same-items", tell("form.same-items", base=base, count=count), draft.same_items)
    else:
        st.caption(tell("form.same-items-unknown", base=base))


def _collect(form: Form) -> Draft:
    """What the fields hold now; what is not drawn keeps its value."""
    state, draft = st.session_state, form.draft

    def value(name: str, fallback: Any) -> Any:
        return state.get(_key(form, name), fallback)

    return replace(
        draft,
        weights={code: value(f"weight-{code}", text) for code, text in draft.weights.items()},
        with_parts=value("with-parts", draft.with_parts),
        parts={code: value(f"part-{code}", text) for code, text in draft.parts.items()},
        levels=tuple(
            LevelDraft(
                value(f"label-{number}", level.label),
                value(f"lower-{number}", level.lower_bound),
                Condition(value(f"condition-{number}", level.condition.value)),
                value(f"bound-{number}", level.bound),
            )
            for number, level in enumerate(draft.levels, 1)
        ),
        pass_line=value("pass", draft.pass_line),
        gates=Gates(value("gates", draft.gates.value)),
        same_names=value("same-names", draft.same_names),
        same_items=value("same-items", draft.same_items),
        comparison=Comparison(value("comparison", draft.comparison.value)),
        source=value("source", draft.source),
        date=value("date", draft.date),
        note=value("note", draft.note),
    )


def _change_levels(change: Any) -> None:
    """Change the list of levels; the fields take their values from the draft again."""
    form: Form = st.session_state[OPEN]
    draft = _collect(form)
    number = st.session_state["criteria-form-number"] + 1
    st.session_state["criteria-form-number"] = number
    st.session_state[OPEN] = replace(
        form, draft=replace(draft, levels=tuple(change(list(draft.levels)))), number=number
    )


def _add_level() -> None:
    """Add a level above the last one, which takes what is left."""
    _change_levels(lambda levels: [*levels[:-1], LevelDraft(), levels[-1]])


def _remove_level(number: int) -> None:
    _change_levels(lambda levels: levels[: number - 1] + levels[number:])
