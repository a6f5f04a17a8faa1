"""What a person is to others, from both sides, in words; only what was told, or follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from amane_desktop.i18n import N_, _, comma, format_date, in_its_own_direction, language
from amane_desktop.people.memberships import Stay
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.relationships import GUARDIANSHIPS
from amane_desktop.people.ties import Tie, TiePerson

# For a woman, for a man, and where the sex was not told.
_Words = tuple[str, str, str]
_TO: Mapping[str, _Words] = {
    "parent": (N_("mother of {name}"), N_("father of {name}"), N_("parent of {name}")),
    "spouse": (
        N_("she is married to {name}"),
        N_("he is married to {name}"),
        N_("married to {name}"),
    ),
    "houses": (N_("she houses {name}"), N_("he houses {name}"), N_("houses {name}")),
    "signs": (
        N_("she may sign for {name}"),
        N_("he may sign for {name}"),
        N_("may sign for {name}"),
    ),
    "kafala": (
        N_("she has {name} in kafala"),
        N_("he has {name} in kafala"),
        N_("has {name} in kafala"),
    ),
}
_FROM: Mapping[str, _Words] = {
    "parent": (N_("daughter of {name}"), N_("son of {name}"), N_("child of {name}")),
    "spouse": _TO["spouse"],
    "houses": (N_("she is housed by {name}"), N_("he is housed by {name}"), N_("housed by {name}")),
    "signs": (
        N_("{name} may sign for her"),
        N_("{name} may sign for him"),
        N_("{name} may sign"),
    ),
    "kafala": (
        N_("she is in the kafala of {name}"),
        N_("he is in the kafala of {name}"),
        N_("in the kafala of {name}"),
    ),
}
_SIBLING: _Words = (N_("sister of {name}"), N_("brother of {name}"), N_("sibling of {name}"))

_ELIDED = re.compile(r"\bde (\u2068?[aeiouàâéèêëîïôû])", re.IGNORECASE)


def short_name(person: TiePerson) -> str:
    """What a person is called among relatives."""
    return in_reader_script(person.given_name, person.given_name_ar)


def said_of(person: TiePerson, ties: Sequence[Tie]) -> str:
    """Everything that a person is to others at present, in one line; empty when none was told."""
    mine = [tie for tie in ties if tie.is_current]
    return " · ".join(
        _told(words, _together(others)) for words, others in _said(person, mine) if others
    )


def tie_in_words(tie: Tie) -> str:
    """One relationship as it was said."""
    words = _by_sex(_TO[tie.kind], tie.person.sex)
    told = _told(words, in_its_own_direction(short_name(tie.other)))
    return f"{in_its_own_direction(short_name(tie.person))} · {told}"


def stay_in_words(stay: Stay, family_id: int) -> str:
    """Where and when a person lived, as it is told in a family's record."""
    is_here, is_over, since = stay.family_id == family_id, bool(stay.last_day), stay.first_day
    if is_here and is_over:
        words = _("lived here from {first} to {last}") if since else _("lived here until {last}")
    elif is_here:
        words = _("lives here since {first}") if since else _("lives here")
    elif is_over and since:
        words = _("lived with the {family} family from {first} to {last}")
    elif is_over:
        words = _("lived with the {family} family until {last}")
    elif since:
        words = _("lives with the {family} family since {first}")
    else:
        words = _("lives with the {family} family")
    days = {"first": since, "last": stay.last_day}
    shown = {key: format_date(day) if day else "" for key, day in days.items()}
    family = in_reader_script(stay.family_name, stay.family_name_ar)
    return words.format(family=in_its_own_direction(family), **shown)


def siblings(person_id: int, ties: Iterable[Tie]) -> tuple[TiePerson, ...]:
    """Those who have a parent together with the person, as far as parents were told."""
    told = [tie for tie in ties if tie.kind == "parent"]
    parents = {tie.person.id for tie in told if tie.other.id == person_id}
    found = {t.other.id: t.other for t in told if t.person.id in parents}
    return tuple(other for other in found.values() if other.id != person_id)


def _said(person: TiePerson, ties: Sequence[Tie]) -> Iterator[tuple[str, list[TiePerson]]]:
    def to(kind: str) -> tuple[str, list[TiePerson]]:
        others = [t.other for t in ties if t.kind == kind and t.person.id == person.id]
        return _by_sex(_TO[kind], person.sex), others

    def from_(kind: str) -> tuple[str, list[TiePerson]]:
        others = [t.person for t in ties if t.kind == kind and t.other.id == person.id]
        return _by_sex(_FROM[kind], person.sex), others

    yield to("parent")
    yield from_("parent")
    yield _by_sex(_SIBLING, person.sex), list(siblings(person.id, ties))
    words, others = to("spouse")
    yield words, others + from_("spouse")[1]
    for kind in GUARDIANSHIPS:
        yield to(kind)
        yield from_(kind)


def _told(words: str, name: str) -> str:
    """The words with a name; in French *de* loses its vowel before another (*mère d'Ilyas*)."""
    told = _(words).format(name=name)
    return _ELIDED.sub(r"d'\1", told) if language() == "fr" else told


def _by_sex(words: _Words, sex: str) -> str:
    return words["fm".find(sex) if sex else 2]


def _together(persons: Iterable[TiePerson]) -> str:
    return comma().join(in_its_own_direction(short_name(person)) for person in persons)
