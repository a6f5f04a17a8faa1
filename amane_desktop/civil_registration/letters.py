"""Letters that accompany a request: drafted from the dossier, numbered, kept as they went out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.letter_templates import (
    FIELDS,
    check_harmless,
    fields_in,
    fill_in,
    has_stray_brace,
    template_in_force,
)
from amane_desktop.civil_registration.letter_values import values_for
from amane_desktop.civil_registration.models import Dossier, OutgoingLetter
from amane_desktop.civil_registration.numbers import LETTER, next_number
from amane_desktop.civil_registration.on_paper import on_paper
from amane_desktop.civil_registration.reach import dossiers_seen, to_work_on
from amane_desktop.i18n import N_, PaperLang, Text, _, comma, writing_in
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.texts import long_text, short_text

_LANGUAGES = ("fr", "ar", "fr+ar")


@dataclass(frozen=True)
class LetterDraft:
    """A letter before it goes out: what is not known stands as its {field} in the texts.

    `unfilled` names those, with their words.
    """

    addressee: Text
    subject: Text
    body: Text
    unfilled: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Letter:
    """A letter as it went out."""

    id: int
    dossier_id: int
    number: str
    lang: str
    day: date
    centre: Text
    address: Text
    addressee: Text
    subject: Text
    body: Text
    stamped_on: date | None
    version: int


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1, "template": "court_file", "paper_lang": "fr+ar"})
def letter_draft(
    reading: Reading,
    dossier_id: int,
    template: str,
    paper_lang: PaperLang,
    paper_id: int | None = None,
) -> LetterDraft:
    """A letter filled in from the dossier, and from the paper that it asks for."""
    _check_language(paper_lang)
    found, wording = on_paper(reading, dossier_id), template_in_force(reading, template)
    parts = (wording.to, wording.subject, wording.body)
    written: dict[str, list[str]] = {"fr": [], "ar": []}
    for lang in paper_lang.split("+"):
        with writing_in(lang):
            values = values_for(reading, found, paper_id)
            written[lang] = [fill_in(part.here, values) for part in parts]
    left = dict.fromkeys(
        field for texts in written.values() for text in texts for field in fields_in(text)
    )
    addressee, subject, body = (
        Text(*(written[lang][place] if written[lang] else "" for lang in ("fr", "ar")))
        for place in range(len(parts))
    )
    unfilled = tuple((field, _words(field)) for field in left)
    return LetterDraft(addressee, subject, body, unfilled)


@action(
    N_("Wrote a letter"),
    Permission.EDIT_DOSSIERS,
    {
        "dossier_id": 1,
        "template": "court_file",
        "paper_lang": "fr",
        "addressee": "À l'attention du président",
        "subject": "Dépôt d'un dossier",
        "body": "Nous avons l'honneur de vous transmettre ce dossier.",
    },
)
def write_letter(
    work: Work,
    dossier_id: int,
    template: str,
    paper_lang: PaperLang,
    addressee: str = "",
    subject: str = "",
    body: str = "",
    addressee_ar: str = "",
    subject_ar: str = "",
    body_ar: str = "",
) -> int:
    """Keep a letter as it goes out, under the next number of outgoing mail; gives its id.

    Refuses one in which something is still to be filled in.
    """
    _check_language(paper_lang)
    template_in_force(work, template)
    to_work_on(work, dossier_id)
    told = {
        "addressee": short_text(addressee, "addressee"),
        "subject": short_text(subject, "subject"),
        "body": long_text(body, "body"),
        "addressee_ar": short_text(addressee_ar, "addressee_ar"),
        "subject_ar": short_text(subject_ar, "subject_ar"),
        "body_ar": long_text(body_ar, "body_ar"),
    }
    scripts = {"fr": "", "ar": "_ar"}
    wanted = {scripts[lang] for lang in paper_lang.split("+")}
    for field in told:
        if ("_ar" if field.endswith("_ar") else "") in wanted:
            _check_filled(told[field], field)
        else:
            told[field] = ""
    letter = OutgoingLetter(
        number=next_number(work, LETTER),
        dossier_id=dossier_id,
        template=template,
        lang=paper_lang,
        day=work.today,
        **told,
    )
    work.session.add(letter)
    work.session.flush()
    return letter.id


def _check_language(paper_lang: str) -> None:
    if paper_lang not in _LANGUAGES:
        raise Refusal(_("Choose from the list."), "paper_lang")


def _check_filled(text: str, at: str) -> None:
    if not text:
        raise Refusal(_("Nothing is written here."), at)
    left = [_words(field) for field in fields_in(text)]
    if left:
        message = _("Still to be filled in: {fields}.")
        raise Refusal(message.format(fields=comma().join(left)), at)
    if has_stray_brace(text):
        raise Refusal(_("Something is still to be filled in between braces."), at)
    check_harmless(text, at)


def _words(field: str) -> str:
    return _(FIELDS[field]) if field in FIELDS else field


@action(
    N_("Noted that a letter was stamped"),
    Permission.EDIT_DOSSIERS,
    {"letter_id": 1, "version": 1, "day": date(2026, 11, 24)},
)
def stamp_letter(work: Work, letter_id: int, version: int, day: date) -> None:
    """Note on which day the stamped copy came back; its scan hangs on the dossier."""
    letter = work.session.get(OutgoingLetter, letter_id)
    if letter is None:
        raise Refusal(_("This is no longer there."))
    to_work_on(work, letter.dossier_id)
    work.editable(OutgoingLetter, letter_id, version)
    if day > work.today:
        raise Refusal(_("This day has not come yet."), "day")
    if day < letter.day:
        raise Refusal(_("The letter was written later than this."), "day")
    letter.stamped_on = day


@query(Permission.SEE_DOSSIERS, {"letter_id": 1})
def outgoing_letter(reading: Reading, letter_id: int) -> Letter:
    """A letter as it went out; refuses one of a dossier that the reader does not see."""
    found = reading.session.execute(
        select(OutgoingLetter, CentreSettings)
        .join(Dossier, Dossier.id == OutgoingLetter.dossier_id)
        .join(CentreSettings, CentreSettings.id.is_not(None))
        .where(OutgoingLetter.id == letter_id, dossiers_seen(reading))
    ).one_or_none()
    if found is None:
        raise NotAllowed(_("Your role does not allow this."))
    row, centre = found
    on_paper(reading, row.dossier_id)  # (a protected family's is noted as looked at)
    return Letter(
        row.id,
        row.dossier_id,
        row.number,
        row.lang,
        row.day,
        Text(centre.name, centre.name_ar),
        Text(centre.address, centre.address_ar),
        Text(row.addressee, row.addressee_ar),
        Text(row.subject, row.subject_ar),
        Text(row.body, row.body_ar),
        row.stamped_on,
        vars(row)["version"],
    )


def draw_letter(letter: Letter) -> bytes:
    """The letter as a PDF file, each of its languages on pages of its own."""
    from amane_desktop.civil_registration.letter_drawing import draw

    return draw(letter, tuple(_each(letter.lang)))


def _each(lang: str) -> Iterator[str]:
    yield from lang.split("+")
