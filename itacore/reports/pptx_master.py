"""The ground of all slides: 16:9, one master with two layouts, one typeface, the colours of the charts."""

from __future__ import annotations

import re
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from itacore.charts.style import LIGHT
from itacore.reports.docx_parts import FONT
from itacore.reports.pptx_text import FACES, SMALLEST, Type, colour_xml, element, letters_xml
from itacore.wording import say

WIDTH, HEIGHT = 13.333, 7.5  # inches
LEFT, ROOM = 0.62, 12.1
TITLE_TOP, TITLE_HEIGHT, TITLE_SIZE = 0.42, 0.72, 38.0
ABOVE, BELOW = (
    0.36,
    0.06,
)  # a title that another typeface breaks grows into the edge above, not over what stands below
REMARK_HEIGHT, REMARK_SIZE = 0.52, 26.0
FOOT_TOP, FOOT_HEIGHT = 6.72, 0.62
NUMBER_WIDTH = 0.9
_STRIP = 0.16
_COLOURS = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.page,
    "dk2": LIGHT.own,
    "lt2": LIGHT.grid,
    "accent1": LIGHT.own,
    "accent2": LIGHT.good,
    "accent3": LIGHT.amber,
    "accent4": LIGHT.bad,
    "accent5": LIGHT.instruments[0],
    "accent6": LIGHT.instruments[2],
    "hlink": LIGHT.own,
    "folHlink": LIGHT.instruments[0],
}
_NOTES_SIZE = (6858000, 9144000)


def lay_ground(presentation: Any) -> None:
    """Make a new presentation's size, theme, master and layouts ours; what only the template had goes."""
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    root = presentation.part._element
    size = root.find(qn("p:sldSz"))
    if "type" in size.attrib:
        del size.attrib["type"]
    _set_default_text(root)
    master = presentation.slide_master
    layouts = list(presentation.slide_layouts)
    for layout in layouts[2:]:
        presentation.slide_layouts.remove(layout)
    _set_theme(master.part.part_related_by(RT.THEME))
    _set_shapes(master._element, [_strip(), _title(), _remark(), _foot(), _number()])
    _set_styles(master._element)
    for layout, name, remark in ((layouts[0], "finding-remark", True), (layouts[1], "finding", False)):
        shapes = [_title(), _remark(), _foot(), _number()] if remark else [_title(), _foot(), _number()]
        _set_shapes(layout._element, shapes)
        common = layout._element.find(qn("p:cSld"))
        common.set("name", say("present", f"deck.layout-{name}"))
        layout._element.attrib.pop("type", None)
        layout._element.set("userDrawn", "1")
    for part in presentation.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = part.blob.replace(b"On-screen Show (4:3)", b"Widescreen").replace(
                b"Microsoft Macintosh ", b""
            )
    for part in (presentation.part.package, presentation.part):
        relations = part._rels
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/printerSettings")):
                relations.pop(key)


def _set_shapes(root: Any, shapes: list[str]) -> None:
    tree = root.find(qn("p:cSld")).find(qn("p:spTree"))
    for child in list(tree)[2:]:
        tree.remove(child)
    for number, shape in enumerate(shapes, start=2):
        made = element(shape)
        made.find(f".//{qn('p:cNvPr')}").set("id", str(number))
        tree.append(made)


def _box(x: float, y: float, width: float, height: float) -> str:
    at, size = (round(x * 914400), round(y * 914400)), (round(width * 914400), round(height * 914400))
    return f'<a:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="{size[0]}" cy="{size[1]}"/></a:xfrm>'


def _placeholder(
    name: str, kind: str, box: str, anchor: str, look: Type, sample: str, align: str = "l"
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{box}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/>'
        f'</a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f"{letters_xml(look, 'a:defRPr')}</a:lvl1pPr></a:lstStyle><a:p>{sample}"
        f"{letters_xml(look, 'a:endParaRPr')}</a:p></p:txBody></p:sp>"
    )


def _sample(key: str, look: Type) -> str:
    return f"<a:r>{letters_xml(look)}<a:t>{say('present', f'deck.{key}')}</a:t></a:r>"


def _title() -> str:
    look = Type(TITLE_SIZE, True, LIGHT.ink)
    box = _box(LEFT, TITLE_TOP - ABOVE, ROOM, TITLE_HEIGHT + ABOVE - BELOW)
    return _placeholder("Title", 'type="title"', box, "b", look, _sample("layout-title", look))


def _remark() -> str:
    look = Type(REMARK_SIZE, False, LIGHT.soft)
    box = _box(LEFT, TITLE_TOP + TITLE_HEIGHT, ROOM, REMARK_HEIGHT)
    return _placeholder("Remark", 'type="body" idx="1"', box, "t", look, _sample("layout-remark", look))


