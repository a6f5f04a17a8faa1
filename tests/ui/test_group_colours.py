"""The colours of groups, as eyes of all kinds see them."""

from itertools import combinations

import pytest

from amane_desktop.attendance.colours import COLOURS
from ui import theme

# Linear RGB as seen with all cones, and without those for red, green or blue (Machado 2009).
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
JUST_SEEN = 10  # (in CIELAB; two colours at 2.3 can barely be told apart side by side)


def linear(code: str) -> list[float]:
    parts = [int(theme.GROUPS[code][n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(code: str, eyes: str) -> tuple[float, float, float]:
    colour = linear(code)
    mixed = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in EYES[eyes])
    return lab(*(min(1.0, max(0.0, part)) for part in mixed))


def test_each_colour_of_a_group_has_a_look() -> None:
    assert theme.GROUPS.keys() == COLOURS.keys()


@pytest.mark.parametrize("eyes", EYES)
def test_any_two_are_told_apart(eyes: str) -> None:
    for one, other in combinations(COLOURS, 2):
        pairs = zip(seen(one, eyes), seen(other, eyes), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 > JUST_SEEN, (one, other)


@pytest.mark.parametrize("code", COLOURS)
def test_each_stands_out_on_a_white_card(code: str) -> None:
    red, green, blue = linear(code)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    assert 1.05 / (light + 0.05) >= 3
