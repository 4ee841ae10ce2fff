"""Small rule books made up for the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from itacore.criteria import Criteria, RuleBook, parse_rule_book

PARTS = [["IIT", "EIT1", "EIT2", "OIT"]]
WHOLE = [["IIT", "EIT", "OIT"]]
BOTH = [*PARTS, *WHOLE]
FIVE_LEVELS = """
[[rating.levels]]
label = "top"
lower_bound = 95.0
all_at_least = 95.0
passes = true
[[rating.levels]]
label = "good"
lower_bound = 85.0
all_at_least = 85.0
passes = true
[[rating.levels]]
label = "pass"
lower_bound = 85.0
any_below = 85.0
passes = true
[[rating.levels]]
label = "poor"
lower_bound = 70.0
passes = false
[[rating.levels]]
label = "bad"
lower_bound = 0.0
passes = false
"""
BLOCKS = "\n".join(
    f'[blocks.{name}]\nmark = "stated"\nsource = "made up"'
    for name in ("weights", "indicators", "subindicators", "items", "levels", "conditions", "comparability")
)


def write_book(
    year: int = 2568,
    *,
    weights: Mapping[str, int] | None = None,
    parts: Mapping[str, int] | None = None,
    indicators: Mapping[str, Sequence[str]] | None = None,
    gates: Sequence[Sequence[str]] | None = None,
    levels: str = FIVE_LEVELS,
) -> str:
    """Write a rule book: weights in percent, parts of EIT in percent, codes of indicators by instrument."""
    weights = weights or {"IIT": 30, "EIT": 30, "OIT": 40}
    parts = {"EIT1": 15, "EIT2": 15} if parts is None else parts
    gates = gates or (PARTS if parts else WHOLE)
    indicators = indicators or {"IIT": ["1"], "EIT": ["2"], "OIT": ["3"]}
    lines = [f"fiscal_year = {year}", BLOCKS]
    for code, weight in weights.items():
        lines += ["[[instruments]]", f'code = "{code}"', f'name = "{code}"', f"weight = {weight / 100}"]
        if code == "EIT" and parts:
            entries = ", ".join(
                f'{{ code = "{p}", name = "{p}", weight = {w / 100} }}' for p, w in parts.items()
            )
            lines.append(f"parts = [{entries}]")
    for instrument, codes in indicators.items():
        for code in codes:
            lines += [
                "[[indicators]]",
                f'code = "{code}"',
                f'instrument = "{instrument}"',
                f'name = "n{code}"',
            ]
    lines += [
        "[rating]",
        "pass_line = 85.0",
        f"gates = {[list(g) for g in gates]}",
        levels,
        "[comparability]",
    ]
    return "\n".join(lines)


def make_book(year: int = 2568, **options: object) -> RuleBook:
    """Build a made-up rule book; options as in ``write_book``."""
    return parse_rule_book(write_book(year, **options), "made-up.toml")  # type: ignore[arg-type]


def make_criteria(*books: RuleBook) -> Criteria:
    """Criteria of made-up rule books."""
    return Criteria({book.fiscal_year: book for book in books})
