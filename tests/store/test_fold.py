"""Imports laid over each other."""

import dataclasses

import pandas as pd
import pytest

from itacore.store.fold import MIXED_YEARS, fold_imports, relabel
from itacore.tables import AGENCIES, DECLARED, PROVENANCE, SCORES, check_table, make_table
from tests.store.made import as_facts, make_document, score


def fold(*documents):
    current = fold_imports([document.tables for document in documents], "v")
    for table in (SCORES, DECLARED, AGENCIES, PROVENANCE, MIXED_YEARS):
        check_table(getattr(current, table.name), table)
    return current


def mixed(current):
    return sorted(zip(current.mixed_years["agency_id"], current.mixed_years["fiscal_year"], strict=True))


def test_nothing_gives_empty_tables():
    current = fold()
    for table in (SCORES, DECLARED, AGENCIES, PROVENANCE):
        assert len(getattr(current, table.name)) == 0


def test_a_single_import_is_given_as_it_is():
    document = make_document(dict([score("ก", 2568, "1", 90.0)]))
    current = fold(document)
    assert current.scores is document.scores
    assert mixed(current) == []


def test_later_imports_win_figure_by_figure():
    first = make_document(
        dict([score("ก", 2567, "1", 81.0), score("ก", 2568, "1", 91.0), score("ก", 2568, "2", 92.0)]),
        {("ก", 2568, "total", "ITA"): 95.0, ("ก", 2568, "rank", "ITA"): 3.0},
        number=1,
    )
    second = make_document(
        dict([score("ก", 2568, "2", 72.0), score("ข", 2568, "1", 50.0)]),
        {("ก", 2568, "total", "ITA"): 75.0},
        number=2,
    )
    current = fold(first, second)
    assert as_facts(current.scores) == dict(
        [
            score("ก", 2567, "1", 81.0),
            score("ก", 2568, "1", 91.0),
            score("ก", 2568, "2", 72.0),
            score("ข", 2568, "1", 50.0),
        ]
    )
    assert as_facts(current.declared, "value") == {
        ("ก", 2568, "total", "ITA"): 75.0,
        ("ก", 2568, "rank", "ITA"): 3.0,
    }
    assert as_facts(current.provenance, "row") == {
        ("ก", 2567, "indicator", "1"): 1,
        ("ก", 2568, "indicator", "1"): 1,
        ("ก", 2568, "indicator", "2"): 2,
        ("ข", 2568, "indicator", "1"): 2,
        ("ก", 2568, "total", "ITA"): 2,
        ("ก", 2568, "rank", "ITA"): 1,
    }
    assert mixed(current) == [("ก", 2568)]


def test_a_year_given_whole_by_the_later_import_is_not_mixed():
    first = make_document(dict([score("ก", 2568, "1", 1.0), score("ก", 2568, "2", 2.0)]))
    assert mixed(fold(first, first)) == []


def test_the_same_code_at_another_level_is_another_figure():
    first = make_document({("ก", 2568, "indicator", "1"): 1.0})
    second = make_document({("ก", 2568, "item", "1"): 2.0})
    assert len(fold(first, second).scores) == 2


def test_provenance_never_belongs_to_a_figure_that_lost():
    """The later import says nothing of where its figure comes from; the earlier place is not given for it."""
    first = make_document(dict([score("ก", 2568, "1", 1.0)]), number=1)
    second = make_document(dict([score("ก", 2568, "1", 2.0)]), number=2)
    second = {**second.tables, "provenance": second.provenance.iloc[:0]}
    assert len(fold_imports([first.tables, second], "v").provenance) == 0


def test_provenance_without_a_figure_is_kept_and_takes_no_figure_away():
    first = make_document(dict([score("ก", 2568, "1", 1.0)]), number=1)
    second = make_document(dict([score("ก", 2568, "1", 2.0), score("ก", 2568, "2", 3.0)]), number=2)
    without = {**second.tables, "scores": second.scores.iloc[:0]}
    current = fold_imports([first.tables, without], "v")
    assert as_facts(current.scores) == dict([score("ก", 2568, "1", 1.0)])
    assert as_facts(current.provenance, "row") == {
        ("ก", 2568, "indicator", "1"): 1,
        ("ก", 2568, "indicator", "2"): 2,
    }


