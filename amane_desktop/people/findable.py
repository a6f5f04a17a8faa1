"""What the search index is told of persons and families."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from amane_desktop.people import spelling
from amane_desktop.people.names import find_words, spelled_words
from amane_desktop.people.telephones import digits
from amane_desktop.storage import fulltext


def words_of(names: Iterable[str]) -> list[str]:
    """The folded words of a row's names."""
    return [word for name in names for word in _words(name or "")]


def sounds_of(names: Iterable[str]) -> list[str]:
    """How a row's names sound, whatever the script."""
    return [key for name in names for key in _sounds(name or "")]


# Names come again and again where thousands are entered at once.
@lru_cache(2_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(find_words(name))


@lru_cache(2_000)
def _sounds(name: str) -> tuple[str, ...]:
    return tuple(spelling.sounds(spelled_words(name)))


def number_in(text: str) -> str:
    """A number without what people write between its characters; +212 is 0."""
    is_plain = not any(character.isalpha() for character in text)
    return digits(text) if is_plain else "".join(find_words(text))


def follow() -> None:
    """Let the index follow names, what the journal tells, and the numbers that people go by."""
    fulltext.spell(
        fulltext.Spelling(spelling.VERSION, words_of, sounds_of, spelling.deletions, number_in)
    )
    fulltext.follow_names("family", "name", "name_ar")
    fulltext.follow_names("person", "given_name", "family_name", "given_name_ar", "family_name_ar")
    fulltext.follow_changes("journal_change", "before", "after")
    fulltext.follow_numbers("family", "file_number")
    fulltext.follow_numbers("telephone", "number")
    fulltext.follow_numbers("person", "cin", "massar")
    # Of a room above; whoever opens a centre, with whichever rooms, must know the whole index.
    fulltext.follow_numbers("dossier", "number")
