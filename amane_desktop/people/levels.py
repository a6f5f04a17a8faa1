"""School levels in Morocco: how each language writes them, their cycle, and which comes next."""

from __future__ import annotations

from itertools import pairwise

LEVELS: dict[str, tuple[str, str]] = {
    # (of a child who is told to be at preschool, the year is not always known)
    "PRE": ("Préscolaire", "التعليم الأولي"),
    "1PRE": ("1re année du préscolaire", "الأولى من التعليم الأولي"),
    "2PRE": ("2e année du préscolaire", "الثانية من التعليم الأولي"),
    "1AEP": ("1AEP", "الأول ابتدائي"),
    "2AEP": ("2AEP", "الثاني ابتدائي"),
    "3AEP": ("3AEP", "الثالث ابتدائي"),
    "4AEP": ("4AEP", "الرابع ابتدائي"),
    "5AEP": ("5AEP", "الخامس ابتدائي"),
    "6AEP": ("6AEP", "السادس ابتدائي"),
    "1AC": ("1AC", "الأولى إعدادي"),
    "2AC": ("2AC", "الثانية إعدادي"),
    "3AC": ("3AC", "الثالثة إعدادي"),
    "TC": ("Tronc commun", "الجذع المشترك"),
    "1BAC": ("1re bac", "الأولى باكالوريا"),
    "2BAC": ("2e bac", "الثانية باكالوريا"),
    "ENF": ("Éducation non formelle", "التربية غير النظامية"),
    "E2C": ("École de la deuxième chance", "مدرسة الفرصة الثانية"),
    "FP": ("Formation professionnelle", "التكوين المهني"),
    "NS": ("Non scolarisé", "غير متمدرس"),
}
# Who is there goes to no school.
NO_SCHOOL = "NS"
_CYCLES: dict[str, tuple[str, ...]] = {
    "preschool": ("PRE", "1PRE", "2PRE"),
    "primary": ("1AEP", "2AEP", "3AEP", "4AEP", "5AEP", "6AEP"),
    "middle": ("1AC", "2AC", "3AC"),
    "secondary": ("TC", "1BAC", "2BAC"),
}
# From year to year, as most children go.
WAY = [code for codes in _CYCLES.values() for code in codes if code != "PRE"]
_FOLLOWS = dict(pairwise(WAY))
_GOES_ON = ("ENF", "E2C", "FP")


def level_name(code: str, lang: str) -> str:
    """The level as an office writes it; empty when the level is not known."""
    french, arabic = LEVELS.get(code, ("", ""))
    return arabic if lang == "ar" else french


def cycle_of(code: str) -> str:
    """The kind of school that the level belongs to; empty for what stands outside."""
    return next((cycle for cycle, codes in _CYCLES.items() if code in codes), "")


def next_level(code: str) -> str:
    """The level after this one; outside of school one goes on, and empty where nobody can say."""
    return code if code in _GOES_ON else _FOLLOWS.get(code, "")
