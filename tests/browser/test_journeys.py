"""Whole ways through the program, as an officer goes them: from the figures to the paper, and back again."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Browser, Dialog, Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from itacore.reading.typed import newest_results
from itacore.reports.kinds import MADE
from itacore.wording import say
from tests.browser.waiting import wait_until_calm
from tests.reading.layouts import years_across
from tests.reading.truths import KHUN_KAEO, LUMPHUK, Agency
from tests.reading.workbooks import to_xlsx
from tests.server import served

NEWEST = newest_results(date.today())
TEN = "99.52 99.81 100 99.43 100 97.61 94.38 93.51 91.25 100".split()  # KHUN_KAEO's of 2568
OFFICE = "เทศบาลตำบลตัวอย่าง จังหวัดสมมุติ"
MEETING = say("measures", "source.meeting")
NBSP = "\u00a0"
Serve = Callable[..., str]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for the journeys that only look at made-up offices."""
    with served(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def home(serve: Serve, tmp_path: Path) -> str:
    """The address of a program that nobody has used yet."""
    return serve(tmp_path / "home")


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[..., Path]:
    """Write agencies into a workbook, a sheet each, as an officer types it."""

    def write(*agencies: Agency, name: str = "ผลคะแนน ITA.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(to_xlsx([years_across(one, name=f"แผ่น {at}") for at, one in enumerate(agencies)]))
        return path

    return write


def see(page: Page, finding: str | re.Pattern[str]) -> None:
    """Wait until the page's first line says this and nothing is being computed any more."""
    expect(page.get_by_role("heading", level=1, name=finding)).to_be_visible()
    wait_until_calm(page)


def turn_to(page: Page, title: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name=name).first.click()


def unfold(page: Page, name: str) -> None:
    """Open a folded part and wait until it stands still: what lies in it moves meanwhile."""
    page.get_by_text(name).click()
    stand_still(page.locator("details", has_text=name))


def stand_still(part: Locator) -> None:
    """Wait until nothing in a part moves; what is drawn anew meanwhile ends its movement unfinished."""
    part.evaluate(
        "part => Promise.allSettled(part.getAnimations({ subtree: true }).map((one) => one.finished))"
    )


def pick(page: Page, box: Locator, name: str) -> None:
    """Take one of a list; it is opened again where it closed while the page was drawn anew."""
    option = page.get_by_role("option", name=name)
    for _ in range(4):
        box.click()
        with contextlib.suppress(AssertionError):
            expect(option).to_be_visible(timeout=5_000)
            break
    option.click()


def follow(page: Page, name: str) -> None:
    page.get_by_test_id("stMain").get_by_role("link", name=name).first.click()


def upload(page: Page, file: Path) -> None:
    """Choose a file, wait for its review and save it."""
    page.set_input_files("input[type=file]", file)
    press(page, "บันทึกผล")


def field(page: Page, code: str, year: int) -> Locator:
    return page.locator(f'[data-cell="{code}|{year}"]')


def figures(page: Page) -> list[str]:
    """The first line and the key figures of the overview."""
    wait_until_calm(page)
    expect(page.get_by_test_id("stMetric").first).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    return [
        page.get_by_role("heading", level=1).inner_text(),
        *page.get_by_test_id("stMetric").all_inner_texts(),
    ]


@contextmanager
def popover(page: Page, name: str) -> Iterator[Locator]:
    """Open a small form; it closes when it was saved."""
    wait_until_calm(page)  # a form that opens while the page is drawn anew closes again
    press(page, name)
    form = page.get_by_test_id("stPopoverBody").filter(visible=True)
    expect(form).to_be_visible()
    stand_still(form)
    yield form
    form.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_test_id("stToast").filter(has_text="บันทึกแล้ว").first).to_be_visible()
    wait_until_calm(page)


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as got:
        press(page, name)
    return Path(got.value.path()).read_bytes()


def arabic(text: str) -> str:
    return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def words_of(paper: bytes) -> tuple[str, list[list[str]]]:
    """All words of a Word file, its Thai digits as Arabic ones; the rows of its measures (code, words, ...)."""
    document = Document(io.BytesIO(paper))
    rows = [[arabic(cell.text) for cell in row.cells] for table in document.tables for row in table.rows]
    heads = [at for at, row in enumerate(rows) if "มาตรการ" in row[1]] if rows else []
    texts = [arabic(paragraph.text) for paragraph in document.paragraphs]
    texts += [text for row in rows for text in row]
    return "\n".join(texts), rows[heads[0] + 1 :] if heads else []


def test_from_ten_typed_numbers_to_a_word_file_with_the_chosen_measures(page: Page, home: str) -> None:
    page.goto(home)
    press(page, "กรอกคะแนน")
    page.get_by_label("ชื่อหน่วยงาน").fill(OFFICE)
    field(page, "1", NEWEST).focus()
    for score in TEN:
        page.keyboard.type(score)
        page.keyboard.press("Enter")
    see(page, f"กรอกครบ 10 ข้อของปี {NEWEST} ได้ 96.73")
    press(page, "บันทึกและดูผล")
    see(page, f"ปี {NEWEST} ได้ 96.73")

    follow(page, "ดูจุดที่ควรพัฒนา 3")
    see(page, "3 ตัวชี้วัดควรพัฒนา เริ่มที่การเปิดเผยข้อมูล เพิ่มคะแนนรวมได้ถึง 1.75")
    press(page, "เลือกใช้")
    expect(page.get_by_role("button", name="เลือกแล้ว").first).to_be_visible()
    follow(page, "ดูข้อเสนอทั้ง")
    see(page, "เลือกแล้ว 1 มาตรการ ครอบคลุม 1 ใน 3 ตัวชี้วัดที่ต้องแก้ไขหรือควรพัฒนา")

    with popover(page, "แก้ถ้อยคำ 1") as form:
        form.get_by_label("มาตรการ").fill("ตรวจลิงก์ OIT ทุกวันศุกร์")
        form.get_by_label("ผู้รับผิดชอบ").fill("งานประชาสัมพันธ์")
    with popover(page, "เพิ่มมาตรการเอง") as form:
        pick(page, form.get_by_role("combobox", name="ตัวชี้วัด"), "8 การปรับปรุงระบบการทำงาน")
        form.get_by_label("มาตรการ").fill("ประชุมคณะทำงาน ITA ทุกเดือน")
        form.get_by_label("หลักฐาน").fill("รายงานการประชุม")
    see(page, "เลือกแล้ว 2 มาตรการ")
    press(page, "เลื่อนขึ้น: ประชุมคณะทำงาน ITA ทุกเดือน")
    expect(page.locator(".st-key-chosen-0")).to_contain_text("1. ประชุมคณะทำงาน ITA ทุกเดือน")
    expect(page.locator(".st-key-chosen-1")).to_contain_text("2. ตรวจลิงก์ OIT ทุกวันศุกร์")
    with popover(page, "บันทึกสิ่งที่พบ") as form:
        form.get_by_label("หน่วยงานพบอะไรในข้อนี้").fill("ลิงก์ของ 3 ข้อเปิดไม่ได้")
        pick(page, form.get_by_role("combobox"), MEETING)

    expect(page.get_by_text(f"ลิงก์ของ 3 ข้อเปิดไม่ได้ ({MEETING})")).to_be_visible()
    wait_until_calm(page)

    text, measures = words_of(download(page, "สรุป Word"))
    assert "เทศบาลตำบลตัวอย่าง" in text
    assert f"ปีงบประมาณ พ.ศ.{NBSP}{NEWEST}" in text
    assert "96.73" in text
    assert f"มาตรการที่หน่วยงานเลือกสำหรับปี {NEWEST + 1}" in text
    assert [(row[0], row[1].split("\n")[0]) for row in measures[:2]] == [
        ("8", "ประชุมคณะทำงาน ITA ทุกเดือน"),
        ("9", "ตรวจลิงก์ OIT ทุกวันศุกร์"),
    ]
    assert measures[0][3] == "รายงานการประชุม"
    assert measures[1][2].startswith("งานประชาสัมพันธ์\n")
    assert f"ข้อ 9 การเปิดเผยข้อมูล: ลิงก์ของ 3 ข้อเปิดไม่ได้ (ที่มา: {MEETING})" in text


# Unit and period of three measures as an office words them.
SHARED = (
    ("สำนักปลัดเทศบาล", "ม.ค. 69 – มี.ค. 69"),
    ("กองคลัง และกองช่าง", "ทุกวันศุกร์ตลอดปี 2569"),
    ("งานประชาสัมพันธ์", "ไตรมาส 1-2"),
)


def share_out(page: Page, at: int, unit: str, period: str, *, last: bool) -> str:
    """Give the measure whose form is open its unit and period, save it, and give its title."""
    form = page.locator(".st-key-plan-form")
    expect(page.locator(f".st-key-plan-row-{at}")).to_have_count(0)  # its form stands in its place
    title = form.get_by_label("มาตรการ", exact=True).input_value()
    form.get_by_label("ผู้รับผิดชอบ", exact=True).fill(unit)
    form.get_by_label("ระยะเวลา", exact=True).fill(period)
    name = say("plan", "act.save" if last else "act.save-next")
    form.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(f".st-key-plan-row-{at}")).to_contain_text(unit)
    expect(page.locator(f".st-key-plan-row-{at}")).to_contain_text(period)
    wait_until_calm(page)
    return title


