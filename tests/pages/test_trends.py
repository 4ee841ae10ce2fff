"""The page of the trends answers its question for every sample, and for every pair of years."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from itacore.thai import NBSP

Visit = Callable[..., AppTest]


def plain(text: object) -> str:
    return str(text).replace("\\", "").replace(NBSP, " ")


def titles(app: AppTest) -> list[str]:
    return [plain(head.value) for head in (*app.header, *app.subheader)]


def figures(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_without_scores_it_says_where_to_go(visit: Visit) -> None:
    app = visit("results/trends")
    assert plain(app.title[0].value) == "ยังไม่มีคะแนนในโปรแกรม"
    assert not app.get("plotly_chart")


def test_three_years_of_one_municipality(visit: Visit) -> None:
    app = visit("results/trends", sample="municipality")
    assert [plain(title.value) for title in app.title] == [
        "คะแนนรวมเพิ่มขึ้นติดต่อกัน 2 ปี จาก 88.91 เป็น 96.71 และระดับสูงขึ้นเป็นผ่านดี"
    ]
    assert titles(app) == [
        "ตั้งแต่ปี 2567 เปลี่ยนจากระดับผ่าน เป็นระดับผ่านดี",
        "เพิ่มขึ้น 3.08 คะแนน ข้อ 10 ทำให้เพิ่มขึ้นมากที่สุด (+2.50)",
        "ข้อ 7 และ 10 เปลี่ยนแปลงตั้งแต่ 5 คะแนนขึ้นไป",
        "ข้อ 8 ต่ำกว่า 95 ทั้ง 3 ปี",
    ]
    assert len(figures(app)) == 4
    assert any("จัดรายการ OIT ใหม่" in plain(note.value) for note in app.caption)


def test_another_pair_of_years_can_be_chosen(visit: Visit) -> None:
    app = visit("results/trends", sample="municipality")
    (choice,) = [group for group in app.get("button_group") if str(group.key).startswith("pair-")]
    choice.set_value(2567).run()
    assert not app.exception
    assert titles(app)[1] == "เพิ่มขึ้น 4.73 คะแนน ข้อ 10 ทำให้เพิ่มขึ้นมากที่สุด (+3.41)"


def test_one_year_shows_its_indicators_and_asks_for_another_year(visit: Visit) -> None:
    app = visit("results/trends", sample="sao")
    assert plain(app.title[0].value) == "มีคะแนนปี 2565 ปีเดียว จึงยังดูแนวโน้มไม่ได้"
    assert titles(app) == [
        "ปี 2565 อยู่ระดับ C",
        "มีปีเดียว จึงยังไม่มีปีก่อนให้เทียบ",
        "ไม่มีตัวชี้วัดใดถึง 95 ต่ำสุดคือข้อ 2 การใช้งบประมาณ 57.32",
    ]
    assert len(figures(app)) == 2


@pytest.mark.parametrize("year", ["2564", "2566", "2568"])
def test_a_province_of_five_years(visit: Visit, year: str) -> None:
    app = visit("results/trends", sample="province", year=year)
    assert len(app.title) == 1
    assert len(figures(app)) == 4
    pairs = next(box for box in app.selectbox if str(box.key).startswith("pair-"))
    assert pairs.options == ["2564 → 2565", "2565 → 2566", "2566 → 2567", "2567 → 2568"]
    assert pairs.value == {"2564": 2565}.get(year, int(year))
    assert any("ใช้ระดับชุดใหม่" in plain(note.value) for note in app.caption)
