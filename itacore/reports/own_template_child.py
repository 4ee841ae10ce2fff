"""The child that fills an office's own Word form, in a process of its own.

Run as ``python -I own_template_child.py LIMIT_UNZIPPED LIMIT_MEMORY``; standard input carries one line of JSON
(the values of the places, all as written) and then the document. Standard output carries one line of JSON (what
became of the places, or "refused" with a code) and then the filled document. Parts without a filled place stay byte
for byte.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import sys
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2]))  # python -I leaves this folder out

from itacore.reports.marked_package import NEW, Links, UnmarkableError, parse, to_bytes
from itacore.reports.own_template_fill import Outcome, fill_part
from itacore.reports.own_template_letters import Letters, Styles
from itacore.reports.own_template_put import Putter, width_of_section
from itacore.reports.own_template_tables import TableLooks
from itacore.reports.own_template_xml import q

_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_PARTS = ("header", "footer", "footnotes", "endnotes")
_MACROS = (b"macroenabled", b"vbaproject")
MOST_PLACES = 5_000


class RefusedFormError(Exception):
    """The file is no form that can be filled; the first argument is the code of the reason."""


class Form:
    """A document as the parts of its package."""

    def __init__(self, data: bytes, most_unzipped: int) -> None:
        telling, package = (importlib.import_module(f"kinds.{name}") for name in ("telling", "package"))
        kind = telling.tell_kind(data)
        if kind != "package":
            raise RefusedFormError("not-word")
        self.data = data
        self._package = package.Package(data, most_unzipped)
        if self._package.kind() != "docx":
            raise RefusedFormError("not-word")
        self._package.check_all()
        self.types = bytes(self.read(_TYPES))
        if self._package.has_macros() or any(word in self.types.lower() for word in _MACROS):
            raise RefusedFormError("macros")
        if _MAIN not in self.types and _TEMPLATE not in self.types:
            raise RefusedFormError("not-word")
        if any(name.lower().startswith("_xmlsignatures/") for name in self._package.entries):
            raise RefusedFormError("signed")

    def read(self, part: str) -> bytes:
        """Give the bytes of a part."""
        if part not in self._package:
            raise RefusedFormError("file-broken")
        return bytes(self._package.read(part))

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._package

    def links(self, part: str) -> Links:
        """Give the relations of a part."""
        folder, _, name = part.rpartition("/")
        own = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        root = parse(self.read(own) if self.has(own) else b"<x/>")
        return Links(folder, own, root)

    def outside(self) -> bool:
        """Whether any part names a file elsewhere that a program would fetch; a link that is clicked is none."""
        for name in self._package.entries:
            if not name.endswith(".rels"):
                continue
            for one in parse(self.read(name)):
                fetched = one.get("Type", "").rpartition("/")[2] not in ("hyperlink", "attachedTemplate")
                web = "://" in one.get("Target", "") and not one.get("Target", "").startswith("file:")
                if one.get("TargetMode") == "External" and (
                    fetched or (web and one.get("Type", "").endswith("/attachedTemplate"))
                ):
                    return True
        return False

    def write(self, changed: Mapping[str, bytes]) -> bytes:
        """Write the package with some parts changed, in the old order; the same call gives the same bytes."""
        sink = io.BytesIO()
        done: set[str] = set()
        with zipfile.ZipFile(io.BytesIO(self.data)) as source, zipfile.ZipFile(sink, "w") as target:
            for entry in source.infolist():
                if entry.filename in done:
                    continue
                done.add(entry.filename)
                info = zipfile.ZipInfo(entry.filename, max(entry.date_time, NEW))
                info.create_system, info.external_attr = entry.create_system, entry.external_attr
                stored = entry.compress_type == zipfile.ZIP_STORED
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                content = changed.get(entry.filename)
                target.writestr(info, self.read(entry.filename) if content is None else content)
        return sink.getvalue()


def fill(data: bytes, call: dict[str, Any], most_unzipped: int) -> tuple[bytes, dict[str, Any]]:
    """Fill a document; gives its bytes and what became of its places."""
    form = Form(data, most_unzipped)
    mains = [part for _, part in form.links("").targets("officeDocument")]
    if len(mains) != 1 or not form.has(mains[0]):
        raise RefusedFormError("file-broken")
    links = form.links(mains[0])
    main = parse(form.read(mains[0]))
    if main.tag != q("document"):
        raise RefusedFormError("strict" if str(main.tag).endswith("}document") else "file-broken")
    found = {
        part: parse(form.read(part)) for kind in _PARTS for _, part in links.targets(kind) if form.has(part)
    }
    trees = {mains[0]: main, **found}
    places = sum(1 for root in trees.values() for _ in root.iter(q("sdt"), q("bookmarkStart")))
    if places > MOST_PLACES:
        raise RefusedFormError("file-too-heavy")
    of_styles = [part for _, part in links.targets("styles") if form.has(part)]
    styles = Styles(parse(form.read(of_styles[0])) if of_styles else None, Letters(**call["letters"]))
    last_section = main.find(f"{q('body')}/{q('sectPr')}")
    putter = Putter(styles, TableLooks(**call["looks"]), width_of_section(last_section))
    outcome, changed = Outcome(), {}
    for part, root in trees.items():
        if fill_part(root, call["values"], putter, outcome):
            changed[part] = to_bytes(root)
    if _TEMPLATE in form.types:  # a filled template is a document
        changed[_TYPES] = form.types.replace(_TEMPLATE, _MAIN)
    return form.write(changed), {**asdict(outcome), "outside": form.outside()}


def main() -> None:
    """Read standard input, write standard output; always end with one line of JSON unless killed."""
    most_unzipped, most_memory = int(sys.argv[1]), int(sys.argv[2])
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    sys.path.append(str(Path(__file__).resolve().parents[1] / "reading"))  # where its child finds its parts
    refused = importlib.import_module("kinds.refusal").RefusedError
    filled = b""
    try:
        call = json.loads(sys.stdin.buffer.readline())
        filled, answer = fill(sys.stdin.buffer.read(), call, most_unzipped)
    except RefusedFormError as reason:
        answer = {"refused": reason.args[0]}
    except refused as reason:
        answer = {"refused": reason.code}
    except UnmarkableError:
        answer = {"refused": "file-broken"}
    except MemoryError:
        answer = {"refused": "file-too-heavy"}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError):
        answer = {"refused": "file-broken"}
    except (ValueError, LookupError, RuntimeError, TypeError, AttributeError):
        answer = {"refused": "file-broken"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + filled)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
