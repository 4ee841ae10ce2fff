"""Tell the program what the columns and rows of a sheet are, with the scores beside it as they would be read."""

from __future__ import annotations

from datetime import date

import numpy as np
import streamlit as st

from itacore.issues import IssueLog
from itacore.reading.cells import SheetCells, Source
from itacore.reading.grid import Grid, Kind
from itacore.reading.labels import Vocabulary
from itacore.reading.mapping import LABEL, SCORE, MappedColumn, SheetMapping, with_shape
from itacore.reading.mapping_json import find_faults
from itacore.reading.questions import preview, understand
from itacore.wording import say
from pages.ui.data import criteria
from pages.ui.imports import OpenedFile, Pending, Place, map_sheet
from pages.ui.look import ask, card_title, escape, find
from pages.ui.mapping_fields import (
    COLUMNS_SHOWN,
    ask_columns,
    ask_fixed,
    ask_rows,
    ask_rows_of_figures,
    running_year,
)
from pages.ui.mapping_memory import remember
from pages.ui.mapping_preview import show_grid, show_preview

ROWS_SHOWN = 30
MOST_YEARS = 6  # columns of numbers; of more each is likely to be a figure


def tell(key: str, **places: object) -> str:
    """Wording of the form."""
    return say("import", f"mapping.{key}", **places)


def mapping_place() -> Place | None:
    """The sheet whose columns the person is explaining, None where the form is closed."""
    return st.session_state.get("mapping-place")


def offer_mapping(pending: Pending, *, prominent: bool) -> None:
    """Offer the form for the sheets that may be read; quietly where the program understood the file."""
    places = [
        (file, grid) for file in pending.files for grid in file.grids if grid.visible and grid.filled.any()
    ]
    if not places:
        return
    undone = [issue for issue in pending.issues if issue.code == "mapping-used"]
    with st.container(border=prominent, key="offer-mapping"):
        if prominent:
            card_title(tell("offer"))
            st.caption(tell("offer-hint"))
        with st.container(horizontal=True):
            file, grid = places[0]
            st.button(
                tell("open" if prominent else "offer-quiet"),
                key="open-mapping",
                type="primary" if prominent else "tertiary",
                icon=":material/table_edit:",
                on_click=_open,
                args=(_best_place(pending, places) or (file.sha256, grid.sheet),),
            )
            for issue in undone:
                sha256 = next((f.sha256 for f in pending.files if f.name == issue.file), "")
                st.button(
                    tell("without", sheet=escape(issue.sheet or "")),
                    key=f"without-{sha256[:8]}-{issue.sheet}",
                    type="tertiary",
                    icon=":material/undo:",
                    on_click=map_sheet,
                    args=(pending, (sha256, issue.sheet or ""), None),
                )


def _best_place(pending: Pending, places: list[tuple[OpenedFile, Grid]]) -> Place | None:
    """The first sheet with numbers that nothing was read from, where there is one."""
    unread = {
        (file.sha256, sheet.name)
        for file in pending.reading.files
        for sheet in file.sheets
        if not sheet.layout
    }
    found = sorted(places, key=lambda one: not (one[1].kinds == Kind.NUMBER).any())
    return next(((f.sha256, g.sheet) for f, g in found if (f.sha256, g.sheet) in unread), None)


def _open(place: Place) -> None:
    for key in [key for key in st.session_state if str(key).startswith("map-")]:
        del st.session_state[key]  # the form begins with what is read now
    st.session_state["mapping-place"] = place


def _close() -> None:
    st.session_state.pop("mapping-place", None)


