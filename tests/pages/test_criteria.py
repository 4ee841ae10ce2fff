"""The page of the rules: what each year uses and why, confirming a year, and files of colleagues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from itacore.criteria import RuleBook, copy_book, read_book_text, read_criteria, write_book
from itacore.criteria.draft import Condition, LevelDraft
from itacore.criteria.drafting import build_book, draft_book
from itacore.store import Workspace
from itacore.wording import say
from tests.pages.test_pages import press, texts, title
from tests.store.made import make_document, score

Visit = Callable[..., AppTest]
NOW = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
SHIPPED = read_criteria()
TOML = "application/toml"
PROVISIONAL = "จึงใช้เกณฑ์ปี 2568 ไปพลางก่อน"
OFFICE = "เทศบาลตำบลตัวอย่าง"


def fill(
    workspace: Workspace, *years: int, offices: tuple[str, ...] = (OFFICE,), points: float = 96.0
) -> None:
    """Import made-up scores: every indicator and both parts have the same points."""
    scores = dict(
        score(office, year, str(code), points)
        for office in offices
        for year in years
        for code in range(1, 11)
    )
    declared = {
        (office, year, "instrument", part): points
        for office in offices
        for year in years
        for part in ("EIT1", "EIT2")
    }
    workspace.confirm_import(make_document(scores, declared), now=NOW)


def own_book(**changes: object) -> RuleBook:
    """A book of 2569 as the form makes it."""
    parts = {"EIT": SHIPPED.books[2568].instruments[1].parts}
    draft = replace(draft_book(SHIPPED.books[2568], 2569, parts), source="คู่มือ 2569", **changes)  # type: ignore[arg-type]
    return build_book(draft, SHIPPED.books[2568], parts)


def save(workspace: Workspace, content: dict[str, object], year: int = 2569) -> None:
    workspace.save_document("criteria", content, fiscal_year=year, now=NOW)


def field(app: AppTest, label: str) -> object:
    return next(entry for entry in app.text_input if entry.label == label)


def write(app: AppTest, label: str, value: str) -> AppTest:
    field(app, label).set_value(value).run()  # type: ignore[attr-defined]
    assert not app.exception
    return app


def open_file(visit: Visit, name: str, data: bytes) -> AppTest:
    app = visit("data/criteria")
    app.file_uploader[0].upload(name, data, TOML)
    app.run()
    assert not app.exception
    return app


# ---- reading -----------------------------------------------------------------------------------------------


def test_without_scores_the_page_says_which_years_have_rules(visit: Visit) -> None:
    app = visit("data/criteria")
    assert title(app) == "โปรแกรมมีเกณฑ์ปี 2562 ถึง 2568 ปีถัดไปใช้เกณฑ์ปี 2568 ไปพลางก่อน"


def test_years_with_rules_of_their_own(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, 2567, 2568)
    assert title(visit("data/criteria")) == "คะแนนปี 2567, 2568 ใช้เกณฑ์ของปีนั้นเอง"


def test_a_provisional_year_is_named_with_the_rules_it_uses(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, 2568, 2569)
    app = visit("data/criteria")
    assert title(app) == "ปี 2569 ยังไม่มีเกณฑ์ จึงใช้เกณฑ์ปี 2568 ไปพลางก่อน"
    assert app.selectbox[0].value == "2569"
    assert app.button(key="criteria-open").label == "ยืนยันเกณฑ์ปี 2569"


@pytest.mark.parametrize("year", [*sorted(SHIPPED.books), 2569])
def test_every_year_can_be_read(visit: Visit, year: int) -> None:
    app = visit("data/criteria", year=str(year))
    assert app.selectbox[0].value == str(year)
    book = SHIPPED.for_year(year).book
    sources = next(table.value for table in app.table if "ความแน่ชัด" in table.value.columns)
    words = [say("criteria", f"mark.{block.mark.value}") for block in book.blocks.values()]
    assert [word in cell for word, cell in zip(words, sources["ความแน่ชัด"], strict=True)] == [True] * 7
    levels = next(table.value for table in app.table if "ระดับ" in table.value.columns)
    assert len(levels) == len(book.levels)


def test_levels_are_told_in_words(visit: Visit) -> None:
    app = visit("data/criteria", year="2568")
    levels = next(table.value for table in app.table if "ระดับ" in table.value.columns)
    shown = [text.replace("\\", "").replace("\xa0", " ") for text in levels["เมื่อ"]]
    assert shown == [
        "คะแนนรวม 95 ขึ้นไป โดย IIT, EIT ส่วนที่ 1, EIT ส่วนที่ 2 และ OIT ทุกส่วนได้ 95 ขึ้นไป",
        "คะแนนรวม 85 ขึ้นไป โดย IIT, EIT ส่วนที่ 1, EIT ส่วนที่ 2 และ OIT ทุกส่วนได้ 85 ขึ้นไป",
        "คะแนนรวม 85 ขึ้นไป แต่ IIT, EIT ส่วนที่ 1, EIT ส่วนที่ 2 และ OIT อย่างน้อยหนึ่งส่วนต่ำกว่า 85",
        "คะแนนรวม 70 ขึ้นไป แต่ไม่ถึง 85",
        "คะแนนรวมต่ำกว่า 70",
    ]


def test_an_unknown_year_in_the_link_is_said(visit: Visit) -> None:
    app = visit("data/criteria", year="2599")
    assert app.selectbox[0].value == "2568"
    assert any("ไม่มีปี 2599" in str(toast.value) for toast in app.toast)


def test_samples_use_the_programs_rules_alone(visit: Visit, workspace: Workspace) -> None:
    save(workspace, {"toml": write_book(own_book())})
    app = visit("data/criteria", sample="municipality", year="2569")
    assert "หน่วยงานยืนยันเอง" not in texts(app)
    assert [button.key for button in app.button if str(button.key).startswith("criteria-")] == []


# ---- confirming --------------------------------------------------------------------------------------------


def test_a_confirmed_year_is_rated_finally_and_taken_back_it_is_provisional_again(
    visit: Visit, workspace: Workspace
) -> None:
    fill(workspace, 2568, 2569)
    assert PROVISIONAL in texts(visit("results/overview", year="2569"))

    app = press(visit("data/criteria"), "criteria-open")
    assert title(app) == "เกณฑ์ปี 2569 ยังต้องแก้ 1 จุดก่อนยืนยัน"
    assert app.button(key="criteria-save").disabled
    write(app, "ชื่อคู่มือหรือประกาศ (ต้องกรอก)", "คู่มือการประเมิน 2569")
    assert title(app) == "เกณฑ์ปี 2569 พร้อมยืนยัน"
    assert f"{OFFICE} ปี 2569 อยู่ระดับเดิม คือผ่านดีเยี่ยม" in texts(app)
    press(app, "criteria-save")
    assert title(app) == "ปี 2569 ใช้เกณฑ์ที่หน่วยงานยืนยัน ปีอื่นใช้เกณฑ์ในโปรแกรม"
    sources = next(table.value for table in app.table if "ความแน่ชัด" in table.value.columns)
    assert sources["ความแน่ชัด"].str.contains("หน่วยงานยืนยันเอง").tolist() == [
        True, False, False, False, True, True, False,
    ]  # fmt: skip
    (document,) = workspace.documents("criteria")
    assert read_book_text(document.content["toml"], year=2569).pass_line == 85
    assert PROVISIONAL not in texts(visit("results/overview", year="2569"))

    press(app, "criteria-take-back")
    assert title(app) == "ปี 2569 ยังไม่มีเกณฑ์ จึงใช้เกณฑ์ปี 2568 ไปพลางก่อน"
    assert PROVISIONAL in texts(visit("results/overview", year="2569"))
    press(app, "criteria-redo")
    assert title(app).startswith("ปี 2569 ใช้เกณฑ์ที่หน่วยงานยืนยัน")


def test_other_rules_change_the_rating(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, 2569)
    app = press(visit("data/criteria"), "criteria-open")
    write(app, "ชื่อคู่มือหรือประกาศ (ต้องกรอก)", "คู่มือ")
    lowers = [entry for entry in app.text_input if entry.label == "คะแนนรวมตั้งแต่"]
    lowers[0].set_value("๙๗").run()
    assert f"{OFFICE} ปี 2569 เปลี่ยนจากระดับผ่านดีเยี่ยม เป็นระดับผ่านดี" in texts(app)
    press(app, "criteria-save")
    assert title(visit("results/overview", year="2569")).startswith("ปี 2569 ได้ 96.00")
    assert "ผ่านดี" in title(visit("results/overview", year="2569"))


def test_the_effect_on_many_agencies_is_counted(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, 2569, offices=("อบต.ก", "อบต.ข", "อบต.ค"))
    app = press(visit("data/criteria"), "criteria-open")
    write(app, "ชื่อคู่มือหรือประกาศ (ต้องกรอก)", "คู่มือ")
    assert "ทั้ง 3 หน่วยงานอยู่ระดับเดิม" in texts(app)
    lowers = [entry for entry in app.text_input if entry.label == "คะแนนรวมตั้งแต่"]
    lowers[0].set_value("97").run()
    assert "3 ใน 3 หน่วยงานจะเปลี่ยนระดับ" in texts(app)
    assert app.table[0].value["หน่วยงาน"].tolist() == ["อบต\\.ก", "อบต\\.ข", "อบต\\.ค"]


def test_a_confirmed_year_is_edited_as_it_was_typed(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, 2569)
    save(workspace, {"toml": write_book(own_book())})
    app = press(visit("data/criteria"), "criteria-open")
    assert title(app) == "เกณฑ์ปี 2569 พร้อมยืนยัน"
    assert "เกณฑ์ปี 2569 เหมือนที่ใช้อยู่ จึงไม่มีระดับใดเปลี่ยน" in texts(app)
    write(app, "หมายเหตุ", "แก้ครั้งที่สอง")
    press(app, "criteria-save")
    press(app, "criteria-take-back")
    assert any("กลับไปใช้การยืนยันเกณฑ์ปี 2569 ครั้งก่อนแล้ว" in str(toast.value) for toast in app.toast)
    assert title(app).startswith("ปี 2569 ใช้เกณฑ์ที่หน่วยงานยืนยัน")


def test_a_year_after_a_gap_is_compared_with_the_nearest_rules(visit: Visit, workspace: Workspace) -> None:
    save(workspace, {"toml": write_book(replace(own_book(), fiscal_year=2570))}, 2570)
    app = visit("data/criteria", year="2570")
    assert "เกณฑ์ปี 2570 เท่าที่เทียบได้เหมือนปี 2568 ทุกส่วน" in texts(app)
    assert "ยังไม่ทราบว่าคะแนนเทียบกับปี 2569 ได้หรือไม่" in texts(app)


@pytest.mark.parametrize("page", ["results/overview", "results/trends", "results/weaknesses"])
def test_pages_show_a_year_of_quite_other_rules(visit: Visit, workspace: Workspace, page: str) -> None:
    fill(workspace, 2568, 2569)
    levels = (
        LevelDraft("ดี", "90", Condition.ALL_AT_LEAST, "80"),
        LevelDraft("พอใช้", "60"),
        LevelDraft("ควรพัฒนา", "0"),
    )
    save(workspace, {"toml": write_book(own_book(levels=levels, with_parts=False, pass_line="60"))})
    assert not visit(page, year="2569").exception


def test_all_faults_of_the_form_are_shown_while_filling(visit: Visit, workspace: Workspace) -> None:
    app = press(visit("data/criteria", year="2569"), "criteria-open")
    write(app, "OIT", "45")
    write(app, "ผ่านเมื่อคะแนนรวมตั้งแต่", "แปดสิบห้า")
    assert title(app) == "เกณฑ์ปี 2569 ยังต้องแก้ 3 จุดก่อนยืนยัน"
    for words in (
        "น้ำหนักของแบบวัด: รวมกันได้ 105 ให้แก้จนรวมกันได้ 100",
        "เกณฑ์ผ่าน: “แปดสิบห้า” ไม่ใช่ตัวเลข",
        "ชื่อคู่มือหรือประกาศ: ยังว่างอยู่",
    ):
        assert words in texts(app)
    assert app.button(key="criteria-save").disabled
    press(app, "criteria-cancel")
    assert workspace.documents("criteria") == ()


def test_levels_can_be_added_and_removed_without_losing_what_was_typed(visit: Visit) -> None:
    app = press(visit("data/criteria", year="2569"), "criteria-open")
    write(app, "ชื่อคู่มือหรือประกาศ (ต้องกรอก)", "คู่มือ")
    add = next(button for button in app.button if button.label == "เพิ่มระดับ")
    add.click().run()
    labels = [entry.value for entry in app.text_input if entry.label == "ชื่อระดับ"]
    assert labels == ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "", "ต้องปรับปรุงโดยด่วน"]
    assert field(app, "ชื่อคู่มือหรือประกาศ (ต้องกรอก)").value == "คู่มือ"  # type: ignore[attr-defined]
    remove = [button for button in app.button if str(button.key).endswith("remove-5")]
    remove[0].click().run()
    assert title(app) == "เกณฑ์ปี 2569 พร้อมยืนยัน"


# ---- files of colleagues -----------------------------------------------------------------------------------


def test_a_colleagues_file_is_shown_first_and_used_when_confirmed(visit: Visit, workspace: Workspace) -> None:
    fill(workspace, 2569)
    app = open_file(visit, "x.toml", write_book(own_book()).encode())
    assert title(app) == "ไฟล์นี้เป็นเกณฑ์ปี 2569 อ่านได้ครบ ยังไม่ได้นำไปใช้"
    assert workspace.documents("criteria") == ()
    press(app, "incoming-save")
    assert title(app).startswith("ปี 2569 ใช้เกณฑ์ที่หน่วยงานยืนยัน")
    (document,) = workspace.documents("criteria")
    assert read_book_text(document.content["toml"]) == own_book()


def test_a_bad_file_gives_all_its_faults_and_saves_nothing(visit: Visit, workspace: Workspace) -> None:
    text = write_book(own_book())
    for old, new in (
        ("weight = 0.4", "weight = 0.5"),
        ("85.0", "850"),
        ("fiscal_year = 2569", "fiscal_year = 2568"),
    ):
        text = text.replace(old, new, 1)
    app = open_file(visit, "เกณฑ์ *x*.toml", text.encode())
    assert title(app) == "ใช้ไฟล์เกณฑ์นี้ไม่ได้ พบ 2 จุดที่ต้องแก้"
    assert "ที่ rating.pass_line: ต้องเป็นตัวเลข 0 ถึง 100" in texts(app)
    assert "ที่ instruments: น้ำหนักต้องรวมกันได้ 1" in texts(app)
    assert [button.key for button in app.button if button.key == "incoming-save"] == []
    assert workspace.documents("criteria") == ()
    press(app, "incoming-back")
    assert title(app).startswith("โปรแกรมมีเกณฑ์")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "ให้บันทึกไฟล์เป็น UTF-8"),
        (b"no", "อ่านตามรูปแบบ TOML ไม่ได้"),
        (b"#" * 200_000, "ไฟล์ใหญ่กว่า 128"),
        (write_book(SHIPPED.books[2568]).encode(), "โปรแกรมมีเกณฑ์ปี 2568 อยู่แล้ว"),
        (write_book(copy_book(SHIPPED.books[2568], 2600)).encode(), "ปีที่ยืนยันได้คือ"),
    ],
    ids=["bytes", "no TOML", "large", "shipped", "far year"],
)
def test_a_file_that_is_no_book_to_confirm_is_refused(visit: Visit, data: bytes, words: str) -> None:
    app = open_file(visit, "x.toml", data)
    assert title(app) == "ใช้ไฟล์เกณฑ์นี้ไม่ได้ พบ 1 จุดที่ต้องแก้"
    assert words in texts(app)


def test_hostile_names_stay_text(visit: Visit, workspace: Workspace) -> None:
    bad = ":red[x] **y** $z$ <b>"
    book = own_book()
    blocks = {key: replace(block, source=bad, note=bad) for key, block in book.blocks.items()}
    levels = tuple(replace(level, label=f"{bad}{n}") for n, level in enumerate(book.levels))
    indicators = tuple(replace(i, name=bad) for i in book.indicators)
    named = replace(book, blocks=blocks, levels=levels, indicators=indicators, comparability={"9": bad})
    fill(workspace, 2569)
    app = press(open_file(visit, "x.toml", write_book(named).encode()), "incoming-save")
    cells = [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    shown = [*cells, *(str(m.value) for m in app.markdown)]
    assert any("\\*\\*y\\*\\*" in text for text in shown)
    assert [text for text in shown if ":red[x]" in text or "**y**" in text or "$z$" in text] == []
    assert not visit("results/overview", year="2569").exception


@pytest.mark.parametrize(
    "content", [{"toml": "no"}, {"toml": 5}, {}, [], {"toml": "fiscal_year = 2570"}], ids=str
)
def test_a_stored_book_that_no_longer_reads_is_left_out_and_said(
    visit: Visit, workspace: Workspace, content: dict[str, object]
) -> None:
    fill(workspace, 2569)
    save(workspace, content)
    app = visit("data/criteria")
    assert title(app) == "ปี 2569 ยังไม่มีเกณฑ์ จึงใช้เกณฑ์ปี 2568 ไปพลางก่อน"
    assert "อ่านเกณฑ์ปี 2569 ที่หน่วยงานยืนยันไว้ไม่ได้" in texts(app)
    assert PROVISIONAL in texts(visit("results/overview", year="2569"))
    press(app, "criteria-take-back-2569")
    assert "อ่านเกณฑ์ปี 2569" not in texts(app)


def test_a_year_that_the_program_has_rules_for_keeps_them_and_says_so(
    visit: Visit, workspace: Workspace
) -> None:
    save(workspace, {"toml": write_book(replace(own_book(), fiscal_year=2568, pass_line=70.0))}, 2568)
    app = visit("data/criteria", year="2568")
    assert "หน่วยงานเคยยืนยันเกณฑ์ปี 2568 ไว้ ขณะนี้โปรแกรมมีเกณฑ์ปีนี้แล้ว" in texts(app)
    assert "เกณฑ์ผ่าน" in texts(app)
    press(app, "criteria-take-back")
    assert "หน่วยงานเคยยืนยัน" not in texts(app)
