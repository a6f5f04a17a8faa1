"""Where Windows enlarges on a small screen, the window still has room."""

from hypothesis import given
from hypothesis import strategies as st

from ui.small_screen import LEAST_HEIGHT, LEAST_WIDTH, factor_for

# The office PC: 1366x768, less the taskbar and the window's title.
WIDTH, HEIGHT = 1366, 697


def test_nothing_is_smaller_where_nothing_is_enlarged() -> None:
    assert factor_for(WIDTH, HEIGHT) == 1
    assert factor_for(1920 / 1.5, 1009 / 1.5) == 1


def test_the_office_pc_at_125_and_150_percent_still_shows_letters_larger_than_at_100() -> None:
    for enlarged in (1.25, 1.5):
        assert enlarged * factor_for(WIDTH / enlarged, HEIGHT / enlarged) > 1


@given(st.floats(400, 4000), st.floats(300, 3000))
def test_the_window_fits_in_any_room(width: float, height: float) -> None:
    factor = factor_for(width, height)
    assert factor == 1 or factor * LEAST_WIDTH <= width + 1e-6
    assert factor == 1 or factor * LEAST_HEIGHT <= height + 1e-6
    assert factor == 1 or min(width / LEAST_WIDTH, height / LEAST_HEIGHT) - factor < 0.011
