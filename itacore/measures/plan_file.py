"""Read a plan out of a workbook that somebody filled in or changed; every fault with its sheet and cell.

The file is opened in the reading child like every other; what comes here are grids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from itacore.issues import Issue, IssueLog
from itacore.measures.chosen import LIMITS, ChosenMeasure
from itacore.measures.plan import MEETING_LIMITS, Meeting, lines_of, tidy
from itacore.measures.plan_columns import MEETING_ROWS, field_of, heading_key
from itacore.measures.plan_dates import read_day
from itacore.measures.topics import read_topics
from itacore.reading.grid import Grid, Kind
from itacore.thai import BUDDHIST_ERA_OFFSET, find_years, normalize, to_arabic_digits
from itacore.wording import say

HEAD_WITHIN = 30  # rows in which the headings are looked for
MOST_ROWS, MOST_COLUMNS = 1000, 200
_NUMBER = re.compile(r"(?:ตัวชี้วัด(?:ที่)?|ประเด็น(?:ที่)?|ข้อ(?:ที่)?)?\s*(\d{1,2})(?!\d)")
Heads = Mapping[int, str]


@dataclass(frozen=True)
class PlanFile:
    """What a file says: measures in order, the meeting if it has its sheet, and what is wrong."""

    name: str
    measures: tuple[ChosenMeasure, ...]
    meeting: Meeting | None
    issues: IssueLog


@dataclass(frozen=True, eq=False)
class _Place:
    """A sheet under reading, with what all its rows need."""

    grid: Grid
    name: str
    codes: Mapping[str, str]
    log: IssueLog

    def report(
        self, code: str, row: int | None = None, column: int | None = None, /, **places: object
    ) -> None:
        self.log.add(Issue(code, self.name, self.grid.sheet, row, column, places))

    def text(self, row: int, column: int) -> str:
        """Text of a cell; one that shows a fault instead of a text is told and gives none."""
        source = self.grid.source(row, column)
        if self.grid.kinds[source] in (Kind.ERROR, Kind.UNCALCULATED):
            self.report("plan-cell-unreadable", *source)
            return ""
        return tidy(self.grid.shown(row, column))


def read_plan(
    grids: Sequence[Grid], name: str, *, fiscal_year: int, indicators: Mapping[str, str]
) -> PlanFile:
    """Read a plan.

    Parameters
    ----------
    grids
        The sheets of the file.
    name
        Name of the file, for the issues.
    fiscal_year
        The year that the plan is for, Buddhist Era; a file of another year is told.
    indicators
        Codes of the indicators with their names.

    Returns
    -------
    PlanFile
        An error among its issues means that the file is not to be taken as it is.
    """
    log = IssueLog()
    measures: list[ChosenMeasure] = []
    meeting: Meeting | None = None
    tables = 0
    for grid in grids:
        place = _Place(grid, name, indicators, log)
        if not grid.filled.any():
            continue
        head = _find_head(grid)
        if head is not None:
            tables += 1
            _check_year(place, head, fiscal_year)
            measures.extend(_read_table(place, head))
        elif meeting is None and _is_meeting(grid):
            meeting = _read_meeting(place)
        else:
            place.report("plan-sheet-unread")
    if not tables:
        log = IssueLog([Issue("plan-no-table", name)])
    elif not measures and not log.has_errors:
        log.add(Issue("plan-empty", name))
    return PlanFile(name, tuple(measures), meeting, log)


def _find_head(grid: Grid) -> int | None:
    """Find the row of the headings: the first that names a measure and something else of it."""
    for row in range(min(grid.rows, HEAD_WITHIN)):
        fields = {field_of(grid.shown(row, column)) for column in _filled(grid, row)} - {None}
        if "title" in fields and len(fields) >= 2:
            return row
    return None


def _filled(grid: Grid, row: int) -> list[int]:
    """Columns of a row that hold something of their own, as far as a plan may reach."""
    return [int(column) for column in np.flatnonzero(grid.filled[row])[:MOST_COLUMNS]]


def _read_heads(place: _Place, row: int) -> Heads:
    grid = place.grid
    heads: dict[int, str] = {}
    for column in _filled(grid, row):
        text = grid.shown(row, column)
        field = field_of(text)
        if field is None:
            place.report("plan-column-unknown", row, column, heading=_short(text))
        elif field in heads.values():
            place.report("plan-column-twice", row, column, heading=_short(text))
        else:
            heads[column] = field
    return heads


def _check_year(place: _Place, head: int, fiscal_year: int) -> None:
    for row in range(head):
        for column in _filled(place.grid, row):
            years = {found.year for found in find_years(place.grid.text(row, column) or "")}
            if years and fiscal_year not in years:
                place.report("plan-other-year", row, column, found=max(years), year=fiscal_year)
                return


def _read_table(place: _Place, head: int) -> list[ChosenMeasure]:
    grid, heads = place.grid, _read_heads(place, head)
    keys = {column: heading_key(grid.shown(head, column)) for column in heads}
    found: list[ChosenMeasure] = []
    seen: set[tuple[str, str]] = set()
    outside = grid.filled[head + 1 :].copy()
    outside[:, np.flatnonzero(grid.filled[head])] = False
    for row, column in np.argwhere(outside)[:MOST_ROWS]:
        place.report("plan-text-outside", head + 1 + int(row), int(column))
    rows = [head + 1 + int(row) for row in np.flatnonzero(grid.filled[head + 1 :].any(axis=1))]
    if len(rows) > MOST_ROWS:
        place.report("plan-too-many-rows", count=len(rows), most=MOST_ROWS)
    for row in rows[:MOST_ROWS]:
        if all(heading_key(grid.shown(row, column)) == key for column, key in keys.items()):
            continue  # headings again, after a page break
        measure = _read_row(place, row, heads)
        if measure is None:
            continue
        if (measure.indicator, measure.title) in seen:
            place.report("plan-measure-twice", row, _column(heads, "title"), title=_short(measure.title))
        seen.add((measure.indicator, measure.title))
        found.append(measure)
    return found


def _column(heads: Heads, field: str) -> int:
    return next(column for column, known in heads.items() if known == field)


def _read_row(place: _Place, row: int, heads: Heads) -> ChosenMeasure | None:
    texts = {field: place.text(row, column) for column, field in heads.items()}
    number = texts.pop("number", "")
    if not any(texts.values()):
        if number and not to_arabic_digits(number).strip(" .").isdigit():
            place.report("plan-text-outside", row, _column(heads, "number"))
        return None
    title = _column(heads, "title")
    if not texts["title"]:
        place.report("plan-title-missing", row, title)
    for column, field in heads.items():
        limit = LIMITS.get(field)
        if limit and len(texts[field]) > limit:
            place.report("plan-text-too-long", row, column, count=len(texts[field]), most=limit)
    topic = _read_topic(place, row, heads, texts.pop("topic", ""))
    indicator = _read_indicator(place, row, heads, texts.pop("indicator", ""), topic)
    if not indicator or not texts["title"]:
        return None
    own = next((t.number for t in read_topics() if indicator in t.indicators), None)
    empty = dict.fromkeys(("how", "owner", "period", "evidence"), "")
    catalogue_id = texts.pop("id", "") or None
    steps = lines_of(texts.pop("steps", ""))
    return ChosenMeasure(
        id=catalogue_id,
        indicator=indicator,
        steps=steps,
        topic=None if topic == own else topic,
        **{**empty, **texts},
    )


def _read_indicator(place: _Place, row: int, heads: Heads, text: str, topic: int | None) -> str:
    """Give the code of the indicator; a row that names a topic alone serves its first indicator."""
    if not text:
        if topic is None:
            column = next((c for c, field in heads.items() if field == "indicator"), _column(heads, "title"))
            place.report("plan-indicator-missing", row, column)
            return ""
        code = read_topics()[topic - 1].indicators[0]
        place.report(
            "plan-indicator-from-topic",
            row,
            _column(heads, "topic"),
            code=code,
            name=place.codes.get(code, ""),
        )
        return code
    plain = normalize(to_arabic_digits(text))
    number = _NUMBER.match(plain)
    code = number[1].lstrip("0") if number else _code_named(plain, place.codes)
    if code not in place.codes:
        place.report("plan-indicator-unknown", row, _column(heads, "indicator"), found=_short(text))
        return ""
    return code


def _code_named(text: str, codes: Mapping[str, str]) -> str:
    key = heading_key(text)
    return next((code for code, name in codes.items() if heading_key(name) == key), "")


def _read_topic(place: _Place, row: int, heads: Heads, text: str) -> int | None:
    if not text:
        return None
    plain = normalize(to_arabic_digits(text))
    number = _NUMBER.match(plain)
    for topic in read_topics():
        named = heading_key(plain).endswith(heading_key(topic.name))
        if named or (number and int(number[1]) == topic.number):
            return topic.number
    place.report("plan-topic-unknown", row, _column(heads, "topic"), found=_short(text))
    return None


def _is_meeting(grid: Grid) -> bool:
    labels = {heading_key(say("plan", f"meeting.{field}")) for field in MEETING_ROWS}
    return grid.columns > 0 and any(
        heading_key(grid.shown(row, 0)) in labels for row in range(min(grid.rows, HEAD_WITHIN))
    )


def _read_meeting(place: _Place) -> Meeting:
    grid = place.grid
    labels = {heading_key(say("plan", f"meeting.{field}")): field for field in MEETING_ROWS}
    texts = dict.fromkeys(MEETING_ROWS, "")
    held_on: date | None = None
    known = False
    for row in range(min(grid.rows, MOST_ROWS)):
        field = labels.get(heading_key(grid.shown(row, 0)))
        known = known or field is not None
        for column in _filled(grid, row):
            if not known or (column == 0 and field):
                continue  # the title above, or the label
            if field is None or column > 1:
                place.report("plan-text-outside", row, column)
                continue
            texts[field] = place.text(row, column)
            if len(texts[field]) > MEETING_LIMITS.get(field, 200):
                count, most = len(texts[field]), MEETING_LIMITS.get(field, 200)
                place.report("plan-text-too-long", row, column, count=count, most=most)
            if field == "held_on":
                held_on = _day(grid, row, column, texts[field])
                if held_on is None:
                    place.report("plan-meeting-date", row, column, found=_short(texts[field]))
    participants = lines_of(texts["participants"])
    return Meeting(texts["title"], held_on, texts["place"], participants, texts["decision"])


def _day(grid: Grid, row: int, column: int, text: str) -> date | None:
    if grid.kinds[row, column] != Kind.DATE:
        return read_day(text)
    whole = int(grid.numbers[row, column])
    year = whole // 10000
    year -= BUDDHIST_ERA_OFFSET if year > 2400 else 0
    return date(year, whole // 100 % 100, whole % 100)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else plain[:39] + "…"
