"""Names in two scripts: how they are cleaned, folded for finding, sorted and shown."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

from amane_desktop.i18n import language

# Invisible marks that could turn the text around them, and halves of characters: no name needs one.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff]"
)
_HARAKAT = re.compile("[\u064b-\u0652\u0670\u0640]")
_ARABIC_FOLD = str.maketrans("أإآٱىةؤئگڭݣڤ", "اااايهويكككف")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
# All that stands between words, but no sign that somebody could mean (an emoji, a foreign letter).
_BETWEEN = re.compile("[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xa0«»·،؛؟٪\u2000-\u206f\u3000-\u3003]+")
_FAMILY_WORD = re.compile(
    r"^(?:(?:[اأ]سر[ةه]|عائل[ةه]|(?:la\s+)?famille|(?:the\s+)?family)\s+)+(?=\S)|(?<=\S)\s+family$",
    re.IGNORECASE,
)
_LATIN_ARTICLES = re.compile(r"^(?:(?:el|al|ech|ess|es|ez|er|et|en)[ -]+|l')")


def clean(text: str) -> str:
    """The text as it is kept: composed, one space between words, no control characters."""
    return " ".join(unicodedata.normalize("NFC", _UNWANTED.sub("", text)).split())


def without_family_word(name: str) -> str:
    """A family's name without the word *family* before it, which every page says anyway."""
    return _FAMILY_WORD.sub("", name)


def fold(text: str) -> str:
    """The text without case, accents, vowel signs and spellings that tell no names apart."""
    return _HARAKAT.sub("", _plain(text)).translate(_ARABIC_FOLD).replace("’", "'")


def find_words(text: str) -> list[str]:
    """The folded words of a name or of what is looked for; Ez-Zahra is two, M'hamed is one."""
    return _split(fold(text))


def spelled_words(text: str) -> list[str]:
    """The words with each letter as it is written, for how they sound."""
    return _split(_plain(text))


def find_text(*names: str) -> str:
    """What a search looks through: every word of every name, with a space before each."""
    return "".join(f" {word}" for name in names for word in find_words(name))


def sort_key(family_name: str, given_name: str) -> str:
    """Where a name stands in a list: articles (El, Ez-, ال) do not count, Aït is Ait."""
    return f"{_without_article(fold(family_name))}\u0001{fold(given_name)}"


def listed_name(given_name: str, family_name: str) -> str:
    """A person's name where a list sorts by family name: that name stands first."""
    return f"{family_name} {given_name}".strip()


class Named(Protocol):
    """Somebody whose names are known in one script or in both."""

    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...
    @property
    def given_name_ar(self) -> str: ...
    @property
    def family_name_ar(self) -> str: ...


def both_names(person: Named) -> tuple[tuple[str, str], tuple[str, str]]:
    """The given and the family name in Latin letters, and in Arabic.

    A family's name alone tells no brother from his sister: what is known in one script alone
    stands in both, and a script in which nothing is known stays empty.
    """
    latin = (person.given_name, person.family_name)
    arabic = (person.given_name_ar, person.family_name_ar)
    return _filled(latin, arabic), _filled(arabic, latin)


def sheet_names(person: Named) -> tuple[str, str]:
    """The names on sheets: the family's first in Latin letters, the own first in Arabic."""
    return listed_names(person)[0], whole_names(person)[1]


def listed_names(person: Named) -> tuple[str, str]:
    """The names in each script where a list sorts by family name."""
    latin, arabic = both_names(person)
    return listed_name(*latin), listed_name(*arabic)


def whole_names(person: Named) -> tuple[str, str]:
    """The names in each script as they are said."""
    latin, arabic = both_names(person)
    return " ".join(filter(None, latin)), " ".join(filter(None, arabic))


def full_name(person: Named) -> str:
    """A person's name as this screen's reader reads it, or each part as it is known."""
    return in_reader_script(*whole_names(person))


def in_reader_script(latin: str, arabic: str) -> str:
    """The name as this screen's reader reads it, or as it is known when only one is."""
    return (arabic or latin) if language() == "ar" else (latin or arabic)


def _filled(names: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    return (names[0] or other[0], names[1] or other[1]) if any(names) else ("", "")


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", clean(text)).casefold()
    # NFKD takes hamza off its seat too, which is what the fold wants.
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_DIGITS)


def _split(plain: str) -> list[str]:
    return _BETWEEN.sub(" ", plain.translate(_APOSTROPHES)).split()


def _without_article(folded: str) -> str:
    folded = _LATIN_ARTICLES.sub("", folded)
    if folded.startswith("ال") and len(folded) > 4:
        folded = folded[2:]
    return folded.replace("-", " ").replace("'", "")
