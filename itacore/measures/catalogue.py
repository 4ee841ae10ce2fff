"""The catalogue of measures: what an agency can do about a weak indicator.

The entries are data (``data/measures/NN.toml``, one file an indicator); each names its source and how certain
it is. A measure is a suggestion: its question is a condition, which the agency answers from its own results.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from itacore.agencies import name_key
from itacore.criteria import RuleBook, read_criteria
from itacore.measures.checks import EFFORTS, Known, find_file_faults
from itacore.measures.faults import Fault, FaultyCatalogueError
from itacore.measures.topics import read_topics

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "data" / "measures"


@dataclass(frozen=True)
class Owners:
    """Who carries out a measure, in the words of each type of agency."""

    municipality: str
    sao: str
    other: str

    def for_type(self, agency_type: str | None) -> str:
        """Give the owner for a type of agency, in full or short words.

        >>> owners = Owners("สำนักปลัดเทศบาล", "สำนักปลัด อบต.", "หน่วยงานด้านบริหารทั่วไป")
        >>> owners.for_type("เทศบาลเมือง"), owners.for_type("อบต."), owners.for_type(None)
        ('สำนักปลัดเทศบาล', 'สำนักปลัด อบต.', 'หน่วยงานด้านบริหารทั่วไป')
        """
        key = name_key(agency_type or "")
        if key.startswith("เทศบาล"):
            return self.municipality
        return self.sao if key.startswith("องค์การบริหารส่วนตำบล") else self.other


@dataclass(frozen=True)
class Measure:
    """One measure.

    ``topic`` is the number of one of the seven topics; ``subindicators`` are codes, empty where the indicator
    has none. ``quarters`` are those of the fiscal year (1 = October to December). ``effort`` is "low", "medium"
    or "high"; ``cost`` is "none", "low" (out of running expenses) or "budget" (to be planned in the budget).
    ``oit_items`` holds a fiscal year (Buddhist Era) and the codes of the OIT items that the measure serves in
    it. ``mark`` says how certain ``source`` is: "stated", "found" or "inferred".
    """

    id: str
    indicator: str
    topic: int
    subindicators: tuple[str, ...]
    question: str
    title: str
    how: str
    steps: tuple[str, ...]
    owner: Owners
    quarters: tuple[int, ...]
    result_indicator: str
    evidence: tuple[str, ...]
    effort: str
    cost: str
    oit_items: tuple[tuple[int, tuple[str, ...]], ...]
    source: str
    mark: str

    def oit_items_of(self, fiscal_year: int) -> tuple[str, ...]:
        """Give the codes of the OIT items of a fiscal year, empty where that year has no list.

        >>> read_catalogue()["ind-10-measures-follow-up"].oit_items_of(2568)
        ('o28',)
        >>> read_catalogue()["ind-10-measures-follow-up"].oit_items_of(2567)
        ()
        """
        return dict(self.oit_items).get(fiscal_year, ())


@dataclass(frozen=True, eq=False)
class Catalogue(Mapping[str, Measure]):
    """The measures by identifier, in the order of indicators and files.

    ``names`` gives the official name of each indicator that has measures.
    """

    measures: tuple[Measure, ...]
    names: tuple[tuple[str, str], ...]

    def __getitem__(self, key: str) -> Measure:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self.measures)

    def for_indicator(self, code: str) -> tuple[Measure, ...]:
        """Give the measures of an indicator, least effort first, then as written; empty where it has none.

        >>> [m.effort for m in read_catalogue().for_indicator("8")][-3:]
        ['medium', 'medium', 'high']
        >>> read_catalogue().for_indicator("9.1")
        ()
        """
        return self._by_indicator.get(code, ())

    def for_item(self, fiscal_year: int, code: str) -> tuple[Measure, ...]:
        """Give the measures that serve an OIT item of a fiscal year, in the order of the catalogue.

        >>> [m.id for m in read_catalogue().for_item(2566, "o10")]
        ['ind-09-privacy-policy']
        """
        return tuple(measure for measure in self.measures if code in measure.oit_items_of(fiscal_year))

    def for_topic(self, number: int) -> tuple[Measure, ...]:
        """Give the measures of one of the seven topics, in the order of the catalogue."""
        return tuple(measure for measure in self.measures if measure.topic == number)

    def for_subindicator(self, code: str) -> tuple[Measure, ...]:
        """Give the measures of a sub-indicator, in the order of the catalogue."""
        return tuple(measure for measure in self.measures if code in measure.subindicators)

    @cached_property
    def _by_id(self) -> dict[str, Measure]:
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def _by_indicator(self) -> dict[str, tuple[Measure, ...]]:
        groups: dict[str, list[Measure]] = {}
        for measure in self.measures:
            groups.setdefault(measure.indicator, []).append(measure)
        return {
            code: tuple(sorted(group, key=lambda measure: EFFORTS.index(measure.effort)))
            for code, group in groups.items()
        }


def group_by_subindicator(
    measures: Iterable[Measure], book: RuleBook
) -> tuple[tuple[str | None, tuple[Measure, ...]], ...]:
    """Group measures by sub-indicator, in the order of the rule book; those without one come first.

    A measure that serves several stands under that of its first OIT item in the year of the rule book, where
    that is known; else under the first that it names.

    >>> from itacore.criteria import read_criteria
    >>> groups = group_by_subindicator(read_catalogue().for_indicator("9"), read_criteria().books[2568])
    >>> [code for code, _ in groups]
    ['9.1', '9.2', '9.3', '9.4', '9.5']
    """
    parents = {item.code: item.parent for item in book.items}
    groups: dict[str | None, list[Measure]] = {None: []}
    groups |= {entry.code: [] for entry in book.subindicators}
    for measure in measures:
        of_items = [parents.get(item) for item in measure.oit_items_of(book.fiscal_year)]
        own = [code for code in (*of_items, *measure.subindicators) if code in measure.subindicators]
        groups[own[0] if own and own[0] in groups else None].append(measure)
    return tuple((code, tuple(group)) for code, group in groups.items() if group)


def read_catalogue(folder: Path | None = None) -> Catalogue:
    """Read the catalogue of measures and check all of it.

    Parameters
    ----------
    folder
        Holds one ``NN.toml`` an indicator, NN its number in two digits. By default the catalogue of the
        product, which is read once.

    Returns
    -------
    Catalogue
        The measures in the order of the files.

    Raises
    ------
    FaultyCatalogueError
        With every fault of every file: file, entry, field, what is wrong, how to mend.

    >>> read_catalogue()["ind-09-link-check"].title
    'ตรวจลิงก์ OIT ทุกข้อให้เปิดได้จริง'
    """
    return _read_default() if folder is None else _read(folder)


@lru_cache(maxsize=1)
def _read_default() -> Catalogue:
    return _read(DEFAULT_FOLDER)


def _read(folder: Path) -> Catalogue:
    files = sorted(folder.glob("*.toml"))
    faults: list[Fault] = []
    if not files:
        faults.append(Fault(folder.name, "folder", "", "folder-empty"))
    known = _known()
    contents: list[dict[str, Any]] = []
    first: dict[tuple[str, str], str] = {}
    for path in files:
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            faults.append(Fault(path.name, "file", "", "toml", {"detail": error}))
            continue
        except UnicodeDecodeError:
            faults.append(Fault(path.name, "file", "", "encoding"))
            continue
        faults += find_file_faults(data, path.name, known)
        faults += _find_twice(data, path.name, first)
        contents.append(data)
    if faults:
        raise FaultyCatalogueError(faults)
    contents.sort(key=lambda data: int(data["indicator"]))
    return Catalogue(
        measures=tuple(_build(entry) for data in contents for entry in data["measure"]),
        names=tuple((data["indicator"], data["name"]) for data in contents),
    )


def _known() -> Known:
    """Indicators, sub-indicators, OIT items of the years whose rule book lists them, and topics."""
    books = read_criteria().books
    parents: dict[str, set[str]] = {}
    for book in books.values():
        for indicator in book.indicators:
            parents.setdefault(indicator.code, set())
        for entry in book.subindicators:
            parents[entry.indicator].add(entry.code)
    items = {
        year: {item.code: item.parent for item in book.items if item.code.startswith("o")}
        for year, book in books.items()
    }
    return Known(
        subindicators={code: tuple(sorted(own)) for code, own in parents.items()},
        items={year: listed for year, listed in items.items() if listed},
        topics=tuple(topic.number for topic in read_topics()),
    )


def _find_twice(data: Mapping[str, Any], file: str, first: dict[tuple[str, str], str]) -> Iterator[Fault]:
    """Identifiers and titles that an earlier entry has; ``first`` remembers whose they were."""
    entries = data.get("measure")
    for entry in entries if isinstance(entries, list) else ():
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        if ("id", name) in first:
            yield Fault(file, name, "id", "id-twice", {"first": first["id", name]})
            continue
        first["id", name] = file
        title = entry.get("title")
        if isinstance(title, str) and title.strip():
            if ("title", title) in first:
                yield Fault(file, name, "title", "title-twice", {"first": first["title", title]})
            first.setdefault(("title", title), name)


def _build(entry: Mapping[str, Any]) -> Measure:
    """Make the value of an entry that was checked."""
    return Measure(
        id=entry["id"],
        indicator=entry["indicator"],
        topic=entry["topic"],
        subindicators=tuple(entry.get("subindicators", ())),
        question=entry["question"],
        title=entry["title"],
        how=entry["how"],
        steps=tuple(entry["steps"]),
        owner=Owners(**entry["owner"]),
        quarters=tuple(entry["quarters"]),
        result_indicator=entry["result_indicator"],
        evidence=tuple(entry["evidence"]),
        effort=entry["effort"],
        cost=entry["cost"],
        oit_items=tuple((int(year), tuple(codes)) for year, codes in sorted(entry["oit_items"].items())),
        source=entry["source"],
        mark=entry["mark"],
    )
