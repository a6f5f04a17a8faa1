"""The centre's logo: from the first start on, changed, taken away and brought back."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.logo import centre_logo, change_logo
from amane_desktop.office.office import Office
from amane_desktop.office.queries import centre_card
from tests.conftest import PASSWORD

NAMES = {"name": "Centre Amane", "name_ar": "", "director": "Khadija", "password": PASSWORD}


def a_logo(side: int) -> bytes:
    out = BytesIO()
    Image.new("RGBA", (side, side), (168, 72, 31, 128)).save(out, "PNG")
    return out.getvalue()


def side_of(logo: bytes) -> int:
    return Image.open(BytesIO(logo)).width


def test_a_centre_is_made_with_its_address_and_logo(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    centre.create(folder, **NAMES, address=" Derb  Akka ", address_ar="درب أقا", logo=a_logo(900))
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    card = office.ask(centre_card)
    assert (card.address, card.address_ar) == ("Derb Akka", "درب أقا")
    assert side_of(office.ask(centre_logo)) == 600
    office.close()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"logo": b"a letter"}, "logo"), ({"address": "x" * 201}, "address")],
)
def test_what_is_no_logo_or_address_makes_no_centre(
    tmp_path: Path, given: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        centre.create(tmp_path / "centre", **NAMES, **given)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_it_is_changed_taken_away_and_brought_back(office: Office) -> None:
    assert office.ask(centre_logo) == b""
    for side in (50, 70):
        office.do(change_logo, a_logo(side))
        assert side_of(office.ask(centre_logo)) == side
    office.do(change_logo, b"")
    assert office.ask(centre_logo) == b""
    told = str(office.ask(history, (("centre_settings", 1),))[0])
    assert "Changed the logo" in told and "a logo" in told
    for side in (70, 50):
        office.undo_last()
        assert side_of(office.ask(centre_logo)) == side
