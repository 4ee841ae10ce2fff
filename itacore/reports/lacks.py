"""What papers still lack: what the office can give before it signs them."""

from __future__ import annotations

from collections.abc import Sequence

from itacore.measures.plan import Meeting, count_without
from itacore.office import Limits
from itacore.reports.materials import Materials
from itacore.scoring.profile import level_or_none

# In the order in which they are mended; each names the page where.
PLACES = {
    "scores": "type_scores",
    "level": "overview",
    "criteria": "criteria",
    "plan": "plan",
    "plan-gaps": "plan",
    "meeting": "plan",
    "heading": "office",
    "signatories": "office",
    "limits": "office",
}
_FIGURES = ("scores", "level", "criteria")
_PLAN = ("plan", "plan-gaps")
_OF_KIND = {
    "analysis": (*_FIGURES, *_PLAN, "meeting"),
    "topics": (*_FIGURES, *_PLAN, "limits"),
    "memo": (*_FIGURES, *_PLAN, "meeting", "heading", "signatories"),
    "weaknesses": (*_FIGURES, "plan"),
    "slides": (*_FIGURES, "plan"),
    "progress": _PLAN,
    "progress-evidence": _PLAN,
}


def find_lacks(made_of: Materials, kinds: Sequence[str]) -> tuple[str, ...]:
    """Name what the papers of these kinds of an agency and year lack, by the names of ``PLACES``."""
    profile, own = made_of.profile, made_of.particulars
    measures = made_of.chosen_measures or ()
    gaps = any(count_without(measures, name) for name in ("owner", "period"))
    lacking = {
        "scores": any(indicator.score is None for indicator in profile.indicators),
        "level": level_or_none(profile.row["final"]) is None,
        "criteria": profile.rules.provisional,
        "plan": not measures,
        "plan-gaps": gaps,
        "meeting": bool(measures) and made_of.meeting == Meeting(),
        "heading": not own.heading,
        "signatories": not any(signatory.post for signatory in own.signatories),
        "limits": made_of.limits == Limits(),
    }
    return tuple(name for name in PLACES if lacking[name] and any(name in _OF_KIND[kind] for kind in kinds))


def lacks_of(kind: str, lacks: tuple[str, ...]) -> tuple[str, ...]:
    """Give those of ``lacks`` that show in a kind of paper."""
    return tuple(name for name in lacks if name in _OF_KIND[kind])
