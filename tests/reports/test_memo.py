"""The memo: its head, reasons, signatures and attachment, for everything that may be known of an office."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from itacore.measures.plan import Meeting
from itacore.narrative.instruments import tell_found, tell_lowest, tell_total_and_level
from itacore.office import Particulars, Signatory
from itacore.reports.report import (
    Clause,
    FillIn,
    Heading,
    MemoHead,
    Note,
    Opinion,
    Paragraph,
    Report,
    Signature,
    Table,
)
from itacore.thai import NBSP, format_number
from tests.charts.profiles import profile_of, same, ten
from tests.reports.letters import ALL, GOLDEN, MEETING, OFFICE, PLAN, measure, memo
from tests.scoring.tables import Result


def blocks_of(report: Report, kind: type) -> list:
    return [block for block in report.blocks if isinstance(block, kind)]


def clauses(report: Report) -> list[str]:
    return [block.words.plain.replace(NBSP, " ") for block in blocks_of(report, Clause)]


def fields(report: Report) -> dict[str, tuple[str, bool]]:
    (head,) = blocks_of(report, MemoHead)
    return {f.label.plain: (f.value.plain.replace(NBSP, " "), f.open) for line in head.lines for f in line}


def rows(table: Table) -> list[list[str]]:
    return [[cell.plain.replace(NBSP, " ") for cell in row.cells] for row in table.rows]


# ---- the head ----------------------------------------------------------------------------------------------


def test_the_head_of_an_office_that_gave_everything() -> None:
    assert fields(memo(GOLDEN["khun-kaeo-2568"], whole=True)) == {
        "ส่วนราชการ": ("สำนักปลัดเทศบาล เทศบาลตำบลตัวอย่าง 5 โทร 0 2000 0000", False),
        "ที่": ("สม 12345/", True),
        "วันที่": ("21 พฤศจิกายน 2569", False),
        "เรื่อง": (
            "รายงานการวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 "
            "และมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2569",
            False,
        ),
        "เรียน": ("นายกเทศมนตรี", False),
    }


def test_the_head_of_an_office_that_gave_nothing_has_room_for_everything() -> None:
    found = fields(memo(GOLDEN["khun-kaeo-2568"], dated=None))
    assert {label: found[label] for label in ("ส่วนราชการ", "ที่", "วันที่", "เรียน")} == dict.fromkeys(
        ("ส่วนราชการ", "ที่", "วันที่", "เรียน"), ("", True)
    )
    assert "ร่างมาตรการ" in found["เรื่อง"][0]


# ---- the letter --------------------------------------------------------------------------------------------


def test_the_clauses_of_khun_kaeo() -> None:
    assert clauses(memo(GOLDEN["khun-kaeo-2568"], whole=True)) == [
        "ตามที่สำนักงาน ป.ป.ช. กำหนดให้หน่วยงานภาครัฐเข้ารับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน"
        "ของหน่วยงานภาครัฐ (ITA) ทุกปี "
        "และในปีงบประมาณ พ.ศ. 2568 เทศบาลตำบลตัวอย่าง 5 ได้คะแนนรวม 96.73 คะแนน ผลการประเมินอยู่ในระดับผ่านดี นั้น",
        "จากการวิเคราะห์ผลการประเมิน ไม่พบตัวชี้วัดที่ต้องแก้ไขก่อน แต่พบตัวชี้วัดที่ควรพัฒนา 3 ตัวชี้วัด (ข้อ 7, 8 และ 9)",
        "เพื่อนำผลการวิเคราะห์ไปสู่การปฏิบัติ จึงได้จัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2569 "
        "จำนวน 12 มาตรการ โดยระบุวิธีดำเนินการ ผู้รับผิดชอบ ระยะเวลา และการติดตามผล ตามเอกสารแนบ",
        "จึงเรียนมาเพื่อโปรดทราบ และพิจารณาเห็นชอบมาตรการตามเอกสารแนบ",
    ]


def test_lumphuk_has_eight_to_mend_first() -> None:
    text = "\n".join(clauses(memo(GOLDEN["lumphuk-2565"])))
    assert "ได้คะแนนรวม 69.38 คะแนน ผลการประเมินอยู่ในระดับ C นั้น" in text
    assert "ต้องแก้ไขก่อน 8 ตัวชี้วัด (ข้อ 2, 3, 4, 5, 7, 8, 9 และ 10) และตัวชี้วัดที่ควรพัฒนา 2 ตัวชี้วัด (ข้อ 1 และ 6)" in text


def test_suggestions_are_a_draft_and_never_what_the_office_decided() -> None:
    report = memo(GOLDEN["lumphuk-2565"])
    text = "\n".join(clauses(report))
    assert "จึงขอเสนอร่างมาตรการ" in text
    assert "จึงได้จัดทำมาตรการ" not in text
    assert any("ร่างนี้มาจากคลังมาตรการ" in block.words.plain for block in blocks_of(report, Note))


def test_without_measures_none_are_claimed() -> None:
    report = memo(ALL["totals"])
    assert "ยังไม่ได้กำหนด" in clauses(report)[2]
    assert clauses(report)[3] == "จึงเรียนมาเพื่อโปรดทราบ"
    assert "ยังไม่ได้กำหนดมาตรการ" in [block.words.plain for block in blocks_of(report, Paragraph)]


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (Result(2568, {}, {}, None, "ผ่านดี"), "ยังไม่มีคะแนนรวม ผลการประเมินอยู่ในระดับผ่านดี"),
        (
            Result(2568, same(90), {}, 90, "ผ่านดีเยี่ยม"),
            "ได้คะแนนรวม 90.00 คะแนน ประกาศผลในระดับผ่านดีเยี่ยม ซึ่งตามเกณฑ์เป็นได้เพียงระดับ",
        ),
        (
            Result(2569, same(80)),
            "ได้คะแนนรวม 80.00 คะแนน ผลการประเมินอยู่ในระดับต้องปรับปรุง (ใช้เกณฑ์ปี 2568 ไปพลางก่อน",
        ),
        (Result(2568, {}, {}, 96.73), "ได้คะแนนรวม 96.73 คะแนน ซึ่งตามข้อมูลที่มีเป็นได้ทั้งระดับ"),
        (Result(2568, same(90), {}, 97, "ผ่านดี"), "คำนวณคะแนนรวมจากตัวชี้วัดได้ 90.00 คะแนน"),
        (Result(2568, {"1": 90}), "ยังไม่มีคะแนนรวม"),
    ],
)
def test_total_and_level_as_far_as_they_are_known(result: Result, told: str) -> None:
    found = tell_total_and_level(profile_of([result], result.fiscal_year)).replace(NBSP, " ")
    assert found.startswith(told)


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        (ten(90, 80, 95, 91, 85), "IIT ได้ 88.20 คะแนน ต่ำสุดคือข้อ 2 การใช้งบประมาณ 80.00 คะแนน"),
        (ten(90, 80, 95, 80, 85), "IIT ได้ 86.00 คะแนน ต่ำสุดคือข้อ 2 และ 4 ซึ่งได้ 80.00 คะแนนเท่ากัน"),
        (ten(90, 90, 90, 90, 90), "IIT ได้ 90.00 คะแนน ทุกตัวชี้วัดได้ 90.00 คะแนนเท่ากัน"),
        (ten(100, 100, 100, 100, 100), "IIT ได้ 100.00 คะแนน ทุกตัวชี้วัดได้เต็ม 100"),
        (
            {"1": 90.0},
            "IIT ยังไม่ทราบคะแนนของแบบวัด ทราบคะแนนเฉพาะข้อ 1 การปฏิบัติหน้าที่ 90.00 คะแนน "
            "(ยังไม่มีคะแนนของข้อ 2, 3, 4 และ 5)",
        ),
        (
            {"1": 100.0, "2": 100.0},
            "IIT ยังไม่ทราบคะแนนของแบบวัด ตัวชี้วัดที่ทราบคะแนนได้เต็ม 100 (ยังไม่มีคะแนนของข้อ 3, 4 และ 5)",
        ),
        ({"9": 90.0}, "IIT ยังไม่ทราบคะแนนของแบบวัด ไม่มีคะแนนรายตัวชี้วัด"),
    ],
)
def test_where_an_instrument_is_lowest(scores: dict[str, float], told: str) -> None:
    assert tell_lowest(profile_of([Result(2568, scores)], 2568), "IIT").replace(NBSP, " ") == told


def test_the_lowest_of_lumphuk_are_those_its_officer_named() -> None:
    told = [tell_lowest(GOLDEN["lumphuk-2565"], code) for code in ("IIT", "EIT", "OIT")]
    assert [re.findall(r"ข้อ (\d+)", text) for text in told] == [["5"], ["8"], ["10"]]


def test_all_full_is_to_be_kept() -> None:
    assert tell_found(ALL["all-full"]).endswith("จึงควรรักษาผลการดำเนินงานไว้")


# ---- signatures --------------------------------------------------------------------------------------------


def test_the_first_hands_in_and_the_others_give_their_opinions() -> None:
    report = memo(GOLDEN["khun-kaeo-2568"], whole=True)
    (signature,) = blocks_of(report, Signature)
    assert signature.lines[1].plain == "เจ้าพนักงานธุรการ"
    opinions = blocks_of(report, Opinion)
    assert [o.title.plain for o in opinions] == [
        "ความเห็นของหัวหน้าสำนักปลัดเทศบาล",
        "ความเห็นของปลัดเทศบาล",
        "ข้อพิจารณา/ข้อสั่งการของนายกเทศมนตรี",
    ]
    assert [o.signature.lines[0].plain for o in opinions][-1] == "(ชื่อสมมุติ 1)"
    assert all(set(o.signature.lines[0].plain) == set("().") for o in opinions[:-1])


@pytest.mark.parametrize("count", range(9))
def test_there_are_always_three_blocks_of_opinion_at_least(count: int) -> None:
    own = Particulars(signatories=tuple(Signatory(f"ตำแหน่ง {at}") for at in range(1, count + 1)))
    report = memo(GOLDEN["khun-kaeo-2568"], particulars=own)
    opinions = blocks_of(report, Opinion)
    assert len(opinions) == max(3, count - 1)
    posts = [o.signature.lines[1].plain for o in opinions]
    given = [f"ตำแหน่ง {at}" for at in range(2, count + 1)]
    assert posts[len(posts) - len(given) :] == given
    assert all("....." in post for post in posts[: len(posts) - len(given)])
    assert fields(report)["เรียน"] == ((given[-1], False) if given else ("", True))


def test_no_person_is_named_unless_given() -> None:
    bare = replace(OFFICE, signatories=tuple(Signatory(s.post) for s in OFFICE.signatories))
    report = memo(GOLDEN["khun-kaeo-2568"], whole=True, particulars=bare)
    signatures = [*blocks_of(report, Signature), *(o.signature for o in blocks_of(report, Opinion))]
    assert all(re.fullmatch(r"\(\.+\)", s.lines[0].plain) for s in signatures)


# ---- the attachment ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(ALL))
def test_all_parts_are_there_whatever_is_known(name: str) -> None:
    for whole in (False, True):
        report = memo(ALL[name], whole=whole)
        assert report.headed
        assert len(blocks_of(report, Clause)) == 4
        assert len(blocks_of(report, Opinion)) == 3
        heads = [b.words.plain for b in blocks_of(report, Heading) if b.level == 2]
        assert [head[:2] for head in heads] == ["1.", "2.", "3.", "หม"]
        weak = blocks_of(report, Table)[0]
        assert len(weak.rows) == 13
        text = "\n".join(cell for table in blocks_of(report, Table) for row in rows(table) for cell in row)
        assert "None" not in text
        assert "nan" not in text


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_figures_are_those_of_the_profile(name: str) -> None:
    profile = GOLDEN[name]
    weak = blocks_of(memo(profile), Table)[0]
    found = {row[0].split(".")[0]: row[1] for row in rows(weak) if len(row) > 1}
    assert found == {i.code: format_number(i.score) for i in profile.indicators}
    groups = [row[0] for row in rows(weak) if len(row) == 1]
    assert [re.search(r"ได้ ([\d.]+)", group)[1] for group in groups] == [  # type: ignore[index]
        format_number(profile.unit(code)) for code in ("IIT", "EIT", "OIT")
    ]


def test_the_plan_has_a_row_for_every_measure_by_indicator() -> None:
    report = memo(GOLDEN["khun-kaeo-2568"], whole=True)
    table = blocks_of(report, Table)[1]
    assert [c.heading.plain for c in table.columns] == [
        "มาตรการ/แนวทาง",
        "วิธีดำเนินการ",
        "ผู้รับผิดชอบ",
        "ระยะเวลา",
        "การติดตามผล",
    ]
    listed = [row for row in rows(table) if len(row) == 5]
    assert [row[0].split(" ")[0] for row in listed] == [f"{at}." for at in range(1, 13)]
    assert {row[0].partition(" ")[2] for row in listed} == {m.title for m in PLAN}
    assert listed[0][1].split("\n")[2].startswith("3. ขั้นตอนย่อย 3 ของเรื่อง 1")
    assert {tuple(row[2:]) for row in listed} == {
        ("กองคลัง และสำนักปลัดเทศบาล", "ม.ค. 70 – พ.ค. 70", "รายงานที่ประชุมประจำเดือนมีนาคม 2570")
    }
    assert [row[0] for row in rows(table) if len(row) == 1][-1] == "ข้อ 10 การป้องกันการทุจริต (100.00 คะแนน)"


def test_what_a_measure_leaves_open_is_left_to_write_on() -> None:
    bare = replace(measure(1, "9"), owner="", period=" ", follow_up="", how="", steps=())
    table = blocks_of(memo(GOLDEN["khun-kaeo-2568"], chosen_measures=(bare,)), Table)[1]
    assert [set(cell) for cell in rows(table)[1][1:]] == [{"."}] * 4


def test_a_weak_indicator_without_a_measure_is_named() -> None:
    report = memo(GOLDEN["khun-kaeo-2568"], chosen_measures=(measure(1, "9"),))
    assert any("ข้อ 8 และ 7 ยังไม่ได้เลือกมาตรการ" in b.words.plain for b in blocks_of(report, Note))


def test_the_meeting_as_it_was_held_or_with_room_for_it() -> None:
    report = memo(GOLDEN["khun-kaeo-2568"], meeting=MEETING)
    assert not blocks_of(report, FillIn)
    text = [b.words.plain.replace(NBSP, " ") for b in blocks_of(report, Paragraph)]
    assert "วันที่ประชุม 21 กันยายน 2569" in text
    assert "มติที่ประชุม เห็นชอบมาตรการ 12 ข้อ" in text
    people = "\n1. นายกเทศมนตรี\n2. ปลัดเทศบาล\n3. หัวหน้าส่วนราชการ 4 คน"
    assert f"ผู้เข้าร่วมประชุม (ตำแหน่ง){people}" in text
    empty = memo(GOLDEN["khun-kaeo-2568"], meeting=Meeting())
    assert len(blocks_of(empty, FillIn)) == 5


def test_what_the_office_found_stands_beside_the_indicator() -> None:
    weak = blocks_of(memo(GOLDEN["khun-kaeo-2568"], whole=True), Table)[0]
    (row,) = (row for row in rows(weak) if row[0].startswith("9."))
    assert row[2].endswith("หน่วยงานพบว่า ข้อ o12 ยังไม่ได้เผยแพร่ 1 รายการ (ที่มา: ผลคะแนนรายข้อ)")


def test_provisional_rules_are_told() -> None:
    report = memo(ALL["eight-years-the-last-provisional"])
    assert "ใช้เกณฑ์ปี 2568 ไปพลางก่อน" in clauses(report)[0]
    assert any("ยังไม่มีเกณฑ์ปี 2569" in b.words.plain for b in blocks_of(report, Note))
