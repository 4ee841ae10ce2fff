"""Small made-up documents, and tables as plain values."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from itacore.store import ImportDocument
from itacore.tables import AGENCIES, DECLARED, PROVENANCE, SCORES, Table, make_table

NOW = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
DAY = timedelta(days=1)

Key = tuple[str, int, str, str]
Facts = Mapping[Key, float]


def sha(number: int) -> str:
    """A made-up SHA-256."""
    return f"{number:064x}"


def score(agency: str, year: int, code: str, value: float) -> tuple[Key, float]:
    """One score of an indicator."""
    return (agency, year, "indicator", code), value


def make_document(
    scores: Facts,
    declared: Facts | None = None,
    *,
    agencies: Sequence[tuple[str | None, ...]] | None = None,
    number: int | None = 1,
    kind: str = "file",
    **more: object,
) -> ImportDocument:
    """Make a document; agencies are (agency_id, name, province, district if any), else named like their identity.

    The row of each cell in the provenance is the number of the document, so that figures can be traced to it.
    """
    declared = declared or {}
    if agencies is None:
        names = dict.fromkeys(key[0] for key in [*scores, *declared])
        agencies = [(name, *_split(name)) for name in names]
    return ImportDocument(
        kind=kind,
        scores=_facts(SCORES, scores, score=list(scores.values())),
        declared=_facts(DECLARED, declared, value=list(declared.values()), text=[None] * len(declared)),
        agencies=make_table(
            AGENCIES,
            {
                "agency_id": [agency[0] for agency in agencies],
                "name": [agency[1] for agency in agencies],
                "type": [None for _ in agencies],
                "district": [agency[3] if len(agency) > 3 else None for agency in agencies],
                "province": [agency[2] for agency in agencies],
            },
        ),
        provenance=_facts(
            PROVENANCE,
            [*scores, *declared],
            file=["x.xlsx"] * (len(scores) + len(declared)),
            sheet=[None] * (len(scores) + len(declared)),
            row=[number or 0] * (len(scores) + len(declared)),
            column=list(range(len(scores) + len(declared))),
            text=[None] * (len(scores) + len(declared)),
        ),
        file_name=None if number is None else f"{number}.xlsx",
        sha256=None if number is None else sha(number),
        **more,  # type: ignore[arg-type]
    )


def _split(identity: str) -> tuple[str, str | None]:
    name, _, province = identity.partition("|")
    return name, province or None


def _facts(table: Table, keys: Sequence[Key] | Facts, **columns: object) -> pd.DataFrame:
    parts = list(zip(*keys, strict=True)) or [(), (), (), ()]
    texts = {
        name: pd.Categorical(np.array(part, dtype=object))
        for name, part in zip(table.key, parts, strict=True)
    }
    return make_table(table, {**texts, "fiscal_year": list(parts[1]), **columns})


def as_facts(frame: pd.DataFrame, value: str = "score") -> dict[Key, float]:
    """A table of facts as key to value."""
    rows = zip(*(frame[name] for name in ("agency_id", "fiscal_year", "level", "code", value)), strict=True)
    return {(str(a), int(y), str(level), str(c)): float(v) for a, y, level, c, v in rows}


def big_document(number: int, agencies: int = 1000, years: int = 2, codes: int = 6) -> ImportDocument:
    """A document large enough that writing it takes a while; its content follows from its number."""
    values = np.random.default_rng(number).uniform(0, 100, agencies * years * codes).round(2)
    agency, year, code = (
        axis.ravel() for axis in np.meshgrid(range(agencies), range(years), range(codes), indexing="ij")
    )
    names = [f"เทศบาลตำบลตัวอย่าง{one}" for one in range(agencies)]
    keys = {
        "agency_id": pd.Categorical.from_codes(agency, names),
        "fiscal_year": year + 2562,
        "level": pd.Categorical.from_codes(np.zeros(len(code), int), ["indicator"]),
        "code": pd.Categorical.from_codes(code, [str(one + 1) for one in range(codes)]),
    }
    none = [None] * agencies
    cells = {
        "file": pd.Categorical.from_codes(np.zeros(len(code), int), [f"{number}.xlsx"]),
        "sheet": pd.Categorical.from_codes(np.zeros(len(code), int), ["ผล"]),
        "row": agency,
        "column": code,
        "text": [None] * len(code),
    }
    return ImportDocument(
        kind="file",
        scores=make_table(SCORES, {**keys, "score": values}),
        declared=_facts(
            DECLARED,
            [(name, 2563, "rating", "ITA") for name in names],
            value=[None] * agencies,
            text=["ผ่านดี"] * agencies,
        ),
        agencies=make_table(
            AGENCIES, {"agency_id": names, "name": names, "type": none, "district": none, "province": none}
        ),
        provenance=make_table(PROVENANCE, {**keys, **cells}),
        file_name=f"{number}.xlsx",
        sha256=sha(number),
    )
