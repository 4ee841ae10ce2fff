"""How one officer writes: figures, years, names of indicators, headings, and slips of converted documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from itacore.thai import to_thai_digits
from tests.reading.made_up.data import NAMES
from tests.reading.styles import LABELS, NUMBERS, YEARS
from tests.reading.workbooks import Value

# Words for a heading, the plain one first.
HEADS: Mapping[str, tuple[str, ...]] = {
    "order": ("ลำดับ", "ลำดับที่", "ที่", "#", "ข้อ"),
    "agency": ("หน่วยงาน", "ชื่อหน่วยงาน", "อปท.", "รายชื่อหน่วยงาน"),
    "type": ("ประเภท", "ประเภทหน่วยงาน"),
    "district": ("อำเภอ", "อำเภอ/เขต"),
    "province": ("จังหวัด",),
    "year": ("ปี", "ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", "พ.ศ."),
    "code": ("ตัวชี้วัดที่", "ตัวชี้วัด"),
    "label": ("ตัวชี้วัด", "รายละเอียดตัวชี้วัด", "ชื่อตัวชี้วัด", "ตัวชี้วัด/รายละเอียดตัวชี้วัด"),
    "instrument": ("เครื่องมือ", "แบบวัด", "เครื่องมือการประเมิน"),
    "score": ("คะแนน", "คะแนนที่ได้", "คะแนนผลการประเมิน", "ผลคะแนน", "คะแนน (ร้อยละ)"),
    "total": ("คะแนนรวม", "คะแนนเฉลี่ย", "คะแนนรวมเฉลี่ย", "ผลคะแนนภาพรวม", "คะแนน ITA"),
    "rating": ("ระดับ", "ระดับผลการประเมิน", "ระดับการประเมิน"),
    "rank": ("อันดับ", "ลำดับที่ในประเภท"),
    "weight": ("น้ำหนัก", "ค่าน้ำหนัก"),
    "weighted": ("คะแนนถ่วงน้ำหนัก",),
    "change": ("ผลต่าง", "เพิ่ม/ลด"),
    "note": ("หมายเหตุ",),
}
ENGLISH = {
    "agency": "agency",
    "province": "province",
    "year": "fiscal_year",
    "code": "code",
    "score": "score",
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    "IIT": ("IIT", "แบบวัด IIT", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)"),
    "EIT": ("EIT", "แบบวัด EIT", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)"),
    "OIT": ("OIT", "แบบวัด OIT", "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)"),
    "EIT1": ("EIT ส่วนที่ 1", "EIT (๑)", "EIT1"),
    "EIT2": ("EIT ส่วนที่ 2", "EIT (๒)", "EIT2"),
}
MISSING: tuple[Value, ...] = ("–", "-", "ไม่มีข้อมูล", "N/A", None, None)
RATINGS: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: f"ระดับ {text}",
    lambda text: f" {text} ",
    lambda text: f"{text} (ผ่าน)" if text in ("AA", "A") else text,
)
PLAIN_NUMBERS = ("number", "number", "number", "text", "thai")
PLAIN_YEARS = ("ปี", "พ.ศ.", "ปีงบประมาณ", "number")
PLAIN_LABELS = ("name", "thai number", "number", "ตัวชี้วัดที่ N name")


def smudge(dice: random.Random, text: str) -> str:
    """Write a text as a converted or carelessly typed document has it."""
    at = dice.randrange(1, len(text)) if len(text) > 2 else 0
    at += (
        text[at : at + 1]
        in "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e33"
    )
    kind = dice.randrange(10)
    if kind == 0:
        return text.replace("ำ", "\u0e4d\u0e32")
    if kind == 1:
        return text.replace("แ", "เเ")
    if kind == 2 and at and "&" not in text:
        return f"{text[:at]}\ufffd{text[at:]}"
    if kind == 3 and at and not _in_number(text, at):
        return f"{text[:at]} {text[at:]}"
    if kind == 4:
        return text.replace(" ", "  ") if " " in text else f"  {text} "
    if kind == 5:
        return text.replace(" ", "\t") if " " in text else f"{text}\t"
    if kind == 6:
        return text.replace(" ", "\n", 1) if " " in text else f"{text}\n"
    if kind == 7:
        return f"<p>{text}</p>"
    if kind == 8:
        return text.replace(" ", "&nbsp;") if " " in text else f"{text}&nbsp;"
    return f"\u00a0{text}"


def _in_number(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at + 1]
    return any(c.isdigit() for c in around) or any("a" <= c.lower() <= "z" for c in around)


@dataclass
class Pen:
    """The habits of one file."""

    dice: random.Random
    numbers: tuple[str, ...] = ("number",)
    year_style: str = "ปี"
    label_style: str = "thai number"
    variant: bool = False
    dirt: float = 0.0
    plain: bool = True

    def score(self, text: str) -> tuple[Value, str | None]:
        """A score as the file writes it, with its number format."""
        style = self.dice.choice(self.numbers)
        return NUMBERS[style](text), "0.00%" if style == "percent-cell" else None

    def missing(self) -> Value:
        """A mark where there is no score, or nothing."""
        return self.dice.choice(MISSING)

    def year(self, year: int) -> Value:
        """A year as the file writes it."""
        value = YEARS[self.year_style](year)
        return self.dirty(value) if isinstance(value, str) else value

    def name(self, code: str) -> str:
        """Name of an indicator."""
        return NAMES[code][-1 if self.variant else 0]

    def label(self, code: str) -> str:
        """Label of an indicator."""
        return self.dirty(str(LABELS[self.label_style](code, self.name(code))))

    @property
    def has_numbers(self) -> bool:
        """Whether labels carry the number of the indicator."""
        return self.label_style not in ("name", "ตัวชี้วัดname", "instrument before")

    def head(self, role: str) -> str:
        """A heading."""
        words = HEADS[role]
        return self.dirty(words[0] if self.plain else self.dice.choice(words))

    def group(self, unit: str) -> str:
        """Heading of an instrument or a part."""
        words = GROUPS[unit]
        return self.dirty(words[0] if self.plain else self.dice.choice(words))

    def rating(self, text: str) -> str:
        """A published rating."""
        return text if self.plain else self.dice.choice(RATINGS)(text)

    def digits(self, text: str) -> str:
        """A text in Thai digits, sometimes."""
        return to_thai_digits(text) if self.dice.random() < 0.5 else text

    def dirty(self, text: str) -> str:
        """A text, sometimes with a slip."""
        return smudge(self.dice, text) if self.dice.random() < self.dirt else text


def make_pen(dice: random.Random, *, plain: bool) -> Pen:
    """Draw the habits of a file."""
    if plain:
        number = dice.choice(PLAIN_NUMBERS)
        return Pen(dice, (number,), dice.choice(PLAIN_YEARS), dice.choice(PLAIN_LABELS))
    texts = [name for name in NUMBERS if name not in ("number", "percent-cell")]
    numbers = dice.choice(
        [
            ("number",),
            ("percent-cell",),
            (dice.choice(texts),),
            tuple(dice.sample(texts, 3)),
            ("number", dice.choice(texts)),
        ]
    )
    return Pen(
        dice,
        numbers,
        dice.choice(list(YEARS)),
        dice.choice(list(LABELS)),
        dice.random() < 0.5,
        dice.choice((0, 0, 0.05, 0.2)),
        plain=False,
    )
