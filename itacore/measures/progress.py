"""What an office says of carrying out a measure of its plan."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = ("done", "under-way", "not-done")


@dataclass(frozen=True)
class EvidencePicture:
    """A picture that shows what was done, PNG or JPEG, with what the office says of it."""

    data: bytes
    caption: str


@dataclass(frozen=True)
class Progress:
    """How far a measure is, in the office's own words; what is empty is not said yet.

    ``status`` is one of ``STATUSES`` or None; ``due`` is when what is not finished shall be; ``links`` are where
    it was published, ``evidence`` lists what proves it, ``pictures`` show it.
    """

    status: str | None = None
    result: str = ""
    done_on: str = ""
    due: str = ""
    problems: str = ""
    suggestions: str = ""
    links: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    pictures: tuple[EvidencePicture, ...] = ()


NOTHING_SAID = Progress()
