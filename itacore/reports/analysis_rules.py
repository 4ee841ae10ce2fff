"""The part of the analysis that explains the assessment: its idea, its instruments, its rules of the year."""

from __future__ import annotations

from itacore.criteria import Criteria, RuleBook
from itacore.narrative.analysis_rules import (
    tell_block_sources,
    tell_instrument,
    tell_instruments,
    tell_passed,
    tell_principle,
    tell_steps,
    tell_sum,
    tell_target,
)
from itacore.narrative.criteria import tell_condition
from itacore.narrative.words import join_words, unit_name
from itacore.reports.report import (
    Block,
    Bullets,
    Column,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    Words,
    join,
    ours,
    verbatim,
)
from itacore.scoring.profile import Profile
from itacore.wording import say


def _say(key: str, **places: object) -> str:
    return say("analysis", key, **places)


def build_rules(profile: Profile, criteria: Criteria) -> list[Block]:
    """Build principle, instruments and criteria of the profile's year, with their sources."""
    rules = profile.rules
    book, year = rules.book, rules.fiscal_year
    own = criteria.is_confirmed(book.fiscal_year)
    blocks: list[Block] = [Heading(ours(_say("principle.title")), new_page=True)]
    blocks += [Paragraph(ours(text)) for text in tell_principle(year)]
    blocks += [Heading(ours(_say("instruments.title"))), Paragraph(ours(tell_instruments(rules)))]
    items = [tell_instrument(instrument, book) for instrument in book.instruments]
    blocks.append(Bullets(tuple(join(ours(head + " ", bold=True), ours(text)) for head, text in items)))
    blocks.append(Heading(ours(_say("criteria.title")), new_page=True))
    if rules.provisional:
        text = _say("criteria.provisional", year=year, used=book.fiscal_year)
        blocks.append(Paragraph(ours(text, bold=True)))
    elif criteria.is_confirmed(year):
        blocks.append(Paragraph(ours(_say("criteria.confirmed", year=year))))
    total = None if profile.row["disagrees"] else profile.reason.total  # of two, none is said to be the one
    blocks += [
        Heading(ours(_say("criteria.steps")), 2),
        Paragraph(ours(tell_sum(book))),
        _steps(book),
        Heading(ours(_say("criteria.rating")), 2),
        _levels(book),
        *_notes_of_levels(book),
        Heading(ours(_say("criteria.target")), 2),
        Paragraph(ours(" ".join([*tell_target(rules), tell_passed(total, book)]).strip())),
        Heading(ours(_say("criteria.sources")), 2),
        Bullets(_sources(book, own=own)),
    ]
    return blocks


def _steps(book: RuleBook) -> Table:
    """From answers to the total, a column an instrument or part."""
    codes = list(book.gate_weights)
    rest = 0.8 / len(codes)
    columns = (
        Column(ours(_say("criteria.step")), 0.2),
        *(Column(ours(unit_name(code)), rest) for code in codes),
    )
    rows = [Row((ours(name), *(ours(cell) for cell in cells))) for name, cells in tell_steps(book)]
    return Table(ours(_say("criteria.steps-caption")), columns, tuple(rows))


def _levels(book: RuleBook) -> Table:
    columns = (Column(ours(_say("criteria.level")), 0.25), Column(ours(_say("criteria.when")), 0.75))
    rows = [Row((ours(level.label), ours(tell_condition(level, book)))) for level in book.levels]
    return Table(ours(_say("criteria.rating-caption")), columns, tuple(rows))


def _notes_of_levels(book: RuleBook) -> list[Block]:
    notes: list[Block] = [Note(ours(say("criteria", "levels.order")))]
    if len(book.gates) > 1:
        notes.append(Note(ours(say("criteria", "levels.both"))))
    return notes


def _sources(book: RuleBook, *, own: bool) -> tuple[Words, ...]:
    """Name each source once, with all that rests on it; one that the office typed stays as it is."""
    subjects: dict[tuple[str, str], list[str]] = {}
    for subject, source, certainty in tell_block_sources(book):
        subjects.setdefault((source, certainty), []).append(subject)
    told = []
    for (source, certainty), parts in subjects.items():
        head = ours(_say("criteria.source", part=join_words(parts)))
        said = verbatim(source) if own else ours(source)
        told.append(
            join(head, said, ours(_say("criteria.certainty", certainty=certainty) if certainty else ""))
        )
    return tuple(told)
