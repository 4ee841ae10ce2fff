"""Write the tables of docs/unread-file.md from the small files of tests/files and what the program says of each.

Run by hand after a change of a message or of a file: ``python -m tools.make_file_guide``. A test compares.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.issues import Issue, Severity
from itacore.reading import Reading, read_files
from tests.reading.bad_files import FOLDER
from tests.reading.reader import TODAY

PAGE = Path(__file__).parents[1] / "docs" / "unread-file.md"
START, END = "<!-- made by tools/make_file_guide.py -->", "<!-- end -->"
UNOPENED, UNREAD, ERRORS, WARNINGS, NOTES, CLEAN = range(6)
# Titles, and what the screen says: in marks of quotation as it stands in data/wording/import.toml.
SECTIONS = (
    ("เปิดไฟล์ไม่ได้", "จอขึ้นว่า “อ่านคะแนนจากไฟล์นี้ไม่ได้” เพราะชนิดของไฟล์ หรือไฟล์เสีย"),
    (
        "เปิดไฟล์ได้ แต่ไม่มีคะแนนที่ใช้ได้",
        "จอขึ้นว่า “อ่านคะแนนจากไฟล์นี้ไม่ได้” หรือให้ “ตอบคำถาม” ก่อน เพราะไม่มีตารางคะแนน ITA หรือตารางอ่านได้หลายแบบ",
    ),
    ("อ่านได้ แต่มีเรื่องต้องแก้", "จอขึ้นว่า “มีเรื่องต้องแก้” หรือให้ “เลือกค่าที่ประกาศ” ช่องอื่นอ่านได้ตามปกติ"),
    ("อ่านได้ มีเรื่องควรตรวจ", "จอขึ้นว่า “มีเรื่องควรตรวจ” หรือให้ “พิมพ์ชื่อหน่วยงาน” ถ้าตรวจแล้วถูกต้อง กดบันทึกได้เลย"),
    ("อ่านได้ แจ้งให้ทราบเท่านั้น", "จอขึ้นว่า “มีเรื่องแจ้งให้ทราบ” กดบันทึกได้เลย"),
    ("อ่านได้ ไม่ต้องทำอะไร", "จอขึ้นว่า “ไม่พบเรื่องที่ต้องแก้” รวมถึงไฟล์ที่ดูแปลก แต่โปรแกรมอ่านถูก"),
)
TOPICS = {
    "kind": "ชนิดของไฟล์",
    "damaged": "ไฟล์เสีย ไม่ครบ หรือใหญ่ผิดปกติ",
    "other": "ตารางที่ไม่ใช่ผลคะแนน ITA",
    "columns": "แผ่นงาน แถว และคอลัมน์",
    "year": "ปีงบประมาณ",
    "agency": "ชื่อหน่วยงาน",
    "label": "ชื่อและเลขตัวชี้วัด",
    "cell": "ตัวเลขในช่อง",
    "sums": "คะแนนรวม คะแนนแบบวัด และระดับ",
    "twice": "คะแนนที่ซ้ำหรือต่างกันมาก",
}
HEAD = "| ไฟล์เป็นแบบนี้ | โปรแกรมบอกว่า | ทำอย่างไร |\n| --- | --- | --- |"
MOST_SHOWN = 3
MANY_LINES = 15  # from which a section is divided by topic
Section = dict[str, dict[tuple[str, str], list[str]]]  # by topic, by what is said, the files
MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\|*_`<[]"} | {"\n": " ", "\u00a0": " "})


def section_of(reading: Reading, issues: list[Issue]) -> int:
    """The section of a file, from what was read of it and how much its worst issue matters."""
    if not reading.scores_read:
        return UNREAD if any(file.sheets for file in reading.files) else UNOPENED
    worst = min((_order(issue) for issue in issues), default=len(Severity))
    return (ERRORS, WARNINGS, NOTES, CLEAN)[worst]


def worst_first(issues: Iterable[Issue]) -> list[Issue]:
    """The issues that a line shows: one of each code; notes only where there is nothing else."""
    by_code: dict[str, Issue] = {}
    for issue in issues:
        by_code.setdefault(issue.code, issue)
    ordered = sorted(by_code.values(), key=_order)
    heavy = [issue for issue in ordered if issue.severity is not Severity.NOTE]
    return (heavy or ordered)[:MOST_SHOWN]


def _order(issue: Issue) -> int:
    return list(Severity).index(issue.severity)


def say_of(issues: list[Issue]) -> tuple[str, str]:
    """What the program says of a file, and how to mend it: two cells of a line."""
    shown = worst_first(issues)
    found = [(f"ช่อง {issue.cell}: " if issue.cell else "") + issue.message for issue in shown]
    return _numbered(found), _numbered([issue.hint for issue in shown])


def _numbered(texts: list[str]) -> str:
    marked = [text.translate(MARKS) for text in texts]
    if len(marked) < 2:
        return "".join(marked)
    return "<br>".join(f"({number}) {text}" for number, text in enumerate(marked, start=1))


def tables() -> str:
    """All sections, each with its tables by topic."""
    sections: list[Section] = [{topic: {} for topic in TOPICS} for _ in SECTIONS]
    criteria = read_criteria()
    listed = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
    with ThreadPoolExecutor() as pool:  # each file is opened in a process of its own, which takes its time
        readings = pool.map(_read, listed)
    for entry, reading in zip(listed.values(), readings, strict=True):
        issues = list(study(reading, criteria)[1])
        alike = sections[section_of(reading, issues)][entry["topic"]].setdefault(say_of(issues), [])
        about = entry["about"].translate(MARKS)
        if about not in alike:
            alike.append(about)
    titles = [f"{number} {title}" for number, (title, _) in enumerate(SECTIONS, start=1)]
    contents = "\n".join(f"- [{title}](#{title.replace(' ', '-')})" for title in titles)
    parts = [_section(number, titles[number], own) for number, own in enumerate(sections)]
    return "\n\n".join([contents, *parts])


def _read(name: str) -> Reading:
    return read_files([(name, (FOLDER / name).read_bytes())], TODAY)


def _section(number: int, title: str, topics: Section) -> str:
    """A section: its title, what the screen says, and a list or tables."""
    start = f"## {title}\n\n{SECTIONS[number][1]}\n\n"
    if number == CLEAN:
        return start + "\n".join(f"- {about}" for own in topics.values() for about in own.get(("", ""), ()))
    used = {TOPICS[topic]: _lines(own) for topic, own in topics.items() if own}
    if sum(map(len, used.values())) < MANY_LINES:
        return start + "\n".join([HEAD, *(line for lines in used.values() for line in lines)])
    return start + "\n\n".join("\n".join([f"### {topic}\n", HEAD, *lines]) for topic, lines in used.items())


def _lines(own: dict[tuple[str, str], list[str]]) -> list[str]:
    """Lines of a table; files of which the program says the same share one."""
    return [f"| {'<br>'.join(abouts)} | {found} | {hint} |" for (found, hint), abouts in own.items()]


def page() -> str:
    """The whole page with fresh tables."""
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(START)[0], text.split(END)[1]
    return f"{before}{START}\n\n{tables()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
