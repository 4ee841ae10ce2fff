"""The current scores: the imports that stand, laid over each other in the order of their confirmation.

For each figure (agency, fiscal year, level, code) the latest import that has it wins; scores and declared
figures are laid over each other separately, and the provenance of a figure comes from the import that won it.
Where the latest has a row without a figure, a person took the figure out, and its provenance goes with it.
Of an agency, the latest name, type, district and province that are not missing are given. As nothing is ever
summed up or overwritten, taking an import back is leaving it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from itacore.store.documents import is_figure
from itacore.tables import (
    AGENCIES,
    DECLARED,
    PROVENANCE,
    SCORES,
    Column,
    Table,
    concat_tables,
    empty_table,
    make_table,
)

MIXED_YEARS = Table(
    "mixed_years",
    (
        Column("agency_id", "category", "identity of the agency in the workspace"),
        Column("fiscal_year", "int64", "fiscal year, Buddhist Era, whose scores come from several imports"),
    ),
    ("agency_id", "fiscal_year"),
)
_FACTS = (SCORES, DECLARED, PROVENANCE)
_Ints = npt.NDArray[np.int64]
_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CurrentScores:
    """What the workspace holds now: the declared tables with identities of the workspace.

    ``mixed_years`` names the years of agencies whose scores come from two or more imports; ``version`` is
    another text whenever the set of standing imports is another one. The tables are for reading only.
    """

    scores: pd.DataFrame
    declared: pd.DataFrame
    agencies: pd.DataFrame
    provenance: pd.DataFrame
    mixed_years: pd.DataFrame
    version: str


def relabel(frame: pd.DataFrame, ids: Mapping[str, str]) -> pd.DataFrame:
    """Put identities of the workspace in the place of those of a document.

    >>> relabel(pd.DataFrame({"agency_id": pd.Categorical(["a"])}), {"a": "b"})["agency_id"].tolist()
    ['b']
    """
    column = frame["agency_id"]
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return frame.assign(agency_id=pd.Series([ids[one] for one in column], index=frame.index, dtype="str"))
    before = column.cat.categories.tolist()
    after = [ids.get(one, one) for one in before]
    if after == before:
        return frame
    texts = pd.Index(dict.fromkeys(after), dtype="str")
    codes = np.append(texts.get_indexer(pd.Index(after, dtype="str")), -1)[column.cat.codes.to_numpy()]
    return frame.assign(agency_id=pd.Categorical.from_codes(codes, texts))


def fold_imports(imports: Sequence[Mapping[str, pd.DataFrame]], version: str) -> CurrentScores:
    """Lay imports over each other, later ones winning.

    Parameters
    ----------
    imports
        The four tables by name of every import that stands, in order of confirmation, with identities of the
        workspace; each table with a unique key.
    version
        Goes into the result.

    Returns
    -------
    CurrentScores
        Rows in order of import, then as in the import; a single import is given as it is.
    """
    if not imports:
        scores, declared, agencies, provenance = map(empty_table, (SCORES, DECLARED, AGENCIES, PROVENANCE))
        return CurrentScores(scores, declared, agencies, provenance, empty_table(MIXED_YEARS), version)
    figures = {
        table.name: np.concatenate([is_figure(one[table.name], table) for one in imports])
        for table in (SCORES, DECLARED)
    }
    if len(imports) == 1 and all(mask.all() for mask in figures.values()):
        only = imports[0]
        return CurrentScores(
            only["scores"],
            only["declared"],
            _fold_agencies([only["agencies"]]),
            only["provenance"],
            empty_table(MIXED_YEARS),
            version,
        )
    keys = _number_keys(imports)
    sources = {
        table.name: np.repeat(np.arange(len(imports)), [len(one[table.name]) for one in imports])
        for table in _FACTS
    }
    kept = {table.name: last_of_each(keys[table.name]) for table in (SCORES, DECLARED)}
    taken_out = np.concatenate([keys[name][kept[name] & ~figures[name]] for name in figures])
    for name, mask in figures.items():
        kept[name] &= mask
    kept["provenance"] = _of_winners(keys, sources, kept, taken_out)
    folded = {
        table.name: concat_tables(table, [one[table.name] for one in imports])[kept[table.name]].reset_index(
            drop=True
        )
        for table in _FACTS
    }
    return CurrentScores(
        folded["scores"],
        folded["declared"],
        _fold_agencies([one["agencies"] for one in imports]),
        folded["provenance"],
        _find_mixed_years(folded["scores"], sources["scores"][kept["scores"]]),
        version,
    )


def _number_keys(imports: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, _Ints]:
    frames = [one[table.name] for table in _FACTS for one in imports]
    keys = number_keys(frames)
    ends = np.cumsum([sum(len(one[table.name]) for one in imports) for table in _FACTS])
    return dict(zip((table.name for table in _FACTS), np.split(keys, ends[:-1]), strict=True))


def number_keys(frames: Sequence[pd.DataFrame]) -> _Ints:
    """Give every row of tables of facts below each other one whole number, equal where the keys are."""
    keys = np.zeros(sum(map(len, frames)), np.int64)
    for name in SCORES.key:
        numbers = _number_values([frame[name] for frame in frames])
        keys *= int(numbers.max(initial=0)) + 1
        keys += numbers
    return keys


def _number_values(columns: list[pd.Series]) -> _Ints:
    """Number the values of one key column over several tables, from 0."""
    if not isinstance(columns[0].dtype, pd.CategoricalDtype):
        return pd.factorize(np.concatenate([column.to_numpy() for column in columns]))[0]
    texts: dict[str, int] = {}
    parts = []
    for column in columns:
        lookup = [texts.setdefault(text, len(texts)) for text in column.cat.categories.tolist()]
        parts.append(np.asarray(lookup, dtype=np.int64)[column.cat.codes.to_numpy()])
    return np.concatenate(parts)


def last_of_each(keys: _Ints) -> _Mask:
    """Mark the last row of each key."""
    return ~pd.Series(keys).duplicated(keep="last").to_numpy()


def _of_winners(
    keys: dict[str, _Ints], sources: dict[str, _Ints], kept: dict[str, _Mask], taken_out: _Ints
) -> _Mask:
    """Mark the provenance of the figures kept, and the last row of a key that never had a figure."""
    winners = np.concatenate([keys[name][kept[name]] for name in ("scores", "declared")])
    winner_sources = np.concatenate([sources[name][kept[name]] for name in ("scores", "declared")])
    first = ~pd.Series(winners).duplicated().to_numpy()
    at = pd.Index(winners[first]).get_indexer(pd.Index(keys["provenance"]))
    has_figure = at >= 0
    mask = last_of_each(keys["provenance"]) & ~np.isin(keys["provenance"], taken_out)
    mask[has_figure] = winner_sources[first][at[has_figure]] == sources["provenance"][has_figure]
    return mask


def _fold_agencies(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Give one row an agency, of each column the latest value that is not missing."""
    stacked = concat_tables(AGENCIES, frames)
    if not stacked["agency_id"].duplicated().any():
        return stacked
    folded = stacked.groupby("agency_id", sort=False).last().reset_index()
    return make_table(AGENCIES, {name: folded[name] for name in AGENCIES.names})


def _find_mixed_years(scores: pd.DataFrame, sources: _Ints) -> pd.DataFrame:
    """Find the years of agencies with scores of two or more imports."""
    years = scores["fiscal_year"].to_numpy()
    codes = scores["agency_id"].cat.codes.to_numpy().astype(np.int64)
    group = pd.factorize(codes * (int(years.max(initial=0)) + 1) + years)[0]
    groups = int(group.max(initial=-1)) + 1
    first, last = np.full(groups, np.iinfo(np.int64).max), np.full(groups, -1)
    np.minimum.at(first, group, sources)
    np.maximum.at(last, group, sources)
    rows = scores.loc[(first < last)[group], ["agency_id", "fiscal_year"]].drop_duplicates()
    texts = rows["agency_id"].cat.remove_unused_categories()
    return make_table(MIXED_YEARS, {"agency_id": texts.array, "fiscal_year": rows["fiscal_year"]})
