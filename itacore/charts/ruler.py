"""The total on the scale of levels that depend on it alone."""

from __future__ import annotations

from itacore.charts.style import (
    ROW_TEXT,
    Figure,
    Palette,
    Sketch,
    add_line,
    add_note,
    level_colour,
    level_ink,
)
from itacore.thai import format_number


def draw_ruler(
    levels: list[tuple[str, float]],
    total: float,
    pass_line: float,
    pass_name: str,
    short_name: str | None,
    palette: Palette,
) -> Figure:
    """Draw a ruler of levels with the total on it.

    Parameters
    ----------
    levels
        Label and lower bound, from the highest down.
    pass_line, pass_name
        The bound from which on a total passes, and its name.
    short_name
        What to write on the gap up to the pass line; None where the total has passed it.
    """
    sketch = Sketch(palette, 250, (6, 30, 10, 10))
    left = 70.0 if total >= 76 else max(0.0, min(40.0, total - 6))
    upper = 100.0
    for label, lower in levels:
        if upper <= left:
            break
        start = max(lower, left)
        edge = {"color": palette.page, "width": 2}
        colour = level_colour(label, palette)
        sketch.shapes.append(dict(type="rect", x0=start, x1=upper, y0=0, y1=1, fillcolor=colour, line=edge))
        add_note(sketch, ((start + upper) / 2, 0.5), f"<b>{label}</b>", level_ink(label, palette), 15)
        if lower > left and not (short_name is not None and lower == pass_line):
            add_note(sketch, (lower, -0.05), format_number(lower, 0), palette.soft, yanchor="top")
        upper = lower
    sketch.notes.append(
        dict(
            x=total,
            y=1.02,
            ax=0,
            ay=-26,
            text=f"<b>{format_number(total)}</b>",
            arrowhead=2,
            arrowwidth=2,
            arrowcolor=palette.ink,
            font={"size": 17, "color": palette.ink},
        )
    )
    if short_name is not None:
        add_line(sketch, (pass_line, -0.85), (pass_line, 1.18), palette.ink, width=2)
        add_note(sketch, (pass_line, 1.2), pass_name, palette.soft, ROW_TEXT, yanchor="bottom")
        add_line(sketch, (total, -0.55), (pass_line, -0.55), palette.bad, width=2)
        middle = ((total + pass_line) / 2, -0.6)
        add_note(sketch, middle, short_name, palette.bad_text, ROW_TEXT, yanchor="top")
    sketch.set_axes(
        xaxis={"range": [left, 100], "visible": False}, yaxis={"range": [-1.1, 1.75], "visible": False}
    )
    return sketch.finish()
