"""Native charts of slides: PowerPoint draws them from the workbook inside, in which the figures are unrounded.

The XML is written here, because a bar chart with lines of bounds is no form of the library's. Texts of the
workbook are texts, whatever they begin with.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from itacore.charts.style import LIGHT
from itacore.reports.deck import ChartSeries, NumberChart
from itacore.reports.docx_parts import FONT
from itacore.reports.letters import fit, official_digits
from itacore.reports.pptx_master import ROOM
from itacore.reports.pptx_text import NAMESPACES, WIDE, Type, colour_xml, letters_xml
from itacore.reports.xlsx import letters_wide

SHEET = "Sheet1"
CATEGORY, FIGURES, CROWDED = 24.0, 26.0, 20.0
MARK = 14
THAI_FORM = "[$-D00041E]"  # before the form of a figure: Thai digits of Thai; Office and LibreOffice know it
_DAY = datetime(2000, 1, 1)  # a workbook must name one
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CATEGORIES, _VALUES = "111111111", "222222222"  # the axes
_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def add_chart(
    slide: Any, chart: NumberChart, box: tuple[int, int, int, int], arabic_digits: bool = True
) -> Any:
    """Put a chart on a slide and give its frame; ``box`` is left, top, width and height."""
    chart = chart if arabic_digits else in_thai_digits(chart)
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["-"]
    data.add_series("-", [1.0])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data)
    part = frame.chart.part
    part.chart_workbook.update_from_xlsx_blob(workbook_of(chart))
    external = part._element.find(qn("c:externalData"))
    relation = external.get(qn("r:id"))
    part._element = parse_xml(chart_xml(chart, relation).encode("utf-8"))
    return frame


def in_thai_digits(chart: NumberChart) -> NumberChart:
    """Write the texts of a chart in Thai digits and show its figures so; the figures stay numbers."""
    return replace(
        chart,
        categories=tuple(map(official_digits, chart.categories)),
        named=tuple(map(official_digits, chart.named)),
        series=tuple(
            replace(
                series,
                name=official_digits(series.name),
                figures=f"{THAI_FORM}{series.figures}" if series.figures else "",
            )
            for series in chart.series
        ),
    )


def workbook_of(chart: NumberChart) -> bytes:
    """Write the figures of a chart as a workbook; the same figures give the same bytes."""
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, _OPTIONS)
    book.set_properties({"created": _DAY})
    text = book.add_format({"font_name": FONT, "font_size": 16})
    figure = book.add_format({"font_name": FONT, "font_size": 16, "num_format": "0.00"})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, max(1, len(chart.series)), 18)
    for row, name in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, fit(name), text)
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, fit(series.name), text)
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value, figure)
    book.close()
    return sink.getvalue()


def chart_xml(chart: NumberChart, relation: str) -> str:
    """Give a chart as XML; ``relation`` leads to its workbook."""
    bars = [(at, series) for at, series in enumerate(chart.series) if series.kind == "bar"]
    lines = [(at, series) for at, series in enumerate(chart.series) if series.kind != "bar"]
    plots = _bar_plot(chart, bars) if bars else ""
    plots += _line_plot(chart, lines) if lines else ""
    layout = _layout(chart)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {NAMESPACES}>'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{layout}{plots}{_axes(chart)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>{_text(Type(CATEGORY))}"
        f'<c:externalData r:id="{relation}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(chart: NumberChart) -> str:
    """Where the plot stands, so that names have the room they need."""
    if chart.horizontal:
        longest = max(letters_wide(name) for name in chart.categories)
        left = min(0.55, longest * CATEGORY * WIDE * 0.95 / (ROOM * 72) + 0.015)
        place = (left, 0.02, 1 - left - (0.01 if chart.stacked else 0.1), 0.96)
    elif chart.named:  # names stand right of the last points
        place = (0.01, 0.12, 0.83, 0.68)
    else:
        return "<c:layout/>"
    edges = "".join(f'<c:{side} val="{value:.4f}"/>' for side, value in zip("xywh", place, strict=True))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{edges}</c:manualLayout></c:layout>"
    )


def _figure_size(chart: NumberChart) -> float:
    """Letters of the figures: smaller where many stand close."""
    shown = sum(bool(series.figures) for series in chart.series)
    crowded = len(chart.categories) > 5 and not chart.horizontal
    if shown > 1 and not _takes_turns([series for series in chart.series if series.figures]):
        return FIGURES - 4
    return CROWDED if crowded and not chart.stacked else FIGURES


def _text(look: Type) -> str:
    first, last = letters_xml(look, "a:defRPr"), letters_xml(look, "a:endParaRPr")
    whole = '<a:bodyPr wrap="none"/><a:lstStyle/>'  # a name at a point is no paragraph to be broken
    return f"<c:txPr>{whole}<a:p><a:pPr>{first}</a:pPr>{last}</a:p></c:txPr>"


def _bar_plot(chart: NumberChart, bars: list[tuple[int, ChartSeries]]) -> str:
    drawn = "".join(_bar_series(chart, at, series) for at, series in bars)
    alone = chart.stacked or _takes_turns([series for _, series in bars])
    overlap = 100 if alone else -5
    grouping = "stacked" if chart.stacked else "clustered"
    gap = 45 if alone else 55
    return (
        f'<c:barChart><c:barDir val="{"bar" if chart.horizontal else "col"}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>'
    )


def _takes_turns(bars: list[ChartSeries]) -> bool:
    """Whether no category has bars of two series, so that all may stand in one row."""
    counts = [
        sum(value is not None for value in values) for values in zip(*(s.values for s in bars), strict=True)
    ]
    return max(counts, default=0) < 2


def _line_plot(chart: NumberChart, lines: list[tuple[int, ChartSeries]]) -> str:
    drawn = "".join(_line_series(chart, at, series) for at, series in lines)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}<c:marker val="1"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:lineChart>'
    )


def _fill(series: ChartSeries, colour: str) -> str:
    if series.look == "hidden":
        return f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>"
    if series.look == "hatched":
        fore, back = colour.lstrip("#"), LIGHT.page.lstrip("#")
        return (
            f'<c:spPr><a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{fore}"/></a:fgClr><a:bgClr>'
            f'<a:srgbClr val="{back}"/></a:bgClr></a:pattFill><a:ln w="12700">{colour_xml(colour)}</a:ln></c:spPr>'
        )
    return f"<c:spPr>{colour_xml(colour)}{_NO_LINE}</c:spPr>"


def _bar_series(chart: NumberChart, at: int, series: ChartSeries) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{point}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{_fill(series, colour)}</c:dPt>"
        for point, colour in enumerate(series.colours)
        if colour != series.colour and series.values[point] is not None
    )
    place = "inBase" if chart.stacked else "outEnd"
    look = Type(_figure_size(chart), True, LIGHT.page if chart.stacked else LIGHT.ink)
    fill = _fill(series, series.colour)
    return (
        f'<c:ser>{_head(chart, at, series)}{fill}<c:invertIfNegative val="0"/>{points}'
        f"{_labels(series, place, look)}{_data(chart, at, series)}</c:ser>"
    )


def _line_series(chart: NumberChart, at: int, series: ChartSeries) -> str:
    colour = colour_xml(series.colour)
    if series.kind == "points":
        line = f'<c:spPr><a:ln w="34925" cap="rnd">{colour}<a:round/></a:ln></c:spPr>'
        mark = _mark(series.colour)
    else:
        line = f'<c:spPr><a:ln w="22225" cap="flat">{colour}<a:prstDash val="sysDash"/></a:ln></c:spPr>'
        mark = '<c:marker><c:symbol val="none"/></c:marker>'
    points = "".join(
        f'<c:dPt><c:idx val="{point}"/>{_mark(own)}<c:bubble3D val="0"/></c:dPt>'
        for point, own in enumerate(series.colours)
        if series.kind == "points" and series.values[point] is not None
    )
    labels = _name_at_end(series) if series.name in chart.named else _figures_above(chart, series)
    return (
        f"<c:ser>{_head(chart, at, series)}{line}{mark}{points}{labels}{_data(chart, at, series)}"
        '<c:smooth val="0"/></c:ser>'
    )


def _figures_above(chart: NumberChart, series: ChartSeries) -> str:
    return _labels(series, "t", Type(_figure_size(chart), True))


def _mark(colour: str) -> str:
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{MARK}"/><c:spPr>{colour_xml(colour)}'
        f'<a:ln w="19050">{colour_xml(LIGHT.page)}</a:ln></c:spPr></c:marker>'
    )


def _shown(which: str = "") -> str:
    """What is written at a point: one thing, or nothing."""
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{name} val="{int(name == which)}"/>' for name in names)


def _labels(series: ChartSeries, place: str, look: Type) -> str:
    """The figures at the points."""
    if not series.figures:
        return f"<c:dLbls>{_shown()}</c:dLbls>"
    return (
        f'<c:dLbls><c:numFmt formatCode="{series.figures}" sourceLinked="0"/><c:spPr><a:noFill/>{_NO_LINE}</c:spPr>'
        f'{_text(look)}<c:dLblPos val="{place}"/>'
        f"{_shown('Val')}</c:dLbls>"
    )


def _name_at_end(series: ChartSeries) -> str:
    """The name of a series at its last point."""
    last = len(series.values) - 1
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/><c:spPr><a:noFill/>{_NO_LINE}</c:spPr>'
        f'{_text(Type(CATEGORY, False, LIGHT.soft))}<c:dLblPos val="r"/>{_shown("SerName")}</c:dLbl>'
        f"{_shown()}</c:dLbls>"
    )


def _column(at: int) -> str:
    return chr(ord("B") + at)


def _head(chart: NumberChart, at: int, series: ChartSeries) -> str:
    return (
        f'<c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{SHEET}!${_column(at)}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(fit(series.name))}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )


def _data(chart: NumberChart, at: int, series: ChartSeries) -> str:
    count = len(chart.categories)
    names = "".join(
        f'<c:pt idx="{point}"><c:v>{escape(fit(name))}</c:v></c:pt>'
        for point, name in enumerate(chart.categories)
    )
    values = "".join(
        f'<c:pt idx="{point}"><c:v>{value!r}</c:v></c:pt>'
        for point, value in enumerate(series.values)
        if value is not None
    )
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>{SHEET}!${_column(at)}$2:${_column(at)}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>0.00</c:formatCode><c:ptCount val="{count}"/>{values}</c:numCache></c:numRef></c:val>'
    )


def _axes(chart: NumberChart) -> str:
    """Categories with a thin line; figures stand at the points, so that their axis is not shown."""
    turned = "maxMin" if chart.horizontal else "minMax"
    ceiling = f'<c:max val="{chart.ceiling!r}"/>' if chart.ceiling is not None else ""
    places = ("l", "b") if chart.horizontal else ("b", "l")
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="{turned}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{places[0]}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="12700">{colour_xml(LIGHT.faint)}</a:ln></c:spPr>{_text(Type(CATEGORY))}'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>{ceiling}'
        f'<c:min val="{chart.floor!r}"/></c:scaling><c:delete val="1"/><c:axPos val="{places[1]}"/>'
        '<c:numFmt formatCode="0.00" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="{_CATEGORIES}"/><c:crosses val="min"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
