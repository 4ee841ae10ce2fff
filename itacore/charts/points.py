"""Where points can be gained: a bar for each indicator that is short of 100."""

from __future__ import annotations

from dataclasses import dataclass

from itacore.charts.style import TICK_TEXT, Figure, Palette, Sketch, add_texts
from itacore.thai import format_number
from itacore.wording import say

ROW_HEIGHT = 33
BAR_ROOM = 1.8  # of the longest bar: the figure at its tip keeps clear of the column of scores
FIRST = 3  # bars that carry the colour of the own agency: act here


@dataclass(frozen=True)
class PointRow:
    """An indicator: code, name, points of the total to gain, score, weight as a share (0-1)."""

    code: str
    name: str
    points: float
    score: float
    weight: float


def draw_points(rows: list[PointRow], palette: Palette, row_height: int = ROW_HEIGHT) -> Figure:
    """Draw sorted bars, the first three strong; ``rows`` stand from the top."""
    count = len(rows)
    sketch = Sketch(palette, row_height * (count + 1) + 8, (0, 0, 0, 0))
    places = [float(place) for place in range(count)]
    strong = [place < FIRST for place in range(count)]
    sketch.traces.append(
        dict(
            type="bar",
            x=[row.points for row in rows],
            y=places,
            orientation="h",
            width=0.55,
            marker={"color": [palette.own if s else palette.idle for s in strong], "line": {"width": 0}},
            text=[f"{row.code} {row.name}: {format_number(row.points)}" for row in rows],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    )

    def bold(texts: list[str]) -> list[str]:
        return [f"<b>{text}</b>" if s else text for text, s in zip(texts, strong, strict=True)]

    inks = [palette.ink if s else palette.soft for s in strong]
    tips = bold([f"\u00a0{format_number(row.points)}" for row in rows])
    add_texts(sketch, [row.points for row in rows], places, tips, colour=inks, axis="x")
    columns: list[tuple[float, list[str], str | list[str], str]] = [
        (0.03, [row.code for row in rows], palette.soft, "middle left"),
        (0.045, bold([row.name for row in rows]), inks, "middle right"),
        (0.88, [format_number(row.score) for row in rows], palette.ink, "middle left"),
        (1.0, [_percent(row.weight) for row in rows], palette.soft, "middle left"),
    ]
    for position, texts, colour, align in columns:
        add_texts(sketch, [position] * count, places, texts, colour=colour, align=align)
    for key, position, align in (("points", 0.46, "right"), ("score", 0.88, "left"), ("weight", 1.0, "left")):
        head = [say("charts", f"label.{key}")]
        add_texts(
            sketch, [position], [-0.95], head, colour=palette.soft, align=f"middle {align}", size=TICK_TEXT
        )
    most = max(row.points for row in rows)
    sketch.layout["bargap"] = 0
    sketch.set_axes(
        xaxis={"domain": [0.46, 0.79], "range": [0, most * BAR_ROOM], "visible": False, "fixedrange": True},
        xaxis2={"domain": [0, 1], "range": [0, 1], "anchor": "y", "visible": False, "fixedrange": True},
        yaxis={"range": [count - 0.5, -1.4], "visible": False, "fixedrange": True},
    )
    return sketch.finish()


def _percent(weight: float) -> str:
    share = round(weight * 100, 6)
    return f"{format_number(share, 0 if share == int(share) else 2)}%"
