"""Lists of figures: parts of the EIT, instruments, sub-indicators, items, columns that are no scores, odd rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.reading.layouts import plain_list, ranked_list, years_across
from tests.reading.reader import Found, issues_of, layouts_of, read_rows
from tests.reading.truths import (
    INDICATORS,
    KHUN_KAEO,
    NAMES,
    Figures,
    figures_of,
    figures_read,
    make_province,
)
from tests.reading.workbooks import Sheet, Value

AGENCY = KHUN_KAEO.name
LATEST = KHUN_KAEO.only(2568)
SCORES = {code: float(score) for code, score in LATEST.years[0].scores.items()}
NAMED: list[list[Value]] = [[f"{code}. {NAMES[code]}", SCORES[code]] for code in INDICATORS]
HEAD: list[Value] = ["ตัวชี้วัด", "คะแนน"]
KEYS: list[Value] = ["agency", "fiscal_year", "code", "score"]
PARTS = make_province(2568, parts=True)[0].years[0].scores
IN_PARTS = [f"EIT{part}.{code}" for part in (1, 2) for code in "678"]


def check(
    rows: Sequence[Sequence[Value]],
    figures: Mapping[str, float | str],
    found: Found | None = None,
    name: str = "2568",
) -> None:
    """What a sheet of these rows is read as, for one agency and year."""
    reading = read_rows([Sheet(name, rows)])
    expected: Figures = {(AGENCY, 2568): dict(figures)} if figures else {}
    assert figures_read(reading) == expected
    assert issues_of(reading) == (found or [])


def part_rows(part: int, after: str = "") -> list[list[Value]]:
    """Rows of 6 to 8 of a part."""
    return [[f"{code}. {NAMES[code]}{after}", float(PARTS[f"EIT{part}.{code}"])] for code in "678"]


def test_parts_of_the_eit_under_their_headings() -> None:
    rows = [["EIT ส่วนที่ 1"], *part_rows(1), ["EIT ส่วนที่ 2"], *part_rows(2), ["OIT"], *NAMED[8:]]
    expected = {code: float(PARTS[code]) for code in IN_PARTS} | {code: SCORES[code] for code in ("9", "10")}
    check([[AGENCY], HEAD, ["IIT"], *NAMED[:5], *rows], expected | {code: SCORES[code] for code in "12345"})
    check([[AGENCY], HEAD, *rows], expected)


def test_parts_of_the_eit_with_their_means() -> None:
    rows = [["EIT ส่วนที่ 1", 91.5], *part_rows(1), ["EIT ส่วนที่ 2", 92.5], *part_rows(2)]
    expected = {code: float(PARTS[code]) for code in IN_PARTS} | {"EIT1": 91.5, "EIT2": 92.5}
    check([[AGENCY], HEAD, *rows], expected)


def test_means_of_parts_among_the_indicators_move_nothing() -> None:
    rows = [*NAMED[:5], ["EIT ส่วนที่ 1", 94.0], ["EIT ส่วนที่ 2", 96.33], *NAMED[5:]]
    check([[AGENCY], HEAD, *rows], {**SCORES, "EIT1": 94.0, "EIT2": 96.33})


def test_parts_of_the_eit_beside_their_names_or_over_columns() -> None:
    expected = {code: float(PARTS[code]) for code in IN_PARTS}
    beside = [*part_rows(1, " (EIT ส่วนที่ 1)"), *part_rows(2, " (EIT ส่วนที่ 2)")]
    check([[AGENCY], HEAD, *beside], expected)
    columns = [
        [f"{code}. {NAMES[code]}", *(float(PARTS[f"EIT{part}.{code}"]) for part in (1, 2))] for code in "678"
    ]
    check([[AGENCY], ["ตัวชี้วัด", "EIT (๑)", "EIT (๒)"], *columns], expected)
    check([[AGENCY], ["ตัวชี้วัด", "EIT ส่วนที่ 1", "EIT ส่วนที่ 2"], *columns], expected)


@pytest.mark.parametrize(
    "names",
    [
        ("IIT", "EIT", "OIT"),
        ("แบบวัด IIT", "แบบวัด EIT", "แบบวัด OIT"),
        (
            "1. แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน",
            "2. แบบการวัดการรับรู้ของผู้มีส่วนได้เสียภายนอก",
            "3. แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)",
        ),
    ],
)
def test_instruments_and_total_alone(names: tuple[str, str, str]) -> None:
    rows = [[name, score] for name, score in zip(names, (99.75, 95.17, 95.63), strict=True)]
    expected = {"IIT": 99.75, "EIT": 95.17, "OIT": 95.63, "total": 96.73}
    check([[AGENCY], ["เครื่องมือ", "คะแนน"], *rows, ["คะแนนรวม", 96.73]], expected)


def test_instruments_that_are_weighted_points_are_kept_as_published() -> None:
    heads = ["หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in INDICATORS), "IIT", "EIT", "OIT", "คะแนนรวม"]
    rows = [heads, [AGENCY, *SCORES.values(), 29.93, 28.55, 38.25, 96.73]]
    check(rows, {**SCORES, "IIT": 29.93, "EIT": 28.55, "OIT": 38.25, "total": 96.73})


def test_sub_indicators_with_and_without_their_numbers() -> None:
    subs = {
        "9": "การเปิดเผยข้อมูล",
        "9.1": "ข้อมูลพื้นฐาน",
        "9.2": "การบริหารงาน",
        "9.3": "การจัดซื้อจัดจ้าง",
        "9.4": "การบริหารและพัฒนาทรัพยากรบุคคล",
        "9.5": "การส่งเสริมความโปร่งใส",
        "10": "การป้องกันการทุจริต",
        "10.1": "การดำเนินการเพื่อป้องกันการทุจริต",
        "10.2": "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
    }
    expected = {code: 90.0 + index for index, code in enumerate(subs)}
    check([[AGENCY], HEAD, *([f"{code} {name}", expected[code]] for code, name in subs.items())], expected)
    check([[AGENCY], HEAD, *([name, expected[code]] for code, name in subs.items())], expected)


def test_long_tables_hold_every_level() -> None:
    codes = [
        "9.1",
        "10.2",
        *(f"o{item}" for item in range(1, 29)),
        *(f"i{item}" for item in range(1, 31)),
        "e1",
    ]
    expected = {code: float(60 + index / 2) for index, code in enumerate(codes)}
    check([KEYS, *([AGENCY, 2568, code, f"{expected[code]:.2f}"] for code in codes)], expected, name="x")
    numbers = [
        [AGENCY, 2568, float(code) if code[0] in "19" else code.upper(), expected[code]] for code in codes
    ]
    check([KEYS, *numbers], expected, name="x")


def test_codes_that_are_unknown_or_that_the_year_does_not_have() -> None:
    rows = [
        KEYS,
        [AGENCY, 2568, "1", 90.0],
        [AGENCY, 2568, "o29", 100.0],
        [AGENCY, 2568, "X9", 80.0],
        [AGENCY, 2568, 12, 70.0],
    ]
    found: Found = [
        ("unknown-indicator", "x", "C5"),
        ("unknown-indicator", "x", "C4"),
        ("code-not-in-year", "x", "D3"),
    ]
    check(rows, {"1": 90.0}, found, name="x")


def test_columns_that_are_no_scores() -> None:
    head = [
        "ที่",
        "ตัวชี้วัด",
        "คะแนนเต็ม",
        "น้ำหนัก",
        "คะแนน",
        "ผลต่าง",
        "เพิ่ม/ลด จากปี 2567",
        "เป้าหมายปี 2569",
        "หมายเหตุ",
    ]
    rows = [[n, *row[:1], 100, 6.0, row[1], -0.5, 1.25, 95, "ผ่าน"] for n, row in enumerate(NAMED, start=1)]
    check([[AGENCY], head, *rows], SCORES)


def test_a_column_nobody_named_is_told() -> None:
    check([[AGENCY], HEAD, *([*row, 12.5] for row in NAMED)], SCORES, [("numbers-not-used", "2568", "C3")])


def test_two_columns_of_scores_are_not_guessed() -> None:
    rows = [[*row, row[1]] for row in NAMED]
    check([[AGENCY], [*HEAD, "คะแนน"], *rows], {}, [("columns-unclear", "2568", "B3")])
    check([[AGENCY], ["ตัวชี้วัด", "คะแนน ITA", "คะแนนที่ได้"], *rows], {}, [("columns-unclear", "2568", "B3")])


def test_rows_of_weights_and_rules_are_no_scores() -> None:
    """The table in which a report explains how scores are put together names every instrument."""
    words = ["คะแนนเฉลี่ยของข้อคำถามจากผู้ตอบทุกคน"] * 3 + ["คะแนนของข้อคำถาม"]
    rules: list[list[Value]] = [
        ["คะแนน", "แบบวัด IIT", "แบบวัด EIT (๑)", "แบบวัด EIT (๒)", "แบบวัด OIT"],
        ["คะแนนข้อคำถาม", *words],
        ["คะแนนตัวชี้วัดย่อย", "-", "-", "-", "คะแนนเฉลี่ยของทุกข้อคำถาม"],
        ["น้ำหนักแบบวัด", "ร้อยละ ๓๐", "ร้อยละ ๑๕", "ร้อยละ ๑๕", "ร้อยละ ๔๐"],
    ]
    check([[AGENCY], [], *rules, [], [], [], HEAD, *NAMED], SCORES)


def test_most_labels_of_another_assessment() -> None:
    rows = [[f"ตัวชี้วัดที่ {n} {NAMES[code]}", 90.0] for n, code in enumerate(reversed(INDICATORS), start=1)]
    check([[AGENCY], HEAD, *rows], {}, [("look-alike-other-names", "2568", None)])
    heads = [f"{n}. {NAMES[code]}" for n, code in enumerate(reversed(INDICATORS), start=1)]
    check([["หน่วยงาน", *heads], [AGENCY, *SCORES.values()]], {}, [("look-alike-other-names", "2568", None)])


@pytest.mark.parametrize(
    "label", ["๔. การแก้ไขปัญหาการทุจริต", "(4) การแก้ไขปัญหาการทุจริต", "ตัวชี้วัดที่ 4 การแก้ปัญหาการทุจริต"]
)
def test_one_label_whose_number_and_name_disagree(label: str) -> None:
    left = {code: score for code, score in SCORES.items() if code != "5"}
    rows = [*NAMED[:4], [label, SCORES["5"]], *NAMED[5:]]
    check([[AGENCY], HEAD, *rows], left, [("label-conflict", "2568", "A7")])
    heads = [row[0] for row in rows]
    check([["หน่วยงาน", *heads], [AGENCY, *SCORES.values()]], left, [("label-conflict", "2568", "F1")])


def test_headings_that_are_no_indicator() -> None:
    heads = [NAMES[code] if code != "5" else "การมีส่วนร่วมของประชาชน" for code in INDICATORS]
    left = {code: score for code, score in SCORES.items() if code != "5"}
    check([["หน่วยงาน", *heads], [AGENCY, *SCORES.values()]], left, [("unknown-indicator", "2568", "F1")])
    eleven = [f"ตัวชี้วัดที่ {code}" for code in (*INDICATORS, "11")]
    rows = [["หน่วยงาน", *eleven], [AGENCY, *SCORES.values(), 88.0]]
    check(rows, SCORES, [("unknown-indicator", "2568", "L1")])


def test_ranks_are_never_numbers_of_indicators() -> None:
    ordered = sorted(INDICATORS, key=lambda code: -SCORES[code])
    for head in ("ลำดับ", "ลำดับที่", "ที่", "ข้อ", "#", "no.", "order"):
        rows = [[rank, NAMES[code], SCORES[code]] for rank, code in enumerate(ordered, start=1)]
        check([[AGENCY], [head, "ตัวชี้วัด", "คะแนน"], *rows], SCORES, [("order-not-indicator", "2568", "A3")])
        only = [[rank, SCORES[code]] for rank, code in enumerate(ordered, start=1)]
        check([[AGENCY], [head, "คะแนน"], *only], {}, [("no-scores", None, None)])


def test_lists_whose_figures_stand_in_one_sheet_of_a_report() -> None:
    """A ranked list, a table of three years and a plain list, as a report of 2568 prints them one after the other."""
    lists = [ranked_list(LATEST), years_across(KHUN_KAEO), plain_list(LATEST)]
    rows = [row for sheet in lists for row in [*sheet.rows, [], ["จากผลการประเมิน พบว่า"], []]]
    shift = len(lists[0].rows) + 3
    merges = [(a + shift, b, c + shift, d) for a, b, c, d in lists[1].merges]
    reading = read_rows([Sheet("รายงาน", rows, merges)])
    assert figures_read(reading) == figures_of([KHUN_KAEO])
    assert {code for code, _, _ in issues_of(reading)} == {"repeated-value"}
    assert layouts_of(reading) == ["ranked-list"]
