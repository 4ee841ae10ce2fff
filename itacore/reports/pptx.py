"""Slides as a PowerPoint file: findings as titles, native charts and tables, notes for the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pptx import Presentation as new_presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from itacore.charts.style import LIGHT, level_colour, level_ink
from itacore.narrative.slides_of_plan import shorten
from itacore.reports.deck import Deck, DeckSlide
from itacore.reports.docx_parts import LONGEST_PROPERTY, fixed_bytes
from itacore.reports.letters import cut, fit
from itacore.reports.pptx_charts import add_chart
from itacore.reports.pptx_master import (
    ABOVE,
    BELOW,
    FOOT_TOP,
    LEFT,
    REMARK_HEIGHT,
    REMARK_SIZE,
    ROOM,
    TITLE_HEIGHT,
    TITLE_SIZE,
    TITLE_TOP,
    lay_ground,
    lay_notes_ground,
    number_field,
)
from itacore.reports.pptx_tables import add_grid, add_key, add_measures
from itacore.reports.pptx_text import (
    LETTER,
    SMALLEST,
    WIDE,
    Line,
    Type,
    colour_xml,
    describe,
    element,
    fill_text,
    tidy,
)
from itacore.reports.report import Run, Words, join, ours
from itacore.reports.xlsx import letters_wide
from itacore.wording import say

BADGE_HEIGHT = 0.95
LEAST_TITLE = 32.0
KEY_WIDTH, KEY_GAP, KEY_HEIGHT = 2.4, 0.4, 0.4
_LONGEST_FOOT = 60


def write_pptx(deck: Deck, *, arabic_digits: bool = False) -> bytes:
    """Write slides as a PowerPoint file; the same slides give the same bytes.

    Parameters
    ----------
    deck
        What the slides say and show.
    arabic_digits
        Whether our numbers stay Arabic; names and the office's own words always stay as they are. Charts keep
        numbers and show them in these digits; the field of the slide's number is Arabic in all programs.
    """
    return _Writer(deck, arabic_digits).write()


class _Writer:
    """Lays out one deck."""

    def __init__(self, deck: Deck, arabic_digits: bool) -> None:
        self.deck = deck
        self.arabic = arabic_digits
        self.file: Any = new_presentation()

    def write(self) -> bytes:
        lay_ground(self.file)
        lay_notes_ground(self.file)
        for slide in self.deck.slides:
            self.slide(slide)
        self.set_properties()
        return fixed_bytes(self.file)

    def slide(self, content: DeckSlide) -> None:
        remark = bool(content.remark.plain)
        slide = self.file.slides.add_slide(self.file.slide_layouts[0 if remark else 1])
        by_kind = {place.placeholder_format.type.name: place for place in slide.placeholders}
        title = by_kind["TITLE"]
        letters = max(letters_wide(content.title.plain), 1)
        room = ROOM * 72 / (letters * LETTER)  # size at which it is one line
        wide = ROOM * 72 / (letters * WIDE)  # and in a typeface that stands in for ours
        size = TITLE_SIZE - 2 if room < LEAST_TITLE else float(int(min(TITLE_SIZE, max(wide, LEAST_TITLE))))
        self.fill(title, [Line(content.title, Type(size, True))])
        top = TITLE_TOP + TITLE_HEIGHT
        if room < LEAST_TITLE:
            top += TITLE_HEIGHT * 0.85
            _place(title, LEFT, TITLE_TOP - ABOVE, ROOM, top - TITLE_TOP + ABOVE - BELOW)
        if remark:
            lines = 1 + int(letters_wide(content.remark.plain) * REMARK_SIZE * LETTER // (ROOM * 72))
            height = REMARK_HEIGHT * min(lines, 3)
            place = by_kind["BODY"]
            self.fill(place, [Line(content.remark, Type(REMARK_SIZE, False, LIGHT.soft))])
            _place(place, LEFT, top, ROOM, height)
            top += height
        self.body(slide, content, top + 0.18)
        self.foot(slide)
        self.notes(slide, content)
        tidy(slide._element)

    def fill(self, shape: Any, lines: Sequence[Line]) -> None:
        fill_text(shape._element.txBody, lines, self.arabic)

    def box(
        self, slide: Any, name: str, place: tuple[float, float, float, float], lines: Sequence[Line]
    ) -> Any:
        """Put lines of text into a box; ``place`` is left, top, width and height in inches."""
        shape = slide.shapes.add_textbox(*(Inches(length) for length in place))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        describe(shape, name, "")
        self.fill(shape, lines)
        return shape

    def body(self, slide: Any, content: DeckSlide, top: float) -> None:
        """What stands between the remark and the foot."""
        bottom = FOOT_TOP - 0.08
        small = list(content.small)
        if content.chart is not None and content.chart.note:
            small.append(ours(content.chart.note))
        if small:
            bottom -= 0.38 * len(small)
            lines = [Line(words, Type(SMALLEST, False, LIGHT.soft)) for words in small]
            self.box(slide, "Small", (LEFT, bottom, ROOM, 0.38 * len(small)), lines)
            bottom -= 0.05
        room = (LEFT, top, ROOM, bottom - top)
        if content.chart is not None:
            left, width, height = (round(Inches(length)) for length in (room[0], room[2], room[3]))
            frame = add_chart(slide, content.chart, (left, round(Inches(top)), width, height), self.arabic)
            describe(frame, say("present", "deck.chart"), fit(content.chart.alt))
        elif content.grid is not None:
            self.grid(slide, content, room)
        elif content.measures:
            frame = add_measures(slide, content.measures, room, self.arabic)
            describe(frame, say("present", "deck.table-measures"), fit(content.title.plain))
        elif content.figure.plain:
            self.large(slide, content, room)

    def grid(self, slide: Any, content: DeckSlide, room: tuple[float, float, float, float]) -> None:
        """A table, and where it has tints their key: beside it where there is room, else below."""
        grid = content.grid
        assert grid is not None
        left, top, width, height = room
        beside = grid.widest + KEY_GAP + KEY_WIDTH <= width
        width = min(width, grid.widest)
        if content.key and not beside:
            height -= KEY_HEIGHT + 0.06
        key = "scores" if content.key else "plan"
        frame = add_grid(slide, grid, (left, top, width, height), self.arabic)
        describe(frame, say("present", f"deck.table-{key}"), fit(grid.alt))
        if content.key:
            if beside:
                place = (left + width + KEY_GAP, top, KEY_WIDTH, height)
            else:
                place = (left, top + height + 0.06, ROOM, KEY_HEIGHT)
            frame = add_key(slide, content.key, place, self.arabic, across=not beside)
            describe(frame, say("present", "deck.key"), say("present", "deck.key"))

    def large(self, slide: Any, content: DeckSlide, room: tuple[float, float, float, float]) -> None:
        """The one number, its rating, and a sentence."""
        left, top, width, height = room
        number = any(char.isdigit() for char in content.figure.plain)
        size = 110.0 if not number else 166.0 if self.arabic else 132.0  # Thai digits are wide
        half = width * 0.53
        at = top + max(0.0, (height - 3.4) / 2)
        if (content.label.plain and content.level is None) or content.label.plain:
            self.box(
                slide, "Label", (left, at, half, 0.6), [Line(content.label, Type(30, False, LIGHT.soft))]
            )
        self.box(
            slide, "Figure", (left, at + 0.5, half, 2.6), [Line(content.figure, Type(size, True, LIGHT.ink))]
        )
        beside = left + half + 0.3
        below = at + 0.9
        if content.level is not None:
            self.badge(slide, content.level, (beside, below))
            below += BADGE_HEIGHT + 0.3
        if content.lines:
            lines = [Line(words, Type(28), before=6) for words in content.lines]
            self.box(slide, "Lines", (beside, below, width - half - 0.3, 2.2), lines)

    def badge(self, slide: Any, level: str, at: tuple[float, float]) -> None:
        """The rating in its colour, with its word."""
        width = min(5.2, 0.8 + letters_wide(level) * 40 * LETTER / 72)
        shape = slide.shapes.add_shape(5, *(Inches(x) for x in (*at, width, BADGE_HEIGHT)))
        shape.adjustments[0] = 0.25
        style = shape._element.find(qn("p:style"))
        shape._element.remove(style)
        shape.fill.background()
        fill = shape._element.spPr.find(qn("a:noFill"))
        fill.addprevious(element(colour_xml(level_colour(level, LIGHT))))
        shape._element.spPr.remove(fill)
        shape.line.fill.background()
        frame = shape.text_frame
        frame.word_wrap = False
        frame.margin_top = frame.margin_bottom = 0
        describe(shape, "Level", "")
        look = Type(40, True, level_ink(level, LIGHT))
        frame._txBody.find(qn("a:bodyPr")).set("anchor", "ctr")
        self.fill(shape, [Line(ours(level), look, "ctr")])

    def foot(self, slide: Any) -> None:
        """Agency, year, disclaimer and the slide's number: placeholders must be copied from the layout."""
        layout = slide.slide_layout
        agency = self.deck.agency
        short = Words(tuple(replace(run, text=shorten(run.text, _LONGEST_FOOT)) for run in agency.runs))
        foot = join(short, Words((Run(" · "),)), self.deck.foot)
        number = len(self.file.slides)
        for place in layout.placeholders:
            kind = place.placeholder_format.type.name
            if kind not in ("FOOTER", "SLIDE_NUMBER"):
                continue
            look = Type(SMALLEST, kind == "SLIDE_NUMBER", LIGHT.soft)
            shape = element(
                f'<p:sp><p:nvSpPr><p:cNvPr id="{900 + place.placeholder_format.idx}" name="{place.name}"/>'
                '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr/></p:nvSpPr><p:spPr/>'
                "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
            )
            mark = place._element.find(f".//{qn('p:ph')}")
            shape.find(f".//{qn('p:nvPr')}").append(element(_placeholder_mark(mark)))
            slide.shapes._spTree.append(shape)
            body = shape.find(qn("p:txBody"))
            if kind == "FOOTER":
                fill_text(body, [Line(foot, look)], self.arabic)
            else:
                fill_text(body, [Line(Words(()), look, "r")], self.arabic)
                body.find(qn("a:p")).insert(1, element(number_field(look, str(number))))

    def notes(self, slide: Any, content: DeckSlide) -> None:
        """Figures and sources for the speaker."""
        page = slide.notes_slide
        lines = [Line(content.title, Type(SMALLEST, True))]
        lines += [Line(words, Type(SMALLEST), before=2) for words in content.speech]
        self.fill(page.notes_placeholder, lines)
        tidy(page._element)

    def set_properties(self) -> None:
        """What the file says of itself: title and day, nobody's name."""
        core = self.file.core_properties
        title = join(self.deck.title, Words((Run(" "),)), self.deck.agency).plain
        core.title, core.language, core.revision = cut(fit(title), LONGEST_PROPERTY), "th-TH", 1
        core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
        dated = self.deck.dated
        day = datetime(dated.year, dated.month, dated.day) if dated else None
        if day is not None:
            core.created = core.modified = day
            return
        for child in list(core._element):
            if child.tag.endswith(("}created", "}modified")):
                core._element.remove(child)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(x) for x in (left, top, width, height))


def _placeholder_mark(mark: Any) -> str:
    listed = " ".join(f'{name}="{value}"' for name, value in mark.attrib.items())
    return f"<p:ph {listed}/>"
