"""PowerPoint files, opened again: titles, typefaces, charts that can be edited, notes, fixed bytes."""

from __future__ import annotations

import io
import re
import time
import zipfile
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx.oxml.ns import qn
from pptx.util import Inches

from itacore.measures import read_catalogue
from itacore.measures.chosen import adopt
from itacore.reports.letters import official_digits
from itacore.reports.pptx import write_pptx
from itacore.reports.pptx_master import FOOT_TOP
from itacore.reports.report import ours
from itacore.thai import NBSP, format_number
from itacore.word_count import count_words
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile
from tests.kinds import KINDS as WORKS
from tests.kinds import profile_of
from tests.reports.cases import MUNICIPALITY, own
from tests.reports.decks import (
    HOSTILE,
    KINDS,
    charts,
    deck,
    khun_kaeo,
    lumphuk,
    notes,
    opened,
    parts,
    texts,
    twelve,
)

FONT = "TH SarabunPSK"
SLOTS = ("latin", "ea", "cs")
PROPERTIES = ("rPr", "endParaRPr", "defRPr")
THAI = re.compile("[๐-๙]")


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def xml_parts(content: Any, **options: bool) -> dict[str, Any]:
    found = parts(content, **options)
    return {
        name: ElementTree.fromstring(data) for name, data in found.items() if name.endswith((".xml", ".rels"))
    }


# What stands on the slides


@pytest.mark.parametrize("kind", [*sorted(WORKS), *sorted(KINDS)])
def test_no_slide_has_more_than_forty_words(kind: str) -> None:
    """Without the foot, and without what a chart or a table writes at its figures."""
    profile = KINDS[kind] if kind in KINDS else profile_of(kind)
    longest = sorted(read_catalogue().values(), key=lambda measure: -len(measure.title))[:12]
    for chosen in (None, [adopt(measure, MUNICIPALITY) for measure in longest]):
        content = deck(profile, chosen_measures=chosen)
        assert len(content.slides) <= 12
        for slide in content.slides:
            said = [slide.title, slide.remark, slide.label, slide.figure, *slide.lines, *slide.small]
            said += [words for one in slide.measures for words in (ours(one.number), one.title, one.under)]
            words = [count_words(text) for text in (*(one.plain for one in said), slide.level or "")]
            assert sum(words) <= 40, (slide.kind, [one.plain for one in said])


def test_long_measures_are_whole_on_the_slide_up_to_sixteen_words_and_in_the_notes_always() -> None:
    whole = "ตอบข้อซักถามของประชาชนทางสื่อสังคมออนไลน์ภายใน ๑ วันทำการ"
    long = "ทบทวนคู่มือการปฏิบัติงานของทุกส่วนราชการให้ระบุขั้นตอน ระยะเวลา และผู้รับผิดชอบของงานทุกงานให้ชัดเจน"
    presentation = opened(khun_kaeo(chosen_measures=(own("7", whole), own("1", long))))
    slide = presentation.slides[7]
    said = "\n".join(texts(slide))
    assert whole in said
    assert "ทบทวนคู่มือการปฏิบัติงานของทุกส่วนราชการให้ระบุขั้นตอน…" in said
    assert whole in notes(slide)
    assert long in notes(slide)
    assert "กองคลัง" in notes(slide)
    assert "กองคลัง" not in said


def test_nothing_lies_over_the_foot_in_wider_letters_either() -> None:
    """Lines have a height in points, rows fit them, and no empty line stands in a row of the scores."""
    for content in (
        khun_kaeo(chosen_measures=twelve()),
        lumphuk(),
        deck(KINDS["eight years, the last provisional"]),
    ):
        for slide in opened(content).slides:
            for shape in slide.shapes:
                if shape.has_table:
                    assert shape.top + shape.height <= Inches(FOOT_TOP)
                    rows = [row.height for row in shape.table.rows]
                    assert sum(rows) <= shape.height + len(rows)
                    for row in shape.table.rows:
                        lines = [p.line_spacing for p in list(row.cells)[-1].text_frame.paragraphs]
                        assert sum(lines) <= row.height
            for spacing in slide._element.iter(qn("a:lnSpc")):
                assert spacing.find(qn("a:spcPts")) is not None
    table = next(s.table for s in opened(khun_kaeo()).slides[4].shapes if s.has_table)
    first = [row.cells[0] for row in table.rows]
    assert [cell.text for cell in first if not cell.is_spanned] == ["ตัวชี้วัด", "IIT", "EIT", "OIT"]


