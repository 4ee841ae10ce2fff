"""The command line and its JSON: every key always there, null for unknown, exit codes, nothing else printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from itacore import __main__ as command_line
from itacore.issues import MOST_OF_ONE_CODE
from tests.golden import GoldenYear, read_golden
from tests.reading.bad_files import FOLDER, GOOD
from tests.reading.layout_e import Shape, agencies_table
from tests.reading.layouts import long, plain_list, totals_by_year, years_across
from tests.reading.seed_tables import khun_kaeo_sheets
from tests.reading.styles import Style
from tests.reading.truths import KHUN_KAEO, LUMPHUK, Agency, make_province, make_year
from tests.reading.workbooks import Sheet, to_xlsx

HERE = Path(__file__).parent.parent
Run = Callable[..., tuple[int, Any, str]]

ISSUE = {"severity", "code", "file", "sheet", "cell", "message", "hint"}
YEAR = {
    "fiscal_year": None,
    "criteria": {"year", "provisional"},
    "total": {"computed", "declared"},
    "instruments": None,
    "instruments_declared": None,
    "indicators": None,
    "subindicators": None,
    "items": None,
    "rank": {"declared", "of", "group"},
    "rating": {"possible", "declared", "final", "near_bound", "reason"},
    "change": None,
    "weakest": None,
}
WEAK = {"code", "score", "points_to_gain", "rank_by_score", "rank_by_points", "class", "measures"}
CHANGE = {"from", "total", "indicators", "contributions", "rules"}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on files given as bytes, sheets or agencies; give exit code, answer and standard error."""
    monkeypatch.setattr(command_line, "today", lambda: date(2026, 11, 20))

    def write(number: int, content: object) -> str:
        path = tmp_path / f"file{number}.xlsx"
        if isinstance(content, Agency):
            content = years_across(content)
        data = to_xlsx([content]) if isinstance(content, Sheet) else content
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)  # type: ignore[arg-type]
        return str(path)

    def run_it(
        *contents: object, command: str = "analyze", options: tuple[str, ...] = ()
    ) -> tuple[int, Any, str]:
        names = [write(number, content) for number, content in enumerate(contents, start=1)]
        code = command_line.main([command, *names, "--json", *options])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if printed.out else None, printed.err

    return run_it


def years_of(answer: Any, agency: int = 0) -> dict[int, Any]:
    """The years of an agency by number."""
    return {year["fiscal_year"]: year for year in answer["agencies"][agency]["years"]}


