"""Memos and analyses by topic, of golden and made-up results, with everything an office can give, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure, Finding
from itacore.measures.periods import tell_months
from itacore.measures.plan import Meeting
from itacore.office import Limits, Particulars, Signatory
from itacore.reports.materials import Materials
from itacore.reports.memo import build_memo
from itacore.reports.report import Report
from itacore.reports.topics import build_topic_analysis
from itacore.reports.topics_result import Rank
from itacore.scoring.profile import Profile
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile
from tests.charts.test_views import KINDS
from tests.reports.cases import DAY, MUNICIPALITY

GOLDEN: dict[str, Profile] = {
    **{f"khun-kaeo-{year}": golden_profile(KHUN_KAEO, year) for year in (2566, 2567, 2568)},
    "lumphuk-2565": golden_profile(LUMPHUK, 2565),
}
ALL = {**GOLDEN, **{name.replace(" ", "-").replace(",", ""): profile for name, profile in KINDS.items()}}

OFFICE = Particulars(
    name="เทศบาลตำบลตัวอย่าง 5",
    district="ตัวอย่าง",
    province="สมมุติ",
    heading="สำนักปลัดเทศบาล เทศบาลตำบลตัวอย่าง 5 โทร 0 2000 0000",
    number="สม 12345/",
    units=("สำนักปลัดเทศบาล", "กองคลัง"),
    signatories=(
        Signatory("เจ้าพนักงานธุรการ"),
        Signatory("หัวหน้าสำนักปลัดเทศบาล"),
        Signatory("ปลัดเทศบาล"),
        Signatory("นายกเทศมนตรี", "ชื่อสมมุติ 1"),
    ),
)
MEETING = Meeting(
    "ประชุมหัวหน้าส่วนราชการ ครั้งที่ 9",
    date(2026, 9, 21),
    "ห้องประชุมชั้น 2",
    ("นายกเทศมนตรี", "ปลัดเทศบาล", "หัวหน้าส่วนราชการ 4 คน"),
    "เห็นชอบมาตรการ 12 ข้อ",
)
LIMITS = Limits("มีเจ้าหน้าที่ 2 คน\nย้ายบ่อย", "", "งานประจำมาก", "เครื่องเก่า 5 ปี")
FINDINGS = {"9": Finding("items", "ข้อ o12 ยังไม่ได้เผยแพร่ 1 รายการ")}


def measure(number: int, indicator: str, *, steps: int = 3, topic: int | None = None) -> ChosenMeasure:
    """A measure with all its fields, in an office's words."""
    return ChosenMeasure(
        None,
        indicator,
        f"มาตรการเรื่อง {number} ของหน่วยงาน",
        "ทำร่วมกันทุกกอง",
        "กองคลัง และสำนักปลัดเทศบาล",
        tell_months([4, 5, 6, 7, 8], 2570),
        "รายงาน 1 ฉบับ",
        steps=tuple(
            f"ขั้นตอนย่อย {at} ของเรื่อง {number} ให้ผู้รับผิดชอบทำให้ครบทุกกองและบันทึกไว้" for at in range(1, steps + 1)
        ),
        follow_up="รายงานที่ประชุมประจำเดือนมีนาคม 2570",
        topic=topic,
    )


PLAN = tuple(
    measure(at, code)
    for at, code in enumerate(("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "9", "8"), start=1)
)


def memo(
    profile: Profile, name: str | None = "เทศบาลตำบลตัวอย่าง 5", *, whole: bool = False, **more: object
) -> Report:
    given: dict[str, Any] = {"dated": DAY}
    if whole:
        given |= {"particulars": OFFICE, "chosen_measures": PLAN, "findings": FINDINGS, "meeting": MEETING}
    return build_memo(Materials(profile, name, MUNICIPALITY, read_criteria(), **{**given, **more}))


def topics(
    profile: Profile, name: str | None = "เทศบาลตำบลตัวอย่าง 5", *, whole: bool = False, **more: object
) -> Report:
    given: dict[str, Any] = {"dated": DAY}
    if whole:
        given |= {"particulars": OFFICE, "chosen_measures": PLAN, "findings": FINDINGS, "limits": LIMITS}
        given["rank"] = Rank(692, 2242, "เทศบาลตำบล")
    return build_topic_analysis(Materials(profile, name, MUNICIPALITY, read_criteria(), **{**given, **more}))
