"""The pages of the guide: both languages alike, and as the program itself says things."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from screenshots.pictures import PICTURES, load
from ui.guide.jobs import FOLDER, names

LANGUAGES = ("fr", "ar")
PAGES = [(lang, name) for lang in LANGUAGES for name in names()]
_EMPHASISED = re.compile(r"(?<!\*)\*(?!\*)([^*\n]+?)\*(?!\*)")
_PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
_LARGEST = 100_000


def page(lang: str, name: str) -> str:
    return (FOLDER / lang / f"{name}.md").read_text(encoding="utf-8")


def pictures(lang: str, name: str) -> list[Path]:
    return [(FOLDER / lang / path).resolve() for _told, path in _PICTURE.findall(page(lang, name))]


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    """What the program says in each language; of a message with a value in it, what precedes it."""
    found = {}
    for lang in LANGUAGES:
        path = FOLDER.parents[1] / "translations" / lang / "LC_MESSAGES" / "amane.po"
        with path.open("rb") as file:
            messages = [message.string for message in read_po(file, locale=lang) if message.id]
        words = {w for m in messages for w in ([m] if isinstance(m, str) else m)}
        found[lang] = words | {re.split(r"\s*[:·]?\s*\{", w)[0] for w in words if "{" in w}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_job_has_its_page_and_no_page_is_left_over(lang: str) -> None:
    assert {path.stem for path in (FOLDER / lang).glob("*.md")} == set(names())
    titles = [page(lang, name).split("# ", 1)[1].splitlines()[0] for name in names()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", list(names()))
def test_both_languages_tell_the_same_in_the_same_order(name: str) -> None:
    shapes = {}
    for lang in LANGUAGES:
        lines = [line for line in page(lang, name).splitlines() if line and line[0] != "<"]
        shapes[lang] = [re.match(r"#+ |\d+\. |- |\||!\[|", line)[0] for line in lines]  # type: ignore[index]
    assert shapes["fr"] == shapes["ar"]
    assert [path.name for path in pictures("fr", name)] == [
        path.name for path in pictures("ar", name)
    ]


@pytest.mark.parametrize(("lang", "name"), PAGES)
def test_buttons_are_called_as_the_program_calls_them(
    lang: str, name: str, said: dict[str, set[str]]
) -> None:
    told = _EMPHASISED.findall(page(lang, name))
    assert [words for words in told if words not in said[lang]] == []


@pytest.mark.parametrize(("lang", "name"), PAGES)
def test_links_lead_to_pages_and_pictures_exist(lang: str, name: str) -> None:
    assert all((FOLDER / lang / link).exists() for link in _LINK.findall(page(lang, name)))
    for path in pictures(lang, name):
        assert path.parent == FOLDER / "pictures" / lang
        assert 0 < path.stat().st_size < _LARGEST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_picture_that_is_taken_is_shown(lang: str) -> None:
    load()
    shown = {path.stem for name in names() for path in pictures(lang, name)}
    assert shown == set(PICTURES)
    assert {path.stem for path in (FOLDER / "pictures" / lang).glob("*.png")} == set(PICTURES)
