"""Tables as officers shape them: headings in levels, sections, page breaks, lists side by side, transposed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading.layout_e import Shape, agencies_table
from tests.reading.reader import Found, issues_of, layouts_of, read_rows
from tests.reading.styles import Style
from tests.reading.truths import (
    INDICATORS,
    INSTRUMENT_OF,
    KHUN_KAEO,
    NAMES,
    Figures,
    Year,
    figures_of,
    figures_read,
    make_province,
)
from tests.reading.workbooks import Sheet, Value

AGENCY = KHUN_KAEO.name
LATEST = KHUN_KAEO.only(2568).years[0]
PROVINCE = make_province(2567, 2568)
FIGURES = figures_of(PROVINCE)
TOTALS: Figures = {key: {"total": own["total"]} for key, own in FIGURES.items()}
TABLE = agencies_table(PROVINCE, Shape(year_column=True), Style(year="number"))
TITLE, HEAD, *DATA = TABLE.rows
GROUPS = {
    group: [code for code in INDICATORS if INSTRUMENT_OF[code] == group] for group in ("IIT", "EIT", "OIT")
}
BY_INDICATOR = [f"ตัวชี้วัดที่ {code}" for code in INDICATORS]


def scores(year: Year) -> list[Value]:
    """Ten indicators and the total."""
    return [*(float(year.scores[code]) for code in INDICATORS), float(year.total or 0)]


def check(
    rows: Sequence[Sequence[Value]],
    expected: Figures,
    found: Found | None = None,
    *,
    merges: Sequence[tuple[int, int, int, int]] = (),
    name: str = "Sheet1",
) -> None:
    """What a sheet of these rows is read as."""
    reading = read_rows([Sheet(name, rows, merges)])
    assert figures_read(reading) == expected
    assert issues_of(reading) == (found or [])


@pytest.mark.parametrize("merged", [True, False])
def test_means_inside_the_groups_of_instruments(merged: bool) -> None:
    top: list[Value] = ["หน่วยงาน"]
    sub: list[Value] = [None]
    merges = [(0, 0, 1, 0)]
    for group, codes in GROUPS.items():
        merges.append((0, len(top), 0, len(top) + len(codes)))
        top += [group] + [None] * len(codes)
        sub += [f"ตัวชี้วัดที่ {code}" for code in codes] + ["เฉลี่ย"]
    rows: list[list[Value]] = [[*top, "คะแนนรวม" if merged else None], [*sub, None if merged else "คะแนนรวม"]]
    agencies = make_province(2568)
    for agency in agencies:
        (year,) = agency.years
        row: list[Value] = [agency.name]
        for group, codes in GROUPS.items():
            row += [*(float(year.scores[code]) for code in codes), float(year.published[group])]
        rows.append([*row, float(year.total or 0)])
    check(rows, figures_of(agencies, published=True), merges=merges if merged else (), name="2568")


def test_a_heading_that_is_repeated_at_a_page_break() -> None:
    check([TITLE, HEAD, *DATA[:3], HEAD, *DATA[3:]], FIGURES)
    check([TITLE, HEAD, *DATA[:3], [], TITLE, HEAD, *DATA[3:]], FIGURES)


def test_a_row_that_counts_the_columns() -> None:
    numbers = list(range(1, len(HEAD) + 1))
    check([TITLE, HEAD, numbers, *DATA], FIGURES)
    check([TITLE, HEAD, [f"({number})" for number in numbers], *DATA], FIGURES)


def test_sections_of_a_year() -> None:
    head = [cell for cell in HEAD if cell != "ปีงบประมาณ"]
    place = HEAD.index("ปีงบประมาณ")
    rows: list[Sequence[Value]] = [head]
    for year in (2567, 2568):
        own = [[*row[:place], *row[place + 1 :]] for row in DATA if row[place] == year]
        rows += [[f"ปีงบประมาณ พ.ศ. {year}"], *own]
    check(rows, FIGURES)


def test_sections_of_an_agency() -> None:
    sections: list[list[Value]] = [["ปี", *BY_INDICATOR, "คะแนนรวม"]]
    tables: list[list[Value]] = []
    for agency in PROVINCE:
        years: list[list[Value]] = [[year.fiscal_year, *scores(year)] for year in agency.years]
        sections += [[agency.name], *years]
        tables += [[agency.name], ["ปี", *BY_INDICATOR, "คะแนนรวม"], *years, []]
    check(sections, FIGURES)
    check(tables, FIGURES)


@pytest.mark.parametrize("merged", [True, False])
def test_years_under_each_indicator(merged: bool) -> None:
    heads = [*BY_INDICATOR, "คะแนนรวม"]
    rows: list[list[Value]] = [["หน่วยงาน"], [None]]
    rows[0] += [cell for head in heads for cell in (head, None)]
    rows[1] += [2567, 2568] * len(heads)
    for agency in PROVINCE:
        pairs = zip(*(scores(year) for year in agency.years), strict=True)
        rows.append([agency.name, *(score for pair in pairs for score in pair)])
    merges = [(0, 1 + 2 * n, 0, 2 + 2 * n) for n in range(len(heads))] + [(0, 0, 1, 0)]
    check(rows, FIGURES, merges=merges if merged else ())


@pytest.mark.parametrize("merged", [True, False])
def test_indicators_under_each_year(merged: bool) -> None:
    heads = [*BY_INDICATOR, "คะแนนรวม"]
    rest: list[Value] = [None] * (len(heads) - 1)
    rows: list[list[Value]] = [["หน่วยงาน", "ปี 2567", *rest, "ปี 2568", *rest], [None, *heads, *heads]]
    rows += [[agency.name, *(s for year in agency.years for s in scores(year))] for agency in PROVINCE]
    merges = [(0, 1, 0, len(heads)), (0, len(heads) + 1, 0, 2 * len(heads))]
    check(rows, FIGURES, merges=merges if merged else ())


def test_totals_of_several_years_side_by_side() -> None:
    data: list[list[Value]] = [
        [number, agency.name, *(float(year.total or 0) for year in agency.years)]
        for number, agency in enumerate(PROVINCE, start=1)
    ]
    check([["ที่", "หน่วยงาน", "คะแนนปี 2567", "คะแนนปี 2568"], *data], TOTALS)
    two = [["ที่", "หน่วยงาน", "คะแนนรวม", None], [None, None, 2567, 2568], *data]
    check(two, TOTALS, merges=[(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1)])
    bare = [["ที่", "หน่วยงาน", "2567", "2568"], *data]
    check([["ผลคะแนน ITA ในภาพรวม"], *bare], TOTALS)
    check([["คะแนน ITA ตัวชี้วัดที่ 9"], *bare], {}, [("no-scores", None, None)])


def test_an_agency_that_is_named_only_once() -> None:
    blank = [[row[0], row[1] if n % 2 == 0 else None, *row[2:]] for n, row in enumerate(DATA)]
    check([TITLE, HEAD, *blank], FIGURES)


def test_gaps_and_footnotes() -> None:
    check([TITLE, HEAD, *DATA[:3], [], *DATA[3:]], FIGURES)
    check([TITLE, HEAD, *DATA[:3], [], [], [], [], *DATA[3:]], FIGURES)
    notes = [[], ["หมายเหตุ: ผลปี 2568 ประกาศเมื่อ 15 สิงหาคม 2568"], ["ที่มา สำนักงาน ป.ป.ช."]]
    check([TITLE, HEAD, *DATA, *notes], FIGURES)


def test_agencies_across_and_indicators_down() -> None:
    agencies = make_province(2568)
    names = [agency.name for agency in agencies]
    rows: list[list[Value]] = [
        [NAMES[code], *(float(a.years[0].scores[code]) for a in agencies)] for code in INDICATORS
    ]
    total: list[Value] = ["คะแนนรวม", *(float(a.years[0].total or 0) for a in agencies)]
    check([["ตัวชี้วัด", *names], *rows, total], figures_of(agencies), name="2568")
    falling: list[list[Value]] = [[int(code), *row[1:]] for code, row in zip(INDICATORS, rows, strict=True)][
        ::-1
    ]
    check([["ตัวชี้วัดที่", *names], *falling, total], figures_of(agencies), name="2568")
    assert layouts_of(read_rows([Sheet("2568", [["ตัวชี้วัด", *names], *rows])])) == ["agencies-across"]


def test_two_lists_side_by_side() -> None:
    cells = [[f"{code}. {NAMES[code]}", float(LATEST.scores[code])] for code in INDICATORS]
    rows = [[*cells[n], None, *cells[n + 5]] for n in range(5)]
    head = ["ตัวชี้วัด", "คะแนน", None, "ตัวชี้วัด", "คะแนน"]
    expected = {code: float(score) for code, score in LATEST.scores.items()}
    check([[AGENCY], head, *rows], {(AGENCY, 2568): dict(expected)}, name="2568")


def test_scores_inside_the_labels() -> None:
    rows: list[list[Value]] = [["ตัวชี้วัดของการประเมิน ITA", "ประเด็นที่ต้องแก้ไข"]]
    for group, codes in GROUPS.items():
        rows.append([f"แบบวัด ({group})"])
        rows += [[f"<p>{code}. {NAMES[code]} {LATEST.scores[code]} คะแนน</p>"] for code in codes]
        rows.append([None, "จัดทำคู่มือและเผยแพร่"])
    rows.append(["คะแนนรวม ๙๖.๗๓ คะแนน"])
    expected = {code: float(score) for code, score in LATEST.scores.items()} | {"total": 96.73}
    check([[f"{AGENCY} ปีงบประมาณ 2568"], [], *rows], {(AGENCY, 2568): dict(expected)})
    wrong = [*rows[:3], ["๒. การใช้งบประมาณ ๙O.๘๑ คะแนน"], *rows[4:]]
    del expected["2"]
    found: Found = [("unknown-indicator", "2568", "A5")]
    check([[AGENCY], *wrong], {(AGENCY, 2568): dict(expected)}, found, name="2568")
