"""Tables of one office: years side by side, lists of a year, scores in labels, weighted points, years down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from itacore.thai import to_thai_digits
from tests.reading.made_up.canvas import Canvas, Placed
from tests.reading.made_up.data import FIRST_YEAR, INDICATORS, INSTRUMENTS, PARTS, TITLES, Truth
from tests.reading.made_up.pen import Pen

Lines = Sequence[object]  # texts, or rows of cells


@dataclass(frozen=True)
class Topic:
    """Whose figures of which years a table shows, and what stands over it."""

    truth: Truth
    office: int
    years: tuple[int, ...]
    title: Lines = ()
    tell_year: bool = False  # the year stands in the heading of the scores


def begin(topic: Topic, pen: Pen, width: int) -> tuple[Canvas, int]:
    """A canvas with the title lines; the row of the heading."""
    out = Canvas(pen)
    row = 0
    merged = pen.dice.random() < 0.3
    for line in topic.title:
        values = line if isinstance(line, tuple) else (line,)
        out.write(row, *values)
        if merged and len(values) == 1:
            out.merge(row, 0, row, width - 1)
        row += 1
    row += bool(topic.title) and pen.dice.random() < 0.3
    out.head = row
    return out, row


def _figures(out: Canvas, topic: Topic, row: int, column: int, code: str) -> None:
    """A row of figures, one a year."""
    for at, year in enumerate(topic.years, start=column):
        text = topic.truth.of(topic.office, year).get(code)
        (out.word if code in ("rating", "rank") else out.figure)(row, at, (topic.office, year, code), text)


def _published(out: Canvas, topic: Topic, row: int, label: int, column: int) -> int:
    """Rows of total, rating and rank; the next free row."""
    dice = out.pen.dice
    for code, chance in (("total", 0.9), ("rating", 0.8), ("rank", 0.2)):
        if dice.random() < chance:
            out.put(row, label, out.pen.head(code))
            _figures(out, topic, row, column, code)
            row += 1
    return row


def years_across(topic: Topic, pen: Pen) -> Canvas:
    """Layout A: indicators down, years across, newest first or last."""
    dice, years = pen.dice, list(topic.years)
    if dice.random() < 0.3:
        years.reverse()
    topic = Topic(topic.truth, topic.office, tuple(years), topic.title)
    with_unit = dice.random() < 0.7
    label = 1 if with_unit else 0
    first = label + 1
    extra = dice.choice((None, None, "change", "note", "plan")) if len(years) > 1 else None
    out, row = begin(topic, pen, first + len(years))
    two_rows = dice.random() < 0.6
    head = row
    if with_unit:
        out.put(row, 0, pen.head("instrument"))
    out.put(row, label, pen.head("label"))
    if two_rows:
        out.put(row, first, pen.head("score"))
        row += 1
    for at, year in enumerate(years, start=first):
        out.put(row, at, pen.year(year))
    if extra:
        words = {
            "change": f"ผลต่าง {min(years)}-{max(years)}",
            "note": "หมายเหตุ",
            "plan": f"มาตรการปี {max(years) + 1}",
        }
        out.put(head, first + len(years), words[extra])
    if two_rows and dice.random() < 0.8:
        out.merge(head, first, head, first + len(years) - 1)
        for column in range(first):
            out.merge(head, column, row, column)
    row += 1
    in_parts = topic.truth.in_parts(years) and dice.random() < 0.5 and with_unit
    groups = [(u, c) for u, c in INSTRUMENTS.items() if u != "EIT" or not in_parts]
    if in_parts:
        groups[1:1] = [(part, INSTRUMENTS["EIT"]) for part in PARTS]
    means = dice.random() < 0.15
    for unit, codes in groups:
        start = row
        if with_unit:
            out.put(row, 0, pen.group(unit))
        for code in codes:
            full = f"{unit}.{code}" if unit in PARTS else code
            out.label(row, label, full, pen.label(code))
            _figures(out, topic, row, first, full)
            if extra:
                out.put(row, first + len(years), -1.25 if extra == "change" else "ทบทวนคู่มือ")
            row += 1
        if with_unit and (unit in PARTS or dice.random() < 0.8):
            out.merge(start, 0, row - 1, 0)
        if means and unit in INSTRUMENTS:
            out.put(row, label, pen.group(unit))
            _figures(out, topic, row, first, unit)
            row += 1
    _published(out, topic, row, 0 if with_unit and dice.random() < 0.7 else label, first)
    return out


def ranked_list(topic: Topic, pen: Pen) -> Canvas:
    """Layout B: rank, label, score; highest first."""
    (year,) = topic.years
    figures = topic.truth.of(topic.office, year)
    codes = sorted(INDICATORS, key=lambda code: -float(figures.get(code, "0")))
    return _listed(topic, pen, codes, "order")


def plain_list(topic: Topic, pen: Pen) -> Canvas:
    """Layout C: number, name, score; or label and score."""
    return _listed(topic, pen, list(INDICATORS), pen.dice.choice(("code", "code", "")))


def parts_list(topic: Topic, pen: Pen) -> Canvas:
    """Layout C with rows of both parts of the EIT under headings of their own."""
    return _listed(topic, pen, list(INDICATORS), "", sections=True)


def _listed(topic: Topic, pen: Pen, codes: list[str], before: str, *, sections: bool = False) -> Canvas:
    dice = pen.dice
    label = 1 if before else 0
    between = dice.random() < 0.1
    column = label + 1 + between
    out, row = begin(topic, pen, column + 1)
    if before:
        out.put(row, 0, pen.head(before))
    out.put(row, label, pen.head("label"))
    if between:
        out.put(row, label + 1, "คะแนนเต็ม")
    head = pen.head("score")
    out.put(row, column, f"{head} {pen.year(topic.years[0])}" if topic.tell_year else head)
    row += 1
    groups: list[tuple[str, Sequence[str]]] = [("", codes)]
    if sections:
        units = ("IIT", *PARTS, "OIT") if topic.truth.in_parts(topic.years) else tuple(INSTRUMENTS)
        groups = [(unit, INSTRUMENTS["EIT" if unit in PARTS else unit]) for unit in units]
    for unit, own in groups:
        if unit:
            out.put(row, label, pen.group(unit))
            row += 1
        for number, code in enumerate(own, start=1):
            full = f"{unit}.{code}" if unit in PARTS else code
            if before == "order":
                out.put(row, 0, number)
            elif before == "code":
                out.put(row, 0, int(code) if dice.random() < 0.8 else code)
            text = pen.dirty(pen.name(code)) if before == "code" else pen.label(code)
            out.label(row, label, full, text)
            if between:
                out.put(row, label + 1, 100)
            _figures(out, topic, row, column, full)
            row += 1
    _published(out, topic, row, label, column)
    return out


def scores_in_labels(topic: Topic, pen: Pen) -> Canvas:
    """Layout D: "1. name 86.92 คะแนน", section rows, the heading repeated over a page break, tags left."""
    dice = pen.dice
    (year,) = topic.years
    out, row = begin(topic, pen, 2)
    thai, tags = dice.random() < 0.6, dice.random() < 0.3
    heads = (dice.choice(("ตัวชี้วัดของการประเมิน ITA", "ตัวชี้วัด")), "ประเด็นที่ต้องแก้ไข/ปรับปรุง")
    page_break = dice.choice((None, "EIT", "OIT"))
    row = out.write(row, *heads) + 1
    for unit, codes in INSTRUMENTS.items():
        if unit == page_break:
            row += dice.randrange(3)
            row = out.write(row, *heads) + 1
        if dice.random() < 0.8:
            out.put(row, 0, f"{TITLES[unit]} ({unit})")
            row += 1
        for code in codes:
            score = topic.truth.of(topic.office, year).get(code)
            if score is None:
                continue
            text = f"{code}. {pen.name(code)} {score} คะแนน"
            text = to_thai_digits(text) if thai else text
            out.label(row, 0, code, f"<p>{text}</p>" if tags else text)
            out.placed[row, 0] = Placed((topic.office, year, code), score)
            if code == codes[0]:
                out.put(row, 1, f"จากผลคะแนน {unit} พบว่า มีประเด็นที่ต้องปรับปรุงตามตัวชี้วัดที่ {codes[-1]}")
            row += 1
        if dice.random() < 0.4:
            out.put(row, 1, "<p>การปรับปรุง จัดทำแนวทางปฏิบัติ และเผยแพร่ให้บุคลากรทราบ</p>")
            row += 1
    return out


def weighted_points(topic: Topic, pen: Pen) -> Canvas:
    """Layout G: of four columns of numbers only one holds the scores; the last three are merged by instrument."""
    (year,) = topic.years
    own = topic.truth.of(topic.office, year)
    out, row = begin(topic, pen, 5)
    out.write(row, "ตัวชี้วัด", "คะแนน ITA", "คะแนนที่ได้", "น้ำหนัก", "คะแนนถ่วงน้ำหนัก")
    row += 1
    for unit, codes in INSTRUMENTS.items():
        start = row
        weight = 40 if unit == "OIT" else 30
        mean = float(own.get(unit, "90"))
        for code in codes:
            out.label(row, 0, code, pen.label(code))
            _figures(out, topic, row, 1, code)
            row += 1
        out.write(start, mean, weight, round(mean * weight / 100, 2), at=2)
        for column in (2, 3, 4):
            out.merge(start, column, row - 1, column)
    if pen.dice.random() < 0.5 and "total" in own:
        out.put(row, 0, "คะแนนรวม")
        out.put(row, 4, float(own["total"]))
    return out


def years_down(topic: Topic, pen: Pen) -> Canvas:
    """Indicators across, years down."""
    dice, years = pen.dice, list(topic.years)
    if dice.random() < 0.5:
        years.reverse()
    out, row = begin(topic, pen, 12)
    named = dice.random() < 0.5
    heads = [pen.label(c) if named else f"ตัวชี้วัดที่ {c}" for c in INDICATORS]
    out.put(row, 0, pen.head("year"))
    for column, (code, head) in enumerate(zip(INDICATORS, heads, strict=True), start=1):
        out.label(row, column, code, head)
    out.write(row, pen.head("total"), pen.head("rating"), at=11)
    for year in years:
        row += 1
        out.put(row, 0, pen.year(year))
        own = topic.truth.of(topic.office, year)
        for column, code in enumerate([*INDICATORS, "total"], start=1):
            out.figure(row, column, (topic.office, year, code), own.get(code))
        out.word(row, 12, (topic.office, year, "rating"), own.get("rating"))
    return out


def totals_by_year(topic: Topic, pen: Pen) -> Canvas:
    """Layout F: years down, newest first, with a total and a rating each."""
    out, row = begin(topic, pen, 3)
    out.write(
        row, pen.head("year"), pen.dice.choice(("คะแนน", "คะแนนรวม", "ผลคะแนน ITA")), pen.head("rating")
    )
    for year in sorted(topic.years, reverse=True):
        row += 1
        own = topic.truth.of(topic.office, year)
        out.put(row, 0, pen.year(year))
        out.figure(row, 1, (topic.office, year, "total"), own.get("total"))
        out.word(row, 2, (topic.office, year, "rating"), own.get("rating"))
    if (
        pen.dice.random() < 0.3 and min(topic.years) > FIRST_YEAR
    ):  # a year of another model is told, empty or not
        out.write(row + 1, pen.year(min(topic.years) - 1), "–", "–")
    return out


OF_ONE_YEAR: tuple[Callable[[Topic, Pen], Canvas], ...] = (
    ranked_list,
    plain_list,
    parts_list,
    scores_in_labels,
    weighted_points,
)
OF_YEARS: tuple[Callable[[Topic, Pen], Canvas], ...] = (
    years_across,
    years_across,
    years_down,
    totals_by_year,
)