def open_paper(content: bytes, ending: str) -> Any:
    """Open a file with the reader of its format, and see that it holds something."""
    held = io.BytesIO(content)
    if ending == "docx":
        document = Document(held)
        assert len(document.paragraphs) > 1
        return document
    if ending == "pdf":
        pages = PdfReader(held).pages
        assert pages[0].extract_text().strip()
        return pages
    opened = openpyxl.load_workbook(held) if ending == "xlsx" else Presentation(held)
    assert len(opened.worksheets if ending == "xlsx" else opened.slides) > 0
    return opened


def test_from_a_file_over_a_plan_of_three_measures_to_every_paper(
    page: Page, home: str, file_of: Callable[..., Path]
) -> None:
    page.goto(home)
    upload(page, file_of(KHUN_KAEO))
    see(page, "ปี 2568 ได้ 96.73")
    turn_to(page, "มาตรการ")
    expect(page.get_by_role("heading", name="ยังไม่ได้เลือกมาตรการ")).to_be_visible()
    wait_until_calm(page)
    for count in (1, 2, 3):
        press(page, "เลือกใช้")
        see(page, f"เลือกแล้ว {count} มาตรการ")
    press(page, "จัดทำแผน")
    expect(page.locator(".st-key-plan-row-2")).to_be_visible()
    wait_until_calm(page)
    page.locator(".st-key-icon-open-0").get_by_role("button").click()
    titles = [share_out(page, at, unit, period, last=at == 2) for at, (unit, period) in enumerate(SHARED)]

    turn_to(page, "เอกสาร")
    see(page, re.compile("ฉบับ"))
    made: dict[tuple[str, str], Any] = {}
    for kind, ending in MADE:
        with page.expect_download() as got:
            page.locator(f".st-key-paper-{kind}-{ending}").get_by_role("button").click()
        assert got.value.suggested_filename.endswith(f"{KHUN_KAEO.name}.{ending}")
        made[kind, ending] = open_paper(Path(got.value.path()).read_bytes(), ending)

    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in made["analysis", "docx"].tables
    ]
    (plan,) = (table[1:] for table in tables if table[0][-1] == "ผู้รับผิดชอบ")
    assert [
        tuple(row[at].replace(NBSP, " ") for at in (2, 5, 4)) for row in plan
    ] == [  # years stay with months
        (title, *shared) for title, shared in zip(titles, SHARED, strict=True)
    ]
    (ranked,) = (table[1:] for table in tables if table[0][-1] == "คะแนน")
    scores = {row[1].split(".")[0]: arabic(row[-1]) for row in ranked}
    assert {arabic(code): float(score) for code, score in scores.items()} == {
        str(code): float(score) for code, score in enumerate(TEN, start=1)
    }
    assert "๙๖.๗๓" in made["analysis", "pdf"][1].extract_text()


