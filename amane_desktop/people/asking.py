"""What was typed, as questions to the search index: the surest first."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from itertools import chain

from sqlalchemy.orm import Session

from amane_desktop.people import spelling
from amane_desktop.people.findable import number_in
from amane_desktop.people.names import find_words, fold, spelled_words
from amane_desktop.storage import fulltext
from amane_desktop.storage.fulltext import SOUND, all_of, any_of

_SHORTEST_SOUND = _SHORTEST_NUMBER = 3
_SHORTEST_PART = 2
_MOST_NEAR = 12
# A word of so many letters is still known with two slips in it.
_LONG = 8


class Rank(IntEnum):
    """How near a name is to what was typed; a lower one stands first."""

    EXACT = 0
    PREFIX = 1
    PART = 2
    SOUND = 3
    SLIP = 4


def name_questions(session: Session, typed: str) -> Iterator[tuple[Rank, str]]:
    """The expressions that find names, one for each rank; each finds what those before it find."""
    words = find_words(typed)
    if not words:
        return
    yield Rank.EXACT, all_of(fulltext.words(word) for word in words)
    yield Rank.PREFIX, all_of(fulltext.words(word, beginning=True) for word in words)
    holding = [
        fulltext.words_holding(session, word) if len(word) >= _SHORTEST_PART else []
        for word in words
    ]
    if any(holding):
        begun = (fulltext.words(word, beginning=True) for word in words)
        both = zip(begun, (fulltext.words(*inside) for inside in holding), strict=True)
        yield Rank.PART, all_of(map(any_of, both))
    if sum(map(str.isalpha, "".join(words))) < _SHORTEST_SOUND:
        return
    said = spelling.said(spelled_words(typed))
    yield Rank.SOUND, any_of(map(_sounding, _read(said)))
    near = _near(session, said)
    if any(near):
        slips = zip(said, near, strict=True)
        yield Rank.SLIP, all_of(any_of((_sounding([word]), slip)) for word, slip in slips)


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


def _near(session: Session, said: list[str]) -> list[str]:
    """For each word, the words in use that are a slip away, in their letters or their sound."""
    typed = [[fold(word)] + [SOUND + key for key in spelling.word_sounds(word)] for word in said]
    shortest = _SHORTEST_SOUND + 1
    typed = [[one for one in of if len(one.lstrip(SOUND)) >= shortest] for of in typed]
    cuts = set(chain.from_iterable(map(spelling.deletions, chain.from_iterable(typed))))
    in_use = fulltext.words_with(session, cuts) if cuts else []
    return [_nearest(of, in_use) for of in typed]


def _nearest(typed: list[str], in_use: list[str]) -> str:
    from rapidfuzz.distance.OSA import distance

    near = sorted(
        (far, word)
        for one in typed
        for word in in_use
        if one.startswith(SOUND) == word.startswith(SOUND)
        for far in (distance(one, word),)
        if far <= 1 + (len(one) >= _LONG)
    )
    nearest = [word for _far, word in near[:_MOST_NEAR]]
    letters = [word for word in nearest if not word.startswith(SOUND)]
    keys = [word.removeprefix(SOUND) for word in nearest if word.startswith(SOUND)]
    return any_of((fulltext.words(*letters), fulltext.sounds(*keys)))
