"""What a heading or a row label means: an indicator, an instrument, the total, a column of years …

Names come from the rule books of all years, headings from data/headings.toml. A number is an indicator's
number only inside its label; a bare number is a weak label that counts only under a heading that says so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from itacore.criteria import Criteria
from itacore.reading.headings import compact_heading, headings, telling_words
from itacore.reading.unpublished import speaks_of_hope
from itacore.thai import compact, normalize, to_arabic_digits, without_tags

SIMILAR = 88.0
MARGIN = 6.0
LONGEST = 200

FIGURE_ROLES = frozenset({"indicator", "subindicator", "item", "part-indicator"})
PUBLISHED_ROLES = frozenset({"instrument", "total", "rating", "rank", "rank-of", "rank-group"})


@dataclass(frozen=True)
class Label:
    """Meaning of a text.

    ``role`` is "indicator", "subindicator", "item", "part-indicator", "instrument", "unknown-indicator", or a
    heading of data/headings.toml. ``number`` is the number written in it; ``weak`` marks a bare number;
    ``conflict`` a number that disagrees with the name; ``similar`` a name with a slip of the keyboard;
    ``value`` a score written behind the name in the same cell.
    """

    role: str
    code: str = ""
    number: str = ""
    weak: bool = False
    conflict: bool = False
    similar: bool = False
    value: float | None = None

    @property
    def figure(self) -> str:
        """Code of the figure that the label names: its own, or the role of a published figure."""
        return self.code or self.role


_INSTRUMENT = re.compile(r"(?<![a-z])(iit|eit|oit)(?![a-z])", re.IGNORECASE)
_INSTRUMENT_WORDS = (("ภายใน", "IIT"), ("ภายนอก", "EIT"), ("เปิดเผยข้อมูลสาธารณะ", "OIT"))
_PART = r"\(?\s*(?:ส่วน\s*ที่|ส่วน|part)?\s*\(?\s*(?P<part>[12])\s*\)?"
_TAG = re.compile(
    rf"[(\[]\s*(?:iit|oit|eit(?:\s*{_PART})?)\s*[)\]]"  # (IIT), (EIT ส่วนที่ 1)
    rf"|^(?:iit|oit|eit(?:\s*{_PART.replace('part>', 'lead>')})?)\s*[-:.,/|\s]\s*(?=\S)",  # EIT1 - 6. …
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<=\S)\s*\((?:ร้อยละ|น้ำหนัก|weight)?\s*\d+\s*(?:%|คะแนน)?\)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ITEM = re.compile(r"^(?:ข้อ\s*)?([oie])\s*[-.]?\s*(\d{1,2})(?!\d|[.]\d)\s*[.:)\-–]?\s*(.*)$", re.IGNORECASE)
_PART_ALONE = re.compile(rf"^(?:แบบวัด|แบบสำรวจ|คะแนน)?\s*eit\s*{_PART}$", re.IGNORECASE)
_PART_CODE = re.compile(rf"^eit\s*{_PART}\s*[.:\-/]\s*(?P<code>[678])$", re.IGNORECASE)
_INDICATOR = r"\s*".join("ตัวชี้วัด")  # converted documents carry blanks inside words
_AT = r"ท\s*ี\s*่"
_NUMBERED = re.compile(
    rf"^(?P<word>{_INDICATOR}(?:\s*ย่อย)?\s*(?:{_AT}|ข้อ{_AT}|ข้อ)?|ข้อ(?:ที่)?|indicator|ind\.?|kpi\.?|ตชว\.?(?:\s*{_AT})?)?\s*"
    r"\(?(?P<number>\d{1,2}(?:\.\d{1,2})?)(?!\d)\)?\s*[.):\-–]?\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LOOSE_WORDS = ("ข้อ", "kpi")  # they number many things: indicators only where all ten stand in a row
_WORD = re.compile(rf"^(?:คะแนน)?\s*{_INDICATOR}(?:\s*ย่อย)?(?:\s*{_AT}|ด้าน)?\s*", re.IGNORECASE)
_SCORE_BEHIND = re.compile(
    r"^(?P<name>.*[^\d.,\s])\s*[:=]?\s+(?P<value>\d{1,3}(?:\.\d+)?)\s*คะแนน$", re.DOTALL
)
_UNITS = frozenset({"คะแนน", "score"})
_TOTAL = re.compile(
    r"^(?:ผลการประเมิน|ผลประเมิน|ผล)?(?:คะแนน)?(?:การประเมิน|ประเมิน)?(?:ita)?(?:ใน|โดย)?"
    r"(?:ภาพรวม|รวม|เฉลี่ย|คะแนน)*(?:ภาพรวม|รวม|เฉลี่ย)(?:ita|(?:ร้อยละ)?(?:100)?(?:คะแนน|%)?|ของหน่วยงาน|หน่วยงาน)$"
)
_RATING = re.compile(r"^ระดับ(?:ผล)?(?:การประเมิน|คะแนน|ประเมิน)?(?:ita)?(?:ที่ได้|ที่ได้รับ|ที่ประกาศ)?$")
# What may stand beside the acronym of an instrument in a text that names it and is no sentence about it.
_ABOUT_INSTRUMENT = re.compile(
    r"iit|eit|oit|คะแนน|ผล|แบบวัด|แบบตรวจ|แบบการวัด|แบบสำรวจ|เครื่องมือ|การรับรู้|ของ|ผู้มีส่วนได้ส่วนเสีย|ผู้มีส่วนได้เสีย"
    r"|ภายใน|ภายนอก|การเปิดเผยข้อมูลสาธารณะ|การเปิดเผยข้อมูล|การเปิดเผย|สาธารณะ|ส่วนที่|ส่วน|part|ร้อยละ|รวม|เฉลี่ย|น้ำหนัก"
    r"|score|ปี|พศ|หน่วยงาน|ด้าน|คน|\(?\d+ตัวชี้วัด\)?|\d|%"
)

# "ทั้งส่วนที่ 1 และ 2", "ส่วนที่ 1+2": the EIT as one.
_BOTH_PARTS = re.compile(
    r"1\s*\)?\s*(?:และ|กับ|,|\+|&)\s*(?:eit)?\s*\(?\s*(?:ส่วน\s*ที่|ส่วน|part)?\s*2(?!\d)", re.IGNORECASE
)
_REMARK = re.compile(r"[(\[][^()\[\]]*\d[^()\[\]]*[)\]]")
_HOW_MANY = re.compile(r"\d\s*ตัวชี้วัด")
_PEOPLE = re.compile(r"ตอบ|จำนวน|(?<!\d)คน")  # beside an acronym: how many, not what score
_CHANGE_SIGN = re.compile(r"^[\s()]*(?:±|\+\s*/\s*[-−–]|[ΔΔ△∆▲▼↑↓][\s/▲▼↑↓]*)[\s()]*$")
_FULL_MARKS = re.compile(r"เต็ม\s*(\d+)")
_SETTLED_BY_BRACKETS = frozenset({"change", "target", "count"})
_PAST = ("ปีก่อน", "ปีที่แล้ว", "ปีที่ผ่านมา")


def names_group(text: str | None) -> bool:
    """Whether a heading of targets or counts names the columns under it, and is no remark or title over results.

    >>> names_group("เป้าหมาย"), names_group("ผลเทียบเป้าหมาย"), names_group("จำนวน 30 แห่ง")
    (True, False, False)
    """
    plain = text or ""
    return not any(map(str.isdigit, plain)) and not any(word in plain for word in ("ผล", "เทียบ"))


def tidy(text: str) -> str:
    """Bring a text to one form: no tags and entities of web pages, no U+FFFD, Arabic digits.

    >>> tidy("<td>๑.&nbsp;การใช้\ufffdอำนาจ</td>")
    '1. การใช้อำนาจ'
    """
    if "&" in text:
        text = html.unescape(text)
    return to_arabic_digits(normalize(without_tags(text).replace("\ufffd", "")))


class Vocabulary:
    """Everything that a text may mean, from the rule books of all years.

    ``weightings`` are the ways in which totals are made of indicators or of instruments: weights by code.
    """

    def __init__(self, criteria: Criteria) -> None:
        self.indicators: dict[str, str] = {}
        self.subindicators: dict[str, set[str]] = {}
        self.numbers: set[str] = set()
        self.instrument_of: dict[str, str] = {}
        for book in criteria.books.values():
            self.instrument_of |= book.instrument_of
            for indicator in book.indicators:
                self.numbers.add(indicator.code)
                for name in (indicator.name, *indicator.aliases):
                    self.indicators[compact(name)] = indicator.code
            for sub in book.subindicators:
                self.numbers.add(sub.code)
                for name in (sub.name, *sub.aliases):
                    self.subindicators.setdefault(compact(name), set()).add(sub.code)
        self.criteria = criteria
        self.weightings = _weightings(criteria)
        self._cache: dict[str, Label | None] = {}

    def label(self, text: str) -> Label | None:
        """Tell what a text means, None where it is just text."""
        if text not in self._cache:
            self._cache[text] = self._parse(text) if len(text) <= LONGEST else None
        return self._cache[text]

    def _parse(self, text: str) -> Label | None:
        plain = tidy(text)
        behind = _SCORE_BEHIND.match(plain)
        found = self._meaning(behind["name"]) if behind else None
        if behind and found and found.role in FIGURE_ROLES | PUBLISHED_ROLES:
            return replace(found, value=float(behind["value"]))
        return self._meaning(plain)

    def _meaning(self, plain: str) -> Label | None:
        whole = compact(plain)
        if _CHANGE_SIGN.match(plain):
            return Label("change")
        if not whole:
            return None
        role = headings().get(whole)
        if role:
            return Label(role)
        code = _PART_CODE.match(plain)
        if code:
            return Label("part-indicator", f"EIT{code['part']}.{code['code']}", code["code"])
        item = _ITEM.match(plain)
        if item and 1 <= int(item[2]) <= 60:
            return Label("item", item[1].lower() + str(int(item[2])))
        alone = _PART_ALONE.match(plain)
        if alone:
            return Label("instrument", f"EIT{alone['part']}")
        bare, part = _without_tag(plain)
        found = self._figure(bare)
        if found is None or found.role == "unknown-indicator" or (found.weak and _HOW_MANY.search(plain)):
            found = self._instrument(plain, whole) or found
        if found and any(map(speaks_of_hope, _BRACKETS.findall(plain))):
            return Label("target")
        if found and found.role == "indicator" and part and found.code in ("6", "7", "8"):
            found = replace(found, role="part-indicator", code=f"EIT{part}.{found.code}")
        return found or _heading(plain)

    def _figure(self, bare: str) -> Label | None:
        """An indicator or sub-indicator, by its number, its name or both."""
        numbered = _NUMBERED.match(bare)
        found = self._numbered(numbered) if numbered else None
        return found or self._named(_BRACKETS.sub(" ", _WORD.sub("", bare)))

    def _numbered(self, match: re.Match[str]) -> Label | None:
        number, word = match["number"], (match["word"] or "").strip()
        number = f"{int(number)}" if "." not in number else number
        kind = "subindicator" if "." in number else "indicator"
        rest = compact(_BRACKETS.sub(" ", _WORD.sub("", match["rest"])))
        if not rest or (word and rest in _UNITS):
            if word.lower().startswith(_LOOSE_WORDS):
                return None
            if number in self.numbers:
                return Label(kind, number, number, weak=not word)
            return Label("unknown-indicator", "", number) if word else None
        if kind == "subindicator":
            if number in self.numbers and (rest in self.subindicators or _near(rest, self.subindicators)):
                codes = self.subindicators.get(rest, {number})
                return Label(kind, number, number, conflict=number not in codes)
            return None
        named = self._named(rest)
        if named and named.role == "indicator":
            return replace(named, number=number, conflict=number != named.code)
        listed = match["rest"][:1].strip() and len(rest) > 3 and not rest[0].isdigit()
        return Label("unknown-indicator", "", number) if word or listed else None

    def _named(self, text: str) -> Label | None:
        key = compact(text)
        if key in self.indicators:
            return Label("indicator", self.indicators[key])
        codes = self.subindicators.get(key, set())
        if len(codes) == 1:
            return Label("subindicator", next(iter(codes)))
        near = _near(key, self.indicators)
        return Label("indicator", self.indicators[near], similar=True) if near else None

    @staticmethod
    def _instrument(plain: str, whole: str) -> Label | None:
        """An instrument or a part of one; its acronym decides, else its name."""
        acronym = _INSTRUMENT.search(plain)
        code = acronym.group(1).upper() if acronym else None
        named = whole.startswith("แบบการวัด") or any(w in whole for w in ("แบบวัด", "แบบตรวจ", "ผู้มีส่วนได้"))
        if code is None and named:
            code = next((c for word, c in _INSTRUMENT_WORDS if word in whole), None)
        if code is None or len(whole) > 100:
            return None
        if acronym and len(whole) <= 40 and _PEOPLE.search(compact(_REMARK.sub(" ", plain))):
            return Label("count")
        if acronym and len(_ABOUT_INSTRUMENT.sub("", whole)) > 6:
            return None
        if code == "EIT" and _BOTH_PARTS.search(plain):
            return Label("instrument", code)
        part = re.search(r"(?:ส่วนที่|ส่วน|part|eit)([12])(?!\d)", whole) or re.search(r"\(\s*([12])\s*\)", plain)
        return Label("instrument", f"EIT{part.group(1)}" if part and code == "EIT" else code)


def _weightings(criteria: Criteria) -> list[dict[str, float]]:
    found: list[dict[str, float]] = []
    for book in criteria.books.values():
        for weights in (book.indicator_weights, {unit.code: unit.weight for unit in book.instruments}):
            if weights not in found:
                found.append(weights)
    return found


def _without_tag(plain: str) -> tuple[str, str | None]:
    """Take the instrument beside a name away, and tell which part of it stood there."""
    part = None
    for match in _TAG.finditer(plain):
        part = part or match["part"] or match["lead"]
    return _SHARE.sub(" ", _TAG.sub(" ", plain)).strip(), part


def _near(key: str, names: Mapping[str, object]) -> str | None:
    """The one name that the text plainly means in spite of a slip, None where unsure."""
    if not 8 <= len(key) <= 60:
        return None
    best = process.extract(key, list(names), scorer=fuzz.ratio, limit=4, score_cutoff=SIMILAR - MARGIN)
    if not best or best[0][1] < SIMILAR:
        return None
    rivals = [match for match in best[1:] if names[match[0]] != names[best[0][0]]]
    if rivals and best[0][1] - rivals[0][1] < MARGIN:
        return None
    return str(best[0][0])


def _heading(plain: str) -> Label | None:
    """A heading with more words around it: a year, a unit in brackets, a word that tells its kind."""
    trimmed = compact_heading(_BRACKETS.sub(" ", plain))
    role = headings().get(trimmed)
    if role != "target" and len(plain) <= 40 and speaks_of_hope(plain):
        return Label("target")
    aside = compact(" ".join(_BRACKETS.findall(plain)))
    if role and (headings().get(aside) in _SETTLED_BY_BRACKETS or aside.startswith(_PAST)):
        return Label(headings().get(aside) or "change")
    full = _FULL_MARKS.search(plain)
    if full and full[1] != "100" and (role in ("score", "total") or _TOTAL.match(trimmed)):
        return Label("weighted")
    if role:
        return None if role == "year" and trimmed != compact(_BRACKETS.sub(" ", plain)) else Label(role)
    if _TOTAL.match(trimmed):
        return Label("total")
    if _RATING.match(trimmed):
        return Label("rating")
    if len(trimmed) <= 40:
        return next((Label(role) for word, role in telling_words() if word in trimmed), None)
    return None
