"""The report on carrying out measures as a workbook to fill in: a row a step, a list of statuses to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from itacore.measures.plan import number_steps
from itacore.measures.progress import NOTHING_SAID, STATUSES, Progress
from itacore.narrative.progress import whole_day
from itacore.reports.forms import FormColumn, FormSheet
from itacore.reports.plan_cells import period_of
from itacore.reports.plans import PlannedMeasure
from itacore.scoring.profile import Profile
from itacore.wording import say

EMPTY_ROWS = 20  # without a plan


def _say(key: str, **places: object) -> str:
    return say("progress", key, **places)


def build_progress_sheet(
    profile: Profile,
    measures: Sequence[PlannedMeasure],
    told: Sequence[Progress],
    *,
    title: str,
    lines: Sequence[str],
    foot: Sequence[str],
    note: str,
) -> FormSheet:
    """Build the form: what the office says of a measure stands in the row of its first step."""
    year = profile.rules.fiscal_year + 1
    statuses = tuple(_say(f"status.{status}") for status in STATUSES)
    columns = (
        FormColumn(_say("sheet.number"), 5),
        FormColumn(_say("table.measure"), 25),
        FormColumn(_say("page.indicator"), 14),
        FormColumn(_say("table.steps"), 34),
        FormColumn(_say("table.owner"), 14),
        FormColumn(_say("table.period"), 13),
        FormColumn(_say("sheet.status"), 19, choices=statuses, open=True),
        FormColumn(_say("table.result"), 30, open=True),
        FormColumn(_say("table.problems"), 24, open=True),
        FormColumn(_say("page.result_indicator"), 40, printed=False),
        FormColumn(_say("page.how"), 60, printed=False),
        FormColumn(_say("page.budget"), 20, printed=False),
        FormColumn(_say("page.follow_up"), 40, printed=False),
        FormColumn(_say("page.evidence"), 60, printed=False),
    )
    named = {indicator.code: f"{indicator.code} {indicator.name}" for indicator in profile.indicators}
    rows: list[tuple[str | int, ...]] = []
    for at, (entry, one) in enumerate(zip(measures, told, strict=True), start=1):
        rows += _rows_of(at, entry, one, named.get(entry.measure.indicator, entry.measure.indicator))
    if not measures:
        rows = [("",) * len(columns)] * EMPTY_ROWS
    return FormSheet(
        title=_say("sheet.title", year=year),
        lines=(title, *lines),
        columns=columns,
        rows=tuple(rows),
        foot=tuple(foot),
        note=note,
        choose=_say("sheet.choose"),
        wrong=_say("sheet.wrong", statuses=", ".join(statuses)),
        page=_say("sheet.page"),
    )


def days_and_proofs(told: Progress, *, proofs: bool = True) -> list[tuple[str, str]]:
    """Give the days of a measure, and what proves it: a link stands on a line of its own."""
    days = [("done-on-is", whole_day(told.done_on)), ("due-is", whole_day(told.due))]
    proved = [("links-are", "\n".join(told.links)), ("evidence-is", ", ".join(told.evidence))]
    return [*days, *proved] if proofs else days


def _rows_of(at: int, entry: PlannedMeasure, told: Progress, indicator: str) -> list[tuple[str | int, ...]]:
    """The rows of a measure: the first has all of it, the others their step."""
    measure = entry.measure
    first, *others = number_steps(measure.steps) or (measure.how,)
    status = _say(f"status.{told.status}") if told.status else ""
    rows: list[tuple[str | int, ...]] = [
        (
            at,
            measure.title,
            indicator,
            first,
            measure.owner,
            period_of(entry, "").plain,
            status,
            _result(told),
            "\n".join(text.strip() for text in (told.problems, told.suggestions) if text.strip()),
            measure.result_indicator,
            measure.how if measure.steps else "",
            measure.budget,
            measure.follow_up,
            measure.evidence,
        )
    ]
    again = _say("sheet.again", number=at)
    rows += [(at, again, "", step, *[""] * (len(rows[0]) - 4)) for step in others]
    return rows


def _result(told: Progress) -> str:
    """What was done, with the days, links and evidence that the office gives."""
    if told == NOTHING_SAID:
        return ""
    named = days_and_proofs(told)
    lines = [
        told.result.strip(),
        *(_say(f"table.{key}") + text.strip() for key, text in named if text.strip()),
    ]
    return "\n".join(line for line in lines if line)