def numbers_in(value: Any) -> Iterator[float]:
    """All numbers of an answer."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from numbers_in(entry)
    elif isinstance(value, float):
        yield value


def check_keys(answer: Any, *, agencies: bool = True) -> None:
    """Every key of the contract is there, and no other."""
    top = {"schema", "files", "issues", "issue_counts", "cells"}
    assert set(answer) == (top | {"agencies"} if agencies else top)
    assert answer["schema"] == 1
    assert set(answer["cells"]) == {"non_empty", "used", "context", "ignored", "faulty"}
    for file in answer["files"]:
        assert set(file) == {"name", "sha256", "sheets"}
        assert all(set(sheet) == {"name", "layout", "visible"} for sheet in file["sheets"])
    assert all(set(issue) == ISSUE for issue in answer["issues"])
    for agency in answer.get("agencies", []):
        assert set(agency) == {"agency", "type", "district", "province", "years"}
        for year in agency["years"]:
            assert list(year) == list(YEAR)
            for key, inner in YEAR.items():
                assert inner is None or set(year[key]) == inner
            assert all(set(entry) == WEAK for entry in year["weakest"])
            assert year["change"] is None or set(year["change"]) == CHANGE


@pytest.mark.parametrize("name", ["khun-kaeo-2566-2568", "lumphuk-2565"])
def test_golden_cases(name: str, run: Run) -> None:
    case = read_golden(name)
    agency = KHUN_KAEO if name.startswith("khun") else LUMPHUK
    code, answer, error = run(agency)
    assert (code, error, answer["issues"]) == (0, "", [])
    check_keys(answer)
    assert answer["agencies"][0]["agency"] == case.agency
    years = years_of(answer)
    assert list(years) == [year.fiscal_year for year in case.years]
    for year in case.years:
        check_golden_year(years[year.fiscal_year], year)


def check_golden_year(found: Any, golden: GoldenYear) -> None:
    expected = golden.expected
    assert found["indicators"] == {code: float(score) for code, score in golden.indicators.items()}
    assert found["total"] == {
        "computed": pytest.approx(float(expected["total"]), abs=5e-5),
        "declared": float(golden.total or 0),
    }
    rating = found["rating"]
    assert rating["possible"] == expected["possible"]
    assert (rating["declared"], rating["final"], rating["near_bound"]) == (
        golden.rating,
        golden.rating,
        expected["near_bound"],
    )
    assert len(rating["reason"]) > 10
    if "contributions" in expected:
        parts = dict(expected["contributions"])
        assert found["change"]["rules"] == pytest.approx(float(parts.pop("rules")), abs=5e-5)
        assert found["change"]["contributions"] == {
            c: pytest.approx(float(v), abs=5e-5) for c, v in parts.items()
        }
    classes = {
        name: [w["code"] for w in found["weakest"] if w["class"] == name]
        for name in ("urgent", "to-develop", "to-keep")
    }
    for name, key in (("urgent", "urgent"), ("to-develop", "develop"), ("to-keep", "keep")):
        if key in expected:
            assert classes[name] == expected[key]


def test_figures_are_not_rounded(run: Run) -> None:
    _, answer, _ = run(KHUN_KAEO)
    years = years_of(answer)
    assert years[2568]["instruments"] == {
        "IIT": pytest.approx(99.752),
        "EIT": 95.16666666666667,
        "OIT": 95.625,
    }
    assert [years[y]["total"]["computed"] for y in (2566, 2567, 2568)] == [
        pytest.approx(97.3472, abs=1e-9),
        pytest.approx(97.0622, abs=1e-9),
        pytest.approx(96.7256, abs=1e-9),
    ]
    change = years[2568]["change"]
    total = years[2568]["total"]["computed"] - years[2567]["total"]["computed"]
    assert sum(change["contributions"].values()) + change["rules"] == pytest.approx(total, abs=1e-9)
    assert change["total"] == pytest.approx(total, abs=1e-9)
    assert change["from"] == 2567
    assert change["indicators"]["9"] == pytest.approx(-8.75)


def test_weakest_stand_in_their_order(run: Run) -> None:
    _, answer, _ = run(KHUN_KAEO)
    for year in answer["agencies"][0]["years"]:
        weakest = year["weakest"]
        assert len(weakest) == 10
        order = [(-entry["points_to_gain"], int(entry["code"])) for entry in weakest]
        assert order == sorted(order)
        for entry in weakest:
            better = sum(other["score"] < entry["score"] for other in weakest)
            assert entry["rank_by_score"] == better + 1
            assert entry["class"] in ("urgent", "to-develop", "to-keep")
            assert all(isinstance(measure, str) for measure in entry["measures"])


def test_years_rise_whatever_their_order_in_the_file(run: Run) -> None:
    agency = replace(KHUN_KAEO, years=KHUN_KAEO.years[::-1])
    _, answer, _ = run(agency)
    years = answer["agencies"][0]["years"]
    assert [year["fiscal_year"] for year in years] == [2566, 2567, 2568]
    assert [year["change"] and year["change"]["from"] for year in years] == [None, 2566, 2567]


def test_unknown_is_null_or_empty(run: Run) -> None:
    code, answer, _ = run(totals_by_year(KHUN_KAEO))
    assert code == 0
    check_keys(answer)
    year = years_of(answer)[2568]
    assert year["total"] == {"computed": None, "declared": 96.73}
    assert [
        year[key] for key in ("instruments", "instruments_declared", "indicators", "subindicators", "items")
    ] == [{}] * 5
    assert year["rank"] == {"declared": None, "of": None, "group": None}
    assert year["weakest"] == []
    assert year["change"]["contributions"] == {}
    assert year["change"]["rules"] is None
    assert year["change"]["total"] == pytest.approx(-0.33)
    assert years_of(answer)[2566]["change"] is None


def test_what_was_not_read_is_missing_and_never_zero(run: Run) -> None:
    sheet = years_across(KHUN_KAEO.only(2568)).with_value("C5", None).with_value("C16", None)
    code, answer, _ = run(sheet)
    assert code == 0
    year = years_of(answer)[2568]
    assert list(year["indicators"]) == [str(code) for code in range(2, 11)]
    assert year["instruments"] == {"EIT": 95.16666666666667, "OIT": 95.625}
    assert year["total"]["computed"] is None
    assert year["rating"]["declared"] is None
    assert 0 not in list(numbers_in(year["indicators"]))


def test_parts_sub_indicators_items_and_ranks(run: Run) -> None:
    (agency, *_) = make_province(2568, parts=True)
    _, answer, _ = run(agencies_table([agency], Shape(parts=True, rank=True), year=2568, name="2568"))
    year = years_of(answer)[2568]
    assert {code for code in year["indicators"] if "." in code} == {
        f"EIT{p}.{c}" for p in (1, 2) for c in "678"
    }
    assert set(year["instruments"]) == {"IIT", "EIT", "EIT1", "EIT2", "OIT"}
    assert year["rank"]["declared"] == 1
    keys = ["agency", "fiscal_year", "code", "score"]
    _, answer, _ = run(Sheet("x", [keys, ["ทต.ตัวอย่าง", 2568, "9.1", 90.5], ["ทต.ตัวอย่าง", 2568, "o3", 50.0]]))
    year = years_of(answer)[2568]
    assert (year["subindicators"], year["items"], year["indicators"]) == ({"9.1": 90.5}, {"o3": 50.0}, {})


def test_an_agency_without_a_name(run: Run) -> None:
    code, answer, _ = run(FOLDER.joinpath("no-agency.xlsx").read_bytes())
    assert code == 0
    check_keys(answer)
    assert [answer["agencies"][0][key] for key in ("agency", "type", "district", "province")] == [None] * 4
    assert list(years_of(answer)) == [2568]
    assert [(issue["code"], issue["severity"]) for issue in answer["issues"]] == [
        ("agency-unknown", "warning")
    ]


def test_names_are_given_as_written(run: Run) -> None:
    agency = replace(KHUN_KAEO.only(2568), name="  อบต. ท\u0e4d\u0e32ตัวอย่าง  ")
    _, answer, _ = run(agencies_table([agency], Shape(), year=2568, name="2568"))
    found = answer["agencies"][0]
    assert found["agency"] == "อบต. ทำตัวอย่าง"
    assert (found["district"], found["province"]) == ("นครชัยศรี", "นครปฐม")


def test_a_year_without_rules_of_its_own_is_provisional(run: Run) -> None:
    agency = Agency("เทศบาลตำบลตัวอย่าง", (replace(make_year(2569, 1), published={}),))
    code, answer, _ = run(agency)
    assert code == 0
    assert years_of(answer)[2569]["criteria"] == {"year": 2568, "provisional": True}
    _, answer, _ = run(KHUN_KAEO)
    assert years_of(answer)[2568]["criteria"] == {"year": 2568, "provisional": False}


def test_check_prints_no_agencies(run: Run) -> None:
    code, answer, _ = run(KHUN_KAEO, command="check")
    assert code == 0
    check_keys(answer, agencies=False)
    assert answer["files"][0]["sheets"] == [{"name": "Sheet1", "layout": "years-across", "visible": True}]
    assert answer["cells"] == {"non_empty": 58, "used": 36, "context": 22, "ignored": 0, "faulty": 0}


def test_several_files_are_one_answer(run: Run) -> None:
    code, answer, _ = run(KHUN_KAEO.only(2566, 2567), KHUN_KAEO.only(2568), LUMPHUK)
    assert code == 0
    check_keys(answer)
    assert [file["name"] for file in answer["files"]] == ["file1.xlsx", "file2.xlsx", "file3.xlsx"]
    assert [agency["agency"] for agency in answer["agencies"]] == [KHUN_KAEO.name, LUMPHUK.name]
    assert list(years_of(answer)) == [2566, 2567, 2568]
    assert years_of(answer)[2568]["change"]["from"] == 2567


@pytest.mark.parametrize("bad", [b"x", b"", None])
def test_one_unreadable_file_of_two(bad: bytes | None, run: Run) -> None:
    for command in ("analyze", "check"):
        code, answer, error = run(KHUN_KAEO, bad, command=command)
        assert (code, error) == (1, "")
        assert [(i["severity"], i["file"], i["sheet"], i["cell"]) for i in answer["issues"]] == [
            ("error", "file2.xlsx", None, None)
        ]
    assert run(bad, KHUN_KAEO)[0] == 1


@pytest.mark.parametrize("bad", [b"x", b"", None, to_xlsx([Sheet("x", [["ก"]])])])
def test_nothing_read(bad: bytes | None, run: Run) -> None:
    for command in ("analyze", "check"):
        code, answer, error = run(bad, command=command)
        assert code == 2
        check_keys(answer, agencies=command == "analyze")
        assert answer.get("agencies", []) == []
        assert "Traceback" not in error
        assert len(error.splitlines()) >= 2


def test_ratings_alone_are_nothing_read(run: Run) -> None:
    code, answer, _ = run(FOLDER.joinpath("fractions.xlsx").read_bytes())
    assert (code, answer["agencies"]) == (2, [])


def test_one_agency_of_several(run: Run) -> None:
    sheet = agencies_table(make_province(2567, 2568), Shape(year_column=True))
    _, answer, _ = run(sheet, options=("--agency", "อบต.ท่าตัวอย่าง"))
    assert [agency["agency"] for agency in answer["agencies"]] == ["อบต.ท่าตัวอย่าง"]
    assert answer["cells"]["used"] == 88
    code, answer, error = run(sheet, options=("--agency", "อบต.ไม่มี"))
    assert (code, answer) == (2, None)
    assert all(agency.name in error for agency in make_province(2568))


def test_one_issue_a_cell_and_a_thousand_of_a_code(run: Run) -> None:
    rows = [[f"ทต.ตัวอย่างที่ {number}", "สูง"] for number in range(MOST_OF_ONE_CODE + 5)]
    rows += [[f"อบต.ตัวอย่างที่ {number}", 90.5] for number in range(MOST_OF_ONE_CODE + 9)]
    sheet = Sheet("2568", [["หน่วยงาน", "คะแนนรวม"], *rows])
    code, answer, _ = run(sheet, command="check")
    assert code == 1
    assert answer["issue_counts"] == {"not-a-number": MOST_OF_ONE_CODE + 5}
    assert len(answer["issues"]) == MOST_OF_ONE_CODE
    assert answer["cells"]["faulty"] == MOST_OF_ONE_CODE + 5
    cells = [issue["cell"] for issue in answer["issues"]]
    assert len(set(cells)) == len(cells)


def test_a_declared_figure_that_contradicts_the_scores(run: Run) -> None:
    sheet = GOOD.with_value("E15", 97.73).with_value("E16", "ต้องปรับปรุง")
    code, answer, _ = run(sheet)
    assert code == 1
    assert [(i["code"], i["cell"]) for i in answer["issues"]] == [
        ("total-disagrees", "E15"),
        ("rating-disagrees", "E16"),
    ]
    rating = years_of(answer)[2568]["rating"]
    assert (rating["declared"], rating["final"]) == ("ต้องปรับปรุง", None)


def test_tables_that_disagree_are_judged_by_the_total(run: Run) -> None:
    """Three tables of one published report: 7 follows from the total; 6 and 8 stay open, and every cell is named."""
    data = to_xlsx(khun_kaeo_sheets())
    code, answer, error = run(data)
    assert (code, error) == (1, "")
    check_keys(answer)
    year = years_of(answer)[2568]
    assert year["indicators"]["7"] == 94.38
    assert list(year["indicators"]) == ["1", "2", "3", "4", "5", "7", "9", "10"]
    assert year["total"] == {"computed": None, "declared": 96.73}
    assert answer["issue_counts"]["values-disagree"] == 9
    assert answer["cells"]["faulty"] == 7
    told = {(i["sheet"], i["cell"]): i["message"] for i in answer["issues"] if i["severity"] == "error"}
    assert "จึงใช้ 94.38 เพราะ 97.38 ไม่เข้ากับคะแนนรวม 96.73" in told["เรียงคะแนน", "C11"]
    assert "97.61 เข้ากับคะแนนรวม 96.73 ในไฟล์พอดี แต่ 97.60 ก็ยังเป็นไปได้" in told["สรุป", "C12"]
    assert "93.51 เข้ากับคะแนนรวม 96.73 ในไฟล์พอดี แต่ 93.50 ก็ยังเป็นไปได้" in told["เปรียบเทียบ", "E13"]
    code, checked, _ = run(data, command="check")
    assert (code, checked["issues"], checked["cells"]) == (1, answer["issues"], answer["cells"])


@pytest.mark.parametrize(
    ("cell", "value", "found", "exit_code"),
    [
        ("E15", 97.55, [("total-disagrees", "error", "E15")], 1),
        ("E12", 39.51, [("digits-swapped", "error", "E12"), ("total-disagrees", "error", "E15")], 1),
        ("D4", "ปี ๒๕๖๔", [("year-out-of-order", "warning", "D4")], 1),
    ],
)
def test_slips_are_named(
    cell: str, value: object, found: list[tuple[str, str, str]], exit_code: int, run: Run
) -> None:
    code, answer, _ = run(GOOD.with_value(cell, value), command="check")
    issues = [(i["code"], i["severity"], i["cell"]) for i in answer["issues"]]
    assert (code, [i for i in issues if not i[0].startswith("rating")]) == (exit_code, found)


def test_wrong_calls(capsys: pytest.CaptureFixture[str]) -> None:
    for call in ([], ["analyze"], ["check", "--agency", "x", "a.xlsx"], ["nonsense"], ["template"]):
        with pytest.raises(SystemExit) as stop:
            command_line.main(call)
        assert stop.value.code == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err != ""


def test_answers_for_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "today", lambda: date(2026, 11, 20))
    path = tmp_path / "ผล.xlsx"
    path.write_bytes(to_xlsx([GOOD]))
    assert command_line.main(["analyze", str(path)]) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in (KHUN_KAEO.name, "96.73", "ผ่านดี", "2566"))
    assert command_line.main(["check", str(FOLDER / "not-a-number.xlsx")]) == 1
    text = capsys.readouterr().out
    assert all(word in text for word in ("9O.81", "E5", "คะแนน"))
    assert command_line.main(["check", str(FOLDER / "nothing.xlsx")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "nothing.xlsx" in printed.err


def test_the_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "แบบ.xlsx"
    assert command_line.main(["template", "--out", str(path)]) == 0
    assert path.read_bytes().startswith(b"PK")
    capsys.readouterr()
    assert command_line.main(["template", "--out", str(tmp_path / "ไม่มี" / "x.xlsx")]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "setting",
    [
        {"LANG": "C"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp874"},
    ],
)
def test_utf_8_whatever_the_system_says(setting: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "ผล ITA.xlsx"
    path.write_bytes(to_xlsx([long([KHUN_KAEO.only(2568)], Style(year="number"), thai=True)]))
    ours = ("LANG", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8")
    env = {key: value for key, value in os.environ.items() if key not in ours} | setting
    command = [sys.executable, "-m", "itacore", "analyze", str(path), str(tmp_path / "ไม่มี.xlsx"), "--json"]
    done = subprocess.run(command, cwd=HERE, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    answer = json.loads(done.stdout.decode("utf-8"))
    assert answer["agencies"][0]["agency"] == KHUN_KAEO.name
    assert answer["files"][0]["name"] == "ผล ITA.xlsx"
    assert KHUN_KAEO.name.encode() in done.stdout


def test_utf_8_on_standard_error_too(tmp_path: Path) -> None:
    path = tmp_path / "ผล ITA.xlsx"
    path.write_bytes(to_xlsx([GOOD]))
    command = [sys.executable, "-m", "itacore", "analyze", str(path), "--agency", "ไม่มี"]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=HERE, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert KHUN_KAEO.name in done.stderr.decode("utf-8")


def test_a_list_of_one_year_alone(run: Run) -> None:
    code, answer, _ = run(plain_list(LUMPHUK))
    assert code == 0
    assert years_of(answer)[2565]["total"]["computed"] == pytest.approx(69.382, abs=1e-9)


def test_a_reader_of_the_output_may_leave_early() -> None:
    command = [sys.executable, "-m", "itacore", "analyze", str(FOLDER / "good.xlsx"), "--json"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=HERE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
