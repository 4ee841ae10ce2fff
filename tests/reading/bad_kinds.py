"""Hostile files of every kind, made anew each time: bombs, far cells, entities, links, lies of the package."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator

from tests.reading.bad_files import GOOD
from tests.reading.other_kinds import docx_of, paragraph, to_ods, to_zip
from tests.reading.workbooks import Sheet, to_xlsx

MB = 1024**2
SHEET = "xl/worksheets/sheet1.xml"
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"
SECRET = "ข้อความลับในเครื่อง"  # the content of a file beside, which must appear nowhere
MARKUP = "<b>=cmd|' /C calc'!A0 & {{x}} ${x} <script>alert(1)</script>"


def with_parts(data: bytes, parts: dict[str, bytes | Iterable[bytes]]) -> bytes:
    """The same package with parts changed or added, given whole or in chunks."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry, old.read(entry))
        for name, content in parts.items():
            with new.open(name, "w", force_zip64=True) as part:
                for chunk in (content,) if isinstance(content, bytes) else content:
                    part.write(chunk)
    return output.getvalue()


def workbook(sheet: bytes | Iterable[bytes], **parts: bytes | Iterable[bytes]) -> bytes:
    """A workbook whose one sheet is the given XML."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return with_parts(to_xlsx([Sheet("x", [["ก", 1.0]])]), {SHEET: sheet, **named})


def part_of(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


# ---- bombs -----------------------------------------------------------------------------------------------------


def _nested() -> bytes:
    inner = bytes(10 * MB)
    for _ in range(6):
        inner = to_zip({f"{copy}.zip": inner for copy in range(3)})
    return inner


def _filled(cell: bytes, times: int, rest: bytes = b"</t></is></c></row>") -> Iterator[bytes]:
    yield START + b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    for _ in range(times):
        yield cell
    yield rest + END


def _shared_string(size: int) -> bytes:
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1"><si><t>'
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (r, r) for r in range(1, 200))
    return workbook(START + cells + END, xl__sharedStrings_xml=strings + b"A" * size + b"</t></si></sst>")


def lying(data: bytes, name: str, content: bytes, declared: int) -> bytes:
    """A package in which a part inflates to more than both its headers say."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    output, directory, count = io.BytesIO(), [], 0
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        for entry in old.infolist():
            own = entry.filename == name
            body = packed if own else _deflated(old.read(entry))
            size = declared if own else entry.file_size
            check = zlib.crc32(content) if own else entry.CRC
            file = entry.filename.encode()
            fields = (20, 0, 8, 0, 33, check, len(body), size, len(file), 0)
            directory.append(
                b"PK\x01\x02"
                + struct.pack("<H5H3L5H2L", 20, *fields[:5], *fields[5:], 0, 0, 0, 0, output.tell())
                + file
            )
            output.write(b"PK\x03\x04" + struct.pack("<5H3L2H", *fields) + file + body)
            count += 1
    start, listing = output.tell(), b"".join(directory)
    output.write(listing + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, count, count, len(listing), start, 0))
    return output.getvalue()


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


# ---- the package -----------------------------------------------------------------------------------------------


def twice(data: bytes, name: str, content: bytes) -> bytes:
    """A package in which a part is there twice, and says two things."""
    output = io.BytesIO(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(name, content)
    return output.getvalue()


def _circular() -> bytes:
    data = to_xlsx([GOOD])
    links = part_of(data, "xl/_rels/workbook.xml.rels")
    return with_parts(
        data, {"xl/_rels/workbook.xml.rels": links.replace(b"worksheets/sheet1.xml", b"workbook.xml")}
    )


def with_paths() -> bytes:
    """A good workbook with entries that point out of their folder."""
    return with_parts(
        to_xlsx([GOOD]), dict.fromkeys(("../../x", "/etc/x", "C:\\x", "xl/../../y.xml"), b"<x/>")
    )


# ---- entities --------------------------------------------------------------------------------------------------


def entities(kind: str, path: str = "") -> str:
    """A head of XML that declares an entity &x; of much text, or of a file."""
    if kind == "laughs":
        lines = ['<!ENTITY x0 "ha">'] + [f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10)]
        return f'<!DOCTYPE r [{"".join(lines)}<!ENTITY x "&x9;">]>'
    if kind == "quadratic":
        return f'<!DOCTYPE r [<!ENTITY x "{"A" * 100_000}">]>'
    return f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{path}">]>'


