"""Layout E, many agencies side by side: its headings, groups, merges, and ways of giving the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.reading.layouts import GROUPS, PART_GROUPS, Rows
from tests.reading.styles import PLAIN, Style
from tests.reading.truths import NAMES, Agency, Year
from tests.reading.workbooks import Sheet, Value


@dataclass(frozen=True)
class Shape:
    """What a table of agencies looks like.

    ``heads`` is "ตัวชี้วัดที่ N", "names", "numbers" or "numbered names"; ``groups`` puts IIT, EIT, OIT over the
    indicators, ``parts`` the two parts of EIT; ``merged`` merges "agency" or "province" over its years.
    """

    heads: str = "ตัวชี้วัดที่ N"
    groups: bool = False
    parts: bool = False
    number_head: bool = False
    instruments: bool = False
    year_column: bool = False
    merged: str = ""
    rotated: bool = False
    rank: bool = False
    title: bool = True
    merged_groups: bool = True


def agencies_table(
    agencies: Sequence[Agency],
    shape: Shape,
    style: Style = PLAIN,
    *,
    year: int | None = None,
    name: str = "Sheet1",
) -> Sheet:
    """Write one sheet; ``year`` picks the only year where no column holds it."""
    out = Rows(style)
    if shape.title:
        out.add("ตารางคะแนน ITA รายหน่วยงาน จังหวัดสมมุติบุรี")
    fields = ["ลำดับ", "หน่วยงาน", "ประเภท", "อำเภอ", "จังหวัด"] + (["ปีงบประมาณ"] if shape.year_column else [])
    codes = [(group, code) for group, own in (PART_GROUPS if shape.parts else GROUPS).items() for code in own]
    tail = (["IIT", "EIT", "OIT"] if shape.instruments else []) + ["คะแนนรวม", "ระดับ"]
    tail += ["ลำดับที่ในประเภท"] if shape.rank else []
    first = len(fields)
    top = len(out.rows)
    if shape.number_head:
        out.add(*[None] * first, "ตัวชี้วัดที่")
        out.merge(top, first, top, first + len(codes) - 1)
    if shape.groups or shape.parts:
        groups = [group if n == 0 or codes[n - 1][0] != group else None for n, (group, _) in enumerate(codes)]
        row = out.add(*[None] * first, *groups)
        starts = [n for n, group in enumerate(groups) if group] + [len(codes)]
        for a, b in pairwise(starts):
            if shape.merged_groups:
                out.merge(row, first + a, row, first + b - 1)
    head = out.add(*fields, *(_head(shape, code) for _, code in codes), *tail)
    if head > top:
        for column in [*range(first), *range(first + len(codes), first + len(codes) + len(tail))]:
            out.rows[top] += [None] * (column + 1 - len(out.rows[top]))
            out.rows[top][column], out.rows[head][column] = out.rows[head][column], None
            out.merge(top, column, head, column)
    number = 0
    for agency in agencies:
        years = [y for y in agency.years if year in (None, y.fiscal_year)]
        start = len(out.rows)
        for index, own in enumerate(years):
            number += 1
            named = index == 0 or shape.merged != "agency"
            place: list[Value] = [number, agency.name if named else None, agency.type, agency.district]
            place.append(agency.province if shape.merged != "province" or len(out.rows) == head + 1 else None)
            place += [style.year_of(own.fiscal_year)] if shape.year_column else []
            out.add(*place, scores=_scores(own, shape, [c for c in codes]), after=_after(own, shape))
        if shape.merged == "agency":
            out.merge(start, 1, len(out.rows) - 1, 1)
    if shape.merged == "province":
        out.merge(head + 1, 4, len(out.rows) - 1, 4)
    return out.sheet(name, head if shape.rotated else None)


def _head(shape: Shape, code: str) -> Value:
    return {
        "ตัวชี้วัดที่ N": f"ตัวชี้วัดที่ {code}",
        "names": NAMES[code],
        "numbers": int(code),
        "numbered names": f"{code}. {NAMES[code]}",
    }[shape.heads]


def _scores(year: Year, shape: Shape, codes: Sequence[tuple[str, str]]) -> list[str | None]:
    scores = [
        year.scores.get(f"EIT{group[-1]}.{code}" if group.startswith("EIT ส่วน") else code)
        for group, code in codes
    ]
    if shape.instruments:
        scores += [year.published.get(code) for code in ("IIT", "EIT", "OIT")]
    return [*scores, year.total]


def _after(year: Year, shape: Shape) -> list[Value]:
    return [year.rating, *([year.rank] if shape.rank else [])]


def one_year_a_sheet(agencies: Sequence[Agency], shape: Shape, style: Style = PLAIN) -> list[Sheet]:
    """One sheet a year, which only the name of the sheet gives."""
    years = sorted({year.fiscal_year for agency in agencies for year in agency.years})
    return [agencies_table(agencies, shape, style, year=year, name=str(year)) for year in years]
