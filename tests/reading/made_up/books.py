"""Made-up workbooks: which tables stand in them."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.reading.made_up.canvas import beside, stack
from tests.reading.made_up.damage import disagree
from tests.reading.made_up.data import Truth, make_truth
from tests.reading.made_up.maker import LONGEST_SHEET, Book, Maker
from tests.reading.made_up.many_offices import Group, offices_down
from tests.reading.made_up.more_tables import (
    long_list,
    totals_by_office,
    transposed,
    years_under_indicators,
)
from tests.reading.made_up.one_office import (
    OF_ONE_YEAR,
    OF_YEARS,
    Topic,
    plain_list,
    ranked_list,
    years_across,
)
from tests.reading.made_up.pen import make_pen
from tests.reading.made_up.template import filled_template


def _names_sheet(name: str) -> bool:
    """Whether a sheet may bear a name."""
    return len(name) <= LONGEST_SHEET


def _one_office(make: Maker) -> Truth:
    """One table of one office over years; the office stands over it, or names the sheet or the file."""
    years = make.years(1, 6)
    truth = make_truth(make.data, 1, years)
    where = make.dice.choice(("title", "title", "sheet", "file", "none"))
    if where == "sheet" and not _names_sheet(truth.offices[0].name):
        where = "title"
    lines = make.lines(truth, 0 if where == "title" else None, None)
    table = make.dice.choice(OF_YEARS)(Topic(truth, 0, years, lines), make.pen)
    if where == "file":
        make.file = f"{truth.offices[0].name}"
    make.named = where != "none"
    make.add(truth.offices[0].name if where == "sheet" else "Sheet1", table)
    return truth


def _one_year(make: Maker) -> Truth:
    """A list of one year; office and year stand over it, or name the sheet or the file."""
    (year,) = make.years(1, 1)
    truth = make_truth(make.data, 1, (year,))
    who = make.dice.choice(("title", "title", "sheet", "file"))
    when = make.dice.choice(("title", "title", "sheet", "file", "heading", "none", "two"))
    if who == "sheet" and not _names_sheet(
        f"{truth.offices[0].name} {year}" if when == "sheet" else truth.offices[0].name
    ):
        who = "title"
    lines = make.lines(truth, 0 if who == "title" else None, year if when == "title" else None)
    if when == "two":
        lines = [f"{truth.offices[0].name} ปี {year - 1} และปี {year}"]
    form = make.dice.choice(OF_ONE_YEAR)
    if when == "heading" and form.__name__ in ("scores_in_labels", "weighted_points"):
        form = plain_list
    if when == "heading" and make.pen.year_style in ("number", "date", "c.e."):
        make.pen.year_style = "ปี"
    table = form(Topic(truth, 0, (year,), lines, when == "heading"), make.pen)
    office = truth.offices[0].name
    name = {"sheet": make.sheet_of(year)}.get(when, "Sheet1")
    if who == "sheet":
        name = office if when != "sheet" else f"{office} {year}"
    make.file = {"file": office}.get(who, make.file)
    if when == "file":
        make.file += f" ปี {year}"
    if when in ("none", "two"):
        make.unclear = "year"
    make.add(name, table)
    return truth


def _many(make: Maker) -> Truth:
    """Many offices in a sheet, or a sheet a year."""
    dice = make.dice
    years = make.years(1, 4)
    truth = make_truth(make.data, dice.randint(2, 12), years)
    offices = tuple(range(len(truth.offices)))
    if dice.random() < 0.5:
        lines = make.lines(truth, None, None)
        make.add("ข้อมูล", offices_down(Group(truth, offices, years, lines), make.pen))
        return truth
    where = dice.choice(("sheet", "title"))
    for year in years:
        lines = make.lines(truth, None, year if where == "title" else None)
        name = make.sheet_of(year) if where == "sheet" else f"ตาราง {len(make.sheets) + 1}"
        group = Group(truth, offices, (year,), lines, year_column=False)
        make.add(name, offices_down(group, make.pen))
    return truth


def _across(make: Maker) -> Truth:
    """Offices across, indicators down; a sheet a year."""
    years = make.years(1, 3)
    truth = make_truth(make.data, make.dice.randint(2, 8), years)
    for year in years:
        lines = make.lines(truth, None, year)
        make.add(
            f"แผ่นที่ {len(make.sheets) + 1}",
            transposed(Group(truth, tuple(range(len(truth.offices))), (year,), lines), make.pen),
        )
    return truth


def _totals(make: Maker) -> Truth:
    """Totals of many offices, of one year or of several."""
    years = make.years(1, 3)
    truth = make_truth(make.data, make.dice.randint(2, 12), years)
    lines = make.lines(truth, None, years[0] if len(years) == 1 else None)
    make.add(
        "Sheet1", totals_by_office(Group(truth, tuple(range(len(truth.offices))), years, lines), make.pen)
    )
    return truth


def _two_levels(make: Maker) -> Truth:
    """Years under each indicator, or indicators under each year."""
    years = make.years(2, 3)
    truth = make_truth(make.data, make.dice.randint(2, 8), years)
    lines = make.lines(truth, None, None)
    make.add(
        "Sheet1",
        years_under_indicators(Group(truth, tuple(range(len(truth.offices))), years, lines), make.pen),
    )
    return truth


def _long(make: Maker) -> Truth:
    """One figure a row."""
    years = make.years(1, 3)
    truth = make_truth(make.data, make.dice.randint(1, 6), years)
    make.add("data", long_list(Group(truth, tuple(range(len(truth.offices))), years), make.pen))
    return truth


def _stacked(make: Maker) -> Truth:
    """Several tables under each other or beside each other: years of an office, or offices of a year."""
    dice = make.dice
    of_years = dice.random() < 0.5
    count = dice.randint(2, 3)
    years = make.years(count, count, strange=False) if of_years else make.years(1, 1)
    truth = make_truth(make.data, 1 if of_years else count, years)
    form = dice.choice((ranked_list, plain_list))
    topics = [(0, year) for year in years] if of_years else [(office, years[0]) for office in range(count)]
    pieces = []
    for office, year in topics:
        lines = make.lines(truth, office, year)
        pieces.append(form(Topic(truth, office, (year,), lines), make.pen))
    if dice.random() < 0.5:
        whole = stack(pieces, [dice.randint(1, 3) for _ in pieces])
    else:
        heights = [piece.head for piece in pieces]
        level = [piece.moved(max(heights) - piece.head, 0) for piece in pieces]
        whole = beside(level, [dice.randint(1, 2) for _ in level])
    make.add("Sheet1", whole)
    return truth


def _offices_stacked(make: Maker) -> Truth:
    """A table over years for each office, under each other or a sheet each."""
    dice = make.dice
    years = make.years(1, 4)
    truth = make_truth(make.data, dice.randint(2, 4), years)
    together = dice.random() < 0.5
    pieces = []
    for office in range(len(truth.offices)):
        by_sheet = not together and dice.random() < 0.5 and _names_sheet(truth.offices[office].name)
        lines = make.lines(truth, None if by_sheet else office, None)
        piece = years_across(Topic(truth, office, years, lines), make.pen)
        if together:
            pieces.append(piece)
        else:
            make.add(truth.offices[office].name if by_sheet else f"Sheet{office + 1}", piece)
    if together:
        make.add("Sheet1", stack(pieces, [dice.randint(1, 3) for _ in pieces]))
    return truth


def _twice(make: Maker) -> Truth:
    """A report that shows the latest year twice; sometimes the second table disagrees in one figure."""
    dice = make.dice
    years = make.years(2, 3, strange=False)
    truth = make_truth(make.data, 1, years)
    first = years_across(Topic(truth, 0, years, make.lines(truth, 0, None)), make.pen)
    form = dice.choice((ranked_list, plain_list))
    second = form(Topic(truth, 0, years[-1:], make.lines(truth, 0, years[-1])), make.pen)
    if dice.random() < 0.5 and disagree(first, second, dice):
        make.faults.append("disagrees")
    if dice.random() < 0.5:
        make.add("Sheet1", stack([first, second], [0, dice.randint(1, 3)]))
    else:
        make.add("ตารางที่ 1", first)
        make.add("ตารางที่ 2", second)
    return truth


def _beside_each_other(make: Maker) -> Truth:
    """Two tables of offices beside each other: the offices go on in the second, or another year."""
    dice = make.dice
    years = make.years(1, 2, strange=False)
    truth = make_truth(make.data, dice.randint(4, 8), years)
    make.pen = make_pen(dice, plain=True)
    half = len(truth.offices) // 2
    everybody = tuple(range(len(truth.offices)))
    groups = (
        [(everybody, year) for year in years]
        if len(years) > 1
        else [(everybody[:half], years[0]), (everybody[half:], years[0])]
    )
    pieces = []
    for offices, year in groups:
        lines = make.lines(truth, None, year)[:1] or [f"ผลการประเมิน ITA ปี {year}"]
        pieces.append(totals_by_office(Group(truth, offices, (year,), lines), make.pen))
    heights = [piece.head for piece in pieces]
    level = [piece.moved(max(heights) - piece.head, 0) for piece in pieces]
    make.add("Sheet1", beside(level, [1 for _ in level]))
    return truth


def _unclear(make: Maker) -> Truth:
    """Tables that tell too little: two columns of numbers alike, or ranks instead of indicators."""
    dice = make.dice
    (year,) = make.years(1, 1)
    truth = make_truth(make.data, 1, (year,), whole=True)
    table = plain_list(Topic(truth, 0, (year,), make.lines(truth, 0, year)), make_pen(dice, plain=True))
    scores = sorted(table.placed)
    column = scores[0][1]
    if dice.random() < 0.5:
        make.unclear = "columns"
        for row, _ in scores:
            table.put(row, column + 1, 77.77)
        head = min(table.labels)[0] - 1
        word = dice.choice(("คะแนน", None))
        for at in (column, column + 1):
            table.cells.pop((head, at), None)
            table.put(head, at, word)
    else:
        make.unclear = "ranks"
        for cell in [
            cell for cell in table.cells if cell[1] < column and cell[0] >= min(table.labels)[0] - 1
        ]:
            del table.cells[cell]
        for number, row in enumerate(sorted({r for r, _ in table.labels}), start=1):
            table.put(row, column - 1, number)
        table.put(min(table.labels)[0] - 1, column - 1, make.pen.head("order"))
        table.labels.clear()
    make.add("Sheet1", table)
    return truth


def _hidden(make: Maker) -> Truth:
    """A list in sight and another year in a hidden sheet."""
    years = make.years(2, 2, strange=False)
    truth = make_truth(make.data, 1, years)
    for year in years:
        lines = make.lines(truth, 0, year)
        make.add(f"แผ่น {year % 10}", plain_list(Topic(truth, 0, (year,), lines), make.pen))
    make.hidden = {f"แผ่น {years[-1] % 10}"}
    return truth


def _template(make: Maker) -> Truth:
    """Layout I."""
    years = make.years(1, 5)
    one = make.dice.random() < 0.5
    truth = make_truth(make.data, 1 if one else make.dice.randint(2, 6), years)
    make.pen = make_pen(make.dice, plain=True)
    for name, canvas in filled_template(truth, make.pen):
        make.add(name, canvas)
    return truth


KINDS: tuple[tuple[str, Callable[[Maker], Truth]], ...] = (
    ("one office", _one_office),
    ("one office", _one_office),
    ("one year", _one_year),
    ("one year", _one_year),
    ("many offices", _many),
    ("many offices", _many),
    ("many offices", _many),
    ("offices across", _across),
    ("totals", _totals),
    ("two levels", _two_levels),
    ("long", _long),
    ("several tables", _stacked),
    ("several offices", _offices_stacked),
    ("shown twice", _twice),
    ("template", _template),
    ("beside each other", _beside_each_other),
    ("unclear", _unclear),
    ("hidden sheet", _hidden),
)


def book_of(number: int) -> Book:
    """The made-up workbook of a number."""
    make = Maker(random.Random(number), random.Random(f"figures {number}"))
    kind, draw = make.dice.choice(KINDS)
    return make.finish(kind, draw(make))
