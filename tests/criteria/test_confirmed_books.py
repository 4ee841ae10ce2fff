"""What an office confirms for a year that the program has no book for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itacore.criteria import (
    Criteria,
    Mark,
    RuleBook,
    add_books,
    confirm_book,
    copy_book,
    find_misfits,
    list_differences,
    parts_known,
    read_book_text,
    read_criteria,
    write_book,
)
from itacore.criteria.differences import list_incomparable
from itacore.criteria.draft import Comparison, Condition, Draft, DraftError, Gates, LevelDraft
from itacore.criteria.draft_faults import find_draft_faults
from itacore.criteria.drafting import build_book, draft_book
from itacore.criteria.model import Instrument, Part

SHIPPED = read_criteria()
LAST = SHIPPED.books[2568]
PARTS = parts_known(SHIPPED, 2569)
SAID = {"source": "คู่มือ 2569", "date": "1 ธันวาคม 2568"}


def draft(**changes: object) -> Draft:
    return replace(draft_book(LAST, 2569, PARTS), **(SAID | changes))  # type: ignore[arg-type]


def book(**changes: object) -> RuleBook:
    return build_book(draft(**changes), LAST, PARTS)


def marks(found: RuleBook) -> dict[str, str]:
    return {key: block.mark.value for key, block in found.blocks.items()}


def faults(**changes: object) -> list[tuple[str, str]]:
    return [(fault.where, fault.code) for fault in find_draft_faults(draft(**changes))]


# ---- copying -----------------------------------------------------------------------------------------------


def test_a_copy_claims_nothing_for_the_later_year() -> None:
    copied = copy_book(LAST, 2569)
    assert copied.fiscal_year == 2569
    assert copied.items == ()
    assert copied.comparability == {}
    assert marks(copied) == {
        "weights": "inferred",
        "indicators": "inferred",
        "subindicators": "inferred",
        "items": "unknown",
        "levels": "inferred",
        "conditions": "inferred",
        "comparability": "unknown",
    }


# ---- the form ----------------------------------------------------------------------------------------------


def test_the_form_starts_with_the_earlier_year_and_lacks_only_the_source() -> None:
    start = draft_book(LAST, 2569, PARTS)
    assert dict(start.weights) == {"IIT": "30", "EIT": "30", "OIT": "40"}
    assert dict(start.parts) == {"EIT1": "15", "EIT2": "15"}
    assert start.levels[2] == LevelDraft("ผ่าน", "85", Condition.ANY_BELOW, "85")
    assert start.gates is Gates.PARTS
    assert [(fault.where, fault.code) for fault in find_draft_faults(start)] == [("source", "source-missing")]


def test_what_the_person_says_is_confirmed_and_the_rest_is_not() -> None:
    found = book()
    assert marks(found) == {
        "weights": "confirmed",
        "indicators": "inferred",
        "subindicators": "inferred",
        "items": "unknown",
        "levels": "confirmed",
        "conditions": "confirmed",
        "comparability": "unknown",
    }
    assert (found.blocks["levels"].source, found.blocks["levels"].date) == ("คู่มือ 2569", "1 ธันวาคม 2568")
    assert found.items == ()
    assert (found.instruments, found.levels, found.gates) == (LAST.instruments, LAST.levels, LAST.gates)
    assert read_book_text(write_book(found), year=2569) == found


def test_the_list_of_items_is_taken_over_only_where_the_person_confirms_it() -> None:
    found = book(same_items=True, same_names=True, comparison=Comparison.SAME)
    assert found.items == LAST.items
    assert found.item_scores is None  # the same list may be scored in another way
    assert set(marks(found).values()) == {"confirmed"}
    assert found.comparability == {}
    careful = book(comparison=Comparison.CAREFUL)
    assert sorted(careful.comparability) == ["10", "9"]


def test_other_rules_are_built_as_typed() -> None:
    levels = (
        LevelDraft("สูง", "๙๐", Condition.ALL_AT_LEAST, "80.5"),
        LevelDraft("กลาง", "60"),
        LevelDraft("ต่ำ", "0"),
    )
    found = book(
        weights={"IIT": "25", "EIT": "๒๕ %", "OIT": "50"},
        with_parts=False,
        levels=levels,
        pass_line="60",
    )
    assert [(i.code, i.weight, i.parts) for i in found.instruments] == [
        ("IIT", 0.25, ()),
        ("EIT", 0.25, ()),
        ("OIT", 0.5, ()),
    ]
    assert [(x.label, x.lower_bound, x.passes, x.all_at_least) for x in found.levels] == [
        ("สูง", 90, True, 80.5),
        ("กลาง", 60, True, None),
        ("ต่ำ", 0, False, None),
    ]
    assert found.gates == (("IIT", "EIT", "OIT"),)


def test_a_condition_that_is_not_known_stays_uncertain() -> None:
    found = book(gates=Gates.BOTH)
    assert set(found.gates) == {("IIT", "EIT1", "EIT2", "OIT"), ("IIT", "EIT", "OIT")}
    assert not found.conditions_certain


def test_levels_without_conditions_have_no_gates() -> None:
    levels = (LevelDraft("A", "85"), LevelDraft("B", "0"))
    assert book(levels=levels, gates=Gates.BOTH).gates == ()
    assert book(levels=levels, gates=Gates.BOTH).conditions_certain


def test_the_form_of_a_confirmed_year_is_filled_as_it_was_typed() -> None:
    typed = draft(same_names=True, same_items=True, comparison=Comparison.CAREFUL, gates=Gates.WHOLE)
    assert draft_book(build_book(typed, LAST, PARTS), 2569, PARTS) == typed


def level_changed(number: int, **changes: object) -> tuple[LevelDraft, ...]:
    levels = list(draft().levels)
    levels[number - 1] = replace(levels[number - 1], **changes)  # type: ignore[arg-type]
    return tuple(levels)


FAULTS = {
    "source": ({"source": " "}, [("source", "source-missing")]),
    "source long": ({"source": "ก" * 301}, [("source", "too-long")]),
    "weights": ({"weights": {"IIT": "30", "EIT": "30", "OIT": "45"}}, [("weight", "weights")]),
    "weight text": ({"weights": {"IIT": "สามสิบ", "EIT": "30", "OIT": "40"}}, [("weight.IIT", "not-a-number")]),
    "weight empty": ({"weights": {"IIT": "", "EIT": "30", "OIT": "70"}}, [("weight.IIT", "number-missing")]),
    "weight zero": ({"weights": {"IIT": "0", "EIT": "30", "OIT": "70"}}, [("weight.IIT", "zero")]),
    "weight high": ({"weights": {"IIT": "130", "EIT": "30", "OIT": "40"}}, [("weight.IIT", "out-of-range")]),
    "parts": ({"parts": {"EIT1": "15", "EIT2": "10"}}, [("parts", "parts")]),
    "no levels": ({"levels": ()}, [("levels", "no-levels")]),
    "label empty": ({"levels": level_changed(1, label=" ")}, [("level.1.label", "label-missing")]),
    "label mark": ({"levels": level_changed(1, label="ก|ข")}, [("level.1.label", "label-mark")]),
    "label long": ({"levels": level_changed(1, label="ก" * 41)}, [("level.1.label", "too-long")]),
    "label twice": ({"levels": level_changed(1, label="ผ่าน")}, [("levels", "label-twice")]),
    "bound empty": ({"levels": level_changed(1, bound="")}, [("level.1.bound", "number-missing")]),
    "order": ({"levels": level_changed(4, lower_bound="90")}, [("level.4.lower", "order")]),
    "unreachable": (
        {"levels": level_changed(2, condition=Condition.NONE)},
        [("level.3.lower", "unreachable")],
    ),
    "last bound": ({"levels": level_changed(5, lower_bound="1")}, [("level.5.lower", "last-bound")]),
    "last condition": (
        {"levels": level_changed(5, condition=Condition.ANY_BELOW, bound="50")},
        [("level.5.condition", "last-condition")],
    ),
    "pass line": ({"pass_line": "80"}, [("pass", "pass-line")]),
    "pass empty": ({"pass_line": ""}, [("pass", "number-missing")]),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FAULTS.values(), ids=FAULTS)
def test_each_fault_of_the_form_is_named(changes: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert faults(**changes) == expected
    with pytest.raises(DraftError):
        book(**changes)


def test_all_faults_of_the_form_are_given_together() -> None:
    found = faults(
        source="", pass_line="x", parts={"EIT1": "1", "EIT2": "2"}, levels=level_changed(1, label="")
    )
    assert found == [
        ("parts", "parts"),
        ("level.1.label", "label-missing"),
        ("pass", "not-a-number"),
        ("source", "source-missing"),
    ]


# ---- beside the program's books ----------------------------------------------------------------------------


def test_a_confirmed_book_rates_its_year_and_provisionally_the_next() -> None:
    criteria = add_books(SHIPPED, [book()])
    assert not criteria.for_year(2569).provisional
    assert criteria.is_confirmed(2569)
    assert criteria.for_year(2570).provisional
    assert criteria.for_year(2570).book.fiscal_year == 2569
    assert not SHIPPED.is_confirmed(2568)


def test_a_book_that_the_program_brings_later_counts_and_the_office_keeps_its_own_aside() -> None:
    own = book(pass_line="70", weights={"IIT": "20", "EIT": "30", "OIT": "50"})
    brought = replace(copy_book(LAST, 2569))
    later = Criteria({**SHIPPED.books, 2569: brought})
    criteria = add_books(later, [own])
    assert criteria.for_year(2569).book is brought
    assert not criteria.is_confirmed(2569)
    assert criteria.set_aside == {2569: own}
    assert list_differences(brought, own) == ("weights", "pass-line")


def test_a_book_from_elsewhere_must_be_of_the_shape_that_pages_are_made_for() -> None:
    def codes(found: RuleBook, years: list[int] | None = None) -> list[tuple[str, str]]:
        return [(fault.where, fault.code) for fault in find_misfits(found, SHIPPED, years)]

    fine = book()
    assert codes(fine) == []
    assert codes(fine, [2570]) == [("fiscal_year", "years")]
    assert codes(LAST) == [("fiscal_year", "shipped")]
    assert codes(replace(fine, fiscal_year=2561)) == [("fiscal_year", "years")]
    other = replace(fine, instruments=(*fine.instruments, Instrument("XIT", "x", 0.1)))
    assert codes(other) == [("instruments", "instruments-other")]
    moved = replace(fine, indicators=(replace(fine.indicators[0], instrument="OIT"), *fine.indicators[1:]))
    assert codes(moved) == [("indicators", "indicators-other")]
    parts = replace(fine.instruments[1], parts=(Part("E", "e", 0.3),))
    parted = replace(fine, instruments=(fine.instruments[0], parts, fine.instruments[2]))
    assert codes(parted) == [("instruments EIT", "parts-other")]


def test_a_colleagues_book_is_confirmed_by_the_office_but_not_made_more_certain() -> None:
    found = confirm_book(SHIPPED.books[2567])
    assert {found.blocks[key].mark for key in ("items", "conditions")} == {Mark.UNKNOWN, Mark.INFERRED}
    assert Mark.STATED not in {block.mark for block in found.blocks.values()}
    assert found.blocks["weights"].source == SHIPPED.books[2567].blocks["weights"].source


@pytest.mark.parametrize(
    ("before", "after", "differences", "incomparable"),
    [
        (2562, 2563, (), ("items",)),
        (2564, 2565, (), ()),
        (2565, 2566, ("parts", "subindicators", "items", "levels", "conditions"), ()),
        (2566, 2567, (), ("items",)),
        (2567, 2568, (), ("items", "conditions")),
    ],
)
def test_differences_of_the_shipped_years(
    before: int, after: int, differences: tuple[str, ...], incomparable: tuple[str, ...]
) -> None:
    pair = SHIPPED.books[before], SHIPPED.books[after]
    assert (list_differences(*pair), list_incomparable(*pair)) == (differences, incomparable)