def test_what_was_imported_can_be_taken_out_and_brought_back_as_it_was(
    page: Page, home: str, file_of: Callable[..., Path]
) -> None:
    page.goto(home)
    upload(page, file_of(KHUN_KAEO))
    see(page, "ปี 2568 ได้ 96.73")
    before = figures(page)
    assert len(before) == 5

    turn_to(page, "ประวัติและสำรอง")
    see(page, "ใช้อยู่ 1")
    press(page, "ดูสิ่งที่เปลี่ยน")
    expect(page.get_by_text(f"เพิ่ม 36{NBSP}ค่า")).to_be_visible()
    press(page, "นำออก")
    see(page, "นำออกแล้วทั้ง 1")
    turn_to(page, "ภาพรวม")
    see(page, "ยังไม่มีคะแนนในโปรแกรม")

    turn_to(page, "ประวัติและสำรอง")
    press(page, "นำกลับ")
    see(page, "ใช้อยู่ 1")
    turn_to(page, "ภาพรวม")
    see(page, "ปี 2568 ได้ 96.73")
    assert figures(page) == before


def test_a_slip_is_corrected_from_the_overview_and_the_correction_taken_back(
    page: Page, home: str, file_of: Callable[..., Path]
) -> None:
    year = KHUN_KAEO.years[-1]
    slip = replace(year, scores={**year.scores, "9": "19.25"}, total=None, rating=None)
    page.goto(home)
    upload(page, file_of(replace(KHUN_KAEO, years=(slip,))))
    see(page, "ปี 2568 ได้ 82.33")

    follow(page, "แก้หรือเพิ่มตัวเลข")
    expect(field(page, "9", 2568)).to_have_value("19.25")
    field(page, "9", 2568).fill("91.25")
    field(page, "9", 2568).press("Control+Enter")
    see(page, "ปี 2568 ได้ 96.73")

    turn_to(page, "ประวัติและสำรอง")
    see(page, "ใช้อยู่ 2")
    press(page, "ดูสิ่งที่เปลี่ยน")
    expect(page.get_by_text(f"แก้ 1{NBSP}ค่า")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="9 การเปิดเผยข้อมูล")).to_contain_text(
        re.compile(r"19\.25\s*91\.25\s*แก้")
    )
    press(page, "นำออก")
    see(page, f"นำออกแล้ว 1{NBSP}รายการ")
    turn_to(page, "ภาพรวม")
    see(page, "ปี 2568 ได้ 82.33")


