"""Analysis reports of golden and made-up results."""

from __future__ import annotations

from datetime import date

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure, Finding
from itacore.measures.plan import Meeting
from itacore.office import Particulars, Signatory
from itacore.reports.analysis import build_analysis
from itacore.reports.materials import Materials
from itacore.reports.report import Report
from itacore.scoring.profile import Profile
from tests.reports.cases import DAY, MUNICIPALITY

NAME = "เทศบาลตำบลตัวอย่าง 5"
OFFICE = Particulars(
    district="ตัวอย่าง",
    province="สมมุติ",
    signatories=(Signatory("ปลัดเทศบาล"), Signatory("นายกเทศมนตรี", "ชื่อ 1")),
)
MEETING = Meeting(
    "ประชุมคณะทำงาน ครั้งที่ 2",
    date(2025, 9, 22),
    "ห้องประชุม 1",
    ("ปลัดเทศบาล", "ผู้อำนวยการกองคลัง"),
    "เห็นชอบ 12 มาตรการ",
)
FINDINGS = {"9": Finding("items", "รายการ o7 ไม่ได้คะแนน"), "1": Finding("meeting", "คู่มือยังไม่ระบุเวลา 3 งาน")}


def analysis(
    profile: Profile,
    name: str | None = NAME,
    *,
    chosen: tuple[ChosenMeasure, ...] | None = None,
    findings: dict[str, Finding] | None = None,
    office: Particulars | None = None,
    meeting: Meeting | None = None,
    files: tuple[str, ...] = (),
    dated: date | None = DAY,
) -> Report:
    return build_analysis(
        Materials(
            profile,
            name,
            MUNICIPALITY,
            read_criteria(),
            particulars=office or Particulars(),
            chosen_measures=chosen,
            meeting=meeting or Meeting(),
            findings=findings or {},
            files=files,
            dated=dated,
        )
    )


def planned(indicator: str, at: int) -> ChosenMeasure:
    """A measure in the office's own words, with steps; the twelfth has more than a page holds."""
    count = 30 if at == 12 else 4
    what = f"ของงานที่ {at} ให้กองเจ้าของเรื่องตรวจและรายงานต่อปลัดเทศบาล"
    steps = tuple(f"ขั้น {step} {what}" for step in range(1, count + 1))
    return ChosenMeasure(
        None,
        indicator,
        f"มาตรการที่ {at} จัดทำและเผยแพร่ข้อมูลให้ครบถ้วนเป็นปัจจุบัน",
        "ทำทุก 3 เดือน",
        "ทุกส่วนราชการ" if at % 2 else "สำนักปลัดเทศบาล",
        "ไตรมาส 1-2",
        "รายงาน 1 ฉบับ",
        steps,
    )


def twelve() -> tuple[ChosenMeasure, ...]:
    """A plan of twelve measures, two of them for one indicator twice."""
    codes = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "9", "8")
    return tuple(planned(code, at) for at, code in enumerate(codes, start=1))


def full(profile: Profile) -> Report:
    """A report with everything an office may add."""
    return analysis(
        profile,
        chosen=twelve(),
        findings=FINDINGS,
        office=OFFICE,
        meeting=MEETING,
        files=("ผล 2568.xlsx",),
    )
