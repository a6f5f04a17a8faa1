"""Measure what is promised, and write it to docs/performance.md."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import (
    attendance,
    backup,
    centre,
    checklist,
    dossiers,
    encryption,
    finding,
    lists,
    old_pc,
    rosters,
    watched,
)
from bench.pairs import ROUNDS, Pair, Promise
from bench.watched import ROOT

MANY, FEW = 10_000, 100


def demonstration(folder: Path, families: int) -> float:
    """Seconds of a whole process that makes a centre of so many families."""
    before = time.perf_counter()
    command = [sys.executable, "-m", "amane_desktop", "--data", str(folder), "demo"]
    command += ["--families", str(families), "--today", "2026-11-24"]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - before


def measure(place: Path) -> tuple[list[Promise], list[str]]:
    """Everything that is promised, and what is only told."""
    demo, large, groups = place / "demo", place / "large", place / "groups"
    demonstration(demo, 120)
    centre.build(groups)
    print("The start of the window…", flush=True)
    start = watched.start_beside_empty(demo)
    print("From Enter to the first page…", flush=True)
    first_page = watched.first_page(demo)
    print("From Enter to the list of families…", flush=True)
    many, few = (centre.with_people(place / f"house-{people}", people) for people in (MANY, FEW))
    families, memory = watched.families_beside_few(many, few)
    print("Rosters…", flush=True)
    drawn, size = rosters.beside_canvas(groups)
    whole = rosters.beside_libreoffice(groups, place)
    docx, fodt = (rosters.beside_one_more_document(groups, place, k) for k in ("docx", "fodt"))
    listed = checklist.beside_canvas(place / "dossier")
    print(f"A board of {dossiers.DOSSIERS:,} dossiers…", flush=True)
    board, narrowed = dossiers.measure(place / "dossiers")
    print("Ten years of attendance…", flush=True)
    (grid, bare_grid), (register, bare_register) = attendance.measure(place).values()
    print("A large demonstration centre…", flush=True)
    seconds = demonstration(large, 5000)
    megabytes = sum(file.stat().st_size for file in large.iterdir()) / 1e6
    beside_bare, grown, found = finding.measure(place)
    print(f"A list of {lists.PEOPLE:,} people…", flush=True)
    painted, held = lists.beside_all(place / f"finding-{lists.PEOPLE}")
    print("Encrypted beside plain…", flush=True)
    encrypted = encryption.beside_plain(place)
    print("Backups…", flush=True)
    backups, of_backups = backup.promises(place)
    print("An old PC…", flush=True)
    slow = old_pc.told(place, demo)
    promises = [
        Promise("start until the password field takes a key", "an empty PySide6 window with a "
                "text field", 1.8, start),
        Promise(f"from Enter to the list of families with {MANY:,} people, less the password's "
                "hash", f"with {FEW} people", 1.5, families),
        Promise("6 rosters of 20 children and 12 sessions in both languages in the running "
                "program, query and shaping included", "bare canvas calls for the same boxes and "
                "shaped names, the font parsed", 1.5, drawn),
        Promise("the same as a whole process, opening the centre included", "LibreOffice, "
                "headless, for the same pages", 0.5, whole),
        Promise("the same rosters in the running program", "LibreOffice, for one more document "
                "(.docx, as an office keeps them) in a process that runs", 1 / 12, docx),
        Promise(f"the checklist of a dossier with {checklist.PAPERS} papers in both languages in "
                "the running program, query and shaping included", "bare canvas calls for the "
                "same boxes and shaped words, the fonts parsed", 3, listed),
        Promise(f"the board of {dossiers.DOSSIERS:,} dossiers with "
                f"{dossiers.DOSSIERS * dossiers.PAPERS:,} papers, read",
                "the bare indexed queries", 3, board),
        Promise("filtering that board in the window, painted", "opening it, painted", 0.2,
                narrowed),
        Promise(f"the week's grid of a group with {attendance.rows(attendance.MANY_WEEKS):,} marks "
                "in the centre", f"with {attendance.rows(attendance.FEW_WEEKS):,}", 3, grid),
        Promise("the same", "the bare indexed queries", 5, bare_grid),
        Promise("the monthly register of a group with as many marks",
                f"with {attendance.rows(attendance.FEW_WEEKS):,}", 3, register),
        Promise("the same", "the bare indexed queries", 5, bare_register),
        Promise("finding as one types over 100,000 people, from the key to ranked rows, p95",
                "a bare FTS5 prefix query on the same file, and 5 ms", 1, beside_bare),
        Promise("the same over 1,000,000 people", "over 10,000", 10, grown),
        Promise(f"{lists.PEOPLE:,} people in a list, until the first rows are painted",
                "the same list with all rows loaded", 0.15, painted),
        Promise("the memory by which that list grows the process (MB, not ms)",
                "the same list with all rows loaded", 0.3, held),
        *backups,
    ]  # fmt: skip
    told = [
        first_page,
        f"The window with that list has held **{memory / 1e6:.0f} MB** of memory at most (at most "
        "250), the password's hash included.",
        f"The paper of these 6 rosters: **{size / 1000:.0f} KB** (at most 150).",
        f"A demonstration centre of 5,000 families: **{seconds:.0f} s** as a whole process "
        f"(at most 60), **{megabytes:.0f} MB** on the disk.",
        *_own_format(fodt),
        *found,
        *encrypted,
        *of_backups,
        *slow,
    ]
    return promises, told


def _own_format(pair: Pair | None) -> list[str]:
    if pair is None:
        return []
    return [
        "One more document in LibreOffice's own format instead of .docx: "
        f"**{pair.ratio:.2f}** ({pair.ours * 1000:.0f} beside {pair.peer * 1000:.0f} ms)."
    ]


def report(promises: list[Promise], told: list[str]) -> str:
    """The page as it stands in docs/."""
    rows = [
        f"| {p.ours} | {p.peer} | {p.most:.3g} | "
        + (
            f"**{p.pair.ratio:.2f}** | {p.pair.ours * 1000:.0f} | {p.pair.peer * 1000:.0f} |"
            if p.pair
            else "not measured: the peer is missing | | |"
        )
        for p in promises
    ]
    return "\n".join(
        [
            "# How fast it is",
            "",
            "Written by `python3 dev.py bench`. Each figure was taken beside its peer in one run, "
            f"in turn (A B A B, at least {ROUNDS} rounds after one to warm up); the ratio is the "
            "median of the rounds' ratios and is what counts: milliseconds belong to the machine, "
            f"which had {os.cpu_count()} cores.",
            "",
            "| what | beside | at most | ratio | ms | peer, ms |",
            "| --- | --- | ---: | ---: | ---: | ---: |",
            *rows,
            "",
            *(f"- {line}" for line in told),
            "",
            "The window is watched from outside (`bench/window.py`): a key is sent until the field "
            "holds it and the window is painted, with Qt's offscreen platform. Before every round "
            "of the rosters all shaped and measured text is forgotten, as in a week that was never "
            "printed. The program runs with its byte-code, as an installed one. LibreOffice has "
            "its own profile, made in the round that warms up, and the papers' typeface; its "
            "document has the pages, words, boxes and sizes of the rosters, and the letters of "
            "both are compared.",
            "",
            "The old PC (`bench/old_pc.py`) has one core, and a disk that the kernel holds to "
            f"{old_pc.BYTES_A_SECOND / 1e6:.0f} MB/s (blkio.throttle of cgroup v1): a file system "
            "of its own with Python, the program as it is handed out (byte-code alone, libraries "
            "without symbols) and a centre, mounted anew before each start; the password is typed "
            f"in a second and a half meanwhile. Medians of {old_pc.ROUNDS} rounds.",
            "",
        ]
    )


def main() -> int:
    """Measure, write the page, and say what is broken."""
    with tempfile.TemporaryDirectory() as place:
        promises, told = measure(Path(place))
    page = ROOT / "docs" / "performance.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(report(promises, told), "utf-8")
    print(page.read_text("utf-8"))
    for promise in promises:
        if promise.pair is None:
            print(f"Missing: {promise.peer}")
        if promise.is_broken:
            print(f"Slower than promised: {promise.ours}")
    return int(any(promise.is_broken for promise in promises))


if __name__ == "__main__":
    sys.exit(main())
