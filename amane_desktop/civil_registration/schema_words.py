"""What a schema finds wrong, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from amane_desktop.civil_registration.yaml_text import Path
from amane_desktop.i18n import _

if TYPE_CHECKING:
    from jsonschema import ValidationError

_LONGEST_SHOWN = 40


def words_of(error: ValidationError) -> Iterator[tuple[Path, str]]:
    """What is wrong, and where, from the place that the error tells of."""
    wanted: Any = error.validator_value
    found: Any = error.instance
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error)
        case "required":
            for key in wanted:
                if key not in found:
                    yield (), _missing(key, error.absolute_path)
        case "enum":
            message = _("“{value}” is not known here. Write one of: {known}.")
            yield (), message.format(value=_shown(found), known=", ".join(wanted))
        case "type":
            yield (), _wrong_type(wanted, found)
        case "pattern":
            yield (), _wrong_form(wanted, found)
        case _:
            yield (), _wrong_amount(str(error.validator), wanted)


def _missing(key: str, path: Any) -> str:
    if key == "fr":
        return _("The French words are missing (fr).")
    if key == "ar":
        return _("The Arabic words are missing (ar).")
    return _("“{key}” is missing.").format(key=key)


def _unknown_keys(error: ValidationError) -> Iterator[tuple[Path, str]]:
    schema: Any = error.schema
    found: Any = error.instance
    known = list(schema["properties"])
    for key in found:
        if key in known:
            continue
        if near := get_close_matches(key, known, 1):
            message = _("“{key}” is not known here. Is “{near}” meant?")
            yield (key,), message.format(key=_shown(key), near=near[0])
        else:
            message = _("“{key}” is not known here. Known are: {known}.")
            yield (key,), message.format(key=_shown(key), known=", ".join(known))


def _wrong_type(wanted: str | list[str], found: Any) -> str:
    if found is None:
        return _("Nothing is written here.")
    kinds = {
        "string": _("Words must stand here; what looks like a number stands in quotation marks."),
        "integer": _("A whole number must stand here."),
        "boolean": _("Either true or false must stand here."),
        "array": _("A list must stand here, each line of it after a dash."),
        "object": _("Lines with a word, a colon and a value must stand here."),
    }
    return kinds[wanted if isinstance(wanted, str) else wanted[0]]


def _wrong_form(pattern: str, found: str) -> str:
    if pattern.startswith("^http"):
        return _("An address of the web must stand here (https://…).")
    if pattern.startswith("^[0-9]"):
        return _("A day must stand here, such as 2026-11-23.")
    message = _("“{value}” is no code: small letters a to z, figures and _ only.")
    return message.format(value=_shown(found))


def _wrong_amount(rule: str, limit: Any) -> str:
    words = {
        "minLength": _("Nothing is written here."),
        "maxLength": _("This is too long: {n} letters at most."),
        "minItems": _("At least {n} must stand here."),
        "maxItems": _("These are too many: {n} at most."),
        "minProperties": _("Too little stands here."),
        "maxProperties": _("These are too many: {n} at most."),
        "uniqueItems": _("The same stands here twice."),
        "minimum": _("This is too little: {n} at least."),
        "maximum": _("This is too much: {n} at most."),
    }
    return words.get(rule, _("This cannot stand here.")).format(n=limit)


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
