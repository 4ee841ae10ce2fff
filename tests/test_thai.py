"""Thai text, digits, numbers and years as officers write them."""

from __future__ import annotations

import unicodedata
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.thai import (
    MINUS,
    NumberKind,
    YearRole,
    compact,
    find_years,
    fiscal_year_of,
    format_number,
    normalize,
    parse_number,
    parse_year,
    to_arabic_digits,
    to_buddhist_era,
    to_thai_digits,
    without_tags,
)

THAI = "".join(chr(c) for c in range(0x0E01, 0x0E5C) if unicodedata.category(chr(c)) != "Cn")
TEXTS = st.text(alphabet=THAI + " \t.,-/()0123456789aบ\u00a0\u200b\ufeff\u0301<>", max_size=30) | st.text(
    max_size=20
)

# ---- one form ----------------------------------------------------------------------------------------------

AM = "\u0e33"
NIKHAHIT_AA = "\u0e4d\u0e32"
ONE_FORM = [
    ("การใช้อ" + NIKHAHIT_AA + "นาจ", "การใช้อำนาจ"),
    ("น\u0e49" + AM, "น้ำ"),
    ("น" + AM + "\u0e49", "น้ำ"),
    ("น\u0e49" + NIKHAHIT_AA, "น้ำ"),
    ("น\u0e4d\u0e49\u0e32", "น้ำ"),
    ("น" + NIKHAHIT_AA + "\u0e49", "น้ำ"),
    (unicodedata.normalize("NFKC", "อำนาจ น้ำ"), "อำนาจ น้ำ"),
    (unicodedata.normalize("NFD", "อำนาจ น้ำ"), "อำนาจ น้ำ"),
    ("เเบบวัด", "แบบวัด"),
    ("ที\u0e48", "ที่"),
    ("ท\u0e48\u0e35", "ที่"),  # the tone typed before the vowel
    ("ผู\u0e49", "ผู้"),
    ("ผ\u0e49\u0e39", "ผู้"),
    ("พันธ\u0e4c\u0e38", "พันธุ์"),
    ("ที\u0e48\u0e48", "ที่"),  # the tone typed twice
    ("การ\u200bใช้", "การใช้"),
    ("\ufeffคะแนน\u00a0 \t96", "คะแนน 96"),
    ("  a \n b ", "a b"),
]


@pytest.mark.parametrize(("text", "form"), ONE_FORM)
def test_one_form(text: str, form: str) -> None:
    assert normalize(text) == form


@pytest.mark.parametrize(
    "text", ["อำนาจ", "น้ำ", "ที่", "แก้ไข", "ปีงบประมาณ พ.ศ. ๒๕๖๘", "เศรษฐกิจ", "ก็", "พันธุ์", "เล่น"]
)
def test_right_text_is_left_alone(text: str) -> None:
    assert normalize(text) == text


@settings(deadline=None)
@given(TEXTS)
def test_normalizing_again_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize("text", [" ลำดับ ที่. ", "ลำดับที่", "(ลำดับที่)", "ลำดับ<br>ที่", "ลำดับ–ที่"])
def test_headings_are_compared_without_marks(text: str) -> None:
    assert compact(text) == "ลำดับที่"


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("กขคนมทส"), st.sampled_from(["", "\u0e48", "\u0e49"])), min_size=1))
def test_all_forms_of_sara_am_are_one(syllables: list[tuple[str, str]]) -> None:
    right = "".join(letter + tone + AM for letter, tone in syllables)
    forms = ["{0}{1}" + NIKHAHIT_AA, "{0}\u0e4d{1}\u0e32", "{0}" + AM + "{1}", "{0}" + NIKHAHIT_AA + "{1}"]
    for form in forms:
        assert normalize("".join(form.format(*syllable) for syllable in syllables)) == right


def test_tags_become_spaces() -> None:
    assert without_tags("<p>๑. การใช้อำนาจ</p>") == " ๑. การใช้อำนาจ "
    assert without_tags("a < b > c") == "a   c"
    assert without_tags("คะแนน < 85") == "คะแนน < 85"
    assert without_tags("<99>95 < ๘๕ >") == "<99>95 < ๘๕ >"


# ---- digits ------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(TEXTS.map(to_arabic_digits))
def test_digits_there_and_back(text: str) -> None:
    assert to_arabic_digits(to_thai_digits(text)) == text


def test_digits() -> None:
    assert to_thai_digits("0123456789 ก") == "๐๑๒๓๔๕๖๗๘๙ ก"
    assert to_arabic_digits("๐๑๒๓๔๕๖๗๘๙ ก") == "0123456789 ก"


# ---- numbers -----------------------------------------------------------------------------------------------

