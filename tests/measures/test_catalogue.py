"""The shipped catalogue of measures, entry by entry."""

import re
import tomllib
import unicodedata
from collections import Counter

import pytest

from itacore.criteria import read_criteria
from itacore.measures import Measure, Owners, group_by_subindicator, read_catalogue
from itacore.measures.catalogue import DEFAULT_FOLDER
from itacore.measures.texts import find_text_faults

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
UNITS = "วัน|ครั้ง|เดือน|สัปดาห์|เรื่อง|คน|หน้า|งาน|ช่องทาง|ชุด|คลิก|นาที|ส่วน|อย่าง|ขั้น|โครงการ|กิจกรรม|ฉบับ"
KEPT = """01-no-gift 01-case-tracking 01-service-time 01-queue 02-budget-brief 02-ask-channel 02-monthly-spending
    02-procurement-list 02-claim-check 03-job-order 03-appraisal-rules 03-work-orders 03-training-plan 03-hr-rules
    04-borrow-guide 04-borrow-register 04-vehicle-log 04-asset-check 05-leader-message 05-audit-follow-up
    05-share-results 05-complaint-channel 05-plan-review 06-form-samples 06-exit-survey 06-counter-practice
    06-service-chart 07-answer-fast 07-public-works 07-easy-menu 07-reach-groups 08-tell-improvements
    08-public-forum 08-cut-steps 08-e-service 09-link-check 09-item-owners 09-basic-info 09-service-statistics
    09-complaint-info 09-plan-and-results 09-procurement-set 09-hr-and-ethics 10-no-gift-report
    10-measures-from-results 10-measures-follow-up 10-integrity-culture 10-risk-assessment 10-action-plan"""

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


def test_every_indicator_has_its_official_name_and_several_measures() -> None:
    catalogue = read_catalogue()
    assert dict(catalogue.names) == OFFICIAL_NAMES
    counts = Counter(measure.indicator for measure in catalogue.values())
    assert set(counts) == set(OFFICIAL_NAMES)
    assert min(counts.values()) >= 8
    assert len(catalogue) == sum(counts.values()) >= 80


def test_identifiers_of_plans_already_made_stay() -> None:
    """A plan refers to its measures by these; they may be worded anew, never renamed."""
    catalogue = read_catalogue()
    assert [f"ind-{name}" for name in KEPT.split() if f"ind-{name}" not in catalogue] == []


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
    assert measure.cost in ("none", "low", "budget")
    assert measure.topic in range(1, 8)
    assert re.match("ร้อยละ|จำนวน|คะแนน|เวลา", measure.result_indicator)
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


@pytest.mark.parametrize("field", ["title", "question", "how", "result_indicator", "steps"])
def test_no_two_measures_say_the_same(field: str) -> None:
    assert [text for text, count in Counter(getattr(m, field) for m in MEASURES).items() if count > 1] == []


def test_no_step_stands_in_more_than_three_measures() -> None:
    counts = Counter(step for measure in MEASURES for step in measure.steps)
    assert [step for step, count in counts.items() if count > 3] == []


def test_thai_is_typed_in_one_form() -> None:
    loose = re.compile(rf"(?<![\da-z])\d{{1,3}} (?:{UNITS})|ร้อยละ \d")
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


def test_measures_are_grouped_by_sub_indicator_of_the_year() -> None:
    catalogue = read_catalogue()

    def grouped(year: int, *names: str) -> list[tuple[str | None, list[str]]]:
        measures = [catalogue[f"ind-{name}"] for name in names]
        return [
            (code, [m.id[4:] for m in group])
            for code, group in group_by_subindicator(measures, read_criteria().books[year])
        ]

    names = ("09-law-list", "09-plan-and-results", "09-link-check", "08-e-service", "10-bribe-risk")
    assert grouped(2568, *names) == [
        (None, ["08-e-service"]),
        ("9.1", ["09-law-list", "09-link-check"]),
        ("9.2", ["09-plan-and-results"]),
        ("10.1", ["10-bribe-risk"]),
    ]
    assert grouped(2565, "09-plan-and-results", "09-budget-reports") == [
        ("9.1", ["09-plan-and-results"]),
        ("9.3", ["09-budget-reports"]),
    ]
    assert grouped(2568, "09-budget-reports") == [("9.2", ["09-budget-reports"])]
    assert grouped(2567, "09-budget-reports") == [("9.2", ["09-budget-reports"])]


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
