"""Results as they are: what a layout writes and a reading must give back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from itacore.criteria import read_criteria
from itacore.reading import Reading
from tests.golden import read_golden

INDICATORS = tuple(str(i) for i in range(1, 11))
BOOK = read_criteria().books[2568]
NAMES = {i.code: i.name for i in BOOK.indicators}
INSTRUMENT_OF = BOOK.instrument_of
INSTRUMENT_NAMES = {i.code: i.name for i in BOOK.instruments}


@dataclass(frozen=True)
class Year:
    """One year of an agency: figures as printed, by code; ``published`` holds instruments and parts."""

    fiscal_year: int
    scores: Mapping[str, str]
    total: str | None = None
    rating: str | None = None
    published: Mapping[str, str] = field(default_factory=dict)
    rank: int | None = None

    def only(self, codes: Iterable[str]) -> Year:
        """The same year with some of its scores."""
        return replace(self, scores={c: self.scores[c] for c in codes})


@dataclass(frozen=True)
class Agency:
    """An agency and its years."""

    name: str
    years: tuple[Year, ...]
    type: str | None = None
    district: str | None = None
    province: str | None = None

    def only(self, *years: int) -> Agency:
        """The same agency with some of its years."""
        return replace(self, years=tuple(y for y in self.years if y.fiscal_year in years))


def _golden(name: str, **more: str) -> Agency:
    case = read_golden(name)
    years = tuple(Year(y.fiscal_year, y.indicators, y.total, y.rating) for y in case.years)
    return Agency(case.agency, years, **more)


KHUN_KAEO = _golden("khun-kaeo-2566-2568", type="เทศบาลตำบล", district="นครชัยศรี", province="นครปฐม")
LUMPHUK = _golden("lumphuk-2565", type="องค์การบริหารส่วนตำบล")


def make_year(fiscal_year: int, seed: int, *, parts: bool = False) -> Year:
    """Make up a year whose figures agree with each other, without chance: each seed gives another."""
    scores = {
        c: Decimal(8600 + (seed * 137 + int(c) * 211 + fiscal_year * 53) % 1350) / 100 for c in INDICATORS
    }
    instruments = {code: _mean(scores, code) for code in ("IIT", "EIT", "OIT")}
    total = instruments["IIT"] * 30 + instruments["EIT"] * 30 + instruments["OIT"] * 40
    own: dict[str, Decimal] = dict(scores)
    if parts:
        own = {c: s for c, s in own.items() if c not in "678"}
        for code in "678":
            own[f"EIT1.{code}"], own[f"EIT2.{code}"] = (
                scores[code] - Decimal("0.4"),
                scores[code] + Decimal("0.4"),
            )
    return Year(
        fiscal_year,
        {code: f"{score:.2f}" for code, score in own.items()},
        f"{total / 100:.2f}",
        None,
        {code: f"{value:.2f}" for code, value in instruments.items()},
        seed + 1,
    )


def _mean(scores: Mapping[str, Decimal], instrument: str) -> Decimal:
    own = [score for code, score in scores.items() if INSTRUMENT_OF[code] == instrument]
    return sum(own, Decimal()) / len(own)


_PLACES = (
    ("เทศบาลตำบลหนองตัวอย่าง", "เทศบาลตำบล", "เมืองสมมุติ"),
    ("อบต.ท่าตัวอย่าง", "องค์การบริหารส่วนตำบล", "เมืองสมมุติ"),
    ("องค์การบริหารส่วนตำบลบ้านตัวอย่าง", "องค์การบริหารส่วนตำบล", "ริมน้ำ"),
    ("เทศบาลเมืองตัวอย่าง", "เทศบาลเมือง", "ริมน้ำ"),
)


def make_province(*years: int, parts: bool = False) -> list[Agency]:
    """Make up the agencies of a province."""
    return [
        Agency(name, tuple(make_year(y, n, parts=parts) for y in years), kind, district, "สมมุติบุรี")
        for n, (name, kind, district) in enumerate(_PLACES)
    ]


Figures = dict[tuple[str | None, int], dict[str, float | str]]


def figures_of(agencies: Iterable[Agency], *, published: bool = False, rank: bool = False) -> Figures:
    """What a reading of these agencies must hold: by agency and year, code to figure."""
    result: Figures = {}
    for agency in agencies:
        for year in agency.years:
            own: dict[str, float | str] = {code: float(score) for code, score in year.scores.items()}
            own |= {code: float(score) for code, score in year.published.items()} if published else {}
            own |= {"total": float(year.total)} if year.total else {}
            own |= {"rating": year.rating} if year.rating else {}
            own |= {"rank": float(year.rank)} if rank and year.rank else {}
            result[agency.name, year.fiscal_year] = own
    return result


def figures_read(reading: Reading) -> Figures:
    """What a reading holds, in the same shape."""
    names = dict(zip(reading.agencies["agency_id"], reading.agencies["name"], strict=True))
    result: Figures = {}
    for frame, value in ((reading.scores, "score"), (reading.declared, "value")):
        for row in frame.to_dict("records"):
            name = names[row["agency_id"]]
            own = result.setdefault((name if isinstance(name, str) else None, int(row["fiscal_year"])), {})
            assert row["code"] not in own
            own[row["code"]] = row["text"] if row["level"] in ("rating", "rank-group") else row[value]
    return result
