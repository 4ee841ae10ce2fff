"""Make one picture a paper, its pages side by side, of a made-up office: ``python -m tools.make_contact_sheets``.

The pictures go to docs/papers; the same program gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from itacore.answer import study
from itacore.criteria import read_criteria
from itacore.reading import read_files
from itacore.reports.building import BUILDERS, build_paper
from itacore.reports.kinds import write_report
from itacore.reports.materials import Materials
from itacore.scoring.profile import gather_profile
from tools.sample_plan import DATED, FINDINGS, LIMITS, MEETING, NAME, OFFICE, PLAN, TYPE, YEAR

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "papers"
SAMPLE = ROOT / "data" / "samples" / "sample-municipality.xlsx"
PAGE_WIDTH, GAP, WIDEST = 400, 12, 2100  # pixels of a sheet: an upright page, between pages, a row
GROUND, EDGE = (226, 229, 233), (160, 166, 174)
COLOURS = 256


def sample_materials() -> Materials:
    """Give what the papers of the sample municipality are made of."""
    criteria = read_criteria()
    reading = read_files([(SAMPLE.name, SAMPLE.read_bytes())], DATED, criteria)
    analysis, _ = study(reading, criteria)
    agency = reading.agencies.to_dict("records")[0]
    return Materials(
        gather_profile(analysis, criteria, str(agency["agency_id"]), YEAR),
        NAME,
        TYPE,
        criteria,
        particulars=OFFICE,
        limits=LIMITS,
        chosen_measures=PLAN,
        findings=FINDINGS,
        meeting=MEETING,
        sample=True,
        dated=DATED,
    )


def draw_pages(pdf: bytes, width: int = PAGE_WIDTH) -> list[Image.Image]:
    """Draw the pages of a PDF; ``width`` pixels are those of an upright A4 page, others in the same scale."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        scale = width / min(document[0].get_size())
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def lay_out(pages: Sequence[Image.Image]) -> Image.Image:
    """Put pages side by side, in rows that are about as wide as each other."""
    whole = sum(page.width + GAP for page in pages)
    most = max(
        whole / math.ceil(whole / WIDEST) + pages[0].width / 2, max(page.width for page in pages) + GAP
    )
    rows: list[list[Image.Image]] = [[]]
    for page in pages:
        if rows[-1] and sum(other.width + GAP for other in rows[-1]) + page.width > most:
            rows.append([])
        rows[-1].append(page)
    width = max(sum(page.width + GAP for page in row) for row in rows)
    heights = [max(page.height for page in row) + GAP for row in rows]
    sheet = Image.new("RGB", (width + GAP, sum(heights) + GAP), GROUND)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for page in row:
            sheet.paste(EDGE, (left - 1, top - 1, left + page.width + 1, top + page.height + 1))
            sheet.paste(page, (left, top))
            left += page.width + GAP
        top += height
    return sheet


def main() -> None:
    """Make the pictures of all kinds."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made_of = sample_materials()
    for kind in BUILDERS:
        path = FOLDER / f"{kind}.png"
        pages = draw_pages(write_report(build_paper(kind, made_of), "pdf", arabic_digits=False))
        few = lay_out(pages).quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        print(f"{path.name} {len(pages)} pages {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
