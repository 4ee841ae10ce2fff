"""The sentences about rule books are true of what the books hold, and every fault has its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itacore.criteria import Mark, RuleBook, add_books, copy_book, read_criteria
from itacore.criteria.confirmed import parts_known
from itacore.criteria.draft import Draft, DraftFault
from itacore.criteria.draft_faults import find_draft_faults
from itacore.criteria.drafting import draft_book
from itacore.criteria.faults import MESSAGES, Fault
from itacore.criteria.model import Level
from itacore.narrative.criteria import (
    tell_certainty,
    tell_comparability,
    tell_condition,
    tell_draft_fault,
    tell_fault,
    tell_finding,
)
from itacore.wording import places_of, read_wording

SHIPPED = read_criteria()
BOOKS = SHIPPED.books


def shown(book: RuleBook) -> list[str]:
    return [tell_condition(level, book).replace("\xa0", " ") for level in book.levels]


@pytest.mark.parametrize(
    ("confirmed", "years", "finding"),
    [
        ([], [], "โปรแกรมมีเกณฑ์ปี 2562 ถึง 2568 ปีถัดไปใช้เกณฑ์ปี 2568 ไปพลางก่อน"),
        ([], [2564, 2565, 2566], "คะแนนปี 2564 ถึง 2566 ใช้เกณฑ์ของปีนั้นเอง"),
        ([], [2568, 2569, 2570], "ปี 2569 และ 2570 ยังไม่มีเกณฑ์ จึงใช้เกณฑ์ปี 2568 ไปพลางก่อน"),
        ([2569], [2568, 2569], "ปี 2569 ใช้เกณฑ์ที่หน่วยงานยืนยัน ปีอื่นใช้เกณฑ์ในโปรแกรม"),
        (
            [2569],
            [2569, 2570],
            "ปี 2569 ใช้เกณฑ์ที่หน่วยงานยืนยัน ปี 2570 ยังไม่มีเกณฑ์ จึงใช้เกณฑ์ปี 2569 ไปพลางก่อน",
        ),
        ([2568], [2568], "คะแนนปี 2568 ใช้เกณฑ์ของปีนั้นเอง"),
    ],
)
def test_the_finding_is_true_of_the_years(confirmed: list[int], years: list[int], finding: str) -> None:
    criteria = add_books(SHIPPED, [copy_book(BOOKS[2568], year) for year in confirmed])
    assert tell_finding(criteria, years) == finding


def test_letters_are_bands_of_the_total() -> None:
    assert shown(BOOKS[2565]) == [
        "คะแนนรวม 95 ขึ้นไป",
        "คะแนนรวม 85 ขึ้นไป แต่ไม่ถึง 95",
        "คะแนนรวม 75 ขึ้นไป แต่ไม่ถึง 85",
        "คะแนนรวม 65 ขึ้นไป แต่ไม่ถึง 75",
        "คะแนนรวม 55 ขึ้นไป แต่ไม่ถึง 65",
        "คะแนนรวม 50 ขึ้นไป แต่ไม่ถึง 55",
        "คะแนนรวมต่ำกว่า 50",
    ]


def test_a_level_that_also_takes_what_fails_above_has_no_upper_end() -> None:
    levels = (Level("a", 90, True, 80.0), Level("b", 60, True), Level("c", 0, False))
    book = replace(BOOKS[2568], levels=levels, gates=(("IIT", "EIT", "OIT"),))
    assert shown(book) == [
        "คะแนนรวม 90 ขึ้นไป โดย IIT, EIT และ OIT ทุกส่วนได้ 80 ขึ้นไป",
        "คะแนนรวม 60 ขึ้นไป",
        "คะแนนรวมต่ำกว่า 60",
    ]
    rest = replace(book, levels=(Level("a", 90, True, 80.0), Level("c", 0, False)))
    assert shown(rest)[-1] == "คะแนนอื่นที่ไม่เข้าระดับข้างบน"


def test_comparability_says_only_what_is_known() -> None:
    told = {
        year: tell_comparability(book, BOOKS.get(year - 1)).replace("\xa0", " ")
        for year, book in BOOKS.items()
    }
    assert told[2562] == "ไม่มีปีก่อนหน้าที่ใช้รูปแบบการประเมินเดียวกัน"
    assert told[2565] == "ทุกตัวชี้วัดเทียบกับปี 2564 ได้"
    assert told[2567] == "ไม่พบข้อที่เทียบกับปี 2566 ไม่ได้ แต่ยังไม่มีเอกสารยืนยัน"
    assert told[2568] == "ตัวชี้วัดที่ 9 และ 10: มีการจัดรายการ OIT ใหม่ จึงควรเทียบกับปีก่อนอย่างระมัดระวัง"
    copied = copy_book(BOOKS[2568], 2569)
    assert tell_comparability(copied, BOOKS[2568]) == "ยังไม่ทราบว่าคะแนนเทียบกับปี 2568 ได้หรือไม่"


def test_certainty_is_told_of_every_block() -> None:
    assert tell_certainty(BOOKS[2562]) == "เกณฑ์ 7 ใน 7\xa0ส่วนยังไม่มีเอกสารยืนยัน"
    assert tell_certainty(BOOKS[2566]) == "เงื่อนไขของระดับ ยังไม่มีเอกสารยืนยัน"
    assert tell_certainty(BOOKS[2568]) == "ทุกส่วนมีที่มาจากเอกสารหรือแหล่งที่พบ"
    blocks = {key: replace(block, mark=Mark.CONFIRMED) for key, block in BOOKS[2568].blocks.items()}
    assert tell_certainty(replace(BOOKS[2568], blocks=blocks)) == "หน่วยงานยืนยันแล้วทุกส่วน"


@pytest.mark.parametrize("code", MESSAGES)
def test_every_fault_of_a_file_has_thai_words_with_places_it_knows(code: str) -> None:
    template = read_wording("criteria")[f"fault.{code}"]
    assert places_of(template) <= places_of(MESSAGES[code])
    places = dict.fromkeys(places_of(MESSAGES[code]), "x")
    assert tell_fault(Fault("rating", code, places)).startswith("ที่ rating: ")
    assert not tell_fault(Fault("", code, places)).startswith("ที่ ")


def spoiled() -> list[Draft]:
    """Forms that have every fault between them."""
    start = draft_book(BOOKS[2568], 2569, parts_known(SHIPPED, 2569))
    first, *rest = start.levels
    changes: list[dict[str, object]] = [
        {"source": "ก" * 999, "date": "ก" * 999, "note": "ก" * 999, "pass_line": "1", "levels": ()},
        {"weights": {"IIT": "", "EIT": "x", "OIT": "0"}, "pass_line": "200"},
        {"weights": {"IIT": "1", "EIT": "30", "OIT": "1"}, "parts": {"EIT1": "1", "EIT2": "1"}, "pass_line": "1"},
        {"levels": (replace(first, label="", bound="x"), *rest[:1], *rest)},
        {"levels": (replace(first, label="a|b", lower_bound="10"), *rest[2:-1], replace(rest[-1], lower_bound="1"))},
        {"levels": (replace(first, label="ก" * 99), replace(rest[2], lower_bound="95"), first)},
        {"levels": (rest[2], rest[2], rest[3])},
    ]  # fmt: skip
    return [replace(start, **one) for one in changes]  # type: ignore[arg-type]


def test_every_fault_of_the_form_has_thai_words_and_a_remedy() -> None:
    faults = [fault for draft in spoiled() for fault in find_draft_faults(draft)]
    mend = {key.removeprefix("mend.") for key in read_wording("criteria") if key.startswith("mend.")}
    assert {fault.code for fault in faults} == mend
    assert all(": " in tell_draft_fault(fault) for fault in faults)
    assert tell_draft_fault(DraftFault("weight.EIT1", "zero")).replace("\xa0", " ") == (
        "น้ำหนัก EIT ส่วนที่ 1: ต้องมากกว่า 0"
    )
