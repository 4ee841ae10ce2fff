"""Scores typed into a table: what is read, what is a fault, and what goes into the import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.answer import study
from itacore.criteria import Criteria, add_books, read_criteria
from itacore.reading.typed import (
    Cell,
    TypedReading,
    newest_results,
    read_typed,
    typed_agency,
    typing_rows,
    write_cells,
)
from itacore.store.documents import ImportDocument, check_document
from tests.reading.truths import KHUN_KAEO

TODAY = date(2026, 11, 21)
CRITERIA = read_criteria()
AGENCY = typed_agency("เทศบาลตำบลขุนแก้ว จังหวัดนครปฐม")
TEN = "99.52 99.81 99.74 99.90 99.79 94.00 95.50 96.00 91.25 100".split()
Held = tuple[pd.DataFrame, pd.DataFrame]
ROWS = typing_rows(CRITERIA, [2566, 2568])
PLAIN = ("99.52", "0.5", "๙๕", "3", "ผ่านดี", "A")
TEXTS = st.one_of(
    st.sampled_from([*PLAIN, "-", "", "101", "9O", "nan", "\ud800", "\x00", "1e2", "0"]), st.text(max_size=6)
)


def typed(
    cells: Mapping[Cell, str], *years: int, held: Held | None = None, criteria: Criteria = CRITERIA
) -> TypedReading:
    assert AGENCY is not None
    return read_typed(
        cells,
        agency=AGENCY,
        years=years or (2568,),
        today=TODAY,
        criteria=criteria,
        file="กรอกเอง",
        held=held,
    )


def ten(year: int = 2568, texts: list[str] = TEN) -> dict[Cell, str]:
    return {(str(number), year): text for number, text in enumerate(texts, start=1)}


def scores_of(frame: pd.DataFrame) -> dict[Cell, float]:
    return {
        (str(row.code), int(row.fiscal_year)): float(row.score)  # type: ignore[arg-type]
        for row in frame.itertuples()
    }


def declared_of(frame: pd.DataFrame) -> dict[Cell, float]:
    return {
        (str(row.code), int(row.fiscal_year)): float(row.value)  # type: ignore[arg-type]
        for row in frame.itertuples()
    }


def faults(found: TypedReading) -> list[tuple[str, Cell | None]]:
    return [(issue.code, found.cell(issue)) for issue in found.document.issues]


def saved(*cells: Mapping[Cell, str]) -> Held:
    years = tuple(sorted({year for each in cells for _, year in each}))
    whole = typed({k: v for each in cells for k, v in each.items()}, *years).whole
    return whole.scores, whole.declared


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("99.52", 99.52),
        ("๙๙.๕๒", 99.52),
        ("99,52", 99.52),
        (" 99.52 คะแนน ", 99.52),
        ("ร้อยละ 99.52", 99.52),
        ("100", 100.0),
        ("0", 0.0),
    ],
)
def test_a_number_is_read_as_officers_write_it(text: str, score: float) -> None:
    found = typed({("3", 2568): text})
    assert scores_of(found.document.scores) == {("3", 2568): score}
    assert faults(found) == []


@pytest.mark.parametrize("text", ["–", "-", "ไม่มีข้อมูล", "N/A"])
def test_a_missing_mark_gives_no_score_and_a_note(text: str) -> None:
    found = typed({("3", 2568): text})
    assert len(found.document.scores) == 0
    assert faults(found) == [("missing-mark", ("3", 2568))]
    assert not found.faulty


@pytest.mark.parametrize(
    ("code", "text", "fault"),
    [
        ("3", "9O.81", "not-a-number"),
        ("3", "ดี", "not-a-number"),
        ("3", "-5", "negative"),
        ("3", "100.01", "over-100"),
        ("EIT1", "950", "over-100"),
        ("total", "96..73", "not-a-number"),
        ("rating", "ยอดเยี่ยม", "rating-unknown"),
        ("rating", "A", "rating-unknown"),
        ("rank", "0", "rank-not-whole"),
        ("rank", "1.5", "rank-not-whole"),
        ("rank-of", "มาก", "rank-not-whole"),
    ],
)
def test_a_faulty_cell_gives_no_figure_and_only_it(code: str, text: str, fault: str) -> None:
    found = typed({("9", 2568): "91.25", (code, 2568): text})
    assert faults(found) == [(fault, (code, 2568))]
    assert found.faulty == {(code, 2568)}
    assert found.changed == {("9", 2568)}
    assert scores_of(found.document.scores) == {("9", 2568): 91.25}
    assert len(found.document.declared) == 0


def test_a_rank_above_the_count_is_a_fault_of_the_rank() -> None:
    found = typed({("rank", 2568): "9", ("rank-of", 2568): "8"})
    assert faults(found) == [("rank-above-count", ("rank", 2568))]
    assert found.changed == {("rank-of", 2568)}


def test_scores_as_hundredths_are_refused_together() -> None:
    found = typed({(str(n), 2568): "0.95" for n in range(1, 4)})
    assert faults(found) == [("scores-as-fractions", (str(n), 2568)) for n in range(1, 4)]


def test_one_very_small_score_is_only_warned_of() -> None:
    found = typed({("1", 2568): "0.95", ("2", 2568): "98"})
    assert faults(found) == [("score-very-small", ("1", 2568))]
    assert not found.faulty


@pytest.mark.parametrize(("year", "code"), [(2571, "year-in-future"), (2561, "year-other-model")])
def test_a_year_that_cannot_be_read_gives_nothing(year: int, code: str) -> None:
    found = typed(ten(year), year)
    assert [(issue.code, issue.severity.value) for issue in found.document.issues] == [(code, "error")]
    assert not found.changed
    assert len(found.document.scores) == 0


def test_the_running_year_can_be_typed() -> None:
    assert len(typed(ten(2570), 2570).changed) == 10


def test_parts_belong_to_the_years_that_have_them() -> None:
    assert "EIT1" not in typing_rows(CRITERIA, [2565])
    found = typed({("EIT1", 2568): "95", ("EIT1", 2565): "95"}, 2565, 2568)
    assert faults(found) == [("code-not-in-year", ("EIT1", 2565))]
    assert found.changed == {("EIT1", 2568)}


def test_published_figures_are_declared_with_their_labels() -> None:
    cells = {("total", 2568): "๙๖.๗๓", ("rating", 2568): "ระดับ ผ่านดี", ("rank", 2568): "692"}
    document = typed({**cells, ("rank-of", 2568): "2,242", ("EIT2", 2568): "92"}).document
    rows = {
        str(r.code): (str(r.level), r.text if isinstance(r.text, str) else r.value)
        for r in document.declared.itertuples()
    }
    assert rows == {
        "total": ("total", 96.73),
        "rating": ("rating", "ผ่านดี"),
        "rank": ("rank", 692.0),
        "rank-of": ("rank-of", 2242.0),
        "EIT2": ("instrument", 92.0),
    }


def test_provenance_tells_that_a_person_typed_it_and_how() -> None:
    rows = typed({("1", 2568): "99.52", ("2", 2568): "๙๘"}).document.provenance.set_index("code")
    assert rows["file"].tolist() == ["กรอกเอง", "กรอกเอง"]
    assert rows["row"].tolist() == rows["column"].tolist() == [-1, -1]
    assert rows["text"].isna().tolist() == [True, False]
    assert rows.loc["2", "text"] == "๙๘"


def test_the_document_is_one_that_the_workspace_takes() -> None:
    held = saved(ten())
    for found in (typed(ten()), typed({**ten(), ("3", 2568): ""}, held=held), typed({})):
        doc = found.document
        check_document(ImportDocument("typed", doc.scores, doc.declared, doc.agencies, doc.provenance))


def test_the_agency_is_named_with_its_place() -> None:
    [row] = typed(ten()).document.agencies.to_dict("records")
    assert (row["name"], row["type"], row["province"]) == ("เทศบาลตำบลขุนแก้ว", "เทศบาลตำบล", "นครปฐม")


def test_ten_typed_scores_are_rated_like_those_of_a_file() -> None:
    [truth] = KHUN_KAEO.only(2568).years
    found = typed({(code, 2568): text for code, text in truth.scores.items()})
    analysis, issues = study(found.whole, CRITERIA)
    [row] = analysis.ratings.to_dict("records")
    assert row["total_computed"] == pytest.approx(96.7256, abs=1e-4)
    assert row["possible"] == "ผ่านดี|ผ่านดีเยี่ยม"
    assert list(issues) == []


@pytest.mark.parametrize(
    ("published", "code", "row"),
    [
        ({"total": "69.73"}, "total-disagrees", "total"),
        ({"rating": "ต้องปรับปรุง"}, "rating-disagrees", "rating"),
        ({"EIT1": "90", "EIT2": "90"}, "parts-disagree", "EIT1"),
    ],
)
def test_contradictions_are_named_at_their_row(published: dict[str, str], code: str, row: str) -> None:
    found = typed({**ten(), **{(k, 2568): v for k, v in published.items()}})
    _, issues = study(found.whole, CRITERIA)
    assert [(issue.code, found.cell(issue)) for issue in issues] == [(code, (row, 2568))]
    assert not found.faulty


def test_only_changed_cells_go_into_the_import() -> None:
    held = saved(ten(), {("rating", 2568): "ผ่านดี"})
    cells = write_cells(*held, typing_rows(CRITERIA, [2568]))
    assert cells["10", 2568] == "100.00"
    assert typed(cells, held=held).changed == frozenset()

    found = typed({**cells, ("9", 2568): "92.25", ("1", 2568): "99.520"}, held=held)
    assert scores_of(found.document.scores) == {("9", 2568): 92.25}
    assert len(found.document.declared) == 0
    assert len(found.whole.scores) == 10


def test_an_unrounded_figure_stays_unchanged_when_it_is_not_touched() -> None:
    held = saved({("1", 2568): "99.52"})
    held[0].loc[0, "score"] = 286.5 / 3
    cells = write_cells(*held, typing_rows(CRITERIA, [2568]))
    found = typed(cells, held=held)
    assert found.changed == frozenset()
    assert scores_of(found.whole.scores) == {("1", 2568): 286.5 / 3}


@pytest.mark.parametrize("text", ["", " ", "–"])
def test_an_emptied_cell_takes_its_figure_out(text: str) -> None:
    held = saved(ten(), {("rating", 2568): "ผ่านดี"})
    cells = write_cells(*held, typing_rows(CRITERIA, [2568]))
    found = typed({**cells, ("9", 2568): text, ("rating", 2568): text}, held=held)
    assert found.changed == found.cleared == {("9", 2568), ("rating", 2568)}
    [score] = found.document.scores.to_dict("records")
    [level] = found.document.declared.to_dict("records")
    assert score["code"] == "9"
    assert score["score"] != score["score"]
    assert (level["code"], level["value"] != level["value"], pd.isna(level["text"])) == ("rating", True, True)
    assert ("9", 2568) not in scores_of(found.whole.scores)


def test_a_faulty_cell_neither_changes_nor_clears_what_is_held() -> None:
    held = saved(ten())
    cells = write_cells(*held, typing_rows(CRITERIA, [2568]))
    found = typed({**cells, ("9", 2568): "9I.25"}, held=held)
    assert found.changed == frozenset()
    assert ("9", 2568) not in scores_of(found.whole.scores)


def test_figures_of_other_years_stay_in_the_whole() -> None:
    whole = typed({("2", 2567): "98"}, 2567, held=saved(ten())).whole
    assert scores_of(whole.scores) == {**scores_of(saved(ten())[0]), ("2", 2567): 98.0}


@pytest.mark.parametrize(
    ("today", "year"), [(date(2026, 7, 31), 2568), (date(2026, 8, 1), 2569), (date(2027, 2, 1), 2569)]
)
def test_results_of_a_year_are_out_from_its_august(today: date, year: int) -> None:
    assert newest_results(today) == year


def test_what_stood_before_is_no_fault_under_rules_confirmed_later() -> None:
    """The parts and levels that a year has no longer stay as they are while another cell is corrected."""
    held = saved(ten(2569), {("EIT1", 2569): "95", ("EIT2", 2569): "96", ("rating", 2569): "ผ่านดี"})
    book = CRITERIA.for_year(2569).book
    levels = tuple(replace(level, label=f"ระดับ {at}") for at, level in enumerate(book.levels, start=1))
    instruments = tuple(replace(one, parts=()) for one in book.instruments)
    whole = replace(book, fiscal_year=2569, instruments=instruments, levels=levels, gates=(("EIT",),))
    rules = add_books(CRITERIA, [whole])
    rows = typing_rows(rules, (2568, 2569))
    drawn = {cell: text for cell, text in write_cells(*held, rows).items() if cell[0] not in ("EIT1", "EIT2")}
    for cells in (write_cells(*held, rows), drawn):
        found = typed({**cells, ("9", 2569): "92"}, 2568, 2569, held=held, criteria=rules)
        assert (found.changed, found.faulty) == ({("9", 2569)}, frozenset())
        assert scores_of(found.document.scores) == {("9", 2569): 92.0}
        kept = found.whole.declared.set_index("code")
        assert kept.loc["rating", "text"] == "ผ่านดี"
        assert {**scores_of(found.whole.scores), **declared_of(found.whole.declared)}["EIT1", 2569] == 95.0


@given(st.dictionaries(st.tuples(st.sampled_from(ROWS), st.sampled_from([2566, 2568])), TEXTS, max_size=12))
def test_any_texts_saved_and_opened_again_are_the_same(cells: dict[Cell, str]) -> None:
    first = typed(cells, 2566, 2568)
    held = first.whole.scores, first.whole.declared
    again = typed(write_cells(*held, first.rows), 2566, 2568, held=held)
    assert (again.changed, again.faulty) == (frozenset(), frozenset())
    assert {cell for cell, text in cells.items() if text in PLAIN} <= first.changed | first.faulty


@pytest.mark.parametrize("more", ["ผ่านดี พิเศษ", "  ผ่านดี  พิเศษ ", "ไม่มี", "A (ผ่าน)"])
def test_a_level_as_its_rule_book_writes_it_is_that_level(more: str) -> None:
    book = CRITERIA.for_year(2569).book
    levels = (replace(book.levels[0], label=more), *book.levels[1:])
    rules = add_books(CRITERIA, [replace(book, fiscal_year=2569, levels=levels)])
    for level in levels:
        found = typed({("rating", 2569): level.label}, 2569, criteria=rules)
        assert (found.faulty, found.document.declared["text"].tolist()) == (frozenset(), [level.label])


def test_half_a_character_is_a_fault_and_no_end() -> None:
    assert faults(typed({("3", 2568): "99.5\ud800"})) == [("not-a-number", ("3", 2568))]
    [group] = typed({("rank-group", 2568): "กลุ่ม\ud83d"}).document.declared["text"]
    assert group == "กลุ่ม?"


def test_marks_that_nobody_sees_are_no_part_of_a_name() -> None:
    agency = typed_agency("เทศบาล\u202eตำบล\u200dตัวอย่าง\x00\ud800")
    assert agency is not None
    assert agency.name == "เทศบาลตำบลตัวอย่าง"
    assert typed_agency("\u202e\x00 ") is None
