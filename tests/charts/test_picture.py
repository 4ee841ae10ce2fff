"""Pictures hold what the figures of the pages hold; a part that cannot be drawn is named, never left out."""

from __future__ import annotations

import io

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image

from itacore.charts.chart import Chart
from itacore.charts.raster.canvas import Canvas, Letters
from itacore.charts.raster.picture import UnknownPartError, write_picture
from itacore.charts.style import LIGHT, Sketch, line_of, note_of, texts_of
from itacore.charts.views import view_gates, view_indicators, view_points, view_years
from itacore.charts.views_over_years import view_change, view_heatmap, view_levels, view_small_multiples
from itacore.scoring.profile import Profile
from itacore.thai import to_thai_digits
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def pixels(picture: bytes) -> np.ndarray:
    """Rows x columns x colours."""
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def frame(**layout: object) -> go.Figure:
    """An empty plot of 100 x 100 pixels without margins, both axes from 0 to 10."""
    figure = Sketch(LIGHT, 100).finish()
    figure.update_layout(
        xaxis={"range": [0, 10], "visible": False}, yaxis={"range": [0, 10], "visible": False}, **layout
    )
    return figure


def draw(figure: go.Figure) -> np.ndarray:
    return pixels(write_picture(figure, width=100, scale=1))


def extent(image: np.ndarray, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what has a colour, ends excluded."""
    rows, columns = np.nonzero((image == colour).all(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def inked(image: np.ndarray) -> tuple[int, int, int, int]:
    """The same of all that is not white."""
    rows, columns = np.nonzero((image != WHITE).any(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def charts_of(profile: Profile) -> dict[str, Chart]:
    return {
        "gates": view_gates(profile, LIGHT),
        "years": view_years(profile, LIGHT),
        "indicators": view_indicators(profile, LIGHT, {}),
        "points": view_points(profile, LIGHT),
        "levels": view_levels(profile, LIGHT),
        "change": view_change(profile, LIGHT),
        "multiples": view_small_multiples(profile, LIGHT),
        "heatmap": view_heatmap(profile, LIGHT),
    }


@pytest.mark.parametrize(("name", "year"), [(KHUN_KAEO, 2568), (KHUN_KAEO, 2566), (LUMPHUK, 2565)])
def test_every_chart_of_the_pages_can_be_drawn(name: str, year: int) -> None:
    drawn = 0
    for chart in charts_of(golden_profile(name, year)).values():
        if chart.figure is None:
            continue
        image = pixels(write_picture(chart.figure, width=600, scale=1))
        assert image.shape == (chart.figure.layout.height, 600, 3)
        left, top, right, bottom = inked(image)
        assert right - left > 300
        assert bottom - top > 100
        drawn += 1
    assert drawn >= 5


def test_a_bar_lies_where_its_axes_put_it() -> None:
    figure = frame()
    figure.add_bar(x=[4], y=[5], base=[2], orientation="h", width=2, marker={"color": "#FF0000"})
    assert extent(draw(figure), RED) == (20, 40, 60, 60)


def test_margins_and_domains_shift_the_plot() -> None:
    figure = Sketch(LIGHT, 120, (10, 0, 20, 0)).finish()
    figure.update_layout(
        xaxis={"range": [0, 10], "domain": [0.5, 1], "visible": False},
        yaxis={"range": [10, 0], "visible": False},
    )
    figure.add_shape(type="rect", x0=0, x1=10, y0=0, y1=1, fillcolor="#FF0000", line={"width": 0})
    image = pixels(write_picture(figure, width=110, scale=1))
    assert extent(image, RED) == (60, 20, 110, 30)


def test_scale_gives_more_pixels_of_the_same() -> None:
    figure = frame()
    figure.add_bar(x=[4], y=[5], base=[2], orientation="h", width=2, marker={"color": "#FF0000"})
    assert extent(pixels(write_picture(figure, width=100, scale=3)), RED) == (60, 120, 180, 180)


def test_padding_is_room_beside_the_plot() -> None:
    figure = frame()
    figure.add_bar(x=[10], y=[5], orientation="h", width=2, marker={"color": "#FF0000"})
    image = pixels(write_picture(figure, width=100, scale=1, padding=7))
    assert image.shape[:2] == (100, 114)
    assert extent(image, RED) == (7, 40, 107, 60)


def test_a_marker_stands_on_its_point() -> None:
    figure = frame()
    marker = {"symbol": "square", "size": 10, "color": "#0000FF"}
    figure.add_scatter(x=[5], y=[8], mode="markers", marker=marker)
    assert extent(draw(figure), BLUE) == (45, 15, 55, 25)


def test_a_point_without_a_figure_leaves_a_gap() -> None:
    figure = frame()
    line = {"color": "#0000FF", "width": 4}
    figure.add_scatter(x=[0, 3, 5, 7, 10], y=[5, 5, None, 5, 5], mode="lines", line=line)
    image = draw(figure)
    assert (image[50, 5:25] == BLUE).all()
    assert (image[50, 40:60] == WHITE).all()


def test_shapes_lie_below_or_above_the_traces() -> None:
    for layer, seen in (("below", RED), ("above", BLUE)):
        figure = frame()
        figure.add_bar(x=[10], y=[5], orientation="h", width=4, marker={"color": "#FF0000"})
        figure.add_shape(
            type="rect", layer=layer, x0=4, x1=6, y0=4, y1=6, fillcolor="#0000FF", line={"width": 0}
        )
        assert tuple(draw(figure)[50, 50]) == seen


def test_heatmap_cells_have_the_colour_of_their_figure_and_unknown_ones_none() -> None:
    figure = frame()
    scale = [[0, "#FF0000"], [0.5, "#FF0000"], [0.5, "#0000FF"], [1, "#0000FF"]]
    figure.add_heatmap(
        x=[2.5, 7.5], y=[5], z=[[10, None]], zmin=0, zmax=100, colorscale=scale, showscale=False
    )
    image = draw(figure)
    assert tuple(image[50, 25]) == RED
    assert tuple(image[50, 75]) == WHITE


def test_texts_of_a_column_end_at_the_same_pixel() -> None:
    ends = []
    for text in ("1.00", "100.00", "<b>99.52</b>"):
        figure = frame()
        figure.update_layout(xaxis2={"range": [0, 1], "anchor": "y", "visible": False})
        figure.add_trace(texts_of([0.9], [5], [text], colour="#000000", align="middle left"))
        ends.append(inked(draw(figure))[2])
    assert max(ends) - min(ends) <= 1
    assert 88 <= min(ends) <= 90


def test_bold_is_wider_and_a_break_makes_a_second_line() -> None:
    canvas = Canvas(100, 100, "#FFFFFF", 1)
    letters = Letters(20, "#000000")
    plain, bold = (canvas.text_size(text, letters) for text in ("96.73", "<b>96.73</b>"))
    assert bold[0] > plain[0]
    two = canvas.text_size("96.73<br>1", letters)
    assert (two[0], two[1] - plain[1]) == (plain[0], 26)


def test_tags_of_other_kinds_are_letters() -> None:
    canvas = Canvas(100, 100, "#FFFFFF", 1)
    letters = Letters(14, "#000000")
    assert canvas.text_size("<script>", letters)[0] > canvas.text_size("script", letters)[0]
    assert canvas.text_size("&lt;x&gt;", letters) == canvas.text_size("<x>", letters)


def test_thai_marks_take_no_room() -> None:
    canvas = Canvas(100, 100, "#FFFFFF", 1)
    letters = Letters(14, "#000000")
    assert canvas.text_size("ที่", letters)[0] == pytest.approx(canvas.text_size("ท", letters)[0], abs=0.05)
    assert canvas.text_size("น้ำ", letters)[0] == pytest.approx(canvas.text_size("นำ", letters)[0], abs=0.05)


def test_letters_that_no_font_has_become_a_box() -> None:
    figure = frame()
    figure.add_annotation(**note_of((5, 5), "\U0001f600\ue000", "#000000"))
    assert inked(draw(figure))


def test_a_note_stands_where_its_anchor_says() -> None:
    for anchor, low, high in (("left", 50, 58), ("right", 0, 0), ("center", 0, 0)):
        figure = frame()
        figure.add_annotation(**note_of((5, 5), "████", "#FF0000", xanchor=anchor, bgcolor="#0000FF"))
        left, _, right, _ = inked(draw(figure))
        if anchor == "left":
            assert low <= left < high
        elif anchor == "right":
            assert 42 < right <= 50
        else:
            assert abs((left + right) / 2 - 50) <= 1


def test_the_same_figure_gives_the_same_bytes() -> None:
    figure = view_gates(golden_profile(KHUN_KAEO, 2568), LIGHT).figure
    assert figure is not None
    assert write_picture(figure) == write_picture(figure)


def test_digits_can_be_rewritten_for_papers() -> None:
    figure = frame()
    figure.add_annotation(**note_of((5, 5), "2568", "#000000"))
    thai = write_picture(figure, width=100, digits=to_thai_digits)
    figure.layout.annotations[0].text = "๒๕๖๘"
    assert thai == write_picture(figure, width=100)


def broken() -> dict[str, go.Figure]:
    """Figures with one part each that cannot be drawn."""
    figures = {name: frame() for name in PARTS}
    figures["data.type"].add_pie(values=[1])
    figures["layout.showlegend"].update_layout(showlegend=True)
    figures["layout.title"].update_layout(title="ก")
    figures["layout.xaxis.title"].update_xaxes(title="ก")
    figures["layout.xaxis.type"].update_xaxes(type="category")
    figures["layout.xaxis.range"].update_layout(xaxis={"range": None})
    figures["layout.xaxis.tickvals"].update_layout(xaxis={"visible": True})
    figures["layout.shapes.type"].add_shape(type="circle", x0=0, x1=1, y0=0, y1=1)
    figures["layout.annotations.textangle"].add_annotation(x=1, y=1, text="ก", textangle=90)
    figures["scatter.fill"].add_scatter(x=[1], y=[1], fill="tozeroy")
    figures["scatter.line.shape"].add_scatter(x=[1, 2], y=[1, 2], mode="lines", line={"shape": "hv"})
    marker = {"symbol": "hourglass"}
    figures["scatter.marker.symbol"].add_scatter(x=[1], y=[1], mode="markers", marker=marker)
    figures["bar.textposition"].add_bar(x=[1], y=[1], text=["1"])
    figures["layout.barmode"].update_layout(barmode="stack").add_bar(x=[1], y=[1])
    figures["heatmap.showscale"].add_heatmap(z=[[1]])
    return figures


PARTS = (
    "data.type layout.showlegend layout.title layout.xaxis.title layout.xaxis.type layout.xaxis.range "
    "layout.xaxis.tickvals layout.shapes.type layout.annotations.textangle scatter.fill scatter.line.shape "
    "scatter.marker.symbol bar.textposition layout.barmode heatmap.showscale"
).split()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_cannot_be_drawn_is_named(part: str) -> None:
    with pytest.raises(UnknownPartError) as error:
        write_picture(broken()[part])
    assert error.value.part == part
    assert part in str(error.value)


def test_a_dotted_line_has_gaps() -> None:
    figure = frame()
    figure.add_shape(**line_of((0, 5), (10, 5), "#0000FF", width=4, dash="dot"))
    row = (draw(figure)[50] == BLUE).all(axis=1)
    assert 30 < row.sum() < 70
