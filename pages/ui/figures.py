"""Show charts and small tables in one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from itacore.charts.style import Figure

CONFIG = {"displayModeBar": False, "responsive": True}


def show_figure(figure: Figure, key: str, alt: str) -> None:
    """Show a figure in its own colours; ``alt`` is what a screen reader says."""
    st.plotly_chart(figure, theme=None, config=CONFIG, key=f"figure-{key}", alt=alt)


def show_table(columns: Mapping[str, Sequence[object]], right: Literal["3", "4-6"]) -> None:
    """Show a small table as real text, which can be read aloud, copied and printed.

    ``right`` says which columns hold numbers and stand right: from the third on, or the fourth to the sixth.
    """
    with st.container(key=f"right-{right}"):
        st.table(pd.DataFrame(dict(columns)), border="horizontal", hide_index=True)
