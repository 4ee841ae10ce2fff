"""Each slide says one true thing, in few words, for every kind of data; what has nothing to say is left out."""

from __future__ import annotations

import pytest

from itacore.measures import read_catalogue
from itacore.narrative.slide import MOST_WORDS, MeasureLine, PlanRow, Slide
from itacore.narrative.slides import tell_slides
from itacore.narrative.slides_of_plan import shorten, words_of
from itacore.scoring.profile import Profile
from itacore.thai import NBSP
from tests.kinds import KINDS as WORKS
from tests.kinds import profile_of as profile_of_kind
from tests.narrative.test_overview import golden, profile_of, ten
from tests.scoring.tables import Result

KHUN_KAEO, LUMPHUK = "khun-kaeo-2566-2568", "lumphuk-2565"
LONG = MeasureLine("แจ้งผลการปรับปรุงให้ประชาชนทราบ", "สำนักปลัดเทศบาล (ผู้ประสานงาน ITA)", "ตลอดปีงบประมาณ")
SHORT = MeasureLine("ตรวจลิงก์ทุกเดือน", "สำนักปลัดเทศบาล", "ตลอดปีงบประมาณ", "9")
# A letter that takes a place of its own on the line; marks above and below take none.
MARKS = "ัิีึืฺุู็่้๊๋์ํ๎"
ONE_LINE = 56  # 42 px letters on 1,184 px


def told(profile: Profile, **options: object) -> dict[str, Slide]:
    slides = tell_slides(profile, "เทศบาลตำบลตัวอย่าง", **options)  # type: ignore[arg-type]
    assert len({(slide.kind, slide.title) for slide in slides}) == len(slides)
    return {slide.kind: slide for slide in slides}


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_khun_kaeo_2568_from_the_result_to_the_points() -> None:
    slides = told(profile_of(golden(KHUN_KAEO), 2568))
    assert list(slides) == ["result", "gate", "years", "change", "heatmap", "weakest", "points"]
    result = slides["result"]
    assert result.title == "ผ่านเกณฑ์ แต่ยังไม่ถึงระดับผ่านดีเยี่ยม"
    assert result.remark == "เทศบาลตำบลตัวอย่าง · ผล ITA ปี 2568"
    assert (result.label, result.figure, result.level) == ("คะแนนรวม", "96.73", "ผ่านดี")
    assert [plain(line) for line in result.lines] == ["ลดลง 0.34 คะแนนจากปี 2567"]
    assert result.notes == ()
    assert slides["gate"].title == "EIT อย่างน้อยหนึ่งส่วนต่ำกว่า 95 จึงอยู่ระดับผ่านดี"
    assert slides["gate"].remark == "ทราบจากระดับที่ประกาศ เพราะคะแนนอื่นถึง 95 แล้ว"
    assert slides["years"].title == "คะแนนรวมลดลงทุกปี ตั้งแต่ปี 2566 ถึง 2568"
    assert slides["years"].remark == "ได้ระดับผ่านดีทุกปี"
    assert slides["change"].title == "ลดลง 0.34 ข้อ 9 การเปิดเผยข้อมูล ดึงลงมากที่สุด (−1.75)"
    assert slides["change"].remark == "ผลต่อคะแนนรวม จากปี 2567 ถึงปี 2568"
    assert slides["weakest"].title == "ข้อ 9 การเปิดเผยข้อมูล ได้คะแนนต่ำสุด 91.25"
    assert plain(slides["weakest"].remark) == "7 ใน 10 ตัวชี้วัดได้ 95 ขึ้นไป"
    assert slides["points"].title == "เริ่มที่ข้อ 9, 8 และ 7 เพิ่มคะแนนรวมได้อีกถึง 2.96"


def test_lumphuk_with_one_year_has_no_years_and_no_change() -> None:
    slides = told(profile_of(golden(LUMPHUK), 2565))
    assert list(slides) == ["result", "gate", "heatmap", "weakest", "points"]
    assert plain(slides["result"].title) == "ได้ระดับ C ยังไม่ผ่านเกณฑ์"
    assert slides["result"].lines == ("ยังไม่มีปีก่อนให้เทียบ",)
    assert plain(slides["gate"].title) == "คะแนนรวมขาดอีก 15.62 จึงจะถึงเกณฑ์ผ่าน 85"
    assert slides["weakest"].title == "ข้อ 10 การป้องกันการทุจริต ได้คะแนนต่ำสุด 18.75"
    assert slides["weakest"].remark == "ไม่มีตัวชี้วัดใดถึง 95"


