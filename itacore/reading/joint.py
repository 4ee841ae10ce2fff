"""Several files read together, given back file by file: each with its own figures as they stand after all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from itacore.agencies import identify
from itacore.issues import IssueLog
from itacore.reading.read import Reading
from itacore.tables import (
    CONTRADICTIONS,
    DECLARED,
    PROVENANCE,
    SCORES,
    Table,
    categories,
    concat_tables,
    empty_table,
)

Ints = NDArray[np.int64]
_YEARS = 10_000
_NOBODY = -1


def split_by_file(joint: Reading, own: Sequence[Reading]) -> list[Reading]:
    """Give what each file adds to a joint reading.

    A figure that another file contradicts is in neither part unless it was settled; one that several files
    give alike is in the part of each, with its own cell.

    Parameters
    ----------
    joint
        All files read together; their names differ.
    own
        Each file read alone, in the same order.

    Returns
    -------
    list of Reading
        One a file, with the agencies of the joint reading.
    """
    return [_part(joint, alone, number) for number, alone in enumerate(own)]


class _Keys:
    """Tables of a joint reading and of one file alone, with whole numbers for agency, year and code together."""

    def __init__(self, joint: Reading, alone: Reading) -> None:
        self.ids = [str(one) for one in joint.agencies["agency_id"]]
        self._agencies = {one: number for number, one in enumerate(self.ids)}
        same = _same_agencies(alone.agencies, joint.agencies)
        self._alone = {own: self._agencies[known] for own, known in same.items()}
        self._codes: dict[str, int] = {}

    def of(self, frame: pd.DataFrame, *, alone: bool = False) -> Ints:
        """The key of every row, negative where the joint reading does not know the agency."""
        agencies = self.agencies_of(frame, alone=alone)
        codes = _numbers(frame["code"], lambda code: self._codes.setdefault(code, len(self._codes)))
        years = frame["fiscal_year"].to_numpy()
        keys: Ints = (codes * len(self.ids) + agencies) * _YEARS + years
        return np.where(agencies == _NOBODY, _NOBODY, keys)

    def agencies_of(self, frame: pd.DataFrame, *, alone: bool) -> Ints:
        """The agency of every row by its place in the joint reading."""
        known = self._alone if alone else self._agencies
        return _numbers(frame["agency_id"], lambda one: known.get(one, _NOBODY))


def _numbers(column: pd.Series[Any], number: Callable[[str], int]) -> Ints:
    """Numbers for a column of categories."""
    lookup = np.array([number(str(one)) for one in column.cat.categories], dtype=np.int64)
    codes = column.cat.codes.to_numpy()
    return lookup[codes] if len(lookup) else np.zeros(len(codes), dtype=np.int64)


def _part(joint: Reading, alone: Reading, number: int) -> Reading:
    """What one file adds."""
    file, keys = joint.files[number], _Keys(joint, alone)
    agreed = np.concatenate(
        [
            _agreed(keys, alone.scores, joint.scores, ["score"]),
            _agreed(keys, alone.declared, joint.declared, ["value", "text"]),
        ]
    )
    own = _among(keys.of(alone.provenance, alone=True), agreed)
    agencies = keys.agencies_of(alone.provenance, alone=True)[own]
    kept = alone.provenance[own].reset_index(drop=True)
    kept = kept.assign(agency_id=pd.Categorical.from_codes(agencies, categories=categories(keys.ids)))
    of_joint = keys.of(joint.provenance)
    added = (joint.provenance["file"] == file.name).to_numpy() & ~_among(of_joint, agreed)
    provenance = concat_tables(PROVENANCE, [kept, joint.provenance[added].reset_index(drop=True)])
    wanted = np.concatenate([agreed, of_joint[added]])

    def cut(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
        found = frame[_among(keys.of(frame), wanted)].reset_index(drop=True)
        return found if len(found) else empty_table(table)

    left = joint.contradictions[(joint.contradictions["file"] == file.name).to_numpy()]
    used = {*provenance["agency_id"].unique(), *left["agency_id"].unique()}
    return replace(
        joint,
        scores=cut(SCORES, joint.scores),
        declared=cut(DECLARED, joint.declared),
        agencies=joint.agencies[joint.agencies["agency_id"].isin(used)].reset_index(drop=True),
        provenance=provenance,
        issues=IssueLog(issue for issue in joint.issues if issue.file == file.name),
        files=(file,),
        contradictions=left.reset_index(drop=True) if len(left) else empty_table(CONTRADICTIONS),
    )


def _among(keys: Ints, wanted: Ints) -> NDArray[np.bool_]:
    """Tell which keys are among others; by sorting, for numpy hashes whole numbers and takes seconds for these."""
    if not len(wanted):
        return np.zeros(len(keys), dtype=np.bool_)
    ordered = np.sort(wanted)
    found: NDArray[np.bool_] = ordered[np.searchsorted(ordered, keys).clip(max=len(ordered) - 1)] == keys
    return found


def _agreed(keys: _Keys, alone: pd.DataFrame, joint: pd.DataFrame, values: list[str]) -> Ints:
    """Keys of the rows of one file that the joint reading holds with the same values."""
    own, all_keys = keys.of(alone, alone=True), keys.of(joint)
    if not len(own) or not len(all_keys):
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(all_keys, kind="stable")
    place = order[np.searchsorted(all_keys, own, sorter=order).clip(max=len(order) - 1)]
    same = (all_keys[place] == own) & (own >= 0)
    for name in values:
        mine, theirs = alone[name], joint[name].iloc[place].reset_index(drop=True)
        equal = (mine == theirs) | (mine.isna() & theirs.isna())
        same &= equal.fillna(False).to_numpy(dtype=bool)
    found: Ints = own[same]
    return found


def _same_agencies(alone: pd.DataFrame, joint: pd.DataFrame) -> dict[str, str]:
    """Which agency of the joint reading each of one file is: of the same identity, else of its name and place."""
    known = set(joint["agency_id"])
    names, provinces, districts = (
        [text if isinstance(text, str) else None for text in (*alone[column], *joint[column])]
        for column in ("name", "province", "district")
    )
    identities = identify(names, provinces, "", districts)
    counts = Counter(identities[len(alone) :])
    of_joint = {
        identity: agency_id
        for identity, agency_id in zip(identities[len(alone) :], joint["agency_id"], strict=True)
        if identity and counts[identity] == 1
    }
    ids: dict[str, str] = {}
    for agency_id, identity in zip(alone["agency_id"], identities, strict=False):
        found = agency_id if agency_id in known else of_joint.get(identity)
        if found is not None:
            ids[agency_id] = found
    return ids
