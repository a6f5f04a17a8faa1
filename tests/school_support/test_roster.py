"""The roster, read back from the paper."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amane_desktop.people.levels import LEVELS
from amane_desktop.printing.frame import MARGIN
from amane_desktop.school_support.roster import (
    PaperLang,
    RosterChild,
    RosterSheet,
    RosterSlot,
    draw_rosters,
)
from amane_desktop.school_support.roster_layout import NUMBER, Columns
from tests.printing import paper

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 20, 16, 40)
FIRST = ["Yassine", "Salma", "Mohamed", "Aya", "Hamza"]
FIRST_AR = ["ياسين", "سلمى", "محمد", "آية", "عبد الإله"]
FAMILY = ["Aït Baha", "Belkacem", "El Fassi", "N'Aït Ali", "Kabbaj", "Ouali", "Idrissi", "Chafik"]
FAMILY_AR = ["أيت باها", "بلقاسم", "الفاسي", "نايت علي", "القباج", "الوالي", "الإدريسي", "شفيق"]


def children(count: int) -> tuple[RosterChild, ...]:
    """Children with a name of their own each, in both scripts."""
    return tuple(
        RosterChild(
            f"{FAMILY[i % 8]} {FIRST[i % 5]}",
            f"{FIRST_AR[i % 5]} {FAMILY_AR[i % 8]}",
            "5AEP",
            "الخامس ابتدائي",
            None,
        )
        for i in range(count)
    )


def slots(closed: date | None = None) -> tuple[RosterSlot, ...]:
    """A morning and an afternoon from Monday to Saturday."""
    return tuple(
        RosterSlot(day, start, end, day == closed, "Aïd", "عيد")
        for day in (MONDAY + timedelta(days=n) for n in range(6))
        for start, end in ((time(10), time(12)), (time(15), time(17)))
    )


def sheet(count: int = 11, *, closed: date | None = None) -> RosterSheet:
    """A group of that many children."""
    return RosterSheet(
        "Centre Amane",
        "مركز أمان",
        "Atlas",
        "أطلس",
        "salle 2",
        "القاعة 2",
        "Mme Naïma Ouali",
        "ذة. نعيمة الوالي",
        MONDAY,
        slots(closed),
        children(count),
    )


def roster(content: RosterSheet, lang: PaperLang = "fr+ar") -> bytes:
    return draw_rosters([content], lang, "Khadija El Alaoui", AT)


def numbers(page: paper.Sheet) -> dict[int, paper.Line]:
    """The rows of a page by the number that each begins with."""
    found = {}
    for line in page.lines:
        start = re.match(r"\d+(?= |$)", line.text)
        if start and 40 * paper.MM < line.middle < (page.height - 25) * paper.MM:
            found.setdefault(int(start[0]), line)
    return found


@pytest.mark.parametrize("lang", ["ar", "fr+ar"])
@pytest.mark.parametrize("count", [11, 20, 25])
def test_every_arabic_name_stands_in_its_own_row(lang: PaperLang, count: int) -> None:
    pdf = roster(sheet(count), lang)
    (page,) = paper.sheets(pdf)
    rows = []
    for child in children(count):
        found = [line for line in page.lines if child.name_ar in line.text]
        assert len(found) == 1, child.name_ar
        rows.append(found[0])
    steps = [below.middle - above.middle for above, below in pairwise(rows)]
    assert all(step >= 7 * paper.MM for step in steps)
    assert max(steps) - min(steps) < 0.5
    assert all(child.name_ar in paper.text(pdf) for child in children(count))


def test_each_paper_speaks_its_languages() -> None:
    french, arabic, both = (paper.text(roster(sheet(), lang)) for lang in ("fr", "ar", "fr+ar"))
    assert "Aït Baha Yassine" in french and "Aït Baha Yassine" in both
    assert "Aït Baha Yassine" not in arabic
    assert "ياسين أيت باها" in arabic and "ياسين أيت باها" in both
    assert not re.search("[\u0600-\u06ff]", french)
    assert "الخامس ابتدائي" in arabic and "5AEP" not in arabic
    assert "Khadija El Alaoui" in french


def test_in_arabic_the_columns_come_from_the_right() -> None:
    (page,) = paper.sheets(roster(sheet(), "ar"))
    name = next(line for line in page.lines if "ياسين أيت باها" in line.text)
    monday = next(line for line in page.lines if "الاثنين" in line.text)
    saturday = next(line for line in page.lines if "السبت" in line.text)
    assert name.left > monday.right > saturday.right


LONG = "N'Aït Ou-Lahcen Lalla Khadija Oum El Kheir Bent Moulay Abderrahmane"
LONG_AR = "لالة خديجة أم الخير بنت مولاي عبد الرحمان نايت أولحسن الإدريسي"


@pytest.mark.parametrize("lang", ["fr", "ar", "fr+ar"])
def test_a_long_name_is_whole_and_runs_into_nothing(lang: PaperLang) -> None:
    long = RosterChild(f"{LONG} {LONG}", f"{LONG_AR} {LONG_AR}", "5AEP", "", MONDAY)
    content = replace(sheet(), children=(long, *children(19)))
    pdf = roster(content, lang)
    first, second = (numbers(paper.sheets(pdf)[0])[n].middle for n in (1, 2))
    (page,) = paper.sheets(pdf)
    lines = [line for line in page.lines if first - 60 < line.middle < second - 4]
    lines = [line for line in lines if line.middle > 40 * paper.MM]
    words = [word for line in lines for word in line.text.split()]
    for name, wanted in (("fr", LONG), ("ar", LONG_AR)):
        if name in lang:
            assert all(words.count(word) >= 2 for word in wanted.split())
    for one, other in combinations(lines, 2):
        beside = one.right < other.left or other.right < one.left
        assert beside or abs(one.middle - other.middle) > 2.5 * paper.MM
    assert max(line.middle for line in lines) < second - 2.5 * paper.MM
    assert not re.search("…", paper.text(pdf))


def test_a_name_without_a_blank_is_whole_too() -> None:
    child = RosterChild("Ab" * 40, "", "5AEP", "", None)
    pdf = roster(replace(sheet(), children=(child, *children(3))), "fr")
    assert "Ab" * 40 in paper.text(pdf).replace("\n", "")


@pytest.mark.parametrize("lang", ["fr", "ar", "fr+ar"])
@pytest.mark.parametrize("count", [1, 19])
def test_every_level_stands_whole_in_its_column(lang: PaperLang, count: int) -> None:
    levels = [RosterChild("A B", "ا ب", *both, None) for both in LEVELS.values()]
    sheets = [
        replace(sheet(), children=tuple(levels[first : first + count]))
        for first in range(0, len(levels), count)
    ]
    pdf = draw_rosters(sheets, lang, "K", AT)
    rtl, words, found = lang == "ar", paper.words(pdf), []
    for number, (page, content) in enumerate(zip(paper.sheets(pdf), sheets, strict=True)):
        width = page.width * paper.MM
        columns = Columns(content, page.width > page.height, tuple(lang.split("+")))
        edges = [MARGIN + columns.sessions_at - columns.level, MARGIN + columns.sessions_at]
        if rtl:
            edges = sorted(width - edge for edge in edges)
        of_page = [w for w in words if w.page == number]
        rows = [
            w
            for w in of_page
            if w.text.isdecimal() and (width - w.left if rtl else w.right) < MARGIN + NUMBER
        ]
        rows = sorted(rows, key=lambda w: int(w.text))[:count]
        inside = [w for w in of_page if edges[0] < (w.left + w.right) / 2 < edges[1]]
        for row in rows:
            told = [w for w in inside if abs(w.middle - row.middle) < 3.5 * paper.MM]
            assert all(edges[0] <= w.left and w.right <= edges[1] for w in told)
            told.sort(key=lambda w: (round(w.middle), -w.right if rtl else w.left))
            found.append(" ".join(w.text for w in told))
    assert found == [level[rtl] for level in LEVELS.values()]


def test_tall_rows_take_the_room_of_others_and_none_is_lost() -> None:
    tall = tuple(replace(child, name=f"{LONG} {LONG} {n}") for n, child in enumerate(children(25)))
    pages = paper.sheets(roster(replace(sheet(), children=tall), "fr"))
    assert len(pages) > 1
    rows = [number for page in pages for number in numbers(page)]
    assert rows == list(range(1, 31))
    assert all(
        line.middle < (page.height - 20) * paper.MM
        for page in pages
        for line in numbers(page).values()
    )


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_name_in_one_script_alone_is_shown_in_that_script(lang: PaperLang) -> None:
    latin = RosterChild("O'Brien Zoé", "", "5AEP", "", None)
    arabic = RosterChild("", "زينب الوالي", "", "", None)
    text = paper.text(roster(replace(sheet(), children=(latin, arabic)), lang))
    assert "O'Brien Zoé" in text and "زينب الوالي" in text


def test_the_paper_turns_and_flows_with_the_size_of_the_group() -> None:
    (small,) = paper.sheets(roster(sheet(14)))
    assert small.width > small.height
    (large,) = paper.sheets(roster(sheet(25)))
    assert large.height > large.width
    flowing = paper.sheets(roster(sheet(26)))
    assert len(flowing) == 2
    for page in flowing:
        words = " ".join(line.text for line in page.lines)
        assert "Groupe Atlas" in words or "Group Atlas" in words
        assert "مجموعة أطلس" in words or "Group أطلس" in words
        assert "lun 23" in words


@pytest.mark.parametrize("count", [1, 11, 14, 15, 25, 26, 40])
def test_rows_have_room_for_a_pen_and_five_stay_empty(count: int) -> None:
    numbered: dict[int, paper.Line] = {}
    for page in paper.sheets(roster(sheet(count), "fr")):
        rows = numbers(page)
        ordered = [rows[n] for n in sorted(rows)]
        assert all(b.middle - a.middle >= 7 * paper.MM - 0.01 for a, b in pairwise(ordered))
        numbered |= rows
    assert set(numbered) >= set(range(1, count + 6))
    assert count + 6 not in numbered


def test_a_closed_day_says_why_and_a_birthday_on_which_day() -> None:
    child = replace(children(1)[0], birthday=MONDAY + timedelta(days=3))
    content = replace(sheet(closed=MONDAY), children=(child,))
    text = paper.text(roster(content, "fr"))
    assert "Aïd" in text
    assert "jeu." in text
    assert "Aïd" not in paper.text(roster(sheet(), "fr"))


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 60),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
    st.lists(st.booleans(), min_size=18, max_size=18),
    st.sampled_from(["fr", "ar", "fr+ar"]),
)
def test_any_group_in_any_week_prints(
    count: int, per_day: list[int], closed: list[bool], lang: PaperLang
) -> None:
    hours = ((time(8, 30), time(10, 15)), (time(10, 30), time(12)), (time(15), time(17)))
    week = tuple(
        RosterSlot(MONDAY + timedelta(days=day), *hours[place], closed[day * 3 + place], "", "")
        for day, slots_of_day in enumerate(per_day)
        for place in range(slots_of_day)
    )
    names = [child.name_ar if lang == "ar" else child.name for child in children(count)]
    pages = paper.sheets(roster(replace(sheet(count), slots=week), lang))
    written = [line.text for page in pages for line in page.lines]
    for name in names:
        assert sum(name in line for line in written) == names.count(name)


def test_a_week_without_sessions_still_prints() -> None:
    assert "Belkacem Salma" in paper.text(roster(replace(sheet(), slots=()), "fr"))


def test_rosters_of_six_groups_are_small_and_carry_their_fonts() -> None:
    pdf = draw_rosters([sheet(20)] * 6, "fr+ar", "Khadija", AT)
    assert len(pdf) < 150_000
    assert re.search("6 ?/ ?6", paper.text(pdf))
    fonts = paper.tool("pdffonts", pdf).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert re.search(r" yes yes yes ", font), font


def test_the_same_roster_printed_at_the_same_time_is_the_same_file() -> None:
    assert roster(sheet()) == roster(sheet())
    assert roster(sheet()) != draw_rosters([sheet()], "fr+ar", "Khadija", AT.replace(hour=17))
