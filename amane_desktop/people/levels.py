"""School levels in Morocco, as they are written in each language."""

from __future__ import annotations

LEVELS: dict[str, tuple[str, str]] = {
    "PRE": ("Préscolaire", "التعليم الأولي"),
    "1AEP": ("1AEP", "الأول ابتدائي"),
    "2AEP": ("2AEP", "الثاني ابتدائي"),
    "3AEP": ("3AEP", "الثالث ابتدائي"),
    "4AEP": ("4AEP", "الرابع ابتدائي"),
    "5AEP": ("5AEP", "الخامس ابتدائي"),
    "6AEP": ("6AEP", "السادس ابتدائي"),
    "1AC": ("1AC", "الأولى إعدادي"),
    "2AC": ("2AC", "الثانية إعدادي"),
    "3AC": ("3AC", "الثالثة إعدادي"),
    "TC": ("TC", "الجذع المشترك"),
    "1BAC": ("1BAC", "الأولى باكالوريا"),
    "2BAC": ("2BAC", "الثانية باكالوريا"),
}


def level_name(code: str, lang: str) -> str:
    """The level as an office writes it; empty when the level is not known."""
    french, arabic = LEVELS.get(code, ("", ""))
    return arabic if lang == "ar" else french
