"""Papers to download: made on the click, with what the office chose and found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from itacore.narrative.trace import files_of, trace_figures
from itacore.reports.deck import Deck
from itacore.reports.deck_building import build_deck
from itacore.reports.docx import write_docx
from itacore.reports.letters import file_name
from itacore.reports.pdf import write_pdf
from itacore.reports.pptx import write_pptx
from itacore.reports.report import Report
from itacore.reports.weaknesses import build_weakness_summary
from itacore.reports.xlsx import write_report_xlsx
from itacore.scoring.profile import Profile
from itacore.wording import say
from pages.ui.choice import Choice
from pages.ui.data import Dataset, chosen_sample
from pages.ui.decisions import chosen_measures, findings, particulars

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WRITERS: dict[str, tuple[Callable[[Report], bytes], str, str]] = {
    "docx": (write_docx, DOCX, ":material/description:"),
    "pdf": (write_pdf, PDF, ":material/picture_as_pdf:"),
    "xlsx": (write_report_xlsx, XLSX, ":material/table_view:"),
}


def offer_summary(profile: Profile, data: Dataset, choice: Choice) -> None:
    """Offer the weakness summary as Word, PDF and Excel files."""
    # Everything is gathered now: what runs on the click has no session to ask.
    build = partial(
        build_weakness_summary,
        profile,
        agency_name=particulars(choice).name or choice.name,
        agency_type=data.type_of(choice.agency_id),
        criteria=data.criteria,
        chosen_measures=chosen_measures(choice),
        findings=findings(choice),
        dated=date.today(),
    )
    name = say("weaknesses", "export.file", year=choice.fiscal_year, agency=choice.name)
    for ending, (write, mime, icon) in WRITERS.items():
        st.download_button(
            say("weaknesses", f"export.{ending}"),
            partial(_make, build, write),
            file_name(name, ending),
            mime,
            icon=icon,
            on_click="ignore",
            key=f"summary-{ending}",
        )


def offer_slides(profile: Profile, data: Dataset, choice: Choice) -> None:
    """Offer the slides of the presentation as a PowerPoint file."""
    # Everything is gathered now: what runs on the click has no session to ask.
    build = partial(
        build_deck,
        profile,
        agency_name=particulars(choice).name or choice.name,
        agency_type=data.type_of(choice.agency_id),
        criteria=data.criteria,
        chosen_measures=chosen_measures(choice),
        sample=chosen_sample() is not None,
        dated=date.today(),
        where=trace_figures(data.provenance, choice.agency_id, choice.fiscal_year),
        files=files_of(data.provenance, choice.agency_id),
    )
    name = say("present", "deck.file", year=choice.fiscal_year, agency=choice.name)
    st.download_button(
        say("present", "deck.download"),
        partial(_make_slides, build),
        file_name(name, "pptx"),
        PPTX,
        on_click="ignore",
        type="tertiary",
        key="slides-pptx",
    )


def _make_slides(build: Callable[[], Deck]) -> bytes:
    return write_pptx(build(), arabic_digits=True)  # as on the stage


def _make(build: Callable[[], Report], write: Callable[[Report], bytes]) -> bytes:
    return write(build())
