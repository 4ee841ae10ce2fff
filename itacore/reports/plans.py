"""The measures that a paper lists: those the office chose, else the catalogue's as suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from itacore.measures import read_catalogue, suggest_measures
from itacore.measures.chosen import TEXTS, ChosenMeasure, Finding, adopt
from itacore.narrative.weaknesses import of_class, order_by_points
from itacore.reports.report import Words, ours, verbatim
from itacore.scoring.profile import IndicatorFigures, Profile
from itacore.scoring.weakness import DEVELOP, URGENT


@dataclass(frozen=True)
class PlannedMeasure:
    """A measure in a paper; ``own`` tells the office's choice from a suggestion."""

    measure: ChosenMeasure
    own: bool

    def words(self, name: str, *, bold: bool = False) -> Words:
        """Give a field as a text: the office's own words as they are, those of the catalogue as ours."""
        return self._words(str(getattr(self.measure, name)), bold)

    def steps(self, *, bold: bool = False) -> tuple[Words, ...]:
        """Give the steps, each as ``words`` gives a field."""
        return tuple(self._words(text, bold) for text in self.measure.steps)

    def _words(self, text: str, bold: bool) -> Words:
        return ours(text, bold=bold) if self._is_ours(text) else verbatim(text, bold=bold)

    def _is_ours(self, text: str) -> bool:
        return not self.own or text in _catalogue_texts(self.measure.id)


@lru_cache(maxsize=1024)  # ids come from files, too
def _catalogue_texts(measure_id: str | None) -> frozenset[str]:
    """All texts that a measure of the catalogue has for any type of agency; none where there is none."""
    original = read_catalogue().get(measure_id or "")
    if original is None:
        return frozenset()
    types = ("เทศบาลตำบล", "องค์การบริหารส่วนตำบล", None)
    adopted = [adopt(original, agency_type) for agency_type in types]
    texts = {str(getattr(measure, name)) for measure in adopted for name in TEXTS}
    return frozenset(texts | set(original.steps))


@dataclass(frozen=True)
class Plan:
    """All measures of a paper in their order; ``missing`` are weak indicators without one."""

    measures: tuple[PlannedMeasure, ...]
    own: bool
    missing: tuple[str, ...]


def weak_indicators(profile: Profile) -> list[IndicatorFigures]:
    """Give the indicators to mend and to develop: the urgent first, each class by points to gain."""
    return [*of_class(profile, URGENT), *of_class(profile, DEVELOP)]


def plan_measures(profile: Profile, agency_type: str | None, chosen: Sequence[ChosenMeasure] | None) -> Plan:
    """List the chosen measures in the office's order; without any, those of the catalogue by weakness."""
    weak = [indicator.code for indicator in weak_indicators(profile)]
    if not chosen:
        return Plan(_suggested(profile, agency_type, weak), False, ())
    served = {measure.indicator for measure in chosen}
    missing = tuple(code for code in weak if code not in served)
    return Plan(tuple(PlannedMeasure(measure, True) for measure in chosen), True, missing)


def _suggested(profile: Profile, agency_type: str | None, weak: Sequence[str]) -> tuple[PlannedMeasure, ...]:
    known = order_by_points(profile)
    table = pd.DataFrame(
        {
            "code": pd.Series([i.code for i in known], dtype="str"),
            "score": pd.Series([i.score for i in known], dtype="float64"),
            "points_to_gain": pd.Series([i.points_to_gain for i in known], dtype="float64"),
            "rank_by_points": pd.Series([i.rank_by_points for i in known], dtype="int64"),
            "weakness_class": pd.Series([i.weakness_class for i in known], dtype="str"),
        }
    )
    catalogue = read_catalogue()
    found = suggest_measures(table, catalogue, agency_type=agency_type, fiscal_year=profile.rules.fiscal_year)
    ids = sorted(found["measure_id"], key=lambda key: weak.index(catalogue[key].indicator))
    return tuple(PlannedMeasure(adopt(catalogue[key], agency_type), False) for key in ids)


def order_findings(
    profile: Profile, findings: Mapping[str, Finding] | None
) -> list[tuple[IndicatorFigures, Finding]]:
    """Order what the office found by weakness of the indicator, then as the rule book has them."""
    found = {code: finding for code, finding in (findings or {}).items() if finding.text.strip()}
    weak = weak_indicators(profile)
    ordered = [*weak, *(i for i in profile.indicators if i not in weak)]
    return [(indicator, found[indicator.code]) for indicator in ordered if indicator.code in found]