def test_two_people_at_one_server_see_what_is_saved_and_nothing_that_is_not(
    browser: Browser, home: str, file_of: Callable[..., Path]
) -> None:
    one, other = browser.new_context().new_page(), browser.new_context().new_page()
    one.goto(home)
    one.set_input_files("input[type=file]", file_of(KHUN_KAEO, LUMPHUK))
    see(one, "อ่านไฟล์ครบ")
    other.goto(home)
    see(other, "นำเข้าไฟล์คะแนน ITA แล้วดูผลได้ทันที")
    press(one, "บันทึกผล")
    see(one, "ปี 25")
    other.goto(f"{home}/overview")
    see(other, "ปี 25")

    # each keeps an agency and a year of their own
    choose_agency(one, KHUN_KAEO.name)
    choose_year(one, 2566)
    see(one, "ปี 2566 ได้ 97.35")
    choose_agency(other, LUMPHUK.name)
    see(other, "ปี 2565 ")
    turn_to(one, "แนวโน้ม")
    turn_to(other, "แนวโน้ม")
    expect(agency_box(one)).to_have_value(KHUN_KAEO.name)
    expect(agency_box(other)).to_have_value(LUMPHUK.name)

    # what one types is not seen by the other, and the other's beginning again does not touch it
    for person, score in ((one, "88.11"), (other, "77.22")):
        turn_to(person, "ภาพรวม")
        see(person, re.compile("^ปี "))
        choose_agency(person, KHUN_KAEO.name)
        turn_to(person, "กรอกคะแนน")
        expect(field(person, "9", 2568)).to_have_value("91.25")
        field(person, "9", 2568).fill(score)
        field(person, "9", 2568).press("Tab")
        expect(person.get_by_text("ยังไม่ได้บันทึก 1 ช่อง")).to_be_visible()
    press(other, "เริ่มใหม่")
    expect(field(other, "9", 2568)).to_have_value("91.25")
    press(other, "นำที่กรอกกลับมา")
    expect(field(other, "9", 2568)).to_have_value("77.22")
    press(other, "เริ่มใหม่")
    expect(field(other, "9", 2568)).to_have_value("91.25")
    expect(field(one, "9", 2568)).to_have_value("88.11")

    press(one, "บันทึกและดูผล")
    see(one, re.compile("ปี 2568 "))
    turn_to(other, "ภาพรวม")
    see(other, re.compile("^ปี "))
    other.reload()
    see(other, re.compile("^ปี "))
    turn_to(other, "กรอกคะแนน")
    expect(field(other, "9", 2568)).to_have_value("88.11")
    one.context.close()
    other.context.close()


