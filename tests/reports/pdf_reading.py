"""PDFs opened again: their text as several readers give it, their structure, where their letters stand."""

from __future__ import annotations

import ctypes
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf import PdfReader

from itacore.reports.letters import shown
from itacore.reports.report import (
    Bullets,
    ChartBlock,
    Clause,
    FillIn,
    Heading,
    KeyFigures,
    MemoHead,
    Note,
    Opinion,
    Paragraph,
    Report,
    Signature,
    Table,
    Words,
    ours,
)

POINTS_A_CM = 72 / 2.54


def with_pypdf(content: bytes) -> list[str]:
    """The pages' text as pypdf gives it, in the order in which it was written."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def with_pdfium(content: bytes) -> list[str]:
    """The pages' text as Chromium's reader gives it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [_text(page).replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def _text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def with_pdftotext(content: bytes) -> list[str]:
    """The pages' text as poppler gives it."""
    call = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(call, input=content, capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


READERS = {"pypdf": with_pypdf, "pdfium": with_pdfium, "pdftotext": with_pdftotext}
# Those that read long papers in no time; the short ones go through all.
QUICK_READERS = ["pdfium", pytest.param("pdftotext", marks=pytest.mark.poppler)]
EVERY_READER = ["pypdf", *QUICK_READERS]


def texts_of(report: Report) -> Iterator[Words]:
    """All texts of a paper, in their order."""
    if not report.headed:
        yield ours(report.title)
        yield report.subtitle
    for block in report.blocks:
        if isinstance(block, Heading | Paragraph | Note | Clause):
            yield block.words
        elif isinstance(block, MemoHead):
            yield block.title
            yield from (w for line in block.lines for field in line for w in (field.label, field.value))
        elif isinstance(block, FillIn):
            yield block.label
        elif isinstance(block, Signature):
            yield from block.lines
        elif isinstance(block, Opinion):
            yield from (block.title, *block.signature.lines)
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, KeyFigures):
            for figure in block.figures:
                yield from map(ours, (figure.name, figure.text, figure.remark))
        elif isinstance(block, Table):
            yield block.caption
            yield from (column.heading for column in block.columns)
            yield from (cell for row in block.rows for cell in row.cells)
        elif isinstance(block, ChartBlock):
            yield ours(block.chart.title)


def written(words: Words, arabic: bool = False) -> str:
    """A text with the digits of the paper."""
    return "".join(shown(run, arabic) for run in words.runs)


def holds(pages: str, text: str) -> bool:
    """Say whether pages hold a text letter by letter; only its lines may end anywhere, and spaces may be several."""
    letters = (r"\s+" if c == " " else re.escape(c) + r"\n*" for c in re.sub(r"\s+", " ", text.strip()))
    return re.search("".join(letters), pages) is not None


def without_space(pages: list[str]) -> str:
    """The text of pages without their numbers and without space."""
    numbers = re.compile(r"^-[0-9๐-๙]+-$", re.MULTILINE)
    return re.sub(r"\s", "", "".join(numbers.sub("", page) for page in pages))


def structure(content: bytes) -> list[dict[str, Any]]:
    """The elements of the structure, in their order."""
    found: list[dict[str, Any]] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        for child in node if isinstance(node, list) else [node]:
            entry = child.get_object()
            if isinstance(entry, dict):
                if "/S" in entry:
                    found.append(dict(entry))
                if "/K" in entry:
                    walk(entry["/K"])

    walk(PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def fonts_of(content: bytes) -> set[str]:
    """The names of all fonts, without the mark of a part; each must lie in the file."""
    names = set()
    for page in PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            describer = inner.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(describer)
            names.add(str(font.get_object()["/BaseFont"]).lstrip("/").split("+")[1])
    return names


def boxes_of(content: bytes) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
    """Page, letter and place (left, bottom, right, top, in cm) of every letter that shows."""
    document = pypdfium2.PdfDocument(content)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for at, letter in enumerate(text.get_text_range(0, text.count_chars())):
            if not letter.isspace():
                yield number, letter, tuple(side / POINTS_A_CM for side in text.get_charbox(at))
        text.close()
        page.close()
    document.close()


@dataclass(frozen=True)
class PdfCell:
    """A cell of a table: whether it is a heading, its text whatever pages it goes over, and those pages."""

    heads: bool
    text: str
    pages: tuple[int, ...]


def tables_of(content: bytes) -> list[list[list[PdfCell]]]:
    """The tables as the structure has them: rows of cells, headings once and not as each page repeats them."""
    reader, texts = PdfReader(io.BytesIO(content)), _marked_texts(content)
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}

    def children(node: Any) -> list[Any]:
        inner = node["/K"].get_object() if "/K" in node else []
        return inner if isinstance(inner, list) else [inner]

    def marks(node: Any, page: int) -> Iterator[tuple[int, int]]:
        node = node.get_object()
        if isinstance(node, int):
            yield page, int(node)
            return
        page = numbers[node.raw_get("/Pg").idnum] if "/Pg" in node else page
        if "/MCID" in node:
            yield page, int(node["/MCID"])
        for child in children(node):
            yield from marks(child, page)

    def elements(node: Any, kind: str) -> Iterator[Any]:
        for child in map(lambda entry: entry.get_object(), children(node)):
            if isinstance(child, dict):
                yield from [child] if child.get("/S") == kind else elements(child, kind)

    def cell(node: Any) -> PdfCell:
        found = list(marks(node, -1))
        text = "".join(texts.get(mark, "") for mark in found)
        return PdfCell(node["/S"] == "/TH", text, tuple(sorted({page for page, _ in found})))

    return [
        [[cell(entry.get_object()) for entry in children(row)] for row in elements(table, "/TR")]
        for table in elements(reader.trailer["/Root"]["/StructTreeRoot"], "/Table")
    ]


def _marked_texts(content: bytes) -> dict[tuple[int, int], str]:
    """The text of every piece that the structure names, by page and mark."""
    texts: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(content)
    for number, page in enumerate(document):
        letters = page.get_textpage()
        for part in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = pdfium.FPDFTextObj_GetText(part, letters, None, 0)
            sink = ctypes.create_string_buffer(size)
            pdfium.FPDFTextObj_GetText(
                part, letters, ctypes.cast(sink, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
            )
            mark = number, pdfium.FPDFPageObj_GetMarkedContentID(part)
            texts[mark] = texts.get(mark, "") + sink.raw[: size - 2].decode("utf-16-le")
        letters.close()
        page.close()
    document.close()
    return texts
