"""Parts of letters as the template of PDFs takes them: the head of a memo, clauses, lines to write on, room to sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from itacore.reports.report import Clause, FillIn, MemoHead, Opinion, Signature, Signatures, Words

MEMO_BLOCKS = (MemoHead, Clause, FillIn, Signature, Signatures, Opinion)


def memo_data(block: object, words: Callable[[Words], list[Any]]) -> dict[str, Any]:
    """Give a part of a letter as data; ``words`` turns a text into what the template takes."""
    if isinstance(block, MemoHead):
        lines = [
            [
                {"label": words(field.label), "value": words(field.value), "open": field.open}
                for field in fields
            ]
            for fields in block.lines
        ]
        return {"kind": "memo-head", "title": words(block.title), "lines": lines}
    if isinstance(block, Clause):
        return {"kind": "clause", "words": words(block.words)}
    if isinstance(block, FillIn):
        return {"kind": "fill-in", "label": words(block.label), "lines": block.lines}
    if isinstance(block, Signature):
        return {"kind": "signature", "lines": [words(line) for line in block.lines]}
    if isinstance(block, Signatures):
        people = [[words(line) for line in one.lines] if one else [] for pair in block.pairs for one in pair]
        return {"kind": "signatures", "people": people}
    if isinstance(block, Opinion):
        signature = [words(line) for line in block.signature.lines]
        return {"kind": "opinion", "title": words(block.title), "lines": block.lines, "signature": signature}
    raise TypeError(f"{type(block).__name__} is no part of a letter")
