"""The board with 5,000 dossiers and 60,000 papers: read beside bare queries, and filtered.

It is filtered in a process of its own (`python -m bench.dossiers FOLDER`), with the window's board.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.office.office import Office
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from bench import centre
from bench.pairs import Pair, paired, timed
from bench.people import fill_with_people
from bench.watched import OFFSCREEN, ROOT

DOSSIERS, PAPERS = 5_000, 12
_A_FAMILY, _EVERY_THIRD, _EVERY_TENTH = 4, 3, 10
_ROUNDS = 15


@action("Filled a centre with dossiers", Permission.EDIT_DOSSIERS, {"dossiers": 3})
def fill_with_dossiers(work: Work, dossiers: int) -> None:
    """Add a dossier for each family, in every shipped procedure in turn, some of siblings."""
    from amane_desktop.checklists.models import Checklist, RequiredPaper
    from amane_desktop.civil_registration import models
    from amane_desktop.civil_registration.shipped import shipped, shipped_texts
    from amane_desktop.civil_registration.words import SERVICE

    random, procedures = Random(1), list(shipped().values())
    versions = work.add_in_bulk(
        models.ProcedureVersion,
        [
            {"code": one.code, "number": 1, "is_centres_own": False}
            | {"text": shipped_texts()[one.code]}
            for one in procedures
        ],
    )
    of = [n % len(procedures) for n in range(dossiers)]
    lists = work.add_in_bulk(
        Checklist, [{"service": SERVICE, "family_id": n + 1} for n in range(dossiers)]
    )
    rows = (
        (lists + n, row)
        for n in range(dossiers)
        for row in _papers(random, procedures[of[n]], work.today)
    )
    work.add_in_bulk(RequiredPaper, [row | {"checklist_id": number} for number, row in rows])
    first = work.add_in_bulk(
        models.Dossier,
        [
            {
                "number": f"EC-2026-{n + 1:03d}",
                "family_id": n + 1,
                "procedure_id": versions + of[n],
                "checklist_id": lists + n,
                "state": random.choices(("open", "resting", "closed"), (80, 5, 15))[0],
                "opened_on": work.today - timedelta(days=random.randint(40, 300)),
                "touched_on": work.today - timedelta(days=random.randint(0, 40)),
                "step": random.choice(procedures[of[n]].steps).id,
                "answers": {},
            }
            for n in range(dossiers)
        ],
    )
    persons = [
        {"dossier_id": first + n, "person_id": n * _A_FAMILY + each}
        for n in range(dossiers)
        for each in range(1, 3 if n % _EVERY_THIRD == 0 else 2)
    ]
    work.add_in_bulk(models.DossierPerson, persons)
    _add_links(work, random, [first + n for n in range(0, dossiers, _EVERY_TENTH)])


def _papers(random: Random, procedure: Any, today: date) -> Iterator[dict[str, Any]]:
    """Twelve papers of a procedure, from its first again where it has fewer."""
    from amane_desktop.checklists.fill import columns_of
    from amane_desktop.civil_registration.opening import new_papers

    kept = list(new_papers(procedure.papers, (1,)))
    for place in range(PAPERS):
        state = random.choices(("needed", "asked", "received", "handed_in"), (3, 2, 5, 2))[0]
        until = today + timedelta(days=random.randint(-20, 90))
        told = {"state": state, "valid_until": until if state == "received" else None}
        yield columns_of(kept[place % len(kept)]) | told | {"position": place}


def _add_links(work: Work, random: Random, dossiers: list[int]) -> None:
    """Appointments, and dossiers that wait for others, of some."""
    from amane_desktop.agenda.models import Appointment
    from amane_desktop.civil_registration.models import DossierAppointment, DossierNeed
    from amane_desktop.civil_registration.words import SERVICE

    met = [
        {"service": SERVICE, "kind": "hearing", "time": time(9)}
        | {"day": work.today + timedelta(days=random.randint(-30, 30))}
        for _each in dossiers
    ]
    numbers = count(work.add_in_bulk(Appointment, met))
    links = [{"dossier_id": n, "appointment_id": next(numbers)} for n in dossiers]
    work.add_in_bulk(DossierAppointment, links)
    work.add_in_bulk(DossierNeed, [{"dossier_id": n + 1, "needs_id": n} for n in dossiers[:-1]])


# The same rows, each by its index, without anything made of them.
_BARE = (
    "SELECT id, name, role, must_choose FROM staff_member WHERE is_active AND id = 1",
    "SELECT id, number, family_id, step, state, outcome, responsible_id, opened_on, closed_on,"
    " rests_until, appeal_by, procedure_id, checklist_id, touched_on FROM dossier ORDER BY id DESC",
    "SELECT checklist_id, sum(need = 'due' AND state != 'not_needed'),"
    " sum(need = 'due' AND state IN ('received', 'handed_in') AND"
    " coalesce(state = 'handed_in' OR valid_until >= :today, 1)),"
    " sum(state = 'received' AND valid_until < :today),"
    " min(CASE WHEN state = 'received' AND valid_until >= :today THEN valid_until END)"
    " FROM required_paper GROUP BY checklist_id",
    "SELECT dossier_id, person.given_name, person.family_name, person.given_name_ar,"
    " person.family_name_ar, sort_key, sort_key_ar FROM dossier_person"
    " JOIN person ON person.id = person_id ORDER BY dossier_person.id",
    "SELECT dossier_id, min(day) FROM dossier_appointment JOIN appointment"
    " ON appointment.id = appointment_id WHERE day >= :today AND state = 'planned'"
    " GROUP BY dossier_id",
    "SELECT id, text FROM procedure_version",
    "SELECT dossier_id, needs_id FROM dossier_need",
)


def measure(folder: Path) -> tuple[Pair, Pair]:
    """Reading the board beside the bare queries, and filtering it beside opening it."""
    from amane_desktop.civil_registration.board import dossier_lines

    office = centre.new(folder)
    try:
        office.do(fill_with_people, DOSSIERS * _A_FAMILY)
        office.do(fill_with_dossiers, DOSSIERS)
        assert len(office.ask(dossier_lines)) == DOSSIERS
        read = paired(timed(lambda: office.ask(dossier_lines)), timed(_bare(office)), _ROUNDS)
    finally:
        office.close()
    command = [sys.executable, "-m", "bench.dossiers", str(folder)]
    shown = subprocess.run(command, cwd=ROOT, env=OFFSCREEN, stdout=subprocess.PIPE, check=True)
    return read, Pair(*map(float, shown.stdout.split()))


def _bare(office: Office) -> Callable[[], object]:
    """On a connection that is kept open."""
    cursor = office._engine.raw_connection().cursor()

    def ask() -> list[list[object]]:
        return [
            cursor.execute(each, {"today": str(office.clock.today())}).fetchall() for each in _BARE
        ]

    assert len(ask()[1]) == len(ask()[2]) == DOSSIERS
    return ask


def _filtered(office: Office) -> Pair:
    """The window's board: other words typed each time, beside all of it read; both painted."""
    from PySide6.QtWidgets import QApplication

    from amane_desktop.civil_registration.board import BoardFilter, chosen, dossier_lines
    from ui.civil_registration.board import Board

    _app = QApplication([])
    board = Board()
    board.resize(1366, 600)
    board.show()
    lines = office.ask(dossier_lines)
    words = [line.name.split()[-1][:3] for line in lines[:: DOSSIERS // 40]]
    typed = iter(words * 2)

    def open_() -> None:
        board.take(office.ask(dossier_lines))
        board.grab()

    def narrow() -> None:
        board.take(chosen(lines, BoardFilter(words=next(typed), states=("open", "resting"))))
        board.grab()

    return paired(timed(narrow), timed(open_), _ROUNDS)


if __name__ == "__main__":
    opened = centre.open_(Path(sys.argv[1]))
    pair = _filtered(opened)
    opened.close()
    print(pair.ours, pair.peer, pair.ratio)
