"""What each file under review gives, and the figures as they were read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from itacore.agency_names import tell_agencies
from itacore.answer import code_order
from itacore.data_table import DataTable
from itacore.narrative.words import join_words
from itacore.thai import NBSP, format_number
from itacore.wording import say
from pages.ui.data import criteria
from pages.ui.figures import show_table
from pages.ui.imports import Pending
from pages.ui.look import card_title, escape
from pages.ui.mapping_questions import contested_files

FILE_MARKS = {
    "some": ":green[:material/check_circle:]",
    "asked": ":orange[:material/help:]",
    "undecided": ":orange[:material/help:]",
    "set-aside": ":gray[:material/block:]",
    "none": ":red[:material/error:]",
}


def tell(key: str, **places: object) -> str:
    """Wording of the import page."""
    return say("import", key, **places)


def years_of(pending: Pending) -> list[int]:
    """Fiscal years with a figure, earliest first."""
    return sorted({int(year) for year in pending.reading.provenance["fiscal_year"].unique()})


def show_files(pending: Pending) -> None:
    """Say of each of several files what it gives, or that it gives nothing."""
    lines, contested = [], contested_files(pending)
    for part in pending.parts:
        years = sorted({int(year) for year in part.provenance["fiscal_year"].unique()})
        count = format_number(len(part.scores) + len(part.declared), 0)
        name, shown = escape(part.files[0].name), join_words([str(year) for year in years])
        asked = any(question.file == part.files[0].name for question in pending.questions)
        if years:
            key = "some"
        elif asked:
            key = "asked"
        elif part.files[0].name in contested:
            key = "undecided" if len(part.contradictions) else "set-aside"
        else:
            key = "none"
        told = tell(f"files.{key}", file=name, scores=count, years=shown)
        lines.append(f"{FILE_MARKS[key]} {told}")
    st.markdown("  \n".join(lines))


def show_figures_read(pending: Pending) -> None:
    """The figures as read: years side by side for one agency, a list of agencies for many."""
    reading = pending.reading
    if len(reading.agencies) > 1:
        card_title(tell("table.title-many"))
        listed = _agency_list(pending)
        total = {tell("table.latest"): st.column_config.TextColumn(alignment="right")}
        height = min(520, 35 * (len(listed) + 1) + 2)
        st.dataframe(
            listed, hide_index=True, height=height, column_config=total, alt=tell("table.title-many")
        )
        return
    card_title(tell("table.title"))
    frame = reading.scores[["code", "fiscal_year", "score"]].astype({"code": str})
    years = years_of(pending)
    names = criteria().for_year(years[-1]).book
    rows = []
    for code in sorted(frame["code"].unique(), key=code_order):
        found = frame[frame["code"] == code].set_index("fiscal_year")["score"]
        name = names.name_of(code)
        row = {tell("table.code"): code, tell("table.name"): name if name != code else ""}
        rows.append({**row, **{str(y): format_number(found.get(y)) for y in years}})
    declared = reading.declared
    for row in _declared_rows(declared, years):
        rows.append(row)
    frame = pd.DataFrame(rows)
    show_table(DataTable(tell("table.title"), frame), "review", right=[str(year) for year in years])


def _declared_rows(declared: pd.DataFrame, years: list[int]) -> list[dict[str, str]]:
    """Published totals, instruments and ratings as rows under the indicators."""
    rows = []
    for level, code in dict.fromkeys(
        zip(declared["level"].astype(str), declared["code"].astype(str), strict=True)
    ):
        if level not in ("total", "rating", "instrument"):
            continue
        own = declared[(declared["level"] == level) & (declared["code"] == code)].set_index("fiscal_year")
        values = {
            str(y): (str(own.loc[y, "text"]) if level == "rating" else format_number(own.loc[y, "value"]))
            if y in own.index
            else "–"
            for y in years
        }
        name = tell(f"table.{level}") if level != "instrument" else ""
        rows.append(
            {tell("table.code"): code if level == "instrument" else NBSP, tell("table.name"): name, **values}
        )
    return rows


def _agency_list(pending: Pending) -> pd.DataFrame:
    """One row an agency: years with figures and the latest published total."""
    reading = pending.reading
    years = reading.provenance.groupby("agency_id", observed=True)["fiscal_year"].agg(["nunique", "max"])
    totals = reading.declared[reading.declared["level"] == "total"].sort_values("fiscal_year")
    latest = totals.groupby("agency_id", observed=True)["value"].last()
    shown = reading.agencies[["agency_id"]].copy()
    shown[tell("table.agency")] = shown["agency_id"].map(tell_agencies(reading.agencies, "–"))
    shown[tell("table.years")] = shown["agency_id"].map(years["nunique"]).astype("Int64")
    if len(latest):
        shown[tell("table.latest")] = shown["agency_id"].map(latest).map(format_number)
    return shown.drop(columns="agency_id")
