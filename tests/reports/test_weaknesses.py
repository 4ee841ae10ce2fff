"""The summary of weak points says what is true, for every kind of result."""

from __future__ import annotations

import re

import pytest

from itacore.measures.catalogue import read_catalogue
from itacore.measures.chosen import Finding, adopt
from itacore.reports.report import (
    Bullets,
    ChartBlock,
    Heading,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Table,
)
from itacore.thai import NBSP, format_number
from tests.charts.profiles import KHUN_KAEO, golden_profile, profile_of, same
from tests.reports.cases import OPEN, PROFILES, khun_kaeo, lumphuk, own, summary
from tests.scoring.tables import Result


def texts(report: Report, kind: type) -> list[str]:
    return [b.words.plain.replace(NBSP, " ") for b in report.blocks if isinstance(b, kind)]


def tables(report: Report) -> list[list[list[str]]]:
    """Tables as rows of texts."""
    return [
        [[cell.plain for cell in row.cells] for row in block.rows]
        for block in report.blocks
        if isinstance(block, Table)
    ]


def notes(report: Report) -> str:
    return " ".join(texts(report, Note))


def key_figures(report: Report) -> dict[str, tuple[str, str]]:
    block = next(b for b in report.blocks if isinstance(b, KeyFigures))
    return {f.name[:3]: (f.text, f.remark.replace(NBSP, " ")) for f in block.figures}


def test_a_whole_year_of_five_levels() -> None:
    report = khun_kaeo()
    assert report.title == "สรุปจุดที่ควรพัฒนาจากผลการประเมิน ITA"
    assert report.subtitle.plain == f"เทศบาลตำบลตัวอย่าง 5 · ปีงบประมาณ พ.ศ.{NBSP}2568"
    lead, reason = texts(report, Paragraph)
    assert lead == "ปี 2568 ได้ 96.73 คะแนน ระดับผ่านดี ติดเงื่อนไขที่ EIT จึงยังไม่ถึงระดับผ่านดีเยี่ยม"
    assert "EIT อย่างน้อยหนึ่งส่วนต่ำกว่า 95" in reason
    assert key_figures(report) == {
        "คะแ": ("96.73", "−0.34 จากปี 2567"),
        "IIT": ("99.75", "+0.96 จากปี 2567"),
        "EIT": ("95.17", "+3.75 จากปี 2567"),
        "OIT": ("95.63", "−4.38 จากปี 2567"),
    }
    classes = tables(report)[0]
    assert classes[0] == ["ต้องแก้ไขก่อน – ไม่มี"]
    assert classes[1] == [f"ควรพัฒนา (3{NBSP}ตัวชี้วัด)"]
    assert [row[:5] for row in classes[2:5]] == [
        ["9", "การเปิดเผยข้อมูล", "91.25", "−8.75", "1.75"],
        ["8", "การปรับปรุงระบบการทำงาน", "93.51", "+12.29", "0.65"],
        ["7", "ประสิทธิภาพการสื่อสาร", "94.38", "−0.93", "0.56"],
    ]
    assert classes[5] == [f"รักษาไว้ (7{NBSP}ตัวชี้วัด)"]
    assert len(classes) == 13
    assert all(row[5] for row in classes[2:5])
    assert not any(row[5] for row in classes[6:])


def test_a_year_of_letters() -> None:
    report = lumphuk()
    assert texts(report, Paragraph)[0] == "ปี 2565 ได้ 69.38 คะแนน ระดับ C ขาดอีก 15.62 คะแนนจึงจะถึงเกณฑ์ผ่าน 85"
    classes = tables(report)[0]
    assert [row[0] for row in classes] == [
        f"ต้องแก้ไขก่อน (8{NBSP}ตัวชี้วัด)",
        *"10 9 8 7 5 4 2 3".split(),
        f"ควรพัฒนา (2{NBSP}ตัวชี้วัด)",
        "6",
        "1",
        "รักษาไว้ – ไม่มี",
    ]
    assert len(classes[1]) == 5  # no year before, no column of changes


