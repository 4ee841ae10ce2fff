"""One way to a paper of any kind, what it lacks, its pages as pictures, several papers as one file."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure
from itacore.measures.plan import Meeting
from itacore.office import Limits, Particulars, Signatory
from itacore.reports.building import BUILDERS, build_paper
from itacore.reports.deck import Deck
from itacore.reports.kinds import FORMATS, MADE
from itacore.reports.lacks import find_lacks, lacks_of
from itacore.reports.materials import Materials
from itacore.reports.pdf import draw_pages, write_pdf
from itacore.reports.report import Report
from tests.kinds import profile_of
from tests.reports.cases import DAY, MUNICIPALITY, khun_kaeo

KINDS = tuple(dict.fromkeys(kind for kind, _ in MADE))
PLAN = (ChosenMeasure(None, "9", "ตรวจลิงก์", "ทุกเดือน", "กองคลัง", "ไตรมาส 1", "รายงาน"),)


def materials(data: str = "khun-kaeo", year: int | None = None) -> Materials:
    return Materials(profile_of(data, year), "เทศบาลตำบลตัวอย่าง 5", MUNICIPALITY, read_criteria(), dated=DAY)


def test_every_kind_that_is_made_has_its_builder() -> None:
    assert set(KINDS) == set(BUILDERS)
    assert all(ending in FORMATS[kind] for kind, ending in MADE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("data", ["khun-kaeo", "single-total", "2569"])
def test_every_paper_is_built_of_whatever_is_known(kind: str, data: str) -> None:
    paper = build_paper(kind, materials(data))
    assert isinstance(paper, Deck if kind == "slides" else Report)
    assert paper.dated == DAY


def test_what_is_lacking_is_named_in_the_order_in_which_it_is_mended() -> None:
    nothing = materials()
    assert find_lacks(nothing, KINDS) == ("plan", "heading", "signatories", "limits")
    assert find_lacks(materials("single-total"), ("weaknesses",)) == ("scores", "level", "plan")
    assert find_lacks(materials("only-2569"), ("weaknesses",)) == ("criteria", "plan")
    own = Particulars(heading="สำนักปลัด", signatories=(Signatory("ปลัดเทศบาล"),))
    given = replace(nothing, chosen_measures=PLAN, particulars=own, limits=Limits(man="คนน้อย"))
    assert find_lacks(given, KINDS) == ("meeting",)
    assert find_lacks(replace(given, meeting=Meeting("ครั้งที่ 1")), KINDS) == ()
    open_row = replace(PLAN[0], owner="")
    assert find_lacks(replace(given, chosen_measures=(open_row,)), KINDS) == ("plan-gaps", "meeting")


def test_only_what_a_paper_would_show_is_lacking_in_it() -> None:
    lacks = find_lacks(materials(), KINDS)
    assert lacks_of("weaknesses", lacks) == ("plan",)
    assert lacks_of("topics", lacks) == ("plan", "limits")
    assert lacks_of("memo", lacks) == ("plan", "heading", "signatories")


@pytest.mark.parametrize("arabic", [True, False])
def test_the_pictures_are_the_pages_of_the_pdf(arabic: bool) -> None:
    report = khun_kaeo()
    pages = PdfReader(io.BytesIO(write_pdf(report, arabic_digits=arabic))).pages
    drawn = [Image.open(io.BytesIO(page)) for page in draw_pages(report, arabic_digits=arabic, ppi=72)]
    assert [(round(p.mediabox.width), round(p.mediabox.height)) for p in pages] == [p.size for p in drawn]
    assert all(page.convert("L").getextrema() != (255, 255) for page in drawn)
    assert draw_pages(report, arabic_digits=arabic) == draw_pages(report, arabic_digits=arabic)
