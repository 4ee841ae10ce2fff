"""Cell styles of a marked workbook: a copy of a cell's own style with a fill, and those of the list of issues."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree  # type: ignore[import-untyped]

from itacore.reports.marked_package import Element, UnmarkableError, space_of

FILLS: Mapping[str, str] = {"error": "F8CDC6", "warning": "FBE3B0"}
INK = "1B2733"
SECTIONS = (
    "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()
)
MOST_STYLES = 65_000  # Excel stops at 65,490
LEAST_CONTRAST = 3.0
_LIGHT_THEME = {"0", "2"}
_DARK_THEME = {"1", "3"}
_LIGHT_INDEXED = {"1", "9", "5", "13", "15", "22", "26", "27", "31", "34", "35", "41", "42", "43", "44", "47"}
_EMPTY: Mapping[str, str] = {
    "fonts": '<fonts xmlns="{0}" count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>',
    "fills": '<fills xmlns="{0}" count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>',
    "borders": '<borders xmlns="{0}" count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    "cellStyleXfs": '<cellStyleXfs xmlns="{0}" count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    "cellXfs": '<cellXfs xmlns="{0}" count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>',
    "cellStyles": '<cellStyles xmlns="{0}" count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
}


class Styles:
    """The styles of a workbook, to which copies are added."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._space = space_of(root)
        self._made: dict[tuple[int, str], int] = {}
        self._fonts: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}

    def marked(self, own: int, severity: str) -> int:
        """Give the number of a cell style that is a copy of a cell's own with the fill of a severity."""
        if (own, severity) not in self._made:
            formats = self._section("cellXfs")
            format_ = copy.deepcopy(formats[own]) if own < len(formats) else copy.deepcopy(formats[0])
            format_.set("fillId", str(self._fill(FILLS[severity])))
            format_.set("applyFill", "1")
            font = self._font(int(format_.get("fontId", "0")), FILLS[severity])
            if font != int(format_.get("fontId", "0")):
                format_.set("fontId", str(font))
                format_.set("applyFont", "1")
            self._made[own, severity] = self._append("cellXfs", format_)
        return self._made[own, severity]

    def add(self, font: str, fill: str | None, alignment: str, border: str = "") -> int:
        """Add a cell style of ours, its parts given as XML without namespace; gives its number."""
        format_ = self._element(
            f'<xf numFmtId="0" fontId="{self._append("fonts", self._element(f"<font>{font}</font>"))}"'
            f' fillId="{self._fill(fill) if fill else 0}"'
            f' borderId="{self._append("borders", self._element(f"<border>{border}</border>")) if border else 0}"'
            f' xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{alignment}</xf>'
        )
        return self._append("cellXfs", format_)

    def _element(self, text: str) -> Element:
        return etree.fromstring(f'<made xmlns="{self._space}">{text}</made>')[0]

    def _section(self, name: str) -> Element:
        """Give a section; one that is missing or empty is made, at its place in the order of the standard."""
        found = self._root.find(f"{{{self._space}}}{name}")
        if found is not None and len(found):
            return found
        made = etree.fromstring(_EMPTY[name].format(self._space))
        if found is not None:
            self._root.replace(found, made)
            return made
        later = {f"{{{self._space}}}{one}" for one in SECTIONS[SECTIONS.index(name) :]}
        at = next((place for place, one in enumerate(self._root) if one.tag in later), len(self._root))
        self._root.insert(at, made)
        return made

    def _append(self, name: str, element: Element) -> int:
        section = self._section(name)
        if name == "cellXfs":
            self._section("cellStyleXfs")
            if len(section) >= MOST_STYLES:
                raise UnmarkableError("odd")
        section.append(element)
        section.set("count", str(len(section)))
        return len(section) - 1

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            self._fills[colour] = self._append(
                "fills",
                self._element(
                    f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/>'
                    '<bgColor indexed="64"/></patternFill></fill>'
                ),
            )
        return self._fills[colour]

    def _font(self, own: int, fill: str) -> int:
        """Give the font itself, or its copy in ink where its letters could not be read on the fill."""
        if (own, fill) not in self._fonts:
            fonts = self._section("fonts")
            colour = fonts[own].find(f"{{{self._space}}}color") if own < len(fonts) else None
            self._fonts[own, fill] = own
            if colour is not None and _is_light(colour, fill):
                font = copy.deepcopy(fonts[own])
                dark = font.find(f"{{{self._space}}}color")
                for key in list(dark.attrib):
                    del dark.attrib[key]
                dark.set("rgb", f"FF{INK}")
                self._fonts[own, fill] = self._append("fonts", font)
        return self._fonts[own, fill]


def new_styles(space: str) -> Element:
    """Make the styles of a workbook that has none."""
    root = etree.Element(f"{{{space}}}styleSheet", nsmap={None: space})
    for name in _EMPTY:
        root.append(etree.fromstring(_EMPTY[name].format(space)))
    return root


def _is_light(colour: Element, fill: str) -> bool:
    """Whether letters of a colour are hard to read on a light fill."""
    rgb = colour.get("rgb", "")
    if len(rgb) in (6, 8):
        try:
            return _contrast(rgb[-6:], fill) < LEAST_CONTRAST
        except ValueError:
            return False
    try:
        tint = float(colour.get("tint", "0"))
    except ValueError:
        tint = 0.0
    theme = colour.get("theme")
    if theme in _LIGHT_THEME:
        return tint > -0.5
    if theme is not None:
        return tint >= (0.7 if theme in _DARK_THEME else 0.4)
    return colour.get("indexed") in _LIGHT_INDEXED


def _contrast(one: str, other: str) -> float:
    """Contrast of two colours as the accessibility guidelines count it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
