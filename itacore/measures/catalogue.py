"""The catalogue of measures: what an agency can do about a weak indicator.

The entries are data (``data/measures/NN.toml``, one file an indicator); each names its source and how certain
it is. A measure is a suggestion: its question is a condition, which the agency answers from its own results.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from itacore.agencies import name_key
from itacore.criteria import read_criteria
from itacore.errors import CatalogueError
from itacore.measures.checks import EFFORTS, find_file_faults

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

    ``quarters`` are those of the fiscal year (1 = October to December). ``oit_items`` holds a fiscal year
    (Buddhist Era) and the codes of the OIT items that the measure serves in it. ``mark`` says how certain
    ``source`` is: "stated", "found" or "inferred".
    """

    id: str
    indicator: str
    question: str
    title: str
    how: str
    steps: tuple[str, ...]
    owner: Owners
    quarters: tuple[int, ...]
    result_indicator: str
    evidence: tuple[str, ...]
    effort: str
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

        >>> [m.effort for m in read_catalogue().for_indicator("8")]
        ['low', 'medium', 'medium', 'high']
        >>> read_catalogue().for_indicator("9.1")
        ()
        """
        return self._by_indicator.get(code, ())

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
    CatalogueError
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
    faults: list[str] = []
    if not files:
        faults.append(f"{folder.name}: folder: no file of measures; add one, such as 01.toml")
    oit_codes = _known_oit_codes()
    contents: list[dict[str, Any]] = []
    first_file: dict[str, str] = {}
    for path in files:
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{path.name}: file: not readable as TOML: {error}; mend that place")
            continue
        except UnicodeDecodeError:
            faults.append(f"{path.name}: file: not written in UTF-8; save it as UTF-8")
            continue
        faults += find_file_faults(data, path.name, oit_codes)
        for identifier in _identifiers(data):
            if identifier in first_file:
                faults.append(
                    f"{path.name}: {identifier}: id: already used in {first_file[identifier]}; choose another"
                )
            first_file.setdefault(identifier, path.name)
        contents.append(data)
    if faults:
        raise CatalogueError(faults)
    contents.sort(key=lambda data: int(data["indicator"]))
    return Catalogue(
        measures=tuple(_build(entry) for data in contents for entry in data["measure"]),
        names=tuple((data["indicator"], data["name"]) for data in contents),
    )


def _known_oit_codes() -> dict[int, frozenset[str]]:
    """Codes of the OIT items by year, for the years whose rule book lists them."""
    codes = {
        year: frozenset(item.code for item in book.items if item.code.startswith("o"))
        for year, book in read_criteria().books.items()
    }
    return {year: known for year, known in codes.items() if known}


def _identifiers(data: Mapping[str, Any]) -> list[str]:
    entries = data.get("measure")
    tables = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return [entry["id"] for entry in tables if isinstance(entry.get("id"), str)]


def _build(entry: Mapping[str, Any]) -> Measure:
    """Make the value of an entry that was checked."""
    return Measure(
        id=entry["id"],
        indicator=entry["indicator"],
        question=entry["question"],
        title=entry["title"],
        how=entry["how"],
        steps=tuple(entry["steps"]),
        owner=Owners(**entry["owner"]),
        quarters=tuple(entry["quarters"]),
        result_indicator=entry["result_indicator"],
        evidence=tuple(entry["evidence"]),
        effort=entry["effort"],
        oit_items=tuple((int(year), tuple(codes)) for year, codes in sorted(entry["oit_items"].items())),
        source=entry["source"],
        mark=entry["mark"],
    )
