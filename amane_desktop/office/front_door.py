"""What is known before anybody has signed in: the one file in clear; quick to load."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from amane_desktop.i18n import _, isolate
from amane_desktop.office.errors import CentreBroken, Refusal
from amane_desktop.storage.alone import NotAlone
from amane_desktop.storage.swap import DECIDED, finish_restore

SIGN_IN = "sign-in.json"
# Who signs in to a demonstration centre; nothing in it is real.
DEMO_STAFF, DEMO_PASSWORD = "demo", "amane-demo-2026"


@dataclass(frozen=True)
class FrontDoor:
    """The centre's name in both scripts, and each staff member's slot in the key ring."""

    name: str
    name_ar: str
    staff: dict[str, str]


def exists(folder: Path) -> bool:
    """Whether a centre stands in the folder."""
    return (folder / SIGN_IN).exists() or (folder / DECIDED / SIGN_IN).exists()


def finish(folder: Path) -> None:
    """End a restore that was cut short; refuses while one is under way."""
    try:
        finish_restore(folder)
    except NotAlone:
        raise Refusal(under_way()) from None
    except OSError:
        told = _("A restore that was cut short cannot be ended: the disk does not let it.")
        raise Refusal(told) from None


def under_way() -> str:
    """What is said while a backup takes the centre's place."""
    return _("A backup is being restored here at this moment. Wait until it has ended.")


def front_door(folder: Path) -> FrontDoor:
    """What the sign-in page shows; refuses a file that does not hold what was written to it."""
    try:
        content = json.loads((folder / SIGN_IN).read_text("utf-8"))
        centre = content["centre"]
        staff = {str(name): str(slot_id) for name, slot_id in content["staff"].items()}
        return FrontDoor(str(centre["name"]), str(centre["name_ar"]), staff)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise CentreBroken(broken(SIGN_IN)) from None


def broken(file: str) -> str:
    """What is said of a small file beside the database that cannot be read."""
    told = _("The file {file} is missing or damaged. Restore it from the last backup.")
    return told.format(file=isolate(file))


def as_text(door: FrontDoor) -> str:
    """The file's content."""
    centre = {"name": door.name, "name_ar": door.name_ar}
    return json.dumps({"centre": centre, "staff": door.staff}, ensure_ascii=False)