def with_entities(book: str, kind: str, path: str = "") -> bytes:
    """A file of a kind whose text holds the entity, many times where that is the attack."""
    head, used = entities(kind, path), "&x;" * (10_000 if kind == "quadratic" else 1)
    if book == "xlsx":
        sheet = (
            START.decode()
            + f'<row r="1"><c r="A1" t="inlineStr"><is><t>{used}</t></is></c></row>'
            + END.decode()
        )
        return workbook(f'<?xml version="1.0"?>{head}{sheet}'.encode())
    if book == "xlsx strings":
        cells = START + b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>' + END
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        strings = f'<?xml version="1.0"?>{head}<sst xmlns="{space}" count="1"><si><t>{used}</t></si></sst>'
        return workbook(cells, xl__sharedStrings_xml=strings.encode())
    if book == "ods":
        cell = f'<table:table-cell office:value-type="string"><text:p>{used}</text:p></table:table-cell>'
        return to_ods(f"<table:table-row>{cell}</table:table-row>", head=head)
    document = docx_of(f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    part = part_of(document, "word/document.xml").replace(
        b'<?xml version="1.0"?>', b'<?xml version="1.0"?>' + head.encode()
    )
    return with_parts(document, {"word/document.xml": part})


# ---- cells -----------------------------------------------------------------------------------------------------


def far_xls(good: bytes) -> bytes:
    """An old workbook with its last cell moved to the far corner."""
    data = bytearray(good)
    at = data.rfind(struct.pack("<3H", 0x00FD, 10, 15))  # a text in row 16
    struct.pack_into("<2H", data, at + 4, 65_535, 255)
    return bytes(data)


def _wide(rows: int) -> bytes:
    return to_xlsx([Sheet("x", [[1.5] * 16_384] * rows)])


def _wide_rows(count: int) -> Iterator[bytes]:
    yield START
    for number in range(count):
        yield b"<row>" + b"<c><v>%d</v></c>" % number * 16_384 + b"</row>"
    yield END


def _repeated(rows: int, columns: int) -> bytes:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="5"/>'
    return to_ods(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')


def _far_ods() -> bytes:
    cell = '<table:table-cell office:value-type="float" office:value="5"/>'

    def row(times: int, before: int, content: str) -> str:
        blank = f'<table:table-cell table:number-columns-repeated="{before}"/>'
        return f'<table:table-row table:number-rows-repeated="{times}">{blank}{content}</table:table-row>'

    return to_ods(row(1, 1, cell) + row(1_048_574, 1, "") + row(1, 16_382, cell))


def _many_sheets(count: int) -> bytes:
    return to_xlsx([Sheet(f"แผ่น {number}", [["ก", 1.5]]) for number in range(count)])


def _many_tables(count: int) -> bytes:
    cell = "<w:tc>" + paragraph("ก") + "</w:tc>"
    return docx_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" * count)


def _deep_tables(depth: int) -> bytes:
    return docx_of("<w:tbl><w:tr><w:tc>" * depth + paragraph("ก") + "</w:tc></w:tr></w:tbl>" * depth)


def _merged_again(times: int) -> bytes:
    merges = b'<mergeCells count="1">' + b'<mergeCell ref="A1:XFD1048576"/>' * times + b"</mergeCells>"
    cells = b"".join(b'<row r="%d"><c r="A%d"><v>1.5</v></c></row>' % (r, r) for r in range(1, 20_000))
    return workbook(START + cells + END.replace(b"</worksheet>", merges + b"</worksheet>"))


def _page(rows: int, cell: str) -> bytes:
    return ("<table>" + f"<tr>{cell}</tr>" * rows + "</table>").encode()


HEAVY = {"file-too-heavy"}
NOT_READ = {"file-broken", "file-too-heavy"}
# Name: how it is made, and the codes of which one must be given.
CASES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zip in zip in zip": (_nested, {"file-archive"}),
    "zip of 20,000 entries": (lambda: to_zip({f"xl/{n}.xml": "" for n in range(20_000)}), HEAVY),
    "one cell of 400 MB": (lambda: workbook(_filled(b"A" * MB, 400)), NOT_READ),
    "one text of 100 MB, 199 times": (lambda: _shared_string(100 * MB), NOT_READ),
    "49 MB of zeros": (lambda: bytes(49 * MB), {"file-not-workbook"}),
    "49 MB of the digit 0": (lambda: b"0" * (49 * MB), {"file-text"}),
    "49 MB of PK": (lambda: b"PK\x03\x04" + bytes(49 * MB), {"file-broken"}),
    "a part of 200 MB that says 1 KB": (
        lambda: lying(to_xlsx([GOOD]), SHEET, START + b" " * (200 * MB) + END, 1000),
        NOT_READ,
    ),
    "a part of 100 MB in .ods that says 1 KB": (
        lambda: lying(to_ods(""), "content.xml", b" " * (100 * MB), 1000),
        NOT_READ,
    ),
    "a part twice": (lambda: twice(to_xlsx([GOOD]), SHEET, START + END), {"file-broken"}),
    "links in a circle": (_circular, {"file-broken", "file-no-sheet", "file-without-content"}),
    "16,384 columns": (lambda: _wide(3), {"file-too-wide"}),
    "16,384 columns x 400 rows": (lambda: workbook(_wide_rows(400)), {"file-too-wide", "file-too-heavy"}),
    "far cell in .ods": (_far_ods, {"file-too-wide", "file-too-heavy"}),
    "17 billion cells in .ods": (lambda: _repeated(1_048_576, 16_384), HEAVY),
    "10 million cells in .ods": (lambda: _repeated(1_000_000, 10), HEAVY),
    "1,100 sheets": (lambda: _many_sheets(1_100), {"file-too-many-sheets"}),
    "5,000 tables in .docx": (lambda: _many_tables(5_000), {"file-too-many-sheets"}),
    "2,000 tables one in the other": (lambda: _deep_tables(2_000), NOT_READ),
    "100,000 tables one in the other": (lambda: _deep_tables(100_000), NOT_READ),
    "20,000 merges over the whole sheet": (lambda: _merged_again(20_000), NOT_READ),
    "a page of cells that reach 10 million rows": (
        lambda: _page(1000, "<td rowspan=9999999 colspan=1>1" * 50),
        {"file-too-wide", "file-too-heavy"},
    ),
    "a page of cells over 10 million columns": (lambda: _page(3, "<td colspan=9999999>1"), {"file-too-wide"}),
    "a page of open quotes": (
        lambda: b"<table><tr><td>1" + b'<a "' * 500_000,
        {"file-too-heavy", "no-scores"},
    ),
    "a page of open tags": (
        lambda: b"<table><svg>" + b"<svg>" * 5_000_000,
        {"file-too-heavy", "file-no-table"},
    ),
    "one line of 40 MB": (lambda: b"1," * (20 * MB), {"file-text", "file-too-wide", "file-too-heavy"}),
    "two lines of 20 MB": (
        lambda: (b"1," * (10 * MB) + b"1\n") * 2,
        {"file-text", "file-too-wide", "file-too-heavy"},
    ),
    "an open quote before 40 MB": (
        lambda: b'1,2\n3,"' + b"4,5\n" * (10 * MB),
        {"file-text", "file-text-quotes"},
    ),
    "40 MB of rows": (lambda: b"1,2\n" * (10 * MB), HEAVY),
    "40 MB of NUL in text": (lambda: b"1,2\n" * 2000 + bytes(40 * MB), {"file-text", "file-text-quotes"}),
    "half of a letter in UTF-16": (lambda: b"\xff\xfe" + b"\x00\xd8" * 10_000 + b"1\0,\0\n\0", {"file-text"}),
    "a message in messages": (
        lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
            + b"--a\nContent-Type: message/rfc822\n\n" * 20_000
        ),
        {"file-no-table", "file-broken", "file-too-heavy"},
    ),
}


def broken(data: bytes, seed: int) -> bytes:
    """A file cut off or with bytes changed, as chance has it."""
    chance = random.Random(seed)
    if seed % 4 == 0:
        return data[: chance.randrange(1, len(data))]
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def broken_inside(data: bytes, seed: int) -> bytes:
    """A package of which one part is broken, and packed again as if nothing had happened."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = random.Random(seed).choice([n for n in package.namelist() if package.getinfo(n).file_size])
    return with_parts(data, {name: broken(part_of(data, name), seed)})
