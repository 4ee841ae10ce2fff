"""Workbooks, opened again: figures are numbers, texts never formulas, charts hold the scores."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from functools import cache
from typing import Any

import openpyxl
import pandas as pd
import pytest
import uharfbuzz as hb

from itacore.data_table import DataTable, figures
from itacore.measures import read_catalogue
from itacore.measures.chosen import Finding
from itacore.reports.report import Report
from itacore.reports.table_files import write_csv, write_xlsx
from itacore.reports.thai_words import split_words
from itacore.reports.xlsx import sheet_name, write_report_xlsx
from tests.charts.profiles import KHUN_KAEO, golden_profile
from tests.reports.cases import HOSTILE, PROFILES, khun_kaeo, lumphuk, own, summary
from tools.make_paper_font import FOLDER as FONTS
from tools.sample_plan import PLAN

FONT = "TH SarabunPSK"


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def column_of(sheet: Any, heading: str) -> list[Any]:
    rows = rows_of(sheet)
    at = rows[0].index(heading)
    return [row[at] for row in rows[1:] if row[0] is not None]


def parts(content: bytes, start: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith(start)]
        return {name: package.read(name).decode("utf-8") for name in names}


def test_sheets_in_their_order() -> None:
    assert opened(write_report_xlsx(khun_kaeo())).sheetnames == [
        "สรุป",
        "ตัวชี้วัด",
        "คะแนนที่เพิ่มได้",
        "คะแนนรวมรายปี",
        "มาตรการ",
    ]


def test_figures_are_numbers_and_unrounded() -> None:
    profile = golden_profile(KHUN_KAEO, 2568)
    sheet = opened(write_report_xlsx(khun_kaeo()))["ตัวชี้วัด"]
    assert column_of(sheet, "ปี 2568") == [i.score for i in profile.indicators]
    assert column_of(sheet, "ปี 2567") == [i.before for i in profile.indicators]
    points = [i.points_to_gain for i in profile.indicators]
    assert column_of(sheet, "เพิ่มได้") == pytest.approx(points, abs=1e-9)
    formats = {cell.number_format for cell in sheet["D"][1:11]}
    assert formats == {"0.00"}


def test_key_figures_are_numbers_with_two_decimals() -> None:
    sheet = opened(write_report_xlsx(khun_kaeo()))["สรุป"]
    rows = {row[0].value: row for row in sheet.iter_rows() if isinstance(row[1].value, float)}
    assert {name[:3]: round(row[1].value, 4) for name, row in rows.items()} == {
        "คะแ": 96.73,
        "IIT": 99.752,
        "EIT": 95.1667,
        "OIT": 95.625,
    }
    assert {row[1].number_format for row in rows.values()} == {"0.00"}
    assert {row[2].number_format for row in rows.values()} == {"+0.00;−0.00;0.00"}


def test_the_summary_says_what_the_paper_says() -> None:
    texts = [row[0] for row in rows_of(opened(write_report_xlsx(lumphuk()))["สรุป"])]
    assert any(str(text).replace("\xa0", " ").startswith("ปี 2565 ได้ 69.38 คะแนน ระดับ C") for text in texts)
    assert any("ไม่ใช่ระบบของสำนักงาน ป.ป.ช." in str(text) for text in texts)


def test_all_measures_are_there() -> None:
    rows = rows_of(opened(write_report_xlsx(lumphuk()))["มาตรการ"])
    assert rows[0][:4] == ["ข้อ", "ตัวชี้วัด", "มาตรการ", "วิธีดำเนินการ"]
    assert len(rows) == 1 + len(read_catalogue())
    assert {row[-1] for row in rows[1:]} == {"ข้อเสนอของโปรแกรม"}


def test_a_plan_of_twelve_measures_is_printed_on_one_page() -> None:
    sheet = opened(write_report_xlsx(summary(golden_profile(KHUN_KAEO, 2568), chosen=PLAN)))["มาตรการ"]
    assert [sheet.row_dimensions[row].height for row in range(1, 14)] == [24.0, *[48.0] * 12]
    assert sum(column.width for column in sheet.column_dimensions.values()) < 200


@cache
def in_digits(text: str) -> float:
    """How wide a text is in the letters of our papers, in digits, in which a workbook measures its columns."""
    font = hb.Font(hb.Face((FONTS / "SarabunClusters-Regular.ttf").read_bytes()))

    def wide(letters: str) -> int:
        buffer = hb.Buffer()
        buffer.add_str(letters)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        return sum(place.x_advance for place in buffer.glyph_positions)

    return wide(text) / max(map(wide, "0123456789"))


def lines_needed(text: str, room: float) -> int:
    """Count the lines that a text takes in a column, words whole."""
    count, used = 0, room
    for piece in split_words(text):
        if used + in_digits(piece) > room and not piece.isspace():
            count, used = count + 1, 0.0
        used += in_digits(piece)
    return count


def test_rows_are_as_high_as_their_texts_and_hardly_higher() -> None:
    sheet = opened(write_report_xlsx(lumphuk()))["มาตรการ"]
    widths = [sheet.column_dimensions[cell.column_letter].width - 2 for cell in sheet[1]]
    needed = [
        max(lines_needed(str(cell.value), width) for cell, width in zip(row, widths, strict=True))
        for row in sheet.iter_rows(min_row=2)
    ]
    given = [sheet.row_dimensions[row].height / 24 for row in range(2, sheet.max_row + 1)]
    assert [(has, takes) for has, takes in zip(given, needed, strict=True) if has < takes] == []
    assert sum(given) < 1.25 * sum(needed)


def test_every_cell_has_the_font() -> None:
    book = opened(write_report_xlsx(khun_kaeo()))
    for sheet in book:
        assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {FONT}
    assert book._fonts[0].name == FONT


def test_sheets_are_ready_to_print() -> None:
    for sheet in opened(write_report_xlsx(khun_kaeo())):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet.title != "สรุป":
            assert sheet.freeze_panes == "A2"
            assert sheet.print_title_rows == "$1:$1"


def caches(chart: str, tag: str) -> list[list[str]]:
    """What a chart remembers of its cells, a list a series."""
    blocks = re.findall(rf"<c:{tag}>(.*?)</c:{tag}>", chart, re.DOTALL)
    return [re.findall(r"<c:pt idx=\"\d+\"><c:v>([^<]*)</c:v>", block) for block in blocks]


def test_native_charts_hold_the_scores() -> None:
    profile = golden_profile(KHUN_KAEO, 2568)
    charts = list(parts(write_report_xlsx(khun_kaeo()), "xl/charts/chart").values())
    column, bar, line = charts
    assert ["barChart" in column, "barChart" in bar, "lineChart" in line] == [True] * 3
    before, now = caches(column, "val")
    assert [float(v) for v in now] == [i.score for i in profile.indicators]
    assert [float(v) for v in before] == [i.before for i in profile.indicators]
    assert [float(v) for v in caches(bar, "val")[0]][:3] == pytest.approx([1.75, 0.649, 0.562])
    assert caches(bar, "cat")[0][0] == "9 การเปิดเผยข้อมูล"
    assert [float(v) for v in caches(line, "val")[0]] == [97.35, 97.06, 96.73]


def test_every_text_of_a_chart_has_the_font_for_thai() -> None:
    for chart in parts(write_report_xlsx(khun_kaeo()), "xl/charts/chart").values():
        latin = re.findall(r'<a:latin typeface="([^"]*)"', chart)
        thai = re.findall(r'<a:cs typeface="([^"]*)"', chart)
        assert latin == thai == [FONT] * len(latin)
        assert len(latin) >= 4
        assert chart.count("<a:defRPr") + chart.count("<a:rPr") == len(latin)


def test_a_year_alone_has_no_line() -> None:
    assert len(parts(write_report_xlsx(lumphuk()), "xl/charts/chart")) == 2


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_kind_of_result_gives_the_same_bytes_twice(name: str) -> None:
    first = write_report_xlsx(summary(PROFILES[name]))
    assert first == write_report_xlsx(summary(PROFILES[name]))
    for text in parts(first, "xl/worksheets/").values():
        assert "<f>" not in text


def test_hostile_texts_come_out_as_their_letters() -> None:
    chosen = (own("9", HOSTILE, f"{HOSTILE}\x00\x1b\ud800จบ"),)
    profile = golden_profile(KHUN_KAEO, 2568)
    report = summary(profile, f"=1+1 {HOSTILE}\x07", chosen=chosen, findings={"9": Finding("other", HOSTILE)})
    content = write_report_xlsx(report)
    book = opened(content)
    assert any(f"=1+1 {HOSTILE}" in str(cell.value) for row in book["สรุป"].iter_rows() for cell in row)
    assert column_of(book["มาตรการ"], "มาตรการ") == [HOSTILE]
    assert column_of(book["มาตรการ"], "วิธีดำเนินการ") == [f"{HOSTILE}จบ"]
    assert column_of(book["สิ่งที่หน่วยงานพบ"], "สิ่งที่พบ") == [HOSTILE]
    for text in parts(content, "xl/worksheets/").values():
        assert "<f>" not in text
        assert "hyperlink" not in text


def hostile_table() -> DataTable:
    frame = pd.DataFrame(
        {
            "=หัว": ["=1+1", "http://a.go.th", None],
            "คะแนน": figures([95.625, None, 0.1 + 0.2]),
            "เปลี่ยน": figures([-0.33655, 0.0, 1.5]),
            "ปี": pd.Series([2567, 2568, None], dtype="Int64"),
        }
    )
    return DataTable("คะแนน [2568]: a/b ที่ยาวกว่าสามสิบเอ็ดตัวอักษร", frame, signed=frozenset(["เปลี่ยน"]))


def test_a_table_as_a_workbook() -> None:
    content = write_xlsx(hostile_table())
    (sheet,) = opened(content)
    assert len(sheet.title) == 31
    assert not set(sheet.title) & set("[]:*?/\\'")
    assert rows_of(sheet) == [
        ["=หัว", "คะแนน", "เปลี่ยน", "ปี"],
        ["=1+1", 95.625, -0.33655, 2567],
        ["http://a.go.th", None, 0, 2568],
        [None, 0.3, 1.5, None],
    ]
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {FONT}
    assert content == write_xlsx(hostile_table())
    assert "<f>" not in "".join(parts(content, "xl/worksheets/").values())


def test_a_table_as_csv() -> None:
    text = write_csv(hostile_table()).decode("utf-8-sig")
    assert text.split("\r\n")[:3] == [
        "'=หัว,คะแนน,เปลี่ยน,ปี",
        "'=1+1,95.625,-0.33655,2567",
        "http://a.go.th,,0.0,2568",
    ]


def test_an_empty_table_has_its_headings() -> None:
    table = DataTable("", pd.DataFrame({"ก": pd.Series([], dtype="str")}))
    (sheet,) = opened(write_xlsx(table))
    assert rows_of(sheet) == [["ก"]]


def test_a_report_without_a_day_is_fixed_too() -> None:
    report: Report = summary(PROFILES["open"], dated=None)
    assert write_report_xlsx(report) == write_report_xlsx(report)
    core = parts(write_report_xlsx(report), "docProps/core.xml")["docProps/core.xml"]
    assert "2000-01-01" in core


def test_letters_outside_the_basic_plane_count_twice_as_excel_counts_them() -> None:
    long = "🙂" * 20_000
    book = opened(write_xlsx(DataTable("🙂" * 40, pd.DataFrame({"ก": [long]}))))
    [sheet] = book.worksheets
    assert (sheet.title, sheet["A2"].value) == ("🙂" * 15, "🙂" * 16_383)
    assert sheet_name("🙂" * 40, ["🙂" * 15]) == "🙂" * 14 + " 2"


@pytest.mark.parametrize("start", ["=", " =", "\n=", "\u00a0=", "\t", "\r", "+", "-", "@"])
def test_no_text_of_a_csv_begins_as_a_formula(start: str) -> None:
    text = write_csv(DataTable("t", pd.DataFrame({f"{start}ก": [f"{start}1+1"]}))).decode("utf-8-sig")
    assert [row[0][0] for row in csv.reader(io.StringIO(text, newline=""))] == ["'", "'"]
