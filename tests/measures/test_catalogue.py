"""The shipped catalogue of measures, and what the reader says about faulty ones."""

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from itacore.criteria import read_criteria
from itacore.errors import CatalogueError
from itacore.measures import Measure, Owners, read_catalogue
from itacore.measures.catalogue import DEFAULT_FOLDER
from itacore.measures.checks import count_visible, find_text_faults

OFFICIAL_NAMES = {
    "1": "การปฏิบัติหน้าที่",
    "2": "การใช้งบประมาณ",
    "3": "การใช้อำนาจ",
    "4": "การใช้ทรัพย์สินของราชการ",
    "5": "การแก้ไขปัญหาการทุจริต",
    "6": "คุณภาพการดำเนินงาน",
    "7": "ประสิทธิภาพการสื่อสาร",
    "8": "การปรับปรุงระบบการทำงาน",
    "9": "การเปิดเผยข้อมูล",
    "10": "การป้องกันการทุจริต",
}
ITEM_COUNT = {2564: 43, 2565: 43, 2566: 43, 2568: 28}
LAST_ITEM_OF_INDICATOR_9 = {2564: 33, 2565: 33, 2566: 30, 2568: 20}
ACCUSING = (
    "โกง",
    "ทุจริตจริง",
    "บกพร่อง",
    "กระทำผิด",
    "ทำผิด",
    "จงใจ",
    "ละเลย",
    "เพิกเฉย",
    "ยักยอก",
    "พวกพ้อง",
    "เท็จ",
    "ปกปิด",
    "เลือกปฏิบัติ",
    "เจ้าหน้าที่บางราย",
    "ไม่โปร่งใส",
)
UNITS = "วัน|ครั้ง|เดือน|สัปดาห์|เรื่อง|คน|หน้า|งาน|ช่องทาง|ชุด|คลิก|นาที|ส่วน|อย่าง"

MEASURES = tuple(read_catalogue().values())


def texts_of(measure: Measure) -> list[str]:
    owner = measure.owner
    return [
        measure.question,
        measure.title,
        measure.how,
        *measure.steps,
        owner.municipality,
        owner.sao,
        owner.other,
        measure.result_indicator,
        *measure.evidence,
        measure.source,
    ]


TEXTS = [(measure.id, text) for measure in MEASURES for text in texts_of(measure)]


def test_every_indicator_has_its_official_name_and_at_least_three_measures() -> None:
    catalogue = read_catalogue()
    assert dict(catalogue.names) == OFFICIAL_NAMES
    counts = Counter(measure.indicator for measure in catalogue.values())
    assert set(counts) == set(OFFICIAL_NAMES)
    assert min(counts.values()) >= 3
    assert len(catalogue) == sum(counts.values()) >= 33


