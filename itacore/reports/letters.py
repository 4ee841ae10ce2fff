"""What every writer does to a text: Thai digits in official papers, no characters that files cannot hold."""

from __future__ import annotations

import re
import unicodedata

from itacore.reports.report import Run
from itacore.thai import to_thai_digits

# Digits of a code (EIT1, o12) or an address stay: nobody could find them again.
_NUMBER = re.compile(r"(\S*(?:://|www\.|@)\S*)|(?<![A-Za-z0-9_.])\d+(?:[.,:]\d+)*(?![A-Za-z_])")
_UNFILELY = re.compile(r'[<>:"/\\|?*]')
_BREAKS = re.compile(r"[^\S\u00a0]+")
_EDGE = " .\u00a0"
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE
)  # Windows keeps these
_LONGEST_NAME = 240  # bytes, of 255 that file systems allow
LONGEST_FOLDER = 60
_UNLINKLY = str.maketrans("#%", "--")  # a link would end there, or read on as a code
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def official_digits(text: str) -> str:
    """Write the numbers of a text of ours in Thai digits; codes with Latin letters stay.

    >>> official_digits("ปี 2568 ได้ 96.73 (−0.34) ดู o12 และ EIT1 ถึง 95-100")
    'ปี ๒๕๖๘ ได้ ๙๖.๗๓ (−๐.๓๔) ดู o12 และ EIT1 ถึง ๙๕-๑๐๐'
    """
    return _NUMBER.sub(lambda found: found.group(1) or to_thai_digits(found.group()), text)


def fit(text: str) -> str:
    r"""Drop characters that XML cannot hold.

    >>> fit("ก\x00\x1bข\n")
    'กข\n'
    """
    return _UNFIT.sub("", text)


def cut(text: str, most: int) -> str:
    """Cut a text to a number of letters as Office counts them, where one outside the basic plane is two.

    >>> cut("กขค", 2), cut("ก🙂", 2)
    ('กข', 'ก')
    """
    if len(text) * 2 <= most:
        return text
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def file_name(title: str, ending: str) -> str:
    """Make a title fit for the name of a file on any system, with its ending.

    >>> file_name("ผล ก/ข: <b>.", "xlsx"), file_name("con.x", "csv"), file_name(" ", "csv")
    ('ผล ก-ข- -b-.xlsx', '-con.x.csv', '-.csv')
    """
    plain = _plain_name(title).encode("utf-8")[: _LONGEST_NAME - len(ending)].decode("utf-8", "ignore")
    short = plain.strip(_EDGE) or "-"
    return f"{'-' if _is_device(short) else ''}{short}.{ending}"


def folder_name(title: str, end: str = "") -> str:
    """Make a title fit for the name of a folder on any system, and for a link to it; ``end`` stays whole.

    >>> folder_name("อบต. ก/ข."), folder_name(".. "), folder_name("COM1.x"), folder_name("อบต.50%", " จ.ก")
    ('อบต. ก-ข', '-', '-COM1.x', 'อบต.50- จ.ก')
    """
    start, end = (_plain_name(text).translate(_UNLINKLY) for text in (title, end))
    end = end.rstrip(_EDGE)
    short = start.strip(_EDGE) or "-"
    short = f"-{short}" if _is_device(short) else short
    return f"{_cut_whole(short, LONGEST_FOLDER - len(end.encode('utf-16-le')) // 2)}{end}".rstrip(_EDGE)


def _cut_whole(text: str, most: int) -> str:
    """Cut a text between two letters, so that no mark stands alone."""
    short = cut(text, most)
    while short != text and short and unicodedata.category(text[len(short)]) == "Mn":
        short = short[:-1]
    return short


def _plain_name(title: str) -> str:
    """Drop what does not show, and replace what no system takes in a name."""
    kept = (c for c in fit(title) if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    return _UNFILELY.sub("-", _BREAKS.sub(" ", "".join(kept)))


def _is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device, whatever its ending."""
    return _DEVICE.fullmatch(name.partition(".")[0].strip()) is not None


def shown(run: Run, arabic_digits: bool) -> str:
    """Give the text of a run as it is written."""
    text = fit(run.text)
    return text if run.verbatim or arabic_digits else official_digits(text)
