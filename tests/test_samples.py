"""The samples are what they say: made up, labelled, the same bytes each time, read whole without an error."""

from __future__ import annotations

import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.issues import IssueLog, Severity
from itacore.reading import Reading, read_files
from itacore.scoring import Analysis
from tools.make_samples import LABEL, SAO, WRITERS, write_samples

FOLDER = Path(__file__).parent.parent / "data" / "samples"
TODAY = date(2026, 9, 1)
EXACT = 1e-9
SILENT = "องค์การบริหารส่วนตำบลริมหมอกหวาน"
LATE = "เทศบาลตำบลดงปีกผีเสื้อ"
PROVINCES = """กรุงเทพมหานคร กระบี่ กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี ชัยนาท ชัยภูมิ
    ชุมพร เชียงราย เชียงใหม่ ตรัง ตราด ตาก นครนายก นครปฐม นครพนม นครราชสีมา นครศรีธรรมราช นครสวรรค์ นนทบุรี
    นราธิวาส น่าน บึงกาฬ บุรีรัมย์ ปทุมธานี ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา พังงา พัทลุง
    พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์ แพร่ ภูเก็ต มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยโสธร ยะลา ร้อยเอ็ด ระนอง ระยอง
    ราชบุรี ลพบุรี ลำปาง ลำพูน เลย ศรีสะเกษ สกลนคร สงขลา สตูล สมุทรปราการ สมุทรสงคราม สมุทรสาคร สระแก้ว สระบุรี
    สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี สุรินทร์ หนองคาย หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์
    อุทัยธานี อุบลราชธานี""".split()


@cache
def studied(*names: str) -> tuple[Reading, Analysis, IssueLog]:
    """Read and analyze samples as the command line does."""
    files = [(name, (FOLDER / name).read_bytes()) for name in names]
    reading = read_files(files, TODAY, read_criteria())
    return reading, *study(reading, read_criteria())


def ratings_of(name: str) -> pd.DataFrame:
    """Ratings with the name of the agency beside its identity."""
    reading, analysis, _ = studied(name)
    ratings = analysis.ratings.assign(agency_id=analysis.ratings["agency_id"].astype(str))
    return ratings.merge(reading.agencies, on="agency_id")


def scores_of(name: str, code: str) -> list[float]:
    """Scores of an indicator over the years of a sample of one agency."""
    scores = studied(name)[0].scores
    return scores[scores["code"] == code].sort_values("fiscal_year")["score"].tolist()


def test_the_committed_files_are_those_that_the_program_writes(tmp_path: Path) -> None:
    written = write_samples(tmp_path)
    assert {path.name for path in FOLDER.iterdir()} == {*WRITERS, "README.md"}
    assert [path.name for path in written] == list(WRITERS)
    for path in written:
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), (
            f"{path.name}: python -m tools.make_samples"
        )


@pytest.mark.parametrize("name", WRITERS)
def test_names_and_packages_suit_every_system(name: str) -> None:
    assert name.isascii()
    with zipfile.ZipFile(FOLDER / name) as package:
        entries = package.infolist()
    assert {(e.date_time, e.create_system, e.compress_type) for e in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0)
    }


@pytest.mark.parametrize("name", WRITERS)
def test_every_sheet_carries_the_label(name: str) -> None:
    assert LABEL == "ข้อมูลสมมุติ ใช้เพื่อทดลองโปรแกรม ไม่ใช่ผลของหน่วยงานจริง"
    book = openpyxl.load_workbook(FOLDER / name)
    assert LABEL in str(book.properties.title)
    for sheet in book.worksheets:
        assert sheet["A1"].value == LABEL
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.center.text == LABEL
        assert sheet["A2"].font.name == "TH SarabunPSK"
        assert sheet.freeze_panes is not None
    assert "ข้อมูลสมมุติ" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "layouts", "agencies", "years", "scores", "used"),
    [
        ("sample-municipality.xlsx", ["years-across"], 1, {2566: 1, 2567: 1, 2568: 1}, 30, 36),
        ("sample-sao.xlsx", ["plain-list"], 1, {2565: 1}, 10, 12),
        (
            "sample-province.xlsx",
            ["agencies"] * 5,
            120,
            {2564: 118, 2565: 119, 2566: 120, 2567: 120, 2568: 120},
            5970,
            # ten indicators, three instruments, total and rating; in 2568 both parts of EIT
            597 * 15 + 120 * 2,
        ),
    ],
)
def test_samples_are_read_whole(
    name: str, layouts: list[str], agencies: int, years: dict[int, int], scores: int, used: int
) -> None:
    reading, analysis, issues = studied(name)
    assert [sheet.layout for sheet in reading.files[0].sheets] == layouts
    assert all(sheet.visible for sheet in reading.files[0].sheets)
    assert len(reading.agencies) == agencies
    assert analysis.ratings["fiscal_year"].value_counts().to_dict() == years
    assert len(reading.scores) == scores
    assert set(reading.scores["level"]) == {"indicator"}
    cells = reading.cells
    assert cells["used"] == used
    assert cells["faulty"] == 0
    assert cells["used"] + cells["context"] + cells["ignored"] == cells["non_empty"]
    assert cells["non_empty"] == count_cells(name)
    assert not issues.has_errors
    assert issues.of(Severity.WARNING) == []