def test_totals_alone_have_no_indicators_and_no_parts_of_the_change() -> None:
    years = [Result(2567, total=88.0, rating="ผ่าน"), Result(2568, total=90.0, rating="ผ่านดี")]
    slides = told(profile_of(years, 2568))
    assert list(slides) == ["result", "gate", "years"]
    assert slides["years"].title == "คะแนนรวมปี 2568 สูงกว่าปี 2567"


def test_all_full_marks_are_told_once() -> None:
    slides = told(profile_of([Result(2568, ten(*[100.0] * 10))], 2568))
    assert list(slides) == ["result", "gate", "heatmap", "full"]
    assert slides["result"].title == "ได้ระดับผ่านดีเยี่ยม ซึ่งเป็นระดับสูงสุด"
    assert plain(slides["full"].title) == "ทุกตัวชี้วัดได้เต็ม 100 คะแนน"
    assert slides["full"].figure == "100.00"


def test_full_marks_of_some_indicators_do_not_speak_for_the_others() -> None:
    slides = told(profile_of([Result(2568, {"1": 100.0, "2": 100.0}, total=96.0)], 2568))
    assert slides["full"].title == "ตัวชี้วัดที่ทราบคะแนนได้เต็ม 100 ทุกข้อ"


def test_an_open_rating_is_said_to_be_open_and_has_no_badge() -> None:
    result = told(profile_of(golden(KHUN_KAEO, declared=False), 2568))["result"]
    assert result.title == "เป็นได้ทั้งระดับผ่านดีและผ่านดีเยี่ยม"
    assert result.level is None
    assert result.lines[0] == "ยังไม่ทราบระดับแน่นอน"


def test_a_published_level_that_the_scores_exclude_is_shown_as_published() -> None:
    result = told(profile_of([Result(2568, ten(*[90.0] * 10), rating="ผ่านดีเยี่ยม")], 2568))["result"]
    assert result.title == "ระดับที่ประกาศไม่ตรงกับคะแนนตามเกณฑ์"
    assert result.level == "ผ่านดีเยี่ยม"
    assert result.lines[0] == "ระดับตามที่ประกาศ"


def test_a_level_alone_says_that_the_total_is_unknown() -> None:
    slides = told(profile_of([Result(2568, rating="ผ่านดี")], 2568))
    assert list(slides) == ["result"]
    assert slides["result"].title == "ประกาศว่าได้ระดับผ่านดี แต่ยังไม่มีคะแนนรวม"
    assert (slides["result"].figure, slides["result"].label) == ("ไม่ทราบ", "คะแนนรวม")
    assert slides["result"].lines == ("ยังไม่มีคะแนน IIT, EIT และ OIT",)


def test_a_year_of_one_instrument_says_what_is_missing() -> None:
    scores = {code: 90.0 for code in "12345"}
    slide = told(profile_of([Result(2568, scores)], 2568))["result"]
    assert slide.title == "ยังบอกระดับแน่นอนไม่ได้"
    assert (slide.figure, slide.lines) == ("ไม่ทราบ", ("ยังไม่มีคะแนน EIT และ OIT",))


def test_a_year_without_rules_of_its_own_says_which_were_used() -> None:
    result = told(profile_of([Result(2569, ten(*[90.0] * 10), rating="ผ่านดี")], 2569))["result"]
    assert result.notes == ("ใช้เกณฑ์ปี 2568 ไปพลางก่อน ระดับอาจเปลี่ยน",)


def test_a_sample_is_told_on_the_first_slide() -> None:
    result = told(profile_of(golden(LUMPHUK), 2565), sample=True)["result"]
    assert result.notes == ("ข้อมูลสมมุติ ไม่ใช่ระบบของสำนักงาน ป.ป.ช.",)


def test_a_total_that_contradicts_its_indicators_is_said() -> None:
    result = told(profile_of([Result(2568, ten(*[90.0] * 10), total=91.0)], 2568))["result"]
    assert result.label == "คะแนนรวมที่คำนวณได้"
    assert result.notes[0].startswith("คะแนนรวมที่ประกาศ 91.00")


@pytest.mark.parametrize(
    ("totals", "title"),
    [
        ((80, 90, 85), "คะแนนรวมปี 2568 ยังต่ำกว่าปี 2567 ซึ่งสูงสุด"),
        ((80, 75, 85), "คะแนนรวมปี 2568 สูงสุดใน 3 ปี"),
        ((80, 85, 75), "คะแนนรวมปี 2568 ต่ำสุดใน 3 ปี"),
        ((80, 75, 80), "คะแนนรวมปี 2568 สูงสุดเท่ากับปี 2566"),
        ((80, 80, 80), "คะแนนรวมเท่ากันทุกปี ตั้งแต่ปี 2566 ถึง 2568"),
    ],
)
def test_years_without_one_direction_are_placed(totals: tuple[float, ...], title: str) -> None:
    years = [Result(2566 + at, ten(*[total] * 10)) for at, total in enumerate(totals)]
    assert plain(told(profile_of(years, 2568))["years"].title) == title


