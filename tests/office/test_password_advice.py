"""Advice on passwords: in the reader's own words, whatever the library would say in English."""

import ast
from pathlib import Path

import pytest
import zxcvbn.feedback

from amane_desktop import i18n
from amane_desktop.office.password_advice import WORDS, password_advice


def told_by_the_library() -> set[str]:
    """Every sentence that stands in the library."""
    tree = ast.parse(Path(zxcvbn.feedback.__file__).read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    marked = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_")
    return {ast.literal_eval(call.args[0]) for call in marked}


def test_every_sentence_of_the_library_has_words_of_ours() -> None:
    assert told_by_the_library() == set(WORDS)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_words_are_the_readers(lang: str) -> None:
    i18n.set_language(lang)
    for words in WORDS.values():
        assert i18n._(words) != words


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("password", "ten most used"),
        ("aaaaaaaaaaaa", "again and again"),
        ("abcdefghij", "in a row"),
        ("Khadija2026", "words from here are tried first"),
        ("centre amane 26", "words from here are tried first"),
        ("taroudant", "words from here are tried first"),
        ("bateau citron", "One more word"),
        ("quatre mots faciles ici", "A strong password."),
        ("أربع كلمات سهلة هنا", "A strong password."),
        ("y" * 5000, "again and again"),
        ("\ud800\u200f\x00" * 40, ""),
    ],
)
def test_what_is_told(password: str, told: str) -> None:
    i18n.set_language("en")
    said = password_advice(password, ("Centre Amane", "مركز أمان", "Khadija"))
    assert told in said
