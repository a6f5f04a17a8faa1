"""The index that finding leans on: FTS5 tables that triggers keep in step with the rows.

Whatever writes a row (an action, thousands of rows at once, undo, erasing) changes the index in the
same transaction. It holds no text of its own that could be read back as rows: it is contentless,
not journalled, and made anew when it is missing or was made by other rules than this program's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    TableClause,
    column,
    literal_column,
    table,
    text,
)
from sqlalchemy.orm import Session

_PREFIX = "finding_"
# What SQLite makes beside a table of FTS5.
_SHADOWS = ("_data", "_idx", "_docsize", "_config")
_OPTIONS = "content='', contentless_delete=1"
# Before a sound key among the words in which a slip is looked for; no word holds it.
SOUND = "~"
# Shorter words are all alike, longer ones are no names.
_LENGTHS = range(4, 25)
# Marks that no number holds, so that its beginning and its end can be asked for.
_BEGIN, _END = "^", "$"
_WORDS_WITH = text(
    f"SELECT DISTINCT word FROM {_PREFIX}slip WHERE cut IN (SELECT value FROM json_each(:cuts))"
)

_WORDS_HOLDING = text(
    f"SELECT word FROM {_PREFIX}word WHERE instr(word, :part) > 1 "
    "AND substr(word, 1, 1) <> :sound ORDER BY uses DESC, word LIMIT 40"
)


@dataclass
class Spelling:
    """What the room of names says of them; `version` counts its rules."""

    version: int
    words: Callable[[Iterable[str]], list[str]]
    sounds: Callable[[Iterable[str]], list[str]]
    cuts: Callable[[str], list[str]]
    number: Callable[[str], str]


@dataclass
class _Followed:
    spelling: Spelling | None = None
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    changes: dict[str, tuple[str, ...]] = field(default_factory=dict)


_FOLLOWED = _Followed()


def spell(spelling: Spelling) -> None:
    """Say how names are folded and how they sound."""
    _FOLLOWED.spelling = spelling


def follow_names(table_name: str, *columns: str) -> None:
    """Keep the rows of a table found by the words of these columns."""
    _FOLLOWED.names[table_name] = columns


def follow_numbers(table_name: str, *columns: str) -> None:
    """Keep the rows of a table found by three or more characters in these columns."""
    _FOLLOWED.numbers[table_name] = columns


def follow_changes(table_name: str, before: str, after: str) -> None:
    """Keep the rows of a table found by the texts in two columns of JSON, and what differs."""
    _FOLLOWED.changes[table_name] = before, after


def names_followed(table_name: str) -> bool:
    """Whether the rows of a table are found by their names."""
    return table_name in _FOLLOWED.names


def numbers_followed(table_name: str) -> bool:
    """Whether the rows of a table are found by their numbers."""
    return table_name in _FOLLOWED.numbers


def folded(text: str) -> list[str]:
    """The words of a text as the index holds them."""
    return _FOLLOWED.spelling.words([text]) if _FOLLOWED.spelling else []


def number_in(text: str) -> str:
    """A text as the index holds a number."""
    return _FOLLOWED.spelling.number(text) if _FOLLOWED.spelling else ""


def prepare(connection: Any, _record: object = None) -> None:
    """Give a new connection the functions that the triggers call."""
    spelling = _FOLLOWED.spelling
    if spelling is None:
        return

    def vocabulary(*names: str) -> str:
        in_use = {word for word in spelling.words(names) if len(word) in _LENGTHS}
        in_use |= {SOUND + key for key in spelling.sounds(names) if len(key) in _LENGTHS}
        return json.dumps(sorted(in_use))

    for name, arguments, function in (
        ("words", -1, lambda *names: " ".join(spelling.words(names))),
        ("sounds", -1, lambda *names: " ".join(spelling.sounds(names))),
        ("change", 2, lambda *sides: " ".join([*spelling.words(_texts(sides)), *_keys(*sides)])),
        ("vocabulary", -1, vocabulary),
        ("cuts", 1, lambda word: json.dumps(spelling.cuts(word))),
        ("number", 1, lambda text: f"{_BEGIN}{spelling.number(text)}{_END}" if text else ""),
    ):
        connection.create_function(_PREFIX + name, arguments, function, deterministic=True)


def changed_key(key: str) -> str:
    """The word by which a change of this key is found; nobody's name is spelled so."""
    return "".join(("changed", *filter(str.isalpha, key)))


