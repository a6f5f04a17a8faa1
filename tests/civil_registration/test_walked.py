"""Each procedure that the program ships is walked from its opening to its end."""

from collections.abc import Iterator
from datetime import date

import pytest

from amane_desktop import i18n
from amane_desktop.civil_registration.course import close_dossier
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.next_dossiers import next_dossiers
from amane_desktop.civil_registration.record import write_record
from amane_desktop.civil_registration.shipped import shipped
from amane_desktop.civil_registration.words import WITH_RECORD
from amane_desktop.office import centre
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, finish, gather, on, opened, shown
from tests.conftest import PASSWORD


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("house") / "centre"
    centre.create(folder, name="C", name_ar="", director="Khadija", password=PASSWORD)
    office = on(centre.open_centre(folder, "Khadija", PASSWORD))
    yield office
    office.close()


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("code", sorted(shipped()))
def test_a_procedure_leads_to_its_end(house: Office, code: str, lang: str) -> None:
    i18n.set_language(lang)
    record = opened(house, code, children=2, birth_date=date(2018, 1, 1), birth_precision="year")
    assert record.procedure.code == code and record.current_step is not None
    record = gather(house, record)
    assert record.is_complete
    while (step := record.current_step) is not None:
        assert step.name.here and step.name.fr and step.name.ar
        assert all(line.told(TODAY) and line.rule.here for line in step.delays)
        if step.kind == "judgment" and record.judgment_on is None:
            house.do(write_judgment, record.id, record.version, judgment_on=TODAY)
            record = shown(house, record.id)
        record = finish(house, record)
    if record.procedure.ends_with in WITH_RECORD:
        for person in record.persons:
            told = {"record_number": "318", "record_year": 2026}
            house.do(write_record, person.id, person.version, **told)
    record = shown(house, record.id)
    house.do(close_dossier, record.id, record.version, "registered", TODAY)
    assert {one.code for one in house.ask(next_dossiers, record.id)} == {*shipped()[code].follows}
