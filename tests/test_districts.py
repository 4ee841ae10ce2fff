"""Districts: written in several ways, and where they tell apart offices of one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.agencies import identify
from itacore.districts import district_key, districts_fit, plain_district, tell_apart

SAO = "องค์การบริหารส่วนตำบล"
DISTRICTS = st.sampled_from([None, "-", "เมือง", "อ.เมือง", "ริมน้ำ", "อำเภอริมน้ำ", "เมืองสมมุติ", "ดอยสูง"])
PLACES = st.sampled_from([None, "สมมุติ", "จ.สมมุติ", "ไกล"])


@pytest.mark.parametrize(
    "text",
    ["ริมน้ำ", "อ.ริมน้ำ", "อ. ริมน้ำ", "อ ริมน้ำ", "อำเภอริมน้ำ", "อำเภอ ริมน้ำ", "กิ่งอำเภอริมน้ำ", "กิ่ง อ.ริมน้ำ", "เขตริมน้ำ"],
)
def test_the_word_does_not_matter(text: str) -> None:
    assert district_key(text) == district_key(text, "สมมุติ") == "ริมน้ำ"
    assert plain_district(text) == "ริมน้ำ"


@pytest.mark.parametrize(
    "text",
    [
        "เมือง",
        "อ.เมือง",
        "อ.เมืองฯ",
        "อำเภอเมืองสมมุติบุรี",
        "เมือง สมมุติบุรี",
        "อ.เมืองสมมุติ",
        "สมมุติบุรี",
        "อ.เมือง จ.สมมุติบุรี",
    ],
)
def test_the_capital_is_written_with_its_province_or_without(text: str) -> None:
    assert district_key(text, "สมมุติบุรี") == "เมือง"


def test_what_only_begins_like_a_capital_is_another_district() -> None:
    assert district_key("เมืองปาน", "ลำปาง") == "เมืองปาน"
    assert district_key("เมืองใหม่", "สมมุติบุรี") == "เมืองใหม่"
    assert district_key("พระนครศรีอยุธยา", "พระนครศรีอยุธยา") == "เมือง"


@pytest.mark.parametrize("text", [None, "", "-", "–", "ไม่มีข้อมูล", "อำเภอ"])
def test_an_unknown_district_has_no_key(text: str | None) -> None:
    assert district_key(text) == district_key(text, "สมมุติ") == ""


def test_without_a_province_a_capital_may_be_any() -> None:
    assert districts_fit("เมือง", "เมืองสมมุติ")
    assert not districts_fit("เมืองสมมุติ", "เมืองไกล")
    assert not districts_fit("เมือง", "เมืองปาน")
    assert not districts_fit("เมือง", "เมืองสมมุติ", "ไกล")
    assert districts_fit("เมือง", "เมืองไกล", "ไกล")


def test_one_district_tells_nothing_apart() -> None:
    assert tell_apart(["x", "x", "x"], ["ไกล"] * 3, ["เมือง", "อ.เมืองไกล", None]) == ["", "", ""]


def test_several_districts_tell_apart_those_that_state_one() -> None:
    found = tell_apart(["x", "x", "x", "x", "y"], ["ไกล"] * 5, ["เมือง", "เมืองไกล", "ริมน้ำ", None, "ริมน้ำ"])
    assert found == ["เมือง", "เมือง", "ริมน้ำ", "", ""]


def test_a_capital_of_no_province_is_the_only_one_there_is() -> None:
    assert tell_apart(["x"] * 3, [""] * 3, ["เมือง", "เมืองไกล", "ริมน้ำ"]) == ["เมืองไกล", "เมืองไกล", "ริมน้ำ"]
    assert tell_apart(["x"] * 3, [""] * 3, ["เมือง", "เมืองไกล", "เมืองใกล้"]) == ["", "เมืองไกล", "เมืองใกล้"]


# ---- identities --------------------------------------------------------------------------------------------


def test_one_name_in_two_districts_of_a_province_is_two_agencies() -> None:
    names = ["อบต.ก", f"{SAO}ก", "อบต.ก", "อบต.ก", "อบต.ข"]
    provinces = ["หนึ่ง", "จ.หนึ่ง", None, "สอง", "หนึ่ง"]
    districts = ["เมือง", "ริมน้ำ", "อ.เมืองหนึ่ง", "เมือง", "เมือง"]
    assert identify(names, provinces, "", districts) == [
        f"{SAO}ก|หนึ่ง|เมือง",
        f"{SAO}ก|หนึ่ง|ริมน้ำ",
        f"{SAO}ก",  # of no province where two have the name
        f"{SAO}ก|สอง",
        f"{SAO}ข|หนึ่ง",
    ]


def test_a_district_without_a_province_takes_that_of_its_name() -> None:
    found = identify(["อบต.ก"] * 3, ["หนึ่ง", None, None], "", ["เมือง", "เมืองหนึ่ง", "ริมน้ำ"])
    assert found == [f"{SAO}ก|หนึ่ง|เมือง", f"{SAO}ก|หนึ่ง|เมือง", f"{SAO}ก|หนึ่ง|ริมน้ำ"]


def test_districts_without_any_province_tell_apart_as_well() -> None:
    assert identify(["อบต.ก"] * 3, [None] * 3, "", ["เมือง", "ริมน้ำ", None]) == [
        f"{SAO}ก||เมือง",
        f"{SAO}ก||ริมน้ำ",
        f"{SAO}ก",
    ]


def test_no_district_is_part_of_the_identity_of_a_name_that_has_one() -> None:
    assert identify(["อบต.ก"] * 3, ["หนึ่ง"] * 3, "", ["อ.เมือง", None, "เมืองหนึ่ง"]) == [f"{SAO}ก|หนึ่ง"] * 3


def test_agencies_without_a_name_are_not_told_apart() -> None:
    assert identify([None, None], ["หนึ่ง", "หนึ่ง"], "file", ["เมือง", "ริมน้ำ"]) == ["file", "file"]


@given(st.lists(st.tuples(st.sampled_from(["อบต.ก", "ทต.ก"]), PLACES, DISTRICTS), max_size=8))
def test_identities_do_not_depend_on_order_and_part_only_what_differs(
    rows: list[tuple[str, str | None, str | None]],
) -> None:
    def named(entries: list[tuple[str, str | None, str | None]]) -> list[str]:
        return identify([e[0] for e in entries], [e[1] for e in entries], "", [e[2] for e in entries])

    found = named(rows)
    assert named(rows[::-1]) == found[::-1]
    whole = identify([e[0] for e in rows], [e[1] for e in rows], "")
    for (_, _, one), base, own in zip(rows, whole, found, strict=True):
        assert own == base or district_key(one)
        for (_, _, other), other_base, theirs in zip(rows, whole, found, strict=True):
            if own == theirs:
                assert base == other_base
                assert districts_fit(one, other, "สมมุติ")
            elif base == other_base and own != base and theirs != base:
                assert district_key(one) != district_key(other)