NUMBERS = [
    ("๙๙.๕๒", 99.52),
    ("99.52 ", 99.52),
    ("99.52 คะแนน", 99.52),
    ("99.52คะแนน", 99.52),
    ("ร้อยละ 99.52", 99.52),
    ("ร้อยละ ๙๙.๕๒ คะแนน", 99.52),
    ("99.52 %", 99.52),
    ("99.52%", 99.52),
    ("99.52 เปอร์เซ็นต์", 99.52),
    ("99,52", 99.52),
    ("๙๙,๕๒", 99.52),
    ("<p>99.52</p>", 99.52),
    ("\u200b99.52\u00a0", 99.52),
    ("100", 100.0),
    ("๑๐๐.๐๐", 100.0),
    ("0", 0.0),
    (".5", 0.5),
    ("-0.33", -0.33),
    (MINUS + "0.33", -0.33),
    ("–0.33", -0.33),
    ("+1.5", 1.5),
    ("1,234", 1234.0),
    ("คะแนน 99.52", 99.52),
    ("0.9952", 0.9952),
]
NOT_NUMBERS = [
    "9O.81", "99.52.1", "99..52", "99.5 2", "9 9.52", "99,5,2", "1,23,456", "12a", "a12", "๙๙.๕๒ก", "ผ่านดี",
    "AA", "#N/A", "#DIV/0!", "1e5", "inf", "nan", "NaN", "99.52 (ผ่านดี)", "96.73/100", "85-95", "=A1", "๑.",
    "99.", "--5", "+-5",
]  # fmt: skip
MISSING = [
    "", " ", "–", "-", "—", MINUS, "ไม่มีข้อมูล", "N/A", "n/a", "NA", "(-)", " – ", "- -", "ไม่มี",
    "ไม่พบข้อมูล", "ไม่มี ข้อมูล",
    "ไม่เข้าร่วมการประเมิน", "ไม่ได้เข้ารับการประเมิน", "ไม่มีผลการประเมิน", "รอผล",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_number(text: str, value: float) -> None:
    found = parse_number(text)
    assert found.kind is NumberKind.NUMBER
    assert found.value == value


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_not_a_number(text: str) -> None:
    found = parse_number(text)
    assert found.kind is NumberKind.NOT_A_NUMBER
    assert found.value is None


@pytest.mark.parametrize("text", MISSING)
def test_mark_of_missing(text: str) -> None:
    found = parse_number(text)
    assert found.kind is NumberKind.MISSING
    assert found.value is None


@settings(deadline=None)
@given(
    st.integers(0, 10000), st.booleans(), st.sampled_from(["{}", " {} คะแนน", "ร้อยละ {}", "{} %", "{}\u00a0"])
)
def test_every_score_is_read_as_written(hundredths: int, thai: bool, frame: str) -> None:
    text = frame.format(f"{hundredths / 100:.2f}")
    assert parse_number(to_thai_digits(text) if thai else text).value == float(f"{hundredths / 100:.2f}")


@settings(deadline=None)
@given(TEXTS)
def test_any_text_is_one_of_three(text: str) -> None:
    found = parse_number(text)
    assert (found.value is not None) == (found.kind is NumberKind.NUMBER)


# ---- writing numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (95.625, 2, "95.63"),
        (2.675, 2, "2.68"),
        (0.125, 2, "0.13"),
        (-0.125, 2, "−0.13"),
        (96.7256, 2, "96.73"),
        (84.995, 2, "85.00"),
        (84.99499999999999, 2, "85.00"),  # noise of a mean
        (100.0, 2, "100.00"),
        (0.0, 2, "0.00"),
        (-0.001, 2, "0.00"),
        (96.5, 0, "97"),
        (95.5, 0, "96"),
        (96, 1, "96.0"),
        (None, 2, "–"),
        (float("nan"), 2, "–"),
        (float("inf"), 2, "–"),
    ],
)
def test_halves_go_away_from_zero(value: float | None, digits: int, text: str) -> None:
    assert format_number(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.33, "+0.33"), (-0.33655, "−0.34"), (0.001, "0.00"), (-0.004, "0.00"), (0.005, "+0.01")],
)
def test_sign_of_a_change(value: float, text: str) -> None:
    assert format_number(value, sign=True) == text


@settings(deadline=None)
@given(st.decimals(-100, 100, places=4), st.integers(0, 3))
def test_rounding_is_that_of_the_decimal(value: Decimal, digits: int) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    want = f"{abs(rounded):f}" if rounded >= 0 or rounded == 0 else MINUS + f"{abs(rounded):f}"
    assert format_number(float(value), digits) == want


# ---- years -------------------------------------------------------------------------------------------------

