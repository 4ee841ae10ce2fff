"""A form to begin with: a plain Word document that has every place of data/own_template.toml once."""

from __future__ import annotations

from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from itacore.reports.docx_parts import fixed_bytes, letters_xml, make, prepare, set_letters, set_properties
from itacore.reports.letters import official_digits
from itacore.reports.looks import NOTE_LETTERS, RULE, SOFT, STYLES, TABLE_LETTERS, TEXT_WIDTH, Look
from itacore.reports.own_template_places import Place, read_places
from itacore.wording import say

_LABEL_SHARE = 0.42
_SIGNATURE = ("signature", "head")


def _say(key: str, **places: object) -> str:
    return official_digits(say("own_template", f"starter.{key}", **places))


def starter_template() -> bytes:
    """Make the form; the same bytes each time."""
    starter = _Starter()
    return starter.write()


class _Starter:
    """Lays out the form, group by group."""

    def __init__(self) -> None:
        self.document: Document = new_document()
        self.controls = 0

    def write(self) -> bytes:
        prepare(self.document, arabic_digits=False)
        set_properties(self.document, _say("title"), None)
        self.paragraph("Title", _say("title"))
        help_text = self.document.add_paragraph(style="Normal")
        self.run(help_text, _say("help"), NOTE_LETTERS)
        groups = dict.fromkeys(place.group for place in read_places())
        for group in groups:
            places = [place for place in read_places() if place.group == group]
            self.paragraph("Heading 1", group)
            if places[0].name.startswith(_SIGNATURE):
                self.signatures(places)
            elif all(place.kind == "text" for place in places) and not places[0].name.endswith("_sentence"):
                self.table(places)
            else:
                self.blocks(places)
        return fixed_bytes(self.document)

    def paragraph(self, style: str, text: str) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        paragraph._p.get_or_add_pPr().append(letters_xml(STYLES[style].letters))
        self.run(paragraph, official_digits(text), STYLES[style].letters)
        return paragraph

    def run(self, paragraph: Any, text: str, look: Look) -> None:
        set_letters(paragraph.add_run(text)._r, look)

    def control(self, place: Place, look: Look) -> tuple[Any, Any]:
        """A content control of a place, and the run that shows what goes there."""
        self.controls += 1
        control, properties = make("sdt"), make("sdtPr")
        properties.append(make("alias", val=official_digits(place.label)))
        properties.append(make("tag", val=place.name))
        properties.append(make("id", val=self.controls))
        properties.append(make("showingPlcHdr"))
        control.append(properties)
        control.append(make("sdtContent"))
        run = make("r")
        set_letters(run, Look(look.size, look.bold, SOFT))
        text = make("t")
        text.text = _say("hint", label=place.label)
        run.append(text)
        return control, run

    def inline(self, paragraph: Any, place: Place, look: Look) -> None:
        """Put a control behind what stands in a paragraph."""
        control, run = self.control(place, look)
        control[-1].append(run)
        paragraph._p.append(control)

    def table(self, places: list[Place]) -> None:
        """Names left, controls right."""
        table = self.document.add_table(rows=0, cols=2)
        table.autofit = False
        borders = make("tblBorders")
        for side in ("top", "bottom", "insideH"):
            borders.append(make(side, val="single", sz=4, space=0, color=RULE))
        table._tbl.tblPr.append(borders)
        for column, share in zip(table.columns, (_LABEL_SHARE, 1 - _LABEL_SHARE), strict=True):
            column.width = Cm(TEXT_WIDTH * share)
        for place in places:
            cells = table.add_row().cells
            for cell, share in zip(cells, (_LABEL_SHARE, 1 - _LABEL_SHARE), strict=True):
                cell.width = Cm(TEXT_WIDTH * share)
                layout = cell.paragraphs[0].paragraph_format
                layout.space_after, layout.keep_with_next = Pt(0), place is not places[-1]
            self.run(cells[0].paragraphs[0], official_digits(place.label), TABLE_LETTERS)
            self.inline(cells[1].paragraphs[0], place, TABLE_LETTERS)

    def blocks(self, places: list[Place]) -> None:
        """A heading and a control of whole paragraphs each."""
        for place in places:
            self.paragraph("Heading 2", place.label)
            paragraph = self.document.add_paragraph(style="Normal")
            control, run = self.control(place, Look())
            paragraph._p.addprevious(control)
            control[-1].append(paragraph._p)
            paragraph._p.append(run)

    def signatures(self, places: list[Place]) -> None:
        """Room to sign, name and post, in the middle of the right half."""
        for who in _SIGNATURE:
            own = {place.name.partition("_")[2]: place for place in places if place.name.startswith(who)}
            for key in ("line", "name", "post"):
                paragraph = self.document.add_paragraph(style="Normal")
                layout = paragraph.paragraph_format
                layout.left_indent, layout.space_after = Cm(TEXT_WIDTH / 2), Pt(0)
                layout.space_before = Pt(30 if key == "line" else 0)
                layout.keep_with_next = key != "post"
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                if key == "line":
                    self.run(paragraph, _say("sign"), Look())
                    continue
                self.run(paragraph, "(" if key == "name" else _say("post"), Look())
                self.inline(paragraph, own[key], Look())
                if key == "name":
                    self.run(paragraph, ")", Look())
