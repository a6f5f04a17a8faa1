"""The wordings of letters: those that the program ships, and the centre's own in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.harmful_words import harmful_word
from amane_desktop.civil_registration.models import LetterTemplate
from amane_desktop.civil_registration.resources import FOLDER
from amane_desktop.civil_registration.yaml_text import parse
from amane_desktop.i18n import N_, Text, _, comma, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.texts import long_text, short_text

LETTERS = FOLDER.parent / "letters"
# What a letter may name; each is filled in from the dossier where it is known.
FIELDS: dict[str, str] = {
    "names": N_("names of the persons"),
    "names_and_births": N_("names of the persons, with their births"),
    "number": N_("number of the dossier"),
    "office": N_("name of the office"),
    "paper": N_("name of the paper"),
    "papers": N_("list of the papers at hand"),
    "court": N_("court"),
    "court_file_number": N_("court file number"),
    "judgment_number": N_("judgment number"),
    "judgment_date": N_("date of the judgment"),
    "record_number": N_("record number"),
    "record_year": N_("year of the record"),
    "registry_office": N_("registry office of the record"),
    "responsible": N_("who answers for the dossier"),
    "telephone": N_("telephone of who answers for it"),
    "centre": N_("name of the centre"),
    "day": N_("day of writing"),
}
# A field in a wording, in braces.
FIELD = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class TemplateLine:
    """A letter's wording in both languages; `version` is 0 while the shipped one holds."""

    code: str
    name: Text
    to: Text
    subject: Text
    body: Text
    is_own: bool
    version: int


@cache
def shipped_letters() -> Mapping[str, TemplateLine]:
    """Each shipped wording by its code; read when it is first asked for."""
    lines = map(_shipped, (file.read_text("utf-8") for file in sorted(LETTERS.glob("*.yaml"))))
    return MappingProxyType({line.code: line for line in lines})


def _shipped(text: str) -> TemplateLine:
    data = parse(text).data
    name, to, subject, body = (
        Text(data[part]["fr"], data[part]["ar"]) for part in ("name", "to", "subject", "body")
    )
    return TemplateLine(data["code"], name, to, subject, body, is_own=False, version=0)


@query(Permission.SEE_DOSSIERS, {})
def letter_templates(reading: Reading) -> tuple[TemplateLine, ...]:
    """The wordings in force, in the order of their codes."""
    own = {row.code: row for row in reading.session.scalars(select(LetterTemplate))}
    return tuple(_in_force(line, own.get(code)) for code, line in shipped_letters().items())


def template_in_force(reading: Reading, code: str) -> TemplateLine:
    """The wording of that code; refuses one that there is not."""
    shipped = shipped_letters().get(code)
    if shipped is None:
        raise Refusal(_("Choose from the list."), "template")
    found = select(LetterTemplate).where(LetterTemplate.code == code)
    return _in_force(shipped, reading.session.scalar(found))


def _in_force(shipped: TemplateLine, own: LetterTemplate | None) -> TemplateLine:
    if own is None:
        return shipped
    return TemplateLine(
        shipped.code,
        shipped.name,
        shipped.to,
        Text(own.subject, own.subject_ar),
        Text(own.body, own.body_ar),
        is_own=True,
        version=vars(own)["version"],
    )


@query(Permission.SEE_DOSSIERS, {})
def letter_fields(reading: Reading) -> Mapping[str, str]:
    """What a wording may name, in words; written as {court} in its text."""
    return {code: _(words) for code, words in FIELDS.items()}


@action(
    N_("Changed the wording of a letter"),
    Permission.EDIT_PROCEDURES,
    {
        "code": "court_follow_up",
        "version": 0,
        "subject": "Dossier {court_file_number}",
        "subject_ar": "الملف رقم {court_file_number}",
        "body": "Nous vous prions de nous indiquer la suite donnée au dossier.",
        "body_ar": "نلتمس منكم إفادتنا بمآل الملف.",
    },
)
def change_letter_template(
    work: Work, code: str, version: int, subject: str, subject_ar: str, body: str, body_ar: str
) -> None:
    """Put the centre's own wording in force; refuses a field that no letter knows."""
    told = {
        "subject": short_text(subject, "subject"),
        "subject_ar": short_text(subject_ar, "subject_ar"),
        "body": long_text(body, "body"),
        "body_ar": long_text(body_ar, "body_ar"),
    }
    for field, text in told.items():
        if not text:
            raise Refusal(_("A letter needs these words in both languages."), field)
        _check_fields(text, field)
        check_harmless(text, field)
    own = _own(work, code, version)
    if own is None:
        work.session.add(LetterTemplate(code=code, **told))
        return
    for column, text in told.items():
        setattr(own, column, text)


@action(
    N_("Took back the shipped wording of a letter"),
    Permission.EDIT_PROCEDURES,
    {"code": "court_follow_up", "version": 1},
)
def back_to_shipped_letter(work: Work, code: str, version: int) -> None:
    """Let the wording that the program ships hold again."""
    own = _own(work, code, version)
    if own is None:
        raise Refusal(_("The wording that the program ships is in force already."))
    work.session.delete(own)


def _own(work: Work, code: str, version: int) -> LetterTemplate | None:
    """The centre's own wording, on which the form stood; refuses one that changed meanwhile."""
    standing = template_in_force(work, code)
    if standing.version == version == 0:
        return None
    found = select(LetterTemplate.id).where(LetterTemplate.code == code)
    row_id = work.session.scalar(found)
    return work.editable(LetterTemplate, row_id or 0, version)


def _check_fields(text: str, at: str) -> None:
    unknown = [field for field in fields_in(text) if field not in FIELDS]
    if not unknown and not has_stray_brace(text):
        return
    known = comma().join(isolate(f"{{{field}}}") for field in FIELDS)
    if unknown:
        words = _("{field} is not known here. A letter may name: {known}.")
        shown = isolate(f"{{{unknown[0]}}}")
        raise Refusal(words.format(field=shown, known=known), at)
    raise Refusal(_("A brace stands alone. A letter may name: {known}.").format(known=known), at)


def check_harmless(text: str, at: str) -> None:
    """Refuse a text with a word that would be held against somebody."""
    if word := harmful_word(text):
        message = _("“{word}” could harm somebody. Say what is at hand instead.")
        raise Refusal(message.format(word=word), at)


def fields_in(text: str) -> Iterator[str]:
    """The fields that a text names, each once, in their order."""
    yield from dict.fromkeys(FIELD.findall(text))


def has_stray_brace(text: str) -> bool:
    """Whether a brace stands in the text that belongs to no field."""
    return any(brace in FIELD.sub("", text) for brace in "{}")


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known; a field without a value stays as it is."""
    return FIELD.sub(lambda found: values.get(found[1]) or found[0], text)
