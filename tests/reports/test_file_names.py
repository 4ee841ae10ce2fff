"""Names of files to download: fit for Windows, Linux and macOS, whatever the agency is called."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itacore.reports.letters import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("สรุป ปี 2568 เทศบาลตำบลตัวอย่าง", "สรุป ปี 2568 เทศบาลตำบลตัวอย่าง.docx"),
        ("<b>=cmd|' /C calc'!A0 & {{x}}", "-b-=cmd-' -C calc'!A0 & {{x}}.docx"),
        ("../../x", "-..-x.docx"),
        ("a\nb\tc\x00d\u202ee", "a b cde.docx"),
        ("CON", "-CON.docx"),
        ("com1.tar", "-com1.tar.docx"),
        ("console", "console.docx"),
        ("   ", "-.docx"),
        ("ก. ", "ก.docx"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert file_name(title, "docx") == name


@given(st.text(st.characters(), max_size=400), st.sampled_from(["csv", "xlsx"]))
def test_any_title_becomes_a_name_that_every_system_takes(title: str, ending: str) -> None:
    name = file_name(title, ending)
    assert len(name.encode("utf-8")) <= 255
    assert name.endswith(f".{ending}")
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in name)
    stem = name.removesuffix(f".{ending}")
    assert stem
    assert stem[-1] not in " ."
    assert stem[0] not in " ."
