"""Between mappings and tables: the table that a mapping describes, and the mapping of a table that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from itacore.agencies import clean_name, find_agency
from itacore.reading import column_tables
from itacore.reading.cells import Account, Ints, SheetCells
from itacore.reading.column_headings import label_at
from itacore.reading.context import Surroundings
from itacore.reading.entities import header_cells
from itacore.reading.facts import FoundAgency
from itacore.reading.grid import Kind
from itacore.reading.labels import FIGURE_ROLES, PUBLISHED_ROLES, Label
from itacore.reading.mapping import FIELDS, LABEL, PARTS, SCORE, Cell, MappedColumn, MappedRow, SheetMapping
from itacore.reading.summary_rows import without_summaries
from itacore.reading.table import FoundTable, Pending, ScoreColumn
from itacore.thai import normalize

LAYOUT = "mapped"
MOST_ROWS = 200  # a longer list names its figures by its labels alone


def table_of(mapping: SheetMapping, cells: SheetCells) -> FoundTable | None:
    """Build the table that a mapping describes; None where the sheet does not hold it.

    Numbers in columns that it does not read are left to be named like any others that are not used.
    """
    columns = _columns(mapping, cells)
    if columns is None or mapping.first >= cells.grid.rows:
        return None
    pending = Pending()
    fields = {c.meaning: c.column for c in mapping.columns if c.meaning in FIELDS}
    last = cells.grid.rows - 1 if mapping.last is None else min(mapping.last, cells.grid.rows - 1)
    label = mapping.column_of(LABEL)
    table = FoundTable(
        LAYOUT, mapping.top, np.zeros(0, dtype=np.int64), columns, fields=fields, pending=pending
    )
    table.label_columns = () if label is None else (label,)
    if mapping.figures == "columns":
        rows = column_tables._filled_rows(cells, mapping.first, last + 1, columns)
        rows = without_summaries(cells, pending, rows, fields, columns)
        table.rows = column_tables._before_gap(cells, rows, fields) if mapping.last is None else rows
    else:
        _name_rows(mapping, cells, table, last)
    if not len(table.rows):
        return None
    if mapping.figures == "columns" and not {"agency", "year"} <= fields.keys():
        column_tables._read_sections(cells, table, mapping.first - 1)
    if mapping.agency is not None:
        table.row_agencies = None
    if mapping.year is not None:
        table.row_years = None
    return table


def surroundings_of(mapping: SheetMapping, around: Surroundings) -> Surroundings:
    """What stands around the table, with what the person fixed in its place."""
    agency = around.agency if mapping.agency is None else named_agency(mapping.agency)
    return replace(around, agency=agency, year=mapping.year or around.year)


def named_agency(text: str) -> FoundAgency:
    """The agency that a person names; a district or province after the name is taken as such."""
    named = find_agency(text)
    if named is None:
        return FoundAgency(clean_name(text))
    return FoundAgency(named.name, named.type, named.district, named.province)


def _columns(mapping: SheetMapping, cells: SheetCells) -> list[ScoreColumn] | None:
    """The columns of figures; None where the sheet lacks one, or a heading no longer tells its year."""
    found: list[ScoreColumn] = []
    for mapped in sorted(mapping.columns, key=lambda c: c.column):
        if mapped.column >= cells.grid.columns:
            return None
        if not mapped.is_figure:
            continue
        year = mapped.year
        if year is None and mapped.year_cell is not None:
            inside = mapped.year_cell[0] < cells.grid.rows and mapped.year_cell[1] < cells.grid.columns
            year = cells.year(*mapped.year_cell) if inside else None
            if year is None:
                return None
        agency = None
        if mapped.agency is not None:
            named = find_agency(mapped.agency)
            agency = FoundAgency(clean_name(mapped.agency), named.type if named else None)
        by_row = mapping.figures == "rows"
        part = mapped.meaning if by_row and mapped.meaning in PARTS else None
        code = None if by_row else mapped.meaning
        found.append(ScoreColumn(mapped.column, code, part, year, mapped.year_cell, agency))
    return found


def _name_rows(mapping: SheetMapping, cells: SheetCells, table: FoundTable, last: int) -> None:
    """Give the rows of a table their codes: as mapped, else as their labels say; unknown labels are named."""
    label = mapping.column_of(LABEL)
    codes: dict[str, int] = {}
    of_row = {m.row: codes.setdefault(m.code, len(codes)) for m in mapping.rows if m.row <= last}
    if not mapping.rows and label is not None:
        filled = np.flatnonzero(cells.grid.filled[mapping.first : last + 1, label]) + mapping.first
        for row in filled.tolist():
            found = label_at(cells, row, label) or _number_label(cells, row, label)
            if found is None or found.conflict or found.role not in FIGURE_ROLES | PUBLISHED_ROLES:
                _refuse(cells, table, row, label, found)
            else:
                of_row[row] = codes.setdefault(found.figure, len(codes))
    table.rows = np.array(sorted(of_row), dtype=np.int64)
    table.codes = list(codes)
    table.row_codes = np.array([of_row[row] for row in table.rows.tolist()], dtype=np.int64)
    if label is not None and all(c.column != label for c in table.columns):
        table.pending.mark(table.rows, label, Account.CONTEXT)


def _number_label(cells: SheetCells, row: int, column: int) -> Label | None:
    """What a bare number in the column of labels means."""
    if cells.grid.kinds[row, column] != Kind.NUMBER:
        return None
    return cells.vocabulary.label(cells.grid.shown(row, column))


def _refuse(cells: SheetCells, table: FoundTable, row: int, column: int, label: Label | None) -> None:
    """Name a row whose label is no figure of the ITA, if it holds figures at all."""
    if not any(cells.holds_number(row, c.column) for c in table.columns):
        return
    code = "label-conflict" if label is not None and label.conflict else "unknown-indicator"
    number = label.number if label else ""
    table.pending.issue(code, row, column, found=normalize(cells.grid.shown(row, column)), number=number)
    table.pending.mark(row, column, Account.FAULTY)
    for one in table.columns:
        table.pending.mark(row, one.column, Account.IGNORED, "unclear")


def guess_mapping(
    tables: Sequence[FoundTable], cells: SheetCells, rows: tuple[int, int] | None = None
) -> SheetMapping | None:
    """Describe one of the tables found in a sheet, for a person to correct; None where there is none.

    It is the one with those first and last data rows, if one has them, else the largest.
    """
    own = [table for table in tables if (table.first, table.last) == rows] or tables
    best = max(own, key=lambda table: (table.size, len(table.rows)), default=None)
    return mapping_of(best, cells) if best is not None else None


def mapping_of(table: FoundTable, cells: SheetCells) -> SheetMapping:
    """Describe a table that was found as a mapping, for a person to correct."""
    fields = tuple(MappedColumn(c, role) for role, c in table.fields.items() if role in FIELDS)
    figures = tuple(_mapped(column) for column in table.columns)
    heading = (table.top, table.first - 1) if table.top < table.first else None
    if table.row_codes is None and table.columns:
        below = cells.grid.filled[table.last + 1 :][:, [c.column for c in table.columns]]
        last = table.last if below.any() else None
        if heading:
            heading = (table.top, _end_of_heading(table, cells))
        first = heading[1] + 1 if heading else table.first
        return SheetMapping("columns", heading, first, last, (*fields, *figures))
    label = _label_column(table, cells)
    taken = {c.column for c in (*fields, *figures)}
    labels = (MappedColumn(label, LABEL),) if label is not None and label not in taken else ()
    rows: tuple[MappedRow, ...] = ()
    if table.row_codes is not None and not table.fields and len(table.rows) <= MOST_ROWS:
        coded = zip(table.rows.tolist(), table.row_codes.tolist(), strict=True)
        rows = tuple(MappedRow(row, table.codes[code]) for row, code in coded)
    elif table.row_codes is None and label is not None:
        meanings = [(row, cells.label(row, label)) for row in table.rows.tolist()]
        known = FIGURE_ROLES | PUBLISHED_ROLES
        rows = tuple(
            MappedRow(row, m.figure) for row, m in meanings if m and m.role in known and not m.conflict
        )
    last = table.last if rows else None
    return SheetMapping("rows", heading, table.first, last, (*fields, *labels, *figures), rows)


def _mapped(column: ScoreColumn) -> MappedColumn:
    meaning = column.code or column.part or SCORE
    agency = column.agency.name if column.agency else None
    fixed = column.year if column.year_cell is None else None
    return MappedColumn(column.column, meaning, fixed, column.year_cell, agency)


def _end_of_heading(table: FoundTable, cells: SheetCells) -> int:
    """Last row of the heading over a table of columns: section rows between it and the data are none of it."""
    rows = [c.year_cell[0] for c in table.columns if c.year_cell]
    for row in range(table.top, table.first):
        if sum(
            cells.role(row, c.column) is not None or bool(cells.year(row, c.column)) for c in table.columns
        ):
            rows.append(row)
    return max(rows, default=table.first - 1)


def _label_column(table: FoundTable, cells: SheetCells) -> int | None:
    """The column whose cells name the figures of the rows: the one that names most of them."""
    counts: dict[int, int] = {}
    rows = table.rows[:MOST_ROWS]
    for column in range(cells.grid.columns):
        named = [label_at(cells, row, column) for row in rows.tolist()]
        counts[column] = sum(2 - label.weak for label in named if label and label.role in FIGURE_ROLES)
    best = max(counts, key=lambda column: counts[column], default=None)
    return best if best is not None and counts[best] else None


def suggest_year_cell(cells: SheetCells, heading: tuple[int, int] | None, column: int) -> Cell | None:
    """The heading cell over a column that names a year, None where there is none."""
    rows = range(heading[0], heading[1] + 1) if heading else range(0)
    return next((cell for cell in header_cells(cells, rows, column) if cells.year(*cell)), None)


def rows_between(mapping: SheetMapping, count: int) -> Ints:
    """The data rows of a mapping in a sheet of that many rows."""
    last = count - 1 if mapping.last is None else min(mapping.last, count - 1)
    return np.arange(mapping.first, last + 1, dtype=np.int64)
