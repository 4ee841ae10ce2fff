"""A file is opened in a process of its own: hostile files end there, within limits, with a reason."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from itacore.reading.grid import Kind
from itacore.reading.kinds.package import Package
from itacore.reading.kinds.second_look import look_again
from itacore.reading.workbook import CHILD, Limits, open_workbook
from tests.reading.bad_files import FOLDER, GOOD
from tests.reading.reader import TODAY, issues_of, read_bytes, read_files
from tests.reading.truths import KHUN_KAEO, figures_of, figures_read
from tests.reading.workbooks import Fault, Formula, Sheet, to_xlsx, to_xlsx_by_openpyxl

SHEET_PART = "xl/worksheets/sheet1.xml"


def with_part(data: bytes, name: str, change: object) -> bytes:
    """The same package with one part changed: by a function on its text, or given as chunks of bytes."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
            elif callable(change):
                new.writestr(name, change(old.read(entry).decode("utf-8")))
            else:
                with new.open(name, "w", force_zip64=True) as part:
                    for chunk in change:  # type: ignore[attr-defined]
                        part.write(chunk)
    return output.getvalue()


def packed(data: bytes) -> Package:
    """The parts of a workbook."""
    return Package(data, Limits().unzipped_bytes)


def refused(data: bytes, **limits: float) -> str | None:
    """The code for which a file is refused."""
    return open_workbook(data, replace(Limits(), **limits)).refused  # type: ignore[arg-type]


def test_a_file_is_given_less_than_ten_seconds_and_a_gigabyte() -> None:
    limits = Limits()
    assert limits.seconds < 10
    assert limits.memory_bytes <= 1024**3
    assert limits.file_bytes == 50 * 1024**2


def test_a_cell_of_a_gigabyte_is_refused_before_it_is_opened() -> None:
    start = b'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    chunks = [start, *([b"A" * 10**6] * 1000), b"</t></is></c></row></sheetData></worksheet>"]
    bomb = with_part(to_xlsx([Sheet("x", [["A"]])]), SHEET_PART, chunks)
    assert len(bomb) < 8 * 1024**2
    reading = read_files([("bomb.xlsx", bomb), ("good.xlsx", to_xlsx([GOOD]))], TODAY)
    assert issues_of(reading) == [("file-too-heavy", None, None)]
    assert figures_read(reading) == figures_of([KHUN_KAEO])


@pytest.mark.parametrize("name", ["far-cell.xlsx", "far-cell-quotes.xlsx"])
def test_two_cells_that_lie_far_apart(name: str) -> None:
    """The fast reader asks for 500 GB and aborts; only the child dies of it."""
    data = (FOLDER / name).read_bytes()
    assert refused(data) == "file-too-heavy"
    assert refused(data, memory_bytes=300 * 1024**2) == "file-too-heavy"


def test_memory_and_time_are_limited() -> None:
    far = to_xlsx([Sheet("x", [[1.0], *[[]] * 998, [*[None] * 16_383, 1.0]])])
    assert refused(far, memory_bytes=200 * 1024**2) == "file-too-heavy"
    assert refused(to_xlsx([GOOD]), seconds=0.001) == "file-too-heavy"
    assert refused(to_xlsx([GOOD])) is None


def test_a_file_over_the_limit_is_not_even_given_to_the_child() -> None:
    assert refused(b"PK" + bytes(200), file_bytes=100) == "file-too-large"


@pytest.mark.parametrize("cut", [10, 100, 1000, 3000, -1, -20, -100])
def test_truncated_anywhere(cut: int) -> None:
    assert refused(to_xlsx([GOOD])[:cut]) == "file-broken"


