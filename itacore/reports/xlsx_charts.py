"""Charts that Excel draws from cells, with every text of them in the font of the paper."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from itacore.data_table import DataTable
from itacore.reports.letters import fit
from itacore.reports.report import NativeChart

FONT = "TH SarabunPSK"
INK, SOFT, GROUND, RULE = "#1B2733", "#55616D", "#E3ECF6", "#C3CAD2"
_LETTERS = {"name": FONT, "size": 14, "bold": False, "color": INK}
_LATIN = re.compile(rf'(<a:latin typeface="{FONT}"[^>]*/>)')


def add_chart(book: Any, sheet: Any, chart: NativeChart, table: DataTable, row: int) -> None:
    """Put a chart of a table that begins at the sheet's first cell below it."""
    names, rows = [str(name) for name in table.frame], len(table.frame)

    def cells(name: str) -> list[Any]:
        return [sheet.get_name(), 1, names.index(name), rows, names.index(name)]

    drawn = book.add_chart({"type": chart.kind})
    for series in chart.series:
        values = table.frame[series.column]
        drawn.add_series(
            {
                "name": [sheet.get_name(), 0, names.index(series.column)],
                "categories": cells(chart.categories),
                "values": cells(series.column),
                "categories_data": [fit(str(text)) for text in table.frame[chart.categories]],
                "values_data": ["" if value != value else round(float(value), 9) for value in values],
                **_look(chart, series.colour),
                **(_labels(chart) if series == chart.series[-1] else {}),
            }
        )
    drawn.set_title(
        {"name": chart.title, "name_font": {**_LETTERS, "size": 18, "bold": True}, "overlay": False}
    )
    legend = {"position": "bottom", "font": _LETTERS} if len(chart.series) > 1 else {"none": True}
    drawn.set_legend(legend)
    limits = {
        key: value for key, value in (("min", chart.floor), ("max", chart.ceiling)) if value is not None
    }
    scale = {
        "num_font": _LETTERS,
        "num_format": "0.00" if chart.ceiling is None else "0",
        "major_gridlines": {"visible": True, "line": {"color": RULE}},
        **limits,
    }
    flat = chart.kind == "bar"
    steps = {"num_font": _LETTERS, "reverse": flat, "interval_unit": 1, "major_gridlines": {"visible": False}}
    if flat:  # the first row on top; its values would then stand there too
        scale["label_position"] = "high"
    drawn.set_x_axis(scale if flat else steps)
    drawn.set_y_axis(steps if flat else scale)
    drawn.set_size({"width": 900, "height": 380})
    sheet.insert_chart(row, 0, drawn, {"object_position": 2, "description": fit(chart.title)})


def _look(chart: NativeChart, colour: str) -> dict[str, Any]:
    form = {"color": colour}
    if chart.kind != "line":
        return {"fill": form, "gap": 60, "overlap": -5}
    marker = {"type": "circle", "size": 8, "fill": form, "border": form}
    return {"line": {**form, "width": 2.25}, "marker": marker}


def _labels(chart: NativeChart) -> dict[str, Any]:
    position = "above" if chart.kind == "line" else "outside_end"
    font = {**_LETTERS, "size": 12}
    return {"data_labels": {"value": True, "num_format": "0.00", "font": font, "position": position}}


def with_thai_fonts(workbook: bytes) -> bytes:
    """Name the font for Thai letters too, which the writer of charts leaves out; write links as all systems do."""
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.startswith("xl/charts/chart"):
                more = rf'\1<a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
                content = _LATIN.sub(more, content.decode("utf-8")).encode("utf-8")
            elif entry.filename.startswith("xl/worksheets/_rels/"):
                content = content.replace(b"\\", b"/")
            target.writestr(entry, content)
    return sink.getvalue()
