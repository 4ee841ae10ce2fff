"""Each small bad file gives exactly the issues of expected.toml, its exit code, and nothing wrong is read."""

from __future__ import annotations

import json
import tomllib
import zipfile
from io import BytesIO
from xml.etree.ElementTree import ParseError, canonicalize

import pytest

from itacore import __main__ as command_line
from tests.reading.bad_files import FOLDER, MADE
from tests.reading.reader import TODAY, issues_of, read_bytes
from tests.reading.truths import KHUN_KAEO, figures_of, figures_read, make_province

EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
GOOD = figures_of([KHUN_KAEO, *make_province(2567, 2568)])
PUBLISHED_ELSEWHERE = {"year-2561.xlsx"}  # figures of its own


def listed(name: str) -> list[tuple[str, str | None, str | None]]:
    """Expected issues; "" stands for none."""
    return [tuple(part or None for part in issue) for issue in EXPECTED[name]["issues"]]  # type: ignore[misc]


def test_every_file_is_listed() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"expected.toml"}
    assert files == set(EXPECTED)
    assert files - set(MADE) == {"encrypted.xlsx"}


@pytest.mark.parametrize("name", EXPECTED)
def test_issues_and_cells(name: str) -> None:
    reading = read_bytes((FOLDER / name).read_bytes())
    assert issues_of(reading) == listed(name)
    assert reading.scores_read == EXPECTED[name]["scores"]


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - PUBLISHED_ELSEWHERE))
def test_nothing_wrong_is_read(name: str) -> None:
    """What is read is what the good file holds, but for a figure that is typed wrong and used as typed."""
    used_as_typed = {"percent-without-format.xlsx": {(2568, "1"): 0.9952}}.get(name, {})
    for (agency, year), figures in figures_read(read_bytes((FOLDER / name).read_bytes())).items():
        known = GOOD.get((agency or "เทศบาลตำบลขุนแก้ว", year), {})
        for code, figure in figures.items():
            assert figure == used_as_typed.get((year, code), known.get(code))


@pytest.mark.parametrize("name", EXPECTED)
def test_exit_code_and_words(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "today", lambda: TODAY)
    assert command_line.main(["check", "--json", str(FOLDER / name)]) == EXPECTED[name]["exit"]
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    further = [tuple(part or None for part in issue) for issue in EXPECTED[name].get("figures", [])]
    assert [(i["code"], i["sheet"], i["cell"]) for i in answer["issues"]] == listed(name) + further
    for issue in answer["issues"]:
        assert issue["file"] == name
        assert len(issue["message"]) > 20
        assert len(issue["hint"]) > 10
        assert "{" not in issue["message"] + issue["hint"]
    assert bool(printed.err) == (EXPECTED[name]["exit"] == 2)


@pytest.mark.parametrize("name", MADE)
def test_the_files_are_what_is_made_today(name: str) -> None:
    made, kept = MADE[name](), (FOLDER / name).read_bytes()
    if not zipfile.is_zipfile(BytesIO(made)):
        assert made == kept
        return
    with zipfile.ZipFile(BytesIO(made)) as new, zipfile.ZipFile(BytesIO(kept)) as old:
        names = set(new.namelist())
        assert names == set(old.namelist())
        names -= {"docProps/core.xml"}  # openpyxl writes the time of saving into it
        assert {name: laid_out(new.read(name)) for name in names} == {
            name: laid_out(old.read(name)) for name in names
        }


def laid_out(part: bytes) -> str | bytes:
    """A part in one layout: that of attributes depends on the XML library that openpyxl finds."""
    try:
        return canonicalize(part)
    except ParseError:
        return part
