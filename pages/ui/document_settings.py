"""Settings of the papers: digits, day, and all of them as one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from itacore.measures.plan_dates import read_day, tell_day
from itacore.reports.archive import write_archive
from itacore.reports.kinds import MADE
from itacore.reports.letters import file_name
from itacore.thai import BUDDHIST_ERA_OFFSET
from itacore.wording import say
from pages.ui.choice import chosen_in
from pages.ui.papers import Order, built_paper, paper_name

DIGITS = ("thai", "arabic")
ENDINGS = ("docx", "pdf", "xlsx", "pptx")
ZIP, ZIP_MADE = "application/zip", "papers-zip"


def tell(key: str, **places: object) -> str:
    """Wording of the page."""
    return say("documents", key, **places)


def choose_settings(order: Order, kinds: Sequence[str]) -> Order:
    """Draw the choice of digits and day, and all papers as one file; give the order as chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="paper-settings"):
        digits = st.segmented_control(
            tell("set.digits"),
            DIGITS,
            format_func=lambda name: tell(f"set.digits-{name}"),
            required=True,
            **chosen_in("paper-digits", st.session_state.get("paper-digits", DIGITS[0])),
        )
        dated = _choose_day()
        st.space("stretch")
        chosen = replace(order, dated=dated, arabic_digits=digits == "arabic")
        _offer_archive(chosen, kinds)
    return chosen


def _choose_day() -> date:
    """The day that papers bear: today, unless another is written."""
    today = date.today()
    year = today.year + BUDDHIST_ERA_OFFSET
    kept = st.session_state.get("paper-day") or tell_day(today)
    written = st.text_input(
        tell("set.day"),
        max_chars=60,
        width=220,
        placeholder=tell("set.day-example", year=year),
        **chosen_in("paper-day", kept),
    )
    day = read_day(written) if written.strip() else today
    if day is None:
        st.caption(f":orange[:material/warning: {tell('set.day-bad', year=year)}]")
    return day or today


def _offer_archive(order: Order, kinds: Sequence[str]) -> None:
    """Offer the papers of the chosen kinds and formats as one file, made on demand."""
    with st.popover(tell("zip.open"), icon=":material/folder_zip:", key="papers-zip-open"):
        picked = st.pills(
            tell("zip.kinds"),
            kinds,
            selection_mode="multi",
            default=kinds,
            format_func=lambda kind: tell(f"kind.{kind}.name"),
            key="zip-kinds",
        )
        endings = st.pills(
            tell("zip.formats"),
            [ending for ending in ENDINGS if any(ending == made for _, made in MADE)],
            selection_mode="multi",
            default=[ending for ending in ENDINGS if any(ending == made for _, made in MADE)],
            format_func=lambda ending: tell(f"format.{ending}"),
            key="zip-formats",
        )
        wanted = [(kind, ending) for kind, ending in MADE if kind in picked and ending in endings]
        wanted.sort(key=lambda pair: (kinds.index(pair[0]), ENDINGS.index(pair[1])))
        stamp = repr((wanted, order.arabic_digits, order.texts, [order.stamp(kind) for kind in kinds]))
        made = st.session_state.get(ZIP_MADE)
        if not wanted:
            st.caption(tell("zip.none"))
        elif made is None or made[0] != stamp:  # once made, there is one button to press
            place = st.empty()
            if place.button(tell("zip.make"), type="primary", key="zip-make"):
                place.empty()
                made = st.session_state[ZIP_MADE] = (stamp, _make_archive(order, wanted))
        if made is not None and made[0] == stamp:
            name = tell("zip.file", year=order.choice.fiscal_year, agency=order.choice.name)
            st.download_button(
                tell("zip.download", count=len(wanted)),
                made[1],
                file_name(name, "zip"),
                ZIP,
                type="primary",
                icon=":material/download:",
                on_click="ignore",
                key="zip-download",
            )


def _make_archive(order: Order, wanted: Sequence[tuple[str, str]]) -> bytes:
    """Make every paper, saying which one it is at."""
    files: dict[str, bytes] = {}
    bar = st.progress(0.0)
    for at, (kind, ending) in enumerate(wanted):
        name = f"{tell(f'kind.{kind}.name')} {tell(f'format.{ending}')}"
        bar.progress(at / len(wanted), tell("zip.making", name=name))
        full = file_name(paper_name(kind, order.choice), ending)
        files[full] = order.write(built_paper(order, kind), kind, ending)
    bar.empty()
    return write_archive(files)
