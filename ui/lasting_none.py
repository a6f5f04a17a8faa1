"""A fault of PySide6 on Python 3.11, kept from ending the program."""

from __future__ import annotations

import sys

_ENOUGH = 1 << 40


def hold_none() -> None:
    """Give None more references than PySide6 can lose.

    Its wheels are built for Pythons where None lives for ever (3.12 and later); on 3.11 each call
    of a Qt method that gives nothing takes a reference away, and after the last Python aborts.
    """
    if sys.version_info < (3, 12):
        import ctypes

        ctypes.c_ssize_t.from_address(id(None)).value += _ENOUGH
