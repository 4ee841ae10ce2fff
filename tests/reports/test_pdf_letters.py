"""The letters of PDF papers: each Thai cluster one glyph, seen as Sarabun's, read back as it was written."""

from __future__ import annotations

import re
from functools import cache

import pytest
import uharfbuzz as hb
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.reports.pdf import write_pdf
from itacore.reports.report import Paragraph, Report, verbatim
from itacore.reports.typesetting import FONTS
from tests.reports.cases import DAY
from tests.reports.pdf_reading import EVERY_READER, READERS, holds
from tools.make_paper_font import CONSONANTS, FACES, TONES, VOWELS, clusters, make_face

RARE = "ฎุ ญู ปั๊ม ฟ้ำ น้ำ ก่ำ ฐิ ฬู ฤๅ พันธุ์ สิทธิ์ เก็บ ซื้อ ฏู กฺ ชนม์"
Glyphs = list[tuple[int, int, int, int]]


@cache
def face(name: str) -> hb.Font:
    return hb.Font(hb.Face((FONTS / name).read_bytes()))


@cache
def opened(name: str) -> TTFont:
    return TTFont(FONTS / name)


def shaped(name: str, text: str) -> Glyphs:
    """Glyph, place and width of what a text becomes."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face(name), buffer)
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(i.codepoint, p.x_offset, p.y_offset, p.x_advance) for i, p in pairs]


def outline(name: str, text: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """Every stroke of a text, where it is drawn."""
    font, at, strokes = opened(name), 0, []
    for glyph, x, y, width in shaped(name, text):
        pen = DecomposingRecordingPen(font.getGlyphSet())
        font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
        for step, points in pen.value:
            strokes.append((step, tuple((px + at + x, py + y) for px, py in points if points)))
        at += width
    return strokes


def paper(text: str) -> Report:
    return Report("ก", verbatim("ข"), DAY, (Paragraph(verbatim(text)),))


@pytest.mark.parametrize("name", FACES)
def test_the_letters_are_made_of_sarabun_by_the_tool(name: str) -> None:
    source = (FONTS / f"Sarabun-{name}.ttf").read_bytes()
    assert make_face(source) == (FONTS / f"SarabunClusters-{name}.ttf").read_bytes()


@pytest.mark.parametrize("name", FACES)
def test_every_cluster_is_one_glyph_as_wide_as_before(name: str) -> None:
    for cluster in clusters():
        before = sum(glyph[3] for glyph in shaped(f"Sarabun-{name}.ttf", cluster))
        (after,) = shaped(f"SarabunClusters-{name}.ttf", cluster)
        assert after[1:] == (0, 0, before), cluster


@pytest.mark.parametrize("text", [*RARE.split(), "การประเมินคุณธรรมและความโปร่งใส", "ที่ปรึกษา๑๒ EIT1 fi"])
def test_it_looks_as_before(text: str) -> None:
    for name in FACES:
        assert outline(f"SarabunClusters-{name}.ttf", text) == outline(f"Sarabun-{name}.ttf", text)


def test_the_family_has_a_name_of_its_own_and_keeps_its_licence() -> None:
    for name in FACES:
        names = {entry.nameID: str(entry) for entry in opened(f"SarabunClusters-{name}.ttf")["name"].names}
        assert names[1] == "Sarabun Clusters"
        assert names[6] == f"SarabunClusters-{name}"
        assert "The Sarabun Project Authors" in names[0]
        assert "SIL Open Font License" in names[13]
        assert opened(f"SarabunClusters-{name}.ttf")["OS/2"].fsType == 0


@pytest.mark.parametrize("reader", EVERY_READER)
def test_every_cluster_comes_back(reader: str) -> None:
    every = list(clusters())
    text = "".join(READERS[reader](write_pdf(paper(" ".join([*every, RARE])))))
    assert re.sub(r"-[๐-๙]+-", "", text).split()[2:] == [*every, *RARE.split()]


LEAD, CONSONANT = st.sampled_from(["", "", "", *"เแโใไ"]), st.sampled_from(CONSONANTS)
END = ["", "า", "ะ", "ง", "ๆ", " ", " (", ") ", " 2568 ", "๑.๒๕", " EIT1 ", "\u00a0", "/"]
SYLLABLE = st.tuples(
    LEAD, CONSONANT, st.sampled_from(VOWELS), st.sampled_from([*TONES, "\u0e4c"]), st.sampled_from(END)
)
WITH_SARA_AM = st.tuples(CONSONANT, st.sampled_from(TONES), st.just("\u0e33"))


@pytest.mark.parametrize("reader", EVERY_READER)
@given(text=st.lists((SYLLABLE | WITH_SARA_AM).map("".join), min_size=1, max_size=40).map("".join))
@settings(max_examples=40, deadline=None)
def test_any_words_come_back(reader: str, text: str) -> None:
    assert holds("".join(READERS[reader](write_pdf(paper(text)))), text)
