"""Where lines of Thai may break."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.reports.thai_words import LONGEST_PIECE, is_space, split_clusters, split_words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("การเปิดโอกาสให้มีส่วนร่วม", "การ|เปิดโอกาส|ให้|มีส่วนร่วม"),
        ("องค์การบริหารส่วนตำบล", "องค์การ|บริหาร|ส่วน|ตำบล"),
        ("งานประชาสัมพันธ์", "งาน|ประชาสัมพันธ์"),
        ("มาตรการควบคุมของโครงการพัฒนา", "มาตรการ|ควบคุม|ของ|โครงการ|พัฒนา"),
        ("กระบวนการกำกับดูแลที่ดำเนินการ", "กระบวนการ|กำกับ|ดูแล|ที่|ดำเนินการ"),
        ("รายงานการเผยแพร่ข่าว โครงการ์ด", "รายงาน|การเผยแพร่|ข่าว| |โครง|การ์ด"),
        ("งานประชาสัมพันธ์ สำนักปลัดเทศบาล", "งาน|ประชาสัมพันธ์| |สำนักปลัด|เทศบาล"),
        ("ผู้บริหาร/พนักงาน", "ผู้บริหาร/|พนักงาน"),
        ("(อบต.ท่าตัวอย่าง)", "(อบต.|ท่า|ตัวอย่าง)"),
        ("ทรัพย์สินของอบต. นายกอบต.", "ทรัพย์สิน|ของ|อบต.| |นายก|อบต."),
        ("ปีงบประมาณพ.ศ.2569 สำนักงานป.ป.ช.", "ปีงบประมาณ|พ.ศ.|2569| |สำนักงาน|ป.ป.ช."),
        ("ตามพ.ร.บ.ข้อมูล ประจำเดือนม.ค.69", "ตาม|พ.ร.บ.|ข้อมูล| |ประจำเดือน|ม.ค.|69"),
        ("“ทุจริต” และ (โปร่งใส),", "“ทุจริต”| |และ| |(โปร่งใส),"),
        ("มี.ค. พ.ศ.2568 ป.ป.ช.", "มี.ค.| |พ.ศ.|2568| |ป.ป.ช."),
        ("ลดลง 8.75% (−๐.๓๔)", "ลดลง| |8.75%| |(−๐.๓๔)"),
        ("ข้อ O100 และ EIT1", "ข้อ| |O100| |และ| |EIT1"),
        ("ต่าง ๆ มากๆ ฯลฯ กรุงเทพฯ", "ต่าง ๆ| |มากๆ| |ฯลฯ| |กรุงเทพฯ"),
        ("ภายใน 30\u00a0วัน", "ภายใน| |30\u00a0วัน"),
        ("(๑) คู่มือ (๒) แผน", "(๑) คู่มือ| |(๒) แผน"),
        ("คุ้มครองผู้แจ้งและผู้ที่ทำงาน", "คุ้มครอง|ผู้แจ้ง|และ|ผู้ที่ทำงาน"),
        ("ผลรายตัวชี้วัดของแบบวัด", "ผล|ราย|ตัวชี้วัด|ของ|แบบวัด"),
        ("มาตรการตามแผนปฏิบัติการป้องกัน", "มาตรการ|ตาม|แผน|ปฏิบัติการ|ป้องกัน"),
        ("รายงานการติดตามเรื่องทุกรอบ", "รายงาน|การ|ติดตาม|เรื่อง|ทุก|รอบ"),
        ("สรุปความเห็นบอกว่าแล้วเสร็จ", "สรุป|ความเห็น|บอก|ว่า|แล้วเสร็จ"),
        ("พัฒนาช่องทางการติดต่อให้เป็นปัจจุบัน", "พัฒนา|ช่องทาง|การ|ติดต่อ|ให้|เป็น|ปัจจุบัน"),
        ("มีส่วนร่วมในโครงการพัฒนา", "มีส่วนร่วม|ใน|โครงการ|พัฒนา"),
        ("จัดทำเป็นวิธีการนำ ให้กรอกว่า", "จัดทำ|เป็น|วิธีการ|นำ| |ให้|กรอก|ว่า"),
        ("ตำบลลุมพุกและณที่นี้", "ตำบล|ลุมพุก|และ|ณ|ที่|นี้"),
        ("ภายใน ๑ วันทำการ (มาก 3 งาน)", "ภายใน| |๑ วันทำการ| |(มาก| |3 งาน)"),
        ("จากปี ๒๕๖๗ ได้ 97.06 คะแนน", "จาก|ปี ๒๕๖๗| |ได้| |97.06 คะแนน"),
        ("ข้อ 9 ด้าน 7 ต่อ", "ข้อ 9| |ด้าน| |7| |ต่อ"),
    ],
)
def test_words(text: str, pieces: str) -> None:
    assert split_words(text) == pieces.split("|")


def test_what_no_line_could_hold_is_cut_between_two_letters() -> None:
    assert max(map(len, split_words("น้ำ" * 100))) <= 15
    assert all(piece.startswith("น") for piece in split_words("น้ำ" * 100))
    assert max(map(len, split_words("https://a.go.th/" + "x" * 300))) <= 15
    assert max(map(len, split_words("30\u00a0" * 100))) <= 15


def test_links_are_cut_where_their_parts_end() -> None:
    pieces = "https://|www.example.go.th/|contact/|all-channels-2569?|id=|14"
    assert split_words(pieces.replace("|", "")) == pieces.split("|")


@given(st.text(st.sampled_from("กขนปฎญเแโไะาำิี่้๊์็ๆฯ. ,()\u00a0\n\ra1๑%“”/-🙂"), max_size=80))
@settings(max_examples=300)
def test_the_pieces_are_the_text(text: str) -> None:
    pieces = split_words(text)
    assert "".join(pieces) == text
    assert all(len(piece) <= LONGEST_PIECE for piece in pieces if not is_space(piece))
    for before, piece in pairwise(pieces):  # no line begins with a mark of the letter before
        assert is_space(before) or piece[0] not in "ะา\u0e33\u0e34\u0e35\u0e47\u0e48\u0e49\u0e4a\u0e4c"


def test_letters_keep_their_marks() -> None:
    assert split_clusters("เก่งปั๊มน้ำ") == ["เก่", "ง", "ปั๊", "ม", "น้ำ"]


def test_the_dictionary_leaves_nothing_on_the_machine(tmp_path: Path) -> None:
    code = "from itacore.reports.thai_words import split_words; print(len(split_words('ตำบลตัวอย่าง')))"
    places = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    call = [sys.executable, "-c", code]
    done = subprocess.run(call, env={**os.environ, **places}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2"
    assert list(tmp_path.iterdir()) == []
