"""More tables of many offices: transposed, totals only, headings in two levels, one figure a row."""

from __future__ import annotations

from tests.reading.made_up.canvas import Canvas
from tests.reading.made_up.data import INDICATORS
from tests.reading.made_up.many_offices import FIELDS, Group, begin, particulars
from tests.reading.made_up.pen import ENGLISH, Pen

PARTS_OF_OIT = ("9.1", "9.2", "9.5", "10.1", "10.2", "o1", "o2", "o13", "o28")


def transposed(group: Group, pen: Pen) -> Canvas:
    """Offices across, indicators down, in rising or falling order; with the number alone or the name."""
    dice, truth = pen.dice, group.truth
    (year,) = group.years
    out, row = begin(group, pen, 1 + len(group.offices))
    bare = dice.random() < 0.3
    out.put(row, 0, "ตัวชี้วัดที่" if bare else pen.head("label"))
    for column, office in enumerate(group.offices, start=1):
        out.put(row, column, truth.offices[office].name)
    codes = list(INDICATORS)
    if dice.random() < 0.4:
        codes.reverse()
    for code in codes:
        row += 1
        out.label(row, 0, code, int(code) if bare else pen.label(code))
        for column, office in enumerate(group.offices, start=1):
            out.figure(row, column, (office, year, code), truth.of(office, year).get(code))
    for code in ("total", "rating"):
        if dice.random() < 0.7:
            row += 1
            out.put(row, 0, pen.head(code))
            for column, office in enumerate(group.offices, start=1):
                key = (office, year, code)
                (out.word if code == "rating" else out.figure)(
                    row, column, key, truth.of(office, year).get(code)
                )
    return out


def totals_by_office(group: Group, pen: Pen) -> Canvas:
    """Layout F: offices down, one total a year."""
    dice, truth = pen.dice, group.truth
    fields = [f for f in FIELDS if f in ("order", "agency") or dice.random() < 0.5]
    across = len(group.years) > 1
    rating = not across and dice.random() < 0.5
    out, row = begin(group, pen, len(fields) + len(group.years) + rating)
    for column, field in enumerate(fields):
        out.put(row, column, pen.head(field))
    if across:
        out.write(row, *(f"คะแนน ปี {year}" for year in group.years), at=len(fields))
    else:
        out.write(row, pen.head("total"), pen.head("rating") if rating else None, at=len(fields))
    for number, office in enumerate(group.offices, start=1):
        row += 1
        own = {"order": number, **particulars(truth, office)}
        out.write(row, *(own[field] for field in fields))
        for column, year in enumerate(group.years, start=len(fields)):
            out.figure(row, column, (office, year, "total"), truth.of(office, year).get("total"))
        if rating:
            year = group.years[0]
            out.word(row, len(fields) + 1, (office, year, "rating"), truth.of(office, year).get("rating"))
    return out


def years_under_indicators(group: Group, pen: Pen) -> Canvas:
    """Two rows of headings: the years under each indicator, or the indicators under each year."""
    dice, truth = pen.dice, group.truth
    codes = [*INDICATORS, "total"]
    by_year = dice.random() < 0.5
    pairs = (
        [(y, c) for y in group.years for c in codes]
        if by_year
        else [(y, c) for c in codes for y in group.years]
    )
    out, row = begin(group, pen, 1 + len(pairs))
    out.put(row, 0, pen.head("agency"))
    out.merge(row, 0, row + 1, 0)
    heads = {c: "คะแนนรวม" if c == "total" else f"ตัวชี้วัดที่ {c}" for c in codes}
    size = len(codes) if by_year else len(group.years)
    for column, (year, code) in enumerate(pairs, start=1):
        if (column - 1) % size == 0:
            out.put(row, column, pen.year(year) if by_year else heads[code])
            out.merge(row, column, row, column + size - 1)
        out.put(row + 1, column, heads[code] if by_year else pen.year(year))
    row += 2
    for office in group.offices:
        out.put(row, 0, truth.offices[office].name)
        for column, (year, code) in enumerate(pairs, start=1):
            out.figure(row, column, (office, year, code), truth.of(office, year).get(code))
        row += 1
    return out


def long_list(group: Group, pen: Pen) -> Canvas:
    """Layout H: one figure a row, under English or Thai keys."""
    dice, truth = pen.dice, group.truth
    english = dice.random() < 0.6
    roles = ["agency", *(["province"] if dice.random() < 0.5 else []), "year", "code", "score"]
    out, row = begin(group, pen, len(roles))
    out.write(row, *(ENGLISH[role] if english else pen.head(role) for role in roles))
    for office in group.offices:
        for year in group.years:
            more = {code: f"{dice.uniform(40, 100):.2f}" for code in dice.choice(((), (), PARTS_OF_OIT))}
            for code, text in {**truth.of(office, year), **more}.items():
                if code in ("rank", "rating"):
                    continue
                row += 1
                name = ("total" if english else "คะแนนรวม") if code == "total" else code
                own = {
                    **particulars(truth, office),
                    "year": pen.year(year),
                    "code": int(name) if name.isdigit() else name,
                }
                out.write(row, *(own[role] for role in roles[:-1]))
                out.figure(row, len(roles) - 1, (office, year, code), text)
    return out
