"""What ``analyze --json`` says of a golden case, and what follows from it for every place that shows figures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from itacore.criteria import read_criteria
from itacore.reading import Reading
from itacore.scoring.precision import NOISE, TOLERANCE
from itacore.scoring.profile import Profile
from itacore.scoring.weakness import read_thresholds
from itacore.thai import format_number
from itacore.wording import say

CRITERIA = read_criteria()
UNITS = ("IIT", "EIT", "OIT")


@dataclass(frozen=True)
class Column:
    """Expected entries of a column, None where unknown; ``signed`` where it shows changes."""

    values: list[Any]
    signed: bool = False


Table = list[Column | None]  # None: a column that holds no figure


@dataclass(frozen=True)
class Truth:
    """The years of one agency as the command line prints them."""

    years: dict[int, dict[str, Any]]

    def names(self, year: int) -> dict[str, str]:
        """Names of the indicators by code."""
        return {i.code: i.name for i in CRITERIA.for_year(year).book.indicators}

    def instruments(self, year: int) -> list[str]:
        """Instrument of every indicator."""
        return [i.instrument for i in CRITERIA.for_year(year).book.indicators]

    def weights(self, year: int) -> dict[str, float]:
        """Weights of the indicators in the total, in percent."""
        weights = CRITERIA.for_year(year).book.indicator_weights
        return {code: 100 * weight for code, weight in weights.items()}

    def scores(self, year: int) -> dict[str, float]:
        """Scores of the indicators."""
        scores: dict[str, float] = self.years[year]["indicators"]
        return scores

    def total(self, year: int) -> float:
        """The total that is shown: as published where that agrees with the scores, as in all golden cases."""
        total = self.years[year]["total"]
        assert abs(total["declared"] - total["computed"]) <= 0.005 + NOISE
        return float(total["declared"])

    def computed(self, year: int) -> float:
        """The total as it follows from the scores."""
        return float(self.years[year]["total"]["computed"])

    def base(self, year: int) -> int | None:
        """The year with which a year is compared."""
        change = self.years[year]["change"]
        return change and int(change["from"])

    def pair(self, year: int) -> int:
        """The year whose change the trends show first: that year, for the first one the next."""
        return year if self.base(year) else min(y for y in self.years if y > year)

    def change(self, year: int) -> float | None:
        """Change of the total."""
        change = self.years[year]["change"]
        return change and float(change["total"])

    def changes(self, year: int) -> dict[str, float]:
        """Changes of the indicators."""
        change = self.years[year]["change"]
        return change["indicators"] if change else {}

    def parts(self, year: int) -> dict[str, float]:
        """Contributions to the change of the total; those of the rules are none in every golden case."""
        change = self.years[year]["change"]
        assert not change or change["rules"] == 0
        return change["contributions"] if change else {}

    def unit(self, year: int, code: str) -> float:
        """Score of an instrument."""
        return float(self.years[year]["instruments"][code])

    def unit_change(self, year: int, code: str) -> float | None:
        """Change of an instrument."""
        base = self.base(year)
        return None if base is None else self.unit(year, code) - self.unit(base, code)

    def weakest(self, year: int) -> list[dict[str, Any]]:
        """Indicators by points to gain, most first."""
        weakest: list[dict[str, Any]] = self.years[year]["weakest"]
        return weakest

    def points(self, year: int) -> dict[str, float]:
        """Points to gain, most first."""
        return {entry["code"]: entry["points_to_gain"] for entry in self.weakest(year)}

    def class_names(self, year: int) -> dict[str, str]:
        """Classes in words, most points to gain first."""
        return {entry["code"]: say("overview", f"class.{entry['class']}") for entry in self.weakest(year)}

    def ranges(self) -> dict[str, float]:
        """How far the highest score of every indicator lies above its lowest."""
        every = [self.scores(year) for year in self.years]
        return {code: max(s[code] for s in every) - min(s[code] for s in every) for code in every[0]}

    def gates(self, year: int) -> dict[str, tuple[float, float, float]]:
        """Total and gates by name: lowest, highest possible figure and bound, where the rules have gates."""
        top = CRITERIA.for_year(year).book.levels[0]
        if top.all_at_least is None:
            return {}
        eit, limit = self.unit(year, "EIT"), float(top.all_at_least)
        known = {say("overview", "gates.total-row"): self.total(year)}
        known |= {code: self.unit(year, code) for code in UNITS}
        gates = {name: (value, value, limit) for name, value in known.items()}
        for part in ("1", "2"):  # one of two parts with a known mean, the other between 0 and 100
            name = say("overview", "gates.part", part=part)
            gates[name] = (max(0.0, 2 * eit - 100), min(100.0, 2 * eit), limit)
        return gates


@dataclass(frozen=True)
class Case:
    """A golden case: its workbook, what the command line says of it, and the profiles of the same reading."""

    name: str
    content: bytes
    truth: Truth
    reading: Reading
    profiles: dict[int, Profile]


def years_table(truth: Truth) -> Table:
    """Totals of all years."""
    years = list(truth.years)
    return [
        Column(years),
        Column([truth.total(year) for year in years]),
        Column([truth.change(year) for year in years], signed=True),
        Column([truth.base(year) for year in years]),
        Column([truth.years[year]["rating"]["final"] for year in years]),
    ]


def levels_table(truth: Truth, year: int) -> Table:
    """The total beside the lower bound of every level."""
    levels = [x for x in CRITERIA.for_year(year).book.levels if x.any_below is None]
    total = truth.total(year)
    return [
        Column([level.label for level in levels]),
        Column([level.lower_bound for level in levels]),
        Column([total] * len(levels)),
        Column([total - level.lower_bound for level in levels], signed=True),
    ]


def indicator_table(truth: Truth, year: int) -> Table:
    """All indicators in their order; the last column says where they were read."""
    scores, classes = truth.scores(year), truth.class_names(year)
    return [
        Column(truth.instruments(year)),
        Column(list(scores)),
        Column([truth.names(year)[code] for code in scores]),
        Column(list(scores.values())),
        Column([truth.changes(year).get(code) for code in scores], signed=True),
        Column([truth.points(year)[code] for code in scores]),
        Column([classes[code] for code in scores]),
        None,
    ]


def change_table(truth: Truth, year: int) -> Table:
    """What every part did to the total, the rules and the totals below."""
    base, parts = truth.base(year), truth.parts(year)
    assert base is not None
    return [
        Column([*parts, None, None]),
        Column(
            [
                *(truth.names(year)[code] for code in parts),
                say("charts", "label.rules"),
                say("charts", "column.total"),
            ]
        ),
        *(
            Column([*(truth.scores(at)[code] for code in parts), None, truth.computed(at)])
            for at in (base, year)
        ),
        Column([*parts.values(), 0.0, truth.change(year)], signed=True),
    ]


def score_table(truth: Truth) -> Table:
    """Every indicator in every year."""
    latest = max(truth.years)
    ranges = truth.ranges()
    return [
        Column(truth.instruments(latest)),
        Column(list(ranges)),
        Column([truth.names(latest)[code] for code in ranges]),
        *(Column([truth.scores(year)[code] for code in ranges]) for year in truth.years),
        Column(list(ranges.values())),
    ]


def points_table(truth: Truth, year: int) -> Table:
    """Points to gain, most first."""
    points = truth.points(year)
    return [
        Column(list(points)),
        Column([truth.names(year)[code] for code in points]),
        Column([truth.scores(year)[code] for code in points]),
        Column([truth.weights(year)[code] for code in points]),
        Column(list(points.values())),
    ]


def class_table(truth: Truth, year: int) -> Table:
    """Classes of all indicators, most points to gain first; the last column gives grounds in words."""
    points = truth.points(year)
    return [
        Column(list(points)),
        Column([truth.names(year)[code] for code in points]),
        Column(list(truth.class_names(year).values())),
        Column([truth.scores(year)[code] for code in points]),
        Column([truth.changes(year).get(code) for code in points], signed=True),
        Column(list(points.values())),
        None,
    ]


def figures_of(truth: Truth, year: int, *, all_years: bool = False) -> set[str]:
    """Every figure that a place about one year may show, without its sign, in two decimals and in one."""
    base = truth.base(year)
    values = [truth.total(at) for at in truth.years] + list(truth.points(year).values())
    for at in (year, base) if base else (year,):
        values += [*truth.scores(at).values(), *(truth.unit(at, code) for code in UNITS), truth.computed(at)]
    if base:
        parts = sorted(truth.parts(year).values(), key=abs)
        rest = sum(parts[:-4])  # what the chart of the change puts together
        values += [truth.change(year) or 0.0, *parts, rest, *truth.changes(year).values()]
        values += [truth.unit_change(year, code) or 0.0 for code in UNITS]
    values += [*accumulate(truth.points(year).values()), *truth.weights(year).values()]
    for low, high, limit in truth.gates(year).values():
        values += [low, high, limit, low - limit]
    levels = CRITERIA.for_year(year).book.levels
    values += [truth.total(year) - level.lower_bound for level in levels]
    values += [level.lower_bound for level in levels]
    values += [read_thresholds().most_points_at_least, TOLERANCE]  # said in rules and notes
    if all_years:
        values += [score for at in truth.years for score in truth.scores(at).values()]
        values += truth.ranges().values()
        values += [truth.change(at) or 0.0 for at in truth.years]
    return {format_number(abs(value), digits) for value in values for digits in (1, 2)}
