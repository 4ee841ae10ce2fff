"""Every OIT item whose name is known has a measure that speaks of what is to be published for it."""

import tomllib
from collections import Counter

import pytest

from itacore.criteria import read_criteria
from itacore.criteria.model import Item
from itacore.measures import Measure, read_catalogue, read_topics
from itacore.measures.catalogue import DEFAULT_FOLDER
from itacore.measures.topics import DEFAULT_FILE

CATALOGUE = read_catalogue()
BOOKS = read_criteria().books
ITEMS: list[tuple[int, Item]] = [
    (year, item) for year, book in sorted(BOOKS.items()) for item in book.items if item.code.startswith("o")
]

# What an office looks for under the title of an item: a word that a measure for it must hold.
SPOKEN_OF = {
    "โครงสร้าง": "โครงสร้าง",
    "โครงสร้างและอำนาจหน้าที่": "โครงสร้าง",
    "ข้อมูลผู้บริหาร": "ผู้บริหาร",
    "อำนาจหน้าที่": "อำนาจหน้าที่",
    "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน": "แผนพัฒนาหน่วยงาน",
    "ข้อมูลการติดต่อ": "การติดต่อ",
    "กฎหมายที่เกี่ยวข้อง": "กฎหมาย",
    "ข่าวประชาสัมพันธ์": "ข่าวประชาสัมพันธ์",
    "Q&A": "Q&A",
    "Social Network": "สื่อสังคมออนไลน์",
    "นโยบายคุ้มครองข้อมูลส่วนบุคคล": "นโยบายคุ้มครองข้อมูลส่วนบุคคล",
    "แผนดำเนินงานประจำปี": "แผนดำเนินงานประจำปี",
    "รายงานการกำกับติดตามการดำเนินงานรอบ 6 เดือน": "รายงานรอบ 6 เดือน",
    "รายงานผลการดำเนินงานประจำปี": "รายงานผลการดำเนินงานประจำปี",
    "คู่มือหรือมาตรฐานการปฏิบัติงาน": "คู่มือการปฏิบัติงาน",
    "คู่มือปฏิบัติงาน": "คู่มือการปฏิบัติงาน",
    "คู่มือ/แนวทางการปฏิบัติงานของเจ้าหน้าที่": "คู่มือการปฏิบัติงานของเจ้าหน้าที่",
    "คู่มือหรือมาตรฐานการให้บริการ": "คู่มือการขอรับบริการ",
    "คู่มือให้บริการ": "คู่มือการขอรับบริการ",
    "คู่มือ/แนวทางการขอรับบริการ": "คู่มือการขอรับบริการ",
    "ข้อมูลเชิงสถิติการให้บริการ": "สถิติ",
    "สถิติการให้บริการ": "สถิติ",
    "ข้อมูลสถิติการให้บริการ": "สถิติ",
    "รายงานสำรวจความพึงพอใจ": "รายงานสำรวจความพึงพอใจ",
    "ความพึงพอใจ": "ความพึงพอใจ",
    "E-Service": "E-Service",
    "แผนการใช้จ่ายงบประมาณ": "แผนการใช้จ่ายงบประมาณ",
    "รายงานการกำกับติดตามการใช้จ่ายงบประมาณรอบ 6 เดือน": "ผลรอบ 6 เดือน",
    "รายงานผลการใช้จ่ายงบประมาณประจำปี": "ผลของปีที่ผ่านมา",
    "แผนดำเนินงานและการใช้งบประมาณ": "แผนการใช้จ่ายงบประมาณ",
    "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณ": "ความก้าวหน้ารอบ 6 เดือน",
    "แผนการจัดซื้อจัดจ้าง": "แผนจัดซื้อจัดจ้าง",
    "แผนจัดซื้อจัดจ้าง": "แผนจัดซื้อจัดจ้าง",
    "ประกาศเกี่ยวกับการจัดซื้อจัดจ้าง": "เผยแพร่ประกาศทุกฉบับ",
    "สรุปผลการจัดซื้อจัดจ้างรายเดือน": "สรุปรายเดือน",
    "รายการจัดซื้อจัดจ้างและความก้าวหน้า": "รายการจัดซื้อจัดจ้าง",
    "รายงานผลการจัดซื้อจัดจ้างประจำปี": "รายงานผลการจัดซื้อจัดจ้าง",
    "รายงานผลจัดซื้อจัดจ้าง": "รายงานผลการจัดซื้อจัดจ้าง",
    "นโยบายการบริหารทรัพยากรบุคคล": "นโยบายบริหารทรัพยากรบุคคล",
    "การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล": "การดำเนินการตามนโยบาย",
    "แผนทรัพยากรบุคคล": "แผนทรัพยากรบุคคล",
    "การดำเนินการตามแผนทรัพยากรบุคคล": "ดำเนินการแล้ว",
    "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล": "หลักเกณฑ์การสรรหา",
    "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี": "รายงานผลการบริหารทรัพยากรบุคคล",
    "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล": "รายงานผลการบริหารทรัพยากรบุคคล",
    "รายงานผลทรัพยากรบุคคล": "รายงานผลการบริหารทรัพยากรบุคคล",
    "ประมวลจริยธรรมและการขับเคลื่อน": "การขับเคลื่อนจริยธรรม",
    "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต": "แนวปฏิบัติ",
    "แนวปฏิบัติการจัดการเรื่องร้องเรียน": "แนวปฏิบัติ",
    "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต": "ช่องทางแจ้งเรื่อง",
    "ช่องทางแจ้งเรื่องร้องเรียน": "ช่องทางแจ้งเรื่อง",
    "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต": "สถิติเรื่องร้องเรียน",
    "ข้อมูลเชิงสถิติเรื่องร้องเรียน": "สถิติเรื่องร้องเรียน",
    "ช่องทางรับฟังความคิดเห็น": "ช่องทางรับฟังความคิดเห็น",
    "การเปิดโอกาสให้มีส่วนร่วม": "มีส่วนร่วม",
    "การมีส่วนร่วม": "มีส่วนร่วม",
    "เจตจำนงสุจริตของผู้บริหาร": "เจตจำนงสุจริต",
    "การมีส่วนร่วมของผู้บริหาร": "ผู้บริหารเข้าร่วม",
    "ประกาศ No Gift Policy": "ประกาศ No Gift Policy",
    "การสร้างวัฒนธรรม No Gift Policy": "การไม่รับของขวัญ",
    "ประกาศและวัฒนธรรม No Gift Policy": "ประกาศ No Gift Policy",
    "รายงานผล No Gift Policy": "รายงานตามนโยบาย No Gift Policy",
    "รายงานรับทรัพย์สินโดยธรรมจรรยา": "โดยธรรมจรรยา",
    "การประเมินความเสี่ยงการทุจริต": "ประเมินความเสี่ยงการทุจริต",
    "การประเมินความเสี่ยง": "ประเมินความเสี่ยง",
    "ประเมินความเสี่ยงสินบน": "ประเมินความเสี่ยงการรับสินบน",
    "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต": "การจัดการความเสี่ยง",
    "การดำเนินการจัดการความเสี่ยง": "การจัดการความเสี่ยง",
    "รายงานจัดการความเสี่ยง": "รายงานผลการจัดการความเสี่ยง",
    "การเสริมสร้างวัฒนธรรมองค์กร": "วัฒนธรรมสุจริต",
    "แผนปฏิบัติการป้องกันการทุจริต": "แผนปฏิบัติการป้องกันการทุจริต",
    "แผนป้องกันการทุจริต": "แผนปฏิบัติการป้องกันการทุจริต",
    "รายงานการกำกับติดตามแผนป้องกันการทุจริตรอบ 6 เดือน": "รายงานผลรอบ 6 เดือน",
    "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี": "รอบ 12 เดือน",
    "รายงานผลตามแผนป้องกันการทุจริต": "รอบ 12 เดือน",
    "รายงานผลตามแผน": "รอบ 12 เดือน",
    "ประมวลจริยธรรม": "ประมวลจริยธรรม",
    "การขับเคลื่อนจริยธรรม": "ขับเคลื่อนจริยธรรม",
    "การประเมินจริยธรรม": "ประเมินพฤติกรรมทางจริยธรรม",
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน": "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
    "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส": "การดำเนินการตามมาตรการ",
    "รายงานผลการดำเนินการ (ของมาตรการปีก่อน)": "รายงานผลมาตรการ",
}


