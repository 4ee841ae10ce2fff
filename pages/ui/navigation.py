"""Every page of the program, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from itacore.wording import say
from pages.ui.data import dataset

FOLDER = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class PageEntry:
    """A page: its group and name, which is also its address, and its symbol."""

    group: str
    name: str
    icon: str

    @property
    def path(self) -> str:
        """File of the page."""
        return str(FOLDER / self.group / f"{self.name}.py")


PAGES = (
    PageEntry("data", "import_results", ":material/upload_file:"),
    PageEntry("data", "type_scores", ":material/edit_note:"),
    PageEntry("data", "history", ":material/history:"),
    PageEntry("data", "criteria", ":material/gavel:"),
    PageEntry("data", "office", ":material/badge:"),
    PageEntry("results", "overview", ":material/dashboard:"),
    PageEntry("results", "trends", ":material/show_chart:"),
    PageEntry("results", "weaknesses", ":material/target:"),
    PageEntry("improve", "measures", ":material/checklist:"),
    PageEntry("improve", "plan", ":material/event_note:"),
    PageEntry("reports", "documents", ":material/folder_open:"),
    PageEntry("reports", "present", ":material/slideshow:"),
)


def page_path(name: str) -> str:
    """File of the page of that name, for links."""
    return next(entry.path for entry in PAGES if entry.name == name)


def page_icon(name: str) -> str:
    """Symbol of the page of that name."""
    return next(entry.icon for entry in PAGES if entry.name == name)


def _go_home() -> None:
    """Where the bare address leads: to the results, or to the import while there are none."""
    st.switch_page(
        page_path("import_results" if dataset().empty else "overview"), query_params=dict(st.query_params)
    )


def navigate() -> StreamlitPage:
    """Declare all pages and give the one asked for."""
    home = st.Page(_go_home, title=say("pages", "page.home"), default=True, visibility="hidden")
    groups: dict[str, list[StreamlitPage]] = {"": [home]}
    for entry in PAGES:
        page = st.Page(
            entry.path, title=say("pages", f"page.{entry.name}"), icon=entry.icon, url_path=entry.name
        )
        groups.setdefault(say("pages", f"group.{entry.group}"), []).append(page)
    return st.navigation(groups)
