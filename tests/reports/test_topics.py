"""The analysis by seven topics: figures, topics, measures and limits, for everything that may be known."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from itacore.measures.topics import read_topics
from itacore.office import Limits
from itacore.reports.report import Bullets, ChartBlock, FillIn, Heading, Note, Paragraph, Report, Table
from itacore.reports.topics_result import Rank, rank_of, tell_rank
from itacore.scoring.profile import number_or_none
from itacore.thai import NBSP, format_number
from tests.reports.letters import ALL, FINDINGS, GOLDEN, PLAN, measure, topics


def blocks_of(report: Report, kind: type) -> list:
    return [block for block in report.blocks if isinstance(block, kind)]


def tables(report: Report) -> list[list[list[str]]]:
    return [
        [[cell.plain.replace(NBSP, " ") for cell in row.cells] for row in table.rows]
        for table in blocks_of(report, Table)
    ]


@pytest.mark.parametrize("name", sorted(ALL))
def test_all_parts_are_there_whatever_is_known(name: str) -> None:
    for whole in (False, True):
        report = topics(ALL[name], whole=whole)
        heads = [b.words.plain[:2] for b in blocks_of(report, Heading) if b.level == 1]
        assert heads == [f"{number}." for number in range(1, 8)]
        years, indicators, by_year, seven, plan = tables(report)
        assert years
        assert len(indicators) == 13
        assert len(by_year) == 14
        assert len(seven) == 7
        assert {row[0].split(".")[0] for row in plan} >= {str(number) for number in range(1, 8)}
        text = "\n".join(cell for table in tables(report) for row in table for cell in row)
        assert "None" not in text
        assert "nan" not in text


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_figures_are_those_of_the_profile(name: str) -> None:
    profile = GOLDEN[name]
    years, indicators, by_year, seven, _ = tables(topics(profile))
    known = [row for row in profile.years if row["fiscal_year"] <= profile.rules.fiscal_year]
    assert [row[0] for row in years] == [str(row["fiscal_year"]) for row in known]
    assert [row[1] for row in years] == [format_number(row["total"]) for row in known]
    if len(known) > 1:
        assert [row[2] for row in years] == [
            format_number(number_or_none(row["change"]), sign=True) for row in known
        ]
    assert {row[0]: row[2] for row in indicators if len(row) > 1} == {
        i.code: format_number(i.score) for i in profile.indicators
    }
    units = [row[0].partition("ได้ ")[2].split(" ")[0] for row in indicators if len(row) == 1]
    assert units == [format_number(profile.unit(code)) for code in ("IIT", "EIT", "OIT")]
    for row, indicator in zip(by_year, profile.indicators, strict=False):
        assert row[2:] == [format_number(indicator.scores[int(y["fiscal_year"])]) for y in known]
    assert by_year[-1][2:] == [format_number(y["total"]) for y in known]
    scores = {i.code: format_number(i.score) for i in profile.indicators}
    for row, topic in zip(seven, read_topics(), strict=True):
        assert [line.split(" ")[-1] for line in row[1].split("\n")] == [scores[c] for c in topic.indicators]


def test_one_year_has_no_column_of_changes() -> None:
    years, indicators, *_ = blocks_of(topics(GOLDEN["lumphuk-2565"]), Table)
    assert [column.heading.plain for column in years.columns] == ["ปีงบประมาณ พ.ศ.", "คะแนนรวม", "ระดับ"]
    assert [column.heading.plain for column in indicators.columns] == ["ข้อ", "แบบวัดและตัวชี้วัด", "คะแนน", "กลุ่ม"]
    for table in (years, indicators):
        assert sum(column.share for column in table.columns) == pytest.approx(1)
        assert {len(row.cells) for row in table.rows if not row.group} == {len(table.columns)}


def test_a_change_that_is_not_that_of_the_printed_figures_is_explained_once() -> None:
    said = {
        name: sum("ก่อนปัดเศษ" in note.words.plain for note in blocks_of(topics(GOLDEN[name]), Note))
        for name in GOLDEN
    }
    assert {name: count for name, count in said.items() if count} == {"khun-kaeo-2568": 1}
    report = topics(GOLDEN["khun-kaeo-2568"])
    assert tables(report)[0][-1][1:3] == ["96.73", "−0.34"]  # 97.06 before it
    at = next(at for at, block in enumerate(report.blocks) if isinstance(block, Table))
    assert "ก่อนปัดเศษ" in report.blocks[at + 1].words.plain


def test_a_paper_on_an_earlier_year_does_not_speak_of_later_ones() -> None:
    report = topics(GOLDEN["khun-kaeo-2566"])
    assert [row[0] for row in tables(report)[0]] == ["2566"]
    text = "\n".join(b.words.plain for b in blocks_of(report, Paragraph) if "มาตรการ" not in b.words.plain)
    assert "2568" not in text


def test_the_measures_stand_under_their_topics() -> None:
    report = topics(GOLDEN["khun-kaeo-2568"], whole=True)
    plan = tables(report)[-1]
    assert [c.heading.plain for c in blocks_of(report, Table)[-1].columns] == [
        "ประเด็น",
        "การนำผลการวิเคราะห์ไปสู่การปฏิบัติ",
        "ขั้นตอนหรือวิธีปฏิบัติ",
        "ผู้รับผิดชอบ",
        "ระยะเวลา",
    ]
    assert [row[0].split(".")[0] for row in plan] == "1 2 2 2 3 3 3 4 5 6 7 7".split()
    assert [row[0] for row in plan[2:4]] == ["2. (ต่อ)"] * 2
    assert sorted(row[1] for row in plan) == sorted(m.title for m in PLAN)
    assert all(len(row[2].split("\n")) == 3 for row in plan)


def test_the_topic_that_the_office_gave_goes_before_that_of_the_indicator() -> None:
    chosen = (measure(1, "9", topic=6),)
    plan = tables(topics(GOLDEN["khun-kaeo-2568"], chosen_measures=chosen))[-1]
    assert [row[1] for row in plan] == [*["ยังไม่ได้กำหนดมาตรการ"] * 5, chosen[0].title, "ยังไม่ได้กำหนดมาตรการ"]


def test_what_a_measure_leaves_open_is_left_to_write_on() -> None:
    bare = replace(measure(1, "1"), owner="", period="", how="", steps=())
    plan = tables(topics(GOLDEN["khun-kaeo-2568"], chosen_measures=(bare,)))[-1]
    assert [set(cell) for cell in plan[0][2:]] == [{"."}] * 3


def test_suggestions_are_called_a_draft() -> None:
    report = topics(GOLDEN["lumphuk-2565"])
    assert any("ร่างการนำผลการวิเคราะห์ไปสู่การปฏิบัติ" in b.words.plain for b in blocks_of(report, Heading))
    assert any(b.words.plain.startswith("ร่างต่อไปนี้มาจากคลังมาตรการ") for b in blocks_of(report, Paragraph))


@pytest.mark.parametrize(
    ("rank", "told"),
    [
        (None, "ไม่มีข้อมูลลำดับที่ประกาศ"),
        (Rank(692), "ตามผลที่ประกาศ อยู่ในลำดับที่ 692"),
        (Rank(692, 2242), "ตามผลที่ประกาศ อยู่ในลำดับที่ 692 จาก 2,242 หน่วยงาน"),
        (Rank(692, None, "เทศบาลตำบล"), "ตามผลที่ประกาศ อยู่ในลำดับที่ 692 ของหน่วยงานประเภทเทศบาลตำบล"),
        (Rank(692, 2242, "เทศบาลตำบล"), "ตามผลที่ประกาศ อยู่ในลำดับที่ 692 จาก 2,242 หน่วยงานประเภทเทศบาลตำบล"),
    ],
)
def test_the_rank_where_it_is_published(rank: Rank | None, told: str) -> None:
    assert tell_rank(rank).replace(NBSP, " ") == told


def test_the_rank_is_found_among_published_figures() -> None:
    declared = pd.DataFrame(
        {
            "agency_id": ["a", "a", "a", "b"],
            "fiscal_year": [2566, 2566, 2566, 2566],
            "level": ["rank", "rank-of", "rank-group", "rank"],
            "value": [692.0, 2242.0, float("nan"), 1.0],
            "text": [None, None, "เทศบาลตำบล", None],
        }
    )
    assert rank_of(declared, "a", 2566) == Rank(692, 2242, "เทศบาลตำบล")
    assert rank_of(declared, "b", 2566) == Rank(1)
    assert rank_of(declared, "a", 2567) is None


def test_limits_in_the_office_s_words_or_with_room_for_them() -> None:
    report = topics(GOLDEN["khun-kaeo-2568"], whole=True)
    listed = [[words.plain for words in block.items] for block in blocks_of(report, Bullets)]
    assert listed[1:] == [["มีเจ้าหน้าที่ 2 คน", "ย้ายบ่อย"], ["งานประจำมาก"], ["เครื่องเก่า 5 ปี"]]
    assert [block.label.plain for block in blocks_of(report, FillIn)] == ["ด้านงบประมาณ (Money)"]
    assert len(blocks_of(topics(GOLDEN["khun-kaeo-2568"], limits=Limits()), FillIn)) == 4


def test_findings_are_listed_with_their_source() -> None:
    report = topics(GOLDEN["khun-kaeo-2568"], findings=FINDINGS)
    (found,) = blocks_of(report, Bullets)
    assert found.items[0].plain.startswith("ข้อ 9 การเปิดเผยข้อมูล: ข้อ o12 ยังไม่ได้เผยแพร่")


def test_the_place_of_the_office_is_named_once() -> None:
    assert topics(GOLDEN["khun-kaeo-2568"], whole=True).subtitle.plain.replace(NBSP, " ") == (
        "เทศบาลตำบลตัวอย่าง 5 อำเภอตัวอย่าง จังหวัดสมมุติ · ปีงบประมาณ พ.ศ. 2568"
    )
    assert topics(GOLDEN["khun-kaeo-2568"], None).subtitle.plain.startswith("ไม่ทราบชื่อหน่วยงาน")


def test_more_than_eight_years_are_said_to_be_cut() -> None:
    report = topics(ALL["eight-years-the-last-provisional"])
    assert not [b for b in blocks_of(report, Note) if "ปีล่าสุด" in b.words.plain]
    assert any("2569" in b.words.plain for b in blocks_of(report, Note))


def test_how_many_topics_the_measures_reach() -> None:
    told = [
        next(
            b.words.plain
            for b in blocks_of(topics(GOLDEN["khun-kaeo-2568"], chosen_measures=plan), Paragraph)
            if "จำนวน" in b.words.plain
        )
        for plan in (PLAN, PLAN[:1], (replace(PLAN[0], indicator="x"),))
    ]
    assert [text.replace(NBSP, " ").partition(" มาตรการ ")[2] for text in told] == [
        "ครอบคลุมทั้ง 7 ประเด็น",
        "ครอบคลุม 1 ใน 7 ประเด็น",
        "ครอบคลุม 0 ใน 7 ประเด็น",
    ]


def test_the_chart_goes_before_its_table_where_no_other_chart_stands_before() -> None:
    def order(name: str) -> list[type]:
        return [type(b) for b in topics(GOLDEN[name]).blocks if isinstance(b, ChartBlock | Table)]

    assert order("khun-kaeo-2568")[:4] == [Table, ChartBlock, Table, ChartBlock]
    assert order("lumphuk-2565")[:4] == [Table, ChartBlock, Table, Table]
    assert order("khun-kaeo-2566") == order("lumphuk-2565")
