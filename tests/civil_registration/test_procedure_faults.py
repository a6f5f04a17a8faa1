"""Procedures that somebody wrote wrongly: each fault at its line, in the reader's words."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amane_desktop.civil_registration.faults import ProcedureFaulty
from amane_desktop.civil_registration.procedure_example import EXAMPLE
from amane_desktop.civil_registration.procedures import read
from amane_desktop.civil_registration.shipped import shipped_texts
from amane_desktop.civil_registration.yaml_text import LONGEST
from amane_desktop.i18n import set_language

LINES = EXAMPLE.splitlines()


@pytest.fixture(autouse=True)
def _in_english() -> None:
    set_language("en")


def _line_of(part: str) -> int:
    return next(n for n, line in enumerate(LINES, start=1) if part in line)


def _faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ProcedureFaulty) as faulty:
        read(text)
    return [(fault.line, fault.message) for fault in faulty.value.faults]


def _changed(old: str, new: str) -> list[tuple[int, str]]:
    assert old in EXAMPLE
    return _faults(EXAMPLE.replace(old, new, 1))


def test_the_example_is_right() -> None:
    assert read(EXAMPLE).code == "example"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("badge:", "bagde:", "badge:", "“bagde” is not known here. Is “badge” meant?"),
        ("badge:", "colour:", "badge:", "“colour” is not known here. Known are: code,"),
        ('fr: "Carte", ', "", "badge:", "The French words are missing (fr)."),
        (', ar: "بطاقة"}', "}", "badge:", "The Arabic words are missing (ar)."),
        ('fr: "Carte", ', 'fr: "", ', "badge:", "Nothing is written here."),
        ('fr: "Carte", ', "fr: , ", "badge:", "Nothing is written here."),
        ('fr: "Carte", ', "fr: 12, ", "badge:", "Words must stand here"),
        ("papers: [photos]", "papers: [photo]", "papers: [", "There is no paper “photo” here."),
        ("papers: [photos]", "papers: photos", "papers: [", "A list must stand here"),
        ("papers: [photos]", "papers: {}", "papers: [", "A list must stand here"),
        ("issuer: photographer", "issuer: dentist", "issuer:", "“dentist” is not known here."),
        ("issuer: photographer", "issuer: [court]", "issuer:", "“['court']” is not known here."),
        ("need: due", "need: due\n    cost: 20 DH", "need:", "A whole number must stand here."),
        ("need: due", "need: due\n    cost: -5", "need:", "This is too little: 0 at least."),
        ("need: due", "need: due\n    each: no", "need:", "Either true or false"),
        ("id: gather", "id: Gather it", "id: gather", "is no code: small letters"),
        ("id: gather", "id: collect", "id: collect", "“collect” stands here twice."),
        ("number: 1", "number: one", "number:", "A whole number must stand here."),
        ("2026-11-23", "23/11/2026", "read:", "A day must stand here, such as 2026-11-23."),
        ("2026-11-23", "2026-02-30", "read:", "There is no such day."),
        ("certainty: to_confirm", "certainty: likely\nx: 1", "certainty:", "“x” is not known"),
        ("https://example.org", "a book", "source:", "An address of the web"),
        ("code: example", "code: &a example", "code:", "begins with & or *"),
        ('fr: "Carte"', "fr: *carte", "badge:", "begins with & or *"),
        ("code: example", "code: !!python/object:os.system x", "code:", "begins with !"),
        ("code: example", "code: example\ncode: example", "number:", "stands here twice."),
        ('fr: "Carte"', 'fr: "Car\\u202ete"', "badge:", "cannot be seen"),
        ('fr: "Carte"', 'fr: "Mère célibataire"', "badge:", "“Mère célibataire” could harm"),
        ('ar: "بطاقة"', 'ar: "للأم العازبة"', "badge:", "could harm somebody"),
        ("    issuer:", "\tissuer:", "issuer:", "A tab stands here"),
        ("need: due", "need due: : x", "need:", "This cannot be read"),
    ],
)
def test_each_fault_is_told_at_its_line(old: str, new: str, line: str, words: str) -> None:
    expected = _line_of(line)
    found = _changed(old, new)
    assert any(words in message for _at, message in found), found
    lines = {at for at, message in found if words in message}
    assert lines & {expected, expected + 1}, (found, expected)


def test_several_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    found = _faults(EXAMPLE.replace("badge:", "bagde:").replace("need: due", "need: often"))
    assert [line for line, _words in found] == sorted(line for line, _words in found)
    assert len(found) == 3  # (the badge is missing, too)


def test_steps_that_wait_for_each_other_are_named() -> None:
    text = EXAMPLE.replace("kind: gather", "kind: gather\n    after: [collect]", 1)
    found = _faults(text.replace("papers: [photos]", "after: [gather]"))
    assert found == [
        (
            _line_of("kind: gather") + 1,
            "These steps wait for each other: gather → collect → gather.",
        )
    ]


def test_a_step_comes_after_steps_above_it() -> None:
    ((line, message),) = _changed("kind: gather", "kind: gather\n    after: [collect]")
    assert "These steps wait for each other" in message  # (collect comes after the one before)
    text = EXAMPLE.replace("kind: gather", "kind: gather\n    after: [collect]", 1)
    ((line, message),) = _faults(text.replace("papers: [photos]", "after: []"))
    assert (line, message) == (
        _line_of("kind: gather") + 1,
        "“collect” stands further down; it must stand before this.",
    )


def test_a_delay_counts_from_what_is_there() -> None:
    delay = 'delay: {days: 3, months: 1, from: moon, rule: {fr: "a", ar: "ب"}}'
    found = _changed("papers: [photos]", delay)
    assert len(found) == 2 and {line for line, _m in found} == {_line_of("papers: [photos]")}


def test_what_has_no_source_is_to_be_confirmed() -> None:
    sourceless = EXAMPLE.replace('    source: "https://example.org"\n    read: 2026-11-23\n', "")
    assert read(sourceless).basis[0].source == ""
    ((line, message),) = _faults(sourceless.replace("to_confirm", "likely"))
    assert line == _line_of("source:") and message.startswith("Give the source and the day")


def test_conditions_ask_what_is_asked() -> None:
    ((_line, message),) = _changed("need: due", "need: due\n    when: {weather: sunny}")
    assert message.startswith("There is no question “weather” here.")
    ((_line, message),) = _changed("need: due", "need: due\n    when: {marriage_act: perhaps}")
    assert message == "There is no answer “perhaps” here. There are: yes, no."
    read(EXAMPLE.replace("need: due", "need: due\n    when: {marriage_act: no}"))


def test_what_is_no_procedure_at_all_is_told() -> None:
    for text in ("", "\n\n", "# nothing", "- a\n- b", "42", "just words", "{", "a: b: c", "\x00"):
        assert _faults(text)
    assert _faults("---\na: 1\n---\nb: 2")


def test_a_text_that_would_fill_the_memory_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "begins with & or *" in _faults(bomb)[0][1]
    assert _faults("a" * (LONGEST + 1)) == [(1, "This text is too long: 60000 characters at most.")]
    assert _faults("[" * 5000) and _faults("{a: " * 5000) and _faults("- " * 20000)
    assert _faults("number: " + "9" * 10000)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_happens_to_a_text_nothing_but_faults_are_told(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([EXAMPLE, *shipped_texts().values()]))
    for _n in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 60, len(text))))
        text = text[:start] + data.draw(st.text(max_size=12) | _SNIPPETS) + text[end:]
    _read_or_faulty(text)


_SNIPPETS = (
    st.sampled_from(
        [
            "- ",
            ": ",
            "\n",
            "  ",
            "{",
            "}",
            "[",
            "]",
            "? ",
            "|",
            ">",
            "&a ",
            "*a",
            "!!x ",
            "#",
            "---\n",
        ]
    )
    | st.sampled_from(
        ['"', "'", "%", "@", "\t", "no", "null", "~", "1e9", ".inf", "0x1f", "2026-13-99", "<<: "]
    )
    | st.sampled_from(
        ['"\\UFFFFFFFF"', '"\\x"', "\ud800", "\ufeff", "\u2028", "...\n", "true", "-1", "1" * 5000]
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_stands_in_its_places_nothing_but_faults_are_told(data: st.DataObject) -> None:
    tree = yaml.safe_load(EXAMPLE.replace("2026-11-23", '"2026-11-23"'))
    where, key = tree, data.draw(st.sampled_from(sorted(tree)))
    while isinstance(where[key], (dict, list)) and where[key] and data.draw(st.booleans()):
        where = where[key]
        keys = list(where) if isinstance(where, dict) else list(range(len(where)))
        key = data.draw(st.sampled_from(keys))
    where[key] = data.draw(_VALUES)
    _read_or_faulty(yaml.safe_dump(tree, allow_unicode=True))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def _read_or_faulty(text: str) -> None:
    try:
        read(text)
    except ProcedureFaulty as faulty:
        assert faulty.faults
        for fault in faulty.faults:
            assert 1 <= fault.line <= text.count("\n") + 1
            assert fault.message