def test_agencies_take_the_latest_words_that_are_there():
    def agencies(*rows):
        names = [column.name for column in AGENCIES.columns]
        return make_table(AGENCIES, dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))

    empty = make_document({}).tables
    first = {**empty, "agencies": agencies(("x", "อบต.ก", "อบต", "ข", "ค"), ("y", None, None, None, None))}
    second = {**empty, "agencies": agencies(("x", "องค์การบริหารส่วนตำบลก", None, None, "ค"))}
    current = fold_imports([first, second], "v").agencies
    assert current.astype(object).where(current.notna(), None).to_dict("records") == [
        {"agency_id": "x", "name": "องค์การบริหารส่วนตำบลก", "type": "อบต", "district": "ข", "province": "ค"},
        {"agency_id": "y", "name": None, "type": None, "district": None, "province": None},
    ]
    check_table(current, AGENCIES)


@pytest.mark.parametrize("ids", [{"a": "a", "b": "b"}, {"a": "b", "b": "a"}, {"a": "x", "b": "x"}])
def test_identities_are_put_in_place(ids):
    frame = pd.DataFrame({"agency_id": pd.Categorical(["b", "a", "b", None]), "n": range(4)})
    assert relabel(frame, ids)["agency_id"].tolist()[:3] == [ids["b"], ids["a"], ids["b"]]
    assert relabel(frame, ids)["agency_id"].isna().tolist() == [False, False, False, True]


# Figures taken out

NAN = float("nan")
BOTH = make_document(
    dict([score("ก", 2568, "1", 91.0), score("ก", 2568, "2", 92.0)]),
    {("ก", 2568, "total", "ITA"): 95.0, ("ก", 2568, "rank", "ITA"): 3.0},
    number=1,
)


def cleared(scores=(), declared=(), number=2):
    return make_document(
        dict(score("ก", 2568, code, NAN) for code in scores),
        {("ก", 2568, level, "ITA"): NAN for level in declared},
        kind="typed",
        number=number,
    )


def test_a_figure_taken_out_is_gone_with_its_provenance():
    current = fold(BOTH, cleared(["1"], ["total"]))
    assert as_facts(current.scores) == dict([score("ก", 2568, "2", 92.0)])
    assert as_facts(current.declared, "value") == {("ก", 2568, "rank", "ITA"): 3.0}
    assert as_facts(current.provenance, "row") == {
        ("ก", 2568, "indicator", "2"): 1,
        ("ก", 2568, "rank", "ITA"): 1,
    }
    assert mixed(current) == []


def test_a_figure_can_be_given_again_after_it_was_taken_out():
    again = make_document(dict([score("ก", 2568, "1", 71.0)]), number=3)
    current = fold(BOTH, cleared(["1"]), again)
    assert as_facts(current.scores) == dict([score("ก", 2568, "1", 71.0), score("ก", 2568, "2", 92.0)])
    assert as_facts(current.provenance, "row")["ก", 2568, "indicator", "1"] == 3


def test_a_single_import_that_only_takes_out_leaves_nothing():
    current = fold(cleared(["1", "2"], ["total"]))
    assert len(current.scores) == len(current.declared) == len(current.provenance) == 0


def test_a_rating_is_a_figure_without_a_number():
    rating = make_document({}, {("ก", 2568, "rating", "ITA"): NAN}, kind="typed")
    rated = dataclasses.replace(
        rating, declared=rating.declared.assign(text=pd.Series(["ผ่านดี"], dtype="str"))
    )
    assert fold(rated, BOTH).declared["text"].dropna().tolist() == ["ผ่านดี"]
    assert fold(rated, rating).declared["text"].tolist() == []


def test_a_code_that_is_both_score_and_declared_keeps_the_one_that_was_not_taken_out():
    key = ("ก", 2568, "instrument", "EIT")
    both = make_document({key: 90.0}, {key: 91.0}, number=1)
    both = dataclasses.replace(both, provenance=both.provenance.drop_duplicates(list(PROVENANCE.key)))
    current = fold(both, make_document({key: NAN}, kind="typed", number=2))
    assert len(current.scores) == 0
    assert as_facts(current.declared, "value") == {key: 91.0}
    assert as_facts(current.provenance, "row") == {key: 1}
