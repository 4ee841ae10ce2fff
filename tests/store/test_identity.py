"""Which agency of the workspace an agency of a document is."""

import pytest

from itacore.errors import AmbiguousAgencyError, WorkspaceError
from itacore.store.identity import find_moved, gather_known, match_agencies
from tests.store.made import DAY, NOW, as_facts, make_document, score

TB = "เทศบาลตำบล"
OLD = "องค์การบริหารส่วนตำบล"


def match(known, *incoming, resolve=None):
    """Match (agency_id, name, province, district if any) with imports of the same and whether they stand."""
    met = [
        (one, name, more[0] if more else None, province, stands)
        for one, name, province, *more, stands in known
    ]
    agencies = make_document({}, agencies=incoming).agencies
    return match_agencies(agencies, gather_known(met), resolve or {}, "unnamed:0123")


def open_names(matching):
    return {agency.name: [one.agency_id for one in agency.candidates] for agency in matching.ambiguous}


def test_new_agencies_get_their_name_in_one_form_and_their_province():
    matching = match([], ("1", "ทต.ก", "จ.ข"), ("2", "ทต.ค", None))
    assert matching.ids == {"1": f"{TB}ก|ข", "2": f"{TB}ค"}
    assert matching.new == ("1", "2")


@pytest.mark.parametrize(
    ("known", "incoming", "found"),
    [
        (("x", "อบต.ก", None), ("i", f"{OLD}ก", None), "x"),
        (("x", "อบต.ก", "ข"), ("i", "อบต. ก", "จังหวัดข"), "x"),
        (("x", "อบต.ก", "ข"), ("i", "อบต.ก", None), "x"),
        (("x", "อบต.ก", None), ("i", "อบต.ก", "ข"), "x"),
        (("x", "อบต.ก", "ข"), ("i", "อบต.ก", "ค"), f"{OLD}ก|ค"),
        (("x", "อบต.ก", None), ("i", "ทต.ก", None), f"{TB}ก"),
    ],
)
def test_names_in_one_form_and_provinces_where_both_have_one(known, incoming, found):
    assert match([(*known, True)], incoming).ids == {"i": found}


def test_a_name_without_a_province_that_several_have_is_asked_about():
    known = [("x", "ทต.ก", "ข", True), ("y", "ทต.ก", "ค", True), ("z", "ทต.ง", "ค", True)]
    assert open_names(match(known, ("i", "ทต.ก", None))) == {"ทต.ก": ["x", "y"]}
    assert match(known, ("i", "ทต.ก", None), resolve={"i": "y"}).ids == {"i": "y"}
    assert match(known, ("i", "ทต.ก", None), resolve={"i": None}).ids == {"i": f"{TB}ก"}


def test_several_that_fit_one_agency_without_a_province_are_asked_about():
    known = [("x", "ทต.ก", None, True)]
    matching = match(known, ("i", "ทต.ก", "ข"), ("j", "ทต.ก", "ค"), ("k", "ทต.ง", "ค"))
    assert open_names(matching) == {"ทต.ก": ["x"]}
    assert [agency.incoming_id for agency in matching.ambiguous] == ["i", "j"]
    assert matching.ids == {"k": f"{TB}ง|ค"}


def test_once_one_of_them_is_placed_the_other_is_still_asked_about():
    known = [("x", "ทต.ก", None, True)]
    matching = match(known, ("i", "ทต.ก", "ข"), ("j", "ทต.ก", "ค"), resolve={"i": "x"})
    assert open_names(matching) == {"ทต.ก": ["x"]}
    matching = match(known, ("i", "ทต.ก", "ข"), ("j", "ทต.ก", "ค"), resolve={"i": "x", "j": None})
    assert matching.ids == {"i": "x", "j": f"{TB}ก|ค"}


def test_the_right_province_goes_before_no_province():
    known = [("x", "ทต.ก", "ข", True), ("y", "ทต.ก", None, True)]
    assert match(known, ("i", "ทต.ก", "ข")).ids == {"i": "x"}