def _foot() -> str:
    look = Type(SMALLEST, False, LIGHT.soft)
    box = _box(LEFT, FOOT_TOP, ROOM - NUMBER_WIDTH, FOOT_HEIGHT)
    return _placeholder("Foot", 'type="ftr" sz="quarter" idx="11"', box, "ctr", look, "")


def _number() -> str:
    look = Type(SMALLEST, True, LIGHT.soft)
    box = _box(LEFT + ROOM - NUMBER_WIDTH, FOOT_TOP, NUMBER_WIDTH, FOOT_HEIGHT)
    field = number_field(look)
    return _placeholder("Number", 'type="sldNum" sz="quarter" idx="12"', box, "ctr", look, field, "r")


def number_field(look: Type, shown: str = "‹#›") -> str:
    """Give the number of a slide as a field."""
    return (
        f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{letters_xml(look)}'
        f"<a:t>{shown}</a:t></a:fld>"
    )


def _strip() -> str:
    """A narrow band of colour at the left edge."""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="0" name="Strip"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'{_box(0, 0, _STRIP, HEIGHT)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{colour_xml(LIGHT.own)}'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _set_styles(master: Any) -> None:
    """One look for what a person adds: our typeface, no bullets by themselves, nothing small."""
    styles = master.find(qn("p:txStyles"))
    for child in list(styles):
        styles.remove(child)
    for name, size, bold in (
        ("titleStyle", TITLE_SIZE, True),
        ("bodyStyle", 28.0, False),
        ("otherStyle", 24.0, False),
    ):
        levels = "".join(
            f'<a:lvl{level}pPr marL="{(level - 1) * 360000}" indent="0" algn="l"><a:buNone/>'
            f"{letters_xml(Type(max(SMALLEST, size - 2 * (level - 1)), bold), 'a:defRPr')}</a:lvl{level}pPr>"
            for level in range(1, 2 if name == "titleStyle" else 6)
        )
        styles.append(element(f"<p:{name}>{levels}</p:{name}>"))


def _set_default_text(root: Any) -> None:
    for properties in root.iter(qn("a:defRPr")):
        if "sz" in properties.attrib:
            properties.set("sz", str(24 * 100))
        properties.set("lang", "th-TH")
        for slot in ("latin", "ea", "cs"):
            face = properties.find(qn(f"a:{slot}"))
            if face is not None:
                face.set("typeface", FONT)


def _set_theme(part: Any) -> None:
    """Give a theme our typeface and colours."""
    text = part.blob.decode("utf-8")
    fonts = "".join(f"<a:{kind}Font>{FACES}</a:{kind}Font>" for kind in ("major", "minor"))
    text = re.sub(
        r"(<a:fontScheme[^>]*>).*?(</a:fontScheme>)",
        lambda found: found[1] + fonts + found[2],
        text,
        flags=re.DOTALL,
    )
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value[1:]}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    text = re.sub(
        r"(<a:clrScheme[^>]*>).*?(</a:clrScheme>)",
        lambda found: found[1] + colours + found[2],
        text,
        flags=re.DOTALL,
    )
    if hasattr(part, "_element"):
        part._element = parse_xml(text.encode("utf-8"))
    else:
        part._blob = text.encode("utf-8")


def lay_notes_ground(presentation: Any) -> None:
    """Make the pages of notes ours: a picture of the slide, room for the figures, nothing else."""
    master = presentation.notes_master
    _set_theme(master.part.part_related_by(RT.THEME))
    tree = master._element.find(qn("p:cSld")).find(qn("p:spTree"))
    for shape in list(tree)[2:]:
        kind = shape.find(f".//{qn('p:ph')}").get("type")
        if kind not in ("sldImg", "body"):
            tree.remove(shape)
            continue
        box = (0.55, 0.4, 2.84, 1.6) if kind == "sldImg" else (0.55, 2.15, 6.4, 7.5)
        properties = shape.find(qn("p:spPr"))
        properties.remove(properties.find(qn("a:xfrm")))
        properties.insert(0, element(_box(*box)))
    for properties in master._element.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
        properties.set("lang", "th-TH")
        if "sz" in properties.attrib or properties.tag == qn("a:defRPr"):
            properties.set("sz", str(SMALLEST * 100))
        for slot in ("latin", "ea", "cs"):
            face = properties.find(qn(f"a:{slot}"))
            if face is not None:
                face.set("typeface", FONT)
    for run in master._element.iter(qn("a:t")):
        run.text = say("present", "deck.notes-page")
