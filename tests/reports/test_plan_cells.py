"""Cells of the tables that list measures, and such tables as long as those that offices published, read back."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from itacore.measures.chosen import ChosenMeasure
from itacore.measures.plan import number_steps
from itacore.measures.topics import read_topics
from itacore.reports.docx import write_docx
from itacore.reports.pdf import write_pdf
from itacore.reports.plan_cells import period_of
from itacore.reports.plans import PlannedMeasure
from itacore.reports.report import Report, Table
from itacore.thai import NBSP, to_thai_digits
from tests.reports.analyses import analysis
from tests.reports.cases import own
from tests.reports.letters import GOLDEN, memo, topics
from tests.reports.pdf_reading import PdfCell, tables_of, with_pdfium
from tests.reports.plan_shapes import (
    BY_INDICATOR,
    BY_TOPIC,
    LOWEST,
    OF_MEMO,
    SERVES_TOPIC,
    Line,
    findings_of,
    measures_of,
)

KHUN_KAEO, LUMPHUK = GOLDEN["khun-kaeo-2568"], GOLDEN["lumphuk-2565"]
TEN = tuple(str(code) for code in range(1, 11))
SHAPES: dict[str, tuple[Line, ...]] = {"topics": BY_TOPIC, "analysis": BY_INDICATOR, "memo": OF_MEMO}
PLANS: dict[str, tuple[ChosenMeasure, ...]] = {
    "topics": measures_of(BY_TOPIC, SERVES_TOPIC, "- ", "- "),
    "analysis": measures_of(BY_INDICATOR, TEN, "{}. ", ""),
    "memo": measures_of(OF_MEMO, LOWEST, "{}. ", "({}) "),
}
FOUND = findings_of(BY_INDICATOR, TEN)


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("ต.ค. 68 – ธ.ค. 68", "ต.ค._68 – ธ.ค._68"),
        ("ม.ค.  ๖๙ ถึง มี.ค. ๒๕๖๙", "ม.ค._๖๙ ถึง มี.ค._๒๕๖๙"),
        (f"ไตรมาส{NBSP}2{NBSP}ถึง{NBSP}3", "ไตรมาส_2 ถึง_3"),
        ("ตลอดปีงบประมาณ", "ตลอดปีงบประมาณ"),
        ("", "..."),
    ],
)
def test_a_month_stays_with_its_year(period: str, shown: str) -> None:
    entry = PlannedMeasure(replace(own("9", "ก"), period=period), True)
    assert period_of(entry, "...").plain.replace(NBSP, "_") == shown


def test_cells_are_as_long_and_as_parted_as_those_that_offices_published() -> None:
    for kind, lines in SHAPES.items():
        for line, measure in zip(lines, PLANS[kind], strict=True):
            title, steps = measure.title.split("\n"), measure.steps
            assert [len(title), len(steps)] == [line.measure.points, line.steps.points]
            assert sum(map(len, title)) >= line.measure.letters
            assert sum(map(len, steps)) >= line.steps.letters
            assert len(measure.owner) >= line.owner - 1
            assert len(measure.period) >= line.period - 1
            assert len(measure.follow_up) >= line.other
    assert all(len(FOUND[code].text) >= line.other for code, line in zip(TEN, BY_INDICATOR, strict=True))
    assert max(len(measure.title) for measure in PLANS["topics"]) > 960


@cache
def made(kind: str) -> tuple[Table, bytes, bytes]:
    """The table of the plan, and its paper in both formats."""
    given: dict[str, Any] = {"chosen_measures": PLANS[kind]}
    report: Report
    if kind == "analysis":
        report = analysis(KHUN_KAEO, chosen=PLANS[kind], findings=FOUND)
    else:
        report = topics(KHUN_KAEO, **given) if kind == "topics" else memo(LUMPHUK, **given)
    plan = next(b for b in reversed(report.blocks) if isinstance(b, Table) and "ผู้รับผิดชอบ" in heads_of(b))
    return plan, write_docx(report), write_pdf(report)


def heads_of(table: Table) -> str:
    return "".join(column.heading.plain for column in table.columns)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def expected(kind: str) -> list[list[str]]:
    """Every cell of the plan as the office gave it; None of it is taken from the report."""
    rows = []
    names = {i.code: i.name for i in KHUN_KAEO.indicators}
    for at, measure in enumerate(PLANS[kind]):
        steps = [
            shown if shown == own_step else f"{to_thai_digits(shown[: -len(own_step)])}{own_step}"
            for shown, own_step in zip(number_steps(measure.steps), measure.steps, strict=True)
        ]
        cells = [measure.title, "".join(steps), measure.owner, measure.period]
        if kind == "topics":
            topic = read_topics()[at]
            cells = [to_thai_digits(f"{topic.number}. ") + topic.name, *cells]
        elif kind == "analysis":
            title, how, owner, period = cells
            score = f"ได้{KHUN_KAEO.indicators[at].score:.2f}"
            found = f"{to_thai_digits(score)}|{FOUND[measure.indicator].text}"
            name = to_thai_digits(f"{measure.indicator}. ") + names[measure.indicator]
            cells = [name, found, title, how, period, owner]
        else:
            cells = [to_thai_digits(f"{at + 1}. ") + measure.title, *cells[1:], measure.follow_up]
        rows.append([squeezed(cell) for cell in cells])
    return rows


def check_rows(kind: str, rows: Sequence[Sequence[str]]) -> None:
    """Every cell of every row is there, and nothing beside it; only what was found has the score before it."""
    wanted = expected(kind)
    assert [len(row) for row in rows] == [len(row) for row in wanted]
    for row, cells in zip(rows, wanted, strict=True):
        for text, cell in zip(row, cells, strict=True):
            score, _, found = cell.partition("|")
            if found:
                assert score in squeezed(text)
                assert squeezed(text).partition(found)[1:] == (found, "(ที่มา:ข้อเสนอแนะจากระบบการประเมิน)")
            else:
                assert squeezed(text) == cell


@pytest.mark.parametrize("kind", SHAPES)
def test_every_cell_of_a_long_plan_is_read_back_from_word(kind: str) -> None:
    plan, content, _ = made(kind)
    document = Document(io.BytesIO(content))
    table = next(
        t for t in reversed(document.tables) if "ผู้รับผิดชอบ" in "".join(c.text for c in t.rows[0].cells)
    )
    assert [cell.text for cell in table.rows[0].cells] == [column.heading.plain for column in plan.columns]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:] if len(set(row._tr.tc_lst)) > 1]
    check_rows(kind, rows)
    points = [[len(cell.split("\n")) for cell in row] for row in rows]
    places = {"topics": (1, 2), "analysis": (2, 3), "memo": (0, 1)}[kind]
    assert [tuple(counts[at] for at in places) for counts in points] == [
        (line.measure.points, line.steps.points) for line in SHAPES[kind]
    ]


@pytest.mark.parametrize("kind", SHAPES)
def test_every_cell_of_a_long_plan_is_read_back_from_pdf(kind: str) -> None:
    plan, _, content = made(kind)
    heads = squeezed(heads_of(plan))
    (table,) = [t for t in tables_of(content) if squeezed(texts(t[0])) == heads]
    assert [cell.heads for cell in table[0]] == [True] * len(plan.columns)
    check_rows(kind, [[cell.text for cell in row] for row in table[1:] if len(row) > 1])


@pytest.mark.parametrize("kind", SHAPES)
def test_a_long_plan_has_its_headings_on_every_page(kind: str) -> None:
    plan, _, content = made(kind)
    heads = squeezed(heads_of(plan))
    (table,) = [t for t in tables_of(content) if squeezed(texts(t[0])) == heads]
    pages = sorted({page for row in table for cell in row for page in cell.pages})
    assert len(pages) > 1
    shown = [squeezed(page) for page in with_pdfium(content)]
    assert [page for page in pages[1:] if not re.match(f"-[๐-๙]+-{re.escape(heads)}", shown[page])] == []
    assert [row for row in table if any(len(cell.pages) > 1 for cell in row)]


def texts(row: Sequence[PdfCell]) -> str:
    return "".join(cell.text for cell in row)
