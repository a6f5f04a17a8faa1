"""A small Debian of its own, whose Wine is new enough, and running programs in it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from places import CACHE, DEBIAN, INSIDE, ROOT

SUITE = "trixie"
PACKAGES = (
    # Windows; its installer; a compiler for what Wine lacks; who signed what.
    *("wine", "wine64", "nsis", "gcc-mingw-w64-x86-64-win32", "osslsigncode", "ca-certificates"),
    # To use the program as staff would: a screen, hands and eyes, and reading papers back.
    *("python3-minimal", "libpython3-stdlib", "xvfb", "openbox", "xdotool", "imagemagick"),
    *("poppler-utils", "faketime", "cups"),
)
# The mounts vanish, and all that it started ends, with the program itself.
_ENTER = """
mount --bind "$1" "$2$3"
mount -t proc proc "$2/proc"
mount --rbind /dev "$2/dev"
root=$2
shift 3
exec chroot "$root" "$@"
"""
STAFF = 1000
# What others mount, and let go again, is not held fast here.
_UNSHARED = ("unshare", "--mount", "--propagation=slave", "--pid", "--fork", "--kill-child")
_BARE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}


def ensure() -> None:
    """Set it up, unless it stands already as it is wanted."""
    wanted = hashlib.sha256(" ".join((SUITE, *PACKAGES)).encode()).hexdigest()
    stamp = CACHE / "debian.sha256"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Setting up a small Debian with Wine in {CACHE.name}/ (once; some minutes)", flush=True)
    shutil.rmtree(DEBIAN, ignore_errors=True)
    CACHE.mkdir(exist_ok=True)
    subprocess.run(
        ["debootstrap", "--variant=minbase", SUITE, DEBIAN, _mirror()],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (DEBIAN / INSIDE.relative_to("/")).mkdir(exist_ok=True)
    shutil.copy("/etc/resolv.conf", DEBIAN / "etc" / "resolv.conf")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"} | _proxies()
    run(["apt-get", "update", "-qq"], quiet, has_network=True)
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES)
    run(install, quiet, has_network=True)
    run(["apt-get", "clean"])
    run(["useradd", "--create-home", "--no-user-group", "--uid", str(STAFF), "office"])
    stamp.write_text(wanted)


def run(
    command: Iterable[str | Path],
    env: Mapping[str, str] | None = None,
    *,
    has_network: bool = False,
    is_staff: bool = False,
) -> str:
    """Run a program in it, without the network; what it said, or the end of everything.

    Wine wants pipes for what it reads and says.
    """
    entering = _entering(command, env, has_network=has_network, is_staff=is_staff)
    ran = subprocess.run(
        entering, input=b"", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = ran.stdout.decode("utf-8", "replace")
    if ran.returncode:
        sys.exit(f"{said}\nThis failed ({ran.returncode}): {' '.join(map(str, command))[:500]}")
    return said


def show(command: Iterable[str | Path], *, is_staff: bool = False) -> int:
    """Run a program whose words are shown as it says them; its exit code."""
    return subprocess.run(_entering(command, is_staff=is_staff), check=False).returncode


def _entering(
    command: Iterable[str | Path],
    env: Mapping[str, str] | None = None,
    *,
    has_network: bool = False,
    is_staff: bool = False,
) -> list[str]:
    told = {**_BARE, **({"HOME": "/home/office"} if is_staff else {}), **(env or {})}
    # Staff are no administrators.
    account = (f"--reuid={STAFF}", f"--regid={STAFF}", "--clear-groups") if is_staff else ()
    return [
        *_UNSHARED,
        *(() if has_network else ("--net",)),
        *("sh", "-ec", _ENTER, "sh", str(ROOT), str(DEBIAN), str(INSIDE)),
        *("env", "-i", *(f"{name}={value}" for name, value in told.items())),
        *(("setpriv", *account) if account else ()),
        *map(str, command),
    ]


def _mirror() -> str:
    """Where this machine's own Debian comes from."""
    lists = sorted(Path("/etc/apt").glob("sources.list*")) + sorted(
        Path("/etc/apt/sources.list.d").glob("*")
    )
    for file in filter(Path.is_file, lists):
        for line in file.read_text("utf-8", "replace").splitlines():
            found = re.match(r"(?:URIs:|deb(?: \[.*?\])?) *(\S*/debian)/?(?:\s|$)", line)
            if found:
                return found[1]
    sys.exit("apt's lists name no mirror of Debian to take Wine from.")


def _proxies() -> dict[str, str]:
    names = ("http_proxy", "https_proxy", "no_proxy")
    return {name: os.environ[name] for name in names if name in os.environ}
