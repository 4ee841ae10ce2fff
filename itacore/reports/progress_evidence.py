"""The report on carrying out measures with evidence: the table, then a page a measure for what proves it."""

from __future__ import annotations

from collections.abc import Sequence

from itacore.measures.plan import number_steps
from itacore.measures.progress import NOTHING_SAID, Progress
from itacore.narrative.progress import whole_day
from itacore.reports.materials import Materials
from itacore.reports.plan_cells import in_lines, or_dots, period_of, steps_of
from itacore.reports.plans import PlannedMeasure
from itacore.reports.progress import (
    ROOM,
    build_notes,
    build_opening,
    build_table,
    name_indicator,
    numbered_titles,
    planned,
    result_cell,
    sign,
    subtitle,
    tick_statuses,
    told_of,
    verbatim_lines,
)
from itacore.reports.report import (
    Block,
    Column,
    FillIn,
    Heading,
    Note,
    Paragraph,
    Picture,
    Report,
    Row,
    Table,
    Turn,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.scoring.profile import Profile
from itacore.thai import NBSP
from itacore.wording import say

PICTURE_ROOM, EMPTY_PICTURE_ROOM = 4.5, 11.0  # cm; the second where no plan takes the page
FIELDS = ("result_indicator", "budget", "follow_up", "evidence")  # shown where the plan has them
PICTURE_HEIGHT = 6.0  # cm; one stands under the texts of a measure, three on a page
RESULT_LINES, LIST_LINES, PROBLEM_LINES = 3, 2, 2


def _say(key: str, **places: object) -> str:
    return say("progress", key, **places)


def build_progress_evidence(made_of: Materials) -> Report:
    """Build the report with a page of evidence a measure; without a plan there is one empty page to copy."""
    profile, name, dated = made_of.profile, made_of.name, made_of.dated
    year = profile.rules.fiscal_year + 1
    measures = planned(made_of.chosen_measures)
    told = told_of(measures, made_of.progress)
    columns = (
        Column(ours(_say("table.measure-short")), 0.2),
        Column(ours(_say("table.how")), 0.25),
        Column(ours(_say("table.owner")), 0.1),
        Column(ours(_say("table.period")), 0.1),
        Column(ours(_say("table.result")), 0.2),
        Column(ours(_say("table.suggestions")), 0.15),
    )
    rows = [
        _row(title, entry, one)
        for title, entry, one in zip(numbered_titles(measures), measures, told, strict=True)
    ]
    pages = [
        _page(profile, at, entry, one) for at, (entry, one) in enumerate(zip(measures, told, strict=True))
    ]
    blocks = [
        Turn(True),
        *build_opening(profile, name, told, made_of.months),
        *build_table(columns, rows, year),
        sign(made_of.particulars),
        *build_notes(profile, made_of.criteria, dated),
        Turn(False),
        *(block for page in pages or [_empty_page()] for block in page),
    ]
    return Report(_say("paper.title-evidence"), subtitle(name, year), dated, tuple(blocks))


def _row(title: Words, entry: PlannedMeasure, told: Progress) -> Row:
    dots = _say("table.empty")
    cells = (
        title,
        steps_of(entry, dots),
        or_dots(entry.words("owner"), dots),
        period_of(entry, dots),
        result_cell(told, ask=True),
        in_lines(verbatim_lines(told.problems, told.suggestions)),
    )
    return Row(cells, room=ROOM)


# ---- the pages of evidence ---------------------------------------------------------------------------------


def _page(profile: Profile, at: int, entry: PlannedMeasure, told: Progress) -> list[Block]:
    """The page of a measure: what the plan says of it, then what is said or asked of carrying it out."""
    head = join(ours(_say("page.head", number=at + 1)), entry.words("title"))
    dots = _say("table.empty")
    fields = [
        ("indicator", name_indicator(profile, entry.measure.indicator, "page.indicator-is")),
        ("owner", or_dots(entry.words("owner"), dots)),
        ("period", or_dots(entry.words("period"), dots)),
        ("steps", steps_of(entry, dots)),
        ("how", entry.words("how") if entry.measure.steps else ours("")),
        *((field, entry.words(field)) for field in FIELDS),
    ]
    rows = [Row((ours(_say(f"page.{field}")), words)) for field, words in fields if words.plain.strip()]
    columns = (Column(ours(_say("page.column-field")), 0.24), Column(ours(_say("page.column-plan")), 0.76))
    plan = Table(ours(_say("page.plan")), columns, tuple(rows), splits=True)
    return [Heading(head, new_page=at > 0), plan, *_asked(told, PICTURE_ROOM)]


def _empty_page() -> list[Block]:
    """The page of a measure without a plan."""
    asked = [FillIn(ours(_say(f"page.{field}"), bold=True)) for field in ("owner", "period")]
    return [
        Heading(ours(_say("page.head-empty"))),
        Note(ours(_say("page.copy"))),
        *asked,
        *_asked(NOTHING_SAID, EMPTY_PICTURE_ROOM),
    ]


def _asked(told: Progress, room: float) -> list[Block]:
    """What was done, when, where it was published, what proves it, and pictures or room for them."""
    gap = NBSP + " "
    status = join(ours(_say("page.status"), bold=True), ours(gap.join(tick_statuses(told.status))))
    problems = in_lines(verbatim_lines(told.problems, told.suggestions))
    return [
        Paragraph(status),
        *(
            [_field("due", verbatim(whole_day(told.due)), 1)]
            if told.due.strip() or told.status != "done"
            else []
        ),
        _field("result", verbatim(told.result.strip()), RESULT_LINES),
        _field("done_on", verbatim(whole_day(told.done_on)), 1),
        _field("links", _listed(told.links), 1),
        _field("list", _listed(told.evidence), LIST_LINES),
        _field("problems", problems, PROBLEM_LINES),
        *(_pictures(told) or _frames(room)),
    ]


def _pictures(told: Progress) -> list[Block]:
    return [Picture(verbatim(one.caption), one.data, one.caption, PICTURE_HEIGHT) for one in told.pictures]


def _frames(room: float) -> list[Block]:
    """Room for pictures that are put in by hand."""
    columns = tuple(Column(ours(_say("page.picture", number=at)), 0.5) for at in (1, 2))
    return [Table(ours(_say("page.pictures")), columns, (Row((ours(""), ours("")), room=room),), ruled=True)]


def _field(key: str, given: Words, lines: int) -> Block:
    label = ours(_say(f"page.{key}"), bold=True)
    if not given.plain.strip():
        return FillIn(label, lines)
    return Paragraph(join(label, ours("\n" if "\n" in given.plain else " "), given))


def _listed(given: Sequence[str]) -> Words:
    """Put texts under each other, numbered where there are several."""
    plain = [text.strip() for text in given if text.strip()]
    shown = number_steps(plain) if len(plain) > 1 else plain
    return in_lines(
        [
            join(ours(long[: len(long) - len(text)]), verbatim(text))
            for long, text in zip(shown, plain, strict=True)
        ]
    )
