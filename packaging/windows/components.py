"""The list of what is inside, with versions and licences (CycloneDX), beside the installer."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from places import PYTHON, ROOT

SITE = PYTHON / "Lib" / "site-packages"
# What no list of packages tells.
_OTHERS = {
    "IBM Plex Sans Arabic": "OFL-1.1",
    "Material Design Icons": "Apache-2.0",
    "Microsoft Visual C++ runtime": "Visual Studio redistributable",
    "PyInstaller's bootloader": "GPL-2.0-or-later WITH Bootloader-exception",
}
# Of these the packages themselves say nothing that a program reads.
_LICENCES = {"sqlcipher3": "Zlib", "pypdfium2": "BSD-3-Clause AND Apache-2.0"}


def write(file: Path, work: Path) -> None:
    """Write the list of the packages whose code or data the bundle took."""
    listed = json.loads(
        subprocess.run(
            [sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject",
             ROOT / "pyproject.toml", "--output-reproducible", sys.executable],
            check=True, capture_output=True,
        ).stdout
    )  # fmt: skip
    names = packed(taken_from(work))
    parts = {_plain(part["name"]): part for part in listed["components"]}
    missing = names - set(parts)
    if missing:
        sys.exit("These are inside, and not in the list: " + ", ".join(sorted(missing)))
    kept = [_with_licence(part) for name, part in parts.items() if name in names]
    others = [_other(name, licence) for name, licence in _OTHERS.items()]
    listed["components"] = [*kept, _other("Python", "PSF-2.0", _python_version()), *others]
    named = {part.get("bom-ref") for part in kept} | {listed["metadata"]["component"]["bom-ref"]}
    listed["dependencies"] = [
        one | {"dependsOn": [ref for ref in one.get("dependsOn", []) if ref in named]}
        for one in listed["dependencies"]
        if one["ref"] in named
    ]
    file.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(listed['components'])} components in {file.name}")


def taken_from(work: Path) -> set[str]:
    """The files that PyInstaller took, below the folder of the wheels, as it noted them."""
    taken = set()
    for toc in (*work.glob("*/COLLECT-00.toc"), *work.glob("*/PYZ-00.toc")):
        for path in _paths(ast.literal_eval(toc.read_text("utf-8"))):
            below = path.replace("\\", "/").partition("/Lib/site-packages/")[2]
            if below:
                taken.add(below)
    return taken


def _paths(told: Any) -> set[str]:
    if isinstance(told, str):
        return {told}
    if isinstance(told, list | tuple):
        return set().union(*map(_paths, told))
    return set()


def packed(files: set[str]) -> set[str]:
    """The names of the packages that these files belong to."""
    return {
        _plain(package.name)
        for package in distributions(path=[str(SITE)])
        if _plain(package.name) not in ("pyinstaller", "pyinstaller-hooks-contrib")
        and any(str(file) in files for file in package.files or ())
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _with_licence(part: dict[str, Any]) -> dict[str, Any]:
    licence = _LICENCES.get(_plain(part["name"]))
    if licence and not part.get("licenses"):
        return part | {"licenses": [{"expression": licence}]}
    return part


def _other(name: str, licence: str, version: str = "") -> dict[str, Any]:
    told = {"license": {"name": licence}}
    part = {"type": "library", "name": name, "licenses": [told], "bom-ref": name}
    return part | ({"version": version} if version else {})


def _python_version() -> str:
    """The version that the library itself bears."""
    (library,) = PYTHON.glob("python3?*.dll")
    found = re.search(rb"F.i.l.e.V.e.r.s.i.o.n.(?:\x00){1,4}((?:[\d.]\x00)+)", library.read_bytes())
    assert found is not None
    return found[1].decode("utf-16-le")
