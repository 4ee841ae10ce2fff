"""A rule book written as text and read again is the same rule book, whatever its texts hold."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itacore.criteria import BookError, RuleBook, read_book_text, read_criteria, write_book
from itacore.criteria.fields import LONGEST_TEXT
from itacore.criteria.model import Block, Indicator, Item, Level, Mark, Subindicator
from tests.scoring.books import make_book

BOOKS = read_criteria().books
HOSTILE = [
    'end" \n[rating]\npass_line = 0',
    "'''",
    '"""',
    "\\",
    "\\u0022",
    "a\tb\r\nc\x00\x1b\x7f\x85",
    "# no comment",
    "{place}",
    "<script>alert(1)</script>",
    ":red[x] $y$ [z](http://example.org)",
    "=1+1",
    "\u202eกลับ\u200b",
    "น้ำ",
    " ขอบ ",
]
texts = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
labels = texts.filter(lambda text: "|" not in text)
percents = st.floats(0, 100)


@pytest.mark.parametrize("year", sorted(BOOKS))
def test_every_shipped_book_comes_back_the_same(year: int) -> None:
    assert read_book_text(write_book(BOOKS[year])) == BOOKS[year]


@st.composite
def books(draw: st.DrawFn) -> RuleBook:
    """A rule book with any texts and figures in it."""
    book = make_book()
    names = draw(st.lists(texts, min_size=4, max_size=4))
    aliases = tuple(draw(st.lists(texts, max_size=4)))
    bounds = sorted(draw(st.lists(percents, min_size=3, max_size=3)), reverse=True)
    shown = draw(st.lists(labels, min_size=4, max_size=4, unique=True))
    optional = st.none() | percents
    levels = [
        Level(label, bound, draw(st.booleans()), draw(optional), draw(optional))
        for label, bound in zip(shown, bounds, strict=False)
    ]
    marks = st.sampled_from(list(Mark))
    optional_text = st.none() | texts
    return replace(
        book,
        fiscal_year=draw(st.integers(2500, 2699)),
        blocks={
            key: Block(draw(marks), draw(texts), draw(optional_text), draw(optional_text))
            for key in book.blocks
        },
        indicators=(
            Indicator("1", "IIT", names[0], aliases),
            Indicator("2", "EIT", names[1]),
            Indicator("3", "OIT", names[2]),
        ),
        subindicators=(Subindicator("3.1", "3", names[3], aliases),),
        items=(
            Item("o1", "3.1", draw(texts), draw(st.booleans()), draw(st.sampled_from([None, "measures"]))),
        ),
        levels=(*levels, Level(shown[3], 0.0, False)),
        pass_line=draw(percents),
        comparability=draw(st.dictionaries(st.sampled_from(["1", "EIT1.2", "o1"]), texts)),
    )


@settings(max_examples=60, deadline=None)
@given(books())
def test_any_book_comes_back_the_same(book: RuleBook) -> None:
    assert read_book_text(write_book(book)) == book


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    book = BOOKS[2568]
    blocks = {key: Block(Mark.STATED, text, text, text) for key in book.blocks}
    named = replace(
        book,
        blocks=blocks,
        indicators=tuple(replace(i, name=text, aliases=(text,)) for i in book.indicators),
        levels=tuple(replace(level, label=f"{n}{text}") for n, level in enumerate(book.levels)),
        items=(Item("o1", "9.1", text),),
        comparability={"9": text},
    )
    assert read_book_text(write_book(named)) == named


def test_a_book_of_another_year_is_refused_by_its_year() -> None:
    with pytest.raises(BookError) as caught:
        read_book_text(write_book(BOOKS[2568]), year=2569)
    assert [(fault.where, fault.code) for fault in caught.value.details] == [("fiscal_year", "other-year")]


def test_all_faults_of_a_text_are_given_together_as_data() -> None:
    text = write_book(BOOKS[2568])
    for old, new in (
        ("weight = 0.4", "weight = 0.5"),
        ('mark = "stated"', 'mark = "sure"'),
        ("pass_line = 85.0", "pass_line = 850"),
        ('label = "ผ่านดี"', 'label = "ผ่าน"'),
    ):
        text = text.replace(old, new, 1)
    with pytest.raises(BookError) as caught:
        read_book_text(text)
    assert [(fault.where, fault.code) for fault in caught.value.details] == [
        ("blocks.weights.mark", "choice"),
        ("rating.pass_line", "number"),
        ("instruments", "weights"),
        ("rating.levels", "label-twice"),
    ]
    assert caught.value.faults == tuple(str(fault) for fault in caught.value.details)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = " + "[" * 3000, "toml"),
        ("a = " + "9" * 5000, "too-long"),
        ("a." * 60_000 + "a = 1", "too-long"),
        ("# x\n" * 40_000, "too-long"),
        ("a = \x00", "toml"),
    ],
    ids=["deep", "digits", "dotted", "long", "control"],
)
def test_a_text_made_to_hurt_is_refused_at_once(text: str, code: str) -> None:
    start = time.process_time()
    with pytest.raises(BookError) as caught:
        read_book_text(text)
    assert [fault.code for fault in caught.value.details] == [code]
    assert time.process_time() - start < 2


def test_a_text_in_a_book_has_a_limit() -> None:
    book = replace(BOOKS[2568], items=(Item("o1", "9.1", "ก" * (LONGEST_TEXT + 1)),))
    with pytest.raises(BookError) as caught:
        read_book_text(write_book(book))
    assert [(fault.where, fault.code) for fault in caught.value.details] == [("items o1.title", "text-long")]
