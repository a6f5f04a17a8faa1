"""A centre made new: what an action does, what undo takes back, what a stranger can read."""

from datetime import date
from pathlib import Path

import pytest

from amane_desktop.attendance import actions as groups
from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions, queries
from tests.conftest import PASSWORD
from tests.rows import families_of


def add_family_of_five(office: Office) -> tuple[int, list[int]]:
    family = office.do(actions.add_family, "Aït Baha", "أيت باها")
    children = [
        office.do(actions.add_person, family, name, "Aït Baha", name_ar, "أيت باها", level="5AEP")
        for name, name_ar in [
            ("Yassine", "ياسين"),
            ("Salma", "سلمى"),
            ("Rokia", "رقية"),
            ("Omar", "عمر"),
            ("Aya", "آية"),
        ]
    ]
    return family, children


def test_a_family_of_five_is_there_after_signing_in_again(folder: Path, office: Office) -> None:
    family, children = add_family_of_five(office)
    group = office.do(groups.add_group, "Atlas", "أطلس")
    office.do(groups.enrol_child, group, children[0], from_=date(2026, 9, 7))
    office.close()
    again = centre.open_centre(folder, "Khadija", PASSWORD)
    card = again.ask(queries.family_card, family)
    again.close()
    assert card is not None
    assert card.line.file_number.endswith("-0001")
    assert [p.given_name for p in card.persons] == ["Yassine", "Salma", "Rokia", "Omar", "Aya"]


def test_undo_takes_back_the_last_action_and_a_number_is_not_given_again(office: Office) -> None:
    office.do(actions.add_family, "Bouzid", "بوزيد")
    assert office.undo_last()
    assert families_of(office) == []
    assert not office.undo_last()
    office.do(actions.add_family, "Chafik", "شفيق")
    assert families_of(office)[0].file_number.endswith("-0002")


def test_a_refusal_names_its_field_and_saves_nothing(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        office.do(actions.add_family, "x" * 10_000, "")
    assert refused.value.field == "name"
    assert families_of(office) == []


def test_a_child_is_enrolled_once(office: Office) -> None:
    _family, children = add_family_of_five(office)
    group = office.do(groups.add_group, "Atlas", "أطلس")
    office.do(groups.enrol_child, group, children[0], from_=date(2026, 9, 7))
    with pytest.raises(Refusal):
        office.do(groups.enrol_child, group, children[0], from_=date(2026, 10, 1))


def test_a_wrong_password_and_a_damaged_file_are_refused(folder: Path) -> None:
    with pytest.raises(Refusal):
        centre.open_centre(folder, "Khadija", "pas le bon mot de passe")
    database = folder / centre.DATABASE
    database.write_bytes(bytes([database.read_bytes()[0] ^ 1]) + database.read_bytes()[1:])
    with pytest.raises(Refusal):
        centre.open_centre(folder, "Khadija", PASSWORD)


def test_no_name_stands_in_clear(folder: Path, office: Office) -> None:
    add_family_of_five(office)
    for file in folder.rglob("*"):
        content = file.read_bytes()
        for name in ("Aït Baha", "Yassine", "أيت باها", "ياسين"):
            assert name.encode() not in content
            assert name.encode("utf-16-le") not in content


def test_the_recovery_code_gives_a_new_password_and_ends_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    names = {"name": "Centre", "name_ar": "", "director": "Khadija"}
    code = centre.create(folder, **names, password=PASSWORD)
    with pytest.raises(Refusal) as refused:
        centre.reset_password(folder, "Khadija", "0000-0000", "un tout nouveau mot")
    assert refused.value.field == "code"
    typed = code.lower().replace("-", " ").replace("0", "o")
    centre.reset_password(folder, "Khadija", typed, "un tout nouveau mot")
    centre.open_centre(folder, "Khadija", "un tout nouveau mot").close()
    with pytest.raises(Refusal):
        centre.open_centre(folder, "Khadija", PASSWORD)


def test_a_centre_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        centre.create(tmp_path / "c", name=" ", name_ar="", director="Khadija", password=PASSWORD)
    assert refused.value.field == "name"
    (tmp_path / "taken").write_text("a file stands where the folder should")
    with pytest.raises(Refusal):
        centre.create(
            tmp_path / "taken", name="C", name_ar="", director="Khadija", password=PASSWORD
        )
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]
