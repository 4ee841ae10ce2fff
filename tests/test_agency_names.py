"""Names of agencies that several have."""

from __future__ import annotations

from itacore.agency_names import name_with_place, tell_agencies, tell_names
from itacore.tables import AGENCIES, make_table


def told(*agencies: tuple[str, str | None, str | None]) -> list[str]:
    names, districts, provinces = ([agency[place] for agency in agencies] for place in range(3))
    return tell_names([name or "" for name in names], districts, provinces)


def test_a_name_of_one_agency_stands_alone() -> None:
    assert told(("อบต.ก", "เมือง", "หนึ่ง"), ("อบต.ข", "เมือง", "หนึ่ง")) == ["อบต.ก", "อบต.ข"]


def test_the_province_tells_apart() -> None:
    assert told(("อบต.ก", "เมือง", "หนึ่ง"), ("อบต.ก", "ริมน้ำ", "จังหวัดสอง"), ("อบต.ก", None, None)) == [
        "อบต.ก จ.หนึ่ง",
        "อบต.ก จ.สอง",
        "อบต.ก",
    ]


def test_the_district_stands_where_the_province_does_not_tell_apart() -> None:
    assert told(
        ("อบต.ก", "อำเภอเมือง", "หนึ่ง"),
        ("องค์การบริหารส่วนตำบลก", "ริมน้ำ", "หนึ่ง"),
        ("อบต.ก", "ดอยสูง", "สอง"),
    ) == ["อบต.ก อ.เมือง จ.หนึ่ง", "องค์การบริหารส่วนตำบลก อ.ริมน้ำ จ.หนึ่ง", "อบต.ก จ.สอง"]


def test_districts_of_unknown_provinces() -> None:
    assert told(("อบต.ก", "เมือง", None), ("อบต.ก", "อ.ริมน้ำ", None), ("อบต.ก", "-", None)) == [
        "อบต.ก อ.เมือง",
        "อบต.ก อ.ริมน้ำ",
        "อบต.ก",
    ]


def test_the_names_of_a_table() -> None:
    rows = {
        "agency_id": ["x", "y", "z", "u"],
        "name": ["อบต.ก", "อบต.ก", None, "ทต.ข"],
        "type": [None] * 4,
        "district": ["เมือง", "ริมน้ำ", None, None],
        "province": ["หนึ่ง", "หนึ่ง", "หนึ่ง", None],
    }
    assert tell_agencies(make_table(AGENCIES, rows), "?") == {
        "x": "อบต.ก อ.เมือง จ.หนึ่ง",
        "y": "อบต.ก อ.ริมน้ำ จ.หนึ่ง",
        "z": "?",
        "u": "ทต.ข",
    }


def test_all_that_is_known_of_a_place() -> None:
    assert name_with_place("ทต.ก", None, "หนึ่ง") == "ทต.ก จ.หนึ่ง"
    assert name_with_place("ทต.ก", "อ.เมือง", None) == "ทต.ก อ.เมือง"
