"""Whatever is confirmed, taken back and brought back: the current scores are those of a naive model."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itacore.store import Workspace
from itacore.store.documents import DOCUMENT_TABLES
from itacore.store.fold import MIXED_YEARS
from itacore.store.schema import IMPORT_AGENCY, IMPORT_DOCUMENT, JOURNAL
from itacore.tables import check_table
from tests.store.made import NOW, Facts, Key, as_facts, make_document

AGENCIES = ["ทต.ก|ข", "อบต.ก|ข", "ทต.ก|ค"]
IDENTITIES = dict(zip(AGENCIES, ["เทศบาลตำบลก|ข", "องค์การบริหารส่วนตำบลก|ข", "เทศบาลตำบลก|ค"], strict=True))
VALUES = st.integers(0, 10000).map(lambda n: n / 100)
TAKEN_OUT = float("nan")  # what a person clears


def keys(level: str, codes: list[str]) -> st.SearchStrategy[Key]:
    return st.tuples(
        st.sampled_from(AGENCIES), st.sampled_from([2567, 2568]), st.just(level), st.sampled_from(codes)
    )


CONFIRM = st.tuples(
    st.dictionaries(keys("indicator", ["1", "2"]), VALUES | st.just(TAKEN_OUT), max_size=5),
    st.dictionaries(keys("total", ["ITA"]), VALUES | st.just(TAKEN_OUT), max_size=2),
)
STEPS = st.lists(
    st.one_of(CONFIRM, st.tuples(st.sampled_from(["take", "bring"]), st.integers(0, 5))), max_size=7
)


class Model:
    """Imports as plain values; what is current is worked out figure by figure."""

    def __init__(self) -> None:
        self.imports: list[tuple[Facts, Facts]] = []
        self.standing: list[bool] = []

    def fold(self) -> tuple[dict[Key, float], dict[Key, float], dict[Key, int], set[tuple[str, int]]]:
        scores: dict[Key, float] = {}
        declared: dict[Key, float] = {}
        origin: dict[Key, int] = {}
        for number, (facts, stands) in enumerate(zip(self.imports, self.standing, strict=True), start=1):
            for table, given_facts in zip((scores, declared), facts, strict=True):
                for (agency, *rest), value in given_facts.items():
                    key = (IDENTITIES[agency], *rest)
                    if stands and value == value:
                        table[key] = value
                        origin[key] = number
                    elif stands:
                        table.pop(key, None)
                        origin.pop(key, None)
        origins: dict[tuple[str, int], set[int]] = {}
        for agency, year, level, code in scores:
            origins.setdefault((agency, year), set()).add(origin[agency, year, level, code])
        return scores, declared, origin, {year for year, numbers in origins.items() if len(numbers) > 1}

    def agencies(self) -> set[str]:
        standing = [facts for facts, stands in zip(self.imports, self.standing, strict=True) if stands]
        return {IDENTITIES[key[0]] for facts in standing for table in facts for key in table}


def play(workspace: Workspace, steps: list[tuple]) -> None:
    model = Model()
    for step in steps:
        match step:
            case ("take" | "bring" as verb, int(at)):
                if at < len(model.imports):
                    turn = workspace.take_back if verb == "take" else workspace.bring_back
                    turn(workspace.imports()[at].id, now=NOW)
                    model.standing[at] = verb == "bring"
            case (scores, declared):
                model.imports.append((scores, declared))
                model.standing.append(True)
                document = make_document(scores, declared, number=len(model.imports), kind="typed")
                workspace.confirm_import(document, now=NOW)
        compare(workspace, model)


def compare(workspace: Workspace, model: Model) -> None:
    current = workspace.current()
    for table in (*DOCUMENT_TABLES, MIXED_YEARS):
        check_table(getattr(current, table.name), table)
    scores, declared, origin, mixed = model.fold()
    assert as_facts(current.scores) == scores
    assert as_facts(current.declared, "value") == declared
    assert as_facts(current.provenance, "row") == origin
    assert {(a, y) for a, y in current.mixed_years.itertuples(index=False)} == mixed
    assert set(current.agencies["agency_id"]) == model.agencies()
    assert [record.standing for record in workspace.imports()] == model.standing
    assert current.version == workspace.version()


@pytest.fixture
def emptied(workspace: Workspace) -> Callable[[], Workspace]:
    """Give the same workspace again and again, emptied."""

    def empty() -> Workspace:
        with workspace.writing() as connection:
            for table in (JOURNAL, IMPORT_AGENCY, IMPORT_DOCUMENT):
                connection.execute(table.delete())
        return workspace

    return empty


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_current_scores_are_those_of_the_model(emptied, steps):
    play(emptied(), steps)
