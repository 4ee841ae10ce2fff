"""A larger figure is the same figure: every length in pixels grows, nothing on the axes moves."""

from __future__ import annotations

import pytest

from itacore.charts.enlarge import enlarge
from itacore.charts.style import LIGHT, Figure
from itacore.charts.views import view_gates, view_indicators, view_points, view_years
from itacore.charts.views_over_years import view_change, view_heatmap, view_small_multiples
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile

PROFILE, RULER = golden_profile(KHUN_KAEO, 2568), golden_profile(LUMPHUK, 2565)
CHARTS = {
    "gates": view_gates(PROFILE, LIGHT),
    "ruler": view_gates(RULER, LIGHT),
    "years": view_years(PROFILE, LIGHT),
    "indicators": view_indicators(PROFILE, LIGHT, {}),
    "change": view_change(PROFILE, LIGHT),
    "points": view_points(PROFILE, LIGHT),
    "multiples": view_small_multiples(PROFILE, LIGHT),
    "heatmap": view_heatmap(PROFILE, LIGHT),
}


def letter_sizes(figure: Figure) -> list[float]:
    sizes = [figure.layout.font.size]
    sizes += [note.font.size for note in figure.layout.annotations if note.font.size]
    sizes += [trace.textfont.size for trace in figure.data if trace.textfont.size]
    sizes += [
        axis.tickfont.size for axis in (*figure.select_xaxes(), *figure.select_yaxes()) if axis.tickfont.size
    ]
    return sizes


@pytest.mark.parametrize("name", CHARTS)
def test_letters_marks_lines_margins_and_height_grow_together(name: str) -> None:
    before = CHARTS[name].figure
    assert before is not None
    kept = before.to_json()
    after = enlarge(before, 2)
    assert before.to_json() == kept
    assert letter_sizes(after) == [2 * size for size in letter_sizes(before)]
    assert after.layout.height == 2 * before.layout.height
    for side in "lrtb":
        assert after.layout.margin[side] == 2 * before.layout.margin[side]
    for old, new in zip(before.layout.shapes, after.layout.shapes, strict=True):
        assert new.line.width == 2 * old.line.width
        assert (new.x0, new.y0, new.x1, new.y1) == (old.x0, old.y0, old.x1, old.y1)
    for old, new in zip(before.layout.annotations, after.layout.annotations, strict=True):
        assert (new.x, new.y, new.text) == (old.x, old.y, old.text)
        assert (new.xshift, new.yshift, new.ay) == tuple(
            v and 2 * v for v in (old.xshift, old.yshift, old.ay)
        )
    for old, new in zip(before.data, after.data, strict=True):
        assert (new.x, new.y, new.text) == (old.x, old.y, old.text)
        if old.type == "bar":
            assert new.width == old.width
            assert new.marker.pattern.size == (old.marker.pattern.size and 2 * old.marker.pattern.size)
        elif "markers" in old.mode:
            sizes = old.marker.size if isinstance(old.marker.size, tuple) else (old.marker.size,)
            larger = new.marker.size if isinstance(new.marker.size, tuple) else (new.marker.size,)
            assert list(larger) == [2 * size for size in sizes]
        elif "lines" in old.mode:
            assert new.line.width == 2 * old.line.width


def test_a_room_reads_no_letter_below_24_pixels() -> None:
    for chart in CHARTS.values():
        assert chart.figure is not None
        assert min(letter_sizes(enlarge(chart.figure, 26 / 14))) >= 24
