"""A page of the guide as a document."""

import pytest
from pytestqt.qtbot import QtBot

from amane_desktop.i18n import set_language
from ui.guide.jobs import read_job
from ui.guide.text import guide_document


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_point_stands_behind_the_number_of_a_step(qtbot: QtBot, lang: str) -> None:
    set_language(lang)
    document = guide_document(read_job("rosters"), 700)
    block, numbers = document.begin(), []
    while block.isValid():
        if (steps := block.textList()) is not None:
            numbers.append(steps.itemText(block))
        block = block.next()
    assert numbers[:2] == ["1.", "2."]