def test_every_part_may_be_broken() -> None:
    """Whatever part is garbage, the file is refused or read right; nothing falls."""
    data = to_xlsx([GOOD])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    for name in names:
        for change in (lambda text: "x", lambda text: text[: len(text) // 2], lambda text: ""):
            changed = with_part(data, name, change)
            book = open_workbook(changed)
            if book.refused is None:
                reading = read_files([("x.xlsx", changed)], TODAY)
                assert set(figures_read(reading)) <= set(figures_of([KHUN_KAEO]))
            else:
                assert book.refused in ("file-broken", "file-not-workbook", "file-no-sheet")


def test_the_child_writes_no_word_but_its_answer() -> None:
    command = [sys.executable, "-I", str(CHILD), str(512 * 1024**2), str(1024**3)]
    for data, key in ((to_xlsx([GOOD]), "sheets"), (b"x", "refused"), (b"", "refused")):
        run = subprocess.run(command, input=data, capture_output=True, check=True)
        assert run.stderr == b""
        assert key in json.loads(run.stdout.partition(b"\n")[0])


def test_kinds_of_cells() -> None:
    sheet = Sheet("x", [["ก", 1.5, None, True, Fault("#N/A"), Formula("=A2+1"), Formula('=""', "")]])
    (grid,) = open_workbook(to_xlsx([sheet])).grids
    kinds = [Kind.TEXT, Kind.NUMBER, Kind.EMPTY, Kind.OTHER, Kind.ERROR, Kind.UNCALCULATED]
    assert grid.kinds[0, :6].tolist() == kinds
    assert grid.shown(0, 4) == "#N/A"
    assert grid.shown(0, 5) == "=A2+1"
    assert grid.blank_texts == 1


@pytest.mark.parametrize("number", ["1E999", "-1E999", "NaN", "1E-320"])
def test_numbers_without_bounds_are_no_scores(number: str) -> None:
    data = with_part(
        to_xlsx([GOOD]), SHEET_PART, lambda text: text.replace("<v>99.52</v>", f"<v>{number}</v>")
    )
    reading = read_files([("x.xlsx", data)], TODAY)
    figures = figures_read(reading)[KHUN_KAEO.name, 2568]
    assert figures.get("1", 0.0) == pytest.approx(0.0)
    assert [code for code, _, _ in issues_of(reading)] in (["not-a-number"], ["score-very-small"])
    assert reading.cells["non_empty"] == 58


def test_prefixes_single_quotes_and_missing_references_hide_nothing() -> None:
    """What the fast reader hides is found however the sheet is spelled."""
    sheet = Sheet("x", [["ก", Fault("#N/A"), 0.5], [1.0, Formula("=A1"), 2.0]], formats={(0, 2): "0%"})

    def quoted(text: str) -> str:
        return text.replace('"', "'")

    def without_references(text: str) -> str:
        for cell in ("A1", "B1", "C1", "A2", "B2", "C2"):
            text = text.replace(f' r="{cell}"', "")
        return text

    data = to_xlsx([sheet])
    for change in (lambda text: text, quoted, without_references):
        changed = with_part(data, SHEET_PART, change)
        (found,) = look_again(packed(changed), {"x": {"blanks", "small"}})
        assert found["errors"] == [(0, 1, "#N/A")]
        assert found["uncalculated"] == [(1, 1, "=A1")]
        assert found["percent"] == [(0, 2)]


def test_a_look_is_taken_only_where_something_may_hide() -> None:
    plain = to_xlsx([Sheet("x", [["ก", 1.5], [None, 0.5]])])
    assert look_again(packed(plain), {"x": {"blanks", "small"}}) == []
    formula = to_xlsx_by_openpyxl([Sheet("x", [["ก", Formula("=1+1")]])])
    assert look_again(packed(formula), {"x": set()}) == []
    assert look_again(packed(formula), {"y": {"blanks"}}) == []
    assert [entry["name"] for entry in look_again(packed(formula), {"x": {"blanks"}})] == ["x"]


def test_both_forms_of_dates_and_merges_survive_the_way() -> None:
    from datetime import date

    sheet = Sheet("x", [["ก", date(2025, 1, 2)], [None, 5]], merges=[(0, 0, 1, 0)])
    (grid,) = open_workbook(to_xlsx([sheet])).grids
    assert grid.source(1, 0) == (0, 0)
    assert grid.merge(1, 0) == (0, 0, 1, 0)
    assert grid.shown(0, 1) == "2/1/2025"
    assert np.isnan(grid.numbers[0, 0])


def test_a_merge_over_the_whole_sheet_costs_little() -> None:
    sheet = Sheet("2568", [*GOOD.rows], merges=[(0, 0, 1_048_575, 16_383)])
    data = to_xlsx_by_openpyxl([replace(sheet, merges=[])])
    wide = with_part(
        data,
        SHEET_PART,
        lambda text: text.replace(
            "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    )
    assert open_workbook(wide).refused is None
    assert read_bytes(data).scores_read == 33
