"""Charts of papers as pictures, each drawn once though several writers use it."""

from __future__ import annotations

from functools import lru_cache

from itacore.charts.raster.picture import write_picture
from itacore.reports.letters import official_digits
from itacore.reports.report import ChartBlock

SCALE = 2  # 285 dots an inch on paper


@lru_cache(maxsize=16)
def picture_of(block: ChartBlock, arabic_digits: bool) -> bytes:
    """Draw a chart as PNG, with the digits of the paper."""
    digits = None if arabic_digits else official_digits
    return write_picture(block.figure, width=block.width, scale=SCALE, digits=digits, padding=4)
