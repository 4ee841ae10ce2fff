"""What a catalogue of measures holds and what is wrong with it, as plain values and as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from itacore.criteria import read_criteria
from itacore.measures.catalogue import DEFAULT_FOLDER, Catalogue, read_catalogue
from itacore.measures.checks import COSTS, EFFORTS
from itacore.measures.faults import Fault, FaultyCatalogueError
from itacore.measures.topics import read_topics
from itacore.thai import format_number
from itacore.wording import say


def study_catalogue(folder: Path | None = None) -> dict[str, Any]:
    """Read and check a catalogue.

    Parameters
    ----------
    folder
        Its folder; by default the catalogue of the product.

    Returns
    -------
    dict
        ``schema``; ``folder``; ``measures``, how many; ``indicators``, ``subindicators``, ``topics``, ``costs``
        and ``efforts`` with the number of measures of each; ``oit_items`` by fiscal year with the measures of
        every item in the order of the rule book; ``faults`` in the order of the files. Where there are faults
        the counts are empty.

    >>> study_catalogue()["faults"]
    []
    """
    faults: tuple[Fault, ...] = ()
    counts: dict[str, Any] = {
        "measures": 0,
        **{key: {} for key in ("indicators", "subindicators", "topics", "costs", "efforts", "oit_items")},
    }
    try:
        counts |= _count(read_catalogue(folder))
    except FaultyCatalogueError as error:
        faults = error.details
    told = [
        {
            "file": fault.file,
            "entry": fault.entry,
            "field": fault.field,
            "code": fault.code,
            "message": _tell_fault(fault),
        }
        for fault in faults
    ]
    return {"schema": 1, "folder": (folder or DEFAULT_FOLDER).name, **counts, "faults": told}


def _count(catalogue: Catalogue) -> dict[str, Any]:
    books = read_criteria().books
    subindicators = sorted(
        {entry.code for book in books.values() for entry in book.subindicators},
        key=lambda code: [int(part) for part in code.split(".")],
    )
    measures = list(catalogue.values())
    return {
        "measures": len(catalogue),
        "indicators": {code: len(catalogue.for_indicator(code)) for code, _ in catalogue.names},
        "subindicators": {code: len(catalogue.for_subindicator(code)) for code in subindicators},
        "topics": {str(topic.number): len(catalogue.for_topic(topic.number)) for topic in read_topics()},
        "costs": {cost: sum(measure.cost == cost for measure in measures) for cost in COSTS},
        "efforts": {effort: sum(measure.effort == effort for measure in measures) for effort in EFFORTS},
        "oit_items": {
            str(year): {
                item.code: [measure.id for measure in catalogue.for_item(year, item.code)]
                for item in book.items
                if item.code.startswith("o")
            }
            for year, book in sorted(books.items())
            if any(item.code.startswith("o") for item in book.items)
        },
    }


def _tell_fault(fault: Fault) -> str:
    words = say("measures", f"fault.{fault.code}", **fault.places)
    return f"{fault.within}: {words}" if fault.within else words


def tell_faults(account: dict[str, Any]) -> Iterator[str]:
    """Tell the faults of an account, one a line after their number; without any, that there is none."""
    faults = account["faults"]
    if not faults:
        yield say("measures", "check.good", count=format_number(account["measures"], 0))
        return
    yield say("measures", "check.faults", count=format_number(len(faults), 0))
    for fault in faults:
        place = " ".join(fault[key] for key in ("file", "entry", "field") if fault[key])
        yield f"{place}: {fault['message']}"


def tell_counts(account: dict[str, Any]) -> Iterator[str]:
    """Tell how many measures there are of everything; nothing where there are faults."""
    names = {str(topic.number): topic.name for topic in read_topics()}
    own = {
        indicator.code: indicator.name
        for book in read_criteria().books.values()
        for indicator in book.indicators
    }
    for code, count in account["indicators"].items():
        yield _count_line("indicator", count, code=code, name=own.get(code, ""))
    for code, count in account["subindicators"].items():
        yield _count_line("subindicator", count, code=code)
    for number, count in account["topics"].items():
        yield _count_line("topic", count, code=number, name=names[number])
    for kind, key in (("cost", "costs"), ("effort", "efforts")):
        for code, count in account[key].items():
            yield _count_line(kind, count, name=say("measures", f"{kind}.{code}"))
    for year, items in account["oit_items"].items():
        without = [code for code, measures in items.items() if not measures]
        yield _count_line("items", len(items) - len(without), year=year, all=format_number(len(items), 0))
        if without:
            yield say("measures", "count.without", codes=", ".join(without))


def _count_line(kind: str, count: int, **places: object) -> str:
    return say("measures", f"count.{kind}", count=format_number(count, 0), **places)
