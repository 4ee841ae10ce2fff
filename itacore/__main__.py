"""The command line: ``python -m itacore analyze|check|report|pack|template|measures``; answers are itacore.answer's."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from itacore.agency_names import tell_agencies, tell_names
from itacore.answer import build_agencies, build_check, study
from itacore.criteria import read_criteria
from itacore.issues import Issue, IssueLog, Severity, tell_issue
from itacore.measures import command as measures
from itacore.narrative.words import join_words
from itacore.reading import read_files
from itacore.reading.workbook import Limits
from itacore.scoring.proofreading.settling import settle_contradictions
from itacore.thai import format_number
from itacore.wording import say

READ, WITH_ERRORS, NOTHING_READ = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns
    -------
    int
        0: read, no error among the issues. 1: something was read and an issue is an error. 2: nothing was
        read, or the call is wrong.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    call = _parser().parse_args(arguments)
    if call.command == "template":
        return _template(Path(call.out))
    if call.command == "measures":
        return measures.run(call)
    if call.command == "pack":
        return _pack(call)
    return _report(call) if call.command == "report" else _read(call)


def today() -> date:
    """The day on which the command runs; it tells the running fiscal year."""
    return date.today()


def _parser() -> argparse.ArgumentParser:
    def text(key: str) -> str:
        return say("commands", key)

    parser = argparse.ArgumentParser(prog="python -m itacore", description=text("description"))
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("analyze", "check"):
        command = commands.add_parser(name, help=text(name), description=text(name))
        command.add_argument("file", nargs="+", metavar="FILE", help=text("file"))
        command.add_argument("--json", action="store_true", help=text("json"))
        if name == "analyze":
            command.add_argument("--agency", metavar="NAME", help=text("agency"))
        else:
            command.add_argument("--marked", metavar="OUT", help=text("marked.help"))
    command = commands.add_parser("report", help=text("report.help"), description=text("report.help"))
    command.add_argument("file", metavar="FILE", help=text("file"))
    command.add_argument("--kind", required=True, metavar="KIND", help=text("report.kind"))
    command.add_argument("--format", required=True, metavar="FORMAT", help=text("report.format"))
    command.add_argument("--out", required=True, metavar="PATH", help=text("out"))
    command.add_argument("--agency", metavar="NAME", help=text("agency"))
    command.add_argument("--year", type=int, metavar="YEAR", help=text("report.year"))
    command.add_argument("--plan", metavar="PATH", help=text("report.plan"))
    command.add_argument("--arabic-digits", action="store_true", help=text("report.arabic-digits"))
    command = commands.add_parser("pack", help=text("pack.help"), description=text("pack.help"))
    command.add_argument("file", metavar="FILE", help=text("file"))
    command.add_argument("--out", required=True, metavar="FOLDER", help=text("pack.out"))
    command.add_argument("--year", type=int, metavar="YEAR", help=text("pack.year"))
    command.add_argument("--arabic-digits", action="store_true", help=text("report.arabic-digits"))
    command = commands.add_parser("template", help=text("template"), description=text("template"))
    command.add_argument("--out", required=True, metavar="PATH", help=text("out"))
    command = commands.add_parser("measures", help=text("measures.help"), description=text("measures.help"))
    measures.add_options(command)
    return parser


def _template(path: Path) -> int:
    from itacore.reading.template import write_template  # xlsxwriter takes long to load

    return _write(path, write_template())


def _write(path: Path, content: bytes) -> int:
    """Write a file whole or not at all, and say so."""
    if not _put(path, content):
        return NOTHING_READ
    print(say("commands", "written", path=path))
    return READ


def _put(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all; where it cannot be written, say so."""
    part = path.parent / f".{os.getpid()}.part"
    try:
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError:
        print(say("commands", "not-written", path=path), file=sys.stderr)
        return False
    return True


