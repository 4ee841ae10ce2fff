"""What a person is asked where a sheet can be read in several ways, and what each way would give."""

from __future__ import annotations

from dataclasses import replace

from itacore.reading import read_grids
from itacore.reading.mapping import Mappings
from itacore.reading.questions import Figure, Question, find_questions
from tests.reading.reader import NAME, TODAY, issues_of
from tests.reading.truths import INDICATORS, NAMES, figures_read
from tests.reading.workbooks import Sheet, to_grids

SHA = "0" * 64
AGENCY = "เทศบาลตำบลตัวอย่าง"
TWO_COLUMNS = Sheet(
    "Sheet1",
    [
        [f"{AGENCY} ปีงบประมาณ 2568"],
        ["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "รอบแรก", "รอบสอง"],
        *([int(code), NAMES[code], 80.0 + int(code) / 4, 90.0 + int(code) / 8] for code in INDICATORS),
    ],
)
NO_YEAR = Sheet(
    "Sheet1",
    [[AGENCY], ["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"]]
    + [[int(code), NAMES[code], 90.0 + int(code) / 8] for code in INDICATORS],
)


def ask(sheet: Sheet) -> list[Question]:
    files = [(NAME, SHA, to_grids([sheet]))]
    return find_questions(files, list(read_grids(files, TODAY).issues), TODAY)


def answer(sheet: Sheet, mapping: object) -> dict[object, object]:
    files = [(NAME, SHA, to_grids([sheet]))]
    reading = read_grids(files, TODAY, mappings=Mappings({(SHA, sheet.name): mapping}))  # type: ignore[dict-item]
    assert issues_of(reading) in ([], [("numbers-not-used", "Sheet1", "C3")])
    return dict(figures_read(reading))


def test_two_columns_alike_are_asked_about_with_what_each_gives() -> None:
    assert [code for code, _, _ in issues_of(read_grids([(NAME, SHA, to_grids([TWO_COLUMNS]))], TODAY))] == [
        "columns-unclear"
    ]
    (question,) = ask(TWO_COLUMNS)
    assert (question.code, question.file, question.sheet) == ("columns-unclear", NAME, "Sheet1")
    assert [option.value for option in question.options] == [2, 3]
    assert question.options[0].figures[0] == Figure("1", 2568, 80.25)
    assert question.options[1].figures[9] == Figure("10", 2568, 91.25)


def test_the_answer_reads_the_column_and_nothing_else() -> None:
    (question,) = ask(TWO_COLUMNS)
    read = answer(TWO_COLUMNS, question.options[1].mapping)
    assert read == {(AGENCY, 2568): {code: 90.0 + int(code) / 8 for code in INDICATORS}}


def test_a_missing_year_is_asked_for() -> None:
    (question,) = ask(NO_YEAR)
    assert (question.code, question.options) == ("year-missing", ())
    assert question.other_years[:3] == (2570, 2569, 2568)


def test_the_year_that_a_person_picks_is_that_of_the_sheet() -> None:
    (question,) = ask(NO_YEAR)
    read = answer(NO_YEAR, replace(question.base, year=2569))
    assert read == {(AGENCY, 2569): {code: 90.0 + int(code) / 8 for code in INDICATORS}}


def test_a_title_that_leaves_the_year_open_offers_its_years() -> None:
    (question,) = ask(NO_YEAR.with_value("A1", f"{AGENCY} ผลการประเมินปี 2567 และปี 2568"))
    assert [option.value for option in question.options] == [2567, 2568]
    assert question.options[1].figures[9] == Figure("10", 2568, 91.25)
    assert 2568 not in question.other_years


def test_a_sheet_that_is_clear_asks_nothing() -> None:
    assert ask(NO_YEAR.with_value("A1", f"{AGENCY} ปีงบประมาณ 2568")) == []
