"""Suggestions on tiny tables: order, reasons, owners, items; the order of rows changes nothing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.errors import TableError
from itacore.measures import (
    Catalogue,
    Measure,
    Owners,
    measures_by_indicator,
    read_catalogue,
    suggest_measures,
)
from itacore.measures.suggestion import COLUMNS, REASONS


def measure(identifier: str, effort: str, items: tuple[tuple[int, tuple[str, ...]], ...] = ()) -> Measure:
    number = identifier.split("-")[1]
    return Measure(
        id=identifier,
        indicator=str(int(number)),
        topic=1,
        subindicators=(),
        question="ถ้า",
        title="ก",
        how="1",
        steps=("ก", "ข", "ค"),
        owner=Owners(f"ท{number}", f"อ{number}", f"น{number}"),
        quarters=(1,),
        result_indicator="ก",
        evidence=("ก",),
        effort=effort,
        cost="none",
        oit_items=items,
        source="ก",
        mark="found",
    )


CATALOGUE = Catalogue(
    measures=(
        measure("ind-02-slow", "high"),
        measure("ind-02-quick", "low"),
        measure("ind-02-also-quick", "low"),
        measure("ind-09-list", "medium", ((2565, ("o21", "o22")), (2568, ("o12",)))),
        measure("ind-10-plan", "low", ((2565, ("o39",)),)),
    ),
    names=(("2", "ก"), ("9", "ข"), ("10", "ค")),
)


def table(*rows: tuple[str, float, float, int, str]) -> pd.DataFrame:
    names = ["code", "score", "points_to_gain", "rank_by_points", "weakness_class"]
    return pd.DataFrame(rows, columns=names)


WEAK = table(
    ("2", 80.0, 1.2, 2, "urgent"),
    ("3", 70.0, 1.8, 5, "urgent"),
    ("9", 91.25, 1.75, 1, "to-develop"),
    ("10", 100.0, 0.0, 9, "to-keep"),
)


def rows_of(frame: pd.DataFrame) -> list[list[object]]:
    return frame.values.tolist()


def test_measures_come_in_order_of_points_and_effort() -> None:
    found = suggest_measures(WEAK, CATALOGUE, agency_type="เทศบาลตำบล", fiscal_year=2568)
    assert tuple(found.columns) == COLUMNS
    assert rows_of(found) == [
        ["9", "ind-09-list", 1, "most-points", "ท09", ("o12",)],
        ["2", "ind-02-quick", 2, "below-pass-line", "ท02", ()],
        ["2", "ind-02-also-quick", 3, "below-pass-line", "ท02", ()],
        ["2", "ind-02-slow", 4, "below-pass-line", "ท02", ()],
    ]


def test_what_is_to_keep_comes_only_when_asked_for() -> None:
    found = suggest_measures(WEAK, CATALOGUE, agency_type="อบต.", fiscal_year=2565, include_keep=True)
    assert rows_of(found)[-1] == ["10", "ind-10-plan", 5, "keep-strength", "อ10", ("o39",)]
    assert rows_of(found)[0][-1] == ("o21", "o22")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("9", 84.99, 3.0, 1, "urgent"), "below-pass-line"),
        (("9", 85.0, 3.0, 1, "urgent"), "lowest-of-weak-part"),
        (("9", 85.0 - 1e-12, 3.0, 1, "urgent"), "lowest-of-weak-part"),
        (("9", 90.0, 2.0, 3, "to-develop"), "most-points"),
        (("9", 90.0, 2.0, 4, "to-develop"), "room-to-develop"),
        (("9", 99.6, 0.08, 1, "to-develop"), "room-to-develop"),
        (("9", 99.6, 0.08, 1, "to-keep"), "keep-strength"),
    ],
)
def test_the_reason_is_a_short_code(row: tuple[str, float, float, int, str], reason: str) -> None:
    found = suggest_measures(table(row), CATALOGUE, agency_type=None, fiscal_year=2568, include_keep=True)
    assert found["reason"].tolist() == [reason]
    assert reason in REASONS
    assert found["owner"].tolist() == ["น09"]


def test_equal_points_are_ordered_by_number_not_by_letters() -> None:
    equal = table(("10", 90.0, 2.0, 1, "to-develop"), ("9", 90.0, 2.0, 1, "to-develop"))
    found = suggest_measures(equal, CATALOGUE, agency_type=None, fiscal_year=2568)
    assert found["code"].tolist() == ["9", "10"]


@pytest.mark.parametrize("fiscal_year", [2567, 2569, 2570])
def test_a_year_without_a_list_gives_no_items(fiscal_year: int) -> None:
    found = suggest_measures(WEAK, read_catalogue(), agency_type=None, fiscal_year=fiscal_year)
    assert set(found["oit_items"]) == {()}


def test_no_suggestion_has_the_same_columns_and_types() -> None:
    some = suggest_measures(WEAK, CATALOGUE, agency_type=None, fiscal_year=2568)
    none = suggest_measures(WEAK.iloc[:0], CATALOGUE, agency_type=None, fiscal_year=2568)
    assert len(none) == 0
    assert none.dtypes.to_dict() == some.dtypes.to_dict()
    assert [str(dtype) for dtype in some.dtypes] == ["str", "str", "int64", "str", "str", "object"]


def test_categories_are_taken_like_texts() -> None:
    as_categories = WEAK.astype({"code": "category", "weakness_class": "category"})
    given_texts = suggest_measures(WEAK, CATALOGUE, agency_type=None, fiscal_year=2568)
    given_categories = suggest_measures(as_categories, CATALOGUE, agency_type=None, fiscal_year=2568)
    pd.testing.assert_frame_equal(given_texts, given_categories)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (WEAK.drop(columns="score"), "table weaknesses: column score is missing"),
        (
            WEAK.assign(points_to_gain=float("nan")),
            "table weaknesses: column points_to_gain has missing entries; leave such rows out",
        ),
        (
            WEAK.assign(code="9"),
            "table weaknesses: rows with the same code; give one agency and one year",
        ),
        (
            WEAK.assign(weakness_class="weak"),
            "table weaknesses: weakness_class weak; use urgent, to-develop, to-keep",
        ),
    ],
)
def test_a_wrong_table_is_refused(wrong: pd.DataFrame, message: str) -> None:
    with pytest.raises(TableError) as caught:
        suggest_measures(wrong, CATALOGUE, agency_type=None, fiscal_year=2568)
    assert str(caught.value) == message


def test_identifiers_by_indicator() -> None:
    classes = ["to-develop", "urgent", "to-keep", "urgent"]
    assert measures_by_indicator(CATALOGUE, ["9", "2", "10", "3"], classes) == {
        "9": ("ind-09-list",),
        "2": ("ind-02-quick", "ind-02-also-quick", "ind-02-slow"),
        "10": (),
        "3": (),
    }
    assert measures_by_indicator(CATALOGUE, ["10"], ["to-keep"], include_keep=True) == {
        "10": ("ind-10-plan",)
    }


def test_identifiers_need_a_known_class_for_each_code() -> None:
    with pytest.raises(TableError, match="weakness class 'weak' of 9"):
        measures_by_indicator(CATALOGUE, ["9"], ["weak"])
    with pytest.raises(ValueError, match="shorter"):
        measures_by_indicator(CATALOGUE, ["9", "10"], ["urgent"])


@st.composite
def weak_tables(draw: st.DrawFn) -> pd.DataFrame:
    codes = draw(st.lists(st.sampled_from([str(n) for n in range(1, 11)]), unique=True))
    points = [draw(st.sampled_from([0.0, 0.05, 0.5, 1.75, 6.0])) for _ in codes]
    classes = [draw(st.sampled_from(["urgent", "to-develop", "to-keep"])) for _ in codes]
    scores = [draw(st.floats(0, 100)) for _ in codes]
    ranks = [1 + sum(other > own for other in points) for own in points]
    rows = list(zip(codes, scores, points, ranks, classes, strict=True))
    return table(*draw(st.permutations(rows)))


@given(weak_tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(weaknesses: pd.DataFrame, random: object) -> None:
    places = list(range(len(weaknesses)))
    random.shuffle(places)  # type: ignore[attr-defined]
    choice = {"agency_type": "เทศบาลเมือง", "fiscal_year": 2568, "include_keep": True}
    found = suggest_measures(weaknesses, read_catalogue(), **choice)
    again = suggest_measures(weaknesses.iloc[places], read_catalogue(), **choice)
    pd.testing.assert_frame_equal(found, again)
    assert found["order"].tolist() == list(range(1, len(found) + 1))
    assert found["measure_id"].is_unique
    rank = dict(zip(weaknesses["code"], weaknesses["rank_by_points"], strict=True))
    assert [rank[code] for code in found["code"]] == sorted(rank[code] for code in found["code"])
