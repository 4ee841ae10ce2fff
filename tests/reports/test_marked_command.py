"""``python -m itacore check FILE --marked OUT``: the marked workbook beside the ordinary answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from itacore import __main__ as command_line
from itacore.reading.workbook import open_workbook
from itacore.wording import say
from tests.reading.layouts import years_across
from tests.reading.truths import KHUN_KAEO
from tests.reading.workbooks import to_xlsx
from tests.reports.marked_cases import rich_workbook
from tests.reports.test_marked import ERROR, LIST, fill_of, load

Check = Callable[..., tuple[int, str, str]]
GOOD = to_xlsx([years_across(KHUN_KAEO)])
FAULTY = to_xlsx([years_across(KHUN_KAEO).with_value("D7", 199.54)])


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """Check a file given as bytes; gives exit code, standard output and standard error."""
    monkeypatch.setattr(command_line, "today", lambda: date(2026, 11, 20))

    def run(data: bytes, *options: str, name: str = "x.xlsx") -> tuple[int, str, str]:
        (tmp_path / name).write_bytes(data)
        code = command_line.main(["check", str(tmp_path / name), *options])
        return code, *capsys.readouterr()

    return run


def test_the_marked_workbook_is_written_and_told_on_standard_error(check: Check, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    code, answer, told = check(FAULTY, "--json", "--marked", str(out))
    assert (code, *check(FAULTY, "--json")[:2]) == (1, 1, answer)
    assert json.loads(answer)["issue_counts"]["over-100"] == 1
    book = load(out.read_bytes())
    assert fill_of(book.worksheets[0]["D7"]) == ERROR
    marked = sum(cell.comment is not None for row in book.worksheets[0].iter_rows() for cell in row)
    assert told == say("commands", "marked.written", path=out, count=marked) + "\n"


def test_a_clean_file_gives_exit_0_and_a_list_that_says_so(check: Check, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert check(GOOD, "--marked", str(out))[0] == 0
    assert load(out.read_bytes()).sheetnames[-1] == LIST


def test_a_file_that_is_no_workbook_gives_the_list_and_exit_2(check: Check, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    code, answer, told = check(b"%PDF-1.7", "--marked", str(out), name="x.pdf")
    assert (code, answer) == (2, "")
    assert told.startswith(f"สร้างไฟล์ {out} แล้ว: มีเฉพาะรายการสิ่งที่ควรตรวจ เพราะ")
    assert load(out.read_bytes()).sheetnames == [LIST]


def test_macros_ask_for_their_ending(check: Check, tmp_path: Path) -> None:
    data = rich_workbook(macros=True)
    last = "Excel จะเปิดไฟล์นี้ได้เมื่อชื่อไฟล์ลงท้ายด้วย .xlsm"
    told = check(data, "--marked", str(tmp_path / "out.xlsx"), name="x.xlsm")[2]
    assert last in told
    assert last not in check(data, "--marked", str(tmp_path / "out.xlsm"), name="x.xlsm")[2]


def test_wrong_calls_write_nothing(check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, other = tmp_path / "x.xlsx", tmp_path / "y.xlsx"
    code, _, told = check(FAULTY, "--marked", str(own))
    assert (code, told) == (2, say("commands", "marked.same-file", path=own) + "\n")
    assert own.read_bytes() == FAULTY
    other.write_bytes(GOOD)
    assert command_line.main(["check", str(own), str(other), "--marked", str(tmp_path / "out.xlsx")]) == 2
    assert capsys.readouterr().err == say("commands", "marked.one-file") + "\n"
    code, _, told = check(FAULTY, "--marked", str(tmp_path / "none" / "out.xlsx"))
    assert code == 2
    assert "เขียนไฟล์" in told
    assert (
        command_line.main(["check", str(tmp_path / "none.xlsx"), "--marked", str(tmp_path / "out.xlsx")]) == 2
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.xlsx", "y.xlsx"]


def test_the_marked_workbook_opens_as_ever(check: Check, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    check(FAULTY, "--marked", str(out))
    assert open_workbook(out.read_bytes()).refused is None