def count_cells(name: str) -> int:
    """Count the cells that hold something, by another reader."""
    book = openpyxl.load_workbook(FOLDER / name)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    return sum(value is not None for row in rows for value in row)


@pytest.mark.parametrize("name", WRITERS)
def test_published_figures_agree_with_the_scores(name: str) -> None:
    ratings = ratings_of(name)
    assert ratings["final"].notna().all()
    assert ratings["final"].astype(str).tolist() == ratings["declared"].astype(str).tolist()
    assert (ratings["total_computed"] - ratings["total_declared"]).abs().max() <= 0.005 + EXACT
    assert not ratings[["disagrees", "impossible", "outside", "provisional"]].to_numpy().any()
    declared = studied(name)[0].declared
    assert (declared["value"].dropna() * 100 % 1).pipe(
        lambda rest: rest.where(rest < 0.5, 1 - rest)
    ).max() < 1e-6


def test_all_samples_fit_into_one_workspace() -> None:
    reading, _, issues = studied(*WRITERS)
    assert len(reading.agencies) == 122
    assert reading.agencies["agency_id"].is_unique
    assert set(reading.agencies["province"]) == {"สมมุติ"}
    assert not issues.has_errors


def test_no_sample_bears_the_name_of_a_real_province() -> None:
    agencies = studied(*WRITERS)[0].agencies
    for words in (agencies["name"], agencies["district"], agencies["province"]):
        assert [word for word in words if any(real in word for real in PROVINCES)] == []


# ---- the municipality --------------------------------------------------------------------------------------


def test_the_municipality_is_named_in_its_heading() -> None:
    agency = studied("sample-municipality.xlsx")[0].agencies.iloc[0]
    assert agency[["name", "type", "district", "province"]].tolist() == [
        "เทศบาลตำบลตัวอย่างพัฒนา",
        "เทศบาลตำบล",
        "ฟ้าสายรุ้ง",
        "สมมุติ",
    ]


def test_the_municipality_rises_past_95_and_eit_alone_holds_the_rating() -> None:
    ratings = ratings_of("sample-municipality.xlsx")
    assert ratings["total_declared"].tolist() == [88.91, 93.64, 96.71]
    assert ratings["total_computed"].tolist() == pytest.approx([88.9072, 93.6354, 96.7124], abs=EXACT)
    assert ratings["declared"].tolist() == ["ผ่าน", "ผ่านดี", "ผ่านดี"]
    # each rating follows from the scores alone, though the parts of EIT are not given
    assert ratings["possible"].tolist() == ["ผ่าน", "ผ่านดี", "ผ่านดี"]
    assert ratings["IIT"].tolist() == pytest.approx([94.574, 96.178, 97.668], abs=EXACT)
    assert ratings["EIT"].tolist() == pytest.approx([93.15, 93.44, 93.28], abs=EXACT)
    assert ratings["OIT"].tolist() == pytest.approx([81.475, 91.875, 98.57], abs=EXACT)
    gates = ratings.iloc[-1][["IIT", "EIT", "OIT"]]
    assert [code for code, score in gates.items() if score < 95] == ["EIT"]


def test_in_the_municipality_one_indicator_falls_and_one_climbs() -> None:
    assert scores_of("sample-municipality.xlsx", "7") == [95.62, 92.87, 90.02]
    assert scores_of("sample-municipality.xlsx", "10") == [70.45, 87.5, 100.0]
    falling = [c for c in map(str, range(1, 11)) if scores_of("sample-municipality.xlsx", c)[2] < 95.31 - 5]
    assert falling == ["7"]


def test_the_municipality_is_typed_in_thai_digits_and_merged_cells() -> None:
    sheet = openpyxl.load_workbook(FOLDER / "sample-municipality.xlsx").active
    assert sheet is not None
    assert [sheet["C7"].value, sheet["C8"].value, sheet["B17"].value] == [
        "ปี ๒๕๖๖",
        "๙๕.๓๑",
        "๑๐. การป้องกันการทุจริต",
    ]
    assert {"C6:E6", "A8:A12", "A13:A15", "A16:A17"} <= {str(merge) for merge in sheet.merged_cells.ranges}
    assert [sheet["A18"].value, sheet["A19"].value] == ["คะแนนเฉลี่ย", "ระดับการประเมิน"]


