"""Documents as bytes and texts, and back."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from itacore.errors import TableError
from itacore.issues import Issue, Severity
from itacore.store.documents import (
    DOCUMENT_TABLES,
    check_document,
    issues_from_text,
    issues_to_text,
    read_parquet,
    write_parquet,
)
from itacore.tables import AGENCIES, PROVENANCE, SCORES, check_table, empty_table, make_table
from tests.store.made import big_document, make_document, score


@pytest.mark.parametrize("table", DOCUMENT_TABLES, ids=lambda table: table.name)
def test_a_table_comes_back_exactly(table):
    frame = big_document(7).tables[table.name]
    back = read_parquet(write_parquet(frame, table), table)
    pd.testing.assert_frame_equal(back, frame)
    check_table(back, table)


@pytest.mark.parametrize("table", DOCUMENT_TABLES, ids=lambda table: table.name)
def test_an_empty_table_comes_back(table):
    back = read_parquet(write_parquet(empty_table(table), table), table)
    assert len(back) == 0
    check_table(back, table)


def test_order_of_categories_unused_ones_and_missing_values_come_back():
    frame = make_table(
        PROVENANCE,
        {
            "agency_id": pd.Categorical.from_codes([1, 0], ["ข", "ก", "ไม่มีแถว"]),
            "fiscal_year": [2568, 2567],
            "level": pd.Categorical(["item", "indicator"]),
            "code": pd.Categorical(["o1", "1"]),
            "file": pd.Categorical(["x.xlsx", None]),
            "sheet": pd.Categorical([None, None], categories=pd.Index([], dtype="str")),
            "row": [0, -1],
            "column": [2, -1],
            "text": ["๙๙.๕๒", None],
        },
    )
    pd.testing.assert_frame_equal(read_parquet(write_parquet(frame, PROVENANCE), PROVENANCE), frame)


def test_a_category_that_is_missing_everywhere_comes_back_as_texts():
    frame = make_document(dict([score("ก", 2568, "1", 90.0)])).provenance
    frame = frame.assign(sheet=pd.Categorical([np.nan], categories=pd.Index([], dtype="float64")))
    back = read_parquet(write_parquet(frame, PROVENANCE), PROVENANCE)
    assert back["sheet"].isna().all()
    assert back["sheet"].cat.categories.dtype == "str"


def test_scores_keep_every_bit():
    values = [0.1 + 0.2, 1 / 3, 100.0, 5e-324, 0.0]
    document = make_document(dict(score("ก", 2568, str(at), value) for at, value in enumerate(values)))
    assert read_parquet(write_parquet(document.scores, SCORES), SCORES)["score"].tolist() == values


@pytest.mark.parametrize("kind", ["typed", "pasted"])
def test_a_person_may_clear_figures_and_they_are_no_scores(kind):
    nan = float("nan")
    document = make_document(
        dict([score("ก", 2568, "1", nan), score("ก", 2567, "2", 80.0)]),
        {("ก", 2566, "total", "ITA"): nan},
        kind=kind,
        number=None,
    )
    check_document(document)
    assert document.score_count == 1
    assert document.fiscal_years == (2566, 2567, 2568)


@pytest.mark.parametrize("kind", ["file", "sample"])
@pytest.mark.parametrize("table", ["scores", "declared"])
def test_a_file_may_not_clear_figures(kind, table):
    nan = float("nan")
    facts = {"scores": dict([score("ก", 2568, "1", nan)]), "declared": {("ก", 2568, "total", "ITA"): nan}}
    document = make_document(**{"scores": {}, table: facts[table]}, kind=kind)
    with pytest.raises(
        TableError, match=f"table {table}: a row without a figure in a document of kind {kind}"
    ):
        check_document(document)


def test_issues_come_back():
    issues = (
        Issue("total-disagrees", "x.xlsx", "2568", 13, 2, {"found": 96.73, "word": "รวม", "year": 2568}),
        Issue("any-code", severity_override=Severity.NOTE),
        Issue("any-code", file="x.xlsx", row=0, column=0),
    )
    assert issues_from_text(issues_to_text(issues)) == issues
    assert issues_from_text(issues_to_text([])) == ()


def test_numbers_of_numpy_in_issues_become_plain_ones():
    issue = Issue("any-code", row=np.int64(3), column=0, places={"found": np.float64(1.5)})
    assert issues_from_text(issues_to_text([issue]))[0].places == {"found": 1.5}
    with pytest.raises(TypeError, match="an issue cannot keep a set"):
        issues_to_text([Issue("any-code", places={"found": {1}})])


def test_fiscal_years_are_those_of_scores_and_declared_figures():
    document = make_document(
        dict([score("ก", 2568, "1", 90.0)]),
        {("ก", 2566, "total", "ITA"): 95.0, ("ก", 2568, "total", "ITA"): 95.0},
    )
    assert document.fiscal_years == (2566, 2568)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"scores": empty_table(SCORES).drop(columns="score")}, "table scores: column score is missing"),
        ({"agencies": empty_table(AGENCIES)}, "table scores: agency_id ก is not in table agencies"),
        (
            {"scores": empty_table(SCORES).assign(code=pd.Categorical([], categories=[1, 2]))},
            None,
        ),
        (
            {
                "scores": make_document(dict([score("ก", 2568, "1", 1.0)])).scores.assign(
                    code=pd.Categorical([1])
                )
            },
            "table scores: categories of column code are not texts",
        ),
        (
            {
                "scores": make_document(dict([score("ก", 2568, "1", 1.0)])).scores.assign(
                    code=pd.Categorical([None], categories=["1"])
                )
            },
            "table scores: missing values in agency_id, fiscal_year, level, code",
        ),
    ],
)
def test_documents_are_checked(change, message):
    document = dataclasses.replace(make_document(dict([score("ก", 2568, "1", 90.0)])), **change)
    if message is None:
        check_document(document)
        return
    with pytest.raises(TableError, match=message):
        check_document(document)
