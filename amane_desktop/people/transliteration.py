"""A name in the other script, as a proposal that a person takes or leaves.

Names already in the centre are asked first, then the sample names, then the letters.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import literal, select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.letters import in_arabic, in_latin
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import clean, find_words, fold
from amane_desktop.people.sight import Sight
from amane_desktop.people.spelling import word_sounds
from amane_desktop.storage import fulltext

_SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
_SAMPLES = ("girls", "boys", "women", "men", "family_names")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_MOST_LOOKED_AT = 300
_ALIKE = 0.94
_ARTICLE = re.compile(r"^(?:e[lrsztnd]|al|ech|es)$")
_WORDS = {"ben": "بن", "abd": "عبد", "id": "إد", "allah": "الله", "eddine": "الدين"}
_Pair = tuple[str, str]


@query(Permission.EDIT_FAMILIES, {"name": "Yassine"})
def other_script(reading: Reading, name: str, is_family_name: bool = False) -> str:
    """The name in the other script; empty where there is nothing to propose."""
    name = clean(name)
    if not any(map(str.isalpha, name)):
        return ""
    used = _used_here(reading, name, is_family_name)
    return used or spelled_otherwise(name)


def is_arabic(name: str) -> bool:
    """Whether the name is written in Arabic letters, or some of it."""
    return _ARABIC.search(name) is not None


def spelled_otherwise(name: str) -> str:
    """The name in the other script as sample names and letters have it."""
    known = _sample_names().get(_key(name))
    if known:
        return known
    return clean(_as_latin_words(name) if _ARABIC.search(name) else _as_arabic_words(name))


def _used_here(reading: Reading, name: str, is_family_name: bool) -> str:
    """The spelling that goes with this one most often in the centre, of what the reader sees."""
    sight, index = Sight(reading), fulltext.name_index("person")
    asked = fulltext.all_of(fulltext.words(word) for word in find_words(name))
    latin, arabic = Person.given_name, Person.given_name_ar
    if is_family_name:
        latin, arabic = Person.family_name, Person.family_name_ar
    columns = (arabic, latin) if _ARABIC.search(name) else (latin, arabic)
    pairs = reading.session.execute(
        select(*columns)
        .select_from(index)
        .join(Person, Person.id == index.c.rowid)
        .join(Family, Family.id == Person.family_id)
        .where(fulltext.matches(index, literal(asked)), sight.persons())
        .limit(_MOST_LOOKED_AT)
    )
    others = Counter(other for here, other in pairs if other and _key(here) == _key(name))
    return others.most_common(1)[0][0] if others else ""


def _key(name: str) -> str:
    return " ".join(find_words(name))


@cache
def _sample_names() -> dict[str, str]:
    """The sample names, and the words in them that stand side by side, each in both directions."""
    table: dict[str, str] = {}
    for latin, arabic in _sample_pairs():
        table.setdefault(_key(latin), arabic)
        table.setdefault(_key(arabic), latin)
    return table


def _sample_pairs() -> Iterator[_Pair]:
    aligned: list[_Pair] = []
    for name in _SAMPLES:
        with (_SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["fr"], row["ar"]
                words = row["fr"].split(), row["ar"].split()
                if len(words[0]) == len(words[1]):
                    aligned += zip(*words, strict=True)
    yield from aligned


@cache
def _sounding() -> dict[str, list[_Pair]]:
    """The sample names of one word by how they sound."""
    table: dict[str, list[_Pair]] = {}
    for pair in _sample_pairs():
        is_article_told = pair[1].startswith("ال") == pair[0].casefold().startswith(("el ", "al "))
        if " " not in "".join(pair) and is_article_told:
            for word in pair:
                for key in word_sounds(fold(word))[:1]:
                    table.setdefault(key, []).append(pair)
    return table


def _heard(word: str) -> str:
    """The other script of a sample name that sounds like the word and is written much like it."""
    from rapidfuzz.distance.JaroWinkler import similarity

    here = 1 if _ARABIC.search(word) else 0
    best, written = _ALIKE, ""
    for key in word_sounds(fold(word))[:1]:
        for pair in _sounding().get(key, ()):
            alike = similarity(fold(pair[here]), fold(word))
            if alike > best:
                best, written = alike, pair[1 - here]
    return written


def _as_arabic_words(name: str) -> str:
    spaced = re.sub(r"(?<=\w\w\w)eddine?\b", " eddine", name.casefold())
    words, done = re.split(r"[\s\-]+", spaced), []
    for place, word in enumerate(words):
        if _ARTICLE.match(word) and place + 1 < len(words):
            continue
        arabic = _abd(word) or _one_in_arabic(word)
        has_article = place > 0 and _ARTICLE.match(words[place - 1])
        done.append(f"ال{arabic}" if has_article and not arabic.startswith("ال") else arabic)
    return " ".join(done)


def _one_in_arabic(word: str) -> str:
    return _sample_names().get(_key(word)) or _WORDS.get(word) or _heard(word) or in_arabic(word)


def _abd(word: str) -> str:
    """Abderrahim and its like: two words in Arabic, the article between them."""
    parts = re.match(r"abd[aeou](?:l|([rsztdn])\1?)(?=[a-z])(.+)$", word)
    if parts is None or _key(word) in _sample_names():
        return ""
    arabic = _one_in_arabic((parts[1] or "") + parts[2])
    return f"عبد {arabic}" if arabic.startswith("ال") else f"عبد ال{arabic}"


def _as_latin_words(name: str) -> str:
    words = (_sample_names().get(_key(w)) or _heard(w) or in_latin(w) for w in name.split())
    latin = re.sub(r" El Di(?:ne?)?\b|(?<=\w) Eddine$", "eddine", " ".join(words))
    return re.sub(r"\bAba?d (?:El )?(\w)(?=[a-z])", _servant, latin)


def _servant(found: re.Match[str]) -> str:
    """Abd and the article written as one with what follows, which doubles a sun letter."""
    letter = found[1].lower()
    return f"Abde{letter if letter in 'rsztdn' else 'l'}{letter}"
