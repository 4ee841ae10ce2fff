"""Hostile files of every kind: each is refused or read within ten seconds, says why, and harms nobody."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from pathlib import Path
from queue import Queue

import psutil
import pytest

from itacore.reading import Reading, read_grids
from itacore.reading.grid import Grid
from itacore.reading.workbook import CHILD, Limits, StoppedError, grids_of, open_workbook, run_child
from tests.reading import bad_kinds
from tests.reading.bad_files import GOOD, LIST
from tests.reading.bad_kinds import CASES, MARKUP, broken, broken_inside, with_entities
from tests.reading.children import watched_children
from tests.reading.other_kinds import FILES, docx_of, to_csv, to_docx, to_html
from tests.reading.reader import TODAY, check_receipt, issues_of, read_files
from tests.reading.truths import KHUN_KAEO, figures_of, figures_read
from tests.reading.workbooks import Formula, Sheet, to_xlsx

MOST_SECONDS = 10
MOST_MEMORY = 1.2 * 1024**3
ALL = figures_of([KHUN_KAEO])
GOOD_FILES = {
    "xlsx": lambda: to_xlsx([GOOD]),
    "xls": lambda: (FILES / "good.xls").read_bytes(),
    "ods": lambda: (FILES / "good.ods").read_bytes(),
    "docx": lambda: to_docx([GOOD]),
}


def read_hostile(name: str, data: bytes) -> Reading:
    """Read a hostile file within the time and the memory allowed; every issue has its words."""
    start = time.monotonic()
    with watched_children() as children:
        reading = read_files([(name, data)], TODAY)
    assert time.monotonic() - start < MOST_SECONDS
    assert [child for child in children if child.peak >= MOST_MEMORY] == []
    assert all(child.returncode is not None for child in children)
    for issue in reading.issues:
        assert issue.message
        assert issue.hint
    return reading


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_its_reason(name: str) -> None:
    make, codes = CASES[name]
    reading = read_hostile("x.xlsx", make())
    assert set(reading.issues.counts) & codes
    assert reading.scores_read == 0


def test_a_good_file_is_read_right_after_a_hostile_one() -> None:
    hostile = [
        (name, CASES[name][0]()) for name in ("17 billion cells in .ods", "a part twice", "1,100 sheets")
    ]
    reading = read_files([*hostile, ("x.xlsx", to_xlsx([GOOD]))], TODAY)
    assert figures_read(reading) == ALL
    assert len(reading.issues.of(next(iter(reading.issues)).severity)) == len(hostile)


def test_the_memory_of_each_child_is_measured(tmp_path: Path) -> None:
    """Also what it held for a moment only, and when it is ended for it."""
    script = tmp_path / "large.py"
    script.write_text(
        "import sys, time\ndata = bytearray(300 * 1024**2)\ndel data\n"
        "print('{}', flush=True)\nsys.stdin.buffer.read()\n"
    )
    with watched_children() as children:
        assert run_child(b"", Limits(), script) == b"{}\n"
        assert run_child(b"", Limits(memory_bytes=200 * 1024**2), script) != b"{}\n"
    assert len(children) == 2
    if sys.platform == "linux":
        assert 300 * 1024**2 < children[0].peak < 400 * 1024**2
    assert Limits().memory_bytes < MOST_MEMORY


def test_a_child_that_is_no_longer_wanted_ends_at_once(tmp_path: Path) -> None:
    script = tmp_path / "hang.py"
    script.write_text("import time\nwhile True:\n    time.sleep(60)\n")
    stop, outcome = threading.Event(), Queue[str]()

    def read() -> None:
        try:
            run_child(bytes(1024**2), Limits(seconds=600), script, stop)
        except StoppedError:
            outcome.put("stopped")

    reader = threading.Thread(target=read)
    with watched_children() as children:
        reader.start()
        while not children:
            reader.join(0.01)
        stop.set()
        assert outcome.get(timeout=MOST_SECONDS) == "stopped"
        reader.join()
    assert children[0].returncode is not None
    assert not psutil.pid_exists(children[0].pid)


def test_what_was_stopped_before_it_began_is_not_read() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(StoppedError):
        open_workbook(to_xlsx([GOOD]), stop=stop)


# ---- far cells, lies, entities ---------------------------------------------------------------------------------


def test_a_far_cell_of_an_old_workbook() -> None:
    data = bad_kinds.far_xls((FILES / "good.xls").read_bytes())
    assert issues_of(read_hostile("x.xls", data)) == [("file-too-heavy", None, None)]


@pytest.mark.parametrize("kind", ["laughs", "quadratic", "file"])
@pytest.mark.parametrize("book", ["xlsx", "xlsx strings", "ods", "docx"])
def test_entities_are_never_followed(book: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(bad_kinds.SECRET, encoding="utf-8")
    reading = read_hostile("x", with_entities(book, kind, str(path)))
    assert issues_of(reading) == [("file-broken", None, None)]
    said = json.dumps([issue.as_json() for issue in reading.issues], ensure_ascii=False)
    assert bad_kinds.SECRET not in said


def test_entities_of_a_page_are_letters_only() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><table><tr><td>&x;<td>&lt;b&gt;<td>&#xD800;</table>'
    (grid,) = open_workbook(page.encode()).grids
    assert grid.rows == 1
    assert [grid.shown(0, column) for column in range(3)] == ["&x;", "<b>", "\ufffd"]


def test_paths_inside_a_package_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reading = read_hostile("../../etc/ผล <b>.xlsx", bad_kinds.with_paths())
    assert figures_read(reading) == ALL
    assert list(tmp_path.rglob("*")) == []


def test_links_to_other_files_and_commands_are_only_text() -> None:
    formulas = [
        "=[1]Sheet1!A1",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://example.go.th","x")',
        "=WEBSERVICE(A1)",
    ]
    (grid,) = open_workbook(to_xlsx([Sheet("x", [[Formula(text, 5.0) for text in formulas]])])).grids
    assert grid.numbers[0].tolist() == [5.0] * 4
    rows = [["ก", *formulas], ["ข", *formulas]]
    (grid,) = open_workbook(to_csv(Sheet("x", rows))).grids
    assert [grid.text(0, column) for column in range(1, 5)] == formulas


@pytest.mark.parametrize("kind", ["xlsx", "docx", "html", "csv"])
def test_markup_and_commands_in_names_stay_text(kind: str) -> None:
    sheet = LIST.with_value("A1", f"เทศบาลตำบล{MARKUP}")
    make = {
        "xlsx": lambda: to_xlsx([Sheet("<b>=cmd '&{{x}}", sheet.rows)]),
        "docx": lambda: to_docx([sheet]),
        "html": lambda: to_html(sheet).encode(),
        "csv": lambda: to_csv(sheet),
    }[kind]
    data = make() if kind != "xlsx" else to_xlsx([Sheet("<b>=cmd & {{x}}", sheet.rows, sheet.merges)])
    reading = read_hostile(f"{MARKUP}.{kind}", data)
    (figures,) = figures_read(reading).values()
    assert figures == next(iter(figures_of([KHUN_KAEO.only(2568)]).values()))
    (grid,) = open_workbook(data).grids
    assert grid.text(0, 0) == f"เทศบาลตำบล{MARKUP}"


def test_a_document_of_many_paragraphs_keeps_the_last_above_its_table() -> None:
    lines = "".join(f"<w:p><w:r><w:t>บรรทัด {n}</w:t></w:r></w:p>" for n in range(1000))
    (grid,) = open_workbook(docx_of(lines + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")).grids
    assert [grid.shown(row, 0) for row in (0, 14)] == ["บรรทัด 985", "บรรทัด 999"]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "docx"])
def test_one_digit_that_was_changed_on_the_way_is_noticed(kind: str) -> None:
    """Parts that are not packed have their digits in the open; the package knows their sum."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD_FILES[kind]())) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    whole = output.getvalue()
    assert figures_read(read_files([(f"x.{kind}", whole)], TODAY)) == ALL
    changed = whole.replace(b"99.52", b"89.52", 1)
    assert changed != whole
    assert issues_of(read_hostile(f"x.{kind}", changed)) == [("file-broken", None, None)]


