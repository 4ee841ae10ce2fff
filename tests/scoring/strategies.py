"""Results as they may be read: whole or with gaps, from any level, published figures that fit or not."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from itacore.criteria.model import Instrument, RuleBook
from tests.scoring.tables import Result

# figures that meet the bounds: whole steps, and the hundredths around the bounds
ROUND = st.sampled_from([Decimal(i) * Decimal("2.5") for i in range(41)])
HIGH = st.sampled_from([Decimal(i) for i in range(80, 101)])
BESIDE = st.sampled_from(
    [Decimal(b) + d for b in ("70", "85", "95") for d in map(Decimal, ("-0.01", "0", "0.01"))]
)
TOP = st.sampled_from([Decimal(i) for i in range(93, 101)])
ANY = st.integers(0, 10000).map(lambda n: Decimal(n) / 100)
LIKELY = st.integers(8000, 10000).map(lambda n: Decimal(n) / 100)
# one palette a result: figures of one agency are alike, and sets of several levels need high ones
STEPS = [TOP, HIGH, HIGH | ROUND]
PALETTES = [*STEPS, BESIDE | TOP, BESIDE | HIGH, LIKELY, ANY]
NUDGES = [
    Decimal(d)
    for d in ("0", "0.005", "-0.005", "0.006", "-0.01", "0.02", "-0.02", "0.03", "-0.03", "2", "-7")
]


NO_POINTS = Decimal(60)  # a published figure this high cannot be weighted points


def codes_of(book: RuleBook, instrument: str) -> list[str]:
    """Codes of the indicators of an instrument."""
    return [i.code for i in book.indicators_of(instrument)]


@st.composite
def results(
    draw: st.DrawFn,
    book: RuleBook,
    *,
    consistent: bool = False,
) -> Result:
    """Draw a result of the year of a book.

    With ``consistent`` all scores are whole numbers or halves, and what was read mostly agrees with the rest.
    """
    figures = draw(st.sampled_from(STEPS if consistent else PALETTES))
    nudges = [Decimal(0)] if consistent else NUDGES
    scores: dict[str, Decimal] = {}
    published: dict[str, Decimal] = {}
    for instrument in book.instruments:
        mode = draw(st.sampled_from(["whole", "whole", "gaps", "published", "missing", "below"]))
        codes = codes_of(book, instrument.code)
        if mode in ("whole", "gaps"):
            kept = codes if mode == "whole" else draw(st.lists(st.sampled_from(codes), unique=True))
            scores |= {code: draw(figures) for code in kept}
        if mode == "below" and not consistent:
            scores |= draw(_below(book, codes, figures))
        if mode == "published":
            published[instrument.code] = max(draw(figures), NO_POINTS)
        if instrument.parts:
            known = _instrument_if_known(scores, published, codes, instrument.code)
            more = draw(_parts(book, instrument, figures, known, consistent))
            scores |= more.scores
            published |= more.published
    total = draw(st.none() | _totals(book, scores, published, figures, nudges))
    if not scores and not published and total is None:
        total = draw(figures)
    return Result(book.fiscal_year, scores, published, total)


def _instrument_if_known(
    scores: dict[str, Decimal], published: dict[str, Decimal], codes: list[str], instrument: str
) -> Decimal | None:
    if all(code in scores for code in codes):
        return sum((scores[code] for code in codes), Decimal(0)) / len(codes)
    return published.get(instrument)


@st.composite
def _below(
    draw: st.DrawFn, book: RuleBook, codes: list[str], figures: st.SearchStrategy[Decimal]
) -> dict[str, Decimal]:
    """Draw scores of sub-indicators or items of some indicators, with or without gaps."""
    scores: dict[str, Decimal] = {}
    for code in codes:
        subs = [sub.code for sub in book.subindicators if sub.indicator == code]
        for parent in draw(st.lists(st.sampled_from([code, *subs]), unique=True)):
            items = [item.code for item in book.items if item.parent == parent]
            read = draw(st.sampled_from([[parent], items, items[1:]]))
            scores |= {entry: draw(figures) for entry in read}
    return scores


@st.composite
def _parts(
    draw: st.DrawFn,
    book: RuleBook,
    instrument: Instrument,
    figures: st.SearchStrategy[Decimal],
    known: Decimal | None,
    consistent: bool,
) -> Result:
    """Draw what was read of the parts; ``known`` is the instrument's figure, where it is known."""
    scores: dict[str, Decimal] = {}
    published: dict[str, Decimal] = {}
    codes = codes_of(book, instrument.code)
    one, two = (part.code for part in instrument.parts)
    modes = ["none", "none", "one", "other", "both", "halves", *([] if consistent else ["some halves"])]
    mode = draw(st.sampled_from(modes))
    first = draw(figures)
    if consistent:
        first = max(first, NO_POINTS)
    if known is not None and not consistent:  # where the other part would meet its ends
        ends = [min(max(round(end, 2), Decimal(0)), Decimal(100)) for end in (2 * known - 100, 2 * known)]
        nudged = [min(max(end + nudge, Decimal(0)), Decimal(100)) for end in ends for nudge in NUDGES]
        first = draw(st.just(first) | st.sampled_from(nudged))
    if consistent and mode in ("one", "other", "halves"):
        agrees = _other_exists(known, instrument, two if mode == "other" else one, first)
        mode = mode if agrees else "none"
    if mode in ("one", "both"):
        published[one] = max(first, NO_POINTS)
    if mode in ("other", "both"):
        published[two] = max(first if mode == "other" else draw(figures), NO_POINTS)
    if mode == "halves":
        scores |= {f"{one}.{code}": first for code in codes}
    if mode == "some halves":
        pairs = [f"{part}.{code}" for part in (one, two) for code in codes]
        scores |= {pair: draw(figures) for pair in draw(st.lists(st.sampled_from(pairs), unique=True))}
    return Result(book.fiscal_year, scores, published)


def _other_exists(known: Decimal | None, instrument: Instrument, part: str, figure: Decimal) -> bool:
    """Whether the other part has a figure from 0 to 100 that agrees."""
    if known is None:
        return False
    shares = {p.code: Decimal(str(p.weight)) / Decimal(str(instrument.weight)) for p in instrument.parts}
    rest = known - shares[part] * figure
    return 0 <= rest <= 100 * (1 - shares[part])


@st.composite
def _totals(
    draw: st.DrawFn,
    book: RuleBook,
    scores: dict[str, Decimal],
    published: dict[str, Decimal],
    figures: st.SearchStrategy[Decimal],
    nudges: list[Decimal],
) -> Decimal:
    """Draw a published total: near what the scores give when the gaps are filled in some way, or any."""
    filled = Decimal(0)
    for instrument in book.instruments:
        codes = codes_of(book, instrument.code)
        fill = draw(st.sampled_from([Decimal(0), Decimal(85), Decimal(95), Decimal(100)]) | figures)
        mean = sum((scores.get(code, fill) for code in codes), Decimal(0)) / len(codes)
        if instrument.code in published and not all(code in scores for code in codes):
            mean = published[instrument.code]
        filled += Decimal(str(instrument.weight)) * mean
    total = filled + draw(st.sampled_from(nudges))
    return min(max(round(total, 3), Decimal(0)), Decimal(100))
