"""Every kind of data that pages, papers and slides must make sense of, by name.

Two are results as published (tests/golden); the others are made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pandas as pd

from itacore.agencies import agency_type, name_key
from itacore.criteria import read_criteria
from itacore.scoring import Analysis, analyze
from itacore.scoring.profile import Profile, gather_profile
from itacore.store import ImportDocument, Workspace
from itacore.tables import AGENCIES, PROVENANCE, SCORES, categories, make_table
from tests.golden import read_golden
from tests.scoring.tables import Result, declared_table, scores_table

NOW = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
MADE_UP = "เทศบาลตำบลตัวอย่าง"
Results = dict[str, list[Result]]


def ten(*scores: float) -> dict[str, float]:
    """Scores of the ten indicators in their order."""
    return {str(code): score for code, score in enumerate(scores, start=1)}


def _golden(name: str) -> Results:
    case = read_golden(name)
    return {case.agency: [Result(y.fiscal_year, y.indicators, {}, y.total, y.rating) for y in case.years]}


def _one(*years: Result) -> Results:
    return {MADE_UP: list(years)}


def _province() -> Results:
    """One hundred and twenty agencies over three years, their scores from their number."""
    return {
        f"เทศบาลตำบลตัวอย่าง{number}": [
            Result(
                year, ten(*(100 - (number * 7 + code * 13 + year * 5) % 300 / 10 for code in range(1, 11)))
            )
            for year in (2566, 2567, 2568)
        ]
        for number in range(1, 121)
    }


GOOD = ten(99.52, 99.81, 100.0, 99.43, 100.0, 97.61, 94.38, 93.51, 91.25, 100.0)
PARTS = {"EIT1": 93.0, "EIT2": 97.3333}
HIGH = ten(99, 99, 99, 99, 99, 94, 94, 94, 99, 99)
KINDS: dict[str, Results] = {
    "khun-kaeo": _golden("khun-kaeo-2566-2568"),
    "lumphuk": _golden("lumphuk-2565"),
    "single-total": _one(Result(2568, total=91.2)),
    "totals": _one(
        *(Result(year, total=total) for year, total in ((2566, 84.2), (2567, 88.1), (2568, 91.2)))
    ),
    "2569": _one(Result(2568, GOOD, {}, 96.73, "ผ่านดี"), Result(2569, {**GOOD, "9": 96.0}, {}, 97.68)),
    "only-2569": _one(Result(2569, GOOD, PARTS)),
    "province": _province(),
    "gap-year": _one(Result(2565, GOOD), Result(2568, {**GOOD, "8": 97.0}, PARTS)),
    "equal": _one(
        Result(2567, ten(*[90.0] * 10)), Result(2568, ten(*[90.0] * 10), {"EIT1": 90.0, "EIT2": 90.0})
    ),
    "all-100": _one(Result(2568, ten(*[100.0] * 10), {"EIT1": 100.0, "EIT2": 100.0}, 100, "ผ่านดีเยี่ยม")),
    "falls-while-rising": _one(
        Result(2567, ten(*[95.2] * 10), {"EIT1": 95.2, "EIT2": 95.2}, 95.2, "ผ่านดีเยี่ยม"),
        Result(
            2568,
            {**ten(*[99.0] * 10), "6": 94.0, "7": 94.0, "8": 94.0},
            {"EIT1": 94.0, "EIT2": 94.0},
            97.5,
            "ผ่านดี",
        ),
    ),
    "incomplete": _one(Result(2567, GOOD), Result(2568, {code: GOOD[code] for code in "12345"})),
    "contradictory": _one(Result(2568, GOOD, {}, 91.0, "ผ่านดีเยี่ยม")),
    "eight-years": _one(
        *(
            Result(year, ten(*(78 + (year - 2562) * 2.5 + code % 4 for code in range(10))))
            for year in range(2562, 2570)
        )
    ),
    "urgent": _one(Result(2568, ten(72, 80, 84, 76, 79, 83, 70, 69, 55, 40), {"EIT1": 74.0, "EIT2": 74.0})),
}
LATEST = {kind: max(r.fiscal_year for r in next(iter(results.values()))) for kind, results in KINDS.items()}


def document_of(results: Results, number: int = 1) -> ImportDocument:
    """The results as a document that can be confirmed."""
    ids = {name: name_key(name) for name in results}
    by_id = {ids[name]: years for name, years in results.items()}
    scores, declared = scores_table(by_id), declared_table(by_id)
    return ImportDocument(
        kind="file",
        scores=scores,
        declared=declared,
        agencies=make_table(
            AGENCIES,
            {
                "agency_id": list(ids.values()),
                "name": list(results),
                "type": [agency_type(name) for name in results],
                "district": [None] * len(results),
                "province": [None] * len(results),
            },
        ),
        provenance=_provenance(scores, declared),
        file_name=f"{number}.xlsx",
        sha256=f"{number:064x}",
    )


def _provenance(scores: pd.DataFrame, declared: pd.DataFrame) -> pd.DataFrame:
    texts = dict.fromkeys(("agency_id", "level", "code"), "str")
    keys = pd.concat([frame[list(SCORES.key)].astype(texts) for frame in (scores, declared)])
    count = len(keys)
    return make_table(
        PROVENANCE,
        {
            **{name: keys[name].tolist() for name in SCORES.key},
            "file": pd.Categorical.from_codes([0] * count, categories(["1.xlsx"])),
            "sheet": pd.Categorical.from_codes([0] * count, categories(["ผล"])),
            "row": list(range(count)),
            "column": [2] * count,
            "text": [None] * count,
        },
    )


def fill(workspace: Workspace, kind: str) -> None:
    """Confirm a kind of data as an import."""
    workspace.confirm_import(document_of(KINDS[kind]), now=NOW)


def analyze_kind(kind: str) -> Analysis:
    """Analyze a kind of data."""
    results = KINDS[kind]
    return analyze(scores_table(results), declared_table(results), read_criteria())


def profile_of(results: str | Iterable[Result], fiscal_year: int | None = None) -> Profile:
    """Profile of the first agency of a kind, or of made-up results, in its latest year or another."""
    years = KINDS[results] if isinstance(results, str) else {MADE_UP: list(results)}
    first = next(iter(years))
    analysis = analyze(scores_table(years), declared_table(years), read_criteria())
    year = fiscal_year or max(result.fiscal_year for result in years[first])
    return gather_profile(analysis, read_criteria(), first, year)
