"""``python -m itacore pack``: its list, its folders, what it refuses, and its exit codes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from itacore import __main__ as command_line
from itacore.answer import study
from itacore.criteria import Criteria, read_criteria
from itacore.reading import read_files
from itacore.reports import pack
from itacore.reports.pack import PackAgency, folder_names, gather_agencies, make_pack
from itacore.scoring.need import order_by_need
from tests.reading.bad_files import FOLDER
from tests.reading.layout_e import Shape, agencies_table
from tests.reading.truths import INDICATORS, Agency, Year, make_year
from tests.reading.workbooks import to_xlsx

Run = Callable[..., tuple[int, str, str]]
HEADS = [
    *("ลำดับ", "หน่วยงาน", "ประเภท", "จังหวัด", "อำเภอ", "ปี", "คะแนนรวม", "ระดับ", "ขอบระดับ"),
    *("ข้อที่ควรเริ่มก่อน", "เพิ่มคะแนนรวมได้", "เหตุผล", "โฟลเดอร์"),
]
PAPERS = ["slides.pptx", "weaknesses.docx", "weaknesses.pdf"]


def flat(score: float, fiscal_year: int = 2568) -> Year:
    """A year in which every indicator has the same score."""
    return Year(fiscal_year, {code: f"{score:.2f}" for code in INDICATORS}, f"{score:.2f}")


def agency(name: str, *years: Year, province: str | None = "สมมุติบุรี", district: str | None = "ริมน้ำ") -> Agency:
    return Agency(name, years, "เทศบาลตำบล", district, province)


def province() -> list[Agency]:
    """Five agencies, each in need of something else; two have one name."""
    return [
        agency("เทศบาลตำบลหนองตัวอย่าง", flat(88.0, 2567), flat(90.0)),
        agency("เทศบาลตำบลบ้านตัวอย่าง", flat(90.0, 2567), flat(80.0)),
        agency("เทศบาลตำบลหนองตัวอย่าง", flat(70.0), province="สมมุติธานี"),
        agency("เทศบาลตำบลเก่าตัวอย่าง", flat(95.0, 2567)),
        agency("เทศบาลตำบลขัดตัวอย่าง", replace(flat(90.0), total="92.00")),
    ]


def sheet(agencies: Sequence[Agency]) -> bytes:
    return to_xlsx([agencies_table(agencies, Shape(year_column=True, title=False))])


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on one file; give exit code, standard output and standard error."""
    monkeypatch.setattr(command_line, "today", lambda: date(2026, 11, 20))

    def run_it(content: bytes, *options: str, out: Path | None = None) -> tuple[int, str, str]:
        path = tmp_path / "scores.xlsx"
        path.write_bytes(content)
        code = command_line.main(["pack", str(path), "--out", str(out or tmp_path / "pack"), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_it


def listed(folder: Path) -> list[dict[str, Any]]:
    """The lines of the list by their headings."""
    head, *rows = openpyxl.load_workbook(folder / "index.xlsx").worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_a_pack_of_a_province(run: Run, tmp_path: Path) -> None:
    code, printed, error = run(sheet(province()))
    folder = tmp_path / "pack"
    assert code == 1  # the file has a total that contradicts its scores
    assert str(folder) in printed
    names = [line for line in error.splitlines() if re.match(r"\d/5 ", line)]
    assert [name[:3] for name in names] == ["1/5", "2/5", "3/5", "4/5", "5/5"]
    assert "เรื่องที่ต้องแก้" in error

    rows = listed(folder)
    assert list(rows[0]) == HEADS
    assert [(row["หน่วยงาน"], row["จังหวัด"], row["ปี"], row["คะแนนรวม"]) for row in rows] == [
        ("เทศบาลตำบลหนองตัวอย่าง", "สมมุติธานี", 2568, 70),
        ("เทศบาลตำบลบ้านตัวอย่าง", "สมมุติบุรี", 2568, 80),
        ("เทศบาลตำบลขัดตัวอย่าง", "สมมุติบุรี", 2568, 90),
        ("เทศบาลตำบลเก่าตัวอย่าง", "สมมุติบุรี", 2567, 95),
        ("เทศบาลตำบลหนองตัวอย่าง", "สมมุติบุรี", 2568, 90),
    ]
    assert [row["ลำดับ"] for row in rows] == [1, 2, 3, 4, 5]
    reasons = [row["เหตุผล"].replace("\xa0", " ").split("\n") for row in rows]
    assert reasons[0][0] == "ยังไม่ผ่านเกณฑ์ คะแนนรวม 70.00 ต่ำกว่าเกณฑ์ผ่าน 85 อยู่ 15.00 คะแนน"
    assert reasons[1][1] == "คะแนนรวมลดลง 10.00 คะแนนจากปี 2567"
    assert reasons[2][0] == "คะแนนรวมที่ประกาศ 92.00 ไม่ตรงกับที่คำนวณ 90.00 ควรตรวจก่อนใช้"
    assert reasons[3][0] == "ไม่มีคะแนนที่ใช้ได้ของปี 2568 เอกสารเป็นของปี 2567"
    assert rows[0]["ข้อที่ควรเริ่มก่อน"].splitlines()[0] == "ข้อ 9 การเปิดเผยข้อมูล (70.00)"
    assert rows[0]["เพิ่มคะแนนรวมได้"] == pytest.approx(6 + 6 + 3)

    folders = [row["โฟลเดอร์"] for row in rows]
    assert folders[0] == "เทศบาลตำบลหนองตัวอย่าง จ.สมมุติธานี"
    assert folders[4] == "เทศบาลตำบลหนองตัวอย่าง"
    assert sorted(path.name for path in folder.iterdir()) == sorted([*folders, "index.xlsx"])
    for row, name in zip(rows, folders, strict=True):
        own = folder / name
        assert sorted(path.name for path in own.iterdir()) == PAPERS
        assert any(row["หน่วยงาน"] in p.text for p in Document(str(own / "weaknesses.docx")).paragraphs)
        assert row["หน่วยงาน"] in PdfReader(own / "weaknesses.pdf").pages[0].extract_text()
        first = Presentation(str(own / "slides.pptx")).slides[0]
        assert row["หน่วยงาน"] in "".join(
            shape.text_frame.text for shape in first.shapes if shape.has_text_frame
        )


def test_the_list_can_be_filtered_printed_and_followed(run: Run, tmp_path: Path) -> None:
    run(sheet(province()[:2]))
    book = openpyxl.load_workbook(tmp_path / "pack" / "index.xlsx")
    first, about = book.worksheets
    assert (first.freeze_panes, first.auto_filter.ref) == ("A2", "A1:M3")
    assert (first.page_setup.orientation, first.page_setup.paperSize) == ("landscape", 9)
    assert {cell.font.name for row in first.iter_rows() for cell in row} == {"TH SarabunPSK"}
    folder = "เทศบาลตำบลบ้านตัวอย่าง"
    links = [first["B2"].hyperlink.target, first["M2"].hyperlink.target]
    assert links == [f"{folder}/weaknesses.pdf", folder]
    assert all((tmp_path / "pack" / link).exists() for link in links)
    told = {row[0]: row[1] for row in about.iter_rows(min_row=2, values_only=True)}
    assert told["ไฟล์คะแนน"] == "scores.xlsx"
    assert "ห่างจากเกณฑ์ผ่านมากที่สุดอยู่ก่อน" in told["การเรียงลำดับ"]
    assert "ไม่ใช่ระบบของสำนักงาน ป.ป.ช." in told["ข้อควรทราบ"]


def test_a_year_in_arabic_digits(run: Run, tmp_path: Path) -> None:
    code, _, error = run(
        sheet([province()[0], agency("เทศบาลตำบลใหม่", flat(90.0))]), "--year", "2567", "--arabic-digits"
    )
    assert code == 1
    assert "เทศบาลตำบลใหม่: ไม่มีคะแนนที่ใช้ได้ของปีที่ขอ" in error
    rows = listed(tmp_path / "pack")
    assert [(row["หน่วยงาน"], row["ปี"], row["โฟลเดอร์"]) for row in rows] == [
        ("เทศบาลตำบลใหม่", None, "ยังไม่มีเอกสาร"),
        ("เทศบาลตำบลหนองตัวอย่าง", 2567, "เทศบาลตำบลหนองตัวอย่าง"),
    ]
    assert rows[0]["เหตุผล"] == "ไม่มีคะแนนที่ใช้ได้ของปี 2567"
    text = PdfReader(tmp_path / "pack" / "เทศบาลตำบลหนองตัวอย่าง" / "weaknesses.pdf").pages[0].extract_text()
    assert "88.00" in text


def test_a_year_that_no_agency_has(run: Run, tmp_path: Path) -> None:
    code, printed, error = run(sheet(province()[:1]), "--year", "2566")
    assert (code, printed) == (2, "")
    assert "2567, 2568" in error
    assert not (tmp_path / "pack").exists()


def test_a_hostile_name_is_text_and_a_plain_folder(run: Run, tmp_path: Path) -> None:
    name = '=HYPERLINK("http://a")|\' ../..\\x: {{x}}?*#%'
    agencies = [
        agency(name, flat(90.0)),
        agency("NUL", flat(91.0)),
        agency("NUL", flat(92.0), province="สอง"),
    ]
    code, _, error = run(sheet(agencies))
    assert code == 0, error
    rows = listed(tmp_path / "pack")
    assert [(row["หน่วยงาน"], row["โฟลเดอร์"]) for row in rows] == [
        (name, "=HYPERLINK(-http---a-)-' ..-..-x- {{x}}----"),
        ("NUL", "-NUL"),
        ("NUL", "-NUL จ.สอง"),
    ]
    book = openpyxl.load_workbook(tmp_path / "pack" / "index.xlsx")
    assert not [c for s in book.worksheets for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert {path.name for path in tmp_path.iterdir()} == {"pack", "scores.xlsx"}


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (["..", ". . ", "/"], ["-", "-", "-"]),
        (["con", "COM9.xlsx", "lpt1 "], ["-con", "-COM9.xlsx", "-lpt1"]),
        (["a/b", "a\\b", "a:b"], ["a-b", "a-b", "a-b"]),
        (["ก\x07\u200bข", "จบ.", "จบ "], ["กข", "จบ", "จบ"]),
        (["A", "a", "Ａ"], ["A", "a", "Ａ"]),
        (["ที่" * 30, "🙂" * 40], ["ที่" * 20, "🙂" * 30]),
    ],
)
def test_names_of_folders(names: list[str], folders: list[str]) -> None:
    found = folder_names([{"name": name, "province": None, "district": None} for name in names])
    seen: dict[str, int] = {}
    for folder, wanted in zip(found, folders, strict=True):
        key = wanted.casefold().replace("ａ", "a")
        seen[key] = seen.get(key, 0) + 1
        assert folder == (wanted if seen[key] == 1 else f"{wanted} {seen[key]}")


def test_a_long_name_keeps_what_tells_it_apart() -> None:
    place = {"province": "สมมุติบุรี", "district": "เมือง"}
    found = folder_names([{"name": "ที่" * 30, **place}] * 4)
    assert found[:2] == ["ที่" * 20, "ที่" * 15 + " จ.สมมุติบุรี"]
    assert found[2].endswith(" อ.เมือง จ.สมมุติบุรี")
    assert found[3].endswith(" 2")
    assert max(len(name) for name in found) == 60


@pytest.mark.parametrize("made", ["file", "folder"])
def test_nothing_that_lies_there_is_overwritten(made: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    if made == "folder":
        out.mkdir()
    kept = out / "mine.txt" if made == "folder" else out
    kept.write_text("mine", encoding="utf-8")
    code, printed, error = run(sheet(province()[:1]), out=out)
    assert (code, printed) == (2, "")
    assert str(out) in error
    assert kept.read_text(encoding="utf-8") == "mine"
    assert sorted(os.listdir(tmp_path)) == ["pack", "scores.xlsx"]


def test_an_empty_folder_is_filled_and_a_missing_one_above_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    assert run(sheet(province()[:1]))[0] == 0
    code, printed, error = run(sheet(province()[:1]), out=tmp_path / "none" / "pack")
    assert (code, printed) == (2, "")
    assert str(tmp_path / "none" / "pack") in error


@pytest.mark.parametrize("name", ["blank.xlsx", "encrypted.xlsx"])
def test_a_file_without_a_score(name: str, run: Run, tmp_path: Path) -> None:
    code, printed, error = run((FOLDER / name).read_bytes())
    assert (code, printed) == (2, "")
    assert "ไม่พบคะแนน" in error
    assert not (tmp_path / "pack").exists()


def test_an_agency_whose_papers_fail_is_named_and_the_others_are_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(own: PackAgency, criteria: Criteria, arabic_digits: bool) -> dict[str, bytes]:
        if own.name == "เทศบาลตำบลบ้านตัวอย่าง":
            raise RuntimeError("no room")
        return {name: b"paper" for name in PAPERS}

    monkeypatch.setattr(pack, "make_papers", make)
    code, _, error = run(sheet(province()[:2]))
    assert code == 1
    assert "เทศบาลตำบลบ้านตัวอย่าง: สร้างเอกสารไม่สำเร็จ (RuntimeError: no room)" in error
    failed, made = listed(tmp_path / "pack")
    assert failed["โฟลเดอร์"] == "ยังไม่มีเอกสาร"
    assert failed["เหตุผล"].splitlines()[-1] == "สร้างเอกสารไม่สำเร็จ"
    assert sorted(os.listdir(tmp_path / "pack")) == ["index.xlsx", made["โฟลเดอร์"]]


def test_a_disk_without_room_ends_the_pack(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(pack, "make_papers", lambda *_: dict.fromkeys(PAPERS, b"paper"))
    content = sheet(province()[:2])
    (tmp_path / "scores.xlsx").write_bytes(content)
    monkeypatch.setattr(Path, "write_bytes", full)
    code = command_line.main(["pack", str(tmp_path / "scores.xlsx"), "--out", str(tmp_path / "pack")])
    assert code == 2
    assert not (tmp_path / "pack" / "index.xlsx").exists()


LETHAL = "เทศบาลตำบลฮ"


def test_a_process_that_dies_takes_no_other_agency_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    others = ["เทศบาลตำบลก", "เทศบาลตำบลข"]
    scores = {LETHAL: 70.0, others[0]: 80.0, others[1]: 81.0}
    monkeypatch.setattr(pack, "make_papers", die_at_one)
    monkeypatch.setenv("MARKS_OF_TEST", str(tmp_path))
    agencies = gathered(sheet([agency(name, flat(score)) for name, score in scores.items()]))
    done = list(make_pack(agencies, read_criteria(), count=3, workers=2))
    assert [(one.agency.name, one.fault is None, set(one.papers)) for one in done] == [
        (LETHAL, False, set()),
        *((name, True, set(PAPERS)) for name in others),
    ]


def die_at_one(own: PackAgency, criteria: Criteria, arabic_digits: bool) -> dict[str, bytes]:
    """Run in a process of its own: one that dies when the other has begun, which then ends with it."""
    begun, dead = (Path(os.environ["MARKS_OF_TEST"]) / name for name in ("begun", "dead"))
    if own.name != LETHAL and dead.exists():
        return dict.fromkeys(PAPERS, b"paper")
    if own.name != LETHAL:
        begun.touch()
    for _ in range(6_000):
        if own.name == LETHAL and begun.exists():
            dead.touch()
            break
        time.sleep(0.01)
    os._exit(9)


def gathered(data: bytes) -> Iterator[PackAgency]:
    criteria = read_criteria()
    reading = read_files([("scores.xlsx", data)], date(2026, 11, 20), criteria)
    analysis, _ = study(reading, criteria)
    needs = order_by_need(analysis.ratings, [str(key) for key in reading.agencies["agency_id"]], criteria)
    return gather_agencies(needs, reading, analysis, criteria)


def test_processes_make_the_same_bytes_as_one() -> None:
    data = sheet([agency("เทศบาลตำบลหนึ่ง", make_year(2568, 1)), agency("เทศบาลตำบลสอง", make_year(2568, 2))])

    def made(workers: int) -> dict[str, dict[str, bytes]]:
        done = make_pack(gathered(data), read_criteria(), count=2, workers=workers)
        return {one.agency.folder: dict(one.papers) for one in done}

    alone = made(1)
    assert sorted(alone) == ["เทศบาลตำบลสอง", "เทศบาลตำบลหนึ่ง"]
    assert made(2) == alone
