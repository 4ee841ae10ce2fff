"""Each small bad file gives exactly the issues of expected.toml, its exit code, and nothing wrong is read."""

from __future__ import annotations

import json
import tomllib
import zipfile
from io import BytesIO
from xml.etree.ElementTree import ParseError, canonicalize

import pytest

from itacore import __main__ as command_line
from itacore.issues import issue_codes
from itacore.reading import Reading
from tests.reading.bad_files import FOLDER, MADE
from tests.reading.reader import TODAY, check_receipt, issues_of, read_files
from tests.reading.truths import KHUN_KAEO, Figures, figures_of, figures_read, make_province

EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
SAVED_ONCE = {"encrypted.xlsx", "good.xls", "good.ods"}
NAME = KHUN_KAEO.name
GOOD = figures_of([KHUN_KAEO]) | figures_of(make_province(2567, 2568), published=True)
FIRST, SECOND, *_ = (agency.name for agency in make_province())
COPIED = {code: value for code, value in GOOD[FIRST, 2568].items() if code not in ("IIT", "EIT", "OIT")}
LATEST, YEAR_BEFORE = GOOD[NAME, 2568], GOOD[NAME, 2567]
WEIGHTED = (5.97, 5.99, 6.0, 5.97, 6.0, 9.76, 9.44, 9.35, 18.25, 20.0)
POINTS = ((27.77, 28.14, 36.03), (27.37, 27.2, 36.58), (27.78, 27.61, 37.13), (28.19, 26.68, 37.68))
# Figures that are typed otherwise than they should be, told, and used as typed.
TYPED: dict[str, Figures] = {
    "digits-swapped.xlsx": {(NAME, 2568): {"6": 79.61}},
    "instrument.xlsx": {(FIRST, 2568): {"IIT": 50.5}},
    "instruments-as-points.xlsx": {
        (agency.name, 2568): dict(zip(("IIT", "EIT", "OIT"), points, strict=True))
        for agency, points in zip(make_province(), POINTS, strict=True)
    },
    "jump.xlsx": {(NAME, 2567): {"4": 49.43}},
    "neighbours-equal.xlsx": {(NAME, 2568): {"7": 97.61, "8": 97.61}},
    "parts-of-an-indicator.xlsx": {(NAME, 2568): {"EIT1.6": 96.5, "EIT2.6": 90.5}},
    "parts-of-eit.xlsx": {(NAME, 2568): {"EIT1": 98.5, "EIT2": 90.5}},
    "percent-without-format.xlsx": {(NAME, 2568): {"1": 0.9952}},
    "rating-of-another-year.xlsx": {(NAME, 2568): {"rating": "AA"}},
    "rating-too-low.xlsx": {(NAME, 2568): {"rating": "ผ่าน"}},
    "row-repeated.xlsx": {(SECOND, 2568): COPIED},
    "subindicators.xlsx": {(NAME, 2568): {"10.1": 90.5, "10.2": 100.0}},
    "total-impossible.xlsx": {(NAME, 2568): {"total": 9.67}},
    "total-of-another-way.xlsx": {(NAME, 2568): {"total": 97.55}},
    "total-swapped.xlsx": {(NAME, 2568): {"total": 69.73}},
    "two-spellings.xlsx": {("เทศบาลตำบลหนองตัวอย้าง", 2568): COPIED},
    "weighted-points.xlsx": {
        (NAME, 2568): {str(code): points for code, points in enumerate(WEIGHTED, start=1)}
    },
    "year-2561.xlsx": {
        (NAME, 2563): {"total": 90.5, "rating": "A"},
        (NAME, 2562): {"total": 85.25, "rating": "A"},
    },
    "year-out-of-order.xlsx": {(NAME, 2564): YEAR_BEFORE},
}
# Every other issue is shown by a file.
NOT_BY_A_SMALL_FILE = {
    "file-too-large": "needs 50 MB",
    "file-not-found": "the command line alone looks for files",
    "mixed-imports": "of several imports",
    "mapping-used": "needs a way of reading that was kept from another file",
    "rank-above-count": "of the typing page",
    **{code: "of the file of a plan" for code in issue_codes() if code.startswith("plan-")},
}


def read(name: str) -> Reading:
    """Read a file under its name; the account of its cells must add up."""
    data = (FOLDER / name).read_bytes()
    reading = read_files([(name, data)], TODAY)
    check_receipt(reading, [data] if name.endswith((".xlsx", ".xlsm")) else [])
    return reading


def listed(name: str) -> list[tuple[str, str | None, str | None]]:
    """Expected issues of reading; "" stands for none."""
    return [tuple(part or None for part in issue) for issue in EXPECTED[name]["issues"]]  # type: ignore[misc]


def told(name: str) -> list[tuple[str | None, ...]]:
    """All that a person is told, with severities: the issues of reading, unless it is listed otherwise."""
    own: list[list[str]] = EXPECTED[name].get("told") or [
        [issue_codes()[issue[0]].value, *issue] for issue in EXPECTED[name]["issues"]
    ]
    return [tuple(part or None for part in issue) for issue in own]


def test_every_file_is_listed() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"expected.toml"}
    assert files == set(EXPECTED)
    assert files - set(MADE) == SAVED_ONCE
    assert max((FOLDER / name).stat().st_size for name in files) < 30_000


def test_every_issue_has_its_file() -> None:
    shown = {code for name in EXPECTED for _, code, _, _ in told(name)}
    assert set(issue_codes()) - shown == set(NOT_BY_A_SMALL_FILE)


@pytest.mark.parametrize("name", EXPECTED)
def test_issues_and_cells(name: str) -> None:
    reading = read(name)
    assert issues_of(reading) == listed(name)
    assert reading.scores_read == EXPECTED[name]["scores"]


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_wrong_is_read(name: str) -> None:
    """What is read is what the good file holds, but for what is typed wrong, told, and used as typed."""
    typed = TYPED.get(name, {})
    found = figures_read(read(name))
    for (agency, year), figures in found.items():
        key = (agency or NAME, year)
        known = {**GOOD.get(key, {}), **typed.get(key, {})}
        for code, figure in figures.items():
            assert figure == known.get(code)
    assert set(typed) <= set(found)


@pytest.mark.parametrize("name", EXPECTED)
def test_exit_code_and_words(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "today", lambda: TODAY)
    assert command_line.main(["check", "--json", str(FOLDER / name)]) == EXPECTED[name]["exit"]
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    found = [(i["severity"], i["code"], i["sheet"], i["cell"]) for i in answer["issues"]]
    assert found == told(name)
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
