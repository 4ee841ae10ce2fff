"""Pieces of Word's XML that papers in Thai need: fonts for complex script, page setup, tables, fixed bytes.

Word takes font, size and weight of Thai letters from attributes of their own (cs, szCs, bCs); a theme font
beside them would win, so that no theme attribute may stay.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from itacore.reports.letters import cut
from itacore.reports.looks import INDENTS, STYLES, TEXT_WIDTH, Look, ParagraphLook

FONT = "TH SarabunPSK"
LONGEST_PROPERTY = 255  # letters of what a file says of itself
_WORD_2013 = "15"  # older ones are opened in compatibility mode, with tables out of line to the left
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


_PLAIN_STYLES = {"Default Paragraph Font", "Normal Table", "Table Grid", "No List"}


def make(tag: str, **attributes: object) -> Any:
    """Make an element of WordprocessingML."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def letters_xml(look: Look) -> Any:
    """Make run properties, in the order of the schema."""
    properties = make("rPr")
    properties.append(make("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    for tag in ("b", "bCs"):
        properties.append(make(tag) if look.bold else make(tag, val=0))
    if look.colour:
        properties.append(make("color", val=look.colour))
    for tag in ("sz", "szCs"):
        properties.append(make(tag, val=round(look.size * 2)))
    properties.append(make("lang", val="en-US", eastAsia="en-US", bidi="th-TH"))
    return properties


def set_letters(element: Any, look: Look) -> None:
    """Give a run or a style its letters; whatever it had is gone."""
    for old in element.findall(qn("w:rPr")):
        element.remove(old)
    new = letters_xml(look)
    if element.tag == qn("w:r"):
        element.insert(0, new)
        return
    following = ("tblPr", "trPr", "tcPr", "tblStylePr")
    later = [child for child in element if child.tag in {qn(f"w:{tag}") for tag in following}]
    if later:
        later[0].addprevious(new)
    else:
        element.append(new)


def prepare(document: Document, arabic_digits: bool) -> None:
    """Set page and styles: A4, one font everywhere, page number from the second page."""
    _set_defaults(document)
    _set_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    section.different_first_page_header_footer = True
    number = make("pgNumType", fmt="decimal" if arabic_digits else "thaiNumbers")
    for tag in ("cols", "titlePg", "docGrid"):
        follower = section._sectPr.find(qn(f"w:{tag}"))
        if follower is not None:
            follower.addprevious(number)
            break
    _add_page_number(section.header.paragraphs[0], arabic_digits)


def turn_pages(document: Document, wide: bool) -> None:
    """Let the rest stand on new pages, on their side or upright; head and numbers go on."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    lay_pages(section, wide)
    section.different_first_page_header_footer = False
    ended = document.paragraphs[-1]  # holds the section before; it shall take no room
    ended.paragraph_format.space_after = Pt(0)
    ended.paragraph_format.line_spacing = Pt(1)
    ended._p.get_or_add_pPr().find(qn("w:sectPr")).addprevious(letters_xml(Look(1)))


def lay_pages(section: Any, wide: bool) -> None:
    """Lay the pages of a section on their side or upright."""
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT


def _set_defaults(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for child in list(defaults):
        defaults.remove(child)
    letters = make("rPrDefault")
    letters.append(letters_xml(Look()))
    paragraph, properties = make("pPrDefault"), make("pPr")
    properties.append(make("spacing", before=0, after=0, line=240, lineRule="auto"))
    paragraph.append(properties)
    defaults.append(letters)
    defaults.append(paragraph)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)
    language = document.settings.element.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:bidi"), "th-TH")


def _set_styles(document: Document) -> None:
    """Keep the styles that are used and give each its letters."""
    for name in STYLES:
        if name not in document.styles:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    for style in list(document.styles):
        name = str(style.name)
        if name not in STYLES and name not in _PLAIN_STYLES:
            style.element.getparent().remove(style.element)
            continue
        for tag in ("link", "next"):
            for old in style.element.findall(qn(f"w:{tag}")):
                style.element.remove(old)
        look = STYLES.get(name, ParagraphLook(Look()))
        if style.type != WD_STYLE_TYPE.LIST:
            set_letters(style.element, look.letters)
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            _set_paragraph(style, look)
            if name in INDENTS or name.startswith("toc "):
                layout = style.paragraph_format
                layout.left_indent = Cm(INDENTS.get(name, 0))
                layout.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _set_paragraph(style: Any, look: ParagraphLook) -> None:
    """Space and company of a paragraph style; borders and colours of the template go."""
    properties = style.element.get_or_add_pPr()
    for tag in ("pBdr", "contextualSpacing", "spacing", "keepNext", "keepLines", "jc", "tabs"):
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = int(look.before * 12700), int(look.after * 12700)
    layout.line_spacing = 1.0
    layout.keep_with_next = look.keep_next
    layout.widow_control = True


def _add_page_number(paragraph: Any, arabic_digits: bool) -> None:
    """Write -๒- in the middle."""
    code_text = " PAGE " if arabic_digits else " PAGE \\* THAIARABIC "
    paragraph.alignment = 1
    for text in ("-", code_text, "-"):
        if text == code_text:
            add_field(paragraph, text, Look())
        else:
            set_letters(paragraph.add_run(text)._r, Look())


def add_field(
    paragraph: Any, code: str, look: Look, *, shown: str | None = None, open_only: bool = False
) -> None:
    """Add a field; one with a text to show, or whose content follows, is asked to be made anew."""
    later = shown is not None or open_only
    begin = make("fldChar", fldCharType="begin", **({"dirty": "true"} if later else {}))
    instruction = make("instrText")
    instruction.text = code
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for child in (begin, instruction, *([make("fldChar", fldCharType="separate")] if later else [])):
        _add_run(paragraph, look, child)
    if shown is not None:
        set_letters(paragraph.add_run(shown)._r, look)
    if not open_only:
        end_field(paragraph, look)


def end_field(paragraph: Any, look: Look) -> None:
    """End a field whose content was written behind its beginning."""
    _add_run(paragraph, look, make("fldChar", fldCharType="end"))


def _add_run(paragraph: Any, look: Look, child: Any) -> None:
    run = paragraph.add_run()
    run._r.append(child)
    set_letters(run._r, look)


def bookmark_name(number: int) -> str:
    """Name of the bookmark of a heading.

    >>> bookmark_name(7)
    '_Toc000000007'
    """
    return f"_Toc{number:09d}"


def add_bookmark(paragraph: Any, number: int) -> None:
    """Mark a heading, so that the contents lead to it."""
    start = make("bookmarkStart", id=number, name=bookmark_name(number))
    properties = paragraph._p.pPr
    properties.addnext(start)
    paragraph._p.append(make("bookmarkEnd", id=number))


def set_properties(document: Document, title: str, dated: date | None) -> None:
    """Set what the file says of itself: title and day, nobody's name."""
    core = document.core_properties
    core.title, core.language, core.revision = cut(title, LONGEST_PROPERTY), "th-TH", 1
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    element = core._element
    if dated is not None:
        core.created = core.modified = datetime(dated.year, dated.month, dated.day)
    else:
        for child in list(element):
            if child.tag.endswith(("}created", "}modified")):
                element.remove(child)
    for relations in (document.part.package.rels, document.part.rels):  # what only the template needs
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del relations[key]


def fixed_bytes(document: Document) -> bytes:
    """Save so that the same paper gives the same bytes."""
    first, last = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return last.getvalue()
