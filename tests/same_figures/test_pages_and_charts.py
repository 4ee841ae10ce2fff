"""Everything that is drawn and written on the pages of a golden case is a figure of ``analyze --json``."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from itacore.scoring.weakness import CLASSES
from itacore.thai import format_number
from tests.same_figures.conftest import Page
from tests.same_figures.drawn import (
    Spec,
    columns,
    figures_in,
    marked,
    notes,
    rows_named,
    signed,
    told,
    traces,
    written,
)
from tests.same_figures.truth import UNITS, Case, Truth, figures_of

Shown = dict[tuple[str, int], Page]
LARGEST = 4  # parts of a change that have a bar of their own
ON_A_SLIDE = 5  # indicators


def near(values: object) -> object:
    return pytest.approx(values, abs=1e-9)


def check_gates(spec: Spec, truth: Truth, year: int) -> None:
    """Every gate lies at its figure, or its range is drawn, with the same figures beside it."""
    if not truth.gates(year):
        check_ruler(spec, truth.total(year))
        return
    gates = truth.gates(year)
    rows = next(column for column in columns(spec) if set(column.values()) & set(UNITS))
    points = {rows[t["y"][0]]: t["x"][0] for t in traces(spec, "markers")}
    ranges = {rows[t["y"][0]]: (t["base"][0], t["base"][0] + t["x"][0]) for t in traces(spec, "bar")}
    assert set(points) | set(ranges) | {"EIT"} == set(gates)
    assert points == near({name: gates[name][0] for name in points})
    for name, drawn in ranges.items():
        assert drawn == near(gates[name][:2])
    shown = {name: format_number(gates[name][0]) if name in points else "" for name in rows.values()}
    assert shown in written(spec, rows)
    mean = [(x, text) for x, y, text in notes(spec) if y > 0]
    assert all(x == near(truth.unit(year, "EIT")) for x, _ in mean)
    assert all(figures_in(text) == [format_number(truth.unit(year, "EIT"))] for _, text in mean)


def check_ruler(spec: Spec, total: float) -> None:
    """The total stands at its place on the ruler."""
    found = [(x, text) for x, _, text in notes(spec) if text == format_number(total)]
    assert found == [(near(total), format_number(total))]


def check_years(spec: Spec, truth: Truth, year: int) -> None:
    """Every year has a point at its total, with the figure above or below."""
    totals = [truth.total(year) for year in truth.years]
    (points,) = traces(spec, "markers")
    (line,) = traces(spec, "lines")
    assert points["y"] == line["y"] == near(totals)
    assert points["x"] == line["x"] == list(range(len(totals)))
    assert points["marker"]["size"].index(max(points["marker"]["size"])) == list(truth.years).index(year)
    assert [figures_in(text) for text in points["text"]] == [[format_number(total)] for total in totals]
    for at, own in enumerate(truth.years):
        assert str(own) in points["text"][at]
        (text,) = [text for x, y, text in notes(spec) if (x, y) == (at, near(totals[at]))]
        assert text.split() == [format_number(totals[at]), truth.years[own]["rating"]["final"]]


def check_indicators(spec: Spec, truth: Truth, year: int, only: list[str] | None = None) -> None:
    """Every indicator has a point this year and in the base year, score and change beside it."""
    codes = only or list(truth.scores(year))
    rows = rows_named(spec, codes)
    assert [rows[height] for height in sorted(rows)] == codes
    scores, base, changes = truth.scores(year), truth.base(year), truth.changes(year)
    before, now = traces(spec, "markers")
    assert marked(now, rows) == near({code: scores[code] for code in codes})
    assert marked(before, rows) == near({code: truth.scores(base)[code] for code in codes} if base else {})
    for trace in (before, now):
        assert [figures_in(text) for text in trace["text"]] == [[format_number(x)] for x in trace["x"]]
    beside = written(spec, rows)
    assert {code: format_number(scores[code]) for code in codes} in beside
    assert {code: format_number(changes[code], sign=True) if base else "" for code in codes} in beside
    assert {code: truth.names(year)[code] for code in codes} in beside


def check_points(spec: Spec, truth: Truth, year: int, most: int = 10) -> None:
    """Bars of points to gain, most first, with scores and weights beside them; full scores have no bar."""
    points = [(code, gain) for code, gain in truth.points(year).items() if gain > 1e-9][:most]
    codes = [code for code, _ in points]
    rows = rows_named(spec, codes)
    assert [rows[height] for height in sorted(rows)] == codes
    (bars,) = traces(spec, "bar")
    assert marked(bars, rows) == near(dict(points))
    beside = written(spec, rows)
    assert {code: format_number(gain) for code, gain in points} in beside
    assert {code: format_number(truth.scores(year)[code]) for code in codes} in beside
    assert {code: f"{truth.weights(year)[code]:.0f}%" for code in codes} in beside


def check_change(spec: Spec, truth: Truth, year: int) -> None:
    """The bars lead from one computed total to the other: the largest parts, then the rest together."""
    base, parts = truth.base(year), truth.parts(year)
    assert base is not None
    codes = sorted(parts, key=lambda code: -abs(parts[code]))[:LARGEST]
    rest = sum(part for code, part in parts.items() if code not in codes)
    rows = rows_named(spec, [*codes, ""])
    (bars,) = traces(spec, "bar")
    assert marked(bars, rows) == near({**{code: parts[code] for code in codes}, "": rest})
    (ends,) = traces(spec, "markers+text")
    assert ends["x"] == near([truth.computed(base), truth.computed(year)])
    assert [figures_in(text) for text in ends["text"]] == [[format_number(x)] for x in ends["x"]]
    reached = ends["x"][0]
    for start, part in zip(bars["base"], bars["x"], strict=True):
        assert start == near(reached)
        reached += part
    assert reached == near(ends["x"][1])
    assert sum(bars["x"]) == near(truth.change(year))
    shown = {code: format_number(parts[code], sign=True) for code in codes}
    assert {**shown, "": format_number(rest, sign=True)} in written(spec, rows)
    axis = spec["layout"]["xaxis"]
    assert [float(text) for text in axis["ticktext"]] == near(axis["tickvals"])
    for code, text in zip(codes, bars["text"], strict=False):
        scores = [format_number(truth.scores(at)[code]) for at in (base, year)]
        assert figures_in(text) == [*scores, format_number(abs(parts[code]))]


def check_multiples(spec: Spec, truth: Truth, year: int) -> None:
    """Every indicator has a line through its scores of all years, the chosen year's figure at its point."""
    years = list(truth.years)
    lines = traces(spec, "lines+markers")
    assert len(lines) == len(truth.scores(year))
    for code, line in zip(truth.scores(year), lines, strict=True):
        scores = [truth.scores(at)[code] for at in years]
        assert line["y"] == near(scores)
        assert [figures_in(text) for text in line["text"]] == [[format_number(score)] for score in scores]
        assert [str(at) in text for at, text in zip(years, line["text"], strict=True)] == [True] * len(years)
        own = [note for note in spec["layout"].get("annotations", []) if note["xref"] == line["xaxis"]]
        assert years.index(year) in [note["x"] for note in own]
        for note in own:
            assert note["y"] == near(scores[note["x"]])
            assert figures_in(note["text"]) == [format_number(scores[note["x"]], 1)]


