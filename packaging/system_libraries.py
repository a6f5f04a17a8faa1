"""Libraries of Debian's own that a Linux bundle brings along, with their packages' licences."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from amane_desktop.licences import Part


def parts(files: Iterable[str]) -> list[Part]:
    """The packages that these files belong to; none where there is no Debian."""
    if not shutil.which("dpkg-query"):
        return []
    names = {name for file in files for name in _packages(Path(file))}
    return [_part(name) for name in sorted(names)]


def _packages(file: Path) -> set[str]:
    # /lib is a link to /usr/lib, and Debian knows a file by either.
    places = {str(file), str(file.resolve()), str(file).removeprefix("/usr")}
    for place in places:
        owner = _told("-S", place).partition(":")[0]
        if owner:
            return {owner}
    return set()


def _part(package: str) -> Part:
    # Debian's documentation may have been left out of a small system.
    copyright_ = Path("/usr/share/doc", package, "copyright")
    text = copyright_.read_text("utf-8", "replace").strip() if copyright_.exists() else ""
    # Long licences that many share stand there once.
    shared = set(re.findall(r"/usr/share/common-licenses/([\w.-]*\w)", text))
    for name in sorted(shared):
        if (whole := Path("/usr/share/common-licenses", name)).exists():
            text += f"\n\n{name}\n\n{whole.read_text('utf-8').strip()}"
    named = re.findall(r"^License: *(\S.*)$", text, re.M)
    licence = ", ".join(dict.fromkeys(named)) or "as its text says"
    return Part(package, _told("-W", "-f", "${Version}", package), licence, text)


def _told(*asked: str) -> str:
    answer = subprocess.run(["dpkg-query", *asked], capture_output=True, text=True, check=False)
    return answer.stdout.strip()
