"""The sheet as it stands, tinted by what each cell is taken for, and the scores that this would give."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from itacore.agency_names import tell_agencies
from itacore.answer import code_order
from itacore.data_table import DataTable
from itacore.issues import Severity
from itacore.reading import Reading
from itacore.reading.contradictions import figure_name, show_value
from itacore.reading.grid import Grid, Kind
from itacore.reading.mapping import SheetMapping
from itacore.thai import format_number
from itacore.wording import say
from pages.ui.figures import show_table
from pages.ui.look import SEVERITY_LOOK, escape
from pages.ui.mapping_options import column_letter

FIGURES_SHOWN = 24
YEARS_SHOWN = 5
WIDE = 7  # columns; of a wider sheet all are narrow
AGENCIES_SHOWN = 12
ISSUES_SHOWN = 4
PUBLISHED = ("IIT", "EIT", "OIT", "total", "rating", "rank")
TINTS = {  # light and dark: headings, what names a row, figures
    "heading": ("#E3E8ED", "#2B333D"),
    "names": ("#EAF1F8", "#1B2B3D"),
    "figures": ("#E6F4F1", "#1B2F31"),
}


def tell(key: str, **places: object) -> str:
    """Wording of the form."""
    return say("import", f"mapping.{key}", **places)


def show_grid(grid: Grid, mapping: SheetMapping, rows: int, columns: int) -> None:
    """The first rows of a sheet with row numbers and letters of columns, as a spreadsheet shows them."""
    count, width = min(grid.rows, rows), min(grid.columns, columns)
    letters = [column_letter(column) for column in range(width)]
    numbers = [str(row + 1) for row in range(count)]
    shown = [[grid.shown(row, column) for column in range(width)] for row in range(count)]
    frame = pd.DataFrame(shown, columns=letters, index=pd.Index(numbers, name=tell("grid-row")))
    tinted = frame.style.apply(_tints, axis=None, mapping=mapping)
    text = (grid.kinds[:count, :width] == Kind.TEXT).sum(axis=0) * 2 > count
    sizes = ["medium" if text[c] and width <= WIDE else "small" for c in range(width)]
    config = {
        letter: st.column_config.TextColumn(letter, width=size)
        for letter, size in zip(letters, sizes, strict=True)
    }
    height = min(36 * (count + 1) + 2, 330)
    st.dataframe(tinted, height=height, column_config=config, key="mapping-grid", alt=tell("grid"))
    told = tell("grid-shown", shown=count, rows=format_number(grid.rows, 0)) if count < grid.rows else ""
    st.caption(" · ".join(filter(None, (tell("grid-key"), told))))


def _tints(frame: pd.DataFrame, mapping: SheetMapping) -> pd.DataFrame:
    """A colour for every cell that is taken for something."""
    dark = st.context.theme.type == "dark"
    styles = pd.DataFrame("", index=frame.index, columns=frame.columns)
    last = len(frame) - 1 if mapping.last is None else min(mapping.last, len(frame) - 1)
    if mapping.heading:
        styles.iloc[mapping.heading[0] : mapping.heading[1] + 1, :] = _tint("heading", dark)
    named = {row.row for row in mapping.rows}
    for mapped in mapping.columns:
        if mapped.column < len(frame.columns):
            kind = "figures" if mapped.is_figure else "names"
            rows = [r for r in range(mapping.first, last + 1) if not named or r in named]
            styles.iloc[rows, mapped.column] = _tint(kind, dark)
    return styles


def _tint(kind: str, dark: bool) -> str:
    return f"background-color:{TINTS[kind][dark]}"


def show_preview(reading: Reading, figures: str) -> bool:
    """What would be read: counts, figures, the issues in short; tells whether it is anything."""
    years = sorted({int(year) for year in reading.provenance["fiscal_year"].unique()})
    if not years:
        st.warning(tell(f"nothing-{figures}"), icon=":material/info:")
    else:
        count = format_number(len(reading.provenance), 0)
        names = reading.agencies["name"].dropna().tolist()
        agency = names[0] if len(reading.agencies) == 1 and names else None
        told = agency or (
            tell("no-agency")
            if len(reading.agencies) == 1
            else say("import", "summary.agencies", count=format_number(len(reading.agencies), 0))
        )
        st.markdown(
            tell("counts", count=count, agency=escape(told), years=", ".join(map(str, years[-YEARS_SHOWN:])))
        )
        if len(reading.agencies) == 1:
            _show_figures(reading, years[-YEARS_SHOWN:])
        else:
            _show_agencies(reading)
    _show_issues(reading)
    return bool(years)


def _show_figures(reading: Reading, years: list[int]) -> None:
    """Figures of one agency, years side by side."""
    shown: dict[str, dict[str, str]] = {}
    for row in reading.scores.to_dict("records"):
        shown.setdefault(str(row["code"]), {})[str(row["fiscal_year"])] = format_number(row["score"])
    for row in reading.declared.to_dict("records"):
        value = row["text"] if isinstance(row["text"], str) else show_value(row["value"])
        shown.setdefault(str(row["code"]), {})[str(row["fiscal_year"])] = value
    codes = sorted(set(map(str, reading.scores["code"])), key=code_order)
    codes = [*codes, *(code for code in PUBLISHED if code in shown)]
    codes = [*codes, *(code for code in shown if code not in codes)][:FIGURES_SHOWN]
    rows = [
        {tell("figure"): figure_name(code), **{str(y): shown[code].get(str(y), "–") for y in years}}
        for code in codes
    ]
    show_table(DataTable("", pd.DataFrame(rows)), "mapping", right=[str(year) for year in years])


def _show_agencies(reading: Reading) -> None:
    """The first agencies with how many figures each has."""
    counts = reading.provenance.groupby("agency_id", observed=True).size()
    names = tell_agencies(reading.agencies, tell("no-agency"))
    rows = [
        {tell("agency-name"): name, tell("count"): format_number(int(counts.get(agency_id, 0)), 0)}
        for agency_id, name in list(names.items())[:AGENCIES_SHOWN]
    ]
    show_table(DataTable("", pd.DataFrame(rows)), "mapping", right=[tell("count")])
    rest = len(reading.agencies) - len(rows)
    if rest > 0:
        st.caption(say("import", "agencies.more", count=format_number(rest, 0)))


def _show_issues(reading: Reading) -> None:
    """The worst issues in one line each."""
    order = list(Severity)
    told = [issue for issue in reading.issues if issue.code != "no-scores"]
    issues = sorted(told, key=lambda issue: order.index(issue.severity))
    for issue in issues[:ISSUES_SHOWN]:
        colour, icon = SEVERITY_LOOK[issue.severity.value]
        cell = f" :small[{escape(say('import', 'issues.cells', cells=issue.cell))}]" if issue.cell else ""
        st.markdown(f":{colour}[:material/{icon}:] {escape(issue.message)}{cell}")
    if len(issues) > ISSUES_SHOWN:
        st.caption(tell("more-issues", count=format_number(len(issues) - ISSUES_SHOWN, 0)))
