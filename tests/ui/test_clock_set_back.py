"""Where work lies ahead of the PC's clock, every page says so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.people import actions
from tests.conftest import PASSWORD
from tests.ui.conftest import Opens
from tests.ui.test_sign_in import sign_in, words
from tests.ui.visit import until


@pytest.mark.parametrize(("lang", "said"), [("fr", "12 mars 2099"), ("ar", "12 مارس 2099")])
def test_the_window_asks_for_the_clock_to_be_set_right(
    qtbot: QtBot, opens: Opens, folder: Path, lang: str, said: str
) -> None:
    clock = Clock(datetime(2099, 3, 12, 9, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, clock)
    office.do(actions.add_family, "Bouzid", "بوزيد")
    office.close()
    window = opens(folder)
    sign_in(qtbot, window)
    until(qtbot, lambda: window.workplace)
    window.set_language(lang)
    assert said in words(window)
    workplace = window.workplace
    assert workplace is not None
    workplace.desk.office.do(actions.add_family, "Chafik", "")
    window.set_language("en")
    assert "2099" not in words(window), "the work goes on with the clock as it is"
