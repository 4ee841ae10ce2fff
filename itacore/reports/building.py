"""One way to a paper of any kind: which builder makes which kind.

Pages, the archive of all papers and the command line build through ``build_paper``; a kind is one entry of
``BUILDERS``. Builders are loaded when they are needed, for charts take long to load.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from itacore.reports.deck import Deck
from itacore.reports.materials import Materials
from itacore.reports.report import Report


def build_paper(kind: str, made_of: Materials) -> Report | Deck:
    """Build the paper of a kind of ``kinds.FORMATS`` that is made."""
    return BUILDERS[kind](made_of)


def _analysis(made_of: Materials) -> Report:
    from itacore.reports.analysis import build_analysis

    return build_analysis(made_of)


def _topics(made_of: Materials) -> Report:
    from itacore.reports.topics import build_topic_analysis

    return build_topic_analysis(made_of)


def _memo(made_of: Materials) -> Report:
    from itacore.reports.memo import build_memo

    return build_memo(made_of)


def _progress(made_of: Materials) -> Report:
    from itacore.reports.progress import build_progress

    return build_progress(made_of)


def _progress_evidence(made_of: Materials) -> Report:
    from itacore.reports.progress_evidence import build_progress_evidence

    return build_progress_evidence(made_of)


def _weaknesses(made_of: Materials) -> Report:
    from itacore.reports.weaknesses import build_weakness_summary

    return build_weakness_summary(made_of)


def _slides(made_of: Materials) -> Deck:
    from itacore.reports.deck_building import build_deck

    return build_deck(made_of)


BUILDERS: Mapping[str, Callable[[Materials], Report | Deck]] = {
    "analysis": _analysis,
    "topics": _topics,
    "memo": _memo,
    "progress": _progress,
    "progress-evidence": _progress_evidence,
    "weaknesses": _weaknesses,
    "slides": _slides,
}
