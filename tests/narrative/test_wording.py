"""Every catalogue of wording loads, and its Thai is in one form."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from itacore.thai import normalize
from itacore.wording import FOLDER, places_of, read_wording

SUBJECTS = sorted(path.stem for path in Path(FOLDER).glob("*.toml"))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_entry_formats_with_all_its_places(subject: str) -> None:
    for key, template in read_wording(subject).items():
        places = {name: f"<{name}>" for name in places_of(template)}
        text = template.format(**places)
        assert text, key
        assert all(f"<{name}>" in text for name in places), key
        assert all(
            not spec and not conversion for _, _, spec, conversion in string.Formatter().parse(template)
        ), key


@pytest.mark.parametrize("subject", SUBJECTS)
def test_thai_is_written_in_one_form(subject: str) -> None:
    for key, template in read_wording(subject).items():
        plain = template.replace("\u00a0", " ").replace("\n", " ")
        assert normalize(plain) == plain.strip(), key
