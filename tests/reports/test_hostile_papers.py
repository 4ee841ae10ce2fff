"""A name, a measure, a unit and a finding made to do harm come out as their letters in every kind and format."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure, Finding
from itacore.measures.plan import Meeting
from itacore.narrative.slides_of_plan import shorten
from itacore.office import Limits, Particulars, Signatory
from itacore.reports.building import build_paper
from itacore.reports.deck_grids import LONGEST_OWNER
from itacore.reports.kinds import MADE, write_report
from itacore.reports.materials import Materials
from tests.charts.profiles import KHUN_KAEO, golden_profile
from tests.reports.cases import DAY, MUNICIPALITY
from tests.reports.decks import HOSTILE, notes, texts
from tests.reports.pdf_reading import with_pdfium, with_pypdf, without_space
from tests.reports.test_docx import lines

KINDS = tuple(dict.fromkeys(kind for kind, _ in MADE))
NAME, TITLE, UNIT, FOUND = (f"{HOSTILE} {what}" for what in ("ชื่อ", "มาตรการ", "หน่วย", "ที่พบ"))
SHORT_UNIT = shorten(UNIT, LONGEST_OWNER)  # as long as a slide has room for
SAID = {
    **dict.fromkeys(("analysis", "topics", "memo", "weaknesses"), (NAME, TITLE, UNIT, FOUND)),
    **dict.fromkeys(("progress", "progress-evidence"), (NAME, TITLE, UNIT)),
    "slides": (
        NAME,
        TITLE,
        shorten(UNIT, LONGEST_OWNER),
    ),  # a slide has room for the beginning of a long unit
}
MEASURE = ChosenMeasure(
    None, "9", TITLE, HOSTILE, UNIT, HOSTILE, HOSTILE, (HOSTILE, HOSTILE), HOSTILE, HOSTILE, HOSTILE
)
MATERIALS = Materials(
    profile=golden_profile(KHUN_KAEO, 2568),
    agency_name=NAME,
    agency_type=MUNICIPALITY,
    criteria=read_criteria(),
    district=HOSTILE,
    province=HOSTILE,
    particulars=Particulars(heading=HOSTILE, number=HOSTILE, signatories=(Signatory(HOSTILE, HOSTILE),) * 4),
    limits=Limits(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
    chosen_measures=(MEASURE,),
    findings={"9": Finding("other", FOUND)},
    meeting=Meeting(HOSTILE, DAY, HOSTILE, (HOSTILE,), HOSTILE),
    where={"9": HOSTILE},
    files=(HOSTILE,),
    dated=DAY,
)


def said_by(content: bytes, form: str) -> list[str]:
    """All that a file says without space, as each of its readers gives it."""
    opened = io.BytesIO(content)
    if form == "docx":
        document = Document(opened)
        heads = [p.text for section in document.sections for p in section.header.paragraphs]
        return ["".join([*lines(document), *heads])]
    if form == "xlsx":
        sheets = openpyxl.load_workbook(opened)
        return ["".join(str(c) for sheet in sheets for row in sheet.values for c in row if c is not None)]
    if form == "pptx":
        return ["".join("".join([*texts(slide), notes(slide)]) for slide in Presentation(opened).slides)]
    return [without_space(read(content)) for read in (with_pypdf, with_pdfium)]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_come_out_as_their_letters(kind: str) -> None:
    made = build_paper(kind, MATERIALS)
    for form in (form for name, form in MADE if name == kind):
        content = write_report(made, form, arabic_digits=True)
        for said in map(squeezed, said_by(content, form)):
            assert [text for text in SAID[kind] if squeezed(text) not in said] == [], form
            # Nothing of it was taken for a mark, and none of its signs is written in another way.
            said = said.replace(squeezed(SHORT_UNIT), "")
            parts = ("<b>", "=cmd|'", "{{x}}", "#let", "$x$")
            assert {part: said.count(part) for part in parts} == dict.fromkeys(parts, said.count("<b>")), form
            assert not re.search(r"&(amp|lt|gt|quot|apos|#)", said), form
        if form != "pdf":
            assert_nothing_runs(content)


def assert_nothing_runs(content: bytes) -> None:
    """A package holds no formula, no field and no link of the text, nor does a workbook inside it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith(".xlsx"):
                assert_nothing_runs(data)
            assert b"<f>" not in data
            assert b"calc" not in b"".join(re.findall(rb"<w:instrText.*?</w:instrText>|Target=.*?>", data))
