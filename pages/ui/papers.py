"""Papers as they are asked for: what they depend on is read first, so that they can be made anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from itacore.measures.chosen import ChosenMeasure, Finding
from itacore.measures.plan import Meeting
from itacore.narrative.trace import files_of, trace_figures
from itacore.office import Limits, Particulars
from itacore.reports.building import build_paper
from itacore.reports.deck import Deck
from itacore.reports.editing import Edited, OwnTexts, edit_report
from itacore.reports.kinds import write_report
from itacore.reports.letters import file_name
from itacore.reports.materials import Materials
from itacore.reports.report import Report
from itacore.reports.topics_result import rank_of
from itacore.scoring.profile import Profile, gather_profile, level_or_none
from itacore.wording import say
from pages.ui.choice import Choice
from pages.ui.data import Dataset, chosen_sample
from pages.ui.decisions import chosen_measures, findings, limits_of, meeting_of, own_texts, particulars
from pages.ui.navigation import page_path

MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
ICONS = {
    "docx": ":material/description:",
    "pdf": ":material/picture_as_pdf:",
    "xlsx": ":material/table_view:",
    "pptx": ":material/slideshow:",
}
SUMMARY_FORMATS = ("docx", "pdf", "xlsx")


@dataclass(frozen=True)
class Decided:
    """What the office gave and decided, as far as papers say it."""

    particulars: Particulars
    limits: Limits
    chosen_measures: tuple[ChosenMeasure, ...] | None
    findings: dict[str, Finding]
    meeting: Meeting


def read_decided(choice: Choice) -> Decided:
    """Read what the office gave and decided for an agency and year."""
    return Decided(
        particulars(choice), limits_of(choice), chosen_measures(choice), findings(choice), meeting_of(choice)
    )


@dataclass(frozen=True, eq=False)
class Order:
    """Everything on which the papers of an agency and year depend; no session is asked any more."""

    data: Dataset
    choice: Choice
    decided: Decided
    texts: Mapping[str, OwnTexts]
    dated: date
    sample: bool
    arabic_digits: bool = False

    @property
    def profile(self) -> Profile:
        """The agency in its year."""
        return gather_profile(
            self.data.analysis, self.data.criteria, self.choice.agency_id, self.choice.fiscal_year
        )

    def materials(self, *, traced: bool = True) -> Materials:
        """Gather what papers are made of; ``traced`` with the places where scores came from."""
        data, choice, decided = self.data, self.choice, self.decided
        row = data.agencies.loc[data.agencies["agency_id"] == choice.agency_id].iloc[0]
        agency_id, year = choice.agency_id, choice.fiscal_year
        return Materials(
            profile=self.profile,
            agency_name=choice.name,
            agency_type=data.type_of(agency_id),
            criteria=data.criteria,
            district=level_or_none(row["district"]),
            province=level_or_none(row["province"]),
            particulars=decided.particulars,
            limits=decided.limits,
            chosen_measures=decided.chosen_measures,
            findings=decided.findings,
            meeting=decided.meeting,
            rank=rank_of(data.declared, agency_id, year) if traced else None,
            where=trace_figures(data.provenance, agency_id, year) if traced else {},
            files=files_of(data.provenance, agency_id) if traced else (),
            sample=self.sample,
            dated=self.dated,
        )

    def build(self, kind: str) -> Report | Deck:
        """Build a paper without the office's own texts."""
        return build_paper(kind, self.materials())

    def write(self, paper: Report | Deck, kind: str, file_format: str) -> bytes:
        """Write a paper with the office's own texts; slides have the digits of the stage."""
        if isinstance(paper, Deck):
            return write_report(paper, file_format, arabic_digits=True)
        report = edit_report(paper, self.texts[kind]).report
        return write_report(report, file_format, arabic_digits=self.arabic_digits)

    def make(self, kind: str, file_format: str) -> bytes:
        """Make a paper as a file."""
        return self.write(self.build(kind), kind, file_format)

    def stamp(self, kind: str) -> str:
        """Tell the paper of a kind from others, before it is edited and written."""
        return repr((kind, self.data.version, self.choice, self.decided, self.dated, self.sample))


def order_papers(data: Dataset, choice: Choice, kinds: Sequence[str]) -> Order:
    """Read what the papers of these kinds of an agency and year depend on; they bear today's day."""
    texts = {kind: own_texts(choice, kind) for kind in kinds}
    sample = chosen_sample() is not None
    return Order(data, choice, read_decided(choice), texts, date.today(), sample)


@st.cache_resource(show_spinner=False, max_entries=8)
def _keep_paper(stamp: str, kind: str, _order: Order) -> Report | Deck:
    return _order.build(kind)


def built_paper(order: Order, kind: str) -> Report | Deck:
    """The paper of a kind, built once for the same inputs. Shared by all people: for reading only."""
    return _keep_paper(order.stamp(kind), kind, order)


def edited_paper(order: Order, kind: str) -> Edited | None:
    """The paper of a kind with the office's own texts; None for slides, which have no paragraphs."""
    paper = built_paper(order, kind)
    return edit_report(paper, order.texts[kind]) if isinstance(paper, Report) else None


def count_waiting(order: Order, kind: str) -> int:
    """Count the office's texts in a paper that a person has to look at, for the program writes another one now."""
    if not order.texts[kind]:
        return 0  # nothing is built before it is asked for
    edited = edited_paper(order, kind)
    return 0 if edited is None else len(edited.lost) + sum(1 for p in edited.passages if p.changed)


def paper_name(kind: str, choice: Choice) -> str:
    """Name of the file of a paper, without its ending."""
    year = choice.fiscal_year
    return say("documents", f"kind.{kind}.file", year=year, next=year + 1, agency=choice.name)


def offer_paper(
    order: Order, kind: str, file_format: str, label: str, *, key: str, icon: bool = True
) -> None:
    """Offer a paper as a file, made on the click."""
    st.download_button(
        label,
        partial(order.make, kind, file_format),  # runs without a session: the order holds all that it takes
        file_name(paper_name(kind, order.choice), file_format),
        MIMES[file_format],
        icon=ICONS[file_format] if icon else None,
        on_click="ignore",
        type="secondary" if icon else "tertiary",
        key=key,
    )


def offer_summary(data: Dataset, choice: Choice) -> None:
    """Offer the weakness summary as Word, PDF and Excel files."""
    order = order_papers(data, choice, ("weaknesses",))
    for ending in SUMMARY_FORMATS:
        label = say("weaknesses", f"export.{ending}")
        offer_paper(order, "weaknesses", ending, label, key=f"summary-{ending}")
    waiting = count_waiting(order, "weaknesses")
    if waiting:
        label = say("documents", "state.changed", count=waiting)
        st.page_link(page_path("documents"), label=label, icon=":material/warning:")


def offer_slides(data: Dataset, choice: Choice) -> None:
    """Offer the slides of the presentation as a PowerPoint file."""
    order = order_papers(data, choice, ("slides",))
    offer_paper(order, "slides", "pptx", say("present", "deck.download"), key="slides-pptx", icon=False)
