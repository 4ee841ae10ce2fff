"""How did we do, which gate holds the rating, what changed?"""

from __future__ import annotations

import streamlit as st

from itacore.charts.gates import GateRow, Mean, draw_gates
from itacore.charts.indicators import IndicatorRow, draw_indicators
from itacore.charts.ruler import draw_ruler
from itacore.charts.total import YearTotal, draw_totals
from itacore.narrative.overview import DEVELOP_BOUND, tell_gates, tell_headline, tell_indicators, tell_years
from itacore.narrative.rating import tell_reason
from itacore.narrative.words import bound, join_words, level_word, short_of
from itacore.scoring.profile import Profile, gather_profile, level_or_none, number_or_none
from itacore.thai import NBSP, format_number
from itacore.wording import say
from pages.ui.choice import Choice, choose
from pages.ui.data import Dataset, criteria, dataset
from pages.ui.figures import show_figure, show_table
from pages.ui.look import ask, card_title, escape, find, level_badge, palette
from pages.ui.navigation import page_path
from pages.ui.trace import trace_figures


def tell(key: str, **places: object) -> str:
    """Wording of this page."""
    return say("overview", key, **places)


def show_head(profile: Profile) -> None:
    """The first line: year, total, rating, and what holds it."""
    line = tell_headline(profile.row, profile.reason, profile.rules, profile.declared)
    badge = level_badge(line.level) if line.level else ""
    find(" ".join(part for part in (escape(line.before), badge, escape(line.after)) if part))
    row = profile.row
    if profile.rules.provisional:
        used = profile.rules.book.fiscal_year
        st.caption(f":material/info: {tell('note.provisional', year=profile.rules.fiscal_year, used=used)}")
    declared, computed = format_number(row["total_declared"]), format_number(row["total_computed"], 2)
    if row["impossible"]:
        st.warning(tell("note.impossible", declared=declared), icon=":material/warning:")
    elif row["disagrees"]:
        st.warning(tell("note.disagrees", declared=declared, computed=computed), icon=":material/warning:")


def show_metrics(profile: Profile) -> None:
    """Total and instruments with their changes."""
    units = [None, *(i.code for i in profile.rules.book.instruments)]
    for column, code in zip(st.columns(len(units), gap="small"), units, strict=True):
        value = number_or_none(profile.row["total"]) if code is None else profile.unit(code)
        change = number_or_none(profile.row["change"]) if code is None else profile.unit_change(code)
        since = (
            tell("metric.since", year=int(profile.row["base_year"]))
            if code is None and change is not None
            else None
        )
        shown = format_number(value) if value is not None else tell("metric.unknown")
        column.metric(
            tell(
                "metric.total-computed"
                if code is None and profile.row["disagrees"]
                else f"metric.{code or 'total'}"
            ),
            shown,
            None if change is None else format_number(change, sign=True).replace("\u2212", "-"),
            delta_color="off" if change is not None and format_number(change) == "0.00" else "normal",
            delta_arrow="off" if change is not None and format_number(change) == "0.00" else "auto",
            delta_description=since,
            border=True,
            height="stretch",
        )


def gate_rows(profile: Profile) -> list[GateRow]:
    """Rows of the chart of gates: the total, then every gate."""
    reason = profile.reason
    gate_bound = reason.gates[0].bound
    rows = []
    if reason.total is not None and reason.next_bound is not None:
        rows.append(known_row(tell("gates.total-row"), reason.total, reason.next_bound))
    for gate in reason.gates:
        name = tell("gates.part", part=gate.code[3:]) if len(gate.code) == 4 else gate.code
        if gate.value is not None:
            rows.append(known_row(name, gate.value, gate_bound))
        else:
            remark = tell("gates.range", low=format_number(gate.low), high=format_number(gate.high))
            rows.append(GateRow(name, None, gate.low, gate.high, None, remark))
    order = {True: 0, None: 1, False: 2}
    return sorted(rows, key=lambda row: order[row.passes])


def mean_of_parts(profile: Profile) -> Mean | None:
    """The instrument's figure as the mean of its unknown parts."""
    parts = [gate.code for gate in profile.reason.gates if gate.value is None and len(gate.code) == 4]
    whole = profile.unit(parts[0][:3]) if len(parts) > 1 else None
    return None if whole is None else Mean(whole, tell("gates.mean", value=format_number(whole)))


def known_row(name: str, value: float, limit: float) -> GateRow:
    """A row with a known figure."""
    over = value - limit
    passes = over >= -1e-9
    remark = (
        tell("gates.passed", over=format_number(max(over, 0.0), sign=True))
        if passes
        else tell("gates.short", short=short_of(-over))
    )
    return GateRow(name, value, value, value, passes, remark)


def show_gates(profile: Profile) -> None:
    """The rating with its reason."""
    reason, book = profile.reason, profile.rules.book
    card_title(tell_gates(reason, profile.rules))
    if reason.kind == "deduced":
        st.caption(tell("gates.ground", level=reason.level, bound=bound(reason.gates[0].bound)))
    elif reason.kind in ("open", "outside"):
        st.caption(tell_reason(reason, profile.declared, bool(profile.row["disagrees"])))
    colours = palette()
    if reason.gates:
        limit = reason.gates[0].bound
        figure = draw_gates(
            gate_rows(profile), limit, tell("gates.must", bound=bound(limit)), colours, mean_of_parts(profile)
        )
    elif reason.total is not None:
        levels = [(x.label, x.lower_bound) for x in book.levels if x.any_below is None]
        short = book.pass_line - reason.total
        figure = draw_ruler(
            levels,
            reason.total,
            book.pass_line,
            f"{tell('years.pass')} {bound(book.pass_line)}",
            tell("gates.short", short=short_of(short)) if short > 0 else None,
            colours,
        )
    else:
        return
    show_figure(figure, "gates", tell_reason(reason, profile.declared))
    notes = []
    if profile.row["near_bound"]:
        notes.append(tell("note.near"))
    if not reason.certain:
        notes.append(tell("note.inferred", year=book.fiscal_year))
    if notes:
        st.caption(" ".join(notes))


