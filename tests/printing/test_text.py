"""Text in its box."""

from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.printing import fonts, text


@given(st.text(max_size=300), st.floats(20, 300))
def test_text_never_leaves_its_box(words: str, room: float) -> None:
    line = text.fit(words, fonts.REGULAR, 10.0, room, 7.0)
    assert line.width <= room + 0.01
    assert 7.0 <= line.size <= 10.0


def test_a_short_name_keeps_its_size_and_a_long_one_shrinks_first() -> None:
    assert text.fit("Aya", fonts.REGULAR, 10.0, 100, 7.0).size == 10.0
    longer = text.fit("Filali Fatima Ez-Zahra", fonts.REGULAR, 10.0, 90, 7.0)
    assert 7.0 <= longer.size < 10.0
    assert longer.seen == "Filali Fatima Ez-Zahra"


def test_what_does_not_fit_ends_in_an_ellipsis_on_its_own_side() -> None:
    assert text.fit("Abderrahmane " * 800, fonts.REGULAR, 10.0, 90, 7.0).seen.endswith("…")
    assert text.fit("عبد الرحمان " * 800, fonts.REGULAR, 10.0, 90, 7.0).seen.startswith("…")


def test_pictures_are_left_out_and_unknown_letters_leave_a_mark() -> None:
    assert text.fit("Zoé 😀 O'Brien", fonts.REGULAR, 10.0, 200, 7.0).seen == "Zoé O'Brien"
    assert text.fit("ⵣ", fonts.REGULAR, 10.0, 200, 7.0).seen == "◌"


def test_lines_break_between_words_in_the_order_they_are_read() -> None:
    words = "هذه الورقة تفتح المركز إذا نسيت كل كلمات السر، فاحفظوها في مكان آمن."
    lines = text.break_lines(words, fonts.REGULAR, 12.0, 120, True)
    assert len(lines) > 2
    assert " ".join(lines) == words
