"""Names of agencies: the words of their type, their place, and when two names mean one agency.

Sources: the types of local bodies and other agencies assessed in the ITA, and the short forms that
officers write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from itacore.districts import tell_apart
from itacore.thai import normalize, to_arabic_digits, without_tags

_THAI = r"\u0e00-\u0e7f"
_LETTER = r"[ก-ฮเ-ไ]"  # what a Thai word begins with

# Full words of a type with their variants, then its short form; a short form without a full stop is taken
# before a space, and before a letter only where no Thai word begins like it (ทนาย, ทมิฬ).
_LOCAL_TYPES = (
    ("องค์การบริหารส่วนจังหวัด", r"องค์การบริหารส่วน ?(?:จังหวัด|จ\.)", r"อ[. ]{0,2}บ[. ]{0,2}จ", True),
    ("องค์การบริหารส่วนตำบล", r"องค์การบริหารส่วน ?(?:ตำบล|ต\.)", r"อ[. ]{0,2}บ[. ]{0,2}ต", True),
    ("เทศบาลตำบล", r"เทศบาล ?(?:ตำบล|ต\.)", r"ท[. ]{0,2}ต", True),
    ("เทศบาลเมือง", r"เทศบาล ?เมือง", r"ท(?:\. ?)?ม", False),
    ("เทศบาลนคร", r"เทศบาล ?นคร", r"ท(?:\. ?)?น", False),
)
_FULL_TYPES = tuple(entry[0] for entry in _LOCAL_TYPES)
_SPECIAL = "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ"
_OTHER_TYPES = (
    (re.compile(r".*\(องค์การมหาชน\)"), "องค์การมหาชน"),
    (re.compile(r"มหาวิทยาลัย."), "สถาบันอุดมศึกษา"),
    (re.compile(r"กรุงเทพมหานคร$|เมืองพัทยา$"), _SPECIAL),
    (re.compile(r"กรม(?!ธรรม์)."), "กรม"),
    (re.compile(r"จังหวัด."), "จังหวัด"),
)
# Before these words a short form or a department may stand without a space.
_GLUED = r"(?:(?<=ของ)|(?<=นายก)|(?<=ปลัด)|(?<=โดย)|(?<=สำนักงาน)|(?<=ที่ทำการ)|(?<=ประเภท))"
_APART = rf"(?:(?<![{_THAI}])(?<![{_THAI}]\.)|{_GLUED})"
_NOT_A_PROVINCE = r"(?<!จังหวัด)(?<!จังหวัด )(?<!จ\.)(?<!จ\. )"


def _short_form(letters: str, before_letters: bool) -> str:
    return rf"{_APART}{letters}(?: ?\.|(?= )" + (rf"|(?={_LETTER}))" if before_letters else ")")


_START = re.compile(
    "|".join(
        [
            f"(?P<local{i}>{full}|{_short_form(letters, before_letters)})"
            for i, (_, full, letters, before_letters) in enumerate(_LOCAL_TYPES)
        ]
        + [
            rf"(?P<whole>{_NOT_A_PROVINCE}(?:กรุงเทพมหานคร(?! ?\d{{5}})|เมืองพัทยา)"
            rf"|{_APART}กทม(?:\.|(?![{_THAI}])))",
            rf"(?P<other>มหาวิทยาลัย|สำนักงานปลัดกระทรวง|สำนักงานคณะกรรมการ|โรงพยาบาล|{_APART}กรม(?!ธรรม์))",
        ]
    )
)
_SPACES_AND_STOPS = re.compile(r"[\s.]+")
_OFFICE = re.compile(r"(?:สำนักงาน|ที่ทำการ|สนง\.?) ?")
_ASSESSOR = re.compile(r"สำนักงานคณะกรรมการ(?:การ)?ป้องกันและปราบปรามการทุจริต")
_QUOTED = re.compile(r"(?:ที่มา|จาก|โดย|อ้างอิง|ข้อมูล)[ :.]*$")
_BODY = re.compile(rf" ?({_LETTER}[^ (),:;\"“”|/–—\-]*)")
# Words that end a name or a place even where no space stands before them.
_END = re.compile(
    r"อำเภอ|จังหวัด|ประจำ(?:ปี|งบ)|ปีงบประมาณ|พ\.ศ\.|ปี ?\d|ปีพ|ได้คะแนน|ได้รับ|มีผล|มีคะแนน|มีคุณธรรม|อยู่ในระดับ|ตั้งแต่"
    rf"|ระหว่าง|ผลการ|ผลคะแนน|คะแนน|โทร\.?|ลำดับ|\d{{2}}|[อจ]\. ?(?={_LETTER})"
)
_LONE_DIGIT = re.compile(r" \d(?= *(?:$|[(,]|อำเภอ|จังหวัด|ตำบล|หมู่|[อจต]\.|ปี|ประจำ|พ\.ศ\.))")
_NO_NAME = re.compile(
    r"(?:ใน|ของ|ที่|ชื่อ|รวม|นี้|ใด|ระดับ|ต่าง)$|ใน(?:เขต|พื้นที่|สังกัด|ประเทศ|ภาค|กลุ่ม)|ที่(?:ได้|มี|ผ่าน|เข้า)|ขนาด(?:ใหญ่|กลาง|เล็ก)"
    r"|ทุก|ทั้ง|ทั่ว|และ|หรือ|จำนวน|แห่ง|แต่ละ|ประเภท|ต่างๆ|อื่น|เฉลี่ย|ดังกล่าว"
)

_DISTRICT = re.compile(rf"(?:อำเภอ|(?<![{_THAI}])อ\.) ?([{_THAI}]+)")
_PROVINCE = re.compile(rf"(?:จังหวัด|(?<![{_THAI}])จ\.) ?([{_THAI}]+)")
_PROVINCIAL_BODY = re.compile(r"(?:องค์การบริหารส่วน ?(?:จังหวัด|จ\.)|อ\.?บ\.?จ\.) ?\S*")
_GLUED_PROVINCE = re.compile(rf"((?:อำเภอ|(?<![{_THAI}])อ\.) ?[{_THAI}]+?)(จ\. ?{_LETTER})")


@dataclass(frozen=True)
class NamedAgency:
    """An agency as a text names it; what the text does not say is None."""

    name: str
    type: str | None = None
    district: str | None = None
    province: str | None = None


def clean_name(text: str) -> str:
    """Give a name as written, Thai in one form, spaces collapsed, tags away.

    >>> clean_name("  เทศบาลตำบล  ตัวอย่าง ")
    'เทศบาลตำบล ตัวอย่าง'
    """
    return normalize(without_tags(text))


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Bring a name to the form in which agencies are matched: type words in full, no spaces.

    An office of a local body (สำนักงานเทศบาล…) is the local body.

    >>> name_key("อบต. ตัวอย่าง") == name_key("องค์การบริหารส่วนตำบลตัวอย่าง")
    True
    """
    key, before = to_arabic_digits(clean_name(name)), ""
    while key != before and not (before and key.startswith(_FULL_TYPES)):
        key, before = _SPACES_AND_STOPS.sub("", _with_full_type(key)).lower(), key
    return key


