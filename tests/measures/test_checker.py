"""What the checker says about faulty catalogues: every fault of every file at once, with place, code and words."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.criteria import read_criteria
from itacore.measures import Fault, FaultyCatalogueError, Measure, Owners, read_catalogue
from itacore.measures.checks import FIELDS, Known, find_file_faults
from itacore.measures.faults import MESSAGES
from itacore.measures.texts import count_visible, find_text_faults
from itacore.wording import places_of, read_wording

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3000) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KNOWN = Known({"9": ("9.1", "9.2")}, {2565: {"o1": "9.1", "o15": "9.2"}}, (1, 2, 3))
HEAD = 'indicator = "{0}"\nname = "ชื่อ"\n'
ENTRY = """
[[measure]]
id = "ind-0{0}-{1}"
indicator = "{0}"
topic = 2
question = "ถ้าผลรายข้อชี้ไปที่เรื่องคิว"
title = "จัดคิว {1}"
how = "จัดคิวภายใน 30\u00a0วัน"
steps = ["หนึ่ง", "สอง", "สาม"]
quarters = [1, 2]
result_indicator = "จำนวนคิว"
evidence = ["ภาพถ่าย"]
effort = "low"
cost = "none"
source = "ข้อ i2"
mark = "found"
owner = {{ municipality = "ก", sao = "ข", other = "ค" }}
oit_items = {{ 2565 = ["o15"] }}
"""


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def faults_of(folder: Path) -> tuple[str, ...]:
    return tuple(str(fault) for fault in details_of(folder))


def details_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultyCatalogueError) as caught:
        read_catalogue(folder)
    assert caught.value.faults == tuple(str(fault) for fault in caught.value.details)
    return caught.value.details


def test_a_small_catalogue_is_read_as_written(tmp_path: Path) -> None:
    write(tmp_path, "02.toml", HEAD.format(2) + ENTRY.format(2, "a"))
    write(tmp_path, "01.toml", HEAD.format(1) + ENTRY.format(1, "b"))
    catalogue = read_catalogue(tmp_path)
    assert list(catalogue) == ["ind-01-b", "ind-02-a"]
    assert catalogue["ind-01-b"] == Measure(
        id="ind-01-b",
        indicator="1",
        topic=2,
        subindicators=(),
        question="ถ้าผลรายข้อชี้ไปที่เรื่องคิว",
        title="จัดคิว b",
        how="จัดคิวภายใน 30\u00a0วัน",
        steps=("หนึ่ง", "สอง", "สาม"),
        owner=Owners("ก", "ข", "ค"),
        quarters=(1, 2),
        result_indicator="จำนวนคิว",
        evidence=("ภาพถ่าย",),
        effort="low",
        cost="none",
        oit_items=((2565, ("o15",)),),
        source="ข้อ i2",
        mark="found",
    )


def test_a_folder_without_files_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == (f"{tmp_path.name}: folder: no file of measures; add one, such as 01.toml",)


def test_all_faults_of_all_files_are_reported_together(tmp_path: Path) -> None:
    spoilt = ENTRY.format(1, "a")
    for old, new in [
        ("ถ้าผลรายข้อชี้ไปที่เรื่องคิว", "เจ้าหน้าที่ละเลยคิว"),
        ('"จัดคิว a"', f'"{"ก" * 41}"'),
        ("ภายใน 30\u00a0วัน", "ให้ดี"),
        ('["หนึ่ง", "สอง", "สาม"]', '["หนึ่ง", "สอง "]'),
        ("[1, 2]", "[2, 5]"),
        ('effort = "low"', 'effort = "easy"\nbudget = 5'),
        ('source = "ข้อ i2"\n', ""),
        ('sao = "ข", ', ""),
        ('2565 = ["o15"]', '2567 = ["o1"], 2568 = ["o29", "x"], 2566 = ["o2", "o1"]'),
    ]:
        assert old in spoilt
        spoilt = spoilt.replace(old, new)
    write(tmp_path, "01.toml", HEAD.format(1) + spoilt + ENTRY.format(2, "b"))
    write(tmp_path, "02.toml", 'indicator = "3"\n' + ENTRY.format(3, "c") + ENTRY.format(3, "c"))
    write(tmp_path, "04.toml", HEAD.format(4) + "colour = 1\n")
    write(tmp_path, "05.toml", "indicator = \n")
    (tmp_path / "06.toml").write_bytes("name = ก".encode("cp874"))
    books = read_criteria().books
    years = ", ".join(str(year) for year in sorted(books) if books[year].items)
    faults = list(faults_of(tmp_path))
    assert faults[:-2] == [
        "01.toml: ind-01-a: question: the word ละเลย may accuse somebody; say what is to be done instead",
        "01.toml: ind-01-a: question: not a condition; begin with ถ้า",
        "01.toml: ind-01-a: title: 41 visible characters; keep to 40",
        "01.toml: ind-01-a: how: neither a number nor a deadline; add one",
        "01.toml: ind-01-a: source: missing; add it",
        "01.toml: ind-01-a: steps: not a list of 3 to 5 texts; add or join some",
        "01.toml: ind-01-a: owner: not a table of municipality, sao, other; give exactly these",
        "01.toml: ind-01-a: quarters: not a rising list of quarters 1 to 4; 1 is October to December",
        "01.toml: ind-01-a: effort: 'easy' is not allowed; use low, medium, high",
        f"01.toml: ind-01-a: oit_items: 2567: no list of items is known for this year; known are {years}",
        "01.toml: ind-01-a: oit_items: 2568: o29, x not in that year's list; see data/criteria/2568.toml",
        "01.toml: ind-01-a: oit_items: 2566: codes out of order or given twice; let them rise",
        "01.toml: ind-01-a: budget: unknown field; take it out",
        "01.toml: ind-02-b: id: begins with another indicator; begin with ind-01-",
        "01.toml: ind-02-b: indicator: not the file's; write '1' or move the entry",
        "02.toml: head: indicator: 3 in another's file; name the file 03.toml",
        "02.toml: head: name: not a text; write it between quotation marks",
        "02.toml: ind-03-c: id: already used in 02.toml; choose another",
        "04.toml: head: colour: unknown field; take it out",
        "04.toml: head: measure: no measure; add at least one table [[measure]]",
    ]
    assert faults[-2].startswith("05.toml: file: not readable as TOML: ")
    assert faults[-1] == "06.toml: file: not written in UTF-8; save it as UTF-8"


def test_entries_of_a_wrong_kind_are_faults_not_crashes(tmp_path: Path) -> None:
    entry = ENTRY.format(1, "a")
    for old, new in [
        ('id = "ind-01-a"', "id = 7"),
        ('"จัดคิว a"', "5"),
        ('["ภาพถ่าย"]', "[1]"),
        ("[1, 2]", "[true]"),
        ('{ 2565 = ["o15"] }', "[]"),
    ]:
        assert old in entry
        entry = entry.replace(old, new)
    write(tmp_path, "01.toml", HEAD.format(1) + entry)
    write(tmp_path, "02.toml", HEAD.format(2) + "measure = [1]\n")
    assert faults_of(tmp_path) == (
        "01.toml: entry 1: id: not an identifier; write small ASCII words, such as ind-09-link-check",
        "01.toml: entry 1: title: not a text; write it between quotation marks",
        "01.toml: entry 1: evidence: text 1: not a text; write it between quotation marks",
        "01.toml: entry 1: quarters: not a rising list of quarters 1 to 4; 1 is October to December",
        "01.toml: entry 1: oit_items: not a table of years; leave it empty where the measure serves no item",
        "02.toml: entry 1: not a table; write it under [[measure]]",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" ก", "white-space"),
        ("ก ", "white-space"),
        ("ก\nข", "white-space"),
        ("ก\u200bข", "invisible"),
        ("ท\u0e4d\u0e32", "two-am"),
        ("น\u0e4d\u0e49\u0e32", "two-am"),
        ("เเผน", "two-e"),
        ("ก \u0e35", "lone-mark"),
        ("ที\u0e48\u0e48", "doubled-mark"),
        ("ภายใน 7 วัน", "loose-unit"),
        ("ร้อยละ 80", "loose-unit"),
        ("ภายใน ๗\u00a0วัน", "thai-digits"),
        ("cafe\u0301", "not-nfc"),
        ("มีคนโกง", "accusing"),
        ("เจ้าหน้าที่บางรายให้บริการช้า", "accusing"),
        ("ทำครบแล้วคะแนนเพิ่มขึ้น", "promise"),
        ("เพื่อให้ได้คะแนนเต็ม", "promise"),
        ("ยกระดับคะแนน ITA", "promise"),
        ("ให้ AI ตอบคำถาม", "tool"),
        ("ใช้ปัญญาประดิษฐ์", "tool"),
    ],
)
def test_each_fault_of_a_text_has_its_code(text: str, code: str) -> None:
    assert [found for found, _ in find_text_faults(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "ภายใน 7\u00a0วัน",
        "ปี 2564 ข้อ i1",
        "ข้อ o20 ปี 2566",
        "น้ำ",
        "ผู้ที่ตั้งใจ",
        "ร้อยละ\u00a0100",
        "ผล ITA",
        "สรุปคะแนนรายตัวชี้วัด",
    ],
)
def test_good_texts_have_no_fault(text: str) -> None:
    assert list(find_text_faults(text)) == []


def test_marks_above_and_below_take_no_room() -> None:
    assert count_visible("ที่ปรึกษา") == 6
    assert count_visible("3\u00a0คลิก") == 5


# ---- one fault at a time: place, code, words -----------------------------------------------------------------

HEAD_9 = 'indicator = "9"\nname = "การเปิดเผยข้อมูล"\n'
OIT = (
    ENTRY.format(9, "a")
    .replace("topic = 2\n", 'topic = 3\nsubindicators = ["9.2"]\n')
    .replace("จัดคิว a", "เผยแพร่สถิติ")
)


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ('id = "ind-09-a"', 'id = "9a"', "id", "id-form"),
        ("topic = 3", "topic = 8", "topic", "topic"),
        ("topic = 3", 'topic = "3"', "topic", "topic"),
        ("topic = 3", "topic = true", "topic", "topic"),
        ("topic = 3\n", "", "topic", "key-missing"),
        ('subindicators = ["9.2"]\n', "", "subindicators", "key-missing"),
        ('["9.2"]', '["9.6"]', "subindicators", "subindicators"),
        ('["9.2"]', '["9.2", "9.1"]', "subindicators", "subindicators"),
        ('["9.2"]', '["9.2", "9.2"]', "subindicators", "subindicators"),
        ('["9.2"]', "[]", "subindicators", "subindicators"),
        ('["9.2"]', '"9.2"', "subindicators", "subindicators"),
        ('["9.2"]', '["9.1"]', "oit_items", "items-subindicator"),
        ('["o15"]', '["o34"]', "oit_items", "items-subindicator"),
        ('["o15"]', "[]", "oit_items", "items-codes"),
        ('cost = "none"', 'cost = "free"', "cost", "choice"),
        ('cost = "none"\n', "", "cost", "key-missing"),
        ('effort = "low"', "effort = 1", "effort", "choice"),
        ('mark = "found"', 'mark = "sure"', "mark", "choice"),
        ('source = "ข้อ i2"', 'source = ""', "source", "text"),
        ('source = "ข้อ i2"', f'source = "{"ก" * 111}"', "source", "text-long"),
        ('"จำนวนคิว"', '"คิวดีขึ้น"', "result_indicator", "not-countable"),
        ('"จำนวนคิว"', f'"จำนวน{"ก" * 80}"', "result_indicator", "text-long"),
        ('"สอง"', '"หนึ่ง"', "steps", "list-twice"),
        ('"สอง"', f'"{"ก" * 101}"', "steps", "text-long"),
        ('"สอง"', '" "', "steps", "text"),
        ('["ภาพถ่าย"]', "[]", "evidence", "list"),
        ('sao = "ข"', 'sao = ""', "owner", "text"),
        ('sao = "ข"', f'sao = "{"ก" * 71}"', "owner", "text-long"),
        ('sao = "ข"', 'sao = "ข", ministry = "ง"', "owner", "owner"),
        ("[1, 2]", "[2, 1]", "quarters", "quarters"),
        ("[1, 2]", "[]", "quarters", "quarters"),
        ("ถ้าผล", "ผล", "question", "condition"),
        ("ภายใน 30\u00a0วัน", "", "how", "not-measurable"),
        ('mark = "found"', 'mark = "found"\nnote = "ก"', "note", "key-unknown"),
    ],
)
def test_each_fault_of_an_entry_has_its_place_and_code(
    tmp_path: Path, old: str, new: str, field: str, code: str
) -> None:
    assert old in OIT
    write(tmp_path, "09.toml", HEAD_9 + OIT)
    assert len(read_catalogue(tmp_path)) == 1
    write(tmp_path, "09.toml", HEAD_9 + OIT.replace(old, new, 1))
    assert [(fault.file, fault.field, fault.code) for fault in details_of(tmp_path)] == [
        ("09.toml", field, code)
    ]


def test_an_indicator_of_no_rule_book_is_a_fault(tmp_path: Path) -> None:
    write(
        tmp_path,
        "11.toml",
        'indicator = "11"\nname = "ก"\n' + ENTRY.replace("ind-0{0}", "ind-{0}").format(11, "a"),
    )
    assert [(fault.entry, fault.field, fault.code) for fault in details_of(tmp_path)] == [
        ("head", "indicator", "indicator-unknown")
    ]


def test_a_sub_indicator_where_there_is_none_is_a_fault(tmp_path: Path) -> None:
    entry = ENTRY.format(1, "a").replace("topic = 2\n", 'topic = 2\nsubindicators = ["9.1"]\n')
    write(tmp_path, "01.toml", HEAD.format(1) + entry)
    assert [(fault.field, fault.code) for fault in details_of(tmp_path)] == [
        ("subindicators", "subindicators-none")
    ]


def test_an_identifier_or_a_title_used_twice_names_the_first(tmp_path: Path) -> None:
    entry = ENTRY.format(1, "a")
    again = entry.replace("ind-01-a", "ind-01-b")
    elsewhere = ENTRY.format(2, "c").replace("จัดคิว c", "จัดคิว a")
    write(tmp_path, "01.toml", HEAD.format(1) + entry + again + entry)
    write(tmp_path, "02.toml", HEAD.format(2) + elsewhere)
    assert faults_of(tmp_path) == (
        "01.toml: ind-01-b: title: already the title of ind-01-a; choose another",
        "01.toml: ind-01-a: id: already used in 01.toml; choose another",
        "02.toml: ind-02-c: title: already the title of ind-01-a; choose another",
    )


def test_a_fault_in_a_list_or_an_owner_says_which_text(tmp_path: Path) -> None:
    spoilt = ENTRY.format(1, "a").replace('"สาม"', '"สาม "').replace('"ค"', '"ค "')
    write(tmp_path, "01.toml", HEAD.format(1) + spoilt)
    assert [(fault.field, fault.within, fault.code) for fault in details_of(tmp_path)] == [
        ("steps", "text 3", "white-space"),
        ("owner", "other", "white-space"),
    ]


def test_every_code_has_thai_words_with_places_that_are_given() -> None:
    thai = {
        key.removeprefix("fault."): text
        for key, text in read_wording("measures").items()
        if key[:6] == "fault."
    }
    assert set(thai) == set(MESSAGES)
    for code, text in thai.items():
        given = {name.split("!")[0] for name in re.findall(r"{([a-z]+)", MESSAGES[code])}
        assert places_of(text) <= given, code


@given(st.dictionaries(st.text(max_size=12), JSON_VALUES, max_size=4), st.sampled_from(FIELDS), JSON_VALUES)
def test_whatever_stands_in_a_file_is_a_fault_and_no_crash(
    head: dict[str, object], field: str, value: object
) -> None:
    whole = tomllib.loads(HEAD_9 + OIT)
    entry = {**whole["measure"][0], field: value}
    for data in (head, {**whole, **head}, {**whole, "measure": [entry]}, {**whole, "measure": value}):
        for fault in find_file_faults(data, "09.toml", KNOWN):
            assert fault.code in MESSAGES
            assert str(fault).startswith("09.toml: ")
