"""Give a name to the agency of a reading that named none."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from itacore.agencies import agency_type, clean_name, find_agency, name_key
from itacore.reading.read import Reading


def unnamed_agencies(reading: Reading) -> list[str]:
    """Identities of the agencies that have no name."""
    return reading.agencies.loc[reading.agencies["name"].isna(), "agency_id"].tolist()


def name_agency(reading: Reading, agency_id: str, name: str) -> Reading:
    """Give an agency the name that a person typed; its figures stay as they are.

    Parameters
    ----------
    reading
        Holds the agency, and no other of that name.
    agency_id
        Its identity so far.
    name
        As typed; a district or province after it is taken as such.
    """
    found = find_agency(name)
    plain = found.name if found else clean_name(name)
    identity = name_key(plain)
    agencies = reading.agencies.copy()
    row = agencies["agency_id"] == agency_id
    agencies.loc[row, ["agency_id", "name"]] = [identity, plain]
    agencies.loc[row, "type"] = agency_type(plain)
    for column, value in (
        ("district", found.district if found else None),
        ("province", found.province if found else None),
    ):
        if value:
            agencies.loc[row, column] = value

    def renamed(frame: pd.DataFrame) -> pd.DataFrame:
        column = frame["agency_id"].cat.rename_categories({agency_id: identity})
        return frame.assign(agency_id=column)

    return replace(
        reading,
        agencies=agencies,
        scores=renamed(reading.scores),
        declared=renamed(reading.declared),
        provenance=renamed(reading.provenance),
        contradictions=renamed(reading.contradictions),
    )
