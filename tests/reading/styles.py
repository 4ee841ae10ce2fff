"""The ways in which officers write numbers, years and names of indicators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from itacore.thai import to_thai_digits
from tests.reading.truths import INSTRUMENT_OF, NAMES
from tests.reading.workbooks import Value

# Every way of writing 99.52, by name; "percent" needs its number format.
NUMBERS: Mapping[str, Callable[[str], Value]] = {
    "number": float,
    "text": str,
    "thai": to_thai_digits,
    "spaces": lambda text: f" {text}  ",
    "nbsp": lambda text: f"{text}\u00a0",
    "points": lambda text: f"{text} คะแนน",
    "thai-points": lambda text: f"{to_thai_digits(text)} คะแนน",
    "percent-word": lambda text: f"ร้อยละ {text}",
    "thai-percent-word": lambda text: f"ร้อยละ{to_thai_digits(text)}",
    "percent-sign": lambda text: f"{text} %",
    "thai-percent-sign": lambda text: f"{to_thai_digits(text)}%",
    "decimal-comma": lambda text: text.replace(".", ","),
    "tags": lambda text: f"<p>{to_thai_digits(text)}</p>",
    "percent-cell": lambda text: round(float(text) / 100, 6),
}

YEARS: Mapping[str, Callable[[int], Value]] = {
    "number": lambda year: year,
    "text": str,
    "thai": lambda year: to_thai_digits(str(year)),
    "ปี": lambda year: f"ปี {to_thai_digits(str(year))}",
    "พ.ศ.": lambda year: f"พ.ศ.{to_thai_digits(str(year))}",
    "ปีงบประมาณ": lambda year: f"ปีงบประมาณ {year}",
    "ปีงบประมาณ พ.ศ.": lambda year: f"ปีงบประมาณ พ.ศ. {to_thai_digits(str(year))}",
    "ประจำปี": lambda year: f"ประจำปี {year}",
    "ปี 68": lambda year: f"ปี {year % 100}",
    "ITA 68": lambda year: f"ITA {year % 100}",
    "ITA 2568": lambda year: f"ITA {year}",
    "c.e.": lambda year: year - 543,
    "c.e. text": lambda year: str(year - 543),
    "ค.ศ.": lambda year: f"ค.ศ. {year - 543}",
    "FY": lambda year: f"FY{year - 543}",
    "date": lambda year: date(year - 543, 1, 1),
    "คะแนน ปี": lambda year: f"คะแนน ปี {year}",
    "คะแนน (ปี)": lambda year: f"คะแนน\n(ปี พ.ศ. {year})",
}

LABELS: Mapping[str, Callable[[str, str], Value]] = {
    "name": lambda code, name: name,
    "thai number": lambda code, name: f"{to_thai_digits(code)}. {name}",
    "number": lambda code, name: f"{code}. {name}",
    "number)": lambda code, name: f"{code}) {name}",
    "(number)": lambda code, name: f"({to_thai_digits(code)}) {name}",
    "number name": lambda code, name: f"{code} {name}",
    "number.name": lambda code, name: f"{to_thai_digits(code)}.{name}",
    "ตัวชี้วัดที่ N": lambda code, name: f"ตัวชี้วัดที่ {code}",
    "ตัวชี้วัดที่ N name": lambda code, name: f"ตัวชี้วัดที่ {to_thai_digits(code)} {name}",
    "ตัวชี้วัดที่N. name": lambda code, name: f"ตัวชี้วัดที่{code}. {name}",
    "ตัวชี้วัดที่ N : name": lambda code, name: f"ตัวชี้วัดที่ {code} : {name}",
    "ตัวชี้วัดname": lambda code, name: f"ตัวชี้วัด{name}",
    "instrument after": lambda code, name: f"{code}. {name} ({INSTRUMENT_OF[code]})",
    "instrument before": lambda code, name: f"({INSTRUMENT_OF[code]}) {name}",
    "instrument first": lambda code, name: f"{INSTRUMENT_OF[code]} {code}. {name}",
    "tab": lambda code, name: f"{code}.\t{name}",
    "line break": lambda code, name: f"{code}. {name[:4]}\n{name[4:]}",
    "doubled spaces": lambda code, name: f"  {code}.   {name[:6]}  {name[6:]} ",
    "tags": lambda code, name: f"<p>{to_thai_digits(code)}. {name}</p>",
    "entities": lambda code, name: f"<td>{code}.&nbsp;{name}<br></td>",
    "two sara e": lambda code, name: f"{code}. {name.replace('แ', 'เเ')}",
    "sara am apart": lambda code, name: f"{code}. {name.replace('ำ', chr(0xE4D) + chr(0xE32))}",
    "replacement character": lambda code, name: f"{code}. {name[:9]}\ufffd{name[9:]}",
}

# The other names that DOMAIN lists, by indicator.
VARIANTS: Mapping[str, tuple[str, ...]] = {
    "2": ("การใช้เงินงบประมาณ",),
    "4": ("การใช้ทรัพย์สินของทางราชการ", "การใช้ทรัพยากรของราชการ"),
    "5": ("การแก้ปัญหาการทุจริต",),
    "8": ("การปรับปรุงการทำงาน",),
}


@dataclass(frozen=True)
class Style:
    """How a file writes its figures; keys of NUMBERS, YEARS and LABELS."""

    number: str = "number"
    year: str = "ปี"
    label: str = "thai number"
    variant: bool = False

    def score(self, text: str | None) -> Value:
        """A score as the file writes it."""
        return None if text is None else NUMBERS[self.number](text)

    def format(self) -> str | None:
        """Number format of a score."""
        return "0.00%" if self.number == "percent-cell" else None

    def year_of(self, year: int) -> Value:
        """A year as the file writes it."""
        return YEARS[self.year](year)

    def label_of(self, code: str) -> Value:
        """Label of an indicator as the file writes it."""
        name = VARIANTS[code][-1] if self.variant and code in VARIANTS else NAMES[code]
        return LABELS[self.label](code, name)


PLAIN = Style()
