"""Reports on carrying out measures, of golden and made-up results: with a plan and what was done, or with nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure
from itacore.measures.progress import Progress
from itacore.office import Particulars, Signatory
from itacore.reports.materials import Materials
from itacore.reports.progress import build_progress
from itacore.reports.progress_evidence import build_progress_evidence
from itacore.reports.report import Report
from itacore.scoring.profile import Profile
from tests.reports.analyses import twelve
from tests.reports.cases import DAY

BUILDERS = {"progress": build_progress, "progress-evidence": build_progress_evidence}
OFFICE = Particulars(
    "เทศบาลตำบลตัวอย่าง 5", signatories=(Signatory("เจ้าพนักงานธุรการ", "ชื่อสมมุติ 1"), Signatory("ปลัดเทศบาล"))
)
FULL = ChosenMeasure(
    None,
    "9",
    "มาตรการเปิดเผยข้อมูล 1",
    "ทำร่วมกันทุกกอง",
    "กองคลัง",
    "ม.ค. 69 – มี.ค. 69",
    "ภาพหน้าเว็บ 2 ภาพ",
    ("รวบรวมข้อมูล 5 รายการ", "ลงเว็บไซต์ภายใน 7 วัน"),
    "เปิดเผยครบ 28 รายการ",
    "ไม่ใช้งบประมาณ",
    "รายงานที่ประชุมทุก 3 เดือน",
)
DONE = Progress(
    "done",
    "ลงข้อมูลครบ 28 รายการ",
    "10 มีนาคม 2569",
    problems="เครื่องเก่า 2 เครื่อง",
    suggestions="จัดหาเครื่องใหม่",
    links=("https://example.go.th/1",),
    evidence=("ภาพหน้าเว็บ 1", "หนังสือเวียน 2"),
)
WAITING = Progress("not-done", due="30 กันยายน 2569")
PLAN = (FULL, *twelve()[1:])


def paper(kind: str, profile: Profile, name: str | None = "เทศบาลตำบลตัวอย่าง 5", **more: object) -> Report:
    given: dict[str, Any] = {"dated": DAY, **more}
    return BUILDERS[kind](Materials(profile, name, None, read_criteria(), **given))


def bare(measure: ChosenMeasure) -> ChosenMeasure:
    """A measure of which only the title is known."""
    empty = dict.fromkeys(
        ("how", "owner", "period", "evidence", "result_indicator", "budget", "follow_up"), ""
    )
    return replace(measure, steps=(), **empty)  # type: ignore[arg-type]