def words_of(measure: Measure) -> str:
    texts = (
        measure.question,
        measure.title,
        measure.how,
        *measure.steps,
        measure.result_indicator,
        *measure.evidence,
    )
    return " ".join(texts).replace("\u00a0", " ")


def test_the_items_are_those_of_the_rule_books() -> None:
    assert Counter(year for year, _ in ITEMS) == {2564: 43, 2565: 43, 2566: 43, 2568: 28}
    assert {item.title for _, item in ITEMS} == set(SPOKEN_OF)


@pytest.mark.parametrize(("year", "item"), ITEMS, ids=lambda part: getattr(part, "code", str(part)))
def test_every_item_has_a_measure_of_its_sub_indicator_that_speaks_of_it(year: int, item: Item) -> None:
    serving = CATALOGUE.for_item(year, item.code)
    assert [m.id for m in serving if item.parent in m.subindicators] != []
    assert [m.id for m in serving if SPOKEN_OF[item.title] in words_of(m)] != []


@pytest.mark.parametrize("year", [2562, 2563, 2567, 2569])
def test_a_year_whose_list_is_not_known_has_no_items(year: int) -> None:
    assert [m.id for m in CATALOGUE.values() if m.oit_items_of(year)] == []


def test_the_same_item_under_two_numbers_is_served_in_both_years() -> None:
    assert [m.id for m in CATALOGUE.for_item(2565, "o6")] == ["ind-09-law-list"]
    assert (
        CATALOGUE.for_item(2565, "o17") == CATALOGUE.for_item(2566, "o18") == CATALOGUE.for_item(2568, "o10")
    )


