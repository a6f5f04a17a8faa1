"""What the shipped procedures say, read as whoever finds a paper on a table would."""

import re
from collections.abc import Iterator

from amane_desktop.civil_registration.procedures import Procedure
from amane_desktop.civil_registration.questions import questions
from amane_desktop.civil_registration.shipped import shipped
from amane_desktop.i18n import Text
from tests.civil_registration.harmful import harmful_words

_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN_ALLOWED = {"BCG"}


def _texts(procedure: Procedure) -> Iterator[Text]:
    yield from (procedure.title, procedure.badge, procedure.concerns, procedure.why)
    for basis in procedure.basis:
        yield basis.text
    for paper in procedure.papers:
        yield from filter(None, (paper.name, paper.bring, paper.note))
    for step in procedure.steps:
        yield from filter(None, (step.name, step.receives, step.note))
        if step.delay:
            yield step.delay.rule


def _asked() -> Iterator[Text]:
    for question in questions():
        yield from filter(None, (question.text, question.hint))
        yield from (answer.text for answer in question.answers)


def _all() -> list[Text]:
    return [text for one in shipped().values() for text in _texts(one)] + list(_asked())


def test_nothing_that_is_said_could_harm() -> None:
    for text in _all():
        assert not harmful_words(text.fr), text.fr
        assert not harmful_words(text.ar), text.ar


def test_what_papers_and_badges_say_leaves_the_situation_unsaid() -> None:
    situation = re.compile(
        "kafala|abandon|paternit|filiation|كفال|همال|مهمل|بنوة|متخلى", re.IGNORECASE
    )
    assert situation.search("Ordonnance de kafala") and situation.search("أمر بإسناد الكفالة")
    for one in shipped().values():
        told = [one.badge, *(t for paper in one.papers for t in (paper.name, paper.bring) if t)]
        for text in told:
            assert not situation.search(text.fr + text.ar), text


def test_the_list_of_words_finds_them_as_they_are_written() -> None:
    assert harmful_words("Une mère célibataire.") == ["mère célibataire"]
    assert harmful_words("للأم العازبة") == ["عازبة"]
    assert not harmful_words("Certificat de non-inscription, ce qui protège")


def test_arabic_is_arabic_and_french_is_french() -> None:
    for text in _all():
        assert not _ARABIC.search(text.fr), text.fr
        assert _ARABIC.search(text.ar) or text.ar.isdigit(), text.ar
        assert set(re.findall("[A-Za-z]+", text.ar)) <= _LATIN_ALLOWED, text.ar


def test_arabic_points_its_sentences_as_arabic_does() -> None:
    for text in _all():
        assert not re.search("[,;?]", re.sub(r"\d,\d", "", text.ar)), text.ar


def test_french_leaves_a_space_before_its_double_signs() -> None:
    for text in _all():
        assert not re.search(r"[^\s ][;:?!]", text.fr.replace("https:", "")), text.fr


def test_a_delay_of_the_older_law_is_to_be_confirmed() -> None:
    delays = [step.delay for one in shipped().values() for step in one.steps if step.delay]
    assert {delay.days for delay in delays} == {15, 30}
    for delay in delays:
        assert delay.certainty == "to_confirm" or "37-99" not in delay.rule.fr


def test_a_badge_says_nothing_of_who_is_there_and_who_is_not() -> None:
    """It stands on screens that are read over shoulders."""
    for procedure in shipped().values():
        for telling in ("mère", "père", "الأم", "الأب"):
            assert telling not in procedure.badge.fr + procedure.badge.ar
