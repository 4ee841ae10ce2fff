"""An import as a value, and as the bytes and texts that the database keeps of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from itacore.errors import TableError
from itacore.issues import Issue, Severity
from itacore.tables import AGENCIES, DECLARED, PROVENANCE, SCORES, Table, check_table, make_table

DOCUMENT_TABLES = (AGENCIES, DECLARED, SCORES, PROVENANCE)
ImportKind = Literal["file", "typed", "pasted", "sample"]
TAKE_OUT = ("typed", "pasted")  # kinds whose rows without a figure take one out


@dataclass(frozen=True, eq=False)
class ImportDocument:
    """What a person confirms: scores as read with all that belongs to them.

    The four tables are those declared in ``itacore.tables``; every agency_id in them has its row in
    ``agencies``. ``file_name`` and ``sha256`` are those of the file, None where there is none; ``cells``
    counts the cells of the file: non_empty, used, context, ignored, faulty.

    Where a person typed or pasted, a row of ``scores`` without a score, or of ``declared`` without value and
    text, takes the figure of that key out that stood before: the person cleared it.
    """

    kind: ImportKind
    scores: pd.DataFrame
    declared: pd.DataFrame
    agencies: pd.DataFrame
    provenance: pd.DataFrame
    file_name: str | None = None
    sha256: str | None = None
    issues: tuple[Issue, ...] = ()
    cells: Mapping[str, int] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The four tables by name."""
        return {table.name: getattr(self, table.name) for table in DOCUMENT_TABLES}

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """Fiscal years with a score or a declared figure, or one taken out, earliest first."""
        years = [frame["fiscal_year"].unique() for frame in (self.scores, self.declared)]
        return tuple(int(year) for year in np.unique(np.concatenate(years)))

    @property
    def score_count(self) -> int:
        """Number of scores; those taken out are none."""
        return int(self.scores["score"].notna().sum())


@dataclass(frozen=True)
class ImportRecord:
    """What the workspace says about an import without opening it.

    ``already_there`` is True only in the answer to an attempt to confirm the same file again.
    """

    id: int
    kind: str
    file_name: str | None
    sha256: str | None
    confirmed_at: datetime
    confirmed_by: str | None
    taken_back_at: datetime | None
    taken_back_by: str | None
    agency_count: int
    score_count: int
    fiscal_years: tuple[int, ...]
    already_there: bool = False

    @property
    def standing(self) -> bool:
        """Whether the import counts for the current scores."""
        return self.taken_back_at is None


@dataclass(frozen=True)
class JournalEntry:
    """What was done to the workspace.

    ``action`` is confirmed, taken-back or brought-back (an import: ``import_id``, ``import_kind``,
    ``file_name``); saved, undone or redone (an office document: ``document_id``, ``document_kind``,
    ``agency_id``, ``fiscal_year``); or restored (``detail`` names the copy).
    """

    id: int
    at: datetime
    who: str | None
    action: str
    import_id: int | None = None
    import_kind: str | None = None
    file_name: str | None = None
    document_id: int | None = None
    document_kind: str | None = None
    agency_id: str | None = None
    fiscal_year: int | None = None
    detail: str | None = None


def is_figure(frame: pd.DataFrame, table: Table) -> npt.NDArray[np.bool_]:
    """Mark the rows of scores or declared figures that hold a figure; the others take one out."""
    if table is SCORES:
        return frame["score"].notna().to_numpy()
    return frame["value"].notna().to_numpy() | frame["text"].notna().to_numpy()


def check_document(document: ImportDocument) -> None:
    """Check the four tables, that every agency in them is described, and that only people take figures out.

    Raises
    ------
    TableError
        Names the table, the column and what is wrong.
    """
    for table in DOCUMENT_TABLES:
        frame = check_table(document.tables[table.name], table)
        for column in table.columns:
            if column.dtype == "category":
                _check_texts(frame[column.name], table, column.name)
    known = pd.Index(document.agencies["agency_id"])
    if known.hasnans:
        raise TableError("table agencies: column agency_id has missing values")
    for table in (DECLARED, SCORES, PROVENANCE):
        frame = document.tables[table.name]
        if frame[list(table.key)].isna().any(axis=None):
            raise TableError(f"table {table.name}: missing values in {', '.join(table.key)}")
        strange = pd.Index(frame["agency_id"].unique()).difference(known)
        if len(strange):
            raise TableError(f"table {table.name}: agency_id {strange[0]} is not in table agencies")
        if table is not PROVENANCE and document.kind not in TAKE_OUT and not is_figure(frame, table).all():
            raise TableError(
                f"table {table.name}: a row without a figure in a document of kind {document.kind}"
            )


