"""From scores to ratings, changes and weak indicators."""

from itacore.scoring.analysis import Analysis, analyze

__all__ = ["Analysis", "analyze"]
