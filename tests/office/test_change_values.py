"""The director's changes to the lists of values, and what the database holds after them."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from amane_desktop import i18n
from amane_desktop.office import change_values as values
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.values import ValueLine, listed
from amane_desktop.people.actions import add_family
from amane_desktop.people.models import Family
from tests.rows import protect


def line(office: Office, list_: str, code: str) -> ValueLine:
    return next(line for line in office.ask(listed, list_) if line.code == code)


def codes(office: Office, list_: str) -> list[str]:
    return [line.code for line in office.ask(listed, list_)]


def with_family(office: Office, **columns: str) -> int:
    family = office.do(add_family, "Aït Baha", "", "")
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        session.execute(update(Family).where(Family.id == family).values(**columns))
    return family


def uses(office: Office, list_: str, code: str) -> int:
    return next(use.records for use in office.ask(values.value_uses, list_) if use.code == code)


def test_a_new_value_stands_last_in_both_languages(office: Office) -> None:
    added = office.do(values.add_value, "housing", "  Chez  une amie ", "لدى صديقة")
    last = office.ask(listed, "housing")[-1]
    assert (last.id, last.name, last.name_ar) == (added, "Chez une amie", "لدى صديقة")
    assert office.undo_last() and "Chez une amie" not in str(office.ask(listed, "housing"))


@pytest.mark.parametrize(
    ("name", "name_ar", "field"),
    [
        (" ", "", "name"),
        ("location", "", "name"),
        ("Bail", "كراء", "name_ar"),
        ("x" * 81, "", "name"),
        ("Bail", "كر\u202eاء", "name_ar"),
    ],
)
def test_words_that_say_nothing_or_are_there_are_refused(
    office: Office, name: str, name_ar: str, field: str
) -> None:
    before = office.ask(listed, "housing")
    with pytest.raises(Refusal) as refused:
        office.do(values.add_value, "housing", name, name_ar)
    assert refused.value.field == field and office.ask(listed, "housing") == before


def test_a_value_is_called_otherwise_and_keeps_its_code(office: Office) -> None:
    value = line(office, "housing", "rented")
    office.do(values.change_value, value.id, value.version, "Loyer", "إيجار")
    assert line(office, "housing", "rented").name == "Loyer"
    with pytest.raises(ChangedMeanwhile):
        office.do(values.change_value, value.id, value.version, "Bail", "")
    told = [str(each) for each in office.ask(history, (("listed_value", value.id),))]
    assert "Location" in told[0] and "Loyer" in told[0] and "Housing" in told[0]


def test_a_value_moves_as_far_as_the_list_goes(office: Office) -> None:
    first = line(office, "language", "darija")
    office.do(values.move_value, first.id, 1)
    assert codes(office, "language")[:3] == ["tachelhit", "darija", "arabic"]
    office.do(values.move_value, first.id, 99)
    assert codes(office, "language")[-1] == "darija"
    office.do(values.move_value, first.id, -99)
    assert codes(office, "language")[0] == "darija"
    office.undo_last()
    assert codes(office, "language")[-1] == "darija"


def test_a_value_in_use_is_retired_and_not_removed(office: Office) -> None:
    family = with_family(office, housing="rented")
    protect(office, family, 1)
    value = line(office, "housing", "rented")
    assert uses(office, "housing", "rented") == 1
    with pytest.raises(Refusal, match="1 record has"):
        office.do(values.remove_value, value.id, value.version)
    office.do(values.retire_value, value.id, value.version)
    value = line(office, "housing", "rented")
    assert value.is_retired
    office.do(values.bring_back_value, value.id, value.version)
    assert not line(office, "housing", "rented").is_retired


def test_one_of_several_codes_is_in_use_too(office: Office) -> None:
    with_family(office, languages="darija,french")
    with_family(office, languages="french")
    assert uses(office, "language", "french") == 2 and uses(office, "language", "arabic") == 0
    value = line(office, "language", "darija")
    with pytest.raises(Refusal, match="1 record has"):
        office.do(values.remove_value, value.id, value.version)


def test_a_value_that_nobody_used_is_removed_and_comes_back_by_undo(office: Office) -> None:
    value = line(office, "housing", "employer")
    office.do(values.remove_value, value.id, value.version)
    assert "employer" not in codes(office, "housing")
    office.undo_last()
    assert line(office, "housing", "employer").name == value.name


def test_what_was_added_and_is_in_use_by_now_is_not_undone(office: Office) -> None:
    office.do(values.add_value, "housing", "Chez une amie", "")
    with_family(office, housing=codes(office, "housing")[-1])
    office._mine.pop()  # the family was added since
    with pytest.raises(Refusal, match="1 record has"):
        office.undo_last()
    assert office.ask(listed, "housing")[-1].name == "Chez une amie"


def test_the_history_of_a_family_knows_what_a_removed_value_was_called(office: Office) -> None:
    added = office.do(values.add_value, "housing", "Sous une tente", "تحت خيمة")
    code = codes(office, "housing")[-1]
    family = office.do(add_family, "Aït Baha", "", "")
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        _journal(session, family, code)
    office.do(values.remove_value, added, 1)
    i18n.set_language("ar")
    told = [str(each) for each in office.ask(history, (("family", family),))]
    assert any("تحت خيمة" in each for each in told)


def _journal(session: Session, family: int, code: str) -> None:
    """The family lived there for a while, and not any more."""
    from datetime import UTC, datetime

    from amane_desktop.office.journal import JournalAction, JournalChange

    action = JournalAction(at=datetime.now(UTC), staff_id=1, name="change_family")
    session.add(action)
    session.flush()
    change = {"kind": "family", "row_id": family, "before": {"housing": code}}
    session.add(JournalChange(action_id=action.id, after={"housing": "rented"}, **change))