def _keys(before: str | None, after: str | None) -> list[str]:
    """The keys that were changed; a row that comes or goes changes none."""
    return [changed_key(key) for key in json.loads(after)] if before and after else []


def _texts(told: Iterable[str | None]) -> list[str]:
    """The texts among the values of JSON objects; numbers and flags are no words."""
    values = (value for one in told if one for value in json.loads(one).values())
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def bring_index_up_to_date(engine: Engine) -> None:
    """Make the index anew unless it is there, whole, and made by this program's rules.

    Where the room of names is not loaded, nothing is known of it, and it is left as it is.
    """
    wanted = _schema()
    if not wanted:
        return
    with engine.connect() as connection:
        if _standing(connection) == wanted:
            return
    with engine.execution_options(writes=True).begin() as connection:
        make_index_anew(connection)


def is_in_step(connection: Connection) -> bool:
    """Whether the index finds the rows that there are, by the words that they have."""
    if _standing(connection) != _schema():
        return False
    indexes = {_name_index(name): name for name in (*_FOLLOWED.names, *_FOLLOWED.changes)}
    indexes |= {_number_index(name): name for name in _FOLLOWED.numbers}
    for index, table_name in indexes.items():
        held, there = f"SELECT id FROM {index}_docsize", f"SELECT id FROM {table_name}"
        for one, other in ((held, there), (there, held)):
            if connection.exec_driver_sql(f"{one} EXCEPT {other} LIMIT 1").first() is not None:
                return False
    in_use = " UNION ALL ".join(
        f"SELECT value FROM {name}, json_each({_PREFIX}vocabulary({', '.join(columns)}))"
        for name, columns in _FOLLOWED.names.items()
    )
    used = f"SELECT value, count(*) FROM ({in_use}) GROUP BY value"
    kept = f"SELECT word, uses FROM {_PREFIX}word"
    return not any(
        connection.exec_driver_sql(f"{one} EXCEPT {other} LIMIT 1").first()
        for one, other in ((f"SELECT * FROM ({used})", kept), (kept, f"SELECT * FROM ({used})"))
    )


def make_index_anew(connection: Connection) -> None:
    """Make the index from the rows alone.

    Without it, the words of a row that is gone stay in the index, though nothing finds them.
    """
    drop_index(connection)
    for kind in ("TABLE", "TRIGGER"):
        for sql in _schema().values():
            if sql.startswith((f"CREATE {kind}", f"CREATE VIRTUAL {kind}")):
                connection.exec_driver_sql(sql)
    for table_name, columns in _FOLLOWED.names.items():
        _fill_names(connection, table_name, columns)
    for table_name, columns in _FOLLOWED.changes.items():
        connection.exec_driver_sql(
            f"INSERT INTO {_name_index(table_name)} (rowid, words) "
            f"SELECT id, {_change('', columns)} FROM {table_name}"
        )
    for table_name, columns in _FOLLOWED.numbers.items():
        values = _numbers("", columns)
        connection.exec_driver_sql(
            f"INSERT INTO {_number_index(table_name)} (rowid, numbers) "
            f"SELECT id, {values} FROM {table_name}"
        )


def drop_index(connection: Connection) -> None:
    """Take the index and its triggers away, before tables are rebuilt under them."""
    standing = _standing(connection)
    for kind in ("TRIGGER", "TABLE"):
        for name, sql in standing.items():
            if sql.startswith((f"CREATE {kind}", f"CREATE VIRTUAL {kind}")):
                connection.exec_driver_sql(f"DROP {kind} {name}")


def name_index(table_name: str) -> TableClause:
    """The index of a table's names, with the rows' numbers in `rowid`."""
    return _index(_name_index(table_name))