@pytest.mark.parametrize(
    ("code", "least"), [("9.1", 5), ("9.2", 5), ("9.3", 4), ("9.4", 4), ("9.5", 4), ("10.1", 8), ("10.2", 4)]
)
def test_every_sub_indicator_has_several_measures(code: str, least: int) -> None:
    assert len(CATALOGUE.for_subindicator(code)) >= least


def test_only_indicators_9_and_10_have_sub_indicators() -> None:
    for measure in CATALOGUE.values():
        own = {code for code in measure.subindicators if code.split(".")[0] == measure.indicator}
        assert own == set(measure.subindicators)
        assert bool(own) == (measure.indicator in ("9", "10"))


def test_the_topics_are_the_seven_and_name_every_indicator_once() -> None:
    topics = read_topics()
    assert [topic.number for topic in topics] == [1, 2, 3, 4, 5, 6, 7]
    assert sorted(int(code) for topic in topics for code in topic.indicators) == list(range(1, 11))
    assert topics[1].name == "การให้บริการและระบบ E-Service"
    blocks = tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))["blocks"]
    assert {name: block["mark"] for name, block in blocks.items()} == {
        "names": "stated",
        "indicators": "inferred",
    }


@pytest.mark.parametrize("topic", read_topics(), ids=lambda topic: str(topic.number))
def test_every_topic_has_measures(topic: object) -> None:
    number = topic.number  # type: ignore[attr-defined]
    assert len(CATALOGUE.for_topic(number)) >= 8


def test_a_measure_belongs_to_the_topic_of_its_indicator() -> None:
    """What is published under indicator 9 speaks of budgets, people or services too; there the content decides."""
    of_indicator = {code: topic.number for topic in read_topics() for code in topic.indicators}
    for measure in CATALOGUE.values():
        assert measure.indicator == "9" or measure.topic == of_indicator[measure.indicator], measure.id
    assert CATALOGUE["ind-09-procurement-set"].topic == of_indicator["2"]


@pytest.mark.parametrize("code", [*"12345678"])
def test_every_question_of_the_staff_survey_that_is_known_has_a_measure(code: str) -> None:
    """Questions i1 to i30 of 2564 by their number in the source; of indicators 6 to 8 no list is known."""
    known = [item.code for item in BOOKS[2564].items if item.parent == code]
    sources = " ".join(m.source for m in CATALOGUE.for_indicator(code)).replace("\u00a0", " ")
    sources = sources.replace("i4 ถึง i6", "i4 i5 i6")
    assert [item for item in known if f"{item} " not in f"{sources} "] == []
    assert len(CATALOGUE.for_indicator(code)) >= 8


def test_the_files_are_one_an_indicator() -> None:
    assert sorted(path.name for path in DEFAULT_FOLDER.glob("*.toml")) == [
        f"{number:02d}.toml" for number in range(1, 11)
    ]
