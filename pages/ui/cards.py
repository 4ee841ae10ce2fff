"""A card of a results page: its finding, its chart, and one click away its table and its files."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from itacore.charts.chart import Chart
from itacore.charts.raster.picture import write_picture
from itacore.charts.style import Figure
from itacore.data_table import DataTable
from itacore.reports.letters import file_name
from itacore.reports.table_files import write_csv, write_xlsx
from itacore.wording import say
from pages.ui.figures import show_figure, show_table
from pages.ui.look import card_title, palette

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def card(place: DeltaGenerator, key: str, *, even: bool = True) -> DeltaGenerator:
    """Make a card, as tall as those beside it where ``even``: what comes last in it stands at its foot."""
    return place.container(
        border=True,
        key=f"card-{key}",
        height="stretch" if even else "content",
        vertical_alignment="distribute",
        gap="xsmall",
    )


def show_chart(chart: Chart, key: str) -> None:
    """Draw a finding, its chart, and what can be had of it; call it inside a card.

    ``key`` names the widgets and is unique on the page.
    """
    # One block, so that a card as tall as its neighbour leaves its room under the chart.
    with st.container():
        card_title(chart.title)
        if chart.note:
            st.caption(chart.note)
        if chart.figure is not None:
            show_figure(chart.figure, key, chart.title)
    if chart.table is not None:
        show_extras(chart.table, key=key, figure=chart.figure)


def show_extras(table: DataTable, *, key: str, figure: Figure | None = None) -> None:
    """Offer the table, and the files of table and chart, one click away."""
    with st.expander(say("pages", "card.table"), icon=":material/table:", key=f"table-{key}"):
        show_table(table, key)
        with st.container(horizontal=True):
            offer_files(table, key)
            if figure is not None:
                st.download_button(
                    say("pages", "card.picture"),
                    partial(write_picture, figure, background=palette().page, padding=12),
                    file_name(table.title, "png"),
                    "image/png",
                    icon=":material/image:",
                    on_click="ignore",
                    key=f"picture-{key}",
                )


def offer_files(table: DataTable, key: str, *, workbook: bool = True) -> None:
    """Offer a table as files; ``workbook`` False leaves Excel out, for tables too long for it."""
    if workbook:
        st.download_button(
            say("pages", "card.xlsx"),
            partial(write_xlsx, table),
            file_name(table.title, "xlsx"),
            XLSX,
            icon=":material/download:",
            on_click="ignore",
            key=f"xlsx-{key}",
        )
    st.download_button(
        say("pages", "card.csv"),
        partial(write_csv, table),
        file_name(table.title, "csv"),
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"csv-{key}",
    )
