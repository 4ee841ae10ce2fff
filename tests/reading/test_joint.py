"""Several files read together and given back file by file."""

from __future__ import annotations

from collections.abc import Mapping

from itacore.issues import IssueLog
from itacore.reading import Reading, read_grids
from itacore.reading.joint import split_by_file
from itacore.scoring.proofreading.settling import choose_values
from itacore.tables import AGENCIES, DECLARED, PROVENANCE, SCORES, check_table
from tests.reading.reader import TODAY
from tests.reading.truths import NAMES, figures_read
from tests.reading.workbooks import Sheet, to_grids

AGENCY = "เทศบาลตำบลตัวอย่าง"


def file(name: str, year: int, scores: Mapping[str, float], agency: str = AGENCY) -> tuple[str, str, object]:
    rows = [[int(code), NAMES[code], score] for code, score in scores.items()]
    sheet = Sheet("Sheet1", [[f"{agency} ปี {year}"], ["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"], *rows])
    return name, f"{sum(map(ord, name)):064x}", to_grids([sheet])


def read(*files: tuple[str, str, object]) -> tuple[Reading, list[Reading]]:
    joint = read_grids(list(files), TODAY)  # type: ignore[arg-type]
    own = [read_grids([one], TODAY, issues=IssueLog()) for one in files]  # type: ignore[list-item]
    return joint, own


def parts_of(joint: Reading, own: list[Reading]) -> list[dict[object, object]]:
    parts = split_by_file(joint, own)
    for part in parts:
        for table in (SCORES, DECLARED, AGENCIES, PROVENANCE):
            check_table(getattr(part, table.name), table)
    return [dict(figures_read(part)) for part in parts]


def test_files_of_several_years_keep_their_own_year() -> None:
    joint, own = read(file("a", 2567, {"1": 80.0, "2": 81.0}), file("b", 2568, {"1": 90.0, "2": 91.0}))
    assert parts_of(joint, own) == [
        {(AGENCY, 2567): {"1": 80.0, "2": 81.0}},
        {(AGENCY, 2568): {"1": 90.0, "2": 91.0}},
    ]


def test_a_figure_that_two_files_give_alike_is_in_both_with_its_own_cell() -> None:
    joint, own = read(file("a", 2568, {"1": 80.0, "2": 81.0}), file("b", 2568, {"2": 81.0, "3": 70.0}))
    assert parts_of(joint, own) == [
        {(AGENCY, 2568): {"1": 80.0, "2": 81.0}},
        {(AGENCY, 2568): {"2": 81.0, "3": 70.0}},
    ]
    places = split_by_file(joint, own)[1].provenance
    assert places[["file", "code", "row"]].astype(str).values.tolist() == [["b", "2", "2"], ["b", "3", "3"]]


def test_figures_that_files_contradict_are_in_neither() -> None:
    joint, own = read(file("a", 2568, {"1": 80.0, "2": 81.0}), file("b", 2568, {"1": 85.0, "2": 81.0}))
    assert parts_of(joint, own) == [{(AGENCY, 2568): {"2": 81.0}}, {(AGENCY, 2568): {"2": 81.0}}]
    issues = [issue.code for part in split_by_file(joint, own) for issue in part.issues]
    assert issues == ["values-disagree", "values-disagree", "repeated-value"]


def test_a_value_that_was_chosen_is_in_the_file_that_gives_it() -> None:
    joint, own = read(file("a", 2568, {"1": 80.0, "2": 81.0}), file("b", 2568, {"1": 85.0, "2": 81.0}))
    agency = str(joint.agencies["agency_id"].iloc[0])
    chosen = choose_values(joint, {(agency, 2568, "1"): 85.0})
    assert parts_of(chosen, own) == [{(AGENCY, 2568): {"2": 81.0}}, {(AGENCY, 2568): {"1": 85.0, "2": 81.0}}]


def test_an_agency_named_with_its_province_in_one_file_is_the_same_in_the_other() -> None:
    far = f"{AGENCY} จังหวัดสมมุติ"
    joint, own = read(
        file("a", 2567, {"1": 80.0, "2": 81.0}), file("b", 2568, {"1": 90.0, "2": 91.0}, agency=far)
    )
    assert len(joint.agencies) == 1
    assert parts_of(joint, own) == [
        {(AGENCY, 2567): {"1": 80.0, "2": 81.0}},
        {(AGENCY, 2568): {"1": 90.0, "2": 91.0}},
    ]


def test_a_file_without_figures_gives_an_empty_part() -> None:
    joint, own = read(file("a", 2568, {"1": 80.0, "2": 81.0}), ("b", "f" * 64, ()))
    assert parts_of(joint, own) == [{(AGENCY, 2568): {"1": 80.0, "2": 81.0}}, {}]
