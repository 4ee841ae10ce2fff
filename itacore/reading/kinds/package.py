"""The zip package of a new Office file: its parts, counted while they are inflated, never as declared."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Protocol
from xml.parsers import expat

from .refusal import RefusedError

MOST_ENTRIES = 10_000
KEPT = 160 * 1024**2  # bytes of inflated parts that are kept for a second look
_STEP = 32 * 1024**2
_HEAD = 2_000
_LARGE = 32 * 1024**2
_MOST_SHRUNK = 100
_MARGIN = 64 * 1024  # what is declared may be smaller than what comes by no more than this
_BROKEN = (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError)
# What refuses a package by a part in it.
_SIGNS = (
    ("xl/workbook.bin", "file-xlsb"),
    ("ppt/presentation.xml", "file-powerpoint"),
)
_SHEETS = "application/vnd.oasis.opendocument.spreadsheet"


class Package:
    """A zip package whose parts may be read as often as wanted."""

    def __init__(self, data: bytes, most: int) -> None:
        """List the parts.

        Parameters
        ----------
        data
            The package.
        most
            Bytes that all parts together may inflate to.

        Raises
        ------
        RefusedError
            It is broken, encrypted, or larger than allowed by its own account.
        """
        self.data = data
        self.most = most
        self.counted: dict[str, int] = {}
        self._kept: dict[str, bytearray] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                listed = package.infolist()
        except _BROKEN:
            raise RefusedError("file-broken") from None
        if len(listed) > MOST_ENTRIES or sum(entry.file_size for entry in listed) > most:
            raise RefusedError("file-too-heavy")
        if any(_is_bomb(entry.file_size, entry.compress_size) for entry in listed):
            raise RefusedError("file-too-heavy")
        if any(entry.flag_bits & 1 for entry in listed):
            raise RefusedError("file-encrypted")
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in listed:
            twin = self.entries.setdefault(entry.filename, entry)
            if twin.CRC != entry.CRC or twin.file_size != entry.file_size:
                raise RefusedError("file-broken")

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def kind(self) -> str:
        """Name the kind of the package: xlsx, docx or ods.

        Raises
        ------
        RefusedError
            It is of a kind that cannot be read.
        """
        for name, code in _SIGNS:
            if name in self:
                raise RefusedError(code)
        if "word/document.xml" in self or any(name.startswith("word/") for name in self.entries):
            return "docx"
        if "content.xml" in self:
            kind = (
                self.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in self else ""
            )
            if "opendocument" in kind and not kind.startswith(_SHEETS):
                raise RefusedError("file-opendocument")
            return "ods"
        if any(name.startswith("xl/") for name in self.entries):
            return "xlsx"
        if any(name.startswith("ppt/") for name in self.entries):
            raise RefusedError("file-powerpoint")
        raise RefusedError("file-archive")

    def has_macros(self) -> bool:
        """Whether programs lie in the package, which nobody here runs."""
        return any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in self.entries)

    def read(self, name: str) -> bytearray:
        """Inflate a part.

        Raises
        ------
        RefusedError
            It is broken, or all parts together are larger than allowed.
        """
        if name in self._kept:
            return self._kept[name]
        content = bytearray()
        self._inflate(self.entries[name], content.extend)
        if zlib.crc32(content) != self.entries[name].CRC:
            raise RefusedError("file-broken")
        if sum(map(len, self._kept.values())) + len(content) <= KEPT:
            self._kept[name] = content
        return content

    def forget(self, name: str) -> None:
        """Give the memory of a part back."""
        self._kept.pop(name, None)

    def _inflate(self, entry: zipfile.ZipInfo, take: Callable[[bytes], object]) -> None:
        """Inflate a part in steps, counting what comes."""
        start = entry.header_offset
        head = self.data[start : start + 30]
        if head[:4] != b"PK\x03\x04":
            raise RefusedError("file-broken")
        start += 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        packed = memoryview(self.data)[start : start + entry.compress_size]
        if len(packed) < entry.compress_size:
            raise RefusedError("file-broken")
        others = sum(self.counted.values()) - self.counted.get(entry.filename, 0)
        if entry.compress_type == zipfile.ZIP_STORED:
            take(bytes(packed))
            self._count(entry, len(packed), others)
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise RefusedError("file-broken")
        came = 0
        stream = zlib.decompressobj(-15)
        rest: Any = packed
        while not stream.eof and (rest or came == 0):
            chunk = stream.decompress(rest, _STEP)
            rest = stream.unconsumed_tail
            came += len(chunk)
            self._count(entry, came, others)
            take(chunk)
            if not chunk and not rest:
                break
        if not stream.eof:
            raise RefusedError("file-broken")

    def _count(self, entry: zipfile.ZipInfo, came: int, others: int) -> None:
        self.counted[entry.filename] = came
        if (
            came + others > self.most
            or came > entry.file_size + _MARGIN
            or _is_bomb(came, entry.compress_size)
        ):
            raise RefusedError("file-too-heavy")

    def check_all(self) -> None:
        """Inflate every part once, so that none holds more than it says.

        Raises
        ------
        RefusedError
            A part is broken, holds entities of its own, or all together are larger than allowed.
        """
        for name, entry in self.entries.items():
            if name.endswith("/"):
                continue
            if name.endswith((".xml", ".rels")) and entry.file_size <= KEPT:
                check_doctype(self.read(name)[:_HEAD])
            elif name not in self.counted:
                self._inflate(entry, len)


def _is_bomb(size: int, packed: int) -> bool:
    """Whether a part is far better packed than any table: the whole country shrinks to a seventh."""
    return size > _LARGE and size > _MOST_SHRUNK * packed


def check_doctype(head: bytes | bytearray) -> None:
    """Refuse a part that may declare entities; no office program writes one.

    Raises
    ------
    RefusedError
        file-broken.
    """
    plain = head.replace(b"\0", b"")  # two bytes a letter are read as one
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise RefusedError("file-broken")


def make_parser(separator: str | None = None) -> Any:
    """Make a parser of XML that knows no entities but the five of XML itself.

    Parameters
    ----------
    separator
        What stands between the address of a namespace and a name; None leaves prefixes as written.
    """
    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True

    def refuse(*_: object) -> int:
        raise RefusedError("file-broken")

    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


class PartReader(Protocol):
    """Takes up the tags and texts of a part as they come, each name behind the address of its namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def parse(content: bytes | bytearray, reader: PartReader) -> None:
    """Give a part to a reader, tag by tag; refuse it where it may declare entities.

    Raises
    ------
    RefusedError
        file-broken.
    """
    check_doctype(content[:_HEAD])
    parser = make_parser(" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(content, True)
