"""Write the tables of docs/own-template.md from data/own_template.toml.

Run by hand after a change of the list: ``python -m tools.make_template_guide``. A test compares.
"""

from __future__ import annotations

from pathlib import Path

from itacore.reports.own_template_places import list_places

PAGE = Path(__file__).parents[1] / "docs" / "own-template.md"
START, END = "<!-- made by tools/make_template_guide.py -->", "<!-- end -->"


def page() -> str:
    """The whole page with fresh tables."""
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(START)[0], text.split(END)[1]
    return f"{before}{START}\n\n{list_places()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
