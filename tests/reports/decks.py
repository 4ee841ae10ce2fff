"""Slides of golden and made-up results, written and opened again."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from pptx import Presentation

from itacore.criteria import read_criteria
from itacore.measures.chosen import ChosenMeasure
from itacore.reports.deck import Deck
from itacore.reports.deck_building import build_deck
from itacore.reports.materials import Materials
from itacore.reports.pptx import write_pptx
from itacore.scoring.profile import Profile
from tests.charts.profiles import KHUN_KAEO, LUMPHUK, golden_profile
from tests.charts.test_views import KINDS as CHARTED
from tests.reports.cases import DAY, MUNICIPALITY, PROFILES, own

HOSTILE = "<b>=cmd|' /C calc'!A0 & {{x}} #let $x$ \\input"
KINDS: dict[str, Profile] = {**PROFILES, **CHARTED}


def deck(profile: Profile, name: str | None = "เทศบาลตำบลตัวอย่าง 5", **options: Any) -> Deck:
    given = {"dated": DAY, "files": ["คะแนน 2568.xlsx"], **options}
    return build_deck(Materials(profile, name, MUNICIPALITY, read_criteria(), **given))


def khun_kaeo(**options: Any) -> Deck:
    return deck(golden_profile(KHUN_KAEO, 2568), **options)


def lumphuk(**options: Any) -> Deck:
    return deck(golden_profile(LUMPHUK, 2565), **options)


def twelve() -> tuple[ChosenMeasure, ...]:
    """A plan of twelve measures in the office's own words."""
    return tuple(own(str(at % 10 + 1), f"มาตรการของเรา ก{at}") for at in range(12))


def opened(content: Deck, **options: bool) -> Any:
    return Presentation(io.BytesIO(write_pptx(content, **options)))


def parts(content: Deck, **options: bool) -> dict[str, bytes]:
    """Every part of the file by its name."""
    with zipfile.ZipFile(io.BytesIO(write_pptx(content, **options))) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(slide: Any) -> list[str]:
    """All texts of a slide, those of tables too, without those of its chart."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def charts(presentation: Any) -> list[Any]:
    return [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)