def test_standing_imports_go_before_those_taken_back():
    known = [("x", "ทต.ก", "ข", False), ("y", "ทต.ก", "ค", True)]
    assert match(known, ("i", "ทต.ก", None)).ids == {"i": "y"}
    assert match(known[:1], ("i", "ทต.ก", None)).ids == {"i": "x"}


def test_what_an_import_taken_back_said_of_a_standing_agency_does_not_count():
    known = [("x", "ทต.ก", None, True), ("x", "ทต.ก", "ผิด", False)]
    assert match(known, ("i", "ทต.ก", "ข")).ids == {"i": "x"}


def test_a_new_agency_beside_one_of_the_same_name_gets_an_identity_of_its_own():
    known = [(f"{TB}ก", "ทต.ก", None, True)]
    assert match(known, ("i", "ทต.ก", None), resolve={"i": None}).ids == {"i": f"{TB}ก#2"}


def test_agencies_without_a_name_are_new_and_the_same_content_finds_them_again():
    assert match([], ("i", None, None)).ids == {"i": "unnamed:0123"}
    assert match([("unnamed:0123", None, None, False)], ("i", None, None)).ids == {"i": "unnamed:0123"}
    assert match([], ("i", None, None), ("j", None, "ข")).ids == {"i": "unnamed:0123", "j": "unnamed:0123:2"}
    assert match([("x", "ทต.ก", None, True)], ("i", None, None), resolve={"i": "x"}).ids == {"i": "x"}


@pytest.mark.parametrize("resolve", [{"strange": None}, {"i": "strange"}])
def test_answers_about_unknown_agencies_are_refused(resolve):
    with pytest.raises(WorkspaceError, match="strange"):
        match([("x", "ทต.ก", None, True)], ("i", "ทต.ก", None), resolve=resolve)


def test_only_later_imports_that_stand_move_an_agency():
    own = (2, "x", "ทต.ก", None, "ข", False)
    assert find_moved(2, [own, (3, "x", "ทต.ก", None, "ค", True)]) == ("ทต.ก",)
    assert find_moved(2, [own, (3, "x", "ทต.ก", None, "ค", False)]) == ()
    assert find_moved(2, [own, (1, "x", "ทต.ก", None, "ค", True)]) == ()
    assert find_moved(2, [own, (3, "x", "ทต.ก", None, None, True)]) == ()
    assert find_moved(2, [own, (3, "x", "ทต.ก", None, "ค", True), (4, "x", "ทต.ก", None, "จ.ข", True)]) == ()


def test_another_district_moves_an_agency_too():
    own = (2, "x", "ทต.ก", "อ.เมือง", "ข", False)
    assert find_moved(2, [own, (3, "x", "ทต.ก", "ริมน้ำ", "ข", True)]) == ("ทต.ก",)
    assert find_moved(2, [own, (3, "x", "ทต.ก", "ริมน้ำ", None, True)]) == ("ทต.ก",)
    assert find_moved(2, [own, (3, "x", "ทต.ก", "เมืองข", "ข", True)]) == ()
    assert find_moved(2, [own, (3, "x", "ทต.ก", None, "ข", True)]) == ()
    assert (
        find_moved(2, [own, (3, "x", "ทต.ก", "ริมน้ำ", "ข", True), (4, "x", "ทต.ก", "เมือง", None, True)]) == ()
    )
    assert find_moved(2, [(*own[:3], None, *own[4:]), (3, "x", "ทต.ก", "ริมน้ำ", "ข", True)]) == ()


# Districts


BOTH = [("x", "ทต.ก", "ข", "เมือง", True), ("y", "ทต.ก", "ข", "ริมน้ำ", True)]


def test_offices_of_one_name_and_province_each_find_their_own_district():
    assert match(BOTH, ("i", "ทต.ก", "ข", "อำเภอริมน้ำ"), ("j", "ทต. ก", "จ.ข", "อ.เมืองข")).ids == {
        "i": "y",
        "j": "x",
    }
    assert match(BOTH, ("i", "ทต.ก", None, "ริมน้ำ"), ("j", "ทต.ก", None, "เมือง")).ids == {"i": "y", "j": "x"}
    assert match(BOTH, ("i", "ทต.ก", "ข", "ดอยสูง")).ids == {"i": f"{TB}ก|ข"}
    assert match(BOTH, ("i", "ทต.ก", "ค", "เมือง")).ids == {"i": f"{TB}ก|ค"}


