"""Plans in the shape of those that offices published, in words of ours: as many rows, cells as long, as many points.

Lengths count letters with their marks, without markup and doubled spaces, as measured in the three papers; a cell
that goes on on another page counts whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from itacore.measures.chosen import ChosenMeasure, Finding

WORDS = (
    "กองเจ้าของเรื่องรวบรวมข้อมูลที่ต้องเผยแพร่และตรวจให้ตรงกับงานที่ทำจริง",
    "แจ้งพนักงานทุกคนในที่ประชุมประจำเดือนพร้อมตัวอย่างที่อ่านเข้าใจง่าย",
    "จัดทำแบบบันทึกที่ใช้ร่วมกันได้ทุกกองและเก็บไว้ที่เดียว",
    "รายงานผลต่อปลัดทุกไตรมาสและปรับวิธีทำงานตามที่พบ",
    "เผยแพร่บนเว็บไซต์ ป้ายประกาศ และสื่อสังคมออนไลน์ของหน่วยงาน",
    "รับฟังความเห็นของผู้รับบริการ ณ จุดบริการ (หรือทาง E-Service) และตอบกลับภายใน 7 วันทำการ",
    "ทบทวนคู่มือให้ระบุขั้นตอน ระยะเวลา และผู้รับผิดชอบของงานที่ประชาชนใช้บ่อย",
)


@dataclass(frozen=True)
class Cell:
    """How long a cell is, and of how many points."""

    letters: int
    points: int = 1

    def texts(self, start: int, mark: str = "") -> tuple[str, ...]:
        """Points of at least this length together."""
        least = -(-self.letters // self.points)
        return tuple(mark.format(at + 1) + words(least, start + at) for at in range(self.points))


@dataclass(frozen=True)
class Line:
    """A row of a plan: what is done, how, and where a paper has it what was found."""

    measure: Cell
    steps: Cell
    owner: int
    period: int
    other: int = 0


# Seven topics, each with a list of what is done and a list of steps; the longest cell goes over two pages.
BY_TOPIC = (
    Line(Cell(489, 3), Cell(494, 5), 9, 31),
    Line(Cell(218, 1), Cell(384, 2), 9, 31),
    Line(Cell(175, 1), Cell(535, 2), 9, 31),
    Line(Cell(538, 3), Cell(280, 3), 9, 31),
    Line(Cell(964, 5), Cell(580, 3), 9, 31),
    Line(Cell(486, 2), Cell(240, 2), 9, 31),
    Line(Cell(330, 4), Cell(360, 4), 9, 31),
)
# Ten indicators, each with what was found; the heading is repeated before each row.
BY_INDICATOR = (
    Line(Cell(217, 4), Cell(515, 4), 13, 32, 763),
    Line(Cell(189, 2), Cell(364, 1), 7, 32, 378),
    Line(Cell(102, 1), Cell(198, 2), 15, 32, 561),
    Line(Cell(306, 1), Cell(105, 1), 13, 32, 450),
    Line(Cell(123, 3), Cell(411, 3), 30, 32, 254),
    Line(Cell(44, 1), Cell(121, 2), 13, 32, 1586),
    Line(Cell(116, 1), Cell(437, 2), 13, 32, 523),
    Line(Cell(79, 1), Cell(181, 1), 13, 32, 1184),
    Line(Cell(44, 1), Cell(95, 1), 13, 32, 194),
    Line(Cell(110, 3), Cell(82, 1), 15, 32, 136),
)
# Three bundles of measures, one an instrument, with how they are followed up; the last begins a page.
OF_MEMO = (
    Line(Cell(117, 2), Cell(241, 3), 9, 18, 83),
    Line(Cell(118, 2), Cell(238, 3), 12, 17, 83),
    Line(Cell(401, 5), Cell(538, 6), 9, 17, 85),
)
SERVES_TOPIC = ("1", "6", "7", "4", "2", "3", "5")
LOWEST = ("5", "8", "10")
OWNERS = {7: "กองคลัง", 9: "สำนักปลัด", 12: "ทุกกอง/สำนัก", 13: "ทุกส่วนราชการ", 15: "สำนักปลัดเทศบาล"}
OWNERS[30] = "สำนักปลัดเทศบาล/ตรวจสอบภายใน ฯ"
PERIODS = {17: "ต.ค. ๖๕ – มี.ค. ๖๖", 18: "ม.ค. ๖๖ – ก.ย. ๖๖", 31: "1 ตุลาคม 2566 – 30 กันยายน 2567"}
PERIODS[32] = "ไตรมาส ๑–๔ (ปีงบประมาณ พ.ศ. ๒๕๖๙)"


def words(least: int, start: int) -> str:
    """Sentences of ours that are together at least so long."""
    text = WORDS[start % len(WORDS)]
    while len(text) < least:
        start += 1
        text += f" {WORDS[start % len(WORDS)]}"
    return text


def measures_of(
    lines: Sequence[Line], codes: Sequence[str], mark: str, step_mark: str
) -> tuple[ChosenMeasure, ...]:
    """The plan as an office would have typed it: lists inside cells, each point marked in the office's way."""
    return tuple(
        ChosenMeasure(
            None,
            code,
            "\n".join(line.measure.texts(at, mark if line.measure.points > 1 else "")),
            "",
            OWNERS[line.owner],
            PERIODS[line.period],
            "",
            line.steps.texts(at + 3, step_mark if line.steps.points > 1 else ""),
            follow_up=words(line.other, at + 5),
        )
        for at, (line, code) in enumerate(zip(lines, codes, strict=True))
    )


def findings_of(lines: Sequence[Line], codes: Sequence[str]) -> dict[str, Finding]:
    """What the office found, as long as it was."""
    return {
        code: Finding("advice", words(line.other, at + 2))
        for at, (line, code) in enumerate(zip(lines, codes, strict=True))
    }
