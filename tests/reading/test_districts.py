"""Two offices of one name in one province: read as two where districts are told, refused where they are not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore import __main__ as command_line
from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.districts import district_key
from itacore.issues import IssueLog
from itacore.reading import Reading, read_grids
from itacore.reading.joint import split_by_file
from itacore.reports.kinds import ReportCallError, choose_agency
from tests.reading.reader import TODAY, issues_of, read_bytes, read_rows
from tests.reading.truths import INDICATORS, NAMES
from tests.reading.workbooks import Sheet, Value, to_grids, to_xlsx

A, B = "อบต.บ้านสมมุติ", "ทต.ท่าสมมุติ"
PROVINCE = "สมมุติบุรี"
HEADS: list[Value] = ["หน่วยงาน", "อำเภอ", "จังหวัด", "ปี", "คะแนนรวม"]
Rows = Sequence[Sequence[Value]]


def totals(reading: Reading) -> dict[tuple[str, str | None, int], float]:
    """Published totals by name, district and year."""
    agencies = reading.agencies.set_index("agency_id")
    found = {}
    for row in reading.declared.to_dict("records"):
        own = agencies.loc[row["agency_id"]]
        key = own["name"], own["district"] if isinstance(own["district"], str) else None, row["fiscal_year"]
        assert key not in found
        found[key] = row["value"]
    return found


def offices(*rows: Sequence[Value], heads: Sequence[Value] = HEADS) -> Sheet:
    """A table of totals: name, district, year and total of each row."""
    return Sheet("ผล", [heads, *([name, district, PROVINCE, *rest] for name, district, *rest in rows)])


def test_each_office_has_its_own_figures() -> None:
    rows = [
        (A, "เมือง", 2568, 90.5),
        (A, "ริมน้ำ", 2568, 80.25),
        (A, "อ.ริมน้ำ", 2567, 79.5),
        (A, "เมืองสมมุติบุรี", 2567, 88.0),
    ]
    reading = read_rows([offices(*rows)])
    assert issues_of(reading) == []
    assert totals(reading) == {
        (A, "เมือง", 2568): 90.5,
        (A, "เมือง", 2567): 88.0,
        (A, "ริมน้ำ", 2568): 80.25,
        (A, "ริมน้ำ", 2567): 79.5,
    }
    assert reading.scores_read == 4


def test_one_district_in_several_forms_is_one_office_without_it_in_its_identity() -> None:
    rows = [(A, "อ.เมือง", 2566, 88.5), (A, "อำเภอเมืองสมมุติบุรี", 2567, 89.5), (A, None, 2568, 90.5)]
    reading = read_rows([offices(*rows)])
    assert issues_of(reading) == []
    assert reading.agencies["agency_id"].tolist() == ["องค์การบริหารส่วนตำบลบ้านสมมุติ|สมมุติบุรี"]
    assert totals(reading) == {
        (A, "อ.เมือง", 2566): 88.5,
        (A, "อ.เมือง", 2567): 89.5,
        (A, "อ.เมือง", 2568): 90.5,
    }


def test_a_row_without_a_district_is_refused_where_there_are_two() -> None:
    rows = [
        (A, "เมือง", 2567, 90.5),
        (A, "ริมน้ำ", 2567, 80.25),
        (B, "เมือง", 2567, 70.5),
        (A, None, 2566, 60.5),
        (A, None, 2565, 61.5),
    ]
    reading = read_rows([offices(*rows)])
    assert issues_of(reading) == [("agency-two-districts", "ผล", "E5"), ("agency-two-districts", "ผล", "E6")]
    assert all("เมือง, ริมน้ำ" in issue.message and A in issue.message for issue in reading.issues)
    assert totals(reading) == {(A, "เมือง", 2567): 90.5, (A, "ริมน้ำ", 2567): 80.25, (B, "เมือง", 2567): 70.5}
    assert (reading.scores_read, reading.cells["used"], reading.cells["faulty"]) == (3, 3, 2)


def test_every_cell_of_a_refused_row_is_accounted_for() -> None:
    heads: list[Value] = [
        "หน่วยงาน",
        "อำเภอ",
        "จังหวัด",
        "ปี",
        *(f"ตัวชี้วัดที่ {code}" for code in "1234"),
        "คะแนนรวม",
    ]
    own = [90.5, 91.5, 92.5, 93.5, 92.0]
    rows = [(A, "เมือง", 2568, *own), (A, "ริมน้ำ", 2568, *own), (B, "เมือง", 2568, *own), (A, None, 2567, *own)]
    reading = read_rows([offices(*rows, heads=heads)])
    assert issues_of(reading) == [("agency-two-districts", "ผล", "E5")]
    [unclear] = [line for line in reading.files[0].receipt if line.reason == "unclear"]
    assert (unclear.count, reading.cells["faulty"], reading.cells["used"]) == (4, 1, 15)
    assert reading.scores_read == 15


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_rows_does_not_matter(order: Sequence[int]) -> None:
    rows = [(A, "เมือง", 2568, 90.5), (B, "เมือง", 2568, 80.5), (A, "ริมน้ำ", 2568, 70.5), (A, "-", 2567, 60.5)]
    reading = read_rows([offices(*(rows[place] for place in order))])
    assert [code for code, _, _ in issues_of(reading)] == ["agency-two-districts"]
    assert totals(reading) == {(A, "เมือง", 2568): 90.5, (B, "เมือง", 2568): 80.5, (A, "ริมน้ำ", 2568): 70.5}


def test_a_blank_cell_is_not_the_district_above_it() -> None:
    rows = [(A, "เมือง", 2568, 90.5), (B, "ริมน้ำ", 2568, 80.5), (A, None, 2567, 60.5), (B, "ริมน้ำ", 2567, 70.5)]
    reading = read_rows([offices(*rows)])
    assert issues_of(reading) == []
    assert totals(reading)[A, "เมือง", 2567] == 60.5


def test_a_district_at_the_head_of_its_rows_holds_for_them() -> None:
    rows = [
        ("เมือง", A, 90.5),
        (None, B, 80.5),
        (None, "ทต.อื่น", 81.5),
        ("ริมน้ำ", A, 70.5),
        (None, "ทต.ไกล", 71.5),
        (None, "ทต.ใกล้", 72.5),
    ]
    sheet = Sheet("2568", [["อำเภอ", "หน่วยงาน", "คะแนนรวม"], *(list(row) for row in rows)])
    reading = read_rows([sheet])
    assert issues_of(reading) == []
    assert totals(reading)[A, "เมือง", 2568] == 90.5
    assert totals(reading)[A, "ริมน้ำ", 2568] == 70.5


@pytest.mark.parametrize("merged", [True, False])
def test_a_name_and_its_district_over_several_years(merged: bool) -> None:
    rows: list[list[Value]] = [["หน่วยงาน", "อำเภอ", "ปี", "คะแนนรวม"]]
    for district, start in (("เมือง", 90.0), ("ริมน้ำ", 80.0)):
        rows += [
            [A if y == 2566 else None, district if y == 2566 else None, y, start + y - 2566]
            for y in (2566, 2567, 2568)
        ]
    merges = [(top, column, top + 2, column) for top in (1, 4) for column in (0, 1)] if merged else []
    reading = read_rows([Sheet("ผล", rows, merges=merges)])
    assert issues_of(reading) == []
    assert totals(reading) == {
        (A, district, year): start + year - 2566
        for district, start in (("เมือง", 90.0), ("ริมน้ำ", 80.0))
        for year in (2566, 2567, 2568)
    }


def test_districts_in_titles_tell_apart_too() -> None:
    titles = [f"ผล ITA ปี 2568 {A} {place} จังหวัด{PROVINCE}" for place in ("อำเภอเมือง", "อ.ริมน้ำ", "")]
    sheets = [
        Sheet(
            f"แผ่น{n}",
            [
                [title],
                ["ตัวชี้วัด", "คะแนน"],
                *([f"{code}. {NAMES[code]}", 80.0 + n + int(code) / 4] for code in INDICATORS),
            ],
        )
        for n, title in enumerate(titles)
    ]
    both = read_rows(sheets[:2])
    assert issues_of(both) == []
    assert sorted(both.agencies["district"]) == ["ริมน้ำ", "เมือง"]
    assert both.scores_read == 20
    untold = read_rows(sheets)
    assert issues_of(untold) == [("agency-two-districts", "แผ่น2", "B3")]
    assert untold.scores_read == 20
    assert len(untold.scores) == 20


SECTIONS: Rows = [
    ["ลำดับ", "หน่วยงาน", "คะแนนรวม"],
    ["อำเภอเมือง"],
    [1, A, 90.5],
    [2, B, 80.5],
    ["อ.ริมน้ำ จ.สมมุติบุรี"],
    [1, A, 70.5],
    [2, "ทต.ไกล", 60.5],
]


def test_districts_in_rows_of_their_own_tell_apart() -> None:
    reading = read_rows([Sheet("2568", SECTIONS)])
    assert issues_of(reading) == []
    assert totals(reading) == {
        (A, "เมือง", 2568): 90.5,
        (B, None, 2568): 80.5,
        (A, "ริมน้ำ", 2568): 70.5,
        ("ทต.ไกล", None, 2568): 60.5,
    }


def test_a_district_over_its_rows_counts_only_where_it_tells_offices_apart() -> None:
    rows = [[*row[:1], "อบต.อื่น", *row[2:]] if row is SECTIONS[5] else row for row in SECTIONS]
    agencies = read_rows([Sheet("2568", rows)]).agencies
    assert agencies["district"].isna().all()
    assert agencies["agency_id"].tolist()[0] == "องค์การบริหารส่วนตำบลบ้านสมมุติ"


@pytest.mark.parametrize("titled", [True, False])
def test_sheets_of_districts_tell_apart(titled: bool) -> None:
    def sheet(district: str, *rows: Sequence[Value]) -> Sheet:
        title = [[f"อำเภอ{district}"]] if titled else []
        return Sheet("แผ่น" * titled + f"อ.{district}", [*title, ["หน่วยงาน", "ปี", "คะแนนรวม"], *rows])

    reading = read_rows([sheet("เมือง", [A, 2568, 90.5], [B, 2568, 80.5]), sheet("ริมน้ำ", [A, 2568, 70.5])])
    assert issues_of(reading) == []
    assert totals(reading) == {(A, "เมือง", 2568): 90.5, (B, None, 2568): 80.5, (A, "ริมน้ำ", 2568): 70.5}


def test_a_file_of_offices_that_cannot_be_placed_gives_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(A, "เมือง", 2568, "-"), (A, "ริมน้ำ", 2568, "-"), (A, None, 2568, 60.5), (A, None, 2567, 61.5)]
    path = tmp_path / "x.xlsx"
    path.write_bytes(to_xlsx([offices(*rows)]))
    reading = read_bytes(path.read_bytes())
    assert reading.scores_read == len(reading.agencies) == 0
    assert issues_of(reading)[-2:] == [
        ("agency-two-districts", "ผล", "E4"),
        ("agency-two-districts", "ผล", "E5"),
    ]
    monkeypatch.setattr(command_line, "today", lambda: TODAY)
    assert command_line.main(["check", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert A in printed.err


def test_the_command_line_names_them_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(
        to_xlsx([offices((A, "เมือง", 2568, 90.5), (A, "ริมน้ำ", 2568, 80.25), (B, "เมือง", 2568, 70.5))])
    )
    monkeypatch.setattr(command_line, "today", lambda: TODAY)
    apart = f"{A} อ.ริมน้ำ จ.{PROVINCE}"
    assert command_line.main(["analyze", str(path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed if line.startswith((A, B))] == [f"{A} อ.เมือง จ.{PROVINCE}", apart, B]
    for wanted, found in ((A, ["เมือง", "ริมน้ำ"]), (apart, ["ริมน้ำ"])):
        assert command_line.main(["analyze", str(path), "--json", "--agency", wanted]) == 0
        agencies = json.loads(capsys.readouterr().out)["agencies"]
        assert [(agency["agency"], agency["district"]) for agency in agencies] == [(A, one) for one in found]


def test_a_report_names_the_offices_to_choose_from() -> None:
    reading = read_rows([offices((A, "เมือง", 2568, 90.5), (A, "ริมน้ำ", 2568, 80.25))])
    with pytest.raises(ReportCallError, match=rf"{A} อ\.ริมน้ำ จ\.{PROVINCE}"):
        choose_agency(reading, A)
    assert choose_agency(reading, f"{A} อ.ริมน้ำ จ.{PROVINCE}") == reading.agencies["agency_id"].iloc[1]


def test_a_slip_in_a_district_is_pointed_out() -> None:
    rows = [
        (A, "ดอยสูงเนิน", 2567, 90.5),
        (B, "เมือง", 2567, 80.5),
        (A, "ดอยสูงเนิ่น", 2568, 91.5),
        (B, "เมือง", 2568, 81.5),
    ]
    reading = read_rows([offices(*rows)])
    assert [code for code, _, _ in issues_of(reading)] == ["agency-missing"]
    _, issues = study(reading, read_criteria())
    [issue] = [issue for issue in issues if issue.code == "agency-two-spellings"]
    assert f"{A} อ.ดอยสูงเนิน จ.{PROVINCE}" in issue.message
    assert f"{A} อ.ดอยสูงเนิ่น จ.{PROVINCE}" in issue.message
    rows[2] = (A, "ริมน้ำ", 2568, 91.5)
    _, issues = study(read_rows([offices(*rows)]), read_criteria())
    assert "agency-two-spellings" not in issues.counts


ROW = st.tuples(st.sampled_from([A, B]), st.sampled_from(["เมือง", "อ.เมืองสมมุติบุรี", "ริมน้ำ", "อำเภอริมน้ำ", "-"]))


@settings(deadline=None, max_examples=60)
@given(st.lists(ROW, min_size=3, max_size=8))
def test_every_figure_is_read_as_that_of_its_office_or_refused(rows: list[tuple[str, str]]) -> None:
    """Years differ from row to row; so a figure tells its row, and no two of an office contradict each other."""
    table = [(name, district, 2562 + n, 90.5 - n) for n, (name, district) in enumerate(rows)]
    reading = read_rows([offices(*table)])
    known = {name: {district_key(d, PROVINCE) for own, d in rows if own == name} - {""} for name in (A, B)}
    true = {}
    for name, district, year, total in table:
        key = district_key(district, PROVINCE)
        if key or len(known[name]) < 2:
            true[year] = (name, key or max(known[name], default=""), total)
    agencies = reading.agencies.set_index("agency_id")
    found = {}
    for row in reading.declared.to_dict("records"):
        own = agencies.loc[row["agency_id"]]
        district = own["district"] if isinstance(own["district"], str) else None
        found[row["fiscal_year"]] = (own["name"], district_key(district, PROVINCE), row["value"])
    assert found == true
    assert reading.scores_read == len(true)
    assert len(agencies) == len({one[:2] for one in true.values()})
    refused = [issue for issue in reading.issues if issue.code == "agency-two-districts"]
    assert len(refused) == len(rows) - len(true)


# ---- several files -----------------------------------------------------------------------------------------


def read_both(*sheets: Sheet) -> tuple[Reading, list[Reading]]:
    files = [(f"{n}.xlsx", f"{n:064x}", to_grids([sheet])) for n, sheet in enumerate(sheets)]
    joint = read_grids(files, TODAY)
    return joint, [read_grids([one], TODAY, issues=IssueLog()) for one in files]


def test_files_of_one_office_each_keep_their_own() -> None:
    joint, own = read_both(offices((A, "เมือง", 2568, 90.5)), offices((A, "ริมน้ำ", 2568, 80.25)))
    assert issues_of(joint) == []
    assert [totals(part) for part in split_by_file(joint, own)] == [
        {(A, "เมือง", 2568): 90.5},
        {(A, "ริมน้ำ", 2568): 80.25},
    ]


def test_a_file_without_districts_fits_one_office_and_not_two() -> None:
    joint, own = read_both(offices((A, "เมือง", 2568, 90.5)), offices((A, None, 2567, 80.25)))
    assert [len(totals(part)) for part in split_by_file(joint, own)] == [1, 1]
    assert len(joint.agencies) == 1
    joint, own = read_both(
        offices((A, "เมือง", 2568, 90.5), (A, "ริมน้ำ", 2568, 70.5)), offices((A, None, 2567, 80.25))
    )
    assert issues_of(joint) == [("agency-two-districts", "ผล", "E2")]
    assert [len(totals(part)) for part in split_by_file(joint, own)] == [2, 0]
