"""A line of a form, as every form of an office asks for one."""

from __future__ import annotations

import streamlit as st

from itacore.measures.plan import tidy


def ask_line(key: str, label: str, value: str, most: int, example: str = "") -> str:
    """Ask for one line of at most so many letters; give it without space at its ends."""
    return tidy(st.text_input(label, value=value, max_chars=most, placeholder=example or None, key=key))
