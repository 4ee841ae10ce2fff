"""Sheets that stand beside results in real files: words, the rules of scoring, a plan of measures."""

from __future__ import annotations

from tests.reading.made_up.canvas import Canvas
from tests.reading.made_up.data import INDICATORS
from tests.reading.made_up.pen import Pen


def words_only(pen: Pen) -> Canvas:
    """A sheet of words."""
    out = Canvas(pen)
    out.write(0, "คำอธิบาย")
    out.write(1, "คะแนนเต็ม 100 คะแนน ประกาศผลเดือนสิงหาคม")
    return out


def rules(pen: Pen) -> Canvas:
    """How scores are put together, as a report explains it."""
    out = Canvas(pen)
    out.write(0, "คะแนน", "แบบวัด IIT", "แบบวัด EIT (๑)", "แบบวัด EIT (๒)", "แบบวัด OIT")
    out.write(1, "คะแนนตัวชี้วัด", *["คะแนนเฉลี่ยของทุกข้อคำถามในตัวชี้วัด"] * 4)
    out.write(2, "น้ำหนักแบบวัด", "ร้อยละ ๓๐", "ร้อยละ ๑๕", "ร้อยละ ๑๕", "ร้อยละ ๔๐")
    return out


def plan(pen: Pen) -> Canvas:
    """A plan of measures whose first column names indicators."""
    out = Canvas(pen)
    out.write(
        0,
        "ตัวชี้วัด",
        "มาตรการ/โครงการ/กิจกรรม",
        "ขั้นตอน / วิธีการดำเนินการ",
        "ระยะเวลา ดำเนินการ",
        "ผู้รับผิดชอบ",
        "ร้อยละ",
    )
    for row, code in enumerate(INDICATORS, start=1):
        out.write(
            row, f"{code}. {pen.name(code)}", "จัดทำคู่มือ", "เผยแพร่บนเว็บไซต์", "ไตรมาส 1-2", "สำนักปลัด", 50 + row
        )
    return out
