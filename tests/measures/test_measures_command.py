"""``python -m itacore measures``: what it tells, in which order, and its exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from itacore import __main__ as command_line
from itacore.measures import read_catalogue

Run = Callable[..., tuple[int, str, str]]
FOLDER = Path(__file__).parents[2] / "data" / "measures"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; give exit code, standard output and standard error."""

    def run_it(*options: str) -> tuple[int, str, str]:
        code = command_line.main(["measures", *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_it


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A copy of the catalogue with three faults in two files."""
    for path in FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "01.toml":
            text = text.replace('effort = "low"', 'effort = "easy"', 1).replace(
                "quarters = [1]", "quarters = []", 1
            )
        if path.name == "10.toml":
            text = text.replace("topic = 7", "topic = 9", 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_shipped_catalogue_is_good(run: Run) -> None:
    code, out, err = run("--check")
    assert (code, err) == (0, "")
    assert out == f"คลังมาตรการมี {len(read_catalogue())}\u00a0มาตรการ ไม่พบสิ่งที่ต้องแก้\n"


def test_without_check_it_counts(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    lines = out.replace("\u00a0", " ").splitlines()
    count = len(read_catalogue().for_indicator("9"))
    assert f"ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล: {count} มาตรการ" in lines
    assert lines[-4:] == [
        "รายการ OIT ปี 2564: มีมาตรการ 43 จาก 43 ข้อ",
        "รายการ OIT ปี 2565: มีมาตรการ 43 จาก 43 ข้อ",
        "รายการ OIT ปี 2566: มีมาตรการ 43 จาก 43 ข้อ",
        "รายการ OIT ปี 2568: มีมาตรการ 28 จาก 28 ข้อ",
    ]


def test_every_fault_is_told_at_once(run: Run, spoilt: Path) -> None:
    code, out, err = run("--check", "--folder", str(spoilt))
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "คลังมาตรการมีสิ่งที่ต้องแก้ 3\u00a0แห่ง",
        "01.toml ind-01-no-gift quarters: ต้องเป็นไตรมาส 1 ถึง 4 เรียงจากน้อยไปมากและไม่ซ้ำ (1 คือตุลาคมถึงธันวาคม)",
        "01.toml ind-01-no-gift effort: ใช้ 'easy' ไม่ได้ ให้ใช้คำใดคำหนึ่งใน low, medium, high",
        "10.toml ind-10-no-gift-report topic: ไม่ใช่เลขประเด็น ที่ใช้ได้คือ 1, 2, 3, 4, 5, 6, 7",
    ]


def test_json_holds_counts_and_faults(run: Run, spoilt: Path) -> None:
    code, out, _ = run("--json")
    good = json.loads(out)
    assert code == 0
    assert good["schema"] == 1
    assert good["measures"] == sum(good["indicators"].values()) == sum(good["topics"].values())
    assert good["measures"] == sum(good["costs"].values()) == sum(good["efforts"].values())
    assert list(good["subindicators"]) == ["9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2"]
    assert good["oit_items"]["2566"]["o10"] == ["ind-09-privacy-policy"]
    assert good["faults"] == []
    code, out, err = run("--json", "--folder", str(spoilt))
    faulty = json.loads(out)
    assert (code, err) == (1, "")
    assert set(faulty) == set(good)
    assert (faulty["measures"], faulty["indicators"], faulty["oit_items"]) == (0, {}, {})
    assert [(f["file"], f["entry"], f["field"], f["code"]) for f in faulty["faults"]] == [
        ("01.toml", "ind-01-no-gift", "quarters", "quarters"),
        ("01.toml", "ind-01-no-gift", "effort", "choice"),
        ("10.toml", "ind-10-no-gift-report", "topic", "topic"),
    ]


def test_a_folder_without_a_catalogue_is_nothing_read(run: Run, tmp_path: Path) -> None:
    code, out, err = run("--check", "--folder", str(tmp_path))
    assert (code, out) == (2, "")
    assert "ไม่พบไฟล์มาตรการ" in err
    assert run("--folder", str(tmp_path / "nowhere"))[0] == 2
