"""Made-up results: offices and their figures, which agree with each other as published ones do."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from itacore.criteria import RuleBook, read_criteria

FIRST_YEAR, LAST_YEAR = 2562, 2569
PARTS_FROM = 2568
INDICATORS = tuple(str(number) for number in range(1, 11))
INSTRUMENTS = {"IIT": INDICATORS[:5], "EIT": INDICATORS[5:8], "OIT": INDICATORS[8:]}
PARTS = ("EIT1", "EIT2")
CRITERIA = read_criteria()
NAMES = {i.code: (i.name, *i.aliases) for i in CRITERIA.books[2568].indicators}
TITLES = {i.code: i.name for i in CRITERIA.books[2568].instruments}
CENT = Decimal("0.01")

TYPES = (
    ("เทศบาลตำบล", "ทต."),
    ("องค์การบริหารส่วนตำบล", "อบต."),
    ("เทศบาลเมือง", "ทม."),
    ("เทศบาลนคร", "ทน."),
)
STEMS = "หนอง บ้าน ท่า บาง โคก ห้วย คลอง นา ดง วัง ทุ่ง สระ".split()
ENDS = "ตัวอย่าง สมมุติ ทดลอง จำลอง แก้วสมมุติ เเห่งหนึ่ง น้ำใสตัวอย่าง".split()
OTHERS = ("กรมตัวอย่าง", "มหาวิทยาลัยสมมุติ", "โรงพยาบาลบ้านสมมุติ", "เมืองพัทยา", "องค์การบริหารส่วนจังหวัดสมมุติบุรี")
DISTRICTS = "เมืองสมมุติ ริมน้ำ บางจำลอง ดอนทดลอง".split()
PROVINCES = "สมมุติบุรี ตัวอย่างธานี จำลองนคร".split()


@dataclass(frozen=True)
class Office:
    """An office that nobody ever saw."""

    name: str
    type: str | None
    district: str
    province: str


@dataclass(frozen=True)
class Truth:
    """Offices and their figures as printed, by place of the office, year and code."""

    offices: Sequence[Office]
    years: Sequence[int]
    figures: Mapping[tuple[int, int], Mapping[str, str]]

    def of(self, office: int, year: int) -> Mapping[str, str]:
        """The figures of an office in a year."""
        return self.figures[office, year]

    def in_parts(self, years: Sequence[int]) -> bool:
        """Whether every office has both parts of the EIT in every one of these years."""
        return all("EIT1" in self.figures[o, y] for o in range(len(self.offices)) for y in years)


def make_truth(dice: random.Random, offices: int, years: Sequence[int], *, whole: bool = False) -> Truth:
    """Make up results; some figures are missing unless all are wanted."""
    made = make_offices(dice, offices)
    parts = dice.random() < 0.6
    figures = {
        (number, year): make_figures(dice, year, parts=parts and year >= PARTS_FROM)
        for number in range(offices)
        for year in years
    }
    for year in years:
        order = sorted(range(offices), key=lambda number: -float(figures[number, year]["total"]))
        for rank, number in enumerate(order, start=1):
            figures[number, year]["rank"] = str(rank)
    if not whole and dice.random() < 0.3:
        for own in figures.values():
            for code in [code for code in own if dice.random() < 0.08]:
                del own[code]
    return Truth(made, tuple(years), figures)


def make_offices(dice: random.Random, count: int) -> list[Office]:
    """Make up offices with different names."""
    made: dict[str, Office] = {}
    while len(made) < count:
        district, province = dice.choice(DISTRICTS), PROVINCES[0]
        kind, short = dice.choice(TYPES)
        own = dice.choice(STEMS) + dice.choice(ENDS).replace("เเ", "แ")
        words = dice.choice((kind, kind, short, f"{short} "))
        name = dice.choice(OTHERS) if dice.random() < 0.05 else words + own
        key = own if own in name else name
        if key not in made:
            made[key] = Office(name, kind if own in name else None, district, province)
    return list(made.values())


def make_figures(dice: random.Random, year: int, *, parts: bool) -> dict[str, str]:
    """Figures of one office in one year: indicators, instruments, total, rating."""
    level = dice.uniform(62, 99)
    scores = {code: _score(dice, level) for code in INDICATORS}
    if parts:
        for code in INSTRUMENTS["EIT"]:
            one, other = _score(dice, level), _score(dice, level)
            scores |= {f"EIT1.{code}": one, f"EIT2.{code}": other, code: _printed((one + other) / 2)}
    units = {unit: _mean(scores, codes) for unit, codes in INSTRUMENTS.items()}
    if parts:
        units |= {part: _mean(scores, [f"{part}.{c}" for c in INSTRUMENTS["EIT"]]) for part in PARTS}
    book = CRITERIA.for_year(max(year, CRITERIA.first_year)).book
    total = sum((Decimal(str(i.weight)) * units[i.code] for i in book.instruments), Decimal())
    printed = {code: f"{_printed(value)}" for code, value in {**scores, **units, "total": total}.items()}
    return {**printed, "rating": _rating(book, _printed(total), units)}


def _score(dice: random.Random, level: float) -> Decimal:
    if dice.random() < 0.05:
        return Decimal("100.00")
    return _printed(Decimal(min(100.0, max(2.0, dice.gauss(level, 6)))))


def _printed(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def _mean(scores: Mapping[str, Decimal], codes: Sequence[str]) -> Decimal:
    return sum((scores[code] for code in codes), Decimal()) / len(codes)


def _rating(book: RuleBook, total: Decimal, units: Mapping[str, Decimal]) -> str:
    """The first level that fits, from the top."""
    lowest = min(units.values())
    for level in book.levels:
        gates = level.all_at_least is None or lowest >= Decimal(str(level.all_at_least))
        missed = level.any_below is None or lowest < Decimal(str(level.any_below))
        if total >= Decimal(str(level.lower_bound)) and gates and missed:
            return level.label
    return book.levels[-1].label
