"""How names sound: Latin and Arabic spellings of one name brought to keys of one alphabet.

A key holds the consonants (š for ch, x for kh, ğ for gh) and an `a` where the word begins with a
vowel. Where a spelling can be read in several ways it has several keys; two spellings sound alike
when they share one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, product

# What is indexed is rebuilt when this changes: count it up with every change of a rule.
VERSION = 1

_MOST_KEYS = 8
_HARAKAT = re.compile("[\u064b-\u0652\u0670\u0640]")
_IS_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN_ARTICLE = re.compile(r"(?:[ea]l|e[dnrstz]|ech|l)")
# The article of a name's second part melts into its first sun letter: Abdessamad, Noureddine.
_ABD = re.compile(r"abd[aeiou]+l(?=[^l])|abd[aeiou]*l(?=l)")
_GLUED = re.compile(r"el|(?:al|e(?=([dnrstz])\1)|ech(?=ch))(?=[^aeiouyw])")
_ABDS = ("abd", "عبد")
_VOWELS = "[aeiouy]+"
_LETTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tch", ("tš", "š")),
    ("sch", ("š",)),
    ("ch", ("š",)),
    ("kh", ("x",)),
    ("gh", ("ğ",)),
    ("rh", ("ğ", "rh")),
    ("sh", ("š", "sh")),
    ("th", ("t", "th")),
    ("dh", ("d", "dh")),
    ("ph", ("f",)),
    ("dj", ("j",)),
    ("qu", ("k",)),
    ("gu", ("k",)),
    ("ck", ("k",)),
    ("x", ("ks",)),
    ("q", ("k",)),
    ("v", ("f",)),
    ("p", ("b",)),
)
_SOFT = "eiy"
# Young people type Arabic with digits for the letters that Latin lacks.
_DIGITS = str.maketrans({"3": "", "5": "kh", "7": "h", "9": "q"})
_ARABIC: dict[str, tuple[str, ...]] = {
    **{
        letter: (sound,)
        for letter, sound in zip(
            "بتجحخدرزسشصضطغفقكلمنهپچڤگݣڭ", "btjhxdrzsšsdtğfkklmnhbšfkkk", strict=True
        )
    },
    "ث": ("t", "s"),
    "ذ": ("d", "z"),
    "ظ": ("d", "z"),
}
_SEATS = str.maketrans("أإآٱؤئ", "ااااوي")


def sounds(words: list[str]) -> list[str]:
    """The keys of every word of a name, and of words that others write as one."""
    words = _without_articles(words)
    keys = [key for word in words for key in word_sounds(word)]
    for first, second in pairwise(words):
        keys += word_sounds(joined(first, second))
    return list(dict.fromkeys(keys))


def said(words: list[str]) -> list[str]:
    """The words that are heard: no articles, and Abd with the word behind it."""
    kept, heard = _without_articles(words), []
    while kept:
        word = kept.pop(0)
        heard.append(joined(word, kept.pop(0)) if kept and word in _ABDS else word)
    return heard


def joined(first: str, second: str) -> str:
    """Two words as those write them who write one; an Arabic article between them is not said."""
    if _IS_ARABIC.search(second) and second.startswith("ال") and len(second) > 3:
        second = second[2:]
    return first + second


@lru_cache(2_000)
def word_sounds(word: str) -> tuple[str, ...]:
    """The keys of one word, the likeliest first."""
    readings = _arabic(word) if _IS_ARABIC.search(word) else _latin(word)
    keys: dict[str, None] = {}
    for reading in readings:
        key = re.sub(r"(.)\1+", r"\1", reading)
        keys[key] = None
        if key.startswith("a") and len(key) > 3:
            # Ibrahim is Brahim, Ahmed is Hmad.
            keys[key[1:]] = None
    return tuple(key for key in keys if key)[:_MOST_KEYS]


@lru_cache(2_000)
def beginning_sounds(word: str) -> tuple[str, ...]:
    """The keys of a word that is still being typed; too short ones would find everybody."""
    return tuple(key for key in word_sounds(f"{word}\u0001") if len(key.strip("a")) > 1)


def _without_articles(words: list[str]) -> list[str]:
    return [w for w in words[:-1] if not _LATIN_ARTICLE.fullmatch(w)] + words[-1:]


def _latin(word: str) -> list[str]:
    plain = word if word.isdecimal() else word.translate(_DIGITS)
    plain = "".join(c for c in plain if c.isalpha() or c == "\u0001")
    forms = [_ABD.sub("abd", plain)]
    article = _GLUED.match(plain)
    if article is not None and len(plain) - article.end() > 2:
        forms.append(plain[article.end() :])
    return [reading for form in forms for reading in _spelled(form)]


def _spelled(word: str) -> list[str]:
    """A Latin word's consonants, in each way that it can be read."""
    is_typed = word.endswith("\u0001")
    word = word.rstrip("\u0001")
    parts: list[tuple[str, ...]] = [_first_vowel(word)]
    at = len(parts[0][0] and (re.match(_VOWELS, word) or [""])[0])
    while at < len(word):
        at, letters = _letter(word, at)
        parts.append(letters)
    if word.endswith("h") and len(word) > 2 and not is_typed:
        parts[-1] = tuple(dict.fromkeys(x for p in parts[-1] for x in (p.removesuffix("h"), p)))
    return ["".join(reading) for reading in product(*parts)][: 2 * _MOST_KEYS]


