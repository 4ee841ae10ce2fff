"""Papers to download: made on the click, with what the office chose and found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from itacore.reports.docx import write_docx
from itacore.reports.letters import file_name
from itacore.reports.report import Report
from itacore.reports.weaknesses import build_weakness_summary
from itacore.reports.xlsx import write_report_xlsx
from itacore.scoring.profile import Profile
from itacore.wording import say
from pages.ui.choice import Choice
from pages.ui.data import Dataset
from pages.ui.decisions import chosen_measures, findings

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS: dict[str, tuple[Callable[[Report], bytes], str, str]] = {
    "docx": (write_docx, DOCX, ":material/description:"),
    "xlsx": (write_report_xlsx, XLSX, ":material/table_view:"),
}


def offer_summary(profile: Profile, data: Dataset, choice: Choice) -> None:
    """Offer the weakness summary as Word and Excel files."""
    # Everything is gathered now: what runs on the click has no session to ask.
    build = partial(
        build_weakness_summary,
        profile,
        agency_name=choice.name,
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


def _make(build: Callable[[], Report], write: Callable[[Report], bytes]) -> bytes:
    return write(build())