def test_one_without_a_district_is_asked_about_where_two_have_one():
    matching = match(BOTH, ("i", "ทต.ก", "ข"))
    assert open_names(matching) == {"ทต.ก": ["x", "y"]}
    assert [(one.district, one.province) for one in matching.ambiguous[0].candidates] == [
        ("เมือง", "ข"),
        ("ริมน้ำ", "ข"),
    ]
    assert match(BOTH, ("i", "ทต.ก", "ข"), resolve={"i": "y"}).ids == {"i": "y"}
    assert match(BOTH[:1], ("i", "ทต.ก", "ข")).ids == {"i": "x"}


def test_an_office_first_met_without_a_district_is_the_same_with_one():
    assert match([("x", "ทต.ก", "ข", True)], ("i", "ทต.ก", "ข", "เมือง")).ids == {"i": "x"}


def test_two_that_fit_one_without_a_district_are_asked_about():
    known = [("x", "ทต.ก", "ข", True)]
    incoming = (("i", "ทต.ก", "ข", "เมือง"), ("j", "ทต.ก", "ข", "ริมน้ำ"))
    matching = match(known, *incoming)
    assert [(one.incoming_id, one.district) for one in matching.ambiguous] == [("i", "เมือง"), ("j", "ริมน้ำ")]
    assert matching.ids == {}
    assert match(known, *incoming, resolve={"i": "x"}).ids == {"i": "x"}
    assert match(known, *incoming, resolve={"i": "x", "j": None}).ids == {"i": "x", "j": f"{TB}ก|ข"}


def test_the_right_district_goes_before_no_district():
    known = [("x", "ทต.ก", "ข", True), BOTH[1]]
    assert match(known, ("i", "ทต.ก", "ข", "ริมน้ำ")).ids == {"i": "y"}
    assert match(known, ("i", "ทต.ก", "ข", "เมือง")).ids == {"i": "x"}
    assert match(known, ("i", "ทต.ก", "ข", "ริมน้ำ"), ("j", "ทต.ก", "ข", "เมือง")).ids == {"i": "y", "j": "x"}


def test_where_the_province_speaks_for_one_and_the_district_for_another_the_person_is_asked():
    known = [("x", "ทต.ก", "ข", True), ("y", "ทต.ก", None, "เมือง", True)]
    assert open_names(match(known, ("i", "ทต.ก", "ข", "เมือง"))) == {"ทต.ก": ["x", "y"]}


def test_two_new_offices_get_identities_of_their_own():
    incoming = (("i", "ทต.ก", "ข", "เมือง"), ("j", "ทต.ก", "ข", "ริมน้ำ"))
    assert match([], *incoming).ids == {"i": f"{TB}ก|ข", "j": f"{TB}ก|ข|ริมน้ำ"}
    known = [("x", "ทต.ก", "ข", "ดอยสูง", True)]
    assert match(known, *incoming).ids == {"i": f"{TB}ก|ข", "j": f"{TB}ก|ข|ริมน้ำ"}


def test_the_district_of_an_import_taken_back_counts_only_where_none_stands():
    known = [("x", "ทต.ก", "ข", True), ("x", "ทต.ก", "ข", "ผิด", False)]
    assert match(known, ("i", "ทต.ก", "ข", "เมือง")).ids == {"i": "x"}
    assert match(known[1:], ("i", "ทต.ก", "ข", "เมือง")).ids == {"i": f"{TB}ก|ข"}
    assert match(known[1:], ("i", "ทต.ก", "ข", "ผิด")).ids == {"i": "x"}


# In the workspace


def one(agency_id, name, province, value, number, code="1", year=2568, district=None):
    return make_document(
        dict([score(agency_id, year, code, value)]),
        agencies=[(agency_id, name, province, district)],
        number=number,
    )


