"""At the highest level the gates show what the level itself says of unknown parts."""

from __future__ import annotations

import pytest

from itacore.criteria import read_criteria
from itacore.scoring.reason import Reason, explain_rating
from tests.kinds import GOOD
from tests.scoring.tables import Result, rate


def reason_of(result: Result) -> Reason:
    return explain_rating(rate(result), read_criteria().for_year(result.fiscal_year).book)


def ranges(reason: Reason) -> dict[str, tuple[float, float]]:
    return {gate.code: (round(gate.low, 4), round(gate.high, 4)) for gate in reason.gates}


def test_a_published_highest_level_puts_unknown_parts_at_95_or_above() -> None:
    # EIT is 95.1667: where one part is at 95, the other is at 95.3333.
    reason = reason_of(Result(2568, GOOD, total=96.73, rating="ผ่านดีเยี่ยม"))
    assert reason.kind == "top"
    assert ranges(reason) == {
        "IIT": (99.752, 99.752),
        "EIT1": (95.0, 95.3333),
        "EIT2": (95.0, 95.3333),
        "OIT": (95.625, 95.625),
    }


def test_below_the_highest_level_a_part_may_be_anywhere_its_mean_allows() -> None:
    reason = reason_of(Result(2568, GOOD, total=96.73, rating="ผ่านดี"))
    assert ranges(reason)["EIT1"] == (90.3333, 100.0)


def test_one_known_part_leaves_the_other_its_own_figure() -> None:
    reason = reason_of(Result(2568, GOOD, {"EIT1": 95.2}, 96.73, "ผ่านดีเยี่ยม"))
    low, high = ranges(reason)["EIT2"]
    assert low == pytest.approx(95.1333, abs=1e-4)
    assert high == pytest.approx(95.1333, abs=1e-4)


def test_where_the_rule_may_ask_for_eit_as_one_its_parts_stay_open() -> None:
    reason = reason_of(Result(2567, GOOD, total=96.73, rating="ผ่านดีเยี่ยม"))
    assert reason.kind == "top"
    assert ranges(reason)["EIT1"] == (90.3333, 100.0)