def show_years(profile: Profile) -> None:
    """The total over the years."""
    title = tell_years(profile)
    card_title(title)
    rows = {int(row["fiscal_year"]): row for row in profile.years}
    if all(number_or_none(row["total"]) is None for row in profile.years):
        return
    span = range(min(rows), max(rows) + 1)
    short = len(span) > 5
    years = [
        YearTotal(
            year,
            number_or_none(rows[year]["total"]) if year in rows else None,
            level_or_none(rows[year]["final"]) if year in rows else None,
            str(year) if short else tell("years.year", year=year),
            year == profile.rules.fiscal_year,
        )
        for year in span
    ]
    book = profile.rules.book
    bounds = [(book.pass_line, tell("years.bound", bound=bound(book.pass_line), name=tell("years.pass")))]
    top = book.levels[0]
    if top.lower_bound > book.pass_line:
        name = tell("years.gate", level=level_word(top.label))
        bounds.append((top.lower_bound, tell("years.bound", bound=bound(top.lower_bound), name=name)))
    show_figure(draw_totals(years, bounds, palette()), "years", title)


def show_indicators(profile: Profile, data: Dataset, choice: Choice) -> None:
    """The ten indicators against the year before."""
    known = [(i.code, i.name, i.score) for i in profile.indicators if i.score is not None]
    title = tell_indicators(known)
    card_title(title)
    if not known:
        st.caption(tell("indicators.missing-hint"))
        return
    year = profile.rules.fiscal_year
    has_base = any(i.before is not None for i in profile.indicators)
    base = int(profile.row["base_year"])
    key = "indicators.legend" if has_base else "indicators.legend-one"
    legend = tell(key, year=year, base=base, bound=bound(DEVELOP_BOUND))
    cautious = list(profile.rules.book.comparability)
    if cautious and has_base and not profile.rules.provisional:
        legend += " · " + tell("note.comparable", codes=join_words(cautious))
    missing = [i.code for i in profile.indicators if i.score is None]
    if missing:
        legend += " · " + tell("indicators.unknown", codes=join_words(missing))
    st.caption(legend)
    rows = [
        IndicatorRow(i.instrument, i.code, i.name, i.score, i.before, i.change) for i in profile.indicators
    ]
    heads = (tell("indicators.column-score", year=year), tell("indicators.column-change") if has_base else "")
    book = profile.rules.book
    figure = draw_indicators(rows, [book.pass_line, DEVELOP_BOUND], DEVELOP_BOUND, heads, palette())
    show_figure(figure, "indicators", title)
    with st.expander(tell("indicators.table"), icon=":material/table:"):
        where = trace_figures(data.provenance, choice.agency_id, year)
        show_table(
            {
                tell("indicators.instrument"): [i.instrument for i in profile.indicators],
                tell("indicators.code"): [i.code for i in profile.indicators],
                tell("indicators.name"): [i.name for i in profile.indicators],
                tell("indicators.column-score", year=year): [
                    format_number(i.score) for i in profile.indicators
                ],
                tell("indicators.column-change"): [
                    format_number(i.change, sign=True) for i in profile.indicators
                ],
                tell("indicators.points"): [format_number(i.points_to_gain) for i in profile.indicators],
                tell("indicators.class"): [
                    tell(f"class.{i.weakness_class}") if i.weakness_class else "–" for i in profile.indicators
                ],
                tell("indicators.trace"): [
                    where.get(i.code, tell("indicators.trace-computed") if i.score is not None else "–")
                    for i in profile.indicators
                ],
            },
            right="4-6",
        )
        for code in ("total", "rating"):
            if code in where:
                st.caption(f"{tell(f'sources.{code}')}:{NBSP}{escape(where[code])}")


data = dataset()
if data.empty:
    ask("overview", tell("question"))
    find(say("pages", "empty.title"))
    st.markdown(say("pages", "empty.text"))
    if st.button(say("pages", "empty.go"), type="primary", icon=":material/upload_file:"):
        st.switch_page(page_path("import_results"))
    st.stop()

with st.container(horizontal=True, vertical_alignment="center"):
    with st.container(width="stretch"):
        ask("overview", tell("question"))
    choice = choose(data)
profile = gather_profile(data.analysis, criteria(), choice.agency_id, choice.fiscal_year)
show_head(profile)
show_metrics(profile)
left, right = st.columns(2, gap="medium")
with left.container(border=True, height="stretch"):
    show_gates(profile)
with right.container(border=True, height="stretch"):
    show_years(profile)
with st.container(border=True):
    show_indicators(profile, data, choice)
if data.mixed_years is not None and len(data.mixed_years):
    mixed = data.mixed_years
    if ((mixed["agency_id"] == choice.agency_id) & (mixed["fiscal_year"] == choice.fiscal_year)).any():
        st.caption(tell("note.mixed"))
