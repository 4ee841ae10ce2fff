"""Where figures come from, in words."""

from itacore.narrative.trace import trace_figures

__all__ = ["trace_figures"]
