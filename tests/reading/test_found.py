"""Faults that made-up workbooks found in the reader, each as the smallest table that shows it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading.reader import Found, issues_of, layouts_of, read_rows
from tests.reading.truths import INDICATORS, INSTRUMENT_OF, NAMES, Figures, figures_read
from tests.reading.workbooks import Sheet, Value

A, B = "เทศบาลตำบลหนองตัวอย่าง", "อบต.ท่าสมมุติ"
HEAD: list[Value] = ["ตัวชี้วัด", "คะแนน"]
BY_NUMBER = [f"ตัวชี้วัดที่ {code}" for code in INDICATORS]
Rows = Sequence[Sequence[Value]]
Merges = Sequence[tuple[int, int, int, int]]


def scores(start: float) -> dict[str, float | str]:
    """Ten different scores."""
    return {code: start + int(code) / 4 for code in INDICATORS}


def listed(start: float) -> list[list[Value]]:
    """The scores as rows of name and score."""
    return [[f"{code}. {NAMES[code]}", score] for code, score in scores(start).items()]


def check(
    rows: Rows, expected: Figures, found: Found | None = None, *, name: str = "Sheet1", merges: Merges = ()
) -> None:
    """What a sheet of these rows is read as."""
    reading = read_rows([Sheet(name, rows, merges)])
    assert figures_read(reading) == expected
    assert issues_of(reading) == (found or [])


def side_by_side(left: Rows, right: Rows) -> list[list[Value]]:
    """Two tables of two columns beside each other, a blank column between."""
    pad: list[Value] = [None, None]
    count = max(len(left), len(right))
    both = zip([*left, *[pad] * (count - len(left))], [*right, *[pad] * (count - len(right))], strict=True)
    return [[*(*one, None, None)[:2], None, *other] for one, other in both]


def test_tables_beside_each_other_take_their_own_titles() -> None:
    left: Rows = [["หน่วยงาน : " + A, None], ["ปีงบประมาณ", 2567], HEAD, *listed(80)]
    right: Rows = [["ผล ITA ปี 2568", None], [B, None], HEAD, *listed(90)]
    check(side_by_side(left, right), {(A, 2567): scores(80), (B, 2568): scores(90)})


def test_tables_beside_each_other_share_a_title_over_both() -> None:
    left: Rows = [["ผล ITA ปี 2568", None], [], [A, None], HEAD, *listed(80)]
    right: Rows = [[None, None], [None, None], [B, None], HEAD, *listed(90)]
    check(side_by_side(left, right), {(A, 2568): scores(80), (B, 2568): scores(90)})


def test_tables_of_offices_beside_each_other() -> None:
    head: list[Value] = ["ลำดับ", "หน่วยงาน", "คะแนนรวม"]
    rows = [
        [*head, None, *head],
        [1, A, 90.5, None, 3, "ทต.บางจำลอง", 88.25],
        [2, B, 91.25, None, 4, "ทม.นาทดลอง", 85.5],
    ]
    expected: Figures = {
        (A, 2568): {"total": 90.5},
        (B, 2568): {"total": 91.25},
        ("ทต.บางจำลอง", 2568): {"total": 88.25},
        ("ทม.นาทดลอง", 2568): {"total": 85.5},
    }
    check(rows, expected, name="2568")


def test_the_nearest_title_wins_over_a_field_further_up() -> None:
    rows = [
        ["หน่วยงาน", A],
        ["ผล ITA ปี 2567"],
        HEAD,
        *listed(80),
        [],
        [B],
        ["ผล ITA ปี 2568"],
        HEAD,
        *listed(90),
    ]
    check(rows, {(A, 2567): scores(80), (B, 2568): scores(90)})


def test_a_field_right_above_the_heading_is_no_heading() -> None:
    """ "หน่วยงาน" over the column of instruments made that column one of agencies."""
    across = [
        [unit, *row, row[1] - 1]
        for unit, row in zip([INSTRUMENT_OF[c] for c in INDICATORS], listed(80), strict=True)
    ]
    rows = [["หน่วยงาน", A], ["ผล ITA"], ["เครื่องมือ", "ตัวชี้วัด", "ปี 2567", "ปี 2568"], *across]
    one, other = scores(80), {code: score - 1 for code, score in scores(80).items()}  # type: ignore[operator]
    check(rows, {(A, 2567): one, (A, 2568): other})


def test_instruments_of_the_next_table_are_no_means_of_this_one() -> None:
    first = [["ตัวชี้วัด", "ปี 2567"], *listed(80)]
    second = [
        ["เครื่องมือ", "ตัวชี้วัด", "ปี 2568"],
        *[[INSTRUMENT_OF[c], *row] for c, row in zip(INDICATORS, listed(90), strict=True)],
    ]
    rows = [[A], *first, [], [B], *second]
    check(rows, {(A, 2567): scores(80), (B, 2568): scores(90)})


def test_scores_under_a_heading_of_another_table_are_no_numbers_of_indicators() -> None:
    first = [
        ["เครื่องมือ", "ตัวชี้วัด", 2568],
        *[[INSTRUMENT_OF[c], *row] for c, row in zip(INDICATORS, listed(90), strict=True)],
    ]
    second = [["ตัวชี้วัด", 2567], *listed(80)]
    check([[A], *first, [], [B], *second], {(A, 2568): scores(90), (B, 2567): scores(80)})


def test_figures_of_groups_of_rows_are_no_scores_of_their_rows() -> None:
    """Layout G: three of four columns of numbers are merged over the rows of an instrument."""
    rows: list[list[Value]] = [["ตัวชี้วัด", "คะแนน ITA", "คะแนนที่ได้", "น้ำหนัก", "คะแนนถ่วงน้ำหนัก"]]
    rows += [[*row, None, None, None] for row in listed(80)]
    merges = []
    for first, last, mean, weight in ((1, 5, 80.75, 30), (6, 8, 81.75, 30), (9, 10, 82.38, 40)):
        rows[first][2:] = [mean, weight, mean * weight / 100]
        merges += [(first, column, last, column) for column in (2, 3, 4)]
    check(
        [[A], *rows],
        {(A, 2568): scores(80)},
        name="2568",
        merges=[(a + 1, b, c + 1, d) for a, b, c, d in merges],
    )


@pytest.mark.parametrize(
    "head", ["ตัวชี ้วัดที่ 7", "ตัวชี้ วัดที่ 7", "ตัว\ufffdชี้วัดที่ 7", "ตัวชี้วัด&nbsp;ที่ 7", "<p>ตัวชี้วัดที่ 7</p>"]
)
def test_slips_inside_the_word_for_indicator(head: str) -> None:
    heads = [head if code == "7" else text for code, text in zip(INDICATORS, BY_NUMBER, strict=True)]
    check([["หน่วยงาน", *heads], [A, *scores(80).values()]], {(A, 2568): scores(80)}, name="2568")


@pytest.mark.parametrize("year", ["ปี&nbsp;2568", "ปี 25\ufffd68", "<p>FY2025</p>", "ปีงบประมาณ พ.ศ.\t๒๕๖๘"])
def test_slips_inside_years(year: str) -> None:
    heads: list[Value] = ["ปีงบประมาณ", "หน่วยงาน", *BY_NUMBER]
    check([heads, [year, A, *scores(80).values()]], {(A, 2568): scores(80)})


@pytest.mark.parametrize("words", ["ITA {}", "FY{}", "ปี {}", "คะแนนรวม ปี {}"])
def test_years_under_each_indicator(words: str) -> None:
    """ "ITA 2568" under an indicator is no total, "FY2025" no heading of a column of years."""
    era = 543 if words == "FY{}" else 0
    pairs = [(code, year) for code in ("1", "2") for year in (2567, 2568)]
    top: list[Value] = ["หน่วยงาน", *[f"ตัวชี้วัดที่ {code}" if year == 2567 else None for code, year in pairs]]
    sub: list[Value] = [None, *[words.format(year - era) for _, year in pairs]]
    rows = [top, sub, [A, 81.5, 82.5, 83.5, 84.5]]
    expected: Figures = {(A, 2567): {"1": 81.5, "2": 83.5}, (A, 2568): {"1": 82.5, "2": 84.5}}
    check(rows, expected, merges=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)])


def test_the_year_of_one_column_is_not_that_of_the_others() -> None:
    """The total of the year before stood in the heading; all indicators were read as of that year."""
    rows = [["หน่วยงาน", *BY_NUMBER, "คะแนนรวม ปี 2566"], [A, *scores(80).values(), 79.5]]
    check(rows, {(A, 2567): scores(80), (A, 2566): {"total": 79.5}}, name="2567")


@pytest.mark.parametrize("merged", [True, False])
def test_a_title_right_above_a_heading_names_no_column(merged: bool) -> None:
    """A column without a heading was read as the total that the title speaks of."""
    title: list[Value] = ["ผลการประเมิน ITA ปี 2568"]
    rows = [
        title,
        ["หน่วยงาน", *BY_NUMBER, None],
        [A, *scores(80).values(), 12.5],
        [B, *scores(81).values(), 12.5],
    ]
    expected: Figures = {(A, 2568): scores(80), (B, 2568): scores(81)}
    check(rows, expected, [("numbers-not-used", "Sheet1", "L3")], merges=[(0, 0, 0, 11)] if merged else ())


def test_a_count_of_the_columns_gives_no_heading() -> None:
    heads: list[Value] = ["หน่วยงาน", *BY_NUMBER, "คะแนนรวม", None]
    rows = [heads, [f"({n})" for n in range(1, 14)], [A, *scores(80).values(), 81.5, 12.5]]
    check(rows, {(A, 2568): {**scores(80), "total": 81.5}}, [("numbers-not-used", "2568", "M3")], name="2568")


@pytest.mark.parametrize("score", [80.25, 100.0])
def test_an_unknown_name_in_the_first_row_is_named(score: float) -> None:
    """The row was taken for a part of the heading, and its figures were lost in silence."""
    rows = [["ตัวชี้วัด", "ปี 2567", "ปี 2568"], ["การมีส่วนร่วมของประชาชน", score, score]]
    rows += [[*row, row[1]] for row in listed(80)[1:]]
    left = {code: value for code, value in scores(80).items() if code != "1"}
    check([[A], *rows], {(A, 2567): left, (A, 2568): left}, [("unknown-indicator", "Sheet1", "A3")])


def test_the_last_label_with_a_score_after_a_page_break() -> None:
    labels = [f"{code}. {NAMES[code]} {score} คะแนน" for code, score in scores(80).items()]
    head = ["ตัวชี้วัดของการประเมิน ITA"]
    notes = [[], ["หมายเหตุ : มาตรการ ปี 2569"], ["* คะแนนเต็ม 100 คะแนน"]]
    check(
        [[A], head, *[[text] for text in labels[:9]], [], head, [labels[9]], *notes],
        {(A, 2568): scores(80)},
        name="2568",
    )


def test_row_numbers_that_begin_anew_under_each_instrument() -> None:
    numbers = [1, 2, 3, 4, 5, 1, 2, 3, 1, 2]
    rows = [[n, NAMES[code], score] for n, (code, score) in zip(numbers, scores(80).items(), strict=True)]
    check([[A], ["ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน"], *rows], {(A, 2568): scores(80)}, name="2568")


def test_a_year_is_no_name_of_an_agency() -> None:
    rows: list[list[Value]] = [["หน่วยงาน", *BY_NUMBER]]
    for name, start in ((A, 80), (B, 85)):
        rows += [[name], ["ปี 2567", *scores(start).values()], ["ปี 2568", *scores(start + 1).values()]]
    expected: Figures = {
        (name, year): scores(start + more)
        for name, start in ((A, 80), (B, 85))
        for year, more in ((2567, 0), (2568, 1))
    }
    check(rows, expected)


def test_bare_numbers_under_an_instrument_that_is_not_theirs() -> None:
    """Items of the OIT numbered 1 to 10 were read as the ten indicators."""
    rows = [["หน่วยงาน", "OIT", *[None] * 9], [None, *range(1, 11)], [A, *scores(80).values()]]
    check(
        rows,
        {},
        [("look-alike-other-names", "2568", None)],
        name="2568",
        merges=[(0, 0, 1, 0), (0, 1, 0, 10)],
    )


def test_columns_that_cannot_be_told_apart_are_told() -> None:
    rows = [[*row, row[1]] for row in listed(80)]
    reading = read_rows([Sheet("2568", [[A], [*HEAD, "คะแนน"], *rows])])
    (issue,) = reading.issues
    assert (issue.code, issue.cell, issue.places["columns"]) == ("columns-unclear", "B3", (1, 2))
    assert layouts_of(reading) == [None]


@pytest.mark.parametrize("head", ["คะแนนปีก่อน", "ค่าเฉลี่ยจังหวัด", "คะแนนเฉลี่ยระดับประเทศ"])
def test_the_score_of_others_is_not_that_of_the_office(head: str) -> None:
    rows = [[*row, 70.5] for row in listed(80)]
    check([[A], [*HEAD, head], *rows], {(A, 2568): scores(80)}, name="2568")
    check([[A], ["ตัวชี้วัด", head], *listed(80)], {}, [("no-scores", None, None)], name="2568")
    check([["หน่วยงาน", "คะแนนรวม", head], [A, 80.5, 70.5]], {(A, 2568): {"total": 80.5}}, name="2568")


def test_ranks_below_the_indicators_head_no_table() -> None:
    """A row of the ranks 1, 2, 3 under "ตัวชี้วัดที่ 10" was taken for the numbers of indicators."""
    rows = [["ตัวชี้วัด", "ปี 2566", "ปี 2567", "ปี 2568"], *[[f"ตัวชี้วัดที่ {c}", 80.5, 81.5, 82.5] for c in INDICATORS]]
    rows += [["อันดับ", 1, 2, 3], [], [B], ["ตัวชี้วัด", "ปี 2566", "ปี 2567", "ปี 2568"]]
    rows += [[f"ตัวชี้วัดที่ {c}", 90.5, 91.5, 92.5] for c in INDICATORS]
    one: Figures = {(A, 2566 + n): {**dict.fromkeys(INDICATORS, 80.5 + n), "rank": 1.0 + n} for n in range(3)}
    other: Figures = {(B, 2566 + n): dict.fromkeys(INDICATORS, 90.5 + n) for n in range(3)}
    check([[A], *rows], one | other)


def test_a_score_in_words_makes_no_row_of_a_summary() -> None:
    """ "ร้อยละ 61.87" in a column that was refused made its row one that sums up."""
    heads = ["2. การปฏิบัติหน้าที่", *(NAMES[code] for code in INDICATORS[1:])]
    rows = [["ปี", *heads], *[[year, "ร้อยละ 61.87", *list(scores(80).values())[1:]] for year in (2567, 2568)]]
    left = {code: value for code, value in scores(80).items() if code != "1"}
    check([[A], *rows], {(A, 2567): left, (A, 2568): left}, [("label-conflict", "Sheet1", "B2")])


@pytest.mark.parametrize("head", ["คาดการณ์ ปี 2569", "ปี 2569 (เป้าหมาย)", "คะแนนที่คาดหวัง ปี 2569", "ตั้งเป้าปี 2569"])
def test_what_is_hoped_for_is_no_result(head: str) -> None:
    """Forecasts and targets with a year of their own were read as the scores of that year."""
    rows = [[A], ["ตัวชี้วัด", "คะแนน ปี 2568", head], *[[*row, 95.25] for row in listed(80)]]
    reading = read_rows([Sheet("Sheet1", rows)])
    assert figures_read(reading) == {(A, 2568): scores(80)}


def test_a_target_beside_a_result_leaves_it_a_result() -> None:
    rows = [[A], ["ตัวชี้วัด", "ปี 2567", "ปี 2568 (เป้าหมาย 85)"], *[[*row, 95.25] for row in listed(80)]]
    check(rows, {(A, 2567): scores(80), (A, 2568): dict.fromkeys(INDICATORS, 95.25)})


@pytest.mark.parametrize("group", ["เป้าหมาย", "อันดับ", "จำนวน"])
def test_a_group_over_years_that_holds_no_scores(group: str) -> None:
    rows = [[A], ["ตัวชี้วัด", "ผล", group], [None, "ปี 2568", "ปี 2569"], *[[*row, 95.25] for row in listed(80)]]
    reading = read_rows([Sheet("Sheet1", rows, [(1, 0, 2, 0)])])
    assert figures_read(reading) == {(A, 2568): scores(80)}


@pytest.mark.parametrize("merged", [True, False])
def test_respondents_and_scores_over_the_same_years(merged: bool) -> None:
    rows: Rows = [
        ["หน่วยงาน", "ผู้ตอบ", None, "คะแนน", None],
        [None, 2567, 2568, 2567, 2568],
        [A, 90, 91, 92.5, 95.5],
    ]
    merges = [(0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0)] if merged else []
    expected: Figures = {(A, 2567): {"total": 92.5}, (A, 2568): {"total": 95.5}}
    assert figures_read(read_rows([Sheet("ITA", rows, merges)])) == expected


@pytest.mark.parametrize("head", ["ผู้ตอบ {}", "จำนวน {}", "ร้อยละผู้ตอบ {}", "{} (คน)"])
def test_respondents_of_an_instrument_are_not_its_score(head: str) -> None:
    heads: list[Value] = ["หน่วยงาน", head.format("IIT"), head.format("EIT"), "คะแนน IIT", "คะแนน EIT"]
    rows = [heads, [A, 35, 44.5, 90.25, 80.5], [B, 45, 54.5, 91.25, 81.5]]
    expected: Figures = {(A, 2568): {"IIT": 90.25, "EIT": 80.5}, (B, 2568): {"IIT": 91.25, "EIT": 81.5}}
    assert figures_read(read_rows([Sheet("2568", rows)])) == expected


@pytest.mark.parametrize(
    "heads",
    [
        ["กลุ่ม", "จำนวนผู้ตอบ", "ร้อยละ"],
        ["เครื่องมือ", "ผู้ตอบแบบสอบถาม (คน)", "คิดเป็นร้อยละ"],
        ["แบบวัด", "กลุ่มเป้าหมาย", "ผู้ตอบ", "ร้อยละ"],
        ["เครื่องมือ", "ร้อยละของผู้ตอบ"],
    ],
)
def test_shares_of_those_who_answered_are_no_scores(heads: list[Value]) -> None:
    """90 percent of the staff answered: that became the score of the instrument."""
    counts: list[Value] = [45, 40][: len(heads) - 2]
    rows: Rows = [[f"{A} ปี 2568"], heads, ["IIT", *counts, 90.0], ["EIT", *counts, 88.5]]
    reading = read_rows([Sheet("Sheet1", rows)])
    assert figures_read(reading) == {}
    assert [issue.code for issue in reading.issues] == ["no-scores"]


def test_shares_of_respondents_stand_beside_scores() -> None:
    rows: Rows = [
        ["ตัวชี้วัด", "ผู้ตอบ", "ร้อยละ", "คะแนน"],
        *[[*row[:-1], 45, 90.0, row[-1]] for row in listed(80)],
    ]
    assert figures_read(read_rows([Sheet(f"{A} 2568", rows)])) == {(A, 2568): scores(80)}


def test_a_blank_year_is_not_that_of_the_agency_above() -> None:
    rows: Rows = [["หน่วยงาน", "ปี", "คะแนนรวม"], [A, 2567, 90.5], [None, 2568, 91.5], [B, None, 80.5]]
    reading = read_rows([Sheet("Sheet1", rows)])
    assert figures_read(reading) == {(A, 2567): {"total": 90.5}, (A, 2568): {"total": 91.5}}
    assert [(issue.code, issue.cell) for issue in reading.issues] == [("year-missing", "B4")]


def test_a_year_before_the_agencies_heads_all_below_it() -> None:
    rows: Rows = [
        ["ปี", "หน่วยงาน", "คะแนนรวม"],
        [2567, A, 90.5],
        [None, B, 80.5],
        [2568, A, 91.5],
        [None, B, 81.5],
    ]
    assert figures_read(read_rows([Sheet("Sheet1", rows)])) == {
        (A, 2567): {"total": 90.5},
        (B, 2567): {"total": 80.5},
        (A, 2568): {"total": 91.5},
        (B, 2568): {"total": 81.5},
    }


def test_the_total_of_last_year_is_not_that_of_this_year() -> None:
    rows = [["หน่วยงาน", "คะแนนรวม", "คะแนนรวม (ปีก่อน)"], [A, 90.5, 88.25], [B, 91.5, 89.25]]
    assert figures_read(read_rows([Sheet("2568", rows)])) == {
        (A, 2568): {"total": 90.5},
        (B, 2568): {"total": 91.5},
    }


@pytest.mark.parametrize(("mark", "values"), [("อันดับ", (3.0, 7.0)), ("ระดับ", ("A", "B"))])
def test_marks_of_each_indicator_are_none_of_the_office(mark: str, values: tuple[Value, Value]) -> None:
    """The rank of the first indicator became the rank of the office."""
    heads: list[Value] = ["หน่วยงาน"]
    row: list[Value] = [A]
    for code, score in scores(80).items():
        heads += [f"ตัวชี้วัดที่ {code}", mark]
        row += [score, values[0]]
    figures = scores(80)
    assert figures_read(read_rows([Sheet("2565", [heads, row])])) == {(A, 2565): figures}
    own = {"rank" if mark == "อันดับ" else "rating": values[1], "total": 82.5}
    reading = read_rows([Sheet("2565", [[*heads, "คะแนนรวม", mark], [*row, 82.5, values[1]]])])
    assert figures_read(reading) == {(A, 2565): {**figures, **own}}


def test_both_parts_of_the_eit_together_are_the_eit() -> None:
    heads: list[Value] = ["หน่วยงาน", "EIT ส่วนที่ 1", "EIT ส่วนที่ 2", "EIT เฉลี่ย ส่วนที่ 1 และ 2", "IIT"]
    check(
        [heads, [A, 80.5, 84.5, 82.5, 90.25]],
        {(A, 2568): {"EIT1": 80.5, "EIT2": 84.5, "EIT": 82.5, "IIT": 90.25}},
        name="2568",
    )


@pytest.mark.parametrize("sign", ["±", "+/-", "Δ", "▲/▼"])
def test_a_sign_of_change_between_two_years(sign: str) -> None:
    """The years under each indicator were taken for a row of data."""
    heads: list[Value] = ["หน่วยงาน"]
    subs: list[Value] = [None]
    row: list[Value] = [A]
    for code, score in scores(80).items():
        heads += [f"ตัวชี้วัดที่ {code}", None, None]
        subs += ["2567", sign, "2568"]
        row += [score, 1.5, float(score) + 1.5]
    merges = [(0, 0, 1, 0), *[(0, 1 + 3 * n, 0, 3 + 3 * n) for n in range(10)]]
    more: dict[str, float | str] = {code: float(score) + 1.5 for code, score in scores(80).items()}
    reading = read_rows([Sheet("ITA", [heads, subs, row], merges)])
    assert figures_read(reading) == {(A, 2567): scores(80), (A, 2568): more}


def test_points_out_of_five_are_no_scores() -> None:
    rows = [[A], ["ตัวชี้วัด", "คะแนน (เต็ม 5) ปี 2568"], *[[row[0], 4.25] for row in listed(80)]]
    check(rows, {}, [("no-scores", None, None)])


@pytest.mark.parametrize(
    "name",
    ["ทั้งจังหวัด", "ระดับประเทศ", "Grand Total", "1. เฉลี่ย", "อำเภอเมืองตัวอย่าง", "เทศบาลตำบล (12 แห่ง)", "เกณฑ์ผ่าน"],
)
def test_a_row_of_many_offices_is_no_office(name: str) -> None:
    rows = [
        ["หน่วยงาน", *BY_NUMBER],
        [A, *scores(80).values()],
        [name, *scores(70).values()],
        [B, *scores(85).values()],
    ]
    check(rows, {(A, 2568): scores(80), (B, 2568): scores(85)}, name="2568")


def test_a_row_without_a_name_is_not_that_of_the_office_above() -> None:
    """The means of all below an office without scores became its scores."""
    rows = [
        ["หน่วยงาน", *BY_NUMBER],
        [A, *scores(80).values()],
        [B, *["–"] * 10],
        [None, *scores(70).values()],
    ]
    reading = read_rows([Sheet("2568", rows)])
    assert figures_read(reading) == {(A, 2568): scores(80), (None, 2568): scores(70)}
    assert ("agency-unknown", "2568", "A4") in issues_of(reading)


def test_two_years_named_alike_in_a_title_leave_the_year_open() -> None:
    rows = [[A], ["เปรียบเทียบผล ITA ปี 2567 กับ 2568"], HEAD, *listed(80)]
    reading = read_rows([Sheet("Sheet1", rows)])
    assert figures_read(reading) == {}
    (issue,) = reading.issues
    assert (issue.code, issue.cell, issue.places["years"]) == ("year-missing", "A2", (2567, 2568))


@pytest.mark.parametrize("sentence", ["(ปี 2567 ได้ 88.10 คะแนน)", "ในปี 2567 หน่วยงานได้คะแนน 88.10"])
def test_a_sentence_about_another_score_is_no_title(sentence: str) -> None:
    check([[A], ["ผล ITA ปี 2568"], [sentence], HEAD, *listed(80)], {(A, 2568): scores(80)})


def test_a_sentence_with_the_score_of_the_year_tells_it_where_nothing_else_does() -> None:
    check([[A], ["ผล ITA ปี 2568 ได้คะแนน 96.73"], HEAD, *listed(80)], {(A, 2568): scores(80)})


def test_the_rating_beside_a_total() -> None:
    """A column of levels was left out whole, and with it the published rating."""
    rows = [[A], ["ตัวชี้วัด", "คะแนน", "ระดับ"], *[[*row, "A"] for row in listed(80)], ["คะแนนเฉลี่ย", 82.5, "B"]]
    check(rows, {(A, 2565): {**scores(80), "total": 82.5, "rating": "B"}}, name="2565")


def test_the_rating_beside_the_total_of_each_year() -> None:
    rows = [[A], ["ตัวชี้วัด", "ปี 2564", None, "ปี 2565", None], [None, "คะแนน", "ระดับ", "คะแนน", "ระดับ"]]
    rows += [[row[0], row[1], "A", row[1], "B"] for row in listed(80)]
    rows += [["คะแนนรวม", 82.25, "C", 83.25, "B"]]
    expected: Figures = {
        (A, 2564): {**scores(80), "total": 82.25, "rating": "C"},
        (A, 2565): {**scores(80), "total": 83.25, "rating": "B"},
    }
    check(rows, expected, merges=[(1, 1, 1, 2), (1, 3, 1, 4)])


@pytest.mark.parametrize("written", ["{}\n▲ 0.3", "{} ▼ 1.25", "{} / 100", "{}/100 คะแนน", "'{}\u00a0"])
def test_a_score_with_its_change_or_full_marks(written: str) -> None:
    rows = [[text, written.format(f"{score:.2f}")] for text, score in listed(80)]
    check([[A], HEAD, *rows], {(A, 2568): scores(80)}, name="2568")


@pytest.mark.parametrize("written", ["{} → 91.37", "{}/91.25", "{} 0.3", "{}*"])
def test_two_numbers_in_a_cell_are_no_score(written: str) -> None:
    rows = [*listed(80)[:9], [listed(80)[9][0], written.format("82.50")]]
    left = {code: value for code, value in scores(80).items() if code != "10"}
    check([[A], HEAD, *rows], {(A, 2568): left}, [("not-a-number", "2568", "B12")], name="2568")


def test_rows_under_a_section_of_targets_are_no_results() -> None:
    rows = [
        ["หน่วยงาน", *BY_NUMBER],
        ["ผล ปี 2568"],
        [A, *scores(80).values()],
        ["เป้าหมาย ปี 2569"],
        [B, *scores(85).values()],
    ]
    reading = read_rows([Sheet("Sheet1", rows)])
    assert figures_read(reading) == {(A, 2568): scores(80)}
    assert ("numbers-not-used", "Sheet1", "B5") in issues_of(reading)


def test_a_table_under_a_title_of_targets_has_no_year() -> None:
    rows = [[A, None], ["เป้าหมาย ITA ปีงบประมาณ 2569"], HEAD, *listed(80)]
    check(rows, {}, [("year-missing", "2568", None)], name="2568")


def test_a_rank_before_each_figure_is_none_of_the_office() -> None:
    rows = [["หน่วยงาน", "อันดับ", "ตัวชี้วัดที่ 1", "อันดับ", "ตัวชี้วัดที่ 2"], [A, 3, 90.5, 4, 80.5]]
    check(rows, {(A, 2568): {"1": 90.5, "2": 80.5}}, name="2568")


def test_a_count_of_indicators_beside_an_instrument() -> None:
    rows = [["หน่วยงาน", "IIT\n(5 ตัวชี้วัด)", "EIT\n(3 ตัวชี้วัด)", "คะแนนรวม"], [A, 90.5, 80.5, 88.5]]
    check(rows, {(A, 2568): {"IIT": 90.5, "EIT": 80.5, "total": 88.5}}, name="2568")


def test_the_years_of_an_office_beside_its_district() -> None:
    rows = [["อำเภอ", "ประเภท", "หน่วยงาน", "ปี", "คะแนนรวม"]]
    rows += [["อำเภอเมือง", "เทศบาลตำบล", A if y == 2567 else None, y, 80.5 + y - 2567] for y in (2567, 2568)]
    expected: Figures = {(A, 2567): {"total": 80.5}, (A, 2568): {"total": 81.5}}
    check(rows, expected, merges=[(1, 2, 2, 2)])
    check(rows, expected)


def test_a_count_of_answers_in_brackets_leaves_a_section_one_of_its_part() -> None:
    rows: list[list[Value]] = [[A], HEAD]
    for part in "12":
        rows += [
            [f"EIT ส่วนที่ {part} (ผู้ตอบ 35 คน)"],
            *[[f"{c}. {NAMES[c]}", 80.0 + int(c) + int(part) / 4] for c in "678"],
        ]
    expected: dict[str, float | str] = {
        f"EIT{part}.{c}": 80.0 + int(c) + int(part) / 4 for part in "12" for c in "678"
    }
    check(rows, {(A, 2568): expected}, name="2568")


def test_the_short_word_for_indicator() -> None:
    heads: list[Value] = ["หน่วยงาน", *(f"ตชว.{'ที่ ' if code == '7' else ''}{code}" for code in INDICATORS)]
    check([heads, [A, *scores(80).values()]], {(A, 2568): scores(80)}, name="2568")


def test_a_cell_of_ranks_that_holds_no_rank_is_named() -> None:
    heads: list[Value] = ["หน่วยงาน", "คะแนนรวม", "อันดับในจังหวัด"]
    ranks: list[Value] = [1.0, -3.0, "4/45", 2.5, "–", None]
    offices = [f"เทศบาลตำบลสมมุติ{letter}" for letter in "กขคงจฉ"]
    rows = [heads, *([name, 90.5, rank] for name, rank in zip(offices, ranks, strict=True))]
    reading = read_rows([Sheet("2568", rows)])
    assert [(code, cell) for code, _, cell in issues_of(reading)] == [
        *(("rank-not-whole", cell) for cell in ("C3", "C4", "C5")),
        ("missing-mark", "C6"),
    ]
    assert figures_read(reading)[offices[0], 2568] == {"total": 90.5, "rank": 1.0}
    assert figures_read(reading)[offices[1], 2568] == {"total": 90.5}


def test_years_over_the_next_table_are_no_totals_of_this_one() -> None:
    """ "ITA 2567" under the labels of the first office was its total, and the second table was read as the first's."""
    first = [["แบบวัด", "ตัวชี้วัด", "ITA 2567", "ITA 2568"]]
    first += [[INSTRUMENT_OF[c], *row, row[1]] for c, row in zip(INDICATORS, listed(80), strict=True)]
    second = [["ตัวชี้วัด", "ITA 2567", "ITA 2568"], *[[*row, row[1]] for row in listed(90)]]
    expected: Figures = {
        (name, year): scores(start) for name, start in ((A, 80), (B, 90)) for year in (2567, 2568)
    }
    check(
        [[A], *first, ["", "คะแนนรวม", "–", "–"], [], ["หน่วยงาน : " + B], *second],
        expected,
        [
            ("missing-mark", "Sheet1", "C13"),
            ("missing-mark", "Sheet1", "D13"),
        ],
    )