def check_heatmap(spec: Spec, truth: Truth, _: int) -> None:
    """Every indicator has its score of every year in its cell."""
    codes, years = list(truth.ranges()), list(truth.years)
    rows = rows_named(spec, codes)
    assert [rows[height] for height in sorted(rows)] == codes
    cells = {
        (rows[height], years[int(x)]): text
        for trace in traces(spec, "text")
        if trace["xaxis"] == "x" and set(trace["y"]) == set(rows)
        for x, height, text in zip(trace["x"], trace["y"], trace["text"], strict=True)
    }
    expected = {(code, at): format_number(truth.scores(at)[code]) for at in years for code in codes}
    assert cells == expected
    texts = [text for trace in traces(spec, "bar") for text in trace["text"]]
    assert [figures_in(text) for text in texts] == [
        [format_number(truth.scores(at)[code])] for at in years for code in codes
    ]


def test_metrics_of_the_overview(case: Case, shown: Shown) -> None:
    truth = case.truth
    for year in truth.years:
        expected = [(truth.total(year), truth.change(year))]
        expected += [(truth.unit(year, code), truth.unit_change(year, code)) for code in UNITS]
        metrics = [(value, signed(delta)) for value, delta in shown["overview", year].metrics]
        assert metrics == [
            (format_number(value), "" if change is None else format_number(change, sign=True))
            for value, change in expected
        ]


