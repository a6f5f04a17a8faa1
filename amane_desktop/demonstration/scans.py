"""Invented scans beside some families: a few pages that say what they are, each stored once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select

from amane_desktop.office.attachments import Attachment
from amane_desktop.office.pdf import PDF
from amane_desktop.office.values import ListedValue
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person, Scan

# Of a household's papers, and of a child's; each with how often it was scanned.
_Kinds = tuple[tuple[str, float], ...]
_OF_FAMILY: _Kinds = (("booklet", 0.7), ("residence", 0.6))
_OF_CHILD: _Kinds = (("birth", 0.7), ("school", 0.5), ("consent", 0.3))
_TITLES = {"school": ("Bulletin", "بيان النتائج"), "consent": ("Sorties", "الخرجات")}
_SHARE = 0.15
_ADULT = 18 * 365


def add_scans(work: Work, random: Random, pages: Pages) -> None:
    """Add scans to a few of the families and of their children."""
    persons: dict[int, list[int]] = defaultdict(list)
    born = select(Person.id, Person.family_id, Person.birth_date).order_by(Person.id)
    for number, family_id, day in work.session.execute(born):
        is_child = day is not None and (work.today - day).days < _ADULT
        persons[family_id] += [number] if is_child else []
    chosen = random.sample(sorted(persons), max(1, round(len(persons) * _SHARE)))
    scans = [row for family in chosen for row in _draw(random, family, persons[family], work.today)]
    first = work.add_in_bulk(Attachment, [pages.row(row["kind"]) for row in scans])
    numbered = zip(count(first), scans, strict=False)
    work.add_in_bulk(Scan, [row | {"attachment_id": n, "version": 1} for n, row in numbered])


def _draw(
    random: Random, family_id: int, children: list[int], today: date
) -> Iterator[dict[str, Any]]:
    whose: list[tuple[dict[str, Any], _Kinds]]
    whose = [({"family_id": family_id, "person_id": None}, _OF_FAMILY)]
    whose += [({"family_id": None, "person_id": n}, _OF_CHILD) for n in children[:2]]
    for columns, kinds in whose:
        for kind, often in kinds:
            if random.random() < often:
                day = today - timedelta(days=random.randrange(20, 900))
                title = random.choice(_TITLES.get(kind, ("",)))
                yield columns | {"kind": kind, "title": title, "day": day, "note": ""}


class Pages:
    """An invented page for each kind of scan, stored when it is first wanted."""

    def __init__(self, work: Work) -> None:
        found = select(ListedValue).where(ListedValue.list == "scan_kind")
        self._titles = {
            value.code: (value.name, value.name_ar) for value in work.session.scalars(found)
        }
        self._work = work
        self._rows: dict[str, dict[str, Any]] = {}

    def row(self, kind: str) -> dict[str, Any]:
        """The columns of an attachment that is such a page."""
        if kind not in self._rows:
            page = _page(*self._titles[kind])
            stored = self._work.vault.attachments.put(BytesIO(page))
            self._rows[kind] = {
                "stored_as": stored.name,
                "key": stored.key.hex(),
                "media_type": PDF,
                "size": stored.size,
                "original_sha256": hashlib.sha256(page).hexdigest(),
            }
        return self._rows[kind]


def _page(title: str, title_ar: str) -> bytes:
    from amane_desktop.printing import fonts
    from amane_desktop.printing.frame import MM, SOFT, Paper

    paper = Paper(title, rtl=False, printed="", pages=0)
    page = paper.page()
    lines = (
        (title_ar, 50, fonts.BOLD, 26.0),
        (title, 66, fonts.BOLD, 22.0),
        ("وثيقة من نسج الخيال، لا قيمة لها", 92, fonts.REGULAR, 14.0),
        ("Document inventé, sans aucune valeur", 102, fonts.REGULAR, 14.0),
    )
    for words, down, font, size in lines:
        page.write(words, 0, down * MM, page.inner, font=font, size=size, align="centre")
    for down in range(130, 250, 9):
        page.write("·  " * 60, 0, down * MM, page.inner, size=10.0, grey=SOFT)
    return paper.finish()