def _with_full_type(text: str) -> str:
    """Write the type words at the beginning of a name in full."""
    office = _OFFICE.match(text)
    for at in (office.end() if office else 0, 0):
        start = _START.match(text, at)
        if start and (full := _full_type(start)):
            return full + text[start.end() :]
    return text


def _full_type(start: re.Match[str]) -> str | None:
    """Full words of the type that a name begins with; None where it is no local body."""
    if start.lastgroup == "whole":
        return "เมืองพัทยา" if start.group() == "เมืองพัทยา" else "กรุงเทพมหานคร"
    if start.lastgroup and start.lastgroup.startswith("local"):
        return _LOCAL_TYPES[int(start.lastgroup.removeprefix("local"))][0]
    return None


@lru_cache(maxsize=65536)
def agency_type(name: str) -> str | None:
    """Tell the type of agency from the words of its name, None where they do not say.

    >>> agency_type("อบต.ตัวอย่าง"), agency_type("สำนักงานจังหวัด")
    ('องค์การบริหารส่วนตำบล', None)
    """
    key = name_key(name)
    local = (full for full in _FULL_TYPES if key.startswith(full))
    others = (kind for pattern, kind in _OTHER_TYPES if pattern.match(key))
    return next(local, None) or next(others, None)


@lru_cache(maxsize=65536)
def looks_like_agency(text: str) -> bool:
    """Whether a whole cell reads as the name of an agency.

    >>> looks_like_agency("ทต.ตัวอย่าง"), looks_like_agency("เทศบาลตำบล 12 แห่ง")
    (True, False)
    """
    name = clean_name(text)
    if not 3 <= len(name) <= 120:
        return False
    office = _OFFICE.match(name)
    starts = (_START.match(name, at) for at in (0, office.end() if office else 0))
    return any(start and _end_of_name(name, start) for start in starts)


