"""What an office worded otherwise on the page of papers stands in its own form too, as long as it holds."""

from __future__ import annotations

from typing import Any

import pytest

from itacore.reports.building import build_paper
from itacore.reports.editing import OwnText, edit_report, write_own
from itacore.reports.own_template import fill_template, tell_filled
from itacore.reports.own_template_texts import put_own_texts
from itacore.reports.report import Report, Table, ours, verbatim
from tests.reports.own_forms import HOSTILE, control, form, paragraph, run
from tests.reports.test_building import materials
from tests.reports.test_own_template_values import gathered

RESULT, GATE = "ปี 2568 ได้ 96.73", "ได้ระดับนี้เพราะ OIT"
VALUES: dict[str, Any] = {
    "result_sentence": (ours(RESULT),),
    "strengths": (ours("ข้อ 1"), ours("ข้อ 2")),
    "agency": (verbatim("ข้อ 1"),),
    "ranked_table": Table(ours("ข้อ 1"), (), ()),
    "rank": None,
}


def test_a_place_that_is_a_generated_paragraph_takes_the_own_text_as_written() -> None:
    own = {"weaknesses": {"0/1": OwnText(RESULT, f"เรา 5 {HOSTILE}\nบรรทัดสอง")}}
    values, worded = put_own_texts(VALUES, own)
    assert values == VALUES | {"result_sentence": (verbatim(f"เรา 5 {HOSTILE}"), verbatim("บรรทัดสอง"))}
    assert worded == ("result_sentence",)


def test_lines_of_a_place_are_worded_one_by_one_and_names_are_no_paragraphs() -> None:
    values, worded = put_own_texts(VALUES, {"analysis": {"3/2": OwnText("ข้อ 1", "ของเรา")}})
    assert values == VALUES | {"strengths": (verbatim("ของเรา"), ours("ข้อ 2"))}
    assert worded == ("strengths",)


@pytest.mark.parametrize(
    "own",
    [OwnText("ปี 2568 ได้ 95.00", "ของเรา ได้ 95.00"), OwnText(RESULT, "")],
    ids=["written for other figures", "left out of the paper"],
)
def test_otherwise_the_generated_text_stays(own: OwnText) -> None:
    assert put_own_texts(VALUES, {"weaknesses": {"0/1": own}}) == (VALUES, ())


def test_of_two_own_texts_the_first_paper_holds_and_in_it_the_first_paragraph() -> None:
    later, first = OwnText(RESULT, "หลัง"), OwnText(RESULT, "แรก")
    other = {"0/1": OwnText(RESULT, "อีกฉบับ")}
    values, _ = put_own_texts(VALUES, {"analysis": {"11/1": later, "2/1": first}, "topics": other})
    assert values["result_sentence"] == (verbatim("แรก"),)
    values, _ = put_own_texts(VALUES, {"analysis": {}, "topics": other})
    assert values["result_sentence"] == (verbatim("อีกฉบับ"),)


def test_the_sentences_of_places_are_those_that_can_be_worded_in_papers() -> None:
    made_of = materials()
    generated = set()
    for kind in ("analysis", "progress"):
        paper = build_paper(kind, made_of)
        assert isinstance(paper, Report)
        own: dict[str, OwnText] = {}
        for one in edit_report(paper, {}).passages:
            own = write_own(own, one, "ของเรา")
        generated |= set(put_own_texts(gathered(made_of.profile), {kind: own})[1])
    sentences = ("result", "gate", "change", "weak", "strength")
    assert generated == {"strengths", *(f"{name}_sentence" for name in sentences)}


def test_what_was_worded_otherwise_is_told() -> None:
    values, worded = put_own_texts(VALUES, {"weaknesses": {"0/1": OwnText(RESULT, "ของเรา")}})
    made = fill_template(form(paragraph(control("result_sentence", run("x")))), values)
    assert "ใช้ถ้อยคำที่หน่วยงานแก้ไว้ในหน้าเอกสาร 1 ชื่อ: ผลการประเมินในหนึ่งประโยค (result_sentence)" in [
        line.replace("\u00a0", " ") for line in tell_filled(made, worded)
    ]
    nothing = fill_template(form(paragraph(control("agency", run("x")))), values)
    assert len(tell_filled(nothing, worded)) == 1  # the form has no such place
