"""A process that works in a centre and says what it has been told, for tests that break it.

`python -m tests.faults.driver create|work|photo|type|reset|let_go|migrate FOLDER [MORE]` says
`doing +new -old` before it does something, and then `done`, or `refused` with the message that it
was given.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

from amane_desktop import i18n
from amane_desktop.office import centre, staff
from amane_desktop.office.errors import Refusal
from amane_desktop.office.keepsakes import Draft
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.people import actions
from amane_desktop.people.photos import put_photo
from tests.rows import rows_of

PASSWORD, NEW_PASSWORD = "quatre mots faciles ici", "un tout nouveau mot"
NAMES = {"name": "Amane", "name_ar": "أمان", "director": "Khadija"}
CODE, NEW_CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ", "QPNM-KJHG-FEDC-BA98-7654-3210"


def say(word: str, about: str = "") -> None:
    """Tell whoever listens; nothing stays in a buffer that a kill would empty."""
    print(word, about, flush=True)


def attempt(about: str, act: Callable[..., Any], *args: Any) -> Any:
    """Do one thing and say what came of it; gives None when it was refused."""
    say("doing", about)
    try:
        result = act(*args)
    except Refusal as refusal:
        say("refused", refusal.message)
        return None
    say("done")
    return result


def work(folder: Path, turns: str = "") -> None:
    """Add families, rename every third, and take every fifth back."""
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    say("open")
    began = office.clock.now().timestamp()
    for turn in range(1, int(turns) + 1) if turns else count(1):
        name = f"F{began:.6f}-{turn}"
        family = attempt(f"+{name}", office.do, actions.add_family, name, "")
        if family is None:
            continue
        if turn % 3 == 0:
            new = f"{name}-renamed"
            change = (actions.change_family, family, 1, new, "")
            attempt(f"-{name} +{new}", office.do, *change)
        elif turn % 5 == 0:
            attempt(f"-{name}", office.undo_last)
    office.close()
    say("closed")


def photo(folder: Path) -> None:
    """Put a photo of the first person."""
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    say("open")
    attempt("+photo", office.do, put_photo, 1, EXAMPLE)
    office.close()
    say("closed")


def half_type(folder: Path, letters: str) -> None:
    """Open the form of a new family and say what it offers; type on, then wait to be killed."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui.families.page import FamiliesPage
    from ui.tasks import Desk
    from ui.widgets.forms import Form

    app = QApplication([])
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD))
    page = FamiliesPage(desk)
    page.add_family()
    form = next(form for form in page.findChildren(Form) if not form.isHidden())
    say("offers", str(form.typed()["address"]))
    form.quiet.setInterval(0)
    QTest.keyClicks(form.fields["address"].editor, letters)
    while not any(letters in str(row["typed"]) for row in rows_of(desk.office, Draft)):
        app.processEvents()
    say("typed")
    Event().wait()


def create(folder: Path) -> None:
    """Make a centre."""
    attempt("+centre", lambda: centre.create(folder, **NAMES, password=PASSWORD))


def reset(folder: Path, code: str) -> None:
    """Give the director a new password."""
    known = (folder, "Khadija", code, NEW_PASSWORD, NEW_CODE)
    attempt("+password", centre.reset_password, *known)


def let_go(folder: Path) -> None:
    """Let Samira go, which renews the centre's keys."""
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    samira = next(line for line in office.ask(staff.staff) if line.name == "Samira")
    attempt("-Samira", office.do, staff.deactivate_staff_member, samira.id, samira.version)
    office.close()
    say("closed")


def migrate(folder: Path, scripts: str) -> None:
    """Bring the database to the version of other scripts."""
    from amane_desktop.storage.keyring import KeyRing
    from amane_desktop.storage.migrate import bring_up_to_date

    slot_id = centre.front_door(folder).staff["Khadija"]
    key = KeyRing.read(folder / centre.KEY_RING).unlock(slot_id, PASSWORD).derive("database")
    say("doing", "+later")
    bring_up_to_date(folder / centre.DATABASE, key, head="later", scripts=Path(scripts))
    say("done")


if __name__ == "__main__":
    i18n.set_language("en")
    verbs: dict[str, Callable[..., None]] = {
        "create": create,
        "work": work,
        "photo": photo,
        "type": half_type,
        "reset": reset,
        "let_go": let_go,
        "migrate": migrate,
    }
    verbs[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
