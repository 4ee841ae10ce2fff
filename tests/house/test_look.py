"""The colours of .streamlit/config.toml: readable in both themes, and as the comments say."""

import re
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent.parent
TEXT = (HERE / ".streamlit/config.toml").read_text(encoding="utf-8")
THEMES = tomllib.loads(TEXT)["theme"]
HUES = ("green", "orange", "yellow", "red", "blue", "gray", "violet")


def luminance(colour: str) -> float:
    """Give the relative luminance of "#RRGGBB". Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1-21. Source: WCAG 2.2, definition of contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_reach_4_5_and_marks_3(theme: str) -> None:
    colours = THEMES[theme]
    page, second = colours["backgroundColor"], colours["secondaryBackgroundColor"]
    side = colours["sidebar"]["backgroundColor"]
    texts = [
        (colours[name], ground) for name in ("textColor", "linkColor") for ground in (page, second, side)
    ]
    texts += [(colours[f"{hue}TextColor"], ground) for hue in HUES for ground in (page, second, side)]
    texts += [(colours[f"{hue}TextColor"], colours[f"{hue}BackgroundColor"]) for hue in HUES]
    texts += [(colours["dataframeHeaderTextColor"], colours["dataframeHeaderBackgroundColor"])]
    texts += [(colours["codeTextColor"], colours["codeBackgroundColor"])]
    texts += [("#FFFFFF", colours["primaryColor"])]
    assert [pair for pair in texts if contrast(*pair) < 4.5] == []
    marks = [(colours[f"{hue}Color"], page) for hue in HUES] + [(colours["primaryColor"], page)]
    assert [pair for pair in marks if round(contrast(*pair), 1) < 3] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_numbers_in_the_comments_are_true(theme: str) -> None:
    colours = THEMES[theme]
    part = TEXT.split(f"[theme.{theme}]")[1].split("[[")[0].split("\n[theme.dark]")[0]
    grounds = {"the page": colours["backgroundColor"], "secondary": colours["secondaryBackgroundColor"]}
    checked = 0
    for name, colour, comment in re.findall(r'^(\w+) = "(#\w{6})"\s*# (.+)$', part, re.MULTILINE):
        own = {
            "its badge": colours.get(name.replace("TextColor", "BackgroundColor"), colour),
            "its ground": colours.get(name.replace("TextColor", "BackgroundColor"), colour),
        }
        for ground, figure in re.findall(r"on (its \w+|the page|secondary) ([\d.]+):1", comment):
            assert f"{contrast(colour, {**grounds, **own}[ground]):.1f}" == figure, (name, ground)
            checked += 1
        for what, figure in re.findall(r"(white|text) on it ([\d.]+):1", comment):
            assert f"{contrast(colour, '#FFFFFF' if what == 'white' else colours['textColor']):.1f}" == figure
            checked += 1
    assert checked > 20
