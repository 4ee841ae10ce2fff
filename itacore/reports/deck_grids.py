"""The tables of the slides: scores of all years as tinted cells, and who does what when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from itacore.charts.style import LIGHT, ZONES, instrument_colour, zone_of
from itacore.charts.views_of_plan import plan_lines, short_lines
from itacore.narrative.slide import PlanRow
from itacore.narrative.slides_of_plan import shorten
from itacore.reports.deck import Cell, Grid
from itacore.reports.report import Run, Words, ours
from itacore.scoring.profile import Profile
from itacore.thai import format_number
from itacore.wording import say

MOST_YEARS = 8
LONGEST_OWNER = 44  # letters on two lines
_INSTRUMENT, _NAME, _YEAR = 0.8, 4.2, 1.4  # inches
_MANY_YEARS = 3  # more of them are narrow
_NARROW_NAME, _NARROW_YEAR = 3.75, 0.94
_OWNER, _SHORT_OWNER = 0.38, 0.28  # of the width
_SHORT = 20  # letters of an owner
_AIR = 10.0


def score_grid(profile: Profile, alt: str) -> Grid:
    """Scores by indicator and year, each cell tinted by its range; the latest years where there are many."""
    years = score_years(profile)
    many = len(years) > _MANY_YEARS
    name_width = _NARROW_NAME if many else _NAME
    year_width = _NARROW_YEAR if many else _YEAR if len(years) > 2 else 2.2
    widest = _INSTRUMENT + name_width + year_width * len(years)
    widths = (_INSTRUMENT, name_width, *[year_width] * len(years))
    chosen = profile.rules.fiscal_year
    heads = [
        Cell(
            ours(say("charts", "label.year", year=year) if not many else str(year)),
            bold=year == chosen,
            ink=LIGHT.soft,
            align="center",
        )
        for year in years
    ]
    rows = [(Cell(ours("")), Cell(ours(say("charts", "column.name")), ink=LIGHT.soft), *heads)]
    before = ""
    for entry in profile.indicators:
        first = entry.instrument if entry.instrument != before else ""
        before = entry.instrument
        rows.append(
            (
                Cell(ours(first), ink=instrument_colour(entry.instrument, LIGHT), bold=True),
                Cell(ours(f"{entry.code} {entry.name}"), ink=LIGHT.ink),
                *(_score_cell(entry.scores.get(year)) for year in years),
            )
        )
    return Grid(tuple(width / widest for width in widths), tuple(rows), alt, widest)


def score_years(profile: Profile) -> list[int]:
    """The years of the table: from the first with a score to the last, at most the last eight."""
    known = {year for entry in profile.indicators for year in entry.scores}
    return [year for year in sorted(profile.rules_by_year) if min(known) <= year <= max(known)][-MOST_YEARS:]


def _score_cell(score: float | None) -> Cell:
    if score is None:
        return Cell(ours(say("charts", "label.unknown-short")), ink=LIGHT.soft, align="center")
    zone = zone_of(score)
    return Cell(ours(format_number(score)), LIGHT.zones[zone], LIGHT.zone_ink[zone], align="center")


def zone_key() -> tuple[Cell, ...]:
    """What the tints mean."""
    uppers = ["", *(format_number(zone, 0) for zone in ZONES)]
    lowers = [*(format_number(zone, 0) for zone in ZONES), ""]
    kinds = ["zone-top", *["zone"] * (len(ZONES) - 1), "zone-bottom"]
    return tuple(
        Cell(ours(say("charts", f"label.{kind}", lower=lower, upper=upper)), fill, ink, align="center")
        for kind, lower, upper, fill, ink in zip(
            kinds, lowers, uppers, LIGHT.zones, LIGHT.zone_ink, strict=True
        )
    )


def plan_grid(rows: Sequence[PlanRow], words: Mapping[str, Words], alt: str) -> Grid:
    """The numbers of the measures by owner and quarter; ``words`` are the owners as texts."""
    heads, _ = plan_lines(rows)
    lines = short_lines(rows)
    short = all(len(shorten(line.owner, _SHORT)) == len(line.owner) for line in lines)
    first = _SHORT_OWNER if short else _OWNER
    rest = (1 - first) / len(heads)
    top = [Cell(ours(say("present", "plan.column-owner")), ink=LIGHT.soft)]
    top += [Cell(ours(head), ink=LIGHT.soft, align="center") for head in heads]
    body = [
        (
            Cell(short_words(words.get(line.owner, ours(line.owner)), LONGEST_OWNER), ink=LIGHT.ink),
            *(
                Cell(ours(text), LIGHT.own, LIGHT.page, bold=True, align="center") if text else Cell(ours(""))
                for text in line.cells
            ),
        )
        for line in lines
    ]
    return Grid((first, *[rest] * len(heads)), (tuple(top), *body), alt, air=_AIR)


def short_words(words: Words, most: int) -> Words:
    """Cut a text of one run to the room of a slide."""
    return Words(tuple(Run(shorten(run.text, most), run.bold, run.verbatim) for run in words.runs))
