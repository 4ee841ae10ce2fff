"""Districts (อำเภอ): when two texts mean one, and where only they tell offices of one name apart.

The district of a province's capital is "เมือง", with the name of the province or without it, whole or shortened
(อ.เมือง, อำเภอเมืองนครปฐม, อ.เมืองฯ). Source: ทำเนียบท้องที่, กรมการปกครอง.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from itacore.thai import NumberKind, normalize, parse_number, to_arabic_digits, without_tags

_CAPITAL = "เมือง"
# Districts named like a capital that are none: of Si Sa Ket, Lampang, Nakhon Ratchasima and Roi Et.
_NO_CAPITALS = frozenset({"เมืองจันทร์", "เมืองปาน", "เมืองยาง", "เมืองสรวง"})
_WORD = re.compile(r"^\s*(?:(?:กิ่ง\s*)?(?:อำเภอ|อ(?:\.|\s)|เขต)\s*)+")
_PROVINCE_BEHIND = re.compile(r"\s*(?:จังหวัด|จ\.).*$")
_GAPS = re.compile(r"[\s.ฯ]+")


def plain_district(text: str) -> str:
    """Give a district without the word for it.

    >>> plain_district("อำเภอเมือง"), plain_district("อ. ริมน้ำ")
    ('เมือง', 'ริมน้ำ')
    """
    return _WORD.sub("", normalize(without_tags(text)))


@lru_cache(maxsize=65536)
def district_key(text: str | None, province: str = "") -> str:
    """Bring a district to the form in which it is compared; empty where unknown.

    Parameters
    ----------
    text
        As written.
    province
        Its province as ``itacore.agencies.place_key`` gives it, where known.

    >>> district_key("อ.เมือง"), district_key("อำเภอเมืองสมมุติ", "สมมุติบุรี"), district_key("กิ่ง อ.ริมน้ำ"), district_key("-")
    ('เมือง', 'เมือง', 'ริมน้ำ', '')
    """
    if not text or parse_number(text).kind is NumberKind.MISSING:
        return ""
    plain = _PROVINCE_BEHIND.sub("", plain_district(to_arabic_digits(text)))
    key = _GAPS.sub("", plain).lower()
    rest = key.removeprefix(_CAPITAL)
    is_capital = key == province or (rest != key and province.startswith(rest))
    return _CAPITAL if province and is_capital else key


def districts_fit(one: str | None, other: str | None, province: str = "") -> bool:
    """Whether two districts of one province may be the same; an unknown one may be any.

    >>> districts_fit("เมือง", "อ.เมืองสมมุติ"), districts_fit("เมือง", "ริมน้ำ"), districts_fit("เมือง", None)
    (True, False, True)
    """
    own, theirs = district_key(one, province), district_key(other, province)
    if not own or not theirs or own == theirs:
        return True
    return not province and _CAPITAL in (own, theirs) and _is_some_capital(own) and _is_some_capital(theirs)


def _is_some_capital(key: str) -> bool:
    """Whether a district is that of a capital, of whatever province."""
    return key.startswith(_CAPITAL) and key not in _NO_CAPITALS


def tell_apart(groups: Sequence[str], provinces: Sequence[str], districts: Sequence[str | None]) -> list[str]:
    """Give the district of each entry where its group stands in several, empty otherwise or where it is unknown.

    Parameters
    ----------
    groups
        What else each entry is known by, such as its name with its province.
    provinces
        Of each entry, as ``itacore.agencies.place_key`` gives them; the same within a group.
    districts
        As written.

    >>> tell_apart(["x", "x", "x", "y"], [""] * 4, ["อ.เมือง", "ริมน้ำ", None, "ริมน้ำ"])
    ['เมือง', 'ริมน้ำ', '', '']
    """
    written: dict[str, set[str]] = {}
    for group, district in zip(groups, districts, strict=True):
        if district:
            written.setdefault(group, set()).add(district)
    if all(len(texts) < 2 for texts in written.values()):
        return [""] * len(groups)
    province_of = dict(zip(groups, provinces, strict=True))
    told = {group: _told(texts, province_of[group]) for group, texts in written.items() if len(texts) > 1}
    none: Mapping[str, str] = {}
    return [
        told.get(group, none).get(district, "") if district else ""
        for group, district in zip(groups, districts, strict=True)
    ]


def _told(texts: Collection[str], province: str) -> dict[str, str]:
    """The district that each text means; none of them where all mean the same."""
    keys = {text: key for text in texts if (key := district_key(text, province))}
    capitals = {key for key in keys.values() if key != _CAPITAL and _is_some_capital(key)}
    if not province and len(capitals) == 1:
        [capital] = capitals
        keys = {text: capital if key == _CAPITAL else key for text, key in keys.items()}
    elif not province and capitals:  # a capital of no said province may be any of them
        keys = {text: key for text, key in keys.items() if key != _CAPITAL}
    return keys if len(set(keys.values())) > 1 else {}