def test_a_field_beside_the_title_of_another_table_heads_no_column() -> None:
    """ "หน่วยงาน" of one title in the row of "ผล ITA ปี 2567" of another made a column of agencies of ranks."""
    blank: list[Value] = [None, None, None]
    titles: Sequence[Rows] = (
        [blank, ["ผล ITA ปี 2566", None, None], [A, None, None]],
        [[A, None, None], ["ผล ITA ปี 2567", None, None], blank],
        [blank, ["หน่วยงาน", A, None], ["ผล ITA ปี 2568", None, None]],
    )
    tables = [
        [*lines, ["ที่", *HEAD], *([n, *row] for n, row in enumerate(listed(start), start=1))]
        for lines, start in zip(titles, (70, 80, 90), strict=True)
    ]
    rows = [[*a, None, *b, None, *c] for a, b, c in zip(*tables, strict=True)]
    check(rows, {(A, 2566): scores(70), (A, 2567): scores(80), (A, 2568): scores(90)}, name="ผล ITA")


@pytest.mark.parametrize("field", [["หน่วยงาน", A], ["ปีงบประมาณ", 2568]])
def test_a_field_before_the_title_of_its_table_heads_no_column(field: list[Value]) -> None:
    rows: list[list[Value]] = [
        [A, None, None, "ปี 2568"],
        [*field, None, "ผลการประเมิน ITA"],
        ["ที่", "ตัวชี้วัด", "น้ำหนัก", "คะแนน"],
        *([n, name, 10, score] for n, (name, score) in enumerate(listed(80), start=1)),
        [],
        ["", "หมายเหตุ", "", 88.5],
        ["", "ค่าเฉลี่ยอำเภอ", "", 89.25],
    ]
    check(rows, {(A, 2568): scores(80)}, [("numbers-not-used", "Sheet1", "D15")])