def test_later_years_are_no_part_of_the_finding_and_a_gap_is_named() -> None:
    years = [Result(year, ten(*[score] * 10)) for year, score in ((2564, 80.0), (2567, 85.0), (2568, 70.0))]
    slide = told(profile_of(years, 2567))["years"]
    assert slide.title == "คะแนนรวมปี 2567 สูงกว่าปี 2564"
    assert "เฉพาะปีที่มีคะแนน" in slide.remark


def test_changes_that_cancel_each_other_are_not_called_none() -> None:
    years = [
        Result(2567, ten(90, 90, 90, 90, 90, 90, 90, 90, 90, 80)),
        Result(2568, ten(90, 90, 90, 90, 90, 90, 90, 90, 80, 90)),
    ]
    assert told(profile_of(years, 2568))["change"].title == "คะแนนรวมเท่าเดิม แต่ละข้อขึ้นลงหักล้างกัน"


def test_an_unchanged_year_has_no_slide_of_changes() -> None:
    years = [Result(year, ten(*[90.0] * 10)) for year in (2567, 2568)]
    assert "change" not in told(profile_of(years, 2568))


def test_equal_lowest_scores_are_named_together() -> None:
    weakest = told(profile_of([Result(2568, ten(90, 90, *[99] * 8))], 2568))["weakest"]
    assert weakest.title == "ข้อ 1 และ 2 ได้คะแนนต่ำสุดเท่ากัน 90.00"
    alike = told(profile_of([Result(2568, ten(*[90] * 10))], 2568))["weakest"]
    assert plain(alike.title) == "ทั้ง 10 ตัวชี้วัดได้ 90.00 เท่ากัน"


def test_one_indicator_short_of_full_marks_is_named_with_its_points() -> None:
    points = told(profile_of([Result(2568, ten(*[100] * 8, 91.25, 100))], 2568))["points"]
    assert points.title == "ข้อ 9 การเปิดเผยข้อมูล เพิ่มคะแนนรวมได้อีก 1.75"


def test_suggestions_are_called_so_and_a_choice_is_not() -> None:
    profile = profile_of(golden(LUMPHUK), 2565)
    suggested = told(profile, measures=(SHORT,) * 5)["measures"]
    assert plain(suggested.title) == "ข้อเสนอ 3 มาตรการสำหรับปี 2566"
    assert suggested.remark == "หน่วยงานเป็นผู้ตัดสินใจ"
    assert (len(suggested.measures), suggested.notes) == (3, ())
    chosen = told(profile, measures=(SHORT,) * 4, suggested=False)["measures"]
    assert (plain(chosen.title), chosen.remark) == ("หน่วยงานเลือก 4 มาตรการสำหรับปี 2566", "")
    assert [(one.number, one.measure) for one in chosen.measures] == [(at, SHORT) for at in (1, 2, 3, 4)]
    assert {one.title for one in chosen.measures} == {SHORT.title}
    one = told(profile, measures=(LONG,), suggested=False)["measures"]
    assert one.title == "หน่วยงานเลือกมาตรการนี้สำหรับปี 2566"


def slides_of(*titles: str, profile: Profile | None = None, suggested: bool = False) -> list[Slide]:
    lines = [MeasureLine(title, "กองคลัง", "", "9", (1,)) for title in titles]
    return list(tell_slides(profile or profile_of(golden(LUMPHUK), 2565), "ก", lines, suggested=suggested))


def measures_slides(count: int, title: str = LONG.title) -> list[Slide]:
    return [slide for slide in slides_of(*[title] * count) if slide.kind == "measures"]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 2, 2]), (12, [3, 3, 3, 3]), (15, [3] * 5), (16, [3] * 5)],
)
def test_measures_are_parted_evenly_by_their_words(count: int, sizes: list[int]) -> None:
    assert [len(slide.measures) for slide in measures_slides(count)] == sizes


def test_no_slide_lists_more_than_four_measures() -> None:
    assert [len(slide.measures) for slide in measures_slides(10, "ก")] == [4, 3, 3]


