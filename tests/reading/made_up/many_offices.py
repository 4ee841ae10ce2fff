"""Tables of many offices: offices down, indicators across, with all ways of heading them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.reading.made_up.canvas import Canvas
from tests.reading.made_up.data import INDICATORS, INSTRUMENTS, PARTS, Truth
from tests.reading.made_up.pen import Pen
from tests.reading.workbooks import Value

FIELDS = ("order", "agency", "type", "district", "province")


@dataclass(frozen=True)
class Group:
    """Offices and years that a table shows, and what stands over it."""

    truth: Truth
    offices: tuple[int, ...]
    years: tuple[int, ...]
    title: Sequence[object] = ()
    year_column: bool = True


def begin(group: Group, pen: Pen, width: int) -> tuple[Canvas, int]:
    out = Canvas(pen)
    merged = pen.dice.random() < 0.3
    for row, line in enumerate(group.title):
        out.put(row, 0, line)
        if merged:
            out.merge(row, 0, row, width - 1)
    row = len(group.title)
    row += bool(row) and pen.dice.random() < 0.3
    out.head = row
    return out, row


def offices_down(group: Group, pen: Pen) -> Canvas:
    """Layout E: offices down, indicators across, with all ways of heading them."""
    dice, truth = pen.dice, group.truth
    fields = [f for f in FIELDS if f == "agency" or dice.random() < 0.7]
    if group.year_column:
        fields.insert(dice.choice((len(fields), len(fields), 0)), "year")
    in_parts = truth.in_parts(group.years) and dice.random() < 0.5
    grouped = in_parts or dice.random() < 0.4
    units: list[tuple[str, Sequence[str]]] = [(u, c) for u, c in INSTRUMENTS.items()]
    if in_parts:
        units[1:2] = [(part, INSTRUMENTS["EIT"]) for part in PARTS]
    heads = dice.choice(("ตัวชี้วัดที่ N", "ตัวชี้วัดที่ N", "labels", "numbers"))
    numbers_told = heads == "numbers" and not grouped and dice.random() < 0.7
    points = dice.choice(("", "", "scores", "points"))
    inside = grouped and not in_parts and dice.random() < 0.2
    codes: list[str] = []
    for unit, own in units:
        codes += [f"{unit}.{code}" if unit in PARTS else code for code in own]
        codes += [unit] if inside else []
    tail = [*(INSTRUMENTS if points and not inside else ()), "total"]
    tail += [code for code in ("rating", "rank") if dice.random() < 0.6]
    first = len(fields)
    extra = dice.choice((None, None, None, "count", "change", "target", "bare", "before"))
    width = first + len(codes) + len(tail)
    out, row = begin(group, pen, width)
    top = row
    if numbers_told or (grouped and heads == "numbers" and dice.random() < 0.5):
        out.put(row, first, "ตัวชี้วัดที่")
        out.merge(row, first, row, first + len(codes) - 1)
        row += 1
    if grouped:
        at = first
        for unit, own in units:
            out.put(row, at, pen.group(unit))
            end = at + len(own) + inside
            if in_parts or inside or dice.random() < 0.9:
                out.merge(row, at, row, end - 1)
            at = end
        row += 1
    field_row = top if dice.random() < 0.7 else row
    for column, field in enumerate(fields):
        out.put(field_row, column, pen.head(field))
    for column, code in enumerate(codes, start=first):
        bare = code.rpartition(".")[2]
        if bare in INSTRUMENTS:
            out.put(row, column, dice.choice(("เฉลี่ย", "คะแนนเฉลี่ย")))
        elif heads == "labels":
            out.label(row, column, code, pen.label(bare))
        else:
            head: Value = pen.dirty(f"ตัวชี้วัดที่ {bare}") if heads != "numbers" else int(bare)
            out.label(row, column, code, head)
    for column, code in enumerate(tail, start=first + len(codes)):
        text = code if code in INSTRUMENTS else pen.head(code)
        out.put(field_row, column, text)
    headed = _head_of_extra(out, group, extra, field_row, width)
    if field_row != row:
        for column in [*range(first), *range(first + len(codes), width)]:
            out.merge(field_row, column, row, column)
    if dice.random() < 0.1:
        row += 1
        out.write(row, *(f"({n})" for n in range(1, width + 1 + (extra is not None))))
    body = row + 1
    row = body
    merged = dice.choice(("", "", "agency", "province", "blank"))
    sections = group.year_column and len(group.years) > 1 and dice.random() < 0.15
    if sections:
        return _in_sections(out, group, fields, [*codes, *tail], points, row)
    for number, office in enumerate(group.offices, start=1):
        start = row
        for index, year in enumerate(group.years):
            own = {"order": number, **particulars(truth, office), "year": pen.year(year)}
            for column, field in enumerate(fields):
                repeated = field == "agency" and merged in ("agency", "blank") and index > 0
                repeated |= field == "province" and merged == "province" and row > body
                if not repeated:
                    out.put(row, column, own[field])
            _figures(out, truth, office, year, row, first, [*codes, *tail], points)
            if extra:
                _extra(out, truth, (office, year), extra, (row, width), headed=headed)
            row += 1
        if merged == "" and number < len(group.offices) and dice.random() < 0.05:
            row = _page_break(out, row, top, body)
        if merged == "agency":
            out.merge(start, fields.index("agency"), row - 1, fields.index("agency"))
    if merged == "province" and "province" in fields:
        out.merge(body, fields.index("province"), row - 1, fields.index("province"))
    if merged == "" and dice.random() < 0.08:
        row = _again(out, row, body, first)
    if dice.random() < 0.3:
        _summary(out, row, fields.index("agency"), first, body)
    return out


def _head_of_extra(out: Canvas, group: Group, extra: str | None, row: int, column: int) -> bool:
    """Heading of one more column, which holds no figures of the table; whether it has one."""
    words = {
        "count": "จำนวนผู้ตอบ",
        "change": "เพิ่ม/ลด",
        "target": f"เป้าหมายปี {max(group.years) + 1}",
        "before": f"คะแนนรวม ปี {min(group.years) - 1}"
        if len(group.years) == 1 and min(group.years) > 2563
        else None,
    }
    out.put(row, column, words.get(extra or ""))
    return words.get(extra or "") is not None


def _extra(
    out: Canvas, truth: Truth, whose: tuple[int, int], extra: str, cell: tuple[int, int], *, headed: bool
) -> None:
    """A number that is no figure of the table, or a total of the year before: one only under its heading."""
    values: dict[str, Value] = {"count": 137, "change": 1.25, "target": 95, "bare": 12.5}
    office, year = whose
    if extra == "before" and year > 2563 and any(column == cell[1] for _, column in out.cells):
        out.figure(*cell, (office, year - 1, "total"), truth.figures.get((office, year - 1), {}).get("total"))
        if not headed:
            out.placed.pop(cell, None)
    out.put(*cell, values.get(extra))


def _page_break(out: Canvas, row: int, top: int, body: int) -> int:
    """The rows of the heading once more, as on the next page of a report."""
    if any(a >= top for a, _, _, _ in out.merges):
        return row
    for r, c in [cell for cell in out.cells if top <= cell[0] < body]:
        out.put(row + r - top, c, out.cells[r, c])
        if (r, c) in out.labels:
            out.labels[row + r - top, c] = out.labels[r, c]
    return row + body - top


def _again(out: Canvas, row: int, body: int, first: int) -> int:
    """A row that stands there twice, sometimes with one figure changed."""
    dice = out.pen.dice
    rows = sorted({r for r, _ in out.placed if r >= body})
    if not rows:
        return row
    copied = dice.choice(rows)
    for cell in [cell for cell in out.cells if cell[0] == copied]:
        new = (row, cell[1])
        out.cells[new] = out.cells[cell]
        if cell in out.placed:
            out.placed[new] = out.placed[cell]
        if cell in out.formats:
            out.formats[new] = out.formats[cell]
    scores = [c for r, c in out.placed if r == row and out.placed[r, c].key[2] in INDICATORS]
    if scores and dice.random() < 0.6:
        column = dice.choice(scores)
        was = float(out.placed[row, column].value or 50)
        out.cells[row, column] = round(was - 7 if was > 50 else was + 7, 2)
        out.formats.pop((row, column), None)
        for r in (row, copied):
            out.placed[r, column] = replace(out.placed[r, column], value=None, lost=True)
        out.faults.append("row again")
    return row + 1


def _in_sections(
    out: Canvas, group: Group, fields: Sequence[str], codes: Sequence[str], points: str, row: int
) -> Canvas:
    """The rows of each year under a row that names it; the column of years is left blank."""
    at = fields.index("year")
    for cell in [cell for cell in out.cells if cell[1] == at and cell[0] >= out.head and cell[0] < row]:
        del out.cells[cell]
    out.merges = [m for m in out.merges if not (m[1] == m[3] == at)]
    for year in group.years:
        out.put(row, 0, f"ปีงบประมาณ พ.ศ. {year}")
        row += 1
        for number, office in enumerate(group.offices, start=1):
            own = {"order": number, **particulars(group.truth, office)}
            for column, field in enumerate(fields):
                out.put(row, column, own.get(field))
            _figures(out, group.truth, office, year, row, len(fields), codes, points)
            row += 1
    return out


def particulars(truth: Truth, office: int) -> dict[str, Value]:
    own = truth.offices[office]
    return {"agency": own.name, "type": own.type or "อื่นๆ", "district": own.district, "province": own.province}


def _figures(
    out: Canvas, truth: Truth, office: int, year: int, row: int, first: int, codes: Sequence[str], points: str
) -> None:
    own = truth.of(office, year)
    for column, code in enumerate(codes, start=first):
        text = own.get(code)
        if code in INSTRUMENTS and points == "points" and text is not None:
            text = f"{float(text) * (0.4 if code == 'OIT' else 0.3):.2f}"
        (out.word if code in ("rating", "rank") else out.figure)(row, column, (office, year, code), text)


def _summary(out: Canvas, row: int, at: int, first: int, body: int) -> None:
    """Rows that sum the table up: nobody's figures."""
    for word in out.pen.dice.sample(["ค่าเฉลี่ย", "สูงสุด", "ต่ำสุด", "รวมเฉลี่ยทั้งจังหวัด"], out.pen.dice.randint(1, 3)):
        out.put(row, at, word)
        for column in {column for r, column in out.placed if r >= body and column >= first}:
            out.put(row, column, 88.88)
        row += 1