def show_mapping(pending: Pending, place: Place) -> None:
    """Draw the form for one sheet; other sheets are one choice away."""
    places = {
        (file.sha256, grid.sheet): (file, grid)
        for file in pending.files
        for grid in file.grids
        if grid.visible and grid.filled.any()
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            ask("import_results", tell("question"))
        st.button(tell("back"), key="close-mapping", on_click=_close)
    find(tell("title"))
    if len(places) > 1:
        names = {one: _name_place(pending, file, grid) for one, (file, grid) in places.items()}
        picked = st.selectbox(
            tell("sheet"),
            list(names),
            index=list(names).index(place) if place in names else 0,
            format_func=lambda one: names[one],
            key="mapping-sheet",
            width=420,
        )
        place = picked or place
    file, grid = places[place]
    mapping = _show_form(pending, file, grid)
    if mapping is not None:
        if st.session_state.get("mapping-remember", True) and remember(mapping):
            st.toast(tell("remembered"), icon=":material/rule:")
        _close()
        map_sheet(pending, place, mapping)
        st.rerun()


def _name_place(pending: Pending, file: OpenedFile, grid: Grid) -> str:
    """A sheet, with its file where there are several."""
    return grid.sheet if len(pending.files) == 1 else tell("sheet-of", sheet=grid.sheet, file=file.name)


def _start(pending: Pending, file: OpenedFile, grid: Grid) -> SheetMapping:
    """What the form begins with: the mapping in use, else what the finders understood, else an empty one."""
    used = pending.mappings.find(file.sha256, grid)
    if used is not None:
        return used[0]
    cells = SheetCells(grid, Vocabulary(criteria()), Source(file.name, 0, 0), IssueLog())
    return understand(cells) or _empty(grid)


def _empty(grid: Grid) -> SheetMapping:
    """A mapping for a sheet that says nothing known: the first full row is the heading, texts may be labels."""
    filled = [row for row in range(min(grid.rows, ROWS_SHOWN)) if grid.filled[row].sum() > 1] or [0]
    first = min(filled[0] + 1, grid.rows - 1)
    body = grid.kinds[first:]
    numbers = np.flatnonzero((body == Kind.NUMBER).any(axis=0)).tolist()
    texts = np.flatnonzero((body == Kind.TEXT).any(axis=0)).tolist()
    heading = (filled[0], filled[0]) if filled[0] < first else None
    if not numbers or len(numbers) > MOST_YEARS:
        return SheetMapping("columns", heading, first, None, ())
    labels = [MappedColumn(column, LABEL) for column in texts[:1] if column < numbers[0]]
    scores = [MappedColumn(column, SCORE) for column in numbers] if len(numbers) == 1 else []
    return SheetMapping("rows", heading, first, None, (*labels, *scores))


def _show_form(pending: Pending, file: OpenedFile, grid: Grid) -> SheetMapping | None:
    """The form with its preview; the mapping once the person takes it."""
    key = f"map-{file.sha256[:8]}-{grid.sheet}"
    if f"{key}-start" not in st.session_state:
        st.session_state[f"{key}-start"] = _start(pending, file, grid)
    kept: SheetMapping = st.session_state[f"{key}-start"]
    cells = SheetCells(grid, Vocabulary(criteria()), Source(file.name, 0, 0), IssueLog())
    book = criteria().for_year(running_year()).book
    left, right = st.columns([7, 5], gap="medium")
    with left:
        figures = st.segmented_control(
            tell("figures"),
            ["columns", "rows"],
            default=kept.figures,
            format_func=lambda one: tell(f"figures-{one}"),
            key=f"{key}-figures",
            required=True,
        )
        drawn = st.container()
        heading, first, last = ask_rows(grid, kept, key)
        columns = ask_columns(cells, kept, key, book, figures or kept.figures, heading)
        rows = ask_rows_of_figures(cells, kept, key, book, columns, first, last) if figures == "rows" else ()
    with right, st.container(border=True, key="mapping-preview"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                card_title(tell("preview"))
            place = st.container(width="content")
        year, agency = ask_fixed(kept, key)
        mapping = SheetMapping(
            "rows" if figures == "rows" else "columns",
            heading,
            first,
            last,
            columns,
            rows,
            year,
            agency,
            origin=tell("origin", file=file.name, sheet=grid.sheet),
        )
        mapping = with_shape(mapping, grid)
        faults, readable = find_faults(mapping), False
        for fault in faults[:1]:  # the next one often follows from it
            st.warning(tell(f"fault.{fault.code}", found=escape(fault.found)), icon=":material/info:")
        memorable = mapping.for_other_files() is not None
        if not faults:
            reading = preview((file.name, file.sha256, (grid,)), mapping, date.today(), criteria())
            readable = show_preview(reading, mapping.figures)
        if readable:
            st.checkbox(tell("remember"), value=True, key="mapping-remember", disabled=not memorable)
            st.caption(tell("remember-hint" if memorable else "remember-not"))
    with drawn:
        show_grid(grid, mapping, ROWS_SHOWN, COLUMNS_SHOWN)
    with place:
        take = st.button(
            tell("save"), key="save-mapping", type="primary", icon=":material/check:", disabled=not readable
        )
    return mapping if take else None
