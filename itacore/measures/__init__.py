"""Measures: what to do about weak indicators, and which to suggest to whom."""

from itacore.measures.catalogue import Catalogue, Measure, Owners, group_by_subindicator, read_catalogue
from itacore.measures.faults import Fault, FaultyCatalogueError
from itacore.measures.suggestion import measures_by_indicator, suggest_measures
from itacore.measures.topics import Topic, read_topics

__all__ = [
    "Catalogue",
    "Fault",
    "FaultyCatalogueError",
    "Measure",
    "Owners",
    "Topic",
    "group_by_subindicator",
    "measures_by_indicator",
    "read_catalogue",
    "read_topics",
    "suggest_measures",
]
