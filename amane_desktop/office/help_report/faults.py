"""What went wrong lately: kind, place in the program and time, as the log holds them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LOG = "amane.log"
OLDER_LOG = "amane.log.1"
_ROOT = Path(__file__).resolve().parents[3].as_posix() + "/"
_LIBRARIES = "/site-packages/"
_MOST = 20
_LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\S* (?P<level>WARNING|ERROR)"
    r"(?: (?P<kind>\w+) at (?P<places>[^,]+:\d+(?:, [^,]+:\d+)*)$)?"
)


@dataclass(frozen=True)
class FaultLine:
    """One line of the log; `what` is empty where it is no error of the program's."""

    at: str
    level: str
    what: str


def place_in_program(file: str) -> str:
    """Where in the program or in a library a file is.

    Nothing is said of the folders above, which bear the name of whoever uses this PC.
    """
    plain = file.replace("\\", "/")
    if _LIBRARIES in plain:
        return plain.rpartition(_LIBRARIES)[2]
    if plain.startswith(_ROOT):
        return plain.removeprefix(_ROOT)
    # In a bundle every file is told from the program's own folder.
    is_within = not re.match(r"/|[A-Za-z]:", plain)
    return plain if is_within else plain.rpartition("/")[2]


def last_faults(folder: Path) -> tuple[FaultLine, ...]:
    """The last lines of the log in a folder, newest first; of each what is known to say nothing."""
    lines: list[str] = []
    for name in (OLDER_LOG, LOG):
        with suppress(OSError):
            lines += (folder / name).read_text("utf-8", "replace").splitlines()
    found = filter(None, map(_LINE.match, lines))
    return tuple(map(_told, list(found)[: -_MOST - 1 : -1]))


def _told(line: re.Match[str]) -> FaultLine:
    places = (line["places"] or "").split(", ")
    told = [line["kind"], *map(place_in_program, places)]
    return FaultLine(line["at"], line["level"], ", ".join(told) if line["kind"] else "")
