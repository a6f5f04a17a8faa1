"""The recovery code on paper."""

from datetime import datetime

import pytest

from amane_desktop.office.recovery_sheet import draw_recovery_sheet
from tests.printing import paper

CODE = "7KQ2-M0XD-94RT-ZB3H-W8PV-1CFN"
AT = datetime(2026, 11, 20, 16, 40)


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_the_code_stands_in_order_from_left_to_right(lang: str) -> None:
    (page,) = paper.sheets(draw_recovery_sheet("Centre Amane", "مركز أمان", CODE, AT, lang))
    found = [next(line for line in page.lines if block in line.text) for block in CODE.split("-")]
    assert [block.text for block in sorted(found, key=lambda b: (round(b.middle), b.left))] == (
        CODE.split("-")
    )
    words = " ".join(line.text for line in page.lines)
    assert "Centre Amane" in words and "مركز أمان" in words
    assert page.height > page.width


@pytest.mark.parametrize("number", [1, 2])
def test_a_sheet_that_follows_another_says_to_keep_that_one_for_older_backups(number: int) -> None:
    pdf = draw_recovery_sheet("Centre Amane", "مركز أمان", CODE, AT, "fr", number)
    (page,) = paper.sheets(pdf)
    words = " ".join(line.text for line in page.lines)
    assert ("Gardez la fiche précédente" in words) == (number == 2)
