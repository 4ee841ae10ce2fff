"""Office documents: saved, undone and redone, on both databases."""

import threading

import pytest

from itacore.errors import WorkspaceError
from tests.store.made import DAY, NOW, make_document, score

A, B, C = {"เลือก": ["9-01"]}, {"เลือก": ["9-01", "9-02"]}, {"เลือก": []}


def save(workspace, content, **about):
    return workspace.save_document("measures", content, now=NOW, **about)


def counting(workspace, **about):
    found = workspace.document("measures", **about)
    return None if found is None else found.content


def undo(workspace):
    return workspace.undo_document("measures", now=NOW)


def redo(workspace):
    return workspace.redo_document("measures", now=NOW)


def test_a_new_workspace_has_none(workspace):
    assert workspace.document("measures") is None
    assert workspace.documents("measures") == ()
    assert undo(workspace) is None
    assert redo(workspace) is None
    assert workspace.journal() == ()


def test_what_was_saved_is_there_after_opening_again(reopen):
    content = {"ข้อ": [1, 2.5, None, True, "ก \u0000 \N{SEEDLING}"], "ว่าง": {}}
    with reopen() as workspace:
        saved = workspace.save_document(
            "findings", content, agency_id="เทศบาลตำบลก|ข", fiscal_year=2568, now=NOW, who="ปลัด"
        )
    assert reopen().document("findings", agency_id="เทศบาลตำบลก|ข", fiscal_year=2568) == saved
    assert (saved.kind, saved.agency_id, saved.fiscal_year) == ("findings", "เทศบาลตำบลก|ข", 2568)
    assert (saved.saved_at, saved.saved_by, saved.content) == (NOW, "ปลัด", content)


def test_the_latest_counts(workspace):
    for content in (A, B):
        save(workspace, content)
    assert counting(workspace) == B


def test_kinds_agencies_and_years_do_not_touch_each_other(workspace):
    places = [
        {},
        {"agency_id": "ก"},
        {"fiscal_year": 2568},
        {"agency_id": "ก", "fiscal_year": 2568},
        {"agency_id": "ข", "fiscal_year": 2568},
    ]
    for number, place in enumerate(places):
        save(workspace, [number], **place)
    save(workspace, ["last"], agency_id="ก", fiscal_year=2568)
    workspace.save_document("findings", ["other"], now=NOW)
    assert [counting(workspace, **place) for place in places] == [[0], [1], [2], ["last"], [4]]
    assert [one.content for one in workspace.documents("measures")] == [[0], [1], [2], [4], ["last"]]
    assert counting(workspace, agency_id="ข") is None


def test_the_same_content_is_not_saved_again(workspace):
    first = save(workspace, {"a": 1, "b": [1, 2]})
    assert save(workspace, {"b": [1, 2], "a": 1}) == first
    assert save(workspace, {"b": [2, 1], "a": 1}) != first
    assert len(workspace.journal()) == 2


@pytest.mark.parametrize(("one", "other"), [([1], [True]), ([0], [False]), ([None], [0])])
def test_truth_is_no_number(workspace, one, other):
    save(workspace, one)
    assert repr(save(workspace, other).content) == repr(other)


def test_undoing_gives_the_one_before_and_redoing_the_one_after(workspace):
    a, b, c = (save(workspace, content) for content in (A, B, C))
    assert [undo(workspace), undo(workspace)] == [c, b]
    assert counting(workspace) == A
    assert workspace.can_redo("measures")
    assert [redo(workspace), redo(workspace), redo(workspace)] == [b, c, None]
    assert counting(workspace) == C
    assert [undo(workspace) for _ in range(4)] == [c, b, a, None]
    assert workspace.document("measures") is None
    assert redo(workspace) == a


def test_nothing_is_redone_after_another_was_saved(workspace):
    save(workspace, A)
    save(workspace, B)
    undo(workspace)
    c = save(workspace, C)
    assert not workspace.can_redo("measures")
    assert redo(workspace) is None
    undo(workspace)
    assert redo(workspace) == c
    assert counting(workspace) == C


def test_saving_what_counts_leaves_the_redoing(workspace):
    save(workspace, A)
    b = save(workspace, B)
    undo(workspace)
    save(workspace, A)
    assert redo(workspace) == b