def both(year, value, number, districts=("เมือง", "ริมน้ำ")):
    """Two offices of one name and province, one figure each."""
    return make_document(
        dict([score(agency_id, year, "1", value + place) for place, agency_id in enumerate("ij")]),
        agencies=[
            (agency_id, "ทต.ก", "ข", district) for agency_id, district in zip("ij", districts, strict=True)
        ],
        number=number,
    )


def test_ambiguous_agencies_stop_the_import_until_the_person_said_which(workspace):
    for number, province in enumerate("ขค"):
        workspace.confirm_import(one("i", "ทต.ก", province, 1.0, number), now=NOW)
    before = (workspace.version(), workspace.imports(), workspace.journal())
    document = one("file", "ทต.ก", None, 3.0, 3)
    with pytest.raises(AmbiguousAgencyError) as caught:
        workspace.confirm_import(document, now=NOW)
    assert caught.value.names == ("ทต.ก",)
    assert (workspace.version(), workspace.imports(), workspace.journal()) == before

    record = workspace.confirm_import(document, now=NOW, resolve={"file": f"{TB}ก|ค"})
    assert workspace.agency_ids(record.id) == {"file": f"{TB}ก|ค"}
    assert as_facts(workspace.current().scores) == dict(
        [score(f"{TB}ก|ข", 2568, "1", 1.0), score(f"{TB}ก|ค", 2568, "1", 3.0)]
    )
    assert as_facts(workspace.read_import(record.id).scores) == dict([score("file", 2568, "1", 3.0)])


def test_history_follows_a_change_of_status(workspace):
    workspace.confirm_import(one("i", "อบต.ก", "ข", 80.0, 1, year=2567), now=NOW)
    workspace.confirm_import(one("j", "ทต.ก", "ข", 90.0, 2, year=2568), now=NOW, resolve={"j": f"{OLD}ก|ข"})
    workspace.confirm_import(one("k", "เทศบาลตำบลก", "ข", 95.0, 3, year=2569), now=NOW)
    current = workspace.current()
    assert sorted(current.scores["score"]) == [80.0, 90.0, 95.0]
    assert current.agencies[["agency_id", "name"]].to_numpy().tolist() == [[f"{OLD}ก|ข", "เทศบาลตำบลก"]]


def test_two_agencies_of_a_document_may_be_one_where_no_figure_is_given_twice(workspace):
    workspace.confirm_import(one("i", "ทต.ก", "ข", 80.0, 1, year=2566), now=NOW)
    names = [("old", "อบต.ก", "ข"), ("new", "ทต.ก", "ข")]
    twice = make_document(
        dict([score("old", 2568, "1", 1.0), score("new", 2568, "1", 2.0)]), agencies=names, number=2
    )
    with pytest.raises(WorkspaceError, match="table scores: rows with the same") as caught:
        workspace.confirm_import(twice, now=NOW, resolve={"old": f"{TB}ก|ข"})
    assert caught.value.code == "agencies-collide"
    assert len(workspace.imports()) == 1
    once = make_document(
        dict([score("old", 2567, "1", 1.0), score("new", 2568, "1", 2.0)]), agencies=names, number=2
    )
    workspace.confirm_import(once, now=NOW, resolve={"old": f"{TB}ก|ข"})
    current = workspace.current()
    assert len(current.agencies) == 1
    assert current.scores["fiscal_year"].tolist() == [2566, 2567, 2568]
    workspace.take_back(1, now=NOW)
    assert len(workspace.current().agencies) == 1


def test_a_corrected_file_finds_the_agency_of_the_one_taken_back(workspace):
    first = workspace.confirm_import(one("i", "ทต.ก", "ข", 80.0, 1), now=NOW)
    workspace.take_back(first.id, now=NOW)
    second = workspace.confirm_import(one("i", "ทต.ก", None, 81.0, 2), now=NOW)
    assert workspace.agency_ids(second.id) == workspace.agency_ids(first.id)
    workspace.bring_back(first.id, now=NOW)
    assert len(workspace.current().agencies) == 1


