"""What is known before anybody has signed in: the one file in clear; quick to load."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

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
    return (folder / SIGN_IN).exists()


def front_door(folder: Path) -> FrontDoor:
    """What the sign-in page shows."""
    content = json.loads((folder / SIGN_IN).read_text("utf-8"))
    return FrontDoor(content["centre"]["name"], content["centre"]["name_ar"], content["staff"])


def as_text(door: FrontDoor) -> str:
    """The file's content."""
    centre = {"name": door.name, "name_ar": door.name_ar}
    return json.dumps({"centre": centre, "staff": door.staff}, ensure_ascii=False)
