"""What texts mean as headings and labels of rows."""

from __future__ import annotations

import tomllib

import pytest

from itacore.criteria import read_criteria
from itacore.reading.headings import HEADINGS, sums_up
from itacore.reading.labels import Label, Vocabulary
from itacore.reading.ratings import rating_label
from itacore.thai import compact
from tests.reading.styles import LABELS, VARIANTS
from tests.reading.truths import NAMES

VOCABULARY = Vocabulary(read_criteria())


def code_of(text: str) -> str | None:
    """Code of the figure that a text names for sure."""
    label = VOCABULARY.label(text)
    return label.code if label and not label.weak and not label.conflict else None


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("code", NAMES)
def test_every_way_of_writing_every_name(code: str, label: str) -> None:
    for name in (NAMES[code], *VARIANTS.get(code, ())):
        assert code_of(str(LABELS[label](code, name))) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("IIT", "IIT"),
        ("แบบวัด EIT", "EIT"),
        ("EIT1", "EIT1"),
        ("EIT (๒)", "EIT2"),
        ("EIT ส่วนที่ ๑", "EIT1"),
        ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT) ส่วนที่ 2", "EIT2"),
        ("แบบการวัดการรับรู้ของผู้มีส่วนได้เสียภายใน", "IIT"),
        ("แบบตรวจการเปิดเผยข้อมูลสาธารณะ", "OIT"),
        ("EIT1.6", "EIT1.6"),
        ("EIT ส่วนที่ 2 - 7", "EIT2.7"),
        ("6. คุณภาพการดำเนินงาน (EIT ส่วนที่ 1)", "EIT1.6"),
        ("EIT2: 8. การปรับปรุงการทำงาน", "EIT2.8"),
        ("o12", "o12"),
        ("O12 รายการจัดซื้อจัดจ้าง", "o12"),
        ("i1", "i1"),
        ("9.1", None),
        ("9.1 ข้อมูลพื้นฐาน", "9.1"),
        ("ตัวชี้วัดย่อยที่ 10.2", "10.2"),
        ("1", None),
        ("EIT 6", None),
        ("ข้อ 3", None),
        ("ตัวชี้วัดที่ 11", ""),
        ("๕. การมีส่วนร่วมของประชาชน", ""),
        ("จากผลคะแนน IIT พบว่า มีประเด็นที่ต้องปรับปรุง", None),
        ("เทศบาลตำบลตัวอย่าง", None),
    ],
)
def test_codes(text: str, code: str | None) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("๔. การแก้ไขปัญหาการทุจริต", Label("indicator", "5", "4", conflict=True)),
        ("(4) การแก้ไขปัญหาการทุจริต", Label("indicator", "5", "4", conflict=True)),
        ("การใช้งบปะมาณ", Label("indicator", "2", similar=True)),
        ("๗", Label("indicator", "7", "7", weak=True)),
        ("๑. การปฏิบัติหน้าที่ ๘๖.๙๒ คะแนน", Label("indicator", "1", "1", value=86.92)),
        ("คะแนนรวม 96.73 คะแนน", Label("total", value=96.73)),
    ],
)
def test_labels_in_full(text: str, label: Label) -> None:
    assert VOCABULARY.label(text) == label


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("คะแนน", "score"),
        ("คะแนน ปี 2568", "score"),
        ("คะแนน\n(ปี พ.ศ. ๒๕๖๘)", "score"),
        ("คะแนนเฉลี่ย (ร้อยละ)", "total"),
        ("ผลคะแนน ITA ในภาพรวม", "total"),
        ("คะแนนรวมถ่วงน้ำหนัก", "total"),
        ("ระดับผลการประเมิน", "rating"),
        ("ลำดับ ที่.", "order"),
        ("ลำดับที่ในประเภท", "rank"),
        ("เพิ่ม/ลด จากปี 2567", "change"),
        ("ผลต่าง 2567-2568", "change"),
        ("เป้าหมายปี 2569", "target"),
        ("น้ำหนักแบบวัด", "weight"),
        ("คะแนนถ่วงน้ำหนัก", "weighted"),
        ("จำนวนผู้ตอบ IIT", "count"),
        ("หน่วยงาน (อปท.)", "agency"),
        ("ปีงบประมาณ พ.ศ.", "year"),
    ],
)
def test_roles(text: str, role: str) -> None:
    label = VOCABULARY.label(text)
    assert label is not None
    assert label.role == role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ค่าเฉลี่ยทั้งจังหวัด", True),
        ("รวมทั้งสิ้น 45 แห่ง", True),
        ("Min", True),
        ("MAX.", True),
        ("ร้อยละที่ผ่านเกณฑ์", True),
        ("Ministry of Examples", False),
        ("เทศบาลตำบลรวมตัวอย่าง", False),
        ("องค์การบริหารส่วนตำบลร้อยตัวอย่าง", False),
    ],
)
def test_rows_that_sum_up(text: str, expected: bool) -> None:
    assert sums_up(text) is expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("AA", "AA"),
        ("ระดับ A", "A"),
        ("A (ผ่าน)", "A"),
        ("ระดับผลการประเมิน B", "B"),
        ("อยู่ในระดับ ผ่านดีเยี่ยม", "ผ่านดีเยี่ยม"),
        ("ผ่าน ดี", "ผ่านดี"),
        ("ผ่าน", "ผ่าน"),
        ("ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุงโดยด่วน"),
        ("ต้องปรับปรุง", "ต้องปรับปรุง"),
        ("–", ""),
        ("ไม่มีข้อมูล", ""),
        ("ผ่านเกณฑ์", "ผ่านเกณฑ์"),
        ("สูงมาก", "สูงมาก"),
        ("A+", "A+"),
    ],
)
def test_ratings(text: str, label: str) -> None:
    assert rating_label(text) == label


def test_no_heading_has_two_roles() -> None:
    """The file is read by people too: a word stands in one place."""
    words = tomllib.loads(HEADINGS.read_text(encoding="utf-8"))["headings"]
    roles: dict[str, set[str]] = {}
    for role, texts in words.items():
        for text in texts:
            roles.setdefault(compact(text), set()).add(role)
    assert {word: own for word, own in roles.items() if len(own) > 1} == {}
