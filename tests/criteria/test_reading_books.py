"""A faulty rule book is refused with all its faults at once, whatever stands in it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.criteria import parse_rule_book, read_criteria
from itacore.criteria.reader import DEFAULT_FOLDER
from itacore.errors import CriteriaError
from tests.scoring.books import write_book

GOOD = (DEFAULT_FOLDER / "2568.toml").read_text(encoding="utf-8")


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(CriteriaError) as caught:
        parse_rule_book(text, "2568.toml")
    return caught.value.faults


def changed(*pairs: tuple[str, str]) -> str:
    """The shipped book of 2568 with some first occurrences replaced."""
    text = GOOD
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_all_faults_are_reported_together() -> None:
    text = changed(
        ("fiscal_year = 2568", "fiscal_year = 68"),
        ('mark = "stated"', 'mark = "sure"'),
        ("weight = 0.40", "weight = 0.45"),
        ('instrument = "IIT"', 'instrument = "LIT"'),
        ('parent = "9.1"', 'parent = "9.9"'),
        ("lower_bound = 70.0", "lower_bound = 99.0"),
    )
    faults = faults_of(text)
    assert len(faults) == 6
    assert all(fault.startswith("2568.toml: ") for fault in faults)
    for word in ("fiscal_year", "blocks.weights", "add up to 1", "LIT", "9.9", "rating.levels"):
        assert any(word in fault for fault in faults), word


FAULTS = {
    "year is text": ([("fiscal_year = 2568", 'fiscal_year = "2568"')], "fiscal_year"),
    "year is true": ([("fiscal_year = 2568", "fiscal_year = true")], "fiscal_year"),
    "code twice": ([('code = "2"', 'code = "1"')], "1 stands twice"),
    "code twice across kinds": ([('code = "o1"', 'code = "9.1"')], "9.1 stands twice"),
    "part has the code of an indicator": (
        [('code = "EIT1"', 'code = "6"'), ('["IIT", "EIT1",', '["IIT", "6",')],
        "6 stands twice",
    ),
    "unknown way to score items": ([('rule = "partial"', 'rule = "half"')], "item_scores.rule"),
    "how items are scored without a source": (
        [('source = "อนุมานจากผลคะแนนที่หน่วยงานเผยแพร่"', "")],
        "item_scores.source",
    ),
    "code without text": ([('code = "2"', "code = 2")], "code"),
    "name empty": ([('name = "การใช้อำนาจ"', 'name = " "')], "name"),
    "weight is text": ([("weight = 0.40", 'weight = "40"')], "weight"),
    "weight negative": ([("weight = 0.40", "weight = -0.40"), ("weight = 0.30", "weight = 1.10")], "weight"),
    "weight is not a number": ([("weight = 0.40", "weight = nan")], "weight"),
    "parts do not add up": ([("weight = 0.15 }", "weight = 0.10 }")], "EIT"),
    "instrument without indicator": (
        [('code = "IIT"', 'code = "XIT"'), ('gates = [["IIT"', 'gates = [["XIT"')],
        "XIT",
    ),
    "gate unknown": ([('"EIT2", "OIT"]]', '"EIT3", "OIT"]]')], "EIT3"),
    "gates not nested": ([('[["IIT", "EIT1", "EIT2", "OIT"]]', '["IIT", "OIT"]')], "rating.gates"),
    "gates are numbers": ([('[["IIT", "EIT1", "EIT2", "OIT"]]', "[1, 2]")], "rating.gates"),
    "no gates": ([('gates = [["IIT", "EIT1", "EIT2", "OIT"]]', "gates = []")], "rating.gates"),
    "reading without gates": ([('[["IIT", "EIT1", "EIT2", "OIT"]]', "[[]]")], "rating.gates"),
    "condition is text": ([("all_at_least = 95.0", 'all_at_least = "95"')], "all_at_least"),
    "bound beyond 100": ([("all_at_least = 95.0", "all_at_least = 950.0")], "all_at_least"),
    "levels not falling": ([("lower_bound = 95.0", "lower_bound = 80.0")], "rating.levels"),
    "last level not 0": ([("lower_bound = 0.0", "lower_bound = 1.0")], "rating.levels"),
    "last level with a condition": (
        [("lower_bound = 0.0", "lower_bound = 0.0\nany_below = 85.0")],
        "rating.levels",
    ),
    "label twice": ([('label = "ผ่านดีเยี่ยม"', 'label = "ผ่านดี"')], "ผ่านดี"),
    "label with the mark between labels": ([('label = "ผ่านดีเยี่ยม"', 'label = "a|b"')], "a|b"),
    "passes is text": ([("passes = true", 'passes = "false"')], "passes"),
    "pass line missing": ([("pass_line = 85.0", "")], "pass_line"),
    "alias is text": ([('aliases = ["การใช้เงินงบประมาณ"]', 'aliases = "การใช้เงินงบประมาณ"')], "aliases"),
    "key misspelt": ([("all_at_least = 95.0", "all_atleast = 95.0")], "all_atleast"),
    "table misspelt": ([("[rating]", "[ratings]")], "ratings"),
    "block unknown": ([("[blocks.weights]", "[blocks.weight]")], "weight"),
    "block is text": (
        [('[blocks.weights]\nmark = "stated"', '[blocks]\nweights = "x"\n[blocks.indicators2]')],
        "weights",
    ),
    "source missing": ([("source", "# source")], "source"),
    "note for nothing known": ([("[comparability]", '[comparability]\n"99" = "x"')], "99"),
    "note is a number": ([("[comparability]", '[comparability]\n"1" = 5')], "comparability"),
    "role unknown": ([('role = "measures"', 'role = "measure"')], "role"),
    "subindicator of nothing": ([('indicator = "9"', 'indicator = "19"')], "19"),
}  # fmt: skip


@pytest.mark.parametrize(("pairs", "word"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_named(pairs: list[tuple[str, str]], word: str) -> None:
    faults = faults_of(changed(*pairs))
    assert any(word in fault for fault in faults), faults


def test_order_of_faults_is_fixed() -> None:
    text = changed(("[blocks.weights]", '[blocks.a]\nmark = "x"\n[blocks.b]\n[blocks.c]\n[blocks.weights]'))
    assert faults_of(text) == faults_of(text)
    names = [fault.split(": ")[1] for fault in faults_of(text)]
    assert [name for name in names if name in ("blocks.a", "blocks.b", "blocks.c")] == [
        "blocks.a",
        "blocks.b",
        "blocks.c",
    ]


def test_no_toml_is_one_fault() -> None:
    (fault,) = faults_of("fiscal_year = = 2568")
    assert "TOML" in fault


def test_made_up_book_is_fine() -> None:
    book = parse_rule_book(write_book(), "made-up.toml")
    assert book.indicator_weights == {"1": 0.3, "2": 0.3, "3": 0.4}


values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=4,
)


def write_value(value: object) -> str:
    if value is None:
        return '""'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).replace("inf", "inf")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(c if c.isalnum() else "_" for c in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(write_value(v) for v in value) + "]"
    assert isinstance(value, dict)
    return "{" + ", ".join(f"{k} = {write_value(v)}" for k, v in value.items()) + "}"


LINES = [
    number
    for number, line in enumerate(GOOD.splitlines())
    if " = " in line and not line.startswith((" ", "#"))
]


@settings(max_examples=150, deadline=None)
@given(number=st.sampled_from(LINES), value=values)
def test_any_value_anywhere_is_taken_or_refused_but_never_breaks(number: int, value: object) -> None:
    lines = GOOD.splitlines()
    key, _, rest = lines[number].partition(" = ")
    if rest == "[":  # a list over several lines
        return
    lines[number] = f"{key} = {write_value(value)}"
    text = "\n".join(lines)
    try:
        tomllib.loads(text)
        parse_rule_book(text, "2568.toml")
    except (CriteriaError, tomllib.TOMLDecodeError):
        pass


# ---- folders -----------------------------------------------------------------------------------------------


def test_faults_of_all_files_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "2567.toml").write_text(changed(("weight = 0.40", "weight = 0.5")), encoding="utf-8")
    (tmp_path / "2568.toml").write_text("no", encoding="utf-8")
    (tmp_path / "2569.toml").write_bytes(b"fiscal_year = 2569 # \xff\xfe")
    with pytest.raises(CriteriaError) as caught:
        read_criteria(tmp_path)
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["2567.toml", "2568.toml", "2569.toml"]


def test_file_is_named_by_its_year(tmp_path: Path) -> None:
    (tmp_path / "2567.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(CriteriaError, match=r"name the file 2568\.toml"):
        read_criteria(tmp_path)


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CriteriaError, match="no rule book"):
        read_criteria(tmp_path)


def test_file_saved_by_notepad(tmp_path: Path) -> None:
    (tmp_path / "2568.toml").write_text(GOOD, encoding="utf-8-sig", newline="\r\n")
    assert sorted(read_criteria(tmp_path).books) == [2568]
