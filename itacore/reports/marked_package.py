"""The parts of a workbook's package: read, replaced and added one by one; all others are copied as they are.

Part of the child that marks a workbook (marked_child.py): strange files are taken apart here, so a package that
is not as Office writes it is refused, never guessed at.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Element = Any
MOST_ENTRIES = 10_000
NEW = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LINK_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_CONTENT_TYPES = "[Content_Types].xml"


class UnmarkableError(Exception):
    """The workbook cannot be marked; the first argument is the code of the reason."""


class Package:
    """A workbook as the parts of a package."""

    def __init__(self, data: bytes, most_unzipped: int) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            raise UnmarkableError("broken") from None
        self._entries = self._zip.infolist()
        if len(self._entries) > MOST_ENTRIES or sum(one.file_size for one in self._entries) > most_unzipped:
            raise UnmarkableError("too-heavy")
        if any(one.flag_bits & 1 for one in self._entries):
            raise UnmarkableError("not-xlsx")
        self._names = {one.filename.lower(): one.filename for one in self._entries}
        if len(self._names) < len(self._entries):
            raise UnmarkableError("odd")
        self._trees: dict[str, Element] = {}
        self._links: dict[str, Links] = {}
        self._pieces: dict[str, Sequence[bytes]] = {}
        if _CONTENT_TYPES.lower() not in self._names:
            raise UnmarkableError("not-xlsx")
        self._types = self.tree(_CONTENT_TYPES)
        if self._types.tag != f"{_TYPES}Types":
            raise UnmarkableError("odd")

    @classmethod
    def empty(cls, types: str) -> Package:
        """Make a package with nothing but the types of its parts."""
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w") as target:
            target.writestr(zipfile.ZipInfo(_CONTENT_TYPES, NEW), types)
        return cls(sink.getvalue(), len(types))

    @property
    def names(self) -> Iterable[str]:
        """Names of all parts, in small letters."""
        return self._names.keys()

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """Give the bytes of a part."""
        if not self.has(part):
            raise UnmarkableError("odd")
        return self._zip.read(self._names[part.lower()])

    def current(self, part: str) -> bytes:
        """Give the bytes of a part as they will be written."""
        pieces = self._pieces.get(self._names.get(part.lower(), part))
        return self.read(part) if pieces is None else b"".join(pieces)

    def tree(self, part: str) -> Element:
        """Give the root of a part, which is written again when the package is; the same one for the same part."""
        name = self._names.get(part.lower(), part)
        if name not in self._trees:
            self._trees[name] = parse(self.read(name))
        return self._trees[name]

    def look(self, part: str) -> Element:
        """Give the root of a part that is not written again."""
        return self._trees.get(self._names.get(part.lower(), part), None) or parse(self.read(part))

    def put(self, part: str, pieces: Sequence[bytes]) -> None:
        """Replace or add the bytes of a part."""
        self._pieces[self._names.setdefault(part.lower(), part)] = pieces

    def add(self, part: str, root: Element, content_type: str) -> None:
        """Add a part of XML."""
        self._names[part.lower()] = part
        self._trees[part] = root
        etree.SubElement(self._types, f"{_TYPES}Override", PartName=f"/{part}", ContentType=content_type)

    def new_name(self, pattern: str) -> str:
        """Give a name that no part has; the pattern holds {}."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def declare(self, ending: str, content_type: str) -> None:
        """Name the type of all parts of an ending, unless it has one."""
        known = {one.get("Extension", "").lower() for one in self._types.iter(f"{_TYPES}Default")}
        if ending not in known:
            entry = etree.Element(f"{_TYPES}Default", Extension=ending, ContentType=content_type)
            self._types.insert(0, entry)

    def type_of(self, part: str) -> str:
        """Give the declared type of a part, empty where it has none."""
        for one in self._types.iter(f"{_TYPES}Override"):
            if one.get("PartName", "").lower() == f"/{part}".lower():
                return str(one.get("ContentType", ""))
        ending = part.rpartition(".")[2].lower()
        for one in self._types.iter(f"{_TYPES}Default"):
            if one.get("Extension", "").lower() == ending:
                return str(one.get("ContentType", ""))
        return ""

    def links(self, part: str) -> Links:
        """Give the relations of a part; of the package itself for the part of no name."""
        if part not in self._links:
            folder, name = posixpath.split(part)
            own = posixpath.join(folder, "_rels", f"{name}.rels")
            root = (
                self.look(own)
                if self.has(own)
                else etree.Element(f"{_LINKS}Relationships", nsmap={None: _LINKS[1:-1]})
            )
            if root.tag != f"{_LINKS}Relationships":
                raise UnmarkableError("odd")
            self._links[part] = Links(folder, own, root)
        return self._links[part]

    def write(self) -> bytes:
        """Write the package: old parts in their order, new ones behind; the same call gives the same bytes."""
        self.declare("rels", _LINK_TYPE)
        for links in self._links.values():
            if links.changed:
                self._names.setdefault(links.own.lower(), links.own)
                self._trees[self._names[links.own.lower()]] = links.root
        sink = io.BytesIO()
        old = {one.filename for one in self._entries}
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self._entries:
                info = zipfile.ZipInfo(entry.filename, max(entry.date_time, NEW))
                info.create_system, info.external_attr = entry.create_system, entry.external_attr
                stored = entry.compress_type == zipfile.ZIP_STORED
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                if not entry.is_dir() and self._changed(entry.filename):
                    self._write_part(target, info)
                else:
                    info.file_size = entry.file_size
                    with self._zip.open(entry) as source, target.open(info, "w") as out:
                        while block := source.read(1 << 20):
                            out.write(block)
            for name in self._names.values():
                if name not in old:
                    info = zipfile.ZipInfo(name, NEW)
                    info.create_system = 0
                    info.compress_type = zipfile.ZIP_DEFLATED
                    self._write_part(target, info)
        return sink.getvalue()

    def _changed(self, name: str) -> bool:
        return name in self._pieces or name in self._trees

    def _write_part(self, target: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        pieces = self._pieces.get(info.filename)
        if pieces is None:
            pieces = [to_bytes(self._trees[info.filename])]
        info.file_size = sum(map(len, pieces))
        with target.open(info, "w") as out:
            for piece in pieces:
                out.write(piece)


class Links:
    """The relations of one part."""

    def __init__(self, folder: str, own: str, root: Element) -> None:
        self.folder, self.own, self.root = folder, own, root
        self.changed = False

    def targets(self, kind: str) -> list[tuple[str, str]]:
        """Identifiers and parts of the relations whose type ends in a word."""
        return [
            (one.get("Id", ""), self._part(one.get("Target", "")))
            for one in self.root.iter(f"{_LINKS}Relationship")
            if one.get("Type", "").rpartition("/")[2] == kind and one.get("TargetMode") != "External"
        ]

    def part(self, identifier: str) -> str | None:
        """The part of a relation, None where there is no such relation within the package."""
        for one in self.root.iter(f"{_LINKS}Relationship"):
            if one.get("Id") == identifier and one.get("TargetMode") != "External":
                return self._part(one.get("Target", ""))
        return None

    def _part(self, target: str) -> str:
        return posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")

    def add(self, kind: str, part: str, strict: bool) -> str:
        """Add a relation to a part; gives its identifier."""
        taken = {one.get("Id") for one in self.root.iter(f"{_LINKS}Relationship")}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        etree.SubElement(
            self.root,
            f"{_LINKS}Relationship",
            Id=f"rId{number}",
            Type=f"{relations(strict)}/{kind}",
            Target=posixpath.relpath(f"/{part}", f"/{self.folder}"),
        )
        self.changed = True
        return f"rId{number}"


def relations(strict: bool) -> str:
    """The namespace of relations, which is another one in strict files."""
    return _STRICT_OFFICE if strict else _OFFICE


def is_strict(root: Element) -> bool:
    """Whether a part is written in the strict form of the standard."""
    return space_of(root) == _STRICT_MAIN


def space_of(root: Element) -> str:
    """The namespace of an element."""
    return etree.QName(root).namespace or ""


def parse(content: bytes) -> Element:
    """Parse a part; one with a document type, which could hold entities, is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    if b"<!DOCTYPE" in content:
        raise UnmarkableError("odd")
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise UnmarkableError("odd") from None
    if root.getroottree().docinfo.doctype:
        raise UnmarkableError("odd")
    return root


def to_bytes(root: Element) -> bytes:
    """Write a part."""
    written: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return written
