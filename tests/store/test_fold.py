"""Imports laid over each other."""

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
