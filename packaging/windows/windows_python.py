"""Python for Windows with the wheels of the lock, each file judged before it is used."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import debian
from places import CACHE, DEBIAN, HERE, PYTHON, ROOT, inside

LOCK, OWN_LOCK = ROOT / "requirements.lock", HERE / "python.lock"
VERSION = "3.13"
_PLAIN = VERSION.replace(".", "")
_SIGNERS = ("O=Python Software Foundation/", "O=Microsoft Corporation/")
# Where the root is in neither list: the digest is judged, and the signer's name.
_BY_MICROSOFT = ("vcruntime140.dll", "vcruntime140_1.dll")


def ensure() -> None:
    """Lay it out, unless it stands already for these very locks."""
    locks = LOCK.read_bytes() + OWN_LOCK.read_bytes()
    wanted = hashlib.sha256(locks).hexdigest()
    stamp = CACHE / "python.sha256"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Setting up Python for Windows and the wheels of the lock", flush=True)
    shutil.rmtree(PYTHON, ignore_errors=True)
    _unpack_python()
    _judge_signatures()
    _install_wheels()
    stamp.write_text(wanted)


def _unpack_python() -> None:
    """Lay out the embeddable distribution as PyInstaller expects a Python to be."""
    fetched = CACHE / "fetched"
    shutil.rmtree(fetched, ignore_errors=True)
    _pip("download", "--no-binary", ":all:", "--no-build-isolation", "--dest", fetched,
         "-r", OWN_LOCK)  # fmt: skip
    (archive,) = fetched.glob("*.tar.gz")
    with tarfile.open(archive) as outer:
        member = next(name for name in outer.getnames() if name.endswith("/data.zip"))
        packed = outer.extractfile(member)
        assert packed is not None
        with zipfile.ZipFile(packed) as inner:
            inner.extractall(CACHE / "fetched")
    (fetched / f"cp{_PLAIN}").rename(PYTHON)
    shutil.rmtree(fetched)
    library = PYTHON / f"python{_PLAIN}.zip"
    with zipfile.ZipFile(library) as standard:
        standard.extractall(PYTHON / "Lib")
    library.unlink()
    (PYTHON / f"python{_PLAIN}._pth").write_text("Lib\n.\nLib\\site-packages\nimport site\n")


def _judge_signatures() -> None:
    """End everything unless each program and library is as its signer made it."""
    roots = CACHE / "roots.pem"
    own = sorted(HERE.glob("*.pem"))
    debians = DEBIAN / "etc" / "ssl" / "certs" / "ca-certificates.crt"
    roots.write_text("".join(file.read_text() for file in (debians, *own)))
    files = sorted(file for end in ("exe", "dll", "pyd") for file in PYTHON.glob(f"*.{end}"))
    for file in files:
        said = _verify(file, roots)
        if not is_signed(said, whole_chain=file.name not in _BY_MICROSOFT):
            sys.exit(f"{said}\n{file.name} is not as its signer made it.")
    print(f"{len(files)} files of Python are as their signers made them", flush=True)


def _verify(file: Path, roots: Path) -> str:
    # Lists of revoked certificates would be asked of the internet.
    listed = ("-ignore-crl", "-CAfile", inside(roots), "-TSA-CAfile", inside(roots))
    command = ("osslsigncode", "verify", *listed, inside(file))
    return debian.run(["sh", "-c", '"$@" || :', "sh", *command])


def is_signed(said: str, *, whole_chain: bool) -> bool:
    """Whether osslsigncode found the file's digest signed by one of those who make Python."""
    now = re.search(r"Current message digest *: (\w+)", said)
    reckoned = re.search(r"Calculated message digest *: (\w+)", said)
    signer = re.search(r"Signer's certificate:.*?Subject: (.*?)\n", said, re.S)
    return (
        now is not None
        and reckoned is not None
        and now[1] == reckoned[1]
        and signer is not None
        and any(name in signer[1] + "/" for name in _SIGNERS)
        and (not whole_chain or re.search(r"^Succeeded$", said, re.M) is not None)
    )


def _install_wheels() -> None:
    """The lock's packages as Windows has them; pip compares every hash."""
    # Its marks say on which system each is wanted; pip would judge them by this one.
    plain = CACHE / "windows.lock"
    plain.write_text(without_marks(LOCK.read_text("utf-8")), "utf-8")
    _pip("install", "--no-compile", "--target", PYTHON / "Lib" / "site-packages",
         "--platform", "win_amd64", "--python-version", VERSION, "--only-binary", ":all:",
         "-r", plain)  # fmt: skip


def without_marks(lock: str) -> str:
    """A lock's text with every package wanted, whatever the system."""
    return re.sub(r"^(\S+==\S+) ;[^\\\n]*", r"\1 ", lock, flags=re.M)


def _pip(verb: str, *arguments: str | Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", verb, "-q", "--disable-pip-version-check", "--no-deps",
         "--require-hashes", *arguments],
        check=True,
    )  # fmt: skip
