"""What was typed, as questions to the search index: the surest first."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.people import spelling
from amane_desktop.people.findable import number_in
from amane_desktop.people.names import find_words, fold, spelled_words
from amane_desktop.storage import fulltext
from amane_desktop.storage.fulltext import all_of, any_of

_SHORTEST_SOUND = _SHORTEST_NUMBER = 3
_MOST_NEAR = 12


class Rank(IntEnum):
    """How near a name is to what was typed; a lower one stands first."""

    EXACT = 0
    PREFIX = 1
    SOUND = 2
    SLIP = 3


def name_questions(session: Session, typed: str) -> Iterator[tuple[Rank, str]]:
    """The expressions that find names, one for each rank; each finds what those before it find."""
    words = find_words(typed)
    if not words:
        return
    yield Rank.EXACT, all_of(fulltext.words(word) for word in words)
    yield Rank.PREFIX, all_of(fulltext.words(word, beginning=True) for word in words)
    if sum(map(str.isalpha, "".join(words))) < _SHORTEST_SOUND:
        return
    said = spelling.said(spelled_words(typed))
    yield Rank.SOUND, any_of(map(_sounding, _read(said)))
    near = {word: _near(session, word) for word in said}
    if any(near.values()):
        yield Rank.SLIP, all_of(any_of((_sounding([word]), near[word])) for word in said)


def number_questions(typed: str) -> Iterator[str]:
    """The expressions that find a number: the whole one, one that begins so, one that holds it."""
    number = number_in(typed)
    if len(number) >= _SHORTEST_NUMBER and any(map(str.isdecimal, number)):
        yield fulltext.numbers(number, begins=True, ends=True)
        yield fulltext.numbers(number, begins=True)
        yield fulltext.numbers(number)


def _read(said: list[str]) -> Iterator[list[str]]:
    """The words as they stand, and with two neighbours written as one."""
    yield said
    for at in range(len(said) - 1):
        yield [*said[:at], spelling.joined(said[at], said[at + 1]), *said[at + 2 :]]


def _sounding(said: list[str]) -> str:
    """That each word is heard; the last one may go on."""
    return all_of(
        any_of(
            (
                fulltext.words(fold(word), beginning=True),
                fulltext.sounds(*spelling.word_sounds(word)),
                fulltext.sounds(*spelling.beginning_sounds(word), beginning=True)
                if at == len(said) - 1
                else "",
            )
        )
        for at, word in enumerate(said)
    )


def _near(session: Session, word: str) -> str:
    """The words in use that are a slip away, in their letters or in how they sound."""
    from rapidfuzz.distance import OSA

    typed = [fold(word), *(fulltext.SOUND + key for key in spelling.word_sounds(word))]
    typed = [one for one in typed if len(one) > _SHORTEST_SOUND + one.startswith(fulltext.SOUND)]
    in_use = fulltext.slips()
    cuts = set(chain.from_iterable(map(spelling.deletions, typed)))
    found = session.scalars(select(in_use.c.word).where(in_use.c.cut.in_(cuts)).distinct()).all()
    near = sorted(
        (distance, one)
        for one in found
        for typing in typed
        if one.startswith(fulltext.SOUND) == typing.startswith(fulltext.SOUND)
        for distance in (OSA.distance(typing, one),)
        if distance <= 1 + (len(typing) > 7)
    )
    nearest = [one for _distance, one in near[:_MOST_NEAR]]
    is_sound = [one.startswith(fulltext.SOUND) for one in nearest]
    return any_of(
        (
            fulltext.words(*(w for w, sound in zip(nearest, is_sound, strict=True) if not sound)),
            fulltext.sounds(*(w[1:] for w, sound in zip(nearest, is_sound, strict=True) if sound)),
        )
    )
