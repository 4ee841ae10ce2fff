"""The command ``measures``: check the catalogue, tell every fault at once, count what there is."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from itacore.measures.account import study_catalogue, tell_counts, tell_faults
from itacore.wording import say

GOOD, FAULTY, NOTHING = 0, 1, 2


def add_options(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--check", action="store_true", help=say("commands", "measures.check"))
    parser.add_argument("--json", action="store_true", help=say("commands", "json"))
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help=say("commands", "measures.folder"))


def run(call: Namespace) -> int:
    """Check a catalogue; without --check, tell what is in it as well.

    Returns
    -------
    int
        0: no fault. 1: faults, all of them told on standard error, or with --json in the one object printed.
        2: the folder holds no file of measures.
    """
    account = study_catalogue(call.folder)
    faults = account["faults"]
    if call.json:
        print(json.dumps(account, ensure_ascii=False, indent=1))
    else:
        lines = [*tell_faults(account), *([] if call.check else tell_counts(account))]
        print("\n".join(lines), file=sys.stderr if faults else sys.stdout)
    if not faults:
        return GOOD
    return NOTHING if any(fault["code"] == "folder-empty" for fault in faults) else FAULTY
