"""Reports of golden and made-up results."""

from __future__ import annotations

from datetime import date

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure, Finding
from itacore.reports.materials import Materials
from itacore.reports.report import Report
from itacore.reports.weaknesses import build_weakness_summary
from itacore.scoring.profile import Profile
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile, profile_of, same, ten
from tests.scoring.tables import Result

HOSTILE = "<b>=cmd|' /C calc'!A0 & {{x}}"
DAY = date(2026, 11, 21)
MUNICIPALITY = "เทศบาลตำบล"


def summary(
    profile: Profile,
    name: str | None = "เทศบาลตำบลตัวอย่าง 5",
    *,
    chosen: tuple[ChosenMeasure, ...] | None = None,
    findings: dict[str, Finding] | None = None,
    dated: date | None = DAY,
) -> Report:
    made_of = Materials(
        profile,
        name,
        MUNICIPALITY,
        read_criteria(),
        chosen_measures=chosen,
        findings=findings or {},
        dated=dated,
    )
    return build_weakness_summary(made_of)


def khun_kaeo() -> Report:
    return summary(golden_profile(KHUN_KAEO, 2568))


def lumphuk() -> Report:
    return summary(golden_profile(LUMPHUK, 2565))


def own(indicator: str, title: str, how: str = "ทำทุก 3 เดือน") -> ChosenMeasure:
    """A measure in the office's own words."""
    return ChosenMeasure(None, indicator, title, how, "กองคลัง", "ไตรมาส 2", "รายงาน 1 ฉบับ")


OPEN = ten(99.52, 99.81, 100, 99.43, 100, 97.61, 94.38, 93.51, 91.25, 100)
PROFILES: dict[str, Profile] = {
    "five-level": golden_profile(KHUN_KAEO, 2568),
    "letters": golden_profile(LUMPHUK, 2565),
    "open": profile_of([Result(2568, OPEN)], 2568),
    "totals-only": profile_of(
        [Result(2567, {}, {}, 95.0, "ผ่านดี"), Result(2568, {}, {}, 96.73, "ผ่านดี")], 2568
    ),
    "provisional": profile_of([Result(2568, same(96)), Result(2569, same(94))], 2569),
    "full": profile_of([Result(2568, same(100), {}, 100, "ผ่านดีเยี่ยม")], 2568),
    "contradictory": profile_of([Result(2568, same(90), {}, 97, "ผ่านดี")], 2568),
    "outside": profile_of([Result(2568, same(90), {}, 90, "ผ่านดีเยี่ยม")], 2568),
    "some": profile_of([Result(2568, {"1": 90, "9": 80}, {}, 92)], 2568),
    "level-only": profile_of([Result(2568, {}, {}, None, "ผ่านดี")], 2568),
    "near": profile_of([Result(2568, same(94.99), {}, 94.99)], 2568),
}
