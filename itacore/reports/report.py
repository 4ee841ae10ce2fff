"""A paper as one value: what it says, in order, with every figure already written as a person reads it.

Builders make it, writers lay it out; no writer formats a figure again. A text is either ours, whose digits a
writer may turn into Thai ones, or ``verbatim``: somebody's own words and names, which stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from itacore.charts.chart import Chart
from itacore.charts.style import Figure
from itacore.data_table import DataTable
from itacore.reports.forms import FormSheet


@dataclass(frozen=True)
class Run:
    """A piece of a text; ``fixed`` where it stays whatever an office makes of the text before it."""

    text: str
    bold: bool = False
    verbatim: bool = False
    fixed: bool = False


@dataclass(frozen=True)
class Words:
    """A text of one or more runs."""

    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The text without its looks."""
        return "".join(run.text for run in self.runs)


def ours(text: str, *, bold: bool = False) -> Words:
    """Make a text of ours."""
    return Words((Run(text, bold),))


def verbatim(text: str, *, bold: bool = False) -> Words:
    """Make a text that is written as it is: a name, somebody's own words."""
    return Words((Run(text, bold, verbatim=True),))


def join(*parts: Words) -> Words:
    """Put texts behind each other.

    >>> join(ours("ก"), verbatim("1")).plain
    'ก1'
    """
    return Words(tuple(run for part in parts for run in part.runs))


@dataclass(frozen=True)
class Cover:
    """The first page: the title, lines below it, and who gives the paper out; it stands for the title."""

    title: Words
    lines: tuple[Words, ...]
    foot: tuple[Words, ...]


@dataclass(frozen=True)
class Contents:
    """The headings of the first two levels with their pages, under a title that is none of them."""

    title: Words


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest below the title; ``new_page`` lets it begin one."""

    words: Words
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``lead`` marks the one sentence to read if nothing else is read."""

    words: Words
    lead: bool = False


@dataclass(frozen=True)
class Note:
    """Small print: how to read something, on what it rests."""

    words: Words


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class KeyFigure:
    """A figure that stands out: its name, its text, a remark; ``tone`` of the remark is up, down or none.

    ``value`` and ``change`` are the figures themselves, None where unknown.
    """

    name: str
    text: str
    remark: str
    tone: str
    value: float | None
    change: float | None


@dataclass(frozen=True)
class KeyFigures:
    """Figures beside each other."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Column:
    """A column: heading, width as a share of the table, whether its cells stand right."""

    heading: Words
    share: float
    right: bool = False


@dataclass(frozen=True)
class Row:
    """A row; ``group`` marks a heading over the rows below, which has one cell.

    ``room`` is its height at least, in cm, where it is to be written in.
    """

    cells: tuple[Words, ...]
    group: bool = False
    room: float = 0


@dataclass(frozen=True)
class Table:
    """A table with a caption.

    ``splits`` where its tall rows may go on on the next page; ``wide`` where it fills pages on their side;
    ``ruled`` where lines stand between its columns too, as in a form.
    """

    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    splits: bool = False
    wide: bool = False
    ruled: bool = False


@dataclass(frozen=True)
class Signature:
    """Lines in the middle of the right half, kept together, with room above: who signs, or who made the paper."""

    lines: tuple[Words, ...]


@dataclass(frozen=True)
class Signatures:
    """Several who sign, two beside each other, all on one page; an odd last one stands in the right half."""

    people: tuple[Signature, ...]

    @property
    def pairs(self) -> tuple[tuple[Signature | None, Signature | None], ...]:
        """Give who stands left and right on each line."""
        people: list[Signature | None] = list(self.people)
        if len(people) % 2:
            people.insert(-1, None)
        return tuple(zip(people[::2], people[1::2], strict=True))


@dataclass(frozen=True, eq=False)
class ChartBlock:
    """A chart as a picture of ``width`` pixels of the page."""

    chart: Chart
    width: int = 640

    @property
    def figure(self) -> Figure:
        """What is drawn; a block is only made of a chart that draws something."""
        if self.chart.figure is None:
            raise ValueError("a chart without a figure makes no block")
        return self.chart.figure


@dataclass(frozen=True)
class Picture:
    """A picture that somebody gave, PNG or JPEG, whole and at most ``height`` cm tall, with its caption.

    ``description`` tells what it shows to whom who cannot see it.
    """

    caption: Words
    data: bytes
    description: str
    height: float = 9


@dataclass(frozen=True)
class Turn:
    """The rest stands on new pages, on their side where ``wide``, until the next turn.

    One that stands first turns the page of the title, too.
    """

    wide: bool


@dataclass(frozen=True)
class PageBreak:
    """The rest begins on a new page."""


@dataclass(frozen=True)
class Field:
    """What is asked and what was given; ``open`` where the rest of the line is dotted, to be written on."""

    label: Words
    value: Words = Words(())
    open: bool = False


@dataclass(frozen=True)
class MemoHead:
    """The head of a memo: its name over lines of fields; the corner left of the name stays free for an emblem.

    It stands first, in place of title and subtitle.
    """

    title: Words
    lines: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True)
class Clause:
    """A paragraph of a letter: its first line is set in."""

    words: Words


@dataclass(frozen=True)
class FillIn:
    """Dotted lines to write on, the first behind a label."""

    label: Words
    lines: int = 1


@dataclass(frozen=True)
class Opinion:
    """A person's opinion or order: whose, dotted lines to write it on, room to sign; it stays on one page."""

    title: Words
    lines: int
    signature: Signature