def names_of(truth: Truth) -> dict[str, set[str]]:
    """Charts that every page must have."""
    several = len(truth.years) > 1
    return {
        "overview": {"gates", "indicators"} | ({"years"} if several else set()),
        "trends": {"levels"} | ({"change", "multiples", "heatmap"} if several else {"indicators"}),
        "weaknesses": {"points"},
    }


def test_charts_on_pages(case: Case, shown: Shown) -> None:
    truth = case.truth
    for page, year in product(names_of(truth), truth.years):
        charts = shown[page, year].charts
        assert names_of(truth)[page] <= set(charts)
        for name, spec in charts.items():
            CHECKS[name](spec, truth, year)


CHECKS: dict[str, Callable[[Spec, Truth, int], None]] = {
    "gates": check_gates,
    "years": check_years,
    "levels": check_years,
    "indicators": check_indicators,
    "points": check_points,
    "change": lambda spec, truth, year: check_change(spec, truth, truth.pair(year)),
    "multiples": check_multiples,
    "heatmap": check_heatmap,
}


def test_charts_on_slides(case: Case, shown: Shown) -> None:
    truth = case.truth
    for year in truth.years:
        specs = list(shown["present", year].charts.values())
        lowest = sorted(truth.scores(year), key=truth.scores(year).__getitem__)[:ON_A_SLIDE]
        check_gates(specs.pop(0), truth, year)
        if truth.base(year):
            check_years(specs.pop(0), truth, year)
            check_change(specs.pop(0), truth, year)
        heatmap, weakest, points, *plan = specs
        check_heatmap(heatmap, truth, year)
        assert len(plan) <= 1
        assert not [figure for spec in plan for text in told(spec) for figure in figures_in(text)]
        check_indicators(weakest, truth, year, [code for code in truth.scores(year) if code in lowest])
        check_points(points, truth, year, ON_A_SLIDE)


def test_first_lines_name_the_figures_of_their_year(case: Case, shown: Shown) -> None:
    truth = case.truth
    for year in truth.years:
        first = min(truth.weakest(year), key=lambda entry: CLASSES.index(entry["class"]))
        assert format_number(truth.total(year)) in figures_in(shown["overview", year].texts[0])
        assert figures_in(shown["weaknesses", year].texts[0]) == [format_number(first["points_to_gain"])]
        assert format_number(truth.total(year)) in shown["present", year].texts


def test_weak_points_show_score_and_points_of_each_indicator(case: Case, shown: Shown) -> None:
    truth = case.truth
    for year in truth.years:
        texts = shown["weaknesses", year].texts
        weak = [entry for entry in truth.weakest(year) if entry["class"] != "to-keep"]
        heads = [at for at, text in enumerate(texts) if ":gray[" in text]
        found = [(texts[at].strip("*").split()[0], figures_in(texts[at]), texts[at + 1]) for at in heads]
        order = sorted(weak, key=lambda entry: CLASSES.index(entry["class"]))
        assert [code for code, _, _ in found] == [entry["code"] for entry in order]
        for (_, scores, badges), entry in zip(found, order, strict=True):
            assert scores == [format_number(entry["score"])]
            assert figures_in(badges)[-1] == format_number(entry["points_to_gain"])


def test_no_page_shows_another_figure(case: Case, shown: Shown) -> None:
    for (page, year), seen in shown.items():
        known = figures_of(case.truth, year, all_years=page != "weaknesses")
        if page == "trends" and len(case.truth.years) > 1:
            known |= figures_of(case.truth, case.truth.pair(year))
        texts = [text for table in seen.tables.values() for column in table for text in column] + seen.texts
        texts += [text for spec in seen.charts.values() for text in told(spec)]
        found = {figure for text in texts for figure in figures_in(text)}
        assert found
        assert found <= known, (page, year, found - known)