def test_parted_measures_say_which_they_are() -> None:
    first, second = measures_slides(5)
    assert first.title == "มาตรการที่ 1–3 จาก 5"
    assert (first.remark, first.notes) == ("", ())
    assert second.title == "มาตรการที่ 4–5 จาก 5"
    long = "เปิดเวทีรับฟังความคิดเห็นของประชาชนปีละ 2 ครั้ง"
    two, one = (slide for slide in slides_of(*[long] * 3, suggested=True) if slide.kind == "measures")
    assert two.title == "ข้อเสนอที่ 1–2 จาก 3"
    assert one.title == "ข้อเสนอที่ 3 จาก 3"


def test_measures_that_no_slide_names_are_counted_and_stand_in_the_plan() -> None:
    slides = slides_of(*[LONG.title] * 17)
    assert len(slides) == 12
    plan = slides[-2]
    assert [plain(note) for note in plan.notes] == ["อีก 2 มาตรการ (ที่ 16–17) อ่านได้ในเอกสารแผน"]
    assert plan.plan[0].quarters[0] == tuple(range(1, 18))
    assert [plain(note) for note in slides_of(*[LONG.title] * 16)[-2].notes] == [
        "อีก 1 มาตรการ (ที่ 16) อ่านได้ในเอกสารแผน"
    ]
    assert slides_of(*[LONG.title] * 15)[-2].notes == ()


def test_a_title_is_cut_behind_a_word_when_it_is_far_too_long() -> None:
    words = "ตรวจ ทวน แก้ เพิ่ม ลด เปิด ปิด แจ้ง ส่ง รับ อ่าน เขียน นับ วัด เก็บ จ่าย".split()
    [slide] = measures_slides(1, " ".join(words))
    assert slide.measures[0].title == " ".join(words)
    [slide] = measures_slides(1, " ".join([*words, "ซื้อ"]))
    assert slide.measures[0].title == f"{' '.join(words[:14])}…"
    assert slide.measures[0].measure.title.endswith("ซื้อ")


@pytest.mark.parametrize("count", [1, 3, 4, 7, 12, 25])
@pytest.mark.parametrize("kind", ["khun-kaeo", "lumphuk", "single-total"])
def test_no_slide_has_more_than_forty_words_however_many_measures_there_are(kind: str, count: int) -> None:
    titles = sorted((one.title for one in read_catalogue().values()), key=len, reverse=True)
    for suggested in (False, True):
        slides = slides_of(*titles[:count], profile=profile_of_kind(kind), suggested=suggested)
        assert max(map(words_of, slides)) <= MOST_WORDS
        assert len(slides) <= 12


@pytest.mark.parametrize("kind", sorted(WORKS))
@pytest.mark.parametrize("sample", [False, True])
def test_no_slide_of_any_kind_of_data_has_more_than_forty_words(kind: str, sample: bool) -> None:
    profile = profile_of_kind(kind)
    slides = tell_slides(profile, "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา", (LONG,) * 5, sample=sample)
    assert {slide.kind: words_of(slide) for slide in slides if words_of(slide) > MOST_WORDS} == {}


def test_a_crowded_first_slide_leaves_out_what_the_next_ones_tell_then_says_it_shorter() -> None:
    long = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา"
    slides = [
        tell_slides(profile_of_kind("2569"), name, sample=sample)[0]
        for name, sample in (("ก", False), (long, False), (long, True))
    ]
    assert [[plain(line) for line in slide.lines] for slide in slides] == [
        ["ยังไม่ทราบระดับแน่นอน", "เพิ่มขึ้น 0.95 คะแนนจากปี 2568"],
        ["ยังไม่ทราบระดับแน่นอน"],
        ["ยังไม่ทราบระดับแน่นอน"],
    ]
    assert [slide.notes for slide in slides] == [
        ("ใช้เกณฑ์ปี 2568 ไปพลางก่อน ระดับอาจเปลี่ยน",),
        ("ใช้เกณฑ์ปี 2568 ไปพลางก่อน ระดับอาจเปลี่ยน",),
        ("ใช้เกณฑ์ปี 2568 ไปพลางก่อน", "ข้อมูลสมมุติ"),
    ]


def plan(*measures: tuple[str, tuple[int, ...]]) -> Slide:
    lines = [MeasureLine("ก", owner, "", "9", quarters) for owner, quarters in measures]
    return told(profile_of(golden(LUMPHUK), 2565), measures=lines, suggested=False)["plan"]


def test_the_plan_says_who_does_which_measure_in_which_quarter() -> None:
    slide = plan(("กองคลัง", (1, 2)), ("กองช่าง", (2,)), ("กองคลัง", (2, 3)))
    assert plain(slide.title) == "ผู้รับผิดชอบ 2 ราย ดำเนินการตั้งแต่ไตรมาส 1 ถึง 3"
    assert slide.plan == (PlanRow("กองคลัง", ((1,), (1, 3), (3,), ())), PlanRow("กองช่าง", ((), (2,), (), ())))
    assert slide.remark == "ตัวเลขคือลำดับของมาตรการ ปีงบประมาณ 2566"