def test_an_import_is_not_brought_back_onto_an_agency_that_is_now_elsewhere(workspace):
    workspace.confirm_import(one("i", "ทต.ก", None, 80.0, 1), now=NOW)
    wrong = workspace.confirm_import(one("i", "ทต.ก", "ข", 81.0, 2), now=NOW)
    workspace.take_back(wrong.id, now=NOW)
    right = workspace.confirm_import(one("i", "ทต.ก", "ค", 82.0, 3), now=NOW)
    assert workspace.agency_ids(right.id) == {"i": f"{TB}ก"}
    before = workspace.version()
    with pytest.raises(AmbiguousAgencyError, match=r"ทต\.ก"):
        workspace.bring_back(wrong.id, now=NOW)
    assert workspace.version() == before
    again = workspace.confirm_import(one("i", "ทต.ก", "ข", 81.0, 2), now=NOW)
    assert workspace.agency_ids(again.id) == {"i": f"{TB}ก|ข"}


def test_an_unnamed_agency_is_named_by_the_document(workspace):
    document = one("file", None, None, 80.0, 0xABC)
    comparison = workspace.compare_agencies(document)
    assert comparison.new == (f"{0xABC}.xlsx",)
    record = workspace.confirm_import(document, now=NOW)
    assert workspace.agency_ids(record.id) == {"file": "unnamed:0000000000000000"}
    typed = make_document(
        dict([score("t", 2568, "1", 1.0)]), agencies=[("t", None, None)], number=None, kind="typed"
    )
    typed_record = workspace.confirm_import(typed, now=NOW)
    (identity,) = workspace.agency_ids(typed_record.id).values()
    assert identity.startswith("unnamed:")
    assert len(workspace.current().agencies) == 2


# What is new and what is missing


def test_new_and_missing_agencies_are_told(workspace):
    last_year = {**dict([score(name, 2567, "1", 1.0) for name in ("ทต.ก", "ทต.ข", "ทต.ค")])}
    older = dict([score("ทต.ง", 2566, "1", 1.0)])
    workspace.confirm_import(make_document({**last_year, **older}), now=NOW)
    workspace.confirm_import(
        make_document({}, {("ทต.จ", 2567, "total", "ITA"): 90.0}, number=2), now=NOW + DAY
    )
    document = make_document(
        dict([score("เทศบาลตำบล ข", 2568, "1", 1.0), score("ทต.ใหม่", 2568, "1", 1.0)]), number=3
    )
    comparison = workspace.compare_agencies(document)
    assert comparison.new == ("ทต.ใหม่",)
    assert comparison.missing == ("ทต.ก", "ทต.ค", "ทต.จ")
    assert comparison.ambiguous == ()
    assert workspace.compare_agencies(document, current=workspace.current()) == comparison
    workspace.take_back(2, now=NOW)
    assert workspace.compare_agencies(document).missing == ("ทต.ก", "ทต.ค")


def test_one_agency_alone_misses_nobody(workspace):
    workspace.confirm_import(make_document(dict([score("ทต.ก", 2567, "1", 1.0)])), now=NOW)
    alone = make_document(dict([score("ทต.ข", 2568, "1", 1.0)]), number=2)
    assert workspace.compare_agencies(alone).missing == ()


def test_agencies_that_may_be_meant_are_not_missing(workspace):
    known = [("1", "ทต.ก", "ข"), ("2", "ทต.ก", "ค"), ("3", "ทต.ง", "ค")]
    workspace.confirm_import(
        make_document(dict([score(one, 2567, "1", 1.0) for one in "123"]), agencies=known), now=NOW
    )
    incoming = [("1", "ทต.ก", None), ("2", "ทต.จ", None)]
    document = make_document(dict([score(one, 2568, "1", 1.0) for one in "12"]), agencies=incoming, number=2)
    comparison = workspace.compare_agencies(document)
    assert comparison.new == ("ทต.จ",)
    assert comparison.missing == ("ทต.ง",)
    assert [agency.name for agency in comparison.ambiguous] == ["ทต.ก"]
    answered = workspace.compare_agencies(document, resolve={"1": f"{TB}ก|ข"})
    assert (answered.missing, answered.ambiguous) == (("ทต.ก จ.ค", "ทต.ง"), ())


# Districts in the workspace


