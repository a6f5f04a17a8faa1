"""What a cell says, as people have written it over the years; None where it is unclear."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from amane_desktop.people.dates import EARLIEST, KnownDate, Precision, read_date
from amane_desktop.people.kinship import KINSHIPS
from amane_desktop.people.names import find_words, fold

_ARABIC = re.compile("[\u0600-\u06ff]")
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "janvier janv jan يناير",
            "fevrier fevr fev فبراير",
            "mars مارس",
            "avril avr ابريل",
            "mai ماي",
            "juin يونيو",
            "juillet juil يوليوز",
            "aout غشت",
            "septembre sept sep شتنبر",
            "octobre oct اكتوبر",
            "novembre nov نونبر",
            "decembre dec دجنبر",
        ),
        start=1,
    )
    for month in names.split()
}
# Days since the last of 1899, as spreadsheets count when they forget that it is a date.
_SERIAL, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 5_000, 60_000
_SEXES = {
    "f": ("f", "fille", "femme", "feminin", "female", "girl", "انثى", "انتى", "بنت", "طفلة", "ا"),
    "m": ("m", "g", "garcon", "homme", "masculin", "male", "boy", "h", "ذكر", "ولد", "طفل", "ذ"),
}
_KINSHIPS = {
    "mother": ("mere", "mother", "ام", "الام", "maman"),
    "father": ("pere", "father", "اب", "الاب"),
    "grandmother": ("grand mere", "grandmother", "جدة", "الجدة"),
    "grandfather": ("grand pere", "grandfather", "جد", "الجد"),
    "aunt": ("tante", "aunt", "خالة", "عمة", "الخالة", "العمة"),
    "uncle": ("oncle", "uncle", "خال", "عم", "الخال", "العم"),
    "daughter": ("fille", "daughter", "بنت", "البنت", "ابنة"),
    "son": ("fils", "garcon", "son", "ابن", "ولد", "الابن"),
    "sister": ("soeur", "sister", "اخت", "الاخت"),
    "brother": ("frere", "brother", "اخ", "الاخ"),
}
_ORDINALS = {
    "1": ("1", "الاول", "الاولى", "اولى", "اول", "1er", "1ere", "premiere"),
    "2": ("2", "الثاني", "الثانية", "ثانية", "2e", "2eme", "deuxieme"),
    "3": ("3", "الثالث", "الثالثة", "ثالثة", "3e", "3eme", "troisieme"),
    "4": ("4", "الرابع", "رابع", "الرابعة", "4e", "4eme", "quatrieme"),
    "5": ("5", "الخامس", "خامس", "الخامسة", "5e", "5eme", "cinquieme"),
    "6": ("6", "السادس", "سادس", "السادسة", "6e", "6eme", "sixieme"),
}
_CYCLES = {
    "AEP": ("aep", "ap", "aap", "primaire", "ابتدائي", "الابتدائي", "اساسي"),
    "AC": ("ac", "asc", "college", "collegial", "اعدادي", "الاعدادي"),
    "BAC": ("bac", "baccalaureat", "باكالوريا", "الباكالوريا", "بكالوريا"),
}
_LEVEL = re.compile(r"^(\d)\s*(aep|ap|ac|asc|bac)$")
_NOT_KNOWN = (
    *("inconnu", "inconnue", "non connu", "non connue", "pas connu", "pas connue"),
    *("unknown", "not known", "غير معروف", "غير معروفة", "غير معلوم", "مجهول"),
)
_TWO_WORDS = {"ait", "ayt", "el", "al", "ben", "bin", "ibn", "id", "ou", "ould", "oulad", "bou"}
_TWO_WORDS |= {"ايت", "بن", "ابن", "اد", "ولد", "اولاد", "بو", "ال"}


def is_arabic(text: str) -> bool:
    """Whether the text has Arabic letters."""
    return _ARABIC.search(text) is not None


def read_birth(text: str, today: date) -> KnownDate | None:
    """A birth date in figures or with a month's name, or a spreadsheet's count of days."""
    if text.isdecimal() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL and len(text) == 5:
        return _possible(KnownDate(_SERIAL + timedelta(int(text)), Precision.EXACT), today)
    known = read_date(_months_in_figures(text), today)
    return _possible(known, today) if known else None


def is_not_known(text: str) -> bool:
    """Whether the cell says that nobody knows: a sign alone (?, –), or the word for it."""
    return " ".join(find_words(text)) in _folded(_NOT_KNOWN) or not any(map(str.isalnum, text))


def read_age(text: str, on: date | None) -> KnownDate | None:
    """The year that an age tells when it is known on which day it was written, as an estimate."""
    found = re.search(r"\d{1,2}", fold(text))
    if found is None or on is None:
        return None
    return KnownDate(date(on.year - int(found[0]), 1, 1), Precision.ESTIMATE)


def read_sex(text: str) -> str | None:
    """f or m."""
    return _known(_SEXES, text)


def read_kinship(text: str) -> str | None:
    """The code of a kinship."""
    code = _known(_KINSHIPS, text)
    return code if code in KINSHIPS else None


def read_level(text: str) -> str | None:
    """The code of a school level: 5AEP, 5ème année primaire, الخامس ابتدائي."""
    words = find_words(text)
    short = _LEVEL.match("".join(words))
    if short:
        words = [short[1], short[2]]
    if {"prescolaire", "maternelle", "التعليم", "روض", "الروض"} & set(words):
        return "PRE"
    if {"tc", "tronc", "الجذع"} & set(words):
        return "TC"
    cycles = [c for c, names in _CYCLES.items() if any(w in _folded(names) for w in words)]
    ordinals = [n for n, names in _ORDINALS.items() if any(w in _folded(names) for w in words)]
    if len(cycles) != 1 or len(ordinals) != 1:
        return None
    code = ordinals[0] + cycles[0]
    return code if int(ordinals[0]) <= {"AEP": 6, "AC": 3, "BAC": 2}[cycles[0]] else None


def part_name(text: str, *, family_first: bool) -> tuple[str, str]:
    """The first name and the family name of a whole name; Aït Baha and El Fassi are two words."""
    words = text.split()
    if len(words) < 2:
        return text, ""
    if family_first:
        size = 2 if len(words) > 2 and fold(words[0]) in _TWO_WORDS else 1
        return " ".join(words[size:]), " ".join(words[:size])
    size = 2 if len(words) > 2 and fold(words[-2]) in _TWO_WORDS else 1
    return " ".join(words[:-size]), " ".join(words[-size:])


def _known(table: dict[str, tuple[str, ...]], text: str) -> str | None:
    said = " ".join(find_words(text))
    return next((code for code, names in table.items() if said in _folded(names)), None)


@cache
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(find_words(name)) for name in names)


def _months_in_figures(text: str) -> str:
    words = re.split(r"[\s.\-/،,]+", text.strip())
    figures = (str(_MONTHS.get(" ".join(find_words(word)), word)) for word in words if word)
    return " ".join(figures) if any(not w.isdecimal() for w in words) else text


def _possible(known: KnownDate, today: date) -> KnownDate | None:
    return known if EARLIEST <= known.day <= today else None
