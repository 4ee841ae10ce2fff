"""The sentences about rule books: which year uses which, what they say, how they differ, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from itacore.criteria import Criteria, Fault, Level, Mark, RuleBook, list_differences
from itacore.criteria.differences import list_incomparable
from itacore.criteria.draft import DraftFault
from itacore.narrative.words import bound, join_words, level_word, unit_name
from itacore.thai import format_number
from itacore.wording import say

CERTAIN = (Mark.STATED, Mark.FOUND, Mark.CONFIRMED)
MOST_NAMED = 3


def _say(key: str, **places: object) -> str:
    return say("criteria", key, **places)


def percent(weight: float) -> str:
    """Write a weight without needless decimals.

    >>> percent(0.3), percent(0.125)
    ('30%', '12.50%')
    """
    return f"{bound(round(weight * 100, 6))}%"


def tell_finding(criteria: Criteria, years: Sequence[int]) -> str:
    """Say which years have their own rules, which are provisional and which the office confirmed.

    Parameters
    ----------
    criteria
        The rule books in force.
    years
        Fiscal years of the scores, none where there are no scores.

    >>> from itacore.criteria import read_criteria
    >>> tell_finding(read_criteria(), [2568, 2569])
    'ปี 2569 ยังไม่มีเกณฑ์ จึงใช้เกณฑ์ปี 2568 ไปพลางก่อน'
    """
    confirmed = sorted(year for year in criteria.confirmed if criteria.is_confirmed(year))
    provisional = [year for year in sorted(set(years)) if year not in criteria.books]
    said = []
    if confirmed:
        key = "finding.confirmed" if provisional else "finding.confirmed-rest"
        said.append(_say(key, year=join_words([str(year) for year in confirmed])))
    for used in sorted({criteria.for_year(year).book.fiscal_year for year in provisional}):
        of_book = [str(y) for y in provisional if criteria.for_year(y).book.fiscal_year == used]
        said.append(_say("finding.provisional", year=join_words(of_book), used=used))
    if said:
        return " ".join(said)
    if years:
        return _say("finding.covered", years=tell_years(set(years)))
    return _say("finding.no-data", years=tell_years(criteria.books), last=max(criteria.books))


def tell_years(years: Iterable[int]) -> str:
    """Write years shortly: a run as first and last.

    >>> tell_years([2562, 2563, 2564]), tell_years([2562, 2564])
    ('2562 ถึง 2564', '2562, 2564')
    """
    listed = sorted(years)
    if len(listed) > 2 and listed[-1] - listed[0] == len(listed) - 1:
        return _say("finding.range", first=listed[0], last=listed[-1])
    return ", ".join(map(str, listed))


def tell_weights(book: RuleBook) -> str:
    """Say what the total is made of.

    >>> from itacore.criteria import read_criteria
    >>> tell_weights(read_criteria().books[2568])
    'คะแนนรวม = IIT 30% + EIT 30% + OIT 40%'
    """
    terms = [_say("weights.term", code=i.code, weight=percent(i.weight)) for i in book.instruments]
    return _say("weights.title", terms=" + ".join(terms))


def tell_condition(level: Level, book: RuleBook) -> str:
    """Say when a level is reached, in words.

    >>> from itacore.criteria import read_criteria
    >>> book = read_criteria().books[2568]
    >>> tell_condition(book.levels[0], book).replace("\\xa0", " ")
    'คะแนนรวม 95 ขึ้นไป โดย IIT, EIT ส่วนที่ 1, EIT ส่วนที่ 2 และ OIT ทุกส่วนได้ 95 ขึ้นไป'
    >>> tell_condition(book.levels[3], book)
    'คะแนนรวม 70 ขึ้นไป แต่ไม่ถึง 85'
    """
    base = _tell_band(level, book)
    units = join_words([unit_name(code) for code in (book.gates[0] if book.gates else ())])
    if level.all_at_least is not None:
        return _say("levels.all", base=base, units=units, bound=bound(level.all_at_least))
    if level.any_below is not None:
        return _say("levels.any", base=base, units=units, bound=bound(level.any_below))
    return base


def _tell_band(level: Level, book: RuleBook) -> str:
    """The band of the total: its upper end is told where a level without a condition stands above it."""
    above = [x.lower_bound for x in book.levels if x.lower_bound > level.lower_bound]
    whole = not above or any(
        x.lower_bound == min(above) and x.all_at_least is None and x.any_below is None for x in book.levels
    )
    # Levels of one bound whose conditions exclude each other take all of their band between them.
    taken = whole or {min(above)} <= _shared_bounds(book)
    if level.lower_bound == 0:
        return _say("levels.below", upper=bound(min(above))) if above and taken else _say("levels.rest")
    conditional = level.all_at_least is not None or level.any_below is not None
    if conditional or not above or not taken:
        return _say("levels.from", bound=bound(level.lower_bound))
    return _say("levels.between", bound=bound(level.lower_bound), upper=bound(min(above)))


def _shared_bounds(book: RuleBook) -> set[float]:
    """Lower bounds at which one level asks all gates for what another finds missing in one of them."""
    asked = {(x.lower_bound, x.all_at_least) for x in book.levels if x.all_at_least is not None}
    missing = {(x.lower_bound, x.any_below) for x in book.levels if x.any_below is not None}
    return {lower for lower, _ in asked & missing}


def tell_differences(before: RuleBook | None, after: RuleBook) -> str:
    """Say in what a book differs from the nearest earlier one.

    >>> from itacore.criteria import read_criteria
    >>> books = read_criteria().books
    >>> tell_differences(books[2565], books[2566])
    'เกณฑ์ปี 2566 ต่างจากปี 2565 ที่การแบ่งส่วนของ EIT ชื่อตัวชี้วัดย่อย รายการ OIT ชื่อและคะแนนขั้นต่ำของระดับ และเงื่อนไขของระดับ'
    """
    year = after.fiscal_year
    if before is None:
        return _say("difference.first", year=year)
    found = list_differences(before, after)
    subjects = join_words([_say(f"difference.{subject}") for subject in found])
    unknown = list_incomparable(before, after)
    key = "some" if found else "none-known" if unknown else "none"
    said = _say(f"difference.{key}", year=year, before=before.fiscal_year, subjects=subjects)
    if not unknown:
        return said
    weak = [
        book
        for book in (before, after)
        if ("items" in unknown and not book.items) or ("conditions" in unknown and len(book.gates) > 1)
    ]
    places = {
        "subjects": join_words([_say(f"difference.{subject}") for subject in unknown]),
        "years": join_words([str(book.fiscal_year) for book in weak]),
    }
    return f"{said} {_say('difference.unknown', **places)}"


def tell_comparability(book: RuleBook, before: RuleBook | None) -> str:
    """Say whether the scores of a year compare with those of the year before; ``before``: an earlier book."""
    if before is None:
        return _say("compare.first")
    mark = book.blocks["comparability"].mark
    if book.comparability:
        notes: dict[str, list[str]] = {}
        for code, note in book.comparability.items():
            notes.setdefault(note, []).append(code)
        return " ".join(
            _say("compare.note", codes=join_words(codes), note=note) for note, codes in notes.items()
        )
    key = "same" if mark in CERTAIN else "inferred" if mark is Mark.INFERRED else "unknown"
    return _say(f"compare.{key}", before=book.fiscal_year - 1)


def tell_certainty(book: RuleBook) -> str:
    """Say which blocks of a book are not backed by a document."""
    marks = {key: block.mark for key, block in book.blocks.items()}
    weak = [_say(f"subject.{key}") for key, mark in marks.items() if mark not in CERTAIN]
    if len(weak) > MOST_NAMED:
        return _say("source.title-many", weak=len(weak), count=len(marks))
    if weak:
        return _say("source.title-uncertain", subjects=join_words(weak))
    only = set(marks.values()) == {Mark.CONFIRMED}
    return _say("source.title-confirmed" if only else "source.title-certain")


def tell_fault(fault: Fault) -> str:
    """Say what is wrong in a file, with its place; text of the file is not made plain here."""
    said = _say(f"fault.{fault.code}", **fault.places)
    return f"{_say('fault.at', where=fault.where)}: {said}" if fault.where else said


def tell_draft_fault(fault: DraftFault) -> str:
    """Say which field of the form is wrong and how to mend it; typed text is not made plain here."""
    kind, _, rest = fault.where.partition(".")
    if kind == "level":
        number, _, part = rest.partition(".")
        name = _say(f"field.level-{part}", number=number)
    else:
        name = _say("field.weight-of", code=unit_name(rest)) if rest else _say(f"field.{kind}")
    return f"{name}: {_say(f'mend.{fault.code}', **fault.places)}"


def tell_level(labels: str) -> str:
    """Write a level or the levels that are possible, as of ``compare_rules``.

    >>> tell_level("ผ่าน|ผ่านดี"), tell_level("")
    ('ผ่านหรือผ่านดี', 'ยังไม่ทราบ')
    """
    return join_words(labels.split("|"), "หรือ") if labels else _say("effect.unknown")


def tell_effect(effect: pd.DataFrame, names: Mapping[str, str], year: int, *, unscored: bool = False) -> str:
    """Say what other rules would change.

    Parameters
    ----------
    effect
        As of ``compare_rules``; its rows of one year are told.
    names
        Names of the agencies.
    year
        The year.
    unscored
        Whether there are no scores of that year.
    """
    rows = effect[effect["fiscal_year"] == year]
    if rows.empty:
        return _say("effect.no-data" if unscored else "effect.same-rules", year=year)
    if len(rows) == 1:
        row = rows.iloc[0]
        places = {"name": names[str(row["agency_id"])], "year": year}
        before, after = str(row["level_before"]), str(row["level_after"])
        if row["changed"]:
            told = {"before": _level(before), "after": _level(after)}
            return _say("effect.changed-one", **places, **told)
        if before and "|" not in before:
            return _say("effect.same-one", **places, level=_gap(before))
        return _say("effect.same-open", **places)
    changed = int(rows["changed"].sum())
    key = "effect.changed-many" if changed else "effect.same-many"
    return _say(key, changed=format_number(changed, 0), count=format_number(len(rows), 0))


def _level(labels: str) -> str:
    return _say("effect.level", level=_gap(labels)) if labels else tell_level(labels)


def _gap(labels: str) -> str:
    return level_word(tell_level(labels))
