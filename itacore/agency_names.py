"""Names of agencies as a person reads them: with their place where several have one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from itacore.agencies import name_key, place_key
from itacore.districts import district_key, plain_district
from itacore.wording import say


def name_with_place(name: str, district: str | None, province: str | None) -> str:
    """Give a name with the district and the province that are known.

    >>> name_with_place("อบต.ก", "อำเภอเมือง", "สมมุติ"), name_with_place("อบต.ก", None, None)
    ('อบต.ก อ.เมือง จ.สมมุติ', 'อบต.ก')
    """
    if district and district_key(district):
        name = say("words", "agency.of-district", agency=name, district=plain_district(district))
    return say("words", "agency.of-province", agency=name, province=place_key(province)) if province else name


def tell_names(
    names: Sequence[str], districts: Sequence[str | None], provinces: Sequence[str | None]
) -> list[str]:
    """Give names so that they can be told apart.

    The province stands with a name that several have, the district where name and province do not tell apart, and
    each only where it is known.

    >>> tell_names(["อบต.ก", "อบต. ก", "อบต.ข"], ["เมือง", "ริมน้ำ", "เมือง"], ["สมมุติ"] * 3)
    ['อบต.ก อ.เมือง จ.สมมุติ', 'อบต. ก อ.ริมน้ำ จ.สมมุติ', 'อบต.ข']
    """
    keys = [name_key(name) for name in names]
    places = [(key, place_key(province)) for key, province in zip(keys, provinces, strict=True)]
    of_name, of_place = Counter(keys), Counter(places)
    return [
        name
        if of_name[place[0]] == 1
        else name_with_place(name, district if not place[1] or of_place[place] > 1 else None, province)
        for name, place, district, province in zip(names, places, districts, provinces, strict=True)
    ]


def tell_agencies(agencies: pd.DataFrame, unnamed: str) -> dict[str, str]:
    """Give the names of a table of agencies by identity.

    Parameters
    ----------
    agencies
        Table ``agencies``.
    unnamed
        What stands for a name that is missing.
    """
    names = agencies["name"].fillna(unnamed).tolist()
    districts, provinces = (
        agencies[column].astype(object).where(agencies[column].notna(), None).tolist()
        for column in ("district", "province")
    )
    told = tell_names(names, districts, provinces)
    return dict(zip(agencies["agency_id"].tolist(), told, strict=True))
