"""Read the tables of a web page that was saved with its parts in one file (.mht)."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from . import page
from .packing import PlainSheet
from .refusal import MOST_SHEETS, RefusedError
from .telling import decode


def read(text: str) -> list[PlainSheet]:
    """Read every table of every page in the file."""
    message = email.message_from_string(text, policy=email.policy.compat32)
    sheets: list[PlainSheet] = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            sheets.extend(page.read(_text_of(part)))
        if len(sheets) > MOST_SHEETS:
            raise RefusedError("file-too-many-sheets", most=MOST_SHEETS)
    return sheets


def _text_of(part: Message) -> str:
    if part.get("Content-Transfer-Encoding", "8bit").strip().lower() in ("7bit", "8bit", "binary"):
        return str(part.get_payload())  # its bytes were turned into letters with those of the whole file
    packed = part.get_payload(decode=True)
    if not isinstance(packed, bytes):
        return ""
    name = part.get_content_charset()
    if name and name.lower() not in ("utf-8", "utf8", "unicode"):
        try:
            return packed.decode("cp874" if name.lower() in ("windows-874", "tis-620") else name, "replace")
        except LookupError:
            pass
    return decode(packed)
