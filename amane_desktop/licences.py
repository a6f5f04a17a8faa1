"""What the program is made of: names, versions, licences and their texts, read from the packages.

Of what no package tells (Python, Qt's texts, fonts), `resources/licences/parts.json` says where
they stand. A bundle has no packages: what was collected when it was built lies in it as one file.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from amane_desktop.storage.versions import engine_versions

ROOT = Path(__file__).resolve().parents[1]
_RESOURCES = ROOT / "resources"
MADE = _RESOURCES / "licences" / "inside.json"
_TOLD = _RESOURCES / "licences" / "parts.json"
_IS_LICENCE = re.compile(r"\.dist-info/(.*/)?(licen[cs]e|copying|notice|build_licenses)", re.I)
_BETWEEN = "\n\n" + "-" * 72 + "\n\n"


@dataclass(frozen=True)
class Part:
    """Something of others' that is inside, with the whole text of its licence."""

    name: str
    version: str
    licence: str
    text: str


def parts() -> tuple[Part, ...]:
    """Everything inside, in the order of names."""
    if MADE.exists():
        return tuple(Part(**each) for each in json.loads(MADE.read_text("utf-8")))
    return collected()


def collected(*, is_bundle: bool = False, others: Iterable[Part] = ()) -> tuple[Part, ...]:
    """The same, read from the packages of this Python; a bundle has some parts of its own."""
    told = json.loads(_TOLD.read_text("utf-8"))
    found = [*others]
    for part in told["parts"]:
        where = part.get("is_in")
        if where is None or (is_bundle and (where == "bundle" or sys.platform == "win32")):
            found.append(_told_part(part))
    for package in packages():
        found.append(_package(package, told["packages"].get(plain_name(package.name), {})))
    return tuple(sorted(found, key=lambda part: part.name.casefold()))


def write(file: Path, inside: Iterable[Part]) -> None:
    """Keep for a bundle what was collected."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(part) for part in inside], ensure_ascii=False, indent=0)
    file.write_text(text, "utf-8", newline="\n")


def packages() -> list[Distribution]:
    """The packages that the program needs, and those that they need here in turn."""
    # Where the program runs from its source alone.
    from packaging.requirements import Requirement

    with (ROOT / "pyproject.toml").open("rb") as file:
        todo = [Requirement(line) for line in tomllib.load(file)["project"]["dependencies"]]
    found: dict[str, Distribution] = {}
    while todo:
        wanted = todo.pop()
        name = plain_name(wanted.name)
        if name not in found:
            found[name] = distribution(name)
            needed = map(Requirement, found[name].requires or ())
            todo += [one for one in needed if _is_needed(one, wanted.extras)]
    return list(found.values())


def plain_name(name: str) -> str:
    """A package's name as every list spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_needed(requirement: Any, extras: Iterable[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def _told_part(told: dict[str, Any]) -> Part:
    texts = list(map(_resource, told.get("texts", ())))
    # For Windows, Python tells here of what it brings along, too.
    if told["name"] == "Python" and (own := Path(sys.base_prefix, "LICENSE.txt")).exists():
        texts = [_in_letters(own.read_bytes()).strip()]
    if "package" in told:
        texts += _texts(distribution(told["package"]))
    return Part(told["name"], _version(told), told["licence"], _BETWEEN.join(texts))


def _package(package: Distribution, told: dict[str, Any]) -> Part:
    texts = (*_texts(package), *map(_resource, told.get("texts", ())))
    licence = told.get("licence") or _licence(package)
    return Part(package.name, package.version, licence, _BETWEEN.join(texts))


def _licence(package: Distribution) -> str:
    said = package.metadata
    named = [said[key] for key in ("License-Expression", "License") if key in said]
    return named[0].strip().partition("\n")[0] if named else ""


def _texts(package: Distribution) -> Iterator[str]:
    """The texts that come with a package, as its own list of files knows them."""
    for file in package.files or ():
        if _IS_LICENCE.search(str(file)):
            yield _in_letters(file.read_binary()).strip()


def _in_letters(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _resource(name: str) -> str:
    return (_RESOURCES / name).read_text("utf-8").strip()


def _font_version(told: dict[str, Any]) -> str:
    """The version that a package's font has in its file's name, or ours in its table of names."""
    if package := told.get("font_of"):
        (name,) = (f.stem for f in distribution(package).files or () if f.match(told["font"]))
        return str(name.rpartition("-")[2])
    # Names are written in two bytes a letter.
    word = b"".join(b"\0" + letter for letter in (b"V", b"e", b"r", b"s", b"i", b"o", b"n", b" "))
    found = re.search(word + rb"((?:\0[\d.])+)", (_RESOURCES / told["font"]).read_bytes())
    return found[1].replace(b"\0", b"").decode("ascii") if found else ""


def _version(told: dict[str, Any]) -> str:
    engine = engine_versions()
    own = {
        "Python": ".".join(map(str, sys.version_info[:3])),
        "SQLite": engine.sqlite,
        "SQLCipher": engine.sqlcipher.partition(" ")[0],
        "OpenSSL": engine.openssl.partition(" ")[0],
    }
    if "font" in told:
        return _font_version(told)
    of = told.get("version_of") or told.get("package")
    return distribution(of).version if of else own.get(told["name"], "")
