"""Every visible string stands in each language, whole."""

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from amane_desktop import i18n

ROOT = Path(__file__).resolve().parent.parent


def catalogue(lang: str) -> Catalog:
    path = ROOT / "translations" / lang / "LC_MESSAGES" / "amane.po"
    with path.open("rb") as file:
        return read_po(file, locale=lang)


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the code says, extracted as `dev.py messages` does."""
    template = tmp_path_factory.mktemp("pot") / "amane.pot"
    keywords = [part for word in ("_", "N_", "ngettext:1,2") for part in ("-k", word)]
    subprocess.run(
        [
            *(sys.executable, "-m", "babel.messages.frontend", "-q", "extract", *keywords),
            *("-o", str(template), "amane_desktop", "ui"),
        ],
        cwd=ROOT,
        check=True,
    )
    with template.open("rb") as file:
        return read_po(file)


def test_every_string_is_collected(wanted: Catalog) -> None:
    """What is collected leaves out what is said inside an f-string, which Babel cannot see."""
    said = {
        (str(path), call.args[0].value)
        for room in ("amane_desktop", "ui")
        for path in (ROOT / room).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in ("_", "N_", "ngettext") and isinstance(call.args[0], ast.Constant)
    }
    assert len(said) > 1000
    assert [(path, text) for path, text in said if wanted.get(text) is None] == []


def names(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_string_is_translated(wanted: Catalog, lang: str) -> None:
    found = catalogue(lang)
    for message in wanted:
        if not message.id:
            continue
        translated = found.get(message.id)
        assert translated is not None, message.id
        assert not translated.fuzzy, message.id
        texts = [translated.string] if isinstance(translated.string, str) else translated.string
        assert all(texts), (lang, message.id)
        assert len(texts) == (found.num_plurals if message.pluralizable else 1), message.id
        source = message.id if isinstance(message.id, str) else message.id[1]
        for text in texts:
            # A form for one or two may say the number in a word.
            allowed = names(source) if not message.pluralizable else names(source) | {"n"}
            assert names(text) <= allowed, (lang, text)
            assert message.pluralizable or names(text) == names(source), (lang, text)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_no_line_is_left_in_english(wanted: Catalog, lang: str) -> None:
    found = catalogue(lang)
    same = {
        message.id
        for message in wanted
        if isinstance(message.id, str)
        and re.search(r"[a-z]{3}", re.sub(r"{.*?}", "", message.id))
        and found.get(message.id).string == message.id
    }
    words_of_both = {
        "CIN",
        "Dossiers",
        "dossier",
        "original",
        "Scan",
        "Notes",
        "Logo",
        "Photo",
        "note",
        "Note",
        "Date",
        "Documents",
        "documents",
        "Original",
        "Places",
        "orange",
        "Pages",
        "Guide",
        "absent",
        "Version",
        "Amane, version {version}",
        "Licences",
        "Centre Amane · Taroudant",
        "Amane",
        "kafala",
        "Kafala",
        "Ramadan",
    }
    assert same <= words_of_both


def test_arabic_counts_in_six_forms() -> None:
    i18n.set_language("ar")
    counted = {
        n: i18n.ngettext("{n} child", "{n} children", n).format(n=n) for n in (0, 1, 2, 3, 11, 100)
    }
    assert counted == {
        0: "لا أطفال",
        1: "طفل واحد",
        2: "طفلان",
        3: "3 أطفال",
        11: "11 طفلا",
        100: "100 طفل",
    }


def test_french_has_one_apostrophe() -> None:
    texts = [text for message in catalogue("fr") for text in (message.string or "")]
    assert "’" not in "".join(texts), "write ' as the other texts do"
