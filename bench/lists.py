"""100,000 people in a list, beside a model that loads all of them.

Each is a process of its own (`python -m bench.lists ours|all FOLDER`), with the window and an empty
table painted beforehand; it prints the seconds until rows are on the screen, and the bytes by which
the process has grown.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from bench.pairs import Pair, pair_of
from bench.watched import OFFSCREEN, ROOT

PEOPLE, _ROUNDS = 100_000, 7
_MEMORY = Path("/proc/self/statm")
_PAGE_SIZE = 4096


def beside_all(folder: Path) -> tuple[Pair, Pair | None]:
    """The first paint and the memory of the persons' list; no memory where the system says none."""
    run("ours", folder)
    run("all", folder)
    rounds = [(run("ours", folder), run("all", folder)) for _ in range(_ROUNDS)]
    seconds, grown = ([(ours[n], peer[n]) for ours, peer in rounds] for n in (0, 1))
    return pair_of(seconds), pair_of(grown) if _MEMORY.exists() else None


def run(whose: str, folder: Path) -> tuple[float, float]:
    """The seconds and the gigabytes of one process."""
    command = [sys.executable, "-m", "bench.lists", whose, str(folder)]
    shown = subprocess.run(command, cwd=ROOT, env=OFFSCREEN, stdout=subprocess.PIPE, check=True)
    seconds, size = map(float, shown.stdout.split())
    return seconds, size / 1e9


def _measure(whose: str, folder: Path) -> None:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from bench.centre import open_
    from ui import theme
    from ui.tasks import Desk

    app = QApplication([])
    theme.apply(app)
    desk = Desk(open_(folder))
    table, begin = (_ours if whose == "ours" else _all)(desk)
    table.window().resize(1366, 700)
    table.window().show()
    for _ in range(20):
        app.processEvents()
        time.sleep(0.01)
    waiting = QEventLoop()
    table.model().modelReset.connect(waiting.quit)
    held, before = _held(), time.perf_counter()
    begin()
    if table.model().rowCount() < PEOPLE:
        waiting.exec()
    table.window().repaint()
    print(time.perf_counter() - before, _held() - held, flush=True)
    table.window().close()
    desk.close()


def _held() -> int:
    return int(_MEMORY.read_text().split()[1]) * _PAGE_SIZE if _MEMORY.exists() else 0


def _ours(desk: Any) -> tuple[Any, Callable[[], object]]:
    """The page's own list, which stands at a filter that nobody fits."""
    from amane_desktop.people.listing import PersonFilter
    from ui.families.people import PeopleView

    view = PeopleView(desk)
    view.filter.show_filter(PersonFilter(age_from=200))
    view.refresh()

    def everybody() -> None:
        view.filter.show_filter(PersonFilter())
        view.refresh()

    return view.table, everybody


@query(Permission.SEE_FAMILIES, {})
def everything(reading: Reading) -> list[Any]:
    """Every column of every person in the order of the list, as the driver gives them."""
    from sqlalchemy import select

    from amane_desktop.people.models import Family, Person
    from amane_desktop.people.schools import school_name

    columns = (
        Person.id,
        Person.family_id,
        Person.given_name,
        Person.family_name,
        Person.given_name_ar,
        Person.family_name_ar,
        Person.birth_date,
        Person.birth_precision,
        Person.sex,
        Person.kinship,
        Family.name.label("family"),
        Family.name_ar.label("family_ar"),
        Family.file_number,
        school_name(),
        Person.level,
        Person.school_class,
        Family.neighbourhood,
        Family.state,
    )
    rows = select(*columns).join(Family, Family.id == Person.family_id)
    rows = rows.order_by(Person.sort_key, Person.family_id, Person.id)
    return list(reading.session.execute(rows))


def _all(desk: Any) -> tuple[Any, Callable[[], object]]:
    """The same table and words over rows that were all fetched, in one statement."""
    from amane_desktop.people.listing import PersonFilter, person_ids
    from ui.families.people_table import PeopleTable

    table = PeopleTable(desk, {})
    table.show_columns(("name", "age", "kinship", "family", "school", "level", "neighbourhood"))
    desk.ask(person_ids, PersonFilter(age_from=200))

    def everybody() -> None:
        model, rows = table.people, desk.ask(everything)
        model.row = rows.__getitem__  # type: ignore[method-assign]
        model.take(tuple(row.id for row in rows))

    return table, everybody


if __name__ == "__main__":
    _measure(sys.argv[1], Path(sys.argv[2]))
