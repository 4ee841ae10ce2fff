"""What the Thai texts of the catalogue must not hold: slips of typing, words that accuse or promise.

Each finding is the code of a fault and its places; the words stand in ``faults.MESSAGES``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

Finding = tuple[str, dict[str, object]]

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
    "บางราย",
)
# A score is the answer of others: no measure can promise it.
PROMISES = re.compile(
    "ได้คะแนน(?:เต็ม|เพิ่ม|สูง)|คะแนน ?(?:ITA|IIT|EIT|OIT)? ?(?:จะ)?(?:เพิ่มขึ้น|สูงขึ้น|ดีขึ้น)|ยกระดับคะแนน|ทำให้ผ่านเกณฑ์"
)
TOOLS = re.compile(
    r"(?<![A-Za-z])(?:AI|ChatGPT|GPT|chatbot)(?![A-Za-z])|ปัญญาประดิษฐ์|แชตบอต|แชทบอท", re.IGNORECASE
)

_UNITS = """วัน ครั้ง เดือน สัปดาห์ ปี ข้อ เรื่อง คน หน้า งาน ช่องทาง ชุด คลิก นาที ส่วน อย่าง คำขอ ชั่วโมง บรรทัด ขั้น
    โครงการ กิจกรรม ประเภท ไตรมาส รอบ ฉบับ หัวข้อ""".split()
_RULES = (
    ("white-space", re.compile(r"^\s|\s$|\s\s|[\t\r\n\v\f]")),
    ("invisible", re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\ufffd]")),
    ("two-am", re.compile("\u0e4d[\u0e48-\u0e4b]?\u0e32")),
    ("two-e", re.compile("\u0e40\u0e40")),
    ("lone-mark", re.compile("(?:^|[^\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")),
    ("doubled-mark", re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1|[\u0e48-\u0e4b]{2}")),
    ("loose-unit", re.compile(rf"(?<![\da-z])\d{{1,3}} (?:{'|'.join(_UNITS)})|ร้อยละ \d")),
    ("thai-digits", re.compile("[๐-๙]")),
)


def count_visible(text: str) -> int:
    """Count the characters that take room on the line: vowels and tones above or below take none.

    >>> count_visible("ตั้งใจ"), count_visible("น้ำ")
    (4, 2)
    """
    return sum(unicodedata.category(character) not in ("Mn", "Me", "Cf") for character in text)


def find_text_faults(text: str) -> Iterator[Finding]:
    """Yield what is wrong with a Thai text: codes of faults with their places.

    >>> list(find_text_faults("ภายใน 30 วัน"))
    [('loose-unit', {})]
    >>> list(find_text_faults("ปี 2565 ข้อ o20 ปี 2566"))
    []
    """
    if unicodedata.normalize("NFC", text) != text:
        yield "not-nfc", {}
    for code, pattern in _RULES:
        if pattern.search(text):
            yield code, {}
    for word in ACCUSING_WORDS:
        if word in text:
            yield "accusing", {"word": word}
    for code, pattern in (("promise", PROMISES), ("tool", TOOLS)):
        found = pattern.search(text)
        if found:
            yield code, {"word": found[0]}