def test_a_first_row_of_whole_scores_is_no_heading() -> None:
    """Under "ITA 2567" the row "IIT, indicator 1, 100.0, 100.0" was a heading of totals."""
    whole = {**scores(80), "1": 100.0}
    across = [
        [INSTRUMENT_OF[c] if c in "169" else None, f"ตัวชี้วัดที่ {c}", score, score] for c, score in whole.items()
    ]
    rows = [["หน่วยงาน", A], ["ผล ITA"], [], ["แบบวัด", "ตัวชี้วัด", "ITA 2568", "ITA 2567"], *across]
    check(rows, {(A, 2567): whole, (A, 2568): whole})


def test_first_rows_of_whole_scores_beside_each_other_are_no_heading() -> None:
    def table(year: int, first: int, start: float) -> list[list[Value]]:
        rows = listed(start)
        rows[first][1] = 100.0
        return [["ตัวชี้วัด", f"คะแนน ITA ปี {year}"], rows.pop(first), *rows]

    left, right = table(2567, 0, 80), table(2568, 2, 90)
    expected: Figures = {
        (A, 2567): {**scores(80), "1": 100.0},
        (A, 2568): {**scores(90), "3": 100.0},
    }
    check([[A], *side_by_side(left, right)], expected)


@pytest.mark.parametrize("head", ["คะแนน ITA ปี {}", "ITA {}", "คะแนนรวม ปี {}"])
def test_the_heading_of_one_table_labels_no_row_of_the_table_beside_it(head: str) -> None:
    """Left of the heading "ITA 2568" stood "ITA 2567" of the other table: a row of totals without a number."""
    left, right = [["ตัวชี้วัด", head.format(2567)], *listed(80)], [["ตัวชี้วัด", head.format(2568)], *listed(90)]
    check([[A], *side_by_side(left, right)], {(A, 2567): scores(80), (A, 2568): scores(90)})
