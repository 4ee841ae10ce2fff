"""Tables copied from elsewhere: what is understood, and what is refused without a guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.criteria import read_criteria
from itacore.reading.pasted import LARGEST, Pasted, place_block, read_pasted
from itacore.reading.typed import typing_rows
from itacore.wording import read_wording

CRITERIA = read_criteria()
NAMES = [indicator.name for indicator in CRITERIA.books[2568].indicators]
TEN = "99.52 99.81 99.74 99.90 99.79 94.00 95.50 96.00 91.25 100".split()
OLD = "98.10 98.20 98.30 98.40 98.50 98.60 98.70 98.80 98.90 99.00".split()
NUMBERS = [str(n) for n in range(1, 11)]
LAID_OUT = [typing_rows(CRITERIA, [2568, 2569]), (2568, 2569)]


def paste(text: str, year: int = 2569) -> Pasted:
    return read_pasted(text, year=year, today=date(2026, 11, 21), criteria=CRITERIA)


def cells(**years: list[str]) -> dict[tuple[str, int], str]:
    return {
        (code, int(year.removeprefix("y"))): text
        for year, texts in years.items()
        for code, text in zip(NUMBERS, texts, strict=True)
    }


def table(*columns: list[str], mark: str = "\t") -> str:
    return "\n".join(mark.join(row) for row in zip(*columns, strict=True))


def labelled(heads: list[str], *columns: list[str], mark: str = "\t") -> str:
    names = [f"{code}. {name}" for code, name in zip(NUMBERS, NAMES, strict=True)]
    return mark.join(heads) + "\n" + table(names, *columns, mark=mark)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(TEN),
        "\r\n".join(TEN) + "\r\n",
        "\t".join(TEN),
        " ".join(TEN),
        ";".join(TEN),
        "   ".join(TEN),
        table(NUMBERS, TEN),
        "ปี 2569\n" + "\n".join(TEN),
        "2569\t" + "\t".join(TEN),
    ],
    ids="column windows row blanks semicolons wide-blanks numbered headed row-headed".split(),
)
def test_ten_numbers_are_the_ten_indicators(text: str) -> None:
    assert paste(text) == Pasted(cells(y2569=TEN))


def test_ten_numbers_without_a_year_belong_to_the_chosen_year() -> None:
    assert paste("\n".join(TEN), 2567).years == (2567,)


def test_ten_rows_under_years_fill_those_years() -> None:
    assert paste(f"2568\t2569\n{table(OLD, TEN)}") == Pasted(cells(y2568=OLD, y2569=TEN))


def test_thai_digits_stay_as_written() -> None:
    assert paste("๙๙.๕๒\n" * 10).cells["10", 2569] == "๙๙.๕๒"


@pytest.mark.parametrize("mark", ["\t", ";", "   ", " "], ids=["tabs", "semicolons", "blanks", "one-blank"])
def test_a_table_with_names_and_years_is_read_like_a_file(mark: str) -> None:
    found = paste(labelled(["ตัวชี้วัด", "2568", "2569"], OLD, TEN, mark=mark))
    assert dict(found.cells) == cells(y2568=OLD, y2569=TEN)
    assert found.problem is None


def test_names_decide_not_the_order_of_the_rows() -> None:
    lines = labelled(["ตัวชี้วัด", "คะแนน"], TEN).splitlines()
    assert dict(paste("\n".join([lines[0], *reversed(lines[1:])])).cells) == cells(y2569=TEN)


def test_published_figures_and_the_agency_come_along() -> None:
    text = "ผล ITA เทศบาลตำบลตัวอย่าง ปี 2568\n" + labelled(["ตัวชี้วัด", "คะแนน"], TEN)
    found = paste(text + "\nEIT ส่วนที่ 1\t92.00\nคะแนนรวม\t96.73\nระดับ\tผ่านดี")
    published = {("EIT1", 2568): "92.00", ("total", 2568): "96.73", ("rating", 2568): "ผ่านดี"}
    assert dict(found.cells) == {**cells(y2568=TEN), **published}
    assert found.agency == "เทศบาลตำบลตัวอย่าง"


def test_faulty_cells_and_missing_marks_keep_their_place_and_text() -> None:
    texts = [*TEN[:2], "9O.81", TEN[3], "–", "105", *TEN[6:]]
    assert dict(paste(labelled(["ตัวชี้วัด", "ปี 2569"], texts)).cells) == cells(y2569=texts)


def test_figures_that_have_no_cell_are_counted() -> None:
    found = paste(labelled(["ตัวชี้วัด", "ปี 2568"], TEN) + "\nIIT\t99.75\n9.1 ข้อมูลพื้นฐาน\t100")
    assert (dict(found.cells), found.left_out) == (cells(y2568=TEN), 2)


def test_a_row_of_one_agency_is_read() -> None:
    heads = "\t".join(["หน่วยงาน", *(f"ตัวชี้วัดที่ {n}" for n in NUMBERS)])
    found = paste(f"{heads}\nเทศบาลตำบลหนึ่ง\t" + "\t".join(TEN))
    assert (dict(found.cells), found.agency) == (cells(y2569=TEN), "เทศบาลตำบลหนึ่ง")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("สวัสดีครับ", "not-ten"),
        ("\n".join(TEN[:9]), "not-ten"),
        ("\n".join([*TEN, "99"]), "not-ten"),
        ("\n".join(NUMBERS), "only-numbering"),
        ("\n".join([*TEN[:9], "9O.81"]), "not-numbers"),
        (table(OLD, TEN), "no-years"),
        ("2568\t2568\n" + table(OLD, TEN), "no-years"),
        ("2575\n" + "\n".join(TEN), "year-outside"),
        ("2561\n" + "\n".join(TEN), "year-outside"),
        ("IIT\t99\nEIT\t95\nOIT\t98", "other-figures"),
        ("x" * (LARGEST + 1), "too-large"),
        ("1\n" * 3000, "too-large"),
        (labelled(["ตัวชี้วัด", "ปี 2580"], TEN), "issue"),
        (labelled(["ตัวชี้วัด", "", ""], OLD, TEN), "issue"),
        (labelled(["ตัวชี้วัด", "ปี 2568"], TEN) + "\n9. การเปิดเผยข้อมูล\t50", "issue"),
        (labelled(["ตัวชี้วัด", "ปี 2568"], TEN) + "\n11. การอื่น\t50", "issue"),
    ],
)
def test_what_cannot_be_understood_fills_nothing(text: str, problem: str) -> None:
    found = paste(text)
    assert (found.problem, dict(found.cells)) == (problem, {})
    assert (problem == "issue") == bool(found.issues)


def test_several_agencies_are_refused() -> None:
    heads = "\t".join(["หน่วยงาน", *(f"ตัวชี้วัดที่ {n}" for n in NUMBERS)])
    rows = [f"เทศบาลตำบล{name}\t" + "\t".join(TEN) for name in ("หนึ่ง", "สอง")]
    found = paste("\n".join([heads, *rows]))
    assert (found.problem, dict(found.cells), found.places["count"]) == ("several-agencies", {}, 2)


@given(st.text(alphabet="0123456789.,\t\n; ปี๙–\"'ก", max_size=200))
def test_any_text_ends_in_cells_or_a_problem_with_words(text: str) -> None:
    found = paste(text)
    assert bool(found.cells) == (found.problem is None)
    if found.problem not in (None, "issue"):
        words = read_wording("type_scores")
        assert words[f"problem.{found.problem}"].format(**found.places)
        assert words[f"problem.{found.problem}-fix"]


def block(text: str, code: str, year: int) -> Pasted:
    return place_block(text, (code, year), (LAID_OUT[0], LAID_OUT[1]), CRITERIA)  # type: ignore[arg-type]


def test_a_block_goes_where_the_cursor_stands() -> None:
    assert dict(block("94\t95\n96\t97\n", "6", 2568).cells) == {
        ("6", 2568): "94",
        ("6", 2569): "95",
        ("7", 2568): "96",
        ("7", 2569): "97",
    }


def test_blank_cells_of_a_block_leave_what_stands_there() -> None:
    assert dict(block("94\n\n96", "6", 2568).cells) == {("6", 2568): "94", ("8", 2568): "96"}


def test_numbers_of_the_rows_are_not_taken_for_scores() -> None:
    assert dict(block("6\t94\t95\n๗\t96\t97", "6", 2568).cells) == {
        ("6", 2568): "94",
        ("6", 2569): "95",
        ("7", 2568): "96",
        ("7", 2569): "97",
    }


def test_a_block_reaches_no_row_that_its_year_does_not_have() -> None:
    table = typing_rows(CRITERIA, [2563, 2568]), (2563, 2568)
    with_parts, without = ("EIT1", 2568), ("EIT1", 2563)
    assert dict(place_block("95\n96", with_parts, table, CRITERIA).cells) == {
        ("EIT1", 2568): "95",
        ("EIT2", 2568): "96",
    }
    assert place_block("95", without, table, CRITERIA).problem == "does-not-fit"


@pytest.mark.parametrize(
    ("text", "code", "year", "problem"),
    [
        ("94\n95", "10", 2568, "does-not-fit"),
        ("94\t95", "1", 2569, "does-not-fit"),
        ("94\nการใช้อำนาจ", "1", 2568, "not-numbers"),
        ("96.73\n95", "total", 2568, "does-not-fit"),
        ("7\t94\n8\t95", "6", 2568, "not-ten"),
        ("8\t94\n7\t95", "7", 2568, "not-ten"),
        ("6\n7\n8", "6", 2568, "not-ten"),
        ("\n".join(NUMBERS), "1", 2568, "only-numbering"),
        ("\ud800", "1", 2568, "not-numbers"),
    ],
)
def test_a_block_that_does_not_fit_fills_nothing(text: str, code: str, year: int, problem: str) -> None:
    found = block(text, code, year)
    assert (found.problem, dict(found.cells)) == (problem, {})


CASES: list[Callable[[], Pasted]] = [lambda: paste("\n".join(TEN)), lambda: block("94\n95", "1", 2568)]


@pytest.mark.parametrize("case", CASES)
def test_cells_are_those_of_the_typing_table(case: Callable[[], Pasted]) -> None:
    assert {code for code, _ in case().cells} <= set(LAID_OUT[0])
