"""What an entry of the catalogue of measures must look like; every fault is found in one pass.

A fault reads ``file: entry: field: what is wrong; how to mend``. Sources: the form described in
docs/how-to-add-a-measure.md; the OIT items of each year as the rule books have them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

EFFORTS = ("low", "medium", "high")
MARKS = ("stated", "found", "inferred")
OWNER_KEYS = ("municipality", "sao", "other")
TITLE_LIMIT = 40
STEP_LIMITS = (3, 5)
QUESTION_START = "ถ้า"

# A measure says what can be done, never that anybody did wrong.
ACCUSING_WORDS = (
    "โกง",
    "ทุจริตจริง",
    "บกพร่อง",
    "เจ้าหน้าที่ทุจริต",
    "ผู้บริหารทุจริต",
    "กระทำผิด",
    "ทำผิด",
    "คนผิด",
    "จงใจ",
    "ละเลย",
    "เพิกเฉย",
    "หละหลวม",
    "ยักยอก",
    "เบียดบัง",
    "พวกพ้อง",
    "เท็จ",
    "ปกปิด",
    "เลือกปฏิบัติ",
    "เอื้อประโยชน์",
    "ไม่โปร่งใส",
    "ไม่สุจริต",
    "ไม่ซื่อสัตย์",
    "ไร้ประสิทธิภาพ",
)

_TEXTS = ("question", "title", "how", "result_indicator", "source")
_LISTS = ("steps", "evidence")
FIELDS = ("id", "indicator", *_TEXTS, *_LISTS, "owner", "quarters", "effort", "oit_items", "mark")
_HEAD_FIELDS = ("indicator", "name", "measure")

_ID = re.compile(r"ind-(\d{2})(?:-[a-z0-9]+)+")
_MEASURABLE = re.compile(r"\d|ภายในเดือน|ทุก(?:วัน|สัปดาห์|เดือน|ไตรมาส)")
_STRAY_SPACE = re.compile(r"^\s|\s$|\s\s|[\t\r\n\v\f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\ufffd]")
_TWO_AM = re.compile("\u0e4d[\u0e48-\u0e4b]?\u0e32")
_MARK_WITHOUT_LETTER = re.compile("(?:^|[^\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_DOUBLED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1|[\u0e48-\u0e4b]{2}")
_LOOSE_UNIT = re.compile(
    r"(?<!\d)\d{1,3} (?:วัน|ครั้ง|เดือน|สัปดาห์|ปี|ข้อ|เรื่อง|คน|หน้า|งาน|ช่องทาง|ชุด|คลิก|นาที|ส่วน|อย่าง)|ร้อยละ \d"
)
_TEXT_RULES = (
    (_STRAY_SPACE, "stray white space", "keep single spaces, none at the ends, no line break"),
    (_INVISIBLE, "an invisible or broken character", "type the text again"),
    (_TWO_AM, "SARA AM written as two characters", "use the one character U+0E33"),
    (re.compile("\u0e40\u0e40"), "two SARA E in place of SARA AE", "use the one character U+0E41"),
    (_MARK_WITHOUT_LETTER, "a mark above or below without its letter", "type the word again"),
    (_DOUBLED_MARK, "a mark typed twice", "keep one"),
    (_LOOSE_UNIT, "a number and its unit with a plain space between", "join them with U+00A0"),
)


def count_visible(text: str) -> int:
    """Count the characters that take room on the line: vowels and tones above or below take none.

    >>> count_visible("ตั้งใจ"), count_visible("น้ำ")
    (4, 2)
    """
    return sum(unicodedata.category(character) not in ("Mn", "Me", "Cf") for character in text)


def find_text_faults(text: str) -> Iterator[str]:
    """Yield what is wrong with a Thai text and how to mend it.

    >>> list(find_text_faults("ภายใน 30 วัน"))
    ['a number and its unit with a plain space between; join them with U+00A0']
    """
    if unicodedata.normalize("NFC", text) != text:
        yield "not in the form NFC; type the text again"
    for pattern, what, mend in _TEXT_RULES:
        if pattern.search(text):
            yield f"{what}; {mend}"
    for word in ACCUSING_WORDS:
        if word in text:
            yield f"the word {word} may accuse somebody; say what is to be done instead"


def find_file_faults(
    data: Mapping[str, object], file: str, oit_codes: Mapping[int, frozenset[str]]
) -> list[str]:
    """Find every fault in one file of the catalogue.

    Parameters
    ----------
    data
        The file as read from TOML.
    file
        Its name, with which every fault begins.
    oit_codes
        Codes of the OIT items of each fiscal year (Buddhist Era) whose list is known.

    Returns
    -------
    list of str
        In the order of the file, then of ``FIELDS``.

    >>> find_file_faults({"indicator": "1", "name": "การปฏิบัติหน้าที่", "measure": []}, "01.toml", {})
    ['01.toml: head: measure: no measure; add at least one table [[measure]]']
    """
    faults: list[str] = []
    indicator = data.get("indicator")
    if not isinstance(indicator, str) or not re.fullmatch(r"[1-9]\d?", indicator):
        faults.append('head: indicator: not the number of an indicator; write it as a text, such as "9"')
        indicator = None
    elif file != f"{int(indicator):02d}.toml":
        faults.append(
            f"head: indicator: {indicator} in another's file; name the file {int(indicator):02d}.toml"
        )
    faults += [f"head: name: {fault}" for fault in _text_faults(data.get("name"))]
    faults += [f"head: {key}: unknown field; take it out" for key in sorted(set(data) - set(_HEAD_FIELDS))]
    entries = data.get("measure")
    if not isinstance(entries, list) or not entries:
        faults.append("head: measure: no measure; add at least one table [[measure]]")
        entries = []
    for number, entry in enumerate(entries, start=1):
        label = entry.get("id") if isinstance(entry, dict) else None
        label = label if isinstance(label, str) and label else f"entry {number}"
        faults += [f"{label}: {fault}" for fault in _entry_faults(entry, indicator, oit_codes)]
    return [f"{file}: {fault}" for fault in faults]


def _entry_faults(
    entry: object, indicator: str | None, oit_codes: Mapping[int, frozenset[str]]
) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "entry: not a table; write it under [[measure]]"
        return
    for field in FIELDS:
        if field not in entry:
            yield f"{field}: missing; add it"
            continue
        value = entry[field]
        if field == "id":
            found = _id_faults(value, indicator)
        elif field == "indicator":
            found = iter(
                ()
                if indicator in (None, value)
                else (f"not the file's; write {indicator!r} or move the entry",)
            )
        elif field in _TEXTS:
            found = _field_faults(field, value)
        elif field in _LISTS:
            found = _list_faults(field, value)
        elif field == "owner":
            found = _owner_faults(value)
        elif field == "quarters":
            found = _quarter_faults(value)
        elif field == "oit_items":
            found = _item_faults(value, oit_codes)
        else:
            allowed = EFFORTS if field == "effort" else MARKS
            found = iter(() if value in allowed else (f"{value!r} is not allowed; use {', '.join(allowed)}",))
        yield from (f"{field}: {fault}" for fault in found)
    yield from (f"{key}: unknown field; take it out" for key in sorted(set(entry) - set(FIELDS)))


def _id_faults(value: object, indicator: str | None) -> Iterator[str]:
    match = _ID.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        yield "not an identifier; write small ASCII words, such as ind-09-link-check"
    elif indicator is not None and int(match[1]) != int(indicator):
        yield f"begins with another indicator; begin with ind-{int(indicator):02d}-"


def _text_faults(value: object) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield "not a text; write it between quotation marks"
    else:
        yield from find_text_faults(value)


def _field_faults(field: str, value: object) -> Iterator[str]:
    yield from _text_faults(value)
    if not isinstance(value, str):
        return
    if field == "question" and not value.startswith(QUESTION_START):
        yield f"not a condition; begin with {QUESTION_START}"
    if field == "title" and count_visible(value) > TITLE_LIMIT:
        yield f"{count_visible(value)} visible characters; keep to {TITLE_LIMIT}"
    if field == "how" and not _MEASURABLE.search(value):
        yield "neither a number nor a deadline; add one"


def _list_faults(field: str, value: object) -> Iterator[str]:
    low, high = STEP_LIMITS if field == "steps" else (1, 10)
    if not isinstance(value, list) or not low <= len(value) <= high:
        yield f"not a list of {low} to {high} texts; add or join some"
        return
    for number, text in enumerate(value, start=1):
        yield from (f"text {number}: {fault}" for fault in _text_faults(text))


def _owner_faults(value: object) -> Iterator[str]:
    if not isinstance(value, dict) or set(value) != set(OWNER_KEYS):
        yield f"not a table of {', '.join(OWNER_KEYS)}; give exactly these"
        return
    for key in OWNER_KEYS:
        yield from (f"{key}: {fault}" for fault in _text_faults(value[key]))


def _quarter_faults(value: object) -> Iterator[str]:
    right = isinstance(value, list) and all(type(q) is int and 1 <= q <= 4 for q in value)
    if not right or not value or value != sorted(set(value)):  # type: ignore[call-overload]
        yield "not a rising list of quarters 1 to 4; 1 is October to December"


def _item_faults(value: object, oit_codes: Mapping[int, frozenset[str]]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield "not a table of years; leave it empty where the measure serves no item"
        return
    for year, codes in value.items():
        known = oit_codes.get(int(year), frozenset()) if re.fullmatch(r"[0-9]{4}", year) else frozenset()
        if not known:
            years = ", ".join(str(y) for y in sorted(oit_codes))
            yield f"{year}: no list of items is known for this year; known are {years}"
        elif not isinstance(codes, list) or not codes:
            yield f"{year}: not a list of item codes; give some or take the year out"
        else:
            unknown = [str(code) for code in codes if not isinstance(code, str) or code not in known]
            if unknown:
                yield f"{year}: {', '.join(unknown)} not in that year's list; see data/criteria/{year}.toml"
            elif codes != sorted(set(codes), key=lambda code: int(code[1:])):
                yield f"{year}: codes out of order or given twice; let them rise"
