"""Ratings that stand in the cells of totals: "88.37 (ผ่าน)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from itacore.reading.cells import SheetCells, State
from itacore.reading.facts import Facts
from itacore.reading.labels import tidy
from itacore.reading.ratings import split_rating
from itacore.reading.runs import Run


def take_ratings_beside(runs: Sequence[Run], cells: SheetCells, facts: Facts) -> None:
    """Take up the ratings beside totals as published ones, where they are levels of the year.

    One that a column of ratings gives as well is not taken twice.
    """
    total = facts.codes.get("total")
    for run in runs:
        if run.kind != "score" or total is None:
            continue
        texts = cells.grid.texts[run.rows, run.column]
        of_texts = (run.states == State.SCORE) & (run.codes == total) & (texts >= 0)
        labels = {
            place: both[1]
            for place in np.unique(texts[of_texts]).tolist()
            if (both := split_rating(tidy(cells.grid.strings[place]))) and both[1]
        }
        if labels:
            _take(run, np.where(of_texts, texts, -1).tolist(), labels, _given(runs), cells, facts)


def _given(runs: Sequence[Run]) -> dict[tuple[int, int], int]:
    """The rating of each agency and year that a column of ratings gives."""
    return {
        (agency, year): text
        for run in runs
        if run.kind == "rating" and run.texts is not None
        for agency, year, text in zip(
            run.agencies.tolist(), run.years.tolist(), run.texts.tolist(), strict=True
        )
        if text >= 0
    }


def _take(
    run: Run,
    places: list[int],
    labels: dict[int, str],
    given: dict[tuple[int, int], int],
    cells: SheetCells,
    facts: Facts,
) -> None:
    texts = np.full(len(places), -1, dtype=np.int64)
    for index, place in enumerate(places):
        label, whose = labels.get(place), (int(run.agencies[index]), int(run.years[index]))
        if label and cells.vocabulary.criteria.for_year(whose[1]).book.level(label):
            text = facts.text(label)
            texts[index] = text if given.get(whose) != text else -1
    known = texts >= 0
    rated = replace(run, codes=np.full(len(texts), facts.code("rating")))
    facts.add(rated.chunk(cells.source.sheet_number, known, np.full(int(known.sum()), np.nan), texts[known]))
