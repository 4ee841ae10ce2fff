"""The blank workbook of the program: filled in, it reads whole and clean; blank, it holds no scores."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itacore.reading.template import write_template
from tests.reading.filled_template import fill_many, fill_one
from tests.reading.reader import issues_of, layouts_of, read_bytes
from tests.reading.styles import Style
from tests.reading.truths import KHUN_KAEO, LUMPHUK, Agency, figures_of, figures_read, make_province

WRITTEN = ("number", "text", "thai", "decimal-comma", "points")


def with_parts(agency: Agency) -> Agency:
    """The agency with both parts of the EIT in its latest year."""
    *earlier, latest = agency.years
    return replace(agency, years=(*earlier, replace(latest, published={"EIT1": "94.00", "EIT2": "96.33"})))


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize(
    "agency", [KHUN_KAEO, LUMPHUK, with_parts(KHUN_KAEO)], ids=["three years", "one", "parts"]
)
def test_filled_for_one_agency(agency: Agency, number: str) -> None:
    reading = read_bytes(fill_one(agency, Style(number=number)))
    assert figures_read(reading) == figures_of([agency], published=True)
    assert issues_of(reading) == []
    row = reading.agencies.iloc[0]
    found = [row[key] if isinstance(row[key], str) else None for key in ("type", "district", "province")]
    assert found == [agency.type, agency.district, agency.province]


@pytest.mark.parametrize("number", WRITTEN)
def test_filled_for_many_agencies(number: str) -> None:
    agencies = [
        replace(
            a,
            years=tuple(
                replace(y, published={}, rating="A" if y.fiscal_year == 2565 else None) for y in a.years
            ),
        )
        for a in make_province(2565, 2566)
    ]
    reading = read_bytes(fill_many(agencies, Style(number=number)))
    assert figures_read(reading) == figures_of(agencies, rank=True)
    assert issues_of(reading) == []


def test_only_totals_filled_in() -> None:
    agency = replace(KHUN_KAEO, years=tuple(year.only(()) for year in KHUN_KAEO.years))
    reading = read_bytes(fill_one(agency))
    assert figures_read(reading) == figures_of([agency])
    assert issues_of(reading) == []


def test_blank() -> None:
    reading = read_bytes(write_template())
    assert issues_of(reading) == [("no-scores", None, None)]
    assert layouts_of(reading) == [None, None, None]


def test_the_same_call_gives_the_same_bytes() -> None:
    assert write_template() == write_template()
