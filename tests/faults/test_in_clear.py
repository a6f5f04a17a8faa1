"""No byte of a person's or family's name stands in clear in any file that the program writes."""

import logging
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import amane_desktop.rooms  # noqa: F401
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance import marking
from amane_desktop.attendance.models import Mark
from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import SIGN_IN
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.names import find_words
from amane_desktop.storage.migrate import HEAD
from tests.conftest import PASSWORD
from tests.faults.processes import ROOT, need_strace, run
from tests.rows import families_of
from tests.storage.test_migrate import scripts_with
from tests.ui.visit import until
from ui import app, settings
from ui.tasks import Desk

NAMES = (
    *("Ouhammou", "أوحمو", "Zineb", "زينب", "Lahcen", "لحسن"),
    *("Taghazout 14", "Mbarka", "0666778899", "Massira-Jadida", "Moussaoui", "الموساوي"),
    "a pleuré toute la séance",
)


def written(*folders: Path) -> dict[Path, bytes]:
    """Every file below the folders."""
    return {
        path: path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def names_in_clear(files: dict[Path, bytes], *names: str) -> set[tuple[str, str]]:
    """Which names stand in which files, however they are written."""
    found = set()
    for name in names:
        for form in {name, name.lower(), name.upper(), " ".join(find_words(name))}:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                for path, content in files.items():
                    if form.encode(encoding) in content:
                        found.add((path.name, name))
    return found


def fill(office: Office) -> None:
    """A family with everything that is kept of it, in a group, marked once."""
    family = office.do(actions.add_family, "Ouhammou", "أوحمو", "Taghazout 14")
    person = office.do(
        actions.add_person,
        family,
        "Zineb",
        "Ouhammou",
        "زينب",
        "أوحمو",
        school="Massira-Jadida",
        level="5AEP",
    )
    office.do(actions.add_telephone, family, "0666778899", "Mbarka", is_safe=True)
    office.do(actions.change_person, person, 1, "Lahcen", "Ouhammou", "لحسن", "أوحمو", level="5AEP")
    group = office.do(
        groups.add_group, "Atlas", "أطلس", teacher="Moussaoui", teacher_ar="الموساوي",
        from_=date(2026, 9, 7),
    )  # fmt: skip
    office.do(groups.enrol_child, group, person, from_=date(2026, 9, 7))
    meeting = (group, person, date(2026, 11, 16), time(10))
    office.do(marking.mark_child, *meeting, Mark.PRESENT)
    office.do(marking.note_attendance, *meeting, "a pleuré toute la séance")
    office.do(actions.change_family, family, 1, "Ouhammou", "أوحمو", "Lastah")
    office.undo_last()


@pytest.fixture
def data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder, which holds the centre's and what the window keeps beside it."""
    app._log_to(folder.parent)
    settings.remember_language(folder.parent, "ar")
    yield folder.parent
    for handler in list(app.log.handlers):
        app.log.removeHandler(handler)
        handler.close()
    app.log.propagate = True


def test_the_search_finds_what_is_in_clear(data: Path, office: Office) -> None:
    # The names for the sign-in page are the one exception, and show that the search can find.
    assert names_in_clear(written(data), "Khadija") == {(SIGN_IN, "Khadija")}
    (data / "note.txt").write_text("زينب", "utf-16")
    assert names_in_clear(written(data), *NAMES) == {("note.txt", "زينب")}


def test_while_open_after_crashes_and_when_closed(
    data: Path, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: told.append(args[-1]))
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD))
    fill(desk.office)
    assert (folder / "amane.db-wal").stat().st_size
    assert names_in_clear(written(data), *NAMES) == set()

    # An action that breaks down, and says the name that broke it.
    refusals: list[Refusal] = []
    desk.do(groups.add_group, "Souss", "", levels=["Zineb Ouhammou"], refused=refusals.append)
    until(qtbot, lambda: refusals)
    # A slip in the window's own thread, and one in the closing thread's work.
    try:
        {}["زينب أوحمو"]
    except KeyError as error:
        app._say_in_plain_words(KeyError, error, error.__traceback__)
    until(qtbot, lambda: told)
    log = (data / "amane.log").read_text("utf-8")
    assert len(re.findall(r"ERROR (?:ValueError|KeyError) at \S+\.py:\d+", log)) == 2
    assert names_in_clear(written(data), *NAMES) == set()

    desk.close()
    assert names_in_clear(written(data), *NAMES) == set()
    again = centre.open_centre(folder, "Khadija", PASSWORD)
    assert families_of(again)[0].name == "Ouhammou"
    again.close()


def test_what_a_migration_leaves_when_it_is_killed_and_when_it_ends(
    data: Path, folder: Path, office: Office, tmp_path: Path
) -> None:
    fill(office)
    office.close()
    scripts = scripts_with(tmp_path, 'op.create_table("later", sa.Column("id", sa.Integer()))')
    run("migrate", folder, str(scripts), inject="rename:signal=SIGKILL:when=1")
    assert (folder / "amane.db.new").exists()
    assert names_in_clear(written(folder), *NAMES) == set()
    run("migrate", folder, str(scripts))
    assert (folder / f"amane.db.{HEAD}").exists()
    assert names_in_clear(written(folder), *NAMES) == set()


def test_a_preview_and_a_paper_leave_nothing_on_the_disk(
    folder: Path, office: Office, tmp_path: Path
) -> None:
    need_strace()
    fill(office)
    office.close()
    home, temporary, trace = tmp_path / "home", tmp_path / "tmp", tmp_path / "trace"
    home.mkdir()
    temporary.mkdir()
    watched = ["strace", "-f", "--seccomp-bpf", "-qqq", "-y", "-s", "4096", "-o", str(trace)]
    calls = "trace=open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,memfd_create"
    command = [*watched, "-e", calls, sys.executable, "-m", "tests.faults.preview", str(folder)]
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("XDG_")},
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    looked = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True, timeout=60
    )
    assert looked.stdout.strip() == "looked"
    to_write = re.compile(r'open\w*\((?:[^"]*, )?"([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)')
    paths = {Path(path) for path in to_write.findall(trace.read_text("utf-8"))}
    assert folder / "amane.db" in paths, "the trace tells what is opened"
    elsewhere = {path for path in paths if folder not in path.parents}
    assert not {path for path in elsewhere if temporary in path.parents}
    files = {path: path.read_bytes() for path in elsewhere if path.is_file()}
    assert names_in_clear({**files, **written(folder, home, temporary)}, *NAMES) == set()


def test_after_a_kill(data: Path, folder: Path) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("no fork: what a killed window leaves was NOT looked at")
    filled = (
        "import sys; from pathlib import Path; from amane_desktop.office import centre;"
        "from tests.faults.test_in_clear import PASSWORD, fill;"
        "fill(centre.open_centre(Path(sys.argv[1]), 'Khadija', PASSWORD));"
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", filled, str(folder)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (folder / "amane.db-wal").exists()
    assert names_in_clear(written(data), *NAMES) == set()
    assert logging.getLogger("amane").handlers
