"""Measures: what to do about weak indicators, and which to suggest to whom."""

from itacore.measures.catalogue import Catalogue, Measure, Owners, read_catalogue
from itacore.measures.suggestion import measures_by_indicator, suggest_measures

__all__ = [
    "Catalogue",
    "Measure",
    "Owners",
    "measures_by_indicator",
    "read_catalogue",
    "suggest_measures",
]
