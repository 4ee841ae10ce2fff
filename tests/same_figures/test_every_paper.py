"""Papers and slides of every kind hold the figures of ``analyze --json`` in both numerals, and no other figure."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from pptx import Presentation

from itacore.reports.building import BUILDERS, build_paper
from itacore.reports.deck import Deck
from itacore.reports.kinds import MADE, write_report
from itacore.reports.materials import Materials
from itacore.reports.report import ChartBlock, Report
from itacore.thai import MINUS, THAI_DIGITS, format_number, to_arabic_digits
from tests.reports.cases import DAY, MUNICIPALITY
from tests.reports.decks import charts, notes, texts
from tests.reports.letters import FINDINGS, LIMITS, MEETING, OFFICE, PLAN
from tests.reports.pdf_reading import with_pdfium
from tests.same_figures.drawn import figures_in, plain, told
from tests.same_figures.truth import CRITERIA, UNITS, Case, Truth, figures_of

# What every paper shows whole; the forms show the total alone.
SHOWN = {
    "analysis": ("total", "scores", "units", "changes", "points", "earlier scores", "earlier totals"),
    "topics": ("total", "scores", "units", "changes", "unit changes", "earlier scores", "earlier totals"),
    "memo": ("total", "scores", "units"),
    "progress": ("total",),
    "progress-evidence": ("total",),
    "weaknesses": ("total", "scores", "units", "changes", "unit changes", "points"),
    "slides": ("total", "scores", "first points", "earlier scores", "earlier totals"),
}
IN_NOTES = ("parts",)  # what the speaker alone has whole
# Which digits a format is read in: both, but each paper as Word and as PDF in one of them only.
NUMERALS = {"docx": (False,), "pdf": (True,), "pptx": (False, True), "xlsx": (True,)}
SIGNED = re.compile(rf"[+{MINUS}]\d+\.\d\d(?!\d)")


def paper(kind: str, case: Case) -> Report | Deck:
    """The paper of the latest year of a case, with a plan of twelve measures and all that an office can give."""
    made_of = Materials(
        profile=case.profiles[max(case.truth.years)],
        agency_name="เทศบาลตำบลตัวอย่าง 5",
        agency_type=MUNICIPALITY,
        criteria=CRITERIA,
        particulars=OFFICE,
        limits=LIMITS,
        chosen_measures=PLAN,
        findings=FINDINGS,
        meeting=MEETING,
        files=("คะแนน.xlsx",),
        dated=DAY,
    )
    return build_paper(kind, made_of)


def due(truth: Truth, name: str) -> Iterator[str]:
    """Figures of a name as they stand in a paper, with the sign where they are changes."""
    year = max(truth.years)
    units = {code: truth.unit_change(year, code) for code in UNITS}
    bare: dict[str, Iterable[float]] = {
        "total": [truth.total(year)],
        "scores": truth.scores(year).values(),
        "units": [truth.unit(year, code) for code in UNITS],
        "points": truth.points(year).values(),
        "first points": list(truth.points(year).values())[:5],
        "earlier scores": [score for at in truth.years for score in truth.scores(at).values()],
        "earlier totals": [truth.total(at) for at in truth.years],
    }
    moved: dict[str, Iterable[float | None]] = {
        "changes": truth.changes(year).values(),
        "unit changes": units.values(),
        "parts": truth.parts(year).values(),
    }
    yield from (format_number(value) for value in bare.get(name, ()))
    # What did not move is told in words as well as by 0.00.
    yield from (format_number(v, sign=True) for v in moved.get(name, ()) if v is not None and abs(v) >= 0.005)


def allowed(truth: Truth) -> set[str]:
    """Every figure that follows from the answer or stands in the rule book."""
    year = max(truth.years)
    found = figures_of(truth, year, all_years=True)
    every = [truth.unit(at, code) for at in truth.years for code in UNITS]
    return found | {format_number(value) for value in every}


def moves(truth: Truth) -> set[str]:
    """Every figure with a sign: changes, what they did to the total, and distances from bounds."""
    year = max(truth.years)
    values = [*truth.changes(year).values(), *truth.parts(year).values()]
    values += [truth.change(at) or 0.0 for at in truth.years]
    values += [truth.unit_change(year, code) or 0.0 for code in UNITS]
    values.append(sum(sorted(truth.parts(year).values(), key=abs)[:-4]))  # the small ones, put together
    values += [truth.total(year) - level.lower_bound for level in CRITERIA.for_year(year).book.levels]
    values += [low - limit for low, _, limit in truth.gates(year).values()]
    return {format_number(value, sign=True) for value in values}


def text_of(content: bytes, form: str) -> str:
    """All that a file says, opened again; numbers of a workbook as a person sees them."""
    if form == "docx":
        document = Document(io.BytesIO(content))
        parts = [document.element.body, *(section.header._element for section in document.sections)]
        return "\n".join(Paragraph(p, document).text for part in parts for p in part.iter(qn("w:p")))
    if form == "pdf":
        return "\n".join(with_pdfium(content))
    if form == "pptx":
        slides = Presentation(io.BytesIO(content)).slides
        return "\n".join(text for slide in slides for text in (*texts(slide), notes(slide)))
    cells = [
        cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.values for cell in row
    ]
    return "\n".join(format_number(c) if isinstance(c, float) else str(c) for c in cells if c is not None)


def test_every_kind_has_its_figures() -> None:
    assert set(SHOWN) == set(BUILDERS)


@pytest.mark.parametrize("kind", SHOWN)
def test_a_paper_says_the_figures_of_the_answer_and_no_other(kind: str, case: Case) -> None:
    truth, made = case.truth, paper(kind, case)
    for form in (form for name, form in MADE if name == kind):
        names = [*SHOWN[kind], *(IN_NOTES if form == "pptx" else ())]
        wanted = {figure for name in names for figure in due(truth, name)}
        for arabic in NUMERALS[form]:
            said = text_of(write_report(made, form, arabic_digits=arabic), form)
            other = THAI_DIGITS if arabic else "0-9"
            assert not re.findall(rf"[{other}]\.[{other}]", said), form
            text = plain(said)
            figures, signed = figures_in(text), SIGNED.findall(text)
            assert form == "xlsx" or wanted - {*figures, *signed} == set(), form
            assert set(figures) - allowed(truth) == set(), form
            assert set(signed) - moves(truth) == set(), form


@pytest.mark.parametrize("kind", [kind for kind in SHOWN if kind != "slides"])
def test_charts_of_a_paper_say_no_other_figure(kind: str, case: Case) -> None:
    made = paper(kind, case)
    assert isinstance(made, Report)
    for block in made.blocks:
        if isinstance(block, ChartBlock):
            drawn = figures_in("\n".join(told(json.loads(block.figure.to_json()))))
            assert set(drawn) - allowed(case.truth) == set(), block.chart.title


@pytest.mark.parametrize("arabic", NUMERALS["pptx"])
def test_charts_of_the_slides_hold_the_figures_of_the_answer(case: Case, arabic: bool) -> None:
    """As they are, not rounded, where PowerPoint edits them, whatever digits they are shown in."""
    truth, year, made = case.truth, max(case.truth.years), paper("slides", case)
    assert isinstance(made, Deck)
    drawn = charts(Presentation(io.BytesIO(write_report(made, "pptx", arabic_digits=arabic))))
    kinds = [slide.kind for slide in made.slides if slide.chart is not None]
    held = {kind: held_by(chart) for kind, chart in zip(kinds, drawn, strict=True)}
    scores, points = truth.scores(year), truth.points(year)
    lowest = sorted(scores, key=lambda code: scores[code])[:5]
    weakest = {f"ปี {year}": {code: scores[code] for code in lowest}}
    if base := truth.base(year):
        weakest[f"ปี {base}"] = {code: truth.scores(base)[code] for code in lowest}
        totals = held["years"]["คะแนนรวม"]
        assert totals == {str(at): truth.total(at) for at in truth.years}
    assert held["weakest"] == {name: pytest.approx(values, abs=1e-9) for name, values in weakest.items()}
    most = {code: points[code] for code in list(points)[:5]}
    assert held["points"] == {"เพิ่มคะแนนรวมได้": pytest.approx(most, abs=1e-9)}
    assert held["gate"]["คะแนน" if truth.gates(year) else "คะแนนรวม"]["คะแนนรวม"] == truth.total(year)


def held_by(chart: Any) -> dict[str, dict[str, float]]:
    """The known figures of a chart by series and by the code or year that their category begins with."""
    return {
        to_arabic_digits(series.name): {
            re.split(r"[ \n]", to_arabic_digits(str(category)))[0]: value
            for category, value in zip(chart.plots[0].categories, series.values, strict=True)
            if value is not None
        }
        for plot in chart.plots
        for series in plot.series
    }
