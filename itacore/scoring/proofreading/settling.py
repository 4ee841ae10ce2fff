"""Use one of several contradicting values: the only one that can be, or the one that a person chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from itacore.criteria import Criteria
from itacore.issues import Issue
from itacore.reading import FileRead, Reading, ReceiptLine
from itacore.reading.contradictions import show_value
from itacore.scoring.proofreading.judging import (
    Candidate,
    Contested,
    Contradiction,
    Ground,
    Key,
    Place,
    Value,
    Verdict,
    contested_figures,
    judge_contradictions,
)
from itacore.tables import (
    CONTRADICTIONS,
    DECLARED,
    PROVENANCE,
    SCORE_LEVELS,
    SCORES,
    concat_tables,
    empty_table,
    make_table,
)
from itacore.thai import format_number
from itacore.wording import say

_ISSUE = "values-disagree"


@dataclass(frozen=True)
class _Use:
    """A value to use for a figure, and the others."""

    agency_id: str
    fiscal_year: int
    figure: Contested
    chosen: Candidate

    @property
    def key(self) -> Key:
        return self.agency_id, self.fiscal_year, self.figure.code


def settle_contradictions(reading: Reading, criteria: Criteria) -> Reading:
    """Use every value that is the only one which the published total allows; say of all others what it says of them.

    Returns
    -------
    Reading
        Its scores and published figures hold the values used; its ``contradictions`` those still open.
    """
    if not len(reading.contradictions):
        return reading
    found = judge_contradictions(reading, criteria)
    uses, verdicts = [], {}
    for contradiction in found:
        for figure in contradiction.figures:
            settled = figure.settled
            if settled is not None:
                uses.append(_Use(contradiction.agency_id, contradiction.fiscal_year, figure, settled))
            verdict = _tell_verdict(contradiction, figure)
            verdicts.update({place: verdict for c in figure.candidates for place in c.places})
    return _use(reading, uses, verdicts)


def choose_values(reading: Reading, choices: Mapping[Key, Value]) -> Reading:
    """Use the values that a person chose; settle again afterwards, for they may exclude others.

    Parameters
    ----------
    reading
        Holds the contradictions.
    choices
        By agency, year and code one of the contradicting values.

    Raises
    ------
    KeyError
        A choice is none of the contradicting values.
    """
    uses, verdicts = [], {}
    contested = contested_figures(reading.contradictions)
    for key, value in choices.items():
        figure = contested[key]
        chosen = {c.value: c for c in figure.candidates}[value]
        uses.append(_Use(key[0], key[1], figure, chosen))
        verdict = say("issues", "verdicts.chosen", used=show_value(value))
        verdicts.update({place: verdict for c in figure.candidates for place in c.places})
    return _use(reading, uses, verdicts)


def _tell_verdict(contradiction: Contradiction, figure: Contested) -> str:
    """What the published total says of a figure, as the end of its issue."""
    if figure.level not in (*SCORE_LEVELS, "total"):
        return say("issues", "verdicts.open")
    if contradiction.ground is not Ground.TOTAL:
        return say("issues", f"verdicts.{contradiction.ground.value}", total=_total(contradiction))
    named = {
        verdict.value: _list(c.value for c in figure.candidates if c.verdict is verdict)
        for verdict in Verdict
    }
    kind = "preferred" if figure.preferred else "possible"
    places = {**named, "used": named["preferred"], "total": _total(contradiction)}
    if figure.settled is not None:
        return say(
            "issues", "verdicts.settled-total" if figure.level == "total" else "verdicts.settled", **places
        )
    return say("issues", f"verdicts.{kind}-excluded" if named["excluded"] else f"verdicts.{kind}", **places)


def _total(contradiction: Contradiction) -> str:
    """The total that judges, without its figure where it is contested itself."""
    if contradiction.total is None:
        return say("issues", "figures.totals-in-file")
    return say("issues", "figures.total-in-file", total=format_number(contradiction.total))


def _list(values: Iterable[Value]) -> str:
    return ", ".join(show_value(value) for value in values)


def _use(reading: Reading, uses: Sequence[_Use], verdicts: Mapping[Place, str]) -> Reading:
    """The reading with the values used, the verdicts in its issues, the cells in their new accounts."""

    def rewrite(issue: Issue) -> Issue:
        if issue.code != _ISSUE or issue.row is None or issue.column is None or issue.file is None:
            return issue
        verdict = verdicts.get(Place(issue.file, issue.sheet, issue.row, issue.column))
        return issue if verdict is None else replace(issue, places={**issue.places, "verdict": verdict})

    scores = [use for use in uses if use.figure.level in SCORE_LEVELS]
    declared = [use for use in uses if use.figure.level not in SCORE_LEVELS]
    return replace(
        reading,
        scores=concat_tables(
            SCORES,
            [
                reading.scores,
                make_table(SCORES, {**_keys(scores), "score": [use.chosen.value for use in scores]}),
            ],
        ),
        declared=concat_tables(
            DECLARED,
            [
                reading.declared,
                make_table(
                    DECLARED,
                    {
                        **_keys(declared),
                        "value": [v if isinstance(v, float) else float("nan") for v in _values(declared)],
                        "text": [v if isinstance(v, str) else None for v in _values(declared)],
                    },
                ),
            ],
        ),
        provenance=concat_tables(PROVENANCE, [reading.provenance, _provenance(uses)]),
        issues=reading.issues.rewritten(rewrite),
        files=_move_accounts(reading.files, uses),
        contradictions=_still_open(reading.contradictions, {use.key for use in uses}),
    )


def _keys(uses: Sequence[_Use]) -> dict[str, object]:
    return {
        "agency_id": [use.agency_id for use in uses],
        "fiscal_year": [use.fiscal_year for use in uses],
        "level": [use.figure.level for use in uses],
        "code": [use.figure.code for use in uses],
    }


def _values(uses: Sequence[_Use]) -> list[Value]:
    return [use.chosen.value for use in uses]


def _provenance(uses: Sequence[_Use]) -> pd.DataFrame:
    """Where the values used stand: the first of their cells."""
    places = [use.chosen.places[0] for use in uses]
    return make_table(
        PROVENANCE,
        {
            **_keys(uses),
            "file": [place.file for place in places],
            "sheet": [place.sheet for place in places],
            "row": [place.row for place in places],
            "column": [place.column for place in places],
            "text": [use.chosen.written for use in uses],
        },
    )


def _still_open(contradictions: pd.DataFrame, used: set[Key]) -> pd.DataFrame:
    """The contradictions without the figures that have their value now."""
    keys = zip(
        contradictions["agency_id"].astype(str),
        contradictions["fiscal_year"].tolist(),
        contradictions["code"].astype(str),
        strict=True,
    )
    left = contradictions[[key not in used for key in keys]].reset_index(drop=True)
    return left if len(left) else empty_table(CONTRADICTIONS)


def _move_accounts(files: Sequence[FileRead], uses: Sequence[_Use]) -> tuple[FileRead, ...]:
    """Count the cells of the values used as used, further cells of the same value as repeated."""
    moves: Counter[tuple[str, str, str, str]] = Counter()
    for use in uses:
        for number, place in enumerate(use.chosen.places):
            to = ("ignored", "repeated") if number else ("used", "")
            moves[place.file, place.sheet or "", "faulty", ""] -= 1
            moves[place.file, place.sheet or "", *to] += 1
    return tuple(_with_moves(file, moves) for file in files)


def _with_moves(file: FileRead, moves: Mapping[tuple[str, str, str, str], int]) -> FileRead:
    counts = Counter({(line.sheet, line.account, line.reason): line.count for line in file.receipt})
    for (name, sheet, account, reason), change in moves.items():
        if name == file.name:
            counts[sheet, account, reason] += change
    lines = (ReceiptLine(*key, count) for key, count in counts.items() if count)
    return replace(file, receipt=tuple(lines))
