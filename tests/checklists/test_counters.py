"""Counters: offices whose address, hours and habits staff keep true."""

from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.checklists.counters import (
    add_counter,
    change_counter,
    counters,
    retire_counter,
    take_up_counter,
)
from amane_desktop.i18n import Text
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office


def names(office: Office, **asked: bool) -> list[str]:
    return [line.name.here for line in office.ask(counters, **asked)]


def test_counters_are_listed_by_office_and_name(office: Office) -> None:
    for authority, name in (("court", "B"), ("hospital", "Z"), ("court", "a"), ("other", "C")):
        office.do(add_counter, authority, name, "")
    assert names(office) == ["Z", "a", "B", "C"]


def test_a_counter_tells_its_address_hours_and_habits_with_their_history(office: Office) -> None:
    number = office.do(add_counter, "court", "Tribunal", "المحكمة", telephone="+212 528 85 20 01")
    told = {"address": "Avenue Hassan II", "hours": "8:30–16:30\nCloses early on Fridays"}
    office.do(change_counter, number, 1, "Tribunal", "المحكمة", **told)
    (line,) = office.ask(counters)
    assert (line.telephone, line.address) == ("0528852001", Text("Avenue Hassan II"))
    assert line.hours.fr.endswith("Fridays") and line.authority == "court"
    changed, _added = office.ask(history, (("counter", number),))
    told_words = [field.label for field in changed.fields]
    assert (changed.by, told_words) == ("Khadija", ["Address", "Hours and habits"])
    with pytest.raises(ChangedMeanwhile):
        office.do(change_counter, number, 1, "Tribunal", "المحكمة")


def test_one_that_is_retired_is_no_longer_offered_until_it_is_taken_up_again(
    office: Office,
) -> None:
    number = office.do(add_counter, "court", "Tribunal", "")
    office.do(retire_counter, number, 1)
    assert (names(office), names(office, with_retired=True)) == ([], ["Tribunal"])
    office.do(take_up_counter, number, 2)
    assert names(office) == ["Tribunal"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"authority": "bakery"}, "authority"),
        ({"name": " ", "name_ar": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "TRIBUNAL "}, "name"),
        ({"name": "", "name_ar": "المحكمه"}, "name"),
        ({"telephone": "ring twice"}, "telephone"),
        ({"telephone": "0528 85 20 01 99"}, "telephone"),
        ({"hours": "x" * 2001}, "hours"),
    ],
)
def test_what_cannot_be_told_of_a_counter_is_refused(
    office: Office, told: dict[str, Any], field: str
) -> None:
    office.do(add_counter, "court", "Tribunal", "المحكمة")
    with pytest.raises(Refusal) as error:
        office.do(add_counter, **{"authority": "court", "name": "B", "name_ar": "", **told})
    assert error.value.field == field
    assert names(office) == ["Tribunal"]


def test_an_office_may_have_a_short_number_and_share_a_name_with_another(office: Office) -> None:
    office.do(add_counter, "court", "Taroudant", "", telephone="177")
    office.do(add_counter, "police", "Taroudant", "", telephone="0801 00 47 47")
    assert [line.telephone for line in office.ask(counters)] == ["177", "0801004747"]