def test_two_offices_of_one_name_have_their_own_history(workspace):
    workspace.confirm_import(both(2567, 80.0, 1), now=NOW)
    second = workspace.confirm_import(both(2568, 90.0, 2, ("อำเภอเมืองข", "อ.ริมน้ำ")), now=NOW)
    town, river = f"{TB}ก|ข", f"{TB}ก|ข|ริมน้ำ"
    assert workspace.agency_ids(second.id) == {"i": town, "j": river}
    assert as_facts(workspace.current().scores) == dict(
        [
            score(town, 2567, "1", 80.0),
            score(river, 2567, "1", 81.0),
            score(town, 2568, "1", 90.0),
            score(river, 2568, "1", 91.0),
        ]
    )
    document = one("k", "ทต.ก", "ข", 95.0, 3, year=2569)
    with pytest.raises(AmbiguousAgencyError, match=r"ทต\.ก"):
        workspace.confirm_import(document, now=NOW)
    third = workspace.confirm_import(document, now=NOW, resolve={"k": river})
    assert workspace.agency_ids(third.id) == {"k": river}
    workspace.take_back(2, now=NOW)
    workspace.take_back(1, now=NOW)
    again = workspace.confirm_import(both(2568, 91.0, 4), now=NOW)
    assert workspace.agency_ids(again.id) == {"i": town, "j": river}
    workspace.bring_back(1, now=NOW)
    workspace.bring_back(2, now=NOW)
    assert len(workspace.current().agencies) == 2
    assert len(workspace.current().scores) == 5


def test_an_office_first_met_without_a_district_and_later_its_namesake(workspace):
    workspace.confirm_import(one("k", "ทต.ก", "ข", 80.0, 1, year=2566), now=NOW)
    with pytest.raises(AmbiguousAgencyError) as caught:
        workspace.confirm_import(both(2567, 85.0, 2), now=NOW)
    assert caught.value.names == ("ทต.ก", "ทต.ก")
    workspace.confirm_import(both(2567, 85.0, 2), now=NOW, resolve={"i": f"{TB}ก|ข", "j": None})
    third = workspace.confirm_import(both(2568, 90.0, 3), now=NOW)
    assert workspace.agency_ids(third.id) == {"i": f"{TB}ก|ข", "j": f"{TB}ก|ข|ริมน้ำ"}


def test_an_import_is_not_brought_back_onto_an_office_that_is_now_in_another_district(workspace):
    workspace.confirm_import(one("i", "ทต.ก", "ข", 80.0, 1), now=NOW)
    wrong = workspace.confirm_import(one("i", "ทต.ก", "ข", 81.0, 2, district="เมือง"), now=NOW)
    workspace.take_back(wrong.id, now=NOW)
    right = workspace.confirm_import(one("i", "ทต.ก", "ข", 82.0, 3, district="ริมน้ำ"), now=NOW)
    assert workspace.agency_ids(right.id) == {"i": f"{TB}ก|ข"}
    with pytest.raises(AmbiguousAgencyError, match=r"ทต\.ก"):
        workspace.bring_back(wrong.id, now=NOW)
    again = workspace.confirm_import(one("i", "ทต.ก", "ข", 81.0, 2, district="เมือง"), now=NOW)
    assert workspace.agency_ids(again.id) == {"i": f"{TB}ก|ข|เมือง"}


def test_new_and_missing_offices_of_one_name_are_told_apart(workspace):
    workspace.confirm_import(both(2567, 80.0, 1), now=NOW)
    new = make_document(
        dict([score("i", 2568, "1", 90.0), score("k", 2568, "1", 91.0)]),
        agencies=[("i", "ทต.ก", "ข", "ดอยสูง"), ("k", "ทต.ก", "ข", "อ.เมือง")],
        number=2,
    )
    comparison = workspace.compare_agencies(new)
    assert comparison.new == ("ทต.ก อ.ดอยสูง จ.ข",)
    assert comparison.missing == ("ทต.ก อ.ริมน้ำ จ.ข",)
    record = workspace.confirm_import(new, now=NOW)
    names = workspace.compare_import(record.id).frame["name"].tolist()
    assert names == ["ทต.ก อ.ดอยสูง จ.ข", "ทต.ก อ.เมือง จ.ข"]