def find_agency(text: str) -> NamedAgency | None:
    """Find the agency that a title, a sheet name or a file name speaks of.

    The first that is named, but not the assessor (สำนักงาน ป.ป.ช.) or a source of the figures.

    >>> found = find_agency("ผล ITA ปี 2568 ของ เทศบาลตำบลตัวอย่าง อำเภอเมือง จังหวัดสมมุติ")
    >>> found.name, found.district, found.province
    ('เทศบาลตำบลตัวอย่าง', 'เมือง', 'สมมุติ')
    """
    text = clean_name(text.replace("_", " "))
    for start in _starts_of_names(text):
        if end := _end_of_name(text, start):
            name = text[start.start() : end]
            return NamedAgency(name, agency_type(name), *find_place(text))
    return None


def _starts_of_names(text: str) -> Iterator[re.Match[str]]:
    """Places where the name of an agency may begin, without those that are only quoted."""
    for start in _START.finditer(text):
        quoted = start.lastgroup == "other" and _QUOTED.search(text, 0, start.start())
        if not quoted and not (_ASSESSOR.match(text, start.start()) and start.start() > 0):
            yield start


def _end_of_name(text: str, start: re.Match[str]) -> int:
    """Where the name that begins with these words ends; 0 where no name follows them."""
    if start.lastgroup == "whole":
        return start.end()
    body = _BODY.match(text, start.end())
    if not body:
        return 0
    stop = _END.search(text, body.start(1), body.end())
    end = stop.start() if stop else body.end()
    own = text[body.start(1) : end].rstrip(".")
    if len(own) < 2 or _NO_NAME.match(own):
        return 0
    digit = _LONE_DIGIT.match(text, end)
    return digit.end() if digit else body.start(1) + len(own)


def find_place(text: str) -> tuple[str | None, str | None]:
    """Find the district and the province that a text names.

    >>> find_place("อ.เมือง จ.สมมุติ")
    ('เมือง', 'สมมุติ')
    """
    text = _GLUED_PROVINCE.sub(r"\1 \2", clean_name(text))
    return _place(_DISTRICT, text), _place(_PROVINCE, _PROVINCIAL_BODY.sub(" ", text))


def _place(pattern: re.Pattern[str], text: str) -> str | None:
    """The first place after the word of its kind that is a name."""
    for match in pattern.finditer(text):
        name = _END.split(match.group(1))[0]
        if len(name) > 1 and not _NO_NAME.match(name):
            return name
    return None


@lru_cache(maxsize=4096)
def place_key(text: str | None) -> str:
    """Bring a province to the form in which it is compared; empty where unknown.

    >>> place_key("จังหวัด สมมุติ") == place_key("จ.สมมุติ") == place_key("สมมุติ")
    True
    """
    if not text:
        return ""
    return re.sub(r"[\s.]+", "", re.sub(r"^\s*(?:จังหวัด|จ\.)", "", clean_name(text)))


def identify(
    names: Sequence[str | None],
    provinces: Sequence[str | None],
    unnamed: str,
    districts: Sequence[str | None] = (),
) -> list[str]:
    """Give every named agency of one reading its identity.

    Agencies of one name and one province are one, unless their districts tell them apart. A name without a
    province is the only agency of that name, or one of its own where several provinces have the name; likewise
    a name without a district, and it then is none of those that have one. The district is part of the identity only
    where a name has several.

    Parameters
    ----------
    names, provinces
        One entry each an agency as found.
    unnamed
        Identity of the agency that has no name.
    districts
        Likewise; none at all leaves them out of it.

    >>> identify(["อบต.ก", "องค์การบริหารส่วนตำบลก", None], ["ข", None, None], "file")
    ['องค์การบริหารส่วนตำบลก|ข', 'องค์การบริหารส่วนตำบลก|ข', 'file']
    >>> identify(["ทต.ก", "ทต.ก", "ทต.ง"], ["ข", "ข", "ข"], "file", ["เมือง", "ริมน้ำ", "เมือง"])
    ['เทศบาลตำบลก|ข|เมือง', 'เทศบาลตำบลก|ข|ริมน้ำ', 'เทศบาลตำบลง|ข']
    """
    keys = [name_key(name) if name else "" for name in names]
    places = [place_key(province) for province in provinces]
    known: dict[str, set[str]] = {}
    for key, place in zip(keys, places, strict=True):
        known.setdefault(key, set()).add(place)
    sole = {key: max(own) for key, own in known.items() if len(own - {""}) == 1}
    places = [place or sole.get(key, "") for key, place in zip(keys, places, strict=True)]
    identities = [f"{key}|{place}" if place else key for key, place in zip(keys, places, strict=True)]
    if districts:
        own = [district if key else None for key, district in zip(keys, districts, strict=True)]
        told = tell_apart(identities, places, own)
        identities = [
            f"{key}|{place}|{district}" if district else identity
            for identity, key, place, district in zip(identities, keys, places, told, strict=True)
        ]
    return [identity if key else unnamed for identity, key in zip(identities, keys, strict=True)]
