"""Letters of one script as the other writes them, for names that nobody has written yet.

Latin letters are those of Moroccan offices (ch, kh, ou); short vowels and emphatic letters are
guessed, so what comes out is a proposal and nothing more.
"""

from __future__ import annotations

import re
import unicodedata

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_DIGRAPHS: tuple[tuple[str, str], ...] = (
    ("tch", "تش"),
    ("sch", "ش"),
    ("ch", "ش"),
    ("sh", "ش"),
    ("kh", "خ"),
    ("gh", "غ"),
    ("rh", "غ"),
    ("th", "ث"),
    ("dh", "ض"),
    ("dj", "ج"),
    ("ph", "ف"),
    ("gu", "ك"),
    ("ck", "ك"),
    ("qu", "ك"),
    ("ou", "و"),
    ("ai", "ي"),
    ("ay", "ي"),
    ("ei", "ي"),
    ("ey", "ي"),
)
_LETTERS = dict(zip("bdfijklmnpqrstuvwyz", "بدفيجكلمنبقرستوفويز", strict=True)) | {"x": "كس"}
# A vowel of the first syllable is short before an open or a long one: Hicham, Mourad, Soukaina.
_SHORT = re.compile("^((?!b)(?:[cdgkst]h|[^aeiouy]))(?:i|ou)(?=(?:[cdgkst]h|[^aeiouyh])[aio])")
_AIN = re.compile("a(?:z|dil|l[iao]|oua)")
_BEGINNING = re.compile("ou|w|a[iy]|[aoieh]")
_FINAL = (
    (re.compile("[ae][ae]$"), "اء"),
    (re.compile("ia$|iya$"), "ية"),
    (re.compile("ah?$"), "ة"),
    (re.compile("e$"), ""),
)


def in_arabic(word: str) -> str:
    """A word in Latin letters as Arabic would most likely write it."""
    word = re.sub("a?â", "ع", word.replace("aï", "ay" if word.startswith("a") else "عي"))
    word = "".join(
        c for c in unicodedata.normalize("NFKD", word) if c.isalpha() or _ARABIC.match(c)
    )
    word = re.sub(r"([^aeiou])\1+", r"\1", word)
    ending = ""
    for final, arabic in _FINAL:
        if len(word) > 2 and final.search(word):
            word, ending = final.sub("", word), arabic
            break
    return _first_letter(word) + _rest(word, is_open=bool(ending)) + ending


def _first_letter(word: str) -> str:
    """What stands for a vowel or a breath at the beginning."""
    if re.match("ou[aei]|w", word):
        return "و"
    if word.startswith(("ai", "ay")):
        return "أي"
    if (word.startswith("o") and not word.startswith("ou")) or _AIN.match(word):
        return "ع"
    if word[:1] in ("a", "o"):
        return "أ"
    return "إ" if word[:1] in ("i", "e") else "ح" if word.startswith("h") else ""


def _rest(word: str, *, is_open: bool) -> str:
    """The letters behind the first vowel, those of a short vowel left out."""
    arabic, at = "", len((_BEGINNING.match(word) or [""])[0])
    word = _SHORT.sub(r"\1", word)
    while at < len(word):
        step, letter = _written(word, at, is_open)
        arabic, at = arabic + letter, at + step
    return arabic


def _written(word: str, at: int, is_open: bool) -> tuple[int, str]:
    """How many Latin letters are written by which Arabic one."""
    letter, rest = word[at], word[at:]
    for latin, arabic in _DIGRAPHS:
        if rest.startswith(latin):
            return len(latin), arabic
    if letter == "a":
        is_long = not is_open and re.fullmatch("a[^aeiouy]{1,2}i?", rest)
        return 1, "ا" if is_long or re.match("aoui$|a[iy]?$", rest) else ""
    if letter == "o":
        return 1, "و" if re.fullmatch("o[^aeiou]?", rest) else ""
    if letter in "cg":
        soft, hard = ("س", "ك") if letter == "c" else ("ج", "ك")
        return 1, soft if rest[1:2] in ("e", "i") else hard
    if letter == "h":
        return 1, "ح" if rest[1:2] == "m" or word[at - 1 : at] in ("m", "a") else "ه"
    return 1, letter if _ARABIC.match(letter) else _LETTERS.get(letter, "")


_HEARD: dict[str, str] = dict(
    zip(
        "بتثجحخدذرزسشصضطظغفقكلمنهپچڤگڭݣ",
        (*"bttjh", "kh", *"ddrzs", "ch", *"sdtd", "gh", *"fkklmnhp", "ch", *"vggg"),
        strict=True,
    )
)
_SEATS = str.maketrans("أإآٱؤئى", "اإااوءا")
_VOWELS = "aeiouï"


def in_latin(word: str) -> str:
    """A word in Arabic letters as an office would most likely write it in Latin ones."""
    word = re.sub("[\u064b-\u0652\u0670\u0640]", "", word)
    if word.startswith("ال") and len(word) > 4:
        return f"El {in_latin(word[2:])}"
    for begins, latin in (("بو", "Bou"), ("أيت", "Aït "), ("آيت", "Aït ")):
        if word.startswith(begins) and len(word) > len(begins) + 1:
            return latin + in_latin(word[len(begins) :]).lower()
    heard = [_heard(word.translate(_SEATS), at) for at in range(len(word))]
    return _with_short_vowels([sound for sound in heard if sound]).capitalize()


def _heard(word: str, at: int) -> str:
    """A letter's sound by what stands around it; nothing where it is not heard."""
    letter, before, after = word[at], word[at - 1 : at], word[at + 1 : at + 2]
    if letter in _HEARD:
        return _HEARD[letter]
    if letter == "إ":
        return "i"
    if letter in "ةا":
        return "" if before and before in "عا" else "a"
    if letter == "ع":
        return "a" if not before or after not in ("ا", "ي", "و") else ("a" if after == "ا" else "")
    if letter == "ء":
        return "e" if at == len(word) - 1 else ""
    if letter == "و":
        if at == 0:
            return "ou" if after in ("ا", "ي") else "oua"
        return "aou" if at == 1 and after == "ا" else "ou"
    if letter == "ي":
        if before == "ع":
            return "aï"
        return "y" if not before or (after and after in "او") else "i"
    return ""


def _with_short_vowels(sounds: list[str]) -> str:
    """The sounds with a vowel where too many consonants meet."""
    latin = ""
    for at, sound in enumerate(sounds):
        following = sounds[at + 1] if at + 1 < len(sounds) else None
        is_vowel, was_vowel = sound[0] in _VOWELS, bool(latin) and latin[-1] in _VOWELS
        if sound == "s" and was_vowel and following and following[0] in _VOWELS:
            sound = "ss"
        is_crowded = following is None or at == 1 or following[0] not in _VOWELS
        if latin and is_crowded and not (is_vowel or was_vowel):
            latin += _short_vowel(latin, len(sounds), following is None)
            if sound == "s" and following and following[0] in _VOWELS:
                sound = "ss"
        latin += sound
    return re.sub("(?<=[aiï])n$", "ne", latin) if len(latin) > 4 else latin


def _short_vowel(before: str, sounds: int, is_last: bool) -> str:
    if is_last and re.search("a[^aeiouï]+$", before) and sounds == 4 and len(before) > 2:
        return "i" if before[0] not in _VOWELS else "e"
    return "e" if is_last and sounds > 3 else "a"