def test_suggestions_are_called_suggestions_and_the_rest_is_counted() -> None:
    report = lumphuk()
    assert "ข้อเสนอมาตรการสำหรับปี 2566" in texts(report, Heading)
    assert "เป็นข้อเสนอจากคลังมาตรการ" in notes(report)
    codes = [row[0] for row in tables(report)[1]]
    assert codes == ["10", "9", "8", "7"]
    assert re.search(r"อีก \d+ รายการ รวมถึงของข้อ 5, 4, 2, 3, 6 และ 1 ", notes(report))


def test_chosen_measures_replace_suggestions_in_the_order_of_the_office() -> None:
    chosen = (own("8", "ข"), own("9", "ก"), own("1", "ค"))
    report = summary(golden_profile(KHUN_KAEO, 2568), chosen=chosen)
    assert "มาตรการที่หน่วยงานเลือกสำหรับปี 2569" in texts(report, Heading)
    assert [row[:2] for row in tables(report)[1]] == [
        ["8", "ข\nทำทุก 3 เดือน"],
        ["9", "ก\nทำทุก 3 เดือน"],
        ["1", "ค\nทำทุก 3 เดือน"],
    ]
    assert "ข้อ 7 ยังไม่ได้เลือกมาตรการ" in notes(report)
    assert "ข้อเสนอ" not in notes(report)


def test_more_chosen_measures_than_fit_are_counted() -> None:
    chosen = tuple(own("9", f"มาตรการ {number}") for number in range(7))
    report = summary(golden_profile(KHUN_KAEO, 2568), chosen=chosen)
    assert len(tables(report)[1]) == 4
    assert "ยังมีมาตรการของข้อเหล่านี้อีก 3 รายการ" in notes(report)
    measures = next(sheet for sheet in report.sheets if sheet.title == "มาตรการ")
    assert len(measures.table.frame) == 7
    beside = summary(golden_profile(KHUN_KAEO, 2568), chosen=chosen, findings={"9": Finding("items", "ก")})
    assert len(tables(beside)[1]) == 3
    assert "ยังมีมาตรการของข้อเหล่านี้อีก 4 รายการ" in notes(beside)


def test_own_words_are_verbatim_and_those_of_the_catalogue_are_ours() -> None:
    adopted = adopt(read_catalogue()["ind-09-link-check"], "เทศบาลตำบล")
    report = summary(golden_profile(KHUN_KAEO, 2568), chosen=(adopted, own("9", "ตรวจ 5 ครั้ง")))
    table = [block for block in report.blocks if isinstance(block, Table)][1]
    first, second = (row.cells[1].runs for row in table.rows)
    assert not any(run.verbatim for run in first)
    assert [run.text for run in second if run.verbatim] == ["ตรวจ 5 ครั้ง", "ทำทุก 3 เดือน"]


def test_findings_stand_with_their_source() -> None:
    found = {
        "9": Finding("items", " o7 ได้ 0 คะแนน "),
        "1": Finding("meeting", "ก"),
        "2": Finding("other", " "),
    }
    report = summary(golden_profile(KHUN_KAEO, 2568), findings=found)
    items = next(block.items for block in report.blocks if isinstance(block, Bullets))
    assert [item.plain for item in items] == [
        "ข้อ 9 การเปิดเผยข้อมูล: o7 ได้ 0 คะแนน (ที่มา: ผลคะแนนรายข้อ)",
        "ข้อ 1 การปฏิบัติหน้าที่: ก (ที่มา: ที่ประชุมของหน่วยงาน)",
    ]


LEADS = {
    "open": "ปี 2568 ได้ 96.73 คะแนน เป็นได้ทั้งระดับผ่านดีและผ่านดีเยี่ยม",
    "totals-only": "ปี 2568 ได้ 96.73 คะแนน ระดับผ่านดี มีแบบวัดที่ยังไม่ถึง 95 จึงยังไม่ถึงระดับผ่านดีเยี่ยม",
    "full": "ปี 2568 ได้ 100.00 คะแนน ระดับผ่านดีเยี่ยม ซึ่งเป็นระดับสูงสุดตามเกณฑ์",
    "outside": "ปี 2568 ได้ 90.00 คะแนน ประกาศว่าอยู่ระดับผ่านดีเยี่ยม แต่ตามเกณฑ์เป็นได้เพียงระดับผ่านหรือผ่านดี",
    "level-only": "ปี 2568 ยังไม่มีคะแนนรวม ระดับผ่านดี ตามที่ประกาศ",
}


