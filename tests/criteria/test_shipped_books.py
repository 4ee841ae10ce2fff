"""The shipped rule books say what the sources say, and no more."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from itacore.criteria import Mark, RuleBook, read_criteria
from itacore.criteria.reader import DEFAULT_FOLDER

CRITERIA = read_criteria()
LETTERS = [("AA", 95.0), ("A", 85.0), ("B", 75.0), ("C", 65.0), ("D", 55.0), ("E", 50.0), ("F", 0.0)]
FIVE = [
    ("ผ่านดีเยี่ยม", 95.0, 95.0, None),
    ("ผ่านดี", 85.0, 85.0, None),
    ("ผ่าน", 85.0, None, 85.0),
    ("ต้องปรับปรุง", 70.0, None, None),
    ("ต้องปรับปรุงโดยด่วน", 0.0, None, None),
]
DATA = DEFAULT_FOLDER.parent
PUBLISHERS = ("ขุนแก้ว", "ลุมพุก", "อรัญญิก", "ตำบลสอง", "ทุ่งมะพร้าว")


@pytest.fixture(params=sorted(CRITERIA.books))
def book(request: pytest.FixtureRequest) -> RuleBook:
    return CRITERIA.books[request.param]


def test_years() -> None:
    assert sorted(CRITERIA.books) == list(range(2562, 2569))
    assert CRITERIA.first_year == 2562


def test_weights(book: RuleBook) -> None:
    assert {i.code: i.weight for i in book.instruments} == {"IIT": 0.30, "EIT": 0.30, "OIT": 0.40}
    weights = dict.fromkeys("12345", 0.06) | dict.fromkeys("678", 0.10) | {"9": 0.20, "10": 0.20}
    assert book.indicator_weights == pytest.approx(weights)
    assert sum(book.indicator_weights.values()) == pytest.approx(1)
    assert sum(book.gate_weights.values()) == pytest.approx(1)


def test_structure(book: RuleBook) -> None:
    assert [i.code for i in book.indicators] == [str(n) for n in range(1, 11)]
    assert [book.instrument_of[str(n)] for n in range(1, 11)] == ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    assert [s.code for s in book.subindicators] == ["9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2"]
    parts = {"EIT1": "EIT", "EIT2": "EIT"} if book.fiscal_year >= 2566 else {}
    assert book.part_of == parts
    assert ("EIT1.6" in book.codes) == bool(parts)


def test_levels(book: RuleBook) -> None:
    assert book.pass_line == 85
    if book.fiscal_year < 2566:
        assert [(x.label, x.lower_bound) for x in book.levels] == LETTERS
        assert all(x.all_at_least is None and x.any_below is None for x in book.levels)
        assert book.gates == ()
    else:
        assert [(x.label, x.lower_bound, x.all_at_least, x.any_below) for x in book.levels] == FIVE
    assert [x.label for x in book.levels if x.passes] == [x.label for x in book.levels if x.lower_bound >= 85]


def test_conditions_of_the_years() -> None:
    parts, whole = ("IIT", "EIT1", "EIT2", "OIT"), ("IIT", "EIT", "OIT")
    assert CRITERIA.books[2568].gates == (parts,)
    assert CRITERIA.books[2568].conditions_certain
    for year in (2566, 2567):
        assert set(CRITERIA.books[year].gates) == {parts, whole}
        assert not CRITERIA.books[year].conditions_certain


def test_items_of_the_years() -> None:
    counts = {year: sum(i.code.startswith("o") for i in b.items) for year, b in CRITERIA.books.items()}
    assert counts == {2562: 0, 2563: 0, 2564: 43, 2565: 43, 2566: 43, 2567: 0, 2568: 28}
    for year, codes in {
        2564: ("o42", "o43"),
        2565: ("o42", "o43"),
        2566: ("o42", "o43"),
        2568: ("o27", "o28"),
    }.items():
        roles = {i.role: i.code for i in CRITERIA.books[year].items if i.role}
        assert roles == {"measures": codes[0], "measures-results": codes[1]}
    iit = [i for i in CRITERIA.books[2564].items if i.code.startswith("i")]
    assert [i.parent for i in iit] == [str(1 + n // 6) for n in range(30)]
    assert {i.code for i in iit if i.reversed} == {"i9", "i10", "i16", "i17", "i19", "i22"}


def test_how_items_are_scored_is_told_only_where_it_is_known() -> None:
    told = {
        year: (b.item_scores.rule, b.item_scores.mark) for year, b in CRITERIA.books.items() if b.item_scores
    }
    assert told == {
        2564: ("all-or-nothing", Mark.FOUND),
        2565: ("all-or-nothing", Mark.FOUND),
        2568: ("partial", Mark.INFERRED),
    }


def test_every_block_has_a_mark_and_a_source(book: RuleBook) -> None:
    assert all(block.source.strip() for block in book.blocks.values())
    assert Mark.CONFIRMED not in {block.mark for block in book.blocks.values()}
    if not book.items:
        assert book.blocks["items"].mark in (Mark.UNKNOWN, Mark.INFERRED)


def test_comparability_notes() -> None:
    noted = {year for year, book in CRITERIA.books.items() if {"9", "10"} <= set(book.comparability)}
    assert {2566, 2568} <= noted
    assert all(set(book.comparability) <= {"9", "10"} for book in CRITERIA.books.values())


def test_later_years_are_provisional_by_the_nearest_earlier() -> None:
    for year in (2569, 2575):
        rules = CRITERIA.for_year(year)
        assert rules.provisional
        assert rules.book.fiscal_year == 2568
    assert not CRITERIA.for_year(2568).provisional


@pytest.mark.parametrize("year", [2561, 2500])
def test_years_of_another_model_are_refused(year: int) -> None:
    with pytest.raises(KeyError):
        CRITERIA.for_year(year)


def test_names_and_neighbours_of_levels() -> None:
    book = CRITERIA.books[2568]
    assert book.name_of("9") == "การเปิดเผยข้อมูล"
    assert book.name_of("EIT2") == "EIT ส่วนที่ 2"
    assert book.name_of("nothing") == "nothing"
    above = book.level_above("ผ่าน")
    assert above is not None
    assert above.label == "ผ่านดี"
    assert book.level_above("ผ่านดีเยี่ยม") is None
    assert book.level_above("AA") is None
    assert book.level("AA") is None


@pytest.mark.parametrize(
    "path", sorted(DATA.rglob("*.toml")), ids=lambda path: path.relative_to(DATA).as_posix()
)
def test_no_agency_is_named_in_the_data(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tomllib.loads(text)
    assert [name for name in PUBLISHERS if name in text] == []
