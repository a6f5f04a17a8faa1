"""The procedures that the program ships."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from amane_desktop.civil_registration.procedures import Procedure, kept
from amane_desktop.civil_registration.resources import FOLDER


@cache
def shipped_texts() -> Mapping[str, str]:
    """Each shipped procedure word for word, by its code."""
    files = sorted(FOLDER.glob("*.yaml"))
    return MappingProxyType(
        {file.stem: file.read_text("utf-8") for file in files if file.stem != "questions"}
    )


@cache
def shipped() -> Mapping[str, Procedure]:
    """Each shipped procedure by its code; read when it is first asked for."""
    return MappingProxyType({code: kept(text) for code, text in shipped_texts().items()})
