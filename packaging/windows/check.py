"""Use the built Windows program as staff would: `python3 dev.py bundle --windows --check`."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import sys
from pathlib import Path

import build
import debian
import older
import wine
from places import CACHE, HERE, OUT, PROGRAM, ROOT, inside
from visit_update import NEWER

PAGE = ROOT / "docs" / "windows.md"
WHOLE, PREFIX = CACHE / "check", CACHE / "check" / "windows"
_RESULT = re.compile(r"(<!-- result -->\n).*(<!-- end of result -->\n)", re.S)


def main(names: list[str]) -> int:
    """Make the visits in a fresh Windows, and write what was seen into docs/windows.md."""
    if not list(OUT.glob("AmaneSetup-*.exe")):
        print("Build it first: python3 dev.py bundle --windows", file=sys.stderr)
        return 1
    debian.ensure()
    shutil.rmtree(WHOLE, ignore_errors=True)
    WHOLE.mkdir()
    os.chown(WHOLE, debian.STAFF, debian.STAFF)
    wine.make(PREFIX, is_staff=True)
    for other in ("0.0.1", NEWER):
        build.build_installer(WHOLE / f"AmaneSetup-{other}.exe", other, is_quick=True)
    older.make()
    code = debian.show(["python3", inside(HERE / "visits.py"), *names], is_staff=True)
    seen = json.loads((WHOLE / "seen.json").read_text("utf-8"))
    print(f"The pictures to look at: {WHOLE / 'seen'}")
    if not names:
        write(PAGE, seen, f"Commit {_commit()}, {datetime.date.today()}, Wine {_wine()}.")
    return code


def write(page: Path, seen: list[tuple[str, bool, str]], of_what: str) -> None:
    """Put the last result in its place on the page."""
    rows = [f"| {'yes' if good else '**no**'} | {told} | {outcome} |"
            for told, good, outcome in seen]  # fmt: skip
    result = (
        f"{of_what}\n\n"
        "| good | what was done | what was seen |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"
    )
    text = page.read_text("utf-8")
    page.write_text(_RESULT.sub(lambda found: found[1] + result + found[2], text), "utf-8")


def _commit() -> str:
    """The commit that the program was built from, as it tells it itself."""
    return (PROGRAM / "_internal" / "resources" / "commit.txt").read_text("utf-8").strip()


def _wine() -> str:
    return debian.run([wine.WINE, "--version"]).strip().removeprefix("wine-").split(" ")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
