"""The timetable of the measures: who does which in which quarter."""

from __future__ import annotations

import json

import plotly.graph_objects as go

from itacore.charts.style import DARK, LIGHT
from itacore.charts.views_of_plan import view_plan
from itacore.narrative.slide import PlanRow
from itacore.thai import NBSP

ROWS = (PlanRow("กองคลัง", ((1,), (1, 3), (), ())), PlanRow("<b>ก</b> & ข", ((), (2,), (), (2,))))


def texts(rows: tuple[PlanRow, ...]) -> list[str]:
    figure = view_plan("ก", rows, LIGHT).figure
    assert figure is not None
    return [text.replace(NBSP, " ") for trace in figure.data for text in trace.text or ()]


def test_owners_quarters_and_numbers_are_drawn() -> None:
    drawn = texts(ROWS)
    assert {"กองคลัง", "ไตรมาส 1", "ไตรมาส 4", "<b>1</b>", "<b>1, 3</b>", "<b>2</b>"} <= set(drawn)
    assert "เวลาอื่น" not in drawn


def test_an_owner_is_never_markup() -> None:
    assert "&lt;b&gt;ก&lt;/b&gt; &amp; ข" in texts(ROWS)


def test_a_measure_without_a_quarter_has_a_column_of_its_own() -> None:
    assert "เวลาอื่น" in texts((PlanRow("ก", ((), (), (), ()), (1,)),))


def test_numbers_that_do_not_fit_are_drawn_as_a_run_or_counted() -> None:
    every, odd = tuple(range(1, 13)), (1, 3, 5, 7, 9, 11)
    rows = (PlanRow("ก", (every, odd, (1, 2, 4, 5, 6), (10, 11))),)
    assert {"<b>1–12</b>", "<b>6 มาตรการ</b>", "<b>1, 2, 4–6</b>", "<b>10, 11</b>"} <= set(texts(rows))
    narrow = (PlanRow("ก", ((1, 3, 5), (2, 4, 6, 8), (), ()), (12,)),)
    assert {"<b>1, 3, 5</b>", "<b>4 มาตรการ</b>"} <= set(texts(narrow))
    table = view_plan("ก", rows, LIGHT).table
    assert table is not None
    assert list(table.shown().values())[1:] == [["1–12"], ["1, 3, 5, 7, 9, 11"], ["1, 2, 4–6"], ["10, 11"]]


def test_the_table_lists_the_same() -> None:
    table = view_plan("ก", ROWS, LIGHT).table
    assert table is not None
    assert list(table.shown().values())[:3] == [["กองคลัง", "<b>ก</b> & ข"], ["1", "–"], ["1, 3", "2"]]


def test_the_figure_is_one_that_plotly_knows() -> None:
    for palette in (LIGHT, DARK):
        figure = view_plan("ก", ROWS, palette).figure
        assert figure is not None
        validated = go.Figure(figure.to_dict())
        assert json.loads(validated.to_json()) == json.loads(figure.to_json())