# ---- the subdistrict administrative organisation -----------------------------------------------------------


def test_the_sao_is_weak_in_what_people_perceive() -> None:
    row = ratings_of("sample-sao.xlsx").iloc[0]
    assert [row["name"], row["district"], row["fiscal_year"]] == [SAO, "หมอกปุยฝ้าย", 2565]
    assert [row["total_declared"], row["declared"], row["possible"]] == [70.22, "C", "C"]
    assert [row["IIT"], row["EIT"], row["OIT"]] == pytest.approx(
        [65.654, 69.29666666666667, 74.335], abs=EXACT
    )
    weakest = studied("sample-sao.xlsx")[1].indicators.sort_values("rank_by_score")["code"]
    assert weakest.tolist()[:2] == ["2", "4"]


# ---- the province ------------------------------------------------------------------------------------------


def test_the_province_follows_the_whole_country() -> None:
    ratings = ratings_of("sample-province.xlsx")
    by_year = ratings.groupby("fiscal_year")
    means = by_year["total"].mean()
    national = pd.Series({2564: 81.25, 2565: 87.57, 2566: 90.19, 2567: 93.05, 2568: 93.82})
    assert (means - national).abs().max() < 0.7
    assert means.is_monotonic_increasing
    passing = by_year["total"].apply(lambda totals: float((totals >= 85).mean()))
    assert passing[[2565, 2566, 2567, 2568]].tolist() == pytest.approx(
        [0.7052, 0.8094, 0.9244, 0.9417], abs=0.03
    )
    spread = by_year[["IIT", "EIT", "OIT"]].std()
    assert (spread["OIT"] > spread["EIT"]).all()
    assert (spread["EIT"] > spread["IIT"]).all()
    assert (by_year["IIT"].mean() > by_year["EIT"].mean()).all()
    assert (by_year["EIT"].mean() > by_year["OIT"].mean()).all()
    falls = (ratings["change"] < 0).groupby(ratings["fiscal_year"]).sum()
    assert falls.to_dict() == {2564: 0, 2565: 28, 2566: 40, 2567: 35, 2568: 53}


def test_the_province_has_every_kind_of_local_body() -> None:
    agencies = studied("sample-province.xlsx")[0].agencies
    assert agencies["type"].value_counts().to_dict() == {
        "องค์การบริหารส่วนตำบล": 80,
        "เทศบาลตำบล": 36,
        "เทศบาลเมือง": 3,
        "องค์การบริหารส่วนจังหวัด": 1,
    }
    assert agencies["name"].is_unique
    assert agencies["district"].nunique() == 6


def test_the_province_of_2568_is_rated_from_both_parts_of_eit() -> None:
    ratings = ratings_of("sample-province.xlsx")
    latest = ratings[ratings["fiscal_year"] == 2568]
    assert latest["possible"].tolist() == latest["declared"].tolist()
    assert latest["declared"].astype(str).value_counts().to_dict() == {
        "ผ่านดี": 60,
        "ผ่าน": 33,
        "ผ่านดีเยี่ยม": 22,
        "ต้องปรับปรุง": 5,
    }


def test_what_the_receipt_of_the_province_has_to_say() -> None:
    reading, _, issues = studied("sample-province.xlsx")
    ratings = ratings_of("sample-province.xlsx")
    years = {name: group["fiscal_year"].tolist() for name, group in ratings.groupby("name")}
    assert years[SILENT] == [2565, 2566, 2567, 2568]
    assert years[LATE] == [2566, 2567, 2568]
    assert {name for name, its in years.items() if len(its) < 5} == {SILENT, LATE}
    # one note a cell that should hold a figure; the rating's own cell may have one too
    cells = [str(issue.cell) for issue in issues]
    assert {issue.code for issue in issues} == {"missing-mark"}
    assert {issue.sheet for issue in issues} == {"2564"}
    assert [f"{column}63" for column in "FGHIJKLMNOPQRS"] == [cell for cell in cells if cell != "T63"]
    ignored = [line for line in reading.files[0].receipt if line.account == "ignored"]
    assert {line.reason for line in ignored} == {"missing-mark", "summary-row"}
    assert [(line.sheet, line.count) for line in ignored if line.reason == "missing-mark"] == [("2564", 15)]
    means = {line.sheet for line in ignored if line.reason == "summary-row"}
    assert means == {"2564", "2565", "2566", "2567", "2568"}
