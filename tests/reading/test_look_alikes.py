"""Sheets that look like results of the ITA and are none: each is refused with its own reason."""

from __future__ import annotations

import pytest

from tests.reading.reader import issues_of, read_rows
from tests.reading.truths import INDICATORS, KHUN_KAEO, NAMES, figures_of, figures_read
from tests.reading.workbooks import Sheet, Value

AGENCY = KHUN_KAEO.name
LATEST = KHUN_KAEO.only(2568)
SCORES = {code: float(score) for code, score in LATEST.years[0].scores.items()}
NAMED: list[list[Value]] = [[f"{code}. {NAMES[code]}", SCORES[code]] for code in INDICATORS]
SHEET = Sheet("2568", [[AGENCY], ["ตัวชี้วัด", "คะแนน"], *NAMED])

# Headings of plans and reports of measures as published documents have them.
PLANS: dict[str, list[Value]] = {
    "analysis": [
        "ตัวชี้วัด",
        "ผลการวิเคราะห์ตัวชี้วัดเพื่อกำหนด มาตรการ/โครงการ/กิจกรรม",
        "มาตรการ/โครงการ/กิจกรรม",
        "ขั้นตอน / วิธีการดำเนินการ",
        "ระยะเวลา ดำเนินการ",
        "หน่วยงาน ผู้รับผิดชอบ",
    ],
    "topics": [
        "ประเด็น",
        "วิธีการนำผลการวิเคราะห์ไปสู่การปฏิบัติ",
        "การกำหนดขั้นตอนหรือวิธีการปฏิบัติ",
        "ผู้รับผิดชอบหรือผู้ที่เกี่ยวข้อง",
        "ระยะเวลา",
    ],
    "progress": ["มาตรการ", "ขั้นตอนหรือวิธีการปฏิบัติ", "ผลการดำเนินงาน", "ปัญหา / ข้อเสนอแนะ"],
    "evidence": ["มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "ผลการดำเนินงาน"],
    "percent": ["ตัวชี้วัด", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ร้อยละ"],
}


def plan(heads: list[Value]) -> Sheet:
    """A plan whose labels name indicators, with the progress in per cent as its last column."""
    rows = [
        [f"{code}. {NAMES[code]}", *["จัดทำคู่มือ"] * (len(heads) - 2), 50.5 + int(code)] for code in INDICATORS
    ]
    return Sheet("2568", [[f"มาตรการของ{AGENCY} ปี 2569"], heads, *rows])


@pytest.mark.parametrize("heads", PLANS)
def test_a_plan_of_measures(heads: str) -> None:
    reading = read_rows([plan(PLANS[heads])])
    assert figures_read(reading) == {}
    assert issues_of(reading) == [("look-alike-plan", "2568", None)]
    (issue,) = reading.issues
    assert issue.severity.value == "error"


def test_a_plan_beside_scores_is_no_fault() -> None:
    sheet = Sheet("แผน", plan(PLANS["analysis"]).rows)
    reading = read_rows([SHEET, sheet])
    assert figures_read(reading) == {(AGENCY, 2568): SCORES}
    (issue,) = reading.issues
    assert (issue.code, issue.sheet, issue.severity.value) == ("look-alike-plan", "แผน", "note")


def test_a_plan_under_the_scores_of_one_sheet() -> None:
    reading = read_rows([Sheet("2568", [*SHEET.rows, [], [], [], *plan(PLANS["analysis"]).rows])])
    assert figures_read(reading) == {(AGENCY, 2568): SCORES}
    assert issues_of(reading) == [("numbers-not-used", "2568", "F18")]


def test_scores_beside_measures_are_read() -> None:
    heads = ["ตัวชี้วัด", "คะแนน", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"]
    rows = [[*row, "จัดทำคู่มือ", "เผยแพร่", "สำนักปลัด", "ไตรมาส 1"] for row in NAMED]
    reading = read_rows([Sheet("2568", [[AGENCY], heads, *rows])])
    assert figures_read(reading) == {(AGENCY, 2568): SCORES}
    assert issues_of(reading) == []


MOIT = (
    "การเปิดเผยข้อมูล",
    "การจัดซื้อจัดจ้างและการจัดหาพัสดุ",
    "การบริหารและพัฒนาทรัพยากรบุคคล",
    "การส่งเสริมความโปร่งใส",
    "การรับสินบน",
    "การใช้ทรัพย์สินของราชการ",
    "การดำเนินการเพื่อป้องกันการทุจริต",
    "การป้องกันผลประโยชน์ทับซ้อน",
    "การเสริมสร้างวัฒนธรรมองค์กร",
)


def test_the_assessment_of_the_health_ministry() -> None:
    rows: list[list[Value]] = [[f"ตัวชี้วัดที่ {n} {name}", 90.0] for n, name in enumerate(MOIT, start=1)]
    head: list[list[Value]] = [["ผลการประเมิน MOIT ปี 2568 โรงพยาบาลสมมุติ"], ["ตัวชี้วัด", "คะแนน"]]
    reading = read_rows([Sheet("2568", [*head, *rows])])
    assert (figures_read(reading), issues_of(reading)) == ({}, [("look-alike-moit", "2568", None)])
    items: list[list[Value]] = [[f"MOIT {n}", "หน่วยงานมีการเผยแพร่ข้อมูล", 1.0] for n in range(1, 23)]
    reading = read_rows([Sheet("2568", [["ข้อ", "รายการ", "คะแนน"], *items])])
    assert (figures_read(reading), issues_of(reading)) == ({}, [("look-alike-moit", "2568", None)])


def test_a_hospital_that_mentions_it_is_read() -> None:
    rows = [*SHEET.rows, [], ["หมายเหตุ : ผล MOIT อยู่ในอีกไฟล์หนึ่ง"]]
    reading = read_rows([Sheet("2568", [["โรงพยาบาลบ้านสมมุติ"], *rows[1:]])])
    assert figures_read(reading) == {("โรงพยาบาลบ้านสมมุติ", 2568): SCORES}
    assert issues_of(reading) == []


HEADS: list[Value] = ["หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in INDICATORS), "คะแนนรวม"]


@pytest.mark.parametrize(
    "title",
    [
        "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของสถานศึกษาออนไลน์ (ITA) ปี 2568",
        "ITA Online สถานศึกษา ปี 2568",
        "ผล ITA ของสถานศึกษา ปี 2568",
    ],
)
def test_the_assessment_of_schools(title: str) -> None:
    rows: list[list[Value]] = [[f"โรงเรียนบ้าน{name}", *SCORES.values(), 95.0] for name in ("ตัวอย่าง", "สมมุติ")]
    reading = read_rows([Sheet("x", [[title], HEADS, *rows])])
    assert (figures_read(reading), issues_of(reading)) == ({}, [("look-alike-school", "x", None)])


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("ผล ITA ปี 2568", ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมมุติ เขต 1", "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาสมมุติ")),
        (
            "ผล ITA ของสำนักงานเขตพื้นที่การศึกษา ซึ่งกำกับ ITA สถานศึกษา ปี 2568",
            ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมมุติ เขต 1", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมมุติ เขต 2"),
        ),
        ("ผล ITA ปี 2568", ("โรงเรียนตัวอย่าง", "โรงเรียนสมมุติ")),
    ],
)
def test_offices_of_school_districts_are_read(title: str, names: tuple[str, str]) -> None:
    rows: list[list[Value]] = [[name, *SCORES.values(), 96.73] for name in names]
    reading = read_rows([Sheet("x", [[title], HEADS, *rows])])
    assert figures_read(reading) == {(name, 2568): {**SCORES, "total": 96.73} for name in names}
    assert issues_of(reading) == []


def test_a_checklist_of_what_is_published() -> None:
    items: list[list[Value]] = [
        [f"o{n}", "ข้อมูลพื้นฐาน", 9.1 + n // 6 / 10, "มี", "https://example.go.th"] for n in range(1, 29)
    ]
    rows = [["ข้อ", "รายการข้อมูล", "ตัวชี้วัดย่อย", "มี/ไม่มี", "URL"], *items]
    reading = read_rows([Sheet("2568", [[f"OIT ของ{AGENCY} ปี 2568"], *rows])])
    assert (figures_read(reading), issues_of(reading)) == ({}, [("look-alike-checklist", "2568", None)])


def test_scores_of_the_items_are_no_checklist() -> None:
    items: list[list[Value]] = [[f"o{n}", "ข้อมูลพื้นฐาน", 100.0 if n % 7 else 0.0] for n in range(1, 29)]
    reading = read_rows([Sheet("2568", [[AGENCY], ["ข้อ", "รายการข้อมูล", "คะแนน"], *items])])
    assert figures_read(reading) == {(AGENCY, 2568): {f"o{n}": 100.0 if n % 7 else 0.0 for n in range(1, 29)}}


def test_all_ten_by_their_names_are_read_whatever_is_said_around_them() -> None:
    rows = [["การบริหารจัดการ", "ด้านที่ 1", "ความโปร่งใส"], *SHEET.rows]
    reading = read_rows([Sheet("2568", rows)])
    assert figures_read(reading) == figures_of([LATEST]) | {(AGENCY, 2568): SCORES}
