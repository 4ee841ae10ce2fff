"""The report on carrying out measures: a table of the plan with room for what was done, or with what was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from itacore.criteria import Criteria
from itacore.measures.chosen import ChosenMeasure
from itacore.measures.plan import number_steps
from itacore.measures.progress import NOTHING_SAID, STATUSES, Progress
from itacore.narrative.progress import ROUNDS, name_round, tell_origin, tell_round, tell_statuses
from itacore.office import Particulars
from itacore.reports.dates import date_line
from itacore.reports.materials import Materials
from itacore.reports.plan_cells import in_lines, or_dots, period_of, steps_of
from itacore.reports.plans import PlannedMeasure
from itacore.reports.progress_sheet import build_progress_sheet, days_and_proofs
from itacore.reports.report import (
    Block,
    Clause,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Signature,
    Table,
    Turn,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.reports.weaknesses import build_note, tell_basis
from itacore.scoring.profile import Profile
from itacore.thai import NBSP
from itacore.wording import say

ROOM = 3.0  # cm to write in
EMPTY_ROWS = 6  # without a plan
_AGENCY = "\ufffc"  # stands for the office's name while a sentence is filled in
_GAP = f"{NBSP} "


def _say(key: str, **places: object) -> str:
    return say("progress", key, **places)


def build_progress(made_of: Materials) -> Report:
    """Build the report on the measures of the year after the result of the profile.

    Without a plan the table is empty: the catalogue's suggestions have no place here. What the office did not say is
    left to write on; its first signatory reports.
    """
    profile, name, dated = made_of.profile, made_of.name, made_of.dated
    year = profile.rules.fiscal_year + 1
    measures = planned(made_of.chosen_measures)
    told = told_of(measures, made_of.progress)
    columns = (
        Column(ours(_say("table.measure")), 0.24),
        Column(ours(_say("table.steps")), 0.31),
        Column(ours(_say("table.result")), 0.25),
        Column(ours(_say("table.problems")), 0.2),
    )
    rows = [
        Row(
            (
                _measure_cell(profile, title, entry),
                _steps_cell(entry),
                result_cell(one),
                in_lines(verbatim_lines(one.problems, one.suggestions)),
            ),
            room=ROOM,
        )
        for title, entry, one in zip(numbered_titles(measures, bold=True), measures, told, strict=True)
    ]
    opening, signature = build_opening(profile, name, told, made_of.months), sign(made_of.particulars)
    blocks = [
        Turn(True),
        *opening,
        *build_table(columns, rows, year),
        signature,
        *build_notes(profile, made_of.criteria, dated),
    ]
    sheet = build_progress_sheet(
        profile,
        measures,
        told,
        title=_say("paper.title"),
        lines=[subtitle(name, year).plain, *(block.words.plain for block in opening)],
        foot=[words.plain for words in signature.lines],
        note=_notes(profile, made_of.criteria, dated),
    )
    return Report(_say("paper.title"), subtitle(name, year), dated, tuple(blocks), sheets=(sheet,))


# ---- what both reports on measures have --------------------------------------------------------------------


def planned(chosen: Sequence[ChosenMeasure] | None) -> tuple[PlannedMeasure, ...]:
    """Give the measures of a plan as papers take them."""
    return tuple(PlannedMeasure(measure, own=True) for measure in chosen or ())


def told_of(
    measures: Sequence[PlannedMeasure], progress: Mapping[int, Progress] | None
) -> tuple[Progress, ...]:
    """Give what the office says of each measure, nothing where it says nothing."""
    return tuple((progress or {}).get(at, NOTHING_SAID) for at in range(len(measures)))


def subtitle(name: Words, year: int) -> Words:
    """Name the office and the year of the measures."""
    return join(name, ours(" · " + say("reports", "common.of-year", year=year)))


def build_opening(
    profile: Profile, name: Words, told: Sequence[Progress], months: int | None
) -> list[Clause | Paragraph]:
    """Build the introduction: the result, the measures that come from it, the round, how far they are."""
    year, count = profile.rules.fiscal_year + 1, len(told)
    before, _, after = tell_origin(profile, _AGENCY, count).partition(_AGENCY)
    origin = join(ours(before), name, ours(after))
    counts = {status: sum(one.status == status for one in told) for status in STATUSES}
    statuses = tell_statuses(counts, count - sum(counts.values()))
    said = [statuses if count else _say("intro.no-plan", next=year), tell_round(months, year)]
    blocks: list[Clause | Paragraph] = [Clause(origin), Clause(ours(" ".join(filter(None, said))))]
    if months is None:
        rounds = [tick(name_round(each, year), marked=False) for each in ROUNDS]
        blocks.append(Paragraph(join(ours(_say("round.choice"), bold=True), ours(" " + _GAP.join(rounds)))))
    return blocks


def build_table(columns: tuple[Column, ...], rows: Sequence[Row], year: int) -> list[Block]:
    """Build the table of the measures, on a page on its side; without any with empty rows."""
    caption = _say("table.caption", count=len(rows), next=year)
    if not rows:
        caption = _say("table.caption-empty", next=year)
        empty = [ours(f"{at}.") for at in range(1, EMPTY_ROWS + 1)]
        rows = [Row((number, *[ours("")] * (len(columns) - 1)), room=ROOM) for number in empty]
    table = Table(ours(caption), columns, tuple(rows), splits=True, wide=True, ruled=True)
    return [Heading(ours(_say("table.title"))), table]


def tick(text: str, *, marked: bool) -> str:
    """Write brackets to mark before a text, marked or not.

    >>> tick("ก", marked=True).replace(NBSP, "_")
    '(_/_)_ก'
    """
    return _say("status.tick", mark=f"{NBSP}/{NBSP}" if marked else NBSP * 4, text=text)


def tick_statuses(status: str | None) -> list[str]:
    """Write the possible statuses of a measure, each to be marked."""
    return [tick(_say(f"status.{each}"), marked=each == status) for each in STATUSES]


def numbered_titles(measures: Sequence[PlannedMeasure], *, bold: bool = False) -> list[Words]:
    """Give the titles of the measures with their numbers, unless the office numbered them."""
    plain = [entry.measure.title for entry in measures]
    shown = number_steps(plain) if len(plain) > 1 else [f"1. {title}" for title in plain]
    return [
        join(ours(text[: len(text) - len(title)], bold=bold), entry.words("title", bold=bold))
        for text, title, entry in zip(shown, plain, measures, strict=True)
    ]


def name_indicator(profile: Profile, code: str, key: str) -> Words:
    """Name the indicator that a measure serves."""
    named = next((i for i in profile.indicators if i.code == code), None)
    return ours(_say(key, code=code, name=named.name)) if named else verbatim(code)


def labelled(key: str, words: Words) -> Words:
    """Put a label before a text."""
    return join(ours(_say(key)), words)


def verbatim_lines(*texts: str) -> list[Words]:
    """Give texts of the office that say something."""
    return [verbatim(text.strip()) for text in texts if text.strip()]


def result_cell(told: Progress, *, ask: bool = False) -> Words:
    """Write what was done about a measure.

    Where pages of evidence follow, ``ask`` for a status that is not said, and leave links and evidence to its page.
    """
    lines = [ours(_say(f"status.{told.status}"), bold=True)] if told.status else []
    if ask and not told.status:
        lines += map(ours, tick_statuses(None))
    lines += verbatim_lines(told.result)
    for key, text in days_and_proofs(told, proofs=not ask):
        lines += [labelled(f"table.{key}", words) for words in verbatim_lines(text)]
    if not told.due.strip() and (told.status in ("under-way", "not-done") or (ask and not told.status)):
        lines.append(ours(_say("status.due")))
    return in_lines(lines)


def sign(own: Particulars) -> Signature:
    """Give the place where the reporter signs."""
    known = [s for s in own.signatories if s.post.strip() or s.name.strip()]
    post, person = (known[0].post.strip(), known[0].name.strip()) if known else ("", "")
    name = join(ours("("), verbatim(person), ours(")")) if person else ours(_say("sign.name"))
    lines = (
        ours(_say("sign.line")),
        name,
        verbatim(post) if post else ours(_say("sign.post")),
        ours(_say("sign.reporter")),
        ours(_say("sign.day")),
    )
    return Signature(lines)


def build_notes(profile: Profile, criteria: Criteria, dated: date | None) -> list[Block]:
    """Build the small print: on which rules the rating rests, and of which day the paper is."""
    return [
        Heading(ours(_say("notes.title")), level=2),
        build_note(tell_basis(profile, criteria, compared=False), dated),
    ]


def _notes(profile: Profile, criteria: Criteria, dated: date | None) -> str:
    texts = [*tell_basis(profile, criteria, compared=False), say("reports", "notes.disclaimer")]
    return " · ".join([*texts, date_line(dated)] if dated is not None else texts)


# ---- the table ---------------------------------------------------------------------------------------------


def _measure_cell(profile: Profile, title: Words, entry: PlannedMeasure) -> Words:
    dots = _say("table.empty")
    return in_lines(
        [
            title,
            name_indicator(profile, entry.measure.indicator, "table.serves"),
            labelled("table.owner-is", or_dots(entry.words("owner"), dots)),
            labelled("table.period-is", period_of(entry, dots)),
        ]
    )


def _steps_cell(entry: PlannedMeasure) -> Words:
    lines = [steps_of(entry, _say("table.empty"))]
    if entry.measure.result_indicator.strip():
        lines.append(labelled("table.result-indicator-is", entry.words("result_indicator")))
    return in_lines(lines)
