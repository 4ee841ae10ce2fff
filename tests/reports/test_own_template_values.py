"""What goes into the places: the list is one, every place has a value or none, figures are those of the papers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from itacore.criteria import read_criteria
from itacore.measures.chosen import Finding
from itacore.measures.plan import Meeting
from itacore.narrative.rating import tell_reason
from itacore.office import Limits, Particulars, Signatory
from itacore.reports.analysis_results import ranked_table, year_table
from itacore.reports.materials import Materials
from itacore.reports.own_template import Value, fill_template, tell_filled
from itacore.reports.own_template_places import read_places
from itacore.reports.own_template_starter import starter_template
from itacore.reports.own_template_values import gather_values
from itacore.reports.report import Table
from itacore.reports.topics_result import Rank
from itacore.reports.weaknesses import tell_result
from itacore.scoring.profile import Profile
from itacore.thai import NBSP, to_thai_digits
from tests.charts.profiles import KHUN_KAEO, golden_profile
from tests.reports.cases import DAY, HOSTILE, PROFILES, own
from tests.reports.own_forms import lines, parts
from tools import make_template_guide

NAMES = {place.name for place in read_places()}


def gathered(profile: Profile, **more: Any) -> dict[str, Value | None]:
    return gather_values(Materials(profile, "เทศบาลตำบลตัวอย่าง 5", "เทศบาลตำบล", read_criteria(), **more))


def whole() -> dict[str, Value | None]:
    """Everything that an office can give."""
    return gathered(
        golden_profile(KHUN_KAEO, 2568),
        district="เมือง",
        province="ตัวอย่าง",
        particulars=Particulars(
            heading="สำนักปลัด",
            number="ตย 5/1",
            signatories=(Signatory("ปลัดเทศบาล", "นายตัวอย่าง 1"), Signatory("นายกเทศมนตรี", "นางตัวอย่าง 2")),
        ),
        chosen_measures=(own("9", "ตรวจเว็บไซต์ 12 ครั้ง"), own("8", "เพิ่มช่องทาง")),
        findings={"9": Finding("items", "ข้อ o9 ขาด 1 รายการ")},
        limits=Limits("คน 2\nย้าย", "เงิน", "วิธี", "ของ"),
        meeting=Meeting("ประชุม 1/2569", date(2026, 11, 3), "ห้อง 2", ("ปลัด", "ผู้อำนวยการกองคลัง"), "เห็นชอบ"),
        rank=Rank(692),
        dated=DAY,
    )


def plain(value: Value | None) -> list[str] | None:
    if value is None:
        return None
    assert not isinstance(value, Table)
    return [words.plain.replace(NBSP, " ") for words in value]


def test_the_page_of_places_is_the_list() -> None:
    assert make_template_guide.PAGE.read_text(encoding="utf-8") == make_template_guide.page()
    assert set(re.findall(r"^\| `(\w+)` \|", make_template_guide.page(), re.MULTILINE)) == NAMES


def test_names_can_be_bookmarks_and_tags() -> None:
    for name in NAMES:
        assert re.fullmatch(r"[a-z][a-z0-9_]{1,39}", name), name
    again = {name for name in NAMES if re.sub(r"_\d+$", "", name) in NAMES - {name}}
    assert again == set()  # a number behind a name never makes another place


@pytest.mark.parametrize("name", PROFILES)
def test_every_place_has_a_value_or_none(name: str) -> None:
    values = gathered(PROFILES[name])
    assert set(values) == NAMES
    for value in values.values():
        assert value is None or isinstance(value, Table) or all(words.plain.strip() for words in value)


def test_a_table_place_has_a_table_and_others_lines() -> None:
    for place in read_places():
        value = whole()[place.name]
        assert value is not None, place.name
        assert isinstance(value, Table) == (place.kind == "table"), place.name
        assert place.kind != "text" or (isinstance(value, tuple) and len(value) == 1), place.name


def test_figures_are_those_of_the_papers() -> None:
    profile, values = golden_profile(KHUN_KAEO, 2568), whole()
    assert plain(values["total"]) == ["96.73"]
    assert plain(values["previous_year"]) == ["2567"]
    assert plain(values["change"]) == ["−0.34"]
    assert plain(values["rating"]) == ["ผ่านดี"]
    assert plain(values["indicator_9"]) == ["91.25"]
    assert plain(values["oit"]) == ["95.63"]
    assert plain(values["rank"]) == ["692"]
    assert plain(values["result_sentence"]) == [tell_result(profile).replace(NBSP, " ")]
    assert plain(values["gate_sentence"]) == [
        tell_reason(profile.reason, profile.declared).replace(NBSP, " ")
    ]
    assert values["ranked_table"] == ranked_table(profile)
    assert values["years_table"] == year_table(profile)
    weakest = values["weakest_table"]
    assert isinstance(weakest, Table)
    assert [row.cells[0].plain for row in weakest.rows] == ["9", "8", "7"]


def test_what_the_office_gave_stands_as_it_wrote_it() -> None:
    values = whole()
    assert plain(values["limit_man"]) == ["คน 2", "ย้าย"]
    assert plain(values["participants"]) == ["ปลัด", "ผู้อำนวยการกองคลัง"]
    assert plain(values["meeting_date"]) == ["3 พฤศจิกายน 2569"]
    assert plain(values["signature_post"]) == ["ปลัดเทศบาล"]
    assert plain(values["head_name"]) == ["นางตัวอย่าง 2"]
    agency = values["agency"]
    assert isinstance(agency, tuple)
    assert agency[0].runs[0].verbatim
    assert plain(values["measures"]) == [
        "ข้อ 9: ตรวจเว็บไซต์ 12 ครั้ง ผู้รับผิดชอบ: กองคลัง ระยะเวลา: ไตรมาส 2",
        "ข้อ 8: เพิ่มช่องทาง ผู้รับผิดชอบ: กองคลัง ระยะเวลา: ไตรมาส 2",
    ]


def test_nothing_is_made_up_where_the_office_said_nothing() -> None:
    values = gathered(golden_profile(KHUN_KAEO, 2568))
    silent = {
        *("district", "province", "heading", "document_number", "date", "rank", "findings", "measures"),
        *("plan_table", "meeting_title", "meeting_date", "meeting_place", "meeting_decision", "participants"),
        *("signature_name", "signature_post", "head_name", "head_post"),
        *(f"limit_{name}" for name in ("man", "money", "method", "material")),
    }
    assert {name for name, value in values.items() if value is None} == silent


def test_without_scores_of_indicators_only_totals_are_told() -> None:
    values = gathered(PROFILES["totals-only"])
    assert plain(values["total"]) == ["96.73"]
    assert [values[name] for name in ("indicator_1", "strengths", "weaknesses", "ranked_table")] == [None] * 4
    assert values["years_table"] is not None


def test_tables_name_the_indicators_that_they_lack() -> None:
    for name in ("ranked_table", "weakest_table"):
        table = gathered(PROFILES["some"])[name]
        assert isinstance(table, Table)
        assert table.rows[-1].group
        assert "2, 3, 4, 5, 6, 7, 8 และ 10" in table.rows[-1].cells[0].plain


def test_without_weak_points_their_place_says_so() -> None:
    values = gathered(PROFILES["full"])
    assert values["weakest_table"] == values["weaknesses"]
    assert plain(values["weaknesses"]) == ["ทุกตัวชี้วัดได้เต็ม 100 แล้ว ไม่มีคะแนนให้เพิ่ม"]


# ---- the form to begin with --------------------------------------------------------------------------------


def test_the_starter_has_every_place_once_and_the_same_bytes() -> None:
    data = starter_template()
    root = Document(io.BytesIO(data)).element
    assert sorted(tag.get(qn("w:val")) for tag in root.iter(qn("w:tag"))) == sorted(NAMES)
    ids = [one.get(qn("w:val")) for one in root.iter(qn("w:id")) if one.getparent().tag == qn("w:sdtPr")]
    assert len(set(ids)) == len(NAMES)
    assert starter_template() == data


def test_the_starter_is_filled_whole() -> None:
    made = fill_template(starter_template(), whole())
    assert dict(made.filled) == dict.fromkeys(made.filled, 1)
    assert set(made.filled) == NAMES
    assert (made.dashed, made.empty, made.unknown, made.failed, made.outside) == ((), (), (), (), False)
    assert len(tell_filled(made)) == 1
    text = "\n".join(lines(Document(io.BytesIO(made.data)).element.body))
    assert "[" not in text
    for words in (
        "เทศบาลตำบลตัวอย่าง 5",
        "๙๖.๗๓",
        "๙๑.๒๕",
        "−๐.๓๔",
        "ตรวจเว็บไซต์ 12 ครั้ง",
        "๒๑\u00a0พฤศจิกายน\u00a0๒๕๖๙",
    ):
        assert words in text, words
    assert "2568" not in text
    arabic = fill_template(starter_template(), whole(), arabic_digits=True)
    shown = "\n".join(lines(Document(io.BytesIO(arabic.data)).element.body))
    assert "96.73" in shown
    assert to_thai_digits("96.73") not in shown


def test_every_run_of_a_filled_starter_has_the_font_for_thai() -> None:
    root = etree.fromstring(parts(fill_template(starter_template(), whole()).data)["word/document.xml"])
    runs = [run for run in root.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    assert len(runs) > 200
    for run in runs:
        properties = run.find(qn("w:rPr"))
        assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "TH SarabunPSK"
        sizes = {properties.find(qn(f"w:{tag}")).get(qn("w:val")) for tag in ("sz", "szCs")}
        assert len(sizes) == 1


def test_a_hostile_name_comes_out_as_its_letters() -> None:
    values = gather_values(Materials(golden_profile(KHUN_KAEO, 2568), HOSTILE, None, read_criteria()))
    made = fill_template(starter_template(), values)
    assert HOSTILE in lines(Document(io.BytesIO(made.data)).element.body)
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        assert package.testzip() is None
