"""A small, plain YAML for texts that staff may edit: no references, no tags, no surprises.

What stands without quotation marks is a text, unless it is a whole number, `true`, `false` or
nothing: `no` is the answer *no*. Every value knows its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from amane_desktop.civil_registration.faults import Fault, ProcedureFaulty
from amane_desktop.i18n import _

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]
LONGEST = 60_000
_DEEPEST = 10
_WHOLE_NUMBER = re.compile(r"-?\d{1,9}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
# What is not seen turns the words around it, or breaks the paper that they are printed on.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True)
class Parsed:
    """What a text says, and at which line each part of it begins."""

    data: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest that it stands in."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def parse(text: str) -> Parsed:
    """The text as plain values; raises `ProcedureFaulty` for what cannot be read."""
    if len(text) > LONGEST:
        raise _faulty(1, _("This text is too long: {n} characters at most.").format(n=LONGEST))
    import yaml

    reader = _Reader(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    try:
        return Parsed(reader.document(), reader.lines)
    except yaml.YAMLError as error:
        line = _line_of(error, text)
        raise _faulty(line, _words_of(text.split("\n")[line - 1])) from None
    except (ValueError, OverflowError):
        # (a character by its number, of which there is none)
        raise _faulty(reader.line, _words_of("")) from None


def _faulty(line: int, message: str) -> ProcedureFaulty:
    return ProcedureFaulty((Fault(line, message),))


def _line_of(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return min(int(mark.line) + 1, text.count("\n") + 1)
    position = getattr(error, "position", 0)
    return text.count("\n", 0, position) + 1


def _words_of(line: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return _("A tab stands here; begin the line with spaces.")
    return _("This cannot be read: look at the spaces before it, its colon and quotation marks.")


@dataclass
class _Reader:
    """Builds plain values from what the parser tells one by one."""

    events: Iterator[yaml.Event]
    lines: dict[Path, int] = field(default_factory=dict)
    line: int = 1

    def document(self) -> Any:
        """The one document of the text."""
        import yaml

        self._next()  # (the beginning of the stream)
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise _faulty(1, _("Nothing is written here."))
        data = self._value(self._next(), ())
        self._next()  # (the end of the document)
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise _faulty(self.line, _("A second text begins here; one stands in a file."))
        return data

    def _next(self) -> yaml.Event:
        event = next(self.events)
        if event.start_mark is not None:
            self.line = event.start_mark.line + 1
        return event

    def _value(self, event: yaml.Event, path: Path) -> Any:
        import yaml

        self.lines.setdefault(path, self.line)
        self._check(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, yaml.ScalarEvent)
        return self._scalar(event)

    def _check(self, event: yaml.Event, path: Path) -> None:
        import yaml

        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = _("A word that begins with & or * must stand in quotation marks.")
            raise _faulty(self.line, message)
        if getattr(event, "tag", None):
            raise _faulty(self.line, _("A word that begins with ! must stand in quotation marks."))
        if len(path) > _DEEPEST:
            raise _faulty(self.line, _("Too many things stand inside each other here."))

    def _mapping(self, path: Path) -> dict[str, Any]:
        import yaml

        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._check(event, path)
            if not isinstance(event, yaml.ScalarEvent) or not event.value:
                raise _faulty(self.line, _("A plain word must stand before the colon."))
            key = self._seen(event.value)
            if key in values:
                raise _faulty(self.line, _("“{key}” stands here twice.").format(key=key))
            self.lines[*path, key] = self.line
            values[key] = self._value(self._next(), (*path, key))
        return values

    def _sequence(self, path: Path) -> list[Any]:
        import yaml

        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        text = self._seen(event.value)
        if not event.implicit[0]:  # (it stands in quotation marks, or in a block)
            return text.strip()
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if _WHOLE_NUMBER.fullmatch(text) else text

    def _seen(self, text: str) -> str:
        if _UNSEEN.search(text):
            raise _faulty(self.line, _("A character that cannot be seen stands here."))
        return text