@pytest.mark.parametrize("name", sorted(LEADS))
def test_first_sentences(name: str) -> None:
    assert texts(summary(PROFILES[name]), Paragraph)[0] == LEADS[name]


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_kind_of_result_gives_a_paper(name: str) -> None:
    report = summary(PROFILES[name])
    assert "ไม่ใช่ระบบของสำนักงาน ป.ป.ช." in notes(report)
    assert "nan" not in " ".join(
        run.text for b in report.blocks if isinstance(b, Note) for run in b.words.runs
    )
    for block in report.blocks:
        if isinstance(block, Table):
            assert sum(column.share for column in block.columns) == pytest.approx(1)
            assert all(len(row.cells) == len(block.columns) or row.group for row in block.rows)


def test_totals_only_say_that_indicators_are_missing() -> None:
    report = summary(PROFILES["totals-only"])
    assert not tables(report)
    assert "มีแต่คะแนนรวม จึงยังบอกไม่ได้ว่าควรพัฒนาตัวชี้วัดใด" in texts(report, Heading)
    assert [key_figures(report)[unit][0] for unit in ("IIT", "EIT", "OIT")] == ["ไม่ทราบ"] * 3
    assert [sheet.title for sheet in report.sheets] == ["คะแนนรวมรายปี"]


def test_full_scores_need_no_measure() -> None:
    report = summary(PROFILES["full"])
    assert "ไม่พบตัวชี้วัดที่ต้องแก้ไขหรือควรพัฒนา จึงไม่มีข้อเสนอมาตรการ" in texts(report, Paragraph)
    assert len(tables(report)) == 1
    charts = [block.chart.title for block in report.blocks if isinstance(block, ChartBlock)]
    assert charts == ["คะแนนรวมและทุกแบบวัดถึง 95 แล้ว"]


def test_a_year_without_rules_says_so() -> None:
    text = notes(summary(PROFILES["provisional"]))
    assert "โปรแกรมยังไม่มีเกณฑ์ปี 2569 จึงใช้เกณฑ์ปี 2568 ไปพลางก่อน" in text
    assert "โปรแกรมยังไม่มีเกณฑ์" not in notes(khun_kaeo())
    assert "ระดับคิดตามเกณฑ์ปี 2568" in notes(khun_kaeo())


def test_figures_that_disagree_are_said_before_the_key_figures() -> None:
    report = summary(PROFILES["contradictory"])
    said = texts(report, Paragraph)
    assert any("97.00 ไม่ตรงกับที่คำนวณจากตัวชี้วัด 90.00" in text for text in said)
    assert key_figures(report)["คะแ"][0] == "90.00"


def test_a_figure_near_a_bound_is_marked() -> None:
    assert "ห่างจากขอบของระดับไม่เกิน 0.02" in notes(summary(PROFILES["near"]))
    assert "ห่างจากขอบ" not in notes(summary(profile_of([Result(2568, same(90))], 2568)))


def test_indicators_without_a_score_are_named() -> None:
    assert "ยังไม่มีคะแนนของข้อ 2, 3, 4, 5, 6, 7, 8 และ 10" in notes(summary(PROFILES["some"]))


def test_an_agency_without_a_name_is_called_unknown() -> None:
    assert summary(PROFILES["open"], None).subtitle.plain.startswith("ไม่ทราบชื่อหน่วยงาน")


def test_no_day_but_the_given_one() -> None:
    assert "ข้อมูล ณ วันที่ 21 พฤศจิกายน 2569" in notes(khun_kaeo())
    assert "ข้อมูล ณ" not in notes(summary(PROFILES["open"], dated=None))


def test_sheets_hold_the_unrounded_figures() -> None:
    sheets = {sheet.title: sheet.table.frame for sheet in summary(PROFILES["open"]).sheets}
    assert sheets["ตัวชี้วัด"]["ปี 2568"].tolist() == [float(OPEN[code]) for code in OPEN]
    points = sheets["คะแนนที่เพิ่มได้"]["เพิ่มได้"]
    assert [format_number(value) for value in points] == "1.75 0.65 0.56 0.24 0.03 0.03 0.01".split()
