"""Words that papers share: who printed them and when, and names in the script of the paper."""

from __future__ import annotations

from datetime import datetime

from amane_desktop.i18n import N_, format_date, isolate, translator
from amane_desktop.printing import arabic


def in_script(rtl: bool, latin: str, other: str) -> str:
    """The text in the script that is asked for, or else in the one that there is."""
    return (other if rtl else latin) or latin or other


def in_each(languages: tuple[str, ...], message: str) -> tuple[str, ...]:
    """A message (marked with `N_`) in each language of a paper."""
    return tuple(translator(lang).gettext(message) for lang in languages)


def printed_line(lang: str, by: str, at: datetime) -> str:
    """Who printed the paper and when, and that it is not to be left lying about."""
    gettext = translator(lang).gettext
    clock = gettext(N_("{hour}:{minute}")).format(hour=at.hour, minute=f"{at.minute:02}")
    words = gettext(
        N_(
            "Printed by {name} on {date} at {time}"
            " · list of names: do not leave it outside the centre"
        )
    )
    return words.format(
        name=arabic.embed(by), date=format_date(at.date(), "long", lang), time=isolate(clock)
    )
