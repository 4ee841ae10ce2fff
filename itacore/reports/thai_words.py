"""Words of Thai texts: where a line may break, for writers whose own rules for Thai are not good enough.

The words are those of PyThaiNLP's dictionary, found by its maximal matching. Long compounds are no words here,
so that องค์การบริหารส่วนตำบล fits a narrow column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from itacore.word_count import Dictionary, load_matching

LONGEST_WORD = 15  # letters of a word of the dictionary
LONGEST_PIECE = 30  # letters between two places for a line to break
_MARKS = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
_LETTERS = f"ก-ฮะาเ-ๅ{_MARKS}"
_SINGLES = r"(?:[ก-ฮ]\.){2,}"  # พ.ศ., ม.ค., ป.ป.ช., often written close to the word before
# Spaces but the no-break one, an abbreviation, Thai letters, anything else but spaces.
_ATOMS = re.compile(
    r"[^\S\xa0]+"
    rf"|(?<![{_LETTERS}])(?:(?:[เ-ไ]?[ก-ฮ][{_MARKS}]*){{1,5}}\.)+|{_SINGLES}|ฯลฯ"
    rf"|(?P<thai>[{_LETTERS}]+?(?={_SINGLES})|[{_LETTERS}]+)"
    rf"|[^\s{_LETTERS}]+|\xa0+"
)
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CLUSTER = re.compile(rf"[เ-ไ]?.[{_MARKS}\u0300-\u036f\ufe0f]*", re.DOTALL)
_FIELD = frozenset(  # words of ours that the dictionary lacks
    "กองคลัง กองช่าง การเผยแพร่ ข้อสั่งการ คะแนนรวม ค่าเป้าหมาย ตัวชี้วัด แบบวัด ผู้รับบริการ ลำดับที่ สำนักปลัด อบจ อบต".split()
)
_COMMON = _FIELD | frozenset(  # may be parted by the matching in favour of the word behind: โครง|การพัฒนา
    "กรรมการ กระบวนการ กิจกรรม ขั้นตอน ข้อความ ข้าราชการ ความคืบหน้า ความรู้ ความเห็น คำขอ คู่มือ ค่อนข้าง "
    "จัดทำ ช่องทาง ดำเนินการ ตัวเลข ตั้งแต่ ติดตาม ติดต่อ ต่ำสุด ถูก ทำให้ ทุก บอก ปฏิบัติการ ปฏิบัติงาน "
    "มาตรการ มีส่วนร่วม ย่อหน้า ราชการ รายการ รายงาน รูปแบบ วันที่ สถานที่ สูงสุด ส่วนราชการ องค์การ "
    "อนุกรรมการ ออก อีก เผยแพร่ เห็นชอบ เอกสาร แนวทาง แล้ว โครงการ "
    "กรอก เครื่องมือ โดยเฉพาะ พฤติกรรม วิธีการ".split()
)
_PERSON = "ผู้"  # who does what follows
_CONSONANTS = frozenset("กขคฆงจฉชซฌญฎฏฐฑฒดตถทนบปผฝพฟภมยรลวศษสหฬอฮ")  # ณ is a word
_AMOUNT = re.compile(r"[0-9๐-๙,.]*[0-9๐-๙]")
_COUNTED = frozenset(
    "กอง ข้อ ครั้ง คน คะแนน งาน ฉบับ ชั่วโมง ชุด เดือน ด้าน นาที บาท ปี มาตรการ รอบ ราย รายการ เรื่อง วัน วันทำการ "
    "สัปดาห์ หน้า แห่ง".split()
)
_COUNTING = frozenset("ข้อ ครั้งที่ ชั้น ต่ำกว่า ปี".split())
_NUMBER = re.compile(r"\([0-9๐-๙]+\)|[0-9๐-๙]+[.)]")  # of a point in a list
_OPENING = re.compile(r"[(\[{<“‘«\"'=]$")
_LINK_PART = re.compile(r"[^/?&=#]*[/?&=#]+|[^/?&=#]+")
_CLOSING = re.compile(rf"^[{_MARKS}ะาๅ)\]}}>”’»\"',.;:!?%‰/…–—ๆฯ-]")


def split_words(text: str) -> list[str]:
    r"""Split a text into pieces that stay whole on a line, single spaces, and line ends.

    Signs go with the word that they belong to; what a no-break space joins stays together.

    >>> split_words("องค์การบริหารส่วนตำบล (อบต.) มี 30\u00a0วัน")
    ['องค์การ', 'บริหาร', 'ส่วน', 'ตำบล', ' ', '(อบต.)', ' ', 'มี', ' ', '30\xa0วัน']
    >>> split_words("ต่าง ๆ\nพ.ศ. 2568 ลดลง 8.75%")
    ['ต่าง ๆ', '\n', 'พ.ศ.', ' ', '2568', ' ', 'ลดลง', ' ', '8.75%']
    >>> split_words("(๑) คู่มือ 2. แผน ภายใน 3 เดือน ของปี 2568")
    ['(๑) คู่มือ', ' ', '2. แผน', ' ', 'ภายใน', ' ', '3 เดือน', ' ', 'ของ', 'ปี 2568']
    """
    pieces: list[str] = []
    start = 0
    for end in LINE_END.finditer(text):
        pieces += [*_cut(_glue(_atoms(text[start : end.start()]))), end.group()]
        start = end.end()
    return [*pieces, *_cut(_glue(_atoms(text[start:])))]


def is_space(piece: str) -> bool:
    """Say whether a piece is space at which a line may break."""
    return piece.isspace() and "\xa0" not in piece


def split_clusters(text: str) -> list[str]:
    """Split a text into letters with their marks.

    >>> split_clusters("เก่งน้ำ")
    ['เก่', 'ง', 'น้ำ']
    """
    return _CLUSTER.findall(text)


def _atoms(line: str) -> list[str]:
    atoms: list[str] = []
    for found in _ATOMS.finditer(line):
        atoms += _words_of(found["thai"]) if found["thai"] else [found.group()]
    return atoms


def _glue(atoms: Iterable[str]) -> list[str]:
    """Join what must not part."""
    pieces: list[str] = []
    for atom in atoms:
        if len(pieces) > 1 and is_space(pieces[-1]) and _NUMBER.fullmatch(pieces[-2]) and not is_space(atom):
            pieces[-2:] = ["".join(pieces[-2:]) + atom]  # (2) stands before its point, not at the line's end
            continue
        if len(pieces) > 1 and pieces[-1] == " " and _belong(pieces[-2], atom):
            pieces[-2:] = [f"{pieces[-2]} {atom}"]
            continue
        last = pieces[-1] if pieces else " "
        if atom[0] == "ๆ" and is_space(last) and len(pieces) > 1:  # written apart, read with the word before
            pieces[-2:] = [f"{pieces[-2]}{last}{atom}"]
        elif is_space(atom) or is_space(last):
            pieces.append(atom)
        elif _OPENING.search(last) or _CLOSING.match(atom) or "\xa0" in (last[-1], atom[0]):
            pieces[-1] += atom
        else:
            pieces.append(atom)
    return pieces


def _belong(before: str, after: str) -> bool:
    """Say whether a space stands between a number and what it counts, so that no line should end there."""
    if _AMOUNT.fullmatch(before):
        return after in _COUNTED
    return before in _COUNTING and _AMOUNT.fullmatch(after) is not None


def _cut(pieces: Iterable[str]) -> list[str]:
    """Cut what would not fit a line: a link after its parts, anything else between two letters."""
    done: list[str] = []
    for piece in pieces:
        if len(piece) <= LONGEST_PIECE:
            done.append(piece)
            continue
        parts = _LINK_PART.findall(piece) if "://" in piece else [piece]
        for part in parts:
            done += [part] if len(part) <= LONGEST_PIECE and len(parts) > 1 else _cut_clusters(part)
    return done


def _cut_clusters(text: str) -> list[str]:
    done, part = [], ""
    for cluster in split_clusters(text):
        if part and len(part) + len(cluster) > LONGEST_WORD:
            done.append(part)
            part = ""
        part += cluster
    return [*done, part]


@lru_cache(maxsize=1)
def _matching() -> tuple[Any, Dictionary]:
    """Load the matching and its dictionary, when the first word is asked for."""
    segment = load_matching()
    from pythainlp.corpus import thai_words

    return segment, Dictionary(thai_words() | _FIELD, LONGEST_WORD)


@lru_cache(maxsize=4096)
def _words_of(letters: str) -> tuple[str, ...]:
    segment, dictionary = _matching()
    return tuple(_join_letters(_part_better(segment(letters, custom_dict=dictionary), dictionary.words)))


def _part_better(words: list[str], known: frozenset[str]) -> list[str]:
    """Part two neighbours elsewhere where that leaves a common word whole: มาตร|การตาม is มาตรการ|ตาม.

    As many words lie in both, and the matching takes the first that it finds.
    """
    words = list(words)
    for at in range(len(words) - 1):
        if _COMMON.isdisjoint(words[at : at + 2]):
            both = "".join(words[at : at + 2])
            for cut in range(len(both) - 1, 0, -1):
                parts = both[:cut], both[cut:]
                if known.issuperset(parts) and not _COMMON.isdisjoint(parts):
                    words[at : at + 2] = parts
                    break
    return words


def _join_letters(words: Iterable[str]) -> Iterator[str]:
    """Join a letter that is no word, as names leave them, with what stands on both sides of it.

    What only begins a word is joined with what follows.
    """
    held = ""
    open_end = False
    for word in words:
        lone = word in _CONSONANTS
        if held and not (lone or open_end):
            yield held
            held = ""
        held, open_end = held + word, lone or word == _PERSON
    yield held
