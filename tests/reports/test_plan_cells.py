"""Cells of the tables that list measures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itacore.reports.plan_cells import period_of
from itacore.reports.plans import PlannedMeasure
from itacore.thai import NBSP
from tests.reports.cases import own


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("ต.ค. 68 – ธ.ค. 68", "ต.ค._68 – ธ.ค._68"),
        ("ม.ค.  ๖๙ ถึง มี.ค. ๒๕๖๙", "ม.ค._๖๙ ถึง มี.ค._๒๕๖๙"),
        (f"ไตรมาส{NBSP}2{NBSP}ถึง{NBSP}3", "ไตรมาส_2 ถึง_3"),
        ("ตลอดปีงบประมาณ", "ตลอดปีงบประมาณ"),
        ("", "..."),
    ],
)
def test_a_month_stays_with_its_year(period: str, shown: str) -> None:
    entry = PlannedMeasure(replace(own("9", "ก"), period=period), True)
    assert period_of(entry, "...").plain.replace(NBSP, "_") == shown
