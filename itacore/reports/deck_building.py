"""From one agency in one year to its slides: the same as the page that presents, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from itacore.criteria import Criteria
from itacore.measures import read_catalogue, suggest_measures
from itacore.measures.chosen import ChosenMeasure, adopt
from itacore.measures.periods import quarters_of
from itacore.narrative.slide import MeasureLine, NumberedMeasure, Slide
from itacore.narrative.slides import tell_slides
from itacore.narrative.slides_of_plan import MOST_SUGGESTED, tell_served
from itacore.reports.deck import Cell, Deck, DeckSlide, Grid, ListedMeasure
from itacore.reports.deck_charts import chart_of
from itacore.reports.deck_grids import plan_grid, score_grid, zone_key
from itacore.reports.deck_speech import tell_speech
from itacore.reports.materials import Materials
from itacore.reports.plans import PlannedMeasure
from itacore.reports.report import Run, Words, ours
from itacore.scoring.profile import Profile
from itacore.wording import say

CHARTS = ("gate", "years", "change", "weakest", "points")


def build_deck(made_of: Materials) -> Deck:
    """Build the slides of an agency and year; without measures of the office some are suggested and called so."""
    profile, agency = made_of.profile, made_of.name
    planned = slide_measures(profile, made_of.agency_type, made_of.criteria, made_of.chosen_measures)
    slides = tell_slides(
        profile,
        agency.plain,
        [measure_line(one.measure) for one in planned],
        suggested=not made_of.chosen_measures,
        sample=made_of.sample,
    )
    year = profile.rules.fiscal_year
    made = []
    for slide in slides:
        speech = tell_speech(slide, profile, planned, made_of.where, made_of.files)
        one = _deck_slide(slide, profile, planned, agency, speech)
        if one is not None:
            made.append(one)
    disclaimer = say("pages", "disclaimer")
    return Deck(
        title=ours(say("present", "deck.title", year=year)),
        agency=agency,
        foot=ours(say("present", "deck.foot", year=year, disclaimer=disclaimer)),
        dated=made_of.dated,
        slides=tuple(made),
    )


def measure_line(measure: ChosenMeasure) -> MeasureLine:
    """Give a measure as slides show it."""
    return MeasureLine(
        measure.title, measure.owner, measure.period, measure.indicator, quarters_of(measure.period)
    )


def slide_measures(
    profile: Profile,
    agency_type: str | None,
    criteria: Criteria,
    chosen: Sequence[ChosenMeasure] | None,
) -> tuple[PlannedMeasure, ...]:
    """List the chosen measures; without any, the first for each indicator with most points to gain."""
    if chosen:
        return tuple(PlannedMeasure(measure, True) for measure in chosen)
    known = [entry for entry in profile.indicators if entry.score is not None]
    columns = ("code", "score", "points_to_gain", "rank_by_points", "weakness_class")
    table = pd.DataFrame({name: [getattr(entry, name) for entry in known] for name in columns})
    catalogue = read_catalogue()
    found = suggest_measures(
        table,
        catalogue,
        agency_type=agency_type,
        fiscal_year=profile.rules.fiscal_year,
        criteria=criteria,
    )
    first = found.drop_duplicates("code").head(MOST_SUGGESTED)
    return tuple(PlannedMeasure(adopt(catalogue[key], agency_type), False) for key in first["measure_id"])


def _deck_slide(
    slide: Slide,
    profile: Profile,
    planned: Sequence[PlannedMeasure],
    agency: Words,
    speech: tuple[Words, ...],
) -> DeckSlide | None:
    """Lay out one slide; None where its chart has nothing to draw."""
    chart = chart_of(slide.kind, profile, _alt(slide))
    if slide.kind in CHARTS and chart is None:
        return None
    grid: Grid | None = None
    key: tuple[Cell, ...] = ()
    if slide.kind == "heatmap":
        grid, key = score_grid(profile, _alt(slide)), zone_key()
    if slide.kind == "plan":
        owners = {one.measure.owner.strip(): one.words("owner") for one in planned}
        grid = plan_grid(slide.plan, owners, _alt(slide))
    return DeckSlide(
        kind=slide.kind,
        title=ours(slide.title),
        remark=_with_name(slide.remark, agency),
        speech=speech,
        label=ours(slide.label),
        figure=ours(slide.figure),
        level=slide.level,
        lines=() if slide.kind == "decision" else tuple(ours(line) for line in slide.lines),
        small=tuple(ours(note) for note in slide.notes),
        measures=_list(slide, planned),
        chart=chart,
        grid=grid,
        key=key,
    )


def _alt(slide: Slide) -> str:
    return " ".join(part for part in (slide.title, slide.remark) if part)


def _with_name(text: str, agency: Words) -> Words:
    """Keep the name of the agency inside a sentence of ours as it is."""
    before, name, after = text.partition(agency.plain)
    return Words((Run(before), *agency.runs, Run(after))) if name and agency.plain else ours(text)


def _list(slide: Slide, planned: Sequence[PlannedMeasure]) -> tuple[ListedMeasure, ...]:
    """The measures of a slide, or the points that the meeting is asked to decide."""
    if slide.kind != "decision":
        return tuple(_listed(one, planned[one.number - 1]) for one in slide.measures)
    parted = [line.partition(". ") for line in slide.lines]
    return tuple(ListedMeasure(number, ours(text), ours("")) for number, _, text in parted)


def _listed(one: NumberedMeasure, planned: PlannedMeasure) -> ListedMeasure:
    title = Words(tuple(replace(run, text=one.title) for run in planned.words("title").runs))
    return ListedMeasure(str(one.number), title, ours(tell_served(one.measure)))
