"""Advice on a password while it is typed: in words, without rules of which signs it must have."""

from __future__ import annotations

from collections.abc import Iterable

from amane_desktop.i18n import N_, _

# The library looks no further, and is slow on long ones.
_LOOKED_AT = 72
_SHORTEST_WORD = 3
# What is soon tried here, and stands in no English list.
_USUAL_HERE = ("amane", "أمان", "taroudant", "تارودانت", "maroc", "المغرب", "motdepasse", "azerty")
_OURS = "user_inputs"

# Each sentence of the library's, as our readers are told it.
WORDS: dict[str, str] = {
    "Use a few words, avoid common phrases.": N_(
        "Three or four words that belong to nobody else are easy to keep in mind."
    ),
    "No need for symbols, digits, or uppercase letters.": N_(
        "No need for symbols, digits or capital letters."
    ),
    "Add another word or two. Uncommon words are better.": N_(
        "Add another word or two. Uncommon words are better."
    ),
    "Straight rows of keys are easy to guess.": N_("Straight rows of keys are easy to guess."),
    "Short keyboard patterns are easy to guess.": N_("Short keyboard patterns are easy to guess."),
    "Use a longer keyboard pattern with more turns.": N_(
        "Words are better than a pattern of keys."
    ),
    'Repeats like "aaa" are easy to guess.': N_("The same letter again and again is soon guessed."),
    'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': N_(
        "The same part again and again is hardly better than once."
    ),
    "Avoid repeated words and characters.": N_("Avoid repeated words and letters."),
    'Sequences like "abc" or "6543" are easy to guess.': N_(
        "Letters or digits in a row (abc, 6543) are easy to guess."
    ),
    "Avoid sequences.": N_("Avoid letters or digits in a row."),
    "Recent years are easy to guess.": N_("Recent years are easy to guess."),
    "Avoid recent years.": N_("Avoid recent years."),
    "Avoid years that are associated with you.": N_("Avoid years that have to do with you."),
    "Dates are often easy to guess.": N_("Dates are often easy to guess."),
    "Avoid dates and years that are associated with you.": N_(
        "Avoid dates and years that have to do with you."
    ),
    "This is a top-10 common password.": N_("This is one of the ten most used passwords."),
    "This is a top-100 common password.": N_("This is one of the hundred most used passwords."),
    "This is a very common password.": N_("This is a very common password."),
    "This is similar to a commonly used password.": N_("This is close to a common password."),
    "A word by itself is easy to guess.": N_("A word by itself is easy to guess."),
    "Names and surnames by themselves are easy to guess.": N_(
        "Names by themselves are easy to guess."
    ),
    "Common names and surnames are easy to guess.": N_("Common names are easy to guess."),
    "Capitalization doesn't help very much.": N_("A capital at the beginning hardly helps."),
    "All-uppercase is almost as easy to guess as all-lowercase.": N_(
        "Capital letters throughout hardly help."
    ),
    "Reversed words aren't much harder to guess.": N_(
        "Words written backwards are hardly harder to guess."
    ),
    "Predictable substitutions like '@' instead of 'a' don't help very much.": N_(
        "@ in the place of a hardly helps."
    ),
}


def password_advice(password: str, known: Iterable[str] = ()) -> str:
    """What would make the password better; `known` are the names that a guesser tries first."""
    from zxcvbn import zxcvbn

    names = [name.casefold() for name in known if name]
    words = [word for name in names for word in name.split() if len(word) >= _SHORTEST_WORD]
    found = zxcvbn(password[:_LOOKED_AT], user_inputs=[*names, *words, *_USUAL_HERE])
    if found["score"] == 4:
        return _("A strong password.")
    if found["score"] == 3:
        return _("Long enough. One more word makes it much stronger.")
    said = [found["feedback"]["warning"], *found["feedback"]["suggestions"]]
    told = [_(WORDS[sentence]) for sentence in said if sentence]
    if any(match.get("dictionary_name") == _OURS for match in found["sequence"]):
        told.insert(0, _("Names and words from here are tried first."))
    return " ".join(told[:3])