def test_a_period_without_quarters_stands_by_itself_and_no_span_is_claimed() -> None:
    slide = plan(("กองคลัง", (1,)), ("กองคลัง", ()))
    assert slide.title == "ผู้รับผิดชอบรายเดียว ดำเนินการตามเวลาที่กำหนด"
    assert slide.plan == (PlanRow("กองคลัง", ((1,), (), (), ()), (2,)),)
    assert plain(plan(("กองคลัง", (4,))).title) == "ผู้รับผิดชอบรายเดียว ดำเนินการในไตรมาส 4"


def test_a_measure_without_an_owner_is_said_to_have_none() -> None:
    slide = plan((" ", (1,)))
    assert plain(slide.title) == "ยังไม่ระบุผู้รับผิดชอบ ดำเนินการในไตรมาส 1"
    assert slide.plan[0].owner == "ยังไม่ระบุผู้รับผิดชอบ"


def test_owners_past_the_sixth_share_a_row() -> None:
    slide = plan(*[(f"กอง {at}", (1,)) for at in range(1, 9)])
    assert [plain(row.owner) for row in slide.plan][-2:] == ["กอง 5", "อีก 3 ผู้รับผิดชอบ"]
    assert slide.plan[-1].quarters[0] == (6, 7, 8)
    assert plain(slide.title).startswith("ผู้รับผิดชอบ 8 ราย")


def test_the_meeting_is_asked_to_agree_or_to_choose() -> None:
    profile = profile_of(golden(LUMPHUK), 2565)
    chosen = told(profile, measures=(LONG,) * 5, suggested=False)["decision"]
    assert plain(chosen.title) == "ขอให้ที่ประชุมพิจารณาเห็นชอบมาตรการ 5 ข้อ"
    assert chosen.remark == "สำหรับปีงบประมาณ 2566"
    assert [plain(line) for line in chosen.lines] == [
        "1. รับทราบผลการประเมิน ITA ปีงบประมาณ 2565",
        "2. เห็นชอบมาตรการ 5 ข้อตามที่เสนอ",
        "3. มอบหมายผู้รับผิดชอบตามแผน",
    ]
    suggested = told(profile, measures=(LONG,) * 5)["decision"]
    assert suggested.title == "ขอให้ที่ประชุมพิจารณาเลือกมาตรการ"
    assert plain(suggested.lines[1]) == "2. เลือกมาตรการจากข้อเสนอ 3 ข้อ หรือกำหนดเพิ่ม"
    assert not {"plan", "decision"} & set(told(profile))


def test_scores_of_all_years_have_a_slide() -> None:
    slide = told(profile_of(golden(KHUN_KAEO), 2568))["heatmap"]
    assert plain(slide.title) == "ข้อ 8 ต่ำกว่า 95 บ่อยที่สุด 2 ใน 3 ปี"
    assert slide.remark == "คะแนนรายตัวชี้วัด ปี 2566 ถึง 2568"
    assert told(profile_of(golden(LUMPHUK), 2565))["heatmap"].remark == "คะแนนรายตัวชี้วัด ปี 2565"


def test_a_text_is_cut_between_letters_and_their_marks() -> None:
    assert shorten("กี่กี่กี่", 2) == "กี่กี่…"
    assert shorten("กี่กี่กี่", 3) == "กี่กี่กี่"


@pytest.mark.parametrize(
    "profile",
    [
        *(profile_of(golden(KHUN_KAEO), year) for year in (2566, 2567, 2568)),
        profile_of(golden(KHUN_KAEO, declared=False), 2568),
        profile_of(golden(LUMPHUK), 2565),
        profile_of([Result(2568, total=90.0)], 2568),
        profile_of([Result(2568, rating="ผ่านดี")], 2568),
        profile_of([Result(2568, ten(*[100.0] * 10))], 2568),
        profile_of([Result(2569, ten(*[90.0] * 10), rating="ผ่านดี")], 2569),
    ],
    ids=["2566", "2567", "2568", "open", "letters", "total", "level", "full", "provisional"],
)
def test_titles_fit_one_line(profile: Profile) -> None:
    for slide in tell_slides(profile, "เทศบาลตำบลตัวอย่าง", (LONG,) * 5, sample=True):
        letters = sum(char not in MARKS for char in slide.title)
        assert letters <= ONE_LINE, slide.title
