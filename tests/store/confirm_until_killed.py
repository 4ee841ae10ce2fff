"""For each line that comes in (a folder, a tab, a number) confirm imports in a process that is killed.

That process is forked from this one, which has everything loaded. It tells its own number, "open" and the
number of each import that is in; after its end this one says "dead".
"""

import importlib
import os
import sys
from pathlib import Path

from itacore.store import ImportDocument, open_workspace
from tests.store.made import NOW, big_document

AT_MOST = 100  # where nobody kills it


def numbered_document(number: int) -> ImportDocument:
    """A document of this number: each fourth is large, so that some moments fall into long writing."""
    return big_document(number, agencies=600 if number % 4 == 0 else 60)


def confirm(folder: Path, first: int) -> None:
    """Confirm imports, numbered from the first one."""
    print(os.getpid(), flush=True)
    with open_workspace(folder, now=NOW) as workspace:
        print("open", flush=True)
        for number in range(first, first + AT_MOST):
            workspace.confirm_import(numbered_document(number), now=NOW)
            print(number, flush=True)


def main() -> None:
    """Fork a process a line."""
    importlib.import_module("alembic.command")
    for line in sys.stdin:
        folder, _, first = line.rstrip("\n").partition("\t")
        child = os.fork()
        if not child:
            confirm(Path(folder), int(first))
            os._exit(0)
        os.waitpid(child, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    main()