def test_the_clock_does_not_decide(workspace):
    workspace.save_document("measures", A, now=NOW)
    workspace.save_document("measures", B, now=NOW - DAY)
    assert counting(workspace) == B
    workspace.undo_document("measures", now=NOW - 2 * DAY)
    assert counting(workspace) == A
    workspace.redo_document("measures", now=NOW - 3 * DAY)
    assert counting(workspace) == B


def test_the_journal_tells_what_was_done(workspace):
    about = {"agency_id": "ก", "fiscal_year": 2568}
    saved = save(workspace, A, **about, who="ก")
    workspace.undo_document("measures", **about, now=NOW + DAY, who="ข")
    workspace.redo_document("measures", **about, now=NOW + 2 * DAY)
    lines = workspace.journal()
    assert [(line.at, line.who, line.action) for line in lines] == [
        (NOW, "ก", "saved"),
        (NOW + DAY, "ข", "undone"),
        (NOW + 2 * DAY, None, "redone"),
    ]
    assert {(x.document_id, x.document_kind, x.agency_id, x.fiscal_year) for x in lines} == {
        (saved.id, "measures", "ก", 2568)
    }
    assert {(x.import_id, x.import_kind, x.file_name) for x in lines} == {(None, None, None)}


def test_documents_of_criteria_change_the_version_and_others_do_not(workspace):
    workspace.confirm_import(make_document(dict([score("ก", 2568, "1", 90.0)])), now=NOW)
    before = workspace.version()
    save(workspace, A)
    assert workspace.version() == before
    workspace.save_document("criteria", {"scale": 1}, fiscal_year=2569, now=NOW)
    with_criteria = workspace.version()
    assert with_criteria != before
    assert workspace.current().version == with_criteria
    workspace.undo_document("criteria", fiscal_year=2569, now=NOW)
    assert workspace.version() == before
    workspace.redo_document("criteria", fiscal_year=2569, now=NOW)
    assert workspace.version() == with_criteria


@pytest.mark.parametrize(
    ("content", "fault"), [({"a": {1}}, TypeError), ([float("nan")], ValueError), ([object()], TypeError)]
)
def test_what_json_cannot_say_is_refused(workspace, content, fault):
    with pytest.raises(fault):
        save(workspace, content)
    assert workspace.documents("measures") == ()


@pytest.mark.parametrize("verb", ["save_document", "undo_document", "redo_document"])
def test_moments_without_a_zone_are_refused(workspace, verb):
    content = [[]] if verb == "save_document" else []
    with pytest.raises(WorkspaceError) as caught:
        getattr(workspace, verb)("measures", *content, now=NOW.replace(tzinfo=None))
    assert caught.value.code == "naive-time"


def test_several_at_once_save_one_after_another(reopen):
    workspaces = [reopen() for _ in range(4)]
    start = threading.Barrier(len(workspaces))

    def work(at):
        start.wait()
        for number in range(5):
            save(workspaces[at], [at, number])

    threads = [threading.Thread(target=work, args=(at,)) for at in range(len(workspaces))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in range(20):
        assert undo(workspaces[0]) is not None
    assert undo(workspaces[1]) is None
    for _ in range(20):
        assert redo(workspaces[2]) is not None
    assert redo(workspaces[3]) is None


def test_what_must_not_be_kept_is_rewritten_everywhere(workspace):
    for name in ("ก", "ข"):
        workspace.save_document("office", {"name": name, "post": "ปลัด"}, agency_id="a", now=NOW)
    workspace.save_document("office", {"name": "", "post": "ช่าง"}, agency_id="b", now=NOW)
    workspace.save_document("measures", {"name": "ก"}, agency_id="a", now=NOW)
    workspace.undo_document("office", agency_id="a", now=NOW)
    assert workspace.rewrite_documents("office", lambda old: {**old, "name": ""}, now=NOW) == 2
    for _ in range(2):
        found = workspace.document("office", agency_id="a")
        assert found is not None
        assert found.content == {"name": "", "post": "ปลัด"}
        workspace.redo_document("office", agency_id="a", now=NOW)
    kept = workspace.document("measures", agency_id="a")
    assert kept is not None
    assert kept.content == {"name": "ก"}