def agency_box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="หน่วยงาน")


def choose_agency(page: Page, name: str) -> None:
    """Choose an agency by typing its name; of the one that is chosen the list offers nothing."""
    if agency_box(page).input_value() != name:
        agency_box(page).fill(name)
        page.get_by_role("option", name=name, exact=True).click()
    expect(agency_box(page)).to_have_value(name)
    wait_until_calm(page)


def year_button(page: Page, year: int) -> Locator:
    return page.get_by_role("radio", name=str(year))


def choose_year(page: Page, year: int) -> None:
    year_button(page, year).click()
    page.wait_for_url(re.compile(f"year={year}"))
    wait_until_calm(page)


def place_of(url: str) -> tuple[str, dict[str, list[str]]]:
    """Page and choice that an address names, whatever the order of its parts."""
    parts = urlsplit(url)
    return parts.path, parse_qs(parts.query)


def see_choice(page: Page, name: str, year: int) -> None:
    """Agency and year stand on the page and in its address."""
    expect(agency_box(page)).to_have_value(name)
    expect(year_button(page, year)).to_be_checked()
    page.wait_for_url(re.compile(f"agency=.*year={year}"))
    wait_until_calm(page)


def test_agency_and_year_stay_over_pages_reload_back_and_a_shared_link(
    page: Page, browser: Browser, samples: str
) -> None:
    name, year = "เทศบาลเมืองริมหิ่งห้อย", 2566
    page.goto(f"{samples}/overview?sample=province")
    see(page, "ปี 2568 ")
    choose_agency(page, name)
    choose_year(page, year)
    pages = {
        "overview": "ภาพรวม",
        "trends": "แนวโน้ม",
        "weaknesses": "จุดที่ควรพัฒนา",
        "measures": "มาตรการ",
    }
    links, findings = {}, {}
    for place, title in pages.items():
        if place != "overview":
            turn_to(page, title)
            page.wait_for_url(f"**/{place}?*")
        see_choice(page, name, year)
        page.reload()
        see_choice(page, name, year)
        links[place] = page.url
        findings[place] = page.get_by_role("heading", level=1).inner_text()
    assert len(set(findings.values())) == 4

    for place in list(pages)[-2::-1]:  # each page is one step of the browser's Back
        page.go_back()
        page.wait_for_url(lambda url, link=links[place]: place_of(url) == place_of(link))
        expect(page.get_by_role("heading", level=1)).to_have_text(findings[place], use_inner_text=True)
        see_choice(page, name, year)

    friend = browser.new_context().new_page()
    for place, link in links.items():
        friend.goto(link)
        expect(friend.get_by_role("heading", level=1)).to_have_text(findings[place], use_inner_text=True)
        see_choice(friend, name, year)
    assert parse_qs(urlsplit(friend.url).query)["sample"] == ["province"]
    friend.context.close()


def test_a_clean_file_is_two_clicks_from_the_overview_and_five_from_a_finished_paper(
    page: Page, home: str, file_of: Callable[..., Path]
) -> None:
    clicks = 0

    def click(target: Locator) -> None:
        nonlocal clicks
        target.click()
        clicks += 1

    main = page.get_by_test_id("stMain")
    page.goto(home)
    with page.expect_file_chooser() as chooser:
        click(page.get_by_test_id("stFileUploaderDropzone").locator("button"))
    chooser.value.set_files(file_of(KHUN_KAEO))
    click(main.get_by_role("button", name="บันทึกผล"))
    see(page, "ปี 2568 ได้ 96.73")
    assert clicks == 2

    click(main.get_by_role("link", name="ดูจุดที่ควรพัฒนา"))
    see(page, "3 ตัวชี้วัดควรพัฒนา")
    click(main.get_by_role("button", name="เลือกใช้").first)
    expect(main.get_by_role("button", name="เลือกแล้ว").first).to_be_visible()
    with page.expect_download() as got:
        click(main.get_by_role("button", name="สรุป Word"))
    assert clicks == 5
    text, measures = words_of(Path(got.value.path()).read_bytes())
    assert KHUN_KAEO.name in text
    assert [row[1].split("\n")[0] for row in measures[:1]] == ["ตรวจลิงก์ OIT ทุกข้อให้เปิดได้จริง"]