def _report(call: argparse.Namespace) -> int:
    from itacore.reports.kinds import ReportCallError, build_report, check_pair, write_report

    criteria = read_criteria()
    try:
        check_pair(call.kind, call.format)
        plan, told = _open_plan(call.plan), IssueLog()
        if plan is None and call.plan is not None:
            raise ReportCallError(say("commands", "report.no-plan", path=call.plan))
        if call.plan is not None and _is_same_file(Path(call.plan), Path(call.out)):
            raise ReportCallError(say("commands", "report.same-plan", path=call.out))
        if _is_same_file(Path(call.file), Path(call.out)):
            raise ReportCallError(say("commands", "report.same-file", path=call.out))
        files, missing = _open([call.file])
        reading = settle_contradictions(read_files(files, today(), criteria), criteria)
        analysis, found = study(reading, criteria)
        issues = IssueLog(missing)
        issues.extend(found)
        if reading.scores_read == 0:
            _tell_nothing(issues)
            return NOTHING_READ
        report = build_report(
            reading, analysis, criteria, call.agency, call.year, call.kind, plan=plan, issues=told
        )
    except ReportCallError as error:
        print(error, file=sys.stderr)
        return NOTHING_READ
    code = _write(Path(call.out), write_report(report, call.format, arabic_digits=call.arabic_digits))
    for issue in told:
        print(tell_issue(issue), file=sys.stderr)
    return code if code != READ else _tell_errors(issues)


def _pack(call: argparse.Namespace) -> int:
    from itacore.reports.pack_command import fault_of_folder, write_pack
    from itacore.reports.pack_index import INDEX

    folder = Path(call.out)
    if wrong := fault_of_folder(folder):
        print(wrong, file=sys.stderr)
        return NOTHING_READ
    criteria = read_criteria()
    files, missing = _open([call.file])
    reading = settle_contradictions(read_files(files, today(), criteria), criteria)
    analysis, found = study(reading, criteria)
    issues = IssueLog(missing)
    issues.extend(found)
    if reading.scores_read == 0:
        _tell_nothing(issues)
        return NOTHING_READ
    whole = write_pack(
        folder,
        reading,
        analysis,
        criteria,
        put=_put,
        fiscal_year=call.year,
        arabic_digits=call.arabic_digits,
    )
    if whole is None:
        return NOTHING_READ
    print(say("commands", "pack.written", path=folder, index=INDEX))
    code = _tell_errors(issues)
    return code if whole else WITH_ERRORS


def _tell_errors(issues: IssueLog) -> int:
    """Say on standard error what has to be mended in a file of which papers were made."""
    if not issues.has_errors:
        return READ
    errors = issues.of(Severity.ERROR)
    print(say("commands", "report.with-errors", count=len(errors)), file=sys.stderr)
    for issue in errors:
        print(tell_issue(issue), file=sys.stderr)
    return WITH_ERRORS


def _open_plan(name: str | None) -> tuple[str, bytes] | None:
    """Name and bytes of the file of a plan; none where none is asked for or it cannot be opened."""
    if name is None:
        return None
    files, _ = _open([name])
    return files[0] if files else None


def _is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, so that writing would destroy what was read."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _tell_nothing(issues: IssueLog) -> None:
    """Say that nothing was read, and why."""
    print(say("commands", "nothing-read"), file=sys.stderr)
    for issue in issues:
        print(tell_issue(issue), file=sys.stderr)


def _read(call: argparse.Namespace) -> int:
    marked = getattr(call, "marked", None)
    if marked is not None and (wrong := _wrong_marked(call.file, marked)):
        print(wrong, file=sys.stderr)
        return NOTHING_READ
    criteria = read_criteria()
    files, missing = _open(call.file)
    reading = settle_contradictions(read_files(files, today(), criteria), criteria)
    analysis, found = study(reading, criteria)
    issues = IssueLog(missing)
    issues.extend(found)
    nothing = reading.scores_read == 0
    wanted = getattr(call, "agency", None)
    named = reading.agencies[reading.agencies["name"].notna()]
    names = list(tell_agencies(named, "").values())
    if wanted is not None and not nothing and wanted not in {*names, *named["name"]}:
        print(say("commands", "no-agency", agency=wanted, names=", ".join(names)), file=sys.stderr)
        return NOTHING_READ
    if marked is not None and files and not _write_marked(Path(marked), files[0][1], issues):
        return NOTHING_READ
    answer = build_check(reading, issues)
    if call.command == "analyze":
        agencies = [] if nothing else build_agencies(reading, analysis, criteria, wanted)
        answer = {**answer, "agencies": agencies}
    if call.json:
        json.dump(answer, sys.stdout, ensure_ascii=False, allow_nan=False, indent=1)
        print()
    elif not nothing:
        _tell(answer, issues, sys.stdout)
    if nothing:
        _tell_nothing(issues)
        return NOTHING_READ
    return WITH_ERRORS if issues.has_errors else READ


