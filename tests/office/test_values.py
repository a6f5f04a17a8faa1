"""Lists of values: read in order and in words, and kept as codes."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from amane_desktop import i18n
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.values import (
    ListedValue,
    listed,
    one_of,
    some_of,
    value_name,
    value_words,
)
from amane_desktop.office.work import Reading


def reading(office: Office, session: Session) -> Reading:
    return Reading(session, office.signed_in, office.clock, office.vault)


def test_a_list_stands_in_the_centres_order_and_the_readers_words(office: Office) -> None:
    lines = office.ask(listed, "language")
    assert [line.code for line in lines][:2] == ["darija", "tachelhit"]
    i18n.set_language("ar")
    assert value_name(lines[1]) == "تشلحيت"
    assert value_name(replace(lines[1], name_ar="")) == "Tachelhit"


def test_codes_are_told_in_words(office: Office) -> None:
    with Session(office._engine) as session:
        ask = reading(office, session)
        assert value_words(ask, "language", "darija,french") == "Darija, Français"
        i18n.set_language("ar")
        assert value_words(ask, "language", "darija,french") == "الدارجة، الفرنسية"


def test_only_what_is_offered_is_taken_or_what_stood_there(office: Office) -> None:
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        retire = update(ListedValue).where(ListedValue.code == "rented")
        session.execute(retire.values(is_retired=True))
        ask = reading(office, session)
        assert one_of(ask, "housing", "", "housing") == ""
        assert one_of(ask, "housing", "rented", "housing", before="rented") == "rented"
        for code in ("rented", "castle", "owned,room"):
            with pytest.raises(Refusal) as refused:
                one_of(ask, "housing", code, "housing")
            assert refused.value.field == "housing"
        assert some_of(ask, "language", "french,darija,french", "languages") == "french,darija"
        with pytest.raises(Refusal):
            some_of(ask, "language", "french,klingon", "languages", before="darija")
