"""Write the tables of docs/unread-file.md from the small files of tests/files and what the program says of each.

Run by hand after a change of a message or of a file: ``python -m tools.make_file_guide``. A test compares.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.issues import Issue, Severity
from tests.reading.bad_files import FOLDER
from tests.reading.reader import read_bytes

PAGE = Path(__file__).parents[1] / "docs" / "unread-file.md"
START, END = "<!-- made by tools/make_file_guide.py -->", "<!-- end -->"
SECTIONS = (
    "อ่านทั้งไฟล์ไม่ได้",
    "เปิดไฟล์ได้ แต่ยังไม่มีคะแนนที่ใช้ได้",
    "อ่านได้ แต่มีช่องที่ต้องแก้",
    "อ่านได้ครบ มีเรื่องให้ตรวจหรือแจ้งให้ทราบ",
    "หน้าตาแปลก แต่อ่านได้ตามปกติ",
)
HEAD = "| ไฟล์เป็นแบบนี้ | โปรแกรมบอกว่า | ทำอย่างไร |\n| --- | --- | --- |"


def section_of(scores: int, issues: list[Issue]) -> int:
    """The section of a file, from what was read of it and how much its issues matter."""
    if not issues:
        return 4
    if not scores:
        return 0 if issues[0].sheet is None else 1
    return 2 if any(issue.severity is Severity.ERROR for issue in issues) else 3


def line_of(about: str, issues: list[Issue]) -> str:
    """One line of a table: what the file is, what the program says of it first, how to mend that."""
    if not issues:
        return f"| {about} | – | ไม่ต้องทำอะไร |"
    worst = min(issues, key=lambda issue: list(Severity).index(issue.severity))
    where = f"ช่อง {worst.cell}: " if worst.cell else ""
    cells = (about, where + worst.message, worst.hint)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\u00a0", " ") for cell in cells) + " |"


def tables() -> str:
    """All tables, one a section."""
    lines: dict[int, list[str]] = {number: [] for number in range(len(SECTIONS))}
    expected = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
    for name, entry in expected.items():
        reading = read_bytes((FOLDER / name).read_bytes(), name)
        issues = list(study(reading, read_criteria())[1])
        line = line_of(entry["about"], issues)
        own = lines[section_of(reading.scores_read, issues)]
        if line not in own:
            own.append(line)
    parts = [
        f"## {number + 1}. {title}\n\n{HEAD}\n" + "\n".join(lines[number])
        for number, title in enumerate(SECTIONS)
    ]
    return "\n\n".join(parts)


def page() -> str:
    """The whole page with fresh tables."""
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(START)[0], text.split(END)[1]
    return f"{before}{START}\n\n{tables()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
