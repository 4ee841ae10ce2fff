"""What other rules would change is told for the years whose rules differ, and for no other."""

from __future__ import annotations

from dataclasses import replace

from itacore.criteria import add_books, copy_book, read_criteria
from itacore.measures import read_catalogue, suggest_measures
from itacore.scoring.rules_effect import compare_rules
from tests.scoring.tables import Result, analyze_results, declared_table, scores_table

SHIPPED = read_criteria()
TEN = {str(code): 88 for code in range(1, 11)}
PARTS = {"EIT1": 88, "EIT2": 88}


def test_levels_before_and_after() -> None:
    results = {
        "ก": [Result(2568, TEN, PARTS), Result(2569, TEN, PARTS)],
        "ข": [Result(2569, TEN | {"9": 60}, PARTS), Result(2570, total=96)],
    }
    copied = copy_book(SHIPPED.books[2568], 2569)
    top = replace(copied.levels[0], lower_bound=80.0, all_at_least=80.0)
    book = replace(copied, levels=(top, *copied.levels[3:]))
    effect = compare_rules(
        scores_table(results), declared_table(results), SHIPPED, add_books(SHIPPED, [book])
    )
    rows = effect[["agency_id", "fiscal_year", "level_before", "level_after", "changed"]].values.tolist()
    assert rows == [
        ["ก", 2569, "ผ่านดี", "ผ่านดีเยี่ยม", True],
        ["ข", 2569, "ต้องปรับปรุง", "ต้องปรับปรุง", False],
        ["ข", 2570, "ผ่าน|ผ่านดี|ผ่านดีเยี่ยม", "ต้องปรับปรุง|ผ่านดีเยี่ยม", True],
    ]


def test_the_same_rules_confirmed_change_no_level_but_are_named() -> None:
    results = {"ก": [Result(2569, TEN, PARTS)]}
    book = copy_book(SHIPPED.books[2568], 2569)
    effect = compare_rules(
        scores_table(results), declared_table(results), SHIPPED, add_books(SHIPPED, [book])
    )
    assert effect[["fiscal_year", "changed"]].values.tolist() == [[2569, False]]


def test_the_same_books_have_no_effect() -> None:
    results = {"ก": [Result(2569, TEN, PARTS)]}
    assert compare_rules(scores_table(results), declared_table(results), SHIPPED, SHIPPED).empty


def test_measures_are_suggested_by_the_pass_line_in_force() -> None:
    book = replace(copy_book(SHIPPED.books[2568], 2569), pass_line=95.0)
    weak = analyze_results({"ก": [Result(2569, TEN)]}).indicators.query("code == '8'")
    weak = weak.assign(weakness_class="urgent", code="8")
    options = {"agency_type": None, "fiscal_year": 2569}
    shipped = suggest_measures(weak, read_catalogue(), **options)
    own = suggest_measures(weak, read_catalogue(), **options, criteria=add_books(SHIPPED, [book]))
    assert set(shipped["reason"]) == {"lowest-of-weak-part"}
    assert set(own["reason"]) == {"below-pass-line"}
