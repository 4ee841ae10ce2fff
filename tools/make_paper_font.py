"""Make the letters of papers in PDF from Sarabun: `python -m tools.make_paper_font`.

A PDF must give back the text that it shows. Where a mark of Thai is moved over its letter (GPOS), a writer of PDF
repeats or loses characters; where letter and marks are one glyph, it names the whole text of that glyph and nothing
can go wrong. So each cluster (a consonant with vowel, tone or both, a consonant with SARA AM) becomes one composite
glyph, its parts exactly where HarfBuzz puts them, reached by a ligature lookup that comes before all others. The
letters look the same as Sarabun's. Licence: SIL Open Font License 1.1, which asks for no other name, but a changed
font should have one.
"""

import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables as ot
from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, Glyph, GlyphComponent

FOLDER = Path(__file__).resolve().parents[1] / "static" / "fonts"
FAMILY, FILE = "Sarabun Clusters", "SarabunClusters"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", *"\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47"]
TONES = ["", *"\u0e48\u0e49\u0e4a\u0e4b"]
MARKS = [*TONES, *"\u0e4c\u0e4d\u0e4e"]
PHINTHU, SARA_AM, SARA_AA, NIKHAHIT = "\u0e3a", "\u0e33", "\u0e32", "\u0e4d"


def clusters() -> Iterator[str]:
    """Give every consonant with its marks, and with SARA AM."""
    for consonant in CONSONANTS:
        for vowel in VOWELS:
            for mark in MARKS:
                if vowel or mark:
                    yield consonant + vowel + mark
        yield consonant + PHINTHU
        for tone in TONES:
            yield consonant + tone + SARA_AM


def make_face(source: bytes) -> bytes:
    """Make the face of papers of one face of Sarabun; the same face gives the same bytes."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    shaper = hb.Font(hb.Face(source))
    letters, order = font.getBestCmap(), font.getGlyphOrder()
    names = [glyph_name(cluster) for cluster in clusters()]
    font.setGlyphOrder([*order, *names])
    ligatures = defaultdict(list)
    for cluster in clusters():
        first, *rest = [letters[ord(letter)] for letter in as_shaped(cluster)]
        name = glyph_name(cluster)
        parts, advance = shape(shaper, cluster, order)
        add_glyph(font, name, parts, advance)
        ligature = ot.Ligature()
        ligature.Component, ligature.LigGlyph = rest, name
        ligatures[first].append(ligature)
    add_lookup(font, {first: sorted(found, key=longest) for first, found in sorted(ligatures.items())})
    rename(font)
    font["post"].formatType = 3.0  # nobody asks for the names of glyphs
    sink = io.BytesIO()
    font.save(sink)
    return sink.getvalue()


def glyph_name(cluster: str) -> str:
    """Name the glyph of a cluster."""
    return "_".join(f"{ord(letter):04X}" for letter in cluster)


def as_shaped(cluster: str) -> str:
    """Give the letters in the order in which a shaper meets them: SARA AM in two parts, the ring before the tone."""
    if not cluster.endswith(SARA_AM):
        return cluster
    return cluster[0] + NIKHAHIT + cluster[1:-1] + SARA_AA


def longest(ligature: ot.Ligature) -> tuple[int, list[str]]:
    """Order ligatures so that the longest is tried first."""
    return -len(ligature.Component), ligature.Component


def shape(shaper: hb.Font, cluster: str, order: list[str]) -> tuple[list[tuple[str, int, int]], int]:
    """Give the parts of a cluster with their places, and its width."""
    buffer = hb.Buffer()
    buffer.add_str(cluster)
    buffer.guess_segment_properties()
    hb.shape(shaper, buffer)
    parts, width = [], 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        parts.append((order[info.codepoint], width + place.x_offset, place.y_offset))
        width += place.x_advance
    return parts, width


def add_glyph(font: TTFont, name: str, parts: list[tuple[str, int, int]], width: int) -> None:
    """Add a glyph made of other ones."""
    glyph = Glyph()
    glyph.numberOfContours, glyph.components = -1, []
    for part, x, y in parts:
        component = GlyphComponent()
        # Not USE_MY_METRICS: some readers would then take the width of one part for the whole.
        component.glyphName, component.x, component.y, component.flags = part, x, y, ROUND_XY_TO_GRID
        glyph.components.append(component)
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = 1


def add_lookup(font: TTFont, ligatures: dict[str, list[ot.Ligature]]) -> None:
    """Put the ligatures before all other lookups, into the composition of glyphs of the Thai script."""
    table = font["GSUB"].table
    for lookup in table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            shift_references(subtable)
    subtable = ot.LigatureSubst()
    subtable.ligatures = ligatures
    lookup = ot.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable = 4, 0, [subtable]
    table.LookupList.Lookup.insert(0, lookup)
    features = table.FeatureList.FeatureRecord
    for record in features:
        record.Feature.LookupListIndex = [index + 1 for index in record.Feature.LookupListIndex]
    (thai,) = (script.Script for script in table.ScriptList.ScriptRecord if script.ScriptTag == "thai")
    composing = [features[index] for index in thai.DefaultLangSys.FeatureIndex]
    (ccmp,) = (record.Feature for record in composing if record.FeatureTag == "ccmp")
    ccmp.LookupListIndex.insert(0, 0)


def shift_references(subtable: object) -> None:
    """Count the lookups that a contextual one calls from one more."""
    for value in vars(subtable).values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ot.SubstLookupRecord):
                part.LookupListIndex += 1
            elif isinstance(part, ot.BaseTable):
                shift_references(part)


def rename(font: TTFont) -> None:
    """Give the family its own name, and keep whose work it is."""
    for entry in font["name"].names:
        if entry.nameID in (1, 4, 16):
            entry.string = str(entry).replace("Sarabun", FAMILY)
        elif entry.nameID in (3, 6):
            entry.string = str(entry).replace("Sarabun", FILE)
    made = "Sarabun with each Thai cluster as one glyph, so that a PDF gives its text back exactly."
    font["name"].setName(made, 10, 3, 1, 0x409)


def main() -> None:
    """Make the four faces."""
    for face in FACES:
        path = FOLDER / f"{FILE}-{face}.ttf"
        path.write_bytes(make_face((FOLDER / f"Sarabun-{face}.ttf").read_bytes()))
        print(f"{path.name} {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