# ---- files broken by chance ------------------------------------------------------------------------------------


def read_many(files: list[bytes]) -> list[dict[str, object] | tuple[Grid, ...]]:
    """Answers to files, read in one child as long as it lives; where it dies of a file, in the next."""
    answers: list[dict[str, object] | tuple[Grid, ...]] = []
    while len(answers) < len(files):
        rest = files[len(answers) :]
        sent = b"".join(len(data).to_bytes(8, "little") + data for data in rest)
        command = [sys.executable, "-I", str(Path(__file__).with_name("read_many.py")), str(CHILD)]
        output = subprocess.run(command, input=sent, capture_output=True, timeout=60, check=False).stdout
        while output:
            size = int.from_bytes(output[:8], "little")
            head, _, body = output[8 : 8 + size].partition(b"\n")
            output = output[8 + size :]
            answer = json.loads(head)
            answers.append(answer if "refused" in answer else tuple(grids_of(answer, body)))
        if len(answers) < len(files):
            answers.append({"refused": "file-too-heavy"})
    return answers[: len(files)]


@pytest.mark.parametrize("kind", GOOD_FILES)
def test_two_hundred_ways_to_break_a_file(kind: str) -> None:
    good = GOOD_FILES[kind]()
    change = broken if kind == "xls" else broken_inside
    files = [broken(good, seed) for seed in range(100)] + [change(good, seed) for seed in range(100, 200)]
    codes: Counter[str] = Counter()
    with watched_children() as children:
        answers = read_many(files)
    assert max(child.peak for child in children) < MOST_MEMORY
    for answer in answers:
        if isinstance(answer, dict):
            codes[str(answer["refused"])] += 1
            continue
        reading = read_grids([(f"x.{kind}", "0" * 64, answer)], TODAY)
        check_receipt(reading, ())
        codes["read"] += 1
    assert set(codes) <= {
        *("read", "file-broken", "file-too-heavy", "file-encrypted", "file-no-sheet", "file-no-table"),
        *(
            "file-archive",
            "file-too-wide",
            "file-not-workbook",
            "file-opendocument",
            "file-text",
            "file-xlsb",
        ),
        *("file-text-quotes", "file-text-uneven", "file-shortcut"),
    }
    assert codes["file-broken"] > 20
    assert codes["read"] > 0


@pytest.mark.parametrize("kind", GOOD_FILES)
def test_a_broken_file_goes_the_whole_way(kind: str) -> None:
    for seed in range(1000, 1005):
        read_hostile(f"x.{kind}", broken(GOOD_FILES[kind](), seed))
