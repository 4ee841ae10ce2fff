"""The words of the issues: complete, and every place in them filled by the code that reports the issue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itacore.issues import Issue, issue_codes
from itacore.reading import contradictions
from itacore.reading.cells import FAULTS
from itacore.tables import DECLARED_LEVELS, SCORE_LEVELS
from itacore.wording import places_of, read_wording

WORDING = read_wording("issues")
CODES = sorted(issue_codes())
SOURCE = Path(contradictions.__file__).resolve().parents[1]
# Latin letters that a Thai officer meets in Excel and in the ITA itself.
KNOWN = set(
    (
        "Excel Workbook Word PDF OpenDocument LibreOffice ITA IIT EIT OIT LPA MOIT MB "
        "xlsx xls xlsb ods csv docx doc html rtf zip RTF PowerPoint Google Microsoft"
    ).split()
)


def codes_in_source() -> set[str]:
    """Codes that stand in the source of the library."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return {code for code in CODES if f'"{code}"' in text} | {
        code for code in CODES if code.startswith("look-alike-")
    }


@pytest.mark.parametrize("code", CODES)
def test_every_entry_is_complete_and_fills_its_places(code: str) -> None:
    assert {f"{code}.{part}" in WORDING for part in ("severity", "message", "hint")} == {True}
    places = places_of(WORDING[f"{code}.message"]) | places_of(WORDING[f"{code}.hint"])
    issue = Issue(code, "ไฟล์.xlsx", "แผ่น", 0, 0, dict.fromkeys(places, "คำ"))
    for text in (issue.message, issue.hint):
        assert "{" not in text
        assert text == text.strip()
        assert "  " not in text
        assert len(text) <= 200
        assert not text.endswith(".")
        assert set(re.findall(r"[A-Za-z]{2,}", text)) <= KNOWN


def test_every_code_is_used() -> None:
    assert set(CODES) - codes_in_source() <= {"mixed-imports"}


def test_every_level_has_its_name() -> None:
    for level in {*SCORE_LEVELS, *DECLARED_LEVELS}:
        assert WORDING[f"figures.{level}"].format(code="7")


def test_faults_of_cells_have_words() -> None:
    assert set(FAULTS.values()) <= set(CODES)
