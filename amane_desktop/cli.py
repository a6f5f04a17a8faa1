"""The command line: the window by default, and headless verbs for scripts."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from amane_desktop import i18n
from amane_desktop.cli_backup import add_backup_verbs
from amane_desktop.cli_papers import (
    add_paper_verbs,
    paper_arguments,
    read_day,
    write_paper,
)
from amane_desktop.cli_restore import add_restore_verb
from amane_desktop.i18n import N_, _

if TYPE_CHECKING:
    from amane_desktop.office.office import Office

DEMONSTRATION = "demonstration"
_FAILED = N_("This failed: the disk or the folder does not answer.")
_NOT_ALLOWED = N_("This failed: the file or folder may not be read or written.")
_FAILURES = {
    errno.ENOENT: N_("This failed: there is no such file or folder."),
    errno.ENOTDIR: N_("This failed: there is no such file or folder."),
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOSPC: N_("This failed: the disk is full."),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; 0 done, 1 refused or failed with a line on stderr, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    given = _parser().parse_args(arguments)
    if given.lang:
        i18n.set_language(given.lang)
    if given.verb is None:
        return _window(given)
    return _verb(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="amane-desktop", description="Amane")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the centre's folder")
    parser.add_argument("--lang", choices=i18n.LANGUAGES, help="the language of the screen")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    demo = verbs.add_parser("demo", help="make a centre of invented families")
    demo.add_argument("--families", type=int, default=120, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    demo.add_argument("--today", type=read_day, metavar="2026-11-23")
    demo.set_defaults(run=_demo)
    roster = verbs.add_parser("roster", help="write the rosters of a week")
    roster.add_argument("--week", required=True, metavar="2026-W48")
    which = roster.add_mutually_exclusive_group()
    which.add_argument("--group", default="", metavar="NAME")
    which.add_argument("--all-groups", action="store_true", help="the default")
    roster.add_argument("--blank", action="store_true", help="rows to write names in")
    paper_arguments(roster)
    roster.set_defaults(run=_roster)
    add_paper_verbs(verbs, _unlocking)
    add_backup_verbs(verbs, _unlocking)
    add_restore_verb(verbs, default_folder)
    find = verbs.add_parser("find", help="find persons and families, a line each, best first")
    find.add_argument("words", nargs="+", metavar="WORDS")
    find.add_argument("--limit", type=_count, default=10, metavar="10")
    find.set_defaults(run=_find)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"1 or more, not {text}")
    return int(text)


def _window(given: argparse.Namespace) -> int:
    from ui.app import start

    return start(given.data or default_folder(), given.lang)


def _verb(given: argparse.Namespace) -> int:
    from amane_desktop.office.errors import Refusal

    try:
        given.run(given)
    except Refusal as refused:
        print(refused.message, file=sys.stderr)
        return 1
    except OSError as error:
        # Without the path, which could hold a name, nor the system's own words in its language.
        print(_(_FAILURES.get(error.errno or 0, _FAILED)), file=sys.stderr)
        return 1
    return 0


def default_folder() -> Path:
    """Where a centre stands on this machine when no folder is given."""
    from platformdirs import user_data_path

    return user_data_path("Amane", appauthor=False) / "centre"


def _demo(given: argparse.Namespace) -> None:
    from amane_desktop.demonstration.create import create
    from amane_desktop.office.front_door import DEMO_PASSWORD

    folder = given.data or default_folder().with_name(DEMONSTRATION)
    create(
        folder,
        families=given.families,
        seed=given.seed,
        today=given.today,
        password=os.environ.get("AMANE_PASSWORD") or DEMO_PASSWORD,
    )
    print(folder)


def _roster(given: argparse.Namespace) -> None:
    from amane_desktop.attendance.weeks import parse_week

    monday, opening = parse_week(given.week), _unlocking(given)
    from amane_desktop.school_support.queries import rosters
    from amane_desktop.school_support.roster import draw_rosters, load_drawing

    load_drawing()
    office = opening()
    try:
        sheets = office.ask(rosters, monday, given.group, given.paper_lang, is_blank=given.blank)
        printed_by, printed_at = office.signed_in.name, office.clock.local()
    finally:
        office.close()
    paper = draw_rosters(sheets, given.paper_lang, printed_by, printed_at)
    write_paper(given.out, paper)


def _find(given: argparse.Namespace) -> None:
    opening = _unlocking(given)
    # Of whom the reader sees anything, and what can be found, every room may say something.
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.people.finding import find

    office = opening()
    try:
        found = office.ask(find, " ".join(given.words), given.limit)
    finally:
        office.close()
    for hit in found:
        year = "" if hit.birth_year is None else str(hit.birth_year)
        print(hit.file_number, hit.name, hit.name_ar, year, hit.family, sep="\t")


def _unlocking(given: argparse.Namespace) -> Callable[[], Office]:
    """Begin to open the centre; what is loaded before it is wanted costs no time of its own.

    The password's hash takes one core for a while, and leaves the interpreter to the others.
    """
    from amane_desktop.office.errors import Refusal
    from amane_desktop.office.front_door import exists
    from amane_desktop.office.unlocking import unlock

    folder = given.data or default_folder()
    if not exists(folder):
        raise Refusal(_("There is no centre in this folder."))
    name = os.environ.get("AMANE_USER") or _asked(_("Name: "), input)
    password = os.environ.get("AMANE_PASSWORD") or _asked(_("Password: "), getpass)
    unlocked = ThreadPoolExecutor(1).submit(unlock, folder, name, password)

    def opened() -> Office:
        # Rows that are written are followed by the index for finding.
        import amane_desktop.people  # noqa: F401
        from amane_desktop.office.centre import open_unlocked

        return open_unlocked(unlocked.result())

    return opened


def _asked(prompt: str, ask: Callable[[str], str]) -> str:
    from amane_desktop.office.errors import Refusal

    try:
        return ask(prompt)
    except EOFError:
        raise Refusal(_("Sign in with AMANE_USER and AMANE_PASSWORD.")) from None
