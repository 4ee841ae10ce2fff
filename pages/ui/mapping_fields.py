"""The fields of the mapping form: rows, columns, years, and what is fixed where no cell tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from itacore.criteria import RuleBook
from itacore.reading.cells import SheetCells
from itacore.reading.grid import Grid, Kind
from itacore.reading.mapping import LABEL, MappedColumn, MappedRow, SheetMapping
from itacore.reading.mapping_table import suggest_year_cell
from itacore.thai import fiscal_year_of
from itacore.wording import say
from pages.ui.look import card_title, escape
from pages.ui.mapping_options import (
    UNUSED,
    column_letter,
    figure_codes,
    meanings_of_columns,
    name_meaning,
)

COLUMNS_SHOWN = 40
ROWS_NAMED = 60
FIRST_YEAR_SHOWN = 2562
LONGEST_HEAD = 34
INDICATORS = tuple(map(str, range(1, 11)))


def tell(key: str, **places: object) -> str:
    """Wording of the form."""
    return say("import", f"mapping.{key}", **places)


def ask_rows(grid: Grid, kept: SheetMapping, key: str) -> tuple[tuple[int, int] | None, int, int | None]:
    """Rows of the heading, first and last row of the data, as a person counts them: from 1."""
    places = st.columns(4)
    head = kept.heading or (None, None)
    top = places[0].number_input(
        tell("heading-first"), 1, grid.rows, None if head[0] is None else head[0] + 1, key=f"{key}-top"
    )
    bottom = places[1].number_input(
        tell("heading-last"), 1, grid.rows, None if head[1] is None else head[1] + 1, key=f"{key}-bottom"
    )
    first = places[2].number_input(tell("first"), 1, grid.rows, kept.first + 1, key=f"{key}-first")
    last = places[3].number_input(
        tell("last"),
        1,
        grid.rows,
        None if kept.last is None else kept.last + 1,
        key=f"{key}-last",
        placeholder=tell("to-the-end"),
    )
    lines = [line for line in (top, bottom) if line is not None]
    heading = (int(lines[0]) - 1, int(lines[-1]) - 1) if lines else None
    return heading, int(first or 1) - 1, None if last is None else int(last) - 1


def ask_columns(
    cells: SheetCells,
    kept: SheetMapping,
    key: str,
    book: RuleBook,
    figures: str,
    heading: tuple[int, int] | None,
) -> tuple[MappedColumn, ...]:
    """What each column is; where its heading tells a year, or rows say the figure, its year too."""
    grid = cells.grid
    known = {c.column: c for c in kept.columns} if figures == kept.figures else {}
    options = meanings_of_columns(book, figures)
    used = [c for c in range(min(grid.columns, COLUMNS_SHOWN)) if grid.filled[:, c].any()]
    found: list[MappedColumn] = []
    card_title(tell("columns"))
    if figures == "columns":
        body = grid.kinds[heading[1] + 1 if heading else 0 :]
        numbers = [c for c in used if (body[:, c] == Kind.NUMBER).any()]
        starts = {c: known[c].meaning if c in known else UNUSED for c in numbers}
        _offer_order({f"{key}-{figures}-{c}": starts[c] for c in numbers}, f"{key}-order-columns")
    places = st.columns(2, gap="medium") * (len(used) // 2 + 1)
    for place, column in zip(places, used, strict=False):
        before = known.get(column)
        meaning = before.meaning if before and before.meaning in options else UNUSED
        with place:
            picked = st.selectbox(
                tell("column", letter=column_letter(column), head=head_of(grid, heading, column)),
                options,
                index=options.index(meaning),
                format_func=lambda one: name_meaning(one, book, figures),
                key=f"{key}-{figures}-{column}",
            )
            if not picked:
                continue
            mapped = MappedColumn(column, picked, agency=before.agency if before else None)
            if mapped.is_figure:
                mapped = _ask_year_of_column(cells, mapped, before, heading, f"{key}-year-{column}", figures)
        found.append(mapped)
    return tuple(found)


def _ask_year_of_column(
    cells: SheetCells,
    mapped: MappedColumn,
    before: MappedColumn | None,
    heading: tuple[int, int] | None,
    key: str,
    figures: str,
) -> MappedColumn:
    """The year of a column of figures: as its heading says, that of the whole table, or one that is picked."""
    cell = (
        before.year_cell if before and before.year_cell else suggest_year_cell(cells, heading, mapped.column)
    )
    told = cells.year(*cell) if cell else None
    if told is None and figures == "columns":
        return replace(mapped, year=before.year if before else None)
    by_heading, of_table = -1, 0
    options = [*([by_heading] if told else []), of_table, *_years()]
    start = before.year if before and before.year in options else options[0]
    words = {by_heading: tell("year-by-heading", year=told or ""), of_table: tell("year-of-table")}
    picked = st.selectbox(
        tell("year-of-column", letter=column_letter(mapped.column)),
        options,
        index=options.index(start),
        format_func=lambda one: words.get(one, str(one)),
        key=key,
    )
    if picked == by_heading:
        return replace(mapped, year_cell=cell)
    return mapped if not picked else replace(mapped, year=int(picked))


def ask_rows_of_figures(
    cells: SheetCells,
    kept: SheetMapping,
    key: str,
    book: RuleBook,
    columns: tuple[MappedColumn, ...],
    first: int,
    last: int | None,
) -> tuple[MappedRow, ...]:
    """What each row is; nothing is asked of a long list that names its own figures."""
    grid = cells.grid
    figures = [c.column for c in columns if c.is_figure]
    end = grid.rows if last is None else min(last + 1, grid.rows)
    used = [row for row in range(min(first, end), end) if figures and grid.filled[row, figures].any()]
    own = any(c.meaning in ("agency", "year") for c in columns)
    if own or not used or len(used) > ROWS_NAMED:
        return ()
    label = next((c.column for c in columns if c.meaning == LABEL), None)
    known = {row.row: row.code for row in kept.rows}
    options = [UNUSED, *figure_codes(book)]
    options += [code for code in dict.fromkeys(known.values()) if code not in options]
    unclear = [row for row in used if row not in known]
    found: list[MappedRow] = []
    with st.expander(
        tell("rows", count=len(used)), expanded=bool(unclear) or not known, icon=":material/table_rows:"
    ):
        names = {row: f"{key}-row-{row}" for row in used}
        _offer_order({names[row]: known.get(row, UNUSED) for row in used}, f"{key}-order-rows")
        places = st.columns(2, gap="medium") * (len(used) // 2 + 1)
        for place, row in zip(places, used, strict=False):
            start = known.get(row, UNUSED)
            picked = place.selectbox(
                tell("row", row=row + 1, head=_text_of_row(grid, row, label, figures)),
                options,
                index=options.index(start),
                format_func=lambda one: name_meaning(one, book, "columns"),
                key=names[row],
            )
            if picked:
                found.append(MappedRow(row, picked))
    return tuple(found)


def ask_fixed(kept: SheetMapping, key: str) -> tuple[int | None, str | None]:
    """The year and the agency where no cell tells them."""
    years = [0, *_years()]
    one, other = st.columns([2, 3])
    year = one.selectbox(
        tell("year"),
        years,
        index=years.index(kept.year) if kept.year in years else 0,
        format_func=lambda year: str(year) if year else tell("by-file"),
        key=f"{key}-fixed-year",
    )
    agency = other.text_input(
        tell("agency"), kept.agency or "", max_chars=120, placeholder=tell("by-file"), key=f"{key}-agency"
    )
    return year or None, agency.strip() or None


def _offer_order(starts: dict[str, str], key: str) -> None:
    """Offer to take the first ten choices for indicators 1 to 10 in order, while none of them is made."""
    free = [one for one, start in starts.items() if not st.session_state.get(one, start)]
    if len(free) >= len(INDICATORS) and len(free) == len(starts):
        st.button(
            tell("in-order"), key=key, icon=":material/format_list_numbered:", on_click=_fill, args=(free,)
        )


def _fill(keys: list[str]) -> None:
    """Choose indicators 1 to 10 in order."""
    st.session_state.update(zip(keys, INDICATORS, strict=False))


def running_year() -> int:
    today = date.today()
    return fiscal_year_of(today.year, today.month)


def _years() -> list[int]:
    """Years that scores may be of, latest first."""
    return list(range(running_year(), FIRST_YEAR_SHOWN - 1, -1))


def head_of(grid: Grid, heading: tuple[int, int] | None, column: int) -> str:
    """What the heading of a column says, cut short."""
    rows = range(heading[0], min(heading[1] + 1, grid.rows)) if heading else range(0)
    texts = list(dict.fromkeys(text for row in rows if (text := grid.shown(row, column))))
    return _cut(" · ".join(texts))


def _text_of_row(grid: Grid, row: int, label: int | None, figures: list[int]) -> str:
    """What names a row: its label, else its first text."""
    columns = [label] if label is not None else range(min(figures, default=0))
    return _cut(" ".join(filter(None, (grid.shown(row, column) for column in columns))))


def _cut(text: str) -> str:
    """A text of one line; markup in it is text."""
    line = " ".join(text.split())
    return escape(line if len(line) <= LONGEST_HEAD else line[: LONGEST_HEAD - 1] + "…")
