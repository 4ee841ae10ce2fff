"""Places in odd XML: bookmarks over each other, deleted text, hidden letters, tables and sections beside a place."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from itacore.reports.own_template import fill_template
from tests.reports.own_forms import (
    VALUES,
    body_lines,
    cell,
    control,
    filled,
    form,
    mark,
    paragraph,
    parts,
    run,
    table,
)

ONE, ONE_END = mark("total", 1)
TWO, TWO_END = mark("rating", 2)
MANY, MANY_END = mark("strengths", 3)
GONE = "<w:r><w:delText>x</w:delText></w:r>"


def names(element: Any) -> list[str]:
    return [etree.QName(one).localname for one in element]


# ---- bookmarks over each other -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (paragraph(ONE + run("ก") + TWO + run("ข") + ONE_END + run("ค") + TWO_END), ["ผ่านดี"]),
        (paragraph(ONE + TWO + run("ก") + ONE_END + run("ค") + TWO_END), ["ผ่านดี"]),
        (
            paragraph(ONE + run("ก"))
            + paragraph(TWO + run("ข") + ONE_END + run("ง"))
            + paragraph(run("ค") + TWO_END),
            ["ผ่านดี"],
        ),
        (
            ONE + paragraph(run("ก")) + TWO + paragraph(run("ข")) + ONE_END + paragraph(run("ค")) + TWO_END,
            ["ผ่านดี"],
        ),
    ],
    ids=["in a line", "from one start", "over paragraphs", "of whole paragraphs"],
)
def test_of_bookmarks_over_each_other_one_is_filled_and_the_other_told(body: str, left: list[str]) -> None:
    made, document = filled(body + paragraph(""))
    assert body_lines(document) == [*left, ""]
    assert (dict(made.filled), made.failed) == ({"rating": 1}, (("total", "inside"),))


def test_a_control_into_which_a_bookmark_reaches_is_told_where_its_text_goes() -> None:
    reached = control("strengths", paragraph(TWO + run("ก"))) + paragraph(run("ข") + TWO_END)
    made, document = filled(reached + paragraph(""))
    said = " ".join(body_lines(document))
    assert [name in said for name in ("ข้อ 1", "ผ่านดี")] == [
        name in made.filled for name in ("strengths", "rating")
    ]
    assert {*made.filled, *(name for name, _ in made.failed)} == {"strengths", "rating"}


# ---- tracked changes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        paragraph(f'<w:del w:id="9" w:author="x">{ONE}{GONE}{ONE_END}</w:del>'),
        paragraph(f'<w:del w:id="9" w:author="x">{control("total", GONE)}</w:del>'),
        paragraph(f'<w:moveFrom w:id="9" w:author="x">{control("total", run("x"))}</w:moveFrom>'),
        table(cell(paragraph(control("total", run("x"))))).replace(
            "<w:tr>", '<w:tr><w:trPr><w:del w:id="9" w:author="x"/></w:trPr>'
        ),
    ],
    ids=["bookmark", "control", "moved away", "row"],
)
def test_a_place_in_deleted_text_is_told_and_left(body: str) -> None:
    made, document = filled(body + paragraph(""))
    assert "96.73" not in "".join(body_lines(document))
    assert (dict(made.filled), made.failed) == ({}, (("total", "deleted"),))


def test_changes_within_a_place_go_with_its_words() -> None:
    inner = f'<w:ins w:id="8" w:author="x">{run("ใหม่")}</w:ins><w:del w:id="9" w:author="x">{GONE}</w:del>'
    made, document = filled(paragraph(control("total", inner)) + paragraph(ONE + inner + ONE_END))
    assert body_lines(document) == ["96.73", "96.73"]
    assert not list(document.element.body.iter(qn("w:ins"), qn("w:del")))
    assert dict(made.filled) == {"total": 2}


def test_paragraphs_put_in_are_not_marked_as_deleted_or_inserted() -> None:
    marked = '<w:rPr><w:del w:id="9" w:author="x"/><w:b/></w:rPr>'
    _, document = filled(control("strengths", paragraph(run("x"), marked)) + paragraph(""))
    assert body_lines(document) == ["ข้อ 1", "ข้อ 2", "ข้อ 3", ""]
    marks = [one for one in document.element.body.iter(qn("w:rPr")) if one.getparent().tag == qn("w:pPr")]
    assert [names(one) for one in marks] == [["b"]] * 3


# ---- what does not show ------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["vanish", "webHidden", "specVanish"])
def test_what_is_put_in_a_hidden_place_shows(tag: str) -> None:
    hidden = f"<w:rPr><w:b/><w:{tag}/></w:rPr>"
    _, document = filled(
        paragraph(control("total", run("x", hidden))) + paragraph(ONE + run("x", hidden) + ONE_END)
    )
    letters = [one.find(qn("w:rPr")) for one in document.element.body.iter(qn("w:r"))]
    assert [names(one) for one in letters] == [["b", "bCs"]] * 2


def test_the_number_of_a_footnote_stays() -> None:
    notes = (
        f"<w:footnotes {WORD}><w:footnote w:id='2'>"
        + paragraph("<w:r><w:footnoteRef/></w:r>" + control("strengths", run("x")))
        + "</w:footnote></w:footnotes>"
    )
    data = with_part(form(paragraph(run("ก"))), "footnotes", notes)
    made = fill_template(data, VALUES, arabic_digits=True)
    root = etree.fromstring(parts(made.data)["word/footnotes.xml"])
    assert dict(made.filled) == {"strengths": 1}
    assert len(list(root.iter(qn("w:footnoteRef")))) == 1
    assert "".join(one.text or "" for one in root.iter(qn("w:t"))) == "ข้อ 1ข้อ 2ข้อ 3"


def test_a_field_without_a_result_is_not_lost_with_its_paragraph() -> None:
    page = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{more}'
        for kind, more in (("begin", "<w:r><w:instrText>PAGE</w:instrText></w:r>"), ("end", ""))
    )
    _, document = filled(paragraph(run("ก")), footer=paragraph(page + control("strengths", run("x"))))
    footer = document.sections[0].footer._element
    assert [one.text for one in footer.iter(qn("w:instrText"))] == ["PAGE"]


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_part(data: bytes, kind: str, content: str) -> bytes:
    """The form with one more part that the document names."""
    from tests.reports.own_forms import changed

    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId98" Type="{kinds}/{kind}" Target="{kind}.xml"/></Relationships>'
    told = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    entry = f'<Override PartName="/word/{kind}.xml" ContentType="{told}.{kind}+xml"/></Types>'
    old = parts(data)
    return changed(
        data,
        {
            rels: old[rels].replace(b"</Relationships>", link.encode()),
            types: old[types].replace(b"</Types>", entry.encode()),
            f"word/{kind}.xml": content.encode(),
        },
    )


# ---- what stands beside a table ----------------------------------------------------------------------------

BEFORE = table(cell(paragraph(run("ก"))))


@pytest.mark.parametrize(
    "place",
    [
        control("ranked_table", paragraph(run("x"))),
        paragraph(control("ranked_table", run("x"))),
        paragraph(mark("ranked_table")[0] + run("x") + mark("ranked_table")[1]),
        mark("ranked_table")[0] + paragraph(run("x")) + mark("ranked_table")[1],
    ],
    ids=["control", "control in a paragraph", "bookmark in a paragraph", "bookmark around it"],
)
def test_a_table_does_not_grow_together_with_one_before_or_behind(place: str) -> None:
    data = form(BEFORE + place + BEFORE + paragraph(""))
    made = fill_template(data, VALUES)
    again = fill_template(made.data, VALUES)
    for one in (made, again):
        root = etree.fromstring(parts(one.data)["word/document.xml"])
        flow = [
            node.tag
            for node in root.iter(qn("w:p"), qn("w:tbl"))
            if not any(parent.tag == qn("w:tc") for parent in node.iterancestors())
        ]
        assert [etree.QName(tag).localname for tag in flow] == ["tbl", "p", "tbl", "p", "tbl", "p"]


def test_a_cell_ends_in_a_paragraph_also_where_a_mark_stands_behind_the_control() -> None:
    foreign = mark("_Ref1", 5)
    body = table(cell(foreign[0] + control("ranked_table", paragraph(run("x"))) + foreign[1])) + paragraph("")
    _, document = filled(body)
    outer = document.element.body.find(f"{qn('w:tbl')}//{qn('w:tc')}")
    last = [
        node for node in outer.iter(qn("w:p"), qn("w:tbl")) if next(node.iterancestors(qn("w:tc"))) is outer
    ]
    assert last[-1].tag == qn("w:p")


SECTION = (
    '<w:sectPr><w:pgSz w:w="{width}" w:h="11906"/>'
    '<w:pgMar w:top="1000" w:left="1000" w:right="1000" w:bottom="1000" w:header="1" w:footer="1" w:gutter="{gutter}"/>'
    "</w:sectPr>"
)


@pytest.mark.parametrize(
    "place",
    [
        control("ranked_table", paragraph(run("x"))),
        paragraph(control("ranked_table", run("x"))),
        paragraph(mark("ranked_table")[0] + run("x") + mark("ranked_table")[1]),
    ],
    ids=["control", "control in a paragraph", "bookmark"],
)
def test_a_table_is_as_wide_as_the_section_in_which_it_stands(place: str) -> None:
    upright = paragraph("", SECTION.format(width=9000, gutter=0))
    on_its_side = paragraph("", SECTION.format(width=16838, gutter=300))
    for body, width in (
        (place + upright + on_its_side, 7000),
        (upright + place + paragraph(run("ก")) + on_its_side, 14538),
    ):
        _, document = filled(body)
        found = next(document.element.body.iter(qn("w:tbl")))
        assert int(found.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w"))) == width
