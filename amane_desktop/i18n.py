"""Languages: gettext catalogues, and dates and sizes as Morocco writes them."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

LANGUAGES = ("fr", "ar", "en")
DateStyle = Literal[
    "full",
    "long",
    "day_month",
    "weekday",
    "weekday_short",
    "weekday_letter",
    "month",
    "short",
]

# In which languages a paper is printed: one, or each on its own side.
PaperLang = Literal["fr", "ar", "fr+ar"]

_TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
_LOCALES = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}
_PATTERNS = {
    "full": "EEEE d MMMM y",
    "long": "d MMMM y",
    "day_month": "d MMMM",
    "weekday": "EEEE",
    "weekday_short": "EEE d",
    "weekday_letter": "EEEEE",
    "month": "MMMM y",
}
_KILO = 1000
_current = "fr"
# A paper has a language of its own, whatever the screen speaks meanwhile.
_of_paper: ContextVar[str] = ContextVar("of_paper", default="")


@lru_cache(maxsize=len(LANGUAGES))
def translator(lang: str) -> _gettext.NullTranslations:
    """The catalogue of one language, for papers that do not follow the screen."""
    return _gettext.translation("amane", _TRANSLATIONS, languages=[lang], fallback=True)


def set_language(lang: str) -> None:
    """Make `lang` the language of the screen."""
    global _current
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language: {lang}")
    _current = lang


def language() -> str:
    """The language of the screen, or of the paper that is being written."""
    return _of_paper.get() or _current


@contextmanager
def writing_in(lang: str) -> Iterator[None]:
    """Let everything said here be said in the language of a paper."""
    token = _of_paper.set(lang)
    try:
        yield
    finally:
        _of_paper.reset(token)


def is_rtl(lang: str | None = None) -> bool:
    """Whether the language is written from the right."""
    return (lang or language()) == "ar"


@dataclass(frozen=True)
class Text:
    """Words that a file or a staff member gives in both languages, not the catalogues."""

    fr: str = ""
    ar: str = ""

    def __bool__(self) -> bool:
        return bool(self.fr or self.ar)

    @property
    def here(self) -> str:
        """The words for the screen's or the paper's reader, or those that there are."""
        return (self.ar or self.fr) if language() == "ar" else (self.fr or self.ar)


def _(message: str) -> str:
    """The message in the language of the screen."""
    return translator(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for a count, in the language of the screen."""
    return translator(language()).ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Mark a message for extraction; it is translated where it is used."""
    return message


def isolate(text: str) -> str:
    """Text kept in its own direction inside a line of the other script."""
    return f"\u2066{text}\u2069"


def in_its_own_direction(text: str) -> str:
    """A name or a value inside a line of either script, turned by its own first letter."""
    return f"\u2068{text}\u2069"


def comma() -> str:
    """What stands between the names of a list."""
    return "، " if is_rtl() else ", "


def labelled(label: str, value: str) -> str:
    """A value after what it is; the colon stands as the language sets it."""
    return _("{label}: {value}").format(label=label, value=value)


def format_date(day: date, style: DateStyle = "long", lang: str | None = None) -> str:
    """A date as it is written in Morocco; *short* is 24/11/2026 in every language."""
    if style == "short":
        return day.strftime("%d/%m/%Y")
    return _date_in_words(day, style, lang or language())


@lru_cache(maxsize=2048)
def _date_in_words(day: date, style: DateStyle, code: str) -> str:
    from babel.dates import format_date as babel_format

    # fr_MA abbreviates June and July alike; plain fr does not.
    locale = "fr" if code == "fr" else _LOCALES[code]
    text = babel_format(day, _PATTERNS[style], locale=locale)
    if code == "fr" and day.day == 1 and style in ("full", "long", "day_month"):
        return text.replace("1 ", "1er ", 1)
    return text


def week_title(monday: date, lang: str | None = None) -> str:
    """The week's number and its days, Monday to Saturday."""
    saturday = monday + timedelta(days=5)
    first = "day_month" if monday.month != saturday.month else None
    start = format_date(monday, "day_month", lang) if first else str(monday.day)
    text = translator(lang or language()).gettext("Week {number} · {start} to {end}")
    return text.format(
        number=monday.isocalendar().week, start=start, end=format_date(saturday, "long", lang)
    )


def size_in_words(size: int) -> str:
    """A size as it is printed on a stick: 12.4 GB."""
    if size < _KILO**2:
        return _("{n} KB").format(n=_figures(max(size, 1) / _KILO, places=0))
    if size < _KILO**3:
        return _("{n} MB").format(n=_figures(size / _KILO**2, places=0))
    return _("{n} GB").format(n=_figures(size / _KILO**3, places=1))


def money_in_words(centimes: int) -> str:
    """An amount in dirhams as it is written: 50 DH, or 12,50 DH."""
    places = 2 if centimes % 100 else 0
    text = f"{centimes / 100:.{places}f}"
    return _("{amount} DH").format(amount=text if language() == "en" else text.replace(".", ","))


def _figures(number: float, *, places: int) -> str:
    # (less than one is still something)
    text = f"{max(number, 1):.0f}" if places == 0 else f"{number:.{places}f}"
    return text if language() == "en" else text.replace(".", ",")
