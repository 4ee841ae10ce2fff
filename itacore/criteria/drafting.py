"""From a rule book to the form of a year, and from the form to a rule book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from itacore.criteria.confirmed import copy_book
from itacore.criteria.draft import (
    Comparison,
    Condition,
    Draft,
    DraftError,
    Gates,
    LevelDraft,
    clean,
    plain,
    read_figure,
)
from itacore.criteria.draft_faults import find_draft_faults
from itacore.criteria.model import Block, Instrument, Level, Mark, Part, RuleBook
from itacore.wording import say


def draft_book(book: RuleBook, fiscal_year: int, parts: Mapping[str, tuple[Part, ...]]) -> Draft:
    """Fill the form of a year from a book: an earlier one, or the office's own of that year.

    Parameters
    ----------
    book
        Where the figures come from.
    fiscal_year
        The year to confirm.
    parts
        Parts that an instrument may have, as of ``parts_known``.
    """
    own = book.fiscal_year == fiscal_year
    weights = book.gate_weights
    even = {
        part.code: instrument.weight / len(parts[instrument.code])
        for instrument in book.instruments
        for part in parts.get(instrument.code, ())
    }
    confirmed = {key for key, block in book.blocks.items() if own and block.mark is Mark.CONFIRMED}
    block = book.blocks["weights"]
    known = Comparison.CAREFUL if book.comparability else Comparison.SAME
    return Draft(
        fiscal_year=fiscal_year,
        weights={instrument.code: _percent(instrument.weight) for instrument in book.instruments},
        with_parts=bool(book.part_of),
        parts={code: _percent(weights.get(code, share)) for code, share in even.items()},
        levels=tuple(_draft_level(level) for level in book.levels),
        pass_line=plain(book.pass_line),
        gates=_gates_of(book),
        same_names="indicators" in confirmed,
        same_items="items" in confirmed,
        comparison=known if "comparability" in confirmed else Comparison.UNKNOWN,
        source=block.source if own else "",
        date=(block.date or "") if own else "",
        note=(block.note or "") if own else "",
    )


def build_book(draft: Draft, base: RuleBook, parts: Mapping[str, tuple[Part, ...]]) -> RuleBook:
    """Make the rule book of a form.

    Parameters
    ----------
    draft
        What was typed.
    base
        Gives names of instruments, indicators and sub-indicators, and the items where the person confirms them.
    parts
        Parts that an instrument may have, as of ``parts_known``.

    Raises
    ------
    DraftError
        With every fault of the form.
    """
    faults = find_draft_faults(draft)
    if faults:
        raise DraftError(faults)
    copied = copy_book(base, draft.fiscal_year)
    said = Block(Mark.CONFIRMED, clean(draft.source), clean(draft.note) or None, clean(draft.date) or None)
    certain_gates = draft.gates is not Gates.BOTH or not draft.with_parts or not draft.conditional
    blocks = dict(copied.blocks) | {"weights": said, "levels": said}
    blocks["conditions"] = (
        said
        if certain_gates
        else replace(said, mark=Mark.INFERRED, note=say("criteria", "copied.both-readings"))
    )
    if draft.same_names:
        blocks |= {"indicators": said, "subindicators": said}
    if draft.same_items:
        blocks["items"] = said
    if draft.comparison is not Comparison.UNKNOWN:
        blocks["comparability"] = said
    instruments = tuple(_build_instrument(draft, i, parts.get(i.code, ())) for i in base.instruments)
    careful = draft.comparison is Comparison.CAREFUL
    oit = sorted({s.indicator for s in base.subindicators}, key=lambda code: (len(code), code))
    return replace(
        copied,
        blocks=blocks,
        instruments=instruments,
        items=base.items if draft.same_items else (),
        levels=tuple(_build_level(level, read_figure(draft.pass_line)) for level in draft.levels),
        gates=_build_gates(draft, instruments),
        pass_line=float(read_figure(draft.pass_line)),
        comparability=dict.fromkeys(oit, say("criteria", "copied.careful")) if careful else {},
    )


def _percent(weight: float) -> str:
    return plain(round(weight * 100, 6))


def _draft_level(level: Level) -> LevelDraft:
    if level.all_at_least is not None:
        condition, bound = Condition.ALL_AT_LEAST, plain(level.all_at_least)
    elif level.any_below is not None:
        condition, bound = Condition.ANY_BELOW, plain(level.any_below)
    else:
        condition, bound = Condition.NONE, ""
    return LevelDraft(level.label, plain(level.lower_bound), condition, bound)


def _gates_of(book: RuleBook) -> Gates:
    if len(book.gates) > 1:
        return Gates.BOTH
    by_part = any(code in book.part_of for gates in book.gates for code in gates)
    return Gates.PARTS if by_part or not book.gates else Gates.WHOLE


def _build_instrument(draft: Draft, instrument: Instrument, parts: tuple[Part, ...]) -> Instrument:
    weighed = tuple(replace(part, weight=float(read_figure(draft.parts[part.code]) / 100)) for part in parts)
    weight = float(read_figure(draft.weights[instrument.code]) / 100)
    return replace(instrument, weight=weight, parts=weighed if draft.with_parts else ())


def _build_level(level: LevelDraft, pass_line: Decimal) -> Level:
    lower, bound = read_figure(level.lower_bound), level.bound
    return Level(
        clean(level.label),
        float(lower),
        lower >= pass_line,
        float(read_figure(bound)) if level.condition is Condition.ALL_AT_LEAST else None,
        float(read_figure(bound)) if level.condition is Condition.ANY_BELOW else None,
    )


def _build_gates(draft: Draft, instruments: tuple[Instrument, ...]) -> tuple[tuple[str, ...], ...]:
    if not draft.conditional:
        return ()
    whole = tuple(instrument.code for instrument in instruments)
    parts = tuple(unit.code for i in instruments for unit in (i.parts or (i,)))
    if not draft.with_parts or draft.gates is Gates.WHOLE:
        return (whole,)
    return (parts,) if draft.gates is Gates.PARTS else (parts, whole)
