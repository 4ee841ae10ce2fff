"""Which agency of the workspace an agency of a document is.

The rule. An agency of a document *fits* one of the workspace when the two have the same name with its type
words in one form (``itacore.agencies.name_key``) and the same province and district where both sides have one
(``itacore.districts``). An agency of the workspace has the names, provinces and districts that standing imports
give it. One that is in none of them any more has those of the imports taken back, so that a corrected file finds
its agency again. Then:

1. what the person said (``resolve``) comes first;
2. one that fits by its province, or by its district, goes before one that fits by neither or by less of them;
   among several, those of standing imports go before those only met in imports taken back;
3. one left: that is it; none: a new agency; several: the person is asked;
4. an agency that fits because a province or a district is not known on both sides, where another one of the document
   takes the same agency of the workspace, is asked about, too;
5. an agency without a name is a new one, with an identity made from the content of the document.

What was found is kept with the import. An import cannot be brought back once a later one has given the same
agency another province or district: its file must be confirmed again, and the rule is then asked anew.

Identities are texts, given once and never changed: the name in one form, the province where known, and the
district where the name and the province are taken; what they look like means nothing afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from itacore.agencies import name_key, place_key
from itacore.districts import district_key, districts_fit
from itacore.errors import WorkspaceError


@dataclass(frozen=True)
class KnownAgency:
    """An agency of the workspace as the latest import names it, with all names and places that count."""

    agency_id: str
    name: str | None
    district: str | None
    province: str | None
    standing: bool
    keys: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()

    def fits(self, place: str, district: str | None) -> bool:
        """Whether a province and a district may be those of the agency; an unknown one may be any."""
        if place and self.places and place not in self.places:
            return False
        where = place or (min(self.places) if len(self.places) == 1 else "")
        return not self.districts or any(districts_fit(district, own, where) for own in self.districts)


@dataclass(frozen=True)
class AmbiguousAgency:
    """An agency of a document that a person must place: one of the candidates, or a new one."""

    incoming_id: str
    name: str
    district: str | None
    province: str | None
    candidates: tuple[KnownAgency, ...]


@dataclass(frozen=True)
class Matching:
    """Identity in the workspace of the agencies of a document; which are new, and which are open."""

    ids: Mapping[str, str]
    new: tuple[str, ...]
    ambiguous: tuple[AmbiguousAgency, ...]


@dataclass(frozen=True)
class AgencyComparison:
    """Names of agencies that are new, and of those that the year before had and the document lacks."""

    new: tuple[str, ...]
    missing: tuple[str, ...]
    ambiguous: tuple[AmbiguousAgency, ...]


@dataclass(frozen=True)
class _Met:
    """An agency as an import names it."""

    id: str
    name: str | None
    district: str | None
    province: str | None

    @property
    def key(self) -> str:
        return name_key(self.name) if self.name else ""

    @property
    def place(self) -> str:
        return place_key(self.province)

    @property
    def has_district(self) -> bool:
        return bool(district_key(self.district))


def gather_known(met: Iterable[tuple[str, str | None, str | None, str | None, bool]]) -> list[KnownAgency]:
    """Bring what the imports called their agencies to one entry an agency.

    Parameters
    ----------
    met
        agency_id, name, district, province and whether the import stands, in order of confirmation.

    >>> [known] = gather_known([("x", "อบต.ก", None, None, True), ("x", "อบต.ก", None, "ข", True)])
    >>> known.province, known.places, known.districts
    ('ข', frozenset({'ข'}), frozenset())
    """
    seen: dict[str, list[tuple[_Met, bool]]] = {}
    for agency_id, name, district, province, standing in met:
        seen.setdefault(agency_id, []).append((_Met(agency_id, name, district, province), standing))
    return [_known(agency_id, entries) for agency_id, entries in seen.items()]


def _known(agency_id: str, entries: list[tuple[_Met, bool]]) -> KnownAgency:
    standing = [met for met, stands in entries if stands]
    counted = standing or [met for met, _ in entries]
    return KnownAgency(
        agency_id,
        next((met.name for met in reversed(counted) if met.name), None),
        next((met.district for met in reversed(counted) if met.district), None),
        next((met.province for met in reversed(counted) if met.province), None),
        bool(standing),
        frozenset(met.key for met in counted if met.key),
        frozenset(met.place for met in counted if met.place),
        frozenset(met.district for met in counted if met.district and met.has_district),
    )


def find_moved(
    import_id: int, met: Iterable[tuple[int, str, str | None, str | None, str | None, bool]]
) -> tuple[str, ...]:
    """Find the agencies of an import to which later imports that stand give only other provinces or districts.

    Parameters
    ----------
    import_id
        The import.
    met
        import_id, agency_id, name, district, province and whether the import stands, of all imports.

    >>> find_moved(1, [(1, "x", "อบต.ก", None, "ข", False), (2, "x", "อบต.ก", None, "ค", True)])
    ('อบต.ก',)
    """
    own: dict[str, _Met] = {}
    later: dict[str, list[_Met]] = {}
    for number, agency_id, name, district, province, stands in met:
        one = _Met(agency_id, name, district, province)
        if number == import_id:
            own[agency_id] = one
        elif stands and number > import_id:
            later.setdefault(agency_id, []).append(one)
    return tuple(sorted(one.name or key for key, one in own.items() if _is_moved(one, later.get(key, []))))


def _is_moved(own: _Met, later: Sequence[_Met]) -> bool:
    """Whether others give an agency provinces and not its own, or districts and not its own."""
    places = {met.place for met in later if met.place}
    if own.place and places and own.place not in places:
        return True
    placed = [met for met in later if met.has_district] if own.has_district else []
    return bool(placed) and not any(
        districts_fit(own.district, met.district, own.place or met.place) for met in placed
    )


def match_agencies(
    agencies: pd.DataFrame,
    known: Sequence[KnownAgency],
    resolve: Mapping[str, str | None],
    unnamed: str,
) -> Matching:
    """Find for every agency of a document the one of the workspace, by the rule above.

    Parameters
    ----------
    agencies
        Table ``agencies`` of the document.
    known
        All agencies of the workspace.
    resolve
        What the person said: agency_id of the document to that of the workspace, or None for a new one.
    unnamed
        Identity of an agency without a name.

    Raises
    ------
    WorkspaceError
        ``resolve`` names an agency that the document or the workspace does not have.
    """
    incoming = [
        _Met(agency_id, *(None if pd.isna(value) else value for value in row))
        for agency_id, *row in agencies[["agency_id", "name", "district", "province"]].itertuples(index=False)
    ]
    incoming.sort(key=lambda met: met.id)
    _check_resolve(resolve, {met.id for met in incoming}, {agency.agency_id for agency in known})
    fits = _fits(incoming, known, resolve)
    taken = Counter(found[0].agency_id for found in fits.values() if len(found) == 1)
    taken.update(agency_id for agency_id in resolve.values() if agency_id is not None)

    ids: dict[str, str] = {}
    new: list[str] = []
    ambiguous: list[AmbiguousAgency] = []
    used = {agency.agency_id for agency in known}
    nameless = [met.id for met in incoming if not met.key and met.id not in resolve]
    for met in incoming:
        found = fits.get(met.id, [])
        said = resolve.get(met.id)
        if said is not None:
            ids[met.id] = said
        elif len(found) > 1 or (found and taken[found[0].agency_id] > 1 and not _is_sure(met, found[0])):
            ambiguous.append(
                AmbiguousAgency(met.id, met.name or met.id, met.district, met.province, tuple(found))
            )
        elif found:
            ids[met.id] = found[0].agency_id
        else:
            number = nameless.index(met.id) if met.id in nameless else None
            ids[met.id] = _new_identity(met, unnamed, number, used)
            used.add(ids[met.id])
            new.append(met.id)
    return Matching(ids, tuple(new), tuple(ambiguous))


def _check_resolve(resolve: Mapping[str, str | None], incoming: set[str], known: set[str]) -> None:
    strange = [one for one in resolve if one not in incoming]
    strange += [one for one in resolve.values() if one is not None and one not in known]
    if strange:
        raise WorkspaceError("unknown-agency", "resolve names unknown agencies: " + ", ".join(strange))


def _fits(
    incoming: Sequence[_Met], known: Sequence[KnownAgency], resolve: Mapping[str, str | None]
) -> dict[str, list[KnownAgency]]:
    """Candidates of every agency that has a name and about which the person said nothing."""
    by_key: dict[str, list[KnownAgency]] = {}
    for agency in known:
        for key in agency.keys:
            by_key.setdefault(key, []).append(agency)
    return {
        met.id: _best(met, by_key.get(met.key, [])) for met in incoming if met.key and met.id not in resolve
    }


def _best(met: _Met, same_name: list[KnownAgency]) -> list[KnownAgency]:
    """Those that fit, without those that another one outdoes, and the standing ones of these."""
    fitting = [(one, _shared(met, one)) for one in same_name if one.fits(met.place, met.district)]
    ways = {shared for _, shared in fitting}
    best = {own for own in ways if not any(own < other for other in ways)}
    found = [one for one, shared in fitting if shared in best]
    standing = [agency for agency in found if agency.standing]
    return standing if len(found) > 1 and standing else found


def _shared(met: _Met, known: KnownAgency) -> frozenset[str]:
    """What a fitting agency has on both sides beside its name."""
    province = {"province"} if met.place in known.places else set()
    district = {"district"} if met.has_district and known.districts else set()
    return frozenset(province | district)


def _is_sure(met: _Met, known: KnownAgency) -> bool:
    """Whether nothing but the province and the district that both sides have, or both lack, makes an agency fit."""
    return met.place in known.places and met.has_district == bool(known.districts)


def _new_identity(met: _Met, unnamed: str, number: int | None, used: set[str]) -> str:
    if number is not None:
        # without a look at ``used``: the same content names the same agency again
        return f"{unnamed}:{number + 1}" if number else unnamed
    wanted = (f"{met.key}|{met.place}" if met.place else met.key) or unnamed
    if wanted in used and met.has_district:
        wanted = f"{met.key}|{met.place}|{district_key(met.district, met.place)}"
    identity, count = wanted, 1
    while identity in used:
        count += 1
        identity = f"{wanted}#{count}"
    return identity
