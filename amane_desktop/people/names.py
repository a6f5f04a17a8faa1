"""Names in two scripts: how they are cleaned, folded for finding, and sorted."""

from __future__ import annotations

import re
import unicodedata

# Invisible marks that could turn the text around them; a name needs none of them.
_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]")
_HARAKAT = re.compile("[\u064b-\u0652\u0670\u0640]")
_ARABIC_FOLD = str.maketrans("أإآٱىةؤئگڭݣڤ", "اااايهويكككف")
_LATIN_ARTICLES = re.compile(r"^(?:(?:el|al|ech|ess|es|ez|er|et|en)[ -]+|l')")


def clean(text: str) -> str:
    """The text as it is kept: composed, one space between words, no control characters."""
    return " ".join(_BIDI.sub("", unicodedata.normalize("NFC", text)).split())


def fold(text: str) -> str:
    """The text without case, accents, vowel signs and spellings that tell no names apart."""
    plain = unicodedata.normalize("NFKD", clean(text)).casefold()
    # NFKD takes hamza off its seat too, which is what the fold wants.
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _HARAKAT.sub("", plain).translate(_ARABIC_FOLD).replace("’", "'")


def find_text(*names: str) -> str:
    """What a search looks through: every name, folded, with a space before each word."""
    return " " + " ".join(filter(None, map(fold, names)))


def sort_key(family_name: str, given_name: str) -> str:
    """Where a name stands in a list: articles (El, Ez-, ال) do not count, Aït is Ait."""
    return f"{_without_article(fold(family_name))}\u0001{fold(given_name)}"


def _without_article(folded: str) -> str:
    folded = _LATIN_ARTICLES.sub("", folded)
    if folded.startswith("ال") and len(folded) > 4:
        folded = folded[2:]
    return folded.replace("-", " ").replace("'", "")