def number_index(table_name: str) -> TableClause:
    """The index of a table's numbers, with the rows' numbers in `rowid`."""
    return _index(_number_index(table_name))


def matches(index: TableClause, expression: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a row of the index is one that the expression asks for."""
    found: ColumnElement[bool] = literal_column(index.name).op("MATCH")(expression)
    return found


def words_with(session: Session, cuts: Iterable[str]) -> list[str]:
    """The words in use that share one of these cuts, and so may be a slip away."""
    found = session.execute(_WORDS_WITH, {"cuts": json.dumps(list(cuts))})
    return [word for (word,) in found]


def words_holding(session: Session, part: str) -> list[str]:
    """The words in use that hold this part beyond their beginning, the commonest first."""
    return [word for (word,) in session.execute(_WORDS_HOLDING, {"part": part, "sound": SOUND})]


def words(*alternatives: str, beginning: bool = False) -> str:
    """An expression for rows that have one of these words, or a word that begins so."""
    return _one_of("words", alternatives, beginning)


def sounds(*alternatives: str, beginning: bool = False) -> str:
    """An expression for rows of which a word sounds like one of these keys, or begins so."""
    return _one_of("sounds", alternatives, beginning)


def all_of(expressions: Iterable[str]) -> str:
    """An expression for rows that all of these find."""
    return " AND ".join(f"({expression})" for expression in expressions if expression)


def any_of(expressions: Iterable[str]) -> str:
    """An expression for rows that one of these finds."""
    return " OR ".join(f"({expression})" for expression in expressions if expression)


def numbers(number: str, *, begins: bool = False, ends: bool = False) -> str:
    """An expression for numbers in which this occurs, in which it stands first or last."""
    return _quoted(f"{_BEGIN if begins else ''}{number}{_END if ends else ''}")


def _one_of(where: str, alternatives: Iterable[str], beginning: bool) -> str:
    star = " *" if beginning else ""
    asked = " OR ".join(f"{_quoted(one)}{star}" for one in alternatives)
    return f"{where} : ({asked})" if asked else ""


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


@cache
def _index(name: str) -> TableClause:
    return table(name, column("rowid"))


def _name_index(table_name: str) -> str:
    return f"{_PREFIX}in_{table_name}"


def _number_index(table_name: str) -> str:
    return f"{_PREFIX}in_{table_name}_numbers"


def _standing(connection: Connection) -> dict[str, str]:
    found = connection.exec_driver_sql(
        f"SELECT name, sql FROM sqlite_master WHERE name GLOB '{_PREFIX}*' AND sql IS NOT NULL"
    )
    return {name: sql for name, sql in found if not name.endswith(_SHADOWS)}


def _schema() -> dict[str, str]:
    """Every table and trigger by its name; the rules' version is part of their text."""
    spelling = _FOLLOWED.spelling
    if spelling is None:
        return {}
    version = f"-- rules {spelling.version}\n"
    made = {
        "word": f"CREATE TABLE {_PREFIX}word (word TEXT PRIMARY KEY, uses INTEGER NOT NULL) "
        f"{version} WITHOUT ROWID",
        "slip": f"CREATE TABLE {_PREFIX}slip (cut TEXT, word TEXT, PRIMARY KEY (cut, word)) "
        "WITHOUT ROWID",
        "word_new": f"CREATE TRIGGER {_PREFIX}word_new AFTER INSERT ON {_PREFIX}word BEGIN "
        f"INSERT INTO {_PREFIX}slip SELECT value, new.word FROM json_each({_PREFIX}cuts(new.word));"
        " END",
        "word_out": f"CREATE TRIGGER {_PREFIX}word_out AFTER UPDATE ON {_PREFIX}word "
        f"WHEN new.uses = 0 BEGIN DELETE FROM {_PREFIX}slip WHERE word = old.word AND cut IN "
        f"(SELECT value FROM json_each({_PREFIX}cuts(old.word))); "
        f"DELETE FROM {_PREFIX}word WHERE word = old.word; END",
    }
    for table_name, columns in _FOLLOWED.names.items():
        index = _name_index(table_name).removeprefix(_PREFIX)
        made[index] = (
            f"CREATE VIRTUAL TABLE {_PREFIX}{index} USING fts5(words, sounds, {_OPTIONS}, "
            "prefix='1 2 3', tokenize='ascii')"
        )
        into, out = _name_statements(table_name, columns)
        made |= _triggers(index, table_name, columns, into, out)
    for table_name, columns in _FOLLOWED.changes.items():
        index = _name_index(table_name).removeprefix(_PREFIX)
        made[index] = (
            f"CREATE VIRTUAL TABLE {_PREFIX}{index} USING fts5(words, {_OPTIONS}, "
            "prefix='2 3', tokenize='ascii')"
        )
        into = (
            f"INSERT INTO {_PREFIX}{index} (rowid, words) "
            f"VALUES (new.id, {_change('new.', columns)});"
        )
        out = f"DELETE FROM {_PREFIX}{index} WHERE rowid = old.id;"
        made |= _triggers(index, table_name, columns, into, out)
    for table_name, columns in _FOLLOWED.numbers.items():
        index = _number_index(table_name).removeprefix(_PREFIX)
        made[index] = (
            f"CREATE VIRTUAL TABLE {_PREFIX}{index} USING fts5(numbers, {_OPTIONS}, "
            "tokenize='trigram')"
        )
        into = (
            f"INSERT INTO {_PREFIX}{index} (rowid, numbers) "
            f"VALUES (new.id, {_numbers('new.', columns)});"
        )
        out = f"DELETE FROM {_PREFIX}{index} WHERE rowid = old.id;"
        made |= _triggers(index, table_name, columns, into, out)
    return {_PREFIX + name: sql for name, sql in made.items()}


def _triggers(
    index: str, table_name: str, columns: tuple[str, ...], into: str, out: str
) -> dict[str, str]:
    name, of = _PREFIX + index, ", ".join(columns)
    return {
        f"{index}_new": f"CREATE TRIGGER {name}_new AFTER INSERT ON {table_name} BEGIN {into} END",
        f"{index}_changed": f"CREATE TRIGGER {name}_changed AFTER UPDATE OF {of} ON {table_name} "
        f"BEGIN {out} {into} END",
        f"{index}_out": f"CREATE TRIGGER {name}_out AFTER DELETE ON {table_name} BEGIN {out} END",
    }


def _name_statements(table_name: str, columns: tuple[str, ...]) -> tuple[str, str]:
    index = _name_index(table_name)
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    into = (
        f"INSERT INTO {index} (rowid, words, sounds) "
        f"VALUES (new.id, {_PREFIX}words({new}), {_PREFIX}sounds({new})); "
        f"INSERT INTO {_PREFIX}word SELECT value, 1 FROM json_each({_PREFIX}vocabulary({new})) "
        "WHERE true ON CONFLICT (word) DO UPDATE SET uses = uses + 1;"
    )
    out = (
        f"DELETE FROM {index} WHERE rowid = old.id; "
        f"UPDATE {_PREFIX}word SET uses = uses - 1 WHERE word IN "
        f"(SELECT value FROM json_each({_PREFIX}vocabulary({old})));"
    )
    return into, out


def _numbers(row: str, columns: tuple[str, ...]) -> str:
    return " || ' ' || ".join(f"{_PREFIX}number({row}{name})" for name in columns)


def _change(row: str, columns: tuple[str, ...]) -> str:
    return f"{_PREFIX}change({', '.join(row + name for name in columns)})"


def _fill_names(connection: Connection, table_name: str, columns: tuple[str, ...]) -> None:
    of = ", ".join(columns)
    connection.exec_driver_sql(
        f"INSERT INTO {_name_index(table_name)} (rowid, words, sounds) "
        f"SELECT id, {_PREFIX}words({of}), {_PREFIX}sounds({of}) FROM {table_name}"
    )
    connection.exec_driver_sql(
        f"INSERT INTO {_PREFIX}word "
        f"SELECT value, count(*) FROM {table_name}, json_each({_PREFIX}vocabulary({of})) "
        "GROUP BY value ON CONFLICT (word) DO UPDATE SET uses = uses + excluded.uses"
    )