def _first_vowel(word: str) -> tuple[str, ...]:
    if re.match("ou[aeiy]|w", word):
        return ("w",)
    if re.match("ou[^aeiouy]", word):
        return ("a", "w")
    if re.match("y[aeou]|i[aeou]", word):
        return ("y",)
    return ("a",) if re.match(_VOWELS, word) else ("",)


def _letter(word: str, at: int) -> tuple[int, tuple[str, ...]]:
    """What stands at this place, and the place behind it."""
    for written, heard in _LETTERS:
        if word.startswith(written, at):
            return at + len(written), heard
    letter, following = word[at], word[at + 1 : at + 2]
    if letter in "aeiouyw":
        return at + 1, ("",)
    if letter == "c":
        return at + 1, ("s",) if following and following in _SOFT else ("k",)
    if letter == "g":
        return at + 1, ("j", "k") if following and following in _SOFT else ("k",)
    return at + 1, (letter,)


def _arabic(word: str) -> list[str]:
    is_typed = word.endswith("\u0001")
    word = _HARAKAT.sub("", word.rstrip("\u0001")).translate(_SEATS)
    forms = [word]
    if word.startswith("ال") and len(word) > 3:
        forms = [word[2:], word[1:]]
    forms += [form[:at] + form[at + 2 :] for form in forms[:1] for at in _inner_article(form)]
    return [reading for form in forms for reading in _written(form, is_typed)]


def _inner_article(word: str) -> list[int]:
    at = word.find("ال", 2)
    return [at] if 0 < at < len(word) - 3 else []


def _written(word: str, is_typed: bool) -> list[str]:
    """An Arabic word's consonants, in each way that it can be read."""
    parts: list[tuple[str, ...]] = []
    for at, letter in enumerate(word):
        if at == 0 and letter in "اعويء":
            parts.append({"و": ("w",), "ي": ("y",)}.get(letter, ("a",)))
        elif letter == "ة":
            parts.append(("t",) if word[:at].endswith("ا") else ("",))
        elif letter == "ه" and at == len(word) - 1 and not is_typed:
            parts.append(("", "h"))
        else:
            parts.append(_ARABIC.get(letter, ("",)))
    return ["".join(reading) for reading in product(*parts)][: 2 * _MOST_KEYS]


def deletions(word: str) -> list[str]:
    """The word, and the word without each of its letters: what one slip apart is shares one."""
    return list({word, *(word[:n] + word[n + 1 :] for n in range(len(word)))})
