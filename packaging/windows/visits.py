"""What staff do with the installed program, visit by visit; runs inside the small Debian."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from staff import DISPLAY, ENV, PREFIX, SEEN, STARTED, STICK, WHOLE, Unlike, look, run
from visit_data import (
    backs_up_and_restores,
    bears_a_wrong_clock,
    demonstrates,
    lives_in_strange_folders,
    refuses_a_closed_folder,
    says_a_damaged_backup,
)
from visit_drive import backs_up_from_the_window
from visit_help import shows_the_guide, tells_of_itself
from visit_installing import installs, uninstalls, upgrades
from visit_migration import migrates
from visit_papers import finds_in_arabic, keeps_the_time_of_morocco, prints_rosters
from visit_printing import prints
from visit_update import updates_by_stick
from visit_window import opens_in_three_languages, starts_once, stays_light, survives_a_kill

VISITS: tuple[Callable[[], str], ...] = (
    installs,
    demonstrates,
    backs_up_from_the_window,
    prints_rosters,
    prints,
    finds_in_arabic,
    backs_up_and_restores,
    says_a_damaged_backup,
    opens_in_three_languages,
    shows_the_guide,
    tells_of_itself,
    survives_a_kill,
    starts_once,
    migrates,
    lives_in_strange_folders,
    refuses_a_closed_folder,
    bears_a_wrong_clock,
    keeps_the_time_of_morocco,
    stays_light,
    updates_by_stick,
    upgrades,
    uninstalls,
)


def main(names: list[str]) -> int:
    """Make every visit, or those that are named, and note what was seen."""
    SEEN.mkdir(exist_ok=True)
    STICK.mkdir(exist_ok=True)
    letter = PREFIX / "dosdevices" / "e:"
    letter.unlink(missing_ok=True)
    letter.symlink_to(STICK)
    # What an earlier check, which ended with its whole Debian, left of its screen.
    Path("/tmp/.X7-lock").unlink(missing_ok=True)
    for program in (
        ["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-noreset"],
        ["openbox"],
    ):
        subprocess.Popen(program, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(2)
    drive = (r"HKLM\Software\Wine\Drives", "e:", "floppy")
    run(r"C:\windows\system32\reg.exe", "add", drive[0], "/v", drive[1], "/d", drive[2], "/f")
    seen = [_make(visit) for visit in VISITS if not names or visit.__name__ in names]
    (WHOLE / "seen.json").write_text(json.dumps(seen, ensure_ascii=False), "utf-8")
    return int(any(not good for _, good, _ in seen))


def _make(visit: Callable[[], str]) -> tuple[str, bool, str]:
    told = (visit.__doc__ or "").strip()
    began = time.monotonic()
    try:
        outcome = (told, True, visit())
    except (Unlike, OSError, ValueError, subprocess.SubprocessError) as error:
        look(f"failed-{visit.__name__}")
        traceback.print_exc()
        outcome = (told, False, str(error))
        for process in STARTED:
            process.kill()
    print(
        f"{'good' if outcome[1] else 'BAD '} {time.monotonic() - began:4.0f} s  {told}", flush=True
    )
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