YEARS = [
    ("ปี ๒๕๖๖", 2566),
    ("พ.ศ.๒๕๖๘", 2568),
    ("พ.ศ. 2568", 2568),
    ("พ . ศ . ๒๕๖๘", 2568),
    ("ปีงบประมาณ 2568", 2568),
    ("ปีงบประมาณ พ.ศ. ๒๕๖๘", 2568),
    ("ประจำปีงบประมาณ พ.ศ.๒๕๖๘", 2568),
    ("2568", 2568),
    ("๒๕๖๘", 2568),
    ("ปี 68", 2568),
    ("ปี ๖๘", 2568),
    ("ปี พ.ศ. 68", 2568),
    ("ปีงบ 68", 2568),
    ("ปีงบประมาณ ๖๘", 2568),
    ("ITA 65", 2565),
    ("ITA65", 2565),
    ("ITA-65", 2565),
    ("ita_65", 2565),
    ("ITA2568", 2568),
    ("ITA 2568", 2568),
    ("2018", 2561),
    ("2026", 2569),
    ("ค.ศ. 2025", 2568),
    ("FY2025", 2568),
    ("Fiscal Year 2025", 2568),
    ("ผลคะแนนปี 2568", 2568),
    ("2568 (ผ่านดี)", 2568),
]
NO_YEARS = [
    "96.73 คะแนน", "ITA 95 คะแนน", "ITA 75 คะแนน", "คะแนน ITA 70 ขึ้นไป", "ITA 65.20", "ร้อยละ 85",
    "12568", "25680", "2568.50", "02-256-8000", "ปี 5", "2499", "2999", "ลำดับที่ 692", "o25", "85", "68", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "year"), YEARS)
def test_year_in_a_text(text: str, year: int) -> None:
    assert [mention.year for mention in find_years(text)] == [year]
    assert parse_year(text) == year


@pytest.mark.parametrize("text", NO_YEARS)
def test_no_year_in_a_text(text: str) -> None:
    assert find_years(text) == ()
    assert parse_year(text) is None


ROLES = [
    ("ผล ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ณ วันที่ ๒๗ กันยายน ๒๕๖๘", [(2568, "FISCAL"), (2568, "DATE")]),
    ("ข้อมูล ณ วันที่ 30 ก.ย. 2568", [(2568, "DATE")]),
    ("30/09/2568", [(2568, "DATE")]),
    ("30-9-2568", [(2568, "DATE")]),
    ("ไตรมาส ๑-๒ (ปีงบประมาณ พ.ศ.๒๕๖๙)", [(2569, "FISCAL")]),
    ("2566-2568", [(2566, "RANGE"), (2568, "RANGE")]),
    ("พ.ศ. ๒๕๖๑ - ๒๕๘๐", [(2561, "RANGE"), (2580, "RANGE")]),
    ("พ.ศ. 2566 – พ.ศ. 2568", [(2566, "RANGE"), (2568, "RANGE")]),
    ("ระหว่างปี 2566 ถึง 2568", [(2566, "RANGE"), (2568, "RANGE")]),
    ("2018-2026", [(2561, "RANGE"), (2569, "RANGE")]),
    ("2566/67", [(2566, "RANGE")]),
    ("ปี 2566 2567 และ 2568", [(2566, "PLAIN"), (2567, "PLAIN"), (2568, "PLAIN")]),
    ("การวิเคราะห์ผล ITA ปี 2568 เพื่อกำหนดมาตรการ ปี 2569", [(2568, "FISCAL"), (2569, "PLAN")]),
    ("มาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2569 จากผลการประเมิน ปี 2568", [(2569, "PLAN"), (2568, "PLAIN")]),
    ("แผนปฏิบัติการ ปี 2569", [(2569, "PLAN")]),
    ("ปี 68", [(2568, "SHORT")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mentions"), ROLES)
def test_sense_of_a_year(text: str, mentions: list[tuple[int, str]]) -> None:
    assert [(mention.year, mention.role.name) for mention in find_years(text)] == mentions


def test_stronger_senses_come_first() -> None:
    assert [role.name for role in sorted(YearRole, key=lambda role: role.value)][:3] == [
        "FISCAL",
        "PLAIN",
        "SHORT",
    ]


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (2568.0, 2568), (2568, 2568), (2025.0, 2568), (2561.0, 2561), (2018.0, 2561),
        (66.0, None), (2568.5, None), (96.73, None), (0.0, None), (-2568.0, None), (2499.0, None),
        (float("nan"), None), (float("inf"), None), (1e300, None),
    ],
)  # fmt: skip
def test_year_in_a_number(value: float, year: int | None) -> None:
    assert parse_year(value) == year


@pytest.mark.parametrize(
    "text", ["2566-2568", "30/09/2568", "มาตรการ ปี 2569", "ปี 2567 และ 2568", "x" * 61 + "2568"]
)
def test_no_single_year(text: str) -> None:
    assert parse_year(text) is None


@settings(deadline=None)
@given(
    st.integers(2530, 2599),
    st.booleans(),
    st.sampled_from(["{}", "ปี {}", "พ.ศ.{}", "ปีงบประมาณ {}", "({})", "ITA {}"]),
)
def test_every_year_is_found_in_both_digits(year: int, thai: bool, frame: str) -> None:
    text = frame.format(to_thai_digits(str(year)) if thai else year)
    assert parse_year(text) == year


@settings(deadline=None)
@given(TEXTS)
def test_any_text_gives_years_of_the_buddhist_era(text: str) -> None:
    assert all(2500 <= mention.year <= 2700 for mention in find_years(text))
    parse_year(text)


def test_eras_and_fiscal_years() -> None:
    assert to_buddhist_era(2026) == 2569
    assert to_buddhist_era(2569) == 2569
    assert [fiscal_year_of(2025, 9), fiscal_year_of(2025, 10), fiscal_year_of(2026, 1)] == [2568, 2569, 2569]