def test_slides_stand_in_the_order_of_the_presentation() -> None:
    content = khun_kaeo(chosen_measures=twelve())
    kinds = [slide.kind for slide in content.slides]
    first = ["result", "gate", "years", "change", "heatmap", "weakest", "points"]
    assert kinds == [*first, "measures", "measures", "measures", "plan", "decision"]
    assert 8 <= len(lumphuk().slides) <= 12


@pytest.mark.parametrize("arabic", [False, True])
def test_the_title_of_every_slide_is_its_finding(arabic: bool) -> None:
    content = khun_kaeo()
    titles = [slide.shapes.title.text for slide in opened(content, arabic_digits=arabic).slides]
    if arabic:
        assert titles == [slide.title.plain for slide in content.slides]
    assert titles[1] == f"EIT อย่างน้อยหนึ่งส่วนต่ำกว่า {'95' if arabic else '๙๕'} จึงอยู่ระดับผ่านดี"
    assert len(set(titles)) == len(titles)


def test_slides_are_16_to_9_with_two_layouts_of_their_own() -> None:
    presentation = opened(khun_kaeo())
    assert presentation.slide_width / presentation.slide_height == pytest.approx(16 / 9, abs=1e-3)
    assert [layout.name for layout in presentation.slide_layouts] == ["ข้อค้นพบและคำอธิบาย", "ข้อค้นพบ"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_placeholder_is_empty_and_nothing_leaves_the_slide(kind: str) -> None:
    presentation = opened(deck(KINDS[kind]))
    for slide in presentation.slides:
        for place in slide.placeholders:
            assert place.text_frame.text.strip() or place._element.find(f".//{qn('a:fld')}") is not None
        for place in slide.notes_slide.placeholders:
            assert place.placeholder_format.type.name == "SLIDE_IMAGE" or place.text_frame.text.strip()
        for shape in slide.shapes:
            if shape.is_placeholder and shape._element.spPr.find(qn("a:xfrm")) is None:
                continue
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height


def test_every_slide_has_its_number_and_the_foot() -> None:
    presentation = opened(khun_kaeo(), arabic_digits=True)
    foot = "เทศบาลตำบลตัวอย่าง 5 · ผล ITA ปี 2568 · ไม่ใช่ระบบของสำนักงาน ป.ป.ช. ให้ยึดผลที่ประกาศอย่างเป็นทางการ"
    for number, slide in enumerate(presentation.slides, start=1):
        kinds = {place.placeholder_format.type.name: place for place in slide.placeholders}
        assert plain(kinds["FOOTER"].text_frame.text) == foot
        field = kinds["SLIDE_NUMBER"]._element.find(f".//{qn('a:fld')}")
        assert (field.get("type"), field.find(qn("a:t")).text) == ("slidenum", str(number))


def test_the_plan_names_owners_and_the_numbers_of_their_measures() -> None:
    content = khun_kaeo(chosen_measures=twelve()[:2])
    slide = next(s for s, d in zip(opened(content).slides, content.slides, strict=True) if d.kind == "plan")
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    rows = [[plain(cell.text) for cell in row.cells] for row in table.rows]
    assert rows == [
        ["ผู้รับผิดชอบ", "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"],
        ["กองคลัง", "", "๑, ๒", "", ""],
    ]


# Letters


@pytest.mark.parametrize(
    "content", [khun_kaeo(chosen_measures=twelve()), lumphuk()], ids=["chosen", "suggested"]
)
def test_every_run_has_the_typeface_and_nothing_is_small(content: Any) -> None:
    seen = 0
    for name, tree in xml_parts(content).items():
        if "theme" in name or not name.startswith("ppt/"):
            continue
        for run in (*tree.iter(qn("a:r")), *tree.iter(qn("a:fld"))):
            properties = run.find(qn("a:rPr"))
            assert properties is not None, name
            if "Master" not in name:
                assert properties.get("lang") == "th-TH", name
                assert {
                    slot: properties.find(qn(f"a:{slot}")).get("typeface") for slot in SLOTS
                } == dict.fromkeys(SLOTS, FONT), name
                seen += 1
        for tag in PROPERTIES:
            for properties in tree.iter(qn(f"a:{tag}")):
                assert int(properties.get("sz", "2000")) >= 2000, (name, tag)
                faces = [properties.find(qn(f"a:{slot}")) for slot in SLOTS]
                assert {face.get("typeface") for face in faces if face is not None} <= {FONT}, name
    assert seen > 100


def test_charts_name_their_letters() -> None:
    for name, tree in xml_parts(khun_kaeo()).items():
        if name.startswith("ppt/charts/chart"):
            whole = tree.find(f"{qn('c:txPr')}//{qn('a:defRPr')}")
            assert int(whole.get("sz")) >= 2000
            assert [whole.find(qn(f"a:{slot}")).get("typeface") for slot in SLOTS] == [FONT] * 3


def test_themes_have_our_typeface() -> None:
    for name, data in parts(khun_kaeo()).items():
        if "/theme/theme" in name:
            fonts = re.search(rb"<a:fontScheme.*?</a:fontScheme>", data, re.DOTALL)
            assert fonts is not None
            assert set(re.findall(rb'typeface="([^"]*)"', fonts[0])) == {FONT.encode()}


def test_charts_and_tables_are_described() -> None:
    described = 0
    for slide in opened(khun_kaeo()).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), slide.shapes.title.text
                described += 1
    assert described == 10


