"""What the speaker has at hand: the figures of a slide, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from itacore.charts.gates import GateRow
from itacore.charts.style import LIGHT
from itacore.charts.views import gate_rows, view_gates, view_indicators, view_points, view_years
from itacore.charts.views_over_years import view_change, view_heatmap
from itacore.data_table import DataTable
from itacore.narrative.slide import Slide
from itacore.reports.deck_charts import MOST_ROWS
from itacore.reports.plans import PlannedMeasure
from itacore.reports.report import Run, Words, join, ours, verbatim
from itacore.scoring.profile import IndicatorFigures, Profile
from itacore.thai import format_number
from itacore.wording import say


def _say(key: str, **places: object) -> str:
    return say("present", f"deck.{key}", **places)


def tell_speech(
    slide: Slide,
    profile: Profile,
    planned: Sequence[PlannedMeasure],
    where: Mapping[str, str],
    files: Sequence[str],
) -> tuple[Words, ...]:
    """Give the lines of a slide's notes.

    Parameters
    ----------
    slide
        What it says.
    profile
        The agency and year.
    planned
        All measures in their order.
    where
        Place that an indicator's score came from, by code.
    files
        Names of the files of the scores, none where they are kept in the program.
    """
    lines: list[Words] = [ours(f"{slide.label} {slide.figure}")] if slide.figure and slide.label else []
    lines += [ours(line) for line in (*slide.lines, *slide.notes)]
    if slide.kind in ("measures", "plan", "decision"):
        numbers = [one.number for one in slide.measures] or range(1, len(planned) + 1)
        if slide.kind != "decision":
            lines += [_measure_line(number, planned[number - 1], slide.kind) for number in numbers]
        own = all(one.own for one in planned)
        return (*lines, ours(_say("source-measures" if own else "source-suggested")))
    lines += _figures(slide.kind, profile, where)
    return (*lines, ours(_rules(profile)), _source(files))


def _figures(kind: str, profile: Profile, where: Mapping[str, str]) -> list[Words]:
    """The figures of a chart, a line a row, and what to be careful about."""
    if kind == "gate" and profile.reason.gates:
        note = view_gates(profile, LIGHT).note
        return [*map(_gate_line, gate_rows(profile)), *([ours(note)] if note else [])]
    if kind == "weakest":
        rows = sorted((i for i in profile.indicators if i.score is not None), key=lambda i: i.score or 0.0)
        cautious = view_indicators(profile, LIGHT, {}).note.partition(" · ")[2]
        lines = [_indicator_line(i, profile, where) for i in rows[:MOST_ROWS]]
        return [*lines, *([ours(cautious)] if cautious else [])]
    views = {
        "gate": view_gates,
        "years": view_years,
        "change": view_change,
        "heatmap": view_heatmap,
        "points": view_points,
    }
    if kind not in views:
        return []
    chart = views[kind](profile, LIGHT)
    table = chart.table
    if kind == "heatmap" and table is not None:  # its last column, the range, is not on the slide
        table = replace(table, frame=table.frame.iloc[:, :-1])
    lines = _table_lines(table) if table is not None else []
    if kind == "points":
        lines = lines[:MOST_ROWS]
    return [*lines, *([ours(chart.note)] if chart.note else [])]


def _gate_line(row: GateRow) -> Words:
    head = _say("bound")
    if row.value is None:
        figures = f"{row.remark} · {head} {format_number(row.bound)}"
    else:
        figures = f"{format_number(row.value)} · {head} {format_number(row.bound)} · {row.remark}"
    return ours(_say("row", lead=row.name, figures=figures))


def _indicator_line(entry: IndicatorFigures, profile: Profile, where: Mapping[str, str]) -> Words:
    """An indicator with its scores, and the cell that this year's came from where that is known."""
    pairs = [(profile.rules.fiscal_year, entry.score), (int(profile.row["base_year"]), entry.before)]
    years = [
        f"{say('charts', 'label.year', year=year)} {format_number(score)}"
        for year, score in pairs
        if score is not None
    ]
    line = ours(_say("row", lead=f"{entry.code} {entry.name}", figures=" · ".join(years)))
    place = where.get(entry.code)
    return join(line, ours(" · "), verbatim(place)) if place else line


def _table_lines(table: DataTable) -> list[Words]:
    """A line a row: its words, then each figure under its heading; what is not known is left out."""
    shown = table.shown()
    numeric = set(table.numeric)
    first = next((at for at, name in enumerate(shown) if name in numeric), len(shown))
    if first == 0:
        first = 1
    heads = list(shown)
    lines = []
    for at in range(len(table.frame)):
        cells = [shown[name][at] for name in heads]
        lead = " ".join(cell for cell in cells[:first] if cell != "–")
        lead = f"{heads[0]} {lead}" if heads[0] in numeric else lead
        pairs = [
            f"{name} {cell}" for name, cell in zip(heads[first:], cells[first:], strict=True) if cell != "–"
        ]
        lines.append(ours(_say("row", lead=lead, figures=" · ".join(pairs)) if pairs else lead))
    return lines


def _measure_line(number: int, planned: PlannedMeasure, kind: str) -> Words:
    """A measure in full; the notes of the plan leave out how."""
    parts = [ours(_say("measure-row", number=number)), planned.words("title")]
    fields = (("who", "owner"), ("when", "period")) + ((("how", "how"),) if kind == "measures" else ())
    for key, field in fields:
        words = planned.words(field)
        if words.plain.strip():
            head = _say(key)
            parts += [ours(head if key != "who" else f" · {head}"), words]
    return join(*parts)


def _rules(profile: Profile) -> str:
    rules = profile.rules
    if rules.provisional:
        year, used = rules.fiscal_year, rules.book.fiscal_year
        return say("reports", "notes.rules-provisional", year=year, used=used)
    return say("reports", "notes.rules", year=rules.fiscal_year)


def _source(files: Sequence[str]) -> Words:
    if not files:
        return ours(_say("source-kept"))
    before, _, after = _say("source", files="\x00").partition("\x00")
    return Words((Run(before), *verbatim(", ".join(files)).runs, Run(after)))