def test_identifiers_and_titles_are_unique() -> None:
    raw = [
        entry
        for path in sorted(DEFAULT_FOLDER.glob("*.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["measure"]
    ]
    assert len({entry["id"] for entry in raw}) == len(raw) == len(MEASURES)
    assert len({measure.title for measure in MEASURES}) == len(MEASURES)


def test_the_default_catalogue_is_read_once() -> None:
    assert read_catalogue() is read_catalogue(None)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_a_shipped_measure_keeps_the_form(measure: Measure) -> None:
    assert measure.id.startswith(f"ind-{int(measure.indicator):02d}-")
    assert measure.id.isascii()
    seen = [c for c in measure.title if unicodedata.category(c) != "Mn"]
    assert len(seen) <= 40
    assert measure.question.startswith("ถ้า")
    assert re.search(r"\d|ภายในเดือน|ทุกเดือน|ทุกไตรมาส", measure.how)
    assert 3 <= len(measure.steps) <= 5
    assert len(measure.evidence) >= 2
    assert set(measure.quarters) <= {1, 2, 3, 4}
    assert measure.effort in ("low", "medium", "high")
    assert measure.mark in ("stated", "found", "inferred")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_oit_items_exist_in_their_year(measure: Measure) -> None:
    assert measure.oit_items_of(2567) == ()
    for year, codes in measure.oit_items:
        numbers = [int(code.removeprefix("o")) for code in codes]
        assert 1 <= min(numbers) <= max(numbers) <= ITEM_COUNT[year]
        if measure.indicator == "9":
            assert max(numbers) <= LAST_ITEM_OF_INDICATOR_9[year]
        if measure.indicator == "10":
            assert min(numbers) > LAST_ITEM_OF_INDICATOR_9[year]


def test_every_oit_item_of_2568_is_served() -> None:
    served = {code for measure in MEASURES for code in measure.oit_items_of(2568)}
    assert served == {f"o{number}" for number in range(1, 29)}


def test_oit_items_of_known_measures() -> None:
    catalogue = read_catalogue()
    assert dict(catalogue["ind-09-complaint-info"].oit_items) == {
        2564: ("o29", "o30", "o31"),
        2565: ("o29", "o30", "o31"),
        2566: ("o27", "o28", "o29"),
        2568: ("o17", "o18", "o19"),
    }
    assert dict(catalogue["ind-10-no-gift-report"].oit_items) == {2566: ("o33",), 2568: ("o22",)}
    assert catalogue["ind-09-link-check"].oit_items == ()


def test_no_text_accuses_anybody() -> None:
    assert [(i, word) for i, text in TEXTS for word in ACCUSING if word in text] == []


def test_thai_is_typed_in_one_form() -> None:
    loose = re.compile(rf"(?<!\d)\d{{1,3}} (?:{UNITS})|ร้อยละ \d")
    for identifier, text in TEXTS:
        assert unicodedata.normalize("NFC", text) == text, identifier
        assert "\u0e4d\u0e32" not in text, identifier
        assert "\u0e40\u0e40" not in text, identifier
        assert not re.search("[๐-๙\ufffd\u200b]|  ", text), identifier
        assert not loose.search(text), (identifier, text)
        assert list(find_text_faults(text)) == [], (identifier, text)


def test_measures_of_an_indicator_begin_with_the_least_effort() -> None:
    catalogue = read_catalogue()
    for code in OFFICIAL_NAMES:
        efforts = [("low", "medium", "high").index(m.effort) for m in catalogue.for_indicator(code)]
        assert efforts == sorted(efforts)
    assert next(iter(catalogue)).startswith("ind-01-")
    assert list(catalogue)[-1].startswith("ind-10-")


@pytest.mark.parametrize(
    ("agency_type", "expected"),
    [
        ("เทศบาลตำบล", "ก"),
        ("เทศบาลนคร", "ก"),
        ("ทต.", "ก"),
        ("องค์การบริหารส่วนตำบล", "ข"),
        ("องค์การบริหารส่วนต\u0e4d\u0e32บล", "ข"),
        ("อบต.", "ข"),
        ("องค์การบริหารส่วนจังหวัด", "ค"),
        ("กรม", "ค"),
        ("", "ค"),
        (None, "ค"),
    ],
)
def test_the_owner_follows_the_type_of_agency(agency_type: str | None, expected: str) -> None:
    assert Owners("ก", "ข", "ค").for_type(agency_type) == expected


# ---- faulty catalogues -------------------------------------------------------------------------------------

HEAD = 'indicator = "{0}"\nname = "ชื่อ"\n'
ENTRY = """
[[measure]]
id = "ind-0{0}-{1}"
indicator = "{0}"
question = "ถ้าผลรายข้อชี้ไปที่เรื่องคิว"
title = "จัดคิว"
how = "จัดคิวภายใน 30\u00a0วัน"
steps = ["หนึ่ง", "สอง", "สาม"]
quarters = [1, 2]
result_indicator = "จำนวนคิว"
evidence = ["ภาพถ่าย"]
effort = "low"
source = "ข้อ i2"
mark = "found"
owner = {{ municipality = "ก", sao = "ข", other = "ค" }}
oit_items = {{ 2565 = ["o15"] }}
"""


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def faults_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(folder)
    return caught.value.faults


def test_a_small_catalogue_is_read_as_written(tmp_path: Path) -> None:
    write(tmp_path, "02.toml", HEAD.format(2) + ENTRY.format(2, "a"))
    write(tmp_path, "01.toml", HEAD.format(1) + ENTRY.format(1, "b"))
    catalogue = read_catalogue(tmp_path)
    assert list(catalogue) == ["ind-01-b", "ind-02-a"]
    assert catalogue["ind-01-b"] == Measure(
        id="ind-01-b",
        indicator="1",
        question="ถ้าผลรายข้อชี้ไปที่เรื่องคิว",
        title="จัดคิว",
        how="จัดคิวภายใน 30\u00a0วัน",
        steps=("หนึ่ง", "สอง", "สาม"),
        owner=Owners("ก", "ข", "ค"),
        quarters=(1, 2),
        result_indicator="จำนวนคิว",
        evidence=("ภาพถ่าย",),
        effort="low",
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
        ('"จัดคิว"', f'"{"ก" * 41}"'),
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
        ('"จัดคิว"', "5"),
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
        "02.toml: entry 1: entry: not a table; write it under [[measure]]",
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (" ก", "stray white space; keep single spaces, none at the ends, no line break"),
        ("ก\nข", "stray white space; keep single spaces, none at the ends, no line break"),
        ("ก\u200bข", "an invisible or broken character; type the text again"),
        ("ท\u0e4d\u0e32", "SARA AM written as two characters; use the one character U+0E33"),
        ("น\u0e4d\u0e49\u0e32", "SARA AM written as two characters; use the one character U+0E33"),
        ("เเผน", "two SARA E in place of SARA AE; use the one character U+0E41"),
        ("ก \u0e35", "a mark above or below without its letter; type the word again"),
        ("ที\u0e48\u0e48", "a mark typed twice; keep one"),
        ("ภายใน 7 วัน", "a number and its unit with a plain space between; join them with U+00A0"),
        ("cafe\u0301", "not in the form NFC; type the text again"),
        ("มีคนโกง", "the word โกง may accuse somebody; say what is to be done instead"),
    ],
)
def test_each_fault_of_typing_is_named(text: str, fault: str) -> None:
    assert list(find_text_faults(text)) == [fault]


@pytest.mark.parametrize("text", ["ภายใน 7\u00a0วัน", "ปี 2564 ข้อ i1", "น้ำ", "ผู้ที่ตั้งใจ", "ร้อยละ\u00a0100"])
def test_good_texts_have_no_fault(text: str) -> None:
    assert list(find_text_faults(text)) == []


def test_marks_above_and_below_take_no_room() -> None:
    assert count_visible("ที่ปรึกษา") == 6
    assert count_visible("3\u00a0คลิก") == 5
