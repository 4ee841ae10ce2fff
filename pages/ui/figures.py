"""Show charts and small tables in one way."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import pandas as pd
import streamlit as st

from itacore.charts.style import Figure
from itacore.data_table import DataTable
from itacore.thai import format_number
from pages.ui.look import escape

LONG_TABLE = 40  # rows; a longer table is drawn as an interactive one
CONFIG = {"displayModeBar": False, "responsive": True}


def show_figure(figure: Figure, key: str, alt: str) -> None:
    """Show a figure in its own colours; ``alt`` is what a screen reader says."""
    st.plotly_chart(figure, theme=None, config=CONFIG, key=f"figure-{key}", alt=alt)


def show_table(table: DataTable, key: str, right: Collection[str] = (), *, markdown: bool = False) -> None:
    """Show a table as real text, which can be read aloud, copied and printed; a long one interactively.

    Numbers stand right, and so do the columns of the headings ``right``. Text acts as markup only where the
    caller says that it is ``markdown``, with every text of people escaped.
    """
    if len(table.frame) > LONG_TABLE:
        shown = {name: partial(_shown, sign=name in table.signed) for name in table.numeric}
        st.dataframe(table.frame.style.format(shown, na_rep="–"), hide_index=True, key=f"frame-{key}")
        return
    # The style sheet of look.py sets a column whose number stands in the key to the right.
    stand_right = {*table.numeric, *right}
    rights = "".join(f"-right{at}x" for at, name in enumerate(table.frame, start=1) if name in stand_right)
    cells = pd.DataFrame(table.shown())
    with st.container(key=f"cells-{key}{rights}"):
        st.table(cells if markdown else cells.map(escape), border="horizontal", hide_index=True)


def _shown(value: float, *, sign: bool) -> str:
    return str(value) if isinstance(value, int) else format_number(value, sign=sign)
