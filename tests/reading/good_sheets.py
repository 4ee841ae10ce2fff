"""The sheets without a fault from which the small named files are made."""

from __future__ import annotations

from tests.reading.layout_e import Shape, agencies_table
from tests.reading.layouts import plain_list, years_across
from tests.reading.styles import Style
from tests.reading.truths import INDICATORS, KHUN_KAEO, make_province

GOOD = years_across(KHUN_KAEO, name="คะแนน")  # E5 to E14: indicators of 2568, E15: total, E16: level
LATEST = KHUN_KAEO.only(2568)
SCORES = [float(LATEST.years[0].scores[code]) for code in INDICATORS]
PROVINCE = agencies_table(
    make_province(2567, 2568), Shape(year_column=True), Style(year="number"), name="จังหวัด"
)  # rows 3 to 10: four agencies with two years each; F: year, G to P: indicators, Q: total
LIST = plain_list(LATEST, name="คะแนน")  # C4 to C13: indicators of 2568, C14: total, C15: level
