"""The centre is called otherwise, on every page and in front of the sign-in page."""

from pathlib import Path

import pytest

from amane_desktop.office.centre import front_door
from amane_desktop.office.change_centre import change_centre
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.queries import centre_card


def test_the_sign_in_page_follows_the_centres_name_and_its_undoing(
    office: Office, folder: Path
) -> None:
    office.do(change_centre, 1, "Maison Amane", "دار أمان", "Rue 2", "الزنقة 2")
    card = office.ask(centre_card)
    assert (card.name, card.address_ar) == ("Maison Amane", "الزنقة 2")
    door = front_door(folder)
    assert (door.name, door.name_ar, list(door.staff)) == ("Maison Amane", "دار أمان", ["Khadija"])
    told = str(office.ask(history, (("centre_settings", 1),))[0])
    assert "Centre Amane" in told and "Maison Amane" in told
    office.undo_last()
    assert front_door(folder).name == "Centre Amane"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "", "name_ar": " "}, "name"),
        ({"name_ar": "x" * 81}, "name_ar"),
        ({"address": "x" * 201}, "address"),
        ({"name": "Amane\u200b"}, "name"),
    ],
)
def test_a_name_that_cannot_be_shown_changes_nothing(
    office: Office, folder: Path, changed: dict[str, str], field: str
) -> None:
    given = {"name": "Amane", "name_ar": "", "address": "", "address_ar": ""} | changed
    with pytest.raises(Refusal) as refused:
        office.do(change_centre, 1, **given)
    assert refused.value.field == field and front_door(folder).name == "Centre Amane"
