"""The analysis report says everything that belongs in it, and only what the figures carry."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from itacore.measures.chosen import Finding
from itacore.measures.texts import ACCUSING_WORDS
from itacore.office import Signatory
from itacore.reports.report import (
    Block,
    Bullets,
    ChartBlock,
    Contents,
    Cover,
    Heading,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Signature,
    Signatures,
    Table,
    ours,
    stays_with_next,
)
from itacore.scoring.profile import Profile
from itacore.thai import NBSP, format_number
from itacore.wording import read_wording
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile, profile_of, same, ten
from tests.charts.test_views import KINDS
from tests.reports.analyses import FINDINGS, MEETING, OFFICE, analysis, full, planned, twelve
from tests.reports.cases import own
from tests.scoring.tables import Result

PARTS = [
    "บทสรุปผู้บริหาร",
    "คำนำ",
    "หลักการของการประเมิน",
    "เครื่องมือที่ใช้ประเมิน",
    "หลักเกณฑ์การประเมิน",
    "ผลการประเมินปีงบประมาณ พ.ศ. {year}",
    "ข้อค้นพบและข้อเสนอแนะรายตัวชี้วัด",
    "คะแนนรวมที่ยังเพิ่มได้",
    "แหล่งข้อมูล",
    "มาตรการสำหรับปีงบประมาณ พ.ศ. {next}",
]
GOLDEN = [(KHUN_KAEO, 2566), (KHUN_KAEO, 2567), (KHUN_KAEO, 2568), (LUMPHUK, 2565)]


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def headings(report: Report, level: int) -> list[str]:
    return [plain(b.words.plain) for b in report.blocks if isinstance(b, Heading) and b.level == level]


def words_of(block: Block) -> list[str]:
    if isinstance(block, Heading | Paragraph | Note):
        return [block.words.plain]
    if isinstance(block, Bullets):
        return [item.plain for item in block.items]
    if isinstance(block, Table):
        cells = [cell.plain for row in block.rows for cell in row.cells]
        return [block.caption.plain, *(column.heading.plain for column in block.columns), *cells]
    if isinstance(block, Cover):
        return [words.plain for words in (block.title, *block.lines, *block.foot)]
    if isinstance(block, Signature):
        return [words.plain for words in block.lines]
    if isinstance(block, Signatures):
        return [words.plain for person in block.people for words in person.lines]
    if isinstance(block, KeyFigures):
        return [text for figure in block.figures for text in (figure.name, figure.text, figure.remark)]
    return []


def text_of(report: Report) -> str:
    return plain("\n".join(text for block in report.blocks for text in words_of(block)))


def section(report: Report, title: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    found: list[str] = []
    level = 0
    for block in report.blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if plain(block.words.plain) == title:
                level = block.level
                continue
        if level:
            found += words_of(block)
    assert level, title
    return plain("\n".join(found))


def table(report: Report, caption: str) -> list[list[str]]:
    found = [b for b in report.blocks if isinstance(b, Table) and b.caption.plain.startswith(caption)]
    return [[plain(cell.plain) for cell in row.cells] for row in found[0].rows]


@pytest.mark.parametrize(("name", "year"), GOLDEN)
def test_every_part_stands_in_its_order(name: str, year: int) -> None:
    report = full(golden_profile(name, year))
    assert [type(block) for block in report.blocks[:2]] == [Cover, Heading]
    assert headings(report, 1) == [part.format(year=year, next=year + 1) for part in PARTS]
    assert sum(isinstance(block, Contents) for block in report.blocks) == 1
    assert headings(report, 2)[:4] == ["การคิดคะแนน", "ระดับผลการประเมิน", "ค่าเป้าหมาย", "ที่มาของเกณฑ์"]
    of_indicators = [head for head in headings(report, 2) if head.startswith("ตัวชี้วัดที่")]
    profile = golden_profile(name, year)
    assert of_indicators == [f"ตัวชี้วัดที่ {i.code} {i.name}" for i in profile.indicators]
    assert any(isinstance(block, ChartBlock) for block in report.blocks)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_data_gives_a_whole_paper(kind: str) -> None:
    profile = KINDS[kind]
    year = profile.rules.fiscal_year
    for report in (analysis(profile), full(profile)):
        parts = [part.format(year=year, next=year + 1) for part in PARTS]
        found = [head.replace("ข้อเสนอมาตรการ", "มาตรการ") for head in headings(report, 1)]
        if not any(isinstance(block, Table) and block.splits for block in report.blocks):
            parts[-3:] = [parts[-1], *parts[-3:-1]]  # only a plan stands on pages of its own at the end
        assert found == parts
        text = text_of(report)
        assert not re.search(r"nan|None|\{|\}|\x00", text)
        assert not [word for word in ACCUSING_WORDS if word in text]
        for block in report.blocks:
            assert not any(not words.strip() for words in words_of(block) if isinstance(block, Paragraph))
            if isinstance(block, Table):
                assert sum(column.share for column in block.columns) == pytest.approx(1)
                assert all(len(row.cells) == len(block.columns) or row.group for row in block.rows)


@pytest.mark.parametrize(("name", "year"), GOLDEN)
def test_figures_are_those_of_the_profile(name: str, year: int) -> None:
    profile = golden_profile(name, year)
    report = analysis(profile)
    rows = table(report, "คะแนนแยกตามแบบวัด")
    by_name = {row[0]: row[1:] for row in rows}
    years = [row for row in profile.years if int(row["fiscal_year"]) <= year]
    for indicator in profile.indicators:
        expected = [format_number(indicator.scores[int(row["fiscal_year"])]) for row in years]
        change = [format_number(indicator.change, sign=True)] if profile.base is not None else []
        assert by_name[f"{indicator.code}. {indicator.name}"] == expected + change
    for code in ("IIT", "EIT", "OIT"):
        found = by_name[f"คะแนนแบบวัด {code}"]
        assert found[: len(years)] == [format_number(row[code]) for row in years]
    assert by_name["คะแนนรวม"][: len(years)] == [format_number(row["total"]) for row in years]
    assert by_name["ระดับ"][: len(years)] == [row["final"] for row in years]


def test_ranks_run_from_the_highest_and_equal_scores_share_one() -> None:
    report = analysis(golden_profile(KHUN_KAEO, 2568))
    rows = table(report, "ตัวชี้วัดของปี 2568")
    assert [(row[0], row[1].split(".")[0], row[4]) for row in rows] == [
        ("1", "3", "100.00"),
        ("1", "5", "100.00"),
        ("1", "10", "100.00"),
        ("4", "2", "99.81"),
        ("5", "1", "99.52"),
        ("6", "4", "99.43"),
        ("7", "6", "97.61"),
        ("8", "7", "94.38"),
        ("9", "8", "93.51"),
        ("10", "9", "91.25"),
    ]
    assert "คะแนนเท่ากันใช้ลำดับเดียวกัน" in text_of(report)
    assert "คะแนนเท่ากัน" not in text_of(analysis(golden_profile(LUMPHUK, 2565)))


def test_the_change_is_said_in_words() -> None:
    text = section(analysis(golden_profile(KHUN_KAEO, 2568)), "ผลการประเมินย้อนหลัง")
    assert "ลดลงติดต่อกัน 2 ปี" in text
    assert "ปี 2567 ได้ 97.06 (ระดับผ่านดี) ปี 2568 ได้ 96.73 (ระดับผ่านดี)" in text
    rise = "คะแนนเพิ่มขึ้นจากปี 2567 จำนวน 6 ตัวชี้วัด คือข้อ 1 (0.89), 2 (0.63), 3 (0.46), 4 (1.90), 5 (0.91) และ 8 (12.29)"
    assert rise in text
    assert "คะแนนลดลงจากปี 2567 จำนวน 3 ตัวชี้วัด คือข้อ 6 (0.10), 7 (0.93) และ 9 (8.75)" in text
    assert "คะแนนเท่ากับปี 2567 จำนวน 1 ตัวชี้วัด คือข้อ 10" in text


def test_a_difference_that_is_not_that_of_the_printed_figures_is_explained_below_its_table() -> None:
    note = "ผลต่างและผลรวมคิดจากคะแนนก่อนปัดเศษ จึงอาจต่างจากที่คิดจากตัวเลขที่แสดงเล็กน้อย"
    of_sums = "แต่ละค่าปัดเศษแล้ว ผลบวกจึงอาจต่างจากคะแนนรวมเล็กน้อย"
    report = analysis(golden_profile(KHUN_KAEO, 2568))
    rows = {row[0]: row[1:] for row in table(report, "คะแนนแยกตามแบบวัด")}
    assert rows["คะแนนรวม"] == ["97.35", "97.06", "96.73", "−0.34"]  # 96.73 - 97.06 = -0.33
    at = next(
        at for at, b in enumerate(report.blocks) if isinstance(b, Table) and "ของแต่ละปี" in b.caption.plain
    )
    below = report.blocks[at + 1]
    assert isinstance(below, Note)
    assert below.words.plain == note
    assert text_of(report).count(note) == 1
    assert of_sums not in text_of(report)  # said already
    whole = profile_of([Result(2567, same(90)), Result(2568, same(92))], 2568)
    assert [row[-1] for row in table(analysis(whole), "คะแนนแยกตามแบบวัด") if row[0] == "คะแนนรวม"] == [
        "+2.00"
    ]
    for profile in (golden_profile(LUMPHUK, 2565), golden_profile(KHUN_KAEO, 2566), whole):
        assert note not in text_of(analysis(profile))


def test_one_year_is_not_called_every_year() -> None:
    captions = [
        b.caption.plain for b in analysis(golden_profile(LUMPHUK, 2565)).blocks if isinstance(b, Table)
    ]
    assert "คะแนนแยกตามแบบวัดและตัวชี้วัดของปี 2565" in captions


def test_the_preface_speaks_of_suggestions_only_where_there_are_some() -> None:
    profile = golden_profile(KHUN_KAEO, 2568)
    assert "“ข้อเสนอ”" in section(analysis(profile), "คำนำ")
    assert "“ข้อเสนอ”" not in section(full(profile), "คำนำ")
    assert "“ข้อเสนอ”" not in section(analysis(KINDS["totals"]), "คำนำ")


def test_strengths_and_full_scores() -> None:
    text = section(analysis(golden_profile(KHUN_KAEO, 2568)), "จุดแข็งที่ควรรักษาไว้")
    assert "มี 7 ตัวชี้วัดในกลุ่มรักษาไว้ คือข้อ 1, 2, 3, 4, 5, 6 และ 10" in text
    assert "ในจำนวนนี้ข้อ 3, 5 และ 10 ได้คะแนนเต็ม 100" in text
    none = section(analysis(golden_profile(LUMPHUK, 2565)), "จุดแข็งที่ควรรักษาไว้")
    assert "ปีนี้ไม่มีตัวชี้วัดในกลุ่มรักษาไว้" in none


def test_a_year_knows_nothing_of_the_years_after_it() -> None:
    report = analysis(golden_profile(KHUN_KAEO, 2566))
    head = next(b for b in report.blocks if isinstance(b, Table) and "แยกตามแบบวัด" in b.caption.plain)
    assert [plain(column.heading.plain) for column in head.columns] == ["ตัวชี้วัด", "ปี 2566"]
    assert "2568" not in section(report, "ผลการประเมินปีงบประมาณ พ.ศ. 2566")
    assert "2568" not in section(report, "บทสรุปผู้บริหาร")


def test_at_most_five_years_stand_beside_each_other() -> None:
    report = analysis(KINDS["eight years, the last provisional"])
    head = next(b for b in report.blocks if isinstance(b, Table) and "แยกตามแบบวัด" in b.caption.plain)
    years = [plain(column.heading.plain) for column in head.columns[1:-1]]
    assert years == [f"ปี {year}" for year in range(2565, 2570)]
    assert "ตารางแสดง 5 ปีล่าสุด" in text_of(report)


def test_rules_are_those_of_the_year_with_their_source() -> None:
    report = analysis(golden_profile(KHUN_KAEO, 2568))
    levels = table(report, "คะแนนและเงื่อนไข")
    assert [row[0] for row in levels] == ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"]
    steps = table(report, "ขั้นตอนการคิดคะแนน")
    assert [row[0] for row in steps] == ["ข้อคำถามหรือรายการ", "ตัวชี้วัดย่อย", "ตัวชี้วัด", "แบบวัด", "น้ำหนัก"]
    assert steps[-1][1:] == ["30%", "15%", "15%", "40%"]
    assert "ร้อยละ 100" in section(report, "ค่าเป้าหมาย")
    assert "หน่วยงานได้คะแนนรวม 96.73 จึงถึงเกณฑ์ผ่าน 85" in section(report, "ค่าเป้าหมาย")
    sources = section(report, "ที่มาของเกณฑ์")
    assert sources.startswith("น้ำหนัก ตัวชี้วัด ตัวชี้วัดย่อย ระดับและคะแนนขั้นต่ำ และเงื่อนไขของระดับ: ")
    assert sources.count("รายงานการวิเคราะห์ผล ITA ปี 2568") == 1
    letters = analysis(golden_profile(LUMPHUK, 2565))
    assert [row[0] for row in table(letters, "คะแนนและเงื่อนไข")] == ["AA", "A", "B", "C", "D", "E", "F"]
    assert table(letters, "ขั้นตอนการคิดคะแนน")[-1][1:] == ["30%", "30%", "40%"]
    assert "ยังไม่ถึงเกณฑ์ผ่าน 85" in section(letters, "ค่าเป้าหมาย")
    assert "การบริหารเงินงบประมาณ" in section(letters, "เครื่องมือที่ใช้ประเมิน")
    assert "เกณฑ์ผ่าน" not in section(analysis(KINDS["contradicted"]), "ค่าเป้าหมาย")  # which of two totals?


def test_a_level_is_named_only_where_few_are_possible() -> None:
    def levels(profile: Profile) -> list[str]:
        return next(row[1:] for row in table(analysis(profile), "คะแนนแยกตามแบบวัด") if row[0] == "ระดับ")

    assert levels(golden_profile(KHUN_KAEO, 2568)) == ["ผ่านดี", "ผ่านดี", "ผ่านดี", ""]
    assert levels(KINDS["some indicators"]) == ["ไม่ทราบ", "ไม่ทราบ", ""]


def test_a_year_without_rules_says_so() -> None:
    report = analysis(profile_of([Result(2568, same(96)), Result(2569, same(94))], 2569))
    text = section(report, "หลักเกณฑ์การประเมิน")
    assert "โปรแกรมยังไม่มีเกณฑ์ของปี 2569 เนื้อหาส่วนนี้เป็นเกณฑ์ปี 2568" in text


def test_findings_are_the_office_s_and_advice_is_called_a_suggestion() -> None:
    report = analysis(golden_profile(KHUN_KAEO, 2568), findings=FINDINGS)
    nine = section(report, "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล")
    assert "สิ่งที่หน่วยงานพบ: รายการ o7 ไม่ได้คะแนน (ที่มา: ผลคะแนนรายข้อ)" in nine
    assert "ข้อเสนอจากคลังมาตรการ: \n1. " in nine
    assert nine.count("\n1. ") == nine.count("\n2. ") == 1
    eight = section(report, "ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน")
    assert "สิ่งที่หน่วยงานพบ" not in eight
    intro = section(report, "ข้อค้นพบและข้อเสนอแนะรายตัวชี้วัด")
    assert "\nข้อ 7 และ 8 มีเฉพาะสิ่งที่คะแนนแสดง ยังไม่มีข้อค้นพบของหน่วยงาน" in intro
    told = {"7": FINDINGS["9"], "8": FINDINGS["9"], **FINDINGS}
    whole = analysis(golden_profile(KHUN_KAEO, 2568), findings=told)
    assert "ยังไม่มีข้อค้นพบ" not in section(whole, "ข้อค้นพบและข้อเสนอแนะรายตัวชี้วัด")
    three = section(report, "ตัวชี้วัดที่ 3 การใช้อำนาจ")
    assert three == (
        "สิ่งที่คะแนนแสดง: ปี 2568 ได้คะแนนเต็ม 100.00 เพิ่มขึ้น 0.46 จากปี 2567 อยู่ในกลุ่มรักษาไว้\nควรรักษามาตรฐานไว้"
    )
    assert "ข้อเสนอมาตรการสำหรับปีงบประมาณ พ.ศ. 2569" in headings(report, 1)


def test_the_office_s_plan_stands_in_its_order_with_every_column() -> None:
    report = full(golden_profile(KHUN_KAEO, 2568))
    (block,) = [b for b in report.blocks if isinstance(b, Table) and b.splits]
    assert [column.heading.plain for column in block.columns] == [
        "ตัวชี้วัด",
        "ผลการวิเคราะห์",
        "มาตรการ/โครงการ/กิจกรรม",
        "ขั้นตอน/วิธีการ",
        "ระยะเวลา",
        "ผู้รับผิดชอบ",
    ]
    rows = [[plain(cell.plain) for cell in row.cells] for row in block.rows]
    assert [row[2] for row in rows] == [measure.title for measure in twelve()]
    assert rows[8][0] == "9. การเปิดเผยข้อมูล"
    assert rows[8][1] == "ได้ 91.25 คะแนน\nกลุ่มควรพัฒนา\nรายการ o7 ไม่ได้คะแนน (ที่มา: ผลคะแนนรายข้อ)"
    assert rows[10][1] == "ตามผลการวิเคราะห์ของข้อ 9 ข้างต้น"
    assert [line[:2] for line in rows[0][3].split("\n")] == ["1.", "2.", "3.", "4."]
    assert rows[0][4:] == ["ไตรมาส 1-2", "ทุกส่วนราชการ"]
    text = section(report, "มาตรการสำหรับปีงบประมาณ พ.ศ. 2569")
    assert f"{MEETING.title} วันที่ 22 กันยายน 2568 {MEETING.place}" in text
    assert "มติที่ประชุม: เห็นชอบ 12 มาตรการ" in text
    assert "ข้อเสนอจากคลัง" not in text
    assert "หน่วยงานจะติดตามมาตรการของปี 2569 สองรอบ" in text


def test_a_plan_without_steps_says_how_and_empty_cells_have_a_mark() -> None:
    report = analysis(golden_profile(KHUN_KAEO, 2568), chosen=(own("9", "ก"), planned("x", 2)))
    (block,) = [b for b in report.blocks if isinstance(b, Table) and b.splits]
    assert block.rows[0].cells[3].plain == "ทำทุก 3 เดือน"
    assert block.rows[1].cells[0].plain == "x"
    assert "ข้อ 8 และ 7 ยังไม่มีมาตรการ" in text_of(report)


def test_suggestions_are_at_most_two_an_indicator() -> None:
    report = analysis(golden_profile(LUMPHUK, 2565))
    (block,) = [b for b in report.blocks if isinstance(b, Table) and b.splits]
    assert len(block.rows) == 20
    assert "ข้อละไม่เกิน 2 มาตรการ" in text_of(report)


def test_particulars_stand_on_the_cover_and_sign() -> None:
    report = full(golden_profile(KHUN_KAEO, 2568))
    cover = report.blocks[0]
    assert isinstance(cover, Cover)
    assert [words.plain for words in cover.foot] == ["เทศบาลตำบลตัวอย่าง 5", "อำเภอตัวอย่าง จังหวัดสมมุติ"]
    signed = [block for block in report.blocks if isinstance(block, Signature)]
    assert [plain(words.plain) for words in signed[0].lines] == [
        "ผู้จัดทำ",
        "เทศบาลตำบลตัวอย่าง 5",
        "พฤศจิกายน 2569",
    ]
    last = report.blocks[-1]
    assert isinstance(last, Signatures)
    assert [person.lines[-1].plain for person in last.people] == [s.post for s in OFFICE.signatories]
    assert last.people[1].lines[1].plain == "(ชื่อ 1)"


@pytest.mark.parametrize(
    ("count", "together"), [(0, []), (1, [1]), (2, [2]), (3, [3]), (7, [6, 1]), (12, [6, 6])]
)
def test_those_who_sign_stand_together_as_far_as_a_page_holds_them(count: int, together: list[int]) -> None:
    office = replace(OFFICE, signatories=tuple(Signatory(f"ตำแหน่ง {at}") for at in range(1, count + 1)))
    report = analysis(golden_profile(KHUN_KAEO, 2568), office=office)
    ends = [b for b in report.blocks if isinstance(b, Signatures)] or list(report.blocks[-1:])
    posts = [
        b.people if isinstance(b, Signatures) else (b,) for b in ends if isinstance(b, Signature | Signatures)
    ]
    assert [len(people) for people in posts] == together
    signed = [person.lines[-1].plain for people in posts for person in people]
    assert signed == [signatory.post for signatory in office.signatories]


def test_what_may_be_gained_stands_with_its_chart() -> None:
    blocks = analysis(golden_profile(KHUN_KAEO, 2568)).blocks
    at = next(at for at, b in enumerate(blocks) if plain("".join(words_of(b))) == "คะแนนรวมที่ยังเพิ่มได้")
    head, text, chart = blocks[at : at + 3]
    assert isinstance(chart, ChartBlock)
    assert stays_with_next(head, text, chart)


def test_an_odd_last_one_signs_in_the_right_half() -> None:
    people = tuple(Signature((ours(letter),)) for letter in "กขค")
    pairs = [[one.lines[0].plain if one else None for one in pair] for pair in Signatures(people).pairs]
    assert pairs == [["ก", "ข"], [None, "ค"]]


def test_a_place_is_named_once() -> None:
    report = analysis(golden_profile(KHUN_KAEO, 2568), None, office=OFFICE)
    cover = report.blocks[0]
    assert isinstance(cover, Cover)
    assert cover.foot[0].plain == "ไม่ทราบชื่อหน่วยงาน"


def test_own_words_are_verbatim() -> None:
    report = full(golden_profile(KHUN_KAEO, 2568))
    runs = [r for b in report.blocks if isinstance(b, Paragraph) for r in b.words.runs if r.verbatim]
    texts = {run.text for run in runs}
    assert {"เทศบาลตำบลตัวอย่าง 5", FINDINGS["9"].text, MEETING.decision, MEETING.place} <= texts
    assert {measure.title for measure in twelve()} <= texts


def test_totals_only_have_their_sentence() -> None:
    report = analysis(KINDS["totals"])
    text = text_of(report)
    assert "ยังไม่มีคะแนนรายตัวชี้วัดของปี 2568 จึงยังจัดลำดับ" in text
    assert "จึงยังเสนอมาตรการไม่ได้" in text
    assert not [b for b in report.blocks if isinstance(b, Table) and b.splits]


def test_full_scores_need_no_suggestion() -> None:
    text = text_of(analysis(KINDS["all full"]))
    assert "ไม่พบตัวชี้วัดที่ต้องแก้ไขหรือควรพัฒนา" in text
    assert "เรื่องสำคัญคือการรักษามาตรฐานไว้" in text


def test_an_indicator_without_a_score_is_named() -> None:
    report = analysis(profile_of([Result(2568, {**ten(*[90.0] * 8), "9": 80.0})], 2568))
    assert "ยังไม่มีคะแนนของข้อ 10" in text_of(report)
    ten_ = section(report, "ตัวชี้วัดที่ 10 การป้องกันการทุจริต")
    assert ten_ == "สิ่งที่คะแนนแสดง: ยังไม่มีคะแนนของปี 2568\nเมื่อมีคะแนนของข้อนี้แล้วจึงจะเสนอมาตรการได้"


def test_empty_findings_are_none() -> None:
    report = analysis(golden_profile(KHUN_KAEO, 2568), findings={"9": Finding("other", " ")})
    assert "สิ่งที่หน่วยงานพบ: " not in text_of(report)


@pytest.mark.parametrize("kind", ["three years", "one year", "totals", "all full"])
def test_the_summary_is_short(kind: str) -> None:
    profile: Profile = KINDS[kind]
    report = full(profile)
    blocks = report.blocks[1 : next(at for at, b in enumerate(report.blocks) if isinstance(b, Contents))]
    assert sum(isinstance(block, ChartBlock) for block in blocks) <= 1
    assert sum(len(text) for block in blocks for text in words_of(block)) < 1500


def test_every_sentence_of_ours_accuses_nobody() -> None:
    for key, text in read_wording("analysis").items():
        assert not [word for word in ACCUSING_WORDS if word in text], key
