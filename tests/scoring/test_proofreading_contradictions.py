"""Values that contradict each other: judged by the published total, used where only one can be, or where chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.issues import Issue
from itacore.reading import Reading, read_grids
from itacore.reading.contradictions import figure_name
from itacore.reading.naming import name_agency, unnamed_agencies
from itacore.scoring.proofreading.judging import (
    MOST_COMBINATIONS,
    Contradiction,
    Ground,
    judge_contradictions,
)
from itacore.scoring.proofreading.settling import choose_values, settle_contradictions
from itacore.tables import CONTRADICTIONS, DECLARED, PROVENANCE, SCORES, check_table
from tests.reading.reader import TODAY, check_receipt, read_rows
from tests.reading.truths import figures_read
from tests.reading.workbooks import Sheet, Value, to_grids

CRITERIA = read_criteria()
NAME = "เทศบาลตำบลตัวอย่าง"
YEAR = 2568
NINETY = {str(code): 90.0 for code in range(1, 11)}


def read(*tables: dict[str, Value]) -> Reading:
    """Read tables below each other on one sheet, all of one agency and year."""
    rows: list[list[Value]] = [["agency", "fiscal_year", "code", "score"]]
    rows += [[NAME, YEAR, code, score] for table in tables for code, score in table.items()]
    return read_rows([Sheet("s", rows)])


def judged(*tables: dict[str, Value]) -> Contradiction:
    (found,) = judge_contradictions(read(*tables), CRITERIA)
    return found


def verdicts(found: Contradiction) -> dict[str, dict[object, str]]:
    return {f.code: {c.value: c.verdict.value for c in f.candidates} for f in found.figures}


def settled(*tables: dict[str, Value]) -> dict[str, float | str]:
    """Figures after what can be settled was settled."""
    reading = settle_contradictions(read(*tables), CRITERIA)
    check_receipt(reading, ())
    for frame, table in (
        (reading.scores, SCORES),
        (reading.declared, DECLARED),
        (reading.provenance, PROVENANCE),
        (reading.contradictions, CONTRADICTIONS),
    ):
        check_table(frame, table)
    return figures_read(reading).get((NAME, YEAR), {})


def words(reading: Reading) -> list[Issue]:
    """Issues of contradicting values."""
    return [issue for issue in study(reading, CRITERIA)[1] if issue.code == "values-disagree"]


def test_a_value_that_the_total_excludes() -> None:
    tables = ({**NINETY, "total": 90.0}, {"3": 91.0})
    assert verdicts(judged(*tables)) == {"3": {90.0: "preferred", 91.0: "excluded"}}
    assert settled(*tables) == {**NINETY, "total": 90.0}


@pytest.mark.parametrize(
    ("other", "verdict"),
    [(90.33, "possible"), (90.34, "excluded"), (89.67, "possible"), (89.66, "excluded")],
)
def test_totals_may_differ_by_002(other: float, verdict: str) -> None:
    """An indicator of IIT carries 6 points: 0.33 points of it are 0.0198, 0.34 are 0.0204."""
    assert verdicts(judged({**NINETY, "total": 90.0}, {"3": other}))["3"][other] == verdict


def test_one_of_two_that_round_to_the_total() -> None:
    tables = ({**NINETY, "total": 90.0}, {"3": 90.05})
    assert verdicts(judged(*tables)) == {"3": {90.0: "possible", 90.05: "possible"}}
    assert "3" not in settled(*tables)


def test_what_must_go_together() -> None:
    """Two values may each be possible, but only with the right other."""
    tables = ({**NINETY, "total": 90.0}, {"3": 91.0, "4": 89.0}, {"3": 92.0})
    found = judged(*tables)
    assert found.combinations == 6
    assert verdicts(found) == {
        "3": {90.0: "possible", 91.0: "possible", 92.0: "excluded"},
        "4": {90.0: "possible", 89.0: "possible"},
    }
    reading = settle_contradictions(read(*tables), CRITERIA)
    chosen = choose_values(reading, {(NAME, YEAR, "4"): 89.0})
    assert figures_read(settle_contradictions(chosen, CRITERIA))[NAME, YEAR] == {
        **NINETY,
        "3": 91.0,
        "4": 89.0,
        "total": 90.0,
    }


def test_three_values_of_which_one_stands_twice() -> None:
    reading = read({**NINETY, "total": 90.0}, {"3": 95.0}, {"3": 90.0})
    assert reading.cells["faulty"] == 3
    cells = settle_contradictions(reading, CRITERIA).cells
    assert (cells["faulty"], cells["ignored"] - reading.cells["ignored"]) == (1, 1)
    assert cells["used"] == reading.cells["used"] + 1


def test_published_totals_are_judged_by_the_computed_one() -> None:
    tables = ({**NINETY, "total": 90.0}, {"total": 91.0})
    found = judged(*tables)
    assert (found.total, verdicts(found)) == (None, {"total": {90.0: "preferred", 91.0: "excluded"}})
    assert settled(*tables) == {**NINETY, "total": 90.0}
    (first, second) = words(settle_contradictions(read(*tables), CRITERIA))
    assert "จึงใช้ 90.00 เพราะ 91.00 ไม่ตรงกับที่คำนวณจากตัวชี้วัด" in first.message
    assert first.places["verdict"] == second.places["verdict"]


def test_totals_and_indicators_that_disagree_at_once() -> None:
    tables = ({**NINETY, "total": 90.0}, {"3": 95.0, "total": 90.3}, {"total": 99.0})
    assert verdicts(judged(*tables)) == {
        "3": {90.0: "possible", 95.0: "possible"},
        "total": {90.0: "possible", 90.3: "possible", 99.0: "excluded"},
    }


def test_parts_and_sub_indicators_count_where_they_make_the_indicator() -> None:
    rest = {code: score for code, score in NINETY.items() if code != "6"}
    tables = ({**rest, "EIT1.6": 88.0, "EIT2.6": 92.0, "total": 90.0}, {"EIT2.6": 95.0})
    assert settled(*tables)["EIT2.6"] == 92.0
    tables = ({**NINETY, "EIT1.6": 88.0, "EIT2.6": 92.0, "total": 90.0}, {"EIT2.6": 95.0})
    assert verdicts(judged(*tables)) == {"EIT2.6": {92.0: "possible", 95.0: "possible"}}


@pytest.mark.parametrize(
    ("tables", "ground"),
    [
        (({**NINETY}, {"3": 91.0}), Ground.NO_TOTAL),
        (({"3": 90.0, "total": 90.0}, {"3": 91.0}), Ground.INCOMPLETE),
        (({**NINETY, "total": 80.0}, {"3": 91.0}), Ground.NONE_FITS),
    ],
)
def test_without_a_judge_nothing_is_excluded(tables: tuple[dict[str, Value], ...], ground: Ground) -> None:
    found = judged(*tables)
    assert (found.ground, set(verdicts(found)["3"].values())) == (ground, {"possible"})
    assert "3" not in settled(*tables)
    (issue, _) = words(settle_contradictions(read(*tables), CRITERIA))
    assert issue.places["verdict"].startswith("จึงไม่ใช้ค่าใดเลย เพราะ")  # type: ignore[attr-defined]


def test_too_many_ways_are_not_tried() -> None:
    other = {code: 91.0 for code in NINETY}
    assert judged({**NINETY, "total": 90.0}, other).combinations == 1024
    assert judged({**NINETY, "total": 90.0}, other).ground is Ground.TOTAL
    found = judged({**NINETY, "total": 90.0}, other, {"3": 92.0, "4": 92.0, "5": 92.0, "6": 92.0})
    assert found.combinations == 5184 > MOST_COMBINATIONS
    assert (found.ground, found.total) == (Ground.TOO_MANY, 90.0)


def test_levels_are_not_judged_but_may_be_chosen() -> None:
    tables = ({**NINETY, "total": 90.0, "rating": "ผ่านดี"}, {"rating": "ผ่าน"})
    assert verdicts(judged(*tables)) == {"rating": {"ผ่านดี": "possible", "ผ่าน": "possible"}}
    assert "rating" not in settled(*tables)
    chosen = choose_values(read(*tables), {(NAME, YEAR, "rating"): "ผ่าน"})
    assert figures_read(chosen)[NAME, YEAR]["rating"] == "ผ่าน"


def test_a_choice_is_used_and_said() -> None:
    reading = read({**NINETY}, {"3": 91.0})
    chosen = choose_values(reading, {(NAME, YEAR, "3"): 91.0})
    check_receipt(chosen, ())
    assert figures_read(chosen)[NAME, YEAR]["3"] == 91.0
    assert len(chosen.contradictions) == 0
    assert [issue.places["verdict"] for issue in words(chosen)] == ["จึงใช้ 91.00 ตามที่ท่านเลือก"] * 2
    assert all(issue.message.endswith("จึงใช้ 91.00 ตามที่ท่านเลือก") for issue in words(chosen))
    assert "3" not in figures_read(reading)[NAME, YEAR]
    place = chosen.provenance[chosen.provenance["code"] == "3"].iloc[0]
    assert (place["sheet"], place["row"], place["column"]) == ("s", 11, 3)


def test_settling_again_changes_nothing() -> None:
    once = settle_contradictions(read({**NINETY, "total": 90.0}, {"3": 91.0, "4": 90.05}), CRITERIA)
    again = settle_contradictions(once, CRITERIA)
    assert figures_read(again) == figures_read(once)
    assert (again.cells, len(again.contradictions)) == (once.cells, 2)
    assert list(again.issues) == list(once.issues)


def test_a_choice_for_an_agency_named_by_a_person() -> None:
    rows: list[list[Value]] = [["fiscal_year", "code", "score"], [YEAR, "3", 90.0], [YEAR, "4", 90.0]]
    reading = read_rows([Sheet("s", [*rows, [YEAR, "3", 91.0]])])
    named = name_agency(reading, unnamed_agencies(reading)[0], NAME)
    chosen = choose_values(named, {(NAME, YEAR, "3"): 91.0})
    assert figures_read(chosen) == {(NAME, YEAR): {"3": 91.0, "4": 90.0}}


def test_a_choice_that_is_none_of_the_values() -> None:
    reading = read({**NINETY}, {"3": 91.0})
    for choice in ({(NAME, YEAR, "3"): 92.0}, {(NAME, YEAR, "4"): 90.0}):
        with pytest.raises(KeyError):
            choose_values(reading, choice)


def test_everything_contested() -> None:
    rows: list[list[Value]] = [
        [NAME],
        ["ปีงบประมาณ", "คะแนน", "ระดับ"],
        [YEAR, 90.0, "ผ่าน"],
        [YEAR, 91.0, "ผ่านดี"],
    ]
    reading = read_rows([Sheet("s", rows)])
    (found,) = judge_contradictions(reading, CRITERIA)
    assert (found.ground, [f.code for f in found.figures]) == (Ground.INCOMPLETE, ["total", "rating"])
    left = settle_contradictions(reading, CRITERIA)
    assert figures_read(left) == {}
    assert figures_read(choose_values(left, {(NAME, YEAR, "total"): 91.0})) == {(NAME, YEAR): {"total": 91.0}}


def test_several_agencies_and_years_at_once() -> None:
    head = ["agency", "fiscal_year", "code", "score"]
    rows: list[list[Value]] = [head]
    for name, year, wrong in ((NAME, 2567, 95.0), (NAME, 2568, 96.0), ("อบต.อื่น", 2565, 97.0)):
        rows += [[name, year, code, score] for code, score in {**NINETY, "total": 90.0}.items()]
        rows.append([name, year, "9", wrong])
    reading = settle_contradictions(read_rows([Sheet("s", rows)]), CRITERIA)
    assert {own["9"] for own in figures_read(reading).values()} == {90.0}
    assert len(figures_read(reading)) == 3


def test_nothing_contested_changes_nothing() -> None:
    reading = read({**NINETY, "total": 90.0})
    assert judge_contradictions(reading, CRITERIA) == ()
    assert settle_contradictions(reading, CRITERIA) is reading


TABLES: tuple[dict[str, Value], ...] = (
    {**NINETY, "7": 94.38, "total": 90.44},
    {"7": 97.38, "6": 90.01},
    {"8": 89.99, "7": 94.38},
)


@given(st.permutations(TABLES))
def test_the_order_of_tables_does_not_matter(tables: list[dict[str, Value]]) -> None:
    assert settled(*tables) == settled(*TABLES)
    one, other = verdicts(judged(*tables)), verdicts(judged(*TABLES))
    assert one == other


@pytest.mark.parametrize(
    ("tables", "code", "verdict"),
    [
        (({**NINETY, "total": 90.0}, {"3": 91.0}), "3", "จึงใช้ 90.00 เพราะ 91.00 ไม่เข้ากับคะแนนรวม 90.00 ในไฟล์"),
        (
            ({**NINETY, "total": 90.0}, {"3": 90.2}),
            "3",
            "จึงยังไม่ใช้ค่าใด โดย 90.00 เข้ากับคะแนนรวม 90.00 ในไฟล์พอดี แต่ 90.20 ก็ยังเป็นไปได้",
        ),
        (
            ({**NINETY, "total": 90.0}, {"3": 90.2}, {"3": 92.0}),
            "3",
            "จึงยังไม่ใช้ค่าใด โดย 90.00 เข้ากับคะแนนรวม 90.00 ในไฟล์พอดี 90.20 ยังเป็นไปได้ แต่ 92.00 ไม่เข้ากัน",
        ),
        (
            ({**NINETY, "total": 90.0}, {"3": 90.05}),
            "3",
            "จึงยังไม่ใช้ค่าใด เพราะ 90.00, 90.05 เข้ากับคะแนนรวม 90.00 ในไฟล์ได้ทุกค่า",
        ),
        (
            ({**NINETY, "total": 90.0}, {"3": 90.05}, {"3": 92.0}),
            "3",
            "จึงยังไม่ใช้ค่าใด โดย 90.00, 90.05 เข้ากับคะแนนรวม 90.00 ในไฟล์ได้ แต่ 92.00 ไม่เข้ากัน",
        ),
        (
            ({**NINETY, "total": 90.0}, {"total": 91.0}),
            "total",
            "จึงใช้ 90.00 เพราะ 91.00 ไม่ตรงกับที่คำนวณจากตัวชี้วัด",
        ),
        (
            ({**NINETY, "total": 90.0}, {"3": 95.0, "total": 90.3}),
            "3",
            "จึงยังไม่ใช้ค่าใด เพราะ 90.00, 95.00 เข้ากับคะแนนรวมในไฟล์ได้ทุกค่า",
        ),
        ((NINETY, {"3": 91.0}), "3", "จึงไม่ใช้ค่าใดเลย เพราะในไฟล์ไม่มีคะแนนรวมให้เทียบ"),
        (
            ({"3": 90.0, "total": 90.0}, {"3": 91.0}),
            "3",
            "จึงไม่ใช้ค่าใดเลย เพราะคะแนนตัวชี้วัดไม่ครบ จึงเทียบกับคะแนนรวมไม่ได้",
        ),
        (
            ({**NINETY, "total": 80.0}, {"3": 91.0}),
            "3",
            "จึงไม่ใช้ค่าใดเลย เพราะไม่มีค่าใดเข้ากับคะแนนรวม 80.00 ในไฟล์",
        ),
        (({**NINETY, "rating": "ผ่าน"}, {"rating": "ผ่านดี"}), "rating", "จึงไม่ใช้ค่าใดเลย"),
    ],
)
def test_every_issue_says_what_the_total_tells(
    tables: tuple[dict[str, Value], ...], code: str, verdict: str
) -> None:
    reading = settle_contradictions(read(*tables), CRITERIA)
    found = [issue for issue in words(reading) if issue.places["figure"] == figure_name(code)]
    assert len(found) == sum(code in table for table in tables)
    assert {issue.places["verdict"] for issue in found} == {verdict}
    assert all(issue.message.endswith(verdict) for issue in found)


def files_of(*sheets: Sheet) -> Reading:
    """Each sheet in a file of its own."""
    return read_grids([(f"{n}.xlsx", str(n), to_grids([sheet])) for n, sheet in enumerate(sheets)], TODAY)


def long(*rows: list[Value]) -> Sheet:
    return Sheet("s", [["agency", "fiscal_year", "code", "score"], *rows])


def test_two_files_are_told_apart() -> None:
    reading = files_of(long([NAME, YEAR, "3", 90.0]), long([NAME, YEAR, "3", 91.0]))
    (first, second) = words(reading)
    assert "ช่องนี้คือ 90.00 แต่แผ่น s ในไฟล์ 1.xlsx ช่อง D2 คือ 91.00" in first.message
    assert "ช่องนี้คือ 91.00 แต่แผ่น s ในไฟล์ 0.xlsx ช่อง D2 คือ 90.00" in second.message
    assert (second.file, second.cell) == ("1.xlsx", "D2")


def test_what_two_files_give_alike_is_said_once_with_the_other_file() -> None:
    rows: list[list[Value]] = [[NAME, YEAR, "3", 90.0], [NAME, YEAR, "4", 91.0]]
    reading = files_of(long(*rows), long(*rows))
    (issue,) = reading.issues
    assert (issue.code, issue.file, issue.cell) == ("repeated-value", "1.xlsx", "D2")
    assert "ซ้ำกับแผ่น s ในไฟล์ 0.xlsx ช่อง D2" in issue.message
    assert issue.message.endswith("2\u00a0ช่อง คือ D2:D3 ซ้ำกับ D2:D3")


PUBLISHED: list[tuple[str, Value, Value]] = [
    ("IIT", 90.5, 91.5),
    ("EIT", 90.5, 91.5),
    ("OIT", 90.5, 91.5),
    ("EIT ส่วนที่ 1", 90.5, 91.5),
    ("ระดับ", "ผ่าน", "ผ่านดี"),
    ("อันดับ", 12, 15),
    ("จากทั้งหมด", 45, 46),
    ("กลุ่มที่จัดอันดับ", "เทศบาลตำบล", "เทศบาลเมือง"),
]
WAYS = ("one table", "two tables", "two sheets", "two files")


def _published(head: str, value: Value, *more: Value, name: str = "2568") -> Sheet:
    rows: list[list[Value]] = [[NAME, 90.25, value] for value in (value, *more)]
    return Sheet(name, [["ผลการประเมิน ITA ปี 2568"], ["หน่วยงาน", "คะแนนรวม", head], *rows])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("head", "one", "other"), PUBLISHED)
def test_published_figures_that_contradict_are_named_at_both_places(
    head: str, one: Value, other: Value, way: str
) -> None:
    first, second = _published(head, one), _published(head, other, name="ฉบับแก้ไข")
    places = {
        "one table": [("2568", "C3"), ("2568", "C4")],
        "two tables": [("2568", "C3"), ("2568", "C7")],
        "two sheets": [("2568", "C3"), ("ฉบับแก้ไข", "C3")],
        "two files": [("2568", "C3"), ("ฉบับแก้ไข", "C3")],
    }[way]
    reading = {
        "one table": lambda: read_rows([_published(head, one, other)]),
        "two tables": lambda: read_rows([Sheet("2568", [*first.rows, [], *second.rows])]),
        "two sheets": lambda: read_rows([first, second]),
        "two files": lambda: files_of(first, second),
    }[way]()
    settled_reading = settle_contradictions(reading, CRITERIA)
    found = words(settled_reading)
    assert [(issue.sheet, issue.cell) for issue in found] == places
    for issue, (_, cell) in zip(found, places[::-1], strict=True):
        assert f"ช่อง {cell} คือ" in issue.message
        assert ("ในไฟล์" in issue.message) is (way == "two files")
    left = settled_reading.contradictions["code"].unique().tolist()
    assert len(left) == 1
    assert left[0] not in set(settled_reading.declared["code"])
    assert set(settled_reading.declared["code"]) == {"total"}


CENTS = st.integers(5000, 100_00).map(lambda cents: cents / 100)


@given(
    st.lists(CENTS, min_size=10, max_size=10),
    st.dictionaries(st.sampled_from(sorted(NINETY)), CENTS, min_size=1, max_size=5),
    st.booleans(),
)
def test_where_one_of_the_values_is_true_only_that_one_is_used(
    true: list[float], wrong: dict[str, float], wrong_first: bool
) -> None:
    weights = [0.06] * 5 + [0.1] * 3 + [0.2] * 2
    total = round(sum(w * s for w, s in zip(weights, true, strict=True)) + 1e-9, 2)
    truth: dict[str, Value] = dict(zip(map(str, range(1, 11)), true, strict=True)) | {"total": total}
    tables: list[dict[str, Value]] = [truth, dict(wrong)]
    used = settled(*(tables[::-1] if wrong_first else tables))
    assert {code: truth[code] for code in used} == used
    contested = [code for code, score in wrong.items() if score != truth[code]]
    assert set(truth) - set(used) <= set(contested)