def _wrong_marked(names: Sequence[str], out: str) -> str | None:
    """Say what is wrong with a call that asks for the marked workbook."""
    if len(names) > 1:
        return say("commands", "marked.one-file")
    if _is_same_file(Path(names[0]), Path(out)):
        return say("commands", "marked.same-file", path=out)
    return None


def _write_marked(path: Path, data: bytes, issues: IssueLog) -> bool:
    """Write the workbook with its marks and say on standard error what was written."""
    from itacore.reports.marked import mark_workbook

    marked = mark_workbook(data, issues)
    if not _put(path, marked.data):
        return False
    if marked.reason is None:
        line = say("commands", "marked.written", path=path, count=format_number(marked.marked, 0))
    else:
        line = say("commands", "marked.listed", path=path, reason=marked.why)
    print(line, file=sys.stderr)
    if path.suffix.lower() != f".{marked.ending}":
        print(say("commands", "marked.ending", ending=marked.ending), file=sys.stderr)
    return True


def _open(names: Sequence[str]) -> tuple[list[tuple[str, bytes]], IssueLog]:
    """Bytes of the files by name, and an issue for each that cannot be opened; no more is read than may be large."""
    files: list[tuple[str, bytes]] = []
    missing = IssueLog()
    shown = [Path(name).name for name in names]
    for name, short in zip(names, shown, strict=True):
        own = short if shown.count(short) == 1 else name
        try:
            with Path(name).open("rb") as file:
                files.append((own, file.read(Limits().file_bytes + 1)))
        except OSError:
            missing.add(Issue("file-not-found", own))
    return files, missing


def _tell(answer: dict[str, Any], issues: IssueLog, out: TextIO) -> None:
    """Print an answer for a person."""
    agencies = answer.get("agencies", [])
    names = tell_names(
        [agency["agency"] or say("commands", "unnamed") for agency in agencies],
        *([agency[place] for agency in agencies] for place in ("district", "province")),
    )
    for name, agency in zip(names, agencies, strict=True):
        print(name, file=out)
        for year in agency["years"]:
            _tell_year(year, out)
        print(file=out)
    print(say("commands", "cells", **answer["cells"]), file=out)
    if not len(issues):
        print(say("commands", "no-issues"), file=out)
        return
    print(say("commands", "issues", count=sum(issues.counts.values())), file=out)
    for issue in issues:
        print(tell_issue(issue), file=out)


def _tell_year(year: dict[str, Any], out: TextIO) -> None:
    rating, total = year["rating"], year["total"]
    level = rating["final"] or say("commands", "year-open", levels=join_words(rating["possible"], "หรือ"))
    shown = total["declared"] if total["declared"] is not None else total["computed"]
    line = say("commands", "year", year=year["fiscal_year"], total=format_number(shown), level=level)
    if year["criteria"]["provisional"]:
        line += " " + say("commands", "provisional", year=year["criteria"]["year"])
    print(f"  {line}", file=out)
    print(f"    {rating['reason']}", file=out)
    change = year["change"]
    if change and change["total"] is not None:
        text = say(
            "commands", "change", base=change["from"], change=format_number(change["total"], sign=True)
        )
        print(f"    {text}", file=out)
    weak = [w for w in year["weakest"] if w["class"] != "to-keep"][:3]
    if weak:
        items = [
            say(
                "commands",
                "weak-item",
                code=w["code"],
                score=format_number(w["score"]),
                points=format_number(w["points_to_gain"]),
            )
            for w in weak
        ]
        print(f"    {say('commands', 'weak', items=', '.join(items))}", file=out)


def run() -> int:
    """Run a command; a reader of the output that leaves early, such as ``head``, is no fault."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ
    return code


if __name__ == "__main__":
    sys.exit(run())
