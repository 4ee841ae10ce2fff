"""Every indicator over the years: small lines on one scale, so that they compare."""

from __future__ import annotations

from dataclasses import dataclass

from itacore.charts.style import TICK_TEXT, Figure, Palette, Sketch, line_of, note_of, texts_of
from itacore.thai import format_number

ACROSS = 5
GAP = 0.025  # between two panels, as a share of the width
LINE_GAP = 0.1  # between two lines of panels, as a share of the height
LABEL_DISTANCE = 0.2  # of a panel's width that a figure of one decimal needs
HEAD = 0.62  # room for a panel's name and its figures, as a share of the range of scores
FOOT = 0.32  # room below the lowest point for its figure, likewise
LARGEST_FLOOR = 80.0


@dataclass(frozen=True)
class Panel:
    """An indicator: its score of every year (None where unknown); ``moves`` sets its line in ink."""

    code: str
    name: str
    scores: tuple[float | None, ...]
    moves: bool


def floor_of(panels: list[Panel]) -> float:
    """Where the common scale begins.

    >>> floor_of([Panel("1", "ก", (81.2, None), False)]), floor_of([Panel("1", "ก", (99.0,), False)])
    (75.0, 80.0)
    """
    known = [score for panel in panels for score in panel.scores if score is not None]
    low = min(known, default=LARGEST_FLOOR)
    return float(max(0, min(LARGEST_FLOOR, 5 * ((low - 2) // 5))))


def draw_multiples(
    panels: list[Panel], years: list[int], chosen: int, unknown: str, palette: Palette
) -> Figure:
    """Draw a small line for each indicator, five in a row, all on one scale.

    Parameters
    ----------
    years
        Every year from the first to the last, of which the panels hold scores.
    chosen
        Position of the year whose figure is set bold; where it is unknown, the latest known one is.
    unknown
        What to write into a panel without scores.
    """
    lines = -(-len(panels) // ACROSS)
    sketch = Sketch(palette, 185 * lines, (34, 10, 0, 24))
    floor = floor_of(panels)
    span = 100 - floor
    low = min((score for panel in panels for score in panel.scores if score is not None), default=floor)
    scale = (min(floor - span * 0.06, low - span * FOOT), 100 + span * HEAD)
    step = 10 if span <= 40 else 20 if span <= 60 else 25
    ticks = [value for value in range(0, 101, step) if value >= floor]
    end = len(years) - 0.5
    for at, panel in enumerate(panels):
        number = "" if at == 0 else str(at + 1)
        sketch.set_axes(**_axes(at, number, lines, years, scale, ticks, palette))
        sketch.shapes.extend(line_of((-0.5, t), (end, t), palette.grid, number=number) for t in ticks)
        _add_panel(sketch, panel, years, chosen, number, palette)
        name = f"<b>{panel.code}</b> {panel.name}"
        ink = palette.ink if panel.moves else palette.soft
        heading = texts_of([-0.5], [100 + span * (HEAD - 0.12)], [name], colour=ink)
        sketch.traces.append({**heading, **_on(number)})
        if all(score is None for score in panel.scores):
            middle = [(len(years) - 1) / 2]
            words = texts_of(middle, [90.0], [unknown], colour=palette.soft, align="middle center")
            sketch.traces.append({**words, **_on(number)})
    return sketch.finish()


def _on(number: str) -> dict[str, str]:
    """The axes of the panel with that number."""
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _axes(
    at: int,
    number: str,
    lines: int,
    years: list[int],
    scale: tuple[float, float],
    ticks: list[int],
    palette: Palette,
) -> dict[str, dict[str, object]]:
    """Both axes of a panel."""
    line, column = divmod(at, ACROSS)
    width = (1 - GAP * (ACROSS - 1)) / ACROSS
    height = (1 - LINE_GAP * (lines - 1)) / lines
    start, foot = column * (width + GAP), (lines - 1 - line) * (height + LINE_GAP)
    quiet = {"ticks": "", "fixedrange": True, "showgrid": False, "zeroline": False}
    letters = {"size": TICK_TEXT, "color": palette.soft}
    return {
        f"xaxis{number}": {
            "domain": [start, start + width],
            "anchor": f"y{number}",
            "range": [-0.5, len(years) - 0.5],
            "tickvals": list(range(len(years))),
            "ticktext": [f"{year % 100:02d}" for year in years],
            "tickfont": letters,
            **quiet,
        },
        f"yaxis{number}": {
            "domain": [foot, foot + height],
            "anchor": f"x{number}",
            "range": list(scale),
            "tickvals": ticks,
            "showticklabels": column == 0,
            "tickfont": letters,
            **quiet,
        },
    }


def _add_panel(
    sketch: Sketch, panel: Panel, years: list[int], chosen: int, number: str, palette: Palette
) -> None:
    known = [at for at, score in enumerate(panel.scores) if score is not None]
    if not known:
        return
    main = chosen if chosen in known else known[-1]
    colour = palette.ink if panel.moves else palette.faint
    sizes = [10 if at == main else 6 for at in range(len(years))]
    sketch.traces.append(
        {
            "type": "scatter",
            "x": list(range(len(years))),
            "y": list(panel.scores),
            "mode": "lines+markers",
            "line": {"color": colour, "width": 2},
            "marker": {"size": sizes, "opacity": 1, "color": colour, "line": {"width": 0}},
            "connectgaps": False,
            "text": [
                f"{panel.code} {panel.name} {year}: {format_number(score)}"
                for year, score in zip(years, panel.scores, strict=True)
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
            **_on(number),
        }
    )
    for at, above in labelled(panel, main):
        score = panel.scores[at] or 0.0
        text = format_number(score, 1)
        shift = 7 if at == main else 4
        sketch.notes.append(
            note_of(
                (at, score),
                f"<b>{text}</b>" if at == main else text,
                palette.ink if at == main else palette.soft,
                xref=f"x{number}",
                yref=f"y{number}",
                yanchor="bottom" if above else "top",
                yshift=shift if above else -shift,
            )
        )


def labelled(panel: Panel, main: int) -> list[tuple[int, bool]]:
    """Give the positions that carry a figure, and whether it stands above the point.

    The main one always; where the indicator moves, its highest and lowest too, unless figures would touch.
    """
    scores = {at: score for at, score in enumerate(panel.scores) if score is not None}
    high = max(scores, key=lambda at: (scores[at], -at))
    low = min(scores, key=lambda at: (scores[at], at))
    lowest = panel.moves and scores[main] == scores[low]
    found = [(main, not lowest)]
    apart = LABEL_DISTANCE * len(panel.scores)
    for at, above in ((high, True), (low, False)):
        near = any(side == above and abs(other - at) < apart for other, side in found)
        if panel.moves and scores[at] != scores[main] and not near:
            found.append((at, above))
    return found
