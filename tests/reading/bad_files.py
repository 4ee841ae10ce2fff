"""The tiny named workbooks of tests/files: each is one fault, or one thing that must not be taken for one.

``python -m tests.reading.bad_files`` writes them again, all but ``encrypted.xlsx``, which was made once with
msoffcrypto-tool from the sheet ``GOOD`` (password "1234"), and ``good.xls`` and ``good.ods``, which were saved once
with LibreOffice from the same sheet. What must be found in each stands in expected.toml.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tests.reading.bad_figures import FIGURES
from tests.reading.bad_openings import OPENINGS
from tests.reading.good_sheets import GOOD, LIST, PROVINCE, SCORES
from tests.reading.truths import INDICATORS, KHUN_KAEO, NAMES
from tests.reading.workbooks import Fault, Formula, Sheet, Value, to_xlsx, to_xlsx_by_openpyxl

FOLDER = Path(__file__).parent.parent / "files"


def _changed(cell: str, value: Value, number_format: str | None = None) -> bytes:
    return to_xlsx([GOOD.with_value(cell, value, number_format)])


def _table(name: str, *rows: Sequence[Value]) -> bytes:
    return to_xlsx([Sheet(name, rows)])


def _zip(**parts: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_", ".")), text)
    return output.getvalue()


def _far_cell(quote: str) -> bytes:
    """A workbook of two cells that lie as far apart as cells can."""
    cells = "".join(
        f'<row r="{cell.strip("AXFD")}"><c r="{cell}"><v>1</v></c></row>' for cell in ("A1", "XFD1048576")
    )
    sheet = f"<sheetData>{cells}</sheetData>".replace('"', quote)
    data = to_xlsx([Sheet("x", [[1.0]])])
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry).decode("utf-8")
            if entry.filename == "xl/worksheets/sheet1.xml":
                start, end = text.index("<sheetData>"), text.index("</sheetData>") + len("</sheetData>")
                text = (text[:start] + sheet + text[end:]).replace('<dimension ref="A1"/>', "")
            new.writestr(zipfile.ZipInfo(entry.filename), text)
    return output.getvalue()


def _other_ministry() -> bytes:
    names = [NAMES["9"], "การจัดซื้อจัดจ้าง", "การบริหารและพัฒนาทรัพยากรบุคคล", "การส่งเสริมความโปร่งใส"]
    names += ["การรับสินบน", NAMES["4"], "การดำเนินการเพื่อป้องกันการทุจริต", "การป้องกันผลประโยชน์ทับซ้อน", NAMES["10"]]
    rows = [[f"ตัวชี้วัดที่ {number} {name}", 80 + number / 4] for number, name in enumerate(names, start=1)]
    return _table("2568", ["ผลการประเมิน MOIT โรงพยาบาลตัวอย่าง ปี 2568"], ["ตัวชี้วัด", "คะแนน"], *rows)


def _lpa() -> bytes:
    parts = ["การบริหารจัดการ", "การบริหารงานบุคคลและกิจการสภา", "การบริหารงานการเงินและการคลัง", "การบริการสาธารณะ"]
    rows = [[f"ด้านที่ {number} {name}", 100, 90, 90] for number, name in enumerate(parts, start=1)]
    head = ["หัวข้อประเมิน", "คะแนนเต็ม", "คะแนนที่ได้", "ร้อยละ"]
    return _table("2568", ["ผลการประเมิน LPA เทศบาลตำบลตัวอย่าง ปี 2568"], head, *rows, ["รวม", 400, 360, 90])


def _five_index() -> bytes:
    names = ["ความโปร่งใส", "ความพร้อมรับผิด", "ความปลอดจากการทุจริตในการปฏิบัติงาน", "วัฒนธรรมคุณธรรมในองค์กร"]
    rows = [[f"ดัชนี{name}", 80.5] for name in [*names, "คุณธรรมการทำงานในหน่วยงาน"]]
    return _table("2560", ["ผลการประเมิน ITA เทศบาลตำบลตัวอย่าง ปี 2560"], ["ดัชนี", "คะแนน"], *rows)


def _two_columns() -> bytes:
    rows = [[NAMES[code], score, score] for code, score in zip(INDICATORS, SCORES, strict=True)]
    return _table("2568", [KHUN_KAEO.name], ["ตัวชี้วัด", "คะแนน", "คะแนน"], *rows)


def _checklist() -> bytes:
    rows = [[f"o{item}", "หัวข้อ", 9.1 + item // 6 / 10, "มี" if item % 3 else "ไม่มี"] for item in range(1, 21)]
    return _table("2568", [KHUN_KAEO.name], ["ข้อ", "ประเด็น", "ตัวชี้วัดย่อย", "ผล"], *rows)


def _year_before_the_model() -> bytes:
    rows: list[list[Value]] = [
        [2563, 90.5, "A"],
        [2562, 85.25, "A"],
        [2561, 81.5, "สูงมาก"],
        ["ปี ๒๕๖๐", 80.1, "สูง"],
    ]
    return _table("สรุป", [KHUN_KAEO.name], ["ปีงบประมาณ", "คะแนน", "ระดับ"], *rows)


def _repeated_row(first_score: float) -> bytes:
    row = [*PROVINCE.rows[2][:6], first_score, *PROVINCE.rows[2][7:]]
    return to_xlsx([replace(PROVINCE, rows=[*PROVINCE.rows, row])])


def _fractions() -> bytes:
    return to_xlsx([GOOD.mapped(lambda value: round(value / 100, 6) if isinstance(value, float) else value)])


def _second_table(score: float) -> bytes:
    return to_xlsx([GOOD, replace(LIST, name="รายการ").with_value("C10", score)])


MADE: dict[str, Callable[[], bytes]] = {
    "good.xlsx": lambda: to_xlsx([GOOD]),
    # not a workbook that can be read
    "text.xlsx": lambda: "ตัวชี้วัด,คะแนน\n1,99.52\n".encode(),
    "nothing.xlsx": lambda: b"",
    "truncated.xlsx": lambda: to_xlsx([GOOD])[:3000],
    "zip.xlsx": lambda: _zip(readme_txt="x"),
    "word.docx": lambda: _zip(word__document_xml="<w:document/>"),
    "opendocument.ods": lambda: _zip(
        mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<x/>"
    ),
    "old.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "paper.pdf": lambda: b"%PDF-1.7\n%%EOF\n",
    "far-cell.xlsx": lambda: _far_cell('"'),
    "far-cell-quotes.xlsx": lambda: _far_cell("'"),
    # workbooks without scores
    "blank.xlsx": lambda: to_xlsx([Sheet("Sheet1", [])]),
    "no-scores.xlsx": lambda: _table("x", ["มาตรการ", "ผู้รับผิดชอบ"], ["จัดทำคู่มือ", "สำนักปลัด"], ["อบรม", "ทุกกอง"]),
    "checklist.xlsx": _checklist,
    "hidden-alone.xlsx": lambda: to_xlsx([Sheet("บันทึก", [["ดูแผ่นอื่น"]]), replace(GOOD, state="hidden")]),
    "moit.xlsx": _other_ministry,
    "lpa.xlsx": _lpa,
    "five-index.xlsx": _five_index,
    "no-year.xlsx": lambda: to_xlsx([LIST.with_value("C2", None)]),
    "two-columns.xlsx": _two_columns,
    "fractions.xlsx": _fractions,
    # single cells
    "not-a-number.xlsx": lambda: _changed("E5", "9O.81"),
    "over-100.xlsx": lambda: _changed("E5", 995.2),
    "negative.xlsx": lambda: _changed("E5", -99.52),
    "missing-mark.xlsx": lambda: _changed("E5", "–"),
    "error-na.xlsx": lambda: _changed("E5", Fault("#N/A")),
    "error-division.xlsx": lambda: _changed("E15", Fault("#DIV/0!")),
    "never-calculated.xlsx": lambda: to_xlsx_by_openpyxl(
        [GOOD.with_value("E15", Formula("=AVERAGE(E5:E14)"))]
    ),
    "never-calculated-0.xlsx": lambda: _changed("E15", Formula("=AVERAGE(E5:E14)")),
    "calculated.xlsx": lambda: _changed("E15", Formula("=96.7+0.03", 96.73)),
    "empty-formula.xlsx": lambda: _changed("E15", Formula('=IF(TRUE,"","")', "")),
    "percent.xlsx": lambda: _changed("E5", 0.9952, "0.00%"),
    "percent-without-format.xlsx": lambda: _changed("E5", 0.9952),
    # labels
    "indicator-11.xlsx": lambda: _changed("B14", "ตัวชี้วัดที่ 11"),
    "indicator-of-another-name.xlsx": lambda: _changed("B9", "การมีส่วนร่วมของประชาชน"),
    "number-and-name.xlsx": lambda: _changed("B9", "๔. การแก้ไขปัญหาการทุจริต"),
    "number-beside-name.xlsx": lambda: to_xlsx([LIST.with_value("A8", 4)]),
    "name-with-slip.xlsx": lambda: _changed("B9", "๕. การแก้ไขปัญหาการทุจจริต"),
    # years
    "future-year.xlsx": lambda: _changed("E4", "ปี ๒๕๗๑"),
    "year-2561.xlsx": _year_before_the_model,
    # several tables, several agencies
    "hidden-beside.xlsx": lambda: to_xlsx([GOOD, replace(GOOD, name="สำเนา", state="hidden")]),
    "two-tables-agree.xlsx": lambda: _second_table(94.38),
    "two-tables-disagree.xlsx": lambda: _second_table(97.38),
    "repeated-row.xlsx": lambda: _repeated_row(float(PROVINCE.rows[2][6])),  # type: ignore[arg-type]
    "repeated-row-disagrees.xlsx": lambda: _repeated_row(50.0),
    "agency-missing.xlsx": lambda: to_xlsx([replace(PROVINCE, rows=PROVINCE.rows[:-1])]),
    "no-agency.xlsx": lambda: to_xlsx([LIST.with_value("A1", None)]),
    **OPENINGS,
    **FIGURES,
}


def write_all() -> None:
    """Write every file that is made here."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in MADE.items():
        (FOLDER / name).write_bytes(make())


if __name__ == "__main__":
    write_all()
