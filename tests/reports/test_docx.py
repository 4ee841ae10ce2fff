"""Word papers, opened again: Thai fonts in every style and run, headings that repeat, figures, fixed bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn

from itacore.criteria import read_criteria
from itacore.measures.chosen import Finding
from itacore.reports.docx import write_docx
from itacore.reports.report import Bullets, Heading, PageBreak, Report, ours
from itacore.thai import NBSP, format_number, to_arabic_digits, to_thai_digits
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile
from tests.reports.cases import HOSTILE, PROFILES, khun_kaeo, lumphuk, own, summary

FONT = "TH SarabunPSK"
SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")


def opened(report: Report, **options: bool) -> Any:
    return Document(io.BytesIO(write_docx(report, **options)))


def lines(document: Any) -> list[str]:
    """All texts of the body in their order, those of tables too."""
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


def all_text(document: Any) -> str:
    return "\n".join(lines(document)).replace(NBSP, " ")


def check_letters(properties: Any, where: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    assert fonts is not None, where
    assert {slot: fonts.get(qn(f"w:{slot}")) for slot in SLOTS} == dict.fromkeys(SLOTS, FONT), where
    assert not [name for name in dict(fonts.attrib) if "Theme" in name], where
    sizes = [properties.find(qn(f"w:{tag}")) for tag in ("sz", "szCs")]
    assert None not in sizes, where
    assert sizes[0].get(qn("w:val")) == sizes[1].get(qn("w:val")), where
    bold = [properties.find(qn(f"w:{tag}")) for tag in ("b", "bCs")]
    assert len({None if b is None else b.get(qn("w:val"), "1") for b in bold}) == 1, where
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH", where


def everything() -> Report:
    """A paper with every kind of block."""
    profile = golden_profile(KHUN_KAEO, 2568)
    report = summary(profile, findings={"9": Finding("items", "ก")}, chosen=(own("9", "ก"),))
    extra = (PageBreak(), Heading(ours("ก"), 3), Bullets((ours("ข"),)))
    return Report(report.title, report.subtitle, report.dated, (*report.blocks, *extra))


def test_every_run_and_style_has_the_font_for_thai_letters() -> None:
    document = opened(everything())
    parts = [document.element, document.sections[0].header._element]
    runs = [run for part in parts for run in part.iter(qn("w:r"))]
    assert len(runs) > 100
    for run in runs:
        if run.find(qn("w:br")) is None or run.find(qn("w:t")) is not None:
            check_letters(run.find(qn("w:rPr")), "".join(run.itertext()))
    for style in document.styles:
        if style.element.get(qn("w:type")) != "numbering":
            check_letters(style.element.find(qn("w:rPr")), style.name)
    check_letters(document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rPr')}"), "defaults")


def test_body_is_16_points() -> None:
    normal = opened(khun_kaeo()).styles["Normal"].element.find(qn("w:rPr"))
    assert normal.find(qn("w:szCs")).get(qn("w:val")) == "32"


def test_page_is_a4_with_the_margins_of_thai_offices() -> None:
    section = opened(khun_kaeo()).sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(size.cm, 1) for size in sizes] == [21.0, 29.7, 3.0, 2.0]
    assert [round(size.cm, 1) for size in (section.top_margin, section.bottom_margin)] == [2.0, 2.0]


@pytest.mark.parametrize(("arabic", "form"), [(False, "thaiNumbers"), (True, "decimal")])
def test_pages_are_numbered_from_the_second_one(arabic: bool, form: str) -> None:
    section = opened(khun_kaeo(), arabic_digits=arabic).sections[0]
    assert section.different_first_page_header_footer
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == form
    paragraph = section.header.paragraphs[0]
    assert paragraph.alignment == 1
    assert paragraph.text == "--"
    code = "".join(t.text for t in paragraph._p.iter(qn("w:instrText")))
    assert code.split()[0] == "PAGE"
    assert not section.first_page_header.paragraphs[0].text


def test_tables_repeat_their_headings_and_keep_rows_whole() -> None:
    document = opened(khun_kaeo())
    assert len(document.tables) == 3
    for table in document.tables[1:]:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])
    for table in document.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_tables_fill_the_width_of_the_text() -> None:
    for report in (khun_kaeo(), lumphuk()):
        for table in opened(report).tables:
            widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
            assert sum(widths) == pytest.approx(16 * 567, abs=len(widths))


def test_pictures_are_described_and_named() -> None:
    document = opened(khun_kaeo())
    shapes = list(document.element.iter(qn("wp:docPr")))
    assert [shape.get("name") for shape in shapes] == ["chart 1", "chart 2"]
    assert len({shape.get("id") for shape in shapes}) == 2
    assert "EIT" in shapes[0].get("descr")
    assert "3.27" in shapes[1].get("descr")
    assert all(shape.width.cm == pytest.approx(16) for shape in document.inline_shapes)


def test_headings_are_real_ones() -> None:
    names = [p.style.name for p in opened(everything()).paragraphs]
    assert names[0] == "Title"
    assert {"Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet"} <= set(names)


@pytest.mark.parametrize("arabic", [False, True])
@pytest.mark.parametrize(("name", "year"), [(KHUN_KAEO, 2568), (LUMPHUK, 2565)])
def test_figures_are_those_of_the_analysis(name: str, year: int, arabic: bool) -> None:
    profile = golden_profile(name, year)
    document = opened(summary(profile), arabic_digits=arabic)
    cells = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    found = {to_arabic_digits(row[0]): row for row in cells}

    def written(text: str) -> str:
        return text if arabic else to_thai_digits(text)

    for indicator in profile.indicators:
        row = found[indicator.code]
        assert row[2] == written(format_number(indicator.score))
        assert written(format_number(indicator.points_to_gain)) in row
        if profile.base is not None:
            assert row[3] == written(format_number(indicator.change, sign=True))
    figures = [cell.text.split("\n")[1] for cell in document.tables[0].rows[0].cells]
    units = [profile.row["total"], *(profile.unit(code) for code in ("IIT", "EIT", "OIT"))]
    assert figures == [written(format_number(value)) for value in units]


def test_thai_digits_everywhere_but_in_names_and_codes() -> None:
    chosen = (own("9", "ตรวจ 5 ครั้งตาม o12 ที่ https://a.go.th/2568"),)
    report = summary(golden_profile(KHUN_KAEO, 2568), "เทศบาลตำบลเขต 5", chosen=chosen)
    text = all_text(opened(report))
    own_words = ("เทศบาลตำบลเขต 5", "ตรวจ 5 ครั้งตาม o12 ที่ https://a.go.th/2568", "ทำทุก 3 เดือน", "ไตรมาส 2")
    for words in (*own_words, "รายงาน 1 ฉบับ"):
        assert words in text
        text = text.replace(words, "")
    assert not re.search(r"[0-9]", text)
    assert "๙๖.๗๓" in text
    assert not re.search("[๐-๙]", all_text(opened(report, arabic_digits=True)))


def test_hostile_texts_come_out_as_their_letters() -> None:
    chosen = (own("9", HOSTILE, f"{HOSTILE}\x00\x1b\ud800จบ"),)
    found = {"9": Finding("other", HOSTILE)}
    profile = golden_profile(KHUN_KAEO, 2568)
    document = opened(summary(profile, f"{HOSTILE}\x07", chosen=chosen, findings=found))
    text = "\n".join(lines(document))
    assert text.count(HOSTILE) == 4
    assert f"{HOSTILE}จบ" in text
    assert document.core_properties.title.count(HOSTILE) == 1


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert write_docx(summary(PROFILES[name])) == write_docx(summary(PROFILES[name]))


def test_the_file_names_nobody_and_no_other_day() -> None:
    properties = opened(khun_kaeo()).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert str(properties.created)[:10] == str(properties.modified)[:10] == "2026-11-21"
    bare = write_docx(summary(PROFILES["open"], dated=None))
    with zipfile.ZipFile(io.BytesIO(bare)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert b"created" not in package.read("docProps/core.xml")
        assert not {"docProps/thumbnail.jpeg", "word/stylesWithEffects.xml"} & set(package.namelist())
        for entry in package.namelist():
            if entry.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(entry))


def test_elements_stand_in_the_order_of_the_schema() -> None:
    order = "rStyle rFonts b bCs i iCs color sz szCs lang".split()
    for properties in opened(everything()).element.iter(qn("w:rPr")):
        places = [order.index(child.tag.split("}")[1]) for child in properties]
        assert places == sorted(places)
    table = "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription".split()
    for properties in opened(everything()).element.iter(qn("w:tblPr")):
        places = [table.index(child.tag.split("}")[1]) for child in properties]
        assert places == sorted(places)


def test_rules_are_those_in_force() -> None:
    assert read_criteria().for_year(2568).provisional is False
    assert "ระดับคิดตามเกณฑ์ปี ๒๕๖๘" in all_text(opened(khun_kaeo()))


@pytest.mark.parametrize("name", ["ก" * 300, "🙂" * 200])
def test_a_long_name_is_written_whole_and_cut_where_a_property_ends(name: str) -> None:
    document = opened(summary(golden_profile(KHUN_KAEO, 2568), name))
    assert name in all_text(document)
    assert len(document.core_properties.title.encode("utf-16-le")) <= 2 * 255
