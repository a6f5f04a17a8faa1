"""The numbers that tell who a person is: the identity card (CIN) and the pupil's Massar code."""

from __future__ import annotations

import re
import unicodedata

from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal

_CIN = re.compile(r"[A-Z]{1,2}[0-9]{1,7}")
_MASSAR = re.compile(r"[A-Z][0-9]{9}")
_BETWEEN = re.compile(r"[\W_]+")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")

CIVIL_STATUSES: dict[str, str] = {
    "registered": N_("registered"),
    "in_progress": N_("in progress"),
    "not_yet": N_("not yet"),
    "unknown": N_("not known"),
}


def civil_status_name(code: str) -> str:
    """Where the civil registration stands, in words; empty when it was not told."""
    return _(CIVIL_STATUSES[code]) if code in CIVIL_STATUSES else ""


def read_cin(text: str) -> str | None:
    """The number of an identity card as it is kept; None when it cannot be one."""
    number = _plain(text)
    return number if _CIN.fullmatch(number) else None


def read_massar(text: str) -> str | None:
    """A Massar code as it is kept; None when it cannot be one."""
    code = _plain(text)
    return code if _MASSAR.fullmatch(code) else None


def kept_cin(text: str) -> str:
    """The number to keep, or nothing; refuses at its field what is none."""
    number = read_cin(text)
    if number is None and _plain(text):
        words = _("A CIN has one or two letters, then up to seven digits.")
        raise Refusal(_keyboard(text) or words, "cin")
    return number or ""


def kept_massar(text: str) -> str:
    """The code to keep, or nothing; refuses at its field what is none."""
    code = read_massar(text)
    if code is None and _plain(text):
        words = _("A Massar code has one letter, then nine digits.")
        raise Refusal(_keyboard(text) or words, "massar")
    return code or ""


def _keyboard(text: str) -> str:
    """That the letters came from an Arabic keyboard, where they did."""
    if not _ARABIC_LETTER.search(text):
        return ""
    return _("The keyboard writes Arabic: switch it, the letters here are Latin ones.")


def _plain(text: str) -> str:
    """Capitals and Western digits alone: spaces, hyphens and case tell no numbers apart."""
    letters = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    return "".join(str(int(c)) if c.isdecimal() else c for c in letters)