def test_thai_digits_everywhere_but_in_names_and_own_words() -> None:
    content = khun_kaeo(chosen_measures=(own("9", "ตรวจ 5 ครั้งตาม o12"),))
    for slide in opened(content).slides:
        said = "\n".join([*texts(slide), notes(slide)])
        for kept in ("เทศบาลตำบลตัวอย่าง 5", "ตรวจ 5 ครั้งตาม o12", "ทำทุก 3 เดือน", "ไตรมาส 2", "คะแนน 2568.xlsx"):
            said = said.replace(kept, "")
        number = slide.slide_id - 255
        assert not re.search(r"[0-9]", said.replace(f"\n{number}\n", "\n")), said
    for slide in opened(content, arabic_digits=True).slides:
        assert not THAI.search("\n".join([*texts(slide), notes(slide)]))


# Charts


def series_of(chart: Any) -> dict[str, tuple[float | None, ...]]:
    return {series.name: tuple(series.values) for plot in chart.plots for series in plot.series}


def workbook_of(chart: Any) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [[cell.value for cell in row] for row in book["Sheet1"].iter_rows()]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_chart_shows_what_its_workbook_holds(kind: str) -> None:
    content = deck(KINDS[kind])
    drawn = [slide.chart for slide in content.slides if slide.chart is not None]
    for chart, wanted in zip(charts(opened(content)), drawn, strict=True):
        head, *rows = workbook_of(chart)
        assert head[1:] == [official_digits(series.name) for series in wanted.series]
        names = [official_digits(name) for name in wanted.categories]
        assert [row[0] for row in rows] == names == list(chart.plots[0].categories)
        for at, series in enumerate(wanted.series, start=1):
            # A workbook keeps 16 digits of a figure.
            kept = [None if value is None else float(f"{value:.16G}") for value in series.values]
            assert [row[at] for row in rows] == kept
            assert series_of(chart)[official_digits(series.name)] == series.values


def test_charts_hold_the_scores_themselves() -> None:
    profile = golden_profile(KHUN_KAEO, 2568)
    drawn = charts(opened(khun_kaeo(), arabic_digits=True))
    gate, years, change, weakest, points = (series_of(chart) for chart in drawn)
    assert gate["คะแนน"][:3] == (96.73, profile.unit("IIT"), profile.unit("OIT"))
    assert gate["ขอบที่ต้องถึง"] == (95.0,) * 6
    assert years["คะแนนรวม"] == (97.35, 97.06, 96.73, None)
    by_code = {entry.code: entry for entry in profile.indicators}
    assert weakest["ปี 2568"] == tuple(by_code[code].score for code in ("9", "8", "7", "6", "4"))
    assert weakest["ปี 2567"] == tuple(by_code[code].before for code in ("9", "8", "7", "6", "4"))
    gains = tuple(by_code[code].points_to_gain for code in ("9", "8", "7", "6", "4"))
    assert points["เพิ่มคะแนนรวมได้"] == gains
    assert change["คะแนนรวม"][0] == pytest.approx(97.0622)
    assert change["ลดลง"][1] == pytest.approx(1.75)


