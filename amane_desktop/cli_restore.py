"""The verb that restores a backup, into a new or an existing centre."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amane_desktop.cli_backup import asked_secret
from amane_desktop.i18n import _

if TYPE_CHECKING:
    from amane_desktop.office.restore_choice import Choice
    from amane_desktop.office.restored import Restored
    from amane_desktop.storage.backup.layout import Found


def add_restore_verb(verbs: Any, default_folder: Callable[[], Path]) -> None:
    """Add `restore`; without `--data` it goes to the default folder."""
    restore = verbs.add_parser("restore", help="restore a backup, the newest one of a drive")
    restore.add_argument("place", type=Path, metavar="FILE-OR-FOLDER")
    restore.set_defaults(run=lambda given: _restore(given, default_folder))


def _restore(given: argparse.Namespace, default_folder: Callable[[], Path]) -> None:
    # Every room says what is erased again, and how the journal tells it.
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.office.errors import NotWhole, Refusal
    from amane_desktop.office.restoring import newest_good, restore
    from amane_desktop.storage.backup.layout import found_in
    from amane_desktop.storage.backup.progress import Progress

    found = found_in(given.place)
    if not found:
        raise Refusal(_("There is no backup here."))
    folder, secret = given.data or default_folder(), asked_secret()
    try:
        choice = _newest(found, folder, secret)
        if given.data is None and choice.newest.is_demonstration:
            told = _("This is a backup of the demonstration centre: give it a folder of its own.")
            raise Refusal(told)
        told_since = restore(choice, Progress())
    except KeyboardInterrupt:
        raise Refusal(_("The restore was stopped. Everything is as it was.")) from None
    except NotWhole as damaged:
        good = newest_good(found, folder, secret)
        if good is None or len(found) == 1:
            raise
        told = _("The newest good one is this, restore it by its own folder: {folder}")
        raise Refusal(f"{damaged.message} {told.format(folder=good.folder)}") from None
    _tell(choice, told_since)


def _newest(found: Sequence[Found], folder: Path, secret: str) -> Choice:
    """The newest backup, of the centre that the secret opens where a drive has several."""
    from amane_desktop.office.errors import NotWhole, Refusal
    from amane_desktop.office.restore_choice import choose

    refused: Refusal | None = None
    for set_id in dict.fromkeys(each.set_id for each in found):
        newest = next(each for each in found if each.set_id == set_id)
        try:
            return choose(newest, folder, secret)
        except NotWhole:
            raise
        except Refusal as refusal:
            refused = refused or refusal
    assert refused is not None
    raise refused


def _tell(choice: Choice, restored: Restored) -> None:
    from amane_desktop.office.restored import local_moment

    words = _("Restored the backup of {when} into {folder}.")
    when = local_moment(choice.opened.manifest.made_at)
    print(words.format(when=when, folder=choice.folder))
    for line in restored.told():
        print(line)
