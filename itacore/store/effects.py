"""What an import changed: its figures beside those that stood before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from itacore.agency_names import tell_agencies
from itacore.store.documents import is_figure
from itacore.store.fold import last_of_each, number_keys
from itacore.tables import DECLARED, SCORES, Table, categories, concat_tables

CHANGES = ("added", "changed", "removed")
_SAME = len(CHANGES)


@dataclass(frozen=True, eq=False)
class ImportEffect:
    """What an import changed, counted and row by row.

    ``same`` counts figures that the import holds and that stood already; they have no row in ``frame``, whose
    columns ``find_effect`` describes.
    """

    added: int
    changed: int
    removed: int
    same: int
    frame: pd.DataFrame


def find_effect(
    before: Sequence[Mapping[str, pd.DataFrame]], own: Mapping[str, pd.DataFrame]
) -> ImportEffect:
    """Put the figures of an import beside those that stood before it.

    Parameters
    ----------
    before
        The tables scores and declared, by name, of the imports that stood before, in order of confirmation,
        with identities of the workspace.
    own
        The tables scores, declared and agencies of the import itself, likewise.

    Returns
    -------
    ImportEffect
        Its frame has the columns agency_id, name (as the import gives it, with its place where it gives it
        twice), level, code, change (categories;
        change is added, changed or removed), fiscal_year (int64, Buddhist Era), before, after (float64,
        points or ranks, missing where there was or is none or a text) and before_text, after_text (str,
        ratings and groups). Key: agency_id, fiscal_year, level, code, once of scores and once of declared
        figures. Order: scores, then declared figures, as in the import.
    """
    parts = [
        _compare([one[table.name] for one in before], own[table.name], table) for table in (SCORES, DECLARED)
    ]
    counts = sum((np.bincount(part["_"], minlength=_SAME + 1) for part in parts), np.zeros(_SAME + 1, int))
    frame = pd.concat([part[part["_"] < _SAME] for part in parts], ignore_index=True)
    named = own["agencies"][own["agencies"]["name"].notna()]
    agencies = pd.Series(tell_agencies(named, ""), dtype="str")
    for name in ("agency_id", "level", "code"):
        frame[name] = frame[name].astype("category")  # the two tables' categories differ
    frame.insert(1, "name", _name(frame["agency_id"], agencies))
    changes = pd.Categorical.from_codes(frame.pop("_").to_numpy(np.int8), categories(list(CHANGES)))
    frame["change"] = pd.Series(changes, index=frame.index)
    added, changed, removed, same = counts.tolist()
    return ImportEffect(added, changed, removed, same, frame)


def _compare(before: list[pd.DataFrame], own: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give the rows of an import that hold or held a figure; "_" is the place of the change in CHANGES."""
    keys = number_keys([*before, own])
    start = len(keys) - len(own)
    stood = concat_tables(table, before)
    kept = last_of_each(keys[:start])
    kept &= is_figure(stood, table)
    at = pd.Index(keys[:start][kept]).get_indexer(pd.Index(keys[start:]))
    had, has = at >= 0, is_figure(own, table)
    value = "score" if table is SCORES else "value"
    columns: dict[str, object] = {name: own[name] for name in ("agency_id", "fiscal_year", "level", "code")}
    columns["before"], columns["after"] = _take(stood[value][kept], at), own[value].to_numpy()
    for name in ("before_text", "after_text"):
        columns[name] = pd.Series(np.nan, index=own.index, dtype="str")
    if table is DECLARED:
        columns["before_text"], columns["after_text"] = _take(stood["text"][kept], at), own["text"].to_numpy()
    frame = pd.DataFrame(columns, index=own.index)
    same = _equal(frame["before"], frame["after"]) & _equal(frame["before_text"], frame["after_text"])
    frame["_"] = np.select([had & has & same, ~had, ~has], [_SAME, 0, 2], 1)
    return frame[had | has]


def _name(agency_ids: pd.Series, names: pd.Series) -> pd.Series:
    """Give the name of each agency, as a category."""
    found = pd.Categorical(names.reindex(agency_ids.cat.categories))
    codes = np.asarray(found.codes)[agency_ids.cat.codes.to_numpy()]
    return pd.Series(pd.Categorical.from_codes(codes, found.categories), index=agency_ids.index)


def _take(values: pd.Series, at: npt.NDArray[np.intp]) -> npt.NDArray[np.object_] | npt.NDArray[np.float64]:
    """Give the values at some places, missing where the place is -1."""
    return values.reset_index(drop=True).reindex(at).to_numpy()


def _equal(one: pd.Series, other: pd.Series) -> npt.NDArray[np.bool_]:
    return ((one == other).to_numpy(dtype=bool)) | (one.isna() & other.isna()).to_numpy()