def test_a_waterfall_ends_where_the_year_does() -> None:
    change = series_of(charts(opened(khun_kaeo()))[2])
    total = change["คะแนนรวม"][0] or 0.0
    rise, fall = change["เพิ่มขึ้น"], change["ลดลง"]
    for up, down, base in zip(rise, fall, change["ฐาน"], strict=True):
        before, total = total, total + (up or 0.0) - (down or 0.0)
        if base is not None:
            assert base == pytest.approx(min(before, total))
    assert total == pytest.approx(change["คะแนนรวม"][-1])


def test_an_unknown_gate_is_a_range_and_no_figure() -> None:
    gate = series_of(charts(opened(khun_kaeo()))[0])
    assert gate["คะแนน"][3:5] == (None, None)
    assert gate["ต่ำสุดที่เป็นได้"][3] == pytest.approx(90.3333, abs=1e-4)
    assert gate["ช่วงที่เป็นได้"][3] == pytest.approx(9.6667, abs=1e-4)


def test_a_letter_year_is_a_ladder_of_bounds() -> None:
    chart = charts(opened(lumphuk()))[0]
    assert list(chart.plots[0].categories) == ["AA", "A (เกณฑ์ผ่าน)", "B", "คะแนนรวม", "C", "D", "E"]
    assert series_of(chart)["คะแนนรวม"] == (None, None, None, 69.38, None, None, None)
    assert series_of(chart)["ขอบของระดับ"] == (95.0, 85.0, 75.0, None, 65.0, 55.0, 50.0)


@pytest.mark.parametrize(("arabic", "form"), [(True, "0.00"), (False, "[$-D00041E]0.00")])
def test_figures_of_charts_have_two_decimals_and_the_digits_of_the_paper(arabic: bool, form: str) -> None:
    """Excel's code of Thai digits; LibreOffice knows it too."""
    shown = []
    for name, tree in xml_parts(khun_kaeo(), arabic_digits=arabic).items():
        if name.startswith("ppt/charts/chart"):
            forms = [labels.find(qn("c:numFmt")) for labels in tree.iter(qn("c:dLbls"))]
            shown += [found.get("formatCode") for found in forms if found is not None]
    assert len(shown) >= 5
    assert set(shown) == {form}


def test_names_in_charts_have_the_digits_of_the_paper() -> None:
    for arabic, other in ((True, THAI), (False, re.compile(r"(?<![A-Za-z])[0-9]"))):
        for chart in charts(opened(khun_kaeo(), arabic_digits=arabic)):
            names = "\n".join([*chart.plots[0].categories, *series_of(chart)])
            assert not other.search(names), names


def test_the_heatmap_is_a_table_of_the_scores() -> None:
    profile = golden_profile(KHUN_KAEO, 2568)
    table = next(
        shape.table for shape in opened(khun_kaeo(), arabic_digits=True).slides[4].shapes if shape.has_table
    )
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [plain(text) for text in rows[0][2:]] == ["ปี 2566", "ปี 2567", "ปี 2568"]
    for row, entry in zip(rows[1:], profile.indicators, strict=True):
        assert row[1:] == [
            f"{entry.code} {entry.name}",
            *(format_number(s) for _, s in sorted(entry.scores.items())),
        ]
    fill = table.cell(4, 2)._tc.tcPr.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
    assert fill.get("val") == "F0AE3C"


# Notes


def test_notes_hold_the_figures_and_their_source() -> None:
    presentation = opened(khun_kaeo(where={"9": "คะแนน 2568.xlsx แผ่น 2568 ช่อง E12"}), arabic_digits=True)
    said = [plain(notes(slide)) for slide in presentation.slides]
    assert "คะแนนรวม 96.73" in said[0]
    assert "IIT: 99.75 · ขอบที่ต้องถึง 95.00 · ถึงแล้ว +4.75" in said[1]
    assert "EIT ส่วนที่ 1: 90.33 ถึง 100.00 · ขอบที่ต้องถึง 95.00" in said[1]
    assert "ปี 2567: คะแนนรวม 97.06 · เปลี่ยน −0.29" in said[2]
    assert "9 การเปิดเผยข้อมูล: ปี 2567 100.00 · ปี 2568 91.25 · ผลต่อคะแนนรวม −1.75" in said[3]
    assert "ปี 2566 99.91 · ปี 2567 98.63 · ปี 2568 99.52" in said[4]
    assert "9 การเปิดเผยข้อมูล: ปี 2568 91.25 · ปี 2567 100.00 · คะแนน 2568.xlsx แผ่น 2568 ช่อง E12" in said[5]
    assert "เพิ่มคะแนนรวมได้ 1.75" in said[6]
    for text in said[:7]:
        assert "ที่มา: คะแนนจากไฟล์ คะแนน 2568.xlsx" in text
        assert "ระดับคิดตามเกณฑ์ปี 2568" in text
    for text in said[7:]:
        assert "ที่มา: คลังมาตรการของโปรแกรม" in text