def press_until(page: Page, words: str) -> None:
    """Go on with Tab until the link or button with these words has the focus."""
    wait_until_calm(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.get_by_test_id("stMain").get_by_text(words).first).to_be_visible()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator("a:focus, button:focus").filter(has_text=words).count():
            return
    raise AssertionError(f"{words!r} cannot be reached with Tab")


def test_a_measure_is_taken_and_given_up_with_the_keyboard_alone(page: Page, samples: str) -> None:
    page.goto(f"{samples}/overview?sample=municipality&year=2568")
    see(page, "ปี 2568 ")
    press_until(page, "ดูจุดที่ควรพัฒนา")
    page.keyboard.press("Enter")
    see(page, "เพิ่มคะแนนรวมได้")
    press_until(page, "เลือกใช้")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="เลือกแล้ว").first).to_be_visible()
    press_until(page, "ดูข้อเสนอทั้ง")
    page.keyboard.press("Enter")
    see(page, "เลือกแล้ว 1 มาตรการ")
    press_until(page, "เลิกทำ")
    page.keyboard.press("Enter")
    expect(page.get_by_text("ยังไม่ได้เลือกมาตรการ")).to_be_visible()


def test_text_typed_into_a_form_is_not_lost_by_a_wrong_click(page: Page, samples: str) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) == 3 else dialog.dismiss()

    page.on("dialog", answer)
    page.goto(f"{samples}/office?sample=municipality&year=2568")
    field = page.get_by_label(say("office", "field.heading"))
    expect(field).to_be_visible()
    wait_until_calm(page)
    field.click()
    year_button(page, 2567).click()  # nothing was typed yet: nothing is asked
    page.wait_for_url(re.compile("year=2567"))
    wait_until_calm(page)
    field.fill("กองคลัง")
    turn_to(page, "ภาพรวม")
    year_button(page, 2568).click()
    assert asked == [say("pages", "unsaved")] * 2
    expect(field).to_have_value("กองคลัง")
    expect(year_button(page, 2567)).to_be_checked()
    turn_to(page, "ภาพรวม")
    see(page, "ปี 2567 ")
    assert len(asked) == 3


def test_a_small_form_with_typed_text_is_not_closed_by_a_click_beside_it(page: Page, samples: str) -> None:
    answers = [False, True]
    page.on("dialog", lambda dialog: dialog.accept() if answers.pop(0) else dialog.dismiss())
    page.goto(f"{samples}/measures?sample=municipality&year=2568")
    expect(page.get_by_test_id("stMain").get_by_role("button", name="เพิ่มมาตรการเอง")).to_be_visible()
    wait_until_calm(page)
    press(page, "เพิ่มมาตรการเอง")
    form = page.get_by_test_id("stPopoverBody").filter(visible=True)
    form.get_by_label("มาตรการ").fill("ประชุมทุกเดือน")
    page.get_by_role("heading", level=1).click()
    expect(form.get_by_label("มาตรการ")).to_have_value("ประชุมทุกเดือน")
    form.get_by_label("มาตรการ").press("Escape")
    expect(form).to_have_count(0)
    assert answers == []


def test_an_open_rating_is_settled_on_the_spot_by_the_parts_of_eit(
    page: Page, home: str, file_of: Callable[..., Path]
) -> None:
    ten = replace(KHUN_KAEO.years[-1], total=None, rating=None)
    page.goto(home)
    upload(page, file_of(replace(KHUN_KAEO, years=(ten,))))
    see(page, "เป็นได้ทั้งระดับผ่านดีและผ่านดีเยี่ยม")
    unfold(page, "กรอกเพิ่มเพื่อให้ระดับชัดเจน")
    page.get_by_label("EIT ส่วนที่ 1").fill("97.00")
    page.get_by_label("EIT ส่วนที่ 2").fill("93.33")
    page.locator(".st-key-settle").get_by_role("button", name="บันทึก").click()
    see(page, "ติดเงื่อนไขที่ EIT ส่วนที่ 2 จึงยังไม่ถึงระดับผ่านดีเยี่ยม")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ผ่านดี")
    expect(page.get_by_text("กรอกเพิ่มเพื่อให้ระดับชัดเจน")).to_have_count(0)