Block: TypeAlias = (
    Cover
    | Contents
    | Heading
    | Paragraph
    | Note
    | Bullets
    | KeyFigures
    | Table
    | ChartBlock
    | Picture
    | Turn
    | PageBreak
    | MemoHead
    | Clause
    | FillIn
    | Signature
    | Signatures
    | Opinion
)


def stays_with_next(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether a block goes to the page of what follows it.

    So does what stands above a signature, and a text that alone leads from a heading to its table or chart.
    """
    if isinstance(after, Signature | Signatures):
        return isinstance(block, Clause | Note | Paragraph | Signature)
    return (
        isinstance(before, Heading) and isinstance(block, Paragraph) and isinstance(after, Table | ChartBlock)
    )


@dataclass(frozen=True)
class Series:
    """A row of points of a native chart: the column of figures, and its colour."""

    column: str
    colour: str


@dataclass(frozen=True)
class NativeChart:
    """A chart that a workbook draws from a sheet's own cells.

    ``kind`` is bar, column or line; ``floor`` and ``ceiling`` limit the axis of values, None as it comes. The
    last of the series has its figures written.
    """

    kind: str
    title: str
    categories: str
    series: tuple[Series, ...]
    floor: float | None = None
    ceiling: float | None = None


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet of a workbook: a table of figures with its charts; ``widths`` by heading, in characters.

    ``links`` lead from the texts of a column to files beside the workbook, one a row, "" for none; ``filtered``
    puts a filter over the table.
    """

    title: str
    table: DataTable
    widths: dict[str, float] = field(default_factory=dict)
    charts: tuple[NativeChart, ...] = ()
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    filtered: bool = False


@dataclass(frozen=True, eq=False)
class Report:
    """A paper: ``blocks`` are its pages; a workbook has ``summary`` on its first sheet, then ``sheets``.

    ``dated`` is the day that the file bears, None where it bears none.
    """

    title: str
    subtitle: Words
    dated: date | None
    blocks: tuple[Block, ...]
    summary: tuple[Block, ...] = ()
    sheets: tuple[Sheet | FormSheet, ...] = ()

    @property
    def headed(self) -> bool:
        """Whether it opens with a head of its own, in place of title and subtitle."""
        return bool(self.blocks) and isinstance(self.blocks[0], MemoHead | Cover)