def test_notes_of_measures_are_whole_where_the_slide_cuts() -> None:
    long = "ทำ " + "ยาวมาก " * 40 + "จบ"
    presentation = opened(khun_kaeo(chosen_measures=(own("9", long),)))
    slide = presentation.slides[7]
    assert long not in "\n".join(texts(slide))
    assert "…" in "\n".join(texts(slide))
    assert long in notes(slide)
    assert "ที่มา: มาตรการที่หน่วยงานเลือกในโปรแกรม" in notes(slide)


# Odd data, odd names, bytes


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_data_gives_slides_that_say_what_is_known(kind: str) -> None:
    content = deck(KINDS[kind])
    presentation = opened(content)
    assert len(presentation.slides) == len(content.slides) <= 12
    assert content.slides[0].kind == "result"
    for slide, said in zip(presentation.slides, content.slides, strict=True):
        everything = "\n".join([*texts(slide), notes(slide)])
        assert not re.search(r"\bnan\b|None|\{|\}", everything), everything
        assert said.title.plain
        assert said.speech


@pytest.mark.parametrize(
    ("kind", "kinds"),
    [
        ("totals-only", ["result", "gate", "years"]),
        ("level-only", ["result"]),
        ("full", ["result", "gate", "heatmap", "full"]),
    ],
)
def test_a_slide_without_anything_to_show_is_left_out(kind: str, kinds: list[str]) -> None:
    assert [slide.kind for slide in deck(KINDS[kind]).slides] == kinds


def test_what_is_unknown_is_said_to_be_unknown() -> None:
    first = opened(deck(KINDS["level-only"])).slides[0]
    assert {"ไม่ทราบ", "ยังไม่มีคะแนน IIT, EIT และ OIT"} <= set(texts(first))
    table = next(s.table for s in opened(deck(KINDS["a gap"])).slides[4].shapes if s.has_table)
    assert table.cell(1, 3).text == "ไม่มี"


def test_hostile_texts_come_out_as_their_letters() -> None:
    chosen = (own("9", HOSTILE, f"{HOSTILE}\x00\x1b\ud800จบ"),)
    presentation = opened(khun_kaeo(name=HOSTILE, chosen_measures=chosen, files=[HOSTILE]))
    every = ["\n".join([*texts(slide), notes(slide)]) for slide in presentation.slides]
    assert all(HOSTILE in text for text in every)
    assert f"{HOSTILE}จบ" in every[7]
    assert any(text.startswith(f"{HOSTILE}\nข้อ") for text in texts(presentation.slides[7]))
    assert HOSTILE in presentation.core_properties.title
    for name, data in parts(khun_kaeo(name=HOSTILE, chosen_measures=chosen)).items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", [None, "ก" * 300, "🙂" * 200])
def test_a_long_name_or_none_is_said_whole_once(name: str | None) -> None:
    first = opened(khun_kaeo(name=name)).slides[0]
    assert (name or "ไม่ทราบชื่อหน่วยงาน") in "\n".join(texts(first))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_same_slides_give_the_same_bytes(kind: str) -> None:
    first = write_pptx(deck(KINDS[kind]))
    time.sleep(1.1) if kind == "five-level" else None
    assert write_pptx(deck(KINDS[kind])) == first


def test_the_file_names_nobody_and_no_other_day() -> None:
    properties = opened(khun_kaeo()).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert str(properties.created)[:10] == str(properties.modified)[:10] == "2026-11-21"
    found = parts(deck(KINDS["open"], dated=None))
    assert b"created" not in found["docProps/core.xml"]
    assert not [name for name in found if "thumbnail" in name or "printerSettings" in name]


def test_a_sample_says_so() -> None:
    assert "ข้อมูลสมมุติ ไม่ใช่ระบบของสำนักงาน ป.ป.ช." in texts(opened(lumphuk(sample=True)).slides[0])


def test_the_published_total_of_lumphuk_is_the_large_number() -> None:
    profile = golden_profile(LUMPHUK, 2565)
    assert profile.row["total"] == 69.38
    assert "69.38" in texts(opened(lumphuk(), arabic_digits=True).slides[0])
