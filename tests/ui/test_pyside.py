"""What is taken for granted of the binding to Qt."""

import sys

from PySide6.QtCore import QObject


def test_a_call_that_gives_nothing_takes_no_reference_of_none_away() -> None:
    thing, before = QObject(), sys.getrefcount(None)
    for _time in range(10_000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 1_000