def _check_texts(column: pd.Series, table: Table, name: str) -> None:
    categories = column.cat.categories
    if len(categories) and column.notna().any() and not pd.api.types.is_string_dtype(categories):
        raise TableError(f"table {table.name}: categories of column {name} are not texts")


# Parquet

_ARROW_TYPES: dict[str, pa.DataType] = {
    "category": pa.dictionary(pa.int32(), pa.large_string()),
    "str": pa.large_string(),
    "int64": pa.int64(),
    "int32": pa.int32(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
}


def write_parquet(frame: pd.DataFrame, table: Table) -> bytes:
    """Write the declared columns of a table as Parquet: zstd, one row group, categories in their order."""
    arrays = [_arrow(frame[column.name], column.dtype) for column in table.columns]
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.Table.from_arrays(arrays, names=table.names),
        sink,
        compression="zstd",
        row_group_size=max(1, len(frame)),
        dictionary_pagesize_limit=1 << 28,  # a dictionary that does not fit its page would lose its order
    )
    return bytes(sink.getvalue())


def read_parquet(data: bytes, table: Table) -> pd.DataFrame:
    """Read a table written by ``write_parquet``: the same rows in the same order, with the declared types."""
    read = pq.read_table(pa.BufferReader(data))
    columns: dict[str, object] = {}
    for column in table.columns:
        values = read.column(column.name).combine_chunks()
        if column.dtype == "category":
            values = values.dictionary_encode() if not pa.types.is_dictionary(values.type) else values
            codes = values.indices.fill_null(-1).to_numpy(zero_copy_only=False)
            texts = pd.Index(values.dictionary.to_pylist(), dtype="str")
            columns[column.name] = pd.Categorical.from_codes(codes, texts)
        elif column.dtype == "str":
            columns[column.name] = values.to_pandas()
        else:
            columns[column.name] = values.to_numpy(zero_copy_only=False)
    return make_table(table, columns)


def _arrow(column: pd.Series, dtype: str) -> pa.Array:
    """Give a column as Arrow; a category that is missing everywhere has no texts, of whatever type."""
    if dtype != "category":
        return pa.array(column.array, type=_ARROW_TYPES[dtype], from_pandas=True)
    codes = np.asarray(column.cat.codes, dtype=np.int32)
    if not pd.api.types.is_string_dtype(column.cat.categories):
        codes, texts = np.full(len(codes), -1, dtype=np.int32), pa.array([], pa.large_string())
    else:
        texts = pa.array(column.cat.categories.array, type=pa.large_string(), from_pandas=True)
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), texts)


# Issues


def issues_to_text(issues: Iterable[Issue]) -> str:
    """Write issues as JSON.

    >>> issues_to_text([Issue("total-disagrees", row=13, column=2, places={"found": 96.73})])
    '[{"code": "total-disagrees", "row": 13, "column": 2, "places": {"found": 96.73}}]'
    """
    return json.dumps([_issue_fields(issue) for issue in issues], ensure_ascii=False, default=_plain)


def issues_from_text(text: str) -> tuple[Issue, ...]:
    """Restore issues written by ``issues_to_text``.

    >>> issues_from_text('[{"code": "total-disagrees", "row": 13, "column": 2}]')[0].cell
    'C14'
    """
    return tuple(_issue(fields) for fields in json.loads(text))


def _issue_fields(issue: Issue) -> dict[str, object]:
    severity = issue.severity_override
    fields = {
        "code": issue.code,
        "file": issue.file,
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "places": dict(issue.places) or None,
        "severity_override": severity.value if severity else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _issue(fields: dict[str, object]) -> Issue:
    severity = fields.pop("severity_override", None)
    return Issue(**fields, severity_override=Severity(severity) if severity else None)  # type: ignore[arg-type]


def _plain(value: object) -> object:
    """Give a number of numpy as a plain one; anything else that JSON does not know is a fault of ours."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"an issue cannot keep a {type(value).__name__}: {value!r}")
