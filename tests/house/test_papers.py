"""The pictures of every kind of paper: all there, small, of a made-up office without names."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PIL import Image

from itacore.agencies import agency_type
from itacore.measures.periods import read_months
from itacore.reports.building import BUILDERS
from tools.make_contact_sheets import FOLDER, GAP, lay_out
from tools.make_samples import MUNICIPALITY
from tools.sample_plan import FINDINGS, NAME, OFFICE, PLAN, TYPE


def test_every_kind_has_its_picture_and_is_listed() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(BUILDERS)
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"({kind}.png) | `{kind}` |" in listed for kind in BUILDERS)
    assert all(path.stat().st_size < 400_000 for path in FOLDER.glob("*.png"))


def test_the_plan_of_the_sample_is_whole_and_names_nobody() -> None:
    assert [MUNICIPALITY, agency_type(MUNICIPALITY)] == [NAME, TYPE]
    assert not OFFICE.has_names
    assert len(PLAN) == 12
    assert {measure.indicator for measure in PLAN} == {str(code) for code in range(1, 11)}
    for measure in PLAN:
        assert all(getattr(measure, f.name) for f in fields(measure) if f.name not in ("id", "topic"))
        assert read_months(measure.period), measure.period
    assert all(finding.text for finding in FINDINGS.values())


@pytest.mark.parametrize("count", [1, 2, 6, 17])
def test_pages_stand_beside_each_other_in_their_order(count: int) -> None:
    pages = [Image.new("RGB", (400, 566), (at, 0, 0)) for at in range(count)]
    sheet = lay_out([*pages, Image.new("RGB", (566, 400), (255, 0, 0))])
    assert sheet.width <= 2500
    across = (sheet.width - GAP) // (400 + GAP)
    for at in range(count):
        place = (GAP + at % across * (400 + GAP), GAP + at // across * (566 + GAP))
        assert sheet.getpixel(place) == (at, 0, 0)
