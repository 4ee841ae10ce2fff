"""Files that are no form, or mean harm: each refused with what to do, none opened in this process."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from itacore.reading.workbook import Limits
from itacore.reports.own_template import MOST_BYTES, Filled, fill_template, tell_filled, tell_remedy
from itacore.wording import read_wording
from tests.reports.own_forms import VALUES, changed, control, form, paragraph, parts, run

FILES = Path(__file__).parents[1] / "files"
MAIN, TYPES = "word/document.xml", "[Content_Types].xml"
GOOD = form(paragraph(control("total", run("x"))))


def with_main(content: bytes) -> bytes:
    return changed(GOOD, {MAIN: content})


def with_types(before: bytes, after: bytes) -> bytes:
    return changed(GOOD, {TYPES: parts(GOOD)[TYPES].replace(before, after)})


def inside(before: bytes, after: bytes) -> bytes:
    return with_main(parts(GOOD)[MAIN].replace(before, after))


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def entities(head: bytes) -> bytes:
    content = parts(GOOD)[MAIN]
    return with_main(
        head + content[content.index(b"<w:document") :].replace(b"<w:t ", b"<w:t>&a;</w:t><w:t ", 1)
    )


def late_entities() -> bytes:
    """The declaration stands behind a comment longer than what is looked at first."""
    content = parts(GOOD)[MAIN]
    return with_main(b"<!--" + b" " * 9000 + b"-->" + OUTSIDE[21:] + content[content.index(b"<w:document") :])


CASES = {
    "nothing": (b"", "file-empty"),
    "old word": ((FILES / "letter.doc").read_bytes(), "file-old-word"),
    "rtf": ((FILES / "letter.rtf").read_bytes(), "file-rtf"),
    "odt": ((FILES / "letter.odt").read_bytes(), "file-opendocument"),
    "pdf": ((FILES / "paper.pdf").read_bytes(), "file-pdf"),
    "encrypted": ((FILES / "encrypted.xlsx").read_bytes(), "file-encrypted"),
    "workbook under another name": ((FILES / "good.xlsx").read_bytes(), "not-word"),
    "picture": ((FILES / "photo.jpg").read_bytes(), "not-word"),
    "page": ((FILES / "page.html").read_bytes(), "not-word"),
    "cut": (GOOD[: len(GOOD) // 2], "file-broken"),
    "no zip": (b"PK\x03\x04" + b"\x00" * 100, "file-broken"),
    "macros": (changed(GOOD, {"word/vbaProject.bin": b"\xd0\xcf made-up"}), "macros"),
    "macros by type": (with_types(b"document.main+xml", b"document.macroEnabled.main+xml"), "macros"),
    "macros under another name": (
        changed(
            with_types(
                b"</Types>",
                b'<Default Extension="dat" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            ),
            {"word/code.dat": b"\xd0\xcf made-up"},
        ),
        "macros",
    ),
    "signed": (changed(GOOD, {"_xmlsignatures/sig1.xml": b"<x/>"}), "signed"),
    "strict": (inside(WORD, STRICT), "strict"),
    "entities": (entities(ENTITIES), "file-broken"),
    "entities of files": (entities(OUTSIDE), "file-broken"),
    "entities behind a comment": (late_entities(), "file-broken"),
    "entities in a header": (changed(GOOD, {"word/header9.xml": ENTITIES + b"<x>&b;</x>"}), "file-broken"),
    "no XML": (with_main(b"<w:document"), "file-broken"),
    "another root": (with_main(DECLARED + b"<x/>"), "file-broken"),
    "without the document": (changed(GOOD, {MAIN: None, "word/other.xml": b"<x/>"}), "file-broken"),
    "without types": (changed(GOOD, {TYPES: None}), "file-broken"),
    "bomb": (changed(GOOD, {"word/media/zeros.bin": bytes(60 * 1024**2)}), "file-too-heavy"),
    "deep": (inside(b"<w:body>", b"<w:body>" + b"<w:ins>" * 400), "file-broken"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_form_is_refused_with_what_to_do(name: str) -> None:
    data, code = CASES[name]
    made = fill_template(data, VALUES)
    assert (made.refused, made.data, made.count) == (code, b"", 0)
    said, remedy = tell_filled(made)
    assert said
    assert remedy == tell_remedy(code)


def test_a_file_over_the_limit_is_not_opened() -> None:
    made = fill_template(b"PK" + bytes(MOST_BYTES), VALUES)
    assert made.refused == "too-large"
    assert "20\u00a0MB" in tell_filled(made)[0]


def test_what_is_declared_too_small_is_counted_as_it_comes() -> None:
    """A part that says 10 bytes of itself and holds 80 million."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(bytes(80 * 1024**2)) + packed.flush()
    name = b"word/a.bin"
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0x21, 0, len(data), 10, len(name), 0) + name
    end = GOOD.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack("<HII", GOOD[end + 10 : end + 20])
    directory = GOOD[start : start + size]
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII",
        0x02014B50,
        20,
        20,
        0,
        8,
        0,
        0x21,
        0,
        len(data),
        10,
        len(name),
        0,
        0,
        0,
        0,
        0,
        start,
    )
    whole = GOOD[:start] + head + data + directory + entry + name
    tail = struct.pack(
        "<IHHHHIIH",
        0x06054B50,
        0,
        0,
        count + 1,
        count + 1,
        size + len(entry) + len(name),
        start + len(head) + len(data),
        0,
    )
    assert fill_template(whole + tail, VALUES).refused == "file-too-heavy"


def test_too_many_places_are_refused() -> None:
    many = paragraph("".join(control("total", "") for _ in range(5_001)))
    assert fill_template(form(many), VALUES).refused == "file-too-heavy"


def test_a_form_that_takes_too_long_is_refused() -> None:
    assert fill_template(GOOD, VALUES, limits=Limits(seconds=0.001)).refused == "file-too-heavy"


def test_styles_that_rest_on_each_other_come_to_an_end() -> None:
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("ab", "ba")
    )
    styles = f'<w:styles xmlns:w="{WORD.decode()}">{circle}</w:styles>'.encode()
    data = form(paragraph(control("total", run("x")), '<w:pStyle w:val="a"/>'))
    assert fill_template(changed(data, {"word/styles.xml": styles}), VALUES).count == 1


def test_a_renamed_form_is_told_by_its_content() -> None:
    assert fill_template(GOOD, VALUES).count == 1  # no name is asked for


def test_every_refusal_has_a_remedy() -> None:
    words = read_wording("own_template")
    codes = {key.partition(".")[2] for key in words if key.startswith("refused.")}
    assert codes == {key.partition(".")[2] for key in words if key.startswith("remedy.")}
    assert {code for _, code in CASES.values()} < codes
    assert all(len(tell_filled(Filled(b"", code))) == 2 for code in codes)
