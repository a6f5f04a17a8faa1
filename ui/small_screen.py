"""A window that has room where Windows enlarges everything on a small screen."""

from __future__ import annotations

import os
import sys
from math import floor

# What the window needs at least, in points: on 1366x768 it has that as long as nothing is enlarged.
LEAST_WIDTH, LEAST_HEIGHT = 1100, 640
_FACTOR = "QT_SCALE_FACTOR"
# The room inside a window that fills the screen, beside the taskbar and below its own title.
_WIDTH_INSIDE, _HEIGHT_INSIDE = 16, 17
_POINTS_PER_INCH = 96


def fit() -> None:
    """Let Qt enlarge less than Windows asks, where the window would be larger than the screen.

    Called before Qt looks at the screen; who has set Qt's own factor has chosen.
    """
    if sys.platform != "win32" or _FACTOR in os.environ:
        return
    factor = factor_for(*_room_on_windows())
    if factor < 1:
        os.environ[_FACTOR] = str(factor)


def factor_for(width: float, height: float) -> float:
    """By how much to draw smaller in so much room, in points; 1 where there is enough."""
    return min(1.0, floor(100 * min(width / LEAST_WIDTH, height / LEAST_HEIGHT)) / 100)


def _room_on_windows() -> tuple[float, float]:
    import ctypes

    user = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    # Before Windows 10's second year there was one density for all, told as pixels already.
    dpi = user.GetDpiForSystem() if hasattr(user, "GetDpiForSystem") else _POINTS_PER_INCH
    width, height = (user.GetSystemMetrics(one) for one in (_WIDTH_INSIDE, _HEIGHT_INSIDE))
    return width * _POINTS_PER_INCH / dpi, height * _POINTS_PER_INCH / dpi
