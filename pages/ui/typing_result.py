"""What the typed scores come to, and what is wrong with them, in words beside the table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from itacore.criteria import Criteria
from itacore.data_table import DataTable, figures
from itacore.issues import Issue, Severity
from itacore.narrative.rating import tell_reason
from itacore.narrative.words import join_words, level_word
from itacore.reading.typed import Cell
from itacore.scoring.analysis import SEPARATOR
from itacore.scoring.profile import Profile, number_or_none
from itacore.thai import format_number
from itacore.wording import say
from pages.ui.figures import show_table
from pages.ui.look import SEVERITY_LOOK, card_title, escape, level_badge
from pages.ui.typing import Check, Draft, issue_words
from pages.ui.typing_table import row_name

ISSUES_SHOWN = 6


def tell(key: str, **places: object) -> str:
    """Wording of the typing page."""
    return say("type_scores", key, **places)


def focus_year(draft: Draft, check: Check, chosen: str | None) -> int:
    """The year that the page speaks of: the latest one being changed, else the chosen one, else the latest."""
    changed = {year for _, year in check.typed.changed | check.typed.faulty}
    if changed:
        return max(changed)
    return int(chosen) if chosen and chosen in map(str, draft.years) else max(draft.years)


def known_indicators(profile: Profile | None) -> int:
    """Count of indicators with a score."""
    return sum(entry.score is not None for entry in profile.indicators) if profile else 0


def tell_finding(draft: Draft, check: Check, criteria: Criteria, year: int) -> str:
    """The first line: what must be mended, else how far the year is and what it comes to."""
    if check.faulty:
        outside = any(issue.code in ("year-in-future", "year-other-model") for issue in check.issues)
        return tell("finding.faulty-year") if outside else tell("finding.faulty", count=check.faulty)
    profile = check.profile(criteria, year)
    every = len(criteria.for_year(year).book.indicators)
    count = known_indicators(profile)
    if profile is None:
        return tell("finding.empty", year=year)
    total = number_or_none(profile.row["total_computed"])
    if not count:
        return tell("finding.published", year=year)
    if total is None or count < every:
        return tell("finding.part", count=count, all=every, year=year)
    if profile.row["disagrees"]:
        shown = format_number(total), format_number(profile.row["total_declared"])
        return tell("finding.disagrees", year=year, total=shown[0], declared=shown[1])
    line = tell("finding.full", all=every, year=year, total=format_number(total))
    return f"{line} {tell_levels(profile)}".strip()


def tell_levels(profile: Profile) -> str:
    """The rating as a badge, or the levels that are possible."""
    reason = profile.reason
    if reason.kind == "outside":
        return ""
    if profile.row["final"] and isinstance(profile.row["final"], str):
        return level_badge(profile.row["final"])
    if 1 < len(reason.possible) <= 2:
        return say("overview", "headline.open", levels=level_word(join_words(reason.possible)))
    return ""


def mark_faults(check: Check) -> dict[Cell, tuple[bool, str]]:
    """Cells with an error or a warning: whether the cell gives no figure, and what was found."""
    marks: dict[Cell, tuple[bool, str]] = {}
    for issue in check.issues:
        cell = check.typed.cell(issue)
        if cell is not None and issue.severity is not Severity.NOTE:
            marks.setdefault(cell, (cell in check.typed.faulty, issue_words(issue)[0]))
    return marks


def show_issues(check: Check, criteria: Criteria) -> None:
    """Say of every issue which row and year it is about, what was found, and how to mend it."""
    issues = sorted(check.issues, key=lambda issue: list(Severity).index(issue.severity))
    if not issues:
        return
    with st.container(border=True, key="typing-issues"):
        card_title(tell("issue.title" if len(issues) > 1 else "issue.title-one", count=len(issues)))
        for issue in issues[:ISSUES_SHOWN]:
            _show_issue(issue, check, criteria)
        if len(issues) > ISSUES_SHOWN:
            st.caption(say("import", "agencies.more", count=len(issues) - ISSUES_SHOWN))


def _show_issue(issue: Issue, check: Check, criteria: Criteria) -> None:
    cell = check.typed.cell(issue)
    colour, icon = SEVERITY_LOOK[issue.severity.value]
    word = say("import", f"issues.{issue.severity.value}")
    if issue.severity is Severity.ERROR and cell not in check.typed.faulty:
        word = tell("issue.differs")
    message, hint = issue_words(issue)
    place = ""
    if cell is not None:
        place = f" **{escape(tell('issue.place', row=row_name(criteria, *cell), year=cell[1]))}**"
    lines = [f":{colour}-badge[:material/{icon}: {word}]{place}", escape(message)]
    if issue.severity is not Severity.NOTE:
        lines.append(f":small[:material/build: {escape(hint)}]")
    st.markdown("  \n".join(lines))


def show_result(draft: Draft, check: Check, criteria: Criteria, year: int) -> None:
    """Total, instruments and rating of the year as typed, and all years in a table where there are several."""
    profile = check.profile(criteria, year)
    with st.container(border=True, key="typing-result"):
        if profile is None:
            st.caption(tell("result.none"))
            return
        card_title(tell("result.title", year=year))
        if any(profile.unit(i.code) is not None for i in profile.rules.book.instruments):
            _show_figures(profile)
        every, count = len(profile.indicators), known_indicators(profile)
        if count < every:
            st.caption(tell("result.waiting", count=every - count))
        if profile.reason.kind != "none":
            disagrees = bool(profile.row["disagrees"])
            st.markdown(escape(tell_reason(profile.reason, profile.declared, disagrees)))
        if profile.row["near_bound"]:
            st.caption(f":material/straighten: {tell('result.near')}")
        if profile.rules.provisional:
            used = profile.rules.book.fiscal_year
            st.caption(f":material/info: {tell('result.provisional', year=year, used=used)}")
        if len(check.analysis.ratings) > 1:
            _show_years(check)


def _show_figures(profile: Profile) -> None:
    """Total and instruments in one row."""
    codes = [None, *(instrument.code for instrument in profile.rules.book.instruments)]
    for column, code in zip(st.columns(len(codes), gap="small"), codes, strict=True):
        computed = number_or_none(profile.row["total_computed"])
        value = profile.unit(code) if code else computed
        name = code or tell("result.total")
        if code is None and computed is None and number_or_none(profile.row["total_declared"]) is not None:
            value, name = number_or_none(profile.row["total_declared"]), tell("result.total-declared")
        column.metric(name, format_number(value))


def _show_years(check: Check) -> None:
    """All years as typed: total, instruments, level."""
    ratings = check.analysis.ratings.sort_values("fiscal_year", ascending=False)
    levels = []
    for row in ratings.itertuples():
        possible = str(row.possible).split(SEPARATOR)
        known = row.final if isinstance(row.final, str) else possible[0] if len(possible) == 1 else None
        levels.append(known or (tell("result.open") if len(possible) > 1 else None))
    frame = pd.DataFrame(
        {
            tell("result.year"): [str(year) for year in ratings["fiscal_year"]],
            tell("result.short-total"): figures([number_or_none(value) for value in ratings["total"]]),
            **{
                code: figures([number_or_none(value) for value in ratings[code]])
                for code in ("IIT", "EIT", "OIT")
                if code in ratings
            },
            tell("result.level"): levels,
        }
    )
    show_table(DataTable(tell("result.years"), frame), "typing-years")
