"""Tell the kind of a file by what is in it, never by its name."""

from __future__ import annotations

import codecs
import re

from .refusal import RefusedError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of an old Office file, in the order of what they say; a protected new file lies in such a one too.
_STREAMS = (
    ("EncryptedPackage", "file-encrypted"),
    ("Workbook", None),
    ("Book", None),
    ("WordDocument", "file-old-word"),
    ("PowerPoint Document", "file-powerpoint"),
)
_BARE_XLS = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_STARTS = (
    (b"{\\rtf", "file-rtf"),
    (b"\x89PNG", "file-picture"),
    (b"\xff\xd8\xff", "file-picture"),
    (b"GIF8", "file-picture"),
    (b"II*\0", "file-picture"),
    (b"MM\0*", "file-picture"),
    (b"Rar!", "file-archive"),
    (b"7z\xbc\xaf\x27\x1c", "file-archive"),
    (b"\x1f\x8b", "file-archive"),
    (b"L\0\0\0\x01\x14\x02\0", "file-shortcut"),
)
_PICTURES = {b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif"}
_THAI = re.compile("[\u0e01-\u0e5b]")
_HEAD = 4_000
_PAGE = re.compile(r"<(?:html|table|body|head|meta|style|div|!doctype\s+html)\b", re.IGNORECASE)
_MESSAGE = re.compile(r"^(?:MIME-Version|From|Content-Type|X-[\w-]+|Subject|Date):", re.IGNORECASE)
_SHORTCUT = re.compile(r"^\[InternetShortcut\]|^\{[^{}]*\"(?:doc_id|url|resource_id)\"", re.IGNORECASE)


def tell_kind(data: bytes) -> str:
    """Name the kind of a file that may be read: package, xls, or text.

    Raises
    ------
    RefusedError
        The file is of a kind that cannot be read.
    """
    if not data:
        raise RefusedError("file-empty")
    if data.startswith(OLE):
        return _of_streams(data)
    if data.startswith(_BARE_XLS):
        return "xls"
    for start, code in _STARTS:
        if data.startswith(start):
            raise RefusedError(code)
    if b"%PDF-" in data[:1024]:
        raise RefusedError("file-pdf")
    if _is_picture(data):
        raise RefusedError("file-picture")
    if data.startswith(b"PK"):
        return "package"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" not in data[:_HEAD]:
        return "text"
    raise RefusedError("file-not-workbook")


def _is_picture(data: bytes) -> bool:
    """Whether a file is a picture whose mark is not at its start or too short to trust."""
    if data[4:8] == b"ftyp":
        return data[8:12] in _PICTURES
    if data[:4] == b"RIFF":
        return data[8:12] == b"WEBP"
    return data[:2] == b"BM" and data[6:10] == b"\0\0\0\0"


def _of_streams(data: bytes) -> str:
    for name, code in _STREAMS:
        if _has_stream(data, name):
            if code:
                raise RefusedError(code)
            return "xls"
    raise RefusedError("file-broken")


def has_macros(data: bytes) -> bool:
    """Whether programs lie in an old Office file, which nobody here runs."""
    return data.startswith(OLE) and _has_stream(data, "_VBA_PROJECT_CUR")


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an entry of the directory has this name: 64 bytes of it, then its length and its type."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % 128 == 0 and int.from_bytes(data[at + 64 : at + 66], "little") == len(wanted):
            return True
        at = data.find(wanted, at + 1)
    return False


def decode(data: bytes) -> str:
    """Turn the bytes of a text into characters: by its mark, else UTF-8, else Thai of one byte a letter.

    What cannot be is U+FFFD, so that no figure closes up over it.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").replace("\0", "\ufffd")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        if len(_THAI.findall(text)) <= text.count("\ufffd"):
            text = data.decode("cp874", "replace")
    return text.replace("\0", "\ufffd")


def tell_text(text: str) -> str:
    """Name the kind of a text: page, message (a page with its parts), xml-sheet, ods, or separated.

    Raises
    ------
    RefusedError
        The text is a shortcut to a table elsewhere.
    """
    head = text[:_HEAD].lstrip()
    if _SHORTCUT.search(head):
        raise RefusedError("file-shortcut")
    if head.startswith("<?xml") or head.startswith("<Workbook") or head.startswith("<office:"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<html" not in head:
            return "xml-sheet"
        if "urn:oasis:names:tc:opendocument" in head:
            return "ods"
    if _MESSAGE.match(head) and "content-type" in text[: 10 * _HEAD].lower():
        return "message"
    if head.startswith("<") and _PAGE.search(text[: 10 * _HEAD]):
        return "page"
    return "separated"
