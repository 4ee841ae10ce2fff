"""How papers look, for all writers: sizes of TH SarabunPSK in points, colours, space around."""

from __future__ import annotations

from dataclasses import dataclass

BODY = 16.0
TEXT_WIDTH = 16.0  # cm: A4 less 3 cm left and 2 cm right
WIDE_WIDTH = 24.7  # of a page on its side
SOFT, INK, RULE, GROUND = "55616D", "1B2733", "C3CAD2", "F2F5F8"
TONES = {"up": "00665E", "down": "A12E20", "": SOFT}
CELL_SPACE = 4.25  # points, left and right of a cell's text


@dataclass(frozen=True)
class Look:
    """How letters look: size in points, weight, colour."""

    size: float = BODY
    bold: bool = False
    colour: str | None = None


@dataclass(frozen=True)
class ParagraphLook:
    """A style: its letters, space before and after in points, whether it stays with what follows."""

    letters: Look
    before: float = 0
    after: float = 4
    keep_next: bool = False


STYLES = {
    "Normal": ParagraphLook(Look(), after=4),
    "Title": ParagraphLook(Look(22, True, INK), after=0, keep_next=True),
    "Subtitle": ParagraphLook(Look(BODY, False, SOFT), after=6, keep_next=True),
    "Heading 1": ParagraphLook(Look(18, True, INK), before=8, after=2, keep_next=True),
    "Heading 2": ParagraphLook(Look(BODY, True, INK), before=6, after=0, keep_next=True),
    "Heading 3": ParagraphLook(Look(BODY, True, SOFT), before=4, after=0, keep_next=True),
    "Caption": ParagraphLook(Look(14, True, INK), before=4, after=2, keep_next=True),
    "List Bullet": ParagraphLook(Look(), after=2),
    "Header": ParagraphLook(Look(), after=0),
    "TOC Heading": ParagraphLook(Look(20, True, INK), after=6, keep_next=True),
    "toc 1": ParagraphLook(Look(), before=2, after=0),
    "toc 2": ParagraphLook(Look(), after=0),
}
INDENTS = {"toc 2": 0.75}  # cm
COVER_TITLE, COVER_LINE, COVER_FOOT = Look(28, True, INK), Look(22, True, INK), Look(22, True)
COVER_ABOVE, COVER_BETWEEN, COVER_DOWN = 4.5, 0.8, 8.0  # cm above title, line, foot
SIGNATURE_INDENT, SIGNATURE_ABOVE = 7.0, 13.0  # cm, points
LEAD_LETTERS = Look(18, True, INK)
NOTE_LETTERS = Look(13, colour=SOFT)
TABLE_LETTERS = Look(14)
HEAD_LETTERS = Look(14, True, INK)  # of tables and their groups
MEMO_TITLE, MEMO_LABEL = Look(29, True), Look(20, True)
EMBLEM = 1.5  # cm, left free beside the name of a memo
CLAUSE_INDENT = 2.5  # cm
FIGURE_NAME, FIGURE_VALUE, FIGURE_REMARK = Look(13, colour=SOFT), Look(24, True, INK), Look(13)
