"""README and the guides: nothing they point at is missing, nothing that they should name is left out."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from itacore.wording import read_wording, say
from pages.ui.navigation import PAGES
from tools import make_file_guide

HERE = Path(__file__).parent.parent.parent
DOCS = sorted([HERE / "README.md", HERE / "README.th.md", *(HERE / "docs").rglob("*.md")])
GUIDE = HERE / "docs" / "user-guide.md"
PICTURES = sorted((HERE / "docs" / "pictures").iterdir())
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
# What the guide tells to press, open or look at is written in bold behind one of these words.
NAMED = re.compile(r"(?:กด|ปุ่ม|หน้า|เปิด|ช่อง|แถบ|กล่อง|มี|คือ|ได้ทั้ง|ที่|หรือ|และ) ?\*\*([^*]+)\*\*")


def links(path: Path) -> list[tuple[bool, str, str]]:
    """Every link of a page: whether it is a picture, its text, its target."""
    found = LINK.findall(path.read_text(encoding="utf-8"))
    return [(mark == "!", text, target) for mark, text, target in found]


def anchors(path: Path) -> set[str]:
    """The names under which the headings of a page can be linked, as GitHub makes them."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
        kept = [c for c in heading.lower() if c in " -_" or unicodedata.category(c)[0] in "LMN"]
        found.add("".join(kept).replace(" ", "-"))
    return found


@cache
def wordings() -> frozenset[str]:
    """Everything that the program says."""
    catalogues = (HERE / "data" / "wording").glob("*.toml")
    return frozenset(text for path in catalogues for text in read_wording(path.stem).values())


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    missing = []
    for _, _, target in links(path):
        file, _, place = target.partition("#")
        if file.startswith(("https://", "http://")):
            continue
        aim = (path.parent / file).resolve() if file else path
        if not aim.is_file() or (place and place not in anchors(aim)):
            missing.append(target)
    assert missing == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_picture_says_what_it_shows(path: Path) -> None:
    assert [target for is_picture, text, target in links(path) if is_picture and len(text) < 10] == []


def test_every_picture_is_used() -> None:
    used = {
        (path.parent / target).resolve()
        for path in DOCS
        for is_picture, _, target in links(path)
        if is_picture
    }
    assert [path.name for path in PICTURES if path.resolve() not in used] == []


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_pictures_are_small(path: Path) -> None:
    assert path.stat().st_size <= 160_000
    with Image.open(path) as image:
        assert image.width <= 1366


def test_the_guide_names_every_page() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    titles = [say("pages", f"page.{page.name}") for page in PAGES]
    assert [title for title in titles if f"**{title}**" not in text] == []


def test_what_the_guide_tells_to_press_is_called_so_in_the_program() -> None:
    named = NAMED.findall(GUIDE.read_text(encoding="utf-8"))
    assert len(named) > 40
    assert [words for words in named if words not in wordings()] == []


def test_the_page_of_unread_files_is_what_the_program_says_of_them() -> None:
    kept = make_file_guide.PAGE.read_text(encoding="utf-8")
    assert kept == make_file_guide.page()
    lines = [line for line in kept.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {4}
    assert "| |" not in kept.replace("  ", " ")
    seen = re.findall("“([^”]+)”", " ".join(text for _, text in make_file_guide.SECTIONS))
    findings = [text for key, text in read_wording("import").items() if key.startswith("finding.")]
    assert [words for words in seen if not any(words in text for text in findings)] == []
