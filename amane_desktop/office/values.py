"""The lists of values that a centre may change: neighbourhoods, reasons, kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, comma, is_rtl
from amane_desktop.office.errors import Refusal
from amane_desktop.office.journal import JournalChange
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.storage.database import Base


class ListedValue(Base):
    """One value of a list, in both languages; rows keep its code, so that its words may change."""

    __tablename__ = "listed_value"
    __table_args__ = (UniqueConstraint("list", "code"),)
    list: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    name_ar: Mapped[str]
    position: Mapped[int]
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


@dataclass(frozen=True)
class Use:
    """A column that keeps a code of a list, or several of them between commas."""

    column: InstrumentedAttribute[str]
    is_several: bool = False


@dataclass(frozen=True)
class ValueList:
    """A list by its title (marked with `N_`), and where its codes are kept."""

    title: str
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class ValueLine:
    """One value, as forms offer it and the settings change it."""

    id: int
    code: str
    name: str
    name_ar: str
    is_retired: bool
    version: int


LISTS: dict[str, ValueList] = {}


def keep_list(key: str, title: str, *uses: Use) -> None:
    """Register a list; the room that owns the columns says so."""
    LISTS[key] = ValueList(title, uses)


@query(Permission.SEE_CENTRE, {"list_": "neighbourhood"})
def listed(reading: Reading, list_: str) -> tuple[ValueLine, ...]:
    """The values of a list in the centre's order, those that are retired among them."""
    rows = reading.session.scalars(
        select(ListedValue)
        .where(ListedValue.list == list_)
        .order_by(ListedValue.position, ListedValue.id)
    )
    return tuple(ValueLine(v.id, v.code, v.name, v.name_ar, v.is_retired, v.version) for v in rows)


def value_name(value: ValueLine | ListedValue) -> str:
    """The value in the reader's language, or in the other where it has no word in this one."""
    return in_reader_script(value.name, value.name_ar)


def value_words(reading: Reading, list_: str, codes: str) -> str:
    """One code, or several between commas, in the reader's words."""
    names = {line.code: value_name(line) for line in listed(reading, list_)}
    words = (names.get(code) or _removed_name(reading, list_, code) for code in _split(codes))
    return comma().join(words)


def one_of(reading: Reading, list_: str, code: str, field: str, before: str = "") -> str:
    """The code; refuses one that is not offered, unless the row had it `before`."""
    _check(reading, list_, [code] if code else [], field, [before])
    return code


def some_of(reading: Reading, list_: str, codes: str, field: str, before: str = "") -> str:
    """Several codes between commas, each once; refuses what `one_of` refuses."""
    several = list(dict.fromkeys(_split(codes)))
    _check(reading, list_, several, field, _split(before))
    return ",".join(several)


def _check(
    reading: Reading, list_: str, codes: Iterable[str], field: str, before: Iterable[str]
) -> None:
    offered = {line.code for line in listed(reading, list_) if not line.is_retired}
    if not set(codes) <= offered | set(before):
        raise Refusal(_("Choose from the list."), field)


def _split(codes: str) -> list[str]:
    return [code for code in codes.split(",") if code]


def _removed_name(reading: Reading, list_: str, code: str) -> str:
    """What a value was called when it was removed, for the history of what it stood in."""
    before = JournalChange.before
    gone = reading.session.scalar(
        select(before)
        .where(
            JournalChange.kind == ListedValue.__tablename__,
            before["list"].as_string() == list_,
            before["code"].as_string() == code,
        )
        .order_by(JournalChange.id.desc())
        .limit(1)
    )
    return in_reader_script(gone["name"], gone["name_ar"]) if gone else code


def in_reader_script(name: str, name_ar: str) -> str:
    """The word in the reader's language, or in the other where there is none."""
    return (name_ar or name) if is_rtl() else (name or name_ar)
